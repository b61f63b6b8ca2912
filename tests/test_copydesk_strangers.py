"""What strangers send, continued: items with markers, rundowns, forms, who signs and where."""

from __future__ import annotations

import pytest

from copydesk.drafts.markdown import body_of
from readings import FIRST, SECOND, html, one, texts, tiers, work


def test_headings_nested_by_their_level_are_not_asked_about() -> None:
    text = (
        "# 关于报送标准化建设情况的函\n\n请按要求报送。\n\n## 报送内容\n\n"
        f"### 事项清单维护\n\n{FIRST}\n\n### 服务指南规范\n\n{SECOND}\n"
    )
    read = work(text, "copy.md")
    [piece] = read.pieces
    assert [subhead.text.text for subhead in piece.subheads][1:] == ["事项清单维护", "服务指南规范"]
    assert not read.doubts


@pytest.mark.parametrize("mark", ["信息", "简讯", "稿件"])
def test_a_number_alone_over_each_item_parts_them(mark: str) -> None:
    text = f"{mark}一\n青石镇防汛忙\n{FIRST}\n\n{mark}二\n柳江街道免费适配辅具\n{SECOND}\n"
    heads = [piece.headline.text for piece in work(text).pieces]
    assert heads == ["青石镇防汛忙", "柳江街道免费适配辅具"]


def test_a_column_behind_its_mark_is_not_joined_with_the_headline_under_it() -> None:
    items = [("时政要闻", "区委常委会开会", FIRST), ("社会民生", "冬储菜足价稳", SECOND)]
    text = "\n".join(
        f"◎ {column}\n{head}\n本报讯（记者 云平）{said}\n" for column, head, said in items
    )
    found = [(piece.kicker.text, piece.headline.text) for piece in work(text).pieces]
    assert found == [(column, head) for column, head, _ in items]


def test_a_pupils_letter_round_an_essay_is_none_of_it() -> None:
    letter = "尊敬的编辑：\n你好！我是初二（3）班的学生，写了一篇作文，想投给贵报《小荷》版。\n"
    essay = f"          外婆的菜园\n        初二（3）班  华小雨\n    {FIRST}\n    {SECOND}\n"
    piece = one(f"{letter}{essay}祝\n编安！\n                 柳江中学  华小雨\n")
    assert piece.headline.text == "外婆的菜园"
    assert texts(piece) == [FIRST, SECOND]


def test_numbered_cues_of_a_rundown_go_and_part_its_items() -> None:
    text = (
        "青石新闻串联单\n【主播】观众朋友晚上好，欢迎收看青石新闻。\n"
        f"1.【导语】{FIRST}\n【正文】{SECOND}\n2.【导语】我区首条旅游公路建成通车，全长十二公里。\n"
    )
    found = work(text).pieces
    assert not any("【" in said or said[:1].isdigit() for piece in found for said in texts(piece))
    assert texts(found[-1]) == ["我区首条旅游公路建成通车，全长十二公里。"]


SOUGHT = "紧急寻人\n姓名：姜老太\n特征：身高一米五五，上穿紫袄\n走失地点：柳江菜市场\n"


def test_whom_to_call_stays_in_a_notice_with_fields_and_is_asked_about() -> None:
    read = work(f"{SOUGHT}联系人：戚先生 13900002222\n有知情者请速联系，必有重谢！\n")
    assert any("13900002222" in said for piece in read.pieces for said in texts(piece))
    assert [doubt.line for doubt in read.doubts if doubt.kind == "contact"] == [5]
    card = "单位：青石中学\n姓名：戚平\n手机：13900002222\n"
    sent = one(f"青石镇防汛忙\n\n{FIRST}\n\n{SECOND}\n\n{card}")
    assert "13900002222" not in "".join(texts(sent))


def test_parts_counted_by_the_word_are_sub_heads() -> None:
    piece = one(
        f"柳江两岸看变化\n之一：旧厂房变成文创园\n{FIRST}\n之二：臭水沟变成亲水廊\n{SECOND}\n"
    )
    assert piece.headline.text == "柳江两岸看变化"
    heads = [subhead.text.text for subhead in piece.subheads]
    assert heads == ["之一：旧厂房变成文创园", "之二：臭水沟变成亲水廊"]


