"""Pictures that play in a room: a meeting, a workshop, a blood drive."""

from __future__ import annotations

from newsroom_art.canvas import HEIGHT, WIDTH, Canvas, mixed
from newsroom_art.palette import (
    DEEP_LEAF,
    DEEP_RED,
    DEEP_WOOD,
    HAIR,
    INK,
    LEAF,
    MIST,
    OCHRE,
    PAPER,
    RED,
    SAND,
    SKIN,
    SKY,
    SLATE,
    STEEL,
    TEAL,
    WHITE,
    WOOD,
)
from newsroom_art.people import Figure, back_view, draw

COATS = ("#37475a", "#5a4a45", "#46605e", "#6b5a4a", "#3c4450", "#7a3b38", "#54606b")


def meeting() -> Canvas:
    """A speaker at the lectern, the row on the platform, the hall from behind."""
    canvas = Canvas("#5b3a34", "#2c2023")
    _stage(canvas)
    for index in range(6):
        x = 745 + index * 172
        coat = COATS[index % len(COATS)]
        sitter = Figure(x, 700, 370, coat, facing=0, left=(-0.1, 0.26), right=(0.1, 0.26))
        draw(canvas, sitter.turned(long_hair=index in {2, 4}))
    _long_table(canvas)
    speaker = Figure(
        352, 745, 430, "#2f3d52", facing=1, left=(-0.05, 0.24), right=(0.27, 0.03), lean=0.01
    )
    draw(canvas, speaker)
    _lectern(canvas)
    canvas.glow(900, 430, 820, 260, "#ffe9c4", 0.16)
    _audience(canvas)
    return canvas


def _stage(canvas: Canvas) -> None:
    canvas.gradient((0, 0, WIDTH, 700), "#8d4034", "#70302b")
    for index in range(36):
        x = index * 50
        canvas.gradient((x, 0, x + 18, 700), "#7b342c", "#5f2725")
    canvas.gradient((190, 150, 1610, 700), "#e9d3ab", "#cfae7d")
    for x in range(190, 1611, 142):
        canvas.rect((x, 150, x + 3, 700), "#b08a58", alpha=0.55)
    canvas.rect((190, 96, 1610, 196), RED)
    canvas.rect((190, 190, 1610, 196), OCHRE)
    canvas.rect((190, 96, 1610, 102), OCHRE)
    for index in range(9):
        x = 520 + index * 88
        canvas.rect((x, 124, x + 54, 170), "#f2d9a0", 6, 0.9)
    canvas.polygon([(0, 700), (WIDTH, 700), (WIDTH, 800), (0, 800)], "#9a6a43")
    canvas.gradient((0, 760, WIDTH, 830), "#6e472f", "#45302a")
    for x in (120, 1560):
        canvas.rect((x + 30, 640, x + 90, 745), "#c9c1b2", 10)
        for shift, lift in ((-46, -30), (-22, -75), (10, -92), (42, -70), (62, -26)):
            mid = (x + 60 + shift * 0.55, 600 + lift * 0.4)
            canvas.curve([(x + 60, 650), mid, (x + 60 + shift, 610 + lift)], DEEP_LEAF, 17)
            canvas.curve([(x + 60, 650), mid, (x + 58 + shift, 612 + lift)], LEAF, 7)


def _long_table(canvas: Canvas) -> None:
    canvas.glow(1180, 752, 560, 22, INK, 0.35)
    canvas.rect((640, 560, 1720, 588), "#9b2a2a", 6)
    canvas.gradient((652, 586, 1708, 746), "#8a1c20", "#64151a")
    for x in range(652, 1700, 66):
        canvas.polygon([(x, 588), (x + 16, 588), (x + 24, 746), (x + 4, 746)], "#4d1016", 0.35)
    for index in range(6):
        x = 745 + index * 172
        canvas.polygon([(x - 46, 562), (x + 46, 562), (x + 40, 526), (x - 40, 526)], WHITE)
        canvas.rect((x - 24, 540, x + 24, 548), RED, 3)
        canvas.rect((x + 58, 528, x + 84, 562), "#f3efe6", 6)
        canvas.rect((x + 58, 524, x + 84, 532), "#d8d1c3", 4)


