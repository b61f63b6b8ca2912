"""What strangers send: a letter with labels, a bulletin with contents, a table with notes."""

from __future__ import annotations

import io
import zipfile

import pytest

from copydesk.blocks.papers import join_titles
from copydesk.changes import ChangeLog, Decisions
from copydesk.desk import edit
from copydesk.drafts.schedules import _told as fields_told
from copydesk.furniture.sites import is_path
from copydesk.piece import Piece
from copydesk.sheet import PLAIN, Line
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced
from readings import FIRST, SECOND, html, one, texts, tiers, work


def rows(piece: Piece) -> list[list[str]]:
    return [[cell.text for cell in row] for row in piece.table]


CLINIC = (
    "青石镇卫生院12月专家门诊安排\n\n为方便群众就医，现将12月专家门诊公布如下：\n\n"
    "科室\t专家\t职称\t出诊时间\n骨伤科\t罗平\t副主任医师\t周二全天\n"
    "妇科\t唐梅\t主任医师\t周三上午\n\n"
    "注：1.挂号时间：上午7:30—11:00，下午1:30—4:30。\n2.专家因故停诊的，以当日公告为准。\n"
)


def test_a_timetable_is_no_page_though_only_its_notes_are_sentences() -> None:
    piece = one(CLINIC)
    assert piece.headline.text == "青石镇卫生院12月专家门诊安排"
    assert texts(piece)[0] == "为方便群众就医，现将12月专家门诊公布如下："
    assert [row[0] for row in rows(piece)] == ["科室", "骨伤科", "妇科"]


@pytest.mark.parametrize("day", ["2026年12月3日 星期四", "12月3日 星期四", "民国101年10月3日"])
def test_the_day_of_an_agenda_stays_over_its_hours(day: str) -> None:
    items = "10:00 新办公楼启用\n地点：青石路50号\n14:00 卫生局例会\n地点：二楼会议室\n"
    read = work(f"{day}\n青石镇新闻行程\n{items}")
    assert tiers(read.pieces[0])[:2] == (day, "青石镇新闻行程")
    assert not [doubt for doubt in read.doubts if doubt.line == 1]
    under = one(f"青石镇新闻行程\n{day}\n{items}")
    assert under.headline.text == "青石镇新闻行程"
    assert texts(under)[0] == day


def test_a_day_over_no_hours_is_a_pages() -> None:
    assert "2026年12月3日" not in str(one(f"2026年12月3日 星期四\n青石镇防汛忙\n{FIRST}\n{SECOND}"))


LETTER = "编辑老师：\n    您好！现发上我镇一篇稿件和两张照片，请审阅，如能采用非常感谢！\n\n"


@pytest.mark.parametrize(
    "head",
    [
        "标题：青石镇防汛宣传进村\n\n正文：\n",
        "青石镇防汛宣传进村\n\n正文：\n",
        "正文：\n青石镇防汛宣传进村\n\n",
        "标题：青石镇防汛宣传进村\n\n",
    ],
)
def test_a_letter_names_headline_and_text_in_either_order(head: str) -> None:
    piece = one(f"{LETTER}{head}    {FIRST}\n\n    {SECOND}\n")
    assert piece.headline.text == "青石镇防汛宣传进村"
    assert texts(piece) == [FIRST, SECOND]


BULLETIN = (
    "                 工 作 简 报\n                 第37期（总第512期）\n\n"
    "青石镇创建文明村镇指挥部办公室          2026年11月18日\n\n本期要目\n\n"
    "◇青石镇“三张清单”理顺飞线\n◇一周动态\n\n★经验交流\n青石镇“三张清单”理顺飞线\n\n"
    f"    {FIRST}\n    {SECOND}\n\n★一周动态\n    ●望江村清理小广告两千多张，出动九十六人。\n"
    "    ●学府村试行潮汐停车，新增夜间车位一百八十个。\n"
)


def test_masthead_and_contents_of_a_bulletin_are_none_of_its_pieces() -> None:
    first, second = work(BULLETIN).pieces
    assert tiers(first) == ("经验交流", "青石镇“三张清单”理顺飞线", "")
    assert texts(first) == [FIRST, SECOND]
    assert second.headline.text == "一周动态"
    assert len(texts(second)) == 2


