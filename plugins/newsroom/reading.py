"""A content folder becomes a Publication: every file typed and immutable, every fault a Problem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import TypeAdapter

from newsroom.checks import CrossCheck
from newsroom.codes import CheckingCode, ReadingCode
from newsroom.copies import altered
from newsroom.dummies import FILE as DUMMY_FILE
from newsroom.dummies import dummies_in
from newsroom.faults import at_work_on, is_of_the_machine
from newsroom.fillers import fillers_of
from newsroom.fingerprints import digest, fingerprint
from newsroom.folder import (
    PRINTED,
    RESERVED_ITEMS,
    RESERVED_PAGES,
    ContentFolder,
    ReadCount,
    is_day,
    is_markdown,
    printable,
    renaming,
)
from newsroom.houserules import HouseRules, accepted, marked
from newsroom.items import ItemFiles, ItemReader
from newsroom.keptissues import KEPT, KeptIssue, looks_of
from newsroom.keptitems import ReadItem, Warned, reading_code
from newsroom.kinds import Status
from newsroom.markup import Markup, Place, Reference
from newsroom.matter import IssueMatter, PageMatter
from newsroom.model import Filler, Issue, NewsItem, Page, Publication
from newsroom.occasions.holidays import Holiday, read_holidays
from newsroom.pictures import inside
from newsroom.placeholders import note_placeholders
from newsroom.plainfields import note_marks
from newsroom.problems import ProblemList, Severity
from newsroom.program import HELPS, PAGES
from newsroom.recordings import silenced
from newsroom.signing import note_credits
from newsroom.sources import source_of
from newsroom.store import Store
from newsroom.validating import validated
from newsroom.wishes import Folio

T = TypeVar("T")
DRAFT = re.compile(rb"^status[ \t]*:[ \t]*[\"']?draft\b", re.MULTILINE)
MATTER_END = re.compile(rb"\n---[ \t]*\r?\n")


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
    reader = _Reader(content, store, rules, problems, count or ReadCount())
    if ahead:
        ahead(reader.unread())
    issues = tuple(sorted(reader.issues(), key=lambda issue: issue.day, reverse=True))
    pages = tuple(sorted(reader.pages(), key=lambda page: (page.position, page.id)))
    publication = Publication(issues, pages, rules.glossary, reader.fillers())
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
    reader = _Reader(content, store, rules, told, ReadCount())
    return reader.anew(content / "issues" / folder)


class _Reader:
    """One reading of one content folder."""

    def __init__(
        self,
        content: Path,
        store: Store,
        rules: HouseRules,
        problems: ProblemList,
        count: ReadCount,
    ) -> None:
        self.cross = CrossCheck(content.name, problems, rules.ours, rules.taken)
        self._folder = ContentFolder(content, problems, count)
        self._program = ContentFolder(PAGES.parent, problems, count)
        self._content = content
        self._store = store
        self._rules = rules
        self._problems = problems
        self._count = count
        self._code = reading_code()
        holidays = holidays_of(content, problems)
        self._glossary = fingerprint(*map(repr, (*rules.glossary, *holidays)))
        self._items = ItemReader(store, rules.glossary, holidays)
        self._with_copy: set[str] = set()  # issues that hold more than drafts
        self._sound: list[tuple[str, ReadItem]] = []  # items of the issue at hand that can be kept
        self._told = 0  # problems before it
        self._unheard: set[str] = set()  # recordings of items of it that are not shown
        self._keys: dict[Path, str] = {}  # of the issues that are kept

    def issues(self) -> Iterator[Issue]:
        """Every issue, those that have nothing to show among them: the gate knows what was told."""
        none = True
        for path in self.folders():
            none = False
            if not path.is_dir() and not path.is_symlink():
                self._folder.note_astray(path)
                continue
            issue = self._guarded(path / "issue.md", partial(self.issue, path))
            if issue is None:
                continue
            if issue.items:  # one that only keeps its page may be this one's, of another day
                self.cross.number(issue.number, path.name, self._folder.name(path / "issue.md"))
            yield issue
        if none:
            what, cure = "没有任何一期", "请用 scripts/new issue 2013-10-08 开始一期"
            name = self._folder.name(self._content / "issues")
            self._problems.add(name, 0, CheckingCode.NO_ISSUES, what, cure)

    def fillers(self) -> tuple[Filler, ...]:
        """What the paper keeps to fill its pages with."""
        return tuple(fillers_of(self._folder, self._items, self._problems))

    def unread(self) -> list[str]:
        """The folders of the issues that are not kept as they look now."""
        keys = {path: self.key_of(path) for path in self.folders() if path.is_dir()}
        self._keys = {path: key for path, key in keys.items() if key and self._store.has(key)}
        return [path.name for path in keys if path not in self._keys]

    def folders(self) -> tuple[Path, ...]:
        """Where issues should stand, and whatever else lies there."""
        return self._folder.visible(self._content / "issues")

    def pages(self) -> Iterator[Page]:
        """The standing pages."""
        ids: dict[str, str] = {}
        own = self._folder.visible(self._content / "pages")
        stems = {path.stem for path in own}
        helps = [one for one in HELPS if one not in stems] if self._rules.helps else []
        theirs = [(self._program, PAGES / f"{one}.md") for one in helps]
        for folder, path in [*((self._folder, path) for path in own), *theirs]:
            if not is_markdown(path.name) or not folder.good_id(path, RESERVED_PAGES):
                continue
            data = folder.bytes_of(path) if self._only(path, ids) else None
            if data is None:
                continue
            self.cross.saw(f"page/{path.stem}")
            name = folder.name(path)
            key = fingerprint("page", self._code, path.name, data)
            page = self._store.load(key, _PAGE)
            if page is None:
                page = self._guarded(path, partial(self._page, path, name, data, key), name)
            if page is not None:
                self.cross.shown(f"page/{page.page.id}", page.anchors)
                self.cross.linked(name, page.links)
                yield page.page

    def _guarded(self, path: Path, read: Callable[[], T | None], name: str = "") -> T | None:
        """Read one file; a fault of the program is a problem of that file, and others go on."""
        name = name or self._folder.name(path)
        try:
            with at_work_on(name):
                return read()
        except Exception as error:
            if self._rules.reports is None or is_of_the_machine(error):
                raise
            cure = "请把这个文件改回从前的样子或移走，再试一次"
            grave = Severity.WARNING if _is_draft(_bytes_of(path)) else Severity.ERROR
            self._problems.extend([self._rules.reports.problem(error, name, cure, grave)])
            return None

    def _only(self, path: Path, ids: dict[str, str]) -> bool:
        """Whether no file before it in the same folder has taken its id."""
        twin = ids.setdefault(path.stem, path.name)
        if twin != path.name:
            what, cure = f"{twin} 已经用了这个编号", "请给其中一个文件换个名字"
            self._problems.add(self._folder.name(path), 0, CheckingCode.ID_TWICE, what, cure)
        return twin == path.name

    def issue(self, folder: Path) -> Issue | None:
        """An issue as it is kept, where its files look as they did; else read anew, and kept."""
        self.cross.saw(f"issue/{folder.name}")
        key = self._keys.get(folder) or self.key_of(folder)
        anew = partial(read_issue, self._content, folder.name, self._store, self._rules)
        kept = self._store.load(key, KEPT, anew) if key else None
        if kept is not None:
            return self._again(folder, kept)
        return self._read_issue(folder, key)

    def anew(self, folder: Path) -> Issue | None:
        """An issue read from its files, of which those that did not change are kept one by one."""
        return self._read_issue(folder, self.key_of(folder))

    def key_of(self, folder: Path) -> str:
        """Under what an issue is kept that looks like this; "" where it has to be read."""
        looks = looks_of(folder)
        return looks and fingerprint("issue", self._code, self._glossary, folder.name, looks)

    def _again(self, folder: Path, kept: KeptIssue) -> Issue:
        """A kept issue, held against a house and a clock that may have changed."""
        found: list[NewsItem] = []
        above = self._folder.name(folder)
        for file, before in kept.items:
            name = f"{above}/{printable(file)}"
            self._count.files += 1 + len(before.files)
            self.cross.saw(f"item/{folder.name}/{before.item.id}")
            self._problems.extend(one.problem(self._content.name) for one in before.warnings)
            read = self._checked(before, name)
            if read is not None:
                self._enter(name, read, found)
        self.cross.linked(self._folder.name(folder / "issue.md"), kept.links)
        items = self._in_order(found)
        whole = fingerprint(kept.digest, *(item.digest for item in items))
        return replace(kept.issue, items=items, digest=whole)

    def _enter(self, name: str, read: ReadItem, found: list[NewsItem]) -> None:
        """Tell the checks between files of an item; one that is shown is found.

        name: of its file, for the editor.
        """
        self.cross.read(read.item, read.moved_lines)
        shown = self._shown(read)
        if shown or self._rules.preview:
            found.append(read.item if shown else marked(read.item))
            self.cross.shown(f"item/{read.item.key}", read.anchors)
            self.cross.linked(name, read.links)
        elif read.item.audio:
            self._unheard.add(read.item.audio.digest)

    def _read_issue(self, folder: Path, key: str) -> Issue | None:
        name = self._folder.name(folder / "issue.md")
        self._sound, self._told = [], len(self._problems)
        if not inside(self._content, folder) or not folder.is_dir():
            cure = "请把文件放回内容文件夹里"
            self._problems.add(name, 0, ReadingCode.OUTSIDE, "文件夹在内容文件夹以外", cure)
            return None
        kept = folder / PRINTED
        files = [p.name for p in self._folder.visible(folder) if p != kept or not p.is_dir()]
        matter_bytes = self._folder.bytes_of(folder / "issue.md") if "issue.md" in files else None
        if matter_bytes is None:
            if "issue.md" not in files:
                what, cure = "这一期没有 issue.md", f"请用 scripts/new issue {folder.name} 补上"
                if "issue.md.txt" in files:
                    cure = "请把 issue.md.txt 改名为 issue.md，Windows 平时不显示末尾的 .txt"
                if not is_day(folder.name):
                    what, cure = f"{what}，文件夹名也不是日期", renaming(folder.name)
                self._problems.add(name, 0, CheckingCode.NO_ISSUE_FILE, what, cure)
            self._items_of(folder, files, None)
            return None
        source = source_of(matter_bytes, name, self._problems)
        matter = validated(source, IssueMatter, self._problems) if source else None
        if source and matter and folder.name != matter.date.isoformat():
            what = f"文件夹名 {folder.name} 与日期 {matter.date.isoformat()} 不符"
            line = source.line_of("date")
            cure = f"请把文件夹改名为 {matter.date.isoformat()}"
            cure = f"{cure}，或改正 date" if is_day(folder.name) else cure
            self._problems.add(name, line, CheckingCode.FOLDER_DATE, what, cure)
            matter = None
        day = matter.date if matter else _day_of(folder.name)
        items = self._items_of(folder, files, day)
        drawn = self._dummies(folder, files)
        if source is None:
            return None
        grave = Severity.ERROR if folder.name in self._with_copy else Severity.WARNING
        note_placeholders(source, self._problems, grave)
        note_marks(source, self._problems)
        note_credits(source, self._problems)
        place = Place(name, PurePosixPath("issues", folder.name), source.body_line)
        note = self._markup_without_photos(source.body, place)
        self.cross.linked(name, note.links)
        if matter is None:
            return None
        bare = Issue(
            day=matter.date,
            number=matter.number,
            source=PurePosixPath("issues", folder.name, "issue.md"),
            items=(),
            digest="",
            editors=tuple(credit.credit() for credit in matter.editors),
            pages=matter.pages,
            note=note.html,
            script=matter.script,
            plan=tuple(sorted(matter.plan.items())),
            folios=tuple(
                Folio(int(page[1:]), said.name, said.editor)
                for page, said in sorted(matter.folios.items())
            ),
            dummies=tuple(
                dummies_in(drawn, self._folder.name(folder), self._problems, self._titles())
            ),
        )
        own = digest(matter_bytes + b"".join(drawn.values()))
        told = sum(len(read.warnings) for _, read in self._sound)
        if key and len(self._problems) == self._told + told:  # nothing that would not be told again
            made = KeptIssue(bare, own, tuple(note.links), tuple(self._sound))
            self._store.put(key, KEPT.dump_json(made))
        whole = fingerprint(own, *(item.digest for item in items))
        return replace(bare, items=items, digest=whole)

    def _titles(self) -> dict[str, str]:
        """The ids of the items of the issue at hand by their headlines; drafts are among them."""
        titles = [("".join(read.item.title.split()), read.item.id) for _, read in self._sound]
        times = Counter(title for title, _ in titles)
        return {title: one for title, one in titles if times[title] == 1}

    def _dummies(self, folder: Path, files: Sequence[str]) -> dict[str, bytes]:
        """The bytes of the dummies among the files of an issue, by name."""
        named = (file for file in files if DUMMY_FILE.fullmatch(file))
        found = ((file, self._folder.bytes_of(folder / file)) for file in named)
        return {file: data for file, data in found if data is not None}

    def _items_of(
        self, folder: Path, files: Sequence[str], day: date | None
    ) -> tuple[NewsItem, ...]:
        found: list[NewsItem] = []
        used: set[str] = set()
        complete = True
        ids: dict[str, str] = {}
        for file in files:
            if not is_markdown(file) or file == "issue.md":
                continue
            path = folder / file
            if not self._folder.good_id(path, RESERVED_ITEMS):
                complete = False
                continue
            if not self._only(path, ids):
                continue
            self.cross.saw(f"item/{folder.name}/{path.stem}")
            read = self._guarded(path, partial(self._item, folder, file, day or date.min))
            if read is None:
                complete = False
                continue
            used.update(read.files)
            if day is not None:
                self._enter(self._folder.name(path), read, found)
        if complete:
            used.update(file for file in files if DUMMY_FILE.fullmatch(file))
            self._folder.note_unused(folder, files, used)
        else:
            self._told = -1  # nothing of it is kept
        return self._in_order(found)

    def _in_order(self, found: list[NewsItem]) -> tuple[NewsItem, ...]:
        """The items of an issue that are shown, without recordings in which others are heard."""
        hidden, self._unheard = frozenset(self._unheard), set()
        return silenced(_in_order(found), hidden)

    def _item(self, folder: Path, file: str, day: date) -> ReadItem | None:
        path = folder / file
        name = self._folder.name(path)
        data = self._folder.bytes_of(path)
        if data is None:
            return None
        draft = _is_draft(data)
        if not draft:
            self._with_copy.add(folder.name)
        first = fingerprint("item", self._code, folder.name, file, data)
        kept = self._store.get(first)
        files: dict[str, bytes | None] = {}
        if kept is not None:
            table, *besides = kept.decode().split("\n")
            files = {beside: self._folder.beside(folder, beside) for beside in besides}
            read = self._store.load(self._second_key(first, table, files), _READ_ITEM)
            if read is not None:
                warnings = (warned.problem(self._content.name) for warned in read.warnings)
                self._problems.extend(warnings)
                return self._checked(read, name, file)
        self._count.parsed += 1
        found = ProblemList()
        item_files = ItemFiles(folder, name, day, partial(self._folder.beside, folder))
        read = self._items.read(data, file, item_files, found)
        if draft:  # a draft stops nobody; it will be held to all this when it is done
            found = found.as_warnings()
        self._problems.extend(found)
        if read is None:
            return None
        if not found.errors:
            read = replace(read, warnings=tuple(map(Warned.of, found.warnings)))
            files = {beside: self._folder.beside(folder, beside) for beside in read.files}
            table = "table" if read.item.schedule else ""
            self._store.put(first, "\n".join([table, *read.files]).encode())
            self._store.put(self._second_key(first, table, files), _READ_ITEM.dump_json(read))
            return self._checked(read, name, file)
        return self._checked(read, name)

    def _second_key(self, first: str, table: str, files: dict[str, bytes | None]) -> str:
        """Of an item with what stands beside it, and what its table is held against."""
        parts = [part for name, data in files.items() for part in (name, digest(data or b""))]
        return fingerprint(first, self._glossary if table else "", *parts)

    def _checked(self, read: ReadItem, name: str, sound: str = "") -> ReadItem | None:
        """Hold an item against the house, which may change while the file stays the same.

        sound: name of the file of an item that can be kept.
        """
        if sound:
            self._sound.append((sound, read))
        return accepted(read, name, self._rules, self._problems)

    def _shown(self, read: ReadItem) -> bool:
        item = read.item
        if item.embargo is not None and item.embargo > self._rules.now:
            self._count.waits = min(self._count.waits or item.embargo, item.embargo)
            return False
        return item.status is Status.PUBLISHED

    def _page(self, path: Path, name: str, data: bytes, key: str) -> ReadPage | None:
        self._count.parsed += 1
        before = len(self._problems)
        source = source_of(data, name, self._problems)
        matter = validated(source, PageMatter, self._problems) if source else None
        if source is None:
            return None
        note_placeholders(source, self._problems, Severity.ERROR)
        note_marks(source, self._problems)
        place = Place(name, PurePosixPath("pages"), source.body_line)
        markup = self._markup_without_photos(source.body, place)
        if matter is None:
            return None
        page = Page(
            id=path.stem,
            source=PurePosixPath("pages", path.name),
            title=matter.title,
            body=self._store.keep_body(markup.html),
            script=matter.script,
            digest=key,
            summary=matter.summary,
            subheads=markup.subheads,
            footer=matter.footer,
            position=matter.position,
        )
        read = ReadPage(page, tuple(markup.links), frozenset(s.anchor for s in markup.subheads))
        if len(self._problems) == before:
            self._store.put(key, _PAGE.dump_json(read))
        return read

    def _markup_without_photos(self, text: str, place: Place) -> Markup:
        """A note or standing page; photos belong to items, where they have alt and credit."""
        markup = self._items.typesetter.markup(text, place, self._problems)
        for photo in markup.photos:
            what, cure = f"这里不能放照片：{photo.written[:60]}", "请把照片放进稿件"
            self._problems.add(place.name, photo.line, ReadingCode.PHOTO_UNDECLARED, what, cure)
        return markup


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A standing page with the links inside the publication that it makes."""

    page: Page
    links: tuple[Reference, ...]
    anchors: frozenset[str]


def _in_order(found: list[NewsItem]) -> tuple[NewsItem, ...]:
    """An issue's items, each with its place."""
    found.sort(key=lambda item: (item.print_wish.page or 99, item.print_wish.rank, item.id))
    return tuple(
        item if item.position == place else altered(item, position=place)
        for place, item in enumerate(found)
    )


def _bytes_of(path: Path) -> bytes:
    """A file that may be gone or closed by now."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _is_draft(data: bytes) -> bool:
    """Whether the front matter, read or not, says that the item is a draft."""
    start = data.find(b"---") + 3
    end = MATTER_END.search(data, start)
    return bool(DRAFT.search(data, start, end.start() if end else len(data)))


def _day_of(folder: str) -> date | None:
    try:
        return date.fromisoformat(folder)
    except ValueError:
        return None


_READ_ITEM: TypeAdapter[ReadItem] = TypeAdapter(ReadItem)
_PAGE: TypeAdapter[ReadPage] = TypeAdapter(ReadPage)
