"""HTML in the other script: text nodes and the attributes that a reader sees, nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hanzi.engines import OPAQUE
from hanzi.tokens import ESCAPABLE, Sort, Token, tokens
from newsroom.kinds import Script

Convert = Callable[[str], Sequence[str]]


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


INLINE = _names(
    "a abbr acronym b bdi bdo big cite data del dfn em font i ins label mark nobr q rb ruby "
    "s small span strike strong sub sup time tt u wbr"
)
"""Elements that do not part the words on both sides of their tags."""

NOTES = _names("rt rp rtc")
"""What stands above a word and not in it: <ruby>范<rt>fàn</rt></ruby>家庄 is one word."""

VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param "
    "source track wbr"
)
KEPT_ELEMENTS = _names("code kbd math pre samp svg textarea tt var")
"""Elements whose text is no prose."""

ATTRIBUTES = _names(
    "alt title placeholder label aria-label aria-description aria-placeholder "
    "aria-roledescription aria-valuetext data-label"
)
"""Attributes that a reader sees or hears."""

META = _names(
    "description keywords author subject og:title og:description og:site_name og:image:alt "
    "twitter:title twitter:description twitter:image:alt twitter:label1 twitter:data1 "
    "article:author article:section article:tag application-name apple-mobile-web-app-title"
)
"""The `name` or `property` of a `meta` whose `content` is text."""

_CLOSES = {
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "tr": frozenset(["td", "th", "tr"]),
    "td": frozenset(["td", "th"]),
    "th": frozenset(["td", "th"]),
    "option": frozenset(["option"]),
    "rb": NOTES | {"rb"},
    "rt": NOTES | {"rb"},
    "rp": NOTES | {"rb"},
    "p": frozenset(["p"]),
}
"""Start tags that end an open element of these names (HTML Standard §13.1.2.4)."""

_BLOCKS = _names(
    "address article aside blockquote details div dl fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul"
)

_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?')
_JSON_KEPT = _names(
    "@context @id @type url sameAs inLanguage contentUrl thumbnailUrl email identifier image logo"
    " target"
)
"""Keys of JSON-LD whose values are addresses or identifiers."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element: its name, and whether what stands in it is kept."""

    name: str
    kept: bool


@dataclass(slots=True)
class _Pieces:
    """Stretches of the page to convert, and the runs of text that they join to."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    joined: list[bool] = field(default_factory=list)
    late: list[tuple[int, int]] = field(default_factory=list)
    data: list[tuple[int, int]] = field(default_factory=list)

    def text(self, start: int, end: int, *, joins: bool) -> None:
        self.spans.append((start, end))
        self.joined.append(joins)


def convert_html(html: str, convert: Convert, source: Script) -> str:
    """The page with its prose converted.

    convert: a run of text to one string a character. source: the script of the page; an inner
    element whose `lang` names another language or script stays as it is.
    """
    pieces = _collect(html, source)
    run: list[str] = []
    order: list[tuple[int, int]] = []
    for (start, end), joins in zip(pieces.spans, pieces.joined, strict=True):
        if not joins:
            run.append(OPAQUE)
        run.append(html[start:end])
        order.append((start, end))
    for start, end in pieces.late:
        run += [OPAQUE, html[start:end]]
        order.append((start, end))
    new = _converted("".join(run), order, [*pieces.joined, *[False] * len(pieces.late)], convert)
    for start, end in pieces.data:
        new[start, end] = _json(html[start:end], convert)
    out: list[str] = []
    copied = 0
    for start, end in sorted(new):
        out += [html[copied:start], new[start, end]]
        copied = end
    out.append(html[copied:])
    return "".join(out)


def _converted(
    text: str, order: list[tuple[int, int]], joined: list[bool], convert: Convert
) -> dict[tuple[int, int], str]:
    forms = convert(text)
    whole = isinstance(forms, str)
    new: dict[tuple[int, int], str] = {}
    place = 0
    for (start, end), joins in zip(order, joined, strict=True):
        place += not joins
        part = forms[place : place + end - start]
        new[start, end] = str(part) if whole else "".join(part)
        place += end - start
    return new


def _collect(html: str, source: Script) -> _Pieces:
    pieces = _Pieces()
    stack = _Stack()
    joins = data = False
    for token in tokens(html):
        kept = stack.kept
        if token.sort is Sort.TEXT:
            if stack.noted and not kept:
                pieces.late.append((token.start, token.end))
            elif not kept:
                pieces.text(token.start, token.end, joins=joins)
                joins = token.name not in ESCAPABLE
        elif token.sort is Sort.RAW:
            if data and not kept:
                pieces.data.append((token.start, token.end))
        elif token.sort is Sort.START:
            now = _open(token, stack, source)
            data = token.name == "script" and _is_data(token)
            joins = joins and token.name in INLINE | NOTES and not now
            if not now:
                pieces.late += _visible(token)
        elif token.sort is Sort.END:
            stack.close(token.name)
            joins = joins and not kept and token.name in INLINE | NOTES
    return pieces


def _open(token: Token, stack: _Stack, source: Script) -> bool:
    """Note an open element, and those that its start tag ends; whether it is kept."""
    ends = _CLOSES.get(token.name, frozenset(["p"]) if token.name in _BLOCKS else frozenset())
    while stack.innermost in ends:
        stack.pop()
    kept = _kept(token, source, inherited=stack.kept)
    if token.name not in VOID:
        stack.push(token.name, kept=kept)
    return kept


class _Stack:
    """The open elements; it counts them by name, so that a page of stray end tags is cheap."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._names: Counter[str] = Counter()

    @property
    def kept(self) -> bool:
        """Whether text that stands here is kept as it is."""
        return bool(self._open) and self._open[-1].kept

    @property
    def noted(self) -> bool:
        """Whether text that stands here is a note above other text."""
        return any(self._names[name] for name in NOTES)

    @property
    def innermost(self) -> str:
        """The name of the innermost open element, or nothing."""
        return self._open[-1].name if self._open else ""

    def push(self, name: str, *, kept: bool) -> None:
        """An element opens."""
        self._open.append(_Open(name, kept))
        self._names[name] += 1

    def pop(self) -> str:
        """The innermost element closes; its name."""
        name = self._open.pop().name
        self._names[name] -= 1
        return name

    def close(self, name: str) -> None:
        """An end tag closes its element and all inside it; one that matches none does nothing."""
        if self._names[name]:
            while self.pop() != name:
                pass