def _lectern(canvas: Canvas) -> None:
    canvas.glow(440, 760, 120, 16, INK, 0.4)
    canvas.polygon([(362, 560), (540, 560), (520, 752), (382, 752)], DEEP_WOOD)
    canvas.polygon([(362, 560), (420, 560), (414, 752), (382, 752)], mixed(DEEP_WOOD, INK, 0.25))
    canvas.polygon([(340, 528), (556, 516), (562, 560), (346, 566)], WOOD)
    canvas.disc(468, 650, 34, OCHRE)
    canvas.disc(468, 650, 24, mixed(OCHRE, WHITE, 0.35))
    canvas.curve([(500, 530), (498, 478), (462, 448)], INK, 6)
    canvas.stroke([(462, 448), (450, 440)], INK, 15)


def _audience(canvas: Canvas) -> None:
    rows = ((790, 74, 122, 31), (880, 96, 158, 74), (1000, 128, 214, 20))
    for row, (y, size, step, start) in enumerate(rows):
        for index, x in enumerate(range(start, WIDTH + 100, step)):
            coat = mixed(COATS[(index * 3 + row * 2) % len(COATS)], INK, 0.25 + row * 0.18)
            hair = mixed(HAIR, "#6b5c58", 0.35 if (index + row) % 5 == 2 else 0.0)
            lift = ((index * 7 + row * 3) % 5 - 2) * size * 0.05
            back_view(canvas, x, y + lift, size, coat, mixed(hair, INK, 0.3))
        canvas.gradient((0, y + size * 2.1, WIDTH, y + size * 2.6), "#5a2323", "#3a181b")
    canvas.gradient((0, 1170, WIDTH, HEIGHT), "#241619", "#1b1013")


def workshop() -> Canvas:
    """Two people assemble steel cabinets under the windows of a hall."""
    canvas = Canvas("#dfe3df", "#b9c1bf")
    _hall(canvas)
    for index, tone in enumerate((STEEL, "#7d939f", "#9fb0b8")):
        _cabinet(canvas, 90 + index * 178, 520, 160, 330, tone, open_drawer=index == 1)
    _cabinet(canvas, 1420, 430, 190, 420, TEAL, open_drawer=False)
    _cabinet(canvas, 1625, 430, 190, 420, mixed(TEAL, INK, 0.15), open_drawer=False)
    canvas.glow(1000, 1068, 520, 34, INK, 0.35)
    left = Figure(
        760, 1060, 640, SLATE, facing=1, left=(0.2, 0.2), right=(0.3, 0.17), hat=OCHRE, lean=0.03
    )
    right = Figure(
        1300,
        1060,
        620,
        "#8b4a3a",
        facing=-1,
        left=(-0.29, 0.19),
        right=(-0.2, 0.25),
        hat=RED,
        lean=-0.03,
    )
    draw(canvas, left)
    draw(canvas, right.turned(trousers="#4a4f5c"))
    _bench(canvas)
    return canvas


def _hall(canvas: Canvas) -> None:
    canvas.gradient((0, 0, WIDTH, 860), "#e8e6dc", "#cdd2cd")
    canvas.gradient((0, 850, WIDTH, HEIGHT), "#a9a79d", "#8b887f")
    for index in range(6):
        x = 60 + index * 292
        canvas.rect((x, 190, x + 232, 400), "#f7fbf8")
        canvas.gradient((x + 8, 198, x + 224, 392), "#cfe2e6", "#eaf3ef")
        canvas.rect((x + 112, 190, x + 120, 400), "#97a09d")
        canvas.rect((x, 292, x + 232, 298), "#97a09d")
        light = [(x + 10, 400), (x + 224, 400), (x + 380, 1200), (x + 90, 1200)]
        canvas.polygon(light, WHITE, 0.12)
    canvas.rect((0, 96, WIDTH, 122), "#6d7a7d")
    for index in range(13):
        x = index * 150
        canvas.stroke([(x, 30), (x + 75, 108), (x + 150, 30)], "#7f8c8e", 10)
    canvas.rect((0, 18, WIDTH, 36), "#6d7a7d")
    for x in (430, 1010, 1560):
        canvas.stroke([(x, 110), (x, 178)], INK, 5)
        canvas.polygon([(x - 60, 214), (x + 60, 214), (x + 26, 172), (x - 26, 172)], DEEP_LEAF)
        canvas.disc(x, 216, 40, "#fff3c8", 12)
        canvas.glow(x, 280, 150, 90, "#fff2c4", 0.35)
    for y in (900, 980, 1090):
        canvas.rect((0, y, WIDTH, y + 3), "#77746b", alpha=0.4)


