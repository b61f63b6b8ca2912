"""Which stars of a text are emphasis, and which an editor wrote to be read.

In Chinese copy a star hides what nobody may know (138****5678, 王*明), or stands for “times”
(600*400*300), and a row of underscores is a blank to fill in. CommonMark §6.2 tells by what stands
on either side whether a run of stars may begin or end emphasis; this house asks more of it:

- four and more stars are a mask, underscores are always text;
- between two ASCII letters or figures a run is a mask or a sign;
- what begins with a mark of the sentence (，、。) is no emphasis, nor what ends with 、;
- one star, and three, begin and end next to no letter: of 把*好事*办实 nobody can tell whether it
  is emphasis. Two stars may stand between Han characters: 把**好事**办实;
- two runs alike on both sides (尾号**12，尾号**34) that have a mark of the sentence between them
  are two masks, and so are two in the midst of words with the end of a sentence between them;
- two stars between a letter and a bracket are a mask (李某**（男）), but where the bracket is all
  that stands between them and the next two: 下文**（括号）**上文;
- so are two that each follow a character that stands by itself, or 某, which hides as they do:
  王**和李**获奖, 李某**男、王某**女; and two behind a post and a surname: 居民李**说.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import DelimiterProcessor

from newsroom.surnames import SURNAMES
from newsroom.trades import POSTS

_LETTER = r"\w%‰℃°"
_ASCII = "0-9A-Za-z"
_CLOSING = "）)】\\]》〉」』”’"
_CLAUSE = "，、。；：！？"
_CROSSING = re.compile(f"[{_CLAUSE}]")
_SENTENCE = re.compile("[。！？；]")
_BOTH_ASCII = rf"(?:(?<=[{_ASCII}])(?=\*+[{_ASCII}]))"
_BEGINS = rf"(?![\s*{_CLAUSE}{_CLOSING}])(?!$)"
_ENDS = r"(?<!^)(?<![\s*、])"
_OUTSIDE = rf"(?<![{_LETTER}{_CLOSING}])"
_INSIDE = rf"(?![{_LETTER}])"
_BRACKETED = r"\*\*(?:（[^（()）*\n]{1,80}）|\([^（()）*\n]{1,80}\))\*\*"
_OPENS = (
    rf"(?<!\*)(?!{_BOTH_ASCII})(?:{_OUTSIDE}\*(?:\*\*)?(?!\*)|"
    rf"(?:(?<![\w])|(?!\*\*[（(])|(?={_BRACKETED}))\*\*(?!\*)){_BEGINS}"
)
_CLOSES = rf"{_ENDS}(?!{_BOTH_ASCII})(?:\*(?:\*\*)?(?!\*){_INSIDE}|\*\*(?!\*))"
_BOUNDARY = re.compile(
    rf"(?P<ambiguous>(?={_OPENS})(?={_CLOSES})\*+)|(?P<end>{_CLOSES})|(?P<start>{_OPENS})"
)
_NO_STARS = str.maketrans("", "", "*")

_RUN = re.compile(r"(?<!\*)\*{2,3}(?!\*)")
_MASK = re.compile(
    rf"(?<!\*)(?:{_BOTH_ASCII}\*{{2,3}}|(?<=[{_LETTER}])\*{{2,3}}(?=[{_CLAUSE}{_CLOSING}]))(?!\*)"
)
_SURNAME = re.compile(rf"(?:^|[\s和与及{_CLAUSE}（(“])[\u3400-\u9fff]某{{0,2}}$")
_WITH_POST = re.compile(
    f"(?:{POSTS}|司机|群众|老人|患者|顾客)[{''.join(sorted(SURNAMES))}]某{{0,2}}$"
)
_HIDDEN = "某"
_SINGLE = re.compile(
    rf"(?<!\*)(?!{_BOTH_ASCII})(\*)(?![\s*])(?=[^*\n]*[\u3400-\u9fff])[^*\n{_CLAUSE}]{{1,40}}"
    rf"(?<!\s)(?!{_BOTH_ASCII})\*(?!\*)"
)
_LONG = re.compile(rf"(?<![\w*])(\*{{4,}})(?![\s*])[^*\n{_CLAUSE}]{{1,40}}(?<!\s)\1(?![\w*])")
_BEFORE_BRACKET = re.compile(r"(?<=\w)(?<!某)\*\*(?=[（(][^*\n]{1,80}\*\*)")
_LINES = re.compile(r"(?<![\w_])(_{1,2})(?![\s_])[^_\n，、。；：]{1,40}(?<![\s_])\1(?![\w_])")


class Stars(DelimiterProcessor):
    """`**strong**` and `*emphasis*`, where stars cannot be anything else."""

    BOUNDARY: ClassVar[re.Pattern[str]] = _BOUNDARY

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.delimiters["*"].boundary = self.BOUNDARY

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """What the library makes, if no letter is lost (开*东**东*。) and it is no two masks."""
        element, start, end = super().handleMatch(m, data)
        if element is None or start is None or end is None:
            return element, start, end
        written = data[start:end]
        whole = "".join(element.itertext()).translate(_NO_STARS) == written.translate(_NO_STARS)
        if whole and not _are_masks(data, start, end):
            return element, start, end
        self.reset()
        return None, start, start + len(written) - len(written.lstrip("*"))


def _are_masks(data: str, start: int, end: int) -> bool:
    """Whether two runs cannot be a pair: alike and apart, or far apart in the midst of words."""
    inner = data[start:end].strip("*")
    if not inner:
        return False
    last_run = start + len(data[start:end].rstrip("*"))
    first = _kind(data[start - 1 : start]), _kind(inner[0])
    last = _kind(inner[-1]), _kind(data[end : end + 1])
    alike = first == last and set(first) == {"letter", "figure"}
    within = {*first, *last} <= {"letter", "figure"}
    if within and _hide_alike(data, start, last_run):
        return True
    crossing = _CROSSING if alike else _SENTENCE
    return (alike or within) and crossing.search(inner) is not None


def _hide_alike(text: str, first: int, last: int) -> bool:
    """Whether both of two runs stand for the rest of a name, and neither for emphasis."""
    if _follows_hidden(text, first) and _follows_hidden(text, last):
        return True  # in 请**李某**作证 one of them does not
    return _follows_surname(text, first) and _follows_surname(text, last)


def _follows_hidden(text: str, at: int) -> bool:
    """Whether 某 stands before a run, which hides as stars do: 村民于某**."""
    return text[max(0, at - 1) : at] == _HIDDEN


def _follows_surname(text: str, at: int) -> bool:
    """Whether one character stands by itself before a run, or with 某: 王**, 和李**, 李某某**."""
    return _SURNAME.search(text[max(0, at - 4) : at]) is not None or _follows_post(text, at)


def _follows_post(text: str, at: int) -> bool:
    """Whether a post and a surname stand before a run: 居民李**."""
    return _WITH_POST.search(text[max(0, at - 8) : at]) is not None


def _kind(char: str) -> str:
    if not char or char.isspace():
        return ""
    if char.isascii() and char.isalnum():
        return "figure"
    return "letter" if char.isalnum() else "mark"


def unpaired(text: str, *, cell: bool) -> Iterator[re.Match[str]]:
    """The `**` of a text that may be half of a pair, masks left out. cell: of a table."""
    runs = list(_RUN.finditer(text))
    named = {
        at
        for at in (run.start() for run in runs)
        if _follows_surname(text, at) or _follows_hidden(text, at)
    }
    masked = len(named) > 1 or _MASK.search(text) is not None
    for run in runs:
        alone = run.start() in named and (masked or _follows_post(text, run.start()))
        ends_cell = cell and run.end() == len(text.rstrip())
        if not (_MASK.match(text, run.start()) or alone or ends_cell):
            yield run


def before_brackets(text: str) -> Iterator[re.Match[str]]:
    """The `**` that stayed text for they stand between a letter and a bracket: 甲**（一）乙**."""
    found = _BEFORE_BRACKET.finditer(text)
    return (match for match in found if not _follows_surname(text, match.start()))


def look_alikes(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Pairs that stayed text though another program would take them for emphasis."""
    for pattern in (_SINGLE, _LONG, _LINES):
        for match in pattern.finditer(text):
            yield match, match.group(1)
