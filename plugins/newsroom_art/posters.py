"""Pictures for public-service advertisements: a river at dawn, a field of ripe wheat."""

from __future__ import annotations

import math

from newsroom_art.canvas import HEIGHT, WIDTH, Canvas
from newsroom_art.palette import LEAF, OCHRE, RED, STONE, TEAL, WHITE
from newsroom_art.park import tree


def river() -> Canvas:
    """A bridge of three arches over a river, the sun behind the hills."""
    canvas = Canvas("#f3d9b8", "#f8ecd8")
    canvas.disc(WIDTH * 0.68, 420, 150, "#e2733f")
    canvas.blob(
        [(-80, 620), (260, 380), (620, 560), (980, 420), (1300, 560), (-80, 760)], "#8fae9d"
    )
    canvas.blob([(700, 640), (1180, 440), (1560, 540), (1960, 400), (1960, 760), (700, 760)], TEAL)
    canvas.gradient((0, 640, WIDTH, HEIGHT), "#7fa9ac", "#426f7c")
    canvas.rect((0, 580, WIDTH, 742), STONE)
    for centre in (200, 660, 1120, 1580):
        canvas.disc(centre, 742, 196, "#76a1a5", ry=118)
    canvas.rect((0, 570, WIDTH, 590), "#8f897c")
    canvas.gradient((0, 742, WIDTH, 860), "#74a0a5", "#6a979e")
    for number in range(12):
        y = 890 + number * 24
        across = 60 + 34 * math.sin(number * 1.7)
        canvas.stroke([(WIDTH * 0.68 - across, y), (WIDTH * 0.68 + across, y)], "#f0b483", 9)
    for x, size in ((90, 130), (1620, 160), (1730, 110)):
        tree(canvas, x, 580, size)
    return canvas


def wheat() -> Canvas:
    """Ripe ears against the sky, a village far off."""
    canvas = Canvas("#bcd7e4", "#f2ead2")
    canvas.blob([(-80, 640), (400, 520), (900, 600), (1400, 500), (1960, 620), (-80, 720)], LEAF)
    for x in (1180, 1290, 1420):
        canvas.rect((x, 560, x + 80, 640), WHITE)
        canvas.polygon([(x - 12, 562), (x + 40, 512), (x + 92, 562)], RED)
    for x, size in ((1120, 90), (1560, 110), (300, 100)):
        tree(canvas, x, 640, size)
    canvas.gradient((0, 630, WIDTH, HEIGHT), "#e0b65c", "#b98232")
    for number in range(46):
        x = 24 + number * 40
        lean = 46 * math.sin(number * 2.3)
        top = 640 + 120 * abs(math.sin(number * 1.3))
        canvas.stroke(
            [(x, HEIGHT + 20), (x + lean * 0.4, (top + HEIGHT) / 2), (x + lean, top)], OCHRE, 8
        )
        for grain in range(9):
            y = top + grain * 21
            side = 15 if grain % 2 else -15
            canvas.disc(x + lean * (1 - grain * 0.06) + side, y, 12, "#f0cf7d", ry=19)
    canvas.disc(260, 210, 95, "#f4d58a")
    return canvas
