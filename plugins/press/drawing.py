"""The dummy held against the stories and the grid: which place is whose, and whether there is one.

What cannot be is told with its line in the file, all of it in one run, and left to the press; the
rest stands as it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsroom.wishes import Dummy, DummyPage, DummyPlace
from press.codes import Finding, PressCode
from press.intext import taken_out
from press.papers import Grid
from press.stock import Filling
from press.story import Picture, Story

EAR_BELOW = 2  # lines of the nameplate under an ear: its rule and the air
_LEAST_EMS = 7  # of a column that a place has for itself
_REDRAW = "用 scripts/dummy 重画这一份，或删去它"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A place with its rectangle: cells of the grid from 0.

    story: its number in the issue; of a filler, its number among the fillers.
    """

    place: DummyPlace
    story: int
    column: int
    line: int
    columns: int
    lines: int

    @property
    def fills(self) -> bool:
        """Whether a filler stands in it."""
        return bool(self.place.filler)

    def meets(self, other: Fixed) -> bool:
        """Whether it lies over another, or has no line between: a line parts two on one another."""
        return (
            self.column < other.column + other.columns
            and other.column < self.column + self.columns
            and self.line < other.line + other.lines + 1
            and other.line < self.line + self.lines + 1
        )

    def holds(self, other: Fixed) -> bool:
        """Whether the other is a filler drawn in this place of a story, which runs round it."""
        return (
            other.fills
            and not self.fills
            and not self.place.ear
            and self.column <= other.column
            and other.column + other.columns <= self.column + self.columns
            and self.line <= other.line
            and other.line + other.lines <= self.line + self.lines
        )


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as it is drawn. at: its line in the file."""

    number: int
    at: int = 0
    name: str = ""
    locked: bool = False
    fixed: tuple[Fixed, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What of a dummy can be. source: its path in the content folder.

    count: of the issue's pages when it was drawn, None where nobody said.
    """

    source: str = ""
    pages: tuple[DrawnPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    count: int | None = None

    def page(self, number: int) -> DrawnPage | None:
        """A page, if it is drawn."""
        return next((page for page in self.pages if page.number == number), None)

    def without(self, dropped: set[Fixed]) -> Drawing:
        """The same with some places left to the press."""
        pages = tuple(
            replace(page, fixed=tuple(one for one in page.fixed if one not in dropped))
            for page in self.pages
        )
        return replace(self, pages=pages)

    def told(self, at: int, what: str, cure: str) -> Finding:
        """A finding at a line of the file."""
        return Finding(self.source, PressCode.BAD_DUMMY, what, cure, line=at)


def fits_grid(dummy: Dummy, grid: Grid) -> bool:
    """Whether a dummy is drawn for a grid."""
    drawn = dummy.columns or grid.columns, dummy.lines or grid.lines
    return drawn == (grid.columns, grid.lines)


def with_nameplate(grid: Grid, dummy: Dummy | None) -> Grid:
    """The grid, the nameplate as high as the dummy wants it."""
    wanted = next((page.nameplate for page in dummy.pages if page.nameplate), 0) if dummy else 0
    return replace(grid, nameplate=min(wanted, grid.lines // 2)) if wanted else grid


def dressed(stories: Sequence[Story], dummy: Dummy | None) -> tuple[Story, ...]:
    """The stories as their places want them: wishes, crops, box and column head."""
    if dummy is None:
        return tuple(stories)
    wants: dict[str, list[tuple[int, DummyPlace]]] = {}
    for page in dummy.pages:
        for place in page.places:
            if place.story:
                wants.setdefault(place.story, []).append((page.number, place))
    return tuple(_dressed(story, wants.get(story.id, ())) for story in stories)


def _dressed(story: Story, wants: Sequence[tuple[int, DummyPlace]]) -> Story:
    if not wants:
        return story
    number, place = wants[0]
    story = taken_out(story, {photo.file for _, one in wants for photo in one.photos})
    wish = story.wish
    if place.column is None and not place.ear:
        wish = replace(wish, page=number, span=place.width or wish.span)
    if place.vertical:
        wish = replace(wish, vertical=True)
    if place.upright is not None:
        wish = replace(wish, upright=place.upright)
    crops = {photo.file: photo.crop for _, one in wants for photo in one.photos if photo.crop}
    pictures = tuple(_cropped(picture, crops) for picture in story.pictures)
    return replace(
        story,
        wish=wish,
        pictures=pictures,
        frame=place.box or story.frame,
        label=place.label or story.label,
        head_size=place.head_size or story.head_size,
        lying=place.vertical is False,
    )


def _cropped(picture: Picture, crops: Mapping[str, tuple[float, float] | None]) -> Picture:
    crop = crops.get(picture.photo.file.name)
    return replace(picture, photo=replace(picture.photo, crop=crop)) if crop else picture


def drawing_of(
    dummy: Dummy | None,
    source: str,
    stories: Sequence[Story],
    grid: Grid,
    fillers: Sequence[Filling],
) -> Drawing:
    """The dummy resolved. source: its path in the content folder."""
    if dummy is None:
        return Drawing()
    drawing = Drawing(source, count=dummy.count)
    if not fits_grid(dummy, grid):
        what = (
            f"版样是照{dummy.columns}栏{dummy.lines}行画的，{grid.name}的版心是"
            f"{grid.columns}栏{grid.lines}行，这一份没有用"
        )
        return replace(drawing, findings=(drawing.told(1, what, _REDRAW),))
    desk = _Desk(drawing, stories, grid, fillers)
    pages = tuple(map(desk.page, sorted(dummy.pages, key=lambda page: page.number)))
    return replace(drawing, pages=pages, findings=tuple(desk.findings))


@dataclass(slots=True)
class _Desk:
    drawing: Drawing
    stories: Sequence[Story]
    grid: Grid
    fillers: Sequence[Filling]
    findings: list[Finding] = field(default_factory=list)
    _on: dict[int, list[int]] = field(default_factory=dict)  # pages of each story
    _filled: set[int] = field(default_factory=set)

    def page(self, page: DummyPage) -> DrawnPage:
        """A page, every place of it that can be."""
        kept: list[Fixed] = []
        for place in page.places:
            fixed = self._place(page.number, place)
            if fixed is None:
                continue
            other = next((one for one in kept if _clash(one, fixed)), None)
            if other is not None:
                named = _called(other.place)
                self._tell(
                    place.at,
                    f"第{page.number}版上，“{_called(place)}”同“{named}”叠在一起",
                    "移开一篇，或改小；上下两篇之间要空一行",
                )
                continue
            kept.append(fixed)
        return DrawnPage(page.number, page.at, page.name, page.locked, tuple(kept))

    def _tell(self, at: int, what: str, cure: str) -> None:
        self.findings.append(self.drawing.told(at, what, cure))

    def _place(self, number: int, place: DummyPlace) -> Fixed | None:
        chosen = self._filler(place) if place.filler else self._story(number, place)
        if chosen is None:
            return None
        if place.ear:
            return self._ear(place, chosen)
        if place.column is None or place.line is None:
            return None  # a wish; the story bears it itself
        assert place.width is not None and place.height is not None  # noqa: S101, PT018 - the schema
        fixed = Fixed(place, chosen, place.column - 1, place.line - 1, place.width, place.height)
        grid = self.grid
        first = grid.nameplate if number == 1 else 0
        wrong = ""
        if fixed.column + fixed.columns > grid.columns:
            wrong = f"到了第{fixed.column + fixed.columns}栏，{grid.name}只有{grid.columns}栏"
        elif fixed.line + fixed.lines > grid.lines:
            wrong = f"到了第{fixed.line + fixed.lines}行，{grid.name}只有{grid.lines}行"
        elif fixed.line < first:
            wrong = f"从第{place.line}行起，压着报头；报头占到第{first}行"
        if wrong:
            self._tell(place.at, f"“{_called(place)}”{wrong}", "改 column、line、width、height")
            return None
        if place.columns and self._is_crowded(fixed, place.columns):
            return None
        return fixed if self._photos_lie_in(fixed) else None

    def _is_crowded(self, fixed: Fixed, count: int) -> bool:
        """Whether a place is too narrow for so many columns of its own."""
        grid, place = self.grid, fixed.place
        within = grid.within(fixed.column, fixed.columns, count)
        ems = within.column / grid.size
        if ems >= _LEAST_EMS:
            return False
        what = f"“{_called(place)}”要排成{count}栏，一栏只有{max(0, int(ems))}个字宽"
        self._tell(place.at, what, f"把 columns 改小，或 width 改大；一栏至少{_LEAST_EMS}个字")
        return True

    def _ear(self, place: DummyPlace, chosen: int) -> Fixed | None:
        grid = self.grid
        wide = place.width or 1
        if wide > grid.columns // 2:
            what = f"报眼要{wide}栏，报头只让得出{grid.columns // 2}栏"
            self._tell(place.at, what, f"把 width 改成 1 到 {grid.columns // 2}")
            return None
        tall = grid.nameplate - EAR_BELOW
        return Fixed(place, chosen, grid.columns - wide, 0, wide, tall)

    def _story(self, number: int, place: DummyPlace) -> int | None:
        found = [at for at, story in enumerate(self.stories) if story.id == place.story]
        if not found:
            what = f"第{number}版上写了“{place.story}”，本期没有这篇稿件，或者还没有发布"
            self._tell(place.at, what, "改成本期稿件的文件名，或删去这一处")
            return None
        (at,) = found
        pages = self._on.setdefault(at, [])
        if number in pages:
            what = f"第{number}版上，“{place.story}”写了两处"
            self._tell(place.at, what, "一版上一篇只写一处")
            return None
        pages.append(number)
        return at

    def _filler(self, place: DummyPlace) -> int | None:
        names = [filling.name for filling in self.fillers]
        if place.filler not in names:
            what = f"content/fillers 里没有“{place.filler}”这份补白"
            self._tell(place.at, what, "改成补白的文件名，或删去这一处")
            return None
        at = names.index(place.filler)
        if at in self._filled:
            what = f"补白“{place.filler}”在这一期里写了两处"
            self._tell(place.at, what, "换一份补白")
            return None
        self._filled.add(at)
        return at

    def _photos_lie_in(self, fixed: Fixed) -> bool:
        """Whether every photo that has a place is the story's, and lies in its place."""
        place = fixed.place
        if fixed.fills or not place.photos:
            return True
        story = self.stories[fixed.story]
        across = (0, place.columns) if place.columns else (fixed.column, fixed.columns)
        names = {picture.photo.file.name for picture in story.pictures}
        seen: list[str] = []
        sound = True
        for photo in place.photos:
            called = f"照片 {photo.file}" if photo.file else "照片组"
            wrong = ""
            if photo.file and photo.file not in names:
                wrong, cure = f"不是“{place.story}”的", "改成这一篇 photos 里的文件名"
            elif photo.file in seen:
                wrong, cure = "写了两处", "请留一处"
            elif not _lies_in(photo.column, photo.width, *across) or (
                not _lies_in(photo.line, photo.height, fixed.line, fixed.lines)
            ):
                wrong = f"出了“{place.story}”的版块"
                cure = "改 column、line、width、height；都从版心的左上角数起"
            seen.append(photo.file)
            if wrong:
                self._tell(photo.at, f"{called}{wrong}", cure)
                sound = False
        left = sorted(names.difference(seen))
        if sound and left and "" not in seen:
            what = f"“{place.story}”的照片 {'、'.join(left)} 没有位置"
            self._tell(place.at, what, "给它写上位置，或加一项不写 file 的，其余照片排成一组")
            sound = False
        return sound


def _lies_in(start: int | None, size: int, first: int, room: int) -> bool:
    if start is None:
        return size <= room
    return first < start and start - 1 + size <= first + room


def _clash(one: Fixed, other: Fixed) -> bool:
    """Whether two places cannot both be: no text of the one runs round the other."""
    return one.meets(other) and not one.holds(other) and not other.holds(one)


def _called(place: DummyPlace) -> str:
    return place.story or place.filler


@dataclass(frozen=True, slots=True)
class Room:
    """A part of a page that nothing stands in yet: cells of the grid, from 0."""

    column: int
    line: int
    columns: int
    lines: int


_LEAST_ROOM = 5  # lines; a lower one holds nothing


def rooms_of(taken: Sequence[Fixed], grid: Grid, first: int, last: int) -> Iterator[Room]:
    """What a page has left beside its places, the largest rectangle first.

    first, last: lines that stories may take, last excluded. Over and under a place a line is kept.
    """
    free = [[True] * grid.columns for _ in range(last)]
    for line in range(first):
        free[line] = [False] * grid.columns
    for one in taken:
        for line in range(max(0, one.line - 1), min(last, one.line + one.lines + 1)):
            for column in range(one.column, one.column + one.columns):
                free[line][column] = False
    while room := _largest(free, grid.columns, first, last):
        yield room
        for line in range(max(0, room.line - 1), min(last, room.line + room.lines + 1)):
            for column in range(room.column, room.column + room.columns):
                free[line][column] = False


def _largest(free: list[list[bool]], columns: int, first: int, last: int) -> Room | None:
    """The largest free rectangle of some height; of two alike the upper, then the left one."""
    best: Room | None = None
    for column in range(columns):
        for wide in range(1, columns - column + 1):
            start = first
            for line in range(first, last + 1):
                if line < last and all(free[line][column : column + wide]):
                    continue
                tall = line - start
                if tall >= _LEAST_ROOM and (
                    best is None or tall * wide > best.lines * best.columns
                ):
                    best = Room(column, start, wide, tall)
                start = line + 1
    return best
