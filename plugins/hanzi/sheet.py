"""The proof sheet: every doubt of some manuscripts with its file, line and surroundings."""

from __future__ import annotations

import re
import shlex
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from hanzi.characters import HAN
from hanzi.codes import HanziCode
from hanzi.converter import Converter
from hanzi.doubt import Cause, Doubt, Risk
from hanzi.engines import words
from hanzi.legible import without_readings
from hanzi.proof import PSEUDO_RATE, pseudo_rate
from hanzi.recognise import recognise
from newsroom.kinds import Script
from newsroom.problems import Problem, Severity

AROUND = 12
"""Characters of context to either side."""

ENOUGH = 200
"""Characters below which a manuscript's script is not judged."""

_HAN_FIRST = re.compile(f"[{HAN}]")
_HAN_LAST = re.compile(f"[{HAN}]$")

_HAN_ALL = re.compile(f"[{HAN}]+")
_LEADING = frozenset("的了在是和与也都就把被对从到可很不")
"""Letters that belong to what follows them: a row for 的范 would say nothing of anybody."""

_HEADLINE = re.compile(r"#|\s*(?:headline|kicker|deck)\s*:")
"""How the line of a headline begins."""

TITLES = {
    Cause.NAME: "人名",
    Cause.PLACE: "地名",
    Cause.GATE: "断词",
    Cause.CHARACTER: "一简多繁",
    Cause.MIXED: "简繁混用",
    Cause.PSEUDO: "转换痕迹",
}


