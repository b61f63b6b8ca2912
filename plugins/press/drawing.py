"""The dummy held against the stories and the grid: which place is whose, and whether there is one.

What cannot be is told with its line in the file, all of it in one run, and left to the press, which
keeps the story on the page; the rest stands as it is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsroom.wishes import Dummy, DummyPage, DummyPlace
from press.codes import Finding, PressCode
from press.intext import taken_out
from press.papers import Grid
from press.photoplaces import mended
from press.stock import MADE, Filling
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
        return self.surrounds(other) and not self.place.columns

    def surrounds(self, other: Fixed) -> bool:
        """Whether the other is a filler within this place of a story."""
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
class Unplaced:
    """A story, by its number, whose place on a page does not hold. told: why."""

    story: int
    page: int
    told: Finding


@dataclass(frozen=True, slots=True)
class Drawing:
    """What of a dummy can be. source: its path in the content folder.

    findings: what is told and moves no story. unplaced: what is left to the press. count: of the
    issue's pages when it was drawn, None where nobody said.
    """

    source: str = ""
    pages: tuple[DrawnPage, ...] = ()
    findings: tuple[Finding, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    count: int | None = None

    def page(self, number: int) -> DrawnPage | None:
        """A page, if it is drawn."""
        return next((page for page in self.pages if page.number == number), None)

    def without(self, dropped: set[Fixed]) -> Drawing:
        """What stands where some places are given up: of two that meet only the one.

        That is a story rather than a filler, and else the one that is drawn first.
        """
        pages, findings, unplaced = list[DrawnPage](), [*self.findings], [*self.unplaced]
        for page in self.pages:
            kept: list[Fixed] = []
            for fixed in sorted(page.fixed, key=lambda one: one.fills):
                if fixed in dropped:
                    continue
                other = next((one for one in kept if _clash(one, fixed)), None)
                if other is None:
                    kept.append(fixed)
                elif fixed.fills:
                    findings.append(self._meeting(page, fixed, other))
                else:
                    told = self._meeting(page, fixed, other)
                    unplaced.append(Unplaced(fixed.story, page.number, told))
            fixed_there = tuple(one for one in page.fixed if one in kept)
            pages.append(replace(page, fixed=fixed_there))
        given = tuple(pages), tuple(findings), tuple(unplaced)
        return replace(self, pages=given[0], findings=given[1], unplaced=given[2])

    def _meeting(self, page: DrawnPage, fixed: Fixed, other: Fixed) -> Finding:
        """That a place meets another, which stands."""
        name, of = _called(fixed.place), _called(other.place)
        if other.surrounds(fixed):
            what = f"第{page.number}版的补白“{name}”画在“{of}”里，栏变的一处里放不下补白"
            cure = "移到别处，或删去它，或删去那一篇的栏变（columns）"
            return self.told(fixed.place.at, what, cure)
        what = f"第{page.number}版上，“{name}”同“{of}”叠在一起"
        return self.told(fixed.place.at, what, "移开一篇，或改小；上下两篇之间要空一行")

    @property
    def onward(self) -> dict[int, int]:
        """Story to the page where it goes on, as its place says."""
        places = (one for page in self.pages for one in page.fixed if not one.fills)
        return {one.story: one.place.to for one in places if one.place.to is not None}

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
    found = tuple(desk.findings), tuple(desk.unplaced)
    return replace(drawing, pages=pages, findings=found[0], unplaced=found[1])


@dataclass(slots=True)
class _Desk:
    drawing: Drawing
    stories: Sequence[Story]
    grid: Grid
    fillers: Sequence[Filling]
    findings: list[Finding] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    _on: dict[int, list[int]] = field(default_factory=dict)  # pages of each story
    _filled: set[int] = field(default_factory=set)

    def page(self, page: DummyPage) -> DrawnPage:
        """A page, every place of it that can be; some may meet others."""
        made = (self._place(page.number, place) for place in page.places)
        fixed = tuple(one for one in made if one is not None)
        return DrawnPage(page.number, page.at, page.name, page.locked, fixed)

    def _tell(self, at: int, what: str, cure: str) -> None:
        self.findings.append(self.drawing.told(at, what, cure))

    def _place(self, number: int, place: DummyPlace) -> Fixed | None:
        chosen = self._filler(place) if place.filler else self._story(number, place)
        if chosen is None or (not place.ear and (place.column is None or place.line is None)):
            return None  # a wish; the story bears it itself
        fixed = self._ear(place, chosen) if place.ear else _of_numbers(place, chosen)
        wrong = self._too_wide(place) if place.ear else self._wrong(number, fixed)
        if wrong:
            told = self.drawing.told(place.at, *wrong)
            if fixed.fills:
                self.findings.append(told)
            else:
                self.unplaced.append(Unplaced(chosen, number, told))
            return None
        return fixed if place.ear else self._with_photos(fixed)

    def _wrong(self, number: int, fixed: Fixed) -> tuple[str, str] | None:
        """Why a place cannot be in the grid, and what helps; None where it can."""
        grid, place, wrong = self.grid, fixed.place, ""
        first = grid.nameplate if number == 1 else 0
        if fixed.column + fixed.columns > grid.columns:
            wrong = f"到了第{fixed.column + fixed.columns}栏，{grid.name}只有{grid.columns}栏"
        elif fixed.line + fixed.lines > grid.lines:
            wrong = f"到了第{fixed.line + fixed.lines}行，{grid.name}只有{grid.lines}行"
        elif fixed.line < first:
            wrong = f"从第{place.line}行起，压着报头；报头占到第{first}行"
        if wrong:
            return f"“{_called(place)}”{wrong}", "改 column、line、width、height"
        return self._crowded(fixed, place.columns) if place.columns else None

    def _crowded(self, fixed: Fixed, count: int) -> tuple[str, str] | None:
        """Whether a place is too narrow for so many columns of its own."""
        grid, place = self.grid, fixed.place
        within = grid.within(fixed.column, fixed.columns, count)
        ems = within.column / grid.size
        if ems >= _LEAST_EMS:
            return None
        what = f"“{_called(place)}”要排成{count}栏，一栏只有{max(0, int(ems))}个字宽"
        return what, f"把栏变（columns）改小，或 width 改大；一栏至少{_LEAST_EMS}个字"

    def _ear(self, place: DummyPlace, chosen: int) -> Fixed:
        grid, wide = self.grid, place.width or 1
        return Fixed(place, chosen, grid.columns - wide, 0, wide, grid.nameplate - EAR_BELOW)

    def _too_wide(self, ear: DummyPlace) -> tuple[str, str] | None:
        wide, most = ear.width or 1, self.grid.columns // 2
        if wide <= most:
            return None
        return f"报眼要{wide}栏，报头只让得出{most}栏", f"把 width 改成 1 到 {most}"

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
            if place.filler.startswith(MADE):
                what = f"程序自己的补白“{place.filler}”这一期没有：没有可说的，或关掉了"
                self._tell(place.at, what, "换成 content/fillers 里的一份，或删去这一处")
                return None
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

    def _with_photos(self, fixed: Fixed) -> Fixed:
        """A place with those of its photos' places that can be."""
        place = fixed.place
        if fixed.fills or not place.photos:
            return fixed
        names = [picture.photo.file.name for picture in self.stories[fixed.story].pictures]
        across = (0, place.columns) if place.columns else (fixed.column, fixed.columns)
        photos, wrong = mended(place, names, across, (fixed.line, fixed.lines))
        for told in wrong:
            self._tell(*told)
        return replace(fixed, place=replace(place, photos=photos))


def _of_numbers(place: DummyPlace, chosen: int) -> Fixed:
    """A place as it is drawn in numbers."""
    column, line, width, height = place.column, place.line, place.width, place.height
    assert column and line and width and height  # noqa: S101, PT018 - the schema
    return Fixed(place, chosen, column - 1, line - 1, width, height)


def _clash(one: Fixed, other: Fixed) -> bool:
    """Whether two places cannot both be: no text of the one runs round the other."""
    return one.meets(other) and not one.holds(other) and not other.holds(one)


def _called(place: DummyPlace) -> str:
    return place.story or place.filler
