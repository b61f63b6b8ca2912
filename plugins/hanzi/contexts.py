"""One-to-many characters decided by their neighbours, where no dictionary phrase decides them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hanzi.listed import rows_of
from hanzi.sentence import Sentence
from hanzi.tables import tables

REACH = 6
"""How many characters to either side a pattern may look at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A character's form where both patterns hold.

    strong: against the dictionary too. word: what is before must begin a word. before, after:
    patterns, "" for any text; compiled when they are first asked, for a text asks few of them.
    """

    form: str
    strong: bool
    word: bool
    before: str
    after: str

    def holds(self, sentence: Sentence, place: int) -> bool:
        """Whether the rule decides the character at an offset."""
        text = sentence.text
        ahead = self.after and _compiled(self.after)
        if ahead and not ahead.match(text, place + 1, place + 1 + REACH):
            return False
        if not self.before:
            return True
        match = _compiled(self.before).search(text, max(0, place - REACH), place)
        return match is not None and (not self.word or sentence.is_edge(match.start()))


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of some characters, in the order in which they are asked.

    telling: matches a character that has any. ahead: of a character, what any of its rules wants to
    stand after it, compiled when it is first asked.
    """

    telling: re.Pattern[str]
    of: dict[str, list[Rule]]
    ahead: dict[str, str]

    def asked(self, text: str, place: int) -> list[Rule]:
        """The rules of the character at an offset that what stands after it does not rule out."""
        letter = text[place]
        listed = self.of[letter]
        ahead = self.ahead[letter]
        if ahead and not _compiled(ahead).match(text, place + 1, place + 1 + REACH):
            return [rule for rule in listed if not rule.after]
        return listed


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def rules() -> tuple[Rules, Rules]:
    """The rules that stand below the dictionary, and those that stand above it."""
    weak: dict[str, list[Rule]] = {}
    strong: dict[str, list[Rule]] = {}
    for character, listed in rules_of("contexts.tsv").items():
        for rule in listed:
            kind = strong if rule.strong else weak
            kind.setdefault(character, []).append(rule)
    return _rules(weak), _rules(strong)


def rules_of(name: str) -> dict[str, list[Rule]]:
    """The rules of a table: character → its rules in their order. name: as of `rows_of`."""
    found: dict[str, list[Rule]] = {}
    for row in rows_of(name):
        character, form, before, after = [*row, "", ""][:4]
        rule = Rule(
            form.removeprefix("!"),
            form.startswith("!"),
            before.startswith("<"),
            f"(?:{before.removeprefix('<')})$" if before else "",
            after,
        )
        found.setdefault(character, []).append(rule)
    return found


def _rules(of: dict[str, list[Rule]]) -> Rules:
    ahead = {
        character: "|".join(f"(?:{rule.after})" for rule in listed if rule.after)
        for character, listed in of.items()
    }
    return Rules(re.compile(f"[{''.join(sorted(of))}]"), of, ahead)


def overruled(sentence: Sentence) -> list[tuple[int, str]]:
    """Offset and form of every character that its neighbours decide against the dictionary.

    In 休假|发补贴 and 三只|能跑的羊 what stands beside a character says more than the phrase (假发,
    只能) or the word that the segmenter finds there.
    """
    _, book = rules()
    found: list[tuple[int, str]] = []
    for match in book.telling.finditer(sentence.text):
        for rule in book.asked(sentence.text, match.start()):
            if rule.holds(sentence, match.start()):
                found.append((match.start(), rule.form))
                break
    return found


def decided(sentence: Sentence) -> list[tuple[int, str]]:
    """Offset and form of every character of a Simplified text that its neighbours decide.

    A rule that looks only ahead wants a word to begin at the character (恢复|检测 is no 复检); one
    that looks back wants none to begin there (童工|致信 is no 工致).
    """
    book, _ = rules()
    phrases = tables().phrases
    result: list[tuple[int, str]] = []
    for match in book.telling.finditer(sentence.text):
        place = match.start()
        began, word, tag = sentence.word_at(place)
        if word in phrases and tag != "m" and match.group() not in _IN_NAMES:
            continue
        if len(word) > 1:
            # 镇里 and 大院里 are in a place, and no names.
            held = place > began and (len(word) == 2 or sentence.text[place - 1] in _HOLDS)
            held = held or (tag == "nr" and len(word) > 3)  # 花里胡哨 is in the list of names
            if not held and match.group() in _IN_NAMES and tag[:2] in ("nr", "ns", "nz"):
                result.append((place, match.group()))
                continue
            if tag != "m" and _in_phrase(word, place - began):
                continue
        edges = (began == place, began + len(word) == place + 1, len(word) > 1)
        for rule in book.asked(sentence.text, place):
            if _may_stand(rule, *edges) and rule.holds(sentence, place):
                result.append((place, rule.form))
                break
    return result


def _may_stand(rule: Rule, first: bool, last: bool, inside: bool) -> bool:  # noqa: FBT001 # edges
    """Whether the edges of the word over a character leave it to a rule."""
    if not rule.before:
        return first or not rule.after
    return not (inside and first) and (last or bool(rule.after))


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
