"""What a reader sees of a copy by its marks, its path and its place, and what it asks where not."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

CHARGING = "清水镇在车站前新设三处充电座，居民出示证件就能用，每次以一小时为限，晚上九点收回。"
TRIAL = "镇里说，试用三个月以后再看要不要增设，到时候先问过车站附近的住户。"


def desk(copy: str) -> dict[str, Any]:
    return answer(edit(read_copy("a.txt", copy.encode())))


def only(copy: str) -> dict[str, Any]:
    pieces = desk(copy)["pieces"]
    assert len(pieces) == 1
    return dict(pieces[0])


def asked(copy: str, kind: str) -> list[int]:
    return [doubt["line"] for doubt in desk(copy)["doubts"] if doubt["what"] == kind]


def subheads(piece: dict[str, Any]) -> list[str]:
    return [each["text"] for each in piece["subheads"]]


def headings(pieces: list[dict[str, Any]]) -> list[str]:
    """Headlines and sub-heads."""
    return [words for piece in pieces for words in (piece["headline"], *subheads(piece))]


# Numbers over the parts of a text

MORNING = "天还没有亮，卖豆浆的老周已经把炉子点着了，炉火映在青石板上，像一小片落下来的朝霞。"
SCHOOL = "六点过后，上学的孩子从巷口跑过去，书包一颠一颠的，铜铃铛似的笑声洒了一路。"
SUN = "等到太阳照上马头墙，老街才算醒了过来，买菜的、修鞋的、下棋的，各有各的去处。"
POEM = "晓雾轻笼柳岸沙，\n新村处处种桑麻。\n老翁闲坐谈收获，\n笑指南山一片霞。\n"


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("一", "二", "三"), ("01", "02", "03")])
def test_bare_numbers_count_the_parts_of_a_text(numbers: tuple[str, str, str]) -> None:
    parts = zip(numbers, (MORNING, SCHOOL, SUN), strict=True)
    piece = only("老街的早晨\n周敏\n\n" + "\n\n".join(f"{n}\n{text}" for n, text in parts) + "\n")
    assert subheads(piece) == list(numbers)
    assert piece["paragraphs"] == [MORNING, SCHOOL, SUN]


def test_numbers_of_pages_within_a_text_go() -> None:
    piece = only(f"老街的早晨\n周敏\n{MORNING}\n1\n{SCHOOL}\n2\n{SUN}\n3\n")
    assert subheads(piece) == []
    assert piece["paragraphs"] == [MORNING, SCHOOL, SUN]


def test_numbers_between_whole_paragraphs_less_than_a_page_apart_count_parts() -> None:
    piece = only(f"老街的早晨\n周敏\n{CHARGING}\n1\n{MORNING}\n2\n{SCHOOL}\n3\n{SUN}\n")
    assert subheads(piece) == ["1", "2", "3"]


def test_numbers_over_the_entries_of_a_list_are_no_parts() -> None:
    names = ["张小明 作文《家乡的河》", "李大勇 作文《我的爷爷》", "王国强 作文《一次秋游》"]
    lines = "".join(f"{at}\n{name}\n" for at, name in enumerate(names, 1))
    piece = only(f"清水小学获奖名单\n{lines}")
    assert (piece["paragraphs"], subheads(piece)) == (names, [])


def test_the_numbers_of_a_second_group_of_poems_count_from_one_again() -> None:
    first = f"清水河组诗\n文/周敏\n一\n{POEM}二\n{POEM}"
    pieces = desk(f"{first}\n又题南山（二首）\n文/周敏\n一\n{POEM}二\n{POEM}")["pieces"]
    assert [subheads(piece) for piece in pieces] == [["一", "二"], ["一", "二"]]


@pytest.mark.parametrize(("said", "lines"), [("三首", [1]), ("二首", [])])
def test_fewer_poems_than_the_headline_says_are_asked_about(said: str, lines: list[int]) -> None:
    assert asked(f"清水河（{said}）\n文/周敏\n其一\n{POEM}\n其二\n{POEM}", "block") == lines


def test_the_number_of_an_item_that_came_alone_goes() -> None:
    assert only(f"1、车站新设充电座\n{CHARGING}\n{TRIAL}\n")["headline"] == "车站新设充电座"


# Marks that frame a heading


def test_a_heading_between_two_arrows_shows_no_picture() -> None:
    raw = f"车站新设充电座\n{CHARGING}\n▲ 停用日期 ▲（供参考）\n{TRIAL}\n▼收费标准▼\n{TRIAL}\n"
    piece = only(raw)
    assert subheads(piece) == ["停用日期（供参考）", "收费标准"]
    assert piece["captions"] == []


def test_an_arrow_before_a_line_alone_leads_a_caption() -> None:
    piece = only(f"车站新设充电座\n{CHARGING}\n▲居民在充电。周敏 摄\n{TRIAL}\n")
    assert [each["text"] for each in piece["captions"]] == ["居民在充电。"]
    assert subheads(piece) == []


# A page's own words


@pytest.mark.parametrize(
    "day", [" 2024-07-02 09:30", " [2023年11月5日]", "  2025-12-18", " （2024/7/2）"]
)
def test_the_day_behind_a_headline_that_the_path_names_is_the_postings(day: str) -> None:
    path = "首页 > 新闻中心 > 镇村动态 > 车站前新设三处充电座"
    piece = only(f"清水镇人民政府\n{path}\n镇村动态\n车站前新设三处充电座{day}\n{CHARGING}\n")
    assert (piece["kicker"], piece["headline"]) == (None, "车站前新设三处充电座")
    assert piece["paragraphs"] == [CHARGING]


def test_a_day_behind_a_headline_that_nothing_names_stays() -> None:
    piece = only(f"清水镇考古发现记 2024年5月6日\n{CHARGING}\n{TRIAL}\n")
    assert piece["headline"] == "清水镇考古发现记 2024年5月6日"


@pytest.mark.parametrize("label", ["期次：第312期", "期号：2018年第6期", "版次：02"])
def test_the_number_of_its_issue_is_no_headline(label: str) -> None:
    piece = only(f"更正\n\n  {label}\n\n本报上期三版把“周敏”误作“周明”，特此更正，并致歉意。\n")
    assert (piece["kicker"], piece["headline"], piece["deck"]) == (None, "更正", None)


def test_the_term_of_a_course_stays() -> None:
    assert "期次：第三期" in str(desk(f"夜校开班\n期次：第三期\n时间：3月1日\n{CHARGING}\n"))


@pytest.mark.parametrize(
    "note",
    ["（资料图片仅供参考）", "※配图与内容无关", "（图文无关）", "图片仅供参考，以实物为准"],
)
def test_what_a_site_says_of_a_stock_picture_goes(note: str) -> None:
    piece = only(f"车站新设充电座\n{note}\n{CHARGING}\n{TRIAL}\n")
    assert (piece["headline"], piece["deck"]) == ("车站新设充电座", None)
    assert piece["paragraphs"] == [CHARGING, TRIAL]


def test_a_sentence_about_pictures_stays() -> None:
    said = "参赛图片仅供参考的，请在背面注明，不注明的不退回。"
    assert said in only(f"摄影比赛启事\n{CHARGING}\n{said}\n")["paragraphs"]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("来源丨清水发布", True),
        ("来源 清水日报社", True),
        ("广告位（左）横式2栏", True),
        ("自动轮播广告（上小）横式选举3栏", True),
        ("清水日报提供本地新闻、专题报道、夜间天气、便民信息等服务！", True),
        ("您需要登录后才可以回帖 登录 | 立即注册", True),
        ("打开清水新闻 查看精彩图片", True),
        ("回应 (0)", True),
        ("来源于清水河的泉水", False),
        ("请输入您的姓名和电话", False),
        ("车站广告位招租", False),
        ("清水日报提供了场地、桌椅、茶水和奖品。", False),
    ],
)
def test_lines_of_a_site(line: str, *, goes: bool) -> None:
    raw = f"车站新设充电座\n{CHARGING}\n{TRIAL}\n{line}\n"
    assert (line not in str(desk(raw)["pieces"])) is goes


def test_the_day_under_an_office_stays_though_a_page_goes_on_under_it() -> None:
    foot = "清水镇水务站\n2021年12月20日\n（来源：清水镇水务站 编辑：周敏）\n请输入验证码\n"
    pieces = desk(f"{CHARGING}\n{TRIAL}\n{foot}")["pieces"]
    assert pieces[0]["paragraphs"] == [CHARGING, TRIAL, "清水镇水务站", "2021年12月20日"]


def test_the_name_of_a_site_within_a_line_goes() -> None:
    stamped = POEM.replace("桑麻。\n", "桑麻。（ 清水文学网：www.example.com ）\n")
    raw = f"村居\n文/周敏\n{stamped}首发清水文学网：http://www.example.com/a/12\n"
    assert only(raw)["paragraphs"] == POEM.split()


def test_an_address_that_readers_may_visit_stays() -> None:
    said = "居民可登录卫生院网站（清水卫生院：www.example.com）选择医生，也可以打电话。"
    assert only(f"卫生院开通网上挂号\n{said}\n{TRIAL}\n")["paragraphs"] == [said, TRIAL]


# Pictures


@pytest.mark.parametrize("credit", ["新华社发（周敏 摄）", "清水日报记者（周敏 摄）"])
def test_a_photographer_behind_his_agency_signs(credit: str) -> None:
    shown = "9月20日，清水镇上庄村农民驾驶收割机收割水稻。\n9月20日，下庄村村民在晾晒玉米。\n"
    piece = only(f"秋收正当时\n{shown}{credit}\n")
    assert [(each["name"], each["role"]) for each in piece["bylines"]] == [("周敏", "摄")]
    assert piece["captions"] == []


def test_what_a_picture_shows_stays_a_caption() -> None:
    shown = "9月20日，上庄村农民收割水稻。新华社发（周敏 摄）"
    piece = only(f"秋收正当时\n{CHARGING}\n{shown}\n{TRIAL}\n")
    assert [each["credit"] for each in piece["captions"]] == ["周敏"]


def test_a_sentence_with_a_lender_that_stands_twice_is_a_caption() -> None:
    shown = "清水镇在车站前新设三处充电座。（镇综治办提供）"
    piece = only(f"车站新设充电座\n{shown}\n\n{shown}\n\n{CHARGING}\n\n{TRIAL}\n")
    assert [(c["text"], c["credit"]) for c in piece["captions"]] == [
        ("清水镇在车站前新设三处充电座。", "镇综治办")
    ]
    assert piece["paragraphs"] == [CHARGING, TRIAL]


def test_a_sentence_that_stands_twice_without_one_is_asked_about() -> None:
    assert asked(f"车站新设充电座\n{CHARGING}\n{CHARGING}\n{TRIAL}\n", "repeated") == [3]


# Headlines that trail off, ask or cry

RESCUE = (
    "5月1日深夜，清水镇巡逻队员在河堤上听到呼救声，赶到时一名男子正抱着桥桩，三人合力拉他上岸。"
)
BRIDGE = "9月2日，清水河大桥通车，两岸居民敲锣打鼓，走上桥面合影留念，桥面双向两条车道。"


@pytest.mark.parametrize(
    "head", ["夜里有人敲门……", "等了三年，修了又修；这座桥，终于通了！", "书记上门，问的是什么？"]
)
def test_a_line_over_its_text_with_a_gap_above_heads_it(head: str) -> None:
    copy = f"车站新设充电座\n{CHARGING}\n{TRIAL}\n\n{head}\n{BRIDGE}\n"
    pieces = desk(copy)["pieces"]
    heads = headings(pieces)
    assert head in heads
    assert len(pieces) == 2 or asked(copy, "division") == [5]


def test_what_somebody_says_among_paragraphs_heads_nothing() -> None:
    said = "“再来一碗……”"
    piece = only(f"老周的豆浆铺\n\n{MORNING}\n\n{said}\n\n{SCHOOL}\n\n{SUN}\n")
    assert piece["paragraphs"] == [MORNING, said, SCHOOL, SUN]


def test_a_headline_that_trails_off_over_a_stamp_is_the_pages() -> None:
    top = "首页\n新闻\n清水新闻网\n首页 > 社会 > 正文\n深夜，河边传来呼救声……\n"
    piece = only(f"{top}2024-05-02 08:30 来源：清水新闻网\n{RESCUE}\n{TRIAL}\n")
    assert piece["headline"] == "深夜，河边传来呼救声……"
    assert piece["paragraphs"] == [RESCUE, TRIAL]


# What goes on and what does not


def test_text_that_goes_on_begins_no_piece() -> None:
    quarrel = (
        "【本报讯】清水镇夜市昨晚八时许发生争执，两名摊主为摊位线划到哪里吵了起来，路口被围住。"
    )
    after = "约两小时后双方握手言和，管理员当着大家的面用石灰重新画了线，围观的人才散去。"
    piece = only(f"夜市摊位起争执 管理员赶来\n{quarrel}\n\n重新画线 握手言和\n{after}\n")
    assert subheads(piece) == ["重新画线 握手言和"]


@pytest.mark.parametrize(
    ("second", "paragraphs"),
    [
        ("与上月相比，集市交易额增长百分之五，摊位出租九成，当日菜价七点公布。", 2),
        ("的摊位有二十个。", 1),
    ],
)
def test_a_paragraph_without_its_mark_is_not_joined_to_one_that_sets_in(
    second: str, paragraphs: int
) -> None:
    first = "油菜、香菜受降雪影响上市量减少，涨幅在两成以上，市民可以错峰购买，今日香菜每公斤14元"
    assert len(only(f"集市菜价略涨\n{TRIAL}\n{first}\n{second}\n")["paragraphs"]) == paragraphs + 1


def test_lines_cut_by_characters_are_joined_however_wide_their_letters() -> None:
    texts = [
        "图书馆新到3D打印机4台、VR眼镜12副、iPad平板电脑30部，读者凭借书证就能预约，每人每次最多使用两个小时，逾期要重新排队。",
        "常用的软件有CAD、PS和Excel，馆员每周三下午讲一堂课，讲义放在QQ群里，外地读者也可以用WiFi下载到手机上看，不收费用。",
        "讲课的有画家Tom Lee Brown、钢琴家Ann Mary Smith，还有馆员，每人讲半个钟头，不用领票。",
        CHARGING + TRIAL,
    ]
    cut = ["　　" + text for text in texts]
    lines = "\n".join(text[at : at + 24] for text in cut for at in range(0, len(text), 24))
    assert only(f"图书馆添了新设备\n\n{lines}\n")["paragraphs"] == texts


def test_a_mark_on_a_line_of_its_own_ends_the_line_before_it() -> None:
    short, long = (
        CHARGING[:-1],
        "镇里说，试用三个月以后再看要不要增设，到时候先问过车站附近的住户，",
    )
    lines = f"　　{short}\n。\n　　{long}\n写明时间和收费的办法，看过再来。\n　　{short}\n。\n"
    texts = only(f"车站新设充电座\n\n{lines}")["paragraphs"]
    assert [text[-3:] for text in (texts[0], texts[-1])] == [CHARGING[-3:], CHARGING[-3:]]


def test_a_request_right_under_a_list_is_no_sub_head() -> None:
    request = "具体座位数请查看各楼层门口的告示"
    raw = (
        f"图书馆延时开放\n7月起开放区域如下：\n1.一楼借阅室\n2.二楼自习室\n{request}\n{CHARGING}\n"
    )
    piece = only(raw)
    assert request in piece["paragraphs"]
    assert not desk(raw)["doubts"]


def test_a_request_over_an_item_is_its_heading() -> None:
    head = "请为老街留一盏灯"
    pieces = desk(f"车站新设充电座\n{CHARGING}\n\n{head}\n{SUN}\n")["pieces"]
    assert head in headings(pieces)


# What is asked


def test_no_line_of_a_row_of_advertisements_is_far_from_the_question() -> None:
    row = ["全運在雲林", "潮選小店", "沖繩月", "光織影舞", "業配廠商", "美食週"]
    copy = "\n".join(row) + f"\n\n〔記者周敏∕南投報導〕{CHARGING}\n{TRIAL}\n"
    lines = asked(copy, "block")
    assert all(any(abs(line - at) <= 2 for line in lines) for at in range(1, len(row)))


def test_sub_heads_that_count_from_two_are_asked_about() -> None:
    copy = f"1、3处充电座启用\n{CHARGING}\n\n2、老街三个早晨\n{MORNING}\n\n3、学校门口\n{SCHOOL}\n"
    told = asked(copy, "division") == [4, 7] and asked(copy, "tiers") == [1]
    assert len(desk(copy)["pieces"]) == 3 or told
    whole = copy.replace("1、3处", "老街见闻\n一段开头的话，说说这条街。\n1、三处")
    assert asked(whole, "tiers") == []


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("3、18处充电座启用", [1]),
        ("3、4月9日起充电座收费", [1]),
        ("1、2月份充电座用电持平", []),
    ],
)
def test_a_number_left_before_a_headline_is_asked_about(head: str, lines: list[int]) -> None:
    assert asked(f"{head}\n{CHARGING}\n{TRIAL}\n", "tiers") == lines


@pytest.mark.parametrize(("again", "lines"), [("晨报讯（记者 方圆）", [2]), ("", [])])
def test_a_second_dateline_behind_the_first_is_asked_about(again: str, lines: list[int]) -> None:
    copy = f"车站新设充电座\n　　本报讯（记者 周敏）{again}{CHARGING}\n　　{TRIAL}\n"
    assert asked(copy, "byline") == lines


ITEMS = (
    ("清水镇夜校开班", "3月1日，清水镇夜校第三期开班，学员报到，课程有剪纸、面点和修电器三门。"),
    ("村干部连夜查危房", "3月2日夜里，清水镇上庄村的张大爷听到敲门声，原来是有人冒雨来看屋顶。"),
    ("粮站开秤收新麦", "6月4日，清水镇粮站开始收购，当天入库二十吨，农户排队，站里备了凉茶。"),
)


def test_items_that_share_only_the_name_of_a_town_are_asked_about() -> None:
    copy = "\n\n".join(f"{head}\n{text}" for head, text in ITEMS) + "\n"
    assert len(desk(copy)["pieces"]) == 3 or asked(copy, "division") == [4, 7]


def test_headings_set_as_the_first_one_are_asked_about() -> None:
    more = "充电座试用满一个月，共有三百多人次用过，多是候车的学生，镇里因此把时间放宽到两小时。"
    heads = ("车站新设充电座", "充电座放宽到两小时")
    page = f"<h2>{heads[0]}</h2><p>{CHARGING}</p><p>{TRIAL}</p><h2>{heads[1]}</h2><p>{more}</p>"
    assert divisions(page) == ["这里判为接着上一篇（和第一个标题一个样子），也可能另起一篇"]
    assert divisions(page.replace(f"<h2>{heads[1]}</h2>", f"<h3>{heads[1]}</h3>")) == []


def divisions(body: str) -> list[str]:
    """What is asked about where pieces begin on a page."""
    page = f"<html><head><title>五月来稿</title></head><body>{body}</body></html>"
    doubts = answer(edit(read_copy("a.html", page.encode())))["doubts"]
    return [doubt["why"] for doubt in doubts if doubt["what"] == "division"]


@pytest.mark.parametrize(("speaker", "lines"), [("张师傅", [6]), ("李师傅", [])])
def test_a_speaker_whose_surname_sounds_like_anothers_is_asked_about(
    speaker: str, lines: list[int]
) -> None:
    talk = (
        "问：您在河上撑了多少年船？\n章师傅：三十二年，我十六岁跟着父亲上船。\n"
        f"问：最难忘的是哪一年？\n{speaker}：发大水那年，我们三天三夜没有合眼。\n"
        "问：现在还去河边吗？\n章师傅：天天去，看看水清不清。\n"
    )
    assert asked(f"和老船工聊清水河\n{talk}", "name_variant") == [line - 1 for line in lines]
