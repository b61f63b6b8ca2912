"""Readings above words (ruby), for formats that can set them there."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.runs import Run, Runs


@dataclass(frozen=True, slots=True)
class Read:
    """A word and what stands above it. word: in one style; reading: without brackets."""

    word: Run
    reading: str


def with_readings(runs: Runs) -> list[Run | Read]:
    """The runs, each reading with its word.

    A reading over a word in several styles stays behind it in its brackets: no format sets that.
    """
    shown: list[Run | Read] = []
    for run in runs:
        last = shown[-1] if shown else None
        if not run.reads or not isinstance(last, Run) or len(last.text) < run.reads:
            shown.append(run)
            continue
        before, word = last.text[: -run.reads], last.text[-run.reads :]
        shown[-1:] = [last.saying(before)] if before else []
        shown.append(Read(last.saying(word), run.text[1:-1]))
    return shown
