"""A content folder as reading meets it: files inside it, and names that can be addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from newsroom.codes import CheckingCode, ReadingCode
from newsroom.kinds import Script
from newsroom.leftovers import is_left_by_systems, meant_by
from newsroom.pictures import inside
from newsroom.problems import ProblemList, Severity

ITEM_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 80
PRINTED_PAGE = re.compile(r"p\d+")
DAY_LIKE = re.compile(r"([0-9]{4})[-/._年]?([0-9]{1,2})[-/._月]?([0-9]{1,2})日?")
PRINTED = "printed"  # the folder beside the items where papers signed to press are kept
RESERVED_ITEMS = frozenset({"issue", "photos", "index"})
RESERVED_PAGES = frozenset(
    {
        *("archive", "assets", "briefs", "corrections", "feeds"),
        *(script.value for script in Script),
        *("index", "reception", "search", "section", "sitemap", "subscribe"),
    }
)


@dataclass(slots=True)
class ReadCount:
    """How many files were read, and how many of them had to be parsed.

    waits: when the next embargo ends, None where none does.
    """

    files: int = 0
    parsed: int = 0
    waits: datetime | None = None


class ContentFolder:
    """Hands out the files of one content folder; what cannot be handed out is a problem."""

    def __init__(self, root: Path, problems: ProblemList, count: ReadCount) -> None:
        self.root = root
        self._problems = problems
        self._count = count

    def name(self, path: Path) -> str:
        """A path as the editor knows it: `content/issues/2013-09-30/lead.md`."""
        return printable(f"{self.root.name}/{path.relative_to(self.root).as_posix()}")

    def visible(self, folder: Path) -> tuple[Path, ...]:
        """What stands in a folder, by name, without hidden files and what systems leave there."""
        try:
            found = tuple(folder.iterdir()) if folder.is_dir() else ()
        except OSError as error:
            what = f"文件夹打不开（{error.strerror}）"
            self._problems.add(self.name(folder), 0, ReadingCode.ENCODING, what, "请检查文件夹")
            return ()
        if not found and folder.exists() and not folder.is_dir():
            what, cure = "这里应当是文件夹，却是一个文件", "请把文件移走"
            self._problems.add(self.name(folder), 0, ReadingCode.OUTSIDE, what, cure)
        return tuple(
            sorted(
                path
                for path in found
                if not path.name.startswith(".") and not is_left_by_systems(path.name)
            )
        )

    def bytes_of(self, path: Path) -> bytes | None:
        """The bytes of a source file; None and a problem where it is outside or unreadable."""
        self._count.files += 1
        if not inside(self.root, path) or not path.is_file():
            what, cure = "文件在内容文件夹以外，或不是文件", "请把文件放回内容文件夹里"
            self._problems.add(self.name(path), 0, ReadingCode.OUTSIDE, what, cure)
            return None
        try:
            return path.read_bytes()
        except OSError as error:
            what = f"文件读不出来（{error.strerror}）"
            self._problems.add(self.name(path), 0, ReadingCode.ENCODING, what, "请检查文件")
            return None

    def beside(self, folder: Path, name: str) -> bytes | None:
        """The bytes of a file beside an item, or None: missing, outside, or no file."""
        path = folder / name
        self._count.files += 1
        try:
            return path.read_bytes() if inside(self.root, path) and path.is_file() else None
        except (OSError, ValueError):
            return None

    def good_id(self, path: Path, reserved: Collection[str]) -> bool:
        """Whether a file's name can be an address; a problem where it can't."""
        name, stem = self.name(path), path.stem
        if not ITEM_ID.fullmatch(stem) or len(stem) > LONGEST_ID:
            what = f"文件名“{printable(path.name)}”不能做网址"
            cure = "请改成小写英文字母、数字和连字符，如 lead.md"
            self._problems.add(name, 0, ReadingCode.NAME, what, cure)
            return False
        if is_reserved(stem, reserved):
            what = f"文件名“{stem}”是网站自己要用的"
            self._problems.add(name, 0, CheckingCode.ID_RESERVED, what, "请换一个文件名")
            return False
        return True

    def note_astray(self, path: Path) -> None:
        """Warn of a file that lies where only the folders of issues belong."""
        what, cure = "这里只放一期一期的文件夹", "请把文件放进它那一期的文件夹，或移走"
        self._problems.add(self.name(path), 0, ReadingCode.UNUSED, what, cure, Severity.WARNING)

    def note_unused(self, folder: Path, files: Iterable[str], used: Collection[str]) -> None:
        """Warn of files beside the items that no item names."""
        for file in files:
            if not is_markdown(file) and file not in used:
                what, cure = "这个文件没有稿件用到", "请在稿件里写上它，或把它移走"
                if meant := meant_by(file):
                    what = "文件名末尾多了 .txt（Windows 平时不显示它），没有当成稿件来读"
                    cure = f"请改名为 {meant}"
                name = self.name(folder / file)
                self._problems.add(name, 0, ReadingCode.UNUSED, what, cure, Severity.WARNING)


def is_reserved(stem: str, reserved: Collection[str] = RESERVED_ITEMS) -> bool:
    """Whether the site itself uses an address beside the items, or the pages."""
    return stem in reserved or (reserved is RESERVED_ITEMS and bool(PRINTED_PAGE.fullmatch(stem)))


def is_day(folder: str) -> bool:
    """Whether a folder is named as an issue is: 2013-10-08."""
    return day_like(folder) == folder


def day_like(written: str) -> str:
    """The day that was meant, as folders are named: 2013-10-09 for 2013.10.9; "" for none."""
    match = DAY_LIKE.fullmatch(written.strip())
    try:
        return date(*map(int, match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def renaming(folder: str) -> str:
    """What to do about the folder of an issue that is not named by its day."""
    day = day_like(folder)
    if day:
        return f"请把文件夹改名为 {day}，再用 scripts/new issue {day} 补上"
    return "一期的文件夹用出版日期做名字，如 2013-10-08；请改名，不是一期的请移走"


def printable(name: str) -> str:
    """A file's name as it can be shown: what cannot be seen or encoded as its number."""
    if name.isprintable():
        return name
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in name)


def is_markdown(file: str) -> bool:
    """Whether a file's name says that it holds Markdown."""
    return file.lower().endswith((".md", ".markdown"))
