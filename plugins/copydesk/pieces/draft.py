"""A piece of a copy in the making, block by block, and the piece that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from copydesk.blocks.heads import is_bare_numbered, is_numbered
from copydesk.changes import ChangeLog
from copydesk.fields.author import Author
from copydesk.fields.roles import is_editing
from copydesk.lexicon import simple
from copydesk.piece import Piece, Unfinished
from copydesk.rules import Rule
from copydesk.sheet import Line
from hanzi import recognise
from newsroom.kinds import Kind, Script


@dataclass(slots=True)
class Draft(Unfinished):
    """A piece in the making and where the walk over its blocks stands."""

    heads: list[Line] = field(default_factory=list)
    level: int = 0
    verse: set[int] = field(default_factory=set)
    stanzas: set[int] = field(default_factory=set)
    """Indices of paragraphs of verse that begin no stanza."""
    closed: bool = False
    box: bool = False
    signatures: int = 0
    ends: set[int] = field(default_factory=set)
    """Indices of paragraphs behind which a brief ends."""
    jumped: bool = False
    resumed: bool = False
    broken: int = -1
    orphaned: bool = False

    @property
    def has_body(self) -> bool:
        """Whether it has text."""
        return bool(self.paragraphs)

    @property
    def lead(self) -> str:
        """Its first paragraphs, which say its headline again."""
        return "\n".join(text.text for text in self.paragraphs[:LEAD])

    @property
    def numbered(self) -> int:
        """How many of its sub-heads bear a numeral."""
        return sum(is_numbered(s.text.text) or is_bare_numbered(s.text.text) for s in self.subheads)


LEAD = 2
"""Paragraphs of a lead."""


def finished(draft: Draft, script: Script, log: ChangeLog) -> Piece:
    """The piece that a draft has become. script: of the copy, where its own words do not tell."""
    reported = any(simple(author.role) == "记者" for author in draft.authors)
    dateline = bool(draft.dateline) or reported
    kind = draft.kind(box=draft.box, dateline=dateline, verse=bool(draft.verse))
    draft.authors, draft.signed = _once(draft, log)
    _drop_editors(draft, log)
    _lend_credit(draft)
    own = recognise("".join(text.text for text in draft.texts())) or script
    piece = draft.piece(kind, own, _cuts(draft) if kind is Kind.BRIEF else ())
    verse = frozenset(draft.verse)
    within = frozenset(draft.stanzas)
    return replace(
        piece, verse=verse, broken=within, continued=draft.orphaned, goes_on=draft.jumped
    )


def _drop_editors(draft: Draft, log: ChangeLog) -> None:
    """Drop who edited or passed a piece that others wrote, be they named on lines of their own."""
    wrote = [not is_editing(author.role) for author in draft.authors]
    if draft.box or all(wrote) or not any(wrote):
        return
    for author, stays in zip(draft.authors, wrote, strict=True):
        if not stays:
            log.note(author.name, Rule.BYLINE_MARK, author.role)
    places = [at for at, stays in enumerate(wrote) if stays]
    draft.signed = [draft.signed[at] for at in places]
    draft.authors = [draft.authors[at] for at in places]


def _lend_credit(draft: Draft) -> None:
    """Give the captions of a piece without a credit the one photographer who signs it."""
    took = [each for each in draft.authors if simple(each.role) in {"摄", "摄影"}]
    if len(took) == 1 == len(draft.authors) and not any(each.credits for each in draft.captions):
        draft.captions = [replace(each, credits=(took[0],)) for each in draft.captions]


def _cuts(draft: Draft) -> set[int]:
    """The paragraphs behind which one of several briefs ends."""
    return draft.signed_behind() | {at for at in draft.ends if 0 <= at < len(draft.paragraphs)}


def _once(draft: Draft, log: ChangeLog) -> tuple[list[Author], list[int]]:
    """Authors without those named twice (a byline at the head and again at the foot).

    Of several briefs each has authors of its own.
    """
    kept: list[Author] = []
    places: list[int] = []
    for author, place in zip(draft.authors, draft.signed, strict=True):
        same = [
            at
            for at, other in enumerate(kept)
            if other.name.text == author.name.text and not (draft.box and places[at] != place)
        ]
        if same:
            log.note(author.name, Rule.BYLINE_MARK, "重复的署名")
            first = kept[same[0]]
            role, house = first.role or author.role, first.organisation or author.organisation
            kept[same[0]] = Author(first.name, role, house)
            continue
        kept.append(author)
        places.append(place)
    return kept, places
