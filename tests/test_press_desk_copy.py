"""Copy as a desk gets it: lists of names, notices with a table, verse of half-lines."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from galleys import passages_of
from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, prose, story

from newsroom.kinds import Script
from newsroom.problems import Severity
from press.copy import copy_of
from press.display import Display
from press.faces import faces_for
from press.heads import continued_rows
from press.laying import laid_out
from press.options import Options
from press.orders import order_of
from press.printing import Printed, print_issue
from press.readback import Letter, read_pages
from press.ruler import Face, Ruler
from press.setting import Setting
from press.spans import text_of
from press.story import Role
from presses import editions

pytestmark = needs_type

NAMES = (
    "于蓝　于漪　于海俊　卫兴华　马万水　马六孩　马凤山　马永顺　艾尼瓦尔·芒素　海来提·哈得尔　"
    "王刚　王有德"
)
ISSUE = "---\nnumber: 7\ndate: 2013-10-08\n---\n"
NOTICE = """---
kind: notice
section: gonggao
headline: 停电通知
---
因电力设施检修，将进行停电作业，请提前做好准备。现将停电范围公布如下：

| 停电时间 | 停电范围 |
|---|---|
| 11月17日8:00—18:00 | 中心大街东段 |
| 11月18日6:30—12:00 | 工业园区 |

逾期有变动的，另行通知。

河口供电公司

