"""The galley: pages that somebody looks at, pulled from what is kept, before the whole is made.

A build that has come to its end knows the whole publication. When an issue's files change after
it, that issue alone is read and set again, once, and the pages that are looked at are rendered with
it.
What else they show is as the build left it, the size of a file to download, say. The build that
follows has the last word: it alone writes the tree, and but for that it makes the same page.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from edition.build import Build
from edition.model import Edition
from edition.pulled import Pulled
from edition.report import print_problems
from edition.rooms import publisher_of
from edition.setting import Compositor
from edition.tree import Entry, OutputTree
from edition.unchanged import Looks, looks_of
from hanzi import Converter
from newsroom.model import Issue
from newsroom.problems import ProblemList
from newsroom.store import Store

MOST_ISSUES = 40  # read again at a time; for more the whole is made as quickly
YOUNG = 100_000_000  # nanoseconds within which a file may change and look the same
PATIENCE = 0.1  # seconds for what would be kept; the page does not wait for it
ROOMS = ("website", "reception")  # whose pages a browser shows
ISSUES = "issues"


class _AllTakenError(Exception):
    """Every page that is wanted is there."""


class Galley(OutputTree):
    """Takes a few pages from the rooms and keeps them; all else is as it stands on the disk.

    wanted: output paths. Nothing is written. The last of them ends the room's work by an exception
    that is the taker's own.
    """

    def __init__(self, root: Path, wanted: Collection[str]) -> None:
        super().__init__(root)
        self._wanted = frozenset(wanted)
        self._offered: set[str] = set()
        self.pages: dict[str, str] = {}

    def write(
        self,
        path: str,
        fingerprint: str,  # noqa: ARG002 - as the tree has it
        render: Callable[[], bytes | str],
        near: str = "",  # noqa: ARG002 - as the tree has it
    ) -> None:
        """Render a page that is wanted."""
        self._offered.add(path)
        if path in self._wanted:
            made = render()
            self.pages[path] = made if isinstance(made, str) else made.decode()
            if self.pages.keys() >= self._wanted:
                raise _AllTakenError

    @contextmanager
    def group(self, name: str, mark: str) -> Iterator[bool]:  # noqa: ARG002 - as the tree has it
        """Of a group any page may be wanted."""
        yield True

    def wants(self, folder: str) -> bool:
        """Whether a page below a folder is wanted."""
        return any(path.startswith(folder) for path in self._wanted)

    def has(self, path: str) -> bool:
        """Whether there will be such a file: the last build has left it, or a room offers it."""
        return path in self._offered or (self.root / path).is_file()

    def entry(self, path: str) -> Entry | None:
        """That there is such a file, and its size; what it depends on nobody asks here."""
        try:
            return Entry("", "", (self.root / path).stat().st_size)
        except OSError:
            return Entry("", "", 0) if path in self._offered else None

    def is_current(self, path: str, fingerprint: str) -> bool:  # noqa: ARG002 - as the tree has it
        """What a file that stands was made of, nobody knows here."""
        return False

    def read(self, path: str) -> bytes:
        """The bytes that the last build has left."""
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            raise KeyError(path) from error

    def location(self, path: str) -> Path:
        """Where they lie."""
        return self.root / path


@dataclass(slots=True)
class _Reread:
    """An issue as it was read after the build. issue: None where it is gone.

    looks: of its files when they were read. set: the issue in the script of an edition, by place.
    """

    looks: Looks | None
    issue: Issue | None
    set: dict[int, Issue] = field(default_factory=dict)

    def is_of(self, folder: Path, now_ns: int) -> bool:
        """Whether the files are still as they were read, and were not just being written."""
        looks = self.looks
        return looks is not None and looks.youngest < now_ns - YOUNG and looks == _looks(folder)


class Puller:
    """Pulls pages, save after save, of a build that has ended; each issue is read once a change."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._content = build.job.content
        self._reread: dict[str, _Reread] = {}

    def pulled(self, changed: Collection[Path], wanted: Collection[str], now: datetime) -> Pulled:
        """The pages at some output paths, as the next build will make them.

        changed: files and folders that may have changed since the build began. now: aware. Where no
        page is wanted, what changed is read and set for the pages of a later save. Gives no page
        where something else than issues changed, too many did, or an issue is not right.
        """
        folders = issues_of(self._content, changed)
        now_ns = time.time_ns()
        new = [
            folder
            for folder in folders
            if (one := self._reread.get(folder)) is None
            or not one.is_of(self._content / ISSUES / folder, now_ns)
        ]
        if not folders or len(new) > MOST_ISSUES:
            return Pulled()
        cache = self._build.job.cache / "store.sqlite3"
        with Store(cache, f"{self._content} galley", PATIENCE) as store:
            faults = self._read(new, store, now)
            if faults:
                return Pulled(faults=faults)
            return Pulled(dict(self._pages(folders, wanted, store)))

    def _read(self, folders: Sequence[str], store: Store, now: datetime) -> tuple[str, ...]:
        """Read some issues again; gives what is wrong with them, a line each."""
        looks = {folder: _looks(self._content / ISSUES / folder) for folder in folders}
        problems = ProblemList()
        read = self._build.reread(folders, store, problems, now)
        if problems.errors:
            told = io.StringIO()
            print_problems(problems.errors, told)
            return tuple(told.getvalue().splitlines())
        by_folder = {issue.day.isoformat(): issue for issue in read}
        self._reread |= {
            folder: _Reread(looks[folder], by_folder.get(folder)) for folder in folders
        }
        return ()

    def _pages(
        self, folders: Sequence[str], wanted: Collection[str], store: Store
    ) -> Iterator[tuple[str, str]]:
        """The pages that are wanted, edition by edition: a later one shows those before it."""
        editions = self._build.editions
        own = {path: _place_of(path, editions) for path in wanted}
        before: tuple[Edition, ...] = ()
        for place in range(max(own.values(), default=len(editions) - 1) + 1):
            edition = editions[place]
            anew = _with(edition, folders, self._set(folders, place, store), before)
            before = (*before, anew)
            here = [path for path in wanted if own[path] == place]
            yield from _made(anew, self._build.job.output, here).items()

    def _set(self, folders: Sequence[str], place: int, store: Store) -> list[Issue]:
        """Some issues in the script of an edition, those that are there."""
        script = self._build.editions[place].script
        compositor = Compositor(Converter(script, self._build.glossary_rows), store)
        found: list[Issue] = []
        for folder in folders:
            one = self._reread[folder]
            if one.issue and place not in one.set:
                one.set[place] = compositor.issue(one.issue)
            found += [one.set[place]] if one.issue else []
        return found


