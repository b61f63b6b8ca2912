"""Pictures of works and ways: a building site, a line of cars, a platform."""

from __future__ import annotations

from newsroom_art.canvas import HEIGHT, WIDTH, Canvas, Point, mixed
from newsroom_art.palette import (
    INK,
    OCHRE,
    RED,
    SLATE,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
)
from newsroom_art.people import Figure, draw


def groundbreaking() -> Canvas:
    """An excavator at work, cranes behind it, two people over a drawing."""
    canvas = Canvas("#cfdfe2", "#f3e6cb")
    canvas.glow(1360, 330, 240, 200, "#fff4d2", 0.8)
    _skyline(canvas)
    for x, top, reach in ((330, 170, 330), (1010, 110, 300), (1500, 230, -280)):
        _crane(canvas, x, top, reach)
    canvas.gradient((0, 800, WIDTH, HEIGHT), "#c79b66", "#9a7045")
    canvas.blob([(-80, 860), (300, 770), (700, 830), (900, 880), (-80, 960)], "#b4865a")
    canvas.blob([(980, 880), (1300, 800), (1600, 760), (1900, 830), (1900, 960)], "#b98c5f")
    for start in (250, 700, 1250):
        canvas.curve(
            [(start, 1200), (start + 90, 1080), (start + 260, 980), (start + 520, 920)],
            "#86603a",
            9,
            0.5,
        )
    _excavator(canvas)
    canvas.glow(1440, 1112, 260, 22, INK, 0.35)
    draw(canvas, Figure(1330, 1105, 560, OCHRE, hat=RED, left=(0.12, 0.25), right=(0.23, 0.21)))
    draw(
        canvas,
        Figure(1590, 1105, 585, SLATE, facing=-1, hat=OCHRE, left=(-0.22, 0.2), right=(-0.1, 0.26)),
    )
    canvas.polygon([(1418, 742), (1508, 724), (1532, 800), (1440, 818)], WHITE)
    for shift in (16, 34, 52):
        canvas.stroke([(1434, 742 + shift), (1506, 728 + shift)], STEEL, 4)
    return canvas


def _skyline(canvas: Canvas) -> None:
    for index in range(14):
        x, height = index * 138 - 30, 130 + (index * 67) % 190
        canvas.rect((x, 830 - height, x + 104, 850), "#b9c9c9", alpha=0.8)
        for row in range(0, height - 30, 34):
            canvas.rect((x + 14, 846 - height + row, x + 90, 856 - height + row), WHITE, 2, 0.35)
    for x, floors in ((180, 7), (560, 9), (1140, 6)):
        top = 850 - floors * 62
        for floor in range(floors + 1):
            y = top + floor * 62
            canvas.rect((x, y, x + 300, y + 12), "#8f8a80")
        for column in range(5):
            left = x + 6 + column * 70
            canvas.rect((left, top - 34, left + 12, 852), "#a29c90")
        canvas.rect((x + 160, top + 74, x + 286, 850), "#6f9460", alpha=0.35)


def _crane(canvas: Canvas, x: float, top: float, reach: float) -> None:
    tone = mixed(OCHRE, RED, 0.15)
    for side in (-13, 13):
        canvas.rect((x + side - 3, top, x + side + 3, 860), tone)
    for y in range(round(top), 850, 30):
        canvas.stroke([(x - 13, y), (x + 13, y + 30)], tone, 4)
    back = -0.36 * reach
    canvas.stroke([(x + back, top), (x + reach, top)], tone, 8)
    canvas.stroke([(x, top - 54), (x + reach * 0.8, top)], tone, 4)
    canvas.stroke([(x, top - 54), (x + back * 0.9, top)], tone, 4)
    canvas.stroke([(x, top - 54), (x, top)], tone, 9)
    canvas.rect((x + back - 24, top - 4, x + back + 24, top + 46), "#7b776e", 4)
    hook = x + reach * 0.72
    canvas.stroke([(hook, top), (hook, top + 190)], INK, 3)
    canvas.rect((hook - 46, top + 190, hook + 46, top + 212), STEEL, 3)


