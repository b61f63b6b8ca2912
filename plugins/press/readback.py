"""A printed file read back: where on its pages which letters and pictures stand.

The reader is PDFium, which knows nothing of Typst; nothing here comes from the layout.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from press.sorts import INVISIBLE, NO_END

if TYPE_CHECKING:
    from PIL.Image import Image

_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # of UTF-16
_HYPHENS = (0x02, 0xFFFE)  # what PDFium makes of a hyphen at the end of a line
_ABOVE_BASE = 3.0  # points; the middle of small type, and inside large type
_ONE_LINE = 3.0  # points that the base lines of one line may differ by


class Box(NamedTuple):
    """A rectangle in points from the top left corner of the trimmed page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def area(self) -> float:
        """Square points."""
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def shared(self, other: Box) -> tuple[float, float]:
        """Width and height of what two boxes have in common; negative: how far they are apart."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )


class Letter(NamedTuple):
    """A character on a page: its ink, and where it begins on its base line, points.

    order: its place in the order of the file, which readers follow. size: of its type, points.
    """

    text: str
    box: Box
    start: float
    base: float
    order: int
    size: float = 0.0

    @property
    def heart(self) -> tuple[float, float]:
        """A point inside its em box, the same for a comma as for a character beside it."""
        return (self.box.left + self.box.right) / 2, self.base - _ABOVE_BASE


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What stands on a page. pictures: the part of each that shows."""

    letters: tuple[Letter, ...]
    pictures: tuple[Box, ...]


@contextmanager
def opened(pdf: bytes) -> Iterator[list[Any]]:
    """The pages of a file as PDFium has them: each is parsed once, whoever looks at it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield list(document)
    finally:
        document.close()


def read_pages(pdf: bytes, numbers: Container[int] | None = None) -> list[ReadPage]:
    """The pages of a file. numbers: of those that are asked for; the others are not looked at."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            read(document[at]) if numbers is None or at + 1 in numbers else ReadPage((), ())
            for at in range(len(document))
        ]
    finally:
        document.close()


def read(page: Any) -> ReadPage:
    """What stands on a page that is open."""
    return ReadPage(tuple(_letters(page)), tuple(_pictures(page)))


def texts_of(pdf: bytes) -> list[str]:
    """The characters that leave a mark on each page of a file, wherever they stand."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_text(page) for page in document]
    finally:
        document.close()


def pictures_of(pdf: bytes, width: int) -> Iterator[Image]:
    """Every page of a PDF as a picture. width: pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()


def _text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return "".join(character for _, character in _characters(text))
    finally:
        text.close()


def _characters(text: Any) -> Iterator[tuple[int, str]]:
    """The characters of a page that leave a mark, and their places in the order of the file."""
    import pypdfium2.raw as pdfium

    before = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code in _HIGH:  # the first half of a character beyond U+FFFF
            before = code
            continue
        if code in _LOW:
            code = 0x10000 + ((before - _HIGH.start) << 10) + (code - _LOW.start)
        character = "-" if code in _HYPHENS else chr(code)
        if is_visible(character):
            yield index, character


def _letters(page: Any) -> Iterator[Letter]:
    import pypdfium2.raw as pdfium
    from pypdfium2 import PdfiumError

    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    text = page.get_textpage()
    height = page.get_height()
    for index, character in _characters(text):
        if not pdfium.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top):
            raise PdfiumError(f"character {index} has no place")
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        box = Box(left.value, height - top.value, right.value, height - bottom.value)
        size = pdfium.FPDFText_GetFontSize(text.raw, index)
        yield Letter(character, box, x.value, height - y.value, index, size)
    text.close()


def _pictures(page: Any) -> Iterator[Box]:
    import pypdfium2.raw as pdfium

    height = page.get_height()
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = thing.get_bounds()
        box = Box(left, height - top, right, height - bottom)
        for points in _clips(pdfium.FPDFPageObj_GetClipPath(thing.raw), pdfium):
            across, down = [x for x, _ in points], [height - y for _, y in points]
            box = Box(
                max(box.left, min(across)),
                max(box.top, min(down)),
                min(box.right, max(across)),
                min(box.bottom, max(down)),
            )
        yield box


def _clips(path: Any, pdfium: Any) -> Iterator[list[tuple[float, float]]]:
    """The corners of every clip path of an object."""
    for one in range(max(0, pdfium.FPDFClipPath_CountPaths(path))):
        points = []
        for number in range(pdfium.FPDFClipPath_CountPathSegments(path, one)):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, one, number)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        if points:
            yield points


@lru_cache(maxsize=1 << 16)
def is_visible(character: str) -> bool:
    """Whether a character leaves a mark on paper."""
    return bool(
        character.strip()
        and character not in INVISIBLE
        and unicodedata.category(character[0]) not in {"Cc", "Cf"}
    )


def folded(text: str) -> str:
    """The visible characters of a text as readers of PDF give them back: compatibility forms one.

    What a reader takes for a ligature or a full-width form stays one character here.
    """
    return "".join(
        unicodedata.normalize("NFKC", character)[:1] or character
        for character in text
        if is_visible(character)
    )


def visible(text: str) -> str:
    """The characters of a text that leave a mark; as many as are left of it when folded."""
    return "".join(filter(is_visible, text))


def in_lines(letters: Iterable[Letter]) -> list[list[Letter]]:
    """Letters line by line from the top, each from the left."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: each.base):
        if lines and letter.base - lines[-1][0].base < _ONE_LINE:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [sorted(line, key=_place) for line in lines]


def _place(letter: Letter) -> float:
    """How far on in its line a letter stands.

    A mark that opens has its white before it, and where that is closed up its origin lies left of
    the letter before it: in (1)《 it counts from where its ink begins.
    """
    return letter.box.left if letter.text in NO_END else letter.start


def words_of(lines: Iterable[Iterable[Letter]]) -> str:
    """The text of letters, folded."""
    return folded(printed_in(lines))


def printed_in(lines: Iterable[Iterable[Letter]]) -> str:
    """The text of letters as it was read."""
    return "".join(letter.text for line in lines for letter in line)
