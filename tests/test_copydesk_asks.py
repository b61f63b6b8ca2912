"""Where the desk may be wrong, it asks: a doubt stands beside what was nearly read otherwise."""

from __future__ import annotations

import pytest

from copydesk.desk import Work, edit
from copydesk.sources.reading import read_copy

TEXT = "近日，镇里组织志愿者走进村居，开展防汛宣传，发放宣传册三百余份，受到群众欢迎。"

NEAR = 2
"""Lines within which a doubt stands beside what it asks about."""


def read(raw: str) -> Work:
    return edit(read_copy("copy.txt", raw.encode()))


def asked(raw: str, kind: str, line: int) -> bool:
    """Whether a doubt of a kind stands beside a line."""
    return any(d.kind.value == kind and abs(d.line - line) <= NEAR for d in read(raw).doubts)


UNSURE = [
    pytest.param(
        "书画赛获奖作品\n《传家》  书法  顾长风\n《荷》  国画  佘青莲\n《守正》  篆刻  车成轨\n",
        "block",
        2,
        id="a table of blanks without heads",
    ),
    pytest.param(
        f"光明镇：防汛宣传进村\n{TEXT}（铁树）\n",
        "byline",
        2,
        id="a name in brackets that it does not know",
    ),
    pytest.param(
        f"老渡口的最后一班船\n口述：艄公后人 伍子\n{TEXT}\n{TEXT}\n",
        "byline",
        2,
        id="somebody who signs with what is hardly a name",
    ),
    pytest.param(
        f"（光明农商银行）\n“金融夜校”走进乡村\n{TEXT}\n",
        "tiers",
        1,
        id="a line in brackets over the headline",
    ),
    pytest.param(
        "秋日（外一首）\n马小禾\n\n稻穗垂下头来，\n风从田里走过，\n把香气递给村庄，\n递给回家的人。\n布谷\n"
        "布谷在远山唤着，\n一声比一声轻，\n犁铧翻开泥土，\n翻开整个春天。\n",
        "block",
        1,
        id="a title of two poems where no second title was found",
    ),
    pytest.param(
        "图片新闻\n立冬时节，光明镇的稻田一片金黄，收割机在田间来回穿梭。\n李秋 摄\n",
        "caption",
        2,
        id="one paragraph with a photographer",
    ),
]


@pytest.mark.parametrize(("raw", "kind", "line"), UNSURE)
def test_what_may_be_something_else_is_asked_about(raw: str, kind: str, line: int) -> None:
    assert asked(raw, kind, line), read(raw).doubts


def test_a_heading_that_a_paper_took_in_is_asked_about() -> None:
    raw = (
        "关于做好防汛工作的通知\n各村居：\n现将有关事项通知如下，请遵照执行。\n光明镇人民政府\n"
        f"2024年5月6日\n\n附件\n各村责任人名单\n防汛宣传走进千家万户\n{TEXT}\n"
    )
    assert [piece.headline.text for piece in read(raw).pieces] == ["关于做好防汛工作的通知"]
    assert asked(raw, "division", 9)


@pytest.mark.parametrize(
    "raw",
    [
        f"防汛宣传走进千家万户\n本报讯（记者 李秋）{TEXT}\n",
        f"防汛宣传走进千家万户\n{TEXT}\n“以后心里有底了。”村民说。（笑）\n",
        "接访安排\n光明    9月12日    邢海\n柳湾    9月13日    裴玉\n石泉    9月14日    马可\n",
        "天气预报\n今天白天：多云到晴。\n今天夜间：晴。\n县气象台10月16日6时发布\n",
        "投票须知\n投票时间：9月15日至9月25日\n投票方式：关注“光明发布”公众号\n",
    ],
    ids=["a plain story", "laughter", "a schedule", "a forecast", "how to vote"],
)
def test_what_is_plain_is_not_asked_about(raw: str) -> None:
    assert [d for d in read(raw).doubts if d.kind.value not in {"year"}] == []


FULL = "全镇干部和群众一起清理河道两边的杂草和垃圾，疏通了沟渠，加固了堤坝。"
AROUND = "镇里请来技术员，给各村讲怎样看水情、怎样报险情，讲完还到河边走了一趟。"


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        ("又在河边补种了三百棵柳树，树苗都是镇里统一买来的。", True),
        ("大家都说好。", False),  # a paragraph that short was meant to be one
        ("据镇里的人说他们还要修桥。", True),
    ],
)
def test_the_one_pair_of_paragraphs_without_a_blank_line_is_asked_about(
    second: str, *, is_told: bool
) -> None:
    raw = f"河道清理完成\n\n{FULL}\n{second}\n\n{AROUND}\n\n{TEXT}\n\n{AROUND[:20]}。\n"
    said = [doubt.reason for doubt in read(raw).doubts]
    assert ("和上一段之间没有空行，可能是一段" in said) is is_told


