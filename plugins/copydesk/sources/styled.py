"""The press's own papers for layout programs, read back by their named styles, field by field.

Its document of Word and its tagged text name the style of every paragraph in the words of the trade
(`manuscripts.manuscript`), so nothing is guessed. Whoever lays out a page may have corrected words;
the styles still say what is what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from copydesk.blocks.aligned import Row, evened
from copydesk.blocks.tables import cells_of
from copydesk.changes import ChangeLog
from copydesk.fields.author import Author
from copydesk.fields.bylines import whole_byline
from copydesk.fields.captions import Caption
from copydesk.lexicon import simple
from copydesk.piece import NOTHING, Entry, Piece, Subhead, Unfinished
from copydesk.rules import Rule
from copydesk.scripts import script_of
from copydesk.sheet import Inline, Line, Offsets, RawLine, Sheet
from copydesk.sources.docx import BULLET
from copydesk.sources.runs import NOTE_NUMBER
from copydesk.traced import Traced
from newsroom.signatures import read as read_signature

ITEM = "栏目"
"""The style that begins an item."""

HEADLINE = "主题"
FOOTNOTE = "注释"

_FIELDS = {"引题": "kicker", HEADLINE: "headline", "副题": "deck", "电头": "dateline"}
_OF_TEXT = frozenset({"正文", "引文", "列表", "说明", "注释"})
"""Styles in which a line is meant where it is broken: verse, an address."""
_OF_NOTES = frozenset({FOOTNOTE, "列表", "引文"})
_OF_PAPER = frozenset({"报头", "期号", ITEM})
_NUMBER = re.compile(r"\d{1,5}\.")
_TYPED = re.compile(rf"({BULLET}|\d{{1,5}}\.) ")
_BOX = re.compile("([□✓]) ")
_PICTURE = re.compile(r"\[[^\[\]]{1,120}\.(?:jpe?g|png|webp|gif)\] .{0,400}", re.IGNORECASE)
"""What tagged text has in the place of a photo: its file and its description."""


def is_styled(lines: Iterable[Line | RawLine]) -> bool:
    """Whether the lines bear the styles of the press's own papers."""
    styles = {simple(line.hint.style) for line in lines}
    return {ITEM, HEADLINE} <= styles


def read_styled(lines: list[Line], offsets: Offsets, log: ChangeLog) -> tuple[Piece, ...]:
    """The items of one of the press's papers."""
    items: list[_Item] = []
    for table, group in groupby(_unbroken(lines, offsets), key=lambda line: line.hint.table):
        held = list(group)
        if table and items:
            for line in held:
                items[-1].set_apart(line, offsets)
            items[-1].add_table(evened([row for line in held for row in _rows_of(line)]))
            continue
        for line in held:
            style = simple(line.hint.style)
            if style == ITEM:
                section = line.text.text.strip()
                items.append(_Item(line.number, section=section, drawn=_drawn(offsets.sheet)))
            if style in _OF_PAPER or not items:
                log.note(line.text, Rule.LABEL)
            else:
                items[-1].set_apart(line, offsets)
                items[-1].take(line, style, log)
    return tuple(item.made() for item in items)


def _rows_of(line: Line) -> Iterator[Row]:
    """A row of a table, with those beside it that have no words."""
    before, behind = line.hint.empty
    yield from [(NOTHING,)] * before
    yield cells_of(line.text)
    yield from [(NOTHING,)] * behind


def _drawn(sheet: Sheet) -> frozenset[int]:
    """The numbers of the lines in which pictures stand."""
    places = (picture.after for picture in sheet.pictures)
    return frozenset(sheet.lines[at].number for at in places if 0 <= at < len(sheet.lines))


