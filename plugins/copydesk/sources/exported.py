"""Plain text that the program itself exported, read back as it is: nothing mended or guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from copydesk.blocks.tables import Row
from copydesk.fields.bylines import Author
from copydesk.fields.captions import Caption
from copydesk.ledger import Ledger
from copydesk.mending.invisible import mend_invisible
from copydesk.piece import Piece, PlacedTable, Subhead
from copydesk.rules import Rule
from copydesk.scripts import script_of
from copydesk.sheet import Offsets, Sheet
from copydesk.traced import Traced
from newsroom.model import Kind

MARK = "【报纸稿件】"
"""The first line of every exported item."""

KINDS = {
    Kind.REPORT: "报道",
    Kind.STORY: "通讯",
    Kind.BRIEF: "简讯",
    Kind.NOTICE: "公告",
    Kind.PHOTO: "图片",
    Kind.SCHEDULE: "日程",
}
_INDENT = re.compile("^\u3000\u3000")
_LABEL = re.compile(
    "^(体裁|引题|标题|副题|署名|电头|正文|小标题|本条署名|表格|图片说明|图片作者)：(.*)$"
)
_SIGNED = re.compile("^(?P<name>.+?)(?:（(?P<post>[^（）]*)）)?$")


def is_exported(sheet: Sheet) -> bool:
    """Whether a file is plain text that the program exported."""
    first = next((line.text.strip() for line in sheet.lines if line.text.strip()), "")
    return first.lstrip("\ufeff") == MARK


def read_exported(sheet: Sheet, offsets: Offsets, ledger: Ledger) -> tuple[Piece, ...]:
    """The items of an exported file."""
    items: list[_Item] = []
    for index, line in enumerate(sheet.lines):
        text = mend_invisible(Traced.at(line.text, offsets.start(index)), ledger)
        if line.text.strip().lstrip("\ufeff") == MARK:
            ledger.note(text, Rule.LABEL)
            items.append(_Item(line.number))
        elif items and line.text.strip():
            items[-1].take(text, line.number, ledger)
        elif items:
            items[-1].in_table = False
    return tuple(item.piece() for item in items)


@dataclass(slots=True)
class _Item:
    """One item as it is read."""

    line: int
    kind: Kind = Kind.REPORT
    fields: dict[str, Traced] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    paragraphs: list[Traced] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    subheads: list[Subhead] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    tables: list[tuple[list[Row], int, int]] = field(default_factory=list)
    in_table: bool = False

    def take(self, text: Traced, number: int, ledger: Ledger) -> None:  # noqa: C901 # one branch a label
        """Read one line."""
        match = _LABEL.match(text.text)
        if match is None:
            if self.in_table and not _INDENT.match(text.text):
                self.tables[-1][0].append(_row(text))
                return
            self.in_table = False
            self.paragraphs.append(text.strip())
            self.lines.append(number)
            return
        ledger.note(text[: match.start(2)], Rule.LABEL)
        label, rest = match.group(1), text[match.start(2) :].strip()
        self.in_table = label == "表格"
        if self.in_table:
            self.tables.append(([], len(self.paragraphs), len(self.subheads)))
        if label == "体裁":
            self.kind = next((k for k, name in KINDS.items() if name == rest.text), Kind.REPORT)
            ledger.note(rest, Rule.LABEL)
        elif label in {"引题", "标题", "副题", "电头"}:
            self.fields[label] = rest
        elif label in {"署名", "本条署名"}:
            self.authors.append(_author(rest, ledger))
            self.signed.append(-1 if label == "署名" else len(self.paragraphs) - 1)
        elif label == "小标题":
            self.subheads.append(Subhead(rest, len(self.paragraphs)))
        elif label == "图片说明":
            self.captions.append(Caption(rest, (), Traced(), number))
        elif label == "图片作者" and self.captions:
            last = self.captions[-1]
            named = (*last.credits, _author(rest, ledger))
            self.captions[-1] = Caption(last.text, named, last.marker, last.line)
        elif rest:
            self.paragraphs.append(rest)
            self.lines.append(number)

    def piece(self) -> Piece:
        """The item as a piece."""
        words = "\n".join(text.text for text in (*self.fields.values(), *self.paragraphs))
        return Piece(
            kind=self.kind,
            script=script_of(words),
            line=self.line,
            kicker=self.fields.get("引题", Traced()),
            headline=self.fields.get("标题", Traced()),
            deck=self.fields.get("副题", Traced()),
            dateline=self.fields.get("电头", Traced()),
            authors=tuple(self.authors),
            paragraphs=tuple(self.paragraphs),
            subheads=tuple(self.subheads),
            captions=tuple(self.captions),
            tables=tuple(self._placed()),
            cuts=tuple(sorted({at for at in self.signed if at >= 0})),
            lines=tuple(self.lines),
            signed=tuple(self.signed),
        )

    def _placed(self) -> Iterator[PlacedTable]:
        for rows, before, heads in self.tables:
            size = max((len(row) for row in rows), default=0)
            whole = tuple((*row, *[Traced()] * (size - len(row))) for row in rows)
            if whole:
                yield PlacedTable(whole, before, heads)


def _row(text: Traced) -> Row:
    cells: list[Traced] = []
    start = 0
    for match in re.finditer("\t", text.text):
        cells.append(text[start : match.start()].strip())
        start = match.end()
    return (*cells, text[start:].strip())


def _author(text: Traced, ledger: Ledger) -> Author:
    match = _SIGNED.match(text.text)
    if not match or not match.group("post"):
        return Author(text)
    ledger.note(text[match.end("name") :], Rule.BYLINE_MARK)
    house, slash, role = match.group("post").rpartition("／")
    return Author(text[: match.end("name")], role if slash else match.group("post"), house)
