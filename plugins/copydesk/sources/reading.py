"""Raw copy of any kind: told by its bytes first and by its name second."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from copydesk import bounds
from copydesk.codes import DeskCode, refused
from copydesk.sheet import Sheet
from copydesk.sources.bundle import members_of_archive, members_of_folder, sheet_of_bundle
from copydesk.sources.converted import converted
from copydesk.sources.tagged import HEAD

_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|div|table|p)\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"\A(?:(?:From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID|Delivered-To|"
    rb"X-[\w-]+"
    rb"|Content-[\w-]+|Reply-To|Cc|DKIM-Signature):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}",
    re.IGNORECASE,
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_OLD = b"\xd0\xcf\x11\xe0"
"""How Word, WPS and Excel began their files until 2007."""


def read_file(path: Path, name: str = "") -> Sheet:
    """One file or folder from the disk. name: as problems call it; the path as given by default."""
    name = name or path.as_posix()
    try:
        if path.is_dir():
            return sheet_of_bundle(name, members_of_folder(name, path), read_copy)
        size = path.stat().st_size
        if not path.is_file():
            raise refused(name, DeskCode.MISSING, "这不是文件", "请给出文件名")
        bounds.check_file(name, size)
        data = path.read_bytes()
    except OSError as error:
        raise refused(name, DeskCode.MISSING, "文件读不到", "请检查文件名") from error
    return read_copy(name, data)


def read_copy(name: str, data: bytes) -> Sheet:
    """The lines of one file; raises CopyRefusedError for what the desk does not take."""
    bounds.check_file(name, len(data))
    suffix = PurePosixPath(name).suffix.lower()
    if data.startswith(b"PK\x03\x04"):
        return _read_archive(name, data)
    if b"%PDF-" in data[:1024]:
        from copydesk.sources.pdf import read_pdf

        return read_pdf(name, data)
    if data.startswith(_PICTURES):
        cure = "照片请和文字放进一个文件夹或 ZIP；整版的照片请先用文字识别（OCR）软件转成文字"
        raise refused(name, DeskCode.SCAN, "是图片，不是文字", cure)
    if data.startswith(_PACKED):
        raise refused(name, DeskCode.UNKNOWN, "是压缩包", "请解开，或另压成 ZIP 再导入")
    if data.startswith((_OLD, b"{\\rtf")):
        return _read_old(name, data, suffix)
    if suffix in {".docx", ".xlsx"}:
        raise refused(name, DeskCode.BROKEN, "文件已损坏", "请用原来的程序重新保存")
    return _read_text(name, data, suffix)


def _read_archive(name: str, data: bytes) -> Sheet:
    """A file of Office, told by what it holds."""
    from copydesk.sources.docx import read_docx
    from copydesk.sources.workbook import read_workbook

    with bounds.open_archive(name, data) as archive:
        parts = set(archive.namelist())
    if "word/document.xml" in parts:
        return read_docx(name, data)
    if any(part.startswith("xl/") for part in parts):
        return read_workbook(name, data)
    if "mimetype" in parts and "content.xml" in parts:
        return read_docx(name, converted(name, data, "ODT"))
    return sheet_of_bundle(name, members_of_archive(name, data), _read_member)


def _read_member(name: str, data: bytes) -> Sheet:
    """One file of a ZIP; a ZIP inside a ZIP is none."""
    if data.startswith(b"PK\x03\x04") and PurePosixPath(name).suffix.lower() == ".zip":
        raise refused(name, DeskCode.UNKNOWN, "是压缩包里的压缩包", "请解开后再导入")
    return read_copy(name, data)


def _read_old(name: str, data: bytes, suffix: str) -> Sheet:
    """A file of the programs of old, by the converter."""
    from copydesk.sources.docx import read_docx
    from copydesk.sources.workbook import read_workbook

    if suffix in {".xls", ".et"}:
        return read_workbook(name, converted(name, data, "旧版 Excel", "xlsx"))
    kind = "RTF" if data.startswith(b"{\\rtf") else "旧版 Word 或 WPS "
    return read_docx(name, converted(name, data, kind))


def _read_text(name: str, data: bytes, suffix: str) -> Sheet:
    """A file of text: a letter, a page, a table or plain."""
    from copydesk.sources.html import read_html
    from copydesk.sources.mail import read_mail
    from copydesk.sources.text import read_text
    from copydesk.sources.workbook import read_csv

    if suffix in {".eml", ".mht"} or _MAIL.match(data[:4000]):
        return read_mail(name, data, read_copy)
    if suffix in {".html", ".htm", ".xhtml", ".shtml"} or _is_html(data):
        return read_html(name, data)
    if suffix in {".csv", ".tsv"}:
        return read_csv(name, data)
    return read_text(name, data)


def _is_html(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # two bytes a character: 值 holds those of <P
        data = data[:8000].decode("utf-16", "ignore").encode("ascii", "replace")
    head = data[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if HEAD.match(head.decode("ascii", "replace")):
        return False  # tagged text
    return head.startswith((b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML")) or (
        head.startswith(b"<") and len(_HTML.findall(head)) >= 3
    )
