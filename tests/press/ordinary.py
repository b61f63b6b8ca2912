"""Paragraphs of ordinary and awkward copy, made by chance from a seed: what editors may write.

None of it was written to suit the press: marks first, nested quotation, Latin, numbers with units,
addresses, bold type and links across marks, lists, quotations, sub-heads, hard breaks, pictograms,
rare characters. The same seed gives the same copy on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条"
)
_RARE = "镕祎䶮堃喆珺赟翀昇璟垚犇骉㙍㸆鿍"
_KANA = "ひらがなカタカナー"
_OPENERS, _CLOSERS = "“‘（《〈「『【〔［｛", "”’）》〉」』】〕］｝"
_STOPS = "，。、；：？！"
_LATIN = (
    *("Office", "file", "official", "fluffy", "difficult", "e-mail", "AI", "App", "GDP", "Wi-Fi"),
    *("iPhone", "PM2.5", "A/B", "C++", "Co., Ltd.", "www.example.cn", "news@example.cn", "U.S."),
    *(
        "International",
        "Supercalifragilisticexpialidocious",
        "naïve",
        "Łódź",
        "Київ",
        "Ќ",
        "Αθήνα",
        "ώρα",
    ),
    *("https://www.example.cn/news/2024/03/01/index.html?from=rss&page=2#top", "V1.0.3", "AVATAR"),
)
_NUMBERS = (
    *("1∶500", "1:2000", "120m³/h", "50μg/m³", "±0.5毫米", "-3.5℃", "12℃~15℃", "≥120", "99.9%"),
    *("0379-12345678", "13800000000", "HB2024-0301号", "A-12-3456号", "GB/T 15834—2011", "3‰"),
    *("￥1,299.00", "US$139.99", "1,234,567.89元", "8:30—11:30", "3月1日—5日", "２０２４年", "½"),
    *("10×20厘米", "CO₂", "H₂O", "m²", "㎡", "℡", "№5", "①②③", "Ⅳ", "45°", "6′30″", "2/3", "+86"),
    *("第12—15版", "2013年10月8日", "10:00", "5G", "4天后", "24368", "7944415.6%", "3.2公里", "°C"),
)
_PICTOGRAMS = (
    "😀",
    "1️⃣",
    "❤️",
    "👍🏽",
    "👨‍👩‍👧",
    "☎",
    "★",
    "→",
    "✓",
    "■",
    "※",
    "…",
    "——",
    "……",
    "·",
    "–",
    "—",
    "～",
    "～～",
)
_ENGLISH = (
    "The district will hold an open day on Friday for residents who moved here from abroad. ",
    'Please bring your ID card, a photo (35 x 45 mm), and "proof of address"; no fee is charged. ',
    "It's a well-known, state-of-the-art pumping station — 46.8 km of pipes, 11 sub-districts. ",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A story before it is set: the parts of its headline, what stands round it, its Markdown."""

    headline: tuple[str, ...]
    kicker: str
    deck: str
    rank: int
    body: str


