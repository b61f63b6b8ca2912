"""Whether words of a document of Word are marked with a colour, as Word or LibreOffice writes it.

Word names one of its pens (ECMA-376 part 1, §17.3.2.15); LibreOffice shades the words with the
colour of the pen (§17.3.2.32). A shade of any other colour is a background of some kind.
"""

from __future__ import annotations

from typing import Any

from newsroom.wordlinks import W

_PENS = frozenset(
    [
        "FFFF00",
        "00FF00",
        "00FFFF",
        "FF00FF",
        "0000FF",
        "FF0000",
        "000080",
        "008080",
        "008000",
        "800080",
        "800000",
        "808000",
    ]
)
"""The colours of Word's pens (§17.18.40) but for black, white and the greys of backgrounds."""


def is_lit(properties: Any) -> bool:
    """Whether a run is marked. properties: its element of lxml, or None."""
    if properties is None:
        return False
    pen = properties.find(f"{W}highlight")
    if pen is not None:
        return pen.get(f"{W}val") not in {"none", "white", None}
    shade = properties.find(f"{W}shd")
    return shade is not None and (shade.get(f"{W}fill") or "").upper() in _PENS
