"""The last guard of every command: whatever happens, an editor reads one line that helps.

A traceback is for a maintainer and goes into a report; the keyboard and a closed pipe end a
command without a word. What an editor did wrong is a `Problem` long before it comes to this.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from newsroom.faults import REPORTS, Reports
from newsroom.problems import ContentRefusedError, Outcome, Problem
from newsroom.program import cache_folder
from newsroom.typed import as_typed, called

ANOTHER_WAY = "别的文件照常处理；这一个请换一种格式（如另存为纯文本）再试"
THE_DISK = "请看看文件夹在不在、能不能写、磁盘满了没有"
NOTHING_CHANGED = "没有改动任何文件，请再试一次"


class MisusedError(Exception):
    """A command was given what it can't work with: a folder that is not there, wrong settings.

    file, what, cure: as in a `Problem`.
    """

    def __init__(self, file: str, what: str, cure: str) -> None:
        self.file = file
        self.what = what
        self.cure = cure
        super().__init__(f"{file}: {what}，{cure}")


@contextmanager
def guarded(
    command: str, reports: Path | None = None, settings: Mapping[str, Any] | None = None
) -> Iterator[None]:
    """Guard a command's whole work; also a decorator of its function.

    command: as the editor typed it, "build". reports: the folder for reports, as a rule in the
    cache. Ends the program with an `Outcome`; what the command itself decided passes.
    """
    speak_chinese()
    try:
        yield
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        raise SystemExit(Outcome.STOPPED) from None
    except BrokenPipeError:
        _hush(sys.stdout)
        raise SystemExit(Outcome.UNHEARD) from None
    except MisusedError as misused:
        say(f"{misused}")
        raise SystemExit(Outcome.MISUSED) from None
    except ContentRefusedError as refused:
        for problem in refused.problems:
            say(str(problem))
        raise SystemExit(Outcome.REFUSED) from None
    except Exception as error:
        if _is_typers(error):
            raise
        if isinstance(error, OSError) and error.filename:
            say(f"{error.filename}: 读写不成（{error.strerror or error}），{THE_DISK}")
            raise SystemExit(Outcome.MISUSED) from None
        told = Reports(reports or cache_folder() / REPORTS, command, settings or {})
        say(str(told.problem(error, called(command), NOTHING_CHANGED)))
        raise SystemExit(Outcome.REFUSED) from None


def fault_in(command: str, file: str, error: Exception) -> Problem:
    """A fault in the work on one file, reported, where the work on other files goes on."""
    if _is_typers(error) or isinstance(error, BrokenPipeError):
        raise error
    return Reports(cache_folder() / REPORTS, command).problem(error, file, ANOTHER_WAY)


def content_folder(folder: Path) -> Path:
    """A content folder that is one, resolved; raises MisusedError for what can't be read."""
    cure = "请检查名字写得对不对；稿件文件夹里应当有 issues 文件夹"
    if not folder.exists():
        raise MisusedError(str(folder), "没有这个内容文件夹", cure)
    if not folder.is_dir():
        raise MisusedError(str(folder), "这是一个文件，不是内容文件夹", cure)
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except OSError as error:
        what = f"打不开这个内容文件夹（{error.strerror}）"
        raise MisusedError(str(folder), what, "请检查文件夹的权限") from error
    return folder.resolve()


def speak_chinese() -> None:
    """Let messages reach a terminal whatever its locale says of it.

    Where Chinese can't be written at all (LANG=C), UTF-8 is, as Python itself does for the C
    locale (PEP 540); else a character beyond the terminal's own is escaped. A stream without an
    encoding stands before another (rich, while it draws on a terminal), which was put right before.
    """
    for stream in (sys.stdout, sys.stderr):
        if getattr(stream, "encoding", None) is None:
            continue
        with suppress(AttributeError, ValueError, LookupError):
            try:
                "稿".encode(stream.encoding)
            except (UnicodeEncodeError, LookupError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr] # a stream of tests has no such method: AttributeError
            else:
                stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # the same


def say(line: str) -> None:
    """One line to the editor, if anybody is there to read it."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"{as_typed(line)}\n")
        sys.stderr.flush()


def _hush(stream: TextIO) -> None:
    """Nobody reads any more: the last flush, when the program ends, must not complain."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _is_typers(error: Exception) -> bool:
    """Whether an exception is typer's way of ending a command or telling of a wrong option."""
    if "typer" not in sys.modules:
        return False
    import typer
    from typer.exceptions import TyperException

    return isinstance(error, typer.Exit | typer.Abort | TyperException)
