"""A template, style sheet or script of the theme in the other script: its Han text and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hanzi.engines import OPAQUE

_TEXT = re.compile(
    "-\\{[^{}\n]*\\}-|“(?=\\{\\{)|(?<=\\}\\})”"
    "|[“‘]*[0-9０-９]*[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
    "[0-9\u3000-\u303f\uff00-\uffef“”‘’…—·\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]*"
)
# An element that stands inside a word does not part it: 头<em>发</em>.
_INLINE = re.compile(r"(?:</?(?:a|abbr|b|em|i|mark|small|span|strong|time|u|wbr)\b[^<>{}]*>)+")


def convert_template(source: str, convert: Callable[[str], Sequence[str]]) -> str:
    """The source with its Han text converted and every other byte as it was."""
    pieces = [match.span() for match in _TEXT.finditer(source)]
    if not pieces:
        return source
    run: list[str] = []
    last = 0
    for start, end in pieces:
        if not (run and _INLINE.fullmatch(source, last, start)):
            run.append(OPAQUE)
        run.append(source[start:end])
        last = end
    joined = "".join(run)
    forms = convert(joined)
    out: list[str] = []
    place = copied = 0
    spans = iter(pieces)
    for part in run:
        if part != OPAQUE:
            start, end = next(spans)
            out.append(source[copied:start])
            out.extend(forms[place : place + len(part)])
            copied = end
        place += len(part)
    out.append(source[copied:])
    return "".join(out)