def _unbroken(lines: Iterable[Line], offsets: Offsets) -> list[Line]:
    """The lines; those of a headline or caption that was broken by hand are one."""
    found: list[Line] = []
    first = 0  # the number of the line that the last one found begins with
    for line in lines:
        if not line.hint.broken or not found or simple(line.hint.style) in _OF_TEXT:
            found.append(line)
            first = line.number
            continue
        before, shift = found[-1], offsets.start_of(line.number) - offsets.start_of(first)
        spans = tuple((shift + a, shift + b, how) for a, b, how in line.hint.spans)
        ends = before.text.text[-1:] + line.text.text[:1]
        blank = [Traced.new(" ")] if ends.isascii() and ends.isalnum() else []
        text = Traced.joined([before.text, *blank, line.text])
        hint = replace(before.hint, spans=(*before.hint.spans, *spans))
        found[-1] = replace(before, text=text, hint=hint)
    return found


def unnumbered(lines: Iterable[Line]) -> Iterator[Line]:
    """Footnotes that begin with no number, and have none before them that they could go on with."""
    noting = False
    for line in lines:
        style = simple(line.hint.style)
        if style == FOOTNOTE and not line.hint.broken:
            noting = noting or NOTE_NUMBER.match(line.text.text.strip()) is not None
            if not noting:
                yield line
        elif not line.hint.table:
            noting = noting and style in _OF_NOTES


