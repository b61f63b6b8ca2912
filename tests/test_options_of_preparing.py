"""Every option of what an editor runs on copy and pages is heard by whoever acts on it alone.

The commands are `new`, `dummy`, `import`, `plates` and `timetable`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from copydesk import command as desk
from copydesk.answers import as_data
from copydesk.desk import edit
from newsroom import starting
from newsroom.occasions.reading import read_occasions
from newsroom.problems import Outcome
from newsroom.schedules import timetable
from newsroom.schedules.framing import framed as frame_of
from options import DAY, ISSUE, Main, ended, offered, two_papers
from press import dummycommand, separations


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two papers, whose editor stands in the folder of the first."""
    return two_papers(tmp_path, monkeypatch)


# -- new ------------------------------------------------------------------------------------------
ITEM: Mapping[str, str] = {"file": f"{ISSUE}/lead.md", "kind": "report", "section": "yaowen"}


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        (("--kind", "photo"), {"kind": "photo"}),
        (("--kind", "公告"), {"kind": "notice"}),
        (("--section", "gonggao"), {"section": "gonggao"}),
        (("--section", "公告"), {"section": "公告"}),
        (("--content", "other"), {"file": f"other/issues/{DAY}/lead.md"}),
        (
            ("--conf", "second.conf.py"),
            {"file": f"third/issues/{DAY}/lead.md", "section": "luyou"},
        ),
        (
            ("-s", "second.conf.py", "--content", "other"),
            {"file": f"other/issues/{DAY}/lead.md", "section": "luyou"},
        ),
    ],
)
def test_an_option_of_a_new_item_changes_what_it_says_and_nothing_else(
    paper: Path,
    capsys: pytest.CaptureFixture[str],
    words: Sequence[str],
    otherwise: Mapping[str, str],
) -> None:
    before = {*paper.rglob("*")}
    assert ended("new", starting.app, "item", DAY, "lead", *words) == 0
    (made,) = {*paper.rglob("*.md")} - before
    wanted = {**ITEM, **otherwise}
    text = made.read_text(encoding="utf-8").splitlines()
    assert made.relative_to(paper).as_posix() == wanted["file"]
    assert capsys.readouterr().out == f"建好了 {wanted['file']}\n"
    assert text[1:3] == [f"kind: {wanted['kind']}", f"section: {wanted['section']}"]


@pytest.mark.parametrize(
    ("words", "file", "number"),
    [
        ((), "content/issues/2013-10-09/issue.md", 7),
        (("--content", "other"), "other/issues/2013-10-09/issue.md", 10),
        (("--conf", "second.conf.py"), "third/issues/2013-10-09/issue.md", 7),
    ],
)
def test_a_new_issue_counts_on_in_the_folder_that_is_meant(
    paper: Path, words: Sequence[str], file: str, number: int
) -> None:
    (paper / "other/issues/2013-10-01").mkdir()
    (paper / "other/issues/2013-10-01/issue.md").write_text("---\nnumber: 9\n---\n", "utf-8")
    assert ended("new", starting.app, "issue", "2013-10-09", *words) == 0
    text = (paper / file).read_text(encoding="utf-8").splitlines()
    assert text[1:3] == [f"number: {number}", "date: 2013-10-09"]


# -- dummy ----------------------------------------------------------------------------------------
@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ((), ("pelican.conf.py", "content", DAY, "", "write", False)),
        (("--paper", "8k"), ("pelican.conf.py", "content", DAY, "8k", "write", False)),
        (("--replace",), ("pelican.conf.py", "content", DAY, "", "write", True)),
        (
            ("--picture", "p.png"),
            ("pelican.conf.py", "content", DAY, "", "draw", 1, "p.png"),
        ),
        (
            ("--picture", "p.png", "--page", "3"),
            ("pelican.conf.py", "content", DAY, "", "draw", 3, "p.png"),
        ),
        (
            ("--picture", "p.png", "--page", "2", "--watch", "--paper", "a4"),
            ("pelican.conf.py", "content", DAY, "a4", "watch", 2, "p.png"),
        ),
        (("--content", "other"), ("pelican.conf.py", "other", DAY, "", "write", False)),
        (("-s", "second.conf.py"), ("second.conf.py", "third", DAY, "", "write", False)),
    ],
)
def test_an_option_of_a_dummy_reaches_who_draws_or_writes_it(
    monkeypatch: pytest.MonkeyPatch, words: Sequence[str], heard: tuple[object, ...]
) -> None:
    asked: list[object] = []

    class Desk:
        """Who hears what is asked of an issue, and does none of it."""

        def __init__(self, conf: Path, content: Path, day: str, paper: str) -> None:
            assert content.is_absolute()
            asked.extend((str(conf), content.name, day, paper))

        def write(self, *, replace: bool) -> None:
            asked.extend(("write", replace))

        def draw(self, page: int, picture: Path) -> None:
            asked.extend(("draw", page, str(picture)))

        def watch(self, page: int, picture: Path) -> None:
            asked.extend(("watch", page, str(picture)))

    monkeypatch.setattr(dummycommand, "_Desk", Desk)
    assert ended("dummy", dummycommand.dummy, DAY, *words) == 0
    assert tuple(asked) == heard