def test_the_head_of_a_release_is_none_of_it_be_it_called_that_and_no_more() -> None:
    head = (
        "新聞稿\n發稿單位：青石縣文化局\n發稿日期：115年11月25日\n聯絡人：吳淑\n電話：03-1234567\n"
    )
    said = "青石縣立美術館特展今（25）日開幕，展出三十二位藝術家的作品。"
    piece = one(f"{head}\n青石縣立美術館特展開幕\n\n{said}\n")
    assert piece.headline.text == "青石縣立美術館特展開幕"
    assert len(texts(piece)) == 1


def test_tiers_that_a_newsroom_names_by_one_character_are_read() -> None:
    text = (
        "11月26日见报稿\n要闻版\n头条\n引：全镇召开推进会\n主：挂图作战抓进度\n"
        f"副：集中开工项目二十七个\n记者 汪洋\n{FIRST}\n\n"
        f"二条\n主：青石大桥合龙\n通讯员 江涛\n{SECOND}\n"
    )
    found = [tiers(piece) for piece in work(text).pieces]
    assert found == [
        ("全镇召开推进会", "挂图作战抓进度", "集中开工项目二十七个"),
        ("", "青石大桥合龙", ""),
    ]


def test_counted_cases_are_sub_heads_and_so_are_their_labels_however_short_the_text() -> None:
    text = "".join(
        f"案例{n}：{head}\n【基本案情】{FIRST}\n【裁判结果】{said}\n"
        for n, head, said in (("一", "抛物致人损害案", SECOND), ("二", "网购假货案", "退一赔三。"))
    )
    piece = one(f"青石法院公布两起典型案例\n{text}")
    assert piece.headline.text == "青石法院公布两起典型案例"
    heads = [subhead.text.text for subhead in piece.subheads]
    assert heads[::3] == ["案例一：抛物致人损害案", "案例二：网购假货案"]
    assert heads.count("裁判结果") == 2


def test_a_timetable_of_duties_without_a_table_is_asked_about() -> None:
    rows_of = "10月：云平（镇党委书记）8日、22日\n11月：孟浩（镇长）5日、19日\n"
    read = work(f"青石镇第四季度领导干部接访安排\n{rows_of}接访时间：上午9:00—11:30\n")
    assert read.pieces[0].headline.text == "青石镇第四季度领导干部接访安排"
    assert any("没有认出表格" in doubt.reason for doubt in read.doubts)


def test_numbered_items_of_which_one_is_oddly_signed_are_items_all_the_same() -> None:
    items = [("青石中学演练", "木兰说"), ("青石镇反诈宣传", "武松"), ("青石村建成村史馆", "林冲")]
    text = "\n\n".join(f"{n}.{head}\n{FIRST}（{who}）" for n, (head, who) in enumerate(items, 1))
    assert [piece.headline.text for piece in work(text).pieces] == [head for head, _ in items]
    once = text.replace("（武松）", "").replace("（林冲）", "")
    assert len(work(once).pieces) == 1


def test_a_senders_card_under_a_rule_is_none_of_the_copy() -> None:
    letter = "编辑老师：您好！现发上一篇稿件，请查收，谢谢！\n\n青石镇防汛忙\n"
    piece = one(f"{letter}{FIRST}\n\n{SECOND}\n\n----\n青石镇宣传办 小秦\n电话：0755-2345011\n")
    assert texts(piece) == [FIRST, SECOND]


def test_what_an_account_asks_goes_on_with_no_entry() -> None:
    entries = "● 全镇产值增长百分之六\n● 青石大桥今起限行三天\n● 橘子节周六上午开幕\n"
    found = texts(one(f"青石镇防汛忙\n\n{FIRST}\n\n{entries}更多资讯请关注“青石发布”\n"))
    assert not any("开幕更多" in text for text in found)


def test_the_first_of_several_very_short_lines_over_parts_of_a_text_is_a_sub_head() -> None:
    parts = "".join(
        f"{head}\n{said}\n"
        for head, said in zip(
            ("橘子红了", "直播卖了", "日子甜了"), (FIRST, SECOND, FIRST[:-1] + "！"), strict=True
        )
    )
    piece = one(f"青石镇一颗橘子的甜蜜之旅\n{parts}")
    assert tiers(piece) == ("", "青石镇一颗橘子的甜蜜之旅", "")
    heads = [subhead.text.text for subhead in piece.subheads]
    assert heads == ["橘子红了", "直播卖了", "日子甜了"]


