"""What is told of a paper in two scripts: once what both have, with the script what one has."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type

from newsroom.faults import ProgramCode
from newsroom.problems import Problem, ProblemList, Severity
from newsrooms import issue, item
from press.codes import Finding, PressCode
from press.findings import Memory, remember, remembered
from presses import built

DAY = "2014-01-02"


def problem(label: str, lines: int) -> Problem:
    what = f"八开报纸多出{lines}行"
    apart = f"八开报纸（{label}）多出{lines}行"
    code, warning = PressCode.PAGES_OVER, Severity.WARNING
    return Problem("content/a.md", 0, code, what, "删去", warning, apart)


def test_a_problem_of_both_scripts_is_told_once_and_names_none() -> None:
    found = ProblemList()
    found.extend([problem("简体", 9), problem("繁體", 9)])
    assert [each.what for each in found] == ["八开报纸多出9行"]
    assert len(found) == 1


def test_a_problem_of_one_script_names_it() -> None:
    found = ProblemList()
    found.extend([problem("简体", 9), problem("繁體", 11)])
    assert sorted(each.what for each in found) == [
        "八开报纸（简体）多出9行",
        "八开报纸（繁體）多出11行",
    ]


@needs_type
def test_the_same_wish_is_told_once_of_a_paper_or_with_its_script(tmp_path: Path) -> None:
    """The paper goes by the name that its editor reads, 八开 and not 八開."""
    content = tmp_path / "content"
    issue(content, DAY, 7)
    item(content, "lead", "河岸步道今天开放。\n\n" * 60, DAY, rank=1, page=9)
    item(content, "second", "路修好了，灯也亮了。\n\n" * 30, DAY)
    options = {"press": {"workers": 1, "press_pdf": False}}
    _, report = built(content, tmp_path, rooms=["press"], options=options)
    unmet = [each.what for each in report.problems if each.code == "press.unmet-wish"]
    papers = [what.partition("没能让这一篇排在第9版")[0] for what in unmet]
    assert sorted(papers) == ["A4报纸", "八开报纸"]


def test_what_was_found_of_a_paper_is_told_again_as_it_was(tmp_path: Path) -> None:
    found = (
        Finding("issues/2014-01-02/dummy.yaml", PressCode.UNMET_WISH, "一处", "改", line=7),
        Finding("", PressCode.PAGE_SHORT, "另一处", "补", Severity.WARNING),
        Finding("issues/2014-01-02/lead.md", ProgramCode.FAULT, "再一处", "报", Severity.ERROR),
    )
    remember(tmp_path, "0a", Memory(found, ("a.pdf", "p1.pdf")))
    remember(tmp_path, "0b", Memory(()))
    assert remembered(tmp_path, "0a") == Memory(found, ("a.pdf", "p1.pdf"))
    assert remembered(tmp_path, "0b") == Memory(())
    assert remembered(tmp_path, "0c") is None
