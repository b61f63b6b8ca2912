"""A source file as text: decoded, normalised, with its front matter apart from its body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsroom import gate
from newsroom.codes import ReadingCode
from newsroom.frontmatter import matter_of
from newsroom.problems import ProblemList

LARGEST_TEXT = 4 * 1024 * 1024
LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
OPENING = re.compile(r"[ \t\n\u3000]*^[ \t]*---[ \t]*\n", re.MULTILINE)
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
LIKE_FENCE = re.compile(r"[ \t\u3000]*(?:[-‐‑–—―−－─]{2,}|\+{3}|\.{3})[ \t\u3000]*")
FORM = "请照编辑手册，用两行 ---（三个英文减号）把稿件信息围起来"


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
    found = gate.CONTROLS.search(text)
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


def _other_encoding(data: bytes) -> str:
    for encoding in ("gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding.upper()
    return ""
