"""The proof and the log of a paper that is withheld: each fault under one number, in its place."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from newsroom.faults import Reports
from newsroom.problems import Severity
from press.arrangement import Layout
from press.codes import Finding, PressCode
from press.marking import marked
from press.printing import Printed
from press.readback import Box, read_pages
from press.withheld import evidence

FAR, NEAR = Box(300, 500, 310, 510), Box(112, 100, 122, 110)
HERE = Box(100, 100, 110, 110)


def blank(pages: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(out)
    return out.getvalue()


def fault(page: int, *boxes: Box, grave: bool = True) -> Finding:
    severity = Severity.ERROR if grave else Severity.WARNING
    return Finding("issues/lead.md", PressCode.LOST_TEXT, "少了字", "改", severity, page, boxes)


def circles(pdf: bytes) -> list[int]:
    """How many circles there are on each page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        drawn = [page.Contents for page in document.pages]
        return [_drawn(one).count(b" S Q") if one is not None else 0 for one in drawn]


def _drawn(contents: pikepdf.Object) -> bytes:
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"".join(part.read_bytes() for part in parts)


def numbers(pdf: bytes) -> list[str]:
    """The numbers on each page."""
    return ["".join(letter.text for letter in page.letters) for page in read_pages(pdf)]


@pytest.mark.parametrize(
    ("faults", "said", "drawn"),
    [
        ([fault(1, HERE)], ["1", ""], [1, 0]),
        ([fault(2, HERE), fault(1, HERE)], ["2", "1"], [1, 1]),
        ([fault(2, HERE, FAR)], ["", "1"], [0, 2]),
        ([fault(1, HERE, NEAR, FAR)], ["1", ""], [2, 0]),  # what is near shares a circle
        ([fault(1, NEAR, FAR, HERE)], ["1", ""], [2, 0]),
        ([fault(0)], ["1", ""], [0, 0]),  # of the whole paper: on its first page
        ([fault(2), fault(2)], ["", "12"], [0, 0]),
        ([fault(1, *(Box(9, 20 * n, 12, 20 * n + 1) for n in range(40)))], ["1", ""], [30, 0]),
    ],
)
def test_every_fault_has_its_number_on_its_page_and_a_circle_for_each_place(
    faults: list[Finding], said: list[str], drawn: list[int]
) -> None:
    made = marked(blank(2), faults)
    assert numbers(made) == said
    assert circles(made) == drawn


def test_a_number_stands_at_the_first_place_and_else_in_the_corner() -> None:
    (page,) = read_pages(marked(blank(1), [fault(1, FAR), fault(1), fault(1)]))
    first, second, third = (letter.box.centre for letter in page.letters)
    assert first == pytest.approx((293, 493), abs=3)
    assert second == pytest.approx((14, 14), abs=3)
    assert third == pytest.approx((34, 14), abs=3)


def made(tmp_path: Path, *findings: Finding, pdf: bytes = b"", draft: bytes = b"") -> list[str]:
    """The log of a paper, line by line, and the names of the files."""
    printed = Printed(pdf, (), (), b"", {}, findings, Layout(()), "trail", draft)
    files = evidence("2014-01-02-a4", "第1期A4报纸", printed, None, Reports(tmp_path, "build"))
    log = files["2014-01-02-a4.log.txt"].decode()
    assert log in files["2014-01-02-a4.report.txt"].decode()
    return [*log.splitlines(), *sorted(files)]


LOGS = ["2014-01-02-a4.log.txt", "2014-01-02-a4.report.txt"]


def test_the_log_tells_each_fault_under_the_number_it_has_in_the_proof(tmp_path: Path) -> None:
    lines = made(tmp_path, fault(1, grave=False), fault(2, HERE), fault(0), pdf=blank(2))
    heads = [line for line in lines if re.match(r"\d+\.", line)]
    assert heads == [
        "1. issues/lead.md: press.lost-text: 少了字",
        "2. issues/lead.md: press.lost-text: 少了字",
    ]
    assert "   第2版，左 100.0 上 100.0 右 110.0 下 110.0（点，从左上角量）" in lines
    assert lines[0] == "第1期A4报纸"
    assert lines[-3:] == [LOGS[0], "2014-01-02-a4.pdf", LOGS[1]]


@pytest.mark.parametrize(("places", "more"), [(6, ""), (8, "   ……共 8 处")])
def test_of_many_places_the_log_tells_six(tmp_path: Path, places: int, more: str) -> None:
    boxes = [Box(9, 20 * n, 12, 20 * n + 1) for n in range(places)]
    lines = made(tmp_path, fault(1, *boxes))
    assert sum(line.startswith("   第1版") for line in lines) == 6
    assert ("……" in "".join(lines)) == bool(more)
    assert not more or more in lines


def test_what_typst_refused_is_shown_as_a_draft_and_else_there_is_no_proof(tmp_path: Path) -> None:
    assert made(tmp_path, fault(1), draft=blank(1))[-3:][1] == "2014-01-02-a4.pdf"
    assert made(tmp_path, fault(1))[-2:] == LOGS
