"""Copy that looks like something else: a notice's day, a poem under buttons, a meeting's labels."""

from __future__ import annotations

import pytest

from copydesk.work import Work
from readings import FIRST, SECOND, TITLE, one, texts
from readings import work as work_of


def heads(work: Work) -> list[str]:
    return [piece.headline.text for piece in work.pieces]


NOTICE = (
    "关于镇长接待来访时间的公告\n\n为方便群众反映问题，现将有关事项公告如下：\n\n"
    "一、接待时间\n\n{day}\n\n上午9:00—11:30\n\n二、接待地点\n\n镇便民服务中心二楼\n\n"
    "特此公告。\n\n青石镇信访办\n\n2024年6月3日\n\n来源：青石镇信访办　浏览量：31\n"
)


@pytest.mark.parametrize("day", ["2024年6月6日（星期四）", "2024年6月6日"])
def test_a_day_under_a_numbered_head_is_text(day: str) -> None:
    assert day in texts(one(NOTICE.format(day=day)))


def test_the_day_of_a_posting_over_a_text_still_goes() -> None:
    page = f"{TITLE}\n2024年6月6日 星期四\n浏览量：31\n打印\n{FIRST}\n{SECOND}\n上一篇：无\n"
    assert texts(one(page)) == [FIRST, SECOND]


EDGE = "第06版：副刊\n上一版  下一版\n2021年5月8日 星期六\n上一篇 下一篇\n放大 缩小 默认\n"
POEM = [
    "沿着河堤走了很久",
    "老柳树还在那里",
    "风把旧船吹到岸边",
    "没有人记得它的名字",
    "我把一块石头放回水里",
    "水面就合上了",
]


def test_a_poem_under_the_buttons_of_an_e_paper_stays() -> None:
    poem = one(EDGE + "河堤\n○ 闻桐\n" + "\n".join(POEM) + "\n")
    assert (poem.headline.text, texts(poem)) == ("河堤", POEM)
    assert [author.name.text for author in poem.authors] == ["闻桐"]


def test_titles_behind_the_buttons_of_an_e_paper_go() -> None:
    page = f"{EDGE}{TITLE}\n{FIRST}\n{SECOND}\n上一篇 下一篇\n河堤\n旧船\n老柳树\n"
    assert texts(one(page)) == [FIRST, SECOND]


PAGE = (
    "首页\n政务公开\n通知公告\n索引号：A-01\n发布日期：2024-03-05\n浏览次数：210\n"
    "关于表彰2023年度平安村居的决定\n"
    "为表彰先进，镇政府对2023年度平安村居建设中成绩突出的村居予以表彰，现将名单公布，请各村学习。\n"
    "{middle}\n{last}\n"
    "主题词：表彰 决定\n标签：\n留言与评论（共有 0 条评论）\n验证码：\n关闭窗口\n打印本页\n"
    "网站地图\n联系我们\n版权所有：青石镇人民政府\n"
)
ROLL = ["一、一等奖", "柳湾村", "石桥村", "二、二等奖", "河西村", "东岭村", "南坡村"]
LAST = "希望受到表扬的单位戒骄戒躁，再接再厉，为全镇的发展稳定再立新功。"


def test_a_roll_within_a_pasted_notice_and_the_sentence_under_it_stay() -> None:
    piece = one(PAGE.format(middle="\n".join(ROLL), last=LAST))
    assert {"柳湾村", "石桥村", "河西村", "南坡村", LAST} <= set(texts(piece))


def test_titles_that_a_page_recommends_still_go() -> None:
    offered = "相关阅读\n柳湾村建成新水塔\n石桥村举办灯会\n河西村修好机耕路"
    piece = one(PAGE.format(middle=offered, last="东岭村的灯会很热闹，来的人比去年多了一倍。"))
    assert not {"柳湾村建成新水塔", "河西村修好机耕路"} & set(texts(piece))


def test_titles_each_over_the_time_of_its_posting_begin_pieces() -> None:
    other = "8月30日，柳湾社区的网格员逐户发放反诈手册，帮助十二位老人装好了反诈软件。"
    copy = f"{TITLE}\n发表时间：2025-09-04\n{FIRST}\n{SECOND}\n"
    both = work_of(copy + f"柳湾社区：敲门送法\n发表时间：2025-09-03\n{other}\n")
    assert heads(both) == [TITLE, "柳湾社区：敲门送法"]
    assert texts(both.pieces[1]) == [other]
    within = copy + f"敲门送法\n{other}\n"
    assert heads(work_of(within)) == [TITLE]


