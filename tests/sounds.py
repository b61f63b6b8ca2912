"""Recordings for tests: silence, as small as a player takes it."""

from __future__ import annotations

import struct

HEADER = b"\xff\xfb\x90\xc4"  # MPEG 1 layer III, 128 kbit/s, 44.1 kHz, one channel, no checksum
FRAME = 417  # bytes
SAMPLES, RATE = 1152, 44100
TAG = "北京市朝阳区某小区"


def mp3(seconds: float = 3, tag: str = TAG, header: bytes = HEADER, frame: int = FRAME) -> bytes:
    """Silence of some seconds, with tags before and behind it that say where it was made."""
    count = max(4, round(seconds * RATE / SAMPLES))
    said = b"\x03" + tag.encode()
    inner = b"TIT2" + struct.pack(">I", len(said)) + b"\0\0" + said
    size = bytes(len(inner) >> shift & 0x7F for shift in (21, 14, 7, 0))
    head = b"ID3\x03\0\0" + size + inner
    body = (header + bytes(frame - 4)) * count
    return head + body + b"TAG" + tag.encode()[:30].ljust(125, b"\0")


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of an MP4 file."""
    inner = b"".join(content)
    return struct.pack(">I", len(inner) + 8) + kind + inner


def m4a(seconds: int = 3, codec: bytes = b"mp4a", track: bytes = b"soun", tag: str = TAG) -> bytes:
    """An MP4 file's boxes, with the place where it was recorded among them."""
    length = struct.pack(">IIII", 0, 0, 0, 1000) + struct.pack(">I", seconds * 1000) + bytes(4)
    described = bytes(4) + struct.pack(">I", 1) + struct.pack(">I", 36) + codec + bytes(28)
    where = box(b"udta", box(b"\xa9xyz", tag.encode()))
    media = box(
        b"mdia",
        box(b"mdhd", length),
        box(b"hdlr", bytes(8) + track + bytes(13)),
        box(b"minf", box(b"stbl", box(b"stsd", described))),
    )
    moov = box(b"moov", box(b"trak", media, where), where)
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"mdat", bytes(64))
