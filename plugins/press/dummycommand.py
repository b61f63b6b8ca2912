"""`scripts/dummy`: an issue's present layout as a dummy to edit, and a page of it as a picture."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from jinja2 import Environment

from edition.build import Build
from edition.building import settings_of
from edition.editions import editions_of
from edition.host import job_of
from edition.model import Edition
from edition.withholding import Withholding
from newsroom.dummies import schema
from newsroom.folder import day_like, is_day
from newsroom.guard import content_folder, guarded
from newsroom.model import Issue, Publication
from newsroom.options import Conf, ContentToo
from newsroom.paper import meant
from newsroom.problems import ContentRefusedError, Outcome, Problem
from newsroom.store import Store
from newsroom.typed import called
from newsroom.usage import run
from press import settings_of as options_of
from press.codes import Finding, PressCode
from press.dummywriting import dummy_text
from press.faces import NoTypeError, faces_for
from press.housemade import told_with
from press.kepttype import KeptType, keep_in, kept_in, key_of
from press.lacks import Lack, lacks_of, told_of_lines
from press.laying import Laid, laid_out
from press.orders import order_of
from press.papers import Grid, grids
from press.pictured import draft, page_picture
from press.readback import opened
from press.whites import white_cells
from press.wishes import unmet
from press.words import Words
from press.workshop import Workshop

_DPI = 110
_GLANCE = 0.2  # seconds between two looks at the files
_ENDS = frozenset({Outcome.STOPPED, Outcome.UNHEARD})
_OF_PLACES = frozenset({PressCode.BAD_DUMMY, PressCode.DUMMY_COPY})


@guarded("dummy")
def dummy(
    day: Annotated[str, typer.Argument(metavar="日期", help="哪一期，如 2013-10-08")] = "",
    paper: Annotated[str, typer.Option(help="哪一种纸，如 8k；不写是读者看的那一种")] = "",
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="已经有版样的，换成现在的版面")
    ] = False,
    page: Annotated[
        int, typer.Option(metavar="数字", help="和 --picture 同用：看第几版", min=1)
    ] = 1,
    picture: Annotated[
        Path | None, typer.Option(help="不写版样，把一版画成这个 PNG 文件", show_default=False)
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="和 --picture 同用：一存盘就重画，按 Ctrl-C 结束")
    ] = False,
    shape: Annotated[
        bool, typer.Option("--schema", help="印出版样的 JSON Schema，给编辑软件用")
    ] = False,
    content: ContentToo = None,
    conf: Conf = None,
) -> None:
    """把一期现在的版面写成版样 dummy.yaml，改了它，报纸就照它排。"""
    if shape:
        typer.echo(json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True))
        return
    if not day or not is_day(day):
        like = day_like(day)
        _refuse(f"日期要写成 {like}，不写 {day}" if like else "请写上日期，如 2013-10-08")
    conf, content = meant(None, content, conf)
    folder = content_folder(content)
    desk = _Desk(conf, folder, day, paper)
    if picture is None:
        desk.write(replace=replace)
    elif watch:
        desk.watch(page, picture)
    else:
        desk.draw(page, picture)


class _Desk:
    """An issue on a paper, as often as it is asked for. paper: its id, "" for the readers'."""

    def __init__(self, conf: Path, content: Path, day: str, paper: str) -> None:
        self._conf = conf
        self._content = content
        self._day = day
        self._paper = paper
        self._kept: KeptType | None = None
        self._amiss: tuple[Path, ...] = ()  # folders of what was refused when it was drawn last

    def write(self, *, replace: bool) -> None:
        """Write the present layout as the dummy beside issue.md."""
        with self._edition() as edition:
            grid, readers = self._grid(edition)
            file = self._folder / ("dummy.yaml" if readers else f"dummy-{grid.id}.yaml")
            if file.exists() and not replace:
                _refuse(f"{file} 已经有了，没有改动；要换成现在的版面，加 --replace")
            laid = self._laid(edition, grid, readers=readers)
            pages = laid.order.wishes.pages
            lines = told_of_lines(laid.layout, laid.order.grid, pages, _lacks(laid))
            self._tell(laid, *lines, *_unmet(laid))
            if not laid.layout.smart:
                _refuse("这一期只排得出逐篇通栏的样子，写不成版样；请看出报时的提醒")
            number = Words(edition.set_text).number(self._of(edition).number)
            text = dummy_text(laid.layout, laid.settings, laid.order.grid, grid.id, number)
        file.write_text(text, encoding="utf-8")
        typer.echo(f"{'换了' if replace else '写好了'} {file}，共{len(laid.layout.pages)}版")

    def draw(self, page: int, picture: Path) -> None:
        """Draw a page as it would be printed."""
        with self._edition() as edition:
            grid, readers = self._grid(edition)
            laid = self._laid(edition, grid, readers=readers)
            made = len(laid.layout.pages)
            if page > made:
                self._tell(laid)
                _refuse(f"{grid.name}报纸只有{made}版，没有第{page}版")
            picture.write_bytes(page_picture(laid, page, _DPI))
            lack = _lacks(laid, page).get(page)
            lines = [lack.finding(page, laid.order.grid)] if lack else []
            self._tell(laid, *lines, *_unmet(laid, page))
        typer.echo(f"画好了 {picture}")

    def watch(self, page: int, picture: Path) -> NoReturn:
        """Draw a page again at every save; ends by the keyboard alone.

        What is amiss is told, and the page drawn when it is mended, wherever that is.
        """
        seen: object = None
        while True:
            looks = self._looks()
            if looks != seen:
                before, self._amiss = self._amiss, ()
                self._drawn_or_told(page, picture)
                seen = looks if self._amiss == before else self._looks()
            time.sleep(_GLANCE)

    def _drawn_or_told(self, page: int, picture: Path) -> None:
        try:
            with guarded("dummy"):
                self._draw_noting(page, picture)
        except typer.Exit:
            return  # told where it was found
        except SystemExit as end:
            if end.code in _ENDS:
                raise

    def _draw_noting(self, page: int, picture: Path) -> None:
        """Draw a page; where the copy is refused, note where to wait for a better one."""
        try:
            self.draw(page, picture)
        except ContentRefusedError as refused:
            files = (self._content.parent / problem.file for problem in refused.problems)
            self._amiss = tuple(sorted({file.parent for file in files}))
            raise

    @property
    def _issue_file(self) -> str:
        return f"issues/{self._day}/issue.md"

    @property
    def _folder(self) -> Path:
        return self._content / "issues" / self._day

    def _looks(self) -> tuple[tuple[str, int, int], ...]:
        """How the files look that the page is drawn of; one that is being put away is left out."""
        folders = dict.fromkeys((self._folder, *self._amiss))
        paths = [path for folder in folders for path in _files_in(folder)]
        found: list[tuple[str, int, int]] = []
        for path in (self._conf, *paths):
            with suppress(OSError):
                stat = path.stat()
                found.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(found)

    @contextmanager
    def _edition(self) -> Iterator[Edition]:
        """The issue, in the first script, with those that its made fillers may tell of.

        Nothing is written but the cache.
        """
        # No other room is asked: to load them all takes longer than to lay out the page.
        settings = settings_of(self._conf, {"PATH": str(self._content)})
        named = job_of(settings, Environment(autoescape=True))
        # Nor are names looked through that nobody has signed: that is told when the paper is made.
        build = Build(dataclasses.replace(named, publishers=("press",), unsigned_names=None))
        job = build.job
        with Store(job.cache / "store.sqlite3", f"{job.content} dummy") as store:
            publication = build.read(store)
            issue = self._issue(publication)
            issues = told_with(publication.issues, issue)
            only = Publication(issues, (), publication.glossary, publication.fillers)
            assert build.ledger is not None  # noqa: S101 - reading has opened it
            aside = Withholding.beside(job.output, job.reports, job.paper)
            work, ledger = build.job, build.ledger
            edition = next(editions_of(work, only, ledger, store, build.problems, aside, {}))
            # A filler may say that there is a web site, which is made by another room.
            yield dataclasses.replace(edition, rooms=frozenset(named.publishers))

    def _issue(self, publication: Publication) -> Issue:
        issue = next((one for one in publication.issues if one.key == self._day), None)
        if issue is None:
            _refuse(f"没有 {self._day} 这一期，请先用 {called('new')} issue {self._day}")
        if not issue.items:
            _refuse(f"{self._day} 这一期还没有要发布的稿件")
        return issue

    def _of(self, edition: Edition) -> Issue:
        """The issue as it is set in the edition's script."""
        return next(one for one in edition.issues if one.key == self._day)

    def _grid(self, edition: Edition) -> tuple[Grid, bool]:
        made = grids(edition.house)
        named = [grid.id for grid in made]
        if self._paper and self._paper not in named:
            _refuse(f"没有“{self._paper}”这种纸，可以是 {'、'.join(named)}")
        number = named.index(self._paper) if self._paper else 0
        return made[number], number == 0

    def _laid(self, edition: Edition, grid: Grid, *, readers: bool) -> Laid:
        options = options_of(edition.options)
        try:
            faces = faces_for(edition.script, edition.fonts)
        except NoTypeError:
            _refuse("字体文件夹里没有中文字体，排不出版面；请装上思源宋体、思源黑体")
        order = order_of(edition, self._of(edition), grid, faces, options, readers=readers)
        workshop = Workshop.opened(order.cache, order.theme)
        key = key_of(order.fonts, workshop.theme)
        kept = self._kept or kept_in(workshop.root, key, faces)
        laid = laid_out(order, kept)
        self._kept = laid.type
        if self._kept is not None and not self._kept.all_of(kept):
            keep_in(workshop.root, key, self._kept)
        return laid

    def _tell(self, laid: Laid, *more: Finding) -> None:
        for found in (*laid.layout.findings, *more):
            if found.code in _OF_PLACES or found in more:
                typer.echo(f"{self._problem(found)}", err=True)

    def _problem(self, found: Finding) -> Problem:
        file = f"{self._content.name}/{found.source or self._issue_file}"
        return Problem(file, found.line, found.code, found.what, found.cure, found.severity)


def _lacks(laid: Laid, page: int = 0) -> dict[int, Lack]:
    """What the pages lack as they are printed, or one of them."""
    pages = laid.layout.pages[page - 1 : page] if page else laid.layout.pages
    layout = dataclasses.replace(laid.layout, pages=pages)
    grid, settings = laid.order.grid, laid.settings
    with opened(draft(laid, pages)) as drafted:
        white = white_cells(drafted, layout, grid)
    return lacks_of(layout, grid, settings, white)


def _unmet(laid: Laid, page: int = 0) -> Iterator[Finding]:
    """What the stories of the pages wish and do not have, or those of one page."""
    order = laid.order
    return unmet(laid.layout, order.grid, order.wishes, laid.settings, page)


def _files_in(folder: Path) -> list[Path]:
    """The files of a folder but for hidden ones; none where it is gone."""
    try:
        return sorted(path for path in folder.iterdir() if path.is_file() and path.name[0] != ".")
    except OSError:
        return []


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(Outcome.REFUSED)


if __name__ == "__main__":
    run("dummy", dummy)
