"""`scripts/dummy`: the present layout as a file to edit, and a page as a picture."""

from __future__ import annotations

import inspect
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import ROOT

from newsroom.kinds import Script
from newsroom.problems import Outcome
from newsrooms import issue, item, picture, write
from press import dummycommand, laying
from press.dummycommand import dummy
from press.setting import Setting
from press.story import Story
from presses import built, share_templates

pytestmark = needs_type
DAY = "2014-01-02"
CONF = ROOT / "pelican.conf.py"
PRESS = {"press": {"workers": 1, "press_pdf": False}}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    issue(folder, DAY, 7)
    photos = [{"file": "a.jpg", "alt": "河"}]
    item(folder, "lead", "河岸步道今天开放。\n\n" * 20, DAY, rank=1, photos=photos)
    item(folder, "second", "路修好了，灯也亮了。\n\n" * 30, DAY)
    item(folder, "third", "图书馆周末开到九点。\n\n" * 9, DAY)
    write(folder, f"issues/{DAY}/a.jpg", picture(size=(900, 600)))
    return folder


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))


def printed(content: Path, folder: Path) -> dict[str, bytes]:
    """The files of the press of one script, built where something was built before."""
    output, _ = built(
        content, folder, rooms=["press", "website"], options=PRESS, scripts=(Script.HANS,)
    )
    found = (path for path in output.rglob("*") if path.is_file())
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in found
        if path.suffix == ".pdf"
        or path.name.startswith("layout")
        or (path.suffix == ".webp" and path.name.startswith("p"))
    }


def test_the_paper_laid_out_by_its_own_dummy_is_the_same_to_the_byte(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = printed(content, tmp_path / "one")
    dummy(DAY, content=content, conf=CONF)
    dummy(DAY, "8k", content=content, conf=CONF)
    assert "写好了" in capsys.readouterr().out
    folder = content / "issues" / DAY
    assert {"dummy.yaml", "dummy-8k.yaml"} <= {path.name for path in folder.iterdir()}
    assert printed(content, tmp_path / "one") == first
    # And when it is edited, an incremental build leaves what a clean one leaves.
    file = folder / "dummy.yaml"
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if "story: third" in line)
    end = next(n for n in range(at + 1, len(lines) + 1) if n == len(lines) or "- " in lines[n])
    file.write_text("\n".join([*lines[:at], *lines[end:]]) + "\n", encoding="utf-8")
    edited = printed(content, tmp_path / "one")
    assert edited == printed(content, tmp_path / "two")


def test_the_dummy_has_the_fillers_that_the_press_makes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of other issues and of the web site among them; the picture knows them, too."""
    content, before = tmp_path / "content", "2013-12-30"
    issue(content, before, 6)
    item(content, "road", "后山村的路修好了。\n\n" * 9, before, rank=1, headline="后山村修路")
    table = "| 姓名 | 接访时间 |\n|---|---|\n| 高明 | 1月6日、1月8日 |\n"
    schedule = {"period": "2014-01", "venue": "区信访大厅", "hours": "上午8:30-12:00"}
    item(content, "days", table, before, kind="schedule", headline="一月接访", schedule=schedule)
    issue(content, DAY, 7)
    item(content, "lead", "河岸步道今天开放。\n\n" * 9, DAY, rank=1)
    first = printed(content, tmp_path / "one")
    dummy(DAY, content=content, conf=CONF)
    file = content / "issues" / DAY / "dummy.yaml"
    text = file.read_text(encoding="utf-8")
    fillers = re.findall(r"filler: (\S+)", text)
    assert fillers == ["house-days", "house-web", "house-month", "house-letters"]
    assert printed(content, tmp_path / "one") == first
    file.write_text(
        "pages:\n  - page: 1\n    places:\n"
        "      - {filler: house-days, column: 1, line: 30, width: 2, height: 12}\n"
        "      - {filler: house-month, column: 3, line: 30, width: 2, height: 12}\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    dummy(DAY, page=1, picture=tmp_path / "p1.png", content=content, conf=CONF)
    assert "dummy.yaml" not in capsys.readouterr().err


def test_a_dummy_that_is_there_is_not_written_over(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(content, f"issues/{DAY}/dummy.yaml", "pages: []\n")
    with pytest.raises(typer.Exit) as end:
        dummy(DAY, content=content, conf=CONF)
    assert end.value.exit_code == Outcome.REFUSED
    assert "--replace" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "pages: []\n"
    dummy(DAY, content=content, conf=CONF, replace=True)
    assert "story: lead" in file.read_text(encoding="utf-8")


def test_one_page_is_drawn_as_a_picture_and_nothing_else_is_written(
    content: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    shown = tmp_path / "p1.png"
    dummy(DAY, page=1, picture=shown, content=content, conf=CONF)
    image = Image.open(io.BytesIO(shown.read_bytes()))
    assert image.width < image.height
    assert len(image.convert("L").getcolors() or ()) > 10
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_white_is_told_as_when_the_paper_is_made(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command that writes the dummy, of all pages; by a picture, of its page."""
    item(content, "fourth", "图书馆周末开到九点。\n\n" * 60, DAY)
    options = {"press": {**PRESS["press"], "made_fillers": False}}
    _, report = built(
        content, tmp_path / "one", rooms=["press"], options=options, scripts=(Script.HANS,)
    )
    conf = tmp_path / "pelican.conf.py"
    given = CONF.read_text(encoding="utf-8")
    conf.write_text(f"{given}\nROOMS = {{'press': {{'made_fillers': False}}}}\n", encoding="utf-8")
    told = [f"{each}" for each in report.problems if "A4报纸" in f"{each}"]
    told = [line for line in told if "press.page-short" in line]
    assert told
    dummy(DAY, content=content, conf=conf)
    said = capsys.readouterr().err.splitlines()
    assert [line for line in said if "press.page-short" in line] == told
    pages = {int(line.partition("报纸第")[2].partition("版")[0]): line for line in told}
    for number in range(1, max(pages) + 1):
        dummy(DAY, page=number, picture=tmp_path / "p.png", content=content, conf=conf)
        said = capsys.readouterr().err.splitlines()
        assert said == ([pages[number]] if number in pages else [])


