r"""Tagged text of page layout programs as raw copy: every paragraph names its style.

InDesign's form (Adobe, "Tagged Text"): a first line that names encoding and system, paragraphs that
begin with `<ParaStyle:…>`, styles of characters in `<…>`, and `\`, `<`, `>` escaped.
"""

from __future__ import annotations

import re

from copydesk import bounds
from copydesk.sheet import Format, Hint, RawLine, Sheet
from copydesk.sources.grids import with_empty_rows

HEAD = re.compile(r"\s*<(?:UNICODE|ASCII|ANSI|SJIS|BIG5|GB18030)-(?:WIN|MAC)>")
_STYLE = re.compile("<ParaStyle:([^<>]{0,80})>")
_TAG = re.compile(r"(?<!\\)<([^<>]{0,200})>")
_ESCAPED = re.compile(r"\\([\\<>])")
CELL = frozenset({"表格"})


def is_tagged(text: str) -> bool:
    """Whether a text is tagged text."""
    return bool(HEAD.match(text[:200].lstrip("\ufeff")))


def sheet_of_tagged(name: str, text: str, encoding: str) -> Sheet:
    """The lines of tagged text, each with the name of its style."""
    bounds.check_text(name, text)
    lines: list[RawLine] = []
    style, table = "", 0
    for number, raw in enumerate(text.split("\n"), 1):
        match = _STYLE.match(raw)
        style = match.group(1) if match else style
        words = raw[match.end() :] if match else raw
        if number == 1 and HEAD.match(raw.lstrip("\ufeff")):
            continue
        cells = style in CELL
        table += cells and not (lines and lines[-1].hint.style in CELL)
        for piece in _whole(_TAG.sub(_break, words)).split("\n"):
            plain = _ESCAPED.sub(r"\1", piece)
            hint = Hint(style=style, table=table if cells else 0)
            lines.append(RawLine(plain, number, hint))
    return Sheet(name, Format.TEXT, tuple(with_empty_rows(lines)), encoding=encoding)


def _break(match: re.Match[str]) -> str:
    """What a tag is for the text: a break of the line, a character, or nothing."""
    inner = match.group(1)
    if re.fullmatch("0x[0-9A-Fa-f]{1,6}", inner):
        code = int(inner, 16)
        return "\n" if code == 10 else chr(code) if 32 <= code <= 0x10FFFF else ""
    return ""


def _whole(text: str) -> str:
    """A text with the two halves of a character beyond U+FFFF made one; a lone one is none.

    InDesign gives such a character the two numbers that it has in UTF-16.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
