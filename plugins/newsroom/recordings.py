"""Recordings beside the items: is it sound that every player plays, how long, and what goes out.

What goes out is sound alone: a telephone writes into a recording where and by whom it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.copies import altered
from newsroom.fingerprints import digest, fingerprint
from newsroom.model import NewsItem
from newsroom.mpeg import frames_of, joined
from newsroom.pictures import Flaw

MP3, M4A = "audio/mpeg", "audio/mp4"
SUFFIXES = {MP3: ".mp3", M4A: ".m4a"}
MOST_BYTES = 60 * 1024 * 1024
LONGEST = 6 * 3600  # seconds
SAVE_AS = "请另存成 MP3 再用"
_BEGINNINGS = (
    (0, b"RIFF", "WAV"),
    (0, b"OggS", "OGG"),
    (0, b"fLaC", "FLAC"),
    (0, b"#!AMR", "AMR"),
    (0, b"#!SILK", "微信语音（SILK）"),
    (1, b"#!SILK", "微信语音（SILK）"),
    (0, b"\x30\x26\xb2\x75", "WMA"),
    (0, b"caff", "CAF"),
    (0, b"FORM", "AIFF"),
    (0, b"\x1a\x45\xdf\xa3", "WebM"),
    (0, b"\xff\xf1", "AAC"),
    (0, b"\xff\xf9", "AAC"),
)
_WITHIN = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"})
_KEPT = _WITHIN | {
    *(b"ftyp", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"smhd", b"nmhd", b"dref", b"elst"),
    *(b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"sgpd"),
    *(b"sbgp", b"iods", b"free"),
}
"""The boxes that playing needs (ISO/IEC 14496-12); any other may tell of who made it."""
_DEEPEST = 8
_LONG, _WIDE = 8, 16  # bytes of a box's head
_MDHD = 24  # bytes of the box of a track's length, at least
_MOST_SAID = 64  # bytes that are read of a box
_MOST_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording as it goes out. length: bytes; seconds, form: as in `model.Recording`."""

    digest: str
    media_type: str
    length: int
    seconds: float
    form: str = ""


def sound_of(data: bytes, suffix: str) -> Sound | Flaw:
    """The facts of a recording, or what is wrong with it.

    suffix: of the file name; it must agree with what the bytes are.
    """
    if len(data) > MOST_BYTES:
        what = f"有{len(data) // (1024 * 1024)} MB，最大{MOST_BYTES // (1024 * 1024)} MB"
        return Flaw(what, "请用低一点的码率另存（人声64千比特就够），或分成几段")
    if not data:
        return Flaw("是空的", "请从原处重新拷贝一次")
    kind = _kind_of(data)
    if isinstance(kind, Flaw):
        return kind
    media_type, seconds, form = kind
    if suffix.lower() != SUFFIXES[media_type]:
        right = SUFFIXES[media_type]
        what = f"其实是 {right.removeprefix('.').upper()} 录音，文件名却以 {suffix} 结尾"
        return Flaw(what, f"请把文件名改成以 {right} 结尾，稿件里也改")
    if not 1 <= seconds <= LONGEST:
        what = f"的长度是{round(seconds)}秒，应当在1秒到{LONGEST // 3600}小时之间"
        return Flaw(what, "请从原处重新拷贝，或另存一次")
    return Sound(digest(data), media_type, len(bare(data)), round(seconds, 3), form)


def bare(data: bytes) -> bytes:
    """A recording's sound without anything that is told beside it."""
    if _is_m4a(data):
        return b"".join(_bared(data, 0, len(data), 0))
    return joined([data])


def silenced(items: Iterable[NewsItem], hidden: frozenset[str]) -> tuple[NewsItem, ...]:
    """The items without those recordings in which something is heard that is not to be shown.

    hidden: digests of the files that name an item which readers must not have.
    """
    return tuple(
        altered(item, audio=None, digest=fingerprint("silenced", item.digest))
        if item.audio and item.audio.digest in hidden
        else item
        for item in items
    )