@dataclass(frozen=True)
class Manuscript:
    """A source as its author wrote it.

    file: as the editor knows it. lines: line number and text; front matter may be left out. extra:
    the item's own glossary. people: names that stand where only names stand.
    """

    file: str
    lines: tuple[tuple[int, str], ...]
    script: Script = Script.HANS
    extra: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(line for _, line in self.lines)

    @cached_property
    def is_careless(self) -> bool:
        """Whether it is Traditional that a web converter made of Simplified."""
        return not self.script.is_simplified and pseudo_rate(self.text) > PSEUDO_RATE


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the proof sheet.

    form: as it is set in the target's own forms. before, after: up to AROUND characters of the
    source. headline: whether it stands in a headline. written, written_set, written_other: the
    word that a row of the glossary would sign, as written, as set, and as it may be instead.
    """

    file: str
    line: int
    doubt: Doubt
    form: str
    before: str
    after: str
    before_set: str
    after_set: str
    headline: bool = False
    written: str = ""
    written_set: str = ""
    written_other: str = ""

    @property
    def where(self) -> str:
        """File, line and the words around."""
        return f"{self.file}:{self.line}: {self.before}【{self.doubt.found}】{self.after}"

    @property
    def title(self) -> str:
        """The kind of doubt, in Chinese."""
        return TITLES[self.doubt.why]

    def __str__(self) -> str:
        doubt = self.doubt
        other = f"（或 {doubt.other}）" if doubt.other and doubt.other != self.form else ""
        return (
            f"{self.file}:{self.line}: {self.title}: "
            f"{self.before}【{doubt.found}】{self.after} → {self.form}{other}"
        )


def entries(manuscripts: Iterable[Manuscript], converter: Converter) -> Iterator[Entry]:
    """The doubts of all manuscripts, in their order, each with the form that is set."""
    for manuscript in manuscripts:
        people = _people(manuscript, converter)
        known = {**people, **manuscript.extra}
        for starts, numbers, text in _passages(manuscript):
            made, doubts = converter.proofed(
                text, manuscript.script, manuscript.extra, careless=manuscript.is_careless
            )
            if not doubts:
                continue
            if any(name in text for name in people):
                made = converter.run(text, manuscript.script, known)
            forms = list(made)
            for doubt in doubts:
                line = numbers[bisect_right(starts, doubt.start) - 1]
                told = _as_set(doubt, "".join(forms[doubt.start : doubt.end]), converter)
                yield _entry(manuscript.file, line, text, forms, told)


def _as_set(doubt: Doubt, form: str, converter: Converter) -> Doubt:
    """A doubt with its other form as it would be set; a name known elsewhere is set as one here."""
    other = converter.as_printed(doubt.other)
    if doubt.why is Cause.NAME and other == form != converter.as_printed(doubt.form):
        other = converter.as_printed(doubt.form)
        return replace(doubt, form=doubt.other, other=other, risk=Risk.NAMED)
    return replace(doubt, other=other)


def _people(manuscript: Manuscript, converter: Converter) -> dict[str, str]:
    """The names that are known to be names wherever a manuscript has them, as they are set."""
    if manuscript.script is not Script.HANS:
        return {}
    return {**converter.told(manuscript.text), **converter.names(manuscript.people)}


def _passages(manuscript: Manuscript) -> Iterator[tuple[list[int], list[int], str]]:
    """The lines as a reader sees them: where each begins, its number, and the text of all.

    Markdown runs a paragraph on over line breaks, and so may a word or a name; a heading, a row
    of a table and a line that ends in two spaces or a backslash stand alone.
    """
    starts: list[int] = []
    numbers: list[int] = []
    text = ""
    for number, written in manuscript.lines:
        line = without_readings(written)  # what is signed is the word
        if numbers and number == numbers[-1] + 1 and _runs_on(text, line, manuscript.file):
            text = text.rstrip()
            starts.append(len(text))
            text += line.lstrip()
        else:
            if numbers:
                yield starts, numbers, text
            starts, numbers, text = [0], [], line
        numbers.append(number)
    if numbers:
        yield starts, numbers, text


def _runs_on(text: str, line: str, file: str) -> bool:
    """Whether a line goes on with what the text before it ends with."""
    if not file.endswith(".md") or text.startswith("#") or text.endswith(("  ", "\\")):
        return False
    return bool(_HAN_LAST.search(text.rstrip()) and _HAN_FIRST.match(line.lstrip()))


def _entry(file: str, line: int, text: str, forms: list[str], doubt: Doubt) -> Entry:
    first, last = max(0, doubt.start - AROUND), doubt.end + AROUND
    start, end = _signed_span(text, doubt)
    before, after = "".join(forms[start : doubt.start]), "".join(forms[doubt.end : end])
    form = "".join(forms[doubt.start : doubt.end])
    return Entry(
        file,
        line,
        doubt,
        form=_shown(form),
        before=_shown(text[first : doubt.start]),
        after=_shown(text[doubt.end : last]),
        before_set=_shown("".join(forms[first : doubt.start])),
        after_set=_shown("".join(forms[doubt.end : last])),
        headline=_HEADLINE.match(text) is not None,
        written=_shown(text[start:end]),
        written_set=_shown(before + form + after),
        written_other=_shown(before + doubt.other + after) if doubt.other else "",
    )


def _signed_span(text: str, doubt: Doubt) -> tuple[int, int]:
    """The word about a doubtful letter: a row for 干 alone would settle every 干 there is."""
    start, end = doubt.start, doubt.end
    if end - start > 1:
        return start, end
    first = max(0, start - AROUND)
    place = first
    spans: list[tuple[int, int]] = []
    for word in words(text[first : end + AROUND]):
        spans.append((place, place + len(word)))
        place += len(word)
    over = next(index for index, span in enumerate(spans) if span[0] <= start < span[1])
    began, stop = spans[over]
    if stop - began > 1:
        return began, stop
    called = doubt.why is Cause.NAME or text[began - 1 : began] in _LEADING
    for beside in (over + 1, over - 1) if called else (over - 1, over + 1):
        if 0 <= beside < len(spans) and _HAN_ALL.fullmatch(text[slice(*spans[beside])]):
            return min(began, spans[beside][0]), max(stop, spans[beside][1])
    return start, end


def _shown(text: str) -> str:
    """The text without control characters, so that no manuscript writes to a terminal."""
    return "".join(
        character for character in text if unicodedata.category(character) not in ("Cc", "Cs", "Cf")
    )


def _argument(word: str) -> str:
    """A word as a shell takes it whole; nearly every one stands without quotes."""
    return word if word.isalnum() else shlex.quote(word)


def unsigned(listed: Iterable[Entry], severity: Severity) -> list[Problem]:
    """The names of people and places that nobody has signed off, as problems."""
    return [
        Problem(
            entry.file,
            entry.line,
            HanziCode.NAME_UNSIGNED,
            f"“{entry.doubt.found}”的繁体写法还没有签认，现在排作“{entry.form}”",
            f"确认无误请运行 scripts/proof --accept {_argument(entry.doubt.found)}，"
            "否则请在词表里写上正确的写法",
            severity,
        )
        for entry in listed
        if entry.doubt.why in (Cause.NAME, Cause.PLACE)
    ]


def script_problems(manuscript: Manuscript) -> list[Problem]:
    """Whether a manuscript stands in the script that it declares, and in real Traditional."""
    text = manuscript.text
    found = recognise(text) if len(text) >= ENOUGH else None
    problems: list[Problem] = []
    if found is not None and found.is_simplified != manuscript.script.is_simplified:
        said, seen = ("简体", "繁体") if manuscript.script.is_simplified else ("繁体", "简体")
        problems.append(
            Problem(
                manuscript.file,
                1,
                HanziCode.SCRIPT_MISDECLARED,
                f"稿件标为{said}，文字却是{seen}",
                f"请把 script 改为 {found.value}",
                Severity.WARNING,
            )
        )
    elif manuscript.is_careless:
        problems.append(
            Problem(
                manuscript.file,
                1,
                HanziCode.PSEUDO_TRADITIONAL,
                "这篇繁体稿像是由简体机器转换而来",
                "请运行 scripts/proof 逐处核对",
                Severity.WARNING,
            )
        )
    return problems
