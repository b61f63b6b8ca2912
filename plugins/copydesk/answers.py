"""What an editor's options say, and what was said of the same raw copy before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.changes import PLACES, Decisions, Reading
from copydesk.codes import DeskCode, refused
from copydesk.rules import Rule

BACK = "改回"
"""What takes the answers about one line back."""

_READING = re.compile("([0-9]{1,7})[=＝:：](.{1,8})")
_Readings = frozenset[tuple[int, Reading]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the options of one command say.

    back: lines of which earlier readings hold no longer; allowed_at: rules that hold again for one
    raw line.
    """

    decisions: Decisions = field(default_factory=Decisions)
    back: frozenset[int] = frozenset()
    allowed_at: frozenset[tuple[Rule, int]] = frozenset()

    @classmethod
    def of(cls, accept: Sequence[str], reject: Sequence[str], read_as: Sequence[str]) -> Answers:
        """What the options say; raises CopyRefusedError for what nobody can mean.

        Of two answers to one question the later holds: a command is copied and added to.
        """
        readings: _Readings = frozenset()
        back: set[int] = set()
        for each in read_as:
            line, reading = _reading(each)
            if reading is None:
                back.add(line)
                readings = frozenset(said for said in readings if said[0] != line)
            else:
                readings = _with(readings, line, reading)
        whole, at = _places(reject)
        again, allowed_at = _places(accept)
        decisions = Decisions(again, whole, at, readings)
        return cls(decisions, frozenset(back), allowed_at)

    def over(self, earlier: Decisions) -> Decisions:
        """These answers after earlier ones, which hold where these say nothing else."""
        said = self.decisions
        readings: _Readings = frozenset(
            each for each in earlier.readings if each[0] not in self.back
        )
        for line, reading in sorted(said.readings, key=lambda each: each[1] in PLACES):
            readings = _with(readings, line, reading)
        at = {
            each
            for each in earlier.rejected_at
            if each not in self.allowed_at and each[0] not in said.accepted
        }
        return Decisions(
            (earlier.accepted - said.rejected) | said.accepted,
            (earlier.rejected - said.accepted) | said.rejected,
            said.rejected_at | at,
            readings,
        )


def options(said: Decisions) -> list[str]:
    """Decisions as options, in a settled order."""
    return [
        *(f"--accept {rule.value}" for rule in sorted(said.accepted)),
        *(f"--reject {rule.value}" for rule in sorted(said.rejected)),
        *(f"--reject {rule.value}@{line}" for rule, line in sorted(said.rejected_at)),
        *(f"--as {line}={reading.value}" for line, reading in sorted(said.readings)),
    ]


def as_data(said: Decisions) -> dict[str, list[str]]:
    """Decisions as a record keeps them."""
    found: dict[str, list[str]] = {"accept": [], "reject": [], "as": []}
    for option in options(said):
        name, value = option.split(" ", 1)
        found[name.removeprefix("--")].append(value)
    return found


def from_data(data: Mapping[str, Any]) -> Decisions:
    """What a record kept; raises CopyRefusedError, KeyError or TypeError for what is none."""
    return Answers.of(data["accept"], data["reject"], data["as"]).decisions


def _reading(said: str) -> tuple[int, Reading | None]:
    known = {reading.value: reading for reading in Reading}
    match = _READING.fullmatch(said.strip())
    if not match or match.group(2) not in {*known, BACK}:
        what = f"看不懂“{said}”"
        cure = f"请写成 行号=…，如 12=标题；可以是 {'、'.join([*known, BACK])}"
        raise refused("--as", DeskCode.READING, what, cure)
    return int(match.group(1)), known.get(match.group(2))


def _with(readings: _Readings, line: int, reading: Reading) -> _Readings:
    """Readings with one more, which takes the place of what answers the same question."""

    def holds(said: tuple[int, Reading]) -> bool:
        other = said[1]
        out = Reading.OUT in {reading, other}
        return said[0] != line or not (out or (reading in PLACES) == (other in PLACES))

    return frozenset({*filter(holds, readings), (line, reading)})


def _places(names: Sequence[str]) -> tuple[frozenset[Rule], frozenset[tuple[Rule, int]]]:
    """Rules that are named as such, and those that are named with a line: wrap.lines@12."""
    whole: list[str] = []
    at: set[tuple[Rule, int]] = set()
    for each in names:
        name, _, line = each.partition("@")
        if line.isdecimal() and len(line) < 8:
            at |= {(rule, int(line)) for rule in _rules([name])}
        else:
            whole.append(each)
    return _rules(whole), frozenset(at)


def _rules(names: Sequence[str]) -> frozenset[Rule]:
    known = {rule.value: rule for rule in Rule}
    for name in names:
        if name not in known:
            what, cure = f"没有规则“{name}”", f"可以是 {'、'.join(sorted(known))}"
            raise refused("--accept/--reject", DeskCode.RULE, what, cure)
    return frozenset(known[name] for name in names)
