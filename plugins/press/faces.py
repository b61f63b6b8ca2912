"""The type in the case: which families set which script, and which characters they have."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from newsroom.kinds import Region, Script
from press.sorts import INVISIBLE

MISSING = "〓"  # the printer's mark for a sort that is not in the case
# The first name of each row that is in the case is used; the rest of the scripts stand behind it,
# for the rare forms that only one of them has (镕 祎 䶮 in a Traditional text).
_SUFFIXES = {
    Region.CN: ("SC", "TC", "HK"),
    Region.TW: ("TC", "HK", "SC"),
    Region.HK: ("HK", "TC", "SC"),
}
_SERIF = ("Noto Serif CJK {}", "Source Han Serif {}", "Noto Serif {}")
_SANS = ("Noto Sans CJK {}", "Source Han Sans {}", "Noto Sans {}")
# 楷体, of bylines, verse, quotations and editors' notes, where the case has one: free ones that are
# packaged (霞鹜文楷; Arphic's; that of Taiwan's ministry), then those that systems bring along.
_KAI = {
    Region.CN: ("LXGW WenKai", "AR PL UKai", "AR PL KaitiM GB", "Kaiti SC", "STKaiti", "KaiTi"),
    Region.TW: ("LXGW WenKai TC", "TW-Kai", "AR PL UKai TW", "Kaiti TC", "BiauKai", "DFKai-SB"),
    Region.HK: ("LXGW WenKai TC", "TW-Kai", "AR PL UKai HK", "Kaiti TC", "BiauKai", "DFKai-SB"),
}
# 仿宋, where the case has no 楷体: Fandol's (of TeX), cwTeX's (Debian: fonts-cwtex-fs, Traditional
# alone), those of systems.
_FANG = {
    Region.CN: ("FandolFang", "FandolFang R", "FangSong", "STFangsong"),
    Region.TW: ("cwTeXFangSong", "STFangsong"),
    Region.HK: ("cwTeXFangSong", "STFangsong"),
}
# What Windows and macOS bring along: taken where there is nothing better, and told.
_SYSTEM_SERIF = {
    Region.CN: ("Songti SC", "STSong", "SimSun", "NSimSun"),
    Region.TW: ("Songti TC", "PMingLiU", "MingLiU"),
    Region.HK: ("MingLiU_HKSCS", "Songti TC", "PMingLiU"),
}
_SYSTEM_SANS = {
    Region.CN: ("PingFang SC", "Microsoft YaHei", "Heiti SC", "SimHei"),
    Region.TW: ("PingFang TC", "Microsoft JhengHei", "Heiti TC"),
    Region.HK: ("PingFang HK", "Microsoft JhengHei", "Heiti TC"),
}
# Typst brings it along: letters of Europe that no Chinese type has (ź ś), their accents in place.
_LETTERS = "Libertinus Serif"
_BROUGHT = frozenset(
    {_LETTERS, "DejaVu Sans Mono", "New Computer Modern", "New Computer Modern Math"}
)
# Drawn in one colour, as a newspaper prints them: colour pictograms are RGB pictures, which no
# plate takes, and which readers of PDF put behind all other text of their page.
_PICTOGRAMS = ("Noto Emoji", "Symbola", "Noto Sans Symbols2", "Noto Sans Symbols")
_OTHER_CHINESE = ("CJK", "Source Han")
_COLOURED = "Color"
_BRUSHED = ("Kai", "楷", "Fang", "仿")  # for the text that wants it, never in the place of another
_FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


class NoTypeError(Exception):
    """No Chinese type was found in the folders of the edition."""


@dataclass(frozen=True)
class Faces:
    """The families of one script.

    serif, sans: family names in the order in which they are tried; kai: of 楷体, or of
    仿宋 in its place, for Han characters alone, none where the case has neither. region, script:
    for the forms of characters (in Noto CJK the language picks the glyph, not the family). files:
    one file a family for finding out what is in the case. handle: Typst's fonts. brought: it is
    what the system came with, made for screens and letters.
    """

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    kai: tuple[str, ...]
    region: str
    script: str
    files: tuple[tuple[Path, int], ...]
    handle: Any
    brought: bool = False

    def has(self, character: str) -> bool:
        """Whether some family has a glyph for a character, or it asks for none of its own.

        A private character never counts: what it means is between the writer and one font. Nor do
        the letters of flags, which no reader of PDF gives back in pairs.
        """
        if unicodedata.category(character) in {"Co", "Cs"} or character in _FLAGS:
            return False
        if _is_common(character) or character in INVISIBLE:
            return True
        return ord(character) in self._points

    @cached_property
    def _points(self) -> frozenset[int]:
        from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # ships no types

        points: set[int] = set()
        for file, number in self.files:
            font = TTFont(file, fontNumber=number, lazy=True)
            points.update(_points_of(font))
        return frozenset(points)


def _points_of(font: Any) -> Iterable[int]:
    """The code points that a font has glyphs for.

    The table of all Unicode (platform 3, encoding 10, format 12: runs of code points) is read as it
    stands; to have its glyphs named takes fontTools twenty times as long.
    """
    data: bytes = font.reader["cmap"]
    _, count = struct.unpack_from(">HH", data)
    for number in range(count):
        platform, encoding, start = struct.unpack_from(">HHL", data, 4 + 8 * number)
        if (platform, encoding) == (3, 10) and struct.unpack_from(">H", data, start) == (12,):
            (runs,) = struct.unpack_from(">L", data, start + 12)
            table = data[start + 16 : start + 16 + 12 * runs]
            return chain.from_iterable(
                range(first, last + 1) for first, last, _ in struct.iter_unpack(">LLL", table)
            )
    return font.getBestCmap() or ()


def _is_common(character: str) -> bool:
    """Whether every Chinese type has the character: what GB 2312 or Big5 holds, ASCII included."""
    for charset in ("gb2312", "big5"):
        try:
            character.encode(charset)
        except UnicodeEncodeError:
            continue
        return character.isprintable()
    return False


def faces_for(script: Script, folders: Sequence[Path]) -> Faces:
    """The faces of a script from the folders that hold type.

    Raises NoTypeError where no Chinese family is among them.
    """
    places = tuple(map(str, folders))
    return _faces_for(script, places, tuple(map(stamp_of, folders)))


def stamp_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What type lies in a folder, by names, sizes and times."""
    files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    stats = ((str(path), path.stat()) for path in files if path.is_file())
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