@pytest.mark.parametrize(("second", "is_told"), [("疏通沟渠", True), ("加固堤坝", False)])
def test_a_sub_head_that_is_said_twice_is_asked_about(second: str, *, is_told: bool) -> None:
    raw = f"河道清理完成\n\n{FULL}\n\n疏通沟渠\n\n{AROUND}\n\n{second}\n\n{TEXT}\n"
    work = read(raw)
    assert [each.text.text for each in work.pieces[0].subheads] == ["疏通沟渠", second]
    told = [d for d in work.doubts if d.reason == "判为小标题，但出现了几次或以冒号结尾，请核对"]
    assert [(d.where, d.line) for d in told] == [("疏通沟渠", 5)] * is_told


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        (
            "全镇干部和群众一起清理河道\ufffd\ufffd边的杂草和垃圾。",
            "一起清理河道\ufffd\ufffd边的杂草和垃",
        ),
        ("\ufffd清理河道。", "\ufffd清理河道。"),
    ],
)
def test_what_nobody_can_read_is_quoted_with_a_few_words_round_it(line: str, quoted: str) -> None:
    (doubt,) = read(f"河道清理完成\n\n{line}\n").doubts
    assert (doubt.kind.value, doubt.where) == ("unreadable", quoted)


@pytest.mark.parametrize(
    ("mark", "is_head"), [("### ", True), ("", False)], ids=["marked", "not marked"]
)
def test_a_last_line_is_a_sub_head_where_its_format_says_so(mark: str, *, is_head: bool) -> None:
    raw = f"# 河道清理完成\n\n{FULL}\n\n### 屋顶这样看\n\n{AROUND}\n\n{mark}水沟这样清\n"
    piece = edit(read_copy("copy.md", raw.encode())).pieces[-1]
    assert (piece.subheads[-1:] and piece.subheads[-1].text.text) == (
        "水沟这样清" if is_head else ()
    )
    assert (piece.paragraphs[-1].text == "水沟这样清") is not is_head


@pytest.mark.parametrize(
    ("line", "is_asked"),
    [
        ("作者：溪月", False),  # a pen name
        ("口述：艄公 后人", False),
        ("口述：艄公后人", True),
    ],
)
def test_a_long_name_that_is_no_name_is_asked_about(line: str, *, is_asked: bool) -> None:
    work = read(f"老渡口的最后一班船\n{line}\n{FULL}\n{AROUND}\n")
    told = [doubt.reason for doubt in work.doubts]
    assert told == ["署名像身份或栏目，不像人名"] * is_asked


@pytest.mark.parametrize(("first", "is_asked"), [("▲志愿者在讲解。容若 摄", False), (AROUND, True)])
def test_two_stories_of_one_headline_are_asked_about_and_a_picture_of_it_is_not(
    first: str, *, is_asked: bool
) -> None:
    head = "河道清理完成"
    work = edit(read_copy("copy.md", f"# {head}\n\n{first}\n\n# {head}\n\n{FULL}\n".encode()))
    assert [piece.headline.text for piece in work.pieces] == [head, head]
    told = [doubt.reason for doubt in work.doubts]
    assert ("标题和前面一篇一样，可能是同一篇" in told) is is_asked


@pytest.mark.parametrize(
    ("other", "is_asked"),
    [("李清山", True), ("李青杉", True), ("李大山", False), ("李青山", False)],
    ids=["sounds alike", "looks alike", "somebody else", "the same"],
)
def test_a_name_that_is_spelled_in_two_ways_is_asked_about(other: str, *, is_asked: bool) -> None:
    raw = (
        f"河道清理完成\n\n记者 李青山\n\n{FULL}青石镇镇长李青山说，汛期要早作准备。\n\n"
        f"{AROUND}村民{other}说，大家都踏实。李青山还到河边走了一趟。\n"
    )
    found = [(doubt.kind.value, doubt.where, doubt.reason) for doubt in read(raw).doubts]
    told = ("name_variant", other, f"“{other}”别处写作“李青山”")
    assert found == [told] * is_asked


def test_of_a_text_that_stops_short_its_last_words_are_quoted() -> None:
    raw = f"河道清理完成\n\n{FULL}\n\n镇里请来技术员，给各村讲怎样看水情、怎样报险情，讲完还到\n"
    (doubt,) = read(raw).doubts
    assert (doubt.kind.value, doubt.where) == ("cut_end", "怎样看水情、怎样报险情，讲完还到")
