"""What raw copy can be that the desk cannot take, each with its code."""

from __future__ import annotations

from newsroom.problems import Code, Problem


class DeskCode(Code):
    """Problems of importing; the editor's page of problems explains each."""

    MISSING = "copydesk.missing"
    EMPTY = "copydesk.empty"
    UNKNOWN = "copydesk.unknown-format"
    ENCODING = "copydesk.encoding"
    TOO_LARGE = "copydesk.too-large"
    LONG_LINE = "copydesk.long-line"
    BROKEN = "copydesk.broken"
    SWOLLEN = "copydesk.swollen-archive"
    ENTITIES = "copydesk.entities"
    NESTED = "copydesk.nested"
    FORMULA = "copydesk.formula"
    EXISTS = "copydesk.exists"
    RULE = "copydesk.unknown-rule"
    CONVERTER = "copydesk.no-converter"
    SCAN = "copydesk.scan"
    READING = "copydesk.unknown-reading"
    UNWRITABLE = "copydesk.unwritable"
    EDITED = "copydesk.edited-draft"
    TWICE = "copydesk.twice"
    NO_LINE = "copydesk.no-such-line"
    UNHEEDED = "copydesk.unheeded"


class CopyRefusedError(Exception):
    """A file that the desk refuses; `problem` says why, to an editor."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def refused(file: str, code: DeskCode, what: str, cure: str, line: int = 0) -> CopyRefusedError:
    """The exception for one problem; arguments as in `newsroom.problems.Problem`."""
    return CopyRefusedError(Problem(file, line, code, what, cure))
