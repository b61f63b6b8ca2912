"""The page that is looked at is shown before the whole is made, and is the page of the whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from edition import galley
from edition.build import Build
from edition.galley import MOST_ISSUES, Puller, issues_of
from edition.pulled import Pulled
from newsroom import keptissues
from newsroom.model import Issue
from newsrooms import DAY, issue, item, picture, small_newsroom, write
from presses import NOW, built

ROOMS = ("reception", "syndication", "search", "website")
NEXT = "2013-10-15"
PAGE = f"{DAY.replace('-', '/')}/{{}}/index.html"
TABLE = "姓名,接访时间\n于红杰,10月9日\n{name},10月11日\n"
HOURS = {"venue": "信访大厅", "hours": "上午8:30-12:00", "period": "2013-10"}


@pytest.fixture(autouse=True)
def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a moment ago is believed, as it is some seconds on."""
    monkeypatch.setattr(keptissues, "YOUNG", 0.0)


def schedule(content: Path, name: str) -> Path:
    """A timetable of two people."""
    table = write(content, f"issues/{DAY}/days.csv", TABLE.format(name=name))
    item(content, "days", "", kind="schedule", table="days.csv", schedule=HOURS)
    return table


def with_photo(content: Path) -> Path:
    """An item with a photo that the paper did not have before."""
    write(content, f"issues/{DAY}/a.jpg", picture())
    photos = [{"file": "a.jpg", "alt": "会场", "caption": "会场一角。"}]
    return item(content, "second", photos=photos)


def gone(path: Path) -> Path:
    """A file that is not there any more."""
    path.unlink()
    return path


TAKEN = {"retracted": {"date": "2013-11-02", "text": "已撤回。"}}
BODY = "市长发表讲话，于红杰参加。\n\n## 头一件事\n\n资金发放到位。"
BRIEFS = "### 甲\n\n一句。\n\n### 乙\n\n两句。"
SAVES: tuple[tuple[Callable[[Path], Path], ...], ...] = (
    (
        lambda c: item(c, "lead", BODY, headline="后街|改造"),
        lambda c: item(c, "third", day=NEXT),
        with_photo,
    ),
    (lambda c: item(c, "second", BRIEFS, kind="brief"), lambda c: schedule(c, "范学贵")),
    (
        lambda c: item(c, "lead", status="draft"),
        lambda c: item(c, "lead", day=NEXT, **TAKEN),
        lambda c: gone(c / f"issues/{NEXT}/third.md"),
    ),
)


def test_the_page_shown_first_is_the_page_of_the_whole_build(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    issue(content, NEXT, 2)
    item(content, "lead", day=NEXT)
    schedule(content, "王耀光")
    options = {"syndication": dict.fromkeys(("mail", "epub", "documents"), False)}
    output, made = built(content, tmp_path, ROOMS, preview=True, options=options)
    before = pages_of(output)
    new = ["2013/10/15/third/index.html", "hant/2013/10/08/second/index.html"]
    changed: list[Path] = []
    for edits in SAVES:
        changed += [edit(content) for edit in edits]
        first = Puller(made).pulled(changed, {*before, *new}, NOW)
        assert not first.faults
        built(content, tmp_path, ROOMS, preview=True, options=options)
        now = pages_of(output)
        shown = {path: page for path, page in first.pages.items() if path in now}
        assert shown == {path: now[path] for path in shown}
        assert sum(before.get(path) != page for path, page in shown.items()) > len(edits)
        before = now


def pages_of(output: Path) -> dict[str, str]:
    """Every page of a site."""
    return {
        path.relative_to(output).as_posix(): path.read_text(encoding="utf-8")
        for path in output.rglob("*.html")
    }


def test_a_mistake_is_told_at_once_and_no_page_is_shown(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    page = PAGE.format("lead")
    _, made = built(content, tmp_path, ["website"], preview=True)
    changed = [item(content, "lead", section="nowhere"), content / "issues" / DAY]
    told = Puller(made).pulled(changed, [page], NOW)
    assert not told.pages
    assert [line.split(": ")[1] for line in told.faults] == ["item.unknown-section"]
    assert "content/issues/2013-10-08/lead.md:3: " in told.faults[0]
    item(content, "lead", "改好了。")
    mended = Puller(made).pulled(changed, [page], NOW)
    assert "改好了" in mended.pages[page]
    assert not mended.faults


def test_what_is_no_issue_waits_for_the_whole_build(tmp_path: Path) -> None:
    content = tmp_path / "content"
    inside = content / "issues" / DAY / "lead.md"
    assert issues_of(content, [inside, inside.parent]) == (DAY,)
    for other in ("glossary.csv", "pages/about.md", "ledger/2013.jsonl", "issues", "../x.py"):
        assert issues_of(content, [inside, content / other]) == ()


def test_very_many_issues_wait_for_the_whole_build(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    _, made = built(content, tmp_path, ["website"], preview=True)
    changed = [content / f"issues/2013-09-{day:02}/x.md" for day in range(1, MOST_ISSUES + 2)]
    assert Puller(made).pulled(changed, [PAGE.format("lead")], NOW) == Pulled()


def test_what_is_read_for_one_save_is_not_read_for_the_next(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    issue(content, NEXT, 2)
    item(content, "lead", day=NEXT)
    _, made = built(content, tmp_path, ["website"], preview=True)
    puller = Puller(made)
    read: list[tuple[str, ...]] = []

    reread = Build.reread

    def noted(build: Build, folders: Sequence[str], *rest: Any) -> tuple[Issue, ...]:
        read.append(tuple(folders))
        return reread(build, folders, *rest)

    with patch.object(Build, "reread", noted), patch.object(galley, "YOUNG", -(10**12)):
        first = item(content, "lead", "第一处改动。")
        puller.pulled([first], (), NOW)  # nobody looks at it yet
        second = item(content, "lead", "第二处改动。", day=NEXT)
        pages = {PAGE.format("lead"), "2013/10/15/lead/index.html"}
        shown = puller.pulled([first, second], pages, NOW).pages
        third = item(content, "lead", "第三处改动。")
        last = puller.pulled([first, second, third], pages, NOW).pages
    assert read == [(DAY,), (NEXT,), (DAY,)]
    assert "第一处改动" in shown[PAGE.format("lead")]
    assert "第二处改动" in shown["2013/10/15/lead/index.html"]
    assert "第三处改动" in last[PAGE.format("lead")]
    assert last["2013/10/15/lead/index.html"] == shown["2013/10/15/lead/index.html"]


def test_a_file_that_may_still_be_written_is_read_again(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    _, made = built(content, tmp_path, ["website"], preview=True)
    puller = Puller(made)
    lead = item(content, "lead", "头一稿。")
    page = PAGE.format("lead")
    with patch.object(galley, "YOUNG", 10**12):  # all is young
        assert "头一稿" in puller.pulled([lead], [page], NOW).pages[page]
        looks = lead.stat()
        lead.write_text(lead.read_text(encoding="utf-8").replace("头一稿", "第二稿"), "utf-8")
        os.utime(lead, ns=(looks.st_atime_ns, looks.st_mtime_ns))
        assert "第二稿" in puller.pulled([lead], [page], NOW).pages[page]
