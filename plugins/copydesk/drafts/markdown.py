"""A piece's text as Markdown that reads back as the very same text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from copydesk.fields.bylines import Author
from copydesk.piece import Entry, Piece, PlacedTable
from copydesk.sheet import Inline, Spans
from copydesk.traced import Traced

_TWICE = re.compile("~~|==")  # what some kinds of Markdown strike out or mark
_SPECIAL = re.compile(r"([\\`*_\[\]|])")
FIRST_STAND_IN = 0x10F000  # of a plane that no script stands on
MOST_MARKED = 1_000  # stretches of a paragraph; two stand-ins each
SAFE_IN_ADDRESS = "/:?#[]@!$&'*+,;=%~"  # all but brackets and blanks, which end it
NONE = Entry("", 0)
INDENT = 4  # blanks that a list within a list is moved by
_LIST = re.compile(r"^(\d+)([.)])(?=\s)")
_NUMBERED = re.compile(r"\d+")
_REFERENCE = re.compile(r"［(\d{1,3})］")
_LEAD = re.compile(r"^([#>+~=:-])")


def literal(text: str) -> str:
    """A text in which no `-{…}-` is a mark of the house: what outside copy has is printed as it is.

    The mark `-{-}-` prints a hyphen as it is, and what follows it opens no mark (`hanzi.marks`).
    """
    return text.replace("-{", "-{-}-{")


def escaped(text: str) -> str:
    """A paragraph with every character that Markdown, HTML or the house would take for its own."""
    text = literal(text).replace("&", "&amp;").replace("<", "&lt;")
    text = _SPECIAL.sub(r"\\\1", text)
    text = _LIST.sub(r"\1\\\2", text)
    text = _TWICE.sub(lambda match: _entity(match.group()[0]) * 2, text)
    if _LEAD.match(text):
        text = (f"\\{text[0]}" if text[0] in "#>+-" else _entity(text[0])) + text[1:]
    return text


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def set_apart(paragraph: Traced, spans: Spans) -> str:
    """A paragraph as Markdown with what is set apart in it: bold words, links.

    Marks are put into the text as characters that stand for them, and written when the text around
    them has been escaped.
    """
    looks = [_look(place, spans) for place in paragraph.origin]
    groups = [(look, len(list(some))) for (look, _), some in groupby(looks)]
    strange = any(ord(char) >= FIRST_STAND_IN for char in paragraph.text)
    if not any(look for look, _ in looks) or strange or len(groups) > MOST_MARKED:
        return escaped(paragraph.text)
    marks: list[str] = []
    marked = ""
    end = 0
    for look, length in groups:
        words, end = paragraph.text[end : end + length], end + length
        core = words.strip()
        if look is None or not core:
            marked += words
            continue
        before, _, after = words.partition(core)
        opens, closes = _marks(look)
        marked += f"{before}{_stand_in(opens, marks)}{core}{_stand_in(closes, marks)}{after}"
    text = escaped(marked)
    for number, mark in enumerate(marks):
        text = text.replace(chr(FIRST_STAND_IN + number), mark)
    return text


def _stand_in(mark: str, marks: list[str]) -> str:
    """A character in the place of a mark."""
    marks.append(mark)
    return chr(FIRST_STAND_IN + len(marks) - 1)


def _look(place: int, spans: Spans) -> tuple[Inline | None, int]:
    """How a place is set; of a word with a reading, which stands for itself, where it begins."""
    for start, end, how in spans:
        if start <= place < end:
            return how, start if how.reading else 0
    return None, 0


def _marks(look: Inline) -> tuple[str, str]:
    """What Markdown writes before and behind words that are set so."""
    marks = "".join(
        mark
        for mark, is_so in (
            ("**", look.strong),
            ("*", look.emphasis),
            ("~~", look.deleted),
            ("==", look.marked),
        )
        if is_so
    )
    closing = "".join(reversed(re.findall(r"\*\*|\*|~~|==", marks)))
    if look.href:
        address = quote(look.href, safe=SAFE_IN_ADDRESS)
        marks, closing = f"{marks}[", f"]({address}){closing}"
    if look.reading:
        marks, closing = f"{marks}<ruby>", f"<rt>{escaped(look.reading)}</rt></ruby>{closing}"
    return marks, closing


def heading(text: str, level: int) -> str:
    """A sub-head of a level; a number sign at its end is no mark of the heading."""
    return f"{'#' * level} " + re.sub(r"#(?=#*\s*$)", r"\\#", escaped(text))


def body_of(
    piece: Piece,
    *,
    left_out: frozenset[int] = frozenset(),
    loose: Sequence[str] = (),
    table: bool = True,
) -> str:
    """The body of a piece. left_out: indices of paragraphs that the front matter tells.

    loose: paragraphs, escaped, of captions without pictures. table: whether its first table stands
    in the body, too, in its place.
    """
    blocks: list[str] = []
    notes = dict(piece.notes)
    tables = piece.tables if table else piece.tables[1:]
    listed = dict(piece.entries)
    for at, paragraph in enumerate(piece.paragraphs):
        between = list(_between(piece, tables, at))
        blocks += between
        if at in left_out:
            continue
        text = set_apart(paragraph, piece.spans)
        if at in piece.broken and blocks and not between and at - 1 not in left_out:
            blocks[-1] += f"\\\n{_before_break(piece, at)}{text}"
            continue
        written = _set(piece, at, text)
        if at in notes:
            written = f"[^{notes[at]}]: {text}" if notes[at] else " " * INDENT + text
        if blocks and not between and _goes_on(listed, at):
            blocks[-1] += f"\n{written}"
        else:
            blocks.append(written)
    blocks += loose
    blocks += _between(piece, tables, len(piece.paragraphs))
    return _referring("\n\n".join(blocks), frozenset(notes.values()))


def _referring(body: str, notes: frozenset[str]) -> str:
    """A body in which the numbers of its footnotes, ［1］ in the press's papers, lead to them."""
    return _REFERENCE.sub(
        lambda match: f"[^{match.group(1)}]" if match.group(1) in notes else match.group(), body
    )


