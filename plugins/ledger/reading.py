"""Reading the ledger: every line a fact, in any order; a damaged line is named and survived."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger.book import Clock, Ledger
from ledger.codes import LedgerCode
from ledger.facts import Fact, FactError, fact_of, plain_fact
from newsroom.pictures import inside
from newsroom.problems import ProblemList, Severity

FOLDER = "ledger"
YEAR_FILE = re.compile(r"[0-9]{4}\.jsonl")
LONGEST_LINE = 1_000_000
CONFLICT = re.compile(rb"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")


def read_facts(content: Path, problems: ProblemList) -> tuple[Fact, ...]:
    """All facts of a content folder's ledger, each once, in the order of the files.

    What is no fact goes to `problems` as a warning with file and line; nothing else is lost.
    """
    return tuple(_read(content, problems))


def open_ledger(content: Path, clock: Clock, problems: ProblemList) -> Ledger:
    """The ledger of a content folder; an empty one where there is none yet."""
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand small objects, none of them garbage: a third of the time
    try:
        ledger = Ledger(read_facts(content, problems), clock)
    finally:
        if collecting:
            gc.enable()
    for item, year in ledger.unpublished.items():
        what = f"{item} 后来的事都记着，它第一次发布的那一行却不见了"
        warn_damaged(problems, f"{content.name}/{FOLDER}/{year:04d}.jsonl", 0, what)
    return ledger


def _read(content: Path, problems: ProblemList) -> Iterator[Fact]:
    seen: set[bytes] = set()
    for path in ledger_files(content):
        name = f"{content.name}/{FOLDER}/{path.name}"
        if not inside(content, path):
            warn_damaged(problems, name, 0, "账本在内容文件夹以外，没有读")
            continue
        try:
            data = path.read_bytes()
        except OSError as error:
            warn_damaged(problems, name, 0, f"账本读不出来（{error.strerror}）")
            continue
        yield from _facts(data, name, seen, problems)


def facts_of(data: bytes, name: str, problems: ProblemList) -> Iterator[Fact]:
    """The facts of one file's bytes. name: of the file, for the editor."""
    return _facts(data, name, set(), problems)


def ledger_files(content: Path) -> list[Path]:
    """The files of a ledger, oldest year first."""
    folder = content / FOLDER
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if YEAR_FILE.fullmatch(path.name) and path.is_file())


def _facts(data: bytes, name: str, seen: set[bytes], problems: ProblemList) -> Iterator[Fact]:
    """The facts of one file; a line that was read before, in this file or another, is passed."""
    fresh: dict[bytes, int] = {}
    for number, line in enumerate(data.splitlines(), 1):
        if line not in seen and line.strip():
            seen.add(line)
            fresh[line] = number
    found = _plain_facts(list(fresh))
    others = [line for line, fact in zip(fresh, found, strict=True) if fact is None]
    rows = iter(_rows(others) or map(_Unread, others))
    for (line, number), fact in zip(fresh.items(), found, strict=True):
        if fact is not None:
            yield fact
            continue
        row = next(rows)
        try:
            yield fact_of(json.loads(line) if isinstance(row, _Unread) else row)
        except (FactError, ValueError, RecursionError) as error:
            _note(line, number, name, error, problems)


@dataclass(frozen=True, slots=True)
class _Unread:
    """A line that has to be parsed by itself."""

    line: bytes


def _plain_facts(lines: list[bytes]) -> list[Fact | None]:
    """The fact of each line that can be read at a glance; decoded at once, for there are many."""
    try:
        texts = b"\n".join(lines).decode("ascii").split("\n")
    except UnicodeDecodeError:
        texts = [line.decode("utf-8", "replace") for line in lines]
    return [plain_fact(text) for text in texts] if lines else []


def _rows(lines: list[bytes]) -> list[object] | None:
    """All lines parsed at once, in half the time; None where one of them will not be parsed."""
    if any(len(line) > LONGEST_LINE for line in lines):
        return None
    try:
        rows: list[object] = json.loads(b"[" + b",".join(lines) + b"]")
    except (ValueError, RecursionError):
        return None
    return rows if len(rows) == len(lines) else None


def _note(line: bytes, number: int, name: str, error: Exception, problems: ProblemList) -> None:
    if CONFLICT.fullmatch(line):
        what = "账本里有合并时留下的记号"
        cure = "两边的行都要留，只删去这些 <<<<<<<、=======、>>>>>>> 行"
        problems.add(name, number, LedgerCode.CONFLICT, what, cure, Severity.WARNING)
    else:
        warn_damaged(problems, name, number, f"这一行读不懂，没有算数（{_short(error)}）")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80]


def warn_damaged(problems: ProblemList, name: str, line: int, what: str) -> None:
    """Say that a part of the ledger counts for nothing. name: of the file, line: in it."""
    cure = "请从版本库或备份里找回原来的那一行"
    problems.add(name, line, LedgerCode.DAMAGED, what, cure, Severity.WARNING)
