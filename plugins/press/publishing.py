"""Every issue of an edition printed, what is stale of it: the files, and what is told of them."""

from __future__ import annotations

import importlib.metadata
import json
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import newsroom
from edition.model import Edition
from edition.tree import OutputTree
from edition.withholding import Withheld
from newsroom.fingerprints import code_digest, digest_folder, fingerprint
from newsroom.model import Issue
from newsroom.problems import Problem, Severity
from press.codes import Finding, PressCode
from press.findings import Memory, remember, remembered
from press.housemade import HouseDesk
from press.options import Options, settings_of
from press.papers import Grid, grids
from press.plates import Plates
from press.regions import LAYOUT, PICTURE_WIDTHS, layout_bytes, page_files
from press.signed import SignedPress, pages_before, signed_files
from press.words import Words

if TYPE_CHECKING:
    from press.order import Order
    from press.printing import Printed

CODE = code_digest(Path(__file__).parent)


def publish(edition: Edition, tree: OutputTree) -> None:
    """Print every issue whose copy, type or house has changed; leave the rest as it stands.

    A newspaper that fails is withheld, on its paper and in its script, and nothing else is.
    """
    missing = [name for name in ("typst", "pikepdf", "pypdfium2") if find_spec(name) is None]
    if set(missing) <= {"typst"}:
        SignedPress(edition, tree, settings_of(edition.options), _label(edition)).run()
    if missing:
        what = f"没有装 {'、'.join(missing)}，报纸印不出来"
        cure = "运行 scripts/setup 装上，或用 scripts/build --without-pdf"
        _withhold_all(edition, PressCode.NO_LIBRARY, what, cure)
        return
    _Press(edition, tree).run()


WHERE_TYPE_IS = "或把字体文件放进 pelican.conf.py 旁边的 .fonts 文件夹"


def _withhold_all(edition: Edition, code: PressCode, what: str, cure: str) -> None:
    """No newspaper in this script: say so once, not for every issue."""
    edition.problems.add("pelican.conf.py", 0, code, what, cure, Severity.WITHHELD)
    papers = [
        edition.addresses.newspaper(issue.day, _suffix(number, grid) + press)
        for issue in edition.issues
        if not signed_files(edition, issue.day)
        for number, grid in enumerate(grids(edition.house))
        for press in ("", "-press")
    ]
    edition.withholding.withhold(Withheld(f"报纸PDF（{_label(edition)}）", "press", tuple(papers)))


def _label(edition: Edition) -> str:
    """The edition as an editor calls it, 繁體."""
    return next(s.label for s in edition.siblings if s.script is edition.script)


def _layout_of(task: _Task) -> str:
    """Where it is said what stands where on a paper: "layout.json", "layout-8k.json"."""
    return f"layout{task.suffix}.json"


def _suffix(number: int, grid: Grid) -> str:
    return f"-{grid.id}" if number else ""


@dataclass(frozen=True, slots=True)
class _Task:
    """One issue on one paper. suffix: of its files; readers: whether it is the readers' paper."""

    issue: Issue
    grid: Grid
    suffix: str
    readers: bool
    cause: str


