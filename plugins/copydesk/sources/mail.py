"""An e-mail file as raw copy: its text, and the copy and pictures attached to it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import PurePosixPath

from copydesk import bounds
from copydesk.codes import CopyRefusedError, DeskCode, refused
from copydesk.decoding import decode
from copydesk.lexicon import han_count
from copydesk.rules import Rule
from copydesk.sheet import Format, Hint, Picture, RawLine, Sheet
from copydesk.sources.bundle import COPY
from copydesk.sources.text import sheet_of

MAX_PARTS = 200
_PICTURES = {"image/jpeg", "image/png", "image/webp"}
_HEADERS = ("From", "To", "Cc", "Subject", "Date")


def read_mail(name: str, data: bytes, read_copy: Callable[[str, bytes], Sheet]) -> Sheet:
    """The lines of an e-mail: header, body, and whatever copy is attached, read by `read_copy`."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (ValueError, RecursionError, AttributeError, TypeError) as error:
        raise refused(
            name, DeskCode.BROKEN, "邮件读不出来", "请把正文复制成纯文本再导入"
        ) from error
    if len(parts) > MAX_PARTS:
        raise refused(name, DeskCode.TOO_LARGE, "邮件的附件太多", "请把稿件另存再导入")
    lines = [
        RawLine(f"{header}: {value}", 0, Hint(out=Rule.MAIL_HEADER))
        for header in _HEADERS
        if (value := _header(message, header))
    ]
    pictures: list[Picture] = []
    body, said = _said(name, message)
    attached: list[RawLine] = []
    for part in parts:
        if part is body or not isinstance(part, EmailMessage):
            continue
        before = len(lines) + len(said) + len(attached)
        attached += _attached(name, part, read_copy, pictures, before)
    if _is_cover(said, attached):
        said = _put_aside(said)
    lines += [*said, *attached]
    numbered = tuple(
        RawLine(line.text, number, line.hint, line.deleted) for number, line in enumerate(lines, 1)
    )
    if not any(line.text.strip() for line in numbered if not line.hint.out):
        raise refused(name, DeskCode.EMPTY, "邮件里没有文字", "请检查稿件是不是在附件里")
    bounds.check_text(name, "\n".join(line.text for line in numbered))
    return Sheet(name, Format.MAIL, numbered, tuple(pictures))


def _is_cover(said: list[RawLine], attached: list[RawLine]) -> bool:
    """Whether a letter only says what is attached to it, or has the same copy once more."""
    copy = "".join(line.text for line in attached if not line.hint.out)
    if len(copy) < SHORTEST_COPY:
        return False
    long = [line.text.strip() for line in said if len(line.text.strip()) >= SHORTEST_COPY]
    return all(text in copy for text in long)


SHORTEST_COPY = 50
"""Characters of a paragraph of copy; what a letter says of its attachment is shorter."""


def _header(message: EmailMessage, header: str) -> str:
    try:
        return " ".join(str(message.get(header, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""  # a header no parser can make sense of is no copy either


def _said(name: str, message: EmailMessage) -> tuple[EmailMessage | None, list[RawLine]]:
    """The body of a mail and its lines: the plain one, unless it only points to the other.

    Some programs send a few words of plain text (请查看HTML正文) beside the text itself.
    """
    plain, dressed = _body(message, "plain"), _body(message, "html")
    lines = _text_lines(name, plain) if plain is not None else []
    if dressed is None or _length(lines) >= SHORTEST_COPY:
        return plain, lines
    other = _text_lines(name, dressed)
    if _length(other) <= 2 * _length(lines):
        return plain, lines
    return dressed, [*_put_aside(lines), *other]


def _put_aside(lines: list[RawLine]) -> list[RawLine]:
    return [replace(line, hint=replace(line.hint, out=Rule.MAIL_LETTER)) for line in lines]


def _length(lines: list[RawLine]) -> int:
    return sum(han_count(line.text) for line in lines if not line.hint.out)


def _body(message: EmailMessage, sort: str) -> EmailMessage | None:
    try:
        found = message.get_body((sort,))
    except (ValueError, AttributeError, KeyError):
        found = None
    return found if isinstance(found, EmailMessage) else None


def _text_lines(name: str, part: EmailMessage) -> list[RawLine]:
    from copydesk.sources.html import sheet_of_html

    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if not data:
        return []
    text = decode(name, data, part.get_content_charset("") or "").text
    if part.get_content_subtype() == "html":
        return list(sheet_of_html(name, text, letter=True).lines)
    return list(sheet_of(name, _unflowed(part, text)).lines)


def _unflowed(part: EmailMessage, text: str) -> str:
    """Lines that a mail program wrapped softly, whole again (RFC 3676)."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    joined: list[str] = []
    for line in text.split("\n"):
        if joined and joined[-1].endswith(" ") and joined[-1] != "-- ":
            last = joined[-1][:-1]
            glue = " " if last[-1:].isascii() and line[:1].isascii() else ""
            joined[-1] = last + glue + line
        else:
            joined.append(line)
    return "\n".join(joined)


def _attached(
    name: str,
    part: EmailMessage,
    read_copy: Callable[[str, bytes], Sheet],
    pictures: list[Picture],
    before: int,
) -> list[RawLine]:
    """The lines of an attachment that is copy; a picture is kept beside."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    file = PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
    if part.get_content_type() in _PICTURES and data:
        pictures.append(Picture(file or "picture.jpg", data, before))
        return []
    if PurePosixPath(file).suffix.lower() not in COPY or not data:
        return []
    try:
        sheet = read_copy(f"{name}/{file}", data)
    except CopyRefusedError as error:
        if error.problem.code in {DeskCode.EMPTY, DeskCode.SCAN}:
            return []
        raise
    pictures += sheet.pictures
    return [RawLine("", 0)] * 3 + list(sheet.lines)
