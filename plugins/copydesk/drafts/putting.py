"""The drafts and the record of one raw copy put where they go, and what an editor is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from copydesk.answers import options
from copydesk.calling import Call
from copydesk.changes import Decisions
from copydesk.codes import DeskCode
from copydesk.drafts.earlier import Import
from copydesk.drafts.folder import Draft, day_of, drafts_of
from copydesk.drafts.homes import Earlier, Home, names_of
from copydesk.drafts.renewal import renew, renewal
from copydesk.record import render_record
from copydesk.work import Work
from newsroom.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Done:
    """What was put: files written, files taken away, and what an editor must know."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    told: tuple[Problem, ...]


def put_drafts(
    work: Work,
    path: Path,
    source: str,
    home: Home,
    earlier: Earlier,
    sections: Mapping[str, str],
    call: Call,
) -> Done:
    """Put the drafts of one work, in the place of those of an earlier import that nobody touched.

    path: of the raw copy; source: its digest; sections: of the paper, name by id. Raises
    CopyRefusedError where something is in the way, OSError.
    """
    target, record = home.places(path, earlier)

    def made(ids: Sequence[str]) -> list[Draft]:
        return drafts_of(work, sections, day_of(target), ids)

    plan, ids = renewal(target, earlier.drafts, work.pieces, made)
    now = Import(source, str(path.resolve()), target.resolve(), work.decisions, plan.drafts, record)
    page = render_record(work, ids, call, now.told()).encode("utf-8", "replace")
    written = renew(target, plan)
    record.parent.mkdir(parents=True, exist_ok=True)
    fresh = record.with_name(f".{record.name}.new")
    fresh.write_bytes(page)
    fresh.replace(record)
    told = (*plan.told, *_told(path, earlier))
    return Done((*written, record), tuple(target / name for name in plan.removed), told)


def carried(now: Decisions, said: Decisions) -> list[str]:
    """Answers that hold from before. said: what this command says."""
    spoken = set(options(said))
    return [each for each in options(now) if each not in spoken]


def _told(path: Path, earlier: Earlier) -> Iterator[Problem]:
    name = path.as_posix()
    if earlier.elsewhere:
        what = f"同一份来稿还有草稿在别的期里：{'、'.join(names_of(earlier.elsewhere))}"
        cure = "只登一次的，请删去其中一份"
        yield Problem(name, 0, DeskCode.TWICE, what, cure, Severity.WARNING)
    if earlier.others:
        what = (
            f"上次导入这个文件时内容不一样，那时的草稿还在：{'、'.join(names_of(earlier.others))}"
        )
        cure = "这一次是改过的一稿，请删去旧的那几篇；是另一份来稿就不用管"
        yield Problem(name, 0, DeskCode.TWICE, what, cure, Severity.WARNING)
