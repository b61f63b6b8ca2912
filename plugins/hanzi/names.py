"""Personal names in Simplified text, known by what stands around them.

A surname such as 于, 范 or 后 is also a common word, and converts otherwise as one. Every stretch
that could be a name and holds such a character is weighed: what stands before it (a post, a list,
the start of a sentence), what follows (a post, a verb of speech), whether the dictionary reads
other words there. Above DECIDED it is set as a name; above DOUBTED it is left as it is and listed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from hanzi.engines import guessed
from hanzi.gate import HAN
from hanzi.tables import tables

DECIDED = 4
DOUBTED = 0
GUESSED = 2
"""What the segmenter's hidden Markov model adds where it guesses the very same name."""

SETTLED = 8
"""A name that weighs this much needs no guess."""


_IS_HAN = re.compile(f"[{HAN}]")
_BREAK = re.compile(f"[^{HAN}]")
_DIGIT = re.compile("[0-9０-９一二三四五六七八九十百千万零〇]")
_PERSON_ENDS = frozenset("长员师家者手士生民警工匠官兵将星商客友妻夫母父嫂姐哥弟妹爷奶叔婶")
_FUNCTION_TAGS = frozenset(["t", "d", "r", "c", "p", "m", "q", "f", "u", "uj", "ul", "uz", "y"])
_LETTERS = frozenset(["never", "seldom", "given", "common", "wordlike"])
_SEATS = frozenset("镇乡村县区市庄屯路街厂寨州省湾")
_REACH = 30
"""Characters to either side that a guess may look at."""

_PHRASED = "发升松云"
"""Characters of given names that phrases convert otherwise than names do (长发, 东升)."""

