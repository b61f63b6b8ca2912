"""HTML cut into tokens that keep every byte, as a browser cuts it (HTML Standard §13.2.5).

No parser is used for writing: a parser that prints a tree back changes bytes that are nobody's
business. Tests hold this reading against html5lib's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_TAG = re.compile(r"</?([a-zA-Z][^\t\n\f\r />]*)")
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*([^\t\n\f\r />][^\t\n\f\r />=]*)"
    r"(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:\"([^\"]*)\"|'([^']*)'|([^\t\n\f\r >\"'][^\t\n\f\r >]*)))?"
)
_BOGUS = re.compile(r"<[!?]|</[^a-zA-Z]")  # comments, declarations, and what is read as one
_END = re.compile(r"[\t\n\f\r /]*>")
_COMMENT_END = re.compile(r"--!?>|(?<=<!--)>|(?<=<!--)->")

RAW = frozenset(["iframe", "noembed", "noframes", "script", "style", "xmp"])
"""Elements whose content is raw text: no tags, no character references."""

ESCAPABLE = frozenset(["textarea", "title"])
"""Elements whose content is text without tags."""


class Sort(Enum):
    """What a token is."""

    TEXT = auto()
    RAW = auto()
    START = auto()
    END = auto()
    OTHER = auto()


class Attribute(NamedTuple):
    """One attribute of a start tag; [start, end) is its value in the page, without quotes."""

    name: str
    value: str
    start: int
    end: int


class Token(NamedTuple):
    """A stretch of the page: [start, end) in characters. name: of the element, lower case.

    For RAW and for TEXT inside <title> or <textarea>, name is that element's.
    """

    sort: Sort
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


def tokens(html: str) -> Iterator[Token]:
    """All tokens of a page or fragment, in order, without a gap."""
    place = 0
    size = len(html)
    text_from = 0
    while place < size:
        less = html.find("<", place)
        if less < 0:
            break
        token = _markup(html, less)
        if token is None:
            place = less + 1
            continue
        if less > text_from:
            yield Token(Sort.TEXT, text_from, less)
        yield token
        place = text_from = token.end
        if token.sort is Sort.START and token.name == "plaintext":
            yield Token(Sort.RAW, place, size, token.name)
            return
        if token.sort is Sort.START and token.name in RAW | ESCAPABLE:
            close = _close(html, place, token.name)
            if close > place:
                sort = Sort.RAW if token.name in RAW else Sort.TEXT
                yield Token(sort, place, close, token.name)
            place = text_from = close
    if text_from < size:
        yield Token(Sort.TEXT, text_from, size)


def _markup(html: str, less: int) -> Token | None:
    """The tag, comment or declaration that begins here, or None where `<` is a letter as others."""
    if match := _BOGUS.match(html, less):
        return Token(Sort.OTHER, less, _comment_end(html, less))
    match = _TAG.match(html, less)
    if match is None:
        return None
    attributes: list[Attribute] = []
    place = match.end()
    while (end := _END.match(html, place)) is None:
        found = _ATTRIBUTE.match(html, place)
        if found is None:  # the page ends inside the tag; a browser drops the rest
            return Token(Sort.OTHER, less, len(html))
        place = _value(html, found, attributes)
        if place < 0:
            return Token(Sort.OTHER, less, len(html))
    sort = Sort.END if html[less + 1] == "/" else Sort.START
    return Token(sort, less, end.end(), match.group(1).lower(), tuple(attributes))


def _value(html: str, found: re.Match[str], attributes: list[Attribute]) -> int:
    """Note an attribute; where the next one may begin, or -1 where its quote never closes."""
    name = found.group(1).lower()
    for group in (2, 3, 4):
        if found.group(group) is not None:
            start, end = found.span(group)
            if all(other.name != name for other in attributes):
                attributes.append(Attribute(name, found.group(group), start, end))
            return found.end()
    rest = re.compile(r"[\t\n\f\r ]*=[\t\n\f\r ]*").match(html, found.end())
    if rest is None:
        return found.end()
    if html[rest.end() : rest.end() + 1] == ">":  # an equals sign and no value
        return rest.end()
    return -1


def _comment_end(html: str, less: int) -> int:
    if html.startswith("<!--", less):
        match = _COMMENT_END.search(html, less + 4)
        # `<!-->` and `<!--->` are whole comments.
        return match.end() if match else len(html)
    close = html.find(">", less)
    return close + 1 if close >= 0 else len(html)


def _close(html: str, place: int, name: str) -> int:
    """Where the content of a raw element ends: before its end tag, or with the page."""
    match = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII).search(html, place)
    return match.start() if match else len(html)