def test_titles_under_the_word_contents_that_head_nothing_below_stay() -> None:
    kept = work("本期要目\n\n◇飞线理顺了\n◇泵站修好了\n\n" + FIRST + "\n" + SECOND + "\n")
    assert "泵站修好了" in "".join(str(piece) for piece in kept.pieces)


def test_headings_of_one_level_are_weighed_by_their_words() -> None:
    heads = "<h3>聚民心  保平安</h3><h3>青石镇承办2026年全区防汛技能大赛</h3>"
    piece = one(html(f"<div>{heads}<div>{FIRST}</div><div>{SECOND}</div></div>", ""), "page.html")
    assert tiers(piece)[:2] == ("聚民心 保平安", "青石镇承办2026年全区防汛技能大赛")


def test_two_lines_set_unlike_are_two_tiers_and_set_alike_one() -> None:
    lines = ("盲人按摩师有了自己的家", "我镇首家助残孵化点揭牌")
    for second, deck in ((f"<b>{lines[1]}</b>", ""), (lines[1], lines[1])):
        heads = f"<p align='center'><b>{lines[0]}</b></p><p align='center'>{second}</p>"
        piece = one(html(f"{heads}<p>{FIRST}</p><p>{SECOND}</p>", ""), "page.html")
        assert piece.deck.text == deck


def test_short_lines_beside_a_first_heading_are_its_tiers() -> None:
    head = "<h1>暖气管道查完今冬不挨冻</h1>"
    over, under = "<p>投入八百万 换管十二里</p>", "<p>涉及九个小区四千三百户居民</p>"
    stamp = "<p>2026年11月19日 作者：云山</p>"
    box = f"<table><tr><td>{over}{head}{under}{stamp}<div><p>{FIRST}</p><p>{SECOND}</p></div>"
    piece = one(html(f"{box}</td></tr></table>", "暖气管道查完今冬不挨冻"), "page.html")
    assert tiers(piece) == (
        "投入八百万 换管十二里",
        "暖气管道查完今冬不挨冻",
        "涉及九个小区四千三百户居民",
    )
    bare = box.replace("投入八百万 换管十二里", "新闻中心")
    assert one(html(bare, "暖气管道查完今冬不挨冻"), "page.html").kicker.text == ""


def test_the_title_of_a_page_heads_a_text_that_has_no_other_heading() -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}</p>"
    piece = one(html(body, "青石镇组织志愿者防汛宣传-青石新闻网"), "page.html")
    assert piece.headline.text == "青石镇组织志愿者防汛宣传"
    of_site = one(html(body, "河东在线首页内容-河东新闻网"), "page.html")
    assert of_site.headline.text == ""


@pytest.mark.parametrize("blank", ["", "\n"])
def test_the_title_of_a_paper_on_two_lines_is_one(blank: str) -> None:
    head = f"青石镇人民政府关于加强今冬明春\n{blank}森林防火工作的通知\n{blank}青政发〔2026〕8号\n"
    piece = one(f"{head}\n各村民委员会：\n{FIRST}\n{SECOND}\n")
    assert piece.headline.text == "青石镇人民政府关于加强今冬明春森林防火工作的通知"


def test_two_titles_of_papers_under_each_other_stay_two() -> None:
    text = "关于防火的通知\n关于防汛的通知\n"
    assert len({*text.split()} & {line.words for line in read_lines(text)}) == 2


def read_lines(text: str) -> list[Line]:
    lines = [Line(Traced.at(words, 0), at, PLAIN) for at, words in enumerate(text.split("\n"), 1)]
    return join_titles([line for line in lines if line.words], ChangeLog(Decisions()))


