"""An address as a QR code (ISO/IEC 18004, level M), module by module, its quiet zone round it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isqrt

_DARK = re.compile(rb"\x00+")  # the modules of a row that are dark, side by side


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
    rows = enumerate(modules[row * side : (row + 1) * side] for row in range(side))
    dark = ((row, run) for row, found in rows for run in _DARK.finditer(found))
    return Squares(side, tuple((row, *run.span()) for row, run in dark))
