"""An item's HTML in the clothes that the platform lets it keep: inline styles, links as notes.

What every paragraph inherits stands once, at the outermost section: the platform counts the
characters of styles too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

import lxml.html

from kits.wechat.rules import is_kept_link
from manuscripts.words import legal
from newsroom.closings import SIGNED
from newsroom.kinds import unbroken

OUTER = (
    "font-size:16px;line-height:1.8;letter-spacing:.5px;text-align:justify;word-break:break-word"
)
AT_THE_RIGHT = ";text-align:right"
BECOMES = {
    **dict.fromkeys(("figure", "div", "dl", "pre", "hr", "figcaption"), "section"),
    **dict.fromkeys(("dt", "dd", "caption"), "p"),
    **dict.fromkeys(("del", "s", "ins", "u", "mark", "small", "code", "kbd", "samp"), "span"),
}
UNWRAPPED = frozenset({"time", "abbr", "ruby", "rp", "rt", "span"})
PARAGRAPH = "margin:0 0 16px"
BLOCKS = frozenset(
    (
        *("p", "ul", "ol", "table", "blockquote", "pre", "figure"),
        *("section", "div", "dl", "hr", "h2", "h3", "h4"),
    )
)
SHORT = 4  # characters of a head or a name that is not broken
MOST_COLUMNS = 4  # of a table on a telephone
LINK_MARK = "［链接{}］"


@dataclass(slots=True)
class Dresser:
    """Dresses the text of one item. colour: of headings; label: sets words of the program's own.

    picture: the file in the package of a picture's public address. notes: the addresses that the
    text led to, and the words that did, as they are met.
    """

    colour: str
    label: Callable[[str], str] = str
    picture: Callable[[str], str] = str
    notes: list[tuple[str, str]] = field(default_factory=list)

    def dressed(self, html: str) -> str:
        """A fragment in the platform's clothes; what it led to is added to the notes."""
        holder = lxml.html.fragment_fromstring(legal(html), create_parent="div")
        for element in holder.iter("rt"):
            _set_behind(element)
        for element in list(holder.iter("a")):
            self._note(element)
        for element in list(holder.iter()):
            if isinstance(element.tag, str) and element is not holder:
                self._dress(element)
        _tidy(holder)
        inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in holder)
        return (unescaped(holder.text) if holder.text else "") + inner

    def noted(self, shown: str | None = None) -> str:
        """The notes as the end of an article; "" where there are none.

        shown: the content where it is not whole: only its own links are told.
        """
        notes = [
            (mark, *note)
            for number, note in enumerate(self.notes, 1)
            if (mark := LINK_MARK.format(number)) and (shown is None or mark in shown)
        ]
        if not notes:
            return ""
        holder = lxml.html.fragment_fromstring(
            '<section style="margin:24px 0 0;font-size:14px;line-height:1.6"></section>'
        )
        head = lxml.html.fragment_fromstring("<p><strong></strong></p>")
        head[0].text = self.label("文中的链接")
        holder.append(head)
        for mark, words, address in notes:
            line = lxml.html.fragment_fromstring("<p></p>")
            line.text = f"{mark} {words}：{address}"
            holder.append(line)
        return str(lxml.html.tostring(holder, encoding="unicode"))

    def _note(self, element: Any) -> None:
        """What leads out becomes a number, its address a note; what leads within only its words."""
        address = element.get("href", "")
        words = " ".join(element.text_content().split())
        if element.get("role") == "doc-backlink":
            element.drop_tree()
        elif is_kept_link(address):
            element.set("style", f"color:{self.colour}")
        elif address.startswith("#") or element.get("role") == "doc-noteref":
            element.drop_tag()
        else:
            shown = address.removeprefix("mailto:").removeprefix("tel:")
            if shown != words and (words or shown):
                entry = words, shown
                if entry not in self.notes:
                    self.notes.append(entry)
                mark = lxml.html.fragment_fromstring("<sup></sup>")
                mark.text = LINK_MARK.format(self.notes.index(entry) + 1)
                element.append(mark)
            element.drop_tag()

    def _dress(self, element: Any) -> None:
        tag = element.tag
        if tag == "ol" and element.get("start", "1") != "1":
            _number_by_hand(element)
        style = self._style(tag) + (AT_THE_RIGHT if element.get("class") == SIGNED else "")
        source, alt = element.get("src", ""), element.get("alt", "")
        spans = {name: element.get(name) for name in ("colspan", "rowspan") if element.get(name)}
        way = element.get("href", "") if tag == "a" else ""
        element.attrib.clear()
        if tag == "img":
            element.set("src", self.picture(source))
            element.set("alt", alt)
        for name, value in spans.items():
            element.set(name, value)
        if way:
            element.set("href", way)
        if tag == "th" and len(element.text_content()) <= SHORT:
            style += ";white-space:nowrap"
        if style:
            element.set("style", style)
        element.tag = BECOMES.get(tag, element.tag)
        if tag in UNWRAPPED:
            element.drop_tag()

    def _style(self, tag: str) -> str:
        head = f"margin:24px 0 12px;color:{self.colour}"
        return {
            "p": PARAGRAPH,
            "h2": f"{head};font-size:18px",
            "h3": f"{head};font-size:17px",
            "h4": f"{head};font-size:16px",
            "figure": "margin:16px 0",
            "img": "display:block;width:100%;height:auto",
            "figcaption": "margin:6px 0 0;font-size:13px;line-height:1.5;text-align:center",
            "blockquote": f"margin:16px 0;padding:0 0 0 12px;border-left:3px solid {self.colour}",
            "ul": "margin:0 0 16px;padding:0 0 0 24px",
            "ol": "margin:0 0 16px;padding:0 0 0 24px",
            "li": "margin:0 0 6px",
            "table": "width:100%;border-collapse:collapse;margin:0 0 16px;font-size:14px;"
            "line-height:1.5;text-align:left",
            "caption": "margin:0 0 6px;font-weight:bold",
            "th": "border:1px solid #999;padding:4px 6px;vertical-align:top",
            "td": "border:1px solid #999;padding:4px 6px;vertical-align:top",
            "dt": "margin:0;font-weight:bold",
            "dd": "margin:0 0 8px",
            "hr": "margin:24px 0;border-top:1px solid #999",
            "pre": "margin:0 0 16px;white-space:pre-wrap;font-size:14px",
            "code": "font-family:monospace",
            "em": "font-style:normal;font-weight:bold",
            "del": "text-decoration:line-through",
            "s": "text-decoration:line-through",
            "ins": "text-decoration:underline",
            "u": "text-decoration:underline",
            "mark": "background-color:#ffe69a;color:#1c1a17",
        }.get(tag, "")


