"""Who signs a piece, as newsrooms write it down: strokes, bars, editors beside writers."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.fields.bylines import whole_byline
from copydesk.fields.names import speaks_for
from copydesk.fields.signatures import trailing_byline
from copydesk.sources.reading import read_copy
from copydesk.traced import Traced
from pasted import FLOOD, HEAD, MORE, only, words


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("作者：方圆/容若/李白", ["方圆", "容若", "李白"]),
        ("作者 | 方圆 容若", ["方圆", "容若"]),
        ("作者丨方圆", ["方圆"]),
        ("记者：方圆/容若", ["方圆", "容若"]),
        ("文 ｜ 方圆  图 ｜ 容若", ["方圆", "容若"]),
        ("撰稿：方圆 摄影：容若 编辑：李白 责编：陈默 审核：周全", ["方圆", "容若"]),
        ("文字 方圆 图片 容若 视频 李白", ["方圆", "容若", "李白"]),
        ("宣传办、林业站供稿 摄影/方圆 编辑/容若", ["宣传办", "林业站", "方圆"]),
        ("来源：青石社区 通讯员 容若 编辑 王一", ["容若"]),
        ("N本报记者 容若 李白 文/图", ["容若", "李白"]),
        ("（中央社記者羅曉雨彰化29日電）", ["羅曉雨"]),
        ("记 者 容若", ["容若"]),
        ("记者 容若 实习生 Anna Smith", ["容若", "Anna Smith"]),
        ("采供血部 体采科 容若 报道 李白 摄影 宣传科 杜甫 审稿", ["容若", "李白"]),
        ("中新社发 李白 摄", ["李白"]),
        ("（通信员 容若）", ["容若"]),
        ("文 周方圆（北街居民区）", ["周方圆"]),
        ("（青石晚报·青石一点 王小柏 通讯员 容若）", ["王小柏", "容若"]),
    ],
)
def test_a_line_of_signatures_is_read_whole(line: str, names: list[str]) -> None:
    piece = only(f"{HEAD}\n{line}\n{FLOOD}\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == names
    assert (piece.headline.text, piece.kicker.text, piece.deck.text) == (HEAD, "", "")


def test_a_place_behind_a_reporters_stroke_is_no_reporter() -> None:
    piece = only(f"{HEAD}\n【記者 方圓/台東 報導】{FLOOD}\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["方圓"]


def test_a_column_behind_a_bar_is_no_name() -> None:
    assert "记者｜在路上" in words(only(f"记者｜在路上\n{HEAD}\n{FLOOD}\n{MORE}\n"))


def test_a_name_alone_under_a_pasted_page_signs_it() -> None:
    foot = "周方圆\n\n微信\nAPP\n微博\n"
    top = "新闻 广告热线：0713-5050000 邮箱：qsxw@example.com"
    piece = only(f"{HEAD}_青石新闻网\n\n{top}\n\n{HEAD}\n\n{FLOOD}\n\n{MORE}\n\n{foot}")
    assert [author.name.text for author in piece.authors] == ["周方圆"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("李青山（青石镇东坡村）", ["李青山"]),
        ("李 青（青石镇东坡村）", ["李青"]),
        ("青石镇（东坡村）", []),  # no name of anybody
    ],
)
def test_a_name_with_a_place_between_headline_and_text_signs_it(
    line: str, names: list[str]
) -> None:
    piece = only(f"{HEAD}\n\n{line}\n\n{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == names
    assert (line in words(piece)) is not bool(names)


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("　李青山", ["李青山"]),
        ("　李青山 王小川 何静", ["李青山", "王小川", "何静"]),
        ("　李青山 王小川 何静 林晓", []),  # a list of people
        ("李青山 王小川", []),  # no blank parts them from the text
        ("　记者 李青山 王小川 何静 林晓", ["李青山", "王小川", "何静", "林晓"]),
    ],
)
def test_names_behind_the_last_sentence_sign_it_where_they_are_few(
    tail: str, names: list[str]
) -> None:
    signed = trailing_byline(Traced.new(f"河水清了。{tail}"))
    assert [author.name.text for author in signed[1]] == names


@pytest.mark.parametrize(
    ("office", "signs"),
    [
        ("青石县水利局", True),
        ("青石县第二人民医院办公室", True),
        ("中共青石县委员会宣传部办公室", False),  # too long for who signs
    ],
)
def test_an_office_in_brackets_signs_where_it_is_short(office: str, *, signs: bool) -> None:
    names = [author.name.text for author in whole_byline(Traced.new(f"（{office}）"))]
    assert names == [office] * signs


@pytest.mark.parametrize(
    ("deck", "name", "signs"),
    [
        ("——志愿者发放防汛手册", "温暖", True),  # a word too
        ("——志愿者发放防汛手册", "方圆", True),
        ("——志愿者发放防汛手册", "新茶", False),
    ],
)
def test_a_name_alone_under_headline_and_deck_signs_though_it_be_a_word(
    deck: str, name: str, *, signs: bool
) -> None:
    piece = only(f"{HEAD}\n{deck}\n{name}\n\n{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == [name] * signs
    assert (piece.deck.text == deck) is signs


@pytest.mark.parametrize(
    ("word", "speaks"),
    [("区委宣传部", True), ("水利局", True), ("何静", False), ("李青山", False), ("记者", False)],
)
def test_an_office_before_a_name_says_where_its_bearer_works(word: str, *, speaks: bool) -> None:
    assert speaks_for(word) is speaks


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("□记者 罗晓雨 □通讯员 容志刚", [("罗晓雨", "记者"), ("容志刚", "通讯员")]),
        (
            "■本报记者 罗晓雨 ■通讯员 容志刚 ■摄影 林淑惠",
            [("罗晓雨", "记者"), ("容志刚", "通讯员"), ("林淑惠", "摄影")],
        ),
        ("◎罗晓雨 ◎林淑惠", [("罗晓雨", ""), ("林淑惠", "")]),
        ("□晨光 □暮色", []),  # no names
    ],
)
def test_everybody_signs_behind_a_mark_of_his_own(line: str, signed: list[tuple[str, str]]) -> None:
    found = whole_byline(Traced.at(line, 0))
    assert [(each.name.text, each.role) for each in found] == signed


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("【記者羅曉雨青石報導】", ["羅曉雨"]),
        ("【記者林敏青石報導】", ["林敏"]),
        ("（記者羅曉雨高雄報導）", ["羅曉雨"]),
        ("【記者羅曉雨林淑惠報導】", ["羅曉雨", "林淑惠"]),
        ("【記者羅曉雨、林淑惠台北報導】", ["羅曉雨", "林淑惠"]),
        ("【記者羅曉雨報導】", ["羅曉雨"]),
    ],
)
def test_a_place_behind_a_reporter_is_no_part_of_the_name(line: str, names: list[str]) -> None:
    copy = f"青石鎮防秋汛\n{line}清水鎮在車站前新設三處充電座，居民出示證件就能用，十分方便。\n"
    [piece] = edit(read_copy("a.txt", copy.encode())).pieces
    assert [each.name.text for each in piece.authors] == names
    assert piece.paragraphs[0].text.startswith("清水鎮在車站前")


@pytest.mark.parametrize(
    ("stamp", "names"),
    [
        ("原创 罗晓雨 青石发布 2013-10-08 09:12 河南", ["罗晓雨"]),
        ("原创 罗晓雨 林淑惠 青石发布 2013-10-08 09:12", ["罗晓雨", "林淑惠"]),
        ("原创 青石发布 2013-10-08 09:12 河南", []),
    ],
)
def test_who_wrote_what_an_account_calls_its_own_signs_it(stamp: str, names: list[str]) -> None:
    text = "清水镇在车站前新设三处充电座，居民出示证件就能用，每次以一小时为限，晚上九点收回。"
    [piece] = edit(read_copy("a.txt", f"青石镇召开会议\n{stamp}\n{text}\n".encode())).pieces
    assert [each.name.text for each in piece.authors] == names
    assert [each.text for each in piece.paragraphs] == [text]


def test_a_house_in_quotation_marks_gives_a_dateline() -> None:
    text = "清水镇在车站前新设三处充电座，居民出示证件就能用，每次以一小时为限，晚上九点收回。"
    copy = f"青石镇召开会议\n“青石发布”讯 {text}\n“青石发布”是镇里的公众号，每天早上更新一次。\n"
    [piece] = edit(read_copy("a.txt", copy.encode())).pieces
    assert piece.dateline.text == "“青石发布”讯"
    assert piece.paragraphs[0].text == text
    assert len(piece.paragraphs) == 2


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("［記者羅曉雨／青石報導］", ["羅曉雨"]),
        ("【記者羅曉雨／青石報導】", ["羅曉雨"]),
        ("［註］", []),
    ],
)
def test_brackets_as_wide_as_a_character_are_brackets(line: str, names: list[str]) -> None:
    copy = f"青石鎮防秋汛\n{line}清水鎮在車站前新設三處充電座，居民出示證件就能用，十分方便。\n"
    [piece] = edit(read_copy("a.txt", copy.encode())).pieces
    assert [each.name.text for each in piece.authors] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("林淑惠　臺東報導", ["林淑惠"]),
        ("林淑惠／臺東縣（退休教師）", ["林淑惠"]),
        ("【林淑惠/臺東報導】", ["林淑惠"]),
        ("林淑惠 摄影报道", ["林淑惠"]),
        ("林淑惠 攝影報導", ["林淑惠"]),
        ("即時新聞/綜合報導", []),
        ("林淑惠／臺東縣", []),
        ("深度　臺東報導", []),
    ],
)
def test_who_reports_from_a_place_or_lives_there(line: str, names: list[str]) -> None:
    found = [each.name.text for each in whole_byline(Traced.at(line, 0))]
    assert found == names


def test_a_photographer_behind_a_stroke_took_the_picture() -> None:
    text = "清水鎮在車站前新設三處充電座，居民出示證件就能用，十分方便。"
    copy = f"青石鎮防秋汛\n{text}\n圖：農機在田裡收割／林淑惠攝\n"
    [piece] = edit(read_copy("a.txt", copy.encode())).pieces
    [caption] = piece.captions
    assert caption.text.text == "農機在田裡收割"
    assert [(each.name.text, each.role) for each in caption.credits] == [("林淑惠", "攝")]


def test_a_story_that_a_page_names_under_its_text_is_no_copy() -> None:
    text = "清水鎮在車站前新設三處充電座，居民出示證件就能用，十分方便。"
    copy = f"青石鎮防秋汛\n{text}\n延伸閱讀：柳林鎮三條村道通車\n"
    [piece] = edit(read_copy("a.txt", copy.encode())).pieces
    assert [each.text for each in piece.paragraphs] == [text]


@pytest.mark.parametrize(
    ("opening", "signed"),
    [
        ("（记者罗晓雨通讯员林淑惠）", [("罗晓雨", "记者"), ("林淑惠", "通讯员")]),
        ("（记者李平通讯员林淑惠）", [("李平", "记者"), ("林淑惠", "通讯员")]),
        ("（本报记者李平通讯员林淑惠）", [("李平", "记者"), ("林淑惠", "通讯员")]),
        ("记者罗晓雨/报道 ", [("罗晓雨", "记者")]),
    ],
)
def test_roles_and_names_that_nothing_parts(opening: str, signed: list[tuple[str, str]]) -> None:
    text = "清水镇在车站前新设三处充电座，居民出示证件就能用，十分方便。"
    [piece] = edit(read_copy("a.txt", f"青石镇防秋汛\n{opening}{text}\n".encode())).pieces
    assert [(each.name.text, each.role) for each in piece.authors] == signed
    assert piece.paragraphs[0].text == text