_NICK = frozenset("老小阿")


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that may be a name: [start, end) in characters, its form, and how likely it is."""

    start: int
    end: int
    form: str
    weight: int


@dataclass(frozen=True, slots=True)
class Lore:
    """What the tables beside this module say of names."""

    as_surname: dict[str, str]
    as_given: dict[str, str]
    readiness: dict[str, int]
    surnames: frozenset[str]
    double: frozenset[str]
    cues: dict[str, frozenset[str]]
    never: frozenset[str]
    seldom: frozenset[str]
    given: frozenset[str]
    telling: re.Pattern[str]


@cache
def lore() -> Lore:
    """The tables, read at the first call."""
    folder = Path(__file__).parent / "data"
    characters = [row.split("\t") for row in _lines(folder / "names.tsv")]
    plain, double = _lines(folder / "surnames.tsv")
    cues = {
        kind: frozenset(words.split() if kind not in _LETTERS else words)
        for kind, words in (row.split("\t") for row in _lines(folder / "cues.tsv"))
    }
    plain_forms = tables().characters
    sensitive = {
        letter
        for letter, *forms, _ in characters
        if any(form != plain_forms.get(letter, letter) for form in forms)
    }
    return Lore(
        as_surname={row[0]: row[1] for row in characters},
        as_given={row[0]: row[2] for row in characters},
        readiness={row[0]: int(row[3]) for row in characters},
        surnames=frozenset(plain),
        double=frozenset(double.split()),
        cues=cues,
        never=cues["never"],
        seldom=cues["seldom"],
        given=cues["given"],
        telling=re.compile(f"[{''.join(sorted(sensitive))}{_PHRASED}]"),
    )


def _lines(path: Path) -> list[str]:
    rows = path.read_text("utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


class Sentence:
    """A text with its words, for weighing the names in it.

    tags: words and parts of speech as `engines.tagged` gives them. convert: characters outside the
    table, one to one.
    """

    def __init__(self, text: str, tags: list[tuple[str, str]]) -> None:
        self.text = text
        self._tags = tags
        self._starts = list(accumulate((len(word) for word, _ in tags), initial=0))
        self._edges = frozenset(self._starts)
        self._guessed: dict[int, frozenset[tuple[int, int]]] = {}

    def is_guessed(self, start: int, end: int) -> bool:
        """Whether the segmenter's hidden Markov model takes a span for a person's name."""
        clause = start
        while clause and start - clause < _REACH and _IS_HAN.match(self.text[clause - 1]):
            clause -= 1
        if clause not in self._guessed:
            stop = _BREAK.search(self.text, end, end + _REACH)
            written = self.text[clause : stop.start() if stop else end + _REACH]
            self._guessed[clause] = _guesses(written, clause)
        return (start, end) in self._guessed[clause]

    def is_edge(self, place: int) -> bool:
        """Whether a word begins or the text ends at an offset."""
        return place in self._edges

    def is_word(self, start: int, end: int) -> bool:
        """Whether the segmenter knows a span as one word."""
        began, word, _ = self.word_at(start)
        return began == start and len(word) == end - start

    def word_at(self, place: int) -> tuple[int, str, str]:
        """Where the word over an offset begins, the word, and its part of speech."""
        index = bisect_right(self._starts, place) - 1
        word, tag = self._tags[index]
        return self._starts[index], word, tag


def _guesses(clause: str, offset: int) -> frozenset[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    place = offset
    for word, tag in guessed(clause):
        if tag.startswith("nr"):
            spans.append((place, place + len(word)))
        place += len(word)
    return frozenset(spans)


def names(sentence: Sentence) -> list[Name]:
    """The likeliest names, none overlapping, in order; all weigh at least DOUBTED."""
    found = [name for name in _weighed(sentence) if name.weight >= DOUBTED]
    chosen: list[Name] = []
    for name in sorted(found, key=lambda name: (-name.weight, name.start, -name.end)):
        if all(name.end <= other.start or name.start >= other.end for other in chosen):
            chosen.append(name)
    return sorted([*chosen, *_again(sentence, chosen)], key=lambda name: name.start)


def _again(sentence: Sentence, chosen: list[Name]) -> Iterator[Name]:
    """Other places of the same text where a decided full name stands."""
    known = {
        sentence.text[name.start : name.end]: name
        for name in chosen
        if name.weight >= DECIDED and name.end - name.start > 1
    }
    for written, name in sorted(known.items()):
        place = sentence.text.find(written)
        while place >= 0:
            end = place + len(written)
            if sentence.is_edge(place) and all(
                end <= other.start or place >= other.end for other in chosen
            ):
                yield Name(place, end, name.form, DECIDED)
            place = sentence.text.find(written, end)


def _weighed(sentence: Sentence) -> Iterator[Name]:
    book = lore()
    for match in book.telling.finditer(sentence.text):
        place = match.start()
        yield from _alone(sentence, place)
        for start, surname, end in _spans(sentence.text, place):
            weight = _weight(sentence, start, surname, end)
            if (
                DOUBTED - GUESSED <= weight < SETTLED
                and sentence.text[start:end] not in tables().phrases
                and sentence.is_guessed(start, end)
            ):
                weight += GUESSED
            if weight >= DOUBTED:
                yield Name(start, end, _form(sentence.text[start:end], surname), weight)


def _alone(sentence: Sentence, place: int) -> Iterator[Name]:
    """A surname without a given name: 老于, 小范, 于大爷, 余某, 姓后, 范姓."""
    book = lore()
    text = sentence.text
    form = book.as_surname[text[place]]
    readiness = book.readiness[text[place]]
    before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
    began, word, _ = sentence.word_at(place)
    if readiness < -3:
        return
    if after == "某":
        yield Name(place, place + 1, form, 9)
    elif before == "姓" or after in ("姓", "氏"):
        free = began == place and len(word) == 1
        if free or word.endswith("姓"):
            yield Name(place, place + 1, form, 6 + min(readiness, 0))
    elif before in _NICK and began + len(word) == place + 1 and not _DIGIT.match(after or "x"):
        weight = 2 + _after(sentence, place + 1) + min(readiness, 1)
        if place > 1 and sentence.is_edge(place - 1):
            weight += min(_before(sentence, place - 1), 2)
        yield Name(place, place + 1, form, weight)
    elif began == place:
        size = next(
            (
                size
                for size in (4, 3, 2)
                if text[place + 1 : place + 1 + size] in book.cues["after"]
            ),
            0,
        )
        if size and len(word) in (1, 1 + size) and sentence.is_edge(place + 1 + size):
            yield Name(place, place + 1, form, 4 + readiness + _before(sentence, place))


def _spans(text: str, place: int) -> Iterator[tuple[int, int, int]]:
    """Stretches over a character that could be names: start, length of the surname, end."""
    book = lore()
    character = text[place]
    if character in book.surnames or book.readiness[character] > -5:
        for size in (2, 3):
            if _all_han(text, place, place + size):
                yield place, 1, place + size
    for start in (place - 1, place - 2):
        if start >= 0 and text[start] in book.surnames:
            for end in range(place + 1, start + 4):
                if end - start > 1 and _all_han(text, start, end):
                    yield start, 1, end
    for start in range(max(0, place - 3), place + 1):
        if text[start : start + 2] in book.double:
            for end in (start + 3, start + 4):
                if end > place and _all_han(text, start, end):
                    yield start, 2, end


def _all_han(text: str, start: int, end: int) -> bool:
    return end <= len(text) and all(_IS_HAN.match(text[place]) for place in range(start, end))


def _form(name: str, surname: int) -> str:
    """A name in standard Traditional forms, character by character: no phrase reaches into it."""
    book = lore()
    plain = tables().characters
    given = "".join(
        book.as_given.get(letter) or plain.get(letter, letter) for letter in name[surname:]
    )
    if surname == 2:
        head = tables().phrases.get(name[:2]) or "".join(plain.get(x, x) for x in name[:2])
        return head + given
    return (book.as_surname.get(name[0]) or plain.get(name[0], name[0])) + given


def _weight(sentence: Sentence, start: int, surname: int, end: int) -> int:
    book = lore()
    text = sentence.text
    given = text[start + surname : end]
    if any(letter in book.never for letter in given) or given in book.cues["after"]:
        return -9
    weight = _before(sentence, start) + _after(sentence, end)
    weight += _readiness(text[start]) if surname == 1 else 3
    weight += sum(letter in book.given for letter in given)
    weight -= 2 * sum(letter in book.seldom for letter in given)
    return weight + _words(sentence, start, surname, end)


def _readiness(surname: str) -> int:
    """How readily a surname begins a name: the common ones more than those that are words."""
    book = lore()
    if surname in book.readiness:
        return book.readiness[surname]
    if surname in book.cues["wordlike"]:
        return -2
    return 1 if surname in book.cues["common"] else 0


def _before(sentence: Sentence, start: int) -> int:
    """What the words before a stretch say for its being a name."""
    book = lore()
    text = sentence.text
    if start == 0:
        return 2
    previous = text[start - 1]
    if not _IS_HAN.match(previous):
        return _before_break(text, start)
    if any(text[max(0, start - size) : start] in book.cues["title"] for size in (4, 3, 2)):
        return 4
    if previous == "叫":
        return 3
    began, word, _ = sentence.word_at(start - 1)
    if began + len(word) <= start:
        if len(word) > 1 and word[-1] in _PERSON_ENDS:
            return 3
        if word in book.cues["take"]:
            return 1
    return -1


def _before_break(text: str, start: int) -> int:
    book = lore()
    previous = text[start - 1]
    if previous in "、／/・·":
        return 3
    if previous in " \u3000：:（(":
        back = text[max(0, start - 6) : start - 1].rstrip()
        if any(back.endswith(title) for title in book.cues["title"]):
            return 5
    return 1 if previous.isalnum() else 2


def _after(sentence: Sentence, end: int) -> int:
    """What the words after a stretch say for its being a name."""
    book = lore()
    text = sentence.text
    if end >= len(text):
        return 1
    following = text[end]
    if not _IS_HAN.match(following):
        return 2 if following in "、（(）) \u3000／/·" else 1
    if not sentence.is_edge(end):
        return -3
    if any(text[end : end + size] in book.cues["after"] for size in (4, 3, 2, 1)):
        return 4
    for size in (4, 3, 2, 1):
        word = text[end : end + size]
        if word in book.cues["verb"]:
            return 1 if word in book.cues["weak"] else 3
    _, word, tag = sentence.word_at(end)
    if len(word) == 1:
        return 1 if tag in _FUNCTION_TAGS else -1
    if tag in ("t", "v"):
        return 2
    return 1 if tag in _FUNCTION_TAGS else 0


def _words(sentence: Sentence, start: int, surname: int, end: int) -> int:
    """What the dictionary's own words say: a name of its list, or other words over the edges."""
    began, word, tag = sentence.word_at(start)
    if began < start or began + len(word) > end:
        return -6
    if sentence.text[start:end] in tables().phrases:
        return -5 if end - start == 2 else -99
    if began + len(word) == end and tag.startswith("nr"):
        return 2
    given = sentence.text[start + surname : end]
    if began + len(word) == start + surname:
        _, name, kind = sentence.word_at(start + surname)
        if name == given and len(name) == 2 and kind in ("nr", "nrfg", "nz"):
            return 2
    weight = 0
    if len(given) == 2 and given in tables().phrases:
        weight = -2 if sentence.is_word(start + surname, end) else -4
    if given[-1] in _SEATS:
        weight -= 3
    if len(word) > surname and not tag.startswith("nr"):
        weight -= 5 if tag in _FUNCTION_TAGS else 4
    place = max(start + surname, began + len(word))
    while place < end:
        began, word, tag = sentence.word_at(place)
        if began + len(word) > end:
            return weight - 4
        if tag in _FUNCTION_TAGS and (len(word) > 1 or tag in ("r", "p", "c", "u")):
            weight -= 3 if len(word) > 1 else 1
        elif len(word) == 2 and tag in ("v", "vn", "n"):
            weight -= 1
        place = began + len(word)
    return weight


def certain(names_found: Iterable[Name]) -> list[Name]:
    """The names that are set as such."""
    return [name for name in names_found if name.weight >= DECIDED]