@dataclass(slots=True)
class _Item(Unfinished):
    """One item as it is read. section: its name, as the paper has it; drawn: lines with photos."""

    section: str = ""
    drawn: frozenset[int] = frozenset()
    figures: list[Traced] = field(default_factory=list)
    quote: Traced = NOTHING
    briefs: bool = False
    entries: dict[int, Entry] = field(default_factory=dict)
    quoted: set[int] = field(default_factory=set)
    spans: list[tuple[int, int, Inline]] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    notes: dict[int, str] = field(default_factory=dict)
    asides: set[int] = field(default_factory=set)
    noting: bool = False
    """Whether a footnote stands before, which lists and quotations go on with."""

    def set_apart(self, line: Line, offsets: Offsets) -> None:
        """Keep what is set apart in a line."""
        start = offsets.start_of(line.number)
        self.spans += [(start + a, start + b, how) for a, b, how in line.hint.spans]

    def take(self, line: Line, style: str, log: ChangeLog) -> None:
        """Read one paragraph."""
        text = line.text.strip()
        self.noting = self.noting and style in _OF_NOTES
        if style in _FIELDS and not getattr(self, _FIELDS[style]):
            setattr(self, _FIELDS[style], text)
        elif style == "署名":
            names = credits_of(text)
            _note_rest(text, names, log)
            self.sign(names)
        elif style in {"小标题", "简讯标题", "表题"}:
            self.briefs = self.briefs or style == "简讯标题"
            self.subheads.append(Subhead(text, len(self.paragraphs), of_table=style == "表题"))
        elif style == "数读":
            self.figures.append(text)
        elif style == "摘引" and not self.quote:
            self.quote = text
        elif style == "图片说明":
            self.captions.append(Caption(text, (), Traced(), line.number))
        elif style == "图片署名":
            self._credit(text, line.number, log)
        elif style == "更正":
            log.note(text, Rule.LABEL, "更正已经记在账本里")
        else:
            self._say(text, line, style, log)

    def _credit(self, text: Traced, number: int, log: ChangeLog) -> None:
        """Read who made a photo."""
        if not self._is_captioned(number):
            self.captions.append(Caption(NOTHING, (), Traced(), number))
        named = whole_byline(text) or (Author(text),)
        self.credit(named)
        _note_rest(text, named, log)

    def _is_captioned(self, number: int) -> bool:
        """Whether the last caption is that of the photo over a line, and not of one before it."""
        last = self.captions[-1].line if self.captions else -1
        return last >= 0 and not any(last < drawn <= number for drawn in self.drawn)

    def _say(self, text: Traced, line: Line, style: str, log: ChangeLog) -> None:
        """Read a paragraph of the text itself."""
        if self.noting:
            self.notes[len(self.paragraphs)] = ""
        if line.hint.broken and self.paragraphs:
            self.broken.add(len(self.paragraphs))
            self.add_paragraph(text, line.number)
        elif style in {"图片", "说明"} and _PICTURE.fullmatch(text.text):
            log.note(text, Rule.CAPTION_MARK)
        elif style == "列表":
            self._enter(text, line, log)
        elif style == FOOTNOTE:
            self._annotate(text, line, log)
        else:
            if style == "说明" and self.tables and self.subheads and self.subheads[-1].of_table:
                self.asides.add(len(self.paragraphs))
            if style == "引文":
                self.quoted.add(len(self.paragraphs))
            self.add_paragraph(text, line.number)

    def _enter(self, text: Traced, line: Line, log: ChangeLog) -> None:
        """Read an entry of a list; one without a list of Word's may have typed its mark."""
        mark, depth = line.hint.entry or ("", 0)
        written = "-" if mark == BULLET else mark if _NUMBER.fullmatch(mark) else ""
        box = _BOX.match(text.text)
        if box and not mark:
            log.note(text[: box.end()], Rule.LABEL)
            text, written = text[box.end() :], "- [ ]" if box.group(1) == "□" else "- [x]"
        typed = _TYPED.match(text.text) if not mark and not written else None
        if typed:  # tagged text has no lists
            log.note(text[: typed.end()], Rule.LABEL)
            text, written = text[typed.end() :], typed.group(1).replace(BULLET, "-")
        if mark and not written:
            text = Traced.joined([Traced.new(mark), text])
        if written or self.entries:
            self.entries[len(self.paragraphs)] = Entry(written, depth)
        self.add_paragraph(text, line.number)

    def _annotate(self, text: Traced, line: Line, log: ChangeLog) -> None:
        """Read a footnote, which begins with its number, or a later paragraph of one."""
        number = NOTE_NUMBER.match(text.text)
        if number:
            log.note(text[: number.end()], Rule.LABEL)
            text = text[number.end() :]
        self.noting = self.noting or number is not None
        if number:
            self.notes[len(self.paragraphs)] = number.group(1)
        self.add_paragraph(text, line.number)

    def _end_of_notes(self, at: int) -> int:
        """The last of the notes behind a paragraph; itself where there are none."""
        while at + 1 in self.notes:
            at += 1
        return at

    def made(self) -> Piece:
        """The item as a piece."""
        several = self.briefs or sum(at >= 0 for at in set(self.signed)) > 1
        words = "\n".join(text.text for text in self.paragraphs) or self.headline.text
        kind = self.kind(box=several, dateline=bool(self.dateline))
        cuts = [self._end_of_notes(at) for at in self.signed_behind()] if several else []
        piece = self.piece(kind, script_of(words), cuts)
        return replace(
            piece,
            figures=tuple(self.figures),
            quote=self.quote,
            entries=tuple(self.entries.items()),
            quoted=frozenset(self.quoted),
            spans=tuple(sorted(self.spans, key=lambda span: span[:2])),
            section=self.section,
            broken=frozenset(self.broken),
            notes=tuple(self.notes.items()),
            asides=frozenset(self.asides),
        )


def credits_of(text: Traced) -> tuple[Author, ...]:
    """Names as a manuscript signs them."""
    return tuple(
        Author(text[one.start : one.end], one.credit.role, one.credit.organisation, one.credit.work)
        for one in read_signature(text.text)
    ) or (Author(text),)


def _note_rest(text: Traced, names: tuple[Author, ...], log: ChangeLog) -> None:
    """Note the words of a byline that are told by the fields of its names."""
    taken = {place for author in names for place in author.name.places()}
    rest = [at for at, place in enumerate(text.origin) if place not in taken]
    if rest and text.edited(()).strip():
        for at in rest:
            if text.text[at].strip():
                log.note(text[at : at + 1], Rule.BYLINE_MARK)
