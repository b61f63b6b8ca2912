"""Facts that a wrong clock has dated into the future, dated anew when an editor says so.

The one exception to a ledger that only grows: readers see the moments of what they are told, and a
paper can tell nothing new before the last of them. What was told stays told, in its order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from ledger.facts import Fact, FactError, Moved, Signed, Withdrawn, fact_of, line_of
from ledger.reading import ledger_files, read_facts
from ledger.writing import replace_file
from newsroom.problems import ProblemList


def ahead(facts: Iterable[Fact], now: datetime) -> list[Fact]:
    """The facts that were told later than now."""
    return [fact for fact in facts if fact.at > now]


def redated(facts: Iterable[Fact], now: datetime) -> dict[Fact, Fact]:
    """What each fact from the future becomes: told by now, a second apart, in the same order.

    now: aware, without microseconds.
    """
    wrong = ahead(facts, now)
    moments = sorted({fact.at for fact in wrong})
    mended = {
        moment: now - timedelta(seconds=len(moments) - 1 - place)
        for place, moment in enumerate(moments)
    }
    found: dict[Fact, Fact] = {}
    for fact in wrong:
        at = mended[fact.at].astimezone(fact.at.tzinfo)
        if isinstance(fact, Moved | Signed | Withdrawn):
            found[fact] = replace(fact, at=at)
        else:
            found[fact] = replace(fact, at=at, moment=min(fact.moment, at))
    return found


def mend_clock(content: Path, now: datetime) -> int:
    """Date the facts of a ledger anew that lie in the future; how many there were.

    What was told by a right clock before stays as it is, line by line.
    """
    mended = redated(read_facts(content, ProblemList()), now.replace(microsecond=0))
    if not mended:
        return 0
    lines: dict[str, list[bytes]] = {}
    for path in ledger_files(content):
        lines.setdefault(path.name, [])
        for line in path.read_bytes().splitlines():
            told = _fact_of(line)
            fact = mended.get(told) if told else None
            name = f"{fact.at.year:04d}.jsonl" if fact else path.name
            lines.setdefault(name, []).append(line_of(fact).encode() if fact else line)
    folder = ledger_files(content)[0].parent
    for name, of_year in sorted(lines.items()):  # the year that gains comes first
        replace_file(folder / name, b"".join(line + b"\n" for line in of_year))
    for name, of_year in lines.items():
        if not of_year:
            (folder / name).unlink()
    return len(mended)


def _fact_of(line: bytes) -> Fact | None:
    """The fact of a line, however it is written; None for what is none, and stays as it is."""
    try:
        return fact_of(json.loads(line))
    except (FactError, ValueError, RecursionError):
        return None
