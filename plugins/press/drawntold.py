"""What an editor is told of the places of a dummy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from press.arrangement import Layout
from press.codes import Finding, PressCode
from press.drawing import Drawing, DrawnPage, Fixed, Unplaced
from press.papers import Grid
from press.placed import Placed
from press.setting import Setting


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """The findings of places. source: the dummy's path in the content folder."""

    settings: Sequence[Setting]
    grid: Grid
    source: str

    def title(self, fixed: Fixed) -> str:
        """What a place holds, as an editor knows it."""
        return self.settings[fixed.story].story.title if not fixed.fills else fixed.place.filler

    def finding(self, fixed: Fixed, what: str, cure: str) -> Finding:
        """Something told of a place."""
        return Finding(self.source, PressCode.DUMMY_COPY, what, cure, line=fixed.place.at)

    def over(self, fixed: Fixed, page: DrawnPage, placed: Placed) -> Finding:
        """That a story does not fit its place, by how many lines or why."""
        stays = f"（{placed.stays}，不转版）" if placed.stays else ""
        said = f"多出{placed.off}行{stays}" if placed.off > 0 else f"排不进去（{placed.why}）"
        cure = f"删去{placed.off}行" if placed.off > 0 else "改这一处的大小"
        larger = "把 height、width 改大"
        if fixed.place.ear:
            larger = f"把这一版的 nameplate 改大（现在{self.grid.nameplate}行），或 width 改大"
        if page.locked:
            what = f"第{page.number}版锁定了，“{self.title(fixed)}”{said}"
            return self.finding(fixed, what, placed.cure or f"{cure}，或去掉 locked，{larger}")
        what = f"第{page.number}版的“{self.title(fixed)}”{said}"
        return self.finding(fixed, what, placed.cure or f"{cure}，或{larger}")

    def lacking(self, fixed: Fixed, page: DrawnPage, lines: int) -> Finding:
        """That a story does not fill its place."""
        locked = "锁定了，" if page.locked else "的"
        what = f"第{page.number}版{locked}“{self.title(fixed)}”少{lines}行，按一栏计空着"
        return self.finding(fixed, what, "补上这么多行，或把 height 改小、照片改大")

    def needless(self, fixed: Fixed, page: DrawnPage) -> Finding:
        """That nothing is left of a story for a place where it was to go on."""
        what = f"第{page.number}版用不着接排“{self.title(fixed)}”，前面已经排完了"
        return self.finding(fixed, what, "删去这一处")

    def headless(self, fixed: Fixed, page: DrawnPage, lost: Unplaced) -> Finding:
        """That a story does not go on in a place, as that where it was to begin does not hold."""
        what = f"第{page.number}版接排“{self.title(fixed)}”的一处用不上，第{lost.page}版的没有排成"
        return self.finding(fixed, what, f"先照提示改第{lost.page}版的那一处")

    def gave_way(self, fixed: Fixed, lost: Unplaced) -> Finding:
        """That a place was given up so that another story could stay on its page."""
        story = self.settings[lost.story].story.title
        what = f"第{lost.page}版的“{self.title(fixed)}”没有照画的排，“{story}”才留得在这一版"
        return self.finding(fixed, what, f"先照提示改“{story}”的那一处")

    def left(self, one: Unplaced, stands: int | None) -> Finding:
        """What is told of a story whose place does not hold. stands: where the press has put it."""
        if stands is None or stands == one.page:
            where = "" if stands is None else f"在第{stands}版"
            return replace(one.told, what=f"{one.told.what}，这一篇改由程序排{where}")
        where = f"第{one.page}版别处也放不下，这一篇改由程序排在第{stands}版"
        return replace(one.told, what=f"{one.told.what}；{where}")

    def counted(self, drawing: Drawing, made: int, foot: int) -> Iterator[Finding]:
        """What of a locked page has to change with the number of pages.

        Page one says how many there are, and prints the true number: a reader counts the pages. The
        last one bears the imprint. foot: lines that it takes.
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
            if page is not None and page.locked and (number == 1 or (foot and made > number)):
                what = f"第{page.number}版锁定了，只有{moved}"
                yield Finding(self.source, PressCode.DUMMY_COPY, what, cure, line=page.at)

    def going_on(self, drawing: Drawing, laid: Layout) -> Iterator[Finding]:
        """Stories that are drawn to go on on a page, and do not, or go on on another."""
        for page in drawing.pages:
            for fixed in page.fixed:
                wanted = fixed.place.to
                blocks = laid.pages[page.number - 1].blocks if wanted else ()
                for block in blocks:
                    if block.story != fixed.story or block.jump_to == wanted:
                        continue
                    said = f"第{page.number}版的“{self.title(fixed)}”"
                    if block.jump_to:
                        what = (
                            f"{said}要转到第{wanted}版，前面的稿件不够，转到了第{block.jump_to}版"
                        )
                        yield self.finding(fixed, what, f"把 to 改成 {block.jump_to}，或补足稿件")
                    else:
                        what = f"{said}要转到第{wanted}版，这里就排完了"
                        yield self.finding(fixed, what, "删去 to，或把 height 改小")

    def whereabouts(self, drawing: Drawing, laid: Layout) -> Iterator[Finding]:
        """What is to be told of the places, and where the press has put what it was left."""
        places = ((page.number, one) for page in drawing.pages for one in page.fixed)
        drawn = {(number, one.story) for number, one in places if not one.fills}
        pages: dict[int, int] = {}
        for page in laid.pages:
            for block in page.blocks:
                if (page.number, block.story) not in drawn:
                    pages.setdefault(block.story, page.number)
        yield from drawing.findings
        for one in drawing.unplaced:
            yield self.left(one, pages.get(one.story))
