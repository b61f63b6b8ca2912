"""落款: who signs a notice, and the day, stand at the right, on paper and on a screen."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import lxml.html
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS, ROOT, order, prose, story

from kits.wechat.dressing import Dresser
from newsroom.blocks import Paragraph, blocks_of
from newsroom.kinds import Script
from newsroom.markup import Typesetter
from newsroom.problems import ProblemList, Severity
from newsroom.references import Place
from newsroom.runs import plain
from press.faces import faces_for
from press.printing import print_issue
from press.readback import read_pages
from press.ruler import Ruler
from press.setting import Setting
from press.spans import Span
from press.story import Passage, Role
from syndication.mail import styled

TEXT = "因检修管道，10月10日8时至18时停水，请提前储水。"


def html_of(text: str) -> str:
    return Typesetter().markup(text, Place("a.md", PurePosixPath(), 1), ProblemList()).html


def signed(text: str) -> list[str]:
    """What of a body signs it."""
    blocks = blocks_of(html_of(text))
    return [plain(one.runs) for one in blocks if isinstance(one, Paragraph) and one.signed]


@pytest.mark.parametrize(
    ("end", "found"),
    [
        ("柳树镇自来水公司\n\n2013年10月8日", ["柳树镇自来水公司", "2013年10月8日"]),
        ("柳树镇自来水公司  \n2013年10月8日", ["柳树镇自来水公司\n2013年10月8日"]),
        (
            "示例区人民政府\n\n示例区公安局\n\n二〇一三年十月八日",
            ["示例区人民政府", "示例区公安局", "二〇一三年十月八日"],
        ),
        (
            "领导接待一览表\n\n示例区工作小组\n\n2013年10月8日",
            ["示例区工作小组", "2013年10月8日"],
        ),
        ("拟表彰人员名單\n\n2013年10月8日", ["2013年10月8日"]),
        ("全体业主代表\n\n2013年10月8日", ["全体业主代表", "2013年10月8日"]),
        ("2013年10月8日", ["2013年10月8日"]),
        ("時間另行通知。\n\n中華民國一〇二年十月八日", []),
        ("停水改到2013年10月8日", []),
        ("2013年10月8日。", []),
        (
            "风从山口吹过来\n\n麦浪推着麦浪\n\n老井还在村头\n\n照见月亮\n\n2013年10月8日",
            ["2013年10月8日"],
        ),
        ("风吹过来  \n推着麦浪  \n老井还在  \n照见月亮  \n2013年10月8日", []),
        ("请大家记住这一天：\n\n2013年10月8日", ["2013年10月8日"]),
        ("- 2013年10月8日", []),
    ],
)
def test_the_lines_that_sign_a_text_are_known_by_the_day(end: str, found: list[str]) -> None:
    assert signed(f"{TEXT}\n\n{end}\n") == found
    assert signed(f"{TEXT}\n\n{end}[^1]\n\n[^1]: 注。\n") in ([], found)


def test_a_body_of_nothing_else_is_not_signed() -> None:
    assert signed("2013年10月8日\n") == []
    assert signed("柳树镇\n\n2013年10月8日\n") == ["2013年10月8日"]


def test_it_stands_at_the_right_in_letters_and_in_articles_of_the_platform() -> None:
    html = html_of(f"{TEXT}\n\n柳树镇自来水公司\n\n2013年10月8日\n")
    assert html.count('class="signed"') == 2
    for dressed in (styled(html), Dresser("#a00").dressed(html)):
        paragraphs = lxml.html.fragment_fromstring(dressed, create_parent="div").findall("p")
        ways = ["text-align:right" in str(one.get("style")) for one in paragraphs]
        assert ways == [False, True, True]


@needs_type
def test_it_stands_at_the_right_of_its_column_with_the_last_line_before_it(tmp_path: Path) -> None:
    passages = [Passage(Role.TEXT, (Span(TEXT),))]
    passages += [Passage(Role.SIGNED, (Span(one),)) for one in ("柳树镇水厂", "2013年10月8日")]
    notice = story(0, headline=("停水通知",), stays=True)
    notice = replace(notice, passages=tuple(passages))
    ruler = Ruler(faces_for(Script.HANS, FONTS), ROOT / "theme" / "print" / "measure.typ")
    lines = Setting(notice, GRIDS["a4"], ruler).lines
    assert [line.keep for line in lines[-3:]] == [True, True, False]
    printed = print_issue(order([notice, story(1, prose(400))], tmp_path))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    grid = GRIDS["a4"]
    pages = [sorted(page.letters, key=lambda one: one.order) for page in read_pages(printed.pdf)]
    letters = next(one for one in pages if "水厂" in "".join(letter.text for letter in one))
    said = "".join(letter.text for letter in letters)
    ends = [said.index(part) + len(part) - 1 for part in ("柳树镇水厂", "2013年10月8日")]
    rights = [letters[at].box.right for at in ends]
    columns = [grid.left + grid.x(column) + grid.column for column in range(grid.columns)]
    for right in rights:
        assert min(abs(edge - grid.size - right) for edge in columns) < 2


@needs_type
def test_a_notice_stands_in_a_frame_of_its_own_lines(tmp_path: Path) -> None:
    notice = replace(story(0, TEXT, headline=("停水通知",), stays=True), frame="line")
    made = order([notice, story(1, prose(300)), story(2, prose(200))], tmp_path)
    printed = print_issue(made)
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    import pypdfium2

    page, block = next(
        (page.number, b) for page in printed.layout.pages for b in page.blocks if b.story == 0
    )
    grid = GRIDS["a4"]
    shade = pypdfium2.PdfDocument(printed.pdf)[page - 1].render(scale=2.0).to_pil().convert("L")
    left = (grid.left + grid.x(block.column)) * 2
    top = (grid.top + grid.y(block.line)) * 2
    right, bottom = left + grid.span(block.columns) * 2, top + grid.depth(block.lines) * 2

    def dark(box: tuple[float, float, float, float]) -> bool:
        return bool(min(shade.crop(tuple(map(round, box))).tobytes()) < 120)

    middle, half = (left + right) / 2, (top + bottom) / 2
    assert dark((left - 14, half, left - 6, half + 3))
    assert dark((right + 6, half, right + 14, half + 3))
    assert dark((middle, top - 12, middle + 3, top - 4))
    assert dark((middle, bottom + 4, middle + 3, bottom + 12))
