"""Words that are set apart in a paragraph, nested as Markdown nests them.

Stretches of a text that are bold, struck out or lead somewhere overlap as they please; marks of
Markdown lie within each other. Where a mark cannot stand beside what is around it (把*好事*办实,
two marks that touch), the HTML element of the same meaning stands there: the house reads both.
What is written is read by the house's own reader, so it is known to be the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from copydesk.drafts.escaping import escaped
from copydesk.sheet import Inline, Spans
from copydesk.sources.runs import NOTE_NUMBER
from copydesk.traced import INSERTED, Traced
from newsroom.blocks import Paragraph, blocks_of
from newsroom.problems import ProblemList
from newsroom.runs import Run, is_reference

if TYPE_CHECKING:
    from newsroom.markup import Typesetter

FIRST_STAND_IN = 0x10F000  # of a plane that no script stands on
MOST_NESTED = 1_000  # stretches of a paragraph; two stand-ins each
MOST_TRIED = 16  # stretches of a paragraph of which each is tried with its mark
SAFE_IN_ADDRESS = "/:?#[]@!$&'*+,;=%~"  # all but brackets and blanks, which end it
_STAND_INS = re.compile("[\U0010f000-\U0010ffff]")
_FORMS = {
    "strong": ("**", "strong"),
    "emphasis": ("*", "em"),
    "deleted": ("~~", "del"),
    "marked": ("==", "mark"),
}
"""How words may be set, outermost first where they are as long: the mark and the element."""

LINK, READ, NOTE = "link", "read", "note"
_ORDER = (*_FORMS, LINK, READ, NOTE)
_WHOLE = frozenset({LINK, READ, NOTE})
"""Of which two halves are not the same as one."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """One way in which words are set apart.

    value: where they lead, what stands above them, or the number of a note. begins: of what stands
    for itself (a word with a reading beside another), where.
    """

    kind: str
    value: str = ""
    begins: int = 0


_Looks = list[frozenset[_Mark]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters [start, end) of a paragraph that bear a mark, and the stretches within them."""

    mark: _Mark
    start: int
    end: int
    inner: tuple[_Stretch, ...]

    def forms(self) -> Iterator[_Stretch]:
        """Itself and those within it that a mark or an element may stand for."""
        if self.mark.kind in _FORMS:
            yield self
        for each in self.inner:
            yield from each.forms()

    def count(self) -> int:
        """How many stretches it is, with those within it."""
        return 1 + sum(each.count() for each in self.inner)


@dataclass(frozen=True)
class Looks:
    """What is set apart in a piece. spans: by offsets in the raw copy, in order.

    notes: the numbers of its footnotes. Where the copy says of no ［1］ that it leads to one,
    all of them do.
    """

    spans: Spans = ()
    notes: frozenset[str] = frozenset()
    _kept: list[Typesetter] = field(default_factory=list, repr=False)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, *_ in self.spans]

    @cached_property
    def _told(self) -> bool:
        return any(how.note for *_, how in self.spans)

    def written(self, text: Traced, before: str = "") -> str:
        """A paragraph as Markdown, its line feeds as breaks. before: what a line begins with."""
        if not (self.spans or self.notes):
            return _broken(text.text, before)
        looks = [] if _STAND_INS.search(text.text) else self._looks(text)
        stretches = _stretches(looks)
        if not stretches:
            return _broken(text.text, before)
        forms = [each for one in stretches for each in one.forms()]
        tags: frozenset[int] = frozenset()
        meant = list(_as_meant(text.text, looks))
        if forms and self._read(text, stretches, tags) != meant:
            tags = frozenset(map(id, forms))
            forms = forms if len(forms) <= MOST_TRIED else []
            for each in sorted(forms, key=lambda one: _ORDER.index(one.mark.kind)):
                fewer = tags - {id(each)}
                if self._read(text, stretches, fewer) == meant:
                    tags = fewer
        return _set(text.text, stretches, tags, before)

    def _looks(self, text: Traced) -> _Looks:
        """How each character is set; no blank is at either end of what is set apart."""
        looks = [self._look(place) for place in text.origin]
        for at, character in enumerate(text.text):
            if character == "\n" and 0 < at < len(looks) - 1:
                looks[at] = looks[at - 1] & looks[at + 1]
        self._refer(text.text, looks)
        at = 0
        for blank, group in groupby(text.text, key=str.isspace):
            end = at + len(list(group))
            if blank:
                around = looks[at - 1] & looks[end] if at > 0 and end < len(looks) else frozenset()
                looks[at:end] = [look & around for look in looks[at:end]]
            at = end
        return looks

    def _look(self, place: int) -> frozenset[_Mark]:
        at = bisect_right(self._starts, place) - 1
        if place == INSERTED or at < 0:
            return frozenset()
        start, end, how = self.spans[at]
        return frozenset(_marks(how, start)) if start <= place < end else frozenset()

    def _refer(self, text: str, looks: _Looks) -> None:
        """Let the numbers of notes lead to them, and nothing else that looks like one."""
        numbers = {found.start(): found for found in NOTE_NUMBER.finditer(text)}
        for at, found in numbers.items():
            within = looks[at : found.end()]
            said = all(any(mark.kind == NOTE for mark in look) for look in within)
            said = said or (not self._told and found.group()[0] == "［")
            if said and found.group(1) in self.notes:
                plain = frozenset.intersection(*within)
                mark = _Mark(NOTE, found.group(1), at + 1)
                kept = {one for one in plain if one.kind not in {NOTE, LINK, READ}} | {mark}
                looks[at : found.end()] = [frozenset(kept)] * len(within)
        for at, look in enumerate(looks):
            looks[at] = frozenset(one for one in look if one.kind != NOTE or one.value)

    def _read(
        self, text: Traced, stretches: tuple[_Stretch, ...], tags: AbstractSet[int]
    ) -> list[_Meant]:
        """What the house reads where a paragraph is written so."""
        from newsroom.markup import Typesetter
        from newsroom.references import Place

        if not self._kept:
            self._kept.append(Typesetter())
        markdown = _set(text.text, stretches, tags, "")
        defined = "".join(f"\n\n[^{number}]: 注" for number in sorted(self.notes))
        place = Place("paragraph.md", PurePosixPath("."), 1)
        html = self._kept[0].markup(markdown + defined, place, ProblemList()).html
        runs = [
            run
            for block in blocks_of(html)
            if isinstance(block, Paragraph) and not block.note
            for run in block.runs
        ]
        return _as_read(runs)


