"""Lays out issues as a district paper has them and measures the pages in the PDFs.

Of every page: how much of its type area is blank (cells of one column and one line that bear no
ink at 72 dpi; the nameplate is left out, the last page is not). Of every paper: stories that go on
on another page, those that do so twice, lines stretched by an em or more, errors of the proof, and
the time. The copy comes from the seed.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import pypdfium2
import typer
from bench_press import ROOT
from district_copy import DistrictDesk

sys.path.insert(0, str(ROOT))

from jinja2 import Environment

from edition.build import Build
from edition.building import settings_of
from edition.host import job_of
from newsroom.problems import Severity
from newsroom.store import Store
from press.arrangement import Layout
from press.faces import faces_for
from press.laying import set_stories
from press.options import Options
from press.order import Order
from press.orders import order_of
from press.papers import Grid, grids
from press.printing import print_issue
from press.ruler import Ruler
from press.setting import Setting, looseness
from press.workshop import Workshop

PAPERS = ("a4", "8k", "2k")
MOST_BLANK = 0.08
PALE = 225  # of 255: darker than this is ink; a tint alone is none
EM = 1.0  # a line stretched by this or more is loose


@dataclass(frozen=True, slots=True)
class Measured:
    """A paper as it came out. blank: share of every page; lines: of its columns, loose among them.

    said: what is told of it.
    """

    name: str
    blank: tuple[float, ...]
    jumps: int
    chained: int
    inner: int
    lines: int
    loose: int
    errors: tuple[str, ...]
    said: tuple[str, ...]
    seconds: float

    @property
    def untold(self) -> int:
        """Pages with too much white of which nobody is told by how many lines."""
        told = [line for line in self.said if line.startswith("press.page-short")]
        return sum(
            share > MOST_BLANK and not any(f"第{number}版" in line for line in told)
            for number, share in enumerate(self.blank, 1)
        )


def orders(content: Path, cache: Path, papers: Sequence[str]) -> Iterator[Order]:
    """Every issue of a content folder on every paper in both scripts."""
    house = {**settings_of(ROOT / "pelican.conf.py")["HOUSE"], "papers": list(PAPERS)}
    given: dict[str, Any] = {"PATH": str(content), "OUTPUT_PATH": str(cache / "output")}
    given |= {"HOUSE": house, "PUBLISHERS": ["press"], "UNSIGNED_NAMES": ""}
    job = job_of(settings_of(ROOT / "pelican.conf.py", given), Environment(autoescape=True))
    build = Build(job)
    with Store(cache / "bench.sqlite3", str(content)) as store:
        for edition in build.prepare(store):
            faces = faces_for(edition.script, edition.fonts)
            for issue in reversed(edition.issues):
                for grid in grids(edition.house):
                    if grid.id in papers:
                        options = Options(press_pdf=False)
                        yield order_of(edition, issue, grid, faces, options, readers=False)


def spread(order: Order, issues: Sequence[str], papers: Sequence[str]) -> bool:
    """Whether it is the turn of a paper: each issue has one paper in one script, all in turn."""
    number = issues.index(order.day.isoformat())
    scripts = ("hans", "hant")
    turn = papers[number % len(papers)], scripts[number // len(papers) % len(scripts)]
    return turn == (order.grid.id, order.script.value)


def measured(order: Order, out: Path | None = None) -> Measured:
    """Print one paper and measure it. out: where the PDF and its pages as pictures are kept."""
    start = time.process_time()
    printed = print_issue(order)
    took = time.process_time() - start
    name = name_of(order)
    if out is not None:
        keep(printed.pdf, out, name.replace(" ", "-"))
    workshop = Workshop.opened(order.cache, order.theme)
    ruler = Ruler(faces_for(order.script, order.fonts), workshop.file("measure.typ"))
    settings, _ = set_stories(order, ruler)
    loose, lines = loose_lines(settings, printed.layout)
    starts = [(b.story, b.jump_to, p.number) for p in printed.layout.pages for b in p.blocks]
    leaving = Counter(story for story, jump_to, _ in starts if jump_to)
    return Measured(
        name,
        tuple(blank_shares(printed.pdf, printed.layout, order.grid)) if printed.pdf else (),
        leaving.total(),
        sum(count > 1 for count in leaving.values()),
        sum(bool(jump_to) and page > 1 for _, jump_to, page in starts),
        lines,
        loose,
        tuple(f"{f.source} {f.what}" for f in printed.findings if f.severity is Severity.ERROR),
        tuple(f"{f.code.value} {f.what}" for f in printed.findings),
        took,
    )


def name_of(order: Order) -> str:
    """What a paper is called here."""
    return f"{order.day} {order.grid.id} {order.script.value}"


def recorded(file: Path) -> Iterator[Measured]:
    """The papers that a run has measured already."""
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        kept = json.loads(line)
        lists = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
        yield Measured(**{**kept, **lists})


def loose_lines(settings: Sequence[Setting], layout: Layout) -> tuple[int, int]:
    """How many lines of the columns are stretched by an em or more, and how many there are."""
    found = [
        looseness(setting, line)
        for page in layout.pages
        for block in page.blocks
        if block.text
        for setting in (settings[block.story],)
        for part in block.text
        for line in setting.spread(block.spread)[part.start : part.end]
    ]
    stretched = [each for each in found if each is not None]
    return sum(each >= EM for each in stretched), len(found)


def blank_shares(pdf: bytes, layout: Layout, grid: Grid) -> Iterator[float]:
    """Of each page, the share of its cells that bear no ink."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page, laid in zip(document, layout.pages, strict=True):
            shade = np.asarray(page.render(scale=1.0).to_pil().convert("L"))
            first = grid.nameplate if laid.number == 1 else 0
            cells = [
                _is_blank(shade, grid, column, line)
                for column in range(grid.columns)
                for line in range(first, grid.lines)
            ]
            yield sum(cells) / len(cells)
    finally:
        document.close()


