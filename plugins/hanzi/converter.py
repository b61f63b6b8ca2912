"""One text in one target script: marks, fixed forms, conversion, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from hanzi.engines import OPAQUE, opencc, plain, versions, words
from hanzi.gate import HAN, to_traditional
from hanzi.glossary import FixedForms, Hit, accepted, target_forms
from hanzi.marks import marks
from hanzi.quotes import corner, curly
from hanzi.tables import tables
from newsroom.fingerprints import code_digest, fingerprint
from newsroom.model import GlossaryRow, Script

_HAN = re.compile(f"[{HAN}]")

# Addresses, e-mail and HTML character references stay as they are.
_KEPT = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'「」“”，。；、）)]+|www\.[^\s<>\"'，。；、）)]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);",
    re.IGNORECASE | re.ASCII,
)

# A line break between two Han characters is none in Chinese; words run on across it.
_SOFT = re.compile(f"(?<=[{HAN}])[ \t]*\r?\n[ \t]*(?=[{HAN}])")


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
    def fingerprint(self) -> str:
        """The digest of all that shapes a conversion: code, libraries, target and glossary."""
        rows = sorted(
            "\t".join((row.simplified, row.traditional, row.hong_kong)) for row in self._rows
        )
        code = code_digest(Path(__file__).parent)
        return fingerprint(code, *versions(), self.target.value, *rows)

    def text(self, text: str, source: Script, extra: Mapping[str, str] = {}) -> str:
        """A plain text in the target script.

        source: the script it was written in. extra: Simplified form → fixed form, over the
        glossary. Marks are resolved in every case.
        """
        return "".join(self.run(text, source, extra))

    def html(self, html: str, source: Script, extra: Mapping[str, str] = {}) -> str:
        """An HTML fragment or page in the target script; arguments as in `text`."""
        from hanzi.markup import convert_html

        return convert_html(html, lambda run: self.run(run, source, extra, soft=True), source)

    def template(self, source: str) -> str:
        """A Jinja template, style sheet or script written in Simplified, its Han text converted."""
        from hanzi.templating import convert_template

        return convert_template(source, lambda run: self.run(run, Script.HANS))

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
        work = text
        kept = [match.span() for match in _KEPT.finditer(text)]
        spans = sorted([*kept, *((mark.start, mark.end) for mark in found)])
        if spans:
            letters = list(text)
            for start, end in spans:
                letters[start:end] = OPAQUE * (end - start)
            work = "".join(letters)
        forms: Sequence[str] = work
        if source is not self.target:
            forms = self._converted(work, source, extra, soft=soft)
        if not spans:
            return forms
        out = list(forms)
        for start, end in kept:
            out[start:end] = text[start:end]
        for mark in found:
            out[mark.start : mark.end] = [""] * (mark.end - mark.start)
            out[mark.keep_start : mark.keep_end] = text[mark.keep_start : mark.keep_end]
        return out

    def _converted(
        self, text: str, source: Script, extra: Mapping[str, str], *, soft: bool
    ) -> Sequence[str]:
        """The text without marks, converted; soft line breaks are taken out meanwhile."""
        breaks = [match.span() for match in _SOFT.finditer(text)] if soft else []
        if not breaks:
            return self._passage(text, source, extra)
        joined = _SOFT.sub("", text)
        passage = self._passage(joined, source, extra)
        out: list[str] = []
        taken = place = 0
        for start, end in breaks:
            size = start - taken
            out += passage[place : place + size]
            out += text[start:end]
            place += size
            taken = end
        out += passage[place:]
        return out

    def _passage(self, text: str, source: Script, extra: Mapping[str, str]) -> Sequence[str]:
        work = plain(text)
        hits = self._hits(work, source, extra)
        masked = work
        if hits:
            letters = list(work)
            for hit in hits:
                letters[hit.start : hit.end] = OPAQUE * (hit.end - hit.start)
            masked = "".join(letters)
        converted = self._to_target(masked, source)
        out: list[str] | None = None
        if work != text or OPAQUE in work:
            out = [
                own if character == OPAQUE else form
                for own, character, form in zip(text, work, converted, strict=True)
            ]
        if hits:
            out = list(converted) if out is None else out
            for hit in hits:
                _place(out, hit)
        return converted if out is None else out

    def _to_target(self, masked: str, source: Script) -> str:
        if source is Script.HANS:
            simplified = repaired(masked)
            standard = to_traditional(simplified)
            if simplified != masked:
                standard = "".join(
                    own if own != plain_form else form
                    for own, plain_form, form in zip(masked, simplified, standard, strict=True)
                )
            return corner(opencc(_REGIONAL[self.target])(standard))
        if self.target is Script.HANS:
            return curly(opencc("hk2s" if source is Script.HANT_HK else "tw2s")(masked))
        back = "hk2t" if source is Script.HANT_HK else "tw2t"
        return opencc(_REGIONAL[self.target])(opencc(back)(masked))

    def _hits(self, text: str, source: Script, extra: Mapping[str, str]) -> list[Hit]:
        own = _extra_forms(extra, source, self.target)
        cut = None
        hits: list[Hit] = []
        for forms in (own, self._fixed[source], _patches(source, self.target)):
            found = forms.candidates(text) if forms else []
            if not found:
                continue
            cut = words(text) if cut is None else cut
            hits += [
                hit
                for hit in accepted(text, found, cut)
                if all(hit.end <= other.start or hit.start >= other.end for other in hits)
            ]
        return sorted(hits, key=lambda hit: hit.start)


_REGIONAL = {Script.HANT: "t2tw", Script.HANT_HK: "t2hk"}


@cache
def _patches(source: Script, target: Script) -> FixedForms:
    """The mended phrases of OpenCC's dictionary, from Simplified only."""
    if source is not Script.HANS:
        return FixedForms({})
    convert = opencc(_REGIONAL[target])
    path = Path(__file__).parent / "data" / "phrases.tsv"
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return FixedForms(
        {row[0]: convert(row[1]) for row in rows if len(row) >= 2 and not row[0].startswith("#")}
    )


def _extra_forms(extra: Mapping[str, str], source: Script, target: Script) -> FixedForms:
    if target is Script.HANS:
        return FixedForms({fixed: own for own, fixed in extra.items()})
    if source is Script.HANS:
        return FixedForms(dict(extra))
    return FixedForms({})


def repaired(text: str) -> str:
    """A Simplified text with stray Traditional characters made Simplified, for reading only."""
    return text.translate(_stray())


@cache
def _stray() -> dict[int, str]:
    return {ord(key): value for key, value in tables().traditional.items()}


def _place(out: list[str], hit: Hit) -> None:
    """Put a fixed form where its hit stood, character by character if it has as many."""
    size = hit.end - hit.start
    if len(hit.form) == size:
        out[hit.start : hit.end] = hit.form
    else:
        out[hit.start : hit.end] = [hit.form, *[""] * (size - 1)]
