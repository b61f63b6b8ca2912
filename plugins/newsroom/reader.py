"""What every reading of a file in a content folder shares: the house, the store, what was told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from newsroom.checks import CrossCheck
from newsroom.codes import CheckingCode, ReadingCode
from newsroom.faults import at_work_on, is_of_the_machine
from newsroom.folder import ContentFolder, ReadCount
from newsroom.houserules import HouseRules
from newsroom.items import ItemReader
from newsroom.markup import Markup
from newsroom.problems import ProblemList, Severity
from newsroom.references import Place
from newsroom.store import Store

T = TypeVar("T")
DRAFT = re.compile(rb"^status[ \t]*:[ \t]*[\"']?draft\b", re.MULTILINE)
MATTER_END = re.compile(rb"\n---[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Reader:
    """One reading of one content folder.

    cross: the checks between files. items: reads items, and the text of notes and pages. glossary:
    the fingerprint of the names and holidays that tables are held against.
    """

    content: Path
    folder: ContentFolder
    store: Store
    rules: HouseRules
    problems: ProblemList
    count: ReadCount
    cross: CrossCheck
    items: ItemReader
    glossary: str

    def guarded(self, path: Path, read: Callable[[], T | None], name: str = "") -> T | None:
        """Read one file; a fault of the program is a problem of that file, and others go on."""
        name = name or self.folder.name(path)
        try:
            with at_work_on(name):
                return read()
        except Exception as error:
            if self.rules.reports is None or is_of_the_machine(error):
                raise
            cure = "请把这个文件改回从前的样子或移走，再试一次"
            grave = Severity.WARNING if is_draft(_bytes_of(path)) else Severity.ERROR
            self.problems.extend([self.rules.reports.problem(error, name, cure, grave)])
            return None

    def is_only(self, path: Path, ids: dict[str, str]) -> bool:
        """Whether no file before it in the same folder has taken its id. ids: of those files."""
        twin = ids.setdefault(path.stem, path.name)
        if twin != path.name:
            what, cure = f"{twin} 已经用了这个编号", "请给其中一个文件换个名字"
            self.problems.add(self.folder.name(path), 0, CheckingCode.ID_TWICE, what, cure)
        return twin == path.name

    def markup_without_photos(self, text: str, place: Place) -> Markup:
        """A note or standing page; photos belong to items, where they have alt and credit."""
        markup = self.items.typesetter.markup(text, place, self.problems)
        for photo in markup.photos:
            what, cure = f"这里不能放照片：{photo.written[:60]}", "请把照片放进稿件"
            self.problems.add(place.name, photo.line, ReadingCode.PHOTO_UNDECLARED, what, cure)
        return markup


def is_draft(data: bytes) -> bool:
    """Whether the front matter, read or not, says that the item is a draft."""
    start = data.find(b"---") + 3
    end = MATTER_END.search(data, start)
    return bool(DRAFT.search(data, start, end.start() if end else len(data)))


def _bytes_of(path: Path) -> bytes:
    """A file that may be gone or closed by now."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
