"""The gate that all text passes on its way in: what no reader can see does not come through.

Zero-width and format characters are dropped, each with a warning that names it: 干[U+200B]立新 is
not the 干立新 of the glossary, and no editor can see why. What an emoji, a rare Han form or another
script needs stays. A character that forces the direction of writing makes a reader see other words
than the press does; it is refused (Unicode UAX #9 §2.2, UTS #39; "Trojan Source", CVE-2021-42574).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

from newsroom import copied
from newsroom.codes import ReadingCode
from newsroom.fences import outside_fences
from newsroom.problems import MOST_ALIKE, ProblemList, Severity

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U00013430-\U00013455"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Category Cf and Default_Ignorable_Code_Point, less what shows a sign of its own (U+0600 …)."""

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
REPLACEMENT = "\ufffd"
OVERRIDES = frozenset("\u202d\u202e")
MOST_TOLD = 20  # lines of one file; the rest are counted
MOST_SHOWN = 5  # characters of one line
MOST_STACKED = 30  # marks on one letter: the Stream-Safe Text Format, UAX #15 §13
NAMES = {
    "\u00ad": "软连字符",
    "\u034f": "组合字形连接符",
    "\u061c": "阿拉伯字母标记",
    "\u115f": "谚文占位符",
    "\u1160": "谚文占位符",
    "\u180e": "蒙古文元音分隔符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左到右标记",
    "\u200f": "从右到左标记",
    "\u202a": "从左到右嵌入",
    "\u202b": "从右到左嵌入",
    "\u202c": "方向结束",
    "\u202d": "强制从左到右",
    "\u202e": "强制从右到左",
    "\u2060": "单词连接符",
    "\u2066": "从左到右隔离",
    "\u2067": "从右到左隔离",
    "\u2068": "首字定向隔离",
    "\u2069": "隔离结束",
    "\u3164": "谚文填充符",
    "\ufeff": "零宽不断行空格",
    "\uffa0": "半角谚文填充符",
    "\ufffc": "对象占位符",
}

_JOINER, _NON_JOINER = "\u200d", "\u200c"
_KEYS = frozenset("0123456789#*")
_TEXT_STYLE, _EMOJI_STYLE, _KEYCAP = "\ufe0e", "\ufe0f", "\u20e3"
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")  # of England, of Wales
_HAN = re.compile("[\u3005\u3007\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SPECIAL_PICTURES = frozenset("‼⁉ℹ〰〽")  # emoji that Unicode counts as letters or marks
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1800-\u18af]")  # Arabic, Indic, Mongolian
_PHONE = re.compile("[-+0-9 ()*#./\u00a0\u2010-\u2013]{1,40}\u202c")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_OTHER_SCRIPTS = re.compile(  # where marks stack up: no Latin letters, Han, kana or full width
    "[^\x00-\u02ff\u2000-\u20cf\u2100-\u3029\u3030-\u3098"
    "\u309b-\ua66e\uac00-\ufb1d\ufe30-\uffff]{31,}"
)

_CODE = re.compile("`+[^`]+`+")
_MARK = re.compile(r"-\{([^{}\n]*)\}-")
_BAR = re.compile("[/／]")
_BRACES = re.compile("[{}｛｝]")
_WIDE_MARK = re.compile(r"[-－—]?[{｛][^{}｛｝\n]{1,40}[}｝][-－—]")
_OTHER_WIKI = re.compile(r"^(?:[A-Z]+\||.*\bzh(?:-[a-z]+)*:)")
MOST_FORMS = 3


def passed(text: str, name: str, problems: ProblemList, line: int = 1) -> str:
    """A text without what nobody can see in it, in plain letters; what changed is told.

    name: of the file, for the editor. line: of the text's first line. A character that forces the
    direction of writing is dropped as well, and is an error.
    """
    plain, changed = copied.plain(text)
    if changed:
        _tell_of_copied(text, changed, name, problems, line)
        text = plain
    kept, dropped = sifted(text)
    if dropped:
        _tell(text, dropped, name, problems, line)
    at = text.find(REPLACEMENT)
    if at >= 0:
        what = f"有{text.count(REPLACEMENT)}处认不出的字（{REPLACEMENT}），原来的字已经丢了"
        where = line + text.count("\n", 0, at)
        problems.add(name, where, ReadingCode.DAMAGED, what, "请照原稿补上", Severity.WARNING)
    return kept


