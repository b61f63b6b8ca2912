"""Rows of the glossary that do nothing, so that nobody trusts them."""

from __future__ import annotations

from collections.abc import Iterable

from hanzi.codes import HanziCode
from hanzi.engines import edges, plain, words
from hanzi.glossary import FixedForms, accepted, target_forms
from hanzi.house import FORM
from hanzi.sheet import Manuscript
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from newsroom.problems import Problem, Severity


def without_effect(
    rows: Iterable[GlossaryRow], manuscripts: Iterable[Manuscript], name: str = "glossary.csv"
) -> list[Problem]:
    """The rows whose written form stands in the copy, but always cuts a word there in two.

    name: of the table, as the editor knows it.
    """
    listed = [row for row in rows if row.kind != FORM]
    forms = {source: FixedForms(target_forms(listed, source, _other(source))) for source in Script}
    stands: set[str] = set()
    cut: dict[str, tuple[str, int, str]] = {}
    for manuscript in manuscripts:
        fixed = forms[manuscript.script]
        for line, written in manuscript.lines:
            text = plain(written)
            hits = fixed.candidates(text)
            if not hits:
                continue
            held = {(hit.start, hit.end) for hit in accepted(text, hits, edges(words(text)))}
            for hit in hits:
                found = text[hit.start : hit.end]
                if (hit.start, hit.end) in held:
                    stands.add(found)
                else:
                    around = text[max(0, hit.start - 3) : hit.end + 3]
                    cut.setdefault(found, (manuscript.file, line, around))
    return [
        Problem(
            name,
            row.line,
            HanziCode.GLOSSARY_NO_EFFECT,
            f"“{written}”这一行没有起作用：{cut[written][0]}:{cut[written][1]} 的"
            f"“{cut[written][2]}”里，它会把一个词切成两半",
            "请把整个词写进词表，或者在稿件里用 -{…}- 标明",
            Severity.WARNING,
        )
        for row in listed
        for written in (row.simplified, row.traditional)
        if written in cut and written not in stands
    ]


def _other(source: Script) -> Script:
    return Script.HANT if source is Script.HANS else Script.HANS
