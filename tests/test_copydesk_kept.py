"""What looks like a page's own and is the text's stays: days, numbers, who signs, what follows."""

from __future__ import annotations

import io

import docx
import pytest

from copydesk.desk import edit
from copydesk.doubts.kinds import DoubtKind
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from pasted import only, read

ROAD = "河口街道上周修好了沿河的两公里路，居民出门少绕三公里。"
TREES = "路边新种了柳树和乌桕，还装了路灯，晚上散步的人多了起来。"


def said(piece: Piece) -> list[str]:
    return [text.text for text in piece.paragraphs]


@pytest.mark.parametrize("lead", ["\t", "\t\t\t", " \t"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_tabs_that_set_paragraphs_in_make_no_table(lead: str, gap: str) -> None:
    piece = only(
        f"河口修好沿河路{gap}" + gap.join(lead + text for text in (ROAD, TREES, ROAD[:-1] + "了。"))
    )
    assert not piece.tables
    assert said(piece) == [ROAD, TREES, ROAD[:-1] + "了。"]


def test_a_tab_behind_a_number_is_one_blank() -> None:
    piece = only(f"关于修路的通知\n\n1.\t{ROAD}\n2.\t{TREES}\n3.\t请绕行。\n")
    assert not piece.tables
    assert said(piece) == [f"1. {ROAD}", f"2. {TREES}", "3. 请绕行。"]


def test_tabs_between_words_still_part_cells() -> None:
    piece = only("物资清单\n\n名称\t数量\n\t单位：个\n沙袋\t300\n铁锹\t40\n")
    assert [[cell.text for cell in row] for row in piece.tables[0].rows][-1] == ["铁锹", "40"]


DAYS = ("2026年2月16日（农历：除夕）", "2026年2月17日（农历：年初一）", "2026年2月18日 星期三")


def test_the_days_of_a_notice_stay_over_their_hours() -> None:
    hours = ("下午16:00收班；", "早晨7:00发车；", "早晨7:30发车。")
    raw = "春节公交运营时间\n\n运营时间如下：\n\n" + "\n\n".join(
        f"{d}\n\n{h}" for d, h in zip(DAYS, hours, strict=True)
    )
    text = "\n".join(said(only(raw)))
    assert all(day in text for day in DAYS)


def test_the_day_of_a_printed_page_still_goes() -> None:
    folio = "2026年2月16日 星期一 农历腊月廿九 第128期"
    raw = f"河口日报\n{folio}\n修好沿河路\n　　{ROAD}\n　　{TREES}\n"
    assert "第128期" not in str(only(raw))


@pytest.mark.parametrize("number", ["1.“书香讲坛”第二期", "（1）青年课堂第3期"])
def test_a_numbered_heading_that_counts_lectures_stays(number: str) -> None:
    raw = f"读书月活动安排\n　　{ROAD}\n{number}\n时间：9月12日下午\n　　{TREES}\n"
    assert number in str(only(raw))


PAGE = (
    "修路的公告\n\n©原创   01-19 21:07   云上河口\n\n修路的公告\n\n"
    "河口街道决定修沿河路，现公告如下：\n\n1.时间：1月22日上午；\n\n2.地点：沿河路全段；\n\n{}\n\n"
    "河口街道办事处\n\n2018年1月18日\n\n相关阅读\n"
)
SPEAKS = (
    "请居民在21日以前把车停到河口小学操场，老人和小孩不要靠近施工的地方。"
    "详情请关注“平安河口”微信公众号。"
)


def test_a_paragraph_that_ends_with_a_call_and_who_signs_stay_on_a_copied_page() -> None:
    piece = only(PAGE.format(SPEAKS))
    assert said(piece)[-3:] == [SPEAKS, "河口街道办事处", "2018年1月18日"]


def test_a_line_that_only_calls_goes() -> None:
    raw = PAGE.format(SPEAKS).replace(
        "相关阅读", "长按识别二维码，关注“平安河口”公众号\n\n相关阅读"
    )
    assert "二维码" not in str(said(only(raw)))


@pytest.mark.parametrize(
    ("opens", "who"),
    [
        ("（河口广播电视台全媒体记者程千报道）", "程千"),
        ("（河口电视台记者 程千 报道）", "程千"),
        ("（河口电台记者程千报道）", "程千"),
    ],
)
def test_a_station_is_no_dateline(opens: str, who: str) -> None:
    piece = only(f"河口修好沿河路\n\n{opens}{ROAD}\n\n{TREES}\n")
    assert piece.dateline.text == ""
    assert [author.name.text for author in piece.authors] == [who]
    assert said(piece) == [ROAD, TREES]


@pytest.mark.parametrize("opens", ["（河口电）", "【本报讯】", "新华社河口9月12日电 "])
def test_a_dateline_is_one_in_brackets_or_not(opens: str) -> None:
    piece = only(f"河口修好沿河路\n\n{opens}{ROAD}\n\n{TREES}\n")
    assert piece.dateline.text == opens.strip("（）【】 ")


SONG = ("东河流水入云乡，", "十里堤长柳线长。", "修得新桥通两岸，", "归来白发话沧桑。")


def test_lines_of_a_poem_with_gaps_between_them_are_not_joined() -> None:
    piece = only("七律·沿河路\n\n" + "\n\n".join(SONG) + "\n\n\n注：\n\n东河，即河口的一段。\n")
    assert said(piece)[:4] == list(SONG)


@pytest.mark.parametrize(("second", "line"), [("菜农说今年雨水多，", 4), ("与去年相比，", 4)])
def test_what_only_reads_as_if_it_went_on_is_asked_about(second: str, line: int) -> None:
    prices = "大白菜今日价格为每公斤0.95元，比上月涨了两成，萝卜、土豆都是1.4元/公斤"
    raw = f"河口修好沿河路\n{ROAD}\n{prices}\n{second}{TREES}\n"
    assert any(each.kind is DoubtKind.BLOCK and each.line == line for each in read(raw).doubts)


def test_a_story_whose_end_stands_on_another_page_is_asked_about() -> None:
    raw = f"河口修好沿河路\n　　{ROAD}\n　　{TREES}（下转第二版）\n"
    assert any(each.kind is DoubtKind.CUT_END and each.line == 3 for each in read(raw).doubts)


def test_bars_part_the_cells_of_rows_of_which_one_is_short() -> None:
    raw = (
        "门诊安排\n\n日期 | 星期 | 安排 |\n9月29日 | 周一 | 全天门诊 |\n"
        "9月30日 | 周二 | 半天门诊 |\n10月1日 | 周三 |\n|\n区人民医院\n"
    )
    piece = only(raw)
    assert [[cell.text for cell in row] for row in piece.tables[0].rows] == [
        ["日期", "星期", "安排"],
        ["9月29日", "周一", "全天门诊"],
        ["9月30日", "周二", "半天门诊"],
        ["10月1日", "周三", ""],
    ]
    assert said(piece) == ["区人民医院"]


def test_a_bar_between_a_post_and_a_name_makes_no_table() -> None:
    assert not only(f"一条河的变迁\n文｜本报记者 容若\n图｜本报记者 李白\n{ROAD}\n{TREES}\n").tables


@pytest.mark.parametrize("breaks", [True, False])
def test_a_frame_in_a_word_file_holds_paragraphs(*, breaks: bool) -> None:
    made = docx.Document()
    frame = made.add_table(rows=2, cols=1)
    frame.cell(0, 0).text = "河口修好沿河路"
    cell = frame.cell(1, 0)
    cell.text = f"　　{ROAD}\n　　{TREES}" if breaks else f"　　{ROAD}"
    if not breaks:
        cell.add_paragraph(f"　　{TREES}")
    out = io.BytesIO()
    made.save(out)
    (piece,) = edit(read_copy("copy.docx", out.getvalue())).pieces
    assert (piece.headline.text, said(piece)) == ("河口修好沿河路", [ROAD, TREES])


VERSES = "".join(f"<li>{line}</li>" for line in SONG)


def test_the_poem_of_a_page_whose_class_names_a_side_stays() -> None:
    html = (
        "<html><head><title>河口书苑</title></head><body>"
        "<div class=navPath><a href=/>首页</a></div>"
        f"<div class=sidebarRight><h1>沿河路</h1><div>一九五八年</div><ul>{VERSES}</ul></div>"
        "<div class=foot><a href=1>上一篇</a><a href=2>下一篇</a></div></body></html>"
    )
    (piece,) = edit(read_copy("copy.html", html.encode())).pieces
    assert piece.headline.text == "沿河路"
    assert said(piece)[-4:] == list(SONG)
