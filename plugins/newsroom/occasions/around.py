"""What lines around a table tell: its hours, its place, what shifts are called, what is put off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from newsroom.occasions.columns import Header
from newsroom.occasions.model import Frame, Span
from newsroom.occasions.patterns import SHIFT
from newsroom.occasions.whens import read_when
from newsroom.occasions.words import folded, is_lunar

_NOTE_LINE = re.compile(r"(?:接访|接待|值班|出诊|活动)?(时间|地点)[:：](.+)")
_SHIFT_TOLD = re.compile(
    r"(?<![A-Za-z])([A-Za-z]\d?|[白日夜早中晚]|大夜|小夜|前夜|后夜)班?(?:为|是|:|=|\()?(\d{1,2}[:时点][^,;。、)]{3,14})"
)


def with_notes(header: Header, frame: Frame) -> Frame:
    """The frame with the hours, the place and the rule that lines around the table tell."""
    foot = [*takewhile(lambda row: row.is_single, reversed(header.body))]
    for row in (*header.above, *foot):
        if not row.is_single:
            continue
        for part in re.split(r"[;；\s]+(?=[^:：\s]{2,6}[:：])", row.written[0].text):
            match = _NOTE_LINE.search(part)
            if not match:
                continue
            if match[1] == "地点" and not frame.venue:
                frame = replace(frame, venue=match[2].strip(), noted=(*frame.noted, row.line))
            elif match[1] == "时间" and not frame.hours:
                told = read_when(match[2], frame)
                spans = tuple(span for one in told.parts if not one.has_days for span in one.spans)
                if spans and told.is_sound:
                    frame = replace(frame, hours=spans, noted=(*frame.noted, row.line))
    notes = [row.written[0].text for row in (*header.above, *header.body) if row.is_single]
    if any(map(is_lunar, (frame.headline, *notes))):
        frame = replace(frame, is_lunar=True)
    if any(SHIFT.search(folded(text)) for text in notes):
        frame = replace(frame, holidays="shifted")
    return replace(frame, shifts=frame.shifts or tuple(_shifts_told(notes, frame)))


def _shifts_told(notes: Sequence[str], frame: Frame) -> Iterator[tuple[str, Span]]:
    """What notes say of shifts: A班8:00-16:00, 夜班（18:00-次日8:00）."""
    for match in (one for text in notes for one in _SHIFT_TOLD.finditer(folded(text))):
        told = read_when(match[2], frame)
        if told.is_sound and not told.doubts and len(told.parts) == 1 and told.parts[0].spans:
            yield match[1], told.parts[0].spans[0]