def _kind_of(data: bytes) -> tuple[str, float, str] | Flaw:
    """What kind of recording it is, how many seconds, and its form."""
    if _is_m4a(data):
        return _m4a(data)
    for start, sign, name in _BEGINNINGS:
        if data.startswith(sign, start):
            return Flaw(f"是 {name}，不是 MP3 或 M4A 录音", SAVE_AS)
    frames = frames_of(data)
    if frames is None:
        return Flaw("不是 MP3 或 M4A 录音", SAVE_AS)
    if frames.is_cut_off:
        return Flaw("没有拷贝完，后面缺了一段", "请从原处重新拷贝，或另存一次")
    return MP3, frames.seconds, repr(frames.form)


def _is_m4a(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def _m4a(data: bytes) -> tuple[str, float, str] | Flaw:
    """What an MP4 file's boxes say of it (ISO/IEC 14496-12 §8.4, 8.5.2)."""
    broken = Flaw("打不开，文件坏了或者没有拷贝完", "请从原处重新拷贝，或另存成 MP3")
    found: dict[bytes, bytes] = {}
    end = 0
    for number, (kind, content, stop) in enumerate(_boxes(data, 0, len(data), 0)):
        end = stop
        if number > _MOST_BOXES:
            return broken
        if kind == b"hdlr" and content[8:12] == b"vide":
            return Flaw("是视频", "请只把声音另存成 MP3")
        found.setdefault(kind, content)
    length, codec = found.get(b"mdhd", b""), found.get(b"stsd", b"")[12:16]
    if end != len(data) or b"mdat" not in found or not codec or len(length) < _MDHD:
        return broken
    wide = length[0] == 1
    at = 20 if wide else 12
    unit = int.from_bytes(length[at : at + 4], "big")
    count = int.from_bytes(length[at + 4 : at + (12 if wide else 8)], "big")
    if codec != b"mp4a":
        name = codec.decode("ascii", "replace")
        return Flaw(f"的编码 {name!r} 不是每个播放器都会放", SAVE_AS)
    return (M4A, count / unit, "") if unit else broken


def _boxes(data: bytes, start: int, end: int, depth: int) -> Iterator[tuple[bytes, bytes, int]]:
    """The boxes of a file that hold no others: kind, the beginning of what is in it, its end."""
    at = start
    while at < end:
        head, size = _size(data, at, end)
        if not size:
            return
        kind, begins = data[at + 4 : at + 8], at + head
        if kind in _WITHIN and depth < _DEEPEST:
            yield from _boxes(data, begins, at + size, depth + 1)
        else:
            yield kind, data[begins : min(at + size, begins + _MOST_SAID)], at + size
        at += size


def _bared(data: bytes, start: int, end: int, depth: int) -> Iterator[bytes]:
    """Boxes of which all that playing does not need are free space: nothing changes its place."""
    at = start
    while at < end:
        head, size = _size(data, at, end)
        if not size:
            yield bytes(end - at)
            return
        kind = data[at + 4 : at + 8]
        if kind in _WITHIN and depth < _DEEPEST:
            yield data[at : at + head]
            yield from _bared(data, at + head, at + size, depth + 1)
        elif kind in _KEPT and kind != b"free":
            yield data[at : at + size]
        else:
            yield data[at : at + 4] + b"free" + data[at + _LONG : at + head]
            yield bytes(size - head)
        at += size


def _size(data: bytes, at: int, end: int) -> tuple[int, int]:
    """Bytes of a box's head and of the whole box; the second 0 where it is none."""
    size, head = int.from_bytes(data[at : at + 4], "big"), _LONG
    if size == 1:
        size, head = int.from_bytes(data[at + _LONG : at + _WIDE], "big"), _WIDE
    elif size == 0:
        size = end - at
    return (head, size) if head <= size <= end - at else (head, 0)
