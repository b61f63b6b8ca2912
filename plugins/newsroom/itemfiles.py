"""One item's file is read, or taken as it was kept if it and what stands beside it are the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from newsroom.fingerprints import digest, fingerprint
from newsroom.items import ItemFiles
from newsroom.keptitems import ReadItem, Warned, reading_code
from newsroom.problems import ProblemList
from newsroom.reader import Reader, is_draft

READ_ITEM: TypeAdapter[ReadItem] = TypeAdapter(ReadItem)


@dataclass(frozen=True, slots=True)
class ItemReading:
    """read: None where the file cannot be read. sound: without an error, so that it can be kept."""

    read: ReadItem | None
    draft: bool = True
    sound: bool = False


def read_item(reader: Reader, path: Path, day: date) -> ItemReading:
    """An item of the issue in whose folder it stands. day: of the issue."""
    data = reader.folder.bytes_of(path)
    if data is None:
        return ItemReading(None)
    draft = is_draft(data)
    beside = partial(reader.folder.beside, path.parent)
    first = fingerprint("item", reading_code(), path.parent.name, path.name, data)
    before = reader.store.get(first)
    if before is not None:
        table, *names = before.decode().split("\n")
        key = _second_key(reader, first, table, {name: beside(name) for name in names})
        kept = reader.store.load(key, READ_ITEM)
        if kept is not None:
            told = (warned.problem(reader.content.name) for warned in kept.warnings)
            reader.problems.extend(told)
            return ItemReading(kept, draft, sound=True)
    reader.count.parsed += 1
    found = ProblemList()
    files = ItemFiles(path.parent, reader.folder.name(path), day, beside)
    read = reader.items.read(data, path.name, files, found)
    if draft:  # a draft stops nobody; it will be held to all this when it is done
        found = found.as_warnings()
    reader.problems.extend(found)
    if read is None or found.errors:
        return ItemReading(read, draft)
    read = replace(read, warnings=tuple(map(Warned.of, found.warnings)))
    table = "table" if read.item.schedule else ""
    key = _second_key(reader, first, table, {name: beside(name) for name in read.files})
    reader.store.put(first, "\n".join([table, *read.files]).encode())
    reader.store.put(key, READ_ITEM.dump_json(read))
    return ItemReading(read, draft, sound=True)


def _second_key(reader: Reader, first: str, table: str, beside: Mapping[str, bytes | None]) -> str:
    """Of an item with what stands beside it, and what its table is held against."""
    parts = [part for name, data in beside.items() for part in (name, digest(data or b""))]
    return fingerprint(first, reader.glossary if table else "", *parts)
