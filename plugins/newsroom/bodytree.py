"""The element tree of a body: anchors, addresses, photos; what does not fit is noted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor

from newsroom import notes
from newsroom.angles import shown
from newsroom.closings import mark_closing
from newsroom.codes import ReadingCode
from newsroom.doubts import doubts
from newsroom.effort import MOST_COLUMNS
from newsroom.letters import mark_letter
from newsroom.problems import ProblemList, Severity
from newsroom.rawhtml import SCHEMES
from newsroom.references import Place, Reference

NUMBERED = re.compile(  # not 3.2公里, 10.1黄金周, 2 000人, 1.1 总体要求, 2、3号楼
    r"^(\d{1,2})(?:[ \u3000]+(?!\d{3}(?!\d))|[.．、](?!\d)[ \u3000]*)(?=[^\s.、．])"
)
"""A whole number with its stop or a blank; where it may be part of a longer one, it is text."""
UNDERLINE = re.compile(r"={3,}[ \t]*")
HOST = re.compile(
    r"(?:[0-9A-Za-z-]+\.)+(?:com|cn|net|org|gov|edu|info|top|hk|tw)(?![0-9A-Za-z.-])", re.I
)
CLASSES = {"span": "num", "section": "notes", "li": "task", "p": "verse"}


class TreeReader(Treeprocessor):
    """Walks Markdown's element tree: anchors, addresses, photos; notes what does not fit."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.notes = notes.Notes()

    def begin(self, text: str, place: Place, problems: ProblemList, prefix: str) -> None:
        """Take up a body. prefix: of the anchors of its sub-heads."""
        self.text = text
        self.bare = text
        self.place = place
        self.problems = problems
        self.prefix = prefix
        self.notes.begin(prefix.removesuffix("s"))
        self.found: dict[str, int] = {}
        self.ends = [match.start() for match in re.finditer("\n", text)]
        self.anchors: list[str] = []
        self.links: list[Reference] = []
        self.photos: list[Reference] = []
        self.empty_heads: Counter[int] = Counter()
        self.above: list[int] = []  # levels, as written, of the heads that the next is under

    def line_of(self, written: str) -> int:
        """The line on which some words of the source stand, the next time they are asked for.

        A line that holds nothing else goes before one that holds more.
        """
        written = shown(written)
        after = self.found.get(written, 0)
        alone = f"\n{self.text}\n".find(f"\n{written}\n", after)
        at = alone if alone >= 0 else self.text.find(written, after)
        at = self.text.find(written) if at < 0 else at
        at = at if written else -1
        self.found[written] = at + 1
        if at < 0 and written:  # perhaps with signs that are escaped
            return self.place.line + self.bare.count("\n", 0, max(0, self.bare.find(written)))
        return self.place.line + (bisect_left(self.ends, at) if at >= 0 else 0)

    def note(self, written: str, code: ReadingCode, what: str, cure: str) -> None:
        """Note a problem where some words of the source stand."""
        self.problems.add(self.place.name, self.line_of(written), code, shown(what), cure)

    def warn(self, written: str, what: str, cure: str) -> None:
        """Note what is no mistake for certain, where some words of the source stand."""
        line, code = self.line_of(written), ReadingCode.MARKS
        self.problems.add(self.place.name, line, code, shown(what), cure, Severity.WARNING)

    def run(self, root: Element) -> None:
        """Read the tree, from the top down."""
        self._read_addresses(root)
        for element in root.iter():
            if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
                self._subhead(element)
            elif element.tag == "a" and not element.get("role"):
                self._link(element)
            elif element.tag == "p":
                self._paragraph(element)
            elif element.tag in {"td", "th"}:
                element.attrib.pop("style", None)
            elif element.tag == "tr":
                self._row(element)
        self._place_photos(root)
        mark_letter(root)
        mark_closing(root)
        self._doubt(root)

    def _read_addresses(self, root: Element) -> None:
        r"""Take addresses as they are meant: `\_` and `\<` are put aside until the page is made."""
        read = UnescapeTreeprocessor(self.md).unescape
        for element in root.iter():
            for key, value in element.items():
                if "\x02" in value:
                    element.set(key, shown(read(value)))
                    self.bare = self.text.replace("\\", "")

    def _doubt(self, root: Element) -> None:
        for name in self.notes.twice:
            written = self._definition(name, -1)
            self.warn(written, f"注 [^{name}] 写了两次", "请删去一处，或换一个编号")
        for name in self.notes.unused:
            cure = f"请在正文里写上 [^{name}]，或删去这条注"
            self.warn(self._definition(name, 0), f"注 [^{name}] 正文里没有用到", cure)
        for doubt in doubts(root):
            self.warn(doubt.written, doubt.what, doubt.cure)

    def _definition(self, name: str, which: int) -> str:
        """A line of the source that defines a note."""
        found = [m.start() for m in notes.DEFINED.finditer(self.text) if m.group(1) == name]
        return self.text[found[which] :].partition("\n")[0] if found else f"[^{name}]"

    def _row(self, row: Element) -> None:
        if len(row) > MOST_COLUMNS:
            what = f"表格有{len(row)}栏，最多{MOST_COLUMNS}栏"
            first = "".join(row[0].itertext()).strip()
            self.note(first, ReadingCode.TOO_MUCH, what, "请拆成几张表")

    def _subhead(self, element: Element) -> None:
        words = "".join(element.itertext()).strip()
        level = int(element.tag[1])
        if level == 1 or level > 4:
            cure = "正文里的小标题用两到四个 #"
            self.note(words, ReadingCode.HEADING, f"小标题的层次不对：{words[:20]}", cure)
            return
        if not words and not len(element):
            self._empty_head(level)
            return
        self.above = [one for one in self.above if one < level] + [level]
        element.tag = f"h{1 + len(self.above)}"  # no level is left out, whatever was written
        number = ""
        if element.text:
            match = NUMBERED.match(element.text)
            if match:
                number = match.group(1)
                element.text = element.text[match.end() :]
        anchor = f"{self.prefix}{len(self.anchors) + 1}"
        element.set("id", anchor)
        if number:
            numeral = Element("span", {"class": "num"})
            numeral.text, numeral.tail, element.text = number, element.text, None
            element.insert(0, numeral)
        self.anchors.append(anchor)

    def _empty_head(self, level: int) -> None:
        """A sub-head of no words, as a line of signs alone makes it."""
        lines = list(re.finditer(rf"^ {{0,3}}#{{{level}}}[ \t#]*$", self.text, re.MULTILINE))
        number = self.empty_heads[level] = self.empty_heads[level] + 1
        at = lines[min(number, len(lines)) - 1].start() if lines else 0
        line = self.place.line + self.text.count("\n", 0, at)
        what, cure = "小标题没有字", "请在 # 后面写上字，或删去这一行"
        self.problems.add(self.place.name, line, ReadingCode.HEADING, what, cure)

    def _paragraph(self, element: Element) -> None:
        if element.find("br") is not None:
            element.set("class", CLASSES["p"])
        for line in "".join(element.itertext()).split("\n"):
            if UNDERLINE.fullmatch(line):
                cure = "小标题请用两到四个 # 开头"
                self.note(line, ReadingCode.HEADING, "小标题不用下一行的 === 来标", cure)

    def _link(self, element: Element) -> None:
        written = element.get("href", "")
        address = unquote(written.strip())
        if not address:
            words = "".join(element.itertext())
            what, cure = f"链接没有写地址：{words[:20]}", "请写成 [文字](地址)，或只留文字"
            self.note(f"[{words}](", ReadingCode.LINK_SCHEME, what, cure)
            return
        if not "".join(element.itertext()).strip() and element.find("img") is None:
            what, cure = f"链接没有字，读者看不见：{address[:60]}", "请写成 [文字](地址)"
            self.warn(written, what, cure)
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
            elif "://" in written:
                self.links.append(Reference(written.strip(), written, self.line_of(written)))
            return
        if not parts.path:
            target = f"#{parts.fragment}"
        else:
            target = self._inside(parts.path, parts.fragment)
        if not target:
            what = f"链接指向内容文件夹以外或不存在的东西：{written[:60]}"
            cure = "站内链接请写稿件的文件名，如 lead.md"
            if HOST.match(address):
                what = f"链接的网址没有写全：{written[:60]}"
                cure = f"请在前面写上 https://，如 https://{written[:60]}"
            self.note(written, ReadingCode.LINK_SCHEME, what, cure)
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
            words = shown(f"{image.get('alt', '')} {image.get('title', '')}").strip()
            line = self.line_of(image.get("src", ""))
            self.photos.append(Reference(name, name, line, words))
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