def _kept(token: Token, source: Script, *, inherited: bool) -> bool:
    if token.name in KEPT_ELEMENTS:
        return True
    values = {attribute.name: attribute.value.strip().lower() for attribute in token.attributes}
    translate = values.get("translate")
    language = values.get("lang", values.get("xml:lang"))
    if translate == "no" or "notranslate" in values.get("class", "").split():
        return True
    if language is not None and token.name != "html":
        return not _reads(language, source)
    return inherited and translate != "yes"


def _reads(language: str, source: Script) -> bool:
    """Whether a `lang` is Chinese, and not expressly in another script than the source."""
    subtags = language.replace("_", "-").split("-")
    if subtags[0] not in ("zh", "cmn", "yue", "wuu", "nan", "hak", ""):
        return False
    return ("hant" if source.is_simplified else "hans") not in subtags[1:]


def _is_data(token: Token) -> bool:
    return any(
        attribute.name == "type" and attribute.value.strip().lower() == "application/ld+json"
        for attribute in token.attributes
    )


def _visible(token: Token) -> list[tuple[int, int]]:
    """Where the values stand that a reader sees or hears."""
    values = {attribute.name: attribute.value.strip().lower() for attribute in token.attributes}
    wanted = ATTRIBUTES
    if token.name == "meta":
        named = values.get("name", values.get("property", ""))
        wanted = frozenset(["content"]) if named in META else frozenset()
    elif token.name == "input" and values.get("type") in ("submit", "button", "reset"):
        wanted = ATTRIBUTES | {"value"}
    return [
        (attribute.start, attribute.end)
        for attribute in token.attributes
        if attribute.name in wanted
    ]


def _json(data: str, convert: Convert) -> str:
    """The string values of a JSON text converted; keys, addresses and every other byte stay."""
    key = ""

    def string(match: re.Match[str]) -> str:
        nonlocal key
        written = match.group()
        if match.group(1):
            key = written[: -len(match.group(1))].strip('"')
            return written
        if key in _JSON_KEPT:
            return written
        try:
            text = json.loads(written, strict=False)
        except ValueError:
            return written
        new = "".join(convert(text))
        if new == text:
            return written
        return json.dumps(new, ensure_ascii=False).replace("</", "<\\/")

    return _JSON_STRING.sub(string, data)
