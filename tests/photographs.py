"""Photographs for tests, with all that cameras and programs put in; readers of what comes out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from PIL import Image, PngImagePlugin

MARKED = "qzxmarked"
# Adobe RGB (1998) 4.3.4, adapted to D50 as profiles have it.
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
GAMMA = 2.19921875
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    f"<dc:creator>{MARKED}</dc:creator></x:xmpmeta><?xpacket end='w'?>"
).encode()
# What a JPEG needs to be shown (ITU T.81 B.1), and the colour transform of one in four inks.
NEEDED_MARKERS = {0xD8, 0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDA, 0xDD, 0xD9}
NEEDED_CHUNKS = {"IHDR", "PLTE", "IDAT", "IEND"}


def profile(
    colorants: tuple[tuple[float, float, float], ...] = ADOBE_RGB, gamma: float = GAMMA
) -> bytes:
    """An ICC profile (ICC.1 §7) of a display with these colorants, or of a grey one for none."""

    def number(value: float) -> bytes:
        return struct.pack(">i", round(value * 65536))

    def xyz(values: tuple[float, float, float]) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(map(number, values))

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"
    text = f"{MARKED} profile".encode() + b"\0"
    told = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    tags = {b"desc": told, b"wtpt": xyz((0.9642, 1.0, 0.8249)), b"cprt": b"text\0\0\0\0" + text}
    if colorants:
        for letter, values in zip(b"rgb", colorants, strict=True):
            tags[bytes([letter]) + b"XYZ"] = xyz(values)
            tags[bytes([letter]) + b"TRC"] = curve
    else:
        tags[b"kTRC"] = curve
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    space = b"RGB " if colorants else b"GRAY"
    head = struct.pack(
        ">I4sI4s4s4s", start + len(body), b"lcms", 0x02100000, b"mntr", space, b"XYZ "
    )
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(number, (0.9642, 1.0, 0.8249)))
    return head + bytes(128 - len(head)) + table + body


def full_jpeg(image: Image.Image, icc: bytes | None = None) -> bytes:
    """A JPEG with EXIF (place, camera), XMP, IPTC, a comment and a profile."""
    exif = Image.Exif()
    exif[0x010F] = f"{MARKED} camera"
    exif[0x013B] = f"{MARKED} author"
    exif.get_ifd(0x8825)[2] = (31.0, 12.0, 0.0)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=exif, xmp=XMP, comment=MARKED, icc_profile=icc)
    data = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x12\x1c\x02\x50\0\x09" + MARKED.encode()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:]


def full_png(image: Image.Image, icc: bytes | None = None) -> bytes:
    """A PNG with texts of all kinds, EXIF and a profile."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", MARKED)
    texts.add_text("Comment", MARKED, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    exif = Image.Exif()
    exif[0x010F] = MARKED
    out = io.BytesIO()
    image.save(out, "PNG", pnginfo=texts, exif=exif, icc_profile=icc)
    return out.getvalue()


def full_webp(image: Image.Image, icc: bytes | None = None) -> bytes:
    """A WebP with EXIF, XMP and a profile."""
    exif = Image.Exif()
    exif[0x010F] = MARKED
    out = io.BytesIO()
    image.save(out, "WEBP", exif=exif, xmp=XMP, icc_profile=icc or profile(), lossless=True)
    return out.getvalue()


def pieces(data: bytes) -> list[str]:
    """The segments or chunks of a picture file that are more than the picture."""
    if data.startswith(b"\xff\xd8"):
        return [f"FF{marker:02X}" for marker in _markers(data) if marker not in NEEDED_MARKERS]
    if data.startswith(b"\x89PNG"):
        return [name for name in _chunks(data, 8, ">") if name not in NEEDED_CHUNKS]
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    return [name for name in _chunks(data, 12, "<") if name not in {"VP8 ", "VP8L"}]


def _markers(data: bytes) -> Iterator[int]:
    at = 0
    while at < len(data):
        assert data[at] == 0xFF
        marker = data[at + 1]
        yield marker
        at += 2
        if marker in {0xD8, 0xD9}:
            continue
        size = int.from_bytes(data[at : at + 2], "big")
        assert marker != 0xE0 or (data[at + 2 : at + 7] == b"JFIF\0" and size == 16)
        at += size
        if marker == 0xDA:
            found = re.compile(rb"\xff[^\x00\xd0-\xd7]", re.DOTALL).search(data, at)
            assert found
            at = found.start()


def _chunks(data: bytes, at: int, order: str) -> Iterator[str]:
    while at < len(data):
        if order == ">":
            size, name = struct.unpack(">I4s", data[at : at + 8])
            at += 12 + size
        else:
            name, size = struct.unpack("<4sI", data[at : at + 8])
            at += 8 + size + size % 2
        yield name.decode("ascii")


def pictures_in(output: Path) -> Iterator[tuple[str, bytes]]:
    """Every picture of an output folder, those in books, documents and newspapers, too."""
    for path in sorted(path for path in output.rglob("*") if path.is_file()):
        name = path.relative_to(output).as_posix()
        if path.suffix in {".jpg", ".png", ".webp"}:
            yield name, path.read_bytes()
        elif path.suffix in {".epub", ".docx", ".zip"}:
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    if member.lower().endswith((".jpg", ".jpeg", ".png", ".webp")):
                        yield f"{name}!{member}", archive.read(member)
        elif path.suffix == ".pdf":
            yield from _in_pdf(name, path)


def _in_pdf(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    with pikepdf.open(path) as pdf:
        for number, made in enumerate(pdf.objects):
            if isinstance(made, pikepdf.Stream) and made.get("/Filter") == "/DCTDecode":
                yield f"{name}!{number}", made.read_raw_bytes()


def whole(data: bytes) -> bytes:
    """The bytes of a file with every deflated stream in it unpacked, to look for words."""
    found = [data]
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        unpacker = zlib.decompressobj()
        try:
            found.append(unpacker.decompress(data[match.start() :], 1_000_000))
        except zlib.error:
            continue
    return b"".join(found)