@pytest.mark.parametrize(
    ("line", "dateline", "rest"),
    [
        ("青石日报客户端柳湾9月3日电（记者 岳飞）" + FIRST, "青石日报客户端柳湾9月3日电", FIRST),
        ("青评社柳湾9月3日电／" + FIRST, "青评社柳湾9月3日电", FIRST),
    ],
)
def test_datelines_of_a_paper_s_client_and_before_a_stroke(
    line: str, dateline: str, rest: str
) -> None:
    piece = one(f"{TITLE}\n{line}\n{SECOND}\n")
    assert (piece.dateline.text, texts(piece)) == (dateline, [rest, SECOND])


def test_a_paper_named_within_a_sentence_is_no_dateline() -> None:
    said = "青石日报客户端去年上线后，镇里的通知都从那里发，村民9月3日电话里也这样说。"
    piece = one(f"{TITLE}\n{said}\n{SECOND}\n")
    assert (piece.dateline.text, texts(piece)) == ("", [said, SECOND])


def test_the_labels_of_a_meeting_are_text_to_their_last() -> None:
    minutes = (
        "青石镇2024年第6次党委会会议纪要\n时  间：2024年5月20日上午9:00\n"
        "主  持：岳飞\n参  加：韩世忠、梁红玉\n缺  席：秦 桧（公出）\n记  录：文天祥\n"
        f"会议议题：\n一、研究防汛工作\n{FIRST}\n发：各村（社区），镇直各单位。\n"
    )
    piece = one(minutes)
    assert piece.headline.text == "青石镇2024年第6次党委会会议纪要"
    assert any(text.startswith("缺席：") for text in texts(piece))
    assert any(text.startswith("记录：") for text in texts(piece))
    assert not piece.authors
    assert not any(text.startswith("发：") for text in texts(piece))


def test_a_writer_under_labels_signs_the_story_below() -> None:
    copy = f"电话：3321108\n地点：镇便民服务中心\n\n\n{TITLE}\n作者：文天祥\n{FIRST}\n{SECOND}\n"
    found = [piece for piece in work_of(copy).pieces if piece.headline.text == TITLE]
    assert [author.name.text for author in found[0].authors] == ["文天祥"]


def test_who_lent_a_picture_is_read_without_brackets_of_his_own() -> None:
    shown = "區長頒獎給績優里隊。"
    piece = one(f"{TITLE}\n{FIRST}\n（圖說：{shown}圖／青石區公所提供）\n{SECOND}\n")
    [caption] = piece.captions
    assert caption.text.text == shown
    assert [author.name.text for author in caption.credits] == ["青石區公所"]
    said = "他說，圖書館裡的舊地圖都由讀者提供，沒有人要過報酬，青石鎮的人都知道。"
    assert said in texts(one(f"{TITLE}\n{FIRST}\n{said}\n{SECOND}\n"))


def test_words_with_a_dot_sign_nothing() -> None:
    tip = "空调设到二十六摄氏度最省电，出门前请关总闸，取暖器旁不放衣物。"
    copy = f"{TITLE}\n本报讯（记者 岳飞）{FIRST}\n{SECOND}\n一图读懂·冬季用电\n{tip}\n"
    names = [a.name.text for piece in work_of(copy).pieces for a in piece.authors]
    assert names == ["岳飞"]
    signed = one(f"{TITLE}\n买买提·艾买提\n{FIRST}\n{SECOND}\n")
    assert [author.name.text for author in signed.authors] == ["买买提·艾买提"]


@pytest.mark.parametrize("last", ["附件：", "签发："])
def test_a_label_with_nothing_behind_it_is_asked_about(last: str) -> None:
    asked = work_of(f"{TITLE}\n{FIRST}\n{SECOND}\n{last}\n").doubts
    assert any(doubt.line == 4 and "后面没有内容" in doubt.reason for doubt in asked)
    told = work_of(f"{TITLE}\n{FIRST}\n{SECOND}\n").doubts
    assert not any("后面没有内容" in doubt.reason for doubt in told)


