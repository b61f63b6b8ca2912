"""What the lines of a body are where Markdown would change or lose them without a word.

Markdown counts a list on whatever its numbers say, drops the cells that a table's head has no room
for, takes four blanks before a line for code and joins lines that an editor began with 　　.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    CodeBlockProcessor,
    HashHeaderProcessor,
    ParagraphProcessor,
)
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.sane_lists import SaneOListProcessor
from markdown.extensions.tables import TableProcessor

from newsroom.codes import ReadingCode
from newsroom.letters import parted
from newsroom.telling import Reader

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
_INDENT = "\u3000\u3000"
_NUMBER = re.compile(r" {0,3}([0-9]{1,3})\.[ ]+")
_FENCED = re.compile(  # CommonMark §4.5: behind the first fence stands whatever its writer likes
    r"^(?P<fence>(?P<sign>[`~])(?P=sign){2,}+)(?!(?<=`)[^\n]*`)[ ]*(?P<info>[^\n]*)\n"
    r"(?P<code>.*?)(?<=\n)(?P=fence)(?P=sign)*[ ]*$"
    r"(?P<attrs>(?!))?(?P<lang>(?!))?(?P<hl_lines>(?!))?",  # which the library asks for
    re.MULTILINE | re.DOTALL,
)
_HEAD = re.compile(  # CommonMark §4.2; ##甲 is taken as it is meant, #甲 is a topic or a number
    r"(?:^|\n)(?P<level>#{2,6}|#(?=[ \t]|\n|$))(?P<header>[^\n]*)(?:\n|$)"
)
_CLOSING = re.compile(r"(?:^|[ \t])#+$")
_FENCE_HEAD = re.compile(r"<pre[^>]*><code[^>]*>")
_ALL_ONES = "data-ones"  # of a list whose numbers are all 1; taken away with other attributes


def register(md: Markdown, reader: Reader) -> None:
    """Put these readers in the place of Markdown's own."""
    parsers = md.parser.blockprocessors
    parsers.register(_Code(md.parser, reader), "code", 80)
    parsers.register(_Table(md.parser, reader), "table", 75)
    parsers.register(_Head(md.parser), "hashheader", 70)
    parsers.register(_Numbered(md.parser, reader), "olist", 40)
    parsers.register(_Paragraph(md.parser), "paragraph", 10)
    md.preprocessors.register(_Fences(md, reader), "fenced_code_block", 25)


class _Head(HashHeaderProcessor):
    """Sub-heads; one # before a word begins a topic, #停水通知#, and is text."""

    RE: ClassVar[re.Pattern[str]] = _HEAD

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take away the signs that close a head, ## 甲 ##, but not those of a word: C#."""
        super().run(parent, blocks)
        made = self.lastChild(parent)
        if made is not None and made.text:
            sign = "#" * int(made.tag[1])
            made.text = without_closing(made.text.removesuffix(sign if len(sign) > 1 else ""))


def without_closing(head: str) -> str:
    """The words of a head without the signs that close it; those of a word (C#) stay."""
    return _CLOSING.sub("", head).strip()


