"""Bodies read by themselves, for the tests of what an editor may write."""

from __future__ import annotations

from pathlib import PurePosixPath

from newsroom.codes import ReadingCode
from newsroom.markup import Markup, Typesetter
from newsroom.problems import ProblemList
from newsroom.references import Place
from newsrooms import DAY

PLACE = Place("lead.md", PurePosixPath("issues", DAY), 1)
TYPESETTER = Typesetter()


def read(text: str, prefix: str = "s") -> tuple[Markup, ProblemList]:
    """A body and what reading it brought up."""
    problems = ProblemList()
    return TYPESETTER.markup(text, PLACE, problems, prefix), problems


def html_of(text: str) -> str:
    """The HTML of a body that is all right."""
    markup, problems = read(text)
    assert list(problems) == []
    return markup.html


def warnings_of(text: str) -> list[tuple[int, str]]:
    """The lines and words of the warnings of a body that has no errors."""
    _, problems = read(text)
    assert problems.errors == []
    assert {problem.code for problem in problems} <= {ReadingCode.MARKS}
    return [(problem.line, problem.what) for problem in problems]
