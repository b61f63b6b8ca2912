"""One issue's folder becomes an Issue: issue.md, items, dummies, and what is kept of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from newsroom.codes import CheckingCode, ReadingCode
from newsroom.copies import altered
from newsroom.dummies import FILE as DUMMY_FILE
from newsroom.dummies import dummies_in
from newsroom.fingerprints import digest, fingerprint
from newsroom.folder import PRINTED, RESERVED_ITEMS, is_day, is_markdown, printable, renaming
from newsroom.houserules import accepted, marked
from newsroom.itemfiles import read_item
from newsroom.keptissues import KEPT, KeptIssue, looks_of
from newsroom.keptitems import ReadItem, reading_code
from newsroom.kinds import Status
from newsroom.matter import IssueMatter
from newsroom.model import Issue, NewsItem
from newsroom.pictures import inside
from newsroom.placeholders import note_placeholders
from newsroom.plainfields import note_marks
from newsroom.problems import Severity
from newsroom.reader import Reader
from newsroom.recordings import silenced
from newsroom.references import Place
from newsroom.signing import note_credits
from newsroom.sources import Source, source_of
from newsroom.validating import validated
from newsroom.wishes import Folio


class IssueFiles:
    """One reading of one issue's folder."""

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        self._name = reader.folder.name(folder / "issue.md")
        self._sound: list[tuple[str, ReadItem]] = []  # items that can be kept
        self._complete = True  # every item could be read
        self._has_copy = False  # more than drafts
        self._unheard: set[str] = set()  # recordings of items that are not shown

    def again(self, kept: KeptIssue) -> Issue:
        """A kept issue, held against a house and a clock that may have changed."""
        reader = self._reader
        found: list[NewsItem] = []
        above = reader.folder.name(self._folder)
        for file, before in kept.items:
            name = f"{above}/{printable(file)}"
            reader.count.files += 1 + len(before.files)
            reader.cross.saw(f"item/{self._folder.name}/{before.item.id}")
            reader.problems.extend(one.problem(reader.content.name) for one in before.warnings)
            read = self._accepted(before, name)
            if read is not None:
                self._enter(name, read, found)
        reader.cross.linked(self._name, kept.links)
        items = self._in_order(found)
        whole = fingerprint(kept.digest, *(item.digest for item in items))
        return replace(kept.issue, items=items, digest=whole)

    def anew(self, key: str) -> Issue | None:
        """The issue read from its files, of which those that did not change are kept one by one.

        key: under what it is kept where all is well; "" where it is not kept. None where it has no
        issue.md that can be read; its items are read and judged all the same.
        """
        reader, folder, name = self._reader, self._folder, self._name
        before = len(reader.problems)
        if not inside(reader.content, folder) or not folder.is_dir():
            what, cure = "文件夹在内容文件夹以外", "请把文件放回内容文件夹里"
            reader.problems.add(name, 0, ReadingCode.OUTSIDE, what, cure)
            return None
        files = self._files()
        data = reader.folder.bytes_of(folder / "issue.md") if "issue.md" in files else None
        if data is None:
            if "issue.md" not in files:
                self._note_no_matter(files)
            self._items_of(files, None)
            return None
        source = source_of(data, name, reader.problems)
        matter = self._matter(source) if source else None
        items = self._items_of(files, matter.date if matter else _day_of(folder.name))
        drawn = self._dummies(files)
        if source is None:
            return None
        grave = Severity.ERROR if self._has_copy else Severity.WARNING
        note_placeholders(source, reader.problems, grave)
        note_marks(source, reader.problems)
        note_credits(source, reader.problems)
        place = Place(name, PurePosixPath("issues", folder.name), source.body_line)
        note = reader.markup_without_photos(source.body, place)
        reader.cross.linked(name, note.links)
        if matter is None:
            return None
        bare = self._bare(matter, note.html, drawn)
        own = digest(data + b"".join(drawn.values()))
        told = sum(len(read.warnings) for _, read in self._sound)
        if key and self._complete and len(reader.problems) == before + told:  # all told again
            made = KeptIssue(bare, own, tuple(note.links), tuple(self._in_place(items)))
            reader.store.put(key, KEPT.dump_json(made))
        whole = fingerprint(own, *(item.digest for item in items))
        return replace(bare, items=items, digest=whole)

    def _in_place(self, shown: Sequence[NewsItem]) -> Iterator[tuple[str, ReadItem]]:
        """The items to be kept, each with the place that it has now, and mostly will have."""
        places = {item.id: item.position for item in shown}
        for name, read in self._sound:
            place = places.get(read.item.id, read.item.position)
            yield name, replace(read, item=replace(read.item, position=place))

    def _files(self) -> list[str]:
        """The names in the folder, without that of the papers that were signed to press."""
        kept = self._folder / PRINTED
        visible = self._reader.folder.visible(self._folder)
        return [path.name for path in visible if path != kept or not path.is_dir()]

    def _note_no_matter(self, files: Sequence[str]) -> None:
        what, cure = "这一期没有 issue.md", f"请用 scripts/new issue {self._folder.name} 补上"
        if "issue.md.txt" in files:
            cure = "请把 issue.md.txt 改名为 issue.md，Windows 平时不显示末尾的 .txt"
        if not is_day(self._folder.name):
            what, cure = f"{what}，文件夹名也不是日期", renaming(self._folder.name)
        self._reader.problems.add(self._name, 0, CheckingCode.NO_ISSUE_FILE, what, cure)

    def _matter(self, source: Source) -> IssueMatter | None:
        """What issue.md says, where it says the day that its folder is named by."""
        problems, folder = self._reader.problems, self._folder.name
        matter = validated(source, IssueMatter, problems)
        if matter is None or folder == matter.date.isoformat():
            return matter
        what = f"文件夹名 {folder} 与日期 {matter.date.isoformat()} 不符"
        cure = f"请把文件夹改名为 {matter.date.isoformat()}"
        cure = f"{cure}，或改正日期（date）" if is_day(folder) else cure
        problems.add(self._name, source.line_of("date"), CheckingCode.FOLDER_DATE, what, cure)
        return None

    def _bare(self, matter: IssueMatter, note: str, drawn: Mapping[str, bytes]) -> Issue:
        """The issue without its items. note: HTML. drawn: its dummies, by name."""
        reader = self._reader
        name = reader.folder.name(self._folder)
        folios = sorted(matter.folios.items())
        return Issue(
            day=matter.date,
            number=matter.number,
            source=PurePosixPath("issues", self._folder.name, "issue.md"),
            items=(),
            digest="",
            editors=tuple(credit.credit() for credit in matter.editors),
            pages=matter.pages,
            note=note,
            script=matter.script,
            plan=tuple(sorted(matter.plan.items())),
            folios=tuple(Folio(int(page[1:]), said.name, said.editor) for page, said in folios),
            dummies=tuple(dummies_in(drawn, name, reader.problems, self._titles())),
        )

    def _titles(self) -> dict[str, str]:
        """The ids of the items of the issue at hand by their headlines; drafts are among them."""
        titles = [("".join(read.item.title.split()), read.item.id) for _, read in self._sound]
        times = Counter(title for title, _ in titles)
        return {title: one for title, one in titles if times[title] == 1}

    def _dummies(self, files: Sequence[str]) -> dict[str, bytes]:
        """The bytes of the dummies among the files of the issue, by name."""
        named = (file for file in files if DUMMY_FILE.fullmatch(file))
        found = ((file, self._reader.folder.bytes_of(self._folder / file)) for file in named)
        return {file: data for file, data in found if data is not None}

    def _items_of(self, files: Sequence[str], day: date | None) -> tuple[NewsItem, ...]:
        """The items that are shown. day: of the issue; without it they are only judged."""
        reader, folder = self._reader, self._folder
        found: list[NewsItem] = []
        used: set[str] = set()
        ids: dict[str, str] = {}
        for file in files:
            if not is_markdown(file) or file == "issue.md":
                continue
            path = folder / file
            if not reader.folder.good_id(path, RESERVED_ITEMS):
                self._complete = False
                continue
            if not reader.is_only(path, ids):
                continue
            reader.cross.saw(f"item/{folder.name}/{path.stem}")
            read = reader.guarded(path, partial(self._item, path, day or date.min))
            if read is None:
                self._complete = False
                continue
            used.update(read.files)
            if day is not None:
                self._enter(reader.folder.name(path), read, found)
        if self._complete:
            used.update(file for file in files if DUMMY_FILE.fullmatch(file))
            reader.folder.note_unused(folder, files, used)
        return self._in_order(found)

    def _item(self, path: Path, day: date) -> ReadItem | None:
        """An item of the issue, as the house accepts it."""
        reading = read_item(self._reader, path, day)
        self._has_copy = self._has_copy or not reading.draft
        if reading.read is None:
            return None
        if reading.sound:
            self._sound.append((path.name, reading.read))
        return self._accepted(reading.read, self._reader.folder.name(path))

    def _accepted(self, read: ReadItem, name: str) -> ReadItem | None:
        """Hold an item against the house, which may change while the file stays the same."""
        return accepted(read, name, self._reader.rules, self._reader.problems)

    def _enter(self, name: str, read: ReadItem, found: list[NewsItem]) -> None:
        """Tell the checks between files of an item; one that is shown is found.

        name: of its file, for the editor.
        """
        reader = self._reader
        reader.cross.read(read.item, read.moved_lines)
        shown = self._is_shown(read.item)
        if shown or reader.rules.preview:
            found.append(read.item if shown else marked(read.item))
            reader.cross.shown(f"item/{read.item.key}", read.anchors)
            reader.cross.linked(name, read.links)
        elif read.item.audio:
            self._unheard.add(read.item.audio.digest)

    def _is_shown(self, item: NewsItem) -> bool:
        count = self._reader.count
        if item.embargo is not None and item.embargo > self._reader.rules.now:
            count.waits = min(count.waits or item.embargo, item.embargo)
            return False
        return item.status is Status.PUBLISHED

    def _in_order(self, found: list[NewsItem]) -> tuple[NewsItem, ...]:
        """Each with its place, without recordings in which items are heard that are not shown."""
        found.sort(key=lambda item: (item.print_wish.page or 99, item.print_wish.rank, item.id))
        placed = tuple(
            item if item.position == place else altered(item, position=place)
            for place, item in enumerate(found)
        )
        return silenced(placed, frozenset(self._unheard))


def key_of(reader: Reader, folder: Path) -> str:
    """Under what an issue is kept that looks like this; "" where it has to be read."""
    looks = looks_of(folder)
    return looks and fingerprint("issue", reading_code(), reader.glossary, folder.name, looks)


def _day_of(folder: str) -> date | None:
    try:
        return date.fromisoformat(folder)
    except ValueError:
        return None
