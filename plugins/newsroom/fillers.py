"""What a paper keeps to fill its pages with, read from content/fillers: one Markdown file each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from newsroom import blocks
from newsroom.fingerprints import digest
from newsroom.folder import ContentFolder, is_markdown
from newsroom.items import ItemFiles, ItemReader
from newsroom.kinds import Status
from newsroom.matter import FillerMatter
from newsroom.model import Filler, FillerKind, FillerSize
from newsroom.placeholders import note_placeholders
from newsroom.problems import ProblemList, Severity
from newsroom.references import Place
from newsroom.sources import source_of
from newsroom.validating import validated

FOLDER = "fillers"
_SIZES = {
    FillerKind.PSA: (FillerSize.MEDIUM, FillerSize.LARGE),
    FillerKind.PROVERB: (FillerSize.SMALL,),
    FillerKind.NOTICE: (FillerSize.SMALL,),
    FillerKind.DRAWING: (FillerSize.MEDIUM, FillerSize.LARGE),
}
_LABELS = {FillerKind.PSA: "公益广告"}


def fillers_of(folder: ContentFolder, items: ItemReader, problems: ProblemList) -> Iterator[Filler]:
    """The fillers of a content folder that are sound and not drafts, by name."""
    place = folder.root / FOLDER
    files = folder.visible(place)
    used: set[str] = set()
    for path in files:
        if not is_markdown(path.name) or not folder.good_id(path, ()):
            continue
        found = ProblemList()
        made, photo = _filler(path, folder, items, found)
        used |= {photo} if photo else set()
        problems.extend(found)
        if made is not None and not found.errors:
            yield made
    folder.note_unused(place, [path.name for path in files], used)


def _filler(
    path: Path, folder: ContentFolder, items: ItemReader, problems: ProblemList
) -> tuple[Filler | None, str]:
    """A filler, and the file of its picture."""
    name, data = folder.name(path), folder.bytes_of(path)
    source = source_of(data, name, problems) if data is not None else None
    matter = validated(source, FillerMatter, problems) if source else None
    if data is None or source is None or matter is None:
        return None, ""
    wanted = matter.photo
    if matter.status is not Status.PUBLISHED:
        return None, wanted.file if wanted else ""
    note_placeholders(source, problems, Severity.ERROR)
    markup = items.typesetter.markup(
        source.body, Place(name, PurePosixPath(FOLDER), source.body_line), problems
    )
    photo = None
    if wanted is not None:
        beside = ItemFiles(path.parent, name, date.min, partial(folder.beside, path.parent))
        line = source.line_of("photo")
        photo = items.photo(wanted, line, beside, PurePosixPath(FOLDER), problems, drawings=True)
    made = Filler(
        id=path.stem,
        source=PurePosixPath(FOLDER, path.name),
        kind=matter.kind,
        headline=matter.headline,
        digest=digest(data + (photo.digest if photo else "").encode()),
        lines=tuple(blocks.lines_of(markup.html)),
        label=matter.label or _LABELS.get(matter.kind, ""),
        sizes=matter.size or _SIZES[matter.kind],
        photo=photo,
        script=matter.script,
    )
    return made, wanted.file if wanted else ""
