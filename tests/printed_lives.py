"""Lives of a paper that is printed and signed: whatever happens, incremental is clean.

Edits that also retract, restore, withdraw, embargo, rename and correct, publications with and
without a reprint, proofs, and the clock; the trees, papers and pictures of pages included, are held
against what a build from nothing makes of the same content and ledger.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from edition.tree import Removals
from ledgers import at
from mishaps import tree_of
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError
from newsrooms import issue, item
from presses import built
from publications import publish

DAYS = ("2014-01-02", "2014-01-06")
NAMES = ("lead", "second", "third")
BODIES = (
    "区里今天开会，部署春耕。",
    "桥上通车。\n\n## 1 头一件\n\n后街改造完工。",
    "新学校开学。" * 30,
)
ROOMS = ("press", "website")


@dataclass
class PrintedLife:
    """One paper. chance: of all that happens; done: what did, for who reads a failure."""

    folder: Path
    chance: Random
    now: datetime = field(default_factory=lambda: at(DAYS[1], "06:10"))
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, day in enumerate(DAYS, 1):
            issue(self.content, day, number)
            for name in NAMES[:2]:
                item(self.content, name, BODIES[0], day, rank=1 if name == "lead" else 3)
        self.make("publish")

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def step(self) -> None:
        """Something happens to the content, the clock moves, and it is built or published."""
        self.chance.choice(
            [self._edit, self._edit, self._retract, self._restore, self._rename, self._correct]
        )()
        self.now += self.chance.choice([timedelta(minutes=1), timedelta(hours=5), timedelta(2)])
        self.make(self.chance.choice(["build", "publish", "publish", "withdraw", "reprint"]))

    def make(self, way: str, where: str = ".") -> Path | None:
        """Build or publish; None where the content is refused."""
        self.done.append(f"{way} {self.now:%d %H:%M}")
        folder = self.folder / where
        conf: dict[str, Any] = {"scripts": (Script.HANS,), "removals": Removals.CONFIRMED}
        key = f"{self.chance.choice(DAYS)}/{self.chance.choice(NAMES)}"
        told = (key, "应来源要求撤下。") if way == "withdraw" else ("", "")
        anew = date.fromisoformat(self.chance.choice(DAYS)) if way == "reprint" else None
        try:
            if way == "build":
                return built(self.content, folder, ROOMS, now=self.now, **conf)[0]
            return publish(self.content, folder, self.now, ROOMS, told, anew, **conf)
        except ContentRefusedError:
            return None
        except SystemExit:  # nothing of that name was published, or it is withdrawn already
            return self.make("build")

    def check(self) -> None:
        """A build from nothing leaves what this one leaves."""
        shutil.rmtree(self.folder / "elsewhere", ignore_errors=True)
        clean = self.make("build", "elsewhere")
        incremental = self.make("build")
        if clean is None or incremental is None:
            assert clean is incremental is None, self.done
            return
        one, other = tree_of(incremental), tree_of(clean)
        unlike = [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)]
        assert not unlike, (self.done, sorted(unlike)[:9])

    def _write(self, name: str, **matter: object) -> None:
        day = self.chance.choice(DAYS)
        self.done.append(f"{day}/{name} {sorted(matter)}")
        rank = 1 if name == "lead" else 3
        item(self.content, name, self.chance.choice(BODIES), day, rank=rank, **matter)

    def _edit(self) -> None:
        embargo = {"embargo": "2014-01-07T12:00+08:00"}
        self._write(self.chance.choice(NAMES), **self.chance.choice([{}, {}, embargo]))

    def _retract(self) -> None:
        notice = {"date": self.now.date().isoformat(), "text": "所述不实。"}
        self._write(self.chance.choice(NAMES), retracted=notice)

    def _restore(self) -> None:
        for name in NAMES[:2]:
            self._write(name)

    def _correct(self) -> None:
        notes = [{"date": DAYS[1], "text": "数字有误。"}]
        self._write(self.chance.choice(NAMES), corrections=notes)

    def _rename(self) -> None:
        day = self.chance.choice(DAYS)
        source = self.content / f"issues/{day}/second.md"
        if source.exists():
            self.done.append(f"{day}/second renamed")
            source.unlink()
            moved = {"moved_from": [f"{day}/second"]}
            item(self.content, "third", self.chance.choice(BODIES), day, **moved)


def lived(folder: Path, seed: int, steps: int, every: int) -> PrintedLife:
    """Live through some steps; checked after every so many, and at the end."""
    life = PrintedLife(folder, Random(seed))  # noqa: S311 - a test's own
    for number in range(1, steps + 1):
        life.step()
        if number % every == 0 or number == steps:
            life.check()
    return life
