"""A headline taken out of a printed paper stands in its bookmarks no longer."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, ROOT, order, prose, story

from newsroom.kinds import Script
from press.frozen import FrozenOrder, Thawed, thaw
from press.headings import headings
from press.notices import Notice
from press.printing import print_issue
from press.regions import layout_bytes
from press.story import Story
from press.takings import Taking

pytestmark = needs_type
DAY = date(2014, 1, 2)
TITLES = [("头条没有引题",), ("两行的标题", "第二行"), ("同一个标题",), ("同一个标题",)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An issue of four stories without a kicker, two of one headline."""
    folder = tmp_path_factory.mktemp("bookmarks")
    copy: list[Story] = [
        story(n, prose(150, 7 * n + 3), headline=title, rank=n + 1, lasting=f"2014-01-02/s{n}")
        for n, title in enumerate(TITLES)
    ]
    made = print_issue(order(copy, folder, "a4", Script.HANS, whole=True))
    (folder / "kept").mkdir()
    (folder / "kept/paper.pdf").write_bytes(made.pdf)
    (folder / "kept/layout.json").write_bytes(layout_bytes({**made.data, "file": "paper.pdf"}))
    return folder


def taken(folder: Path, numbers: list[int], *, headline: bool) -> Thawed:
    """The kept issue without some of its stories."""
    notice = Notice("撤稿（2014年1月5日）：", "所述与事实不符。", "")
    takings = tuple(
        Taking(f"2014-01-02/s{n}", "1", headline, notice, "更正重印 2014年1月5日", date(2014, 1, 5))
        for n in numbers
    )
    files = {path.name: path for path in sorted((folder / "kept").iterdir())}
    cache, theme = folder / "cache", ROOT / "theme"
    return thaw(FrozenOrder(Script.HANS, DAY, files, takings, cache, theme, FONTS))


def bookmarks(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return [str(one.title) for one in outline.root]


@pytest.fixture(autouse=True)
def _without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press.frozen.page_pictures", lambda _: [()] * 8)


@pytest.mark.share(2)
@pytest.mark.parametrize("numbers", [[0], [1], [2], [3], [0, 1], [2, 3], [0, 1, 2, 3]])
def test_a_headline_taken_away_is_in_no_bookmark(kept: Path, numbers: list[int]) -> None:
    was = bookmarks((kept / "kept/paper.pdf").read_bytes())
    assert len(was) == len(TITLES)
    result = taken(kept, numbers, headline=False)
    assert result.findings == (), result.trail
    left = sorted("".join(title) for n, title in enumerate(TITLES) if n not in numbers)
    for name, data in result.files.items():
        if name.endswith(".pdf"):
            assert sorted(bookmarks(data)) == left, name


@pytest.mark.parametrize("number", range(4))
def test_a_headline_that_stays_keeps_its_bookmark(kept: Path, number: int) -> None:
    result = taken(kept, [number], headline=True)
    assert result.findings == (), result.trail
    was = bookmarks((kept / "kept/paper.pdf").read_bytes())
    assert bookmarks(result.files["paper.pdf"]) == was


def test_a_bookmark_left_of_what_is_gone_withholds_the_paper(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("press.tags.write_bookmarks", lambda *_: None)
    assert taken(kept, [0], headline=False).fails


def test_the_tags_and_the_outline_name_the_same_headlines(kept: Path) -> None:
    found = headings((kept / "kept/paper.pdf").read_bytes())
    assert found.printed == found.bookmarks
    assert found.printed.total() == len(TITLES)
