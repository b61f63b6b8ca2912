"""Whole issues of copy made by chance, printed and proofed: for the tests and for the bench."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from galleys import passages_of
from orders import order
from ordinary import Draft

from newsroom.kinds import Script
from newsroom.problems import Severity
from newsroom.wishes import PrintWish
from press.codes import Finding
from press.printing import print_issue
from press.sorts import printable
from press.story import Story


def stories_of(drafts: Sequence[Draft], script: Script) -> list[Story]:
    """Drafts as the compositor receives them."""
    return [
        Story(
            id=f"s{number}",
            source=f"issues/2014-01-02/s{number}.md",
            url=f"https://news.example/2014/01/02/s{number}/",
            headline=tuple(map(printable, draft.headline)),
            kicker=printable(draft.kicker),
            deck=printable(draft.deck),
            rank=draft.rank,
            passages=tuple(passages_of(draft.body, script)),
            wish=PrintWish(rank=draft.rank),
        )
        for number, draft in enumerate(drafts)
    ]


def errors_of(
    drafts: Sequence[Draft], paper: str, script: Script, folder: Path
) -> Iterator[Finding]:
    """What the proof finds wrong with an issue of drafts."""
    printed = print_issue(order(stories_of(drafts, script), folder, paper, script))
    return (each for each in printed.findings if each.severity is Severity.ERROR)
