"""Whatever stands in a content folder, reading ends, and what is wrong is told with its file."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broken import BROKEN, HEAD, LEAD, broken_newsroom
from edition.checking import check
from hanzi import Converter, read_glossary
from hanzi.proofing import manuscripts
from hanzi.sheet import entries
from newsroom.model import Script
from newsroom.problems import Problem, ProblemList
from newsroom.reading import Desk, read_publication
from newsroom.store import Store
from newsrooms import small_newsroom, write
from residents import Resident

TOLD = re.compile(r"(?:content(?:/.*)?|pelican\.conf\.py):\d+: [a-z]+\.[a-z-]+: .")
SHARE = ["a pipe", "issues that are a file", "a name that is no text", "a link to itself", "binary"]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SILENT = {"a file nobody may read"} if os.geteuid() == 0 else set[str]()
SIGNS = "\"'#:：-—[]{}|>&*!%@`?~\t \u3000\u200b\u202e\u2028\ufeff\n\n一二标题（）：、"


def read(content: Path) -> list[Problem]:
    """What a build reads: the glossary, all copy, the names that nobody signed off."""
    problems = ProblemList()
    path = content / "glossary.csv"
    rows, found = read_glossary(path, "content/glossary.csv") if path.exists() else ((), [])
    problems.extend(found)
    with Store(None) as store:
        desk = Desk(frozenset({"yaowen", "gonggao"}), NOW, rows)
        read_publication(content, store, desk, problems)
    return list(problems)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_folder_is_read_to_its_end_and_told_of(tmp_path: Path, name: str) -> None:
    content = broken_newsroom(tmp_path / "content", name)
    found = read(content)
    assert bool(found) is (name not in SILENT)
    for problem in found:
        assert problem.file.startswith("content/")
        assert problem.line >= 0
        str(problem).encode("utf-8")  # can be shown anywhere
        assert len(problem.what) < 400
    assert len(found) <= 600


@pytest.mark.parametrize("name", BROKEN)
def test_the_proof_sheet_reads_a_broken_folder_as_well(tmp_path: Path, name: str) -> None:
    content = broken_newsroom(tmp_path / "content", name)
    converter = Converter(Script.HANT)
    small = (m for m in manuscripts(content, content) if sum(len(t) for _, t in m.lines) < 2000)
    for entry in entries(small, converter):
        assert entry.line >= 1


@pytest.mark.parametrize("name", BROKEN)
def test_check_ends_with_a_status_and_a_line_for_each_problem(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))
    content = broken_newsroom(tmp_path / "content", name)
    status = 0
    try:
        check(content)
    except typer.Exit as ended:
        status = ended.exit_code
    told = capsys.readouterr()
    *lines, last = told.out.splitlines()
    assert (status, "没有错误" in last) in {(1, False), (0, True)}, last
    assert [line for line in lines if not TOLD.match(line)] == []
    assert any(line.startswith("content") for line in lines) is (name not in SILENT)
    assert told.err == ""
    assert "program.fault" not in told.out
    assert not (tmp_path / "cache/reports").exists()


def test_a_serve_that_stays_tells_of_every_kind_and_shows_what_was_mended(tmp_path: Path) -> None:
    """A share: all kinds are shown one after another by `scripts/bench broken`."""
    with Resident(tmp_path) as serve:
        for kind in SHARE:
            told = "".join(serve.show(kind))
            assert "Traceback" not in told
            assert "program.fault" not in told
        assert "都修好了，照常开会" in serve.mended("都修好了，照常开会。")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(matter=st.text(st.sampled_from(SIGNS) | st.characters(), max_size=80), body=st.text())
def test_any_front_matter_is_read_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, matter: str, body: str
) -> None:
    content = small_newsroom(tmp_path_factory.mktemp("any") / "content")
    data = f"{HEAD}deck: {matter}\n---\n{body}".encode("utf-8", "surrogatepass")
    write(content, LEAD, data)
    for problem in read(content):
        assert problem.file == f"content/{LEAD}"
        assert 0 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 2
