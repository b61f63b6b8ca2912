"""Front matter as an editor writes it: YAML without its surprises, and the line of every field."""

from __future__ import annotations

import re
from typing import Any

import yaml

from newsroom.codes import ReadingCode
from newsroom.problems import ProblemList

DEEPEST = 12
ALIAS_FAULT = "& 、* 、! 开头的内容要用引号括起来"
FAULTS = {
    "mapping values are not allowed": "一行里多了一个冒号，或缩进不齐",
    "could not find expected ':'": "少了冒号，或冒号后面没有空格",
    "expected <block end>": "缩进不齐",
    "expected ',' or ']'": "方括号没有成对",
    "expected ',' or '}'": "花括号没有成对",
    "found unexpected end of stream": "引号没有成对",
    "found unknown escape character": "双引号里的反斜线要写成两个",
    "cannot start any token": "内容以特殊符号或制表符开头，要用引号括起来",
    "sequence entries are not allowed": "列表的缩进不对",
    "mapping keys are not allowed": "内容以问号开头，要用引号括起来",
    "expected chomping": "| 和 > 后面不能有文字",
    "expected '<document start>'": "缩进不齐，或冒号后面没有空格",
    "expected escape sequence": "双引号里的反斜线要写成两个",
    "unhashable key": "字段名要写成一个词",
    "expected the node content": "内容以特殊符号开头，要用引号括起来",
}


def matter_of(
    matter: str, name: str, problems: ProblemList
) -> tuple[dict[str, Any] | None, dict[str, int]]:
    """The fields of front matter, and the line of each."""
    lines: dict[str, int] = {}
    try:
        _refuse_aliases(matter)
        node = yaml.compose(matter, Loader=_PlainLoader)
        if node is not None:
            _note_lines(node, "", lines, name, problems, 0)
        value = _PlainLoader(matter).get_single_data() if node is not None else {}
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 1
        problems.add(name, line, ReadingCode.YAML, _fault(error), "请检查缩进、冒号后的空格和引号")
        return None, lines
    if not isinstance(value, dict):
        problems.add(name, 1, ReadingCode.YAML, "稿件信息不是“字段: 内容”的样子", "请照编辑手册改")
        return None, lines
    return value, lines


class MatterError(ValueError):
    """What this house refuses of YAML; the message is for the editor."""


def _fault(error: Exception) -> str:
    """What is wrong, in the editor's language; the library's own words are English."""
    if isinstance(error, MatterError):
        return f"稿件信息读不懂：{error}"
    told = " ".join(str(getattr(error, "problem", None) or error).split())
    known = (what for sign, what in FAULTS.items() if sign in told)
    return f"稿件信息读不懂：{next(known, '不是“字段: 内容”的样子')}"


class _PlainLoader(yaml.SafeLoader):
    """YAML without its surprises: only whole numbers, true, false and null are not text.

    Dates stay text for the model to judge; `8:30` is no number of base 60, `no` no lie, `1.50`
    keeps its nought.
    """

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the library declares it so


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^(?:0|-?[1-9][0-9]{0,8})$", list("-0123456789")),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def _refuse_aliases(matter: str) -> None:
    """A few aliases of aliases make a text of gigabytes; no editor needs one."""
    for token in yaml.scan(matter, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken | yaml.TagToken):
            raise MatterError(ALIAS_FAULT)


def _note_lines(
    node: yaml.Node, path: str, lines: dict[str, int], name: str, problems: ProblemList, depth: int
) -> None:
    """Remember the line of every field; a field given twice is a problem, aliases are refused."""
    if depth > DEEPEST:
        raise MatterError("一层套一层，套得太深")
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise MatterError("字段名要写成一个词")
            if key.value in seen:
                where = key.start_mark.line + 1
                problems.add(
                    name, where, ReadingCode.YAML, f"字段“{key.value}”写了两次", "请留一个"
                )
            seen.add(key.value)
            inner = f"{path}.{key.value}" if path else key.value
            _note_lines(value, inner, lines, name, problems, depth + 1)
            lines[inner] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(
                value, f"{path}.{index}" if path else str(index), lines, name, problems, depth + 1
            )
