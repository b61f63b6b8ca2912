"""What the editor asks of the newspaper, and what is said where it cannot be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from newsroom.wishes import Dummy
from press.arrangement import Block, Layout, PageLayout
from press.codes import Finding, PressCode
from press.downwards import TAKEN, fault
from press.gallery import cut_of
from press.jumps import Jumps
from press.lacks import lacks_of, told_of_lines
from press.overtext import LITTLE_TEXT
from press.papers import Grid
from press.photoframes import sizes_of
from press.roughness import rough_pages
from press.setting import Setting
from press.story import Picture, Story
from press.whites import Cells
from press.widths import unmet_span, unmet_upright

_SAME_SIZE = 0.01  # points
_DRAWN = "；画在版样里的，改那一处的 width"
_AS_IT_IS = "不用改；恢复以后照旧排"
_MUCH = 0.6  # of a photo: cut off, it shows something else
_CROWD = 9  # photos


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the editor asks of the whole issue. pages: how many; plan: item id to page.

    jumps: which stories may go on on another page, as the house has it. over: what is not kept to,
    each as the id of an item, the page and what says otherwise. drawn: items with a place in the
    dummy, each with its columns. paged: items of which the dummy says the page and no more, each
    with the line. dummy: its path in the content folder.
    """

    pages: int | None = None
    plan: tuple[tuple[str, int], ...] = ()
    jumps: Jumps = Jumps.FRONT
    over: tuple[tuple[str, int, str], ...] = ()
    drawn: tuple[tuple[str, int], ...] = ()
    paged: tuple[tuple[str, int], ...] = ()
    dummy: str = ""

    def settled(self, stories: Sequence[Story], dummy: Dummy | None) -> Wishes:
        """The same, each story on one page: where the dummy has it, else the plan, else itself."""
        plan, over = dict(self.plan), dict[tuple[str, int, str], None]()
        drawn: dict[str, int] = {}
        wished: dict[str, int] = {}  # of those drawn: where the place says a page and no more
        wide: dict[str, int] = {}
        for page in sorted(dummy.pages, key=lambda page: page.number) if dummy else ():
            for place in page.places:
                if drawn.setdefault(place.story, page.number) == page.number:
                    if not (place.column or place.ear):
                        wished[place.story] = place.at
                    wide[place.story] = place.width or 0
        for story in stories:
            of_dummy, of_plan = drawn.get(story.id), plan.get(story.id)
            kept = of_dummy or of_plan
            if kept is None:
                continue
            if of_plan or story.id in wished:
                plan[story.id] = kept
            said = f"版样把它画在第{kept}版" if of_dummy else f"版面安排（plan）把它排在第{kept}版"
            for asked in (of_plan, story.wish.page):
                if asked is not None and asked != kept:
                    over[story.id, asked, said] = None
        told = tuple(plan.items()), tuple(over), tuple(wide.items()), tuple(wished.items())
        return replace(self, plan=told[0], over=told[1], drawn=told[2], paged=told[3])

    def pages_of(self, settings: Sequence[Setting]) -> dict[int, int]:
        """Number of a story to the page it is to begin on: by the plan, else by the story."""
        planned = dict(self.plan)
        return {
            number: page
            for number, setting in enumerate(settings)
            if (page := planned.get(setting.story.id, setting.story.wish.page)) is not None
        }


def findings_of(
    layout: Layout,
    grid: Grid,
    wishes: Wishes,
    settings: Sequence[Setting],
    white: Sequence[Cells] | None = None,
) -> Iterator[Finding]:
    """What an editor should know of the layout as a whole, lines that lack or are over first.

    white: cells without ink on each page as it is printed; None where it is only laid out, and
    its feet alone are known.
    """
    lacks = lacks_of(layout, grid, settings, white)
    yield from told_of_lines(layout, grid, wishes.pages, lacks)
    if not layout.smart:
        yield Finding(
            "",
            PressCode.PLAIN_LAYOUT,
            f"{grid.name}报纸排不出版面，已改用逐篇通栏的排法",
            "放宽第几版（page）、栏数（span）、同版（together）的要求，或调整稿件长短",
        )
    else:
        yield from unmet(layout, grid, wishes, settings)
        yield from rough_pages(layout, grid, settings, lacks, white)
    yield from _wide_tables(layout, grid, settings)


