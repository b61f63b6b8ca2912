"""Lines that a reader saw in another order than they are written in."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.doubts.kinds import Doubt, DoubtKind
from copydesk.mending.invisible import named, overrides
from copydesk.sheet import Offsets, Sheet

AROUND = 12
"""Characters quoted on either side."""


def turned(sheet: Sheet, offsets: Offsets) -> Iterator[Doubt]:
    """One doubt for each line with an override of the direction, which the desk takes out."""
    for index, line in enumerate(sheet.lines):
        found = list(overrides(line.text))
        if not found:
            continue
        first, last = found[0].start(), found[-1].end()
        start = max(0, first - AROUND)
        where = line.text[start : min(last, start + AROUND) + AROUND]
        marks = named("".join(match.group() for match in found))
        reason = f"有改变文字方向的控制符（{marks}），已去掉；原稿显示的次序和写的不同，请核对"
        yield Doubt(DoubtKind.DIRECTION, where, line.number, reason, offsets.start(index) + start)
