"""A content folder becomes a Publication: every file typed and immutable, every fault a Problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from newsroom.checks import CrossCheck
from newsroom.codes import CheckingCode, ReadingCode
from newsroom.fillers import fillers_of
from newsroom.fingerprints import fingerprint
from newsroom.folder import ContentFolder, ReadCount
from newsroom.houserules import HouseRules
from newsroom.issuefiles import IssueFiles, key_of
from newsroom.items import ItemReader
from newsroom.keptissues import KEPT
from newsroom.model import Issue, Publication
from newsroom.occasions.holidays import Holiday, read_holidays
from newsroom.pagefiles import pages_of
from newsroom.pictures import inside
from newsroom.problems import ProblemList
from newsroom.reader import Reader
from newsroom.store import Store


def read_publication(
    content: Path,
    store: Store,
    rules: HouseRules,
    problems: ProblemList,
    count: ReadCount | None = None,
    ahead: Callable[[list[str]], None] | None = None,
) -> Publication:
    """Read a whole content folder; what is wrong with it goes to `problems`, all in one run.

    ahead: told the folders of the issues that are not kept as they look now, before one is read.
    """
    reader = _reader_of(content, store, rules, problems, count or ReadCount())
    folders = reader.folder.visible(content / "issues")
    keys: dict[Path, str] = {}
    if ahead:
        looked = {path: key_of(reader, path) for path in folders if path.is_dir()}
        keys = {path: key for path, key in looked.items() if key and store.has(key)}
        ahead([path.name for path in looked if path not in keys])
    read = list(_issues_of(reader, folders, keys))
    issues = tuple(sorted(read, key=lambda issue: issue.day, reverse=True))
    pages = tuple(sorted(pages_of(reader), key=lambda page: (page.position, page.id)))
    fillers = tuple(fillers_of(reader.folder, reader.items, problems))
    publication = Publication(issues, pages, rules.glossary, fillers)
    reader.cross.check(publication)
    return publication


def holidays_of(content: Path, problems: ProblemList) -> tuple[Holiday, ...]:
    """The days off and worked of `holidays.csv`, where the house keeps one."""
    path = content / "holidays.csv"
    name = f"{content.name}/holidays.csv"
    if not path.is_file():
        return ()
    if not inside(content, path):
        what, cure = "节假日表在内容文件夹以外", "请把它放回内容文件夹里"
        problems.add(name, 0, ReadingCode.OUTSIDE, what, cure)
        return ()
    found, wrong = read_holidays(path.read_bytes(), name)
    problems.extend(wrong)
    return found


def read_issue(
    content: Path,
    folder: str,
    store: Store,
    rules: HouseRules,
    problems: ProblemList | None = None,
) -> Issue | None:
    """Read one issue, so that the store has it.

    problems: what is wrong with it alone; whoever reads the whole tells of the rest.
    """
    told = ProblemList() if problems is None else problems
    reader = _reader_of(content, store, rules, told, ReadCount())
    path = content / "issues" / folder
    return IssueFiles(reader, path).anew(key_of(reader, path))


def _reader_of(
    content: Path, store: Store, rules: HouseRules, problems: ProblemList, count: ReadCount
) -> Reader:
    holidays = holidays_of(content, problems)
    return Reader(
        content=content,
        folder=ContentFolder(content, problems, count),
        store=store,
        rules=rules,
        problems=problems,
        count=count,
        cross=CrossCheck(content.name, problems, rules.ours, rules.taken),
        items=ItemReader(store, rules.glossary, holidays),
        glossary=fingerprint(*map(repr, (*rules.glossary, *holidays))),
    )


def _issues_of(reader: Reader, folders: tuple[Path, ...], keys: dict[Path, str]) -> Iterator[Issue]:
    """Every issue, those that have nothing to show among them: the gate knows what was told.

    keys: of those that are kept as they look now, as far as that was asked.
    """
    for path in folders:
        if not path.is_dir() and not path.is_symlink():
            reader.folder.note_astray(path)
            continue
        read = partial(_issue, reader, path, keys.get(path, ""))
        issue = reader.guarded(path / "issue.md", read)
        if issue is None:
            continue
        if issue.items:  # one that only keeps its page may be this one's, of another day
            name = reader.folder.name(path / "issue.md")
            reader.cross.number(issue.number, path.name, name)
        yield issue
    if not folders:
        what, cure = "没有任何一期", "请用 scripts/new issue 2013-10-08 开始一期"
        name = reader.folder.name(reader.content / "issues")
        reader.problems.add(name, 0, CheckingCode.NO_ISSUES, what, cure)


def _issue(reader: Reader, folder: Path, key: str) -> Issue | None:
    """An issue as it is kept, where its files look as they did; else read anew, and kept."""
    reader.cross.saw(f"issue/{folder.name}")
    files = IssueFiles(reader, folder)
    key = key or key_of(reader, folder)
    anew = partial(read_issue, reader.content, folder.name, reader.store, reader.rules)
    kept = reader.store.load(key, KEPT, anew) if key else None
    return files.anew(key) if kept is None else files.again(kept)
