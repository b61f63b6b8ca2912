"""Footnotes: `[^1]` in a text and `[^1]: …` on a line of its own become notes at its end.

A reference and its note lead to each other (DPUB-ARIA 1.1: doc-noteref, doc-endnotes,
doc-backlink). Notes are numbered in the order in which the text refers to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

NAME = r"[^\[\]\s^]{1,40}"
DEFINED = re.compile(rf"^ {{0,3}}\[\^({NAME})\][:：][ \t]*", re.MULTILINE)
REFERENCE = rf"\[\^({NAME})\]"
BACK = "↑"
_INDENTED = " " * 4


@dataclass(slots=True)
class Notes:
    """The notes of the body that is being read. prefix: of their ids.

    twice, unused: names that are defined again, and those that no text refers to.
    """

    prefix: str = ""
    defined: dict[str, Element] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def begin(self, prefix: str) -> None:
        """Forget the body before. prefix: of the ids of this one."""
        self.prefix = prefix
        self.defined, self.twice, self.unused = {}, [], []


def register(md: Markdown, notes: Notes) -> None:
    """Teach Markdown footnotes; they are gathered in `notes`."""
    md.parser.blockprocessors.register(_Definitions(md.parser, notes), "notes", 78)
    md.inlinePatterns.register(_References(REFERENCE, notes), "note", 175)
    md.treeprocessors.register(_Placing(md, notes), "notes-place", 30)
    md.treeprocessors.register(_Numbering(md, notes), "notes-number", 15)


def without_definitions(text: str) -> tuple[str, str]:
    """A text, and the definitions of notes that it ends with."""
    lines = text.rstrip().split("\n")
    first = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if DEFINED.match(lines[place]):
            first = place
        elif lines[place].strip() and not lines[place].startswith((_INDENTED, "\t")):
            break
    return "\n".join(lines[:first]), "\n".join(lines[first:])


class _Definitions(BlockProcessor):
    """Takes lines that define notes out of a paragraph."""

    def __init__(self, parser: object, notes: Notes) -> None:
        super().__init__(parser)  # type: ignore[arg-type] # the library's own parser
        self._notes = notes

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the library's signature
        """Whether some line of a block defines a note."""
        return bool(DEFINED.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Read the notes of a block, and the indented blocks that go on with the last of them."""
        block = blocks.pop(0)
        found = list(DEFINED.finditer(block))
        before = block[: found[0].start()].rstrip("\n")
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        ends = [match.start() for match in found[1:]] + [len(block)]
        for match, end in zip(found, ends, strict=True):
            parts = [block[match.end() : end].strip()]
            if end == len(block):
                while blocks and blocks[0].startswith(_INDENTED):
                    parts.append(self.looseDetab(blocks.pop(0)))
            self._define(match.group(1), parts)

    def _define(self, name: str, parts: list[str]) -> None:
        if name in self._notes.defined:
            self._notes.twice.append(name)
            name = f"{name} {len(self._notes.twice)}"  # no reference has a blank in its name
        note = self._notes.defined[name] = Element("li")  # before another within it takes its name
        self.parser.state.set("note")
        self.parser.parseBlocks(note, parts)
        self.parser.state.reset()


class _References(InlineProcessor):
    """`[^1]` where a note of that name is defined; elsewhere it is text."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, notes: Notes) -> None:
        super().__init__(pattern)
        self._notes = notes

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """A mark that is numbered when the whole text is known."""
        del data
        if m.group(1) not in self._notes.defined:
            return None, None, None
        return Element("sup", {"data-note": m.group(1)}), m.start(), m.end()


class _Placing(Treeprocessor):
    """Puts the notes at the end of the text, before words and marks are told apart."""

    def __init__(self, md: Markdown, notes: Notes) -> None:
        super().__init__(md)
        self._notes = notes

    def run(self, root: Element) -> None:
        """Place them in the order in which they are written."""
        if self._notes.defined:
            section = SubElement(root, "section", {"class": "notes", "role": "doc-endnotes"})
            section.set("aria-label", _name_of(self._notes.prefix))
            SubElement(section, "hr")
            SubElement(section, "ol").extend(self._notes.defined.values())


def _name_of(prefix: str) -> str:
    """What a screen reader calls the notes; those of several briefs on a page by their number."""
    number = prefix.removeprefix("b")
    return f"第{number}则的注释" if number else "注释"


class _Numbering(Treeprocessor):
    """Numbers references and notes, and leads from the one to the other and back."""

    def __init__(self, md: Markdown, notes: Notes) -> None:
        super().__init__(md)
        self._notes = notes

    def run(self, root: Element) -> None:
        """Number in the order of the text; what a note refers to comes after it."""
        defined, prefix = self._notes.defined, self._notes.prefix
        if not defined:
            return
        section = root[-1]
        numbers: dict[str, int] = {}
        times: dict[str, int] = {}
        waiting = [element for element in root if element is not section]
        for part in waiting:
            for mark in part.iter("sup"):
                name = mark.attrib.pop("data-note", None)
                if name is None:
                    continue
                if name not in numbers:
                    numbers[name] = len(numbers) + 1
                    waiting.append(defined[name])
                times[name] = times.get(name, 0) + 1
                again = f"-{times[name]}" if times[name] > 1 else ""
                mark.set("id", f"{prefix}r{numbers[name]}{again}")
                link = SubElement(mark, "a", {"href": f"#{prefix}n{numbers[name]}"})
                link.set("role", "doc-noteref")
                link.text = f"[{numbers[name]}]"
        unused = [name for name in defined if name not in numbers]
        self._notes.unused += [name for name in unused if " " not in name]
        listed = section[-1]
        listed[:] = [defined[name] for name in (*numbers, *unused)]
        for name, number in numbers.items():
            defined[name].set("id", f"{prefix}n{number}")
            _lead_back(defined[name], f"#{prefix}r{number}")


def _lead_back(note: Element, href: str) -> None:
    """A link from a note to where it is referred to, at the end of its last paragraph."""
    last = note[-1] if len(note) and note[-1].tag == "p" else SubElement(note, "p")
    if len(last):
        last[-1].tail = f"{last[-1].tail or ''} "
    else:
        last.text = f"{last.text or ''} "
    link = SubElement(last, "a", {"href": href, "role": "doc-backlink"})
    link.set("aria-label", "回到正文")
    link.text = BACK
