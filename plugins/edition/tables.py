"""What must not part in a body as a page shows it; its tables, figures under figures, that scroll.

A body's tables come out of Markdown and the sanitiser: nothing is merged, nothing nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
FIGURE = re.compile(r"[+\-−±]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(?P<part>\d+))?[%％‰]?")
"""A number as a cell writes it: 9631, 1,234,567.89, −3.5, 12.5%."""
NOTHING = {"", "-", "—", "——", "–", "/", "／", "…", "……", "无", "無"}  # stand for no number
WHOLE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号號]|\d{4}年\d{1,2}月"
    r"|[+\-−±]?[0-9A-Za-z](?:[0-9A-Za-z.,:/%％‰∶~～–—+\-−]{0,22}[0-9A-Za-z%％‰])?[号號]?"
)
"""What never parts at the end of a line of a cell: a date, a number, a code, a telephone number."""
TELEPHONE = re.compile(r"(?<![\w.&#-])\+?\d{1,12}(?:-\d{1,12}){1,4}(?![\w-])", re.ASCII)
"""Digits and hyphens in running text: a browser ends a line behind a hyphen in them."""

SHORT = 5
"""Characters of a cell that stays on one line: a village, a name, a unit."""
MANY = 9
"""Columns from which on a table is printed in small type, as paper does not scroll."""


def with_tables(html: str) -> str:
    """A body whose telephone numbers stay whole; its tables scroll in a box of their own.

    Tables keep numbers, dates and codes whole.
    """
    parts: list[str] = []
    at = 0
    for table in TABLE.finditer(html):
        parts += [_whole(html[at : table.start()], TELEPHONE), _boxed(table.group())]
        at = table.end()
    return "".join([*parts, _whole(html[at:], TELEPHONE)])


def _boxed(table: str) -> str:
    rows = [CELL.findall(row) for row in ROW.findall(table)]
    fractions = _fractions([[cell for _, _, cell in row] for row in rows if row[0][0] == "td"])

    def row_of(match: re.Match[str]) -> str:
        cells = enumerate(CELL.finditer(match.group(1)))
        return f"<tr>{''.join(_cell(cell, fractions.get(at)) for at, cell in cells)}</tr>"

    many = " many" if max(map(len, rows), default=0) >= MANY else ""
    return (
        f'<div class="scroll{many}" role="region" aria-label="表格" tabindex="0">'
        f"{ROW.sub(row_of, table)}</div>"
    )


def _fractions(body: list[list[str]]) -> dict[int, int]:
    """The columns that hold numbers: how many digits stand behind the point at most."""
    found: dict[int, int] = {}
    for at in range(max((len(row) for row in body), default=0)):
        texts = [_text(row[at]) for row in body if at < len(row)]
        numbers = [FIGURE.fullmatch(text) for text in texts if text not in NOTHING]
        if numbers and all(numbers):
            found[at] = max(len(match["part"] or "") for match in numbers if match)
    return found


def _cell(match: re.Match[str], fraction: int | None) -> str:
    tag, attributes, inner = match.groups()
    if fraction is None:
        short = ' class="s"' if len(_text(inner)) <= SHORT else ""
        return f"<{tag}{attributes}{short}>{_whole(inner, WHOLE)}</{tag}>"
    fill = _fill(_text(inner), fraction) if tag == "td" else ""
    return f'<{tag}{attributes} class="n"{fill}>{inner}</{tag}>'


def _fill(text: str, fraction: int) -> str:
    """What a number lacks behind its point, so that the points of a column stand under each other.

    The style sheet sets it unseen; it is no part of the text.
    """
    match = FIGURE.fullmatch(text)
    if match is None or text[-1] in "%％‰":
        return ""
    missing = fraction - len(match["part"] or "")
    if not missing:
        return ""
    point = "" if match["part"] else "."
    return f' data-fill="{point}{"0" * missing}"'


def _whole(html: str, kept: re.Pattern[str]) -> str:
    """A text with what must not part held together; tags stay as they are."""
    if not kept.search(html):
        return html
    parts: list[str] = []
    at = 0
    for tag in TAG.finditer(html):
        parts += [*_held(html[at : tag.start()], kept), tag.group()]
        at = tag.end()
    return "".join([*parts, *_held(html[at:], kept)])


def _held(text: str, kept: re.Pattern[str]) -> Iterable[str]:
    at = 0
    for match in kept.finditer(text):
        if match.start() and text[match.start() - 1] == "&":
            continue  # the name of a character reference
        yield text[at : match.start()]
        yield f'<span class="nb">{match.group()}</span>'
        at = match.end()
    yield text[at:]


def _text(cell: str) -> str:
    return unescape(TAG.sub("", cell)).strip()
