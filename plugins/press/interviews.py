"""Interviews, 问答: who speaks stands in bold before what is said.

An interview is a text in which somebody is asked twice or more (`Passage.asks`), or in which two
or more whose names stand before a colon speak in turns and ask each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from press.ruler import Face
from press.spans import text_of
from press.story import Passage, Role

_LEAST = 2  # questions
_TURNS = 3  # times that another speaks, in a talk of people called by their names
_SPEAKER = re.compile("(?:问|答|問|Q|A|[^，。：:？！；、“”]{0,6}(?:记者|記者)|主持人?|主播)[：:]")


# A name before a colon; 他说：“…” tells of somebody's words and is none.
_NAMED = re.compile("[^，。：:？！；、“”\\s]{1,8}(?<![说說道])[：:](?![“「])")
_OFTEN = 2  # times that somebody speaks who is called by a name


def with_speakers(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of a story, those who speak in an interview in bold."""
    said = [passage for passage in passages if _is_said(passage)]
    told = [(_name(passage), passage) for passage in said]
    times = Counter(name for name, _ in told)
    often = {name for name, number in times.items() if name and number >= _OFTEN}
    named = [(name, passage) for name, passage in told if name in often]
    often |= {_name(after) for before, after in pairwise(said) if before.asks} - {""}
    if sum(passage.asks for passage in passages) < _LEAST and not (
        2 * len(named) >= len(said) and _is_talk(named)
    ):
        return tuple(passages)
    return tuple(_spoken(passage, often) for passage in passages)


def _is_talk(named: Sequence[tuple[str, Passage]]) -> bool:
    """Whether people speak in turns and ask: a form or a list of labels has no questions."""
    turns = sum(one != other for (one, _), (other, _) in pairwise(named))
    asked = sum(text_of(passage.spans).rstrip().endswith(("？", "?")) for _, passage in named)
    return turns >= _TURNS and asked >= _LEAST


def _name(passage: Passage) -> str:
    found = _NAMED.match(passage.spans[0].text)
    return found.group() if found else ""


def _is_said(passage: Passage) -> bool:
    return passage.role is Role.TEXT and bool(passage.spans)


def _spoken(passage: Passage, named: Container[str]) -> Passage:
    """A passage, who speaks in bold. named: those who answer by their names, 周丽娜：."""
    if not _is_said(passage):
        return passage
    first, *others = passage.spans
    found = _SPEAKER.match(first.text)
    if found is None and _name(passage) in named:
        found = _NAMED.match(first.text)
    if found is None or first.face is not Face.SERIF:
        return passage
    label = replace(first, text=found.group(), face=Face.SANS)
    said = replace(first, text=first.text[found.end() :])
    spans = (label, *((said,) if said.text else ()), *others)
    return replace(passage, spans=spans)