def test_a_headline_that_a_form_names_and_its_copy_says_again_stands_once() -> None:
    head = "稿件标题：青石大桥亮灯\n作者：令狐冲\n审核意见：同意刊发\n正文：\n青石大桥亮灯\n"
    piece = one(f"{head}{FIRST}\n{SECOND}\n")
    assert tiers(piece) == ("", "青石大桥亮灯", "")
    assert texts(piece) == [FIRST, SECOND]


def test_where_an_account_posted_is_no_author() -> None:
    stamp = "青石发布\n2026年11月25日 18:30 云浦\n"
    piece = one(f"{stamp}青石镇橘子的甜蜜之旅\n{FIRST}\n{SECOND}\n文字：黄莺\n")
    assert [author.name.text for author in piece.authors] == ["黄莺"]


def test_a_pupil_signs_behind_school_and_class_be_the_name_a_word() -> None:
    piece = one(f"老井\n青石中学 高二（1）班 竹青\n{FIRST}\n{SECOND}\n")
    assert tiers(piece) == ("", "老井", "")
    [author] = piece.authors
    assert (author.name.text, author.organisation) == ("竹青", "青石中学 高二（1）班")


POEM = "镰刀割开了晨雾\n玉米码成金色的墙\n父亲坐在田埂上\n把一袋烟抽得很长\n\n"
SECOND_STANZA = "他说今年的雨水好\n他说粮价也涨了一两\n风从河面吹过来\n吹得满坡都是响\n"


def test_a_draft_keeps_the_lines_and_the_stanzas_of_a_poem() -> None:
    piece = one(f"收获的季节\n云  禾\n\n{POEM}{SECOND_STANZA}")
    first, second = (text.strip().split("\n") for text in (POEM, SECOND_STANZA))
    assert body_of(piece) == "\n\n".join(["\\\n".join(first), "\\\n".join(second)])


def test_of_two_lines_over_a_poem_that_may_both_be_names_the_first_is_its_title() -> None:
    piece = one(f"秋  收\n赵  河\n\n{POEM}{SECOND_STANZA}")
    assert (piece.headline.text, [each.name.text for each in piece.authors]) == ("秋收", ["赵河"])


@pytest.mark.parametrize(
    ("line", "name", "organisation"),
    [
        ("吴  越（区老干部大学）", "吴越", "区老干部大学"),
        ("庞村镇宣传干事  庞晓辉", "庞晓辉", "庞村镇宣传干事"),
    ],
)
def test_who_signs_under_a_headline_with_his_office_is_no_tier_of_it(
    line: str, name: str, organisation: str
) -> None:
    piece = one(f"石桥村有支老年锣鼓队\n{line}\n\n{FIRST}\n\n{SECOND}\n")
    assert tiers(piece) == ("", "石桥村有支老年锣鼓队", "")
    assert [(each.name.text, each.organisation) for each in piece.authors] == [(name, organisation)]


def test_an_office_before_a_pen_name_behind_its_label_is_where_he_writes() -> None:
    piece = one(f"标题：银发课堂开课\n作者：柳江街道 银杏\n正文：\n{FIRST}\n{SECOND}\n")
    assert [(each.name.text, each.organisation) for each in piece.authors] == [("银杏", "柳江街道")]


def test_the_label_of_a_posting_is_no_author_and_who_stands_behind_its_source_is() -> None:
    stamp = "<div>文章来源： 作者： 发布时间：2024年07月12日</div>"
    body = f"<h2>青石镇防汛忙</h2>{stamp}<p>{FIRST}</p><p>{SECOND}</p>"
    assert one(html(f"<div>{body}</div>", "青石镇防汛忙"), "page.html").authors == ()
    signed = "<div>发布者：宣传部　来源：学生处 焦瑞芳 文 摄影　日期：2024-07-12</div>"
    page = html(f"<div>{body.replace(stamp, signed)}</div>", "青石镇防汛忙")
    assert [each.name.text for each in one(page, "page.html").authors] == ["焦瑞芳"]


def test_an_answer_in_brackets_goes_on_with_the_letter_it_answers() -> None:
    letter = (
        f"【百姓来信】\n暖气不热该找谁？\n\n编辑同志：\n{FIRST}\n                    云淑芬\n\n"
    )
    piece = one(f"{letter}\n【部门回复】\n    {SECOND}\n    {FIRST}\n")
    assert [subhead.text.text for subhead in piece.subheads] == ["【部门回复】"]