def _wide_tables(layout: Layout, grid: Grid, settings: Sequence[Setting]) -> Iterator[Finding]:
    """Tables that had to be parted, and those whose cells part a number or a word all the same."""
    cure = "要排在一张里，请减少栏数或改短格子，或者在稿件里自己分成几张"
    for setting in settings:
        for columns, parts in setting.parted:
            what = f"{columns}栏的表格在{grid.name}报纸上一行排不下，拆成上下{parts}张"
            yield Finding(setting.story.source, PressCode.WIDE_TABLE, what, cure)
    torn = {
        block.story
        for page in layout.pages
        for block in page.blocks
        if any(place.table.is_torn for place in block.tables)
    }
    for number in sorted(torn):
        what = f"{grid.name}报纸上，表格的格子太窄，有的数字或单词断开了"
        yield Finding(settings[number].story.source, PressCode.WIDE_TABLE, what, cure)


def unmet(
    layout: Layout, grid: Grid, wishes: Wishes, settings: Sequence[Setting], on: int = 0
) -> Iterator[Finding]:
    """Wishes of single stories that the pages do not fulfil, each with its cause.

    on: the number of a page, to be told of its stories alone; 0 for all.
    """
    blocks: dict[int, list[tuple[int, Block]]] = {}
    for page in layout.pages:
        for block in page.blocks:
            if block.poster is None:
                blocks.setdefault(block.story, []).append((page.number, block))
    desk = _Answers(layout, grid, settings, wishes.pages_of(settings), blocks, wishes)
    for number, parts in sorted(blocks.items()):
        if on in {0, *(page for page, _ in parts)}:
            yield from desk.of(number)


