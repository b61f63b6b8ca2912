"""The QR codes of the site lead where they say."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image, ImageDraw
from zxingcpp import read_barcodes

from website.subscribe import qr_code

SVG = "{http://www.w3.org/2000/svg}"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1H(\d+)z")
ENLARGED = 4
QUIET = 4  # modules, ISO/IEC 18004 §7.3.8


def drawn(svg: bytes) -> Image.Image:
    """The picture of a code, as a browser fills its runs of dark modules."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    side = int(root.attrib["width"])
    picture = Image.new("L", (side * ENLARGED, side * ENLARGED), 255)
    pen = ImageDraw.Draw(picture)
    path = root.findall(f"{SVG}path")[1].attrib["d"]
    assert RUN.sub("", path) == ""
    for left, top, width, back in RUN.findall(path):
        assert back == left
        x, y = int(left) * ENLARGED, int(top) * ENLARGED
        pen.rectangle((x, y, x + int(width) * ENLARGED - 1, y + ENLARGED - 1), fill=0)
    return picture


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.cn/2013/10/17/bei-lüe/",
        "https://www.example.cn/hant/section/yaowen/feed.xml",
        f"https://www.example.cn/{'long-' * 40}/",
        "https://www.example.cn/?q=a&b=<c>",
    ],
)
def test_a_telephone_reads_the_address(address: str) -> None:
    """Decoded from the picture, the address is what was given."""
    (read,) = read_barcodes(drawn(qr_code(address)))
    assert read.text == address


def test_a_code_keeps_its_quiet_zone() -> None:
    """Four modules on every side are white."""
    picture = drawn(qr_code("https://www.example.cn/"))
    box = Image.eval(picture, lambda value: 255 - value).getbbox()
    assert box
    quiet = QUIET * ENLARGED
    assert box == (quiet, quiet, picture.width - quiet, picture.height - quiet)
