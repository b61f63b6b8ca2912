"""A line of verse too long for its measure: it turns over at a mark, where a reader draws breath.

浔阳江头夜送客，枫叶荻花秋瑟瑟。 in a column of thirteen is two half-lines, not eleven characters
and five. What turns over is let in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from press.ruler import Ruler
from press.spans import Span, TextLine, shared_out, text_of

_BREATH = re.compile("(?<=[，。；：？！、])(?![，。；：？！、”’」』）])")


def at_marks(ruler: Ruler, spans: Sequence[Span], measure: float, hanging: float) -> list[TextLine]:
    """The rows of one line of verse, each ending at a mark; none where it fits or cannot turn so.

    measure: ems of the type's size. hanging: ems by which what turns over will be let in.
    """
    whole, face = text_of(spans), spans[0].face if spans else None
    plain = not any(span.above or span.face is not face for span in spans)
    if face is None or not plain or ruler.line(face, whole) <= measure:
        return []
    rows: list[str] = []
    for part in filter(None, _BREATH.split(whole)):
        room = measure - (hanging if len(rows) > 1 else 0.0)
        if rows and ruler.line(face, rows[-1] + part) <= room:
            rows[-1] += part
        elif ruler.line(face, part) > measure - hanging:
            return []
        else:
            rows.append(part)
    *over, last = shared_out(spans, rows)
    return [*((*row[:-1], replace(row[-1], turn=True)) for row in over), last]
