"""What all frames of a sheet are made of: data that Typst draws, a line of type among them."""

from __future__ import annotations

from typing import Any

from press.fitting import is_cj, white_between
from press.sorts import clusters
from press.spans import Above, TextLine
from press.units import READING, READING_FACE

Data = dict[str, Any]


def line_data(line: TextLine) -> list[Data]:
    """A line as Typst takes it."""
    return [
        {"t": span.text, "f": span.face.value}
        | ({"h": span.href} if span.href else {})
        | ({"r": True} if span.red else {})
        | ({"m": True} if span.mark else {})
        | ({"e": True} if span.turn else {})
        | ({"s": True} if span.struck else {})
        | ({"b": True} if span.tinted else {})
        | ({"d": True, "n": _text(line, at + 1)[:1]} if span.dotted else {})
        | ({"o": _reading(line, at, span.above)} if span.above else {})
        for at, span in enumerate(line)
    ]


def _reading(line: TextLine, at: int, above: Above) -> Data:
    """A reading, and how the text under it is set, ems of its type.

    parts: of the text, so much white between two of them and half of it at the ends; width: of it
    all; back: from its end to its beginning, where its line is stretched. before, after: the white
    between scripts that the reading takes away.

    first: whether the reading stands before its text in the file and not behind it, as one at the
    end of a line must, where nothing but type may stand.
    """
    text, ends = line[at].text, at + 1 == len(line)
    parts = clusters(text) if above.white and all(map(is_cj, text)) else [text]
    apart = above.white > 0
    moved = sum(map(is_cj, text))
    return {
        "t": above.text,
        "f": READING_FACE.value,
        "size": READING,
        "width": above.width + max(0, moved - 1) * above.loose,
        "back": above.width + moved * above.loose,
        "parts": parts,
        "white": above.white / len(parts),
        "first": ends,
        "before": white_between(_text(line, at - 1), text) if ends or apart else 0.0,
        "after": white_between(text, _text(line, at + 1)),
    }


def _text(line: TextLine, at: int) -> str:
    return line[at].text if 0 <= at < len(line) else ""
