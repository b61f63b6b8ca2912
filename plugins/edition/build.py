"""The way of a build: read, check, set, publish. Nothing is published until all of it is right."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment

from edition.addresses import Addresses
from edition.house import House
from edition.linkcheck import check_links
from edition.model import Edition, Publisher, Sibling
from edition.setting import Compositor
from edition.signing import note_unsigned_names
from edition.theme import ScriptLoader, environment_of
from edition.tree import OutputTree, Tally
from hanzi import Converter, read_glossary
from newsroom.codes import ReadingCode
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.folder import ReadCount
from newsroom.model import GlossaryRow, Page, Publication, Script
from newsroom.pictures import inside
from newsroom.problems import ContentRefusedError, ProblemList, Severity
from newsroom.reading import Desk, read_publication
from newsroom.store import Store

CODE = Path(__file__).parent
LIBRARIES = ("jinja2", "markdown", "nh3", "pillow", "lxml")
PREFIXES = {Script.HANS: "hans/", Script.HANT: "hant/", Script.HANT_HK: "hant-hk/"}
LABELS = {Script.HANS: "简体", Script.HANT: "繁體", Script.HANT_HK: "繁體（港）"}


@dataclass(frozen=True)
class Job:
    """What is to be built, and how.

    scripts: the editions, the first at the site's root. publishers: names of rooms, in order.
    cache: a folder that may be deleted at any time. now: aware; decides on embargoes only.
    unsigned_names: how grave a name is that nobody has signed off; None: not looked for.
    """

    content: Path
    output: Path
    theme: Path
    cache: Path
    house: House
    scripts: tuple[Script, ...]
    publishers: tuple[str, ...]
    environment: Environment
    now: datetime
    fonts: tuple[Path, ...] = ()
    template_overrides: tuple[Path, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keep_index: bool = True
    unsigned_names: Severity | None = None


@dataclass(slots=True)
class Report:
    """What a build did: seconds by stage, files read and parsed, files made.

    watch: told the name of the stage at work and how many files there are so far.
    """

    stages: dict[str, float] = field(default_factory=dict)
    count: ReadCount = field(default_factory=ReadCount)
    items: int = 0
    tally: Tally = field(default_factory=lambda: Tally(0, 0, 0, 0))
    watch: Callable[[str, int], None] | None = None
    at_work: str = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        start = time.perf_counter()
        self.at_work = name
        self.tell(0)
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start

    def tell(self, count: int) -> None:
        """Tell who watches how many files there are so far."""
        if self.watch:
            self.watch(self.at_work, count)


@dataclass(slots=True)
class Build:
    """One build from one content folder into one tree; `prepare`, then `publish`."""

    job: Job
    problems: ProblemList = field(default_factory=ProblemList)
    report: Report = field(default_factory=Report)
    editions: tuple[Edition, ...] = ()

    def prepare(self, store: Store) -> tuple[Edition, ...]:
        """Read, check and set; raises ContentRefusedError if the content has errors."""
        publication = self.read(store)
        with self.report.stage("排字"):
            self.editions = tuple(self._editions(publication, store))
        self.report.items = sum(len(issue.items) for issue in publication.issues)
        return self.editions

    def read(self, store: Store) -> Publication:
        """Read and check; raises ContentRefusedError if the content has errors."""
        with self.report.stage("读稿"):
            glossary = self._glossary()
            publication = self._read(store, glossary)
            self._note_unsigned_names(store, glossary)
        if self.problems.errors:
            raise ContentRefusedError(self.problems)
        return publication

    def publish(self) -> None:
        """Make every file and put the new tree in place, or raise and leave the old one."""
        rooms = [(name, _publisher(name)) for name in self.job.publishers]
        with OutputTree(self.job.output, self.report.tell) as tree:
            for edition in self.editions:
                for name, publisher in rooms:
                    with self.report.stage(name):
                        publisher(edition, tree)
            with self.report.stage("查链接"):
                check_links(tree, self.job.house, self.problems)
            if self.problems.errors:
                raise ContentRefusedError(self.problems)
            with self.report.stage("落盘"):
                self.report.tally = tree.commit()

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

    def _read(self, store: Store, glossary: tuple[GlossaryRow, ...]) -> Publication:
        sections = self.job.house.sections
        desk = Desk(
            frozenset(section.id for section in sections),
            self.job.now.astimezone(self.job.house.zone),
            glossary,
            {section.name: section.id for section in reversed(sections)},
            partial(_simplified, glossary),
        )
        return read_publication(self.job.content, store, desk, self.problems, self.report.count)

    def _note_unsigned_names(self, store: Store, glossary: tuple[GlossaryRow, ...]) -> None:
        severity = self.job.unsigned_names
        script = next((s for s in self.job.scripts if not s.is_simplified), None)
        if severity and script:
            converter = Converter(script, glossary)
            note_unsigned_names(self.job.content, converter, severity, store, self.problems)

    def _editions(self, publication: Publication, store: Store) -> Iterator[Edition]:
        job = self.job
        siblings = tuple(
            Sibling(
                script,
                LABELS[script],
                Addresses(job.house.site, "" if index == 0 else PREFIXES[script], job.house.slug),
            )
            for index, script in enumerate(job.scripts)
        )
        folders = (*job.template_overrides, job.theme / "templates")
        for sibling in siblings:
            compositor = Compositor(Converter(sibling.script, publication.glossary), store)
            plain = Compositor(Converter(sibling.script), store)
            made = compositor.publication(publication, job.house)
            loader = ScriptLoader(folders, plain.template)
            yield Edition(
                script=sibling.script,
                house=made.house,
                addresses=sibling.addresses,
                issues=made.issues,
                pages=made.pages,
                siblings=siblings,
                rooms=frozenset(job.publishers),
                environment=environment_of(job.environment, loader),
                fingerprint=self._fingerprint(made.house, made.pages, loader, plain, sibling),
                content=job.content,
                theme=job.theme,
                cache=job.cache,
                set_text=plain.text,
                problems=self.problems,
                fonts=job.fonts,
                options=job.options,
                keep_index=job.keep_index,
            )

    def _fingerprint(
        self,
        house: House,
        pages: Sequence[Page],
        loader: ScriptLoader,
        plain: Compositor,
        sibling: Sibling,
    ) -> str:
        """Of what every file of an edition depends on; a page's foot lists the standing pages."""
        job = self.job
        return fingerprint(
            code_digest(CODE),
            *(f"{name} {version(name)}" for name in LIBRARIES),
            house.model_dump_json(),
            loader.fingerprint,
            plain.fingerprint,
            repr([(page.id, page.title, page.footer, page.position) for page in pages]),
            sibling.addresses.prefix,
            repr([script.value for script in job.scripts]),
            repr(job.publishers),
            repr(sorted((name, repr(sorted(o.items()))) for name, o in job.options.items())),
            str(job.keep_index),
        )


def build(job: Job) -> Build:
    """Build once; raises ContentRefusedError, whose problems say what to mend."""
    work = Build(job)
    with Store(job.cache / "store.sqlite3") as store:
        work.prepare(store)
        work.publish()
    return work


@cache
def _simplified(glossary: tuple[GlossaryRow, ...], written: str) -> str:
    """A name that may stand in Traditional characters, in Simplified ones."""
    return Converter(Script.HANS, glossary).text(written, Script.HANT)


def build_time() -> datetime:
    """Now, or the moment SOURCE_DATE_EPOCH gives (reproducible-builds.org/specs)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def scripts_of(tags: Sequence[str]) -> tuple[Script, ...]:
    """Scripts by language tag, as pelican.conf.py names them; raises ValueError for others."""
    known = {script.tag: script for script in Script}
    unknown = [tag for tag in tags if tag not in known]
    if unknown or not tags or len(set(tags)) != len(tags):
        raise ValueError(f"EDITIONS: {list(tags)}; known are {list(known)}")
    return tuple(known[tag] for tag in tags)


def _publisher(name: str) -> Publisher:
    publisher: Publisher = importlib.import_module(name).publish
    return publisher