_Meant = tuple[str, bool, bool, bool, bool]


def _as_read(runs: Sequence[Run]) -> list[_Meant]:
    """Every character that a reader sees, but for readings, and how it is set."""
    return [
        (character, run.strong, run.emphasis, run.deleted, run.marked)
        for run in runs
        if not run.reads
        for character in (["[]"] if is_reference(run) else run.text)
        if not character.isspace()
    ]


def _as_meant(text: str, looks: _Looks) -> Iterator[_Meant]:
    """The same of what is to be written."""
    last = 0
    for character, look in zip(text, looks, strict=True):
        kinds = {mark.kind for mark in look}
        begins = next((mark.begins for mark in look if mark.kind == NOTE), 0)
        is_same, last = begins > 0 and begins == last, begins
        if not character.isspace() and not is_same:
            shown = "[]" if begins else character
            strong, emphasis, deleted, marked = (kind in kinds for kind in _FORMS)
            yield shown, strong, emphasis, deleted, marked


def _marks(how: Inline, start: int) -> Iterator[_Mark]:
    """The marks of a span that begins somewhere."""
    for kind in _FORMS:
        if getattr(how, kind):
            yield _Mark(kind)
    if how.href:
        yield _Mark(LINK, how.href)
    if how.reading:
        yield _Mark(READ, how.reading, start)
    if how.note:
        yield _Mark(NOTE)


def _stretches(looks: _Looks) -> tuple[_Stretch, ...]:
    """What is set apart in a paragraph; nothing where it is more than anybody sets."""
    found = tuple(_nested(looks, 0, len(looks), frozenset()))
    return found if sum(each.count() for each in found) <= MOST_NESTED else ()


def _nested(looks: _Looks, start: int, end: int, within: frozenset[_Mark]) -> Iterator[_Stretch]:
    """The stretches of characters [start, end), which bear the marks `within` already."""
    at = start
    while at < end:
        reach = {mark: _reach(looks, mark, at, end) for mark in looks[at] - within}
        if not reach:
            at += 1
            continue
        mark = max(reach, key=lambda one: (reach[one], -_ORDER.index(one.kind)))
        stop = reach[mark]
        if mark.kind not in _WHOLE:
            stop = _before_whole(looks, at, stop, end)
        yield _Stretch(mark, at, stop, tuple(_nested(looks, at, stop, within | {mark})))
        at = stop


def _reach(looks: _Looks, mark: _Mark, at: int, end: int) -> int:
    """Where a mark ends that begins at a character."""
    while at < end and mark in looks[at]:
        at += 1
    return at


def _before_whole(looks: _Looks, start: int, stop: int, end: int) -> int:
    """Where a mark may end: what goes on behind it and is whole is not cut in two."""
    if stop >= end:
        return stop
    for mark in looks[stop - 1] & looks[stop]:
        if mark.kind in _WHOLE:
            at = stop - 1
            while at > start and mark in looks[at - 1]:
                at -= 1
            stop = at if at > start else stop
    return stop


def _set(text: str, stretches: tuple[_Stretch, ...], tags: AbstractSet[int], before: str) -> str:
    """The Markdown of some stretches. tags: those that are elements.

    Marks are put into the text as characters that stand for them, and written when the text around
    them has been escaped.
    """
    marks: list[str] = []

    def stand_in(mark: str) -> str:
        marks.append(mark)
        return chr(FIRST_STAND_IN + len(marks) - 1)

    def parts(start: int, end: int, within: tuple[_Stretch, ...]) -> Iterator[str]:
        for one in within:
            yield text[start : one.start]
            start = one.end
            if one.mark.kind == NOTE:
                yield stand_in(f"[^{one.mark.value}]")
                continue
            opens, closes = _around(one.mark, is_tag=id(one) in tags)
            yield stand_in(opens)
            yield from parts(one.start, one.end, one.inner)
            yield stand_in(closes)
        yield text[start:end]

    whole = _broken("".join(parts(0, len(text), stretches)), before)
    return _STAND_INS.sub(lambda found: marks[ord(found.group()) - FIRST_STAND_IN], whole)


def _around(mark: _Mark, *, is_tag: bool) -> tuple[str, str]:
    """What stands before and behind words that bear a mark."""
    if mark.kind == LINK:
        return "[", f"]({quote(mark.value, safe=SAFE_IN_ADDRESS)})"
    if mark.kind == READ:
        return "<ruby>", f"<rt>{escaped(mark.value)}</rt></ruby>"
    written, tag = _FORMS[mark.kind]
    return (f"<{tag}>", f"</{tag}>") if is_tag else (written, written)


def _broken(text: str, before: str) -> str:
    """A paragraph, escaped, with its breaks."""
    return f"\\\n{before}".join(map(escaped, text.split("\n")))
