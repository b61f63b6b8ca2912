"""A piece's text as Markdown that reads back as the very same text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from copydesk.drafts.looks import Looks
from copydesk.fields.author import Author
from copydesk.piece import Entry, Piece, PlacedPhoto, PlacedTable, Subhead
from copydesk.traced import Traced

NONE = Entry("", 0)
INDENT = 4  # blanks that a list within a list is moved by, and what goes on with a note
_NUMBERED = re.compile(r"\d+")
_CLOSING = re.compile(r"#(?=#*\s*$)")


def heading(text: str, level: int) -> str:
    """A sub-head of a level, of a text in Markdown; a number sign at its end is no mark of it."""
    return f"{'#' * level} " + _CLOSING.sub(r"\\#", text)


def body_of(
    piece: Piece,
    *,
    left_out: frozenset[int] = frozenset(),
    loose: Sequence[str] = (),
    table: bool = True,
    photos: Sequence[PlacedPhoto] = (),
) -> str:
    """The body of a piece. left_out: indices of paragraphs that the front matter tells.

    loose: paragraphs, escaped, of captions without pictures. table: whether its first table stands
    in the body, too, in its place. photos: those that have a place in it, in order.
    """
    placed: list[PlacedTable | PlacedPhoto] = list(piece.tables)
    for photo in reversed(photos):
        placed.insert(photo.tables, photo)
    if not table:
        placed = [each for each in placed if each not in piece.tables[:1]]
    part = _Part.of(piece, range(len(piece.paragraphs)), tuple(placed), left_out=left_out)
    said = [block.text for block in part.blocks()]
    return "\n\n".join([*said, *loose, *(block.text for block in part.left())])


def briefs_of(piece: Piece, loose: Sequence[str] = ()) -> str:
    """The body of several briefs: parted by `---`, each signed in brackets before its notes.

    loose: as in `body_of`, of the last of them.
    """
    last = len(piece.paragraphs)
    ends = {at + 1 for at in piece.cuts} | {subhead.before for subhead in piece.subheads} | {last}
    parts: list[str] = []
    begins = 0
    for end in sorted(end for end in ends if end > 0 or end == last):
        part = _Part.of(piece, range(begins, end), piece.tables, level=3)
        blocks = [*part.blocks(), *(part.left() if end == last else ())]
        signers = [
            author
            for author, place in zip(piece.authors, piece.signed, strict=True)
            if begins <= place < end
        ]
        said = _signed(blocks, signature(signers)) + (list(loose) if end == last else [])
        if said:
            parts.append("\n\n".join(said))
        begins = end
    return "\n\n---\n\n".join(parts)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block in Markdown. is_note: whether it belongs to a footnote; is_text: a paragraph."""

    text: str
    is_note: bool = False
    is_text: bool = False


def _signed(blocks: Sequence[_Block], names: str) -> list[str]:
    """Blocks with a signature at the end of the text, before its notes."""
    said = [block.text for block in blocks]
    if not names:
        return said
    end = next((at for at, block in enumerate(blocks) if block.is_note), len(blocks))
    if end and blocks[end - 1].is_text:
        said[end - 1] += f"（{names}）"
    else:
        said.insert(end, f"（{names}）")
    return said