def _goes_on(listed: Mapping[int, Entry], at: int) -> bool:
    """Whether an entry stands right under the one before it; a new list wants an empty line."""
    entry, before = listed.get(at, NONE), listed.get(at - 1, NONE)
    if not entry.mark or not before.mark:
        return False
    while before.depth > entry.depth and at > 0:
        at -= 1
        before = listed.get(at - 1, NONE)
    number, last = (_NUMBERED.match(one.mark) for one in (entry, before))
    if entry.depth > before.depth:
        return True
    if number and last:
        return int(number.group()) == int(last.group()) + 1
    return number is last


def _set(piece: Piece, at: int, text: str) -> str:
    """A paragraph as what it is: an entry of a list, a later paragraph of one, a quotation."""
    entry = dict(piece.entries).get(at)
    if entry is None:
        return f"> {text}" if at in piece.quoted else text
    return " " * (INDENT * (entry.depth + (not entry.mark))) + f"{entry.mark} {text}".lstrip()


def _before_break(piece: Piece, at: int) -> str:
    """What stands before the words of a line that a break begins."""
    while at in piece.broken:
        at -= 1
    entry = dict(piece.entries).get(at)
    if at in dict(piece.notes):
        return " " * INDENT
    return "> " if at in piece.quoted else " " * INDENT * (entry.depth + 1) if entry else ""


def _between(piece: Piece, tables: Sequence[PlacedTable], at: int) -> Iterator[str]:
    """The sub-heads and tables that stand before a paragraph, in order; all left at the end."""
    last = at >= len(piece.paragraphs)
    due = [each for each in tables if each.before == at or (last and each.before > at)]
    for count, subhead in enumerate(piece.subheads):
        if subhead.before == at or (last and subhead.before > at):
            while due and due[0].heads <= count:
                yield rows_of(due.pop(0), piece.spans)
            yield heading(subhead.text.text, 2)
    yield from (rows_of(each, piece.spans) for each in due)


def briefs_of(piece: Piece) -> str:
    """The body of several briefs: parted by `---`, each signed in brackets."""
    parts: list[str] = []
    block: list[str] = []
    for at, paragraph in enumerate(piece.paragraphs):
        block += [heading(s.text.text, 3) for s in piece.subheads if s.before == at]
        signers = [
            author for author, place in zip(piece.authors, piece.signed, strict=True) if place == at
        ]
        text = escaped(paragraph.text) + (f"（{signature(signers)}）" if signers else "")
        if at in piece.broken and block:
            block[-1] += f"\\\n{text}"
        else:
            block.append(text)
        if at in piece.cuts or any(s.before == at + 1 for s in piece.subheads):
            parts.append("\n\n".join(block))
            block = []
    if block:
        parts.append("\n\n".join(block))
    return "\n\n---\n\n".join(parts)


def signature(authors: Sequence[Author]) -> str:
    """Names as a paper prints them: 记者 许文静 通讯员 马骏, 徐海玲 赵永亮 摄影报道."""
    words: list[str] = []
    last = ""
    for author in authors:
        if author.role and author.role != last:
            words.append(author.role)
        words.append(author.name.text)
        last = author.role
    return " ".join(words)


def rows_of(table: PlacedTable, spans: Spans) -> str:
    """A table. spans: what is set apart in its piece."""
    rows = [[set_apart(cell, spans) or " " for cell in row] for row in table.rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)
