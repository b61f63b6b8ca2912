"""Front matter held against its model: every field that does not fit is told with its cure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from newsroom.codes import ReadingCode
from newsroom.fieldwords import in_words
from newsroom.itemfields import FIELDS, models_in
from newsroom.problems import ProblemList
from newsroom.sources import Source

DATE_AND_REST = re.compile(r"(?P<day>[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)(?P<rest>.*)")
_WORDS = re.compile(r"\^\([a-z|]+\)\??\$")
FIELD_NAME = re.compile("[A-Za-z_][A-Za-z0-9_-]*")
FULL_WIDTH_QUOTES = "“”‘’「『＂"

EXAMPLES: dict[str | int, str] = {
    "photos": "photos: [{file: photo.jpg, alt: 一句话写明照片里有什么}]",
    "audio": "audio: {file: 本期.mp3, start: 3:20}",
    "photo": "photo: {file: photo.jpg, alt: 一句话写明图片里有什么}",
    "crop": "crop: [0.5, 0.3]",
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

_CALLED = {
    **{field.name: (field.shown.label, *field.shown.called) for field in FIELDS},
    "file": ("src", "url", "path", "文件", "文件名", "照片", "图片"),
    "alt": ("替代文字", "描述"),
    "caption": ("title", "说明", "图片说明", "图说", "图注", "圖說", "說明"),
    "credit": ("author", "photographer", "bylines", "byline", "摄影", "作者", "署名", "攝影"),
    "name": ("姓名", "名字"),
    "role": ("title", "身份", "职务", "職務"),
    "organisation": ("organization", "org", "单位", "單位"),
    "value": ("number", "数字", "数值", "數字"),
    "unit": ("单位", "單位"),
    "label": ("caption", "text", "说明", "标签", "說明"),
    "text": ("content", "内容", "说明", "原因", "reason"),
    "date": ("day", "日期"),
}
"""What other programs and newsrooms call a field."""

M = TypeVar("M", bound=BaseModel)


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
            known = _fields_at(model, place[:-1])
            cure = _cure_of_cut(source.matter, place) or _cure_of_unknown(str(place[-1]), known)
            what = f"不认识字段“{_shown(_as_typed(place))}”"
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
            cure += "，要一直不发布的请写 status: draft" if field == in_words("embargo") else ""
            problems.add(source.name, line, ReadingCode.WRONG_DATE, what, cure)
        case kind if kind.startswith(("date", "datetime", "timezone")):
            what, cure = _wrong_date(field, fault.get("input"))
            problems.add(source.name, line, ReadingCode.WRONG_DATE, what, cure)
        case _:
            what = f"“{field}”的内容不对：{_shown(fault.get('input'))}"
            cure = _example(place, fault) or _expected(fault)
            problems.add(source.name, line, ReadingCode.WRONG_VALUE, what, cure)


def _fields_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """The fields that may stand at a place of front matter; [] where that cannot be told."""
    for part in path:
        if isinstance(part, str):
            field = model.model_fields.get(part)
            inner = next(models_in(field.annotation), None) if field else None
            if inner is None:
                return []
            model = inner
    return list(model.model_fields)


def _named(place: Sequence[str | int]) -> str:
    """A field as an editor counts: 照片（photos）第1项的替代文字（alt）."""
    words = ""
    for part in place:
        if isinstance(part, int):
            words += f"第{part + 1}项"
        else:
            words += f"的{in_words(part)}" if words else in_words(part)
    return words


def _as_typed(place: Sequence[str | int]) -> str:
    """A field that is none, as an editor typed it, and where it stands."""
    home = _named(place[:-1])
    return f"{home}的{place[-1]}" if home else str(place[-1])


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
        return what, f"请写成 2013-09-30{'T08:00+08:00' if field == in_words('embargo') else ''}"
    shown = day.isoformat()
    if not match["rest"] and field == in_words("embargo"):
        return (
            f"“{field}”只有日期，没有钟点：{shown}",
            f"请写上几点发布和时区，如 {shown}T08:00+08:00",
        )
    if field != in_words("embargo"):
        return f"“{field}”只写日期，不写别的：{_shown(given)}", f"请写成 {shown}"
    return f"“{field}”的钟点写得不对：{_shown(given)}", f"请写成 {shown}T08:00+08:00 的样子"


def _day_of(written: str) -> date | None:
    parts = [int(part) for part in re.findall("[0-9]+", written)]
    try:
        return date(*parts)
    except ValueError:
        return None


def _cure_of_unknown(name: str, known: list[str]) -> str:
    near = next((field for field in known if name.casefold() in _CALLED.get(field, ())), "")
    if near:
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
