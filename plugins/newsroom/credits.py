"""Names under a story as editors write them on one line: 林晓、何静; 记者：林晓; 林晓 何静 摄.

What is all names, roles and bodies is read as such; what may be anything else is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from newsroom.model import Credit

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_ONE = rf"(?:[{_HAN}]|-\{{[^{{}}]{{1,12}}\}}-)"
_NAME = re.compile(rf"{_ONE}{{2,4}}|[{_HAN}]{{1,6}}(?:[·•‧・][{_HAN}]{{1,6}}){{1,3}}")
_NO_NAME = re.compile("等$|^[本该某]|^(?:以上|其他|作者)")
_WITHIN_NAME = re.compile(rf"[{_HAN}]{{2,12}}(?:中心|公司|街道|学院|大学|小学|中学|医院|法院)")
_BODY = re.compile(
    rf"[{_HAN}]{{2,}}[局办部委处科室站台报网院校镇县省队厂]|[{_HAN}]{{4,}}[社会团所馆组区市乡村]"
)
_ATTACHED = "记者|記者|通讯员|通訊員|实习生|實習生"
_TASK = (
    f"{_ATTACHED}|编辑|編輯|责编|責編|美编|美編|校对|校對|审核|審核|摄影|攝影|摄影报道|攝影報道|报道|報道|"
    "供图|供圖|供稿|整理|撰稿|执笔|執筆|制图|製圖|绘图|繪圖|翻译|翻譯|综合|綜合|改写|改寫|原报道|原報道|作者|"
    "读者|讀者|网友|網友|市民|居民|村民|志愿者|志願者|图文|圖文"
)
_DOUBLE = (
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|令狐|慕容|司徒|夏侯|端木"
)
_ROLE = re.compile(rf"[{_HAN}]{{0,6}}(?:{_TASK})|[摄攝图圖文](?:[/／]?[摄攝图圖文])?")
_ROLE_AND_NAME = re.compile(rf"((?:本报|本報)?(?:{_ATTACHED}))({_ONE}{{2,4}})")
_RUN_ON = re.compile(  # 记者李明摄, 记者林晓何静: where a name ends nobody can tell
    rf"(?:本报|本報)?(?:{_ATTACHED})(?:[{_HAN}]{{2,3}}[摄攝]|(?!{_DOUBLE})[{_HAN}]{{4}})"
)
_TOKEN = re.compile(
    rf"(?P<role>[{_HAN}/／]{{1,10}})[ ]*[:：]|(?P<mark>[、，,；;])|(?P<word>[^ 、，,；;:：]+)"
)
_SEVERAL = re.compile("[、，,；;:： ]")
_LISTED = re.compile("[、，,；;]")


class _Part(Enum):
    NAME = auto()
    ROLE = auto()
    BODY = auto()


@dataclass(frozen=True, slots=True)
class _Word:
    part: _Part
    text: str


def credits_of(written: str) -> tuple[Credit, ...] | None:
    """The credits of one line; None where it is not clear who is meant.

    One word is one name, whatever it is (本报评论员); so is a line without Han (John Smith).
    """
    line = " ".join(written.split())
    if any(_RUN_ON.fullmatch(word) for word in _SEVERAL.split(line)):
        return None
    if not re.search(f"[{_HAN}]", line) or not _SEVERAL.search(line):
        attached = _ROLE_AND_NAME.fullmatch(line)
        return (Credit(attached[2], attached[1]) if attached else Credit(line),)
    words = _words(line)
    return _credits(words) if words else None


def several(name: str) -> tuple[str, ...]:
    """The names of a field that asks for one: of 林晓、何静 two, where all of them look like it."""
    parts = [part.strip() for part in _LISTED.split(name)]
    return tuple(parts) if all(_is_name(part) for part in parts) else (name,)


def _is_name(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) and not _NO_NAME.search(word) and not _is_body(word)


def _is_body(word: str) -> bool:
    return bool(_BODY.fullmatch(word) or _WITHIN_NAME.fullmatch(word))


def _words(line: str) -> list[_Word]:
    """Each word with what it is; none at all where one is neither name, role nor body."""
    words: list[_Word] = []
    for match in _TOKEN.finditer(_closed_up(line)):
        if match["mark"]:
            continue
        found = [_Word(_Part.ROLE, match["role"])] if match["role"] else list(_read(match["word"]))
        if not found:
            return []
        words += found
    return words


def _closed_up(line: str) -> str:
    """A name of two characters is set with a blank between them: 王 明."""
    return re.sub(rf"(?<![^ 、，；:：])([{_HAN}]) ([{_HAN}])(?![^ 、，；])", r"\1\2", line)


def _read(word: str) -> Iterator[_Word]:
    attached = _ROLE_AND_NAME.fullmatch(word)
    if attached:
        yield _Word(_Part.ROLE, attached[1])
        yield _Word(_Part.NAME, attached[2])
    elif _ROLE.fullmatch(word):
        yield _Word(_Part.ROLE, word)
    elif _is_body(word):
        yield _Word(_Part.BODY, word)
    elif _is_name(word):
        yield _Word(_Part.NAME, word)


def _credits(words: list[_Word]) -> tuple[Credit, ...] | None:
    """Names with the role before them (记者 林晓) or behind them (林晓 摄), never both."""
    parts = [word.part for word in words if word.part is not _Part.BODY]
    behind = parts[0] is not _Part.ROLE if parts else False
    if not parts or words[-1].part is _Part.BODY or _Part.NAME not in parts:
        return None
    if _Part.ROLE in parts and (parts[-1] is _Part.ROLE) is not behind:
        return None
    found: list[Credit] = []
    waiting: list[Credit] = []  # for the role behind them
    role = body = ""
    for word in words:
        if word.part is _Part.BODY:
            body = word.text
        elif word.part is _Part.NAME:
            waiting.append(Credit(word.text, "" if behind else role, body))
        elif behind:
            found += [Credit(one.name, word.text, one.organisation) for one in waiting]
            waiting, body = [], ""
        else:
            role, body = word.text, body if not waiting else ""
            found, waiting = found + waiting, []
    return (*found, *waiting)