def test_a_headline_without_a_han_character_is_asked_about() -> None:
    asked = work_of(f"Previous Next\n\n{FIRST}\n{SECOND}\n").doubts
    assert any(doubt.line == 1 and "没有汉字" in doubt.reason for doubt in asked)


SMALL = {
    "遗失声明": "青石镇李桂兰食品店遗失营业执照副本，证号：0188231，声明作废。",
    "注销公告": "柳湾农机合作社经成员大会决议解散，请债权人自公告之日起45日内申报债权。",
    "寻人启事": "邓老太，78岁，10月6日早上在人民公园附近走失，有知情者请与派出所联系。",
}


def test_small_notices_under_each_other_are_pieces() -> None:
    copy = "".join(f"{head}\n{text}\n" for head, text in SMALL.items())
    again = "本人岳飞，不慎遗失警官证，证号：018823，声明作废。"
    work = work_of(f"遗失声明\n{again}\n{copy}")
    assert heads(work) == ["遗失声明", *SMALL]
    assert not any("标题和前面一篇一样" in doubt.reason for doubt in work.doubts)


def test_a_notice_with_a_sub_head_that_is_none_is_one_piece() -> None:
    copy = (
        f"遗失声明\n{SMALL['遗失声明']}\n办理地点\n请到镇便民服务中心二楼办理补证，带好身份证。\n"
    )
    assert heads(work_of(copy)) == ["遗失声明"]


def test_a_speaker_set_wide_goes_on_with_the_interview() -> None:
    talk = (
        "记者：当年为什么想到种芽苗菜？\n崔玉梅：穷怕了，就在自家炕头上发豆芽，挑到镇上卖。\n"
        "记　者：下一步有什么打算？\n崔玉梅：建冷库，上电商。\n"
    )
    piece = one(f"把小菜园种成大产业\n\n{talk}\n（本报记者　岳　飞　整理）\n")
    assert "记者：下一步有什么打算？" in [text.replace(" ", "") for text in texts(piece)]
    assert [author.name.text for author in piece.authors] == ["岳飞"]


ITEMS = (
    "一、青石镇：银龄合唱团唱进养老院\n11月8日，青石镇银龄合唱团走进镇养老院，为老人们献上演唱会。\n\n"
    "二、青石镇开展冬季防火巡查\n连日来，护林员进山巡查，清理林下可燃物三十余吨。\n"
)


def test_items_that_the_copy_counts_are_pieces() -> None:
    told = work_of(f"编辑老师好：\n　　近期我镇有两条消息，请编发。\n\n{ITEMS}")
    assert heads(told)[-2:] == ["青石镇：银龄合唱团唱进养老院", "青石镇开展冬季防火巡查"]
    plain = work_of(f"青石镇冬季工作\n　　近期我镇抓好两件大事，进展顺利。\n\n{ITEMS}")
    assert heads(plain) == ["青石镇冬季工作"]


def test_an_agency_behind_a_caption_of_hong_kong_is_its_credit() -> None:
    [caption] = one(
        f"{TITLE}\n{FIRST}\n圖：沙田龍舟賽吸引不少市民觀戰。　中通社\n{SECOND}\n"
    ).captions
    assert caption.text.text == "沙田龍舟賽吸引不少市民觀戰。"
    assert [author.name.text for author in caption.credits] == ["中通社"]


POSTED = "原创 青石融媒 和美青石 2025-10-20 18:30 江西\n\n秋天的青石，藏着多少惊喜？\n{between}\n"
GROVE = "在青石镇万亩橘园，果农一大早就钻进园子，剪刀咔嚓咔嚓响个不停，糖分也比去年足。\n"
PADDY = "罗家畈的晚稻到了灌浆期，风一吹，稻浪翻过来又翻过去，再有二十天就能开镰。\n"


def test_a_short_line_that_went_from_within_a_text_is_asked_about() -> None:
    copy = "点击上方蓝字关注“和美青石”\n" + POSTED.format(between="看橘红") + GROVE + PADDY
    asked = [(doubt.line, doubt.where) for doubt in work_of(copy).doubts if _CUT in doubt.reason]
    assert asked == [(5, "看橘红")]
    whole = f"点击上方蓝字关注“和美青石”\n{TITLE}\n{FIRST}\n看橘红\n{SECOND}\n"
    assert not any(_CUT in doubt.reason for doubt in work_of(whole).doubts)


