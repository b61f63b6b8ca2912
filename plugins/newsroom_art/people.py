"""People as an illustrator cuts them from paper: few shapes, nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsroom_art.canvas import Canvas, Colour, Point, mixed
from newsroom_art.palette import HAIR, INK, SKIN, WHITE


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody who stands or sits.

    x, ground: where the feet are. height: from feet to crown. facing: -1 left, 1 right, 0 towards
    us. hands: where left and right hand are, from the middle of the shoulders, in heights; None
    lets an arm hang. hat: a helmet's or cap's colour. long_hair: hair to the shoulders.
    """

    x: float
    ground: float
    height: float
    coat: Colour
    trousers: Colour = "#3a4150"
    hair: Colour = HAIR
    skin: Colour = SKIN
    facing: int = 1
    left: Point | None = None
    right: Point | None = None
    hat: Colour = ""
    long_hair: bool = False
    seated: bool = False
    lean: float = 0
    cuffs: bool = False

    def turned(self, **changes: object) -> Figure:
        """The same person with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # fields by name, checked at use


def draw(canvas: Canvas, who: Figure, *, only_arm: bool = False) -> None:
    """One person, from back arm to front arm; only_arm: the front arm once more, over a table."""
    h = who.height
    hip = (who.x, who.ground - (0.30 if who.seated else 0.48) * h)
    neck = (who.x + who.lean * h, hip[1] - 0.36 * h)
    front = mixed(who.coat, WHITE, 0.06)
    if only_arm:
        _arm(canvas, who, neck, who.right, 1, front)
        return
    _legs(canvas, who, hip)
    dark = mixed(who.coat, INK, 0.22)
    _arm(canvas, who, neck, who.left, -1, dark)
    _torso(canvas, who, neck, hip)
    _head(canvas, who, (neck[0] + who.lean * 0.3 * h, neck[1]))
    _arm(canvas, who, neck, who.right, 1, front)


def _legs(canvas: Canvas, who: Figure, hip: Point) -> None:
    h, width = who.height, who.height * 0.095
    shade = mixed(who.trousers, INK, 0.3)
    if who.seated:
        knee = (hip[0] + (who.facing or 1) * 0.22 * h, hip[1] + 0.01 * h)
        for shift, tone in ((-0.02, shade), (0.02, who.trousers)):
            bend = (knee[0] + shift * h, knee[1])
            foot = (bend[0] + shift * h, who.ground - 0.055 * h)
            canvas.stroke([(hip[0], hip[1]), bend, foot], tone, width)
            _shoe(canvas, who, foot)
        return
    for side, tone in ((-1, shade), (1, who.trousers)):
        foot = (who.x + side * 0.065 * h, who.ground - 0.055 * h)
        canvas.stroke([(hip[0] + side * 0.045 * h, hip[1] - 0.02 * h), foot], tone, width)
        _shoe(canvas, who, foot)


def _shoe(canvas: Canvas, who: Figure, foot: Point) -> None:
    h = who.height
    toe = foot[0] + who.facing * 0.025 * h
    box = (toe - 0.06 * h, who.ground - 0.038 * h, toe + 0.06 * h, who.ground)
    canvas.rect(box, "#26262c", 0.018 * h)


def _torso(canvas: Canvas, who: Figure, neck: Point, hip: Point) -> None:
    h = who.height
    (nx, ny), (hx, hy) = neck, hip
    wide = 0.125 if who.facing == 0 else 0.105
    canvas.blob(
        [
            (nx - 0.05 * h, ny - 0.012 * h),
            (nx + 0.05 * h, ny - 0.012 * h),
            (nx + wide * h, ny + 0.045 * h),
            (hx + (wide - 0.005) * h, ny + 0.22 * h),
            (hx + 0.1 * h, hy + 0.03 * h),
            (hx, hy + 0.045 * h),
            (hx - 0.1 * h, hy + 0.03 * h),
            (hx - (wide - 0.005) * h, ny + 0.22 * h),
            (nx - wide * h, ny + 0.045 * h),
        ],
        who.coat,
    )
    side = -1 if who.facing >= 0 else 1
    canvas.blob(
        [
            (nx + side * wide * h * 0.92, ny + 0.06 * h),
            (nx + side * wide * h * 0.45, ny + 0.1 * h),
            (hx + side * 0.05 * h, hy + 0.03 * h),
            (hx + side * 0.095 * h, hy + 0.02 * h),
        ],
        INK,
        0.10,
    )


def _head(canvas: Canvas, who: Figure, neck: Point) -> None:
    h, r = who.height, who.height * 0.068
    x, y = neck[0] + who.facing * 0.012 * h, neck[1] - 0.088 * h
    shaded = mixed(who.skin, "#8a5a3c", 0.35)
    if who.long_hair:
        back = -who.facing * 0.4 * r
        canvas.blob(
            [
                (x + back - r * 0.95, y - r * 0.5),
                (x + back, y - r * 1.15),
                (x + back + r * 0.95, y - r * 0.5),
                (x + back + r * 1.0, y + r * 0.85),
                (x + back + r * 0.3, y + r * 1.05),
                (x + back - r * 0.3, y + r * 1.05),
                (x + back - r * 1.0, y + r * 0.85),
            ],
            who.hair,
        )
    throat = neck[0] + who.facing * 0.006 * h
    canvas.rect((throat - 0.026 * h, y, throat + 0.026 * h, neck[1] + 0.02 * h), shaded, 0.01 * h)
    canvas.disc(x, y, r * 0.9, who.skin, r)
    if who.facing:
        canvas.disc(x + who.facing * r * 0.88, y + r * 0.12, r * 0.16, who.skin)
        canvas.disc(x - who.facing * r * 0.25, y + r * 0.1, r * 0.17, shaded, r * 0.24)
    else:
        for side in (-1, 1):
            canvas.disc(x + side * r * 0.92, y + r * 0.1, r * 0.14, shaded, r * 0.22)
    _hair(canvas, who, x, y, r)


def _hair(canvas: Canvas, who: Figure, x: float, y: float, r: float) -> None:
    if who.hat:
        canvas.pie(x, y - r * 0.12, r * 1.14, 180, 360, who.hat)
        brim = who.facing * r * 0.35
        box = (x - r * 1.15 + brim, y - r * 0.24, x + r * 1.15 + brim, y - r * 0.02)
        canvas.rect(box, mixed(who.hat, INK, 0.18), r * 0.1)
        canvas.rect((x - r * 0.12, y - r * 1.24, x + r * 0.12, y - r * 0.3), WHITE, r * 0.1, 0.35)
        return
    back = -who.facing
    canvas.blob(
        [
            (x - r * 0.98, y + r * (0.25 if back < 0 else -0.28)),
            (x - r * 1.0, y - r * 0.55),
            (x - r * 0.45, y - r * 1.12),
            (x + r * 0.45, y - r * 1.12),
            (x + r * 1.0, y - r * 0.55),
            (x + r * 0.98, y + r * (0.25 if back > 0 else -0.28)),
            (x + r * 0.62, y - r * 0.38),
            (x, y - r * 0.5),
            (x - r * 0.62, y - r * 0.38),
        ],
        who.hair,
    )


def _arm(
    canvas: Canvas, who: Figure, neck: Point, reach: Point | None, side: int, tone: Colour
) -> None:
    h, width = who.height, who.height * 0.07
    spread = 0.105 if who.facing == 0 else 0.075
    shoulder = (neck[0] + side * spread * h, neck[1] + 0.045 * h)
    if reach is None:
        elbow = (shoulder[0] + side * 0.025 * h, shoulder[1] + 0.16 * h)
        hand = (shoulder[0] + side * 0.015 * h, shoulder[1] + 0.31 * h)
    else:
        hand = (neck[0] + reach[0] * h, neck[1] + reach[1] * h)
        elbow = _elbow(shoulder, hand, 0.17 * h)
    canvas.disc(hand[0], hand[1], 0.034 * h, who.skin)
    cuff = _towards(elbow, hand, 0.45 if who.cuffs else 0.74)
    canvas.stroke([elbow, hand], who.skin, width * 0.72)
    canvas.stroke([shoulder, elbow, cuff], tone, width)
    canvas.disc(elbow[0], elbow[1], width / 2, tone)


def _towards(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _elbow(shoulder: Point, hand: Point, length: float) -> Point:
    """Where the elbow is: half way, dropped by what the arm is longer than the way."""
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    half = ((dx * dx + dy * dy) ** 0.5) / 2
    drop = max(0.0, length * length - half * half) ** 0.5
    drop = min(drop, half * 0.5)  # an elbow that sticks out reads as a hand on the hip
    if half == 0:
        return shoulder[0], shoulder[1] + length
    nx, ny = -dy / (2 * half), dx / (2 * half)
    if ny < 0:
        nx, ny = -nx, -ny
    return (shoulder[0] + hand[0]) / 2 + nx * drop, (shoulder[1] + hand[1]) / 2 + ny * drop


def back_view(canvas: Canvas, x: float, y: float, size: float, coat: Colour, hair: Colour) -> None:
    """Head and shoulders of somebody in the rows before us; y: the crown, size: head's width."""
    r = size / 2
    canvas.blob(
        [
            (x - r * 0.6, y + r * 2.25),
            (x + r * 0.6, y + r * 2.25),
            (x + r * 1.9, y + r * 2.9),
            (x + r * 2.2, y + r * 5.2),
            (x - r * 2.2, y + r * 5.2),
            (x - r * 1.9, y + r * 2.9),
        ],
        coat,
    )
    skin = mixed(SKIN, INK, 0.3)
    canvas.rect((x - r * 0.42, y + r * 1.4, x + r * 0.42, y + r * 2.5), skin, r * 0.2)
    for side in (-1, 1):
        canvas.disc(x + side * r * 0.95, y + r * 1.2, r * 0.16, skin, r * 0.26)
    canvas.disc(x, y + r * 1.02, r * 0.95, hair, r * 1.08)
    canvas.blob(
        [
            (x - r * 0.6, y + r * 0.35),
            (x, y + r * 0.12),
            (x + r * 0.5, y + r * 0.3),
            (x, y + r * 0.42),
        ],
        WHITE,
        0.10,
    )
