"""One-to-many characters decided by their neighbours, where no dictionary phrase decides them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hanzi.sentence import Sentence
from hanzi.tables import tables

REACH = 6
"""How many characters to either side a pattern may look at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A character's form where both patterns hold."""

    form: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def holds(self, text: str, place: int) -> bool:
        """Whether the rule decides the character at an offset."""
        if self.before and not self.before.search(text[max(0, place - REACH) : place]):
            return False
        return not self.after or bool(self.after.match(text[place + 1 : place + 1 + REACH]))


@cache
def rules() -> tuple[re.Pattern[str], dict[str, list[Rule]]]:
    """A pattern of all characters that have rules, and their rules, first to hold wins."""
    path = Path(__file__).parent / "data" / "contexts.tsv"
    found: dict[str, list[Rule]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            character, form, before, after = [*line.split("\t"), "", ""][:4]
            found.setdefault(character, []).append(
                Rule(
                    form,
                    re.compile(f"(?:{before})$") if before else None,
                    re.compile(after) if after else None,
                )
            )
    return re.compile(f"[{''.join(sorted(found))}]"), found


def decided(sentence: Sentence) -> list[tuple[int, str]]:
    """Offset and form of every character of a Simplified text that its neighbours decide.

    A rule that looks only ahead wants a word to begin at the character (恢复|检测 is no 复检); one
    that looks back wants none to begin there (童工|致信 is no 工致).
    """
    telling, book = rules()
    text = sentence.text
    result: list[tuple[int, str]] = []
    for match in telling.finditer(text):
        place = match.start()
        began, word, tag = sentence.word_at(place)
        if len(word) > 1:
            within = not (len(word) == 2 and place > began)  # 镇里 is a place, and no name
            if within and match.group() in _IN_NAMES and tag[:2] in ("nr", "ns", "nz"):
                result.append((place, match.group()))
                continue
            if tag != "m" and _in_phrase(word, place - began):
                continue
        inside = len(word) > 1
        first, last = began == place, began + len(word) == place + 1
        for rule in book[match.group()]:
            if rule.before is None and rule.after and not first:
                continue
            if rule.before and inside and first:
                continue
            if rule.after is None and rule.before and not last:
                continue
            if rule.holds(text, place):
                result.append((place, rule.form))
                break
    return result


_IN_NAMES = frozenset("里")
"""Characters that names of people and places write as they are (里德, 佛罗里达)."""


def _in_phrase(word: str, place: int) -> bool:
    """Whether a dictionary phrase inside the word decides its character at an offset."""
    phrases = tables().phrases
    return any(
        word[start:end] in phrases
        for start in range(place + 1)
        for end in range(max(place + 1, start + 2), len(word) + 1)
    )
