"""The way of a build: read, check, set, publish. Nothing is published until all of it is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Protocol

from edition.addresses import key_of
from edition.composing import Workshop, compose
from edition.drawer import emptied
from edition.editions import editions_of
from edition.given import write_given
from edition.job import Job, Report
from edition.linkcheck import Leads, check_links
from edition.model import Edition
from edition.ownership import check_apart
from edition.premises import check_output
from edition.recollection import Stamp
from edition.rooms import BESIDE, offer_of
from edition.signing import note_unsigned_names
from edition.takenback import TakenBack, taken_back
from edition.tree import OutputTree
from edition.withdrawals import gated
from edition.withholding import Withholding
from edition.workrooms import Workrooms, is_of_the_settings
from hanzi import Converter, read_glossary
from ledger import Clock, Ledger, open_ledger
from ledger.authority import authority_of
from ledger.checks import check_content
from ledger.facts import Fact
from newsroom.codes import ReadingCode
from newsroom.faults import is_of_the_machine
from newsroom.houserules import HouseRules
from newsroom.kinds import Script
from newsroom.memory import clear_up, uncollected
from newsroom.model import GlossaryRow, Issue, Publication
from newsroom.pictures import inside
from newsroom.problems import ContentRefusedError, Outcome, ProblemList
from newsroom.reading import read_issue, read_publication
from newsroom.rootfiles import RootFile, root_files
from newsroom.store import Store

__all__ = ["Build", "Job", "Report", "build", "scripts_of"]


class Teller(Protocol):
    """Who tells readers, and writes down what they were told (edition.publishing).

    reprint: the issues whose papers are to be made anew, each with the day to stand on them.
    taking: the keys of items that are about to be withdrawn.
    """

    @property
    def reprint(self) -> Mapping[date, date]:
        """Day of an issue to the day of its new paper."""

    @property
    def taking(self) -> frozenset[str]:
        """Keys of items."""

    def before(
        self, build: Build, publication: Publication, ledger: Ledger, store: Store
    ) -> Sequence[Fact]:
        """What readers know already and the ledger does not."""

    def tell(
        self, build: Build, publication: Publication, ledger: Ledger, store: Store
    ) -> Sequence[Fact]:
        """What readers will be told of a publication that is right."""

    def release(self, build: Build, tree: OutputTree) -> None:
        """The last word before a tree is put in its place; raises to leave all as it was."""

    def begin(self) -> None:
        """The tree is about to be put in its place."""

    def told(self, tree: OutputTree) -> None:
        """The tree is in its place."""


@dataclass(slots=True)
class Build:
    """One build from one content folder into one tree; `prepare`, then `publish`.

    teller: of scripts/publish, who writes down what readers are told; a proof has none. given:
    files for the site's root. left: how the files of the tree look, by path.
    """

    job: Job
    problems: ProblemList = field(default_factory=ProblemList)
    report: Report = field(default_factory=Report)
    editions: tuple[Edition, ...] = ()
    teller: Teller | None = None
    ledger: Ledger | None = None
    given: tuple[RootFile, ...] = ()
    left: Mapping[str, Stamp | None] = field(default_factory=dict)
    glossary_rows: tuple[GlossaryRow, ...] = ()
    withholding: Withholding = field(init=False)
    _store: Store | None = None
    _of_rooms: dict[str, list[Fact]] = field(default_factory=dict)
    _taken: tuple[TakenBack, ...] = ()

    def __post_init__(self) -> None:
        job = self.job
        self.withholding = Withholding.beside(job.output, job.reports, job.paper)

    @property
    def outcome(self) -> Outcome:
        """How a build that was published has ended."""
        return Outcome.WITHHELD if self.withholding.held else Outcome.WELL

    def prepare(self, store: Store) -> tuple[Edition, ...]:
        """Read, check and set; raises ContentRefusedError if the content has errors.

        Raises TreeRefusedError where the output folder overlaps another, or is not ours.
        """
        job = self.job
        self._store = store
        others = {"稿件文件夹": job.content, "主题文件夹": job.theme, "缓存文件夹": job.cache}
        if job.own_theme:
            others["本报的版式文件夹"] = job.own_theme
        check_output(job.output, job.paper, job.trees, others)
        if self._of_the_site != job.publishers:
            check_apart(job.kits_folder, {**others, "成品文件夹": job.output})
        self.withholding.prove()
        publication = self.read(store)
        job = self.job  # with what the ledger says of it
        with uncollected(), self.report.stage("排字"), self._refusing_faults():
            given = (self.ledger or Ledger((), self._clock()), store, self.problems)
            reprint = self.teller.reprint if self.teller else {}
            made = editions_of(job, publication, *given, self.withholding, reprint)
            self.editions = tuple(made)
        self.report.items = sum(len(issue.items) for issue in publication.issues)
        return self.editions

    def read(self, store: Store) -> Publication:
        """Read and check; raises ContentRefusedError if the content has errors."""
        clear_up()
        with uncollected(), self.report.stage("读稿"), self._refusing_faults():
            glossary = self._glossary()
            ledger = open_ledger(self.job.content, self._clock(), self.problems)
            self.job = self._under_its_authority()
            publication = self._read(store, self._house_rules(glossary, ledger))
            self.given = root_files(self.job.content, self.problems)
            self._note_unsigned_names(store, glossary)
            if self.teller:
                ledger = ledger.grown(self.teller.before(self, publication, ledger, store))
            check_content(publication, ledger, self.job.content, self.problems)
            shown = gated(publication, ledger)
            self._check_in_rooms(shown, ledger)
        if self.problems.errors:
            raise ContentRefusedError(self.problems)
        if self.teller:
            ledger = ledger.grown(self.teller.tell(self, publication, ledger, store))
            shown = gated(publication, ledger)
        self.ledger = ledger
        self.glossary_rows = publication.glossary
        self._taken = taken_back(publication, ledger)
        return shown

    def reread(
        self, folders: Sequence[str], store: Store, problems: ProblemList, now: datetime
    ) -> tuple[Issue, ...]:
        """Some issues read again after the build, as the gate shows them; what is gone is left out.

        now: the moment of this reading. What the ledger says is as the build has found it.
        """
        self.job = replace(self.job, now=now)
        content = self.job.content
        ledger = (self.ledger or Ledger((), self._clock())).at(self._clock())
        rules = self._house_rules(self.glossary_rows, ledger)
        there = [folder for folder in folders if (content / "issues" / folder).is_dir()]
        read = (read_issue(content, folder, store, rules, problems) for folder in there)
        issues = tuple(issue for issue in read if issue)
        return gated(Publication(issues, (), self.glossary_rows), ledger).issues

    def _under_its_authority(self) -> Job:
        """The job of a house that gives ids in the name its subscribers know."""
        authority = authority_of(self.job.content, self.problems)
        return replace(self.job, house=self.job.house.under(authority))

    def _clock(self) -> Clock:
        house = self.job.house
        return Clock(house.zone, house.hour, self.job.now)

    def publish(self) -> None:
        """Make every file and put the new tree in place, or raise and leave the old one.

        A room that fails leaves its files of that edition as they stand, but for those that show
        what was taken back since (edition.takenback); the rest is published.
        """
        leads = Leads(self.job.house)
        given = self.problems, self.withholding, self._taken, self.glossary_rows, self._store
        rooms = Workrooms(self.job, *given)
        with uncollected(), self._tree(leads) as tree:
            shown = self.editions
            for name in self._of_the_site:  # a room sees what those before it made, in any script
                with self.report.stage(name):
                    shown = tuple(rooms.published(name, edition, tree) for edition in shown)
            write_given(self.given, tree, self.problems)
            with self.report.stage("查链接"):
                covers = self.withholding.covers
                check_links(tree, self.job.house, self.problems, covers, leads)
            if self.problems.errors:
                raise ContentRefusedError(self.problems)
            tree.survey()
            if self.teller:
                self.teller.release(self, tree)
            with self.report.stage("落盘"):
                self.report.tally = tree.commit(self.teller.begin if self.teller else None)
                self.problems.extend(tree.notes)
            self.left = tree.looks
            rooms.publish_beside(self.editions, self.report)
            emptied(self.job.cache)
            self.withholding.settle()
            if self.teller:
                self.teller.told(tree)

    @property
    def _of_the_site(self) -> tuple[str, ...]:
        return tuple(name for name in self.job.publishers if name not in BESIDE)

    def _tree(self, leads: Leads) -> OutputTree:
        job = self.job
        return OutputTree(
            job.output,
            self.report.tell,
            reader=leads,
            hands=job.hands,
            born=self._born,
            paper=job.paper,
            removals=job.removals,
            recollections=job.trees,
        )

    def _born(self) -> None:
        """A child of this process must not use its parent's connection to the store."""
        if self._store:
            self._store.reopen()

    def _check_in_rooms(self, publication: Publication, ledger: Ledger) -> None:
        """What only a room knows to be wrong, before anything is published."""
        for name in self.job.publishers:
            with suppress(ImportError):  # publishing will say so
                if settings_of := offer_of(name, "settings_of"):
                    settings_of(self.job.options)
                if check := offer_of(name, "check"):
                    check(publication, ledger, self.job.content.name, self.problems)

    def facts_of_rooms(
        self, publication: Publication, ledger: Ledger, now: datetime
    ) -> Iterator[Fact]:
        """What only a room can say of what readers will be told now."""
        shown = gated(publication, ledger)
        for name in self.job.publishers:
            with suppress(ImportError):  # publishing will say so
                if facts_of := offer_of(name, "facts_of"):
                    facts = list(facts_of(shown, ledger, now, self.job.house.domain))
                    self._of_rooms[name] = facts
                    yield from facts

    def is_told(self, fact: Fact) -> bool:
        """Whether readers are told a fact: not one of a room that failed in every edition.

        Where it failed in one script, readers of the others have been told, and that script catches
        up with the same moments and numbers when the room works again.
        """
        failed = Counter(held.room for held in self.withholding.held if not held.paths)
        return not any(
            failed[name] >= len(self.editions) and any(one is fact for one in facts)
            for name, facts in self._of_rooms.items()
        )

    def until(self) -> datetime:
        """The moment from which on a build of the same things may leave something else.

        The day ends, an embargo ends, or something of a room's own. Where something is dated now,
        because it is not out yet, that is at once.
        """
        here = self.job.now.astimezone(self.job.house.zone)
        ends = [datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), here.tzinfo)]
        ends += [self.report.count.waits] if self.report.count.waits else []
        for edition in self.editions:
            told = (issue.told for issue in edition.issues)
            if any(max(one.published, one.modified) >= here for one in told):
                return here
            for name in self.job.publishers:
                changes_at = offer_of(name, "changes_at")
                moment = changes_at(edition) if changes_at else None
                ends += [moment] if moment else []
        return min(ends)

    @contextmanager
    def _refusing_faults(self) -> Iterator[None]:
        """A fault before publishing refuses the content, with all the problems found so far."""
        try:
            yield
        except Exception as error:
            ours = isinstance(error, ContentRefusedError) or is_of_the_settings(error)
            if ours or is_of_the_machine(error):
                raise
            cure = "网站未改动；这篇稿件若是刚改过的，请先改回去再试"
            self.problems.extend([self.job.reports.problem(error, self.job.content.name, cure)])
            raise ContentRefusedError(self.problems) from error

    def _glossary(self) -> tuple[GlossaryRow, ...]:
        path = self.job.content / "glossary.csv"
        name = f"{self.job.content.name}/glossary.csv"
        if not path.exists():
            return ()
        if not inside(self.job.content, path):
            cure = "请把词表放回内容文件夹里"
            self.problems.add(name, 0, ReadingCode.OUTSIDE, "词表在内容文件夹以外", cure)
            return ()
        rows, found = read_glossary(path, name)
        self.problems.extend(found)
        return rows

    def _read(self, store: Store, rules: HouseRules) -> Publication:
        ahead = partial(self._compose, store, rules)
        return read_publication(
            self.job.content, store, rules, self.problems, self.report.count, ahead
        )

    def _compose(self, store: Store, rules: HouseRules, folders: Sequence[str]) -> None:
        """Have issues that are not in the store made by several processes at a time."""
        job = self.job
        shop = Workshop(
            job.content, job.scripts, rules.sections, rules.names, rules.glossary, rules.now
        )
        compose(shop, folders, store, job.hands, job.cluster)

    def _house_rules(self, glossary: tuple[GlossaryRow, ...], ledger: Ledger) -> HouseRules:
        """What reading is told. ledger: as it lies there; it may lack what the teller knows."""
        sections = self.job.house.sections
        converter = Converter(Script.HANS, glossary)
        taking = self.teller.taking if self.teller else frozenset()
        return HouseRules(
            frozenset(section.id for section in sections),
            self.job.now.astimezone(self.job.house.zone),
            glossary,
            self.job.reports,
            {section.name: section.id for section in reversed(sections)},
            cache(partial(converter.text, source=Script.HANT)),
            partial(key_of, site=self.job.house.site),
            cache(lambda: ledger.taken | taking),  # looked up where a link is dead
            preview=self.job.preview,
            helps=self.job.preview or self.job.helps,
        )

    def _note_unsigned_names(self, store: Store, glossary: tuple[GlossaryRow, ...]) -> None:
        severity = self.job.unsigned_names
        script = next((s for s in self.job.scripts if not s.is_simplified), None)
        if severity and script:
            converter = Converter(script, glossary)
            note_unsigned_names(self.job.content, converter, severity, store, self.problems)


def build(job: Job) -> Build:
    """Build once; raises ContentRefusedError, whose problems say what to mend."""
    work = Build(job)
    with Store(job.cache / "store.sqlite3", str(job.content)) as store:
        work.prepare(store)
        work.publish()
    return work


def scripts_of(tags: Sequence[str]) -> tuple[Script, ...]:
    """Scripts by language tag, as pelican.conf.py names them; raises ValueError for others."""
    known = {script.tag: script for script in Script}
    unknown = [tag for tag in tags if tag not in known]
    if unknown or not tags or len(set(tags)) != len(tags):
        raise ValueError(f"EDITIONS: {list(tags)}; known are {list(known)}")
    return tuple(known[tag] for tag in tags)
