"""Front matter as an editor writes it: YAML without its surprises, and the line of every field.

Where there is no doubt what an editor meant it is read so (`no`, `007`, `1.50`, `2013-10-01` and
`8:30` are text, a tab after the colon is a blank); where YAML would lose or change words without a
word, it is told with its line and its cure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import yaml

from newsroom import gate
from newsroom.codes import ReadingCode
from newsroom.itemfields import WORDS_OF_ITEMS, names_in
from newsroom.matter import FillerMatter, IssueMatter, ItemMatter, PageMatter
from newsroom.problems import ProblemList

LONGEST = 65_536  # characters of front matter
MOST_TOKENS = 10_000
DEEPEST = 12

WORDS = WORDS_OF_ITEMS | {
    *("pages", "date", "number", "size", "file", "position", "footer", "plan", "crop"),
    *("period", "start", "end", "corrects", "code", "whole", "odd_week", "region", "on_holidays"),
    *("story", "filler", "ear", "column", "line", "width", "height", "head", "head_size"),
    *("box", "to", "short", "spread", "places", "paper", "columns", "lines", "locked", "count"),
    "nameplate",  # of a dummy: pages, page, vertical and photos it has from others
}
"""Fields that hold a word, a number or a date for the program; a comment may follow it."""

TEXTS = names_in(ItemMatter, IssueMatter, PageMatter, FillerMatter) - WORDS | {
    "says",  # of a dummy: the words of a filler that the press has made
}
"""Fields that hold what readers read, or further fields."""

ALIAS_FAULT = "内容以 & 、* 或 ! 开头"
QUOTES_CURE = '请用英文引号把整句括起来，如 headline: "[通知] 停水"'
FAULTS = {
    "mapping values are not allowed": (
        "一行里多了一个冒号，或缩进不齐",
        "内容里有冒号的，请用英文引号把整句括起来，或改用全角冒号",
    ),
    "could not find expected ':'": ("少了冒号，或冒号后面没有空格", "请写成“字段: 内容”"),
    "expected <block end>": ("缩进不齐", "同一层的字段要对齐"),
    "expected ',' or ']'": ("方括号没有成对", "请补上，或用英文引号把整句括起来"),
    "expected ',' or '}'": ("花括号没有成对", "请补上，或用英文引号把整句括起来"),
    "found unexpected end of stream": ("引号没有成对", "请补上另一半引号"),
    "found unknown escape character": ("双引号里的反斜线要写成两个", "请改正，或改用单引号"),
    "'\\t' that cannot start any token": ("用了制表符", "请改成空格"),
    "cannot start any token": ("内容以特殊符号开头", "请用英文引号把整句括起来"),
    "sequence entries are not allowed": ("内容以减号开头，或列表的缩进不对", QUOTES_CURE),
    "mapping keys are not allowed": ("内容以问号开头", "请用英文引号把整句括起来"),
    "expected '<document start>'": ("缩进不齐，或冒号后面没有空格", "请写成“字段: 内容”"),
    "expected escape sequence": ("双引号里的反斜线要写成两个", "请改正，或改用单引号"),
    "expected the node content": ("内容以特殊符号开头", "请用英文引号把整句括起来"),
}
FIRST_SIGNS = {
    "[": ("内容以 [ 开头，会被当成列表", QUOTES_CURE),
    "{": ("内容以 { 开头，会被当成几个字段", QUOTES_CURE),
    '"': ("引号外面还有字，或引号没有成对", "请把整句括在一对引号里，里面的引号改用全角"),
    "'": ("引号外面还有字，或引号没有成对", "请把整句括在一对引号里，里面的引号改用全角"),
    "|": ("| 和 > 后面不能有文字", "请用英文引号把整句括起来"),
    ">": ("| 和 > 后面不能有文字", "请用英文引号把整句括起来"),
    **dict.fromkeys("&*!", (ALIAS_FAULT, "请用英文引号把整句括起来")),
}
PLAIN_FAULT = ("不是“字段: 内容”的样子", "请检查缩进、冒号后的空格和引号")

_BLANKS = " \t\u3000\u00a0"
_LINE = re.compile(
    rf"(?P<indent>[{_BLANKS}]*)(?P<items>(?:-[{_BLANKS}]+)*)"
    rf"(?:(?P<key>[A-Za-z_]{{2,20}})(?P<before>[{_BLANKS}]*)(?P<colon>[:：])(?P<gap>[{_BLANKS}]*))?"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?:[ \t]+#.*)?")
MOST_LINES = 1_000  # for the quick way
_PLAIN = r"""[^\s!-/:-@\[-`{-~][^\t"#:\[\\\]'{}&*]*(?::(?=[^\s:])[^\t"#:\[\\\]'{}&*]*)*(?<![:\s])"""
_INNER = r"""(?:[^\s!-/:-@\[-`{-~](?:[^\t!-/:-@\[-`{-~]|-)*(?<!\s)|"[^"\\]*"|'[^']*')"""
_PAIR = rf"[A-Za-z_]+: {_INNER}"
_FLOW = rf"\{{{_PAIR}(?:, {_PAIR})*\}}|\[{_INNER}(?:, {_INNER})*\]"
_ORDINARY = re.compile(
    rf"""(?:\ {{0,12}}(?:-\ )?(?:[A-Za-z_]+:(?:\ (?:{_PLAIN}|"[^"\\]*"|'[^']*'|{_FLOW}))?|{_PLAIN}
    |"[^"\\]*"|'[^']*'|{_FLOW}))?""".replace("\n    ", "")
)
_COMMENT = re.compile(r"[ \t]+#")
_NOTHING = frozenset({"~", "null"})


def matter_of(
    matter: str, name: str, problems: ProblemList
) -> tuple[dict[str, Any] | None, dict[str, int]]:
    """The fields of front matter, and the line of each.

    matter: with as many line breaks before it as there are lines above it in the file.
    """
    lines: dict[str, int] = {}
    try:
        _check_budget(matter)
        matter = _mended(matter, name, problems)
        loader, node = _quick(matter) or _thorough(matter)
        if node is not None:
            _Look(matter.split("\n"), lines, name, problems).at(node, "", 0)
        value = loader.construct_document(node) if node is not None else {}
    except MatterError as error:
        problems.add(name, error.line, error.code, f"稿件信息读不懂：{error}", error.cure)
        return None, lines
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        line, (what, cure) = _fault(error, matter)
        problems.add(name, line, ReadingCode.YAML, f"稿件信息读不懂：{what}", cure)
        return None, lines
    if not isinstance(value, dict):
        problems.add(name, 1, ReadingCode.YAML, "稿件信息不是“字段: 内容”的样子", "请照编辑手册改")
        return None, lines
    return value, lines


def _thorough(matter: str) -> tuple[_Loader, yaml.Node | None]:
    """Any front matter; what is wrong with it is raised, with its line."""
    _check_tokens(matter)
    loader = _PlainLoader(matter)
    return loader, loader.get_single_node()


def _quick(matter: str) -> tuple[_Loader, yaml.Node | None] | None:
    """Front matter of ordinary lines, ten times as fast by libyaml; None for any other.

    The two readers of YAML differ in what is odd and in what they say of it, so that is left to the
    one; lines like these they read alike, and nothing in them can be deep or endless.
    """
    if not yaml.__with_libyaml__ or matter.count("\n") > MOST_LINES:
        return None
    if not all(map(_ORDINARY.fullmatch, matter.split("\n"))):
        return None
    loader = _QuickLoader(matter)
    try:
        return loader, loader.get_single_node()
    except yaml.YAMLError:
        return None


class MatterError(ValueError):
    """What this house refuses of YAML; message and cure are for the editor."""

    def __init__(
        self, message: str, cure: str, line: int = 1, code: ReadingCode = ReadingCode.YAML
    ) -> None:
        self.cure, self.line, self.code = cure, line, code
        super().__init__(message)


class _PlainLoader(yaml.SafeLoader):
    """YAML without its surprises: only whole numbers, true, false and null are not text.

    Dates stay text for the model to judge; `8:30` is no number of base 60, `no` no lie, `1.50`
    keeps its nought.
    """

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the library declares it so


class _QuickLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # may lack
    """The same by libyaml, where the library was built with it."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_Loader = _PlainLoader | _QuickLoader

for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^(?:0|-?[1-9][0-9]{0,8})$", list("-0123456789")),
):
    for _loader in (_PlainLoader, _QuickLoader):
        _loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def _fault(error: Exception, matter: str) -> tuple[int, tuple[str, str]]:
    """Line, what and cure, in the editor's language; the library's own words are English."""
    told = " ".join(str(getattr(error, "problem", None) or error).split())
    lines = matter.split("\n")
    line = _line_of(error, told, lines)
    written = lines[line - 1] if line <= len(lines) else ""
    _, colon, value = written.partition(": ")
    value = value.lstrip()
    begins = FIRST_SIGNS.get(value[:1])
    if colon and begins and ("expected" in told or "unknown" in told):
        return line, begins
    if _COMMENT.search(written) and ("',' or" in told or "end of stream" in told):
        return line, ("空格和 # 后面的字会被当成注释丢掉", "请用英文引号把整句括起来")
    if "：" in written and not colon:
        return line, ("字段后面是全角冒号", "请改成英文冒号，后面空一格")
    known = (fault for sign, fault in FAULTS.items() if sign in told)
    return line, next(known, PLAIN_FAULT)


def _line_of(error: Exception, told: str, lines: list[str]) -> int:
    """The line to mend; YAML tells of what is left open where it gives up looking for the end."""
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    found = (mark.line if mark else 0) + 1
    if mark and begun and begun.line < mark.line:
        goes_on = lines[mark.line] if mark.line < len(lines) else ""
        next_field = _LINE.fullmatch(goes_on)
        if (
            "could not find expected ':'" in told
            or not goes_on.strip()
            or (("',' or" in told or "end of" in told) and next_field and next_field["key"])
        ):
            return int(begun.line) + 1
    return found


def _check_budget(matter: str) -> None:
    """Refuse front matter larger than any item's; counted in characters."""
    if len(matter) > LONGEST:
        what = f"稿件信息有{len(matter)}字，最多{LONGEST}字"
        raise MatterError(what, "正文请写在第二行 --- 下面", 1, ReadingCode.TOO_LARGE)


def _check_tokens(matter: str) -> None:
    """Refuse what is nested or long beyond measure, and aliases.

    A few aliases of aliases make a text of gigabytes; no editor needs one. Tokens come one by one,
    so that nothing is built of what is refused.
    """
    depth = 0
    for count, token in enumerate(yaml.scan(matter, Loader=yaml.SafeLoader)):
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
            raise MatterError(ALIAS_FAULT, "请用英文引号把整句括起来", line)
        if isinstance(
            token,
            yaml.FlowSequenceStartToken
            | yaml.FlowMappingStartToken
            | yaml.BlockSequenceStartToken
            | yaml.BlockMappingStartToken,
        ):
            depth += 1
        elif isinstance(
            token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken | yaml.BlockEndToken
        ):
            depth -= 1
        if depth > DEEPEST:
            what = f"一层套一层，套了{DEEPEST}层还不止"
            raise MatterError(what, "请减少括号或缩进的层次", line, ReadingCode.TOO_LARGE)
        if count > MOST_TOKENS:
            what = f"字段和内容超过{MOST_TOKENS}个"
            raise MatterError(what, "请减少项数", line, ReadingCode.TOO_LARGE)


def _mended(matter: str, name: str, problems: ProblemList) -> str:
    """The lines with the blanks that YAML wants; full-width colons are told and put right."""
    mended: list[str] = []
    block = -1  # the indent of the field whose block of text goes on
    for number, line in enumerate(matter.split("\n"), 1):
        match = _LINE.fullmatch(line.rstrip(_BLANKS))
        assert match is not None  # noqa: S101 - every part of it may be empty
        indent = len(match["indent"])
        if block >= 0 and (indent > block or not line.strip(_BLANKS)):
            mended.append(line)
            continue
        block = -1
        mended.append(_mended_line(match, number, name, problems))
        if match["key"] and _BLOCK.fullmatch(match["rest"]):
            block = indent + len(match["items"])
    return "\n".join(mended)


def _mended_line(match: re.Match[str], number: int, name: str, problems: ProblemList) -> str:
    indent, key, rest = match["indent"], match["key"], match["rest"]
    if not indent.isascii() and (key or match["items"]):
        problems.add(name, number, ReadingCode.YAML, "行首用了全角空格", "请改成半角空格")
        indent = indent.replace("\u3000", "  ").replace("\u00a0", " ")
    items = "- " * match["items"].count("-")
    if key is None:
        return indent + (items or match["items"]) + rest
    known = key in TEXTS or key in WORDS
    if match["colon"] == "：" and (known or not indent):
        what = f"字段“{key}”后面是全角冒号"
        problems.add(name, number, ReadingCode.YAML, what, f"请写成 {key}: 内容，冒号后面空一格")
    elif match["colon"] == ":" and known and rest and not match["gap"]:
        what = f"字段“{key}”的冒号后面没有空格"
        problems.add(name, number, ReadingCode.YAML, what, f"请写成 {key}: 内容，冒号后面空一格")
    elif match["colon"] == "：" or not known:
        return match.string if match["indent"].isascii() else indent + match.string.lstrip(_BLANKS)
    return f"{indent}{items}{key}:{' ' if rest else ''}{rest}"


@dataclass(slots=True)
class _Look:
    """A walk over YAML's nodes: the line of every field, and what would be lost without a word."""

    written: list[str]
    lines: dict[str, int]
    name: str
    problems: ProblemList
    field: str = field(default="")

    def at(self, node: yaml.Node, path: str, depth: int) -> None:
        """Look at one node and at what is in it."""
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            self._fields(node, path, depth)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self.at(value, f"{path}.{index}" if path else str(index), depth + 1)
        elif isinstance(node, yaml.ScalarNode):
            self._scalar(node)

    def _fields(self, node: yaml.MappingNode, path: str, depth: int) -> None:
        seen: set[str] = set()
        for key, value in node.value:
            where = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise MatterError("字段名要写成一个词", QUOTES_CURE, where)
            if key.value in seen:
                what = f"字段“{key.value}”写了两次"
                self.problems.add(self.name, where, ReadingCode.YAML, what, "请留一个")
            seen.add(key.value)
            inner = f"{path}.{key.value}" if path else key.value
            outer = self.field
            self.field = outer if outer in WORDS else key.value  # p1 of plan is a word as well
            self.at(value, inner, depth + 1)
            self.field = outer
            self.lines[inner] = where

    def _scalar(self, node: yaml.ScalarNode) -> None:
        line = node.start_mark.line + 1
        if node.style == '"':  # its escapes, "\u200b", did not pass the gate as characters
            node.value = gate.passed(node.value, self.name, self.problems, line)
        if node.style or self.field in WORDS:  # "" and None are plain, by the reader
            return
        for what, cure in self._lost(node):
            self.problems.add(self.name, line, ReadingCode.COMMENT, what, cure)
        if node.value in _NOTHING:
            what = f"“{self.field}”写的是 {node.value}，不知道是空着还是要印出来"
            cure = f'空着请整行删去，要印出来请加引号："{node.value}"'
            self.problems.add(self.name, line, ReadingCode.WRONG_VALUE, what, cure)

    def _lost(self, node: yaml.ScalarNode) -> Iterator[tuple[str, str]]:
        """Words behind ` #`, which YAML takes for a comment."""
        end = node.end_mark
        rest = self.written[end.line][end.column :] if end.line < len(self.written) else ""
        if _COMMENT.match(rest):
            shown = rest.strip()[:20]
            whole = f"{node.value[:20]} {shown}".strip()
            yield (
                f"“{self.field}”里空格和 # 后面的字会丢掉：{shown}",
                f'请用英文引号把整句括起来："{whole}"；真是注释的请另起一行',
            )
