"""Where drafts and their records go, and which imports of the same raw copy stand there already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from copydesk.changes import Decisions
from copydesk.drafts.earlier import Import, Put, imports_in
from copydesk.drafts.folder import day_of, free_folder
from newsroom.guard import MisusedError
from newsroom.paper import CONTENT, Paper, content_of

DRAFTS = Path("drafts")
RECORD = "record.html"
ISSUES = "issues"


@dataclass(frozen=True, slots=True)
class Home:
    """Where the drafts of one command go.

    into: the folder that was named, None where each raw copy gets one of its own in `drafts`, which
    also keeps the records of what goes into an issue: an issue's folder holds what its items use
    and nothing else.
    """

    into: Path | None
    drafts: Path

    @property
    def day(self) -> date | None:
        """The day of the issue that the drafts are for."""
        return day_of(self.into) if self.into else None

    @property
    def keeps_record(self) -> bool:
        """Whether the record stands in the folder that was named, with the drafts."""
        return self.into is not None and not is_issue(self.into)

    def earlier(self, path: Path, source: str) -> Earlier:
        """What was imported before, as far as it touches one raw copy. source: its digest."""
        records = (
            self.into.glob(f"*{RECORD}")
            if self.into and self.keeps_record
            else self.drafts.glob(f"*/{RECORD}")
        )
        known = sorted(imports_in(records), key=lambda each: each.record.stat().st_mtime)
        target = self.into.resolve() if self.into else None
        same = [each for each in known if each.source == source]
        here = [each for each in same if each.target == (target or each.record.parent.resolve())]
        elsewhere = [each for each in same if target and each.target != target and _stands(each)]
        name = str(path.resolve())
        others = [
            each
            for each in known
            if each.source != source and (each.target, each.name) == (target, name)
        ]
        return Earlier(
            tuple(here),
            tuple(each for each in elsewhere if is_issue(each.target)),
            tuple(filter(_stands, others)),
        )

    def places(self, path: Path, earlier: Earlier) -> tuple[Path, Path]:
        """The folder for the drafts of one raw copy, and the file for its record."""
        before = earlier.record
        stem = path.stem or "draft"
        if self.into and self.keeps_record:
            return self.into, before or _free(self.into, stem)
        record = before or free_folder(self.drafts / stem) / RECORD
        return self.into or record.parent, record


@dataclass(frozen=True, slots=True)
class Earlier:
    """Imports that touch a raw copy, the latest last.

    here: of the same copy, for the same folder; elsewhere: of the same copy, for other issues;
    others: of what the same file held then, for the same folder.
    """

    here: tuple[Import, ...] = ()
    elsewhere: tuple[Import, ...] = ()
    others: tuple[Import, ...] = ()

    @property
    def answers(self) -> Decisions:
        """What an editor said of the copy before."""
        return self.here[-1].answers if self.here else Decisions()

    @property
    def drafts(self) -> tuple[Put, ...]:
        """The drafts that were put, each as it was put last."""
        return tuple({put.id: put for each in self.here for put in each.drafts}.values())

    @property
    def record(self) -> Path | None:
        """The page of the last import, which the next one takes the place of."""
        return self.here[-1].record if self.here else None


def home_for(into: Path | None, content: Path | None, conf: Path | None) -> tuple[Home, Paper]:
    """Where drafts go, and the paper they are for; raises MisusedError.

    Records of drafts for an issue go where the content that has the issue keeps its drafts: beside
    the settings of the paper whose own content it is, else beside the content folder itself.
    """
    into = issue_folder(into, content, conf)
    home = into.resolve().parents[1] if into and is_issue(into) else None
    paper = Paper.of(content or home, conf)
    if into is None and content is None and conf is None:
        return Home(into, DRAFTS), paper
    its = home or paper.content
    own = paper.conf.parent / str(paper.settings.get("PATH", CONTENT))
    beside = paper.conf.parent if its.resolve() == own.resolve() else its.resolve().parent
    return Home(into, _near(beside / DRAFTS)), paper


def issue_folder(into: Path | None, content: Path | None, conf: Path | None) -> Path | None:
    """The folder that `--into` means: of a bare day the folder of that issue, where there is one.

    Raises MisusedError for an issue that nobody has begun.
    """
    if into is None or into.exists() or len(into.parts) != 1 or not day_of(into):
        return into
    folder = content_of(content, conf) / ISSUES / into.name
    if not folder.is_dir():
        cure = f"请先用 scripts/new issue {into.name}"
        raise MisusedError("--into", f"还没有 {into.name} 这一期", cure)
    return folder


def is_issue(folder: Path) -> bool:
    """Whether a folder is that of an issue, content/issues/2013-10-08."""
    return day_of(folder) is not None and folder.resolve().parent.name == ISSUES


def _stands(earlier: Import) -> bool:
    """Whether any draft of an import is where it was put."""
    return any((earlier.target / put.files[0][0]).is_file() for put in earlier.drafts)


def _free(folder: Path, stem: str) -> Path:
    """A record that does not exist yet: copy-record.html, copy-2-record.html, …"""
    found, again = folder / f"{stem}-{RECORD}", 2
    while found.exists():
        found, again = folder / f"{stem}-{again}-{RECORD}", again + 1
    return found


def _near(path: Path) -> Path:
    """A path as short as an editor would write it."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def names_of(earlier: Iterable[Import]) -> list[str]:
    """The drafts of some imports that stand where they were put, each with its folder's name."""
    return [
        f"{each.target.name}/{put.files[0][0]}"
        for each in earlier
        for put in each.drafts
        if (each.target / put.files[0][0]).is_file()
    ]
