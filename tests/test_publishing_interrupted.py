"""A publication that died: what was shown has been told, and what was never shown has not."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from edition.build import Build
from ledgers import at
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError
from newsroom.store import Store
from newsrooms import item, small_newsroom
from presses import job
from publications import dying, ledger_lines, publish
from test_law_of_the_tree import tree_of

NOON, HOUR = at("2026-01-02", "12:00"), timedelta(hours=1)
ROOMS = ("website",)
ONE_SCRIPT = {"scripts": (Script.HANS,)}  # what is said in one is said in the other
KEY = "2013-10-08/second"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A paper that has published one item and is about to publish another."""
    content = small_newsroom(tmp_path / "content")
    publish(content, tmp_path, NOON, ROOMS, **ONE_SCRIPT)
    item(content, "second", "第二篇。")
    return tmp_path


def die_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Die when all is written down as pending, before the tree is switched."""
    with dying(monkeypatch, "edition.tree.OutputTree.commit"):
        publish(folder / "content", folder, NOON + HOUR, ROOMS, **ONE_SCRIPT)
    assert (folder / "content/ledger/pending.jsonl").is_file()


def die_after(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Die when the tree has been switched, before the ledger is written."""
    with dying(monkeypatch, "edition.publishing.Publishing.told"):
        publish(folder / "content", folder, NOON + HOUR, ROOMS, **ONE_SCRIPT)


def again(folder: Path) -> list[dict[str, str]]:
    """Publish later; the facts written."""
    before = len(ledger_lines(folder / "content"))
    publish(folder / "content", folder, NOON + 2 * HOUR, ROOMS, **ONE_SCRIPT)
    assert not (folder / "content/ledger/pending.jsonl").exists()
    return [json.loads(line) for line in ledger_lines(folder / "content")[before:]]


def test_what_was_never_shown_may_be_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = tree_of(folder / "output")
    die_before(folder, monkeypatch)
    assert tree_of(folder / "output") == shown
    (folder / f"content/issues/{KEY}.md").unlink()
    assert again(folder) == []


def test_what_was_never_shown_is_new_as_it_is_now(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    die_before(folder, monkeypatch)
    item(folder / "content", "second", "第二篇，改过。")
    capsys.readouterr()
    (fact,) = again(folder)
    assert (fact["fact"], fact["at"]) == ("published", (NOON + 2 * HOUR).isoformat())
    assert "改动" not in capsys.readouterr().out


def test_what_was_shown_has_been_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    die_after(folder, monkeypatch)
    path = folder / f"content/issues/{KEY}.md"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    with pytest.raises(ContentRefusedError):
        again(folder)
    path.write_text(text.replace("第二篇", "第二篇改过"), encoding="utf-8")
    capsys.readouterr()
    facts = again(folder)
    assert [(fact["fact"], fact["at"]) for fact in facts] == [
        ("published", (NOON + HOUR).isoformat()),
        ("changed", (NOON + 2 * HOUR).isoformat()),
    ]
    said = capsys.readouterr().out
    assert "上一次发布没有做完：读者已经知道的记 1 条" in said
    assert "新发" not in said
    assert f"改动 {KEY}" in said


def test_the_first_publication_of_all_may_die_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "second")
    with dying(monkeypatch, "edition.tree.OutputTree.commit"):
        publish(content, tmp_path, NOON, ROOMS, **ONE_SCRIPT)
    (content / f"issues/{KEY}.md").unlink()
    publish(content, tmp_path, NOON + HOUR, ROOMS, **ONE_SCRIPT)
    (line,) = ledger_lines(content)
    assert json.loads(line)["item"] == "2013-10-08/lead"


def test_a_ledger_of_the_version_before_is_taken_up_as_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_before(folder, monkeypatch)
    pending = folder / "content/ledger/pending.jsonl"
    pending.write_text(pending.read_text("utf-8").partition("\n")[2], encoding="utf-8")
    (fact,) = again(folder)
    assert fact["at"] == (NOON + HOUR).isoformat()


def test_what_was_never_shown_is_not_told_by_a_proof_built_since(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_before(folder, monkeypatch)
    (folder / f"content/issues/{KEY}.md").unlink()
    item(folder / "content", "lead", "区里又开会。")
    proof(folder / "content", folder)
    assert [fact["fact"] for fact in again(folder)] == ["changed"]


def test_what_was_shown_in_part_has_been_told_whatever_was_built_since(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dying(monkeypatch, "edition.switching.Switch.move"):
        publish(folder / "content", folder, NOON + HOUR, ROOMS, **ONE_SCRIPT)
    proof(folder / "content", folder)
    assert [(fact["fact"], fact["at"]) for fact in again(folder)] == [
        ("published", (NOON + HOUR).isoformat())
    ]


def proof(content: Path, folder: Path) -> None:
    """Build without telling anybody."""
    work = Build(job(content, folder, ROOMS, now=NOON + HOUR, **ONE_SCRIPT))
    with Store(work.job.cache / "store.sqlite3") as store:
        work.prepare(store)
        work.publish()
