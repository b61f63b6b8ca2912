"""How much the desk takes: measured before anything is opened, parsed or held in memory."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib

from copydesk.codes import DeskCode, refused

FILE_BYTES = 32_000_000
TEXT_CHARACTERS = 6_000_000
LINE_CHARACTERS = 100_000
LINES = 60_000
LINES_OF_TEXT = 30_000  # with something in them
ARCHIVE_ENTRIES = 4_000
ARCHIVE_BYTES = 200_000_000
PART_BYTES = 60_000_000
XML_BYTES = 40_000_000
SWELLING = 150  # XML of office files packs to a tenth; a bomb packs to a thousandth
HTML_DEPTH = 500
HTML_TAGS = 200_000
TABLE_CELLS = 200_000

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,  # deflated data that is damaged
    lzma.LZMAError,  # the same of LZMA
    OSError,  # the same of bzip2
    EOFError,  # data that ends too early
    ValueError,  # names that are not what they say they are encoded in, places before the file
    NotImplementedError,  # versions, methods and patches that zipfile does not know
)
"""What zipfile raises for a ZIP that is damaged; found by damaging some at random."""

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_file(name: str, size: int) -> None:
    """Refuse a file that is too large to open. size: bytes."""
    if size > FILE_BYTES:
        what = f"文件有 {size // 1_000_000} MB，超过 {FILE_BYTES // 1_000_000} MB"
        raise refused(name, DeskCode.TOO_LARGE, what, "请拆成几个小文件，照片另存")
    if size == 0:
        raise refused(name, DeskCode.EMPTY, "文件是空的", "请检查是不是传错了文件")


def check_source(name: str, text: str) -> None:
    """Refuse the source of a page that is too long; its lines are those of scripts and styles."""
    if len(text) > TEXT_CHARACTERS:
        what = f"文字有 {len(text)} 个字符，超过 {TEXT_CHARACTERS}"
        raise refused(name, DeskCode.TOO_LARGE, what, "请拆成几个小文件")


def check_text(name: str, text: str, *, longest: int = LINE_CHARACTERS) -> None:
    """Refuse a text that is too long, or has a line that is longer than `longest` characters."""
    check_source(name, text)
    if text.count("\n") > LINES:
        what = f"文字超过 {LINES} 行"
        raise refused(name, DeskCode.TOO_LARGE, what, "请拆成几个小文件")
    filled = 0
    for number, line in enumerate(text.split("\n"), 1):
        filled += bool(line) and not line.isspace()
        if filled > LINES_OF_TEXT:
            what = f"有字的行超过 {LINES_OF_TEXT} 行"
            raise refused(name, DeskCode.TOO_LARGE, what, "请拆成几个小文件", number)
        if len(line) > longest:
            what = f"一行有 {len(line)} 个字符"
            raise refused(name, DeskCode.LONG_LINE, what, "这不像稿件，请检查文件", number)


def open_archive(name: str, data: bytes) -> zipfile.ZipFile:
    """A ZIP archive (DOCX, XLSX) whose parts have been measured by what they declare."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except BROKEN as error:
        raise refused(name, DeskCode.BROKEN, "文件打不开", "请用原来的程序重新保存") from error
    total = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > PART_BYTES
        or (entry.file_size > 1_000_000 and entry.file_size > SWELLING * entry.compress_size)
        for entry in entries
    )
    if len(entries) > ARCHIVE_ENTRIES or total > ARCHIVE_BYTES or swollen:
        what = f"文件展开后有 {total // 1_000_000} MB，不像正常的稿件"
        raise refused(name, DeskCode.SWOLLEN, what, "请不要打开它，向来稿人核实")
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(name, DeskCode.BROKEN, "文件加了密码", "请去掉密码再保存")
    return archive


def read_part(name: str, archive: zipfile.ZipFile, part: str) -> bytes:
    """One part of an archive, never more of it than it declared; XML without declarations.

    Office files have no DOCTYPE (ECMA-376 part 2 §8.2.4 forbids it), so one is an attack.
    """
    limit = XML_BYTES if part.endswith((".xml", ".rels")) else PART_BYTES
    try:
        with archive.open(part) as stream:
            data = stream.read(limit + 1)
    except BROKEN as error:
        raise refused(name, DeskCode.BROKEN, "文件已损坏", "请用原来的程序重新保存") from error
    if len(data) > limit:
        what = f"其中的 {part} 太大"
        raise refused(name, DeskCode.SWOLLEN, what, "请不要打开它，向来稿人核实")
    if part.endswith((".xml", ".rels")):
        check_xml(name, data)
    return data


def check_xml(name: str, data: bytes) -> None:
    """Refuse XML that declares a document type or entities, in any of XML's encodings."""
    if _DECLARATION.search(data) or _DECLARATION.search(data.replace(b"\0", b"")):
        what, cure = "文件里声明了 XML 实体", "请不要打开它，向来稿人核实"
        raise refused(name, DeskCode.ENTITIES, what, cure)