2013年10月7日
"""


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")


def rows_of(markdown: str, ruler: Ruler) -> list[str]:
    """The lines of some copy in a column of A4."""
    told = replace(story(0), passages=tuple(passages_of(markdown, Script.HANS)))
    return [text_of(row) for line in Setting(told, GRIDS["a4"], ruler).lines for row in line.rows]


def letters(printed: Printed) -> list[Letter]:
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    return [letter for page in read_pages(printed.pdf) for letter in page.letters]


@pytest.mark.parametrize("blank", ["\u3000", " ", "\u3000\u3000", "  \n"])
@pytest.mark.parametrize("spread", ["", "\u3000"])
def test_names_of_a_list_stand_in_ranks_and_files(blank: str, spread: str, ruler: Ruler) -> None:
    """One of two characters is as wide as one of three, whether the copy spread it or not."""
    names = NAMES.split("\u3000")
    written = (spread.join(name) if len(name) == 2 else name for name in names)
    found = rows_of(blank.join(written), ruler)
    assert found == [
        *("于　蓝　于　漪　于海俊", "卫兴华　马万水　马六孩", "马凤山　马永顺"),
        *("艾尼瓦尔·芒素", "海来提·哈得尔　王　刚", "王有德"),
    ]


def test_no_line_of_a_text_parts_a_name_of_a_list(ruler: Ruler) -> None:
    listed = "一等奖：王　强　李小明　欧阳娜娜　赵　一　张建国　于　蓝，名次不分先后。"
    for shift in range(13):
        found = "|".join(rows_of("字" * shift + listed, ruler))
        for name in ("王强", "李小明", "欧阳娜娜", "赵一", "张建国", "于蓝"):
            assert name in found, found


def test_single_characters_that_are_no_names_keep_their_blanks(ruler: Ruler) -> None:
    seasons = "春　夏　秋　冬　梅　兰　竹　菊"
    assert "".join(rows_of(seasons, ruler)).replace("\u3000", "") == seasons.replace("\u3000", "")
    assert rows_of(seasons, ruler)[0].startswith("春　夏　秋")


@pytest.mark.parametrize("head", ["**一、原则**", "一、原则", "（二）报名办法", "**注意事项**"])
def test_a_head_that_was_not_written_as_one_stays_with_its_text(head: str, ruler: Ruler) -> None:
    body = "坚持公开、平等、竞争、择优的原则，按照规定的程序进行，接受社会各方面的监督。"
    copy = passages_of(f"{body}\n\n{head}\n\n{body}\n\n{head}，见下文。\n\n{body}", Script.HANS)
    setting = Setting(replace(story(0), passages=tuple(copy)), GRIDS["a4"], ruler)
    kept = [line.keep for line in setting.lines if line.passage == 1]
    assert kept == [True]
    assert not any(line.keep for line in setting.lines if line.passage == 3 and line.last)


def test_a_list_within_a_list_is_let_in_further(ruler: Ruler, tmp_path: Path) -> None:
    copy = passages_of(
        "1. 报名，带身份证和照片，过期不再补办手续。\n    - 到镇上报名，周末也有人。\n2. 考试。",
        Script.HANS,
    )
    told = replace(story(0), passages=tuple(copy))
    firsts = [line.indent for line in Setting(told, GRIDS["a4"], ruler).lines if line.first]
    assert firsts == [2.0, 3.0, 2.0]
    assert "到镇上报名" in "".join(
        one.text for one in letters(print_issue(order([told], tmp_path)))
    )


@pytest.mark.parametrize(
    "prose_",
    [
        "他说 过去 没有 想到，今天的路这样宽，走在上面心里敞亮，一家人都觉得往后的路更长。",
        "床前明月光　疑是地上霜　举头望明月　低头思故乡，小时候背过的诗，到今天还能想起来。",
    ],
)
def test_what_is_no_list_of_names_fills_its_lines(prose_: str, ruler: Ruler) -> None:
    full = rows_of(prose_, ruler)[:-1]
    assert full
    assert all(len(row) >= 11 for row in full), full


@pytest.mark.parametrize("paper", ["a4", "8k"])
def test_what_closes_a_notice_stands_under_its_table(paper: str, tmp_path: Path) -> None:
    folder = tmp_path / "content/issues/2013-10-08"
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(ISSUE, encoding="utf-8")
    (folder / "power.md").write_text(NOTICE, encoding="utf-8")
    with editions(tmp_path / "content", tmp_path, ("press",)) as found:
        edition = found[Script.HANS]
        given = order_of(
            edition,
            edition.issues[0],
            GRIDS[paper],
            faces_for(Script.HANS, FONTS),
            Options(press_pdf=False),
            readers=True,
        )
        printed = print_issue(given)
    read = letters(printed)
    told = "".join(letter.text for letter in read)

    def top(words: str) -> float:
        return read[told.index(words)].box.top

    block = printed.layout.pages[0].blocks[0]
    assert block.columns > 1
    opening = read[told.index("因电力设施检修") : told.index("公布如下") + 1]
    wide = max(letter.box.right for letter in opening) - min(letter.box.left for letter in opening)
    assert wide > 1.2 * GRIDS[paper].column
    assert top("公布如下") < top("停电时间") < top("河口供电")
    assert top("公布如下") < top("停电时间") < top("工业园区") < top("逾期有变动")
    assert top("逾期有变动") < top("河口供电公司") < top("2013年10月7日")


def test_a_signature_of_two_lines_stands_in_one_column(tmp_path: Path) -> None:
    signed = "封丘县事业单位公开招聘工作领导小组办公室\n\n2013年10月8日\n"
    for lines in range(3, 20):
        copy = passages_of(f"{prose(13 * lines, 5)}\n\n{signed}", Script.HANS)
        laid = laid_out(order([replace(story(0), passages=tuple(copy))], tmp_path))
        held = [at for at, one in enumerate(laid.settings[0].lines) if one.role is Role.SIGNED]
        assert len(held) == 3
        (block,) = laid.layout.pages[0].blocks
        assert any(part.start <= held[0] and held[-1] < part.end for part in block.text), lines


def test_verse_of_half_lines_turns_over_between_them(ruler: Ruler) -> None:
    found = rows_of(
        "浔阳江头夜送客，枫叶荻花秋瑟瑟。  \n主人下马客在船，举酒欲饮无管弦。  \n"
        "醉不成欢惨将别，别时茫茫江浸月。\n",
        ruler,
    )
    assert found == [
        "浔阳江头夜送客，",
        "\u3000枫叶荻花秋瑟瑟。",
        "主人下马客在船，",
        "\u3000举酒欲饮无管弦。",
        "醉不成欢惨将别，",
        "\u3000别时茫茫江浸月。",
    ]


@pytest.mark.parametrize(
    ("said", "columns", "rows"),
    [
        (
            "（上接第1版）老楼装电梯\u3000居民心欢喜",
            1,
            ["（上接第1版）", "老楼装电梯\u3000居民心欢喜"],
        ),
        (
            "（上接第1版）全区动员打响招商引资攻坚战",
            1,
            ["（上接第1版）", "全区动员打响招商引资攻坚战"],
        ),
        ("（上接第1版）短题", 1, ["（上接第1版）短题"]),
    ],
)
def test_the_head_of_what_goes_on_parts_no_word(
    said: str, columns: int, rows: list[str], ruler: Ruler
) -> None:
    grid = GRIDS["a4"]
    assert continued_rows(said, grid.span(columns), grid, ruler)[0] == rows


def test_briefs_without_a_headline_begin_with_a_square_and_a_table_bears_its_own(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "content/issues/2013-10-08"
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(ISSUE, encoding="utf-8")
    table = "| 路段 | 时间 |\n|---|---|\n| 东风路 | 8时 |"
    (folder / "week.md").write_text(
        f"---\nkind: brief\nsection: gonggao\nheadline: 一周\n---\n### 停水\n\n{table}\n\n---\n\n"
        "柳树镇明天上午停水检修。\n\n---\n\n石桥村昨天通了客车。\n",
        encoding="utf-8",
    )
    with editions(tmp_path / "content", tmp_path, ("press",)) as found:
        faces = faces_for(Script.HANS, FONTS)
        (story_,) = copy_of(found[Script.HANS], found[Script.HANS].issues[0], faces).stories
    assert [(one.role, one.mark, text_of(one.spans)) for one in story_.passages] == [
        (Role.TEXT, "■", "柳树镇明天上午停水检修。"),
        (Role.TEXT, "■", "石桥村昨天通了客车。"),
    ]
    ((first, *_),) = story_.tables[0].head[:1]
    assert text_of(first.spans) == "停水"


def test_who_signs_a_brief_is_printed_behind_it_be_there_a_headline_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "content/issues/2013-10-08"
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(ISSUE, encoding="utf-8")
    (folder / "week.md").write_text(
        "---\nkind: brief\nsection: gonggao\nheadline: 一周\n---\n### 停水\n\n"
        "柳树镇明天上午停水检修。（林晓）\n\n---\n\n石桥村昨天通了客车。（周敏）\n",
        encoding="utf-8",
    )
    with editions(tmp_path / "content", tmp_path, ("press",)) as found:
        faces = faces_for(Script.HANS, FONTS)
        (story_,) = copy_of(found[Script.HANS], found[Script.HANS].issues[0], faces).stories
    assert [text_of(one.spans) for one in story_.passages] == [
        "停水",
        "柳树镇明天上午停水检修。（林晓）",
        "石桥村昨天通了客车。（周敏）",
    ]


@pytest.mark.parametrize(
    ("text", "measure", "rows"),
    [
        (
            "我区十七家企业入选省“专精特新”中小企业名单",
            12,
            "我区十七家企业入选省|“专精特新”中小企业名单",
        ),
        ("本报评论员：以“实”字当头、以“干”字为先", 14, "本报评论员：以“实”字当头、|以“干”字为先"),
        ("《洛阳市养犬管理条例》明年1月1日起施行", 11, "《洛阳市养犬管理条例》|明年1月1日起施行"),
        ("斯琴高娃·巴特尔同志治丧小组", 10, "斯琴高娃·巴特尔同志|治丧小组"),
        ("阿布都热西提·买买提：把馕坑打到伊滨来", 11, "阿布都热西提·买买提：|把馕坑打到伊滨来"),
    ],
)
def test_a_headline_parts_no_quoted_words_and_no_name(
    text: str, measure: float, rows: str, ruler: Ruler
) -> None:
    found = Display((text,), ruler, Face.SANS_BOLD).rows(measure)
    assert "|".join(found.texts) == rows


@pytest.mark.parametrize("name", ["柳树镇第三次土地调查领导小组", "王老先生治丧委员会工作小组"])
def test_a_long_signature_ends_its_lines_between_words(name: str, ruler: Ruler) -> None:
    copy = passages_of(f"特此公告。\n\n{name}\n\n2013年10月8日\n", Script.HANS)
    found = Setting(replace(story(0), passages=tuple(copy)), GRIDS["a4"], ruler).lines
    rows = [text_of(line.rows[0]) for line in found if line.role is Role.SIGNED]
    assert "".join(rows) == f"{name}2013年10月8日"
    assert rows[-1] == "2013年10月8日"
    assert not any(row.endswith(("治", "领", "调", "办")) for row in rows)
