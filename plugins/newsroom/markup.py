"""Markdown as an editor writes it, made into sanitised HTML: once, before anything else sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from newsroom import gate
from newsroom.codes import CheckingCode, ReadingCode
from newsroom.model import Subhead
from newsroom.problems import ProblemList
from newsroom.sources import CONTROLS

ALLOWED: dict[str, set[str]] = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "figure": {"data-photo"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
    "span": {"class", "lang", "translate"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    **{
        tag: set()
        for tag in [
            *("blockquote", "br", "caption", "code", "del", "dd", "dl", "dt", "em", "hr", "ins"),
            *("kbd", "li", "mark", "p", "pre", "rp", "rt", "ruby", "s", "samp", "small", "strong"),
            *("sub", "sup", "table", "tbody", "thead", "tr", "u", "ul"),
        ]
    },
}
BY_HAND = {
    tag: names - {"id", "class", "data-photo"} for tag, names in ALLOWED.items() if tag != "figure"
}
SCHEMES = {"http", "https", "mailto", "tel", "press"}
HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U000323af“”‘’…—"
SOFT_BREAK = re.compile(rf"(?<=[{HAN}])[ \t]*\n[ \t]*(?=[{HAN}])")
MOST_IN_PARAGRAPH = 1_000  # brackets opened
MOST_IN_BODY = 10_000
UNDERLINE = re.compile(r"={3,}[ \t]*")
NUMBERED = re.compile(r"^(\d{1,2})[ \u3000.、．]+(?=\S)")
PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


@dataclass(slots=True)
class Reference:
    """A link or photo of a body. target: `item/…`, `issue/…`, `page/…` or a file's name."""

    target: str
    written: str
    line: int


