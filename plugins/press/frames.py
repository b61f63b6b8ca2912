"""What all frames of a sheet are made of: data that Typst draws, a line of type among them."""

from __future__ import annotations

from typing import Any

from press.lines import TextLine

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
        | (
            {"d": True, "n": line[at + 1].text[:1] if at + 1 < len(line) else ""}
            if span.dotted
            else {}
        )
        for at, span in enumerate(line)
    ]
