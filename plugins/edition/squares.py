"""An address as a QR code (ISO/IEC 18004, level M), module by module, its quiet zone round it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isqrt

_DARK = re.compile(rb"\x00+")  # modules that are dark, side by side


@dataclass(frozen=True, slots=True)
class Squares:
    """side: modules on a side. runs: of dark modules: row, first, last+1."""

    side: int
    runs: tuple[tuple[int, int, int], ...]


def squares_of(address: str) -> Squares:
    """The code of an address."""
    from zxingcpp import BarcodeFormat, create_barcode  # for those alone that draw one

    code = create_barcode(address, BarcodeFormat.QRCode, ec_level="M")
    modules = bytes(code.to_image())  # type: ignore[call-overload] # its stub leaves the buffer out
    side = isqrt(len(modules))
    spans = [run.span() for run in _DARK.finditer(modules)]  # in no two rows: the zone is light
    runs = [(start // side, start % side, start % side + end - start) for start, end in spans]
    return Squares(side, tuple(runs))
