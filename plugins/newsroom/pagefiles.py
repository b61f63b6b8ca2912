"""The standing pages of a content folder, and those that the program brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter

from newsroom.fingerprints import fingerprint
from newsroom.folder import RESERVED_PAGES, ContentFolder, is_markdown
from newsroom.keptitems import reading_code
from newsroom.matter import PageMatter
from newsroom.model import Page
from newsroom.placeholders import note_placeholders
from newsroom.plainfields import note_marks
from newsroom.problems import Severity
from newsroom.program import HELPS, PAGES
from newsroom.reader import Reader
from newsroom.references import Place, Reference
from newsroom.sources import source_of
from newsroom.validating import validated


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A standing page with the links inside the publication that it makes."""

    page: Page
    links: tuple[Reference, ...]
    anchors: frozenset[str]


READ_PAGE: TypeAdapter[ReadPage] = TypeAdapter(ReadPage)


def pages_of(reader: Reader) -> Iterator[Page]:
    """The standing pages of a folder; the program's own where the paper has none of their names."""
    ids: dict[str, str] = {}
    own = reader.folder.visible(reader.content / "pages")
    stems = {path.stem for path in own}
    helps = [one for one in HELPS if one not in stems] if reader.rules.helps else []
    program = ContentFolder(PAGES.parent, reader.problems, reader.count)
    theirs = [(program, PAGES / f"{one}.md") for one in helps]
    for folder, path in [*((reader.folder, path) for path in own), *theirs]:
        if not is_markdown(path.name) or not folder.good_id(path, RESERVED_PAGES):
            continue
        data = folder.bytes_of(path) if reader.is_only(path, ids) else None
        if data is None:
            continue
        reader.cross.saw(f"page/{path.stem}")
        name = folder.name(path)
        key = fingerprint("page", reading_code(), path.name, data)
        page = reader.store.load(key, READ_PAGE)
        if page is None:
            read = partial(_page, reader, path, name, data, key)
            page = reader.guarded(path, read, name)
        if page is not None:
            reader.cross.shown(f"page/{page.page.id}", page.anchors)
            reader.cross.linked(name, page.links)
            yield page.page


def _page(reader: Reader, path: Path, name: str, data: bytes, key: str) -> ReadPage | None:
    reader.count.parsed += 1
    before = len(reader.problems)
    source = source_of(data, name, reader.problems)
    matter = validated(source, PageMatter, reader.problems) if source else None
    if source is None:
        return None
    note_placeholders(source, reader.problems, Severity.ERROR)
    note_marks(source, reader.problems)
    place = Place(name, PurePosixPath("pages"), source.body_line)
    markup = reader.markup_without_photos(source.body, place)
    if matter is None:
        return None
    page = Page(
        id=path.stem,
        source=PurePosixPath("pages", path.name),
        title=matter.title,
        body=reader.store.keep_body(markup.html),
        script=matter.script,
        digest=key,
        summary=matter.summary,
        subheads=markup.subheads,
        footer=matter.footer,
        position=matter.position,
    )
    read = ReadPage(page, tuple(markup.links), frozenset(s.anchor for s in markup.subheads))
    if len(reader.problems) == before:
        reader.store.put(key, READ_PAGE.dump_json(read))
    return read
