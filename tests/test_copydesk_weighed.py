"""Which of the lines over a text is its headline, and what no line may be for its form alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk.desk import edit
from copydesk.fields.kinds import kind_of
from copydesk.fields.phrases import lacks_subject
from copydesk.furniture.pasted import pasted_page
from copydesk.furniture.stamps import is_stamp
from copydesk.furniture.titleweights import matter_of, weight_of_title
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced
from newsroom.kinds import Kind
from pasted import FLOOD, HEAD, MORE, only, read, words

CROWD = "首页\n新闻\n时政\n财经\n体育\n教育\n健康\n旅游\n房产\n视频\n图片\n专题\n评论\n登录\n注册\n"
FOOT = "相关阅读\n茶厂开园采茶\n小学添了食堂\n关于我们\n联系我们\n版权所有 青石网\n"


@pytest.mark.parametrize("over", ["老桥换了新栏杆", "河滩连夜清淤忙", "天气预报明天转晴"])
def test_on_a_page_copied_whole_the_line_of_the_texts_own_words_heads_it(over: str) -> None:
    piece = only(f"{CROWD}{over}\n{HEAD}\n2024-05-06 10:20\n{FLOOD}\n{MORE}\n{FOOT}")
    assert piece.headline.text == HEAD
    assert over not in words(piece)


def test_a_deck_under_such_a_headline_stays() -> None:
    deck = "——志愿者发放防汛手册三百余份"
    piece = only(f"{CROWD}{HEAD}\n{deck}\n2024-05-06 10:20\n{FLOOD}\n{MORE}\n{FOOT}")
    assert (piece.headline.text, piece.deck.text) == (HEAD, deck)


@pytest.mark.parametrize(
    "line",
    [
        "【影音/校园记者方圆、实习记者容若】",
        "■指导教师：方圆",
        "编辑中心 / 综合报道",
        "#维护师生健康",
        "投稿：gao@qingshi.example",
        "视频加载中...",
        "特此公告",
    ],
)
def test_what_has_the_form_of_a_credit_a_tag_or_an_address_heads_nothing(line: str) -> None:
    raw = f"{HEAD}\n{FLOOD}\n{line}\n{MORE}\n"
    pieces = read(raw).pieces
    assert [piece.headline.text for piece in pieces] == [HEAD]
    assert not pieces[0].subheads


def test_a_title_with_the_word_text_in_it_is_no_credit() -> None:
    assert (
        only(f"自然人文：比西里岸印象\n{FLOOD}\n{MORE}\n").headline.text == "自然人文：比西里岸印象"
    )


def test_what_a_list_repeats_under_every_item_goes() -> None:
    foot = "原始网址：\n<https://qingshi.example/n/{0}.htm>\n电子邮件：\nnews@qingshi.example\n"
    heads = [HEAD, "第二小学添了食堂", "县图书馆周末延长开放"]
    raw = "\n\n".join(
        f"# {head}\n\n{text}\n\n{foot.format(at)}"
        for at, (head, text) in enumerate(zip(heads, [FLOOD, MORE, FLOOD[3:]], strict=True))
    )
    pieces = edit(read_copy("copy.md", raw.encode())).pieces
    assert [piece.headline.text for piece in pieces] == heads
    assert not any("网址" in words(piece) or "@" in words(piece) for piece in pieces)


@pytest.mark.parametrize(
    "again",
    [
        ("We shall overcome", "We shall overcome", "We shall overcome"),
        ("GB/T 39001-2021", "GB/T 39002-2021", "GB/T 39003-2022"),
        ("……", "……", "……"),
    ],
    ids=["a song", "numbers of standards", "left out"],
)
def test_what_a_text_itself_says_again_stays(again: tuple[str, str, str]) -> None:
    """No item of it has an address of its own."""
    first, second, third = again
    raw = f"{HEAD}\n\n{FLOOD}\n\n{first}\n\n{MORE}\n\n{second}\n{third}\n\n{FLOOD[:30]}。\n"
    said = words(only(raw))
    assert [said.count(one) for one in again] == [again.count(one) for one in again]


def test_an_address_that_a_notice_names_once_stays() -> None:
    raw = f"{HEAD}\n{FLOOD}\n报名网址：\nhttps://qingshi.example/baoming\n{MORE}\n"
    assert "https://qingshi.example/baoming" in words(only(raw))


def test_a_papers_word_on_its_rights_between_headline_and_text_goes() -> None:
    raw = (
        f"{HEAD}\n\n版次：02  2023年03月29日\n\n青石日报社严正声明\n\n"
        "近来一些自媒体未经青石日报社授权同意，擅自转载本报作品。\n\n现声明如下：\n\n"
        "凡本报记者署名的作品，版权均属青石日报社，违者将依法追究责任。\n\n"
        f"本报记者 方圆\n\n{FLOOD}\n\n{MORE}\n"
    )
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert "声明" not in words(piece)


def test_a_notice_that_declares_something_is_no_such_word() -> None:
    raw = f"{HEAD}\n{FLOOD}\n\n\n\n遗失声明\n\n青石镇茶厂遗失公章一枚，特此声明作废。\n"
    assert "公章" in "".join(words(piece) for piece in read(raw).pieces)


def test_the_number_of_a_paper_under_its_title_is_no_deck() -> None:
    raw = (
        "青石镇人民政府关于印发防汛预案的通知\n青政发〔2024〕8号\n各村民委员会：\n"
        f"{MORE}\n青石镇人民政府\n2024年5月6日\n"
    )
    piece = only(raw)
    assert (piece.headline.text, piece.deck.text) == ("青石镇人民政府关于印发防汛预案的通知", "")
    assert "青政发〔2024〕8号" in words(piece)


def test_two_paragraphs_stay_two_though_the_first_lacks_its_last_mark() -> None:
    first = "区长说，两地合作多年，往来频繁，将来还要深化经贸、科技、教育及文化等方面的交流合作"
    piece = only(f"{HEAD}\n\n{first}\n\n{FLOOD}\n\n{MORE}\n")
    assert [text.text for text in piece.paragraphs] == [first, FLOOD, MORE]


def test_a_long_last_sentence_before_a_photographer_is_no_caption() -> None:
    last = "活动期间，小记者还采访了提供保障的消防、医疗等部门的人员，记下了感人的事和要紧的话。"
    piece = only(f"{HEAD}\n\n{FLOOD}{MORE}{last} 方圆 摄\n")
    assert not piece.captions
    assert last in words(piece)


def test_a_whole_sentence_that_a_page_says_twice_over_its_text_is_its_title() -> None:
    title = "转知“青石镇办公日历表”1份，请查照。"
    between = "{{ $t('FEZ002') }} 青石镇中学|"
    raw = f"主要内容\n\n{title}\n\n{between}\n\n{title}\n\n{FLOOD}\n\n{MORE}\n"
    piece = only(raw)
    assert piece.headline.text.startswith("转知“青石镇办公日历表”1份")
    assert "FEZ002" not in words(piece)


def test_several_writers_with_their_roles_in_a_stamp_all_sign() -> None:
    stamp = "作者：记者刘艳 通讯员刘艺  来源：青石发布  发布时间：2024-05-06 10:20"
    piece = only(f"当前位置：首页 > 动态\n\n{HEAD}\n\n{stamp}\n\n{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["刘艳", "刘艺"]


def test_an_address_alone_in_a_text_is_asked_about() -> None:
    work = read(f"{HEAD}\n{FLOOD}\n{MORE}\n投稿：gao@qingshi.example\n{MORE[:40]}。\n")
    assert any("网址或邮箱" in doubt.reason for doubt in work.doubts)


TALL = "老桥修了半年，桥面加宽，栏杆换新，桥下的淤泥也清走了，两岸的人走亲访友不用再绕远路。"


def tiers(*heading: str) -> tuple[str, str, str]:
    """Kicker, headline and deck of some lines over a text."""
    piece = only("\n".join(heading) + f"\n\n{TALL}\n\n{MORE}\n")
    return piece.kicker.text, piece.headline.text, piece.deck.text


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        (("何静主持 林晓参加", "研究部署秋收工作"), ("何静主持 林晓参加", "研究部署秋收工作", "")),
        (("何静主持修好的三座桥", "一线见闻"), ("", "何静主持修好的三座桥", "一线见闻")),
        (
            ("——记青石镇护林员李青山", "让每一条河都清起来"),
            ("——记青石镇护林员李青山", "让每一条河都清起来", ""),
        ),
        (
            ("让每一条河都清起来", "——记青石镇护林员李青山"),
            ("", "让每一条河都清起来", "——记青石镇护林员李青山"),
        ),
    ],
)
def test_who_presided_and_what_a_dash_begins_head_nothing(
    heading: tuple[str, str], found: tuple[str, str, str]
) -> None:
    assert tiers(*heading) == found


def test_who_came_is_a_deck_that_nobody_need_be_asked_about() -> None:
    raw = f"老桥加宽桥面换新栏杆\n何静主持 林晓参加\n\n{TALL}\n\n{MORE}\n"
    work = read(raw)
    assert work.pieces[0].deck.text == "何静主持 林晓参加"
    assert not work.doubts


def test_a_headline_that_a_narrow_column_broke_is_whole_though_it_ends_like_a_series() -> None:
    assert tiers("青石镇治理河道", "攻坚进行时") == ("", "青石镇治理河道攻坚进行时", "")
    assert tiers("青石镇治理河道", "", "攻坚进行时")[1] == "攻坚进行时"


@pytest.mark.parametrize(
    ("words_", "paragraphs", "credited", "kind"),
    [
        (159, 2, False, Kind.PHOTO),
        (160, 2, False, Kind.REPORT),
        (100, 3, False, Kind.REPORT),
        (299, 9, True, Kind.PHOTO),
        (300, 9, True, Kind.REPORT),
    ],
)
def test_a_caption_makes_a_picture_story_of_little_text(
    words_: int, paragraphs: int, *, credited: bool, kind: Kind
) -> None:
    given = {"heading": "秋收时节", "deck": "", "table": (), "box": False, "dateline": False}
    size = {"words": words_, "paragraphs": paragraphs, "verse": False, "photographed": credited}
    assert kind_of(captions=1, **given, **size) is kind  # type: ignore[arg-type] # of a dict


@pytest.mark.parametrize(
    ("again", "headline"), [("志愿者", HEAD), ("防汛宣传", "防汛宣传"), ("茶厂", HEAD)]
)
def test_a_word_that_a_menu_says_twice_is_no_headline_unless_it_is_long_enough(
    again: str, headline: str
) -> None:
    piece = only(f"{CROWD}{again}\n下载\n{again}\n{HEAD}\n{FLOOD}\n{MORE}\n{FOOT}")
    assert piece.headline.text == headline


@pytest.mark.parametrize(
    ("line", "stamped"),
    [
        ("来源：青石发布", True),
        ("转自：青石网", True),
        ("稿源：青石网", True),
        ("发布者：管理员", True),
        ("2024-05-06 10:20", True),
        ("2024年5月6日", False),  # of a paper or a speech
        ("2024年5月6日 星期一 第3版", False),
        ("来自青石网", False),
    ],
)
def test_when_and_whence_a_page_is_stamps_it(line: str, *, stamped: bool) -> None:
    assert is_stamp(Line(Traced.new(line), 1)) is stamped


@pytest.mark.parametrize(
    ("other", "loses"),
    [
        (f"{HEAD} 发放防汛手册三百余份", True),  # it says the line, and more of the text
        (f"{HEAD} 茶厂开园", False),
        ("志愿者发放防汛手册 排水沟都检查了", False),
        ("志愿者发放防汛手册", False),
    ],
)
def test_a_line_weighs_less_where_another_says_it_with_a_phrase_more(
    other: str, *, loses: bool
) -> None:
    lines = [Line(Traced.new(text), at) for at, text in enumerate(("首页", other, HEAD, FLOOD))]
    matter = matter_of(lines, 3)
    beside = [lines[0], replace(lines[1], text=Traced.new("图片")), *lines[2:]]
    alone = weight_of_title(beside, 2, 3, matter) + (3.0 if HEAD in other else 0.0)  # said again
    assert (weight_of_title(lines, 2, 3, matter) < alone) is loses


@pytest.mark.parametrize(
    "heading",
    [("全镇大会", "何静主持 林晓参加 陈志恒讲话"), ("通车", "何静主持"), ("老桥通车", "何静主持")],
)
def test_who_presided_over_a_short_headline_is_its_deck(heading: tuple[str, str]) -> None:
    assert tiers(*heading) == ("", *heading)


def test_a_line_of_ornaments_says_nothing_of_who_does_what() -> None:
    assert not lacks_subject("")
    assert tiers("★★★★★★", "老桥换了新栏杆")[1] == "老桥换了新栏杆"


TEA = "茶农抢抓晴好天气采摘夏茶，合作社的炒茶车间里机器轰鸣，新茶装箱发往外省市场，价钱也好。"
DRY = "镇里还给每个村配了抽水机，雨停以后干部挨家挨户看过，没有一户进水，大家心里都踏实。"
SCHOOL = "县里的小学添了食堂，孩子们中午不用再往家里跑，家长也放心，老师说午休的时间也长了。"


@pytest.mark.parametrize(
    ("over", "ends"),
    [("小编推荐", True), ("本版", True), ("相关阅读", True), ("老桥换新", False)],
)
def test_a_text_of_a_page_ends_where_other_stories_are_recommended(
    over: str, *, ends: bool
) -> None:
    raw = f"{CROWD}{HEAD}\n2024-05-06 10:20\n{FLOOD}\n{MORE}\n{DRY}\n{over}\n{TEA}\n{FOOT}"
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs][:3] == [FLOOD, MORE, DRY]
    assert (TEA in words(piece)) is not ends


@pytest.mark.parametrize(
    ("others", "is_page"),
    [
        ((), True),
        ((TEA + SCHOOL,), True),
        ((TEA + SCHOOL, SCHOOL + TEA), False),  # as many texts as a list of news has
    ],
)
def test_a_page_with_one_time_of_posting_is_known_by_few_lines_round_one_text(
    others: tuple[str, ...], *, is_page: bool
) -> None:
    more = "".join(f"相关阅读\n{text}\n" for text in others) or "相关阅读\n"
    raw = (
        f"首页\n新闻\n时政\n登录\n注册\n{HEAD}\n2024-05-06 10:20\n{FLOOD}\n{MORE}\n{DRY}\n"
        f"{more}关于我们\n联系我们\n版权所有 青石网"
    )
    page = pasted_page([Line(Traced.new(text), at) for at, text in enumerate(raw.split("\n"), 1)])
    assert (page is not None) is is_page
    assert page is None or (page.title, page.first, page.last) == (5, 7, 9)


@pytest.mark.parametrize("count", [2, 3])
def test_the_source_that_a_program_writes_under_item_after_item_goes(count: int) -> None:
    heads = ("青石镇清淤", "柳林镇体检", "东坡村通水")[:count]
    texts = (FLOOD, MORE, SCHOOL)
    source = "資料來源：\n縣志辦"
    items = zip(heads, texts, strict=False)
    work = read("\n\n".join(f"{head}\n\n{text}\n\n{source}" for head, text in items) + "\n")
    assert any("縣志辦" in words(piece) for piece in work.pieces) is (count < 3)
    assert not any("資料來源" in words(piece) for piece in work.pieces)
    told = {change.rule for change in work.changes}
    assert told == ({Rule.LINKS} if count >= 3 else {Rule.SOURCE})


@pytest.mark.parametrize(
    ("line", "may_be"),
    [
        ("防汛宣传走进千家万户", True),
        ("（防汛宣传走进千家万户）", False),
        ("【防汛宣传走进千家万户】", False),
        ("——防汛宣传走进千家万户", False),
        ("第5版（防汛宣传）", False),
        ("防汛宣传走进千家万户：", False),
    ],
)
def test_a_line_all_in_brackets_is_no_headline_of_a_page(line: str, *, may_be: bool) -> None:
    lines = [Line(Traced.new(text), at) for at, text in enumerate(("首页", line, FLOOD))]
    assert (weight_of_title(lines, 1, 2, matter_of(lines, 2)) > 0) is may_be


@pytest.mark.parametrize(
    ("heading", "deck", "kind"),
    [
        ("河水清了", "——青石镇治理河道纪实", Kind.STORY),
        ("青石镇治河纪实", "", Kind.STORY),
        ("河水清了", "青石镇治理河道三年", Kind.REPORT),
    ],
)
def test_a_story_calls_itself_one_in_its_headline_or_its_deck(
    heading: str, deck: str, kind: Kind
) -> None:
    given = {"table": (), "box": False, "dateline": False, "verse": False, "photographed": False}
    size = {"words": 900, "paragraphs": 5, "captions": 0}
    assert kind_of(heading=heading, deck=deck, **given, **size) is kind  # type: ignore[arg-type] # of a dict
