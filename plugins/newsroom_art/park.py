"""Pictures of the open country: a park in the making, works under the mountains."""

from __future__ import annotations

from itertools import pairwise

from newsroom_art.canvas import HEIGHT, WIDTH, Canvas, Point, mixed
from newsroom_art.palette import (
    DEEP_LEAF,
    INK,
    LEAF,
    MIST,
    OCHRE,
    PAPER,
    RED,
    SAND,
    SLATE,
    STONE,
    TEAL,
    WHITE,
)
from newsroom_art.people import Figure, draw


def _garden(canvas: Canvas) -> None:
    canvas.gradient((0, 0, WIDTH, 640), "#cfe2e6", "#eef2e2")
    canvas.blob(
        [
            (-80, 560),
            (300, 430),
            (640, 520),
            (1000, 400),
            (1400, 500),
            (1900, 420),
            (1900, 700),
            (-80, 700),
        ],
        "#b3cbbb",
    )
    canvas.gradient((0, 610, WIDTH, HEIGHT), "#a9bf8c", "#82a06c")
    for x, y, size in (
        (120, 600, 150),
        (420, 610, 110),
        (1500, 600, 160),
        (1720, 625, 120),
        (1180, 606, 96),
    ):
        tree(canvas, x, y, size)


def tree(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A round tree; x, y: its foot, size: of the trunk."""
    canvas.glow(x + size * 0.2, y + size * 0.12, size * 0.8, size * 0.14, INK, 0.25)
    canvas.stroke([(x, y + size * 0.1), (x, y - size)], "#7a5a40", size * 0.13)
    for dx, dy, r, tone in (
        (-0.4, -1.1, 0.5, DEEP_LEAF),
        (0.42, -1.15, 0.48, DEEP_LEAF),
        (0, -1.55, 0.62, LEAF),
        (0.1, -1.0, 0.5, LEAF),
    ):
        canvas.disc(x + dx * size, y + dy * size, r * size, tone)
    canvas.disc(x - 0.14 * size, y - 1.75 * size, 0.3 * size, mixed(LEAF, WHITE, 0.22))


def paving() -> Canvas:
    """Two workers lay slabs on a park way that runs to the water."""
    canvas = Canvas("#cfe2e6", "#82a06c")
    _garden(canvas)
    canvas.blob(
        [(620, 650), (900, 628), (1260, 640), (1330, 676), (960, 700), (640, 690)], "#a9cbd4"
    )
    canvas.polygon([(860, 690), (990, 690), (1800, 1200), (120, 1200)], "#c5b694")
    _slabs(canvas)
    canvas.glow(700, 1060, 190, 24, INK, 0.35)
    canvas.glow(1240, 1000, 170, 22, INK, 0.35)
    draw(
        canvas,
        Figure(
            640,
            1060,
            560,
            OCHRE,
            hat=RED,
            seated=True,
            lean=0.12,
            left=(0.2, 0.3),
            right=(0.3, 0.29),
        ),
    )
    draw(
        canvas,
        Figure(
            1270,
            1000,
            500,
            SLATE,
            facing=-1,
            hat=OCHRE,
            seated=True,
            lean=-0.12,
            left=(-0.3, 0.29),
            right=(-0.2, 0.32),
        ),
    )
    canvas.polygon([(770, 886), (930, 868), (968, 920), (800, 942)], "#e9e5dc")
    canvas.polygon([(800, 942), (968, 920), (968, 936), (800, 958)], "#a8a297")
    for index in range(4):
        y = 1120 - index * 22
        canvas.polygon([(1440, y), (1660, y - 8), (1700, y + 14), (1470, y + 24)], "#efebe2")
        canvas.polygon([(1470, y + 24), (1700, y + 14), (1700, y + 28), (1470, y + 38)], "#aaa398")
    canvas.rect((300, 1060, 372, 1130), "#55646b", 10)
    canvas.disc(336, 1062, 36, "#b7b2a6", 10)
    return canvas


def _slabs(canvas: Canvas) -> None:
    rows = [690, 704, 724, 752, 790, 840, 906, 990]
    for row, (top, bottom) in enumerate(pairwise(rows)):
        share = ((top - 690) / 510, (bottom - 690) / 510)
        left = [860 - 740 * value for value in share]
        right = [990 + 810 * value for value in share]
        for column in range(5):
            if row == 6 and column > 1:
                continue
            edge = [column / 5, (column + 1) / 5]
            points = [
                (left[0] + (right[0] - left[0]) * edge[0], top),
                (left[0] + (right[0] - left[0]) * edge[1], top),
                (left[1] + (right[1] - left[1]) * edge[1], bottom),
                (left[1] + (right[1] - left[1]) * edge[0], bottom),
            ]
            tone = mixed("#e4dfd4", STONE, ((row * 3 + column * 2) % 5) * 0.11)
            canvas.polygon(points, tone)
            canvas.stroke([*points, points[0]], "#9c9586", 2 + row * 0.4)


def bamboo() -> Canvas:
    """A worker waters a row of bamboo that has just been planted."""
    canvas = Canvas("#cfe2e6", "#82a06c")
    _garden(canvas)
    canvas.blob(
        [(700, 900), (1200, 840), (1900, 850), (1900, 1120), (1200, 1140), (760, 1060)], "#93734f"
    )
    canvas.blob([(820, 920), (1240, 868), (1860, 880), (1860, 960), (1240, 980)], "#a58360")
    for index, x in enumerate((980, 1110, 1240, 1380, 1520, 1660)):
        _stalk(canvas, x, 960 + (index % 2) * 60, 560 + (index * 53) % 140, index)
    canvas.curve(
        [(-40, 1120), (160, 1150), (330, 1090), (430, 1000), (520, 880), (600, 800)], "#2f6f8a", 22
    )
    canvas.glow(500, 1112, 180, 24, INK, 0.35)
    draw(canvas, Figure(500, 1105, 700, TEAL, hat="#d9bf86", left=(0.12, 0.3), right=(0.27, 0.22)))
    canvas.stroke([(600, 800), (704, 690)], "#3f4a50", 20)
    for spread in range(7):
        end: Point = (930 + spread * 34, 812 + spread * 20 - (spread % 2) * 30)
        arc: list[Point] = [(708, 684), (810, 640 + spread * 10), end]
        canvas.curve(arc, "#eaf6f8", 5, 0.75)
    return canvas


def _stalk(canvas: Canvas, x: float, ground: float, height: float, index: int) -> None:
    canvas.glow(x, ground, 60, 14, INK, 0.3)
    for shift, tone, share in ((-20, DEEP_LEAF, 0.86), (18, "#86a86a", 0.94), (0, LEAF, 1.0)):
        top = ground - height * share
        lean = shift * 1.6 + (index % 3 - 1) * 14
        canvas.stroke([(x + shift, ground), (x + shift + lean, top)], tone, 15)
        for joint in range(1, 7):
            t = joint / 7
            jx, jy = x + shift + lean * t, ground + (top - ground) * t
            canvas.stroke([(jx - 8, jy), (jx + 8, jy)], mixed(tone, WHITE, 0.45), 4)
            if joint < 3:
                continue
            for way in (-1, 1):
                tip = (jx + way * (60 + 9 * joint), jy - 10 + (joint * 17 + index * 11) % 46)
                mid = ((jx + tip[0]) / 2, (jy + tip[1]) / 2 - 14)
                low = ((jx + tip[0]) / 2, (jy + tip[1]) / 2 + 6)
                canvas.blob([(jx, jy), mid, tip, low], mixed(tone, DEEP_LEAF, 0.25 * (joint % 3)))


def mountain_works() -> Canvas:
    """Standard factory halls under the Taihang mountains, a canal along the slope."""
    canvas = Canvas("#dce8ea", "#f2e8d2")
    canvas.glow(430, 260, 170, 170, "#fff1cc", 0.9)
    ranges = (
        (
            [
                (-80, 620),
                (120, 360),
                (330, 430),
                (520, 210),
                (760, 380),
                (980, 240),
                (1250, 400),
                (1480, 190),
                (1900, 420),
                (1900, 800),
                (-80, 800),
            ],
            "#bccbd0",
        ),
        (
            [
                (-80, 680),
                (200, 520),
                (460, 560),
                (720, 400),
                (1010, 560),
                (1330, 420),
                (1640, 520),
                (1900, 440),
                (1900, 860),
                (-80, 860),
            ],
            "#93aaa8",
        ),
        (
            [
                (-80, 760),
                (260, 640),
                (640, 700),
                (940, 600),
                (1320, 700),
                (1620, 620),
                (1900, 690),
                (1900, 900),
                (-80, 900),
            ],
            "#6f8f7c",
        ),
    )
    for shape, tone in ranges:
        canvas.blob(shape, tone)
    canal: list[Point] = [(-40, 706), (260, 686), (640, 730), (960, 660), (1330, 736), (1840, 676)]
    canvas.curve(canal, STONE, 30)
    canvas.curve([(x, y - 3) for x, y in canal], "#8fc0cb", 16)
    canvas.gradient((0, 830, WIDTH, HEIGHT), "#a8bb86", "#7f9a68")
    canvas.polygon([(820, 840), (980, 840), (1240, 1200), (620, 1200)], "#8b8f8e")
    for y, size in ((870, 6), (930, 9), (1010, 13), (1110, 18)):
        canvas.rect((912 - size / 2, y, 912 + size / 2, y + size * 4), PAPER, 2)
    for x, y, width in ((60, 790, 620), (1140, 780, 600), (20, 960, 560), (1300, 950, 600)):
        _factory(canvas, x, y, width)
    for x, y, size in ((700, 900, 60), (1090, 890, 56), (650, 1070, 90), (1232, 1080, 88)):
        tree(canvas, x, y, size)
    return canvas


def _factory(canvas: Canvas, x: float, y: float, width: float) -> None:
    height = width * 0.28
    canvas.glow(x + width / 2, y + height, width * 0.52, 16, INK, 0.3)
    canvas.rect((x, y, x + width, y + height), "#e9e6dc")
    bays = 4
    for bay in range(bays):
        left, right = x + width * bay / bays, x + width * (bay + 1) / bays
        peak = (left + width * 0.02, y - width * 0.085)
        canvas.polygon([(left, y), peak, (right, y)], mixed(SLATE, WHITE, 0.22))
        canvas.polygon([(left, y), peak, (left + width * 0.035, y)], MIST)
    canvas.rect((x, y, x + width, y + height * 0.13), RED, alpha=0.9)
    for bay in range(8):
        left = x + width * (bay + 0.2) / 8
        canvas.rect((left, y + height * 0.3, left + width * 0.075, y + height * 0.52), "#9dbac2", 3)
    for share in (0.08, 0.58):
        left = x + width * share
        canvas.rect((left, y + height * 0.62, left + width * 0.2, y + height), SAND, 3)
        for line in range(4):
            top = y + height * (0.66 + line * 0.085)
            canvas.rect((left, top, left + width * 0.2, top + 4), "#a9987a")