def test_a_wrapped_paragraph_that_is_set_in_goes_on_behind_a_line_that_falls_short() -> None:
    lines = [
        "    本报讯（通讯员  罗  红）“往年这时候，",
        "水到我们队里就断了，今年半个钟头就到地头，大伙儿都",
        "说好，明年还要这样修下去，一直修到山脚下的田里。”",
        "    青石镇的支渠年久失修，渠底的淤泥有半人深。入秋以",
        "后，镇里把清淤列入今年的实事，组织两千多人次，分段",
        "包干，十四天全部完成，群众都说办得好。",
        "    渠修好了，怎么才能不再淤？镇水管站站长",
        "吴田介绍，每条支渠都定了渠长，每月巡查不少于两次，",
        "巡查情况贴在村务公开栏里，人人都看得见。",
    ]
    found = texts(one("青石镇冬修水利\n\n" + "\n".join(lines) + "\n"))
    assert len(found) == 3
    assert found[0].startswith("“往年这时候，水到我们队里")
    assert "镇水管站站长吴田介绍" in found[2]


def test_who_answers_a_letter_signs_its_answer() -> None:
    right = " " * 36
    text = (
        "读者来信\n\n井盖坏了谁来管？\n\n编辑同志：\n"
        "    我家门前的井盖坏了两个多月，上面只盖着一块木板，请问归谁管？\n"
        f"    此致\n敬礼！\n{right}读者  凌志\n{right}11月13日\n\n回音\n\n"
        "    经核查，该井盖归我站管养。11月16日已更换，并对全路检修。\n"
        f"{right}青石镇城管站\n{right}11月17日\n"
    )
    piece = one(text)
    assert [subhead.text.text for subhead in piece.subheads] == ["回音"]
    assert texts(piece)[-2:] == ["青石镇城管站", "11月17日"]


def test_the_first_stanza_under_the_poets_name_is_verse() -> None:
    text = (
        "秋天的码头\n云  禾\n\n绳子松开的时候\n水也松了一口气\n\n父亲把最后一筐菱角\n递给对岸\n"
        "像递一封\n写了一整年的信\n\n秋天从桅杆上下来\n坐在我们中间\n"
    )
    piece = one(text)
    assert tiers(piece) == ("", "秋天的码头", "")
    assert texts(piece)[:2] == ["绳子松开的时候", "水也松了一口气"]


def test_names_behind_a_place_are_a_line_each_and_no_table() -> None:
    roll = ["大塘村：刘清  周爱莲  吴  昊", "枫林村：贺平  戴小妹", "新屋村：司马强  熊美  向  军"]
    piece = one(f"青石镇美丽庭院名单\n\n{FIRST}\n\n" + "\n".join(roll) + "\n")
    assert not piece.tables
    assert [text[:4] for text in texts(piece)[1:]] == ["大塘村：", "枫林村：", "新屋村："]


def test_grades_that_differ_by_their_numeral_are_sub_heads_over_their_tables() -> None:
    cells = (
        "<table><tr><td>作品</td><td>作者</td></tr><tr><td>《河灯》</td><td>晏如</td></tr></table>"
    )
    grades = (
        f"<p>一等奖（2名）</p>{cells}<p>二等奖（2名）</p>{cells}<p>优秀组织奖</p><p>青石小学</p>"
    )
    page = html(f"<h1>青石镇征文获奖名单</h1><p>{FIRST}</p>{grades}", "")
    piece = one(page, "page.html")
    heads = [subhead.text.text for subhead in piece.subheads]
    assert heads == ["一等奖（2名）", "二等奖（2名）", "优秀组织奖"]


def test_two_fields_on_one_line_of_a_schedule_are_two() -> None:
    head = (
        "青石镇领导接待群众来访日程\n\n地点：信访中心（人民路16号）      时间：上午9:00—11:30\n\n"
    )
    piece = one(head + "日期\t接访领导\t职务\n12月2日\t云平\t镇长\n12月7日\t柯梅\t副镇长\n")
    matter, _ = fields_told(piece)
    assert matter == {"venue": "信访中心（人民路16号）", "hours": "上午9:00—11:30"}


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("青石第二小学 首页 新闻动态 查看内容", True),
        ("青石小学 首页 正文", True),
        ("青石小学举行运动会 新闻动态", False),
        ("青石小学 秋季运动会 闭幕", False),
    ],
)
def test_a_way_through_a_site_is_told_without_its_signs(words: str, *, path: bool) -> None:
    assert is_path(words) is path