@dataclass(slots=True)
class _Answers:
    """What is said of wishes. planned: story to page; blocks: by story, each with its page."""

    layout: Layout
    grid: Grid
    settings: Sequence[Setting]
    planned: Mapping[int, int]
    blocks: Mapping[int, Sequence[tuple[int, Block]]]
    wishes: Wishes

    def of(self, number: int) -> Iterator[Finding]:
        """What a story wishes and does not have."""
        setting = self.settings[number]
        begins, first = self.blocks[number][0]
        where = f"它从第{begins}版开始，占{first.columns}栏"
        hidden = [
            (f"排在第{page}版", (f"{said}，照它排", "两处写成一样，或删去一处"))
            for item, page, said in self.wishes.over
            if item == setting.story.id and page != begins
        ]
        of_page = f"排在第{self.planned.get(number)}版"
        for wish, answer in (
            *hidden,
            (of_page, self._page(number, begins)),
            ("排在第1版", self._front(number, begins)),
            (f"占{setting.story.wish.span}栏", unmet_span(setting, first, self.grid)),
            ("不转版", self._jump(number)),
            (f"同“{setting.story.wish.together}”各篇同版", self._together(number)),
            ("竖排正文", self._downwards(setting, first)),
            (
                "竖排标题",
                unmet_upright(setting, first, self.grid, drawn=self._is_drawn(setting, first)),
            ),
            (f"标题排成正文的{setting.story.head_size:g}倍", self._head_size(setting, first)),
            ("照片排大", self._large(setting, first) or self._largest(number)),
            ("照片排小", self._small(setting, first)),
            ("照片露出大半", self._cut(number)),
        ):
            if answer is not None:
                of_text = setting.story.taken and wish.startswith("竖排")
                why, cure = (TAKEN, _AS_IT_IS) if of_text else answer
                at = dict(self.wishes.paged).get(setting.story.id, 0)
                if at and wish == of_page:
                    one, source = f"“{setting.story.title}”", self.wishes.dummy
                else:
                    one, source, at = "这一篇", setting.story.source, 0
                what = f"{self.grid.name}报纸没能让{one}{wish}：{why}；{where}"
                yield Finding(source, PressCode.UNMET_WISH, what, cure, line=at)

    def _is_drawn(self, setting: Setting, first: Block) -> bool:
        """Whether a story has its width from the dummy."""
        return (setting.story.id, first.columns) in self.wishes.drawn

    @property
    def _room(self) -> int:
        return self.grid.columns * self.grid.lines

    def _lines(self, numbers: Sequence[int]) -> int:
        """Lines of text that some stories have, one column wide."""
        return sum(self.settings[number].height for number in numbers)

    def _too_many(self, numbers: Sequence[int], first: int) -> tuple[str, str] | None:
        room = self._room - first * self.grid.columns
        lines = self._lines(numbers)
        if lines <= room:
            return None
        why = f"{len(numbers)}篇正文按一栏计共{lines}行，一版只有{room}行"
        return why, f"压去{lines - room}行以上，或分到几版"

    def _page(self, number: int, begins: int) -> tuple[str, str] | None:
        asked, made = self.planned.get(number), len(self.layout.pages)
        item = self.settings[number].story.id
        hidden = any((item, asked) == (one, page) for one, page, _ in self.wishes.over)
        if asked is None or asked == begins or hidden:
            return None
        if asked > made:
            return f"共{made}版，没有第{asked}版", f"把第几版（page）改成 1 到 {made}，或补足稿件"
        page = self.layout.pages[asked - 1]
        if page.locked:
            return f"第{asked}版锁定了", "去掉那一版的 locked，或改第几版（page）"
        name = self.settings[number].story.wish.together
        leads = next((one for one in self._group(name) if self.planned.get(one) == begins), None)
        if name and leads is not None:
            why = f"同“{name}”的另一篇要在第{begins}版，各篇同版"
            return why, "第几版（page）写成同一版，或去掉同版（together）"
        same = [one for one, page_of in self.planned.items() if page_of == asked]
        return self._too_many(same, page.first_line) or self._taken(page)

    def _front(self, number: int, begins: int) -> tuple[str, str] | None:
        """Why a story of the highest rank that nobody puts elsewhere is not on page one."""
        story, page = self.settings[number].story, self.layout.pages[0]
        elsewhere = number in self.planned or story.id in dict(self.wishes.drawn)
        if story.rank > 1 or begins == 1 or elsewhere:
            return None
        if page.locked:
            return "第1版锁定了", "去掉第1版的 locked，或给这一篇写上第几版（page）"
        return self._taken(page)[0], "把其中的一篇写到别的版，或把这一篇的轻重（rank）改成 2"

    def _taken(self, page: PageLayout) -> tuple[str, str]:
        """By whom a page is taken that has no room for a story that asks for it."""
        there = [one for one, parts in self.blocks.items() if parts[0][0] == page.number]
        late = [one for one in there if self.planned.get(one, page.number) < page.number]
        if late:
            why = f"第{page.number}版排了{self._named(late)}：要的那一版排不下，到了这里"
            return why, f"给{self._named(late)}写上别的第几版（page），或压短它们"
        asking = [one for one in there if self.planned.get(one) == page.number]
        why = f"第{page.number}版排满了{self._named(asking or there)}"
        return why + ("，也要在那里" if asking else ""), "把其中的一篇写到别的版，或压短它们"

    def _named(self, numbers: Sequence[int]) -> str:
        return "、".join(f"“{self.settings[number].story.title}”" for number in numbers)

    def _jump(self, number: int) -> tuple[str, str] | None:
        setting = self.settings[number]
        if setting.story.wish.jump or len(self.blocks[number]) < 2:
            return None
        return self._too_many([number], 0) or (
            "连标题、照片、表格，一版排不下",
            "压短，或把照片排小",
        )

    def _together(self, number: int) -> tuple[str, str] | None:
        name = self.settings[number].story.wish.together
        if not name:
            return None
        group = self._group(name)
        if self.blocks[group[0]][0][0] == self.blocks[number][0][0]:
            return None
        pages = sorted({self.planned[one] for one in group if one in self.planned})
        if len(pages) > 1:
            named = "、".join(map(str, pages))
            return f"其中有的要在第{named}版", "第几版（page）写成同一版"
        return self._too_many(group, 0) or (
            "连标题、照片、表格，一版排不下",
            "少写几篇，或压短它们",
        )

    def _group(self, name: str) -> list[int]:
        return [one for one in self.blocks if self.settings[one].story.wish.together == name]

    def _downwards(self, setting: Setting, first: Block) -> tuple[str, str] | None:
        if not setting.story.wish.upright or first.downwards is not None:
            return None
        why = fault(setting.story) or "太长，或题目、作者太长，通栏竖排一版也放不下"
        return why, "去掉竖排（upright），或照提示改稿件"

    def _head_size(self, setting: Setting, first: Block) -> tuple[str, str] | None:
        asked, head = setting.story.head_size, first.head
        if not asked or head is None or head.size > asked * setting.grid.size - _SAME_SIZE:
            return None
        most = floor(head.size / setting.grid.size * 10) / 10
        return f"{first.columns}栏里只排得下{most:g}倍", f"把 head_size 改成 {most:g}，或加宽"

    def _large(self, setting: Setting, first: Block) -> tuple[str, str] | None:
        shown = _only_picture(setting, first)
        if shown is None or setting.story.pictures[0].photo.size != "large":
            return None
        if shown >= min(2, self.grid.columns):
            return None
        if first.columns == 1:
            return "这一篇只占一栏", f"写上 span: 2{_DRAWN}"
        if setting.height < LITTLE_TEXT:
            return "正文太短，照片大了排不进同一个版块", "加长正文，或写上栏数（span）"
        why = "照片大了，同版的稿件凑不成一版"
        return why, "在版样里给它的照片画一处，width 写 2 以上，或写上大一点的栏数（span）"

    def _largest(self, number: int) -> tuple[str, str] | None:
        """Where a photo that is to be large is smaller on paper than another of its story."""
        group: list[tuple[Picture, float]] = []
        for _, block in self.blocks[number]:
            for place in block.pictures:
                sizes = sizes_of(place, block.inner or self.grid)
                group += [(picture, width * height) for picture, width, height in sizes]
        large = [area for picture, area in group if picture.photo.size == "large"]
        if not large:
            return None
        beside = [area for picture, area in group if picture.photo.size != "large"]
        if max(beside, default=0.0) > max(large):
            what = "形状差得多，同一篇的另一张照片排得比它大"
            return what, "把那一张写成 size: small，或去掉 size: large"
        inside = (
            self.grid.column * (line.height - len(line.rows)) * self.grid.pitch
            for line in self.settings[number].lines
            if line.picture is not None
        )
        if max(inside, default=0.0) > max(large):
            what = "正文里的一张照片排得比它大"
            return what, "删去正文里那一处 ![](…)，照片就排在一起，或去掉 size: large"
        return None

    def _small(self, setting: Setting, first: Block) -> tuple[str, str] | None:
        shown = _only_picture(setting, first)
        if shown is None or setting.story.pictures[0].photo.size != "small" or shown <= 1:
            return None
        if setting.story.pictorial:
            return "图片新闻的照片占满版块", "去掉大小（size），或写上 span: 1"
        return f"照片占{shown}栏才排得满", "去掉大小（size），或加长正文"

    def _cut(self, number: int) -> tuple[str, str] | None:
        """Which photo has a place of quite another shape, so that little is left of it."""
        cuts = [
            (cut_of(picture, width, height), picture.photo.file.name)
            for _, block in self.blocks[number]
            for place in block.pictures
            for picture, width, height in sizes_of(place, block.inner or self.grid)
        ]
        most, file = max(cuts, default=(0.0, ""))
        if most <= _MUCH:
            return None
        why = f"{file} 的地方同它形状差得多，裁去了{most:.0%}"
        if len(self.settings[number].story.pictures) >= _CROWD:
            return why, "照片多，一版排不下：分成几篇，压短图片说明，或印在大的纸上"
        return (
            why,
            "版样里画了它的，把 width、height 改得同它一样扁；没画的，换一张照片",
        )


def _only_picture(setting: Setting, first: Block) -> int | None:
    """The columns of a story's only picture; None for none or several."""
    if len(setting.story.pictures) != 1 or not first.pictures:
        return None
    return first.pictures[0].block.columns
