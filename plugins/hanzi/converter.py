"""One text in one target script: marks, fixed forms, conversion, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hanzi.characters import HAN
from hanzi.doubt import Doubt
from hanzi.engines import OPAQUE, edges, opencc, plain, versions, words
from hanzi.glossary import FixedForms, Hit, accepted, target_forms
from hanzi.house import FORM, printed
from hanzi.legible import Legible, legible, numerals
from hanzi.marks import Mark, marks
from hanzi.quotes import corner, curly
from hanzi.spans import Claims
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.kinds import Region, Script
from newsroom.model import GlossaryRow

if TYPE_CHECKING:
    from hanzi.simplified import Reading, Words

# What reads a text is imported where it is used: a build that converts nothing must not pay for it.

SHORT = 12  # characters
MOST_SHORT = 4096  # texts
_HAN = re.compile(f"[{HAN}]")

_PERSON = re.compile(f"[{HAN}]{{2,4}}")

# Han letters belong to an address where a part of its path begins (/wiki/中国), and not where copy
# runs on behind it: x.cn/abc网上报名, x.cn/查询.
_RUNS_ON = (
    "查|或|及|和|与|以|并|即|可|请|洽|详|参|点|填|投|登[录入记]|上[网传]|下载|浏览|观看|收[看听]|报名|申[请报]|完成"
    "|进行|了解|扫|搜|预约|购买|订[购阅]|索取|领取|获取|使用|线上|网[上站页]|官网|页面|阅读|关注|留言|输入|联系"
    "|[咨询]问?询|询问|检举|举报|反映"
)
_PATH = rf"[/?#](?:[!#-&*-;=?-~]|\((?=[!-~{HAN}])|(?<=[/=&?#_(-])(?!{_RUNS_ON})[{HAN}]+)*"

# Addresses, e-mail and HTML character references stay as they are. Case is passed over only where
# letters are named: for a whole pattern, each of its ninety thousand characters is looked up.
_KEPT = re.compile(
    rf"(?i:https?|ftp)://[\w.:@-]+(?:{_PATH})?"
    rf"|(?i:www)\.[\w.:-]+(?:{_PATH})?"
    rf"|(?:(?<![{HAN}\w])[{HAN}]{{1,4}}|(?<![\w.+-])[\w.+-]+)@[\w-]+(?:\.[\w-]+)+"
    r"|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage read once, for its forms and for its doubts.

    own: with stray Traditional characters made Simplified. counted: spans of digits that were read
    as numerals. words, reading: of a Simplified passage on its way to Traditional.
    """

    work: str
    source: Script
    hits: tuple[Hit, ...]
    own: str = ""
    counted: tuple[tuple[int, int], ...] = ()
    words: Words | None = None
    reading: Reading | None = None