class _Numbered(SaneOListProcessor):
    """Numbered lists with the numbers that are written: one that is not the next begins anew.

    Lists whose entries all bear a 1 are counted on, for so some programs write them. A number of
    more than three figures is a year: 2013. 年.
    """

    def __init__(self, parser: BlockParser, reader: Reader) -> None:
        super().__init__(parser)
        self._reader = reader
        self.RE = re.compile(r"^ {0,3}[0-9]{1,3}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(r"^ {0,3}(([0-9]{1,3}\.))[ ]+(.*)")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Read the entries up to the first whose number is not the next; others wait."""
        above = self.lastChild(parent)
        above = above if above is not None and above.tag == "ol" else None
        ones = above is None or above.get(_ALL_ONES) is not None
        pieces = _in_sequence(blocks.pop(0).split("\n"), ones=ones)
        first = _number_of(pieces[0][0])
        goes_on = above is not None and (first == _next_of(above) or (ones and first == 1))
        blocks[:0] = ["\n".join(piece) for piece in pieces]
        parting = SubElement(parent, "hr") if above is not None and not goes_on else None
        super().run(parent, blocks)
        if parting is not None:
            parent.remove(parting)
        self._tell_of_ones(parent, pieces[0], counted=goes_on)

    def _tell_of_ones(self, parent: Element, lines: Sequence[str], *, counted: bool) -> None:
        written = [line for line in lines if _number_of(line) is not None]
        ones = all(_number_of(line) == 1 for line in written)
        made = self.lastChild(parent)
        if made is None or made.tag != "ol":
            return
        if not ones:
            made.attrib.pop(_ALL_ONES, None)
            return
        again = written if counted else written[1:]
        told = made.get(_ALL_ONES) == "told"
        if again and not told:
            self._reader.warn(
                again[0].strip(),
                "几条都写着“1.”，已按先后编号",
                "请写上各条的号；各是一个列表的，请在中间写一段文字",
            )
        made.set(_ALL_ONES, "told" if told or again else "")


def _number_of(line: str) -> int | None:
    found = _NUMBER.match(line)
    return int(found.group(1)) if found else None


def _in_sequence(lines: Sequence[str], *, ones: bool) -> list[list[str]]:
    """Lines of a list parted where a number is not the next; ones: 1, 1, 1 may be a sequence."""
    pieces: list[list[str]] = []
    expected = 0
    for line in lines:
        number = _number_of(line)
        if not pieces or (number is not None and number != expected and not (ones and number == 1)):
            ones = number == 1 and (ones or bool(pieces))
            pieces.append([])
        elif number is not None:
            ones = ones and number == 1
        pieces[-1].append(line)
        expected = number + 1 if number is not None else expected
    return pieces


def _next_of(listed: Element) -> int:
    """The number of the entry that would be the next of a list."""
    return int(listed.get("start", "1")) + len(listed)


class _Table(TableProcessor):
    """Tables none of whose cells is lost."""

    def __init__(self, parser: BlockParser, reader: Reader) -> None:
        super().__init__(parser, {"use_align_attribute": False})
        self._reader = reader

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc] # the stubs leave it out
        split = self._split_row(row)  # type: ignore[attr-defined] # likewise
        cells = [cell.strip() for cell in split]
        if any(cells[len(align) :]):
            what = f"表头{len(align)}栏，这一行有{len(cells)}栏，多出来的是：{cells[-1][:20]}"
            cure = "请删去多出来的一格，或在表头补上一栏；格子里的竖线写成 \\|"
            self._reader.note(row, ReadingCode.TABLE_RAGGED, what, cure)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """As the library does; a head alone is told."""
        head, *others = blocks[0].split("\n")
        if len(others) < 2:
            cure = "请补上表格的内容，或改成一段文字"
            self._reader.warn(head.strip(), f"表格只有表头，没有内容：{head.strip()[:20]}", cure)
        super().run(parent, blocks)

    def _build_empty_row(self, parent: Element, align: Sequence[str | None]) -> None:
        """No row where none is written; the library makes an empty one."""


class _Code(CodeBlockProcessor):
    """Four blanks before Chinese are an indent, pasted from a word processor; code is fenced."""

    def __init__(self, parser: BlockParser, reader: Reader) -> None:
        super().__init__(parser)
        self._reader = reader

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Code, or each indented line a paragraph."""
        if not _HAN.search(blocks[0]):
            super().run(parent, blocks)
            return
        paragraphs: list[str] = []
        for line in blocks.pop(0).split("\n"):
            if line.startswith(" " * self.tab_length) or not paragraphs:
                paragraphs.append(line.strip())
            else:
                paragraphs[-1] += f"\n{line}"
        first = paragraphs[0].partition("\n")[0]
        self._reader.warn(
            first,
            f"段首的空格已经去掉：{first[:20]}",
            "段首不用空格；真是代码的，请用三个反引号围起来",
        )
        blocks[:0] = paragraphs


class _Paragraph(ParagraphProcessor):
    """Paragraphs; where every line begins with 　　, each is one, and so are address and wish."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        """One paragraph, or as many as there are lines."""
        lines = blocks[0].split("\n")
        indented = [line.lstrip(" ").startswith(_INDENT) for line in lines]
        if len(lines) > 1 and all(indented) and not self.parser.state.isstate("list"):
            blocks[:1] = [line.strip() for line in lines]
            return
        if not self.parser.state.isstate("list"):
            parts = parted(lines, self.lastChild(parent))
            if len(parts) > 1:
                blocks[:1] = parts
                return
        super().run(parent, blocks)


class _Fences(FencedBlockPreprocessor):
    """Code between fences; the language that stands behind the first is not shown.

    Nor is what else other programs want there (title="a b"), but Chinese of several words is told.
    """

    FENCED_BLOCK_RE: ClassVar[re.Pattern[str]] = _FENCED

    def __init__(self, md: Markdown, reader: Reader) -> None:
        super().__init__(md, {"lang_prefix": ""})
        self._reader = reader

    def run(self, lines: list[str]) -> list[str]:
        """As the library does, without attributes."""
        for match in _FENCED.finditer("\n".join(lines)):
            info = match["info"].rstrip()
            if " " in info and _HAN.search(info):
                what = f"代码开头一行的字不印出：{info[:20]}"
                cure = "要印出的，请写在三个反引号上面一行；不印的就不用改"
                self._reader.warn(info, what, cure)
        stash = self.md.htmlStash.rawHtmlBlocks
        before = len(stash)
        read = super().run(lines)
        for at in range(before, len(stash)):
            stash[at] = _FENCE_HEAD.sub("<pre><code>", str(stash[at]), count=1)
        return read