@pytest.mark.usefixtures("paper")
def test_no_page_is_below_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("dummy", dummycommand.dummy, DAY, "--page", "0", "--picture", "p.png") == 2
    assert " --page 写得不对" in capsys.readouterr().err


# -- import ---------------------------------------------------------------------------------------
PUT: Mapping[str, object] = {
    "path": "copy.txt",
    "into": None,
    "drafts": "drafts",
    "day": None,
    "section": "yaowen",
    "call": ("copy.txt", "", "", ""),
    "said": {"accept": [], "reject": [], "as": []},
}
DAYS: Mapping[str, object] = {"into": ISSUE, "day": DAY}


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        (("--into", DAY), {**DAYS, "call": ("copy.txt", DAY, "", "")}),
        (("--into", ISSUE), {**DAYS, "call": ("copy.txt", ISSUE, "", "")}),
        (("--into", "made"), {"into": "made", "call": ("copy.txt", "made", "", "")}),
        (
            ("--content", "other", "--into", DAY),
            {
                "into": f"other/issues/{DAY}",
                "day": DAY,
                "call": ("copy.txt", DAY, "other", ""),
            },
        ),
        (
            ("--conf", "second.conf.py"),
            {"section": "luyou", "call": ("copy.txt", "", "", "second.conf.py")},
        ),
        (
            ("--conf", "second.conf.py", "--into", DAY),
            {
                "into": f"third/issues/{DAY}",
                "day": DAY,
                "section": "luyou",
                "call": ("copy.txt", DAY, "", "second.conf.py"),
            },
        ),
        (
            ("--accept", "script.pseudo-traditional"),
            {"said": {"accept": ["script.pseudo-traditional"], "reject": [], "as": []}},
        ),
        (
            ("--reject", "wrap.lines"),
            {"said": {"accept": [], "reject": ["wrap.lines"], "as": []}},
        ),
        (
            ("--reject", "wrap.lines@3", "--reject", "wrap.lines@1"),
            {"said": {"accept": [], "reject": ["wrap.lines@1", "wrap.lines@3"], "as": []}},
        ),
        (
            ("--as", "1=标题", "--as", "3=正文"),
            {"said": {"accept": [], "reject": [], "as": ["1=标题", "3=正文"]}},
        ),
    ],
)
def test_an_option_of_importing_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: Sequence[str],
    otherwise: Mapping[str, object],
) -> None:
    (paper / "copy.txt").write_text("河岸步道今天开放\n\n灯都亮了，人都来了。\n", encoding="utf-8")
    put: dict[str, object] = {}
    days: list[object] = []

    def edited(sheet: Any, said: Any, day: Any) -> Any:
        days.append(day and day.isoformat())
        return edit(sheet, said, day)

    def stored(
        work: Any, path: Path, source: str, home: Any, earlier: Any, sections: Any, call: Any
    ) -> Any:
        assert len(source) >= 32
        assert earlier.drafts == ()
        assert call.program
        put.update(
            path=str(path),
            into=home.into and str(home.into),
            drafts=str(home.drafts),
            day=days[0],
            section=next(iter(sections)),
            call=(call.file, call.into, call.content, call.conf),
            said=as_data(work.decisions),
        )
        return SimpleNamespace(written=(Path("copy-1.md"),), removed=(), told=())

    monkeypatch.setattr(desk, "edit", edited)
    monkeypatch.setattr(desk, "put_drafts", stored)
    assert ended("import", desk.app, "copy.txt", *words) == 0
    assert put == {**PUT, **otherwise}


@pytest.mark.parametrize("day", ["", DAY])
def test_who_asks_for_json_has_the_answer_and_no_file(
    paper: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    (paper / "copy.txt").write_text("河岸步道今天开放\n\n灯都亮了，人都来了。\n", encoding="utf-8")
    before = {*paper.rglob("*")}
    words = ["--into", f"content/issues/{day}"] if day else []
    assert ended("import", desk.app, "copy.txt", "--json", *words) == 0
    assert json.loads(capsys.readouterr().out)
    assert ended("import", desk.app, "copy.txt", "copy.txt", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert {*paper.rglob("*")} == before


# -- plates ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "dpi", "into", "told"),
    [
        ((), 72, "plates", "，超过240%的地方在 p2-total.png 上是红的"),
        (("--dpi", "18"), 18, "plates", "，超过240%的地方在 p2-total.png 上是红的"),
        (("--into", "made/there"), 72, "made/there", "，超过240%的地方在 p2-total.png 上是红的"),
        (("--ink", "279"), 72, "plates", ""),
        (("--ink", "278"), 72, "plates", "，超过278%的地方在 p2-total.png 上是红的"),
    ],
)
def test_an_option_of_plates_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: Sequence[str],
    dpi: int,
    into: str,
    told: str,
) -> None:
    asked: list[tuple[str, int]] = []

    def separated(file: Path, dpi: int) -> list[separations.Plate]:
        asked.append((file.name, dpi))
        tones = {"Black": 0, "Cyan": 51, "HKS 4": 0}
        return [
            separations.Plate(2, name, Image.new("L", (2, 1), tone)) for name, tone in tones.items()
        ]

    monkeypatch.setattr(separations, "separated", separated)
    assert ended("plates", separations.plates, "a-press.pdf", *words) == 0
    assert asked == [("a-press.pdf", dpi)]
    assert {file.name for file in (paper / into).iterdir()} == {
        *("p2-black.png", "p2-cyan.png", "p2-hks-4.png", "p2-total.png")
    }
    assert capsys.readouterr().out == (
        f"第2版：最重280%{told}；各色盖满的面积 黑100%\u3000青80%\u3000HKS 4 100%\n图在 {into}\n"
    )
    with Image.open(paper / into / "p2-total.png") as total:
        assert (total.getpixel((0, 0)) == (214, 0, 24)) is bool(told)


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("words", [("--dpi", "17"), ("--dpi", "301"), ("--ink", "99")])
def test_what_no_plate_can_be_is_told(
    capsys: pytest.CaptureFixture[str], words: Sequence[str]
) -> None:
    assert ended("plates", separations.plates, "a-press.pdf", *words) == 2
    assert f" {words[0]} 写得不对" in capsys.readouterr().err


