"""What is signed and kept, and what is not: runs that die, papers withheld, reprints."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import prose

from edition.printed import PrintedFolder
from ledgers import at
from newsroom.fingerprints import digest
from newsroom.problems import Severity
from newsrooms import issue, item, write
from press.codes import Finding, PressCode
from press.readback import read_pages
from presses import built
from publications import dying, publish
from signed_papers import (
    A4,
    DAY,
    FOLDER,
    LATER,
    MARK,
    PDF,
    RETRACTED,
    built_scripts,
    clean,
    kept,
    papers,
    published,
    rebuilt,
    said_in,
    secret,
    signatures,
    signed,
)
from test_law_of_the_tree import tree_of

pytestmark = needs_type


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A newsroom whose paper was signed."""
    return signed(tmp_path_factory, tmp_path)


def _finds_fault(*_: object) -> list[Finding]:
    return [Finding("", PressCode.LOST_TEXT, "少了一个字", "请告知维护者", Severity.ERROR)]


def test_a_reprint_is_made_anew_says_so_and_is_signed(folder: Path) -> None:
    before = tree_of(folder / "output")
    last = max(page["number"] for page in json.loads(before[f"{FOLDER}/layout.json"])["pages"])
    item(folder / "content", "lead", prose(300), DAY, rank=1, headline="河岸步道开放")
    (folder / f"content/issues/{DAY}/fourth.md").unlink()
    item(folder / "content", "third", prose(200), DAY, headline="后街改造完工")
    after = tree_of(
        published(folder, withdraw=(f"{DAY}/fourth", "撤下。"), anew=date.fromisoformat(DAY))
    )
    pages = read_pages(after[PDF])
    assert len(pages) < last
    for page in pages:
        assert "重印2014年1月6日" in "".join(letter.text for letter in page.letters)
    assert len(signatures(folder)) == 2
    gone = after[f"{FOLDER}/p{last}/index.html"].decode()
    assert f'href="../p{len(pages)}/index.html"' in gone
    assert tree_of(rebuilt(folder, "2014-01-07")[0]) == clean(folder, "2014-01-07")
    assert papers(tree_of(folder / "output")) == papers(after)


def test_another_folder_can_keep_the_papers(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, DAY)
    item(content, "lead", prose(300), DAY)
    shelf = tmp_path / "shelf"
    options = {"printed": shelf, "scripts": built_scripts()}
    publish(content, tmp_path, at(DAY), ("press",), **options)
    assert not (content / "issues" / DAY / "printed").exists()
    before = digest((shelf / DAY / "zh-Hans" / PDF.rpartition("/")[2]).read_bytes())
    item(content, "lead", prose(500), DAY)
    out, build = built(content, tmp_path, ("press",), now=at(LATER), **options)
    assert digest((out / PDF).read_bytes()) == before
    assert not [problem for problem in build.problems if problem.code == "file.unused"]


def test_a_run_that_died_before_the_ledger_leaves_a_paper_that_can_be_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret(folder / "content", **RETRACTED)
    with dying(monkeypatch, "edition.publishing.append"):
        published(folder)
    out, build = rebuilt(folder)
    assert not build.withholding.held
    assert MARK not in said_in((out / PDF).read_bytes())
    published(folder, "2014-01-07")
    first, second = signatures(folder)
    assert first != second
    assert not list(kept(folder).parent.rglob("*.new"))
    assert not rebuilt(folder, "2014-01-08")[1].withholding.held


