"""The print shop's file read back for its ink: how much lies on a page, and what stands too heavy.

What is painted is followed in the order of the file: colours, pictures, and black that prints over
what lies under it. Marks outside the trimmed page count for nothing, they are cut off.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Name

from press.codes import Finding, PressCode
from press.inks import most_ink
from press.readback import ReadPage, read_pages

_SHADE = 1.0  # percent; less is rounding
_QUOTED = 16  # letters quoted in a message
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_ENDS = _PAINTS | _STROKES | {"n"}
_DRAWS = frozenset({"m", "l", "c", "v", "y", "re"})
_TEXT = frozenset({"Tj", "TJ", "'", '"'})

Matrix = tuple[float, float, float, float, float, float]
_ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Box = tuple[float, float, float, float]  # left, bottom, right, top
_EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))


@dataclass(frozen=True, slots=True)
class Patch:
    """Something painted on a page. left, bottom, right, top: points of PDF; ink: percent.

    text: whether it is type, whose place is where its first letter stands; ground: whether it fills
    its place, so that what is printed over it adds to it.
    """

    left: float
    bottom: float
    right: float
    top: float
    ink: float
    text: bool = False
    ground: bool = True

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies on it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class PageInk:
    """The ink of a page. most: percent at its heaviest place; patches: all that is painted.

    height: of the sheet with its marks, points.
    """

    number: int
    height: float
    most: float
    patches: tuple[Patch, ...]

    def heavier(self, limit: float) -> tuple[Patch, ...]:
        """What bears more than the paper takes, percent."""
        return tuple(patch for patch in self.patches if patch.ink > limit + _SHADE)


def inks_of(pdf: bytes) -> tuple[PageInk, ...]:
    """How much ink lies on every page of a print shop's file."""
    found = []
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages, 1):
            trim = [float(side) for side in page.get("/TrimBox", page.MediaBox)]
            painted = _Painter(page.get("/Resources", pikepdf.Dictionary())).painted(page)
            patches = tuple(patch for patch in painted if _meets(patch, trim))
            most = max((patch.ink for patch in patches), default=0.0)
            height = float(page.MediaBox[3]) - float(page.MediaBox[1])
            found.append(PageInk(number, height, most, patches))
    return tuple(found)


def ink_findings(pdf: bytes, limit: int, paper: str) -> Iterator[Finding]:
    """Pages that bear more ink than the paper takes, and the words that stand there."""
    heavy = [page for page in inks_of(pdf) if page.heavier(limit)]
    if not heavy:
        return
    read = read_pages(pdf)
    for page in heavy:
        patches = page.heavier(limit)
        words = _words(patches, page.height, read[page.number - 1])
        where = f"，那里排着“{words}”" if words else ""
        yield Finding(
            "",
            PressCode.INK,
            f"{paper}报纸第{page.number}版有{len(patches)}处墨太重，最重{page.most:.0f}%，"
            f"这种纸只受{limit}%{where}",
            "在 theme/print/colours.typ 里把这种颜色的四个数改小；"
            "纸真的受得了，在 papers 里把 ink 改大",
            page=page.number,
            for_shop=True,
        )


def _words(patches: tuple[Patch, ...], height: float, page: ReadPage) -> str:
    """The letters that stand on some patches of a sheet so many points high."""
    found = []
    for letter in page.letters:
        x, y = letter.heart[0], height - letter.heart[1]
        for patch in patches:
            if patch.holds(x, y):
                found.append(letter.text)
                break
    text = "".join(found)
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"


def _meets(patch: Patch, trim: list[float]) -> bool:
    left, bottom, right, top = trim
    inside = patch.left < right and patch.right > left
    return inside and patch.bottom < top and patch.top > bottom


@dataclass(frozen=True, slots=True)
class _State:
    """What the next thing is painted with. fill, stroke: percent; over: it is printed over."""

    at: Matrix = _ONE
    text: Matrix = _ONE
    fill: float = 100.0
    stroke: float = 100.0
    over: bool = False
    size: float = 0.0
    clip: Box = _EVERYWHERE