def _cabinet(
    canvas: Canvas, x: float, y: float, width: float, height: float, tone: str, *, open_drawer: bool
) -> None:
    canvas.glow(x + width / 2, y + height + 6, width * 0.6, 14, INK, 0.4)
    canvas.rect((x, y, x + width, y + height), mixed(tone, INK, 0.18), 6)
    canvas.rect((x + 4, y + 4, x + width - 14, y + height - 4), tone, 5)
    drawer = (height - 20) / 4
    for index in range(4):
        top = y + 10 + index * drawer
        shift = 26 if open_drawer and index == 1 else 0
        if shift:
            canvas.rect((x + 8, top, x + width - 18, top + drawer - 6), INK, 4, 0.65)
        box = (x + 12 - shift, top + shift, x + width - 22 - shift, top + drawer - 8 + shift)
        canvas.rect(box, mixed(tone, WHITE, 0.16), 4)
        mid = (box[0] + box[2]) / 2
        canvas.rect((mid - 24, box[1] + 16, mid + 24, box[1] + 25), mixed(tone, INK, 0.5), 4)
        canvas.rect((mid - 18, box[1] + 34, mid + 18, box[1] + 48), PAPER, 2)


def _bench(canvas: Canvas) -> None:
    canvas.rect((690, 838, 1390, 872), WOOD, 6)
    canvas.rect((690, 862, 1390, 876), DEEP_WOOD, 4)
    for x in (726, 1326):
        canvas.rect((x, 874, x + 34, 1084), "#6d7a7d", 4)
    canvas.rect((740, 990, 1340, 1012), "#7f8c8e", 4)
    canvas.polygon([(900, 838), (1176, 838), (1176, 640), (900, 640)], mixed(STEEL, INK, 0.15))
    canvas.polygon([(908, 830), (1168, 830), (1168, 648), (908, 648)], mixed(STEEL, WHITE, 0.2))
    canvas.polygon([(900, 640), (1176, 640), (1208, 614), (934, 614)], mixed(STEEL, WHITE, 0.45))
    canvas.polygon([(1176, 640), (1208, 614), (1208, 808), (1176, 838)], mixed(STEEL, INK, 0.35))
    for y in (662, 748):
        canvas.rect((924, y, 1152, y + 74), STEEL, 4)
        canvas.rect((1008, y + 22, 1068, y + 32), mixed(STEEL, INK, 0.5), 4)
    for index, x in enumerate((752, 790, 830)):
        canvas.rect((x, 826 - index * 4, x + 26, 840), (OCHRE, RED, TEAL)[index], 4)
    canvas.rect((1240, 806, 1330, 838), RED, 6)
    canvas.rect((1262, 792, 1308, 808), DEEP_RED, 6)


def blood_donation() -> Canvas:
    """A nurse, a donor with a rolled sleeve, a bag that fills."""
    canvas = Canvas("#e6ece6", "#d4ddd8")
    _ward(canvas)
    canvas.glow(1000, 1112, 620, 36, INK, 0.28)
    canvas.rect((1340, 660, 1520, 1000), "#a8b7b2", 40)
    canvas.rect((1290, 880, 1530, 930), "#93a5a0", 20)
    canvas.rect((1400, 920, 1440, 1096), "#7d8f8b", 8)
    canvas.rect((1330, 1082, 1510, 1102), "#7d8f8b", 10)
    nurse = Figure(
        770,
        1080,
        880,
        "#f8f6f0",
        facing=1,
        seated=True,
        left=(0.13, 0.31),
        right=(0.235, 0.285),
        long_hair=True,
        trousers="#dfe3df",
        lean=0.05,
    )
    donor = Figure(
        1370,
        1100,
        850,
        SLATE,
        facing=-1,
        seated=True,
        left=(-0.36, 0.28),
        right=(-0.06, 0.33),
        trousers="#39404e",
        cuffs=True,
    )
    draw(canvas, nurse)
    _cap(canvas)
    _table(canvas)
    draw(canvas, donor)
    draw(canvas, nurse, only_arm=True)
    _bag(canvas)
    return canvas