def _excavator(canvas: Canvas) -> None:
    body = "#d9952f"
    canvas.glow(620, 1096, 400, 30, INK, 0.4)
    canvas.rect((470, 986, 900, 1092), "#3b3a3d", 52)
    canvas.rect((492, 1004, 878, 1074), "#59575a", 36)
    for x in (534, 614, 694, 774, 838):
        canvas.disc(x, 1039, 27, "#2e2d30")
        canvas.disc(x, 1039, 11, "#8c8a86")
    canvas.rect((560, 950, 810, 992), "#4b494c", 8)
    canvas.rect((520, 790, 900, 958), body, 22)
    canvas.rect((750, 800, 900, 958), mixed(body, INK, 0.16), 22)
    for y in (840, 866, 892):
        canvas.rect((790, y, 872, y + 12), mixed(body, INK, 0.45), 4)
    canvas.rect((520, 640, 690, 860), mixed(body, INK, 0.08), 18)
    canvas.polygon([(538, 664), (672, 664), (672, 780), (538, 792)], "#bcd6da")
    canvas.polygon([(538, 792), (604, 664), (640, 664), (566, 790)], WHITE, 0.45)
    arm = mixed(body, WHITE, 0.08)
    canvas.stroke([(700, 850), (520, 590), (330, 560)], mixed(body, INK, 0.25), 58)
    canvas.stroke([(700, 846), (520, 586), (330, 556)], arm, 46)
    canvas.stroke([(330, 556), (210, 800)], mixed(body, INK, 0.12), 38)
    for joint in ((700, 846), (520, 586), (330, 556), (210, 800)):
        canvas.disc(*joint, 18, "#4b494c")
    canvas.stroke([(560, 740), (470, 610)], STEEL, 16)
    canvas.blob([(150, 800), (262, 796), (276, 900), (206, 958), (140, 900)], "#4b494c")
    canvas.blob([(150, 804), (206, 770), (262, 800), (210, 824)], "#8a6440")
    for x in (150, 178, 206):
        canvas.polygon([(x, 926), (x + 18, 926), (x + 2, 964)], "#2e2d30")


def assembly_line() -> Canvas:
    """Three bodies of electric cars on the line, with the arms that weld them."""
    canvas = Canvas("#e3e8e6", "#c3ccca")
    canvas.gradient((0, 0, WIDTH, 760), "#eef0ea", "#cfd8d6")
    for x in range(0, WIDTH, 300):
        canvas.rect((x + 20, 170, x + 270, 420), "#e2eeee", 4)
        canvas.gradient((x + 30, 180, x + 260, 410), "#c9dfe4", "#edf5f1")
        canvas.rect((x + 140, 170, x + 150, 420), "#9aa7a6")
    canvas.rect((0, 70, WIDTH, 96), "#7c898a")
    for x in range(0, WIDTH, 120):
        canvas.stroke([(x, 84), (x + 60, 20), (x + 120, 84)], "#8c9899", 9)
    canvas.gradient((0, 740, WIDTH, HEIGHT), "#aeb3ae", "#878c88")
    canvas.rect((0, 1094, WIDTH, 1106), OCHRE, alpha=0.85)
    canvas.rect((0, 906, WIDTH, 1010), "#616c6f")
    canvas.rect((0, 906, WIDTH, 922), "#7d898b")
    for x in range(30, WIDTH, 92):
        canvas.disc(x, 966, 20, "#4a5457")
        canvas.disc(x, 966, 8, "#9aa5a6")
    for x in (390, 970, 1550):
        _robot(canvas, x, -1)
    for x, tone in ((60, "#f1ede2"), (640, RED), (1220, TEAL)):
        _car(canvas, x, tone)
    for x, tone in ((330, OCHRE), (1490, SLATE)):
        canvas.glow(x, 1182, 90, 14, INK, 0.35)
        draw(canvas, Figure(x, 1185, 400, tone, hat=WHITE, facing=1 if x < 900 else -1))
    return canvas


def _robot(canvas: Canvas, x: float, side: int) -> None:
    tone = mixed(OCHRE, RED, 0.25)
    canvas.rect((x + 140, 760, x + 250, 910), "#596568", 10)
    canvas.stroke([(x + 195, 770), (x + 215, 560), (x + side * 10 + 50, 470)], tone, 52)
    canvas.stroke([(x + 50 + side * 10, 470), (x - 30, 560)], mixed(tone, INK, 0.15), 36)
    for joint in ((x + 195, 770), (x + 215, 560), (x + 40, 470)):
        canvas.disc(*joint, 34, mixed(tone, INK, 0.3))
        canvas.disc(*joint, 14, "#3c4245")
    canvas.stroke([(x - 30, 560), (x - 66, 612)], "#3c4245", 16)
    canvas.glow(x - 70, 624, 36, 36, "#fff6c8", 0.95)
    canvas.disc(x - 70, 624, 9, WHITE)


def _car(canvas: Canvas, x: float, tone: str) -> None:
    canvas.glow(x + 250, 908, 250, 16, INK, 0.5)
    shape: list[Point] = [
        (x + 6, 850),
        (x + 4, 780),
        (x + 40, 748),
        (x + 128, 728),
        (x + 200, 652),
        (x + 270, 628),
        (x + 350, 634),
        (x + 424, 700),
        (x + 486, 740),
        (x + 500, 800),
        (x + 494, 852),
        (x + 250, 866),
    ]
    canvas.blob(shape, tone)
    glass = mixed(STEEL, INK, 0.25)
    canvas.blob([(x + 166, 726), (x + 216, 664), (x + 262, 650), (x + 264, 730)], glass)
    canvas.blob([(x + 282, 730), (x + 282, 650), (x + 340, 658), (x + 394, 722)], glass)
    canvas.polygon([(x + 196, 722), (x + 238, 664), (x + 252, 664), (x + 214, 724)], WHITE, 0.3)
    canvas.stroke([(x + 30, 798), (x + 470, 790)], mixed(tone, INK, 0.22), 5)
    canvas.stroke([(x + 272, 740), (x + 274, 846)], mixed(tone, INK, 0.3), 4)
    canvas.rect((x + 296, 756, x + 336, 766), mixed(tone, INK, 0.4), 4)
    canvas.rect((x + 8, 784, x + 48, 804), "#fff2c4", 8)
    for wheel in (x + 108, x + 398):
        canvas.disc(wheel, 852, 58, "#2c2d31")
        canvas.disc(wheel, 852, 34, "#c3c8c8")
        canvas.disc(wheel, 852, 12, "#55595c")


