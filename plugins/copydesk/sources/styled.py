"""The press's own papers for layout programs, read back by their named styles, field by field.

Its document of Word and its tagged text name the style of every paragraph in the words of the trade
(`syndication.manuscript`), so nothing is guessed. Whoever lays out a page may have corrected words;
the styles still say what is what.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from copydesk.blocks.tables import Row
from copydesk.fields.bylines import Author, is_role, whole_byline
from copydesk.fields.captions import Caption, is_photographed
from copydesk.fields.kinds import kind_of
from copydesk.fields.names import could_be_name
from copydesk.ledger import Ledger
from copydesk.lexicon import simple
from copydesk.piece import Piece, PlacedTable, Subhead
from copydesk.rules import Rule
from copydesk.scripts import script_of
from copydesk.sheet import Line
from copydesk.traced import Traced

ITEM = "栏目"
"""The style that begins an item."""

HEADLINE = "主题"

_FIELDS = {"引题": "kicker", HEADLINE: "headline", "副题": "deck", "电头": "dateline"}
_OF_PAPER = frozenset({"报头", "期号", ITEM})
_TEXTS = frozenset({"正文", "引文", "列表", "说明"})
_PICTURE = re.compile(r"\[[^\[\]]{1,120}\.(?:jpe?g|png|webp|gif)\] .{0,400}", re.IGNORECASE)
"""What tagged text has in the place of a photo: its file and its description."""


def is_styled(lines: list[Line]) -> bool:
    """Whether the lines bear the styles of the press's own papers."""
    styles = {simple(line.hint.style) for line in lines}
    return {ITEM, HEADLINE} <= styles


def read_styled(lines: list[Line], ledger: Ledger) -> tuple[Piece, ...]:
    """The items of one of the press's papers."""
    items: list[_Item] = []
    for table, group in groupby(lines, key=lambda line: line.hint.table):
        held = list(group)
        if table and items:
            items[-1].take_table([_cells(line.text) for line in held])
            continue
        for line in held:
            style = simple(line.hint.style)
            if style == ITEM:
                items.append(_Item(line.number))
            if style in _OF_PAPER or not items:
                ledger.note(line.text, Rule.LABEL)
            else:
                items[-1].take(line, style, ledger)
    return tuple(item.piece() for item in items)


@dataclass(slots=True)
class _Item:
    """One item as it is read."""

    line: int
    fields: dict[str, Traced] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    subheads: list[Subhead] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    tables: list[PlacedTable] = field(default_factory=list)
    figures: list[Traced] = field(default_factory=list)
    quote: Traced = field(default_factory=Traced)
    briefs: bool = False
    scheduled: bool = False

    def take(self, line: Line, style: str, ledger: Ledger) -> None:  # one branch a style  # noqa: C901 # one branch a style
        """Read one paragraph."""
        text = line.text.strip()
        if style in _FIELDS and _FIELDS[style] not in self.fields:
            self.fields[_FIELDS[style]] = text
        elif style == "署名":
            self._sign(text, ledger)
        elif style in {"小标题", "简讯标题"}:
            self.briefs = self.briefs or style == "简讯标题"
            self.subheads.append(Subhead(text, len(self.paragraphs)))
        elif style == "表题":
            self.scheduled = True
            self.subheads.append(Subhead(text, len(self.paragraphs)))
        elif style == "数读":
            self.figures.append(text)
        elif style == "摘引":
            self.quote = text
        elif style == "图片说明":
            self.captions.append(Caption(text, (), Traced(), line.number))
        elif style == "图片署名" and self.captions:
            last = self.captions[-1]
            named = whole_byline(text) or (Author(text),)
            self.captions[-1] = Caption(last.text, named, last.marker, last.line)
            _note_rest(text, named, ledger)
        elif style == "更正":
            ledger.note(text, Rule.LABEL, "更正已经记在账本里")
        elif style == "说明" and _PICTURE.fullmatch(text.text):
            ledger.note(text, Rule.CAPTION_MARK)
        else:
            self.paragraphs.append(text)
            self.lines.append(line.number)

    def take_table(self, rows: list[Row]) -> None:
        """Read one table."""
        size = max(len(row) for row in rows)
        whole = tuple((*row, *[Traced()] * (size - len(row))) for row in rows)
        self.tables.append(PlacedTable(whole, len(self.paragraphs), len(self.subheads)))

    def _sign(self, text: Traced, ledger: Ledger) -> None:
        names = _credits(text)
        _note_rest(text, names, ledger)
        self.authors += names
        self.signed += [len(self.paragraphs) - 1] * len(names)

    def piece(self) -> Piece:
        """The item as a piece."""
        headline = self.fields.get("headline", Traced()).text
        rows = self.tables[0].rows if self.tables else ()
        several = self.briefs or sum(at >= 0 for at in set(self.signed)) > 1
        kind = kind_of(
            heading=" ".join((self.fields.get("kicker", Traced()).text, headline)),
            deck=self.fields.get("deck", Traced()).text,
            words=sum(len(text) for text in self.paragraphs),
            paragraphs=len(self.paragraphs),
            captions=len(self.captions),
            table=tuple(cell.text for row in rows[:2] for cell in row),
            box=several,
            dateline="dateline" in self.fields,
            verse=False,
            photographed=is_photographed(self.authors),
        )
        last = len(self.paragraphs) - 1
        return Piece(
            kind=kind,
            script=script_of("\n".join(text.text for text in self.paragraphs) or headline),
            line=self.line,
            kicker=self.fields.get("kicker", Traced()),
            headline=self.fields.get("headline", Traced()),
            deck=self.fields.get("deck", Traced()),
            dateline=self.fields.get("dateline", Traced()),
            authors=tuple(self.authors),
            paragraphs=tuple(self.paragraphs),
            subheads=tuple(self.subheads),
            captions=tuple(self.captions),
            tables=tuple(self.tables),
            cuts=tuple(sorted({at for at in self.signed if 0 <= at <= last})) if several else (),
            lines=tuple(self.lines),
            signed=tuple(self.signed),
            figures=tuple(self.figures),
            quote=self.quote,
        )


def _credits(text: Traced) -> tuple[Author, ...]:
    """Names as a manuscript signs them: organisation, role and name, parted by blanks."""
    found: list[Author] = []
    house, role = Traced(), ""
    words = [text[match.start() : match.end()] for match in re.finditer(r"\S+", text.text)]
    for at, word in enumerate(words):
        before_role = at + 1 < len(words) and is_role(words[at + 1].text)
        if is_role(word.text):
            role = word.text
        elif not before_role and (could_be_name(word.text) or role):
            found.append(Author(word, role, house.text))
            house = Traced()
        else:
            house = word
    if house:
        found.append(Author(house, role))
    return tuple(found) or (Author(text),)


def _note_rest(text: Traced, names: tuple[Author, ...], ledger: Ledger) -> None:
    """Note the words of a byline that are told by the fields of its names."""
    taken = {place for author in names for place in author.name.places()}
    rest = [at for at, place in enumerate(text.origin) if place not in taken]
    if rest and text.edited(()).strip():
        for at in rest:
            if text.text[at].strip():
                ledger.note(text[at : at + 1], Rule.BYLINE_MARK)


def _cells(text: Traced) -> Row:
    cells: list[Traced] = []
    start = 0
    for match in re.finditer("\t", text.text):
        cells.append(text[start : match.start()].strip())
        start = match.end()
    return (*cells, text[start:].strip())