class Converter:
    """Texts of any script in one target script, under one glossary.

    Immutable; dictionaries are shared by all converters of a process and loaded at the first
    conversion, so constructing one costs next to nothing.
    """

    def __init__(self, target: Script, glossary: Iterable[GlossaryRow] = ()) -> None:
        self.target = target
        self._rows = tuple(glossary)
        self._fixed: dict[Script, FixedForms] = {
            source: FixedForms(target_forms(self._rows, source, target)) for source in Script
        }

    @cached_property
    def _printed(self) -> Callable[[str], str]:
        """From OpenCC's standard forms to those that this paper prints."""
        return printed(self.target, self._rows)

    @cached_property
    def fingerprint(self) -> str:
        """The digest of all that shapes a conversion: code, libraries, target and glossary."""
        rows = sorted(
            "\t".join(
                (row.simplified, row.traditional, row.hong_kong, FORM if row.kind == FORM else "")
            )
            for row in self._rows
        )
        code = code_digest(Path(__file__).parent)
        return fingerprint(code, *versions(), self.target.value, *rows)

    def text(self, text: str, source: Script, extra: Mapping[str, str] = {}) -> str:
        """A plain text in the target script.

        source: the script it was written in. extra: Simplified form → fixed form, over the
        glossary. Marks are resolved in every case.
        """
        if len(text) <= SHORT and not extra:
            return self._short(text, source)
        return "".join(self.run(text, source, extra))

    @cached_property
    def _short(self) -> Callable[[str, Script], str]:
        """A short text by itself: posts, datelines and reporters stand in many items."""
        return lru_cache(MOST_SHORT)(lambda text, source: "".join(self.run(text, source)))

    def html(self, html: str, source: Script, extra: Mapping[str, str] = {}) -> str:
        """An HTML fragment or page in the target script; arguments as in `text`."""
        from hanzi.markup import convert_html

        return convert_html(html, lambda run: self.run(run, source, extra, soft=True), source)

    def template(self, source: str) -> str:
        """A Jinja template, style sheet or script written in Simplified, its Han text converted."""
        from hanzi.templating import convert_template

        return convert_template(source, lambda run: self.run(run, Script.HANS))

    def doubts(
        self,
        text: str,
        source: Script,
        extra: Mapping[str, str] = {},
        *,
        careless: bool | None = None,
    ) -> tuple[Doubt, ...]:
        """The places of a plain text that an editor should look at before it is printed.

        Arguments as in `text`; offsets are characters of `text`. careless: whether a Traditional
        text belongs to one that a web converter made; asked of the text where nothing is said.
        """
        if not _HAN.search(text):
            return ()
        work = _open(text, _kept(text, marks(text, self.target)))
        copy = legible(work, soft=False)
        passage = self._read(plain(copy.text), source, extra)
        return self._doubted(text, copy, passage, careless=careless)

    def proofed(
        self,
        text: str,
        source: Script,
        extra: Mapping[str, str] = {},
        *,
        careless: bool | None = None,
    ) -> tuple[Sequence[str], tuple[Doubt, ...]]:
        """What `run` and `doubts` say of a text, which is read once for both."""
        if not _HAN.search(text):
            return self.run(text, source, extra), ()
        found = marks(text, self.target)
        spans = _kept(text, found)
        copy = legible(_open(text, spans), soft=False)
        passage = self._read(plain(copy.text), source, extra)
        doubts = self._doubted(text, copy, passage, careless=careless)
        if source is self.target:
            return self.run(text, source, extra), doubts
        forms = copy.filled(self._forms(passage, copy.text), text)
        return _resolved(text, forms, spans, found), doubts

    def _doubted(
        self, text: str, copy: Legible, passage: _Passage, *, careless: bool | None
    ) -> tuple[Doubt, ...]:
        from hanzi.proof import doubts_of_traditional, merged, mixed

        found: list[Doubt] = []
        if passage.reading and passage.words:
            from hanzi.proof import doubts_of_simplified
            from hanzi.witness import second_reading

            second = second_reading(passage.reading.source)
            found = doubts_of_simplified(passage.reading, passage.words, second, passage.hits)
        elif passage.source is not Script.HANS and self.target is Script.HANS:
            from hanzi.proof import doubts_of_simplifying

            spans = [(hit.start, hit.end) for hit in passage.hits]
            found = doubts_of_simplifying(passage.work, passage.source, spans)
        size = len(passage.work)
        if passage.source is Script.HANS:
            found = merged(size, found, mixed(passage.work))
        else:
            found = merged(size, found, doubts_of_traditional(passage.work, careless=careless))
        return tuple(_moved(doubt, copy, text) for doubt in found)

    def as_printed(self, standard: str) -> str:
        """A word in standard Traditional forms as this paper prints it; Simplified as it is."""
        return standard if self.target is Script.HANS else self._printed(standard)

    def names(self, people: Iterable[str]) -> dict[str, str]:
        """What is known to be people's names (bylines, credits, schedules) as fixed forms.

        people: names in Simplified. The result serves as `extra`, so that a name that stands in a
        byline is known in the text too. Names of the glossary, and names that could not convert
        otherwise, are left out.
        """
        if self.target is Script.HANS:
            return {}
        from hanzi.nametables import form, name_tables

        book = name_tables()
        signed = self._fixed[Script.HANS].forms
        known: dict[str, str] = {}
        for name in people:
            if name not in signed and _PERSON.fullmatch(name) and book.telling.search(name):
                surname = 2 if name[:2] in book.double and len(name) > 2 else 1
                known[name] = self._printed(form(name, surname))
        return known

    def told(self, text: str) -> dict[str, str]:
        """The full names that a Simplified text tells by what stands around them, as fixed forms.

        text: of a whole item, plain or HTML. As `extra` they are known in its headline, too. Names
        of the glossary are left out.
        """
        if self.target is Script.HANS:
            return {}
        from hanzi.carried import carried

        signed = self._fixed[Script.HANS].forms
        found = carried(text)
        return {name: self._printed(form) for name, form in found.items() if name not in signed}

    def run(
        self, text: str, source: Script, extra: Mapping[str, str] = {}, *, soft: bool = False
    ) -> Sequence[str]:
        """One run of text as one string a character of the input, which joined are the output.

        soft: line breaks between Han characters do not part words.
        """
        if not text.isascii() or "-{" in text:
            return self._run(text, source, extra, soft=soft)
        return text

    def _run(
        self, text: str, source: Script, extra: Mapping[str, str], *, soft: bool
    ) -> Sequence[str]:
        found = marks(text, self.target)
        if not found and (source is self.target or not _HAN.search(text)):
            return text
        spans = _kept(text, found)
        work = _open(text, spans)
        forms: Sequence[str] = work
        if source is not self.target:
            copy = legible(work, soft=soft)
            forms = copy.filled(
                self._forms(self._read(plain(copy.text), source, extra), copy.text), work
            )
        return _resolved(text, forms, spans, found)

    def _read(self, work: str, source: Script, extra: Mapping[str, str]) -> _Passage:
        """A passage read; work: what `plain` leaves of it."""
        if source is not Script.HANS or self.target is Script.HANS:
            hits = self._hits(work, source, extra, None) if source is not self.target else []
            return _Passage(work, source, tuple(hits))
        from hanzi.simplified import cut, read

        own = repaired(work)
        counted, spans = numerals(own)
        words = cut(counted)
        hits = self._hits(own, source, extra, words)
        reading = read(counted, [(hit.start, hit.end) for hit in hits], words)
        return _Passage(work, source, tuple(hits), own, tuple(spans), words, reading)

    def _forms(self, passage: _Passage, text: str) -> list[str]:
        """A passage in the target script; text: before what no engine can take was masked."""
        work = passage.work
        if passage.reading:
            standard = passage.reading.text
            if passage.own != work:  # the author's own characters stand
                strays, _ = _stray()
                standard = "".join(
                    own if own in strays else form for own, form in zip(work, standard, strict=True)
                )
            out = list(corner(self._printed(standard)))
            for start, end in passage.counted:
                out[start:end] = text[start:end]
        else:
            masked = _open(work, [(hit.start, hit.end) for hit in passage.hits])
            out = list(self._from_traditional(masked, passage.source))
        if work != text:
            for place, (own, character) in enumerate(zip(text, work, strict=True)):
                if own != character:
                    out[place] = own
        for hit in passage.hits:
            _place(out, hit)
        return out

    def _from_traditional(self, masked: str, source: Script) -> str:
        if self.target is Script.HANS:
            from hanzi.traditional import simplified

            return curly(simplified(masked, source).text)
        back = "hk2t" if source.region is Region.HK else "tw2t"
        return self._printed(opencc(back)(masked))

    def _hits(
        self, text: str, source: Script, extra: Mapping[str, str], cut_words: Words | None
    ) -> list[Hit]:
        """The spans that the item's own glossary and the publication's decide."""
        hits: list[Hit] = []
        claims = Claims(len(text))
        own = _extra_forms(tuple(extra.items()), source, self.target)
        for forms in (own, self._fixed[source]):
            found = forms.candidates(text) if forms else []
            if not found:
                continue
            marks = cut_words.sentence.edges if cut_words else edges(words(text))
            hits += [
                hit for hit in accepted(text, found, marks) if claims.claim(hit.start, hit.end)
            ]
        return sorted(hits, key=lambda hit: hit.start)


