"""One-to-many characters decided by their neighbours, where no dictionary phrase decides them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hanzi.sentence import Sentence
from hanzi.tables import tables

REACH = 6
"""How many characters to either side a pattern may look at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A character's form where both patterns hold.

    strong: against every dictionary. word: what stands before must begin a word.
    """

    form: str
    strong: bool
    word: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def holds(self, sentence: Sentence, place: int) -> bool:
        """Whether the rule decides the character at an offset."""
        text = sentence.text
        if self.before:
            first = max(0, place - REACH)
            match = self.before.search(text[first:place])
            if not match or (self.word and not sentence.is_edge(first + match.start())):
                return False
        return not self.after or bool(self.after.match(text[place + 1 : place + 1 + REACH]))


@cache
def rules() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, list[Rule]]]:
    """The characters that have rules, those that have strong ones, and the rules themselves.

    Of a character's rules the first to hold wins.
    """
    path = Path(__file__).parent / "data" / "contexts.tsv"
    found: dict[str, list[Rule]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            character, form, before, after = [*line.split("\t"), "", ""][:4]
            found.setdefault(character, []).append(
                Rule(
                    form.removeprefix("!"),
                    form.startswith("!"),
                    before.startswith("<"),
                    re.compile(f"(?:{before.removeprefix('<')})$") if before else None,
                    re.compile(after) if after else None,
                )
            )
    strong = {key for key, listed in found.items() if any(rule.strong for rule in listed)}
    return _any_of(found), _any_of(strong), found


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]")


def overruled(sentence: Sentence) -> list[tuple[int, str]]:
    """Offset and form of every character that its neighbours decide against the dictionary.

    In 休假|发补贴 and 三只|能跑的羊 what stands beside a character says more than the phrase (假发,
    只能) or the word that the segmenter finds there.
    """
    _, telling, book = rules()
    return [
        (match.start(), rule.form)
        for match in telling.finditer(sentence.text)
        for rule in _first(book[match.group()], sentence, match.start(), strong=True)
    ]


def decided(sentence: Sentence) -> list[tuple[int, str]]:
    """Offset and form of every character of a Simplified text that its neighbours decide.

    A rule that looks only ahead wants a word to begin at the character (恢复|检测 is no 复检); one
    that looks back wants none to begin there (童工|致信 is no 工致).
    """
    telling, _, book = rules()
    phrases = tables().phrases
    result: list[tuple[int, str]] = []
    for match in telling.finditer(sentence.text):
        place = match.start()
        began, word, tag = sentence.word_at(place)
        if word in phrases and tag != "m" and match.group() not in _IN_NAMES:
            continue
        if len(word) > 1:
            # 镇里 and 大院里 are in a place, and no names.
            within = place + 1 < began + len(word) or (
                len(word) > 2 and sentence.text[place - 1] not in _HOLDS
            )
            if within and match.group() in _IN_NAMES and tag[:2] in ("nr", "ns", "nz"):
                result.append((place, match.group()))
                continue
            if tag != "m" and _in_phrase(word, place - began):
                continue
        edges = (began == place, began + len(word) == place + 1, len(word) > 1)
        free = [rule for rule in book[match.group()] if _may_stand(rule, *edges)]
        result += [(place, rule.form) for rule in _first(free, sentence, place, strong=False)]
    return result


def _may_stand(rule: Rule, first: bool, last: bool, inside: bool) -> bool:  # noqa: FBT001 # edges
    """Whether the edges of the word over a character leave it to a rule."""
    if rule.before is None:
        return first or rule.after is None
    return not (inside and first) and (last or rule.after is not None)


def _first(listed: list[Rule], sentence: Sentence, place: int, *, strong: bool) -> list[Rule]:
    """The first rule of a strength that holds at an offset, if any does."""
    held = (rule for rule in listed if rule.strong is strong and rule.holds(sentence, place))
    return [rule for rule in (next(held, None),) if rule]


_HOLDS = frozenset("村镇城乡市区县厂校院屋家店馆园楼房山河海湖水地田库场")
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