class _Press:
    def __init__(self, edition: Edition, tree: OutputTree) -> None:
        self._edition = edition
        self._tree = tree
        self._options = settings_of(edition.options)
        self._plates = (
            Plates.of(self._options, (*edition.fonts, edition.theme / "print"))
            if self._options.press_pdf
            else None
        )
        self._base = _base(edition, self._options, self._plates)

    def run(self) -> None:
        """Print what is stale, write everything that came out right."""
        tasks = list(self._tasks())
        if tasks:
            self._tell_plates()
        stale = {at for at, task in enumerate(tasks) if not self._is_current(task)}
        if stale and not self._has_type():
            tasks = [task for at, task in enumerate(tasks) if at not in stale]
            stale = set()
        orders: dict[int, Order] = {}
        failed: dict[int, Printed] = {}
        for at in sorted(stale):
            try:
                orders[at] = self._order(tasks[at])
            except Exception as error:
                failed[at] = self._unordered(tasks[at], error)
        fresh = self._printed(list(orders.values()))
        for at, task in enumerate(tasks):
            if at in orders:
                self._write(task, next(fresh), orders[at])
            elif at in failed:
                self._withhold(task, failed[at], None)
            else:
                self._keep(task)

    def _unordered(self, task: _Task, error: Exception) -> Printed:
        """What comes of an issue that the press cannot even take: nothing, and which item it is."""
        from press.printing import Printed, program_fault

        source = ""
        for item in task.issue.items:
            try:
                self._order(replace(task, issue=replace(task.issue, items=(item,))))
            except Exception as alone:
                if isinstance(alone, type(error)):
                    source, error = item.source.as_posix(), alone
                    break
        trail = "".join(traceback.format_exception(error))
        return Printed.nothing(program_fault(source, error), trail)

    def _printed(self, orders: Sequence[Order]) -> Iterator[Printed]:
        if orders:
            from press.pool import printed

            yield from printed(orders, self._options.workers)

    def _tasks(self) -> Iterator[_Task]:
        reprint = self._edition.reprint
        desk = HouseDesk.of(self._edition) if self._options.made_fillers else None
        for issue in self._edition.issues:
            if signed_files(self._edition, issue.day) or not issue.items:
                continue
            ids = repr([(item.told.id, item.told.retraction) for item in issue.items])
            anew = str(reprint.get(issue.day, ""))
            made = repr(desk.made(issue)) if desk else ""
            for number, grid in enumerate(grids(self._edition.house)):
                cause = fingerprint(
                    self._base, issue.digest, repr(issue.plan), repr(grid), ids, anew, made
                )
                yield _Task(issue, grid, _suffix(number, grid), number == 0, cause)

    def _is_current(self, task: _Task) -> bool:
        if not self._tree.is_current(self._file(task, _layout_of(task)), task.cause):
            return False
        if remembered(self._edition.cache, task.cause) is None:
            return False  # only another proof can tell what the last one found
        try:
            paths = self._standing(task)
        except (OSError, ValueError, KeyError, TypeError):  # whatever it is, it is not ours
            return False
        return all(self._tree.is_current(path, task.cause) for path in paths)

    def _standing(self, task: _Task) -> list[str]:
        """The files of an issue that an earlier build has printed."""
        if not task.readers:
            return [*self._papers(task), self._file(task, _layout_of(task))]
        layout = json.loads((self._tree.root / self._file(task, LAYOUT)).read_bytes())
        return self._paths(task, len(layout["pages"]))

    def _paper(self, task: _Task) -> str:
        return self._edition.addresses.newspaper(task.issue.day, task.suffix)

    def _file(self, task: _Task, name: str) -> str:
        return self._edition.addresses.printed_file(task.issue.day, name)

    def _papers(self, task: _Task) -> list[str]:
        press = self._edition.addresses.newspaper(task.issue.day, f"{task.suffix}-press")
        return [self._paper(task)] + [press] * self._options.press_pdf

    def _paths(self, task: _Task, pages: int) -> list[str]:
        names = [LAYOUT]
        for page in range(1, pages + 1):
            names += [f"p{page}.pdf", *(f"p{page}-{width}.webp" for width in PICTURE_WIDTHS)]
        return [*self._papers(task), *(self._file(task, name) for name in names)]

    def _keep(self, task: _Task) -> None:
        """Leave an issue that has not changed as it stands."""
        for path in self._standing(task):
            self._tree.write(path, task.cause, bytes)
        memory = remembered(self._edition.cache, task.cause)
        self._tell(task, memory.findings if memory else ())

    def _write(self, task: _Task, printed: Printed, order: Order) -> None:
        faults = printed.faults
        if not all(fault.for_shop for fault in faults):
            self._withhold(task, printed, order)
            return
        held = self._papers(task)[1:] if faults else []
        if held:
            self._withhold(task, printed, order, held)
        for path, data in self._files(task, printed):
            if path not in held:
                self._tree.write(path, task.cause, partial(bytes, data))
        complete = all(found.code is not PressCode.PHOTO_GONE for found in printed.findings)
        if not held and complete:  # what lacks a photo is made again, when it may be there
            remember(self._edition.cache, task.cause, Memory(printed.findings))
        if not held:
            self._tell(task, printed.findings)

    def _withhold(
        self, task: _Task, printed: Printed, order: Order | None, paths: Sequence[str] = ()
    ) -> None:
        """Say what is wrong with a newspaper, and lay its marked proof beside the output.

        paths: the files left out; by itself all that there are of it.
        """
        from press.withheld import LOG, PROOF, evidence

        edition = self._edition
        said = self._said(task) + ("付印PDF" if paths else "PDF")
        if not paths:
            pages = len(printed.layout.pages)
            layout = self._file(task, _layout_of(task))
            paths = self._paths(task, pages) if task.readers else [*self._papers(task), layout]
        stem = f"{task.issue.day.isoformat()}-{task.grid.id}-{edition.language}"
        held = Withheld(said, "press", tuple(paths))
        files = evidence(stem, said, printed, order, edition.withholding.reports)
        edition.withholding.withhold(held, files)
        drawn = bool(printed.pdf or printed.draft)
        shown = edition.withholding.place(stem + (PROOF if drawn else LOG))
        where = f"{'圈出的校样' if drawn else '记录'}在 {shown}，同一处的 report 交给维护者"
        self._tell(
            task,
            (
                replace(
                    found,
                    what=f"{said}扣发：{found.what}",
                    cure=f"{found.cure}；{where}；网页和订阅照常发布",
                    severity=Severity.WITHHELD,
                )
                if found.severity is Severity.ERROR
                else found
                for found in printed.findings
            ),
        )

    def _said(self, task: _Task) -> str:
        """An issue on a paper as an editor calls it: 第29期（2013年10月8日）A4报纸（繁體）."""
        day = task.issue.day
        issue = f"第{task.issue.number}期（{day.year}年{day.month}月{day.day}日）"
        return f"{issue}{task.grid.name}报纸（{_label(self._edition)}）"

    def _files(self, task: _Task, printed: Printed) -> Iterator[tuple[str, bytes]]:
        yield self._paper(task), printed.pdf
        if self._options.press_pdf:
            yield self._papers(task)[1], printed.press
        data = {**printed.data, "file": self._paper(task).rpartition("/")[2]}
        before = pages_before(self._edition, task.issue.day) if task.readers else 0
        if before > len(printed.layout.pages):  # the pages of a longer paper lead to this one
            data["formerly"] = before
        yield self._file(task, _layout_of(task)), layout_bytes(data)
        for name, made in page_files(printed.pages, printed.pictures) if task.readers else ():
            yield self._file(task, name), made

    def _tell(self, task: _Task, findings: Iterable[Finding]) -> None:
        for finding in findings:
            source = finding.source or task.issue.source.as_posix()
            what = finding.what.replace(f"{task.grid.name}报纸", f"{self._paper_name(task)}报纸", 1)
            problem = Problem(
                f"{self._edition.content.name}/{source}",
                finding.line,
                finding.code,
                what,
                finding.cure,
                finding.severity,
                self._apart(task, what),
            )
            self._edition.problems.extend([problem])

    def _paper_name(self, task: _Task) -> str:
        """A paper as its editor calls it, in the script of the first edition."""
        first = (*self._edition.before, self._edition)[0]
        names = {grid.id: grid.name for grid in grids(first.house)}
        return names[task.grid.id]

    def _apart(self, task: _Task, what: str) -> str:
        """What is said with the script named, where there are several and it is not named yet."""
        label = f"（{_label(self._edition)}）"
        if len(self._edition.siblings) == 1 or label in what:
            return ""
        paper = f"{self._paper_name(task)}报纸"
        return what.replace(paper, paper + label, 1) if paper in what else f"{what}{label}"

    def _order(self, task: _Task) -> Order:
        from press.faces import faces_for
        from press.orders import order_of

        faces = faces_for(self._edition.script, self._edition.fonts)
        return order_of(
            self._edition, task.issue, task.grid, faces, self._options, readers=task.readers
        )

    def _tell_plates(self) -> None:
        if self._plates and not self._plates.profile and self._edition.is_default:
            self._edition.problems.add(
                "pelican.conf.py",
                0,
                PressCode.NO_PROFILE,
                f"找不到印刷用的色彩特性文件 {self._options.output_profile}，"
                "付印的PDF没有写明印刷条件，不算PDF/X",
                "把印刷厂给的CMYK的ICC文件放进字体文件夹，名字同 output_profile 写的一样；"
                "或删去 output_profile，用自带的新闻纸特性文件",
                Severity.WARNING,
            )

    def _has_type(self) -> bool:
        from press.faces import NoTypeError, faces_for

        try:
            faces = faces_for(self._edition.script, self._edition.fonts)
        except NoTypeError:
            what = f"字体文件夹里没有中文字体，{_label(self._edition)}报纸印不出来"
            cure = (
                f"请装上思源宋体、思源黑体（Debian、Ubuntu 上是 fonts-noto-cjk），{WHERE_TYPE_IS}；"
                "不要报纸的，用 scripts/build --without-pdf"
            )
            _withhold_all(self._edition, PressCode.NO_TYPE, what, cure)
            return False
        if faces.brought:
            taken = "、".join(dict.fromkeys((faces.serif[0], faces.sans[0])))
            what = f"{_label(self._edition)}报纸用系统自带的字体排（{taken}）"
            cure = f"要报纸的宋体、黑体，请装上思源字体，{WHERE_TYPE_IS}"
            code, warning = PressCode.SYSTEM_TYPE, Severity.WARNING
            self._edition.problems.add("pelican.conf.py", 0, code, what, cure, warning)
        return True


def _base(edition: Edition, options: Options, plates: Plates | None) -> str:
    """Of everything that all issues of an edition depend on, and nothing more.

    Not the edition's own fingerprint: a changed web template changes no newspaper.
    """
    words = Words(edition.set_text)
    said = (words.page(), repr(words.phrases()), words.number(1), words.day(date.min))
    return fingerprint(
        "press",
        CODE,
        code_digest(Path(newsroom.__file__).parent),
        digest_folder(edition.theme / "print", [".typ", ".svg", ".png"]),
        edition.script.value,
        repr(edition.house),
        repr(edition.addresses),
        repr(options),
        repr(edition.fillers),
        plates.digest if plates else "",
        *said,
        *(part for folder in edition.fonts for part in _type_in(folder)),
        *_versions(),
    )


def _type_in(folder: Path) -> Iterable[str]:
    """Name and size of every file of type: reading them all would cost more than printing."""
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"}:
            yield f"{file.name} {file.stat().st_size}"


@cache
def _versions() -> tuple[str, ...]:
    names = ("typst", "pillow", "pikepdf", "rjieba", "opencc", "fonttools", "zxing-cpp")
    return tuple(f"{name} {importlib.metadata.version(name)}" for name in names)
