"""The layout of an issue: the newspaper that lays itself out, round what an editor has drawn of it.

Places that are drawn are set first; what they leave of their pages is filled like any other page.
A place that its story does not fit is told with the lines and left to the press, a locked page's
among them. Where no newspaper can be made of the copy, there is the plain arrangement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from newsroom.wishes import DummyPlace
from press import plain
from press.arrangement import Block, Layout, PageLayout
from press.bodies import TOO_LITTLE, galleys_of, too_little
from press.body import Play
from press.codes import Finding, PressCode
from press.drawing import Drawing, DrawnPage, Fixed, Room, rooms_of
from press.makeup import DrawnBlocks, built, filler_block, paged
from press.owncolumns import OwnColumns
from press.packed import Drawn
from press.papers import Grid
from press.partings import Parting
from press.placing import Placed, Placer
from press.pouring import Galley
from press.setting import Setting
from press.shapes import Piece, Shapes
from press.stock import Stock
from press.wishes import Wishes

_EASY = 3  # lines that every column may be short of, where photos and heads give way
_LEAST_PHOTO = 6  # lines
_LEFT = "这一篇改由程序排"
_TRIES = 40  # of a dummy whose places turn out not to fit, one after another


def lay_out(
    settings: Sequence[Setting],
    grid: Grid,
    foot: int,
    wishes: Wishes,
    stock: Stock | None = None,
    drawing: Drawing | None = None,
) -> Layout:
    """The pages of an issue. foot: lines the imprint takes at the end of the last page.

    stock: fillers; on the pages they are numbered after the stories. drawing: what is drawn of the
    pages beforehand.
    """
    if not settings:
        return Layout((PageLayout(1, grid.nameplate, grid.lines, ()),))
    if drawing is not None and drawing.pages:
        return _DrawnIssue(settings, grid, foot, wishes, stock, drawing).layout()
    paging = paged(settings, grid, foot, wishes, stock)
    findings = drawing.findings if drawing else ()
    if paging is not None:
        return replace(built(paging.pages, settings, grid, foot, stock, {}), findings=findings)
    return replace(plain.arrange(settings, grid, foot), findings=findings)


@dataclass
class _DrawnIssue:
    """An issue of which pages are drawn."""

    settings: Sequence[Setting]
    grid: Grid
    foot: int
    wishes: Wishes
    stock: Stock | None
    drawing: Drawing
    _galleys: list[tuple[Galley, ...]] = field(init=False)
    _shapes: Shapes = field(init=False)
    _dropped: set[Fixed] = field(default_factory=set)
    _over_imprint: set[int] = field(default_factory=set)  # pages that keep room for it
    _told: dict[Fixed, Finding] = field(default_factory=dict)
    _partings: dict[int, Parting] = field(default_factory=dict)  # of stories in this attempt

    def __post_init__(self) -> None:
        self._galleys = [galleys_of(setting) for setting in self.settings]
        self._shapes = Shapes(self.settings, Play(), self._galleys, self.wishes.jumps)

    def layout(self) -> Layout:
        """The pages, and what is to be told of the places."""
        for _ in range(_TRIES):
            drawing = self.drawing.without(self._dropped)
            blocks, todo, amiss = self._set(drawing)
            if amiss:
                self._drop(amiss)
                continue
            drawn = Drawn(
                rooms={
                    page.number: self._rooms(page)
                    for page in drawing.pages
                    if page.fixed or page.locked  # one that is only named is like any other
                },
                todo=self._in_print_order(todo),
                onward=drawing.onward,
                used=frozenset(
                    one.story for page in drawing.pages for one in page.fixed if one.fills
                ),
            )
            settings = [self._setting(at) for at in range(len(self.settings))]
            paging = paged(settings, self.grid, self.foot, self.wishes, self.stock, drawn)
            if paging is None:
                break
            made = len(paging.pages)
            again = self._beyond(drawing, made) or self._on_imprint(drawing, made)
            if again is not None:
                self._drop(again)
                continue
            pages = paging.pages
            laid = built(pages, settings, self.grid, self.foot, self.stock, blocks)
            counted = self._counted(drawing, made)
            going = self._going_on(drawing, laid)
            told = (*self._whereabouts(drawing, laid), *counted, *going)
            return replace(laid, findings=told, partings=tuple(sorted(self._partings.items())))
        return replace(plain.arrange(self.settings, self.grid, self.foot), findings=self._findings)

    @property
    def _findings(self) -> tuple[Finding, ...]:
        return (*self.drawing.findings, *self._told.values())

    def _whereabouts(self, drawing: Drawing, laid: Layout) -> Iterator[Finding]:
        """What is to be told of the places, and where the press has put what it was left."""
        places = ((page.number, one) for page in drawing.pages for one in page.fixed)
        drawn = {(number, one.story) for number, one in places if not one.fills}
        pages: dict[int, int] = {}
        for page in laid.pages:
            for block in page.blocks:
                if (page.number, block.story) not in drawn:
                    pages.setdefault(block.story, page.number)
        yield from self.drawing.findings
        for fixed, told in self._told.items():
            left = told.what.endswith(_LEFT) and not fixed.fills and fixed.story in pages
            where = f"在第{pages[fixed.story]}版" if left else ""
            yield replace(told, what=f"{told.what}{where}")

    def _drop(self, amiss: dict[Fixed, Finding]) -> None:
        self._dropped |= amiss.keys()
        self._told |= amiss

    # ------------------------------------------------------------------ places
    def _set(
        self, drawing: Drawing
    ) -> tuple[dict[int, DrawnBlocks], list[Piece], dict[Fixed, Finding]]:
        """The blocks of the drawn pages by number, what is left to print, and what does not fit."""
        self._partings = {}
        left: dict[int, Piece | None] = {at: Piece(at) for at in range(len(self.settings))}
        pages: dict[int, DrawnBlocks] = {}
        amiss: dict[Fixed, Finding] = {}
        lacks: dict[Fixed, Finding] = {}
        for page in drawing.pages:
            blocks: list[Block] = []
            for fixed in page.fixed:
                if fixed.fills:
                    blocks += self._filler(fixed, page, amiss)
                    continue
                piece = left[fixed.story]
                if piece is None:
                    what = f"第{page.number}版用不着接排“{self._title(fixed)}”，前面已经排完了"
                    amiss[fixed] = self._finding(fixed, what, "删去这一处")
                    continue
                placed, said = self._answered(drawing, page, fixed, piece)
                if placed.block is None:
                    amiss[fixed] = said or self._over(fixed, page, placed)
                    continue
                if said is not None:
                    lacks[fixed] = said
                blocks.append(placed.block)
                going = placed.rest is not None
                if placed.parting is not None:
                    self._partings[fixed.story] = placed.parting
                left[fixed.story] = (
                    Piece(fixed.story, placed.rest, page.number)
                    if going and placed.rest is not None
                    else None
                )
            pages[page.number] = DrawnBlocks(tuple(blocks), page.name, page.locked)
        if not amiss:
            self._told |= lacks
        return pages, [piece for piece in left.values() if piece is not None], amiss

    def _setting(self, story: int) -> Setting:
        """A story as it is set, from where it goes on after columns of its own."""
        setting = self.settings[story]
        return setting.parted_at(self._partings[story]) if story in self._partings else setting

    def _placed(self, page: DrawnPage, fixed: Fixed, piece: Piece, *, leaves: bool) -> Placed:
        setting = self._setting(fixed.story)
        within = tuple(one for one in page.fixed if fixed.holds(one))
        if fixed.place.columns:
            stays = self._shapes.stays(piece, page.number)
            own = OwnColumns(fixed, piece, setting, self.grid, page.number, stays, bool(within))
            return own.placed(leaves=leaves)
        galleys = self._galleys[fixed.story] if setting.whole is None else galleys_of(setting)
        return Placer(fixed, piece, setting, galleys, page.number, leaves, within).placed()

    def _answered(
        self, drawing: Drawing, page: DrawnPage, fixed: Fixed, piece: Piece
    ) -> tuple[Placed, Finding | None]:
        """A place with its story, and what is to be told of it; no block where nothing helps."""
        idle = self._idle(page, fixed)
        if idle is not None:
            free, told = idle
            placed, said = self._answered(drawing, page, free, piece)
            return placed, said or told
        drawn = self._is_drawn_on(drawing, page, fixed)
        placed = self._placed(page, fixed, piece, leaves=drawn)
        if placed.block is not None:
            lacks = self._lacking(fixed, page, -placed.off) if placed.off < 0 else None
            return placed, lacks
        if not placed.off > 0:
            return placed, None
        of = "锁定了，" if page.locked else "的"
        stays = f"（{placed.stays}，不转版）" if placed.stays else ""
        what = f"第{page.number}版{of}“{self._title(fixed)}”多出{placed.off}行{stays}"
        cure = f"要照版样，删去{placed.off}行"
        if placed.off <= _EASY * fixed.columns:
            for place, given in _easier(fixed.place):
                eased = self._placed(page, replace(fixed, place=place), piece, leaves=False)
                if eased.block is not None:
                    return replace(eased, off=0), self._finding(
                        fixed, f"{what}，{given}排下了", cure
                    )
        if self._shapes.may_jump(piece, page.number):
            going = self._placed(page, fixed, piece, leaves=True)
            if going.block is not None and going.rest is not None:
                worth = not too_little(self._setting(fixed.story), going.rest)
                said = self._finding(fixed, f"{what}，转到了别的版", cure) if worth else None
                return going if worth else replace(placed, stays=TOO_LITTLE), said
        return placed, None

    def _idle(self, page: DrawnPage, fixed: Fixed) -> tuple[Fixed, Finding] | None:
        """A place without a wish that means nothing for its story, and what is told of it."""
        place, said = fixed.place, f"第{page.number}版的“{self._title(fixed)}”"
        ways = len(self._galleys[fixed.story])
        if place.spread is not None and place.spread >= ways:
            what = f"{said}只有{ways}种排法，没有 spread: {place.spread}"
            cure = f"把 spread 改成 0 到 {ways - 1}，或删去" if ways > 1 else "删去 spread"
            place = replace(place, spread=None)
        elif place.head is not None and self.settings[fixed.story].upright:
            what, cure = f"{said}竖排在框里，标题在右边，用不上 head", "删去 head"
            place = replace(place, head=None)
        else:
            return None
        return replace(fixed, place=place), self._finding(fixed, what, cure)

    def _is_drawn_on(self, drawing: Drawing, page: DrawnPage, fixed: Fixed) -> bool:
        """Whether a story is drawn to go on on another page."""
        later = any(
            one.story == fixed.story and not one.fills
            for other in drawing.pages
            if other.number > page.number
            for one in other.fixed
        )
        return later or fixed.place.to is not None

    def _filler(self, fixed: Fixed, page: DrawnPage, amiss: dict[Fixed, Finding]) -> list[Block]:
        if self.stock is None:
            return []
        place = fixed.column, fixed.line, fixed.columns, fixed.lines
        ruler = self.settings[0].ruler
        made = filler_block(fixed.story, place, len(self.settings), self.stock, ruler)
        if made.poster is not None and not made.poster.fits:
            what = f"第{page.number}版的补白“{fixed.place.filler}”放不进{fixed.lines}行"
            amiss[fixed] = self._finding(fixed, what, "把 height、width 改大，或换一份补白")
            return []
        return [made]

    # ------------------------------------------------------------------ pages
    def _rooms(self, page: DrawnPage) -> tuple[Room, ...]:
        """What a page has left; a locked page has nothing, unless a place of it did not hold."""
        whole = self.drawing.page(page.number)
        if page.locked and whole is not None and whole.fixed == page.fixed:
            return ()
        first = self.grid.nameplate if page.number == 1 else 0
        last = self.grid.lines - (self.foot if page.number in self._over_imprint else 0)
        return tuple(
            sorted(
                rooms_of(page.fixed, self.grid, first, last),
                key=lambda room: (room.line, room.column),
            )
        )

    def _in_print_order(self, todo: Sequence[Piece]) -> tuple[Piece, ...]:
        """What comes from another page, then the lead, then as the editor put them."""
        rank = {at: setting.story.rank for at, setting in enumerate(self.settings)}
        going = [piece for piece in todo if piece.from_page]
        whole = [piece for piece in todo if not piece.from_page]
        lead = min(whole, key=lambda piece: (rank[piece.story], piece.story), default=None)
        rest = [piece for piece in whole if piece is not lead]
        return (*going, *((lead,) if lead else ()), *rest)

    def _beyond(self, drawing: Drawing, made: int) -> dict[Fixed, Finding] | None:
        """Places on pages that there is no copy for."""
        found = {}
        for page in drawing.pages:
            for fixed in page.fixed if page.number > made else ():
                what = f"版样有第{page.number}版，稿件只够排到第{made}版"
                cure = f"改到第1至第{made}版，或补足中间各版的稿件"
                found[fixed] = self._finding(fixed, what, cure)
        return found or None

    def _on_imprint(self, drawing: Drawing, made: int) -> dict[Fixed, Finding] | None:
        """Places where the imprint is to stand, which the last page bears at its foot."""
        last = drawing.page(made)
        if last is None or not self.foot or made in self._over_imprint:
            return None
        self._over_imprint.add(made)
        found = {}
        for fixed in last.fixed:
            most = self.grid.lines - self.foot + fixed.fills  # no line parts a filler from it
            if fixed.line + fixed.lines > most:
                what = (
                    f"第{made}版是末版，版脚{self.foot}行印版权，“{self._title(fixed)}”"
                    f"到了第{fixed.line + fixed.lines}行"
                )
                found[fixed] = self._finding(fixed, what, f"让它到第{most}行为止")
        return found

    def _counted(self, drawing: Drawing, made: int) -> Iterator[Finding]:
        """What of a locked page has to change with the number of pages.

        Page one says how many there are, and prints the true number: a reader counts the pages. The
        last one bears the imprint.
        """
        count = drawing.count
        if count in {None, made}:
            return
        cure = f"要它不变，就让这一期仍是{count}版；认可了，把 count 改成 {made}"
        for number, moved in (
            (1, f"报头上的版数变了：画版样时共{count}版，现在共{made}版"),
            (count, f"版脚的版权不印在这里了：画版样时它是末版，现在共{made}版"),
        ):
            page = drawing.page(number or 1)
            if page is not None and page.locked and (number == 1 or (self.foot and made > number)):
                what = f"第{page.number}版锁定了，只有{moved}"
                yield Finding(self.drawing.source, PressCode.DUMMY_COPY, what, cure, line=page.at)

    def _going_on(self, drawing: Drawing, laid: Layout) -> Iterator[Finding]:
        """Stories that are drawn to go on on a page, and do not, or go on on another."""
        for page in drawing.pages:
            for fixed in page.fixed:
                wanted = fixed.place.to
                blocks = laid.pages[page.number - 1].blocks if wanted else ()
                for block in blocks:
                    if block.story != fixed.story or block.jump_to == wanted:
                        continue
                    said = f"第{page.number}版的“{self._title(fixed)}”"
                    if block.jump_to:
                        what = (
                            f"{said}要转到第{wanted}版，前面的稿件不够，转到了第{block.jump_to}版"
                        )
                        yield self._finding(fixed, what, f"把 to 改成 {block.jump_to}，或补足稿件")
                    else:
                        what = f"{said}要转到第{wanted}版，这里就排完了"
                        yield self._finding(fixed, what, "删去 to，或把 height 改小")

    # ------------------------------------------------------------------ what is told
    def _title(self, fixed: Fixed) -> str:
        return self.settings[fixed.story].story.title if not fixed.fills else fixed.place.filler

    def _over(self, fixed: Fixed, page: DrawnPage, placed: Placed) -> Finding:
        stays = f"（{placed.stays}，不转版）" if placed.stays else ""
        said = f"多出{placed.off}行{stays}" if placed.off > 0 else f"排不进去（{placed.why}）"
        cure = f"删去{placed.off}行" if placed.off > 0 else "改这一处的大小"
        larger = "把 height、width 改大"
        if fixed.place.ear:
            larger = f"把这一版的 nameplate 改大（现在{self.grid.nameplate}行），或 width 改大"
        if page.locked:
            what = f"第{page.number}版锁定了，“{self._title(fixed)}”{said}，{_LEFT}"
            return self._finding(fixed, what, f"{cure}，或去掉 locked，{larger}")
        what = f"第{page.number}版的“{self._title(fixed)}”{said}，{_LEFT}"
        return self._finding(fixed, what, f"{cure}，或{larger}")

    def _lacking(self, fixed: Fixed, page: DrawnPage, lines: int) -> Finding:
        locked = "锁定了，" if page.locked else "的"
        what = f"第{page.number}版{locked}“{self._title(fixed)}”少{lines}行，按一栏计空着"
        return self._finding(fixed, what, "补上这么多行，或把 height 改小、照片改大")

    def _finding(self, fixed: Fixed, what: str, cure: str) -> Finding:
        line = fixed.place.at
        return Finding(self.drawing.source, PressCode.DUMMY_COPY, what, cure, line=line)


def _easier(place: DummyPlace) -> Iterator[tuple[DummyPlace, str]]:
    """A place that gives its text more and more room, each with what was done."""
    if place.spread:
        yield replace(place, spread=0), "小标题、摘引收紧"
    bare = replace(place, spread=0 if place.spread else place.spread)
    for less in range(1, _EASY + 1):
        if place.photos and all(one.height - less >= _LEAST_PHOTO for one in place.photos):
            lower = tuple(replace(one, height=one.height - less) for one in place.photos)
            yield replace(bare, photos=lower), f"照片压低{less}行"
    if place.head and place.head > 1 and not place.photos:
        yield replace(bare, head=place.head - 1), "标题收紧1行"
