"""Plain text that the program itself exported, read back as it is: nothing mended or guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from copydesk.blocks.aligned import Row, evened
from copydesk.blocks.tables import cells_of
from copydesk.changes import ChangeLog
from copydesk.fields.author import Author
from copydesk.fields.captions import Caption
from copydesk.mending.characters import mend_invisible
from copydesk.piece import Piece, Unfinished
from copydesk.rules import Rule
from copydesk.scripts import script_of
from copydesk.sheet import Offsets, Sheet
from copydesk.traced import Traced
from newsroom.kinds import Kind

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
_FIELDS = {"引题": "kicker", "标题": "headline", "副题": "deck", "电头": "dateline"}
_INDENT = re.compile("^\u3000\u3000")
_LABEL = re.compile(
    "^(体裁|引题|标题|副题|署名|电头|正文|小标题|本条署名|表格|图片说明|图片作者)：(.*)$"
)
_SIGNED = re.compile("^(?P<name>.+?)(?:（(?P<post>[^（）]*)）)?$")


def is_exported(sheet: Sheet) -> bool:
    """Whether a file is plain text that the program exported."""
    first = next((line.text.strip() for line in sheet.lines if line.text.strip()), "")
    return first.lstrip("\ufeff") == MARK


def read_exported(sheet: Sheet, offsets: Offsets, log: ChangeLog) -> tuple[Piece, ...]:
    """The items of an exported file."""
    items: list[_Item] = []
    for index, line in enumerate(sheet.lines):
        text = mend_invisible(Traced.at(line.text, offsets.start(index)), log)
        if line.text.strip().lstrip("\ufeff") == MARK:
            log.note(text, Rule.LABEL)
            items.append(_Item(line.number))
        elif items and line.text.strip():
            items[-1].take(text, line.number, log)
        elif items:
            items[-1].in_table = False
    return tuple(item.made() for item in items)


@dataclass(slots=True)
class _Item(Unfinished):
    """One item as it is read. grids: for each table its rows so far."""

    called: Kind = Kind.REPORT
    grids: list[list[Row]] = field(default_factory=list)
    in_table: bool = False

    def take(self, text: Traced, number: int, log: ChangeLog) -> None:  # noqa: C901 # one branch a label
        """Read one line."""
        match = _LABEL.match(text.text)
        if match is None:
            if self.in_table and not _INDENT.match(text.text):
                self.grids[-1].append(cells_of(text))
                return
            self.in_table = False
            self.add_paragraph(text.strip(), number)
            return
        log.note(text[: match.start(2)], Rule.LABEL)
        label, rest = match.group(1), text[match.start(2) :].strip()
        self.in_table = label == "表格"
        if self.in_table:
            self.grids.append([])
            self.add_table(())
        if label == "体裁":
            self.called = next((k for k, name in KINDS.items() if name == rest.text), Kind.REPORT)
            log.note(rest, Rule.LABEL)
        elif label in _FIELDS and not getattr(self, _FIELDS[label]):
            setattr(self, _FIELDS[label], rest)
        elif label in {"署名", "本条署名"}:
            self.sign([_author(rest, log)], head=label == "署名")
        elif label == "小标题":
            self.add_subhead(rest)
        elif label == "图片说明":
            self.captions.append(Caption(rest, (), Traced(), number))
        elif label == "图片作者" and self.captions:
            self.credit((*self.captions[-1].credits, _author(rest, log)))
        elif rest:
            self.add_paragraph(rest, number)

    def made(self) -> Piece:
        """The item as a piece."""
        fields = (self.kicker, self.headline, self.deck, self.dateline)
        words = "\n".join(text.text for text in (*fields, *self.paragraphs) if text)
        self.tables = [
            replace(table, rows=evened(rows))
            for table, rows in zip(self.tables, self.grids, strict=True)
            if rows
        ]
        return self.piece(self.called, script_of(words), self.signed_behind())


def _author(text: Traced, log: ChangeLog) -> Author:
    match = _SIGNED.match(text.text)
    if not match or not match.group("post"):
        return Author(text)
    log.note(text[match.end("name") :], Rule.BYLINE_MARK)
    house, slash, role = match.group("post").rpartition("／")
    return Author(text[: match.end("name")], role if slash else match.group("post"), house)
