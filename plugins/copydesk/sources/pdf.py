"""A PDF with text as raw copy: by its structure where it is tagged, else by where its words stand.

A tagged file (PDF/UA, ISO 32000-1 §14.8) says what is a paragraph and a heading, in order. In any
other the page is cut along its white space, gutters first; a line that fills its column and is not
followed by an indent goes on. What has no text at all is a picture of a page, and refused.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from copydesk import bounds
from copydesk.codes import DeskCode, refused
from copydesk.lexicon import HAN, is_han
from copydesk.sheet import Format, Hint, RawLine, Sheet
from copydesk.sources.pagecut import Segment, paragraphs

MOST_PAGES = 80
MOST_CHARACTERS = 60_000
"""Characters of one page; a newspaper's has fifteen thousand."""

FEWEST = 12
"""Han characters or letters that a file of text has at least."""

SHORTEST_HALF = 12
"""Characters of the first half of a paragraph that a column's end cut in two."""

DEEPEST = 40
MOST_ELEMENTS = 20_000
_CJK = f"{HAN}，。、；：？！“”‘’（）《》—…"
_SPACED = re.compile(f"(?<=[{_CJK}]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%]) (?=[{_CJK}])")
"""The quarter blanks that typesetters put between Han characters and figures."""

_HYPHEN = re.compile("[\x02\ufffe\u00ad]")


def read_pdf(name: str, data: bytes) -> Sheet:
    """The lines of a PDF; the line number counts its paragraphs."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        what, cure = "PDF 打不开", "请用原来的程序重新保存"
        if locked:
            what, cure = "PDF 加了密码", "请去掉密码再导入"
        raise refused(name, DeskCode.BROKEN, what, cure) from error
    try:
        if len(document) > MOST_PAGES:
            what = f"PDF 有 {len(document)} 页，超过 {MOST_PAGES} 页"
            raise refused(name, DeskCode.TOO_LARGE, what, "请只留要刊登的几页")
        found = [line for number in range(len(document)) for line in _page(name, document, number)]
    except pypdfium2.PdfiumError as error:
        raise refused(name, DeskCode.BROKEN, "PDF 已损坏", "请用原来的程序重新保存") from error
    finally:
        document.close()
    if sum(len(re.findall(r"\w", line.text)) for line in found) < FEWEST:
        what = "PDF 里没有文字，只有图片（扫描件或照片）"
        cure = "请向来稿人要文字稿，或先用文字识别（OCR）软件转成文字，核对后再导入"
        raise refused(name, DeskCode.SCAN, what, cure)
    lines = tuple(replace(line, number=number) for number, line in enumerate(found, 1))
    bounds.check_text(name, "\n".join(line.text for line in lines))
    return Sheet(name, Format.PDF, lines)


def _page(name: str, document: Any, number: int) -> list[RawLine]:
    page = document[number]
    text = page.get_textpage()
    try:
        if text.count_chars() > MOST_CHARACTERS:
            what = f"第{number + 1}页有 {text.count_chars()} 个字符"
            raise refused(name, DeskCode.TOO_LARGE, what, "这不像稿件，请检查文件")
        lines = _tagged(page, text) or list(paragraphs(list(_segments(text, page))))
    finally:
        text.close()
        page.close()
    return [RawLine("", 0), *lines] if number else lines


def _letters(text: Any) -> Iterator[tuple[int, str]]:
    """The letters of a page with their places in the order of the file.

    One beyond U+FFFF PDFium counts as two, its halves in UTF-16; it stands at the second.
    """
    import pypdfium2.raw as pdfium

    high = 0
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code in _HIGH:
            high = code
            continue
        if code in _LOW:
            code = 0x10000 + ((high - _HIGH.start) << 10) + code - _LOW.start if high else 0xFFFD
        high = 0
        yield at, chr(code)


_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


# By its structure


def _tagged(page: Any, text: Any) -> list[RawLine]:
    """The paragraphs of a page as its structure tells them; nothing where it has none."""
    import pypdfium2.raw as pdfium

    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        marked, sizes = _marked(text)
        walk = _Walk(marked, sizes)
        for at in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
            walk.element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), 0)
    finally:
        pdfium.FPDF_StructTree_Close(tree)
    held = sum(len(line.text) for line in walk.lines)
    return walk.lines if held * 2 >= sum(map(len, marked.values())) and held else []


def _marked(text: Any) -> tuple[dict[int, str], dict[int, float]]:
    """The text of each marked piece of a page's content, and the size of its letters in points.

    Without what PDFium adds: a blank wherever letters stand apart and a break wherever a line ends.
    Only between two words of letters does one of them mean a blank, and between two Han characters
    of one line that stand half a square apart, as names do.
    """
    import pypdfium2.raw as pdfium

    marked: dict[int, str] = {}
    sizes: dict[int, Counter[float]] = defaultdict(Counter)
    added = apart = False
    for at, letter in _letters(text):
        if pdfium.FPDFText_IsGenerated(text, at) == 1 or letter in "\r\n":
            apart = letter == " " and not added and _stands_apart(text, at)
            added = True
            continue
        found = pdfium.FPDFText_GetTextObject(text, at)
        identifier = pdfium.FPDFPageObj_GetMarkedContentID(found) if found else -1
        before = marked.get(identifier, "")
        words = before[-1:].isascii() and before[-1:].isalpha() and letter.isascii()
        blank = added and ((words and letter.isalpha()) or apart)
        marked[identifier] = before + (" " if blank else "") + letter
        sizes[identifier][round(pdfium.FPDFText_GetFontSize(text, at), 1)] += 1
        added = apart = False
    return marked, {each: most.most_common(1)[0][0] for each, most in sizes.items()}


APART = 0.4
"""The gap between two names, in squares of their letters."""


def _stands_apart(text: Any, at: int) -> bool:
    """Whether the two Han characters beside an added blank stand on one line, a gap between."""
    import pypdfium2.raw as pdfium

    if not 0 < at < text.count_chars() - 1:
        return False
    pair = [chr(pdfium.FPDFText_GetUnicode(text, place)) for place in (at - 1, at + 1)]
    if not all(map(is_han, pair)):
        return False
    first, second = text.get_charbox(at - 1), text.get_charbox(at + 1)
    size = max(1.0, pdfium.FPDFText_GetFontSize(text, at - 1))
    gap = float(second[0] - first[2])
    level = bool(first[1] < second[3] and second[1] < first[3])
    return level and APART * size <= gap <= 2 * size


_LEVEL = re.compile("H([1-6])")
_HELD = frozenset({"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LI", "TR", "Caption", "Title"})
"""Elements that are one paragraph each, whatever stands inside them."""


class _Walk:
    """The walk over a page's structure."""

    def __init__(self, marked: dict[int, str], sizes: dict[int, float]) -> None:
        self._sizes = sizes
        self._read: list[tuple[float, int]] = []
        self.lines: list[RawLine] = []
        self._marked = marked
        self._left = MOST_ELEMENTS
        self._table = 0

    def element(self, element: Any, depth: int) -> None:
        """Read an element: a paragraph's text, or what it holds."""
        import pypdfium2.raw as pdfium

        self._left -= 1
        if not element or depth > DEEPEST or self._left < 0:
            return
        kind = _string(pdfium.FPDF_StructElement_GetType, element)
        if kind == "Table":
            self._table += 1
        if kind in _HELD:
            self._read.clear()
            parts = list(self._parts(element, depth))
            cells = kind == "TR"
            words = "\t".join(map(_whole, parts)) if cells else _whole("".join(parts))
            level = _LEVEL.fullmatch(kind)
            hint = Hint(
                level=int(level.group(1)) if level else 0,
                table=self._table if cells else 0,
                size=self._size(),
            )
            if words.strip():
                self._add(RawLine(words if cells else words.strip(), 0, hint))
            return
        for at in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                self.element(child, depth + 1)
            else:
                self._loose(element, at)

    def _loose(self, element: Any, at: int) -> None:
        """Text that stands in no paragraph."""
        import pypdfium2.raw as pdfium

        identifier = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        words = _whole(self._marked.pop(identifier, "")).strip()
        if words:
            self._add(RawLine(words, 0))

    def _add(self, line: RawLine) -> None:
        """Keep a paragraph; the second half of one that a column's end cut in two joins the first.

        A paragraph with a comma that no mark ends was cut.
        """
        last = self.lines[-1] if self.lines else None
        alike = last is not None and last.hint.size == line.hint.size
        if last and alike and _is_cut(last) and not line.hint.level and not line.hint.table:
            self.lines[-1] = replace(last, text=last.text + line.text)
        else:
            self.lines.append(line)

    def _parts(self, element: Any, depth: int) -> Iterator[str]:
        """The texts of an element's children; the cells of a row, each as one."""
        import pypdfium2.raw as pdfium

        for at in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
            self._left -= 1
            if self._left < 0 or depth > DEEPEST:
                return
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
            if child:
                yield "".join(self._parts(child, depth + 1))
            else:
                identifier = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
                words = self._marked.pop(identifier, "")
                self._read.append((self._sizes.get(identifier, 0.0), len(words)))
                yield words

    def _size(self) -> float:
        """The size of most letters of the element that was read, in points."""
        sizes: Counter[float] = Counter()
        for size, count in self._read:
            sizes[size] += count
        return sizes.most_common(1)[0][0] if sizes else 0.0


