"""The pictures of a story over some columns: one leads, the others stand in rows under it.

In a row all pictures are of one height, each as wide as its own shape makes it, so that a row in
its natural height shows every picture whole. Where a page needs it taller or lower they are cut
about the point that the editor marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from press.papers import Grid
from press.spans import TextLine
from press.story import Picture, Story

BESIDES = 8  # lines of a page that pictures leave to the head and the words under it
_HEAD = 5  # lines of a head
LEAST_HEIGHT = 40.0  # points
_MOST_ROW = 0.34  # of the page's height
_TALLEST = {1: 0.5, 2: 0.42, 3: 0.3, 4: 0.24}  # the same, by the rank of the story
_GROWS = {1: 1.22, 2: 1.22, 3: 1.1, 4: 1.05}  # and how much more, where a page wants filling
_RATIOS = (0.45, 2.6)  # the shapes a picture may show in a row, width by height; beyond, it is cut
_ABREAST = {1: 1, 2: 2, 3: 3, 4: 3, 5: 3, 6: 4, 7: 4, 8: 4}  # at most, by columns
_WEIGHTS = {"small": 0.8, "large": 1.25}  # how much wider in its row than its shape makes it
_LEADS = 1.05  # times as wide as the widest beside it: one that is to be large
_MOST_CUT = 0.38  # of a picture, so that it is
_MOST_CUT_ON_END = 0.25  # of one on end, which mostly shows people from head to foot
_FLATTER = 1.3  # times as flat as those before it: one that may follow them alone
_FIRST = 1.15  # the same of the first of two
_LEAST_CAPTION = 8.0  # ems of the body: how wide a picture in a row is at the least
_STAMP = (80.0, 55.0)  # points: a picture narrower or lower is a stamp
_NEARLY = 0.9  # of the largest: a picture that seems as large
_LARGE = 2  # columns from which one picture leads the others


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many pictures are set: by how many more abreast than looks best, and what the first is.

    lead: of the page's height, what the picture that leads may take; 0 where none does.
    """

    more: int = 0
    lead: float = 0.5


@dataclass(frozen=True, slots=True)
class PictureRow:
    """Pictures side by side. widths: of each, points. captions: their lines.

    caption_lines: of the tallest.
    """

    pictures: tuple[Picture, ...]
    widths: tuple[float, ...]
    captions: tuple[tuple[TextLine, ...], ...]
    caption_lines: int
    natural: float  # height that the pictures would like to have, points

    @property
    def cut(self) -> float:
        """The largest share that a picture loses at that height."""
        return self.cut_at(self.natural)

    def cut_at(self, height: float) -> float:
        """The largest share that a picture loses at some height, points."""
        pairs = zip(self.pictures, self.widths, strict=True)
        return max(cut_of(picture, width, height) for picture, width in pairs)

    @property
    def coarse(self) -> float:
        """How much wider than its pixels suffice for the worst is printed, of that width.

        One that the editor wants large is printed large.
        """
        pairs = zip(self.pictures, self.widths, strict=True)
        asked = (width / each.sharp for each, width in pairs if each.photo.size != "large")
        return max(0.0, max(asked, default=0.0) - 1)

    def left(self, number: int, gutter: float) -> float:
        """Where one of the pictures begins, points from the left."""
        return sum(self.widths[:number]) + number * gutter


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """All pictures of a story over some columns, in rows. natural, least, most: its lines."""

    columns: int
    rows: tuple[PictureRow, ...]
    natural: int
    least: int
    most: int

    def cut_in(self, lines: int, pitch: float) -> float:
        """The largest share that a picture loses where the block takes some lines of the page."""
        room = max(1, lines - sum(row.caption_lines for row in self.rows)) * pitch
        share = room / sum(row.natural for row in self.rows)
        return max(row.cut_at(row.natural * share) for row in self.rows)

    def _shown(self) -> Iterator[tuple[Picture, float, float]]:
        """Every picture with its width and natural height, points."""
        for row in self.rows:
            for picture, width in zip(row.pictures, row.widths, strict=True):
                yield picture, width, row.natural

    @property
    def stamps(self) -> int:
        """How many pictures are as small as stamps without the editor's will."""
        wide, high = _STAMP
        return sum(
            (width < wide or height < high) and picture.photo.size != "small"
            for picture, width, height in self._shown()
        )

    @property
    def is_led(self) -> bool:
        """Whether the main picture is the largest, as readers expect; a few alike are."""
        sizes = [(picture, width * height) for picture, width, height in self._shown()]
        main = main_of([picture for picture, _ in sizes])
        most = max(size for _, size in sizes)
        return any(picture is main and size >= _NEARLY * most for picture, size in sizes)


CROWDS = (
    *(Crowd(), Crowd(1), Crowd(2), Crowd(1, 0.36), Crowd(2, 0.36)),
    *(Crowd(more, 0.0) for more in range(5)),
)
"""Ways to set a group, from the one that looks best to the one that takes least room."""