_CUT = "一行，当作网站的文字拿掉"


def test_a_name_spread_out_behind_its_role_is_one_though_it_is_a_word() -> None:
    piece = one(f"{TITLE}\n{FIRST}\n{SECOND}\n（通讯员　江　南）\n")
    assert [(a.role, a.name.text) for a in piece.authors] == [("通讯员", "江南")]
    two = one(f"{TITLE}\n{FIRST}\n{SECOND}\n（通讯员　江琴　罗南）\n")
    assert [a.name.text for a in two.authors] == ["江琴", "罗南"]


PARTS = (
    "守桥人\n\n引 子\n山里的雨说来就来。六十六岁的姚大成放下碗筷，披上雨衣就往外走。\n\n"
    "壹 接过父亲的马灯\n1987年，父亲把一盏马灯交到他手上。\n\n"
    "贰 三十八年的账\n他记了二十六本日记，拦下险情四十一次。\n\n"
    "尾 声\n雨停了，对岸的灯一盏一盏亮起来。\n"
)


def test_the_parts_of_a_text_are_its_sub_heads() -> None:
    piece = one(PARTS)
    named = [subhead.text.text.replace(" ", "") for subhead in piece.subheads]
    assert named == ["引子", "壹接过父亲的马灯", "贰三十八年的账", "尾声"]


def test_capital_numerals_that_count_nothing_are_no_numbers() -> None:
    from copydesk.blocks.heads import is_numbered

    assert is_numbered("壹、接过父亲的马灯")
    assert is_numbered("貳 三十八年的賬")
    assert not is_numbered("陆家河边的守桥人")


def test_what_a_site_says_of_itself_behind_its_recommendations_is_asked_about() -> None:
    offered = (
        "新闻推荐\n本报讯（记者 韩世忠）2月21日，柳湾小学举行授旗仪式，并向全校师生表示祝贺...\n"
    )
    site = "家乡新闻，讲述身边的故事。有观点、有态度，接地气，看身边人，品乡愁。"
    asked = work_of(f"{TITLE}\n本报讯（记者 岳飞）{FIRST}\n{SECOND}\n{offered}{site}\n").doubts
    assert any("推荐下面" in doubt.reason and doubt.where.startswith(site[:4]) for doubt in asked)
    more = "青石镇的志愿者表示，汛期结束以前，防汛宣传还要走进更多村居。"
    told = work_of(f"{TITLE}\n本报讯（记者 岳飞）{FIRST}\n{SECOND}\n{offered}{more}\n").doubts
    assert not any("推荐下面" in doubt.reason for doubt in told)


def test_the_fields_of_a_newsroom_s_program_head_nothing() -> None:
    told = "今天夜间到明天白天：多云，偏南风2到3级，气温17～26℃，请注意添衣。"
    copy = f"{TITLE}\n{FIRST}\n{SECOND}\n\n[字数 180]  [供稿:公交公司]  [阅读 331]\n{told}\n"
    assert not any("字数" in head for head in heads(work_of(copy)))
    assert heads(work_of(f"[青石]防汛宣传进村入户\n{FIRST}\n{SECOND}\n")) != [""]


def test_what_a_picture_is_taken_from_heads_nothing() -> None:
    copy = f"{TITLE}\n\n{FIRST}\n\n\n\n图片来自《青石杂志》\n\n\n\n{SECOND}\n"
    assert heads(work_of(copy)) == [TITLE]
    head = "图片里的青石镇"
    assert heads(work_of(f"{head}\n{FIRST}\n{SECOND}\n")) == [head]


LONG = (
    "青石镇的志愿者说，防汛宣传已经走进十一个村居，发放防汛手册三百余份，受到群众欢迎，汛期安全有了底。",
    "镇里还检修排涝泵站五座，清理沟渠三公里，志愿者每天沿着河堤走一遍，把防汛手册送到每一户的手里。",
)


