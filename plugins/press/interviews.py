"""Interviews, 问答: who speaks stands in bold before what is said.

An interview is a text in which somebody is asked twice or more (`Passage.asks`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from press.ruler import Face
from press.story import Passage, Role

_LEAST = 2  # questions
_SPEAKER = re.compile("(?:问|答|問|Q|A|[^，。：:？！；、“”]{0,6}(?:记者|記者)|主持人?|主播)[：:]")


_NAMED = re.compile("[^，。：:？！；、“”\\s]{1,8}[：:]")
_OFTEN = 2  # times that somebody speaks who is called by a name


def with_speakers(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of a story, those who speak in an interview in bold."""
    if sum(passage.asks for passage in passages) < _LEAST:
        return tuple(passages)
    told = (_NAMED.match(passage.spans[0].text) for passage in passages if _is_said(passage))
    named = Counter(found.group() for found in told if found)
    often = frozenset(name for name, times in named.items() if times >= _OFTEN)
    return tuple(_spoken(passage, often) for passage in passages)


def _is_said(passage: Passage) -> bool:
    return passage.role is Role.TEXT and bool(passage.spans)


def _spoken(passage: Passage, named: Container[str]) -> Passage:
    """A passage, who speaks in bold. named: those who answer by their names, 周丽娜：."""
    if not _is_said(passage):
        return passage
    first, *others = passage.spans
    found, by_name = _SPEAKER.match(first.text), _NAMED.match(first.text)
    if found is None and by_name is not None and by_name.group() in named:
        found = by_name
    if found is None or first.face is not Face.SERIF:
        return passage
    label = replace(first, text=found.group(), face=Face.SANS)
    said = replace(first, text=first.text[found.end() :])
    spans = (label, *((said,) if said.text else ()), *others)
    return replace(passage, spans=spans)