def _ward(canvas: Canvas) -> None:
    canvas.gradient((0, 0, WIDTH, 930), "#eef0e8", "#dfe7e1")
    canvas.gradient((0, 930, WIDTH, HEIGHT), "#cdbd9c", "#b5a27d")
    canvas.rect((0, 918, WIDTH, 936), "#b9c6bf")
    canvas.rect((110, 110, 470, 560), WHITE, 4)
    canvas.gradient((126, 126, 454, 544), "#c3dfe6", "#eef6ef")
    canvas.blob([(126, 544), (200, 470), (290, 500), (380, 440), (454, 480), (454, 544)], "#9fc0a4")
    canvas.rect((284, 110, 298, 560), WHITE)
    canvas.rect((94, 556, 486, 578), "#cfd6cf", 4)
    for index in range(6):
        x = 486 + index * 16
        canvas.gradient((x, 80, x + 16, 640), "#f2dfc0", "#e3caa2")
        canvas.rect((x, 80, x + 3, 640), "#c9ab7e", alpha=0.5)
    canvas.rect((1010, 150, 1500, 430), WHITE, 8)
    canvas.rect((1026, 166, 1484, 414), "#f6e7e2", 4)
    canvas.blob([(1130, 206), (1184, 300), (1130, 366), (1076, 300)], RED)
    canvas.blob([(1112, 286), (1104, 322), (1126, 346), (1098, 322)], WHITE, 0.6)
    for y, right in ((230, 1450), (268, 1410), (306, 1440), (344, 1370)):
        canvas.rect((1226, y, right, y + 14), mixed(RED, PAPER, 0.55), 6)


def _table(canvas: Canvas) -> None:
    canvas.gradient((560, 850, 1130, 1100), "#c9b28a", "#a88d63")
    for x in (590, 860):
        canvas.rect((x, 880, x + 240, 1070), "#b89e73", 6)
        canvas.rect((x + 6, 886, x + 234, 1064), "#c2a97f", 4)
    canvas.rect((530, 820, 1160, 850), SAND, 8)
    canvas.rect((530, 842, 1160, 852), "#a98f66", 4)
    canvas.rect((960, 794, 1150, 824), "#c9dbd6", 15)
    canvas.rect((960, 790, 1150, 810), "#e3eeea", 10)
    canvas.rect((580, 784, 670, 822), TEAL, 6)
    canvas.rect((594, 764, 656, 786), WHITE, 6)
    canvas.rect((700, 800, 790, 822), WHITE, 4)
    canvas.rect((700, 800, 790, 806), MIST, 3)


def _bag(canvas: Canvas) -> None:
    canvas.stroke([(1005, 852), (1005, 884)], "#7d8f8b", 8)
    canvas.rect((930, 880, 1080, 1052), INK, 22, 0.16)
    canvas.rect((924, 874, 1074, 1046), "#f6e4df", 22)
    canvas.rect((936, 944, 1062, 1036), RED, 14)
    canvas.rect((936, 944, 1062, 960), "#c93a3d", 7)
    canvas.rect((960, 892, 1038, 924), WHITE, 4)
    for y in (900, 910):
        canvas.rect((970, y, 1028, y + 4), STEEL, 2)
    canvas.curve([(1140, 752), (1152, 800), (1146, 930), (1104, 970), (1064, 940)], "#b3262b", 7)
    canvas.rect((1112, 736, 1156, 758), WHITE, 6)


def _cap(canvas: Canvas) -> None:
    canvas.polygon([(766, 372), (862, 360), (874, 314), (756, 328)], WHITE)
    canvas.stroke([(768, 360), (862, 348)], MIST, 7)


