"""A picture as PNG, put together of strips: what many pictures share is packed once.

A strip is rows of a picture over its whole width, deflated on its own; the blocks of several, one
after the other, are one stream (RFC 1950, RFC 1951; PNG, w3.org/TR/png-3).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PALETTED = 3  # the kind of picture whose pixels are numbers of colours
HEAD, LAST = b"\x78\x01", b"\x03\x00"  # of a stream: what it is; an empty block that ends it
MODULUS = 65_521  # of Adler-32
RAW, MEMORY = -15, 9  # of zlib: a block without head and sum; room for its search


@dataclass(frozen=True, slots=True)
class Way:
    """How a picture is packed. bits: a pixel, 4 or 8; level, strategy: zlib's."""

    bits: int
    level: int
    strategy: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Some rows. packed: their blocks, whole bytes; size, adler: of what is packed."""

    rows: int
    packed: bytes
    size: int
    adler: int


def strip_of(image: Image.Image, way: Way, top: int = 0, end: int | None = None) -> Strip:
    """The rows of a picture in whose mode, L, the numbers of colours stand as greys.

    top, end: the first row, and the one after the last.
    """
    end = image.height if end is None else end
    # One byte more on the left is nought, as all outside a picture is: the filter of its row.
    framed = image.crop((-8 // way.bits, top, image.width, end))
    numbers = framed.tobytes() if way.bits == 8 else framed.convert("P").tobytes("raw", "P;4")
    return _packed(numbers, end - top, way)


@lru_cache(maxsize=1024)
def blank(width: int, rows: int, way: Way) -> Strip:
    """Rows of the first colour."""
    return _packed(bytes(rows * (1 + width * way.bits // 8)), rows, way)


def png(width: int, bits: int, palette: bytes, strips: Sequence[Strip]) -> bytes:
    """The picture. bits: a pixel; palette: red, green, blue of each colour."""
    rows = sum(strip.rows for strip in strips)
    adler = 1
    for strip in strips:
        adler = _joined(adler, strip.adler, strip.size)
    blocks = b"".join(strip.packed for strip in strips)
    head = struct.pack(">IIBBBBB", width, rows, bits, PALETTED, 0, 0, 0)
    stream = HEAD + blocks + LAST + struct.pack(">I", adler)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", stream), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _packed(data: bytes, rows: int, way: Way) -> Strip:
    packer = zlib.compressobj(way.level, zlib.DEFLATED, RAW, MEMORY, way.strategy)
    packed = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
    return Strip(rows, packed, len(data), zlib.adler32(data))


def _joined(one: int, other: int, size: int) -> int:
    """Adler-32 of two runs of bytes, of those of each (RFC 1950, 8.2). size: of the second run."""
    low = (one & 0xFFFF) - 1
    high = (one >> 16) + (other >> 16) + size * low
    return (high % MODULUS) << 16 | (low + (other & 0xFFFF)) % MODULUS


def _chunk(kind: bytes, data: bytes) -> bytes:
    crc = zlib.crc32(data, zlib.crc32(kind))
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)