@dataclass(slots=True)
class _Painter:
    """Follows a page's content."""

    resources: Any
    patches: list[Patch] = field(default_factory=list)
    _path: list[tuple[float, float]] = field(default_factory=list)

    def painted(self, page: Any, start: _State | None = None) -> list[Patch]:
        """All that a page or form paints, in its order."""
        state, stack = start or _State(), list[_State]()
        for instruction in pikepdf.parse_content_stream(page):
            operator, given = str(instruction.operator), list(instruction.operands)
            if operator == "q":
                stack.append(state)
            elif operator == "Q" and stack:
                state = stack.pop()
            elif operator == "Do":
                self._thing(state, given[0])
            elif operator in _TEXT:
                self._type(state, given)
            elif operator in _DRAWS:
                self._draw(state, operator, [float(value) for value in given])
            elif operator in _ENDS:
                state = self._paint(state, operator)
            else:
                state = self._changed(state, operator, given)
        return self.patches

    def _changed(self, state: _State, operator: str, given: list[Any]) -> _State:
        match operator:
            case "cm":
                return replace(state, at=_times(_matrix(given), state.at))
            case "BT":
                return replace(state, text=_ONE)
            case "Tm":
                return replace(state, text=_matrix(given))
            case "Td" | "TD":
                moved = (1.0, 0.0, 0.0, 1.0, float(given[0]), float(given[1]))
                return replace(state, text=_times(moved, state.text))
            case "Tf":
                return replace(state, size=float(given[1]))
            case _:
                return self._coloured(state, operator, given)

    def _coloured(self, state: _State, operator: str, given: list[Any]) -> _State:
        match operator:
            case "W" | "W*":
                return replace(state, clip=_within(state.clip, self._path))
            case "k":
                return replace(state, fill=_percent(given))
            case "K":
                return replace(state, stroke=_percent(given))
            case "cs" | "CS":  # of one ink; of every plate only the marks are, outside the page
                name = "fill" if operator == "cs" else "stroke"
                return replace(state, **{name: 100.0})  # type: ignore[arg-type] # of a field
            case "gs":
                held = self.resources.get("/ExtGState", {}).get(str(given[0]), {})
                return replace(state, over=bool(held.get("/op", False)))
            case _:
                return state

    def _draw(self, state: _State, operator: str, given: list[float]) -> None:
        if operator == "re":
            x, y, width, height = given
            given = [x, y, x + width, y + height, x + width, y, x, y + height]
        pairs = zip(given[::2], given[1::2], strict=True)
        self._path += [_point(state.at, x, y) for x, y in pairs]

    def _paint(self, state: _State, operator: str) -> _State:
        if not self._path:
            return state
        across, down = [x for x, _ in self._path], [y for _, y in self._path]
        box = (min(across), min(down), max(across), max(down))
        if operator in _PAINTS:
            self._add(state, box, state.fill, over=state.over)
        if operator in _STROKES:
            self._add(state, box, state.stroke, ground=False)
        self._path.clear()
        return state

    def _type(self, state: _State, given: list[Any]) -> None:
        x, y = _point(_times(state.text, state.at), 0, 0)
        wide = 0.0
        for part in given[0] if isinstance(given[0], pikepdf.Array) else given:
            if isinstance(part, pikepdf.String):
                wide += len(bytes(part)) / 2 * state.size
        box = (x, y, x + max(1.0, wide), y + state.size)
        self._add(state, box, state.fill, over=state.over, text=True)

    def _thing(self, state: _State, name: Any) -> None:
        thing = self.resources.get("/XObject", {}).get(str(name))
        if thing is None:
            return
        if thing.get("/Subtype") == "/Image":
            corners = [_point(state.at, x, y) for x, y in ((0, 0), (0, 1), (1, 0), (1, 1))]
            across, down = [x for x, _ in corners], [y for _, y in corners]
            box = (min(across), min(down), max(across), max(down))
            self._add(state, box, _of_picture(thing))
        elif thing.get("/Subtype") == "/Form":
            at = _times(_matrix(list(thing.get("/Matrix", [1, 0, 0, 1, 0, 0]))), state.at)
            within = _Painter(thing.get("/Resources", self.resources), self.patches)
            within.painted(thing, replace(state, at=at))

    def _add(
        self,
        state: _State,
        box: Box,
        ink: float,
        *,
        over: bool = False,
        text: bool = False,
        ground: bool = True,
    ) -> None:
        """Note what is painted; what is printed over something adds to it."""
        left, bottom, right, top = _both(box, state.clip)
        if left > right or bottom > top:
            return  # nothing of it shows
        x, y = (left + 0.5, bottom + 0.5) if text else ((left + right) / 2, (bottom + top) / 2)
        if over:
            under = (patch for patch in reversed(self.patches) if patch.ground and not patch.text)
            ink += next((patch.ink for patch in under if patch.holds(x, y)), 0.0)
        self.patches.append(Patch(left, bottom, right, top, ink, text, ground))


def _of_picture(image: Any) -> float:
    """The most ink of a picture that is separated already; others the print shop separates."""
    from PIL import Image

    if image.get("/ColorSpace") != Name.DeviceCMYK:
        return 0.0
    with Image.open(io.BytesIO(image.read_raw_bytes()), formats=("JPEG",)) as opened:
        return most_ink(opened)


def _within(clip: Box, path: list[tuple[float, float]]) -> Box:
    """A clip with a path's box cut out of it."""
    if not path:
        return clip
    across, down = [x for x, _ in path], [y for _, y in path]
    return _both(clip, (min(across), min(down), max(across), max(down)))


def _both(one: Box, other: Box) -> Box:
    """What two boxes share."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _percent(inks: list[Any]) -> float:
    return 100 * sum(float(ink) for ink in inks)


def _matrix(given: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in given)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The first transformation, then the other (ISO 32000-1 §8.3.4)."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip


def _point(at: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = at
    return a * x + c * y + e, b * x + d * y + f
