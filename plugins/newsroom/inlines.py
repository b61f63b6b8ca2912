"""Marks within a line that Markdown itself does not know: ~~删去~~, ==标亮==, bare addresses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

from newsroom.stars import Stars

PAIRS = {"~~": "del", "==": "mark"}
_ALONE = {mark: re.compile(rf"(?<!{mark[0]}){mark}(?!{mark[0]})") for mark in PAIRS}
LATIN = re.compile(r"[0-9A-Za-z]")
_ADDRESS = (
    r"(?<![0-9A-Za-z@/._-])(?:(?i:https?://)(?=[0-9A-Za-z])|(?i:www\.)(?=[0-9A-Za-z-]+\.[0-9A-Za-z]))"
    r"[0-9A-Za-z\-._~:/?#\[\]@!$&'()*+,;=%]+"
)
_LOCAL = r"[0-9A-Za-z_+-]+(?:\.[0-9A-Za-z_+-]+)*"
_HOST = r"(?:[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?\.)+[A-Za-z]{2,24}"
MAIL = rf"(?<![0-9A-Za-z._+@/:-]){_LOCAL}@{_HOST}(?![0-9A-Za-z@-])"
FORMULA = r"\\\([^\n\u3400-\u9fff]{1,80}?\\\)|\\\[[^\n\u3400-\u9fff]{1,80}?\\\]"
_RAW_LINK = re.compile(r"<(/?)a(?![0-9A-Za-z-])", re.IGNORECASE)
_ENDS = ".,:;!?'*_~"
_CLOSING = {")": "(", "]": "["}


def register(md: Markdown) -> None:
    """Teach Markdown these marks."""
    md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "~", "=", "^", "<", "\ufffe"]
    md.inlinePatterns.register(Stars(md), "em_strong", 60)
    md.inlinePatterns.register(_Formula(FORMULA), "formula", 186)
    md.inlinePatterns.register(_HardBreak(r"\\\n"), "backslash-break", 185)
    md.inlinePatterns.register(_MailLink(rf"<(?:mailto:)?({MAIL})>"), "automail", 110)
    md.inlinePatterns.register(_WebLink(_ADDRESS, md), "bare-address", 86)
    md.inlinePatterns.register(_BareMail(MAIL, md), "bare-mail", 84)
    for place, (mark, tag) in enumerate(PAIRS.items()):
        md.inlinePatterns.register(_Pair(mark, tag), tag, 58 - place)


@dataclass(frozen=True, slots=True)
class Mark:
    """A pair's mark in a text: where it stands, whether something can begin or end with it."""

    at: int
    opens: bool
    closes: bool


def marks_of(text: str, mark: str) -> Iterator[Mark]:
    """Where `~~` or `==` stands by itself, and not for “equal” or “about”.

    Between Latin letters or digits (a==b, 5~~10) and between blanks (a == b) it is a sign of its
    own; three and more of it are a line.
    """
    for found in _ALONE[mark].finditer(text):
        before = text[found.start() - 1 : found.start()] or " "
        after = text[found.end() : found.end() + 1] or " "
        operator = LATIN.match(before) and LATIN.match(after)
        opens = not operator and not after.isspace()
        closes = not operator and not before.isspace()
        if opens or closes:
            yield Mark(found.start(), opens, closes)


class _Pair(InlineProcessor):
    """What stands between two equal marks becomes an element."""

    def __init__(self, mark: str, tag: str) -> None:
        super().__init__(_ALONE[mark].pattern)
        self._mark, self._tag = mark, tag
        self._text = ""
        self._opening: set[int] = set()
        self._closing: list[int] = []

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The element from a mark that opens to the next that closes."""
        if data is not self._text:  # looked through once for all marks of a text
            self._text, marks = data, list(marks_of(data, self._mark))
            self._opening = {mark.at for mark in marks if mark.opens}
            self._closing = [mark.at for mark in marks if mark.closes]
        start = m.end()
        place = bisect_right(self._closing, start)
        if m.start() not in self._opening or place == len(self._closing):
            return None, None, None
        end = self._closing[place]
        element = Element(self._tag)
        element.text = data[start:end]
        return element, m.start(), end + len(self._mark)


class _Formula(InlineProcessor):
    """A formula of other programs keeps its backslashes: who reads it sees what it was."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library calls it so
    ) -> tuple[str, int, int]:
        """The words as they are."""
        return m.group(), m.start(), m.end()


class _HardBreak(InlineProcessor):
    """A backslash at the end of a line."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """A line break."""
        del data
        return Element("br"), m.start(), m.end()


def _link(href: str, text: str) -> Element:
    element = Element("a", {"href": href})
    element.text = AtomicString(text)
    return element


class _MailLink(InlineProcessor):
    """`<someone@example.org>`, in plain letters: the library's disguise hides it from readers."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """A link that opens a mail."""
        del data
        return _link(f"mailto:{m.group(1)}", m.group(1)), m.start(), m.end()


class _Bare(InlineProcessor):
    """What is no link yet. Raw HTML is out of sight here, so its own links are looked for."""

    ANCESTOR_EXCLUDES: ClassVar[tuple[str, ...]] = ("a",)

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)

    def in_raw_link(self, data: str, at: int) -> bool:
        """Whether a link that an editor wrote in HTML is open at a place."""
        if not any(_RAW_LINK.match(str(raw)) for raw in self.md.htmlStash.rawHtmlBlocks):
            return False
        reader = self.md.treeprocessors["inline"]
        stash = reader.stashed_nodes  # type: ignore[attr-defined] # it is the InlineProcessor
        within = False
        for found in INLINE_PLACEHOLDER_RE.finditer(data, 0, at):
            held = stash.get(found.group(1))
            place = HTML_PLACEHOLDER_RE.fullmatch(held) if isinstance(held, str) else None
            if place:
                raw = str(self.md.htmlStash.rawHtmlBlocks[int(place.group(1))])
                tag = _RAW_LINK.match(raw)
                within = not tag.group(1) if tag else within
        return within


class _WebLink(_Bare):
    """A web address as it stands; it ends where Chinese begins."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """A link; marks at its end that belong to the sentence are no part of it."""
        written = m.group()
        if data.endswith("==", 0, m.start()):  # it is highlighted
            written = written.removesuffix("==")
        address = _trimmed(written)
        if self.in_raw_link(data, m.start()):
            return None, None, None
        href = f"http://{address}" if address[:4].lower() == "www." else address
        return _link(href, address), m.start(), m.start() + len(address)


class _BareMail(_Bare):
    """An e-mail address as it stands."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """A link that opens a mail."""
        if self.in_raw_link(data, m.start()):
            return None, None, None
        return _link(f"mailto:{m.group()}", m.group()), m.start(), m.end()


def _trimmed(address: str) -> str:
    """An address without the marks of the sentence round it; brackets stay in pairs."""
    spare = {
        close: address.count(close) - address.count(begin) for close, begin in _CLOSING.items()
    }
    end = len(address)
    while address[end - 1] in _ENDS or spare.get(address[end - 1], 0) > 0:
        end -= 1
        if address[end] in spare:
            spare[address[end]] -= 1
    return address[:end]