def test_a_day_between_who_reports_and_his_word_for_it_is_read() -> None:
    piece = one(f"青石镇防汛忙\n\n云浦网记者曹平5月13日报道：{FIRST}\n\n{SECOND}\n")
    assert [(author.name.text, author.role) for author in piece.authors] == [("曹平", "记者")]
    assert texts(piece) == [FIRST, SECOND]


def pasted(menu: list[str], *body: str) -> str:
    return "\n".join([*menu, *body]) + "\n"


MENU = [
    "登录",
    "首页",
    "滚动",
    "评论",
    "国内",
    "社会",
    "国际",
    "财经",
    "体育",
    "娱乐",
    "旅游",
    "健康",
]
SIGHTS = [
    line
    for n in range(1, 9)
    for line in (f"{n}、青石第{n}景区", f"成人票原价：{n}0元", f"备注：第{n}景区当天售完为止")
]


def test_a_list_under_a_dateline_on_a_page_is_text_as_far_as_the_last_sentences() -> None:
    stamp = "2024-05-13 12:03:10 作者：曹平 来源：云浦网"
    lead = f"云浦网记者曹平5月13日报道：{FIRST}"
    notes = [f"{n}、{FIRST}{SECOND}" for n in range(1, 4)]
    foot = ["网站地图", "联系我们", "版权声明"]
    text = pasted([*MENU, *MENU], "八处景区门票半价", stamp, lead, *SIGHTS, *notes, *foot)
    piece = one(text)
    assert piece.headline.text == "八处景区门票半价"
    said = "".join([*texts(piece), *(subhead.text.text for subhead in piece.subheads)])
    assert all(f"青石第{n}景区" in said for n in range(1, 9))


def test_a_headline_over_its_stamp_ends_the_menu_over_it() -> None:
    menu = ["关注", "推荐", "视频", "财经", "科技", "评论", "收藏", "分享", "微信", "QQ空间"]
    piece = one(pasted(menu, "青石镇防汛宣传进村入户", "2024-05-20 14:33·云浦社", FIRST, SECOND))
    assert piece.headline.text == "青石镇防汛宣传进村入户"
    assert texts(piece) == [FIRST, SECOND]


def archive(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as into:
        for name, text in files.items():
            into.writestr(name.replace("__", "."), text.encode() or PHOTO)
    return packed.getvalue()


PHOTO = b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize("second", ["训练2.jpg：队员们抬船下水。", "训练2：队员们抬船下水。"])
def test_a_file_of_captions_goes_with_the_copy_of_its_bundle(second: str) -> None:
    captions = f"{second}\n训练1.jpg：队员在江上训练。云禾摄\n"
    data = archive(稿件__txt=f"龙舟节开桨\n\n{FIRST}\n\n{SECOND}\n", 图片说明__txt=captions)
    with_photos = io.BytesIO(data)
    with zipfile.ZipFile(with_photos, "a") as into:
        for name in ("训练1.jpg", "训练2.jpg"):
            into.writestr(name, PHOTO)
    [piece] = edit(read_copy("稿件.zip", with_photos.getvalue())).pieces
    assert [caption.text.text for caption in piece.captions] == [
        "队员在江上训练。",
        "队员们抬船下水。",
    ]
    assert piece.headline.text == "龙舟节开桨"


def test_a_cell_that_breaks_off_is_asked_about() -> None:
    table = "序号\t日期\t村\n1\t3月1日\t塔岭村、黄溪村\n2\t3月2日\t洋北村、\n3\t3月3日\t墙头村\n"
    doubts = work(f"青石镇停水安排\n\n{FIRST}\n\n{table}").doubts
    assert any("像没有写完" in doubt.reason for doubt in doubts)
    whole = work(f"青石镇停水安排\n\n{FIRST}\n\n{table.replace('洋北村、', '洋北村')}").doubts
    assert not any("像没有写完" in doubt.reason for doubt in whole)
