"""Markdown as an editor writes it, made into sanitised HTML: once, before anything else sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from newsroom import gate, indents, inlines, nesting, notes, oddtables, passages
from newsroom.angles import AngleReader, in_html
from newsroom.blocks import Heading, blocks_of
from newsroom.bodytree import CLASSES, TreeReader
from newsroom.closings import SIGNED
from newsroom.codes import CheckingCode, ReadingCode
from newsroom.effort import excesses
from newsroom.letters import FLUSH
from newsroom.model import Subhead
from newsroom.problems import ProblemList
from newsroom.rawhtml import ALLOWED, SCHEMES, RawHtml
from newsroom.references import Place, Reference
from newsroom.runs import is_reference, plain

HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U000323af“”‘’…—"
SOFT_BREAK = re.compile(rf"(?<=[{HAN}])[ \t]*\n[ \t]*(?=[{HAN}])")
MANY_BREAKS = 2  # in a paragraph: it is verse, or an address
TASK = re.compile(r"\s*\[([ xX])\][ \t]+")
HEAD = re.compile(r'<(h[2-4]) id="[^"]*">.*?</\1>', re.DOTALL)
MARKS = re.compile(r"[\x00-\x08\x0b-\x1f!-/:-@\[-`{-~\ufffe]|  \n")
"""What a mark within a line has at least one of."""
PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


@dataclass(slots=True)
class Markup:
    """A body read. html: sanitised; links: inside the publication; photos: placed in the text."""

    html: str
    subheads: tuple[Subhead, ...] = ()
    links: list[Reference] = field(default_factory=list)
    photos: list[Reference] = field(default_factory=list)


class Typesetter:
    """Markdown to sanitised HTML; one for a whole build."""

    def __init__(self) -> None:
        self._house_style = _HouseStyle()
        self._markdown = markdown.Markdown(
            extensions=["tables", "fenced_code", "sane_lists", self._house_style],
            output_format="html",
        )
        self._cleaner = nh3.Cleaner(  # what it allows is told once, not once a body
            tags=set(ALLOWED),
            attributes={tag: names for tag, names in ALLOWED.items() if names},
            url_schemes=SCHEMES,
            link_rel=None,
            strip_comments=True,
            attribute_filter=_kept_attribute,
        )

    def markup(self, text: str, place: Place, problems: ProblemList, prefix: str = "s") -> Markup:
        """Read one body. prefix: of the anchors of its sub-heads, for several bodies on a page."""
        style = self._house_style.reader
        style.begin(text, place, problems, prefix)
        if self.is_too_much(text, place, problems):
            return Markup("")
        try:
            html = self._markdown.reset().convert(text)
        except RecursionError:
            problems.add(
                place.name, place.line, ReadingCode.HTML, "引用或列表套得太深", "请减少层次"
            )
            return Markup("")
        for raw in self._markdown.htmlStash.rawHtmlBlocks:
            if isinstance(raw, str):
                RawHtml(raw, style.note).check()
        html = self._cleaner.clean(html)
        for link in [link for link in style.links if link.target.startswith("#")]:
            style.links.remove(link)
            if link.target[1:] not in style.anchors:
                what = f"链接指向的小标题不存在：{link.written}"
                cure = "请改正 # 后面的编号"
                problems.add(place.name, link.line, CheckingCode.DEAD_LINK, what, cure)
        html = gate.CONTROLS.sub("", in_html(html))  # `&#27;` and `&#8203;` bring them in
        parts = PRE.split(gate.out_of_markup(html, text, place.name, place.line, problems))
        parts[::2] = map(_run_on, parts[::2])
        html = "".join(parts).strip()
        return Markup(html, _subheads(html, style.anchors), style.links, style.photos)

    @staticmethod
    def is_too_much(text: str, place: Place, problems: ProblemList) -> bool:
        """Whether a text asks for more work than any text may; what of, is noted."""
        found = list(excesses(text))
        for excess in found:
            line = place.line + text.count("\n", 0, excess.at)
            problems.add(place.name, line, ReadingCode.TOO_MUCH, excess.what, excess.cure)
        return bool(found)


def _run_on(html: str) -> str:
    """Lines of Chinese run on; most bodies have no line break but behind a tag."""
    return SOFT_BREAK.sub("", html) if html.count("\n") > html.count(">\n") else html


def _subheads(html: str, anchors: list[str]) -> tuple[Subhead, ...]:
    """The sub-heads of a body, their text without the numbers of notes."""
    found = (blocks_of(match.group()) for match in HEAD.finditer(html)) if anchors else ()
    heads = [block for blocks in found for block in blocks if isinstance(block, Heading)]
    return tuple(
        Subhead(
            head.anchor,
            plain(tuple(run for run in head.runs if not is_reference(run))).strip(),
            head.number,
        )
        for head in heads
        if head.anchor
    )


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    """Classes are the house's own: a numeral, notes, a box to tick, lines of their own, 落款."""
    own = (CLASSES.get(tag), SIGNED, FLUSH) if tag == "p" else (CLASSES.get(tag),)
    return None if name == "class" and value not in own else value


class _HouseStyle(Extension):
    """What the house adds to Markdown: numbered sub-heads, links between items, photo places."""

    reader: TreeReader

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        """Register what reads the lines, the words within a line, and the finished tree."""
        self.reader = TreeReader(md)
        notes.register(md, self.reader.notes)
        inlines.register(md)
        passages.register(md, self.reader)
        indents.register(md)
        nesting.register(md)
        oddtables.register(md, self.reader)
        md.preprocessors.register(AngleReader(md), "angles", 28)
        md.treeprocessors.register(_LineReader(self.reader), "lines", 25)
        md.treeprocessors.register(self.reader, "house-style", 5)
        md.parser.blockprocessors.deregister("reference")  # it would swallow `[注]: 一行字`
        md.parser.blockprocessors.deregister("setextheader")  # a rule below a line is a rule


class _LineReader(Treeprocessor):
    """Reads what the beginnings and ends of lines mean, before the words of a line are read."""

    def __init__(self, reader: TreeReader) -> None:
        super().__init__(reader.md)
        self._reader = reader

    def run(self, root: Element) -> None:
        """Boxes to tick at the beginning of a list's entry; lines of verse."""
        for element in root.iter():
            if element.text and not MARKS.search(element.text):
                element.text = AtomicString(element.text)  # not searched for every mark there is
            elif element.text and element.tag in {"p", "li"}:
                element.text = self._as_verse(element.text)
            if element.tag == "li":
                holder = (
                    element[0] if not (element.text or "").strip() and len(element) else element
                )
                box = TASK.match(holder.text or "") if holder.tag in {"p", "li"} else None
                if box:
                    sign = "☐" if box.group(1) == " " else "☑"
                    holder.text = f"{sign} {(holder.text or '')[box.end() :]}"
                    element.set("class", CLASSES["li"])

    def _as_verse(self, text: str) -> str:
        """Verse whose lines mostly end in a hard break: the others mean it, too, and it is told."""
        lines = text.split("\n")
        hard = [line.endswith(("  ", "\\")) for line in lines[:-1]]
        if not hard or all(hard) or 2 * sum(hard) < len(hard) or sum(hard) < MANY_BREAKS:
            return text
        for place in (place for place, is_hard in enumerate(hard) if not is_hard):
            written = lines[place].strip()
            what = f"这一行的末尾没有两个空格，已照前后的行断开：{written[:20]}"
            self._reader.warn(
                lines[place], what, "本该如此，请在行尾补两个空格；否则请与下一行连写"
            )
            lines[place] += "  "
        return "\n".join(lines)
