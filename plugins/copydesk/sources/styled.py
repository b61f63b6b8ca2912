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

from copydesk.blocks.aligned import evened
from copydesk.blocks.tables import cells_of
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import HOUSES, ROLE, Author, is_role, is_work, whole_byline
from copydesk.fields.captions import Caption
from copydesk.fields.names import could_be_name, is_surnamed
from copydesk.lexicon import simple
from copydesk.piece import NOTHING, Entry, Piece, Unfinished
from copydesk.rules import Rule
from copydesk.scripts import script_of
from copydesk.sheet import Inline, Line, Offsets, RawLine
from copydesk.sources.docx import BULLET
from copydesk.sources.runs import NOTE_NUMBER
from copydesk.traced import Traced

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
_POST = re.compile(f"(?:{HOUSES})?(?:{ROLE})(?:组|团)?")
_HOUSE = re.compile(HOUSES)
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
            items[-1].add_table(evened([cells_of(line.text) for line in held]))
            continue
        for line in held:
            style = simple(line.hint.style)
            if style == ITEM:
                items.append(_Item(line.number, section=line.text.text.strip()))
            if style in _OF_PAPER or not items:
                log.note(line.text, Rule.LABEL)
            else:
                items[-1].set_apart(line, offsets)
                items[-1].take(line, style, log)
    return tuple(item.made() for item in items)


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
    """One item as it is read. section: its name, as the paper has it."""

    section: str = ""
    figures: list[Traced] = field(default_factory=list)
    quote: Traced = NOTHING
    briefs: bool = False
    entries: dict[int, Entry] = field(default_factory=dict)
    quoted: set[int] = field(default_factory=set)
    spans: list[tuple[int, int, Inline]] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    notes: dict[int, str] = field(default_factory=dict)
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
            self.add_subhead(text)
        elif style == "数读":
            self.figures.append(text)
        elif style == "摘引":
            self.quote = text
        elif style == "图片说明":
            self.captions.append(Caption(text, (), Traced(), line.number))
        elif style == "图片署名" and self.captions:
            named = whole_byline(text) or (Author(text),)
            self.credit(named)
            _note_rest(text, named, log)
        elif style == "更正":
            log.note(text, Rule.LABEL, "更正已经记在账本里")
        else:
            self._say(text, line, style, log)

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
        )


def credits_of(text: Traced) -> tuple[Author, ...]:
    """Names as a manuscript signs them (`manuscripts.people.signed`), parted by blanks.

    Each has an organisation and a role before it, or neither, or one of them; what some of them did
    stands behind the last. So a word behind a role is a name, and one between a name and a role is
    a name or an organisation.
    """
    found: list[Author] = []
    done = 0  # authors whose work is known
    house, role = Traced(), ""
    words = [text[match.start() : match.end()] for match in re.finditer(r"\S+", text.text)]
    for at, word in enumerate(words):
        later = [each.text for each in words[at + 1 :]]
        if role:
            found.append(Author(word, role, house.text))
            house, role = Traced(), ""
        elif len(found) > done and not house and _is_work(word.text, later):
            found[done:] = [replace(each, work=word.text) for each in found[done:]]
            done = len(found)
        elif _is_post(word.text):
            role = word.text
        elif later and _is_house(word.text, later[0]):
            house = Traced.joined([house, Traced.new(" "), word]) if house else word
        else:
            found.append(Author(word, "", house.text))
            house = Traced()
    if house:
        found.append(Author(house, role))
    return tuple(found) or (Author(text),)


def _is_work(word: str, later: list[str]) -> bool:
    """Whether a word behind a name says what was done, and is not the role of the next name.

    So it is where nobody, or somebody's role or organisation, follows; and in 林晓 文 何静 图.
    """
    if not _is_post(word):
        return False
    if not later or _is_post(later[0]):
        return True
    in_pairs = len(later) % 2 == 0 and all(map(is_work, later[1::2]))
    anew = len(later) > 1 and _is_post(later[1]) and not could_be_name(later[0])
    return anew or (is_work(word) and in_pairs)


def _is_post(word: str) -> bool:
    """Whether a word is a role, by itself or with its house before it: 本报记者."""
    return is_role(word) or _POST.fullmatch(simple(word)) is not None


def _is_house(word: str, then: str) -> bool:
    """Whether a word names an organisation, and no person. then: the word after it."""
    if _is_post(then):
        return not is_surnamed(word)
    return not could_be_name(word) or _HOUSE.fullmatch(simple(word)) is not None


def _note_rest(text: Traced, names: tuple[Author, ...], log: ChangeLog) -> None:
    """Note the words of a byline that are told by the fields of its names."""
    taken = {place for author in names for place in author.name.places()}
    rest = [at for at, place in enumerate(text.origin) if place not in taken]
    if rest and text.edited(()).strip():
        for at in rest:
            if text.text[at].strip():
                log.note(text[at : at + 1], Rule.BYLINE_MARK)
