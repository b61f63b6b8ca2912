"""The record: raw copy beside the items, every removal, change and doubt marked with its reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, groupby, repeat
from pathlib import Path, PurePosixPath
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from copydesk.answers import BACK
from copydesk.calling import Call
from copydesk.changes import Change, Reading
from copydesk.piece import Piece
from copydesk.rules import OFFERED, REASONS, Rule
from copydesk.sheet import Offsets
from copydesk.sources.exported import KINDS
from copydesk.traced import INSERTED
from copydesk.work import Work, whole_cuts

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one raw line that fared alike.

    state: "kept", "changed", "removed" or "told". rule: its code, or "". piece: 1-based, or 0.
    """

    text: str
    state: str
    rule: str = ""
    reason: str = ""
    after: str = ""
    piece: int = 0
    doubt: str = ""

    @property
    def shown(self) -> tuple[str, str, str, str, str]:
        """Text, state, the rule with its reason, what stands there now, doubt."""
        tip = "：".join(filter(None, (self.rule, self.reason))) if self.rule else self.reason
        return self.text, self.state, tip, self.after, self.doubt


@dataclass(frozen=True, slots=True)
class Note:
    """What one rule did to one raw line, or what is doubted about it. rule: its code, or ""."""

    rule: str
    reason: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class RawRow:
    """One raw line with its marks, and what an editor is told about them.

    judged: what the desk took the line for, each with its reason, where that is not plain text.
    """

    number: int
    marks: tuple[Mark, ...]
    judged: tuple[str, ...] = ()

    @property
    def shown(self) -> list[tuple[str, str, str, str, str]]:
        """Its marks as they are shown."""
        return [mark.shown for mark in self.marks]

    @property
    def is_worded(self) -> bool:
        """Whether there is anything on the line that could be read otherwise."""
        return any(mark.text.strip() for mark in self.marks)

    @property
    def notes(self) -> tuple[Note, ...]:
        """Each rule that was applied to the line once, then each doubt."""
        if not any(mark.rule or mark.doubt for mark in self.marks):
            return ()
        rules = Counter((mark.rule, mark.reason) for mark in self.marks if mark.rule)
        doubts = dict.fromkeys(mark.doubt for mark in self.marks if mark.doubt)
        return (
            *(Note(rule, reason, times) for (rule, reason), times in rules.items()),
            *(Note("", doubt) for doubt in doubts),
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Raw lines and the items that begin in them, which stand side by side."""

    rows: tuple[RawRow, ...]
    pieces: tuple[tuple[int, str, Piece], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule was applied, and to how many characters."""

    rule: str
    reason: str
    times: int
    characters: int
    decision: str


def render_record(
    work: Work, ids: Sequence[str] = (), call: Call | None = None, told: str = ""
) -> str:
    """The record of one work as an HTML page.

    ids: file names of the drafts, one a piece; call: how the desk was called, by default for a file
    of that name at hand; told: what a later import must know of this one, one line.
    """
    template = _environment().get_template("record.html")
    pieces = [
        (number, identifier, piece)
        for number, (piece, identifier) in enumerate(
            zip(work.pieces, ids or [""] * len(work.pieces), strict=True), 1
        )
    ]
    call = call or Call(PurePosixPath(work.sheet.name).name)
    return template.render(
        work=work,
        told=told,
        name=PurePosixPath(work.sheet.name).name,
        stretches=_stretches(list(_rows(work)), pieces),
        kinds=KINDS,
        tallies=list(_tallies(work)),
        changes=[(each.rule.value, each.before, each.after, each.note) for each in work.changes],
        offered=[(rule.value, REASONS[rule]) for rule in sorted(OFFERED)],
        lost=len(work.unaccounted()),
        command=call.command(work.decisions),
        readings=[reading.value for reading in OFFERED_READINGS],
        removals=list(removals(work)),
        back=BACK,
        answered={line for line, _ in work.decisions.readings},
        by_place=_by_place,
    )


@dataclass(frozen=True, slots=True)
class Removal:
    """A raw line that went whole from within a piece. reason: Chinese."""

    line: int
    text: str
    rule: str
    reason: str


def removals(work: Work) -> Iterator[Removal]:
    """The lines with words that went whole between the headline and the last paragraph of a piece.

    What stands round a story is cut by the hundred and read by nobody; within it a cut is one that
    an editor must see. Marks that draw lines or tables say nothing, and what an editor has taken
    out is known.
    """
    offsets = work.offsets
    spans = []
    for piece in work.pieces:
        text = [*piece.paragraphs, *(each.text for each in piece.subheads)]
        text += [cell for table in piece.tables for row in table.rows for cell in row]
        places = set(chain.from_iterable(each.origin for each in (piece.headline, *text)))
        places.discard(INSERTED)
        if places:
            spans.append((offsets.line(min(places)), offsets.line(max(places))))
    spans.sort()
    firsts, reached = [first for first, _ in spans], [*accumulate((last for _, last in spans), max)]
    cut = whole_cuts(work)
    for line in work.sheet.lines:
        rule = cut.get(line.number)
        begun = bisect_left(firsts, line.number)  # pieces whose first line is above
        within = begun > 0 and reached[begun - 1] > line.number
        if rule and rule not in _NO_WORDS and within and re.search(r"\w", line.text):
            yield Removal(line.number, line.text.strip(), rule.value, REASONS[rule])


_NO_WORDS = frozenset(
    {
        *(Rule.EDITOR, Rule.LABEL, Rule.END_MARK, Rule.RULE_LINE, Rule.TABLE_MARK, Rule.BULLET),
        *(Rule.CAPTION_MARK, Rule.BYLINE_MARK, Rule.MARKUP, Rule.DELETED, Rule.HIDDEN, Rule.REMARK),
    }
)
"""Rules of what is no text of the copy by its own form, or by an editor's word."""


class _Placed(Protocol):
    """What stands before a paragraph of its piece."""

    @property
    def before(self) -> int: ...


def _by_place(placed: Iterable[_Placed]) -> dict[int, list[_Placed]]:
    """Sub-heads or tables by the number of the paragraph that they stand before."""
    found: dict[int, list[_Placed]] = defaultdict(list)
    for one in placed:
        found[one.before].append(one)
    return found


OFFERED_READINGS = (
    *(Reading.HEADLINE, Reading.SUBHEAD, Reading.TEXT, Reading.ENTRY, Reading.CAPTION),
    *(Reading.BYLINE, Reading.OUT, Reading.BEGINS, Reading.GOES_ON),
)
"""What the record offers instead of the desk's own reading of a line."""


PLAIN_KIND = "正文"


def _judged(work: Work) -> dict[int, tuple[str, ...]]:
    """For each raw line what it was taken for, plain text aside."""
    told: dict[int, list[str]] = {}
    for each in work.judgements:
        if each.said != PLAIN_KIND:
            other = f"；也可能{each.other}" if each.other and each.margin < CLOSE else ""
            told.setdefault(each.line, []).append(f"判为{each.said}：{each.reason}{other}")
    return {line: tuple(dict.fromkeys(said)) for line, said in told.items()}


CLOSE = 3.0
"""The margin up to which the record tells the other reading."""


def _stretches(rows: Sequence[RawRow], pieces: Sequence[tuple[int, str, Piece]]) -> list[Stretch]:
    """The raw lines parted where pieces begin, each part with the pieces that begin there."""
    begun: dict[int, list[tuple[int, str, Piece]]] = {}
    for each in pieces:
        begun.setdefault(each[2].line, []).append(each)
    parts: list[tuple[list[RawRow], list[tuple[int, str, Piece]]]] = [([], [])]
    for row in rows:
        found = begun.pop(row.number, [])
        if found and parts[-1][0]:
            parts.append(([], []))
        parts[-1][1].extend(found)
        parts[-1][0].append(row)
    for left in begun.values():
        parts[-1][1].extend(left)
    return [Stretch(tuple(lines), tuple(found)) for lines, found in parts]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _rows(work: Work) -> Iterator[RawRow]:
    """Every raw line cut into stretches that fared alike."""
    fates = _fates(work)
    doubted = _doubted(work)
    judged = _judged(work)
    offsets = Offsets(work.sheet)
    for index, line in enumerate(work.sheet.lines):
        start = offsets.start(index)
        end = start + len(line.text)
        marks: tuple[Mark, ...] = ()
        if line.text:
            told = doubted[start:end] if doubted else ()
            marks = tuple(_marks(line.text, fates[start:end], told))
        said = judged.pop(line.number, ()) if line.text.strip() else ()
        yield RawRow(line.number, marks, said)


_Fate = tuple[str, str, str, int, int]


def _marks(text: str, fates: Sequence[_Fate | None], doubts: Sequence[str]) -> Iterator[Mark]:
    """The stretches of a line. fates, doubts: one a character; no doubts where there are none."""
    if fates.count(fates[0]) == len(fates) and not any(doubts):
        yield _mark(text, fates[0], "")
        return
    at = 0
    for (fate, doubt), group in groupby(zip(fates, doubts or repeat(""), strict=False)):
        end = at + len(list(group))
        yield _mark(text[at:end], fate, doubt)
        at = end


def _mark(text: str, fate: _Fate | None, doubt: str) -> Mark:
    if fate is None:
        return Mark(text, "blank" if not text.strip() else "mark", doubt=doubt)
    state, rule, after, piece, _ = fate
    reason = REASONS[Rule(rule)] if rule else ""
    return Mark(text, state, rule, reason, after, piece, doubt)


def _fates(work: Work) -> list[_Fate | None]:
    """For each offset: state, rule, what stands there now, piece, and the number of the change."""
    fates: list[_Fate | None] = [None] * (len(work.sheet.text) + 1)  # INSERTED is the last
    for number, piece in enumerate(work.pieces, 1):
        fate = ("kept", "", "", number, 0)
        for text in piece.texts():
            for place in text.origin:
                fates[place] = fate
    fates[INSERTED] = None
    for number, change in enumerate(work.changes, 1):
        joined = change.before == "\n"
        for place in change.places:
            kept = fates[place]
            home = kept[3] if kept else 0
            if joined:
                fates[place] = ("changed", change.rule.value, "接上", home, number)
            elif kept and change.after:
                fates[place] = ("changed", change.rule.value, change.after, home, number)
            elif not kept:
                state = "changed" if change.after else "removed"
                fates[place] = (state, change.rule.value, change.after, 0, number)
    return fates


def _doubted(work: Work) -> list[str]:
    """For each offset why it is doubted, or ""; nothing where nothing is."""
    doubted = [""] * len(work.sheet.text) if work.doubts else []
    for doubt in work.doubts:
        if doubt.place >= 0:
            end = min(doubt.place + len(doubt.where), len(doubted))
            doubted[doubt.place : end] = [doubt.reason] * (end - doubt.place)
    return doubted


def _tallies(work: Work) -> Iterator[Tally]:
    """The rules that were applied or decided on, in the order of their codes."""
    made: dict[Rule, list[Change]] = defaultdict(list)
    for change in work.changes:
        made[change.rule].append(change)
    decided = work.decisions.accepted | work.decisions.rejected
    for rule in sorted(made.keys() | decided):
        changes = made.get(rule, [])
        decision = ""
        if rule in work.decisions.rejected:
            decision = "不采用"
        elif rule in work.decisions.accepted:
            decision = "采用"
        yield Tally(
            rule.value,
            REASONS[rule],
            len(changes),
            sum(len(change.before) for change in changes),
            decision,
        )