def _is_blank(shade: np.ndarray[Any, Any], grid: Grid, column: int, line: int) -> bool:
    top, left = grid.top + grid.y(line), grid.left + grid.x(column)
    rows = slice(round(top), max(round(top) + 1, round(top + grid.pitch)))
    cell = shade[rows, round(left) : round(left + grid.column)]
    return bool((cell >= PALE).all())


def keep(pdf: bytes, out: Path, name: str) -> None:
    """Lay a paper and pictures of its pages in a folder, to be looked at."""
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{name}.pdf").write_bytes(pdf)
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, 1):
        page.render(scale=1000 / page.get_width()).to_pil().save(out / f"{name}-{number}.png")
    document.close()


def main(
    folder: Annotated[Path, typer.Argument(help="where the copy and the pages are made")],
    issues: Annotated[int, typer.Option(help="how many issues")] = 50,
    seed: Annotated[int, typer.Option(help="where the copy comes from")] = 1,
    paper: Annotated[list[str] | None, typer.Option(help="a4, 8k, 2k")] = None,
    script: Annotated[str, typer.Option(help="hans, hant, or both")] = "both",
    *,
    pictures: Annotated[bool, typer.Option(help="keep the PDFs and pictures of pages")] = False,
    verbose: Annotated[bool, typer.Option(help="print what every paper is told")] = False,
    each_once: Annotated[
        bool, typer.Option(help="every issue on one paper in one script, all of them in turn")
    ] = False,
    resume: Annotated[
        bool, typer.Option(help="go on with a run that was broken off, if there is one")
    ] = False,
) -> None:
    """Print the figures; status 1 for errors, a story that goes on twice, white not told."""
    content, record = folder / "content", folder / "measured.jsonl"
    if not (resume and content.is_dir()):
        DistrictDesk(seed).issues(folder, issues)
        shutil.copytree(ROOT / "content" / "fillers", content / "fillers")
        record.unlink(missing_ok=True)
    days = sorted(place.name for place in (content / "issues").iterdir())
    papers = paper or list(PAPERS)
    all_of_them = list(recorded(record))
    done = {each.name for each in all_of_them}
    for order in orders(content, folder / "cache", papers):
        if script not in {"both", order.script.value} or name_of(order) in done:
            continue
        if each_once and not spread(order, days, papers):
            continue
        found = measured(order, folder / "pages" if pictures else None)
        all_of_them.append(found)
        with record.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
        shares = " ".join(f"{share:4.0%}" for share in found.blank)
        typer.echo(
            f"{found.name:28} {len(order.stories):3} stories {found.seconds:6.1f} s  "
            f"loose {found.loose / max(1, found.lines):4.0%}  jumps {found.jumps}  blank {shares}"
        )
        for line in found.errors if not verbose else found.said:
            typer.echo(f"    {line}")
    raise typer.Exit(report(all_of_them))


def report(papers: Sequence[Measured]) -> int:
    """Print the sums; gives the status."""
    pages = [share for each in papers for share in each.blank]
    over = sum(share > MOST_BLANK for share in pages)
    inner = [share for each in papers for share in each.blank[:-1]]
    last = [each.blank[-1] for each in papers if each.blank]
    lines, loose = sum(each.lines for each in papers), sum(each.loose for each in papers)
    untold = sum(each.untold for each in papers)
    errors, chained = sum(len(each.errors) for each in papers), sum(p.chained for p in papers)
    typer.echo(
        f"{len(papers)} papers, {len(pages)} pages; blank {np.mean(pages):.1%} (the last pages "
        f"{np.mean(last):.1%}, the others {np.mean(inner or [0.0]):.1%}), {over} pages over "
        f"{MOST_BLANK:.0%} ({over / len(pages):.0%}), {untold} of them not told"
    )
    typer.echo(
        f"jumps {sum(p.jumps for p in papers)}, chained {chained}, from inner pages "
        f"{sum(p.inner for p in papers)}; loose lines {loose / max(1, lines):.1%}; errors {errors}"
    )
    typer.echo(
        f"{sum(p.seconds for p in papers) / len(papers):.1f} s a paper, the slowest "
        f"{max(p.seconds for p in papers):.1f} s"
    )
    return 1 if errors or chained or untold else 0


if __name__ == "__main__":
    typer.run(main)
