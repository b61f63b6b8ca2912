"""What is set as if by hand: names in the running text, editors' notes.

（本报记者 欧阳明月　通讯员 何静） is set as the names of a byline are: only its blanks may end a
line; and so is a list of names with blanks between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hanzi.characters import HAN
from press.namelists import names_in
from press.ruler import Face
from press.spans import Span

_POST = "[记記]者|通[讯訊][员員]|特派[员員]|摄影|攝影|[编編][辑輯]"
_NOTED = re.compile("[【［]?(?:编者按|編者按|编后|編後|编者的话|編者的話)[】］：: \u3000]")
_NAMED = re.compile(f"[（(][^（）()，。；]{{0,12}}?(?:{_POST})[^（）()。；！？]{{2,60}}[）)]")

_SPREAD = f"[{HAN}]\u3000[{HAN}](?![{HAN}])"
_NAME = f"(?:[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+|[{HAN}]{{2,4}}|{_SPREAD})"
_LISTED = re.compile(f"(?<![{HAN}·]){_NAME}(?:[\u3000 ]+{_NAME}){{3,}}(?![{HAN}·])")
_FEW = 4  # names in a text that are a list
_SET_WHOLE = re.compile(f"{_NAMED.pattern}|{_LISTED.pattern}")


def with_names(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans of a paragraph, names in brackets or in a list as spans that no line parts."""
    for span in spans:
        at = 0
        for match in _SET_WHOLE.finditer(span.text):
            if match.start() > at:
                yield replace(span, text=span.text[at : match.start()])
            names = names_in(match.group(), _FEW) if "\u3000" in match.group() else ()
            yield replace(span, text="\u3000".join(names) or match.group(), whole=True)
            at = match.end()
        if at < len(span.text) or not span.text:
            yield replace(span, text=span.text[at:])


def is_note(text: str) -> bool:
    """Whether a paragraph is the editors' own: 编者按：……"""
    return _NOTED.match(text) is not None


def written(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans of a paragraph in 楷体, but for those in a face of their own."""
    return tuple(
        replace(span, face=Face.KAI) if span.face is Face.SERIF else span for span in spans
    )
