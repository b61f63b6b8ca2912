"""How a command was called wrong, told in one line of the editor's language, with status 2.

Typer and argparse tell it in English, each in its own way; what they say is said again here.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from typing import TYPE_CHECKING, Any

from newsroom.guard import MisusedError, say, speak_chinese
from newsroom.helping import asks_for_help, helped
from newsroom.problems import Outcome
from newsroom.typed import called

if TYPE_CHECKING:
    import typer
    from typer.exceptions import TyperException

ARGPARSE = (
    (re.compile(r"unrecognized arguments: (.+)"), "没有 {} 这样的选项"),
    (re.compile(r"ambiguous option: (\S+) .*"), "{} 写得不全，不知道是哪一个选项"),
    (re.compile(r"argument (.+?): expected .*argument"), "{} 后面缺了要写的值"),
    (
        re.compile(r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)"),
        "{} 不能是 {}，可以是 {}",
    ),
    (re.compile(r"argument (.+?): invalid .*value: (.+)"), "{} 的值不对：{}"),
    (re.compile(r"the following arguments are required: (.+)"), "缺了 {}"),
    (re.compile(r"argument (.+?): (.+)"), "{} 写得不对（{}）"),
)
TYPER = (
    (re.compile(r"Option '(.+?)' (?:requires|needs) .*"), "{} 后面缺了要写的值"),
    (re.compile(r"Option '(.+?)' does not take a value\.?"), "{} 后面不用写值"),
    (re.compile(r"Got unexpected extra argument\S* \((.+)\)"), "多写了 {}"),
    (re.compile(r"No such command '(.+?)'\..*"), "没有 {} 这个命令"),
    (re.compile(r"Missing command\.?"), "没有写要做什么"),
)


def run(command: str, app: typer.Typer | Callable[..., None]) -> None:
    """Run a command to its end. command: as the editor typed it, "build"; app: or its function."""
    import typer
    from typer.exceptions import TyperException
    from typer.main import get_command

    made = app
    if not isinstance(made, typer.Typer):
        made = typer.Typer(add_completion=False, rich_markup_mode=None)
        made.command()(app)
    speak_chinese()
    if asks_for_help(sys.argv[1:]):
        sys.stdout.write(helped(get_command(made), called(command), sys.argv[1:]))
        raise SystemExit(Outcome.WELL)
    try:
        status = get_command(made).main(prog_name=called(command), standalone_mode=False)
    except TyperException as error:
        say(str(misused(command, _told(error))))
        raise SystemExit(Outcome.MISUSED) from None
    except typer.Abort:
        raise SystemExit(Outcome.STOPPED) from None
    raise SystemExit(status if isinstance(status, int) else Outcome.WELL)


@contextmanager
def parsing(command: str) -> Iterator[None]:
    """Let what argparse says of wrong arguments be a MisusedError; help and version pass."""
    said = io.StringIO()
    try:
        with redirect_stderr(said):
            yield
    except SystemExit as end:
        if end.code != Outcome.MISUSED:
            sys.stderr.write(said.getvalue())
            raise
        told = said.getvalue().rpartition(": error: ")[2].strip()
        raise misused(command, _put(told, ARGPARSE)) from None
    sys.stderr.write(said.getvalue())


def misused(command: str, what: str) -> MisusedError:
    """What is wrong with the words after a command."""
    name = called(command)
    return MisusedError(name, what, f"有哪些选项，请运行 {name} --help 来看")


def _told(error: TyperException) -> str:
    match type(error).__name__:  # their classes are not public
        case "NoSuchOption":
            like = "、".join(sorted(getattr(error, "possibilities", None) or ()))
            more = f"，是不是 {like}" if like else ""
            return f"没有 {getattr(error, 'option_name', '')} 这样的选项{more}"
        case "MissingParameter":
            return f"缺了{_name(error)}"
        case "BadParameter":
            return f"{_name(error)}写得不对（{error.message}）"
    return _put(error.format_message(), TYPER)


def _name(error: TyperException) -> str:
    """A parameter by the name an editor types, and what it is."""
    param: Any = getattr(error, "param", None)
    names = [name for name in getattr(param, "opts", ()) if name.startswith("-")]
    meaning = (getattr(param, "help", "") or "").partition("\n")[0]
    if names:
        return f" {names[0]} "
    return f"{meaning or getattr(param, 'name', '')}"


def _put(told: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, words in table:
        found = pattern.fullmatch(told)
        if found:
            return words.format(*found.groups())
    return f"写得不对（{told}）"
