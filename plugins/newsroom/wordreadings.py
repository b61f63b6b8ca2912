r"""Readings above words that programs write as a formula, made the element that Word has for them.

Older Word and WPS write 拼音指南 as a field, `EQ \* jc2 \o\ad(\s\up 9(fàn),范)` (ECMA-376 part 1,
§17.16.5.20 and §17.16.18): its words are an instruction, and stand nowhere as text. So do those of
a character in a ring, `EQ \o\ac(○,1)`, and of a fraction, `EQ \f(1,2)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from newsroom.wordlinks import W

_BEGINS = re.compile(r"\s*EQ\s", re.IGNORECASE)
_FORMAT = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')  # \* jc2, \* "Font:宋体", \* hps10
_TOKEN = re.compile(r"\\[(),;\\]|\\[a-z]{1,2}\s*\d*|[(),;]|[^\\(),;]+|\\", re.IGNORECASE)
_RINGS = frozenset("○〇◯□△◇☆")
_DEEPEST = 20
_RINGED = {str(number): chr(0x2460 + number - 1) for number in range(1, 21)}


def with_readings(root: Any) -> None:
    """Let every formula in a part of a document be the words it shows, with what stands above.

    root: an element of lxml; it is changed.
    """
    for simple in list(root.iter(f"{W}fldSimple")):
        said = simple.get(f"{W}instr") or ""
        if _BEGINS.match(said):
            run = simple.makeelement(f"{W}r")
            run.append(_shown(simple, said, None))
            simple.getparent().replace(simple, run)
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iter(f"{W}fldChar"), None) is not None:
            _in_paragraph(paragraph)


@dataclass(slots=True)
class _Field:
    """A field in runs. parts: all its elements but its first."""

    begin: Any
    said: str = ""
    look: Any = None
    parts: list[Any] = field(default_factory=list)


def _in_paragraph(paragraph: Any) -> None:
    open_: list[_Field] = []
    for child in [child for run in paragraph.iter(f"{W}r") for child in run]:
        kind = child.get(f"{W}fldCharType") if child.tag == f"{W}fldChar" else ""
        if kind == "begin":
            open_.append(_Field(child))
            continue
        for one in open_ if child.tag != f"{W}rPr" else ():
            one.parts.append(child)
        if not open_:
            continue
        if child.tag == f"{W}instrText":
            open_[-1].said += child.text or ""
            if (child.text or "").strip(" ),"):
                open_[-1].look = child.getparent().find(f"{W}rPr")
        elif kind == "end":
            done = open_.pop()
            if _BEGINS.match(done.said):
                shown = _shown(done.begin, done.said, done.look)
                done.begin.getparent().replace(done.begin, shown)
                for part in done.parts:
                    part.getparent().remove(part)


def _shown(near: Any, said: str, look: Any) -> Any:
    """What a formula shows, as what stands in a run. look: the properties of its words' run."""
    tokens = _TOKEN.findall(_FORMAT.sub("", _BEGINS.sub("", said, count=1)))
    base, above = _read(iter(tokens), 0)
    text = near.makeelement(f"{W}t")
    text.text = base.strip()
    if not above.strip():
        return text
    ruby = near.makeelement(f"{W}ruby")
    for tag, words, how in (("rt", above.strip(), None), ("rubyBase", base.strip(), look)):
        holder = near.makeelement(f"{W}{tag}")
        run = near.makeelement(f"{W}r")
        if how is not None:
            run.append(deepcopy(how))
        held = near.makeelement(f"{W}t")
        held.text = words
        run.append(held)
        holder.append(run)
        ruby.append(holder)
    return ruby


def _read(tokens: Iterator[str], depth: int, kind: str = "") -> tuple[str, str]:
    """What stands on the line and what stands above it, up to the bracket that closes.

    kind: what the bracket belongs to: o, set over each other; s, raised or lowered; f, a fraction.
    """
    words, aboves = [""], ""
    switch = ""
    raised = lowered = False
    for sign in tokens:
        if sign == ")":
            break
        if sign == "(":
            base, above = _read(tokens, depth + 1, switch) if depth < _DEEPEST else ("", "")
            if switch == "s" and raised and kind == "o":
                aboves += base
            else:
                words[-1] += base
                aboves += above
            switch, raised = "", False
        elif sign in {",", ";"} and depth:
            words.append("")
        elif sign[0] == "\\" and sign[1:2].isalpha():
            name = sign[1:].strip(" 0123456789").lower()
            raised, lowered = raised or name == "up", lowered or name == "do"
            switch = name if len(name) == 1 else switch
        else:
            words[-1] += sign[1:] if sign[0] == "\\" and len(sign) > 1 else sign
    kept = [one.strip() if kind else one for one in words]
    if kind == "o" and not aboves and _RINGS & set(kept):
        inner = "".join(one for one in kept if one not in _RINGS)
        return _RINGED.get(inner, inner), ""
    if lowered and kind == "o":  # two characters in the place of one
        return aboves + "".join(kept), ""
    return ("/" if kind == "f" else "").join(filter(None, kept)), aboves
