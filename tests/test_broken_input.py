"""Whatever stands in a content folder, reading ends, and what is wrong is told with its file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broken import BROKEN, HEAD, LEAD, SILENT, broken_newsroom
from hanzi import Converter, read_glossary
from hanzi.proofing import manuscripts
from hanzi.sheet import entries
from newsroom.houserules import HouseRules
from newsroom.kinds import Script
from newsroom.problems import Problem, ProblemList
from newsroom.reading import read_publication
from newsroom.store import Store
from newsrooms import small_newsroom, write
from shares import examples

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SIGNS = "\"'#:：-—[]{}|>&*!%@`?~\t \u3000\u200b\u202e\u2028\ufeff\n\n一二标题（）：、"


def read(content: Path) -> list[Problem]:
    """What a build reads: the glossary, all copy, the names that nobody signed off."""
    problems = ProblemList()
    path = content / "glossary.csv"
    rows, found = read_glossary(path, "content/glossary.csv") if path.exists() else ((), [])
    problems.extend(found)
    with Store(None) as store:
        desk = HouseRules(frozenset({"yaowen", "gonggao"}), NOW, rows)
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


@pytest.mark.share(3)
@pytest.mark.parametrize("name", BROKEN)
def test_the_proof_sheet_reads_a_broken_folder_as_well(tmp_path: Path, name: str) -> None:
    content = broken_newsroom(tmp_path / "content", name)
    converter = Converter(Script.HANT)
    small = (m for m in manuscripts(content, content) if sum(len(t) for _, t in m.lines) < 2000)
    for entry in entries(small, converter):
        assert entry.line >= 1


@settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))
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
