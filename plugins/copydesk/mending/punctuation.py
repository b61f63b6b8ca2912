"""Half-width punctuation between Han characters, made full-width (GB/T 15834 §5.1).

A mark is changed only in Chinese surroundings: a Han character or full-width mark stands on one
side, and what stands on the other belongs to the same sentence. Times (8:30), thousands (1,280),
ratios (3.5:1), addresses, English and a lone gloss in brackets (A股(gu)) keep what they have.
"""

from __future__ import annotations

import re

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN
from copydesk.rules import Rule
from copydesk.traced import Edit, Traced

_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_CJK = re.compile(
    f"[{HAN}\u3001-\u3011\u3014-\u301f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f“”‘’—…·℃×]"
)
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII
)
_STRAIGHT = re.compile('"')
_BOOK = re.compile(f"<<([^<>\n]*[{HAN}][^<>\n]*)>>")
_NARROW = re.compile("[,:;?!]")
_BRACKET = re.compile("[(（)）]")
_MENDABLE = re.compile('[,:;?!(（)）"]|--|<<')
"""One of the marks that anything is asked about here; most lines have none."""

_HYPHENS = re.compile(f"(?<=[{HAN}”》）])-{{2,3}}(?=[{HAN}“《（])")
_STOP = re.compile(
    f"(?<=[{HAN}”》）)])\\.(?=[”’」』]?\\s*$|[{HAN}“]|[”’」』][{HAN}0-9])|(?<=[0-9A-Za-z%])\\.(?=[”’」』]?\\s*$)",
    re.MULTILINE,
)


_STOP_BESIDE = re.compile(
    f"(?<=[{HAN}])(?P<before>\\.)(?=\\d)|(?<=[{HAN}])\\d{{1,9}}(?P<behind>\\.)(?=[{HAN}“])"
)
"""A full stop with a figure on one side: 只够用3天.22日这天, 只收了800.剩下的."""


def mend_punctuation(text: Traced, log: ChangeLog) -> Traced:
    """A line with full-width punctuation wherever its surroundings are Chinese."""
    words = text.text
    if not (_MENDABLE.search(words) and _CJK.search(words)):
        return text
    kept = [match.span() for match in _ADDRESS.finditer(words)]
    edits = [
        edit
        for edit in (*_marks(words), *_brackets(words))
        if not any(start <= edit.start < end for start, end in kept)
    ]
    text = log.change(text, Rule.PUNCTUATION, sorted(edits, key=lambda edit: edit.start))
    text = log.change(
        text,
        Rule.DASH,
        [Edit(match.start(), match.end(), "——") for match in _HYPHENS.finditer(text.text)],
    )
    text = log.change(text, Rule.PUNCTUATION, _book_titles(text.text))
    return log.change(text, Rule.QUOTES, _quotes(text.text))


def mend_full_stops(text: Traced, log: ChangeLog) -> Traced:
    """A line with 。 for the full stops of a document that ends its sentences with ASCII ones."""
    edits = [Edit(m.start(), m.end(), "。") for m in _STOP.finditer(text.text)]
    for match in _STOP_BESIDE.finditer(text.text):
        side = "before" if match["before"] else "behind"
        edits.append(Edit(match.start(side), match.end(side), "。"))
    edits = sorted({edit.start: edit for edit in edits}.values(), key=lambda edit: edit.start)
    return log.change(text, Rule.PUNCTUATION, edits)


def uses_ascii_stops(words: str) -> bool:
    """Whether a document ends its sentences with ASCII full stops and with nothing else."""
    return "。" not in words and len(_STOP.findall(words)) >= 2


def _marks(words: str) -> list[Edit]:
    edits: list[Edit] = []
    for found in _NARROW.finditer(words):
        place, mark = found.start(), found.group()
        end = place + 1
        while end < len(words) and words[end] == " ":
            end += 1
        before, after = _before(words, place), words[end : end + 1]
        if _is_chinese(before, after, mark, spaced=end > place + 1):
            # A blank behind a half-width mark is part of its width.
            stop = end if _CJK.match(after or " ") and end == place + 2 else place + 1
            edits.append(Edit(place, stop, _WIDE[mark]))
    return edits


def _before(words: str, place: int) -> str:
    """The nearest character before a mark that is not itself a mark of the same run."""
    while place and words[place - 1] in "?!":
        place -= 1
    return words[place - 1 : place] if place else ""


def _is_chinese(before: str, after: str, mark: str, *, spaced: bool) -> bool:
    """Whether a mark between two characters ("" for the edge of the line) is a Chinese one."""
    left, right = bool(_CJK.match(before)), bool(_CJK.match(after))
    if left and right:
        return True
    if left:
        # 年底前,20个 and 来源:ABC are Chinese; a mark at the end of a line belongs to what it ends.
        return not after or after in "?!()[]\"'" or after.isalnum() or spaced
    if right:
        # 20MW,计划 and (2013),全区 too; but a colon behind a letter may be a label of a program.
        if mark == ":":
            return bool(before) and before in ')]"'
        if spaced and before.isascii() and before.isalpha():
            return False  # an English sentence ends before Chinese goes on
        return bool(before) and (before.isalnum() or before in "%)]\"'°+*")
    return False


def _brackets(words: str) -> list[Edit]:
    """Pairs of brackets with Chinese inside, or with figures inside and Chinese around them."""
    edits: list[Edit] = []
    stack: list[int] = []
    for found in _BRACKET.finditer(words):
        place, mark = found.start(), found.group()
        if mark in "(（":
            stack.append(place)
        elif stack:
            start = stack.pop()
            inner = words[start + 1 : place]
            if _wants_wide(words, start, place, inner):
                edits += [
                    Edit(at, at + 1, _WIDE[words[at]])
                    for at in (start, place)
                    if words[at] in _WIDE
                ]
        elif _CJK.match(words[place - 1 : place] or " ") and mark in _WIDE:
            # The opening one is lost, or stands on the line before, or it ends a numeral: 一)
            edits.append(Edit(place, place + 1, "）"))
    edits += [
        Edit(start, start + 1, "（")
        for start in stack
        if words[start] == "(" and _CJK.match(words[start + 1 : start + 2] or " ")
    ]
    return edits


def _wants_wide(words: str, start: int, end: int, inner: str) -> bool:
    if words[start] == "（" or words[end] == "）":
        return bool(_CJK.search(inner)) or words[start] != words[end]
    return bool(_CJK.search(inner))


def _book_titles(words: str) -> list[Edit]:
    edits: list[Edit] = []
    for match in _BOOK.finditer(words):
        edits += [
            Edit(match.start(), match.start() + 2, "《"),
            Edit(match.end() - 2, match.end(), "》"),
        ]
    return edits


def _quotes(words: str) -> list[Edit]:
    """Straight double quotes of a line, where they are as many opening as closing ones."""
    places = [match.start() for match in _STRAIGHT.finditer(words)]
    if not places or len(places) % 2 or "“" in words or "”" in words:
        return []
    edits: list[Edit] = []
    for start, end in zip(places[::2], places[1::2], strict=True):
        around = (
            words[max(0, start - 1) : start] + words[start + 1 : end] + words[end + 1 : end + 2]
        )
        if not _CJK.search(around):
            return []
        edits += [Edit(start, start + 1, "“"), Edit(end, end + 1, "”")]
    return edits
