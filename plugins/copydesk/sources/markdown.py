"""Markdown as raw copy, with the front matter of Hexo, Hugo, Jekyll and of the press itself.

What the front matter names (title, author, subtitle …) is told as what it is; its other fields are
no copy. Marks of Markdown (##, **, links) say what a line is and go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.lexicon import has_han, simple
from copydesk.rules import Rule
from copydesk.sheet import Format, Hint, Part, RawLine, Sheet

SUFFIXES = frozenset({".md", ".markdown", ".mdown"})

_FENCES = {"---": "---", "+++": "+++"}
_FIELD = re.compile(r"(?P<key>[\w\u4e00-\u9fff.-]{1,40})\s*(?P<mark>[:=：])(?P<value>.*)$")
_ITEM = re.compile(r"\s+(?:-\s+)?(?P<value>\S.*)$|-\s+(?P<listed>\S.*)$")
_PARTS = {
    "kicker": Part.KICKER,
    "引题": Part.KICKER,
    "headline": Part.HEADLINE,
    "title": Part.HEADLINE,
    "标题": Part.HEADLINE,
    "主题": Part.HEADLINE,
    "deck": Part.DECK,
    "subtitle": Part.DECK,
    "副题": Part.DECK,
    "副标题": Part.DECK,
    "dateline": Part.DATELINE,
    "电头": Part.DATELINE,
    "byline": Part.BYLINE,
    "bylines": Part.BYLINE,
    "author": Part.BYLINE,
    "authors": Part.BYLINE,
    "作者": Part.BYLINE,
    "署名": Part.BYLINE,
}
_ORDER = (Part.KICKER, Part.HEADLINE, Part.DECK, Part.DATELINE, Part.BYLINE)
_ROLES = frozenset({"role", "身份"})
MOST_FIELDS = 200
"""Lines of front matter at most; a rule with more under it is no front matter."""


def front_matter_end(lines: Sequence[str]) -> int:
    """How many lines of a text are front matter, fences counted; 0 where it has none."""
    fence = _FENCES.get(lines[0].strip().lstrip("\ufeff")) if lines else None
    if fence is None:
        return 0
    for at, line in enumerate(lines[1 : MOST_FIELDS + 2], 1):
        if line.strip() == fence:
            named = sum(bool(_FIELD.match(each)) for each in lines[1:at])
            return at + 1 if named and _is_matter(lines[1:at]) else 0
    return 0


def is_markdown(text: str) -> bool:
    """Whether a text by any other name is set in Markdown: a heading, or two lines all in bold."""
    if "# " not in text and "**" not in text:
        return False
    return bool(_HEADED.search(text)) or len(_BOLD_LINES.findall(text)) >= FEWEST_BOLD


_HEADED = re.compile(r"^#{1,6} (?=[^#\n]*[\u4e00-\u9fff])", re.MULTILINE)
_BOLD_LINES = re.compile(r"^\*\*[^*\n]{2,60}\*\*[ \t]*\r?$", re.MULTILINE)
FEWEST_BOLD = 2


def _is_matter(lines: Sequence[str]) -> bool:
    """Whether lines are fields, entries of fields, and remarks, and nothing else."""
    return all(
        not line.strip() or line.lstrip()[0] in "#[]{}" or _FIELD.match(line) or _ITEM.match(line)
        for line in lines
    )


def sheet_of_markdown(name: str, text: str, encoding: str) -> Sheet:
    """The lines of a text in Markdown; one piece where it has front matter."""
    rows = text.split("\n")
    end = front_matter_end(rows)
    matter = list(_matter_lines(rows[:end]))
    title = next((line.text for line in matter if line.hint.part is Part.HEADLINE), "")
    entries = _entries(rows)
    body = [
        _body_line(part, number, title, entry=number in entries)
        for number, row in enumerate(rows[end:], end + 1)
        for part in _PARAGRAPH.split(row)
    ]
    return Sheet(name, Format.TEXT, (*matter, *body), encoding=encoding, single=bool(title))


def _entries(rows: Sequence[str]) -> frozenset[int]:
    """The numbers of the rows that are entries of a list: short, several in a row, no sentence."""
    found: set[int] = set()
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and _ENTRY.fullmatch(rows[end]):
            end += 1
        if end - start >= FEWEST_ENTRIES:
            found.update(range(start + 1, end + 1))
        start = max(end, start + 1)
    return frozenset(found)


_ENTRY = re.compile(r"\s*[-*+]\s+(?!\[[ x]\])[^。！？]{1,30}[；;]?\s*")
FEWEST_ENTRIES = 2


@dataclass(slots=True)
class _Field:
    """A field that is copy. values: words with the numbers of their lines."""

    part: Part
    values: list[tuple[str, int]]


def _matter_lines(rows: Sequence[str]) -> Iterator[RawLine]:
    """The lines of some front matter: what is copy in the order of a heading, then all the rest."""
    fields: list[_Field] = []
    left: list[RawLine] = []
    open_field: _Field | None = None
    for number, row in enumerate(rows, 1):
        field, item = _FIELD.match(row), _ITEM.match(row)
        if field and not row[0].isspace():
            part = _PARTS.get(simple(field.group("key")).lower())
            value = _bare(field.group("value"))
            open_field = _Field(part, [(value, number)] if value else []) if part else None
            if open_field:
                fields.append(open_field)
                continue
        elif item and open_field:
            _take_item(open_field, item.group("value") or item.group("listed"), number)
            continue
        out = Hint(out=Rule.METADATA)
        left.append(RawLine(row if has_han(row) else "", number, out))
    for part in _ORDER:
        for each in fields:
            if each.part is part and each.values:
                words = " ".join(word for word, _ in each.values)
                yield RawLine(words, each.values[0][1], Hint(part=part))
    yield from left


def _take_item(field: _Field, value: str, number: int) -> None:
    """Give a field one entry of its list: 向阳, name: 向阳, role: 记者."""
    inner = _FIELD.match(value)
    words = _bare(inner.group("value") if inner else value)
    if inner and inner.group("key") in _ROLES and field.values:
        name, line = field.values.pop()
        words, number = f"{words} {name}", line
    elif inner and inner.group("key") not in {"name", "姓名"}:
        return
    if words:
        field.values.append((words, number))


def _bare(value: str) -> str:
    """The words of a value, without quotation marks, brackets of a list and a remark behind it."""
    value = re.sub(r"\s+#\s.*$", "", value).strip()
    if value[:1] == "[" and value[-1:] == "]" and (value[1:2] in "\"'" or "," in value):
        parts = [_bare(each) for each in value[1:-1].split(",")]
        return " ".join(part for part in parts if part)
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return "" if value in {"|", ">", "|-", ">-", "null", "~"} else value


_HEADING = re.compile(r"^ {0,3}(?P<mark>#{1,6})[ \t]+(?=\S)")
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\([^()\s]*(?:\s+\"(?P<title>[^\"]*)\")?\)")
_LINK = re.compile(r"(?<!!)(?P<open>\[)[^\[\]]+(?P<close>\]\([^()]*\))")
_BOLD = re.compile(r"(\*\*|__)(?=\S)[^*_]+?(?<=\S)(\1)")
_ITALIC = re.compile(
    r"(?<![*\w])(\*)(?=[^\s*])[^*]+?(?<=[^\s*])(\*)(?![*\w])"
    "|(?<![*])([*])(?=[^\\s*])[^*]*[\u4e00-\u9fff][^*]*(?<=[^\\s*])([*])(?![*])"
)
_LEAD = re.compile(r"^\s*(?:>\s?)+|^\s*[-*+]\s+(?=\S)")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")
_MACHINE = re.compile(r"^\s*(?:<!--.*-->|\{%.*%\}|\{\{.*\}\}|\[TOC\])\s*$", re.IGNORECASE)


_TAG = re.compile(
    r"</?(?:p|div|span|section|center|font|br|hr|figure|figcaption|img|a|b|i|u|em|strong|small|"
    r"sup|sub|h[1-6]|ul|ol|li|blockquote)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
"""A tag of HTML, which Markdown takes as it is (CommonMark 0.31.2 §6.6)."""

_PARAGRAPH = re.compile(r"(?<=</p>)[ \t]*(?=<p[\s>])", re.IGNORECASE)
"""Where a paragraph of HTML ends in a line and the next begins."""

_FIGURE_CAPTION = re.compile(r"\s*<figcaption(?=[\s>])", re.IGNORECASE)


def _body_line(row: str, number: int, title: str, *, entry: bool = False) -> RawLine:
    """A line of the body as what its marks say that it is, without them."""
    if _RULE.match(row) or _MACHINE.match(row):
        return RawLine(row if has_han(row) else "", number, Hint(out=Rule.METADATA))
    image = _IMAGE.fullmatch(row.strip())
    if image:
        alt, more = image.group("alt").strip(), (image.group("title") or "").strip()
        alt = more if alt and alt.rstrip("。") in more else alt  # with whose picture it is
        if not has_han(alt):
            return RawLine(alt, number, Hint(out=Rule.MARKUP))
        return RawLine(alt, number, Hint(part=Part.CAPTION))
    hint = Hint(part=Part.ENTRY) if entry else Hint()
    hint = Hint(part=Part.CAPTION) if _FIGURE_CAPTION.match(row) else hint
    spans = _marks(row)
    heading = _HEADING.match(row)
    if heading:
        words = row[heading.end() :].strip().rstrip("#").strip()
        if title and words == title:
            return RawLine(row, number, Hint(out=Rule.PAGE_TITLE))
        level = len(heading.group("mark"))
        hint = Hint(part=Part.SUBHEAD) if title else Hint(level=level)
        hint = Hint(part=Part.DECK) if words.startswith(("——", "--")) else hint
        spans = [(0, heading.end()), *(span for span in spans if span[0] >= heading.end())]
    deleted = tuple((start, end, Rule.MARKUP) for start, end in spans)
    return RawLine(row, number, hint, deleted)


def _marks(row: str) -> list[tuple[int, int]]:
    """The marks of a line that no reader sees, in order, none over another."""
    found: list[tuple[int, int]] = []
    lead = _LEAD.match(row)
    if lead:
        found.append(lead.span())
    found += [match.span() for match in _IMAGE.finditer(row)]
    found += [match.span() for match in _TAG.finditer(row)]
    for match in _LINK.finditer(row):
        found += [match.span("open"), match.span("close")]
    for pattern in (_BOLD, _ITALIC):
        for match in pattern.finditer(row):
            found += [match.span(at) for at in range(1, len(match.groups()) + 1) if match[at]]
    kept: list[tuple[int, int]] = []
    for span in sorted(found):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
