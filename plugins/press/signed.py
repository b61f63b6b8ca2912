"""The papers that are signed to press: shown as they were signed, whatever has changed since.

What the ledger has signed is taken from where it is kept (edition.printed). A file that is missing
there, or has other bytes, is told and withheld with all of its issue: no other paper goes out under
the signed one's name. The print shop's file is kept as well, and shown until a story is taken out
of the paper; it is not made again, for it went to the shop as it was.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from edition.model import Edition
from edition.tree import OutputTree
from edition.withholding import Withheld
from newsroom.fingerprints import digest_folder, fingerprint
from newsroom.model import Issue
from newsroom.problems import Severity
from press.codes import Finding, PressCode
from press.findings import Memory, remember, remembered
from press.options import Options
from press.regions import LAYOUT
from press.takings import Taking, takings_of

if TYPE_CHECKING:
    from press.frozen import FrozenOrder, Thawed

_MADE_BY = (
    "cutting",
    "frozen",
    "marks",
    "notices",
    "readback",
    "regions",
    "sheets",
    "tags",
    "typecase",
)
_LIBRARIES = ("pikepdf", "pypdfium2", "pillow", "fonttools")


def signed_files(edition: Edition, day: date) -> dict[str, str]:
    """What is signed of an issue in the edition's script: digest by name.

    Nothing where the paper is not signed, or is to be made anew.
    """
    fact = edition.ledger.signed(day)
    if fact is None or day in edition.reprint:
        return {}
    prefix = f"{edition.language}/"
    return {name.removeprefix(prefix): told for name, told in fact.files if name.startswith(prefix)}


def pages_before(edition: Edition, day: date) -> int:
    """How many pages an issue has had in any paper of its that was signed; 0 for none."""
    fact = edition.ledger.signed(day)
    name = f"{edition.language}/{LAYOUT}"
    path = edition.printed.find(day, name, dict(fact.files).get(name, "")) if fact else None
    if path is None:
        return 0
    layout = json.loads(path.read_bytes())
    return max(len(layout["pages"]), int(layout.get("formerly", 0)))


@dataclass(frozen=True, slots=True)
class _Task:
    """A signed issue. files: where each lies; lost: names of those that are not there."""

    issue: Issue
    files: Mapping[str, Path]
    lost: tuple[str, ...]
    takings: tuple[Taking, ...]
    cause: str


class SignedPress:
    """Shows the signed papers of one edition. label: of the edition, 繁體."""

    def __init__(self, edition: Edition, tree: OutputTree, options: Options, label: str) -> None:
        self._edition = edition
        self._tree = tree
        self._options = options
        self._label = label

    def run(self) -> None:
        """Write every signed paper that is where it ought to be."""
        stale: list[_Task] = []
        for task in self._tasks():
            memory = remembered(self._edition.cache, task.cause)
            if task.lost:
                self._tell_lost(task)
            elif memory and self._is_current(task, memory):
                self._keep(task, memory)
            else:
                stale.append(task)
        self._edition.printed.remember()
        if stale:
            self._thaw(stale)

    def _thaw(self, stale: list[_Task]) -> None:
        from press.frozen import thaw
        from press.pool import worked

        orders = [self._order(task) for task in stale]
        results = worked(thaw, orders, self._options.workers)
        for task, thawed in zip(stale, results, strict=True):
            if thawed.fails:
                self._withhold(task, thawed)
                continue
            written = dict(self._paths(task, thawed.files))
            for path, name in written.items():
                self._tree.write(path, task.cause, partial(bytes, thawed.files[name]))
            memory = Memory(thawed.findings, tuple(sorted(thawed.files)))
            remember(self._edition.cache, task.cause, memory)
            self._tell(task, thawed.findings)

    def _tasks(self) -> Iterator[_Task]:
        edition = self._edition
        takings = takings_of(edition)
        gone = frozenset(one.id for one in edition.withdrawn)
        for issue in edition.issues:
            signed = signed_files(edition, issue.day)
            if not signed:
                continue
            due = takings.get(issue.day, ())
            found = {
                name: edition.printed.find(issue.day, f"{edition.language}/{name}", told)
                for name, told in signed.items()
            }
            layouts = [path for name, path in found.items() if path and name.endswith(".json")]
            self._tell_told(issue, layouts if gone else (), gone)
            yield _Task(
                issue,
                {name: path for name, path in found.items() if path},
                tuple(sorted(name for name, path in found.items() if path is None)),
                due,
                self._cause(signed, due),
            )

    def _tell_told(self, issue: Issue, layouts: Iterable[Path], gone: frozenset[str]) -> None:
        """That fillers of a signed paper tell of stories of other issues withdrawn since."""
        pages = [page for path in layouts for page in json.loads(path.read_bytes())["pages"]]
        told = {(page["number"], name) for page in pages for name in page.get("tells", ())}
        for number, lasting in sorted(one for one in told if one[1] in gone):
            self._edition.problems.add(
                f"{self._edition.content.name}/{issue.source.as_posix()}",
                0,
                PressCode.STILL_TOLD,
                f"第{number}版的补白里还印着 {lasting} 的标题或日期，这一篇已经撤下",
                f"运行 scripts/publish --reprint {issue.day}，重新排印这一期",
                Severity.WARNING,
            )

    def _cause(self, signed: Mapping[str, str], due: tuple[Taking, ...]) -> str:
        """Of all that the files come from: the notices are set in today's type, nothing else is."""
        edition = self._edition
        theme = [digest_folder(edition.theme / "print", [".typ"])] if due else []
        return fingerprint(
            "signed", *_made_by(), repr(sorted(signed.items())), repr(due), *theme, edition.language
        )

    def _is_current(self, task: _Task, memory: Memory) -> bool:
        paths = self._paths(task, memory.files)
        return all(self._tree.is_current(path, task.cause) for path, _ in paths)

    def _keep(self, task: _Task, memory: Memory) -> None:
        for path, _ in self._paths(task, memory.files):
            self._tree.write(path, task.cause, bytes)
        self._tell(task, memory.findings)

    def _paths(self, task: _Task, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Path and name of every file of an issue.

        A paper keeps the name it came out under; where the house names its papers otherwise now,
        the readers' paper stands under that name too, where the site looks for it.
        """
        at, day = self._edition.addresses, task.issue.day
        names = sorted(names)
        for name in names:
            yield at.printed_file(day, name), name
        papers = [name for name in names if name.endswith(".pdf") and name in task.files]
        plain = f"-{day.isoformat()}.pdf"
        for name in papers:
            now = at.newspaper(day)
            if name.endswith(plain) and now != at.printed_file(day, name):
                yield now, name

    def _order(self, task: _Task) -> FrozenOrder:
        from press.frozen import FrozenOrder

        edition = self._edition
        return FrozenOrder(
            edition.script,
            task.issue.day,
            task.files,
            task.takings,
            edition.cache,
            edition.theme,
            edition.fonts,
        )

    def _tell_lost(self, task: _Task) -> None:
        edition, day = self._edition, task.issue.day
        for name in task.lost:
            path = edition.printed.of(day) / edition.language / name
            state = "变了，同账本记下的不一样" if path.is_file() else "不见了"
            edition.problems.add(
                edition.printed.said(day, f"{edition.language}/{name}"),
                0,
                PressCode.KEPT,
                f"{self._said(task)}付印的文件{state}，这份报纸扣发",
                f"请从备份或Git里取回原来的文件；真的没有了，运行 scripts/publish --reprint {day} "
                "重新排印，版面上会写明",
                Severity.WITHHELD,
            )
        self._hold(task)

    def _withhold(self, task: _Task, thawed: Thawed) -> None:
        stem = f"{task.issue.day.isoformat()}-signed-{self._edition.language}"
        log = "\n".join([found.what for found in thawed.findings] + [thawed.trail])
        self._hold(task, {f"{stem}.log.txt": log.encode("utf-8", "backslashreplace")})
        self._tell(
            task,
            (
                replace(
                    found, what=f"{self._said(task)}扣发：{found.what}", severity=Severity.WITHHELD
                )
                if found.severity is Severity.ERROR
                else found
                for found in thawed.findings
            ),
        )

    def _hold(self, task: _Task, evidence: Mapping[str, bytes] | None = None) -> None:
        names = [*task.files, *task.lost]
        paths = tuple(self._edition.addresses.printed_file(task.issue.day, name) for name in names)
        self._edition.withholding.withhold(Withheld(self._said(task), "press", paths), evidence)

    def _said(self, task: _Task) -> str:
        day = task.issue.day
        issue = f"第{task.issue.number}期（{day.year}年{day.month}月{day.day}日）"
        return f"{issue}报纸（{self._label}）"

    def _tell(self, task: _Task, findings: Iterable[Finding]) -> None:
        content = self._edition.content.name
        for found in findings:
            source = found.source or task.issue.source.as_posix()
            self._edition.problems.add(
                f"{content}/{source}", 0, found.code, found.what, found.cure, found.severity
            )


@cache
def _made_by() -> tuple[str, ...]:
    """The part of the program, and the libraries, that readers' files come from."""
    here = Path(__file__).parent
    code = fingerprint(*((here / f"{name}.py").read_bytes() for name in _MADE_BY))
    return (code, *(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES))