def test_a_wish_that_is_not_met_is_told_with_the_picture(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the words of the build, and only of the page that is drawn."""
    more = {"headline": "夜灯", "vertical": True, "span": 1}
    item(content, "narrow", "图书馆周末开到九点。\n\n" * 9, DAY, **more)
    _, report = built(
        content, tmp_path / "one", rooms=["press"], options=PRESS, scripts=(Script.HANS,)
    )
    told = [f"{each}" for each in report.problems if "A4报纸没能让这一篇竖排标题" in f"{each}"]
    assert len(told) == 1
    begins = int(told[0].partition("它从第")[2].partition("版")[0])
    for number in range(1, begins + 1):
        dummy(DAY, page=number, picture=tmp_path / "p.png", content=content, conf=CONF)
        said = capsys.readouterr().err.splitlines()
        assert [line for line in said if "竖题" in line] == (told if number == begins else [])


def watched(
    content: Path,
    shown: Path,
    monkeypatch: pytest.MonkeyPatch,
    draw: Callable[..., bytes],
    wait: Callable[[float], None],
    conf: Path = CONF,
) -> None:
    """Watch page 1 until `wait`, asked between two looks, stops it as the keyboard does."""
    monkeypatch.setattr(dummycommand, "page_picture", draw)
    monkeypatch.setattr(dummycommand.time, "sleep", wait)
    with pytest.raises(SystemExit) as end:
        dummy(DAY, page=1, picture=shown, watch=True, content=content, conf=conf)
    assert end.value.code == Outcome.STOPPED


def test_a_page_that_is_watched_is_drawn_again_at_every_save(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, drawn = tmp_path / "p1.png", []

    def draw(*_: object) -> bytes:
        drawn.append(shown.exists())
        return picture()

    def wait(_: float) -> None:
        if len(drawn) > 1:
            raise KeyboardInterrupt
        write(content, f"issues/{DAY}/dummy.yaml", "pages: []\n")

    watched(content, shown, monkeypatch, draw, wait)
    assert drawn == [False, True]


def test_a_page_that_is_watched_is_drawn_again_when_the_settings_are_saved(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf, given = tmp_path / "pelican.conf.py", CONF.read_text(encoding="utf-8")
    conf.write_text(given, encoding="utf-8")
    drawn, told = [], []
    waits = iter([None, "\nSITENAME = '河湾通讯'\n", None])

    def draw(*_: object) -> bytes:
        drawn.append(1)
        return picture()

    def wait(_: float) -> None:
        told.append(len(drawn))
        try:
            more = next(waits)
        except StopIteration:
            raise KeyboardInterrupt from None
        if more:
            conf.write_text(given + more, encoding="utf-8")

    watched(content, tmp_path / "p1.png", monkeypatch, draw, wait, conf)
    assert told == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("file", "wrong", "right", "said"),
    [
        (
            f"issues/{DAY}/dummy.yaml",
            "pages:\n  - page: 1\n    places: [{stor: a}]\n",
            "pages: []\n",
            f"content/issues/{DAY}/dummy.yaml:3: matter.unknown-field",
        ),
        (f"issues/{DAY}/dummy.yaml", "pages: [", "pages: []\n", "dummy.yaml:1: "),
        (
            f"issues/{DAY}/third.md",
            "---\nkind: nothing\n---\n",
            "---\nkind: report\nsection: yaowen\nheadline: 夜里开门\n---\n图书馆开到九点。\n",
            f"content/issues/{DAY}/third.md:2: ",
        ),
        (  # of another issue: what is wrong there keeps the paper back, too
            "issues/2014-01-01/issue.md",
            "---\nnumber: six\n---\n",
            "---\nnumber: 6\ndate: 2014-01-01\n---\n",
            "content/issues/2014-01-01/issue.md:2: ",
        ),
    ],
)
def test_a_page_that_is_watched_outlives_a_bad_save(
    content: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    file: str,
    wrong: str,
    right: str,
    said: str,
) -> None:
    shown, drawn, told = tmp_path / "p1.png", [], []
    saves = iter([wrong, None, right, None])

    def draw(*_: object) -> bytes:
        drawn.append(1)
        return picture()

    def wait(_: float) -> None:
        told.append((len(drawn), capsys.readouterr().err))
        try:
            text = next(saves)
        except StopIteration:
            raise KeyboardInterrupt from None
        if text is not None:
            write(content, file, text)
        if text == wrong and DAY not in file:  # while all is well only its issue is looked at
            write(content, f"issues/{DAY}/dummy.yaml", "pages: []\n")

    watched(content, shown, monkeypatch, draw, wait)
    assert [pages for pages, _ in told] == [1, 1, 1, 2, 2]
    assert said in told[1][1]
    assert [err for _, err in (told[0], told[2], told[3], told[4])] == [""] * 4


def test_the_next_picture_sets_anew_what_has_changed_and_shows_what_a_fresh_one_shows(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed story is set again, and so are all of a cache that is spoilt."""
    shown, made = tmp_path / "p1.png", []

    def counted(told: Story, *more: Any) -> Setting:
        made.extend([told.id] if told.id else [])  # a filler has none
        return Setting(told, *more)

    def drawn(cache: str = "cache") -> tuple[bytes, list[str]]:
        made.clear()
        share_templates(tmp_path / cache)
        monkeypatch.setenv("PRESS_CACHE", str(tmp_path / cache))
        dummy(DAY, page=1, picture=shown, content=content, conf=CONF)
        return shown.read_bytes(), sorted(made)

    real = inspect.unwrap(laying._set)  # noqa: SLF001 - which knows nothing of other tests
    monkeypatch.setattr(laying, "_set", real)
    monkeypatch.setattr(laying, "Setting", counted)
    dummy(DAY, content=content, conf=CONF)
    first, anew = drawn()
    assert anew == []
    file = content / "issues" / DAY / "dummy.yaml"
    text = file.read_text(encoding="utf-8")
    at = text.index("head: ", text.index("story: second"))
    file.write_text(f"{text[:at]}box: tint\n        {text[at:]}", encoding="utf-8")
    boxed, anew = drawn()
    assert anew == ["second"]
    assert boxed != first
    assert drawn("another") == (boxed, ["lead", "second", "third"])
    item(content, "second", "路修好了，灯也亮了，人也多了。\n\n" * 30, DAY)
    changed, anew = drawn()
    assert anew == ["second"]
    assert changed != boxed
    for kept in (tmp_path / "cache" / "press").glob("*.type"):
        kept.write_bytes(kept.read_bytes()[:-9])
    assert drawn() == (changed, ["lead", "second", "third"])


@pytest.mark.parametrize(
    ("day", "paper", "page", "said"),
    [
        ("2014-1-2", "", 1, "日期要写成 2014-01-02"),
        ("", "", 1, "请写上日期"),
        ("2014-01-03", "", 1, "没有 2014-01-03 这一期"),
        (DAY, "b5", 1, "没有“b5”这种纸"),
        (DAY, "", 9, "没有第9版"),
    ],
)
def test_what_is_not_there_is_told(
    content: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    day: str,
    paper: str,
    page: int,
    said: str,
) -> None:
    with pytest.raises(typer.Exit):
        dummy(day, paper, page=page, picture=tmp_path / "p.png", content=content, conf=CONF)
    assert said in capsys.readouterr().err
    assert not (tmp_path / "p.png").exists()


def test_a_wrong_dummy_is_told_with_its_line_and_refused(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(content, f"issues/{DAY}/dummy.yaml", "pages:\n  - page: 1\n    places: [{stor: a}]\n")
    with pytest.raises(SystemExit) as end:
        dummy(DAY, page=1, picture=tmp_path / "p.png", content=content, conf=CONF)
    assert end.value.code == Outcome.REFUSED
    assert f"content/issues/{DAY}/dummy.yaml:3: matter.unknown-field" in capsys.readouterr().err


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    dummy(shape=True)
    assert json.loads(capsys.readouterr().out)["title"] == "dummy.yaml"
