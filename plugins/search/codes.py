"""How numbers and keys are written in the index; search.js reads the same."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from operator import sub

WIDTHS = "0123456789abcdefghijklmnopqrstuvwxyz"


def run(numbers: Sequence[int]) -> str:
    """Ascending numbers, not negative: a width, then the gaps between them as Rice codes.

    A gap is what it has above `width` bits in ones, a zero, and the rest in `width` bits (Rice
    1979; the width that is best where chance scatters the numbers). The bits stand six a letter
    (RFC 4648), filled up with ones, which no code consists of.
    """
    gaps = map(sub, numbers, (0, *(number + 1 for number in numbers)))
    mean = (numbers[-1] + 1) / len(numbers)
    width = max(0, int(mean * 0.69).bit_length() - 1)
    bits = "".join([_rice(gap, width) for gap in gaps])
    letters = -(-len(bits) // 6)
    full = bits.ljust(-(-letters // 4) * 24, "1")
    data = int(full, 2).to_bytes(len(full) // 8, "big")
    return WIDTHS[width] + b64encode(data)[:letters].decode("ascii")


@lru_cache(maxsize=65536)
def _rice(gap: int, width: int) -> str:
    return "1" * (gap >> width) + "0" + (f"{gap & (1 << width) - 1:0{width}b}" if width else "")


def shard_of(key: str, shards: int) -> int:
    """The shard a key stands in."""
    at = 0
    for char in key:
        at = (at * 131 + ord(char)) % shards
    return at