class Writer:
    """Writes Markdown paragraphs. chance: where all choices come from."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - no secret
        self._kinds: tuple[tuple[int, Callable[[], str]], ...] = (
            (24, self._plain),
            (18, self._mark_first),
            (12, self._mixed),
            (4, self._english),
            (6, self._list),
            (5, self._quotation),
            (4, self._subhead),
            (5, self._verse),
            (2, self._code),
            (6, self._dense),
        )

    def paragraphs(self, count: int) -> Iterator[str]:
        """So many pieces of copy, each a Markdown block of its own."""
        weights = [weight for weight, _ in self._kinds]
        for _ in range(count):
            (_, kind), *_none = self._chance.choices(self._kinds, weights)
            yield kind()

    def drafts(self, count: int) -> Iterator[Draft]:
        """Stories that hold so many paragraphs between them."""
        pieces = list(self.paragraphs(count))
        chance, at = self._chance, 0
        while at < count:
            size = chance.randint(3, 20)
            headline = tuple(
                self._han(4, 10) if chance.random() < 0.7 else self._foreign().strip()
                for _ in range(chance.randint(1, 2))
            )
            yield Draft(
                headline,
                self._han(4, 12) if chance.random() < 0.3 else "",
                self._sentence(0.5) if chance.random() < 0.2 else "",
                1 if at == 0 else chance.randint(2, 4),
                "\n\n".join(pieces[at : at + size]),
            )
            at += size

    # ------------------------------------------------------------------ words
    def _han(self, least: int = 1, most: int = 12) -> str:
        made = "".join(self._chance.choices(_HAN, k=self._chance.randint(least, most)))
        if self._chance.random() < 0.03:
            made += self._chance.choice(_RARE)
        return made

    def _stop(self) -> str:
        if self._chance.random() < 0.06:
            return self._chance.choice(("？！", "！！", "……", "——", "，——", "。。", "；…", "、、"))
        return self._chance.choices(_STOPS, (40, 25, 15, 5, 7, 4, 4))[0]

    def _quoted(self, depth: int = 0) -> str:
        kind = self._chance.randrange(3 if depth else len(_OPENERS))
        inner = self._han(1, 9)
        if self._chance.random() < 0.4:
            inner += self._stop() + self._han(1, 8)
        if depth < 3 and self._chance.random() < 0.25:
            inner = self._join(inner, self._quoted(depth + 1))
        if self._chance.random() < 0.35:
            inner += self._chance.choice("。！？，")
        return _OPENERS[kind] + inner + _CLOSERS[kind]

    def _join(self, *parts: str) -> str:
        given = list(parts)
        self._chance.shuffle(given)
        return "".join(given)

    def _foreign(self) -> str:
        word = self._chance.choice((*_LATIN, *_NUMBERS, *_NUMBERS))
        return f" {word} " if self._chance.random() < 0.2 else word

    def _dressed(self, words: str) -> str:
        match self._chance.randrange(6):
            case 0 | 1:
                return f"**{words}**"
            case 2:
                return f"[{words}](https://www.example.cn/{'a' * self._chance.randint(1, 30)})"
            case 3:
                return f"*{words}*"
            case 4:
                mark = self._chance.choice(("~~", "=="))
                return f"{mark}{words}{mark}"
            case _:
                return f"`{words}`"

    def _sentence(self, plain: float) -> str:
        parts = []
        for _ in range(self._chance.randint(1, 5)):
            roll = self._chance.random()
            if roll < plain:
                parts.append(self._han())
            elif roll < plain + (1 - plain) * 0.4:
                parts.append(self._quoted())
            elif roll < plain + (1 - plain) * 0.7:
                parts.append(self._foreign())
            elif roll < plain + (1 - plain) * 0.92:
                parts.append(self._dressed(self._chance.choice((self._han, self._quoted))()))
            else:
                parts.append(
                    self._chance.choice((*_PICTOGRAMS, _KANA[: self._chance.randint(1, 9)]))
                )
            parts.append(self._stop() if self._chance.random() < 0.7 else "")
        return "".join(parts)

    def _text(self, plain: float, least: int = 1, most: int = 6) -> str:
        made = "".join(self._sentence(plain) for _ in range(self._chance.randint(least, most)))
        made = made if made[-1] in "。！？”" else f"{made}。"
        return made if made[0] not in "#->=+*`~0123456789: 　|–" else f"文{made}"

    # ----------------------------------------------------------------- kinds
    def _plain(self) -> str:
        return self._text(0.8)

    def _mark_first(self) -> str:
        return self._quoted() + self._text(0.75)

    def _mixed(self) -> str:
        return self._text(0.4)

    def _dense(self) -> str:
        return self._text(0.1, 2, 5)

    def _english(self) -> str:
        made = "".join(self._chance.choices(_ENGLISH, k=self._chance.randint(1, 3)))
        return made + (self._text(0.7, 1, 2) if self._chance.random() < 0.4 else "")

    def _list(self) -> str:
        mark = self._chance.choice(("- ", "1. ", "* "))
        rows = [mark + self._text(0.6, 1, 3) for _ in range(self._chance.randint(1, 4))]
        if self._chance.random() < 0.3:
            rows.insert(1, f"    - {self._text(0.6, 1, 2)}")
        return "\n".join(rows)

    def _quotation(self) -> str:
        if self._chance.random() < 0.3:
            name = self._chance.randint(1, 99)
            return f"{self._text(0.6, 1, 2)}[^{name}]\n\n[^{name}]: {self._text(0.6, 1, 2)}"
        return f"> {self._text(0.5)}"

    def _subhead(self) -> str:
        number = f"{self._chance.randint(1, 12)} " if self._chance.random() < 0.4 else ""
        gap = self._chance.choice(("", " ", "　"))
        end = self._quoted() if self._chance.random() < 0.3 else self._han(2, 10)
        return f"## {number}{self._han(3, 12)}{gap}{end}"

    def _verse(self) -> str:
        ends = self._chance.choice(("  \n", "\\\n"))
        return ends.join(
            self._han(2, 9) + self._chance.choice(("", "，", "。")) + self._han(1, 6)
            for _ in range(self._chance.randint(2, 6))
        )

    def _code(self) -> str:
        rows = [
            " " * self._chance.randint(0, 8) + self._chance.choice((*_LATIN, "x = 1", "if (a<b) {"))
            for _ in range(self._chance.randint(1, 4))
        ]
        return "```\n" + "\n".join(rows) + "\n```"


def issues(seed: int, each: int) -> Iterator[list[Draft]]:
    """Issues without end, of so many paragraphs each, in stories of three to twenty."""
    number = 0
    while True:
        writer = Writer(seed * 100_003 + number)
        yield list(writer.drafts(each))
        number += 1