@dataclass(frozen=True, slots=True)
class _Part:
    """Paragraphs of a piece that make one body. level: of its sub-heads.

    entries, notes: of its paragraphs by index, as in `Piece`.
    """

    piece: Piece
    places: range
    placed: tuple[PlacedTable | PlacedPhoto, ...]
    entries: dict[int, Entry]
    notes: dict[int, str]
    looks: Looks
    left_out: frozenset[int]
    level: int

    @classmethod
    def of(
        cls,
        piece: Piece,
        places: range,
        placed: tuple[PlacedTable | PlacedPhoto, ...],
        *,
        left_out: frozenset[int] = frozenset(),
        level: int = 2,
    ) -> _Part:
        """Some paragraphs of a piece, and of its tables and photos those that are shown."""
        notes = {at: number for at, number in piece.notes if at in places}
        looks = Looks(piece.spans, frozenset(filter(None, notes.values())))
        return cls(piece, places, placed, dict(piece.entries), notes, looks, left_out, level)

    def blocks(self) -> Iterator[_Block]:
        """What it says, without what stands behind its last paragraph."""
        held: _Block | None = None  # an entry of a list that another one may follow
        for at in self.places:
            if at > self.places.start and self._continues(at):
                continue
            between = list(self._between(at))
            if at not in self.left_out:
                text = self._text(at)
                if held and not between and (self._goes_on(at) or self._quotes_on(at)):
                    parting = f"{self._marks(at)[1].rstrip()}\n" if at in self.piece.quoted else ""
                    held = _Block(f"{held.text}\n{parting}{text}", held.is_note)
                    continue
            if held:
                yield held
            held = None
            yield from between
            if at not in self.left_out:
                plain = at not in self.notes and at not in self.entries
                is_text = plain and at not in self.piece.quoted
                held = _Block(text, at in self.notes, is_text)
        if held:
            yield held

    def left(self) -> Iterator[_Block]:
        """What stands behind the last paragraph of the piece."""
        return self._between(self.places.stop, is_last=True)

    def _continues(self, at: int) -> bool:
        """Whether a paragraph goes on with the one before it, behind a break of the line."""
        kept = not {at, at - 1} & self.left_out
        return kept and at in self.piece.broken and not any(self._between(at))

    def _text(self, at: int) -> str:
        """A paragraph with the lines that go on with it."""
        end = at + 1
        while end in self.places and self._continues(end):
            end += 1
        lines = [self.piece.paragraphs[at]]
        for line in self.piece.paragraphs[at + 1 : end]:
            lines += [Traced.new("\n"), line]
        first, later = self._marks(at)
        return first + self.looks.written(Traced.joined(lines), later)

    def _marks(self, at: int) -> tuple[str, str]:
        """What stands before the first line of a paragraph, and before those behind a break."""
        entry = self.entries.get(at)
        first = later = ""
        if entry is not None:
            first = " " * (INDENT * (entry.depth + (not entry.mark))) + entry.mark
            first += " " if entry.mark else ""
            later = " " * (INDENT * (entry.depth + 1))
        elif at in self.piece.quoted:
            first = later = "> "
        if at not in self.notes:
            return first, later
        within = " " * INDENT
        number = self.notes[at]
        return (f"[^{number}]: " if number else within) + first, within + later

    def _quotes_on(self, at: int) -> bool:
        """Whether a paragraph goes on with the quotation before it."""
        before = at - 1
        while before in self.places and before in self.piece.broken:
            before -= 1
        quoted = {at, before} <= self.piece.quoted and before in self.places
        return quoted and (at in self.notes) == (before in self.notes)

    def _goes_on(self, at: int) -> bool:
        """Whether an entry stands right under the one before it; a new list wants a blank line."""
        entry, before = self.entries.get(at, NONE), self.entries.get(at - 1, NONE)
        if not entry.mark or not before.mark:
            return False
        while before.depth > entry.depth and at > 0:
            at -= 1
            before = self.entries.get(at - 1, NONE)
        number, last = (_NUMBERED.match(one.mark) for one in (entry, before))
        if entry.depth > before.depth:
            return True
        if number and last:
            return int(number.group()) == int(last.group()) + 1
        return number is last

    def _between(self, at: int, *, is_last: bool = False) -> Iterator[_Block]:
        """The sub-heads, tables and photos before a paragraph, in order; all left at the end."""
        due = [each for each in self.placed if each.before == at or (is_last and each.before > at)]
        is_note = at - 1 in self.notes
        for count, subhead in enumerate(self.piece.subheads):
            if subhead.before == at or (is_last and subhead.before > at):
                while due and due[0].heads <= count:
                    yield self._table(due.pop(0), is_note=is_note)
                is_note = False
                yield self._subhead(subhead)
        for each in due:
            yield self._table(each, is_note=is_note)

    def _subhead(self, subhead: Subhead) -> _Block:
        return _Block(heading(self.looks.written(subhead.text), self.level))

    def _table(self, table: PlacedTable | PlacedPhoto, *, is_note: bool) -> _Block:
        """A table or the place of a photo; in a footnote it is moved as what goes on with one."""
        if isinstance(table, PlacedPhoto):
            return _Block(f"![]({table.file})")
        rows = [[self.looks.written(cell) or " " for cell in row] for row in table.rows]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
        before = " " * INDENT if is_note else ""
        return _Block("\n".join(before + line for line in lines), is_note)


def signature(authors: Sequence[Author]) -> str:
    """Names as a paper prints them: 本报记者 许文静 通讯员 马骏, 徐海玲 赵永亮 摄影报道."""
    words: list[str] = []
    last = ""
    for work, group in groupby(authors, key=lambda author: author.work):
        for author in group:
            post = author.organisation + author.role
            words += [post] if post and post != last else []
            words.append(author.name.text)
            last = post
        words += [work] if work and work != last else []
    return " ".join(words)