def _looks(folder: Path) -> Looks | None:
    return looks_of([str(folder)])


def issues_of(content: Path, changed: Collection[Path]) -> tuple[str, ...]:
    """The folders of the issues in which something changed; none where anything else did."""
    found: set[str] = set()
    for path in changed:
        try:
            first, folder, *_ = path.relative_to(content).parts
        except ValueError:
            return ()
        if first != ISSUES:
            return ()
        found.add(folder)
    return tuple(sorted(found))


def _with(
    edition: Edition, folders: Sequence[str], fresh: Sequence[Issue], before: tuple[Edition, ...]
) -> Edition:
    """An edition with some issues in the place of those of their folders."""
    gone = {date.fromisoformat(folder) for folder in folders if _is_day(folder)}
    left = [issue for issue in edition.issues if issue.day not in gone]
    issues = sorted((*left, *fresh), key=lambda issue: issue.day, reverse=True)
    return replace(edition, issues=tuple(issues), problems=ProblemList(), before=before)


def _made(edition: Edition, output: Path, wanted: Sequence[str]) -> dict[str, str]:
    """Some pages of an edition, asked of each room in turn."""
    if not wanted:
        return {}
    galley = Galley(output, wanted)
    for room in ROOMS:
        left = [path for path in wanted if path not in galley.pages]
        is_first = room == ROOMS[0]
        if room in edition.rooms and (any(map(galley.has, left)) or (is_first and left)):
            with suppress(_AllTakenError):
                publisher_of(room)(edition, galley)
    return galley.pages


def _place_of(path: str, editions: Sequence[Edition]) -> int:
    """Of the edition at whose addresses a page stands."""
    prefixes = {place: edition.addresses.prefix for place, edition in enumerate(editions)}
    fitting = (place for place, prefix in prefixes.items() if path.startswith(prefix))
    return max(fitting, key=lambda place: len(prefixes[place]))


def _is_day(folder: str) -> bool:
    try:
        date.fromisoformat(folder)
    except ValueError:
        return False
    return True
