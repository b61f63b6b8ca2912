"""The page of a printed sheet shows what the press has left, and follows what is told of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from edition.model import Edition
from edition.tree import OutputTree
from edition.withdrawals import Withdrawal
from newsroom.model import Credit
from newsrooms import issue, item
from presses import editions
from website.printed import sheets_of, write_sheets

DAYS = ("2013-10-01", "2013-10-08", "2013-10-15")


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Edition, ...]]:
    """Three issues of an item each, in every script."""
    folder = tmp_path_factory.mktemp("sheets")
    for number, day in enumerate(DAYS, 1):
        issue(folder / "content", day, number)
        item(folder / "content", "lead", day=day)
    with editions(folder / "content", folder, ["press", "website"]) as made:
        yield tuple(made.values())


@pytest.fixture(scope="module")
def edition(scripts: tuple[Edition, ...]) -> Edition:
    """The issues in the first script."""
    return scripts[0]


def page(number: int, *widths: int) -> dict[str, Any]:
    pictures = [{"file": f"p{number}-{w}.webp", "width": w, "height": w} for w in widths]
    beside = {1: (None, 2), 2: (1, None)}[number]
    region = {"item": "lead", "shapes": [[0.0, 0.0, 9.0, 9.0]]}
    region |= dict(zip(("from", "to"), beside, strict=True))
    return {"number": number, "pdf": f"p{number}.pdf", "pictures": pictures, "regions": [region]}


@contextmanager
def printed(
    edition: Edition, root: Path, lost: tuple[str, ...] = (), lasting: str = ""
) -> Iterator[OutputTree]:
    """A tree with what the press would have left: two sheets an issue.

    lost: files it left not; lasting: the id of its story, where it says that.
    """
    with OutputTree(root) as tree:
        for one in edition.issues:
            pages = [page(1, 1440, 480, 960), page(2, 960)]
            for each in pages if lasting else ():
                each["regions"][0]["id"] = lasting
            layout = {"paper": {"width": 600.0, "height": 800.0}, "pages": pages, "formerly": 3}
            files = {"layout.json": json.dumps(layout)}
            files |= {each["pdf"]: "%PDF" for each in pages}
            files |= {picture["file"]: "RIFF" for each in pages for picture in each["pictures"]}
            for name, text in files.items():
                if name not in lost:
                    tree.write(edition.addresses.printed_file(one.day, name), "1", text.encode)
        write_sheets(edition, tree)
        yield tree
        tree.commit()


def shown(root: Path, path: str) -> html.HtmlElement:
    found: html.HtmlElement = html.document_fromstring((root / path / "index.html").read_bytes())
    return found


def ways(root: Path, path: str) -> tuple[list[str], list[str]]:
    """Where the ways back and on lead."""
    found = shown(root, path)
    before, after = (found.xpath(f"//a[@rel='{rel}']/@href") for rel in ("prev", "next"))
    return before, after


def test_sheets_lead_on_and_back_through_the_issue_and_over_its_ends(
    edition: Edition, tmp_path: Path
) -> None:
    with printed(edition, tmp_path):
        pass
    assert ways(tmp_path, "2013/10/08/p1") == (["../../01/index.html"], ["../p2/index.html"])
    assert ways(tmp_path, "2013/10/08/p2") == (["../p1/index.html"], ["../../15/index.html"])
    assert ways(tmp_path, "2013/10/01/p1") == ([], ["../p2/index.html"])
    assert ways(tmp_path, "2013/10/15/p2") == (["../p1/index.html"], [])


def test_a_story_says_on_which_sheet_it_began_and_on_which_it_goes_on(
    edition: Edition, tmp_path: Path
) -> None:
    with printed(edition, tmp_path):
        pass
    for number, told in ((1, "标题lead（下转第2版）"), (2, "标题lead（上接第1版）")):
        stories = shown(tmp_path, f"2013/10/08/p{number}").xpath("//ol/li//span")
        assert [one.text_content() for one in stories if "标题" in one.text_content()] == [told]


def test_a_story_that_was_withdrawn_leads_to_its_notice_where_it_stood_last(
    edition: Edition, tmp_path: Path
) -> None:
    moment = datetime(2013, 10, 20, 8, tzinfo=UTC)
    keys = ("2013-10-08/old", "2013-10-08/gone")
    gone = Withdrawal("2013-10-08/lead", keys, moment, moment, "来源要求撤下")
    one = replace(edition.issues[1], items=())
    bare = replace(edition, issues=(edition.issues[0], one), withdrawn=(gone,))
    with printed(bare, tmp_path, lasting="2013-10-08/lead"):
        pass
    (link,) = shown(tmp_path, "2013/10/08/p1").xpath("//ol/li/a[contains(., '已撤下的文章')]/@href")
    assert link == "../gone/index.html"


def test_a_sheet_that_the_issue_had_before_leads_to_its_last(
    edition: Edition, tmp_path: Path
) -> None:
    with printed(edition, tmp_path):
        pass
    gone = shown(tmp_path, "2013/10/08/p3")
    assert "../p2/index.html" in gone.xpath("//main//a/@href")
    assert not (tmp_path / "2013/10/08/p4").exists()


def test_pictures_stand_narrow_to_wide_however_the_press_lists_them(
    edition: Edition, tmp_path: Path
) -> None:
    with printed(edition, tmp_path) as tree:
        first, second = sheets_of(edition, tree, date(2013, 10, 8))
    root = shown(tmp_path, "2013/10/08/p1")
    (picture,) = root.xpath("//div[@class='sheet-picture']/img")
    assert picture.get("src") == "../p1-480.webp"
    assert (
        picture.get("srcset") == "../p1-480.webp 480w, ../p1-960.webp 960w, ../p1-1440.webp 1440w"
    )
    assert (picture.get("width"), picture.get("height")) == ("1440", "1440")
    assert first.small is not None
    assert (first.small.path, first.small.width) == ("2013/10/08/p1-480.webp", 480)
    assert (first.number, second.number, first.items) == (1, 2, ("lead",))
    assert (first.pdf, first.path) == ("2013/10/08/p1.pdf", "2013/10/08/p1/index.html")


def test_what_the_press_has_not_left_is_not_linked(edition: Edition, tmp_path: Path) -> None:
    lost = ("p1.pdf", "p1-480.webp", "p2-960.webp")
    with printed(edition, tmp_path, lost) as tree:
        first, second = sheets_of(edition, tree, date(2013, 10, 8))
    root = shown(tmp_path, "2013/10/08/p1")
    assert root.xpath("//a[@type='application/pdf']") == []
    assert root.xpath("//div[@class='sheet-picture']/img/@src") == ["../p1-960.webp"]
    assert (first.pdf, second.pdf) == ("", "2013/10/08/p2.pdf")
    assert second.small is None
    assert shown(tmp_path, "2013/10/08/p2").xpath("//div[@class='sheet-picture']") == []
    with printed(edition, tmp_path / "bare", ("layout.json",)) as tree:
        assert sheets_of(edition, tree, date(2013, 10, 8)) == ()
    assert not (tmp_path / "bare/2013/10/08/p1").exists()


def test_editors_that_change_make_the_sheets_of_their_issue_anew(
    edition: Edition, tmp_path: Path
) -> None:
    with printed(edition, tmp_path):
        pass
    before = (tmp_path / "2013/10/08/p1/index.html").read_text(encoding="utf-8")
    signed = replace(edition.issues[1], editors=(Credit("谷雨", "责任编辑"),))
    issues = (edition.issues[0], signed, edition.issues[2])
    changed = replace(edition, issues=issues)
    with printed(changed, tmp_path):
        pass
    after = (tmp_path / "2013/10/08/p1/index.html").read_text(encoding="utf-8")
    with printed(changed, tmp_path / "clean"):
        pass
    assert after == (tmp_path / "clean/2013/10/08/p1/index.html").read_text(encoding="utf-8")
    assert ("谷雨" in before, "谷雨" in after) == (False, True)


def laid_out(edition: Edition, tree: OutputTree, *pages: dict[str, Any]) -> None:
    """What the press would have left of the second issue: where things stand, no more."""
    layout = {"paper": {"width": 600.0, "height": 800.0}, "pages": pages}
    path = edition.addresses.printed_file(date(2013, 10, 8), "layout.json")
    tree.write(path, "1", json.dumps(layout).encode)


def test_a_sheet_that_the_other_script_has_not_leads_to_the_issue_there(
    scripts: tuple[Edition, ...], tmp_path: Path
) -> None:
    hans, hant = scripts
    with OutputTree(tmp_path) as tree:
        laid_out(hans, tree, page(1), page(2))
        laid_out(hant, tree, page(1))
        write_sheets(hans, tree)
        tree.commit()
    first, second = (shown(tmp_path, f"2013/10/08/{name}") for name in ("p1", "p2"))
    switch, twin = "//a[@hreflang='zh-Hant']/@href", "//link[@hreflang='zh-Hant']/@href"
    assert first.xpath(switch) == ["../../../../hant/2013/10/08/p1/index.html"]
    assert second.xpath(switch) == ["../../../../hant/2013/10/08/index.html"]
    assert [address[-20:] for address in first.xpath(twin)] == ["/hant/2013/10/08/p1/"]
    assert second.xpath(twin) == []


def test_a_story_that_moved_to_another_issue_is_linked_there_and_is_none_of_this_one(
    edition: Edition, tmp_path: Path
) -> None:
    moved = {"item": "gone", "id": "2013-10-15/lead", "shapes": [[0.0, 9.0, 9.0, 9.0]]}
    here = page(1)
    here["regions"].append(moved)
    with OutputTree(tmp_path) as tree:
        laid_out(edition, tree, here)
        write_sheets(edition, tree)
        (sheet,) = sheets_of(edition, tree, date(2013, 10, 8))
        tree.commit()
    listed = shown(tmp_path, "2013/10/08/p1").xpath("//section[@class='sheet-list']//a/@href")
    assert listed[:2] == ["../lead/index.html", "../../15/lead/index.html"]
    assert sheet.items == ("lead",)
