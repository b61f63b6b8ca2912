"""A flat drawing surface: shapes in picture units, drawn large and scaled down once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = str

WIDTH = 1800
HEIGHT = 1200
OVERSAMPLING = 2  # edges are smooth because every shape is drawn at twice its size
JPEG_QUALITY = 82
CURVE_STEPS = 14


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two (`#rrggbb`); share: of the second, 0 to 1."""
    first, second = _channels(one), _channels(other)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _channels(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def smooth(points: Sequence[Point], *, closed: bool = True) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    curve: list[Point] = []
    for index in range(count if closed else count - 1):
        near = [
            points[(index + step) % count]
            if closed
            else points[min(max(index + step, 0), count - 1)]
            for step in (-1, 0, 1, 2)
        ]
        curve += [_between(near, step / CURVE_STEPS) for step in range(CURVE_STEPS)]
    if not closed:
        curve.append(points[-1])
    return curve


def _between(near: Sequence[Point], t: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = near

    def axis(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t * t * t
        )

    return axis(ax, bx, cx, dx), axis(ay, by, cy, dy)


class Canvas:
    """One picture in the making; all lengths in picture units (pixels of the finished picture)."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        size = (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING)
        self._image = Image.new("RGB", size, top)
        self._pen = ImageDraw.Draw(self._image, "RGBA")
        self.gradient((0, 0, WIDTH, HEIGHT), top, bottom)

    def gradient(self, box: tuple[float, float, float, float], top: Colour, bottom: Colour) -> None:
        """A box (left, top, right, bottom) that passes from one colour to another downwards."""
        left, upper, right, lower = (round(value * OVERSAMPLING) for value in box)
        for line in range(upper, lower):
            share = (line - upper) / max(1, lower - upper)
            self._pen.rectangle((left, line, right, line), fill=mixed(top, bottom, share))

    def rect(
        self,
        box: tuple[float, float, float, float],
        fill: Colour,
        radius: float = 0,
        alpha: float = 1,
    ) -> None:
        """A box (left, top, right, bottom), with rounded corners if `radius` is given."""
        scaled = tuple(value * OVERSAMPLING for value in box)
        self._pen.rounded_rectangle(scaled, radius * OVERSAMPLING, fill=_ink(fill, alpha))

    def polygon(self, points: Sequence[Point], fill: Colour, alpha: float = 1) -> None:
        """A straight-edged shape."""
        self._pen.polygon([_scaled(point) for point in points], fill=_ink(fill, alpha))

    def blob(self, points: Sequence[Point], fill: Colour, alpha: float = 1) -> None:
        """A shape with a smooth edge through the points."""
        self.polygon(smooth(points), fill, alpha)

    def disc(
        self, x: float, y: float, rx: float, fill: Colour, ry: float = 0, alpha: float = 1
    ) -> None:
        """A circle, or an ellipse if `ry` is given."""
        ry = ry or rx
        box = tuple(v * OVERSAMPLING for v in (x - rx, y - ry, x + rx, y + ry))
        self._pen.ellipse(box, fill=_ink(fill, alpha))

    def pie(self, x: float, y: float, r: float, start: float, end: float, fill: Colour) -> None:
        """A sector of a circle; angles in degrees, clockwise from three o'clock."""
        box = tuple(v * OVERSAMPLING for v in (x - r, y - r, x + r, y + r))
        self._pen.pieslice(box, start, end, fill=fill)

    def stroke(self, points: Sequence[Point], fill: Colour, width: float, alpha: float = 1) -> None:
        """A line of one width with round joints and ends."""
        ink = _ink(fill, alpha)
        scaled = [_scaled(point) for point in points]
        self._pen.line(scaled, fill=ink, width=round(width * OVERSAMPLING), joint="curve")
        if alpha == 1:
            for x, y in (scaled[0], scaled[-1]):
                r = width * OVERSAMPLING / 2
                self._pen.ellipse((x - r, y - r, x + r, y + r), fill=ink)

    def curve(self, points: Sequence[Point], fill: Colour, width: float, alpha: float = 1) -> None:
        """A smooth open line through the points."""
        self.stroke(smooth(points, closed=False), fill, width, alpha)

    def glow(self, x: float, y: float, rx: float, ry: float, fill: Colour, alpha: float) -> None:
        """A soft patch of light or shade, strongest in its middle."""
        margin = 1.6
        width, height = round(rx * 2 * margin), round(ry * 2 * margin)
        mask = Image.new("L", (width, height), 0)
        inner = (width / 2 - rx, height / 2 - ry, width / 2 + rx, height / 2 + ry)
        ImageDraw.Draw(mask).ellipse(inner, fill=round(255 * alpha))
        mask = mask.filter(ImageFilter.GaussianBlur(min(rx, ry) * 0.4))
        mask = mask.resize((width * OVERSAMPLING, height * OVERSAMPLING), Image.Resampling.BILINEAR)
        corner = _scaled((x - width / 2, y - height / 2))
        self._image.paste(fill, (round(corner[0]), round(corner[1])), mask)

    def finished(self) -> Image.Image:
        """The picture in its final size."""
        return self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)

    def save(self, path: Path) -> None:
        """Write the picture as a JPEG without any metadata that could change from run to run."""
        self.finished().save(path, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=False)


def _ink(fill: Colour, alpha: float) -> tuple[int, int, int, int]:
    return (*_channels(fill), round(255 * alpha))


def _scaled(point: Point) -> Point:
    return point[0] * OVERSAMPLING, point[1] * OVERSAMPLING