@dataclass(slots=True)
class Markup:
    """A body read. html: sanitised; links: inside the publication; photos: placed in the text."""

    html: str
    subheads: tuple[Subhead, ...] = ()
    links: list[Reference] = field(default_factory=list)
    photos: list[Reference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands. folder: inside the content folder; line: of the text's first line."""

    name: str
    folder: PurePosixPath
    line: int


class Typesetter:
    """Markdown to sanitised HTML; one for a whole build."""

    def __init__(self) -> None:
        self._house_style = _HouseStyle()
        self._markdown = markdown.Markdown(
            extensions=["tables", "fenced_code", "sane_lists", self._house_style],
            output_format="html",
        )

    def markup(self, text: str, place: Place, problems: ProblemList, prefix: str = "s") -> Markup:
        """Read one body. prefix: of the anchors of its sub-heads."""
        style = self._house_style.reader
        style.begin(text, place, problems, prefix)
        if _too_many_openings(text):
            cure = "请删去多余的 [ 和 <"
            problems.add(place.name, place.line, ReadingCode.HTML, "方括号或尖括号太多", cure)
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
                _RawHtml(raw, style).check()
        html = nh3.clean(
            html,
            tags=set(ALLOWED),
            attributes={tag: names for tag, names in ALLOWED.items() if names},
            url_schemes=SCHEMES,
            link_rel=None,
            strip_comments=True,
            attribute_filter=_kept_attribute,
        )
        anchors = {subhead.anchor for subhead in style.subheads}
        for link in [link for link in style.links if link.target.startswith("#")]:
            style.links.remove(link)
            if link.target[1:] not in anchors:
                what = f"链接指向的小标题不存在：{link.written}"
                cure = "请改正 # 后面的编号"
                problems.add(place.name, link.line, CheckingCode.DEAD_LINK, what, cure)
        html = CONTROLS.sub("", html)  # `&#27;` and `&#8203;` bring them in by the back door
        parts = PRE.split(gate.out_of_markup(html, text, place.name, place.line, problems))
        parts[::2] = [SOFT_BREAK.sub("", part) for part in parts[::2]]
        return Markup("".join(parts).strip(), tuple(style.subheads), style.links, style.photos)


def _too_many_openings(text: str) -> bool:
    """Whether Markdown would look for the ends of so many brackets that it takes minutes."""
    marks = [paragraph.count("[") + paragraph.count("<") for paragraph in text.split("\n\n")]
    return max(marks) > MOST_IN_PARAGRAPH or sum(marks) > MOST_IN_BODY


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    """A span has the class of the numeral before a sub-head or none."""
    return None if (tag, name) == ("span", "class") and value != "num" else value


class _HouseStyle(Extension):
    """What the house adds to Markdown: numbered sub-heads, links between items, photo places."""

    reader: _TreeReader

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        """Register the tree processor."""
        self.reader = _TreeReader(md)
        md.treeprocessors.register(self.reader, "house-style", 5)
        md.parser.blockprocessors.deregister("reference")  # it would swallow `[注]: 一行字`
        md.parser.blockprocessors.deregister("setextheader")  # a rule below a line is a rule


class _TreeReader(Treeprocessor):
    """Walks Markdown's element tree: anchors, addresses, photos; notes what does not fit."""

    def begin(self, text: str, place: Place, problems: ProblemList, prefix: str) -> None:
        self.text = text
        self.place = place
        self.problems = problems
        self.prefix = prefix
        self.found: dict[str, int] = {}
        self.subheads: list[Subhead] = []
        self.links: list[Reference] = []
        self.photos: list[Reference] = []

    def line_of(self, written: str) -> int:
        """The line on which some words of the source stand, the next time they are asked for."""
        at = self.text.find(written, self.found.get(written, 0)) if written else -1
        if at < 0:
            at = self.text.find(written) if written else -1
        self.found[written] = at + 1
        return self.place.line + (self.text.count("\n", 0, at) if at >= 0 else 0)

    def note(self, written: str, code: ReadingCode, what: str, cure: str) -> None:
        """Note a problem where some words of the source stand."""
        self.problems.add(self.place.name, self.line_of(written), code, what, cure)

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                self._subhead(element)
            elif element.tag == "a":
                self._link(element)
            elif element.tag == "p":
                self._underlined(element)
            elif element.tag in {"td", "th"}:
                element.attrib.pop("style", None)
        self._place_photos(root)

    def _subhead(self, element: Element) -> None:
        words = "".join(element.itertext()).strip()
        level = int(element.tag[1])
        if level == 1 or level > 4:
            cure = "正文里的小标题用两到四个 #"
            self.note(words, ReadingCode.HEADING, f"小标题的层次不对：{words[:20]}", cure)
            return
        number = ""
        if element.text:
            match = NUMBERED.match(element.text)
            if match:
                number = match.group(1)
                element.text = element.text[match.end() :]
        anchor = f"{self.prefix}{len(self.subheads) + 1}"
        element.set("id", anchor)
        if number:
            numeral = Element("span", {"class": "num"})
            numeral.text, numeral.tail, element.text = number, element.text, None
            element.insert(0, numeral)
            words = words[len(match.group()) :] if match else words
        self.subheads.append(Subhead(anchor, words, number))

    def _underlined(self, element: Element) -> None:
        for line in "".join(element.itertext()).split("\n"):
            if UNDERLINE.fullmatch(line):
                cure = "小标题请用两到四个 # 开头"
                self.note(line, ReadingCode.HEADING, "小标题不用下一行的 === 来标", cure)

    def _link(self, element: Element) -> None:
        written = element.get("href", "")
        address = unquote(written.strip())
        try:
            parts = urlsplit(address)
        except ValueError:
            self.note(written, ReadingCode.LINK_SCHEME, f"链接写得不对：{written}", "请改正地址")
            return
        if parts.scheme or parts.netloc:
            if parts.scheme.lower() not in SCHEMES - {"press"} or address.startswith("//"):
                what = f"链接不能用“{parts.scheme or '//'}”：{written[:60]}"
                self.note(written, ReadingCode.LINK_SCHEME, what, "请用 https:// 开头的地址")
                element.set("href", "")
            return
        if not parts.path:
            target = f"#{parts.fragment}"
        else:
            target = self._inside(parts.path, parts.fragment)
        if not target:
            what = f"链接指向内容文件夹以外或不存在的东西：{written[:60]}"
            self.note(
                written, ReadingCode.LINK_SCHEME, what, "站内链接请写稿件的文件名，如 lead.md"
            )
            element.set("href", "")
            return
        self.links.append(Reference(target, written, self.line_of(written)))
        element.set("href", target if target.startswith("#") else f"press:{target}")

    def _inside(self, path: str, fragment: str) -> str:
        """The target of a link to a file: `item/2013-09-30/lead#s1`; "" if it leads elsewhere."""
        whole = _joined(self.place.folder, path)
        anchor = f"#{fragment}" if fragment else ""
        match whole.parts if whole else ():
            case ("issues", day, "issue.md"):
                return f"issue/{day}"
            case ("issues", day, name) if name.endswith(".md"):
                return f"item/{day}/{name[:-3]}{anchor}"
            case ("pages", name) if name.endswith(".md"):
                return f"page/{name[:-3]}{anchor}"
            case _:
                return ""

    def _place_photos(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        for image in [element for element in root.iter() if element.tag == "img"]:
            name = unquote(image.get("src", ""))
            self.photos.append(Reference(name, name, self.line_of(image.get("src", ""))))
            holder = parents[image]
            alone = holder.tag == "p" and len(holder) == 1 and not (holder.text or "").strip()
            if alone and not (image.tail or "").strip() and holder in parents:
                holder.remove(image)
                holder.tag, holder.text = "figure", None
                holder.set("data-photo", name)
            else:
                cure = "照片请单独占一段"
                self.note(name, ReadingCode.PHOTO_UNDECLARED, f"照片夹在文字中间：{name}", cure)


def _joined(folder: PurePosixPath, path: str) -> PurePosixPath | None:
    """A relative path from a folder, resolved by its words alone; None if it leaves the content."""
    parts = list(folder.parts)
    for part in PurePosixPath(path).parts:
        if part == "/":
            return None
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return PurePosixPath(*parts)


def _scheme(address: str) -> str:
    """The scheme of an address; "" where it has none or can't be read."""
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return ""


class _RawHtml(HTMLParser):
    """Looks through HTML an editor wrote by hand for what is not allowed."""

    def __init__(self, raw: str, reader: _TreeReader) -> None:
        super().__init__(convert_charrefs=True)
        self._raw = raw
        self._reader = reader

    def check(self) -> None:
        """Note every tag, attribute and address that sanitising would take away."""
        self.feed(self._raw)
        self.close()

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction, whose text would vanish."""
        self._reader.note(data, ReadingCode.HTML, f"不能用 <?{data[:20]}", "请改用文字，或删去")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is not allowed of one tag."""
        written = self.get_starttag_text() or self._raw
        if tag not in BY_HAND:
            cure = "请改用 Markdown，或删去"
            self._reader.note(written, ReadingCode.HTML, f"不能用 HTML 标签 <{tag}>", cure)
            return
        for name, value in attrs:
            if name not in BY_HAND[tag]:
                what = f"<{tag}> 不能带属性 {name}"
                self._reader.note(written, ReadingCode.HTML, what, "请删去这个属性")
            elif name == "href" and _scheme(value or "") not in SCHEMES - {"press"}:
                what, cure = f"链接地址不能用：{(value or '')[:40]}", "请用 Markdown 的链接"
                self._reader.note(written, ReadingCode.LINK_SCHEME, what, cure)
