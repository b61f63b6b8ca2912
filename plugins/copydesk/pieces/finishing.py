"""From a draft to the finished piece: its tiers, its kind, its authors once each."""

from __future__ import annotations

from copydesk.fields.bylines import Author
from copydesk.fields.captions import is_photographed
from copydesk.fields.kinds import kind_of
from copydesk.ledger import Ledger
from copydesk.lexicon import simple
from copydesk.piece import Piece
from copydesk.pieces.draft import Draft
from copydesk.rules import Rule
from newsroom.model import Kind, Script


def finished(draft: Draft, script: Script, ledger: Ledger) -> Piece:
    """The piece that a draft has become."""
    tiers = draft.tiers
    rows = draft.tables[0].rows if draft.tables else ()
    headline = tiers.headline.text
    kind = kind_of(
        heading=" ".join((tiers.kicker.text, headline)),
        deck=tiers.deck.text,
        words=sum(len(text) for text in draft.paragraphs),
        paragraphs=len(draft.paragraphs),
        captions=len(draft.captions),
        table=tuple(cell.text for row in rows[:2] for cell in row),
        box=draft.box,
        dateline=bool(draft.dateline) or any(simple(a.role) == "记者" for a in draft.authors),
        verse=bool(draft.verse),
        photographed=is_photographed(draft.authors),
    )
    authors, signed = _once(draft, ledger)
    return Piece(
        kind=kind,
        script=script,
        line=draft.line,
        kicker=tiers.kicker,
        headline=tiers.headline,
        deck=tiers.deck,
        dateline=draft.dateline,
        authors=authors,
        paragraphs=tuple(draft.paragraphs),
        subheads=tuple(draft.subheads),
        captions=tuple(draft.captions),
        tables=tuple(draft.tables),
        cuts=_cuts(draft, signed) if kind is Kind.BRIEF else (),
        lines=tuple(draft.lines),
        verse=frozenset(draft.verse),
        signed=signed,
        continued=draft.orphaned,
    )


def _cuts(draft: Draft, signed: tuple[int, ...]) -> tuple[int, ...]:
    """The paragraphs behind which one of several briefs ends."""
    last = len(draft.paragraphs) - 1
    return tuple(sorted(at for at in {*signed, *draft.ends} if 0 <= at <= last))


def _once(draft: Draft, ledger: Ledger) -> tuple[tuple[Author, ...], tuple[int, ...]]:
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
            ledger.note(author.name, Rule.BYLINE_MARK, "重复的署名")
            first = kept[same[0]]
            role, house = first.role or author.role, first.organisation or author.organisation
            kept[same[0]] = Author(first.name, role, house)
            continue
        kept.append(author)
        places.append(place)
    return tuple(kept), tuple(places)
