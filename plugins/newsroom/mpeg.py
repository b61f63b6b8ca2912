"""MP3 as a run of frames (ISO/IEC 11172-3 §2.4.1, 13818-3): what is heard, and nothing beside it.

Tags before, between and behind the frames are not sound: they may tell who recorded where, and
hold pictures. A file of variable rate without a header has no other true length than the sum of
its frames.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}  # Hz
KILOBITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
KILOBITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
FEWEST = 4  # frames in a row, before bytes are taken for sound
MARKS = (b"Xing", b"Info", b"VBRI")
COUNTING = (b"Xing", b"Info")  # with the number of frames right behind
MISCOUNT = 40  # frames, one second: programs count a few more or less
SAID = 128  # bytes: what a header frame says, with its table
FRAMES, BYTES, TABLE = 1, 2, 4  # of the header frame: what it has
HUNDRED = 100  # entries of its table


@dataclass(frozen=True, slots=True)
class Form:
    """What all frames of a recording have in common. version: 3, 2 or 0 (2.5), as in the header."""

    version: int
    rate: int
    is_mono: bool

    @property
    def samples(self) -> int:
        """Of one frame."""
        return 1152 if self.version == max(RATES) else 576

    @property
    def side(self) -> int:
        """Bytes between the header of a frame and its sound."""
        wide = self.version == max(RATES)
        return (17 if wide else 9) if self.is_mono else (32 if wide else 17)


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of an MP3 in order, as they stand in its bytes: start and end of each.

    told: how many its header frame says there are; 0 where none does.
    """

    form: Form
    places: tuple[tuple[int, int], ...]
    told: int = 0

    @property
    def is_cut_off(self) -> bool:
        """Whether clearly less is there than was written: a copy that did not come to its end."""
        return self.told > len(self.places) + max(MISCOUNT, len(self.places) // 50)

    @property
    def seconds(self) -> float:
        """How long they are."""
        return len(self.places) * self.form.samples / self.form.rate

    def sound(self, data: bytes) -> bytes:
        """The frames alone."""
        return b"".join(data[start:end] for start, end in self.places)


def frames_of(data: bytes) -> Frames | None:
    """The frames of a file, but the one that only says how many there are; None for no MP3."""
    at, end = _after_tags(data), len(data)
    form: Form | None = None
    places: list[tuple[int, int]] = []
    told = 0
    while at + 4 <= end:
        length = _length(data, at)
        found = _form(data, at) if length else None
        fits = found is not None and (form is None or form == found) and at + length <= end
        if found is None or not fits or (not places and not _goes_on(data, at, found)):
            at = data.find(b"\xff", at + 1)
            if at < 0 or (form is None and at > 1 << 20):
                break
            continue
        form = found
        start = at + 4 + form.side
        mark = b"" if places else data[start : start + 4]
        if mark in COUNTING and int.from_bytes(data[start + 4 : start + 8], "big") & FRAMES:
            told = int.from_bytes(data[start + 8 : start + 12], "big")
        if mark not in MARKS:
            places.append((at, at + length))
        at += length
    return Frames(form, tuple(places), told) if form and len(places) >= FEWEST else None


def joined(recordings: Iterable[bytes]) -> bytes:
    """Several recordings of one form one after the other, with a frame that says how long it is.

    Raises ValueError where they can't be joined. (Xing's header, which every player reads.)
    """
    read = [(data, frames_of(data)) for data in recordings]
    forms = {frames.form if frames else None for _, frames in read}
    form = next(iter(forms), None)
    if len(forms) != 1 or form is None:
        raise ValueError("not of one form")
    count = sum(len(frames.places) for _, frames in read if frames)
    whole = b"".join(frames.sound(data) for data, frames in read if frames)
    sizes = (end - start for _, frames in read if frames for start, end in frames.places)
    return _header(form, whole[:4], count, list(accumulate(sizes))) + whole


def _header(form: Form, like: bytes, count: int, ends: list[int]) -> bytes:
    """A silent frame with the number of frames, of bytes, and where each hundredth part begins."""
    kilobits = KILOBITS_1 if form.version == max(RATES) else KILOBITS_2
    need = 4 + form.side + SAID
    for index in range(1, len(kilobits)):
        head = bytes([like[0], like[1] | 1, index << 4 | like[2] & 0x0C, like[3]])
        length = _length(head, 0)
        if length >= need:
            break
    total = ends[-1] + length
    table = bytes(
        min(255, (length + (ends[count * part // HUNDRED - 1] if part else 0)) * 256 // total)
        if count * part // HUNDRED
        else 0
        for part in range(HUNDRED)
    )
    said = b"Xing" + (FRAMES | BYTES | TABLE).to_bytes(4, "big")
    said += count.to_bytes(4, "big") + total.to_bytes(4, "big") + table
    return (head + bytes(form.side) + said).ljust(length, b"\0")


def _after_tags(data: bytes) -> int:
    """Where the tags before the sound end; some programs write several."""
    at = 0
    while data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        size = 0
        for byte in data[at + 6 : at + 10]:
            size = size << 7 | byte & 0x7F
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    return at


def _goes_on(data: bytes, at: int, form: Form) -> bool:
    """Whether some frames follow one another from here."""
    for _ in range(FEWEST):
        length = _length(data, at)
        if not length or _form(data, at) != form:
            return False
        at += length
        if at >= len(data):
            return True
    return True


def _form(data: bytes, at: int) -> Form | None:
    version, rate = data[at + 1] >> 3 & 3, data[at + 2] >> 2 & 3
    return Form(version, RATES[version][rate], data[at + 3] >> 6 == 3)


def _length(data: bytes, at: int) -> int:
    """Bytes of the frame whose header stands here; 0 where none does. Layer III alone."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE6 != 0xE2:
        return 0
    version = data[at + 1] >> 3 & 3
    index, rate = data[at + 2] >> 4, data[at + 2] >> 2 & 3
    if version not in RATES or rate >= len(RATES[version]) or not 0 < index < len(KILOBITS_1):
        return 0
    is_wide = version == max(RATES)
    kilobits = (KILOBITS_1 if is_wide else KILOBITS_2)[index]
    padding = data[at + 2] >> 1 & 1
    return (144 if is_wide else 72) * kilobits * 1000 // RATES[version][rate] + padding