def registration() -> Canvas:
    """Volunteers queue before a table; somebody fills in the form."""
    canvas = Canvas("#efe9dc", "#dccfb6")
    _corridor(canvas)
    canvas.glow(620, 1092, 620, 34, INK, 0.3)
    queue = (
        Figure(170, 1085, 690, "#7a3b38", facing=1, left=(0.1, 0.3)),
        Figure(380, 1085, 640, TEAL, facing=1, long_hair=True, right=(0.17, 0.16)),
        Figure(600, 1085, 720, "#c9b48a", facing=1, trousers="#4b4a52"),
        Figure(850, 1085, 680, SLATE, facing=1, right=(0.31, 0.19), left=(0.22, 0.25), lean=0.02),
    )
    for person in queue:
        draw(canvas, person)
    clerk = Figure(
        1420,
        1130,
        720,
        "#f8f6f0",
        facing=-1,
        seated=True,
        left=(-0.26, 0.2),
        right=(-0.18, 0.24),
        long_hair=True,
        lean=-0.03,
        trousers="#cfd6cf",
    )
    draw(canvas, clerk)
    _counter(canvas)
    return canvas


def _corridor(canvas: Canvas) -> None:
    canvas.gradient((0, 0, WIDTH, 900), "#f3eee2", "#e6dcc8")
    canvas.gradient((0, 900, WIDTH, HEIGHT), "#b99f78", "#94795a")
    canvas.rect((0, 886, WIDTH, 906), "#c7b595")
    canvas.rect((0, 640, WIDTH, 886), "#cfd9cf", alpha=0.55)
    canvas.rect((0, 634, WIDTH, 642), "#a9b7a9")
    canvas.rect((80, 150, 420, 640), "#a77b53", 4)
    canvas.rect((100, 170, 400, 640), "#8a6040", 2)
    canvas.rect((120, 196, 380, 396), "#cfe0df", 2)
    canvas.disc(374, 470, 12, OCHRE)
    canvas.rect((640, 130, 1500, 250), RED, 4)
    canvas.rect((652, 142, 1488, 146), OCHRE)
    canvas.rect((652, 234, 1488, 238), OCHRE)
    for index in range(7):
        x = 740 + index * 96
        canvas.rect((x, 164, x + 58, 216), "#f4dfae", 6, 0.92)
    canvas.rect((1560, 300, 1730, 560), WHITE, 4)
    canvas.rect((1574, 314, 1716, 546), SKY, 2)
    canvas.blob([(1645, 340), (1682, 412), (1645, 456), (1608, 412)], RED)
    for y in (480, 504, 526):
        canvas.rect((1600, y, 1690, y + 9), STEEL, 4)
    for x in (220, 760, 1300):
        canvas.rect((x, 36, x + 260, 56), "#fffbea", 8)
        canvas.glow(x + 130, 70, 190, 46, "#fff6d8", 0.5)


def _counter(canvas: Canvas) -> None:
    canvas.glow(1330, 1150, 440, 26, INK, 0.35)
    canvas.gradient((1060, 846, 1640, 1140), "#9c6f49", "#7b5436")
    canvas.rect((1030, 812, 1670, 850), WOOD, 6)
    canvas.rect((1030, 838, 1670, 852), DEEP_WOOD, 2)
    for x in (1110, 1300, 1490):
        canvas.rect((x, 890, x + 140, 1100), mixed(WOOD, INK, 0.28), 6)
        canvas.rect((x + 8, 898, x + 132, 1092), mixed(WOOD, INK, 0.16), 4)
    canvas.polygon([(1086, 812), (1200, 812), (1220, 790), (1110, 790)], WHITE)
    canvas.polygon([(1226, 812), (1344, 812), (1356, 788), (1244, 788)], WHITE)
    for y in (796, 803):
        canvas.stroke([(1256, y), (1336, y)], STEEL, 2)
    canvas.stroke([(1120, 800), (1180, 800)], STEEL, 3)
    canvas.stroke([(1262, 800), (1284, 752)], DEEP_RED, 6)
    canvas.rect((1560, 726, 1620, 812), SKIN, 8, 0.0)
    canvas.rect((1548, 752, 1606, 812), TEAL, 8)
    for x, top in ((1558, 700), (1574, 690), (1592, 706)):
        canvas.stroke([(x, top), (x + 2, 756)], OCHRE, 6)
