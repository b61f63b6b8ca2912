"""Copy for measuring in which no sentence recurs, so that nothing kept helps by chance."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import rjieba
from bench_press import FIRST_DAY, ITEMS_AN_ISSUE, ROOT, SECTIONS, draw_photo

CHARACTERS = 1500
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
HAN = re.compile("[\u4e00-\u9fff]{1,4}")
MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
TRADITIONAL = re.compile(r"^script: hant", re.MULTILINE)
SHORTEST, LONGEST = 6, 14  # words of a sentence
HEADLINE = 4  # phrases


class Copywriter:
    """Writes items; the same for the same seed.

    Each of its words follows one that it follows in the sample's items, by chance, so that
    sentences mean nothing, but their words, and the pairs of them, are a newspaper's.
    """

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a corpus wants the same chance every time
        self._followers = _followers()
        self._words = tuple(word for words in self._followers.values() for word in words)
        self._written: set[str] = set()

    def sentence(self) -> str:
        """A sentence that has not been written before."""
        while True:
            count = self._chance.randint(SHORTEST, LONGEST)
            words = self._phrase(count)
            cut = self._chance.randint(2, count - 2)
            sentence = f"{''.join(words[:cut])}，{''.join(words[cut:])}。"
            if self._chance.random() < 0.1:  # one in ten is speech
                sentence = f"{''.join(words[:cut])}说：“{''.join(words[cut:])}。”"
            if sentence not in self._written:
                self._written.add(sentence)
                return sentence

    def _phrase(self, count: int) -> list[str]:
        """So many words, each after one that it follows somewhere."""
        words = [self._chance.choice(self._words)]
        while len(words) < count:
            words.append(self._chance.choice(self._followers.get(words[-1], self._words)))
        return words

    def paragraphs(self) -> Iterator[str]:
        """Paragraphs of about CHARACTERS characters in all."""
        written = 0
        while written < CHARACTERS:
            paragraph = "".join(self.sentence() for _ in range(self._chance.randint(2, 6)))
            written += len(paragraph)
            yield paragraph

    def item(self, index: int, photo: str = "") -> str:
        """One item, its head in YAML as an editor writes it."""
        choices = self._chance.choices
        name = self._chance.choice(SURNAMES) + "".join(choices(self._words, k=1))[:2]
        head = [
            "---",
            "kind: report",
            f"section: {SECTIONS[index % len(SECTIONS)]}",
            f"rank: {1 if index == 0 else 3}",
            f"kicker: {''.join(self._phrase(5))}",
            f"headline: {'|'.join(self._phrase(HEADLINE))}",
            "dateline: 伊滨讯",
            "bylines:",
            f"  - {{name: {name}, role: 记者}}",
        ]
        if photo:
            head += [
                "photos:",
                f"  - file: {photo}",
                "    alt: 示意图：雨后的田野和一条新修的道路。",
            ]
            head += [f"    caption: {self.sentence()}", "    credit: {name: 本报制图, role: 绘图}"]
        paragraphs = list(self.paragraphs())
        paragraphs.insert(len(paragraphs) // 2, f"## 1 {''.join(self._phrase(4))}")
        return "\n".join([*head, "---", "\n\n".join(paragraphs), ""])


def unlike_corpus(folder: Path, items: int, *, photos: bool = False) -> Path:
    """Write a content folder of so many items; the same for the same number."""
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    writer = Copywriter(20131001)
    chance = random.Random(8)  # noqa: S311 - as above
    for number in range(-(-items // ITEMS_AN_ISSUE)):
        day = FIRST_DAY + timedelta(days=number)
        place = content / "issues" / day.isoformat()
        place.mkdir(parents=True)
        head = f"---\nnumber: {number + 1}\ndate: {day}\npages: 4\n---\n"
        (place / "issue.md").write_text(head, encoding="utf-8")
        for index in range(min(ITEMS_AN_ISSUE, items - number * ITEMS_AN_ISSUE)):
            photo = f"photo-{index}.jpg" if photos and index % 5 == 1 else ""
            if photo:
                draw_photo(place / photo, chance)
            (place / name_of(index)).write_text(writer.item(index, photo), encoding="utf-8")
    return content


def name_of(index: int) -> str:
    """The file of an issue's item, from 0."""
    return f"item-{index:02d}.md"


@cache
def _followers() -> dict[str, tuple[str, ...]]:
    """To each word of the sample's items what follows it within a clause, as often as it does."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "content" / "issues").rglob("*.md")):
        written = path.read_text(encoding="utf-8")
        text = "" if TRADITIONAL.search(written) else MATTER.sub("", written)
        words = rjieba.cut(text, False)  # noqa: FBT003 - the library's own signature
        for one, next_one in pairwise(words):
            if HAN.fullmatch(one) and HAN.fullmatch(next_one):
                found.setdefault(one, []).append(next_one)
    return {word: tuple(followers) for word, followers in found.items()}
