"""What a build is told, and what it tells of itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment

from edition.hands import cores
from edition.house import House
from edition.printed import KNOWN_PRINTED, PrintedFolder
from edition.tree import Removals, Tally
from newsroom.faults import REPORTS, Reports
from newsroom.folder import ReadCount
from newsroom.kinds import Script
from newsroom.problems import Severity

OUTPUT = "output"
"""What the folder of the site is called where nobody says otherwise."""


@dataclass(frozen=True)
class Job:
    """What is to be built, and how.

    scripts: the editions, the first at the site's root. publishers: names of rooms, in order.
    cache: a folder that may be deleted at any time. now: aware; decides on embargoes,
    on the news sitemap's two days, and that nothing is dated later.
    unsigned_names: how grave a name is that nobody has signed off; None: not looked for.
    removals: what becomes of many removals at once. settings: all that the settings file says, for
    the report of a fault. printed: where papers signed to press are kept, None for beside their
    issues. workers: processes at a time, 0 for as many as there are processors. cluster: as
    `composing.compose` wants it. preview: drafts and embargoed items are shown, marked. later:
    rooms that do nothing this time; what they made the last time stands. own_theme: the paper's own
    folder, which is laid over the program's in `theme`. helps: the program's handbook and lists are
    shown on the site, as they always are in a preview. kits: where the files stand that are no part
    of the site, None for beside it.
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
    removals: Removals = Removals.ASK
    settings: Mapping[str, Any] = field(default_factory=dict)
    printed: Path | None = None
    workers: int = 1
    cluster: str = ""
    preview: bool = False
    later: frozenset[str] = frozenset()
    own_theme: Path | None = None
    helps: bool = False
    kits: Path | None = None

    @property
    def paper(self) -> str:
        """Whose the output folder is; that of a preview is no paper's, so nobody delivers it."""
        return f"{self.house.identity}{' preview' if self.preview else ''}"

    @property
    def kits_folder(self) -> Path:
        """Where files stand that are no part of the site: `kits` beside `output`.

        Beside a folder of another name, `NAME.kits`: a trial never replaces those of the paper.
        """
        own = "kits" if self.output.name == OUTPUT else f"{self.output.name}.kits"
        return self.kits or self.output.with_name(own)

    @property
    def hands(self) -> int:
        """How many processes work at a time."""
        return self.workers or cores()

    @property
    def printed_folder(self) -> PrintedFolder:
        """Where papers signed to press are kept."""
        return PrintedFolder(self.content, self.printed, self.cache / KNOWN_PRINTED)

    @property
    def trees(self) -> Path:
        """Where it is remembered how the published files looked."""
        return self.cache / "trees"

    @property
    def reports(self) -> Reports:
        """Where a fault of the program is reported."""
        return Reports(self.cache / REPORTS, "build", self.settings)


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
