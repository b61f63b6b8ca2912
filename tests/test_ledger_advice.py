"""What an editor is told of things that were published: the fault that is there, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from ledgers import at
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError, Problem
from newsrooms import issue, item, write
from once import once
from presses import job, prepared
from publications import publish

DAY, NEXT = "2013-10-08", "2013-10-15"
LATER = at(NEXT, "12:00")
ROOMS = ("reception", "syndication", "website")
ONE_SCRIPT = {"scripts": (Script.HANS,)}  # what is said in one is said in the other
HEAD = "接访安排,,下访安排,\n姓名,时间,时间,地点\n"
TABLE = f"{HEAD}林晓,10月9日,10月10日,柳树镇河东村\n"
ATOM = "{http://www.w3.org/2005/Atom}"
GONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def schedule(content: Path, table: str, day: str = DAY, **matter: object) -> None:
    """A schedule; matter beside `corrects` is the item's."""
    write(content, f"issues/{day}/table.csv", table)
    corrects = {"corrects": matter.pop("corrects")} if "corrects" in matter else {}
    head = {"period": "2013-10", "venue": "大厅", "hours": "上午8:30-12:00", **corrects}
    item(content, "table", "", day, kind="schedule", table="table.csv", schedule=head, **matter)


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """Two issues, published: a schedule with its correction, and an item that links to another."""
    shutil.copytree(once(tmp_path_factory, "advised", _published), tmp_path / "paper")
    return tmp_path / "paper"


def _published(folder: Path) -> None:
    content = folder / "content"
    issue(content, DAY, 1)
    issue(content, NEXT, 2)
    item(content, "lead", "见[另一篇](second.md)。", DAY, rank=1)
    item(content, "second", "第二篇。", DAY)
    schedule(content, TABLE)
    schedule(content, "姓名,接访时间\n林晓,10月16日\n", NEXT, corrects=f"{DAY}/table")
    publish(content, folder, at(NEXT, "09:00"), ROOMS, **ONE_SCRIPT)


def told(folder: Path) -> list[Problem]:
    """All that a proof says."""
    try:
        with prepared(job(folder / "content", folder, ROOMS, now=LATER, **ONE_SCRIPT)) as made:
            return list(made.problems)
    except ContentRefusedError as refused:
        return list(refused.problems)


def codes(problems: list[Problem]) -> set[str]:
    return {problem.code.value for problem in problems}


@pytest.mark.parametrize("broken", ["table.csv", "table.md", "issue.md"])
def test_what_could_not_be_read_is_neither_gone_nor_cancelled(folder: Path, broken: str) -> None:
    path = folder / f"content/issues/{DAY}/{broken}"
    text = path.read_text(encoding="utf-8")
    broken_text = (
        text.replace("10月9日", "13月9日").replace("kind:", "kin:").replace("number: 1", "")
    )
    path.write_text(broken_text, encoding="utf-8")
    problems = told(folder)
    found = codes(problems)
    assert any(problem.severity.value == "error" for problem in problems)
    assert not found & {"ledger.gone", "reception.will-change", "reception.corrects-nothing"}
    path.write_text(text, encoding="utf-8")
    assert not codes(told(folder)) & {"ledger.gone", "reception.will-change"}


def test_what_is_gone_is_told_beside_a_fault_of_another_file(folder: Path) -> None:
    write(folder / "content", f"issues/{DAY}/table.csv", TABLE.replace("10月9日", "13月9日"))
    (folder / f"content/issues/{DAY}/second.md").unlink()
    gone = [p.file for p in told(folder) if p.code == "ledger.gone"]
    assert gone == [f"content/issues/{DAY}/second.md"]


def test_a_schedule_set_back_to_draft_is_gone_and_cancels_nothing(folder: Path) -> None:
    schedule(folder / "content", TABLE, status="draft")
    found = codes(told(folder))
    assert "ledger.gone" in found
    assert not found & {"reception.will-change", "reception.corrects-nothing"}


# -- what was withdrawn ---------------------------------------------------------------------------
def test_a_link_to_what_was_withdrawn_is_a_warning_that_says_so(folder: Path) -> None:
    content = folder / "content"
    (content / f"issues/{DAY}/second.md").unlink()
    key = f"{DAY}/second"
    output = publish(content, folder, LATER, ROOMS, (key, "应来源要求撤下。"), **ONE_SCRIPT)
    (warned,) = [problem for problem in told(folder) if problem.code == "link.nowhere"]
    assert warned.severity.value == "warning"
    assert "已经撤下的稿件：second.md" in warned.what
    page = (output / "2013/10/08/lead/index.html").read_text(encoding="utf-8")
    assert 'href="../second/index.html"' in page
    item(content, "lead", "见[另一篇](never.md)。", DAY, rank=1)
    (refused,) = [problem for problem in told(folder) if problem.code == "link.nowhere"]
    assert refused.severity.value == "error"


def test_an_entry_is_deleted_after_it_said_why(folder: Path) -> None:
    key = f"{DAY}/second"
    output = publish(
        folder / "content", folder, LATER, ROOMS, (key, "应来源要求撤下。"), **ONE_SCRIPT
    )
    root = etree.parse(str(output / "atom.xml")).getroot()
    (gone,) = root.iter(GONE)
    entries = {one.findtext(f"{ATOM}id"): one for one in root.iter(f"{ATOM}entry")}
    updated = entries[gone.get("ref")].findtext(f"{ATOM}updated")
    assert updated == LATER.isoformat()
    when = at(NEXT, gone.get("when")[11:23])
    assert when.isoformat(timespec="milliseconds") == gone.get("when")
    assert LATER < when < at(NEXT, "12:00:01")


# -- what was retracted and comes back ------------------------------------------------------------
def test_what_comes_back_is_listed_as_restored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = folder / "content"
    note = {"date": NEXT, "text": "来源有误。"}
    item(content, "second", "第二篇。", DAY, retracted=note)
    publish(content, folder, LATER, ROOMS, **ONE_SCRIPT)
    item(content, "second", "第二篇。", DAY)
    capsys.readouterr()
    publish(content, folder, at(NEXT, "13:00"), ROOMS, **ONE_SCRIPT)
    said = capsys.readouterr().out
    assert f"恢复 {DAY}/second" in said
    assert "改动" not in said


# -- a correction that was told -------------------------------------------------------------------
def test_a_correction_that_was_told_cannot_be_untold(folder: Path) -> None:
    content = folder / "content"
    notes = [{"date": NEXT, "text": "数字有误。"}, {"date": NEXT, "text": "地名有误。"}]
    item(content, "second", "第二篇。", DAY, corrections=notes)
    publish(content, folder, LATER, ROOMS, **ONE_SCRIPT)
    item(content, "second", "第二篇。", DAY, corrections=notes[:1])
    gone = [problem for problem in told(folder) if problem.code == "ledger.correction-gone"]
    assert [problem.file for problem in gone] == [f"content/issues/{DAY}/second.md"]
    other = {"date": NEXT, "text": "地名应为柳树镇。"}
    item(content, "second", "第二篇。", DAY, corrections=[other, notes[0]])
    assert "ledger.correction-gone" not in codes(told(folder))
    back = {"date": NEXT, "text": "来源有误。"}
    item(content, "second", "第二篇。", DAY, retracted=back)
    assert "ledger.correction-gone" not in codes(told(folder))
