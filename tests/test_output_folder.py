"""Nothing is written into a folder, or removed from it, that is not proven to be this paper's."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from edition.building import output_for
from edition.manifest import MANIFEST, MARKER, OWN, Trust, read_manifest
from edition.ownership import OutputCode, TreeRefusedError
from edition.tree import OutputTree, Removals, Tally
from edition.verifying import verified
from newsroom.problems import Outcome, Problem
from newsrooms import item, small_newsroom
from presses import ROOT, built, job
from publications import publish

PAPER = "yibin-tongxun https://www.example.cn"
PAGES = {f"{number}/index.html": f"page {number}" for number in range(12)}
MOST = dict(list(PAGES.items())[:10])
FEW = dict(list(PAGES.items())[:3])


def made(
    root: Path,
    pages: Mapping[str, str],
    removals: Removals = Removals.ASK,
    recollections: Path | None = None,
    paper: str = PAPER,
) -> tuple[Tally, list[Problem]]:
    """A tree built and published from path → text."""
    with OutputTree(root, paper=paper, removals=removals, recollections=recollections) as tree:
        for path, text in pages.items():
            tree.write(path, f"cause of {text}", text.encode().strip)
        return tree.commit(), tree.notes


def refused(root: Path, pages: Mapping[str, str], **more: object) -> TreeRefusedError:
    """A build that is refused, and leaves every byte as it was."""
    before = whole(root)
    with pytest.raises(TreeRefusedError) as found:
        made(root, pages, **more)  # type: ignore[arg-type] # as `made` takes them
    assert whole(root) == before
    return found.value


def whole(root: Path) -> dict[str, bytes]:
    """Every file below a folder, but the lock."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != f"{OWN}lock"
    }


def shown(root: Path) -> dict[str, str]:
    """Every file that is not the tree's own."""
    return {path: data.decode() for path, data in whole(root).items() if not path.startswith(OWN)}


@pytest.mark.parametrize("name", ["nginx.conf", "index.html", ".htpasswd", "a/b/c.txt"])
def test_a_folder_with_something_else_in_it_is_refused_and_not_touched(
    tmp_path: Path, name: str
) -> None:
    root = tmp_path / "www"
    file = root / name
    file.parent.mkdir(parents=True)
    file.write_text("of somebody else")
    found = refused(root, PAGES)
    assert found.outcome is Outcome.MISUSED
    assert [problem.code for problem in found.problems] == [OutputCode.NOT_OURS]
    assert [path.name for path in root.iterdir()] == [Path(name).parts[0]]


def test_an_empty_folder_and_what_systems_leave_in_one_is_taken(tmp_path: Path) -> None:
    root = tmp_path / "www"
    (root / "lost+found").mkdir(parents=True)
    (root / ".DS_Store").write_bytes(b"\0")
    made(root, PAGES)
    assert (root / MARKER).is_file()


def test_the_folder_of_another_paper_is_refused(tmp_path: Path) -> None:
    made(tmp_path, PAGES, paper="another-paper https://another.example")
    found = refused(tmp_path, PAGES)
    assert (found.outcome, found.problems[0].code) == (Outcome.MISUSED, OutputCode.OTHER_PAPER)
    assert "another.example" in str(found)


OVERLAPS = {
    "the content": lambda folder: folder / "content",
    "inside the content": lambda folder: folder / "content/issues/2013-10-08",
    "round the content": lambda folder: folder,
    "the theme": lambda _: ROOT / "theme",
    "inside the program": lambda _: ROOT / "plugins/website/output",
    "round the program": lambda _: ROOT,
    "the cache": lambda folder: folder / "cache",
    "a link to the content": lambda folder: folder / "link",
}


@pytest.mark.parametrize("name", OVERLAPS)
def test_an_output_folder_that_overlaps_is_refused(tmp_path: Path, name: str) -> None:
    content = small_newsroom(tmp_path / "content")
    (tmp_path / "link").symlink_to(content)
    before = whole(content)
    with pytest.raises(TreeRefusedError) as found:
        built(content, tmp_path, ["website"], output=OVERLAPS[name](tmp_path))
    assert (found.value.outcome, found.value.problems[0].code) == (
        Outcome.MISUSED,
        OutputCode.OVERLAP,
    )
    assert whole(content) == before


def as_the_version_before(root: Path) -> None:
    """A tree without a marker, its manifest without a seal."""
    rows = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    del rows[MANIFEST]
    (root / MANIFEST).write_text(json.dumps(rows, indent=0), encoding="utf-8")
    (root / MARKER).unlink()


