"""A folder or a ZIP of copy with its photos as one sheet of raw copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from copydesk import bounds
from copydesk.codes import CopyRefusedError, DeskCode, refused
from copydesk.rules import Rule
from copydesk.sheet import Format, Part, Picture, RawLine, Sheet

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
COPY = frozenset(
    {
        *(".txt", ".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".html", ".htm", ".xlsx"),
        *(".csv", ".eml", ".md"),
    }
)
MOST_FILES = 200
DEEPEST = 4

_NUMBER = re.compile(r"(?:图|照片|图片|pic|photo|img)?[ _-]?(\d{1,4})", re.IGNORECASE)
_NUMERALS = {numeral: at for at, numeral in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a bundle. name: with its folders, as an editor sees it."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of its name, lower case."""
        return PurePosixPath(self.name).suffix.lower()


def members_of_archive(name: str, data: bytes) -> list[Member]:
    """The files of a ZIP, those of its maker's own left out."""
    found: list[Member] = []
    with bounds.open_archive(name, data) as archive:
        for entry in archive.infolist():
            shown = _named(entry.filename, utf8=bool(entry.flag_bits & 0x800))
            if entry.is_dir() or not _is_wanted(shown):
                continue
            _count(name, found)
            found.append(Member(shown, bounds.read_part(name, archive, entry.filename)))
    return found


def members_of_folder(name: str, folder: Path) -> list[Member]:
    """The files of a folder and those in it; links are not followed."""
    found: list[Member] = []
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or shown.count("/") >= DEEPEST:
            continue
        if _is_wanted(shown):
            _count(name, found)
            bounds.check_file(f"{name}/{shown}", path.stat().st_size)
            found.append(Member(shown, path.read_bytes()))
    return found


def sheet_of_bundle(
    name: str, members: Sequence[Member], read_copy: Callable[[str, bytes], Sheet]
) -> Sheet:
    """The copy of a bundle, one file after the other, and its photos in the order of their numbers.

    Photos have no place in the text; they go with its captions by number or order.
    """
    copies = sorted((each for each in members if each.suffix in COPY), key=_order)
    photos = sorted((each for each in members if each.suffix in PICTURES), key=_order)
    lines: list[RawLine] = []
    pictures: list[Picture] = []
    shown: list[RawLine] = []
    first: Sheet | None = None
    for member in copies:
        try:
            sheet = read_copy(f"{name}/{member.name}", member.data)
        except CopyRefusedError as error:
            if error.problem.code is DeskCode.EMPTY:
                continue
            raise
        captions = _captions(sheet, photos) if len(copies) == 2 else []
        if captions:
            shown = captions
            continue
        before = len(lines) + 4 if first else 0
        begun = [replace(line, number=0) for line in sheet.lines]
        lines += [*([RawLine("", 0)] * 4 if first else []), *_beginning(begun, again=bool(first))]
        pictures += [replace(each, after=each.after + before) for each in sheet.pictures]
        first = first or sheet
    if first is None:
        what = "里面没有文字稿" if photos else "里面没有稿件"
        raise refused(name, DeskCode.EMPTY, what, "请把文字稿和照片放在一起")
    pictures += [Picture(PurePosixPath(each.name).name, each.data, -1) for each in photos]
    lines += [RawLine("", 0), *shown] if shown else []
    numbered = tuple(replace(line, number=number) for number, line in enumerate(lines, 1))
    bounds.check_text(name, "\n".join(line.text for line in numbered))
    alone = len(copies) == 1 + bool(shown)
    single = first.single and alone
    form = first.format if alone else Format.TEXT
    return Sheet(name, form, numbered, tuple(pictures), first.encoding, single)


def _beginning(lines: list[RawLine], *, again: bool) -> list[RawLine]:
    """The lines of one file; its first words begin a piece where another file stands before."""
    at = next((at for at, line in enumerate(lines) if line.text.strip() and not line.hint.out), -1)
    if again and at >= 0:
        lines[at] = replace(lines[at], hint=replace(lines[at].hint, begins=True))
    return lines


def _captions(sheet: Sheet, photos: Sequence[Member]) -> list[RawLine]:
    """The captions of a file that says of each photo what it shows: 训练1.jpg：…, one a line.

    In the order of the photos; none where a line says anything else.
    """
    names = [PurePosixPath(each.name) for each in photos]
    found: list[tuple[int, RawLine]] = []
    for line in sheet.lines:
        words = line.text.strip()
        match = _NAMED.match(line.text)
        named = match.group(1).lower() if match else ""
        at = next(
            (
                at
                for at, name in enumerate(names)
                if named in {name.name.lower(), name.stem.lower()}
            ),
            -1,
        )
        if match and at >= 0:
            hint = replace(line.hint, part=Part.CAPTION)
            deleted = ((0, match.end(), Rule.CAPTION_MARK),)
            found.append((at, replace(line, number=0, hint=hint, deleted=deleted)))
        elif words:
            return []
    return [line for _, line in sorted(found, key=lambda each: each[0])]


_NAMED = re.compile(r"\s*([^\s:：，。]{1,60}?)[ ]*[:：][ ]*(?=\S)")


def number_of(name: str) -> int:
    """The number that a photo's or a caption's name bears: 图2.jpg, 图二：; 0 for none."""
    words = PurePosixPath(name).stem if "." in name else name
    match = _NUMBER.search(words)
    if match:
        return int(match.group(1))
    return next((_NUMERALS[each] for each in words if each in _NUMERALS), 0)


def _order(member: Member) -> tuple[str, int, str]:
    path = PurePosixPath(member.name)
    return path.parent.as_posix(), number_of(path.name), path.name


def _is_wanted(shown: str) -> bool:
    path = PurePosixPath(shown)
    hidden = any(part.startswith((".", "__MACOSX", "~$")) for part in path.parts)
    return not hidden and path.suffix.lower() in COPY | PICTURES


def _count(name: str, found: Sequence[Member]) -> None:
    if len(found) >= MOST_FILES:
        what = f"里面的文件超过 {MOST_FILES} 个"
        raise refused(name, DeskCode.TOO_LARGE, what, "请只留一次要导入的稿件和照片")


def _named(shown: str, *, utf8: bool) -> str:
    """The name of a ZIP's entry; programs in China write it in GBK without saying so."""
    if utf8:
        return shown
    try:
        return shown.encode("cp437").decode("gb18030")
    except UnicodeError:
        return shown
