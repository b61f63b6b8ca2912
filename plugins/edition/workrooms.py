"""The rooms at work: each makes its files of an edition; one that fails withholds them alone."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace

from pydantic import ValidationError

from edition.house import Settings
from edition.job import Job, Report
from edition.model import Edition
from edition.ownership import TreeRefusedError
from edition.rooms import ALONE, BESIDE, NAMES, publisher_of
from edition.setting import Compositor
from edition.takenback import TakenBack, take_out
from edition.tree import OutputTree, Removals
from edition.vetting import failed_template, failure
from edition.withholding import Withheld, Withholding
from hanzi import Converter
from newsroom.fingerprints import fingerprint
from newsroom.model import GlossaryRow
from newsroom.problems import ProblemList, Severity
from newsroom.store import Store

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE})


@dataclass(frozen=True, slots=True)
class Workrooms:
    """The rooms of one build. taken: what was taken back since the files that stand were made.

    problems, withholding: are told which room failed, and why.
    """

    job: Job
    problems: ProblemList
    withholding: Withholding
    taken: tuple[TakenBack, ...]
    glossary: tuple[GlossaryRow, ...]
    store: Store | None

    def published(self, name: str, edition: Edition, tree: OutputTree) -> Edition:
        """One room's files of one edition; gives the edition as the rooms after it may see it."""
        maker = f"{name}/{edition.language}"
        if name in self.job.later:
            tree.leave_standing(maker)
            return edition
        try:
            alone = nullcontext() if name in ALONE else tree.by_many()
            with tree.made_by(maker), alone:
                publisher_of(name)(edition, tree)
        except Exception as error:
            if _is_of_every_room(error) or is_of_the_settings(error):
                raise
            left = tree.leave_standing(maker)
            out = self._take_out(maker, left, edition, tree)
            kept = len(left) - len(out)
            self._withhold_room(name, edition, error, kept, out)
            if not kept:  # nobody links to what is not there
                without = fingerprint(edition.fingerprint, "without", name)
                return replace(edition, rooms=edition.rooms - {name}, fingerprint=without)
        else:
            tree.see(maker, (one.mark for one in self.taken))
        return edition

    def _take_out(
        self, maker: str, left: Sequence[str], edition: Edition, tree: OutputTree
    ) -> list[str]:
        """Take out of a failed room's old files those that show what was taken back since."""
        if self.store is None or not left:
            return []
        setting = Compositor(Converter(edition.script, self.glossary), self.store)
        return take_out(
            tree, maker, left, self.taken, edition.addresses, setting, edition.house.name
        )

    def _withhold_room(
        self, name: str, edition: Edition, error: Exception, kept: int, out: Sequence[str]
    ) -> None:
        label = edition.script.label
        said = f"{NAMES.get(name, name)}（{label}）"
        cure = f"{said}这次没有更新" + ("，留着上一次的" if kept else "，还没有上一次的可留")
        if out:
            taken_out = f"拿掉了有它的 {len(out)} 个文件（{out[0]}）"
            cure += f"；撤回、撤下的内容不能再登，{taken_out}，网页暂时只写“正在更新”"
        withheld = Severity.WITHHELD
        template = failed_template(error, self.job)
        if template:
            problem = failure(error, template, cure)
        else:
            problem = self.job.reports.problem(error, self.job.output.name, cure, withheld)
        self.problems.extend([problem])
        self.withholding.withhold(
            Withheld(said, name), {f"{name}-{edition.language}.txt": self._evidence(error)}
        )

    def _evidence(self, error: Exception) -> bytes:
        return self.job.reports.text(error).encode("utf-8", "backslashreplace")

    def publish_beside(self, editions: Sequence[Edition], report: Report) -> None:
        """Make what stands beside the site, where the site is made; a preview has none.

        Nothing that happens here keeps the site back.
        """
        rooms = [name for name in self.job.publishers if name in BESIDE]
        if not rooms or self.job.preview:
            return
        job, name = self.job, rooms[0]
        try:
            with report.stage(name), self._tree_beside() as tree:
                for name in rooms:
                    for edition in editions:
                        with tree.made_by(f"{name}/{edition.language}"):
                            publisher_of(name)(edition, tree)
                tree.commit()
        except TreeRefusedError as refused:
            self.problems.extend(replace(p, severity=Severity.WITHHELD) for p in refused.problems)
            self.withholding.withhold(
                Withheld(NAMES.get(name, name), name, (job.kits_folder.name,))
            )
        except Exception as error:
            if is_of_the_settings(error):
                raise
            self._withhold_beside(name, error)

    def _withhold_beside(self, name: str, error: Exception) -> None:
        said = NAMES.get(name, name)
        cure = f"{said}这次没有更新，网站不受影响"
        problem = self.job.reports.problem(
            error, self.job.kits_folder.name, cure, Severity.WITHHELD
        )
        self.problems.extend([problem])
        held = Withheld(said, name, (self.job.kits_folder.name,))
        self.withholding.withhold(held, {f"{name}.txt": self._evidence(error)})

    def _tree_beside(self) -> OutputTree:
        job = self.job
        paper, removals = f"{job.paper} kits", Removals.CONFIRMED
        return OutputTree(job.kits_folder, paper=paper, removals=removals, recollections=job.trees)


def _is_of_every_room(error: Exception) -> bool:
    """Whether the disk is full, or the store of the bodies damaged, for every room alike."""
    return isinstance(error, sqlite3.Error) or (
        isinstance(error, OSError) and error.errno in NO_ROOM
    )


def is_of_the_settings(error: Exception) -> bool:
    """Whether a room's settings make no sense: its model of them is a `Settings`."""
    waiting = [Settings]
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if isinstance(error, ValidationError) and error.title == model.__name__:
            return True
    return False
