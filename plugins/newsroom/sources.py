"""A source file as text: decoded, normalised, with its front matter apart from its body."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from newsroom.codes import ReadingCode
from newsroom.frontmatter import matter_of
from newsroom.problems import ProblemList

LARGEST_TEXT = 4 * 1024 * 1024
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Source:
    """A text file taken apart.

    name: shown to the editor; matter: None where it cannot be read; body_line: where the body
    starts.
    """

    name: str
    matter: dict[str, Any] | None
    lines: dict[str, int]
    body: str
    body_line: int

    def line_of(self, *path: str | int) -> int:
        """The line of a field of the front matter, or of the nearest field above it."""
        parts = [str(part) for part in path]
        while parts:
            line = self.lines.get(".".join(parts))
            if line:
                return line
            parts.pop()
        return 1


def decoded(data: bytes, name: str, problems: ProblemList) -> str | None:
    """The text of a file, NFC, line ends folded; None and a problem if it is not UTF-8."""
    if len(data) > LARGEST_TEXT:
        problems.add(name, 0, ReadingCode.TOO_LARGE, "文件超过4 MB", "请拆成几篇")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        guess = _other_encoding(data)
        what = f"文件不是 UTF-8 编码{f'，看来是 {guess}' if guess else ''}"
        problems.add(
            name,
            line,
            ReadingCode.ENCODING,
            what,
            "请用编辑器另存为 UTF-8，或用 scripts/import 导入",
        )
        return None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    found = CONTROLS.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        problems.add(
            name, line, ReadingCode.CONTROL, f"有看不见的控制字符 {code}", "请删去这个字符"
        )
        return None
    return text


def source_of(data: bytes, name: str, problems: ProblemList) -> Source | None:
    """A Markdown file with front matter taken apart; None and problems if it can't be.

    Front matter that is no YAML is a problem too, but the body can still be looked through.
    """
    text = decoded(data, name, problems)
    if text is None:
        return None
    fences = list(FENCE.finditer(text))
    if not fences or fences[0].start() != 0 or len(fences) < 2:
        problems.add(
            name,
            1,
            ReadingCode.NO_MATTER,
            "开头没有用两行 --- 围起来的稿件信息",
            "请照编辑手册补上",
        )
        return None
    matter, lines = matter_of(text[fences[0].end() : fences[1].start()], name, problems)
    body_start = fences[1].end() + 1
    body_line = text.count("\n", 0, fences[1].end()) + 2
    return Source(name, matter, lines, text[body_start:], body_line)


def validated(source: Source, model: type[M], problems: ProblemList) -> M | None:
    """The front matter as a model; None and one problem a fault if it does not fit."""
    if source.matter is None:
        return None
    try:
        return model.model_validate(source.matter)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            _note_fault(source, dict(fault), model, problems)
        return None


def without_faults(source: Source, model: type[M], needed: dict[str, Any]) -> M | None:
    """What is left of front matter that does not fit: never printed, only to look on for faults.

    needed: stands for the fields that every matter of this model has.
    """
    fields = {**needed, **(source.matter or {})}
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        faulty = {fault["loc"][0] for fault in error.errors(include_url=False) if fault["loc"]}
    kept = {name: value for name, value in fields.items() if name not in faulty}
    try:
        return model.model_validate({**needed, **kept})
    except ValidationError:
        return None


def _note_fault(
    source: Source, fault: dict[str, Any], model: type[BaseModel], problems: ProblemList
) -> None:
    place = [part for part in fault["loc"] if isinstance(part, str | int)]
    field = ".".join(str(part) for part in place) or "稿件信息"
    line = source.line_of(*place)
    match fault["type"]:
        case "extra_forbidden":
            near = _nearest(str(place[-1]), list(model.model_fields))
            cure = f"是不是“{near}”" if near else "请删去，或照编辑手册改成认识的字段"
            problems.add(source.name, line, ReadingCode.UNKNOWN_FIELD, f"不认识字段“{field}”", cure)
        case "missing":
            problems.add(
                source.name, line, ReadingCode.MISSING_FIELD, f"缺少字段“{field}”", "请补上"
            )
        case kind if kind.startswith(("date", "datetime", "timezone")):
            problems.add(
                source.name,
                line,
                ReadingCode.WRONG_DATE,
                f"“{field}”不是日历上有的日期：{_shown(fault.get('input'))}",
                "请写成 2013-09-30 或 2013-09-30T08:00+08:00",
            )
        case _:
            what = f"“{field}”的内容不对：{_shown(fault.get('input'))}"
            problems.add(source.name, line, ReadingCode.WRONG_VALUE, what, _expected(fault))


def _expected(fault: dict[str, Any]) -> str:
    """What would be right, in words for the editor; by pydantic's type of error."""
    context = {key: str(value) for key, value in (fault.get("ctx") or {}).items()}
    template = {
        "enum": "可以是 {expected}",
        "greater_than_equal": "不能小于{ge}",
        "less_than_equal": "不能大于{le}",
        "too_long": "最多{max_length}项",
        "string_too_long": "最多{max_length}个字",
        "string_too_short": "不能空着",
        "int_type": "请写整数",
        "int_parsing": "请写整数",
        "string_type": "请写文字；内容里有冒号时用引号括起来",
        "string_pattern_mismatch": "请照编辑手册改",
        "tuple_type": "请写成几行，每行以 - 开头",
        "list_type": "请写成几行，每行以 - 开头",
        "dict_type": "请写成“字段: 内容”",
        "model_type": "请写成“字段: 内容”",
        "bool_type": "请写 true 或 false",
        "bool_parsing": "请写 true 或 false",
        "value_error": "请照编辑手册改（{error}）",
    }.get(fault["type"], "请照编辑手册改")
    return template.format_map(context).replace(" or ", "、")


def _nearest(name: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.7)
    return close[0] if close else ""


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:40]}……"


def _other_encoding(data: bytes) -> str:
    for encoding in ("gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding.upper()
    return ""
