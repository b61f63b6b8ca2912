"""Sentences that are printed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.lexicon import HAN, han_count, simple
from copydesk.piece import Piece
from copydesk.traced import Traced

SENTENCE = 12
"""Han characters from which a repeated sentence is no turn of speech."""

NEIGHBOUR = 6
"""The same for a sentence that stands twice running."""

CLAUSE = 20
"""The same for a part of a sentence; long names of offices and projects run to eighteen."""


_ARTICLE = re.compile("第[一二三四五六七八九十百零\\d]{1,6}条[ \u3000]")
FEWEST_ARTICLES = 3
"""Paragraphs of a law or of rules that open with the number of an article."""

_ABSTRACT = re.compile(
    "[ \u3000]*[【\\[（(]?[ ]*(?:内容)?(?:摘要|提要|导读|导语|核心提示|阅读提示)"
)
"""What a piece says in short, and says again at length."""


def repeats(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Sentences, or long parts of sentences, that the copy has before; one doubt a run of them."""
    seen: set[str] = set()
    for piece in pieces:
        # an opinion says again what the report it goes with says
        seen = set() if _is_attached(piece) else seen
        if sum(bool(_ARTICLE.match(text.text)) for text in piece.paragraphs) >= FEWEST_ARTICLES:
            continue  # a law, which says the same of each case
        lead = _lead(piece)
        told = -2  # the last paragraph that repeats something
        for at, paragraph in enumerate(piece.paragraphs):
            if at in piece.verse:
                continue
            again = _twice_running(paragraph)
            for part, least in (
                *((part, SENTENCE) for part in _parts(paragraph, "。！？；")),
                *((part, CLAUSE) for part in _parts(paragraph, "。！？；，")),
            ):
                key = f"{least}{_letters(part)}"
                if han_count(key) < least:
                    continue
                if key in seen and again is None:
                    again = part
                if at > 0 or not lead:
                    seen.add(key)
            goes_on, told = at == told + 1, told if again is None else at
            if again is not None and not goes_on:
                yield words.doubt(DoubtKind.REPEATED, again, "这句话前面已经有过")


def _is_attached(piece: Piece) -> bool:
    """Whether a piece is a paper that goes with another: its kicker is 附件2, or it reports."""
    if _ATTACHED.match(simple(piece.kicker.text)):
        return True
    return bool(_PAPER.search(simple(piece.headline.text)))


_ATTACHED = re.compile("[ ]*附[件录表]?[ ]*[\\d一二三四五六七八九十]{0,2}[:：]?[ ]*$")
_PAPER = re.compile("(?:关于.{4,60}的?(?:报告|意见|请示|方案|说明|批复|复函))$")
"""How papers of offices are called, which a paper that passes them on quotes."""


def _lead(piece: Piece) -> bool:
    """Whether the first paragraph of a piece says in short what others say again at length.

    One that stands again whole is no such lead, nor one that the next says again.
    """
    if len(piece.paragraphs) <= BEHIND:
        return False
    if _ABSTRACT.match(simple(piece.paragraphs[0].text)):
        return True
    first = piece.paragraphs[0]
    near = [_letters(text) for text in piece.paragraphs[1:BEHIND]]
    said = [
        _letters(part) for part in _parts(first, "。！？；，") if han_count(part.text) >= SENTENCE
    ]
    whole = any(_letters(text) == _letters(first) for text in piece.paragraphs[1:])
    return not whole and not any(part in text for part in said for text in near)


BEHIND = 3
"""Paragraphs, the first among them, behind which a piece may come back to its lead."""


def _twice_running(paragraph: Traced) -> Traced | None:
    """A sentence that repeats the one right before it."""
    sentences = list(_parts(paragraph, "。！？；"))
    for before, sentence in pairwise(sentences):
        if han_count(sentence.text) >= NEIGHBOUR and _letters(before) == _letters(sentence):
            return sentence
    return None


def _letters(text: Traced) -> str:
    return _NO_LETTER.sub("", text.text)


_NO_LETTER = re.compile(f"[^{HAN}0-9A-Za-z]")


def _parts(text: Traced, marks: str) -> Iterator[Traced]:
    start = 0
    for match in re.finditer(f"[{marks}]", text.text):
        yield text[start : match.end()].strip()
        start = match.end()
    if start < len(text):
        yield text[start:].strip()
