"""The kinds of problems between schedules of several issues."""

from __future__ import annotations

from newsroom.problems import Code


class ReceptionCode(Code):
    """What can be wrong with corrections of schedules, and what an editor has to know of them."""

    CORRECTS_NOTHING = "reception.corrects-nothing"
    CORRECTS_GONE = "reception.corrects-gone"
    CORRECTED_TWICE = "reception.corrected-twice"
    ANNOUNCED_TWICE = "reception.announced-twice"
    WILL_CHANGE = "reception.will-change"
    NEW_PERSON = "reception.new-person"
