"""What is shown while it is written, and to nobody else."""

from __future__ import annotations

import io
import subprocess
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import pytest

from edition import standby
from edition.building import PDF_LATER, STANDBY, started_apart
from edition.ownership import OutputCode, TreeRefusedError
from edition.preview import Builder, moment_of, preview_for
from edition.report import print_problems
from edition.standby import FAULT, Standby, heard
from newsroom.guard import MisusedError
from newsroom.problems import ContentRefusedError, Severity
from newsrooms import DAY, issue, item, small_newsroom
from presses import NOW, built, job, pages_alone, prepared, share_templates

ZONE = ZoneInfo("Asia/Shanghai")
ROOMS = ("syndication", "search", "website")
PAGE = f"{DAY.replace('-', '/')}/{{}}/index.html"


def test_drafts_and_embargoed_items_are_shown_marked_in_the_preview_alone(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "draft", status="draft")
    item(content, "later", embargo=(NOW + timedelta(days=3)).isoformat())
    shown, made = built(content, tmp_path / "preview", ROOMS, preview=True)
    for name, mark in (("draft", "【草稿】"), ("later", "2026年1月4日00:00才发布】")):
        assert mark in (shown / PAGE.format(name)).read_text(encoding="utf-8")
        assert mark in (shown / "index.html").read_text(encoding="utf-8")
    assert "<title>标题lead - " in (shown / PAGE.format("lead")).read_text(encoding="utf-8")
    assert not made.problems.errors
    published, _ = built(content, tmp_path, ROOMS)
    for name in ("draft", "later"):
        assert not (published / PAGE.format(name)).exists()
    assert not any("【" in p.read_text(encoding="utf-8") for p in published.rglob("*.html"))


def test_a_preview_is_no_output_folder_of_the_paper_nor_the_other_way_round(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    for first in (True, False):
        folder = tmp_path / f"first-{first}"
        built(content, folder, ["website"], preview=first)
        with pytest.raises(TreeRefusedError) as refused:
            built(content, folder, ["website"], preview=not first)
        assert [problem.code for problem in refused.value.problems] == [OutputCode.OTHER_PAPER]


def test_the_preview_lies_beside_what_is_published(tmp_path: Path) -> None:
    assert preview_for(tmp_path / "output") == tmp_path / "output.preview"


def test_a_room_that_works_later_leaves_its_files_as_they_stand(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    later = frozenset({"syndication"})
    output, _ = built(content, tmp_path, ROOMS)
    before = {path: path.read_bytes() for path in output.rglob("*.xml")}
    item(content, "lead", "区里明天还要开会。")
    built(content, tmp_path, ROOMS, later=later)
    assert "明天还要开会" in (output / PAGE.format("lead")).read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in output.rglob("*.xml")} == before
    built(content, tmp_path, ROOMS)
    clean, _ = built(content, tmp_path / "clean", ROOMS)
    for path in clean.rglob("*"):
        if path.is_file() and path.name != ".press-lock":
            assert path.read_bytes() == (output / path.relative_to(clean)).read_bytes(), path


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-12-01", "2026-12-01T23:59+08:00"),
        ("2026-12-01T08:00", "2026-12-01T08:00+08:00"),
        ("2026-12-01T08:00+00:00", "2026-12-01T16:00+08:00"),
    ],
)
def test_a_day_is_shown_at_its_end(written: str, moment: str) -> None:
    assert moment_of(written, ZONE) == moment_of(moment, ZONE)


@pytest.mark.parametrize("written", ["明天", "2026-13-01", "2026-12-01 25:00"])
def test_what_is_no_day_is_told(written: str) -> None:
    with pytest.raises(MisusedError, match="as-of"):
        moment_of(written, ZONE)


def test_every_mistake_that_stops_a_build_is_told_over_the_page(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    issue(content, "2013-10-09", 1)
    item(content, "lead", day="2013-10-09", section="nowhere")
    item(content, "second", "见[那里](nowhere.md)。", embargo="明天")
    with pytest.raises(ContentRefusedError) as refused, prepared(job(content, tmp_path)):
        pass
    out = io.StringIO()
    print_problems(refused.value.problems, out)
    lines = out.getvalue().splitlines()
    grave = [p.severity is not Severity.WARNING for p in refused.value.problems]
    assert [bool(FAULT.match(line)) for line in lines] == grave
    assert any(grave)


def standing_by(content: Path, output: Path) -> Standby:
    """A build that waits for the word."""
    wanted = (pages_alone(output.parent), PDF_LATER, STANDBY)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return Standby(partial(started_apart, content, output, *wanted, **pipes))  # type: ignore[arg-type] # of mypy, which looks at the words' types alone


def test_a_build_that_stands_by_shows_what_was_saved_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))
    content, output = small_newsroom(tmp_path / "content"), tmp_path / "output"
    waiting = standing_by(content, output)
    item(content, "lead", "站着等的时候存的。")
    assert waiting.bidden()
    assert waiting.heard()[0] == 0
    page = PAGE.format("lead")
    assert "站着等的时候存的" in (output / page).read_text(encoding="utf-8")
    saved = item(content, "lead", "排好以后存的。")
    made = waiting.pulled([saved], [page])
    assert "排好以后存的" in made.pages[page]
    waiting.end()
    assert not waiting.bidden(), "it builds once"


def test_a_build_that_stands_by_of_an_older_program_does_not_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))
    program = tmp_path / "program.py"
    program.write_text("old")
    monkeypatch.setattr(standby, "PROGRAM", (str(program),))
    waiting = standing_by(small_newsroom(tmp_path / "content"), tmp_path / "output")
    program.write_text("newer")
    assert not waiting.bidden()
    assert not (tmp_path / "output").exists()


def test_a_build_that_stands_by_ends_with_who_started_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))
    conf = pages_alone(tmp_path)
    wanted = (small_newsroom(tmp_path / "content"), tmp_path / "output", conf, STANDBY)
    waiting = started_apart(*wanted, stdin=subprocess.PIPE)
    assert waiting.stdin
    waiting.stdin.close()
    assert heard(waiting)[0] == 0
    assert not (tmp_path / "output").exists()


def test_what_ends_the_making_ends_the_program_and_a_save_meanwhile_is_made() -> None:
    made: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def make() -> None:
        made.append(len(made))
        begun.set()
        go_on.wait(60)
        if len(made) == 2:
            raise MisusedError("conf", "没有了", "请放回去")

    builder = Builder(make)
    builder.ask()
    assert begun.wait(60)
    builder.ask()  # while it is at work
    go_on.set()
    with pytest.raises(MisusedError):
        checked_for_ever(builder)
    assert made == [0, 1]


def checked_for_ever(builder: Builder) -> NoReturn:
    """Looks again and again, as the program does."""
    while True:
        builder.check()