def unescaped(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def line(words: str, style: str) -> str:
    """A paragraph of some words."""
    made = lxml.html.fragment_fromstring("<p></p>")
    made.text = unbroken(words)
    made.set("style", style)
    return str(lxml.html.tostring(made, encoding="unicode"))


def _set_behind(reading: Any) -> None:
    """A reading stands behind its character in brackets, where it has brought none of its own."""
    if reading.getparent().find("rp") is not None:
        return
    reading.text = f"（{reading.text or ''}"
    last = reading[-1] if len(reading) else None
    if last is None:
        reading.text += "）"
    else:
        last.tail = f"{last.tail or ''}）"


def _number_by_hand(element: Any) -> None:
    """A list that does not begin at one: the platform counts from one, so the numbers are typed.

    An entry is a paragraph; one that has blocks in it holds them, its number in the first.
    """
    first = int(element.get("start", "1")) if element.get("start", "1").isdecimal() else 1
    for number, entry in enumerate(element.iterchildren("li"), first):
        target = entry
        entry.tag = "section" if any(child.tag in BLOCKS for child in entry) else "p"
        if entry.tag == "section":
            target = _own_words(entry)
        target.text = f"{number}. {(target.text or '').lstrip()}"
    element.tag = "section"


def _own_words(entry: Any) -> Any:
    """The first paragraph of an entry with blocks in it; one is made of what is in none."""
    if entry[0].tag == "p" and not (entry.text or "").strip():
        return entry[0]
    made = entry.makeelement("p", {"style": PARAGRAPH})
    made.text, entry.text = entry.text, None
    inlines = list(takewhile(lambda child: child.tag not in BLOCKS, entry))
    made.extend(inlines)
    entry.insert(0, made)
    return made


def _tidy(holder: Any) -> None:
    """A caption stands before its table, and one too wide for a telephone can be moved sideways.

    A paragraph alone in an entry is the entry's own text.
    """
    for table in list(holder.iter("table")):
        first = table[0] if len(table) else None
        if first is not None and first.tag == "p":
            table.addprevious(first)
        if max((len(row) for row in table.iter("tr")), default=0) > MOST_COLUMNS:
            frame = lxml.html.fragment_fromstring('<section style="overflow:auto"></section>')
            frame.tail, table.tail = table.tail, None
            table.addprevious(frame)
            frame.append(table)
    for entry in list(holder.iter("li")):
        if len(entry) and entry[0].tag == "p" and not (entry.text or "").strip():
            entry[0].drop_tag()
