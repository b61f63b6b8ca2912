"""Why a settings file can't be run, in the words of who writes it and is no programmer."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

from newsroom.guard import MisusedError

FULL_WIDTH = re.compile(r"invalid (?:non-printable )?character")
SPELT_SMALL = {"true": "True", "false": "False", "none": "None", "null": "None"}

QUOTES = "请看看引号、逗号和括号是不是成对"
SYNTAX = (
    (re.compile("unicodeescape|escape"), "文件夹名字里的 \\ 请写成 /"),
    (FULL_WIDTH, "引号、逗号、括号请用英文（半角）的，空格也是"),
    (re.compile("indent"), "这一行开头的空格请同上一行对齐，上一行完了就不要空格"),
    (re.compile("comma|invalid syntax"), "请看看上一项后面是不是少了逗号，引号和括号是不是成对"),
)
"""What helps, by what Python says of a line that it can't read."""


def misrun(conf: Path, error: BaseException) -> MisusedError:
    """What is wrong with a settings file that raised an error when it was run."""
    file = str(conf)
    if isinstance(error, SyntaxError) and not _is_text(conf):
        what = "这个文件不是 UTF-8 编码的文字"
        return MisusedError(file, what, "请在记事本里“另存为”，编码选 UTF-8")
    line = _line_in(conf, error)
    where = f"第{line}行" if line else ""
    if isinstance(error, SyntaxError):
        said = error.msg or ""
        cure = next((words for part, words in SYNTAX if part.search(said)), QUOTES)
        return MisusedError(file, f"{where}不合 Python 的写法（{said}）", cure)
    if isinstance(error, NameError) and error.name:
        right = SPELT_SMALL.get(error.name.casefold())
        cure = f"请写成 {right}" if right else '文字请放在英文引号里，如 "河口小报"'
        return MisusedError(file, f"{where}的 {error.name} 不是文字，也不是设置", cure)
    if isinstance(error, SystemExit):
        return MisusedError(file, f"{where}让程序停了下来", "设置文件里只写设置，请删去这一句")
    if isinstance(error, ModuleNotFoundError):
        what = f"{where}要用的 {error.name} 没有装"
        return MisusedError(file, what, "请看看名字写得对不对；用不着就删去这一行")
    what = f"{where}设置读不出来（{type(error).__name__}: {error}）"
    return MisusedError(file, what, "请改正这一行；看不出错在哪里，就照原来的样子改回去")


def _is_text(conf: Path) -> bool:
    try:
        return "\0" not in conf.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return False


def _line_in(conf: Path, error: BaseException) -> int:
    """The line of the settings file that was at work; 0 where it was none."""
    if isinstance(error, SyntaxError) and error.lineno and _is_same(conf, error.filename or ""):
        return error.lineno
    lines = [
        frame.lineno or 0
        for frame in traceback.extract_tb(error.__traceback__)
        if _is_same(conf, frame.filename)
    ]
    return lines[-1] if lines else 0


def _is_same(conf: Path, name: str) -> bool:
    return Path(name).resolve() == conf.resolve()