def _resolved(
    text: str, forms: Sequence[str], spans: list[tuple[int, int]], found: list[Mark]
) -> Sequence[str]:
    """The forms, what no dictionary reads as it was, and of each mark what this script shows."""
    if not spans:
        return forms
    out = list(forms)
    for start, end in spans:
        out[start:end] = text[start:end]
    for mark in found:
        out[mark.start : mark.end] = [""] * (mark.end - mark.start)
        out[mark.keep_start : mark.keep_end] = text[mark.keep_start : mark.keep_end]
    return out


def _moved(doubt: Doubt, copy: Legible, text: str) -> Doubt:
    """A doubt of a text as it is read, in the text as it is written."""
    start, end = copy.place(doubt.start), copy.place(doubt.end - 1) + 1
    return replace(doubt, start=start, end=end, found=text[start:end])


@lru_cache(maxsize=16)
def _extra_forms(extra: tuple[tuple[str, str], ...], source: Script, target: Script) -> FixedForms:
    """The names of an item, for all its texts."""
    if target is Script.HANS:
        return FixedForms({fixed: own for own, fixed in extra})
    if source is Script.HANS:
        return FixedForms(dict(extra))
    return FixedForms({})


def _kept(text: str, found: list[Mark]) -> list[tuple[int, int]]:
    """Spans that no dictionary reads: addresses, character references, marks."""
    spans: list[tuple[int, int]] = []
    if "@" in text or "&" in text or "://" in text or "www." in text.lower():
        spans = [match.span() for match in _KEPT.finditer(text)]
    return [*spans, *((mark.start, mark.end) for mark in found)]


def _open(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spans masked."""
    if not spans:
        return text
    letters = list(text)
    for start, end in spans:
        letters[start:end] = OPAQUE * (end - start)
    return "".join(letters)


def repaired(text: str) -> str:
    """A Simplified text with stray Traditional characters made Simplified, for reading only."""
    strays, forms = _stray()
    return text if strays.isdisjoint(text) else text.translate(forms)


@cache
def _stray() -> tuple[frozenset[str], dict[int, str]]:
    """Traditional characters that no phrase of the Simplified dictionary is written with."""
    from hanzi.tables import tables

    book = tables()
    written = frozenset("".join(book.phrases))
    forms = {key: value for key, value in book.traditional.items() if key not in written}
    return frozenset(forms), {ord(key): value for key, value in forms.items()}


def _place(out: list[str], hit: Hit) -> None:
    """Put a fixed form where its hit stood, character by character if it has as many."""
    size = hit.end - hit.start
    if len(hit.form) == size:
        out[hit.start : hit.end] = hit.form
    else:
        out[hit.start : hit.end] = [hit.form, *[""] * (size - 1)]
