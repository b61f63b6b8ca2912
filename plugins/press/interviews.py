"""Interviews, 问答: who speaks stands in bold before what is said.

An interview is a text in which somebody is asked twice or more (`Passage.asks`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from press.ruler import Face
from press.story import Passage, Role

_LEAST = 2  # questions
_SPEAKER = re.compile("(?:问|答|問|Q|A|[^，。：:？！；、“”]{0,6}(?:记者|記者)|主持人?|主播)[：:]")


def with_speakers(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of a story, those who speak in an interview in bold."""
    if sum(passage.asks for passage in passages) < _LEAST:
        return tuple(passages)
    return tuple(map(_spoken, passages))


def _spoken(passage: Passage) -> Passage:
    if passage.role is not Role.TEXT or not passage.spans:
        return passage
    first, *others = passage.spans
    found = _SPEAKER.match(first.text)
    if found is None or first.face is not Face.SERIF:
        return passage
    label = replace(first, text=found.group(), face=Face.SANS)
    said = replace(first, text=first.text[found.end() :])
    spans = (label, *((said,) if said.text else ()), *others)
    return replace(passage, spans=spans)
