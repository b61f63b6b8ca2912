"""Names that a writer put into the running text: （本报记者 欧阳明月　通讯员 何静）.

They are set as the names of a byline are: only their blanks may end a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from press.lines import Span

_POST = "[记記]者|通[讯訊][员員]|特派[员員]|摄影|攝影|[编編][辑輯]"
_NAMED = re.compile(f"[（(][^（）()，。；]{{0,12}}?(?:{_POST})[^（）()。；！？]{{2,60}}[）)]")


def with_names(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans of a paragraph, bracketed names as spans of their own that no line parts."""
    for span in spans:
        at = 0
        for match in _NAMED.finditer(span.text):
            if match.start() > at:
                yield replace(span, text=span.text[at : match.start()])
            yield replace(span, text=match.group(), whole=True)
            at = match.end()
        if at < len(span.text) or not span.text:
            yield replace(span, text=span.text[at:])
