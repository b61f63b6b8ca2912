"""The newspaper: every issue laid out and printed, in the script of the edition."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import newsroom
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import code_digest, digest_folder, fingerprint
from newsroom.model import Issue
from newsroom.problems import Severity
from press.codes import Finding, PressCode
from press.options import Options
from press.papers import Grid, grids
from press.plates import Plates
from press.regions import PICTURE_WIDTHS
from press.words import Words

if TYPE_CHECKING:
    from press.printing import Order, Printed

CODE = code_digest(Path(__file__).parent)
_LAYOUT = "layout.json"


def publish(edition: Edition, tree: OutputTree) -> None:
    """Print every issue whose copy, type or house has changed; leave the rest as it stands."""
    _Press(edition, tree).run()


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
        self._options: Options = Options.model_validate(edition.options.get("press", {}))
        self._plates = Plates.of(self._options, edition.fonts) if self._options.press_pdf else None
        self._base = _base(edition, self._options, self._plates)

    def run(self) -> None:
        """Print what is stale, write everything."""
        tasks = list(self._tasks())
        if tasks:
            self._tell_plates()
        stale = [task for task in tasks if not self._is_current(task)]
        if stale and not self._has_type():
            return
        fresh = self._printed(stale)
        for task in tasks:
            self._write(task, next(fresh) if task in stale else None)

    def _printed(self, stale: Sequence[_Task]) -> Iterator[Printed]:
        if not stale:
            return
        from press.pool import printed

        yield from printed([self._order(task) for task in stale], self._options.workers)

    def _tasks(self) -> Iterator[_Task]:
        for issue in self._edition.issues:
            for number, grid in enumerate(grids(self._edition.house)):
                cause = fingerprint(self._base, issue.digest, repr(issue.plan), repr(grid))
                suffix = f"-{grid.id}" if number else ""
                yield _Task(issue, grid, suffix, number == 0, cause)

    def _is_current(self, task: _Task) -> bool:
        first = self._file(task, _LAYOUT) if task.readers else self._paper(task)
        if not self._tree.is_current(first, task.cause):
            return False
        if not task.readers:
            paths = self._papers(task)
        else:
            standing = self._tree.root / first
            paths = self._paths(task, len(json.loads(standing.read_bytes())["pages"]))
        return all(self._tree.is_current(path, task.cause) for path in paths)

    def _paper(self, task: _Task) -> str:
        return self._edition.addresses.newspaper(task.issue.day, task.suffix)

    def _file(self, task: _Task, name: str) -> str:
        return self._edition.addresses.printed_file(task.issue.day, name)

    def _papers(self, task: _Task) -> list[str]:
        press = self._edition.addresses.newspaper(task.issue.day, f"{task.suffix}-press")
        return [self._paper(task)] + [press] * self._options.press_pdf

    def _paths(self, task: _Task, pages: int) -> list[str]:
        names = [_LAYOUT]
        for page in range(1, pages + 1):
            names += [f"p{page}.pdf", *(f"p{page}-{width}.webp" for width in PICTURE_WIDTHS)]
        return [*self._papers(task), *(self._file(task, name) for name in names)]

    def _write(self, task: _Task, printed: Printed | None) -> None:
        if printed is None:
            pages = 0
            if task.readers:
                standing = self._tree.root / self._file(task, _LAYOUT)
                pages = len(json.loads(standing.read_bytes())["pages"])
            paths = self._paths(task, pages) if task.readers else self._papers(task)
            for path in paths:
                self._tree.write(path, task.cause, bytes)
            self._tell(task, _remembered(self._edition.cache, task.cause))
            return
        if not printed.pdf:
            self._tell(task, printed.findings)
            return
        for path, data in self._files(task, printed):
            self._tree.write(path, task.cause, partial(bytes, data))
        _remember(self._edition.cache, task.cause, printed.findings)
        self._tell(task, printed.findings)

    def _files(self, task: _Task, printed: Printed) -> Iterator[tuple[str, bytes]]:
        yield self._paper(task), printed.pdf
        if self._options.press_pdf:
            yield self._papers(task)[1], printed.press
        if not task.readers:
            return
        data = json.dumps(printed.data, ensure_ascii=False, indent=1, sort_keys=True)
        yield self._file(task, _LAYOUT), f"{data}\n".encode()
        for number, page in enumerate(printed.pages, 1):
            yield self._file(task, f"p{number}.pdf"), page
            for picture in printed.pictures[number - 1]:
                yield self._file(task, picture.name(number)), picture.data

    def _tell(self, task: _Task, findings: Iterable[Finding]) -> None:
        for finding in findings:
            source = finding.source or task.issue.source.as_posix()
            self._edition.problems.add(
                f"{self._edition.content.name}/{source}",
                0,
                finding.code,
                finding.what,
                finding.cure,
                finding.severity,
            )

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
                "向印刷厂要CMYK的ICC文件，放进字体文件夹，在 output_profile 里写上文件名；"
                "或装上 libgs-common",
                Severity.WARNING,
            )

    def _has_type(self) -> bool:
        from press.faces import NoTypeError, faces_for

        try:
            faces_for(self._edition.script, self._edition.fonts)
        except NoTypeError:
            self._edition.problems.add(
                "pelican.conf.py",
                0,
                PressCode.NO_TYPE,
                "字体文件夹里没有中文字体，报纸印不出来",
                "装上 fonts-noto-cjk，或在 FONT_FOLDERS 里写明字体所在的文件夹",
            )
            return False
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
        digest_folder(edition.theme / "print", [".typ"]),
        edition.script.value,
        repr(edition.house),
        repr(edition.addresses),
        repr(options),
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
    names = ("typst", "pillow", "pikepdf", "rjieba", "opencc", "fonttools")
    return tuple(f"{name} {importlib.metadata.version(name)}" for name in names)


def _remember(cache_folder: Path, cause: str, findings: Sequence[Finding]) -> None:
    """Keep what the proof found, so that an unchanged issue is not silent in the next build."""
    folder = cache_folder / "press" / "findings"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[f.source, f.code.value, f.what, f.cure, f.severity.value] for f in findings]
    (folder / f"{cause}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def _remembered(cache_folder: Path, cause: str) -> Iterator[Finding]:
    file = cache_folder / "press" / "findings" / f"{cause}.json"
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return
    for source, code, what, cure, severity in rows:
        yield Finding(source, PressCode(code), what, cure, Severity(severity))
