"""Builds that are killed, and machines that lose their power, with a seed, for tests and bench.

Whatever happened, the next build has to leave what a clean build leaves.
"""

from __future__ import annotations

import multiprocessing
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from edition.build import build
from edition.manifest import OWN, STAGING, Trust, read_manifest
from edition.tree import Removals
from forgetful import ForgetfulDisk, PowerCutError
from newsroom.fingerprints import digest
from newsrooms import issue, item
from presses import job

ROOMS = ("search", "website")
DAYS = ("2013-10-08", "2013-10-15")
BODIES = ("市长发表讲话，干部于红杰参加。", "资金发放到位。", "后街改造，新路通车。" * 20)


def chance_of(seed: object) -> Random:
    """The same chance every time."""
    return Random(f"{seed}")  # noqa: S311 - a seed makes it the same each time


def tree_of(output: Path) -> dict[str, bytes]:
    """Every file of a published tree, the tree's own among them."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


@dataclass
class Mishaps:
    """A small paper in a folder, and what happens to it. chance: seeded."""

    folder: Path
    chance: Random
    seconds: float = 1.0
    _clean: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        for number, day in enumerate(DAYS, 1):
            issue(self._content, day, number)
            item(self._content, "lead", BODIES[0], day=day, rank=1)
        self.make()
        item(self._content, "lead", BODIES[1], day=DAYS[0], rank=1)
        start = time.monotonic()
        self.make()
        self.seconds = time.monotonic() - start

    @property
    def _content(self) -> Path:
        return self.folder / "content"

    @property
    def output(self) -> Path:
        """Where the paper is published."""
        return self.folder / "output"

    def make(self, folder: Path | None = None) -> Path:
        """Build; the output folder."""
        work = job(self._content, folder or self.folder, ROOMS, removals=Removals.CONFIRMED)
        build(work)
        return work.output

    def edit(self) -> None:
        """Do what an editor may do between two builds."""
        day, name = self.chance.choice(DAYS), self.chance.choice(("second", "third"))
        if self.chance.random() < 0.4:
            (self._content / f"issues/{day}/{name}.md").unlink(missing_ok=True)
        else:
            item(self._content, name, self.chance.choice(BODIES), day, headline=f"{day[-2:]}日新闻")
        item(self._content, "lead", f"第{self.chance.random()}次改动。", DAYS[0], rank=1)

    def kill(self) -> None:
        """Kill a build at a random moment."""
        self.edit()
        process = multiprocessing.get_context("fork").Process(target=self.make)
        process.start()
        process.join(self.seconds * self.chance.uniform(0.1, 1.4))
        process.kill()
        process.join()

    def cut_power(self) -> None:
        """Cut the power at a random moment of a commit; what was not synced is dropped.

        Nothing torn may be on show, and the manifest may not be lost.
        """
        self.edit()
        before = set(map(digest, tree_of(self.output).values()))
        cut_at = self.chance.randrange(150)
        disk = ForgetfulDisk(self.output, self.chance, cut_at)
        with patch("edition.tree.Disk", lambda: disk), suppress(PowerCutError):
            self.make()
        disk.lose_power(STAGING)
        self._lose_cache()
        manifest = read_manifest(self.output)
        assert manifest.trust is Trust.SEALED
        for path, data in tree_of(self.output).items():
            if not path.startswith(OWN):
                entry = manifest.entries[path]
                assert entry.is_of(digest(data)) or (digest(data) in before), f"torn: {path}"

    def _lose_cache(self) -> None:
        """The cache is not synced: some of its files are found cut or as zeros."""
        for file in sorted((self.folder / "cache").rglob("*")):
            if file.is_file() and self.chance.random() < 0.1:
                data = file.read_bytes()
                half = data[: len(data) // 2]
                file.write_bytes(self.chance.choice([half, bytes(len(data)), b""]))

    def assert_healed(self) -> None:
        """The next build leaves what a clean one leaves."""
        self._clean += 1
        clean = self.make(self.folder / f"clean-{self._clean}")
        assert tree_of(self.make()) == tree_of(clean)