def test_a_contact_with_wide_blanks_is_of_the_head_of_a_release() -> None:
    head = "青石區公所　新聞稿\n發布日期：103年11月15日\n發布單位：人文課\n"
    head += "聯絡人：課長　蔡淑惠　電話：06-2951915\n"
    said = "青石區公所為鼓勵里民參與環境清潔，十五日上午在活動中心前舉辦清淨家園日。"
    piece = one(f"{head}\n清淨家園日里民齊心掃街\n\n{said}\n")
    assert tiers(piece) == ("", "清淨家園日里民齊心掃街", "")


def test_where_a_numbered_picture_stands_is_no_part_of_its_caption() -> None:
    piece = one(f"青石镇消防演练\n\n{FIRST}\n\n{SECOND}\n\n图三（上图）：消防员演示云梯。 云平摄\n")
    assert [caption.text.text for caption in piece.captions] == ["消防员演示云梯。"]


def test_other_words_for_the_text_and_for_the_top_of_a_page_are_known() -> None:
    text = f"標題：青石街市重開\n作者：陳怡\n內文：\n{FIRST}\n{SECOND}\n返回頁頂\n"
    assert [said[:2] for said in texts(one(text))] == [FIRST[:2], SECOND[:2]]


def test_a_mark_lost_within_a_foreign_name_is_asked_about() -> None:
    said = "宇航员巴兹?奥尔德林说，青石镇的橘子很甜，他吃了两个还想再吃一个，大家都笑了。"
    found = [doubt.reason for doubt in work(f"青石镇橘子节\n\n{said}\n\n{SECOND}\n").doubts]
    assert any("间隔号" in reason for reason in found)
    asked = "大家问这里有莱茵河吗？尔后都笑了，说青石镇的橘子很甜，吃了两个还想再吃一个。"
    others = work(f"青石镇橘子节\n\n{asked}\n\n{SECOND}\n").doubts
    assert not any("间隔号" in doubt.reason for doubt in others)


@pytest.mark.parametrize("mark", ["（下图：", "（图为"])
def test_who_stands_where_does_not_close_a_caption_in_brackets(mark: str) -> None:
    text = f"青石镇编外楼长\n\n{FIRST}\n\n{SECOND}\n\n{mark}老郑（右）帮邻居修水管。）\n"
    [caption] = one(text).captions
    assert caption.text.text.endswith("老郑（右）帮邻居修水管。")


@pytest.mark.parametrize(
    "signed", ["（文/岳飞 图/韩世忠）", "（文/岳飞 图/韩世忠 审核/宗泽）", "（岳飞 文 韩世忠 图）"]
)
def test_writer_and_photographer_behind_the_last_paragraph_make_no_caption_of_it(
    signed: str,
) -> None:
    piece = one(f"青石中学冬季长跑\n\n{FIRST}\n\n{SECOND}{signed}\n")
    assert (texts(piece), piece.captions) == ([FIRST, SECOND], ())
    assert [each.name.text for each in piece.authors] == ["岳飞", "韩世忠"]


def test_who_lent_a_picture_in_brackets_still_makes_a_caption() -> None:
    piece = one(f"青石鄉冬令救濟\n\n{FIRST}\n\n{SECOND}\n\n鄉長發放物資。（圖／青石鄉公所提供）\n")
    assert [caption.text.text for caption in piece.captions] == ["鄉長發放物資。"]