def test_the_folder_of_the_version_before_is_taken_over_without_a_word(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    clean = whole(tmp_path)
    as_the_version_before(tmp_path)
    tally, notes = made(tmp_path, PAGES)
    assert (tally.rendered, tally.kept, notes) == (0, len(PAGES), [])
    assert whole(tmp_path) == clean


def test_a_manifest_that_does_not_fit_its_files_proves_nothing(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    as_the_version_before(tmp_path)
    (tmp_path / "0/index.html").write_text("of somebody else")
    assert refused(tmp_path, PAGES).problems[0].code is OutputCode.NOT_OURS


def test_foreign_files_are_left_alone_and_listed_in_short(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    for name in ("CNAME", "stats/2013/a.html", "stats/2013/b.html", "0/note.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("mine")
    tally, _ = made(tmp_path, MOST)
    assert tally.strangers == ("0/note.txt", "CNAME", "stats/")
    assert {path for path, text in shown(tmp_path).items() if text == "mine"} == {
        *("CNAME", "stats/2013/a.html", "stats/2013/b.html", "0/note.txt")
    }


@pytest.mark.parametrize("path", ["new.html", "new.html/inside.txt", "0/index.html/x"])
def test_a_foreign_file_in_the_way_is_an_error_and_nothing_is_changed(
    tmp_path: Path, path: str
) -> None:
    made(tmp_path, PAGES)
    file = tmp_path / path
    if path.startswith("0"):
        (tmp_path / "0/index.html").unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine")
    wanted = {**PAGES, "0/index.html": "changed", "new.html": "page"}
    found = refused(tmp_path, wanted)
    assert (found.outcome, found.problems[0].code) == (Outcome.REFUSED, OutputCode.IN_THE_WAY)


def test_a_foreign_link_in_the_way_is_an_error(tmp_path: Path) -> None:
    root, outside = tmp_path / "out", tmp_path / "outside"
    outside.mkdir()
    made(root, PAGES)
    (root / "new").symlink_to(outside)
    assert refused(root, {**PAGES, "new/x.html": "page"}).problems[0].code is OutputCode.IN_THE_WAY
    assert list(outside.iterdir()) == []


def test_a_file_that_is_there_already_as_it_should_be_is_no_stranger(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    (tmp_path / "new.html").write_text("page")
    tally, _ = made(tmp_path, {**PAGES, "new.html": "page"})
    assert tally.strangers == ()


def test_removing_more_than_half_wants_a_word(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    found = refused(tmp_path, FEW)
    assert (found.outcome, found.problems[0].code) == (Outcome.REFUSED, OutputCode.REMOVALS)
    assert "--confirm-removals" in str(found)
    made(tmp_path, FEW, Removals.CONFIRMED)
    assert shown(tmp_path) == FEW


def test_a_build_nobody_watches_goes_on_and_says_what_it_left(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    for _ in range(2):
        tally, notes = made(tmp_path, {**FEW, "0/index.html": "changed"}, Removals.LEAVE)
        assert shown(tmp_path) == {**PAGES, "0/index.html": "changed"}
        assert (tally.dropped, [note.code for note in notes]) == (0, [OutputCode.LEFT])
    refused(tmp_path, FEW)  # what was left still waits for a word
    made(tmp_path, FEW, Removals.CONFIRMED)
    assert shown(tmp_path) == FEW


def lost(root: Path) -> None:
    (root / MANIFEST).unlink()


def cut(root: Path) -> None:
    data = (root / MANIFEST).read_bytes()
    (root / MANIFEST).write_bytes(data[: len(data) // 2])


def empty(root: Path) -> None:
    (root / MANIFEST).write_bytes(b"")


def changed(root: Path) -> None:
    data = (root / MANIFEST).read_bytes()
    (root / MANIFEST).write_bytes(data.replace(b"cause", b"caust", 1))


@pytest.mark.parametrize("damage", [lost, cut, empty, changed])
@pytest.mark.parametrize("cache", [True, False], ids=["cache", "no cache"])
def test_a_lost_or_damaged_manifest_is_told_and_made_anew(
    tmp_path: Path, damage: object, *, cache: bool
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory" if cache else None
    made(root, PAGES, recollections=memory)
    clean = whole(root)
    damage(root)  # type: ignore[operator] # one of those above
    _, notes = made(root, PAGES, recollections=memory)
    assert [note.code for note in notes] == [OutputCode.MANIFEST]
    assert whole(root) == clean
    assert made(root, PAGES, recollections=memory) == (Tally(0, 0, len(PAGES), 0), [])


@pytest.mark.parametrize("damage", [lost, cut, empty, changed])
def test_after_the_manifest_was_lost_every_removal_wants_a_word(
    tmp_path: Path, damage: object
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    damage(root)  # type: ignore[operator] # one of those above
    found = refused(root, MOST, recollections=memory)
    assert found.problems[0].code is OutputCode.REMOVALS
    made(root, MOST, Removals.LEAVE, memory)
    assert shown(root) == PAGES
    refused(root, MOST, recollections=memory)
    made(root, MOST, Removals.CONFIRMED, memory)
    assert shown(root) == MOST


def test_what_nobody_can_prove_to_be_ours_is_told_and_not_removed(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    lost(tmp_path)
    tally, _ = made(tmp_path, MOST)
    assert tally.strangers == ("10/", "11/")
    assert shown(tmp_path) == PAGES


def test_a_page_changed_after_the_manifest_was_lost_wants_a_word(tmp_path: Path) -> None:
    made(tmp_path, PAGES)
    lost(tmp_path)
    wanted = {**PAGES, "0/index.html": "changed"}
    assert refused(tmp_path, wanted).problems[0].code is OutputCode.IN_THE_WAY
    made(tmp_path, wanted, Removals.CONFIRMED)
    assert shown(tmp_path) == wanted


def test_a_foreign_file_written_into_the_manifest_is_not_removed(tmp_path: Path) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    (root / "nginx.conf").write_text("mine")
    rows = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    rows["nginx.conf"] = ["1", "0" * 32, 4, "website/zh-Hans"]
    (root / MANIFEST).write_text(json.dumps(rows), encoding="utf-8")
    tally, notes = made(root, PAGES, Removals.CONFIRMED, memory)
    assert (root / "nginx.conf").read_text() == "mine"
    assert [note.code for note in notes] == [OutputCode.MANIFEST]
    assert tally.strangers == ("nginx.conf",)


@pytest.mark.parametrize("cache", [True, False], ids=["cache", "no cache"])
def test_a_published_file_with_as_many_other_bytes_is_mended(
    tmp_path: Path, *, cache: bool
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory" if cache else None
    made(root, PAGES, recollections=memory)
    made(root, PAGES, recollections=memory)
    file = root / "3/index.html"
    status = file.stat()
    file.write_bytes(bytes(status.st_size))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    tally, _ = made(root, PAGES, recollections=memory)
    assert (tally.rendered, tally.changed) == (1, 1)
    assert shown(root) == PAGES


def test_a_file_nobody_touched_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    monkeypatch.setattr("edition.ground.digest", lambda _: pytest.fail("a file was read"))
    assert made(root, PAGES, recollections=memory)[0].kept == len(PAGES)


def test_a_damaged_recollection_is_none(tmp_path: Path) -> None:
    root, memory = tmp_path / "out", tmp_path / "memory"
    made(root, PAGES, recollections=memory)
    (file,) = memory.iterdir()
    file.write_bytes(file.read_bytes().replace(b"page", b"pale").replace(b"0", b"1"))
    (root / "3/index.html").write_bytes(bytes(6))
    made(root, PAGES, recollections=memory)
    assert shown(root) == PAGES


def test_another_content_folder_has_an_output_folder_of_its_own(tmp_path: Path) -> None:
    conf = tmp_path / "paper/pelican.conf.py"
    conf.parent.mkdir()
    conf.write_text('PATH = "content"\nOUTPUT_PATH = "output"\n', encoding="utf-8")
    for name in ("content", "trial"):
        (tmp_path / "paper" / name).mkdir()
    own = output_for(tmp_path / "paper/content", conf)
    assert own == tmp_path / "paper/output"
    assert output_for(tmp_path / "paper/trial", conf) == tmp_path / "paper/trial.output"
    (tmp_path / "link").symlink_to(tmp_path / "paper/content")
    assert output_for(tmp_path / "link", conf) == own


def settings_for(folder: Path) -> Path:
    """Settings of a paper in a folder, without newspapers."""
    conf = folder / "conf.py"
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    text += f'\nTHEME = {str(ROOT / "theme")!r}\nPUBLISHERS = ["website"]\n'
    conf.write_text(f"{text}CARDS = False\n", encoding="utf-8")
    return conf


def run(folder: Path, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts as a user does."""
    return subprocess.run(
        [str(ROOT / "scripts" / name), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PRESS_CACHE": str(folder / "cache")},
    )


def test_building_a_trial_leaves_the_paper_as_it_is(tmp_path: Path) -> None:
    paper, trial = small_newsroom(tmp_path / "content"), small_newsroom(tmp_path / "trial")
    item(paper, "second")
    conf = settings_for(tmp_path)
    first = run(tmp_path, "build", paper, "-s", conf)
    assert first.returncode == 0, first.stderr
    before = whole(tmp_path / "output")
    ran = run(tmp_path, "build", trial, "-s", conf)
    assert ran.returncode == 0, ran.stderr
    assert whole(tmp_path / "output") == before
    assert (tmp_path / "trial.output/2013/10/08/lead/index.html").is_file()
    assert f"成品放在 {tmp_path / 'trial.output'}" in ran.stderr


def test_what_a_script_is_told_of_its_output_folder_ends_with_the_right_status(
    tmp_path: Path,
) -> None:
    content, conf = small_newsroom(tmp_path / "content"), settings_for(tmp_path)
    into_content = run(tmp_path, "build", content, "-s", conf, "-o", content)
    assert into_content.returncode == 2
    assert f"{content}:0: output.overlap: " in into_content.stderr
    for number in range(9):
        item(content, f"more-{number}")
    output = tmp_path / "output"
    assert run(tmp_path, "build", content, "-s", conf).returncode == 0
    for number in range(9):
        (content / f"issues/2013-10-08/more-{number}.md").unlink()
    (output / MANIFEST).unlink()
    asked = run(tmp_path, "build", content, "-s", conf)
    assert (asked.returncode, "output:0: output.removals: " in asked.stderr) == (1, True)
    assert (output / "2013/10/08/more-1/index.html").is_file()
    left = run(tmp_path, "build", content, "-s", conf, "--leave-removals")
    assert (left.returncode, "output.left: " in left.stderr) == (0, True)
    assert (output / "2013/10/08/more-1/index.html").is_file()
    done = run(tmp_path, "build", content, "-s", conf, "--confirm-removals")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert not (output / "2013/10/08/more-1").exists()


def test_verifying_reads_every_byte_and_names_strangers(tmp_path: Path) -> None:
    root = tmp_path / "output"
    made(root, PAGES)
    assert verified(root) == []
    (root / "1/index.html").write_bytes(bytes(6))
    (root / "2/index.html").unlink()
    (root / "CNAME").write_text("mine")
    assert [(p.file, p.code) for p in verified(root)] == [
        ("output/1/index.html", OutputCode.ALTERED),
        ("output/2/index.html", OutputCode.GONE),
        ("output/CNAME", OutputCode.STRANGER),
    ]


def test_what_verifying_finds_can_be_mended(tmp_path: Path) -> None:
    content, conf = small_newsroom(tmp_path / "content"), settings_for(tmp_path)
    output = tmp_path / "output"
    assert run(tmp_path, "build", content, "-s", conf).returncode == 0
    before = whole(output)
    page = output / "2013/10/08/lead/index.html"
    page.write_bytes(bytes(page.stat().st_size))
    check = ("check", content, "--conf", conf, "--verify", output)
    found = run(tmp_path, *check)
    assert found.returncode == 1
    assert "output/2013/10/08/lead/index.html:0: output.altered: " in found.stdout
    assert run(tmp_path, *check, "--mend").returncode == 0
    assert whole(output) == before
    assert run(tmp_path, *check).returncode == 0


def test_a_folder_of_proofs_that_is_somebody_elses_is_refused_before_anything_is_published(
    tmp_path: Path,
) -> None:
    content = small_newsroom(tmp_path / "content")
    work = job(content, tmp_path, ["website"])
    proofs = tmp_path / "output.proofs"
    proofs.mkdir()
    (proofs / "mine.txt").write_text("mine")
    with pytest.raises(TreeRefusedError):
        built(content, tmp_path, ["website"])
    assert not work.output.exists()
    (proofs / "mine.txt").unlink()
    built(content, tmp_path, ["website"])
    assert read_manifest(work.output).trust is Trust.SEALED


def test_two_papers_in_turn_never_share_a_folder(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    output, _ = built(content, tmp_path, ["website"])
    house = job(content, tmp_path).house
    before = whole(output)
    with pytest.raises(TreeRefusedError):
        built(
            *(content, tmp_path, ["website"]),
            house=house.model_copy(update={"slug": "another"}),
        )
    assert whole(output) == before
    assert replace(job(content, tmp_path)).house.identity == PAPER


def test_a_publication_that_is_refused_puts_nothing_down(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    now = datetime.fromisoformat("2026-01-01T08:00+08:00")
    output = publish(content, tmp_path, now, ["website"])
    ledger = whole(content / "ledger")
    item(content, "second")
    foreign = output / "2013/10/08/second/index.html"
    foreign.parent.mkdir()
    foreign.write_text("mine")
    with pytest.raises(TreeRefusedError):
        publish(content, tmp_path, now + timedelta(hours=1), ["website"])
    assert whole(content / "ledger") == ledger
    assert foreign.read_text() == "mine"