def test_a_part_of_the_same_matter_that_begins_a_piece_is_asked_about() -> None:
    part = "志愿者们每天沿着河堤走一遍，从不间断"
    copy = f"{TITLE}\n\n" + "\n\n".join(LONG) + f"\n\n\n\n\n{part}\n\n" + "\n\n".join(LONG[::-1])
    work = work_of(copy)
    assert heads(work) == [TITLE, part]
    assert any(doubt.line == 10 and doubt.kind.value == "division" for doubt in work.doubts)
    other = "县图书馆的夜读服务延长到二十二时，新增自习座位八十个，读者可以凭证件免费入座。"
    apart = work_of(
        f"{TITLE}\n\n" + "\n\n".join(LONG) + f"\n\n\n\n\n图书馆延长开放时间\n\n{other}\n"
    )
    assert heads(apart) == [TITLE, "图书馆延长开放时间"]
    assert not any("像是上一篇的事" in doubt.reason for doubt in apart.doubts)


def test_a_paragraph_that_ends_with_dots_stays_under_a_site_s_line_over_the_text() -> None:
    ends = "防汛手册送到门口，群众的一句谢谢比什么都暖，可是河水还在一寸一寸往上涨……"
    top = f"{TITLE}\n\n原文来自「青石观察」：{TITLE}\n\n作者：文天祥\n\n授权青石公众号发布\n\n"
    page = f"{top}转载请注明来源\n\n{LONG[0]}\n\n他们从不说累。\n\n{ends}\n\n{SECOND}\n"
    assert ends in texts(one(page))
    behind = f"{top}{LONG[0]}\n\n{SECOND}\n\n相关新闻\n\n{ends}\n"
    assert ends not in texts(one(behind))


def test_a_sub_head_behind_the_day_of_a_paper_is_asked_about() -> None:
    notice = "讣告\n青石镇原副镇长文天祥同志，因病于2025年10月18日逝世，享年96岁。\n谨此讣告。\n"
    signed = f"{notice}文天祥同志治丧小组\n2025年10月18日\n联系人：文璧\n"
    life = "文天祥同志，1929年3月生，青石镇人，历任文书、副镇长，1985年离休。\n"
    asked = work_of(f"{signed}文天祥同志生平\n{life}").doubts
    assert [doubt.line for doubt in asked if "已经落款" in doubt.reason] == [7]
    assert not any("已经落款" in doubt.reason for doubt in work_of(signed).doubts)


PAGE_OF_A_POEM = (
    "<html><head><title>河堤 - 青石文艺网</title></head><body><div><a href=/>首页</a>"
    "<a href=/s>诗歌</a></div><div><h1>河堤</h1><div>作者：闻桐 发布时间：2021-05-08 08:00</div>"
    "<div><p>{}</p></div></div><div><h3>相关文章</h3><ul><li><a href=1>秋雨</a></li>"
    "<li><a href=2>渡口</a></li></ul></div><div>版权所有 青石文艺网</div></body></html>"
)


def test_a_poem_on_a_page_without_a_sentence_is_its_text() -> None:
    poem = one(PAGE_OF_A_POEM.format("<br>".join(POEM)), "copy.html")
    assert (poem.headline.text, texts(poem)) == ("河堤", POEM)
    assert [author.name.text for author in poem.authors] == ["闻桐"]
    prose = one(PAGE_OF_A_POEM.format(f"{FIRST}</p><p>{SECOND}"), "copy.html")
    assert texts(prose) == [FIRST, SECOND]


def test_a_docket_with_its_labels_in_one_line_goes_with_its_values() -> None:
    paper = f"关于表彰防汛先进单位的决定\n各村：\n{FIRST}\n青石镇人民政府\n2024年5月6日\n"
    row = "索  引  号 文       号 发布机构 发布日期 公开范围 公开方式\n"
    values = "N001-2011-000627 青政〔2024〕7号\n青石镇党政办 2024-05-08\n面向社会 主动公开\n"
    piece = one(f"{paper}{row}{values}")
    said = " ".join(texts(piece))
    assert "索引号" not in said.replace(" ", "")
    assert "N001" not in said
    assert "青石镇人民政府" in texts(piece)
    kept = one(f"{paper}公开方式要简便，发布日期要准，文号不要写错，这是镇里的要求。\n")
    assert any("公开方式" in text for text in texts(kept))