@pytest.mark.parametrize(
    ("signed", "names"),
    [
        ("（供稿：岳飞 摄影：韩世忠）", [("岳飞", "供稿", ""), ("韩世忠", "摄影", "")]),
        ("（供稿单位：青石中学 撰稿人：岳飞）", [("岳飞", "撰稿人", "青石中学")]),
        ("（来源：青石中学 作者：岳飞）", [("岳飞", "", "青石中学")]),
        ("（时间：上午 地点：操场）", []),
        ("（单位：青石中学 电话：2345678）", []),
    ],
)
def test_a_form_in_brackets_behind_a_text_says_who_wrote_it(
    signed: str, names: list[tuple[str, str, str]]
) -> None:
    piece = one(f"青石中学冬季长跑\n\n{FIRST}\n\n{SECOND}{signed}\n")
    found = [(each.name.text, each.role, each.organisation) for each in piece.authors]
    assert (found, piece.captions) == (names, ())
    assert texts(piece)[-1] == (SECOND if names else SECOND + signed)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("撰文 岳飞  摄影 韩世忠", [("岳飞", "撰文", ""), ("韩世忠", "摄影", "")]),
        ("记者 岳飞 通讯员 韩世忠", [("岳飞", "记者", ""), ("韩世忠", "通讯员", "")]),
        ("岳飞 文 韩世忠 图", [("岳飞", "文", ""), ("韩世忠", "图", "")]),
        ("供稿：青石镇 岳飞", [("岳飞", "供稿", "青石镇")]),
        ("供稿：青石镇", [("青石镇", "供稿", "")]),
    ],
)
def test_roles_stand_before_their_names_or_behind_them_by_turns(
    line: str, names: list[tuple[str, str, str]]
) -> None:
    piece = one(f"青石中学举行冬季长跑活动\n{line}\n{FIRST}\n{SECOND}\n")
    found = [(each.name.text, each.role, each.organisation) for each in piece.authors]
    assert found == names


@pytest.mark.parametrize("who", ["受访者", "家属", "校方"])
def test_whoever_lent_a_picture_without_brackets_makes_a_caption_too(who: str) -> None:
    piece = one(f"青石镇防汛忙\n\n{FIRST}\n\n{SECOND}\n\n志愿者在清理沟渠。{who}供图\n")
    [caption] = piece.captions
    assert caption.text.text == "志愿者在清理沟渠。"
    assert [(each.name.text, each.role) for each in caption.credits] == [(who, "供图")]


@pytest.mark.parametrize(
    ("opening", "dateline", "names"),
    [
        ("11月29日讯 （记者 岳飞）", "11月29日讯", ["岳飞"]),
        ("11月29日讯（记者岳飞 通讯员韩世忠）", "11月29日讯", ["岳飞", "韩世忠"]),
        ("云浦日报·柳江融媒讯（记者 岳飞）", "云浦日报·柳江融媒讯", ["岳飞"]),
        ("本报记者 岳飞 本报讯 ", "本报讯", ["岳飞"]),
        ("□ 本报记者 岳飞 本报讯 ", "本报讯", ["岳飞"]),
        ("本报记者岳飞报道 ", "", ["岳飞"]),
        ("本报记者岳飞、韩世忠报道 ", "", ["岳飞", "韩世忠"]),
    ],
)
def test_a_day_two_houses_or_the_reporter_before_it_make_a_dateline(
    opening: str, dateline: str, names: list[str]
) -> None:
    piece = one(f"青石中学举行冬季长跑活动\n\n{opening}{FIRST}\n\n{SECOND}\n")
    assert texts(piece) == [FIRST, SECOND]
    assert (piece.dateline.text, [each.name.text for each in piece.authors]) == (dateline, names)


@pytest.mark.parametrize("opening", ["本报记者现场报道 ", "记者昨日报道 ", "本报记者连续报道 "])
def test_what_a_reporter_does_before_his_report_is_no_name(opening: str) -> None:
    piece = one(f"青石中学举行冬季长跑活动\n\n{opening}{FIRST}\n\n{SECOND}\n")
    assert piece.authors == ()
    assert texts(piece)[0] == opening + FIRST


@pytest.mark.parametrize(
    "note", ["（附照片3张）", "（组图）", "[图]", "（附三张图片）", "（含视频）"]
)
def test_what_comes_with_a_story_is_no_part_of_its_headline(note: str) -> None:
    read = work(f"青石中学举行冬季长跑活动{note}\n岳飞（文） 韩世忠（图）\n{FIRST}\n{SECOND}\n")
    [piece] = read.pieces
    assert piece.headline.text == "青石中学举行冬季长跑活动"
    assert [each.role for each in piece.authors] == ["文", "图"]
    assert note in [change.before for change in read.changes]
    assert not read.doubts


@pytest.mark.parametrize("said", ["学生们跑过青石桥头的老牌楼（图）", "跑步路线见附表（附：表）"])
def test_a_note_behind_a_line_that_heads_nothing_stays(said: str) -> None:
    read = work(f"青石中学冬季长跑\n{FIRST}\n{SECOND}\n{said}\n")
    assert texts(read.pieces[0])[-1] == said