@lru_cache(maxsize=8)
def _faces_for(script: Script, folders: tuple[str, ...], _stamps: tuple[object, ...]) -> Faces:
    """The faces of a script; Typst takes a fifteenth of a second to look through a type case."""
    import typst

    handle = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders)
    )
    families = set(handle.families())
    serif, sans = (_first_of(names, script, families) for names in (_SERIF, _SANS))
    brought = not serif and not sans
    if brought:
        rows = (_SYSTEM_SERIF[script.region], _SYSTEM_SANS[script.region])
        serif, sans = (tuple(name for name in row if name in families) for row in rows)
    if not serif and not sans:
        raise NoTypeError(", ".join(folders) or "no folder")
    pictograms = (name for name in _PICTOGRAMS if name in families)
    others = (_LETTERS, *pictograms, *_others(families - _BROUGHT))
    first = {*serif[:1], *sans[:1], *others}
    brushed = (*_KAI[script.region], *_FANG[script.region])
    written = [name for name in brushed if name in families][:1]
    regular = {
        font.family: (Path(font.path), font.index)
        for font in handle.fonts()
        if font.path and font.family in first and font.weight == 400
    }
    return Faces(
        serif=(*serif, *sans, *others),
        sans=(*sans, *serif, *others),
        kai=tuple(written),
        region=script.region,
        script=script.tag.split("-")[1].lower(),
        files=tuple(sorted(regular.values())),
        handle=handle,
        brought=brought,
    )


def _others(families: Iterable[str]) -> Iterator[str]:
    """What else is in the case: type for scripts that no Chinese family has."""
    for name in sorted(families):
        foreign = not any(word in name for word in (*_OTHER_CHINESE, _COLOURED, *_BRUSHED))
        if foreign and name not in _PICTOGRAMS:
            yield name


def _first_of(names: Sequence[str], script: Script, families: set[str]) -> tuple[str, ...]:
    for pattern in names:
        chosen = [pattern.format(suffix) for suffix in _SUFFIXES[script.region]]
        if chosen[0] in families:
            return tuple(name for name in chosen if name in families)
    return ()