def departure() -> Canvas:
    """Three people with cases on a platform, a train about to leave."""
    canvas = Canvas("#dfe9ea", "#f4ead4")
    canvas.blob(
        [
            (-60, 640),
            (260, 470),
            (520, 560),
            (860, 440),
            (1240, 570),
            (1860, 450),
            (1860, 760),
            (-60, 760),
        ],
        "#b7cdc4",
    )
    canvas.polygon([(0, 0), (WIDTH, 0), (WIDTH, 150), (0, 210)], "#5d6a70")
    canvas.polygon([(0, 210), (WIDTH, 150), (WIDTH, 176), (0, 240)], "#465258")
    for x in range(80, WIDTH, 300):
        canvas.stroke([(x, 186 - x * 0.02), (x + 130, 182 - x * 0.02)], "#fff4cf", 12)
    _train(canvas)
    canvas.gradient((0, 900, WIDTH, HEIGHT), "#d0c6b3", "#a99d88")
    canvas.rect((0, 900, WIDTH, 918), "#8e8576")
    canvas.rect((0, 946, WIDTH, 972), OCHRE)
    for x in range(0, WIDTH, 46):
        canvas.disc(x + 20, 959, 7, mixed(OCHRE, WHITE, 0.5))
    for x in range(-200, WIDTH, 260):
        canvas.stroke([(x + 200, 972), (x, 1200)], "#948871", 3, 0.5)
    canvas.rect((1560, 160, 1606, 1010), "#7b868a")
    canvas.rect((1560, 160, 1574, 1010), "#949fa2")
    canvas.glow(700, 1132, 560, 26, INK, 0.35)
    trio = (
        (Figure(420, 1125, 640, SLATE, right=(0.13, 0.33)), 520, TEAL),
        (Figure(720, 1125, 600, RED, long_hair=True, right=(0.13, 0.33)), 812, "#6f5a4c"),
        (Figure(1040, 1125, 660, "#4c5a4e", left=(-0.13, 0.33), right=(0.22, 0.05)), 930, WOOD),
    )
    for person, x, tone in trio:
        _suitcase(canvas, x, tone, person)
        draw(canvas, person)
    return canvas


def _train(canvas: Canvas) -> None:
    canvas.rect((0, 852, WIDTH, 910), "#4a4744")
    canvas.blob(
        [
            (-80, 380),
            (900, 376),
            (1280, 392),
            (1520, 500),
            (1690, 660),
            (1750, 780),
            (1700, 858),
            (900, 872),
            (-80, 872),
        ],
        WHITE,
    )
    canvas.blob(
        [(-80, 700), (900, 704), (1500, 716), (1724, 770), (1704, 842), (900, 858), (-80, 858)],
        "#e4e3dc",
    )
    canvas.rect((-10, 650, 1560, 672), RED)
    canvas.blob([(1270, 440), (1420, 470), (1560, 570), (1500, 590), (1300, 560)], "#37474f")
    canvas.polygon([(1310, 460), (1350, 464), (1400, 560), (1350, 560)], WHITE, 0.25)
    for x in range(30, 1100, 156):
        canvas.rect((x, 470, x + 116, 586), "#40525b", 18)
        canvas.polygon([(x + 14, 580), (x + 60, 476), (x + 88, 476), (x + 42, 580)], WHITE, 0.16)
    canvas.rect((1124, 440, 1234, 850), "#cfd2cc", 10)
    canvas.rect((1134, 450, 1224, 850), "#5a5349", 6)
    canvas.rect((1134, 450, 1224, 850), "#ffe7b0", 6, 0.35)
    canvas.disc(1694, 730, 22, "#fff4cf", 13)


def _suitcase(canvas: Canvas, x: float, tone: str, person: Figure) -> None:
    ground = person.ground
    canvas.stroke([(x - 22, ground - 190), (x - 22, ground - 246)], "#6e7376", 6)
    canvas.stroke([(x + 22, ground - 190), (x + 22, ground - 246)], "#6e7376", 6)
    canvas.stroke([(x - 24, ground - 248), (x + 24, ground - 248)], INK, 12)
    canvas.rect((x - 62, ground - 194, x + 62, ground - 14), tone, 16)
    for shift in (-30, 0, 30):
        canvas.rect(
            (x + shift - 4, ground - 182, x + shift + 4, ground - 26), mixed(tone, INK, 0.25), 4
        )
    for shift in (-40, 40):
        canvas.disc(x + shift, ground - 8, 11, INK)
