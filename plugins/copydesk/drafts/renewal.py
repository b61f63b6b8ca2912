"""A second import of the same raw copy: drafts that nobody has touched give way to the new ones.

A draft that differs by one byte from what was put is an editor's, and so is one that bears another
name: it stays, whatever the new reading says, and the editor is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from copydesk.codes import DeskCode, refused
from copydesk.drafts.earlier import Put, digest
from copydesk.drafts.folder import Draft, DraftFile
from copydesk.drafts.names import item_ids
from copydesk.piece import Piece
from newsroom.problems import Problem, Severity


class Fate(Enum):
    """What became of a draft since it was put."""

    UNTOUCHED = auto()
    TOUCHED = auto()
    RENAMED = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is to be done in a folder.

    written: files to write, over those that are replaced; removed: names of files that go; drafts:
    what stands there then, as the record remembers it; told: what the editor must know.
    """

    written: tuple[DraftFile, ...]
    replaced: frozenset[str]
    removed: tuple[str, ...]
    drafts: tuple[Put, ...]
    told: tuple[Problem, ...]


def renewal(
    folder: Path,
    earlier: Sequence[Put],
    pieces: Sequence[Piece],
    drafts_with: Callable[[Sequence[str]], Sequence[Draft]],
) -> tuple[Renewal, list[str]]:
    """What to do in a folder, and the ids of all pieces there.

    earlier: drafts of the same raw copy; drafts_with: makes the drafts of the pieces, by their ids.
    """
    there = sorted(path.name for path in folder.glob("*.md")) if folder.is_dir() else []
    put = {each.id: each for each in earlier}
    fates = {each.id: _fate(folder, each, there) for each in earlier}
    names = {f"{each.id}.md" for each in earlier}
    strangers = [name.removesuffix(".md") for name in there if name not in names]
    ids = item_ids(pieces, strangers)
    kept = {each for each, (fate, _) in fates.items() if fate in {Fate.TOUCHED, Fate.RENAMED}}
    made = list(drafts_with(ids))
    same = {each.id for each in made if each.id in kept and _put(each) == put[each.id]}
    if kept - same:
        ids = item_ids(pieces, [*strangers, *(kept - same)])
        made = list(drafts_with(ids))
    new = [each for each in made if each.id not in same]
    written = [file for each in new for file in each.files]
    old = {name for each in earlier for name in _left_alone(folder, each, fates[each.id][0])}
    gone = old - {file.name for file in written}
    drafts = (*(put[each] for each in put if each in kept), *map(_put, new))
    told = [
        *_told(folder, fates, same, made),
        *(_twin(folder, each, strangers) for each in new if _base(each.id, strangers)),
    ]
    staying = [name for name in there if name not in old]
    removed = tuple(sorted(_unused(folder, gone, staying)))
    replaced = frozenset(old)
    return Renewal(tuple(written), replaced, removed, drafts, tuple(told)), ids


def renew(folder: Path, plan: Renewal) -> list[Path]:
    """Do what was planned, and return what was written.

    Nothing is taken away before all that is new is on the disk. Raises CopyRefusedError, having
    changed nothing, where a file is in the way that is no draft of this raw copy; OSError.
    """
    occupied = folder.is_dir() and any(folder.iterdir())
    for file in plan.written if occupied else ():
        if file.name not in plan.replaced and (folder / file.name).exists():
            raise in_the_way(folder, file.name)
    folder.mkdir(parents=True, exist_ok=True)
    new = [(folder / f".{file.name}.new", folder / file.name) for file in plan.written]
    waiting = deque(new)
    try:
        for (path, _), file in zip(new, plan.written, strict=True):
            path.write_bytes(file.data)
        while waiting:
            path, final = waiting[0]
            path.replace(final)
            waiting.popleft()
    finally:
        for path, _ in waiting:
            with suppress(OSError):
                path.unlink(missing_ok=True)
    for name in plan.removed:
        (folder / name).unlink(missing_ok=True)
    return [final for _, final in new]


def in_the_way(folder: Path, name: str) -> Exception:
    """The refusal to write over a file that no import of this raw copy has put."""
    what = f"{name} 已经在文件夹 {folder.as_posix()} 里"
    cure = "请换一个文件夹，或先移走它；草稿不会覆盖别的文件"
    return refused((folder / name).as_posix(), DeskCode.EXISTS, what, cure)


def _fate(folder: Path, put: Put, there: Iterable[str]) -> tuple[Fate, str]:
    """What became of a draft, and the name that it bears now."""
    own, said = put.files[0]
    if (folder / own).is_file():
        alike = all(_digest(folder / name) == each for name, each in put.files)
        return (Fate.UNTOUCHED if alike else Fate.TOUCHED), own
    moved = next((name for name in there if _digest(folder / name) == said), "")
    return (Fate.RENAMED, moved) if moved else (Fate.GONE, own)


def _left_alone(folder: Path, put: Put, fate: Fate) -> list[str]:
    """The files of a draft that nobody has touched: all, or the photos of one that is gone."""
    if fate is Fate.GONE:
        return [name for name, said in put.files if _digest(folder / name) == said]
    return [name for name, _ in put.files] if fate is Fate.UNTOUCHED else []


def _digest(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else ""


def _put(draft: Draft) -> Put:
    return Put(draft.id, tuple((file.name, digest(file.data)) for file in draft.files))


def _unused(folder: Path, gone: set[str], staying: Iterable[str]) -> Iterable[str]:
    """Of some files those that no item that stays speaks of: a photo may be used elsewhere."""
    said = "\n".join((folder / name).read_text("utf-8", "replace") for name in staying)
    return (name for name in gone if name.endswith(".md") or name not in said)


def _told(
    folder: Path,
    fates: dict[str, tuple[Fate, str]],
    same: set[str],
    made: Sequence[Draft],
) -> Iterable[Problem]:
    """For every draft that an editor has touched what was done, and what is to do."""
    for each, (fate, name) in fates.items():
        file = (folder / name).as_posix()
        did = "您改了名" if fate is Fate.RENAMED else "您改过"
        if fate is Fate.GONE and any(draft.id == each for draft in made):
            what, cure = "上次的这份草稿不在了，这一次又写了一份", "不要的请删去"
        elif fate in {Fate.UNTOUCHED, Fate.GONE}:
            continue
        elif each in same:
            what, cure = f"{did}，没有动它；这一篇读成的和上次一样", "不用再做什么"
        else:
            number = each.split("-", 1)[0]
            beside = [draft.id for draft in made if draft.id.split("-", 1)[0] == number]
            what = f"{did}，没有动它"
            cure = "这一次没有读出这一篇，不要它了请删去"
            if beside:
                cure = f"这一次读成的另写在 {beside[0]}.md，请把要用的并成一份，删去另一份"
        yield Problem(file, 0, DeskCode.EDITED, what, cure, Severity.WARNING)


def _base(identifier: str, strangers: Sequence[str]) -> str:
    """The draft of that name that was there before, of which a new one is the second."""
    base, _, again = identifier.rpartition("-")
    return base if again.isdecimal() and base in strangers else ""


def _twin(folder: Path, draft: Draft, strangers: Sequence[str]) -> Problem:
    base = _base(draft.id, strangers)
    file = (folder / f"{draft.id}.md").as_posix()
    what = f"已经有一篇同名的 {base}.md，查不到它是这份来稿的草稿，没有动它"
    cure = "是同一篇的，请删去其中一份，不然两份都会发表"
    return Problem(file, 0, DeskCode.TWICE, what, cure, Severity.WARNING)
