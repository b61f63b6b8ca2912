"""The layout of an issue: the newspaper that lays itself out, round what an editor has drawn of it.

Places that are drawn are set first; what they leave of their pages is filled like any other page.
A place that its story does not fit is told with the lines and left to the press, a locked page's
among them; the press keeps the story on that page, a lead at the price of what is drawn there
of less rank. Where no newspaper can be made of the copy, there is the plain arrangement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from press import plain
from press.arrangement import Block, Layout, PageLayout
from press.bodies import TOO_LITTLE, galleys_of, too_little
from press.body import Play
from press.codes import Finding
from press.drawing import Drawing, DrawnPage, Fixed, Unplaced
from press.drawntold import PlaceTold
from press.makeup import DrawnBlocks, built, filler_block, paged
from press.owncolumns import OwnColumns
from press.packed import Drawn
from press.papers import Grid
from press.partings import Parting
from press.placed import EASY, Placed, easier
from press.placing import Placer
from press.pouring import Galley
from press.rooms import Room, rooms_of
from press.setting import Setting
from press.shapes import Piece, Shapes
from press.stock import Stock
from press.wishes import Wishes

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
    _told_of: PlaceTold = field(init=False)
    _dropped: set[Fixed] = field(default_factory=set)
    _left: tuple[Unplaced, ...] = ()  # of the stories whose places do not fit them
    _idle_ones: set[Fixed] = field(default_factory=set)  # places that no story goes on in
    _over_imprint: set[int] = field(default_factory=set)  # pages that keep room for it
    _told: dict[Fixed, Finding] = field(default_factory=dict)
    _partings: dict[int, Parting] = field(default_factory=dict)  # of stories in this attempt

    def __post_init__(self) -> None:
        self._galleys = [galleys_of(setting) for setting in self.settings]
        self._shapes = Shapes(self.settings, Play(), self._galleys, self.wishes.jumps)
        self._told_of = PlaceTold(self.settings, self.grid, self.drawing.source)

    def layout(self) -> Layout:
        """The pages, and what is to be told of the places."""
        made = self.settled()
        if made is None:
            found = (*self.drawing.findings, *self._told.values())
            told = (*found, *(one.told for one in (*self.drawing.unplaced, *self._left)))
            return replace(plain.arrange(self.settings, self.grid, self.foot), findings=told)
        astray, laid = made
        giving = self._giving_way(astray)
        if giving:
            again = replace(self, _dropped={*self._dropped, *giving}, _told={**self._told})
            again.drop(giving)
            better = again.settled()
            lost = {one.story for one in astray}
            if better is not None and not lost <= {one.story for one in better[0]}:
                return better[1]
        return laid

    def settled(self) -> tuple[list[Unplaced], Layout] | None:
        """The pages, and before them the stories that could not be kept where they were drawn."""
        for _ in range(_TRIES):
            drawing = self.drawing.without(self._dropped)
            drawing = replace(drawing, unplaced=(*drawing.unplaced, *self._left))
            blocks, todo, amiss = self._set(drawing)
            if amiss:
                self.drop(amiss)
                continue
            kept, onward = self._kept(drawing)
            drawn = Drawn(
                rooms={  # where something stands as it is drawn, or nothing else may
                    page.number: rooms
                    for page in drawing.pages
                    if not (rooms := self._rooms(page)) or page.fixed
                },
                todo=self._in_print_order(todo),
                onward=onward,
                used=frozenset(
                    one.story for page in drawing.pages for one in page.fixed if one.fills
                ),
            )
            settings = [self._setting(at) for at in range(len(self.settings))]
            ids = [setting.story.id for setting in settings]
            plan = (*self.wishes.plan, *((ids[story], page) for story, page in kept.items()))
            wishes = replace(self.wishes, plan=plan)
            paging = paged(settings, self.grid, self.foot, wishes, self.stock, drawn)
            if paging is None:
                return None
            made = len(paging.pages)
            again = (beyond := self._beyond(drawing, made)) or self._on_imprint(drawing, made)
            if again is not None:
                self.drop(again, keeps=beyond is None)
                continue
            laid = built(paging.pages, settings, self.grid, self.foot, self.stock, blocks)
            told = (
                *self._told.values(),
                *self._told_of.whereabouts(drawing, laid),
                *self._told_of.counted(drawing, made, self.foot),
                *self._told_of.going_on(drawing, laid),
            )
            begun, partings = paging.beginnings, tuple(sorted(self._partings.items()))
            astray = [
                one
                for one in drawing.unplaced
                if kept.get(one.story) == one.page != begun.get(one.story, one.page)
            ]
            return astray, replace(laid, findings=told, partings=partings)
        return None

    def _kept(self, drawing: Drawing) -> tuple[dict[int, int], dict[int, int]]:
        """Story to the page that it is kept to though its place does not hold, and to go on on."""
        stands = {one.story for page in drawing.pages for one in page.fixed if not one.fills}
        kept: dict[int, int] = {}
        onward = dict(drawing.onward)
        for one in sorted(drawing.unplaced, key=lambda one: one.page):
            if one.story in stands or one.story in kept:
                onward.setdefault(one.story, one.page)
            else:
                kept[one.story] = one.page
        return kept, onward

    def _giving_way(self, astray: Sequence[Unplaced]) -> dict[Fixed, Finding]:
        """The places that a lead's page could give up for it: fillers, stories of less rank."""
        found = {}
        rank = [setting.story.rank for setting in self.settings]
        for one in astray:
            page = self.drawing.without(self._dropped).page(one.page)
            if page is None or page.locked or rank[one.story] > min(rank):
                continue
            for fixed in page.fixed:
                less = fixed.fills or rank[fixed.story] > rank[one.story]
                if less and not fixed.place.ear:
                    found[fixed] = self._told_of.gave_way(fixed, one)
        return found

    def drop(self, amiss: dict[Fixed, Finding], *, keeps: bool = True) -> None:
        """Give places up. keeps: whether their stories stay on the page, if that can be."""
        self._dropped |= amiss.keys()
        number_of = {one: page.number for page in self.drawing.pages for one in page.fixed}
        for fixed, told in amiss.items():
            self._told.pop(fixed, None)
            if fixed.fills or not keeps or fixed in self._idle_ones:
                self._told[fixed] = told
            else:
                self._left = (*self._left, Unplaced(fixed.story, number_of[fixed], told))

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
                if any(one.story == fixed.story and not one.fills for one in amiss):
                    continue  # looked at anew, when it is known where the story begins
                idle = self._useless(drawing, page, fixed, piece)
                if piece is None or idle is not None:
                    amiss |= {fixed: idle} if idle is not None else {}
                    continue
                placed, said = self._answered(drawing, page, fixed, piece)
                if placed.block is None:
                    amiss[fixed] = said or self._told_of.over(fixed, page, placed)
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

    def _useless(
        self, drawing: Drawing, page: DrawnPage, fixed: Fixed, piece: Piece | None
    ) -> Finding | None:
        """That a story has nothing to go on with in a place, or nowhere to come from."""
        if piece is None:
            self._idle_ones.add(fixed)
            return self._told_of.needless(fixed, page)
        lost = next((one for one in drawing.unplaced if one.story == fixed.story), None)
        if lost is None or piece.from_page or lost.page >= page.number:
            return None
        self._idle_ones.add(fixed)
        return self._told_of.headless(fixed, page, lost)

    def _setting(self, story: int) -> Setting:
        """A story as it is set, from where it goes on after columns of its own."""
        setting = self.settings[story]
        return setting.parted_at(self._partings[story]) if story in self._partings else setting

    def _placed(self, page: DrawnPage, fixed: Fixed, piece: Piece, *, leaves: bool) -> Placed:
        setting = self._setting(fixed.story)
        within = tuple(one for one in page.fixed if fixed.holds(one))
        if fixed.place.columns:
            stays = self._shapes.stays(piece, page.number)
            own = OwnColumns(fixed, piece, setting, self.grid, page.number, stays)
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
            lacks = self._told_of.lacking(fixed, page, -placed.off) if placed.off < 0 else None
            return placed, lacks
        if not placed.off > 0:
            return placed, None
        of = "锁定了，" if page.locked else "的"
        stays = f"（{placed.stays}，不转版）" if placed.stays else ""
        what = f"第{page.number}版{of}“{self._told_of.title(fixed)}”多出{placed.off}行{stays}"
        cure = f"要照版样，删去{placed.off}行"
        if placed.off <= EASY * fixed.columns:
            for place, given in easier(fixed.place):
                eased = self._placed(page, replace(fixed, place=place), piece, leaves=False)
                if eased.block is not None:
                    return replace(eased, off=0), self._told_of.finding(
                        fixed, f"{what}，{given}排下了", cure
                    )
        if self._shapes.may_jump(piece, page.number):
            going = self._placed(page, fixed, piece, leaves=True)
            if going.block is not None and going.rest is not None:
                worth = not too_little(self._setting(fixed.story), going.rest)
                told = self._told_of.finding(fixed, f"{what}，转到了别的版", cure)
                said = told if worth else None
                return going if worth else replace(placed, stays=TOO_LITTLE), said
        return placed, None

    def _idle(self, page: DrawnPage, fixed: Fixed) -> tuple[Fixed, Finding] | None:
        """A place without a wish that means nothing for its story, and what is told of it."""
        place, said = fixed.place, f"第{page.number}版的“{self._told_of.title(fixed)}”"
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
        return replace(fixed, place=place), self._told_of.finding(fixed, what, cure)

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
            amiss[fixed] = self._told_of.finding(fixed, what, "把 height、width 改大，或换一份补白")
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
                found[fixed] = self._told_of.finding(fixed, what, cure)
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
                    f"第{made}版是末版，版脚{self.foot}行印版权，“{self._told_of.title(fixed)}”"
                    f"到了第{fixed.line + fixed.lines}行"
                )
                found[fixed] = self._told_of.finding(fixed, what, f"让它到第{most}行为止")
        return found
