"""Readings above words, 注音: which of those that the writer gives can stand there in print.

A reading stands above its word where both are short enough for the narrowest column; else it stays
behind the word in brackets, as it does in a table and where the lines are too near each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsroom.runs import Run
from press.fitting import is_cj
from press.papers import Grid
from press.units import READING

_MOST = 5.0  # ems: what a column of seven holds, let in on either side
_LATIN = 0.6  # ems: a letter, a wide one
_GAP = 1.1  # of a reading's size: from its accents to the foot of its letters

_SYLLABLE = re.compile(  # of 拼音 without its tones, or of 注音符号
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouv]{1,4}(?:n|ng|r)?|[mn]g?"
    r"|˙?[\u3105-\u312f]{1,3}[ˊˇˋ˙]?",
    re.IGNORECASE,
)


def bears_readings(grid: Grid) -> bool:
    """Whether the air between two lines of a paper holds a reading; no line leaves the grid."""
    return grid.leading >= _GAP * READING * grid.size


def over(runs: Sequence[Run]) -> Iterator[tuple[Run, str]]:
    """The runs, each with the reading that stands above it, or with "".

    A reading of as many syllables, parted by blanks, as its word has characters stands above each
    of them (fàn jiā zhuāng); one over a word in several styles stays in its brackets.
    """
    held: list[tuple[Run, str]] = []
    for run in runs:
        last, above = held[-1] if held else (Run(""), "")
        if not run.reads or above or last.reads or len(last.text) < run.reads:
            held.append((run, ""))
            continue
        before, word = last.text[: -run.reads], last.text[-run.reads :]
        pairs = _paired(word, run.text[1:-1].strip())
        if not pairs:
            held.append((run, ""))
            continue
        held[-1:] = [(replace(last, text=before), "")] if before else []
        held += [(replace(last, text=part), reading) for part, reading in pairs]
    yield from held


def _paired(word: str, reading: str) -> list[tuple[str, str]]:
    """Parts of a word with the reading above each; none where they cannot stand there."""
    words = reading.split()
    each = len(words) == len(word) and all(map(is_cj, word)) and all(map(_is_syllable, words))
    pairs = list(zip(word, words, strict=True)) if each else [(word, reading)]
    fit = all(max(_ems(part), READING * _ems(above)) <= _MOST for part, above in pairs)
    return pairs if fit and word.strip() and reading and "\n" not in word else []


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _SYLLABLE.fullmatch(plain) is not None


def _ems(text: str) -> float:
    return sum(
        1.0 if unicodedata.east_asian_width(character) in {"W", "F"} else _LATIN
        for character in text
        if not unicodedata.combining(character)
    )
