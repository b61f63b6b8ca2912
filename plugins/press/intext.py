"""Photos that stand in the text, where the writer has put them: one column wide, cut by none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from press.lines import set_lines
from press.ruler import Face, Ruler
from press.spans import Span, TextLine, text_of
from press.story import Passage, Picture, Role, Story, TableCopy

_EM_SPACE = "\u3000"
_WIDE = "large"  # of a size that no single column shows


def caption_of(picture: Picture) -> tuple[Span, ...]:
    """The words under a photo, its credit whole on a line."""
    spans = [Span(picture.caption, Face.SANS)] if picture.caption else []
    if picture.credit:
        gap = _EM_SPACE if spans else ""
        spans.append(Span(f"{gap}{picture.credit}", Face.SANS, whole=True))
    return tuple(spans)


def caption_rows(ruler: Ruler, spans: Sequence[Span], measure: float) -> tuple[TextLine, ...]:
    """The words under a photo in a measure, ems.

    Where the credit begins a line of its own, the line before it ends there and is not stretched.
    """
    rows = set_lines(ruler, spans, measure)
    credited = len(rows) > 1 and spans[-1].whole
    if credited and text_of(rows[-1]).strip() == spans[-1].text.strip():
        rows[-2] = (*rows[-2][:-1], replace(rows[-2][-1], turn=True))
    return tuple(rows)


def photo_passage(picture: Picture) -> Passage:
    """A photo as a passage of the text."""
    return Passage(Role.PHOTO, caption_of(picture), picture=picture)


def stands_in_text(passage: Passage, *, leads: bool) -> bool:
    """Whether a photo may stand where the text has it.

    leads: whether it begins the story; such a one, and a large one, stand at the head of it.
    """
    return not leads and passage.picture is not None and passage.picture.photo.size != _WIDE


def parted(
    passages: Sequence[Passage], tables: Iterable[TableCopy]
) -> tuple[list[Passage], list[TableCopy], list[Picture]]:
    """The passages with the photos that may stand in the text, and those that may not."""
    tables = tuple(tables)
    first = next((at for at, one in enumerate(passages) if not one.picture), len(passages))
    if first < len(passages):  # under a table without a word the press finds the better place
        first = min([first, *(table.at for table in tables)])
    out = {
        at
        for at, passage in enumerate(passages)
        if passage.picture and not stands_in_text(passage, leads=at < first)
    }
    return _without(passages, tables, out)


def taken_out_of(
    passages: Sequence[Passage], tables: Iterable[TableCopy]
) -> tuple[list[Passage], list[TableCopy], list[Picture]]:
    """The passages without any photo."""
    out = [at for at, passage in enumerate(passages) if passage.picture]
    return _without(passages, tables, out)


def taken_out(story: Story, files: Collection[str]) -> Story:
    """A story of which some photos leave the text for places of their own. files: their names."""
    out = {
        at
        for at, passage in enumerate(story.passages)
        if passage.picture and passage.picture.photo.file.name in files
    }
    if not out:
        return story
    passages, tables, pictures = _without(story.passages, story.tables, out)
    return replace(
        story,
        passages=tuple(passages),
        tables=tuple(tables),
        pictures=(*story.pictures, *pictures),
    )


def _without(
    passages: Sequence[Passage], tables: Iterable[TableCopy], out: Collection[int]
) -> tuple[list[Passage], list[TableCopy], list[Picture]]:
    kept = [passage for at, passage in enumerate(passages) if at not in out]
    moved = [
        replace(table, at=table.at - sum(at < table.at for at in out)) if out else table
        for table in tables
    ]
    pictures = [one for at in sorted(out) if (one := passages[at].picture)]
    return kept, moved, pictures