# -- timetable ------------------------------------------------------------------------------------
READ: Mapping[str, object] = {
    "period": ("2026-03-01", "2026-03-31"),
    "headline": "",
    "venue": "",
    "hours": [],
    "region": "cn",
    "odd week": None,
    "cells": {},
    "columns": {},
    "holidays": 0,
}
HOLIDAYS = "date,name,off,region\n2026-03-09,某节,off,cn\n"


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        (("--period", "2026-04"), {"period": ("2026-04-01", "2026-04-30")}),
        (("--period", "2026-03-02..2026-03-05"), {"period": ("2026-03-02", "2026-03-05")}),
        (("--period", "2026-03-02 至 2026-03-05"), {"period": ("2026-03-02", "2026-03-05")}),
        (("--headline", "值班表"), {"headline": "值班表"}),
        (("--venue", "信访局"), {"venue": "信访局"}),
        (("--hours", "上午8:30-12:00"), {"hours": [("08:30", "12:00")]}),
        (("--region", "hk"), {"region": "hk"}),
        (("--odd-week", "2026-03-02"), {"odd week": "2026-03-02"}),
        (
            ("--cell", "B2=3月25日", "--cell", " A2 = 甲=乙"),
            {"cells": {"B2": "3月25日", "A2": "甲=乙"}},
        ),
        (("--column", "谁=姓名"), {"columns": {"谁": "姓名"}}),
        (("--content", "other"), {"holidays": 1}),
    ],
)
def test_an_option_of_reading_a_table_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: Sequence[str],
    otherwise: Mapping[str, object],
) -> None:
    (paper / "t.csv").write_text("日期,姓名\n3月4日,林晓\n", encoding="utf-8")
    (paper / "other/holidays.csv").write_text(HOLIDAYS, encoding="utf-8")
    heard: dict[str, object] = {}

    def framed(matter: Any, headline: str, table: Any, holidays: Sequence[Any]) -> Any:
        made = frame_of(matter, headline, table, holidays)
        frame = made.frame
        heard.update(
            {
                "period": (frame.start.isoformat(), frame.end.isoformat()),
                "headline": frame.headline,
                "venue": frame.venue,
                "hours": [
                    (f"{one.start:%H:%M}", f"{one.end:%H:%M}") for one in frame.hours if one.end
                ],
                "region": made.region,
                "odd week": frame.odd_week and frame.odd_week.isoformat(),
                "holidays": len(holidays),
            }
        )
        return made

    def occasions(table: Any, frame: Any, *, columns: Any, answers: Any) -> Any:
        heard.update(columns=dict(columns), cells=dict(answers))
        return read_occasions(table, frame)

    monkeypatch.setattr(timetable, "framed", framed)
    monkeypatch.setattr(timetable, "read_occasions", occasions)
    period = [] if "--period" in words else ["--period", "2026-03"]
    assert timetable.main(["t.csv", *period, *words]) in {Outcome.WELL, Outcome.REFUSED}
    assert heard == {**READ, **otherwise}
    assert capsys.readouterr().out[:1] in {"3", " "}
    timetable.main(["t.csv", *period, *words, "--json"])
    assert set(json.loads(capsys.readouterr().out)) == {"occasions", "problems"}


@pytest.mark.parametrize(
    ("main", "options"),
    [
        (
            timetable.main,
            "cell column content headline help hours json odd-week period region venue",
        ),
        (
            ("dummy", dummycommand.dummy),
            "conf content help page paper picture replace schema watch",
        ),
        (("import", desk.app), "accept as conf content help into json reject"),
        (("plates", separations.plates), "dpi help ink into"),
    ],
)
def test_the_help_names_the_options_that_stand_in_these_tables_and_no_more(
    capsys: pytest.CaptureFixture[str], main: Main, options: str
) -> None:
    assert offered(capsys, main) == options.split()
