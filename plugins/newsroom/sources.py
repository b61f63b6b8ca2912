"""A source file as text: decoded, normalised, with its front matter apart from its body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from newsroom import gate
from newsroom.codes import ReadingCode
from newsroom.frontmatter import matter_of
from newsroom.problems import ProblemList

LARGEST_TEXT = 4 * 1024 * 1024
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
OPENING = re.compile(r"[ \t\n\u3000]*^[ \t]*---[ \t]*\n", re.MULTILINE)
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
LIKE_FENCE = re.compile(r"[ \t\u3000]*(?:[-‐‑–—―−－─]{2,}|\+{3}|\.{3})[ \t\u3000]*")
FORM = "请照编辑手册，用两行 ---（三个英文减号）把稿件信息围起来"

DATE_AND_REST = re.compile(r"(?P<day>[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)(?P<rest>.*)")
_WORDS = re.compile(r"\^\([a-z|]+\)\??\$")
FIELD_NAME = re.compile("[A-Za-z_][A-Za-z0-9_-]*")
FULL_WIDTH_QUOTES = "“”‘’「『＂"

EXAMPLES: dict[str | int, str] = {
    "photos": "photos: [{file: photo.jpg, alt: 一句话写明照片里有什么}]",
    "figures": 'figures: [{value: "8", unit: 个, label: 招商指挥部}]',
    "corrections": "corrections: [{date: 2013-10-09, text: 更正了什么}]",
    "retracted": "retracted: {date: 2013-10-09, text: 为什么撤下}",
    "bylines": "bylines: [林晓, {name: 何静, role: 通讯员}]",
    "credit": "credit: {name: 林晓, role: 摄}",
    "editors": "editors: [{name: 林晓, role: 责任编辑}]",
    "schedule": "schedule: {period: 2013-10, venue: 区信访局接访大厅}",
    "accept": "accept: [{code: 提示的编号, reason: 为什么没有错}]",
    "posts": "posts: {林晓: 区长}",
    "glossary": "glossary: {于方: 于方}",
    "plan": "plan: {p1: [lead]}",
}
"""How fields that hold further fields are written."""

_SYNONYMS = {
    **dict.fromkeys(("title", "标题", "標題", "主题", "題目", "题目"), "headline"),
    **dict.fromkeys(("subtitle", "副标题", "副題", "副题"), "deck"),
    **dict.fromkeys(("引题", "引題", "眉题"), "kicker"),
    **dict.fromkeys(("author", "authors", "byline", "作者", "署名", "记者", "記者"), "bylines"),
    **dict.fromkeys(("category", "categories", "栏目", "欄目", "分类"), "section"),
    **dict.fromkeys(("description", "excerpt", "abstract", "摘要", "提要"), "summary"),
    **dict.fromkeys(("image", "images", "photo", "picture", "照片", "图片"), "photos"),
    **dict.fromkeys(("draft", "published", "状态"), "status"),
    **dict.fromkeys(("type", "体裁", "种类"), "kind"),
    **dict.fromkeys(("location", "place", "电头"), "dateline"),
}
"""What other programs and newsrooms call a field."""

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


def values_of(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All values of front matter with their paths (`photos`, `0`, `alt`), each before its parts."""
    yield path, value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from values_of(inner, (*path, str(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from values_of(inner, (*path, str(index)))


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
    text = gate.passed(text.replace("\r\n", "\n").replace("\r", "\n"), name, problems)
    stacked = gate.too_many_marks(text)
    if stacked >= 0:
        line = text.count("\n", 0, stacked) + 1
        what = f"一个字上叠了{gate.MOST_STACKED}个以上的附加符号"
        problems.add(name, line, ReadingCode.CONTROL, what, "请删去这些符号")
        return None
    text = unicodedata.normalize("NFC", text)
    found = CONTROLS.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found.group()):04X}"
        cure = "请改成回车换行" if found.group() in LINE_BREAKS else "请删去这个字符"
        problems.add(name, line, ReadingCode.CONTROL, f"有看不见的控制字符 {code}", cure)
        return None
    return text


def source_of(data: bytes, name: str, problems: ProblemList) -> Source | None:
    """A Markdown file with front matter taken apart; None and problems if it can't be.

    Front matter that is no YAML is a problem too, but the body can still be looked through.
    """
    text = decoded(data, name, problems)
    return None if text is None else parted(text, name, problems)


def parted(text: str, name: str, problems: ProblemList) -> Source | None:
    """A decoded text taken apart; arguments and faults as in `source_of`."""
    opening = OPENING.match(text)
    closing = FENCE.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        _note_no_matter(text, opening.end() if opening else 0, name, problems)
        return None
    gate.told_of_marks(text, name, problems)
    above = text.count("\n", 0, opening.end())
    matter, lines = matter_of("\n" * above + text[opening.end() : closing.start()], name, problems)
    body_line = text.count("\n", 0, closing.end()) + 2
    return Source(name, matter, lines, text[closing.end() + 1 :], body_line)


def _note_no_matter(text: str, start: int, name: str, problems: ProblemList) -> None:
    """Say what is wrong with the two lines `---`. start: of the text after the first of them."""
    above = text.count("\n", 0, start)
    for number, line in enumerate(text[start:].split("\n")[:200], above + 1):
        if LIKE_FENCE.fullmatch(line):
            what = f"稿件信息的{'结尾' if start else '开头'}写成了“{line.strip()[:10]}”"
            problems.add(name, number, ReadingCode.NO_MATTER, what, FORM)
            return
        if not start and line.strip():
            break
    if start:
        problems.add(name, 1, ReadingCode.NO_MATTER, "稿件信息只有开头的 ---，没有结尾的 ---", FORM)
    else:
        what = "开头没有用两行 --- 围起来的稿件信息"
        problems.add(name, 1, ReadingCode.NO_MATTER, what, "请照编辑手册补上")


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
    field = _named(place) or "稿件信息"
    line = source.line_of(*place)
    match fault["type"]:
        case "extra_forbidden":
            known = list(model.model_fields)
            cure = _cure_of_cut(source.matter, place) or _cure_of_unknown(
                str(place[-1]), known if len(place) == 1 else []
            )
            what = f"不认识字段“{_shown(field)}”"
            problems.add(source.name, line, ReadingCode.UNKNOWN_FIELD, what, cure)
        case "invalid_key":  # {value: 1,234}
            what = f"不认识字段“{_shown(place[-1])}”"
            cure = _cure_of_cut(source.matter, place) or _cure_of_unknown(str(place[-1]), [])
            problems.add(source.name, line, ReadingCode.UNKNOWN_FIELD, what, cure)
        case "string_too_short" if _is_told(source.name, line, problems):
            pass  # `headline: ~`
        case "missing":
            problems.add(
                source.name, line, ReadingCode.MISSING_FIELD, f"缺少字段“{field}”", "请补上"
            )
        case kind if kind == "datetime_year" or _is_far_day(fault):
            what = f"“{field}”的年份不对：{_shown(fault.get('input'))}"
            cure = "请写1900年到2100年之间的日子"
            cure += "，要一直不发布的请写 status: draft" if field == "embargo" else ""
            problems.add(source.name, line, ReadingCode.WRONG_DATE, what, cure)
        case kind if kind.startswith(("date", "datetime", "timezone")):
            what, cure = _wrong_date(field, fault.get("input"))
            problems.add(source.name, line, ReadingCode.WRONG_DATE, what, cure)
        case _:
            what = f"“{field}”的内容不对：{_shown(fault.get('input'))}"
            cure = _example(place, fault) or _expected(fault)
            problems.add(source.name, line, ReadingCode.WRONG_VALUE, what, cure)


def _named(place: Sequence[str | int]) -> str:
    """A field as an editor counts: photos第1项的alt."""
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f"第{part + 1}项"
        else:
            words += f"的{part}" if words else part
    return words


def _is_far_day(fault: dict[str, Any]) -> bool:
    """Whether a day lies before or after all that a publication may have."""
    limits = (fault.get("ctx") or {}).values()
    return any(isinstance(limit, date) or "datetime.date" in str(limit) for limit in limits)


def _is_told(name: str, line: int, problems: ProblemList) -> bool:
    """Whether a wrong value on this line is told already."""
    place = (name, line, ReadingCode.WRONG_VALUE)
    return any((told.file, told.line, told.code) == place for told in problems)


def _cure_of_cut(matter: Any, place: list[str | int]) -> str:
    """A comma in braces parts fields: of `{value: 1,234}` 234 is another. "" if it was none."""
    for part in place[:-1]:
        try:
            matter = matter[part]
        except (KeyError, IndexError, TypeError):
            return ""
    if not isinstance(matter, dict):
        return ""
    whole = ""
    for key, value in matter.items():
        if str(key) == str(place[-1]):
            cut = f"{whole},{key}" if whole and value is None else ""
            return f'内容里有英文逗号的，请用英文引号括起来："{cut}"' if cut else ""
        whole = f"{whole},{key}" if value is None and whole else _shown(value)
    return ""


def _example(place: list[str | int], fault: dict[str, Any]) -> str:
    """The form of a field that wants fields of its own, for one who wrote a word; else ""."""
    wants_fields = fault["type"] in {"model_type", "dict_type", "tuple_type", "list_type"}
    form = next((EXAMPLES[part] for part in reversed(place) if part in EXAMPLES), "")
    return f"请写成 {form} 的样子" if wants_fields and form else ""


def _wrong_date(field: str, given: object) -> tuple[str, str]:
    """What is wrong with a day or a time, and how it is written."""
    written = str(given).strip() if isinstance(given, str | int) else ""
    match = DATE_AND_REST.fullmatch(written)
    day = _day_of(match["day"]) if match else None
    if match is None or day is None:
        what = f"“{field}”不是日历上有的日期：{_shown(given)}"
        return what, "请写成 2013-09-30 或 2013-09-30T08:00+08:00"
    shown = day.isoformat()
    if not match["rest"] and field == "embargo":
        return (
            f"“{field}”只有日期，没有钟点：{shown}",
            f"请写上几点发布和时区，如 {shown}T08:00+08:00",
        )
    if field != "embargo":
        return f"“{field}”只写日期，不写别的：{_shown(given)}", f"请写成 {shown}"
    return f"“{field}”的钟点写得不对：{_shown(given)}", f"请写成 {shown}T08:00+08:00 的样子"


def _day_of(written: str) -> date | None:
    parts = [int(part) for part in re.findall("[0-9]+", written)]
    try:
        return date(*parts)
    except ValueError:
        return None


def _cure_of_unknown(name: str, known: list[str]) -> str:
    near = _SYNONYMS.get(name.casefold(), "")
    if near in known:
        return f"这里叫“{near}”，请照编辑手册改"
    if name.casefold() in {"date", "日期"} and "headline" in known:
        return "请删去，稿件的日期就是这一期文件夹的名字"
    near = _nearest(name, known) if known else ""
    if near:
        return f"是不是“{near}”"
    if not FIELD_NAME.fullmatch(name):
        return "内容里有英文逗号或冒号的，请用英文引号把整句括起来"
    return "请删去，或照编辑手册改成认识的字段"


def _expected(fault: dict[str, Any]) -> str:
    """What would be right, in words for the editor; by pydantic's type of error."""
    given = fault.get("input")
    if isinstance(given, str) and given[:1] in FULL_WIDTH_QUOTES and fault["type"] == "enum":
        return "请去掉全角引号"
    if fault["type"] == "string_type" and isinstance(given, list | dict):
        return "这里写一句话；以 [ { 或 - 开头的请用英文引号把整句括起来"
    context = {key: str(value) for key, value in (fault.get("ctx") or {}).items()}
    kind = fault["type"]
    if kind == "too_long" and isinstance(given, str):
        kind = "string_too_long"
    if kind == "value_error" and context.get("error", "").isascii():
        kind = ""  # a library's own words
    if kind == "string_pattern_mismatch" and not _WORDS.fullmatch(context.get("pattern", "")):
        kind = ""
    context |= {
        "expected": re.sub(", | or ", "、", context.get("expected", "")).replace("'", ""),
        "words": "、".join(re.findall("[a-z]+", context.get("pattern", ""))),  # ^(small|large)?$
    }
    template = {
        "credit_form": (
            "请写成“林晓、何静”“记者 林晓”，或写全 {{name: 林晓, role: 记者, organisation: 单位}}"
        ),
        "enum": "可以是 {expected}",
        "greater_than_equal": "不能小于{ge}",
        "less_than_equal": "不能大于{le}",
        "too_long": "最多{max_length}项",
        "string_too_long": "最多{max_length}个字",
        "string_too_short": "不能空着",
        "int_type": "请写整数",
        "int_parsing": "请写整数",
        "int_from_float": "请写整数",
        "string_type": "请写文字；内容里有冒号时用引号括起来",
        "string_pattern_mismatch": "可以是 {words}",
        "tuple_type": "请写成几行，每行以 - 开头",
        "list_type": "请写成几行，每行以 - 开头",
        "dict_type": "请写成“字段: 内容”",
        "model_type": "请写成“字段: 内容”",
        "bool_type": "请写 true 或 false",
        "bool_parsing": "请写 true 或 false",
        "value_error": "请照编辑手册改（{error}）",
    }.get(kind, "请照编辑手册改")
    return template.format_map(context)


def _nearest(name: str, known: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.7)
    return close[0] if close else ""


def _shown(value: object) -> str:
    text = " ".join(_written(value).split())
    return text if len(text) <= 40 else f"{text[:40]}……"


def _written(value: object) -> str:
    """A value as an editor would write it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(one)}' for key, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _other_encoding(data: bytes) -> str:
    for encoding in ("gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding.upper()
    return ""
