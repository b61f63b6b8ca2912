"""What the press tells an editor."""

from __future__ import annotations

from newsroom.problems import Code


class PressCode(Code):
    """Codes of the newspaper's layout and printing."""

    NO_TYPE = "press.no-type"
    MISSING_SORT = "press.missing-sort"
