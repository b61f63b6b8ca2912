"""Footnotes that somebody has put into a paper of the press's own with Word's command for them.

Word keeps them in a part of their own (ECMA-376 part 1, §17.11); the press's papers have theirs
as paragraphs of a style, numbered ［1］ within a story. They are made alike here, so that whoever
reads such a paper reads one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from newsroom.wordlinks import R, W

PARTS = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
"""The parts of a document that hold its notes, by what refers to them."""

_ITEM = frozenset({"栏目", "欄目"})
_BRIEF = frozenset({"简讯标题", "簡訊標題"})
_SIGNED = frozenset({"署名"})
_NOTE = frozenset({"注释", "註釋", "注釋"})
_WITHIN = frozenset({"列表", "引文"})
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_NUMBER = re.compile(r"［(\d{1,3})］")


def relations_of(part: str) -> str:
    """The part that says where the links of a part lead."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def take_in_notes(body: Any, notes: Mapping[str, Any], styles: Mapping[str, str]) -> None:
    """Let footnotes of Word's in a paper of ours be paragraphs at the end of their story or brief.

    body: an element of lxml, which is changed. notes: the roots of what `PARTS` names, by its
    keys; what was used is taken out. styles: names of paragraph styles by their ids. Of links in
    notes the names are `footnote:rId1`.
    """
    note_style = next((one for one, name in styles.items() if name in _NOTE), "")
    if not note_style:
        return
    kept = {
        (kind, one.get(f"{W}id")): one
        for kind, root in notes.items()
        for one in root.iter(f"{W}{kind}")
        if one.get(f"{W}type") in {None, "normal"}
    }
    if not kept:
        return
    places = _Places.of(body, styles)
    if not any(story for story, _ in places.homes.values()):
        return  # no paper of ours
    given: dict[tuple[str, str | None], str] = {}
    for reference in list(body.iter(*(f"{W}{kind}Reference" for kind in notes))):
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        key = kind, reference.get(f"{W}id")
        if key not in kept or any(above.tag in _GONE for above in reference.iterancestors()):
            continue
        block = _block(reference, body)
        if block not in places.homes:
            continue
        if key not in given:
            given[key] = places.free(block)
            for paragraph in _paragraphs(kept[key], given[key], note_style, kind):
                places.add(block, paragraph)
        _number(reference, given[key])
    for key in given:
        kept[key].getparent().remove(kept[key])


def _block(element: Any, body: Any) -> Any:
    """The paragraph or table of a body that holds an element."""
    while element.getparent() is not body:
        element = element.getparent()
    return element


def _styled(block: Any, styles: Mapping[str, str]) -> str:
    named = block.find(f"{W}pPr/{W}pStyle")
    return styles.get(named.get(f"{W}val") or "", "") if named is not None else ""


@dataclass(slots=True)
class _Places:
    """Where the notes of each block of a body go.

    homes: the number of a block's story, and of its part: a brief, or all up to the names that
    sign; ends: the last blocks of parts; numbers: the largest of a note in each story.
    """

    homes: dict[Any, tuple[int, int]] = field(default_factory=dict)
    ends: dict[int, Any] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Any, styles: Mapping[str, str]) -> _Places:
        """Those of a body. styles: names of paragraph styles by their ids."""
        found = cls()
        story = part = 0
        is_signed = is_noted = False
        for block in body.iterchildren(f"{W}p", f"{W}tbl", f"{W}sdt"):
            style = _styled(block, styles)
            goes_on = is_noted and (style in _WITHIN or block.tag == f"{W}tbl")
            is_note = style in _NOTE or goes_on
            if style in _ITEM or style in _BRIEF or (is_signed and not is_note):
                part, is_signed = part + 1, False
            is_noted = is_note
            story += style in _ITEM
            is_signed = is_signed or style in _SIGNED
            found.homes[block] = story, part
            found.ends[part] = block
            words = "".join(text.text or "" for text in block.iter(f"{W}t"))
            said = [int(number) for number in _NUMBER.findall(words)]
            found.numbers[story] = max(found.numbers.get(story, 0), *said, 0)
        return found

    def free(self, block: Any) -> str:
        """The next number of a note in the story of a block."""
        story, _ = self.homes[block]
        self.numbers[story] += 1
        return str(self.numbers[story])

    def add(self, block: Any, paragraph: Any) -> None:
        """Put a paragraph at the end of the story or brief of a block."""
        _, part = self.homes[block]
        self.ends[part].addnext(paragraph)
        self.ends[part] = paragraph


def _number(reference: Any, number: str) -> None:
    """Let a reference be the number of a note, raised."""
    run = reference.getparent()
    shown = reference.makeelement(f"{W}t")
    shown.text = f"［{number}］"
    look = run.find(f"{W}rPr")
    if look is None:
        look = run.makeelement(f"{W}rPr")
        run.insert(0, look)
    if look.find(f"{W}vertAlign") is None:
        look.append(look.makeelement(f"{W}vertAlign", {f"{W}val": "superscript"}))
    if reference.get(f"{W}customMarkFollows") in {"1", "true", "on"}:
        for mark in run.findall(f"{W}t"):
            run.remove(mark)
    run.replace(reference, shown)


def _paragraphs(note: Any, number: str, style: str, kind: str) -> Iterator[Any]:
    """The paragraphs of a note, in our style; the first begins with its number."""
    for place, paragraph in enumerate(note.iter(f"{W}p")):
        made = deepcopy(paragraph)
        for properties in made.findall(f"{W}pPr"):
            made.remove(properties)
        properties = made.makeelement(f"{W}pPr")
        properties.append(made.makeelement(f"{W}pStyle", {f"{W}val": style}))
        made.insert(0, properties)
        for link in made.iter(f"{W}hyperlink"):
            if named := link.get(f"{R}id"):
                link.set(f"{R}id", f"{kind}:{named}")
        if place == 0:
            first = next(made.iter(f"{W}t"), None)
            if first is not None:
                first.text = (first.text or "").lstrip()
            run, text = made.makeelement(f"{W}r"), made.makeelement(f"{W}t")
            text.text = f"［{number}］"
            run.append(text)
            made.insert(1, run)
        yield made
