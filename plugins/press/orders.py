"""From an edition to an order that a worker can print without it."""

from __future__ import annotations

from collections.abc import Iterator

from edition.model import Edition
from newsroom import blocks
from newsroom.model import Issue
from newsroom.problems import Severity
from press.codes import PressCode
from press.copy import copy_of, fillers_of
from press.faces import Faces
from press.housemade import HouseDesk, Made
from press.options import Options
from press.order import Order
from press.papers import Grid, grids
from press.plates import Plates
from press.readings import bears_readings
from press.wishes import Wishes
from press.words import Words


def order_of(
    edition: Edition, issue: Issue, grid: Grid, faces: Faces, options: Options, *, readers: bool
) -> Order:
    """The order for one issue on one paper; what the editor must mend goes to the edition."""
    words, house = Words(edition.set_text), edition.house
    made = copy_of(edition, issue, faces, above=bears_readings(grid), photo_dpi=options.photo_dpi)
    if readers:
        _tell_missing(edition, issue, made.missing)
    publisher = next((line.text for line in house.imprint), house.copyright or house.name)
    day = f"{words.day(issue.day)} {words.weekday(issue.day)}"
    own = "" if readers else grid.id
    named = {drawn.paper: drawn for drawn in issue.dummies}
    dummy = named.get(own) or named.get(grid.id)
    anew = words.reprinted(edition.reprint[issue.day]) if issue.day in edition.reprint else ""
    return Order(
        script=edition.script,
        day=issue.day,
        stories=made.stories,
        grid=grid,
        name=house.name,
        latin_name=house.latin_name,
        title=f"{house.name} {words.number(issue.number)} {words.day(issue.day)}",
        description=house.tagline or house.name,
        keywords=tuple(dict.fromkeys(edition.section_of(item).name for item in issue.items)),
        publisher=publisher,
        beside=_beside(edition, issue, words, anew),
        folio=f"{day}　{anew}" if anew else day,
        imprint=tuple(_imprint(edition, issue, words)),
        phrases=words.phrases(),
        wishes=wishes_of(edition, issue, grid, options, readers=readers),
        page_name=words.page(),
        photo_dpi=options.photo_dpi,
        for_readers=readers,
        plates=Plates.of(options, (*edition.fonts, edition.theme / "print"))
        if options.press_pdf
        else None,
        content=edition.content,
        cache=edition.cache,
        theme=edition.theme,
        fonts=edition.fonts,
        fillers=fillers_of(edition, faces, made_of(edition, issue, options)),
        turn=issue.number,
        folios=issue.folios,
        dummy=dummy,
        drawn=issue.source.with_name(dummy.file).as_posix() if dummy else "",
    )


def _beside(edition: Edition, issue: Issue, words: Words, anew: str) -> tuple[str, ...]:
    """Beside the nameplate: number of the issue, day, lunar day, 刊号, the paper's own line."""
    house = edition.house
    day = f"{words.day(issue.day)} {words.weekday(issue.day)}"
    lunar = words.lunar(issue.day) if house.lunar else ""
    lines = (words.number(issue.number), day, lunar, house.serial, anew, house.tagline)
    return tuple(line for line in lines if line)


def made_of(edition: Edition, issue: Issue, options: Options) -> tuple[Made, ...]:
    """The fillers that the press may make for an issue of what the folder knows."""
    return HouseDesk.of(edition).made(issue) if options.made_fillers else ()


def file_of(edition: Edition, source: str) -> str:
    """A source file as an editor knows it."""
    return f"{edition.content.name}/{source}"


def _tell_missing(edition: Edition, issue: Issue, missing: dict[str, tuple[str, ...]]) -> None:
    for item in issue.items:
        if item.id in missing:
            edition.problems.add(
                file_of(edition, item.source.as_posix()),
                0,
                PressCode.MISSING_SORT,
                f"字库里没有这些字：{' '.join(missing[item.id])}，报上以“〓”代替"
                "（汉字照印，上面加的符号不印）",
                "换一个写法，去掉字上加的符号（p̂、下̲），"
                "或给字体文件夹补上有这些字的字体（表情符号：fonts-symbola）",
                Severity.WARNING,
            )


def wishes_of(
    edition: Edition, issue: Issue, grid: Grid, options: Options, *, readers: bool
) -> Wishes:
    """The plan of issue.md: `plan: {p1: [lead, briefs], p2: [reception]}`, or by paper.

    The page count is a wish for the readers' paper; a plan under a paper's id is for that paper.
    """
    plan = dict(issue.plan)
    own = plan.get(grid.id)
    chosen = own if isinstance(own, dict) else plan
    known = {item.id for item in issue.items}
    pages: dict[str, int] = {}

    def tell(what: str, cure: str) -> None:
        file = file_of(edition, issue.source.as_posix())
        edition.problems.add(file, 0, PressCode.BAD_PLAN, what, cure, Severity.WARNING)

    papers = {one.id for one in grids(edition.house)}
    for key, ids in chosen.items():
        number = str(key).removeprefix("p")
        if isinstance(ids, dict) and key not in papers:
            tell(f"版面安排（plan）里有“{key}”，没有这种纸", f"可以是 {'、'.join(sorted(papers))}")
        if isinstance(ids, dict) or (key == "pages" and isinstance(own, dict)):
            continue
        if not (number.isascii() and number.isdecimal() and 0 < int(number) < 100):
            tell(f"版面安排（plan）里的“{key}”不是第几版", "写成 p1、p2 的样子")
            continue
        if not isinstance(ids, str | list | tuple):
            tell(f"版面安排（plan）的 {key} 写的不是稿件", f"写成 {key}: [lead, market] 的样子")
            continue
        for item in [ids] if isinstance(ids, str) else ids:
            if item not in known:
                what = f"版面安排（plan）把“{item}”排在第{number}版，本期没有这篇稿件"
                tell(what, "改成本期稿件的文件名")
            elif pages.setdefault(str(item), int(number)) != int(number):
                what = f"版面安排（plan）把“{item}”排在第{pages[str(item)]}版，又排在第{number}版"
                tell(what, f"留一处；现在照第{pages[str(item)]}版排")
    wanted = chosen.get("pages") if isinstance(own, dict) else issue.pages if readers else None
    return Wishes(wanted if isinstance(wanted, int) else None, tuple(pages.items()), options.jumps)


def _imprint(edition: Edition, issue: Issue, words: Words) -> Iterator[str]:
    house = edition.house
    roles = {credit.label for credit in issue.editors}
    lines = [f"{line.label}：{line.text}" for line in house.imprint if line.label not in roles]
    if issue.editors:
        lines.append(words.names(issue.editors))
    if house.email:
        lines.append(house.email)
    if lines:
        yield "　".join(lines)
    yield from blocks.lines_of(issue.note)
    if house.notice:
        yield house.notice
