"""Which `<` of a text begins HTML, and which is a sign that an editor wrote: 若 a<b 且 c>d.

A tag's name is of ASCII letters and digits, its attributes are well formed and it is closed (HTML
Standard §13.1.2). Every other `<` is text. Until the page is made it stands as a character that no
source may hold, so that neither Markdown nor an HTML parser takes it for the beginning of a tag.
"""

from __future__ import annotations

import re

from markdown.preprocessors import Preprocessor

SIGN = "\ufffe"  # a noncharacter: sources that hold one are refused when they are decoded
_ATTRIBUTE = (
    r"[A-Za-z_:@*.#(\[][^\s\"'<>=/`\u0080-\U0010ffff]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+"
)
TAG = re.compile(rf"</?+([A-Za-z][A-Za-z0-9-]*+)((?:[\s/]++{_ATTRIBUTE})*+)\s*+/?+>")
_LINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*+://[^<>]*>|<(?:mailto:)?[^<>\s@:]+@[^<>\s@]+>")
_INSTRUCTION = re.compile(r"<\?[A-Za-z][^<>]*\?>")
_OPENING = re.compile("<")


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_KNOWN = _names(
    "a abbr acronym address animate applet area article aside audio b base basefont bdi bdo "
    "bgsound big blink blockquote body br button canvas caption center cite code col colgroup "
    "data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure "
    "font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image "
    "img input ins isindex kbd keygen label legend li link listing main map mark marquee math "
    "menu menuitem meta meter multicol nav nextid nobr noembed noframes noscript object ol "
    "optgroup option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s "
    "samp script search section select set slot small source spacer span strike strong style sub "
    "summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul "
    "use var video wbr xml xmp"
)
"""Elements of HTML, old and new; another name in angle brackets is a word: 请按 <Enter>."""


class AngleReader(Preprocessor):
    """Puts the sign in the place of every `<` that begins no HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """All lines at once, for a tag may go on in the next."""
        return with_signs("\n".join(lines)).split("\n")


def with_signs(text: str) -> str:
    """A text with the sign for every `<` that is text; in links' addresses `<` stays."""
    pieces: list[str] = []
    copied = 0
    last_end = text.rfind("-->")
    for match in _OPENING.finditer(text):
        at = match.start()
        if at < copied or _begins_html(text, at, last_end):
            continue
        pieces += [text[copied:at], SIGN]
        copied = at + 1
    return "".join([*pieces, text[copied:]])


def _begins_html(text: str, at: int, last_end: int) -> bool:
    if text.startswith("<!--", at):
        return last_end >= at + len("<!--")
    if text.endswith("](", 0, at):
        return True
    tag = TAG.match(text, at)
    if tag:
        name, attributes = tag.group(1).lower(), tag.group(2)
        return name in _KNOWN or "=" in attributes or ("-" in name and not attributes)
    return bool(_LINK.match(text, at) or _INSTRUCTION.match(text, at))


def shown(text: str) -> str:
    """A text as an editor wrote it."""
    return text.replace(SIGN, "<")


def in_html(html: str) -> str:
    """Finished HTML with the signs as references."""
    return html.replace(SIGN, "&lt;")