def _string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[:size].decode("utf-16-le", "replace").rstrip("\0")


def _is_cut(line: RawLine) -> bool:
    plain = not line.hint.level and not line.hint.table and len(line.text) >= SHORTEST_HALF
    return (
        plain
        and bool(re.search("[，、]", line.text))
        and bool(re.search(f"[{HAN}A-Za-z0-9，、]$", line.text))
    )


def _whole(words: str) -> str:
    """The words of one element of the structure."""
    return _HYPHEN.sub("", words)


def _plain(words: str) -> str:
    """Words as they were written: without the blanks and hyphens of the typesetter."""
    return _SPACED.sub("", _whole(words))


# By where its words stand


def _segments(text: Any, page: Any) -> Iterator[Segment]:
    """Runs of letters that stand on one line with no gap between them, in the order of the file."""
    import pypdfium2.raw as pdfium

    height = page.get_height()
    current: Segment | None = None
    for at, letter in _letters(text):
        if letter in "\r\n":
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        size = max(1.0, pdfium.FPDFText_GetFontSize(text, at))
        size = min(size, max(1.0, top - bottom)) if size > 200 else size
        box = Segment(letter, left, height - top, right, height - bottom, size)
        if current is not None and current.goes_on(box):
            current = current.with_letter(box)
            continue
        if current is not None:
            yield replace(current, text=_plain(current.text))
        current = box
    if current is not None:
        yield replace(current, text=_plain(current.text))