@pytest.mark.share(2)
@pytest.mark.parametrize("where", ["edition.publishing.settle", "edition.tree.OutputTree.commit"])
def test_of_a_run_that_died_nothing_is_left_among_the_kept_papers_after_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Whether it died with the ledger written, or before anything was shown and is thought over."""
    secret(folder / "content", **RETRACTED)
    with dying(monkeypatch, where):
        published(folder)
    assert list(kept(folder).parent.rglob("*.new"))
    if where.endswith("commit"):
        secret(folder / "content")
    published(folder, "2014-01-07")
    assert not list(kept(folder).parent.rglob("*.new"))
    taken = not where.endswith("commit")
    papers_kept = list(kept(folder).parent.rglob("*.pdf"))
    assert any(MARK in said_in(path.read_bytes()) for path in papers_kept) is not taken
    assert len(signatures(folder)) == 1 + taken


def test_an_issue_whose_paper_was_withheld_is_not_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    issue(content, DAY)
    item(content, "lead", prose(300), DAY)
    options = {"scripts": built_scripts(), "options": {"press": {"workers": 1}}}
    with monkeypatch.context() as patch:
        patch.setattr("press.proof.proof", _finds_fault)
        publish(content, tmp_path, at(DAY), ("press",), **options)
    assert signatures(tmp_path) == []
    publish(content, tmp_path, at(LATER), ("press",), **options)
    assert len(signatures(tmp_path)) == 1


def test_what_was_never_signed_cannot_be_reprinted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    issue(content, DAY)
    item(content, "lead", prose(300), DAY)
    with pytest.raises(SystemExit):
        publish(content, tmp_path, at(DAY), ("website",), anew=date.fromisoformat(DAY))
    assert "还没有付印过" in capsys.readouterr().err
    assert not (content / "ledger").exists()


def test_a_name_that_leads_out_of_the_folder_is_no_kept_file(tmp_path: Path) -> None:
    folder = PrintedFolder(tmp_path / "content")
    inside = write(tmp_path / "content", f"issues/{DAY}/printed/zh-Hans/a.pdf", b"kept")
    outside = write(tmp_path, "a.pdf", b"kept")
    day, told = date.fromisoformat(DAY), digest(b"kept")
    assert folder.find(day, "zh-Hans/a.pdf", told) == inside
    inside.unlink()
    inside.symlink_to(outside)
    assert folder.find(day, "zh-Hans/a.pdf", told) is None
    for name in ("../../../../a.pdf", "/etc/passwd", "zh-Hans/../../a.pdf", "zh-Hans/.hidden"):
        assert folder.find(day, name, told) is None


def test_who_withdraws_without_printing_is_told_what_stays_in_the_kept_papers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(
        *(folder / "content", folder, at("2014-01-06"), ("website",)),
        withdraw=(f"{DAY}/second", "撤下。"),
        theme=folder / "theme",
        papers=A4,
    )
    said = capsys.readouterr().out
    assert f"{DAY} 付印的文件里还有撤回、撤下的稿件" in said
    assert "不加 --without-pdf" in said
    assert any(MARK in said_in(path.read_bytes()) for path in kept(folder).parent.rglob("*.pdf"))
    published(folder, "2014-01-07")
    assert "付印的文件里还有" not in capsys.readouterr().out
    pdfs = list(kept(folder).parent.rglob("*.pdf"))
    assert pdfs
    assert not any(MARK in said_in(path.read_bytes()) for path in pdfs)


def test_an_issue_of_which_all_was_withdrawn_is_not_reprinted_to_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = dict.fromkeys(
        (f"{DAY}/{name}" for name in ("lead", "second", "third", "fourth")), "撤。"
    )
    out = published(folder, "2014-01-06", withdraw=keys)
    before = tree_of(out)
    with pytest.raises(SystemExit):
        published(folder, "2014-01-07", anew=date.fromisoformat(DAY))
    assert "没有可以重新排印的" in capsys.readouterr().err
    assert tree_of(out) == before
    assert PDF in before


def test_of_papers_that_two_editors_signed_git_takes_one_whole(tmp_path: Path) -> None:
    """Never half of each, be it a file of lines."""

    def git(*command: str) -> str:
        told = subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.cn", *command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        return told.stdout

    day = date.fromisoformat(DAY)
    content = tmp_path / "content"
    kept_papers = PrintedFolder(content)

    def sign(what: str) -> None:
        layout = f"1\n2\n{what}\n4\n".encode()
        kept_papers.put(day, {"zh-Hans/layout.json": layout})
        kept_papers.settle(day, {"zh-Hans/layout.json": digest(layout)})
        git("add", "-A")
        git("commit", "-m", what)

    git("init", "-b", "one")
    sign("first")
    git("checkout", "-b", "two")
    sign("second")
    git("checkout", "one")
    sign("third")
    assert "CONFLICT" in git("merge", "two")
    layout = kept_papers.of(day) / "zh-Hans/layout.json"
    assert layout.read_bytes() == b"1\n2\nthird\n4\n"
    git("checkout", "--theirs", "--", f"content/issues/{DAY}/printed")
    assert layout.read_bytes() == b"1\n2\nsecond\n4\n"