def room_for(grid: Grid, text: int, columns: int) -> int:
    """Lines of a page that a group may take: what its head and the words under it leave.

    text: lines of the words that are to stand on the same page, one column wide.
    """
    words = max(BESIDES, _HEAD + -(-text // columns))
    return max(grid.lines // 3, grid.lines - words)


def rows_of(
    pictures: Sequence[Picture], columns: int, crowd: Crowd = CROWDS[0]
) -> Iterator[tuple[Picture, ...]]:
    """The pictures in rows, the main one alone where there is room for it to lead."""
    rest = list(pictures)
    large = [each for each in rest if each.photo.size == "large"]
    if (len(rest) > 2 or large) and columns >= _LARGE and crowd.lead:
        leading = large or [main_of(pictures)]
        while leading and (_rivals(rest, leading) or shape_of(leading[-1]) < 1.0):
            leading.pop()
        for each in leading:
            rest.remove(each)
            yield (each,)
    if not rest:
        return
    most = _ABREAST.get(columns, 4) + crowd.more
    down = -(-len(rest) // most)
    shares = [len(rest) // down + (row >= down - len(rest) % down) for row in range(down)]
    at = 0
    for share in shares:
        yield tuple(rest[at : at + share])
        at += share


def _rivals(rest: Sequence[Picture], leading: Sequence[Picture]) -> bool:
    """Whether one follows alone, over the same width, and is not much lower than those before."""
    after = [each for each in rest if each not in leading]
    return len(after) == 1 and shape_of(after[0]) < _FLATTER * max(map(shape_of, leading))


def main_of(pictures: Sequence[Picture]) -> Picture:
    """The picture that leads: the first that is to be large, else the first not to be small."""
    ranked = {"large": 0, "medium": 1, "": 1, "small": 2}
    return min(pictures, key=lambda each: ranked.get(each.photo.size, 1))


def shape_of(picture: Picture) -> float:
    """Width by height, as it is shown at most."""
    ratio = picture.photo.width / max(1, picture.photo.height)
    return min(max(ratio, _RATIOS[0]), _RATIOS[1])


def widths_of(row: Sequence[Picture], grid: Grid, width: float) -> tuple[float, ...]:
    """How wide each picture of a row is, points. width: of the row."""
    shapes = [shape_of(each) * _WEIGHTS.get(each.photo.size, 1.0) for each in row]
    if len(row) == 2 and {each.photo.size for each in row} <= {""}:
        shapes[0] *= _FIRST
    shapes = _with_leader(row, shapes)
    room = width - (len(row) - 1) * grid.gutter
    return tuple(_readable([room * shape / sum(shapes) for shape in shapes], grid))


def _readable(widths: Sequence[float], grid: Grid) -> list[float]:
    """The widths of a row, none so narrow that its caption is a string of syllables."""
    least = min(_LEAST_CAPTION * grid.size, 0.8 * sum(widths) / len(widths))
    lacking = sum(max(0.0, least - width) for width in widths)
    spare = sum(max(0.0, width - least) for width in widths)
    return [
        least if width <= least else width - lacking * (width - least) / spare for width in widths
    ]


def _with_leader(row: Sequence[Picture], shapes: list[float]) -> list[float]:
    """The widths of a row where what is to be large is the widest, if that cuts no picture much."""
    large = [each.photo.size == "large" for each in row]
    if all(large) or not any(large):
        return shapes
    least = _LEADS * max(shape for shape, leads in zip(shapes, large, strict=True) if not leads)
    led = [
        max(shape, least) if leads else shape for shape, leads in zip(shapes, large, strict=True)
    ]
    height = sum(led) / sum(map(shape_of, row))
    whole = all(
        cut_of(each, shape, height) <= (_MOST_CUT if shape_of(each) >= 1.0 else _MOST_CUT_ON_END)
        for each, shape in zip(row, led, strict=True)
    )
    return led if whole else shapes


def tallest(story: Story) -> tuple[float, float]:
    """Of the page's height, what a row of a story's pictures may take, and how it may grow.

    News makes them large; so may be what the editor wants large, and a story in pictures.
    """
    asked = story.pictorial or any(each.photo.size == "large" for each in story.pictures)
    rank = 1 if asked else story.rank
    return _TALLEST[rank], _GROWS[rank]


def height_of(
    row: Sequence[Picture], widths: Sequence[float], grid: Grid, lead: float, most: float = 1.0
) -> float:
    """How high a row would like to be, points.

    lead, most: of the page's height, what makes it higher than a row is, and what none exceeds.
    """
    natural = sum(widths) / sum(map(shape_of, row))
    room = min(max(lead, _MOST_ROW), most) * grid.lines * grid.pitch
    return max(LEAST_HEIGHT, min(natural, room))


def cut_of(picture: Picture, width: float, height: float) -> float:
    """The share of a picture that a frame cuts off."""
    ratio = picture.photo.width / max(1, picture.photo.height)
    frame = width / max(1.0, height)
    return 1 - min(ratio / frame, frame / ratio)
