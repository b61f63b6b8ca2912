"""What the desk makes of the copy of the tests, with every reason it gives, to be read in a diff.

After a change that is meant: GOLDEN=accept scripts/test tests/test_golden_desk.py, then read the
diff of tests/golden/desk before committing it: a rule mended for one copy often reads another anew.
What is right is said in the gold of each copy; this says what has changed, and by how much.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "copydesk"))

from cards import cards_of

from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from copydesk.work import Work
from test_copydesk_gold import NAMES, work_of

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "desk"
CARDS = {card.name: card.raw.encode() for card in cards_of(HERE / "copydesk" / "kinds.txt")}


def told(work: Work) -> str:
    """Doubts (?), judgements but those of plain text (=) and changes (-), each with its line."""
    return "".join(f"{line}\n" for line in (*_doubts(work), *_judgements(work), *_changes(work)))


def _doubts(work: Work) -> Iterator[str]:
    for doubt in work.doubts:
        weight = "" if doubt.weight == 1.0 else f" {doubt.weight:.2f}"
        yield f"? {doubt.line} {doubt.kind.value}{weight}: {doubt.reason} | {doubt.where}"


def _judgements(work: Work) -> Iterator[str]:
    for each in work.judgements:
        if each.said != "正文" or each.other:
            said = f"{each.said} / {each.other}" if each.other else each.said
            yield f"= {each.line} {each.subject.value} {said} {each.margin:.2f}: {each.reason}"


def _changes(work: Work) -> Iterator[str]:
    """What a rule did to a line, once, with the times."""
    made = Counter(
        (
            work.offsets.line(min(change.places)) if change.places else 0,
            change.rule.value,
            f"{change.before!r} {change.after!r} {change.note}".rstrip(),
        )
        for change in work.changes
    )
    for (line, rule, what), times in made.items():
        yield f"- {line} {rule}: {what}{f' ×{times}' if times > 1 else ''}"


def as_it_was(name: str, made: str) -> None:
    expected = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "accept":
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_read_for_the_same_reasons(name: str) -> None:
    as_it_was(name, told(work_of(name)))


def test_copies_of_every_kind_are_read_for_the_same_reasons() -> None:
    works = ((name, edit(read_copy(name, raw))) for name, raw in CARDS.items())
    as_it_was("kinds", "".join(f"@@ {name}\n{told(work)}" for name, work in works))