def sifted(text: str) -> tuple[str, list[tuple[int, str]]]:
    """A text without its invisible characters, and which were dropped at which offsets."""
    if not INVISIBLE.search(text):
        return text, []
    parts: list[str] = []
    dropped: list[tuple[int, str]] = []
    start = 0
    for match in INVISIBLE.finditer(text):
        at = match.start()
        if not _belongs(text, at):
            parts.append(text[start:at])
            dropped.append((at, match.group()))
            start = at + 1
    parts.append(text[start:])
    return "".join(parts), dropped


def out_of_markup(made: str, source: str, name: str, line: int, problems: ProblemList) -> str:
    """HTML that Markdown made, without the characters that came in as `&#8203;` or `&zwnj;`.

    source: the Markdown, in which they are looked for; line: of its first line.
    """
    kept, dropped = sifted(copied.plain(made)[0])
    if not dropped:
        return kept
    written = {char: 0 for _, char in dropped}
    for match in reversed(list(_REFERENCE.finditer(source))):
        for char in html.unescape(match.group()):
            if char in written:
                written[char] = match.start()
    found = sorted((at, char) for char, at in written.items())
    _tell(source, found, name, problems, line)
    return kept


def too_many_marks(text: str) -> int:
    """The offset of a letter with so many marks on it that ordering them takes for ever; or -1."""
    for match in _OTHER_SCRIPTS.finditer(text):
        run = 0
        for at, char in enumerate(match.group(), match.start()):
            run = run + 1 if unicodedata.combining(char) else 0
            if run > MOST_STACKED:
                return at
    return -1


def told_of_marks(text: str, name: str, problems: ProblemList, line: int = 1) -> None:
    """Tell of house marks (`-{于}-`, `-{里/裡}-`) that would be printed as they are written.

    name, line: as in `passed`. Code is left alone.
    """
    if not _BRACES.search(text):
        return
    told = 0
    for above, words in outside_fences(text.split("\n")):
        if _BRACES.search(words):
            for what, cure, severity in _faulty_marks(_CODE.sub("", words)):
                problems.add(name, line + above, ReadingCode.HOUSE_MARK, what, cure, severity)
                told += 1
        if told > 2 * MOST_ALIKE:
            return


def without_marks(text: str) -> str:
    """A text from outside in which nothing is a house mark: it prints as it is, in both scripts.

    The hyphen of each `-{` becomes a mark of its own, `-{-}-`, which prints a hyphen.
    """
    return text.replace("-{", "-{-}-{")


def character_name(char: str) -> str:
    """How a character is named to an editor: `U+200B 零宽空格`."""
    name = NAMES.get(char)
    if name is None:
        name = "异体选择符" if "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0100" else "控制符"
    return f"U+{ord(char):04X} {name}"


def _belongs(text: str, at: int) -> bool:  # noqa: PLR0911 - one sign each
    """Whether an invisible character is part of a sign that can be seen."""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in (_TEXT_STYLE, _EMOJI_STYLE):
        return _is_picture(before) or (after == _KEYCAP and before in _KEYS)
    if char in (_JOINER, _NON_JOINER) and _JOINING.match(before):
        return bool(_JOINING.match(after)) or not after.strip()
    if char == _JOINER:
        return _is_picture(_dressed(text, at)) and _is_picture(after)
    if "\ufe00" <= char <= "\ufe02" or "\U000e0100" <= char <= "\U000e01ef":
        return bool(_HAN.match(before))
    if "\u180b" <= char <= "\u180f":
        return bool(_JOINING.match(before))
    if "\U000e0020" <= char <= "\U000e007f":
        start = text.rfind("\U0001f3f4", max(0, at - 10), at)
        flag = _FLAG.match(text, start) if start >= 0 else None
        return flag is not None and flag.end() > at
    return False


def _dressed(text: str, at: int) -> str:
    """The picture before an offset, behind its style and the colour of its skin."""
    while at and (text[at - 1] == _EMOJI_STYLE or "\U0001f3fb" <= text[at - 1] <= "\U0001f3ff"):
        at -= 1
    return text[at - 1 : at]


def _is_picture(char: str) -> bool:
    if char in _SPECIAL_PICTURES or "\U0001f3fb" <= char <= "\U0001f3ff":
        return char > ""
    category = unicodedata.category(char) if char else ""
    return category == "So" or (category == "Sm" and char >= "\u2190")


def _tell(
    text: str, dropped: Iterable[tuple[int, str]], name: str, problems: ProblemList, line: int
) -> None:
    """Tell of dropped characters, one sentence a line of the file."""
    by_line: dict[int, dict[str, int]] = {}
    forced: dict[int, str] = {}
    place = 0
    for at, char in dropped:
        line += text.count("\n", place, at)
        place = at
        if char in OVERRIDES and not (char == "\u202d" and _PHONE.match(text, at + 1)):
            forced.setdefault(line, char)
            continue
        counts = by_line.setdefault(line, {})
        counts[char] = counts.get(char, 0) + 1
    for number, char in list(forced.items())[:MOST_TOLD]:
        what = f"有改变文字方向的字符（{character_name(char)}），读者看到的会与原文不同"
        problems.add(name, number, ReadingCode.DIRECTION, what, "请删去这一句，重新打一遍")
    for number, counts in list(by_line.items())[:MOST_TOLD]:
        shown = "、".join(
            f"{character_name(char)}{f'（{count}个）' if count > 1 else ''}"
            for char, count in list(counts.items())[:MOST_SHOWN]
        )
        what, cure = f"有看不见的字符，已经去掉：{shown}", "请在原文里也删去"
        problems.add(name, number, ReadingCode.INVISIBLE, what, cure, Severity.WARNING)
    if len(by_line) > MOST_TOLD:
        what = f"看不见的字符另外还有{len(by_line) - MOST_TOLD}行，也已经去掉"
        problems.add(name, 0, ReadingCode.INVISIBLE, what, "请从原处重新复制", Severity.WARNING)


def _tell_of_copied(
    text: str, changed: Iterable[tuple[int, str]], name: str, problems: ProblemList, line: int
) -> None:
    """Tell of characters that became plain ones, one sentence a line of the file."""
    by_line: dict[int, dict[str, None]] = {}
    place = 0
    for at, char in changed:
        line += text.count("\n", place, at)
        place = at
        by_line.setdefault(line, {})[char] = None
    for number, chars in list(by_line.items())[:MOST_TOLD]:
        first = list(chars)[:MOST_SHOWN]
        shown = "、".join(f"{copied.plain_form(char)}（原是 U+{ord(char):04X}）" for char in first)
        shown += "等" if len(chars) > MOST_SHOWN else ""
        what = f"有从 PDF 复制来的特殊字符，已经换成平常的字：{shown}"
        cure = "请看看换得对不对，最好在原文里也改"
        problems.add(name, number, ReadingCode.COPIED, what, cure, Severity.WARNING)
    if len(by_line) > MOST_TOLD:
        what = f"从 PDF 复制来的特殊字符另外还有{len(by_line) - MOST_TOLD}行，也已经换了"
        problems.add(name, 0, ReadingCode.COPIED, what, "请从头看一遍", Severity.WARNING)


def _faulty_marks(words: str) -> Iterable[tuple[str, str, Severity]]:
    """What is wrong with the marks of one line: what, cure, how grave."""
    cure = "请写成 -{于}- 或 -{信息/資訊}-；要照原样印出 -{ ，请写 -{-}-{"
    for match in _MARK.finditer(words):
        parts = [part.strip() for part in _BAR.split(match.group(1))]
        shown = match.group()[:30]
        if not match.group(1).strip():
            yield f"字形标记里没有字：{shown}", cure, Severity.WARNING
        elif _OTHER_WIKI.match(match.group(1)):
            yield f"这是别处的标记写法：{shown}", cure, Severity.ERROR
        elif any(_HAN.search(part) for part in parts) and (
            len(parts) > MOST_FORMS or not all(parts)
        ):
            yield f"字形标记的斜线两边要各有一种写法：{shown}", cure, Severity.ERROR
    rest = _MARK.sub("\0", words)  # what stood on its two sides makes no mark together
    at = rest.find("-{")
    if at >= 0:
        yield f"字形标记没有写完：{rest[at : at + 20]}", cure, Severity.ERROR
    elif "}-" in rest and rest.find("{") not in range(rest.find("}-")):
        yield "字形标记只有结尾 }- ，没有开头 -{", cure, Severity.WARNING
    for match in _WIDE_MARK.finditer(rest):
        if set(match.group()) & set("－｛｝") and match.group()[0] != "{":
            yield f"字形标记要用半角：{match.group()}", cure, Severity.WARNING
