"""`bulletin`: every command of the press under one name, from any folder of a paper.

The work is done by the rooms; each command is loaded only when it is asked for.
"""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from newsroom.guard import say, speak_chinese
from newsroom.helping import HELP, OWN_HELP
from newsroom.problems import Outcome
from newsroom.typed import INSTALLED, TYPED

DISTRIBUTION = "bulletin-press"


@dataclass(frozen=True, slots=True)
class Command:
    """A command. does: in a few words; module, function: "" to run the module as a program."""

    does: str
    module: str
    function: str = ""


COMMANDS: Mapping[str, Command] = {
    "init": Command("办一份自己的报纸", "bulletin.founding"),
    "new": Command("开始一期，或一篇稿件", "newsroom.starting"),
    "import": Command("把来稿变成草稿，记下每一处改动", "copydesk"),
    "returned": Command("列出排版室在版式包里改了哪些字", "kits.returned"),
    "timetable": Command("把一张安排表读一遍，逐项说出来", "newsroom.schedules.timetable", "main"),
    "check": Command("列出差错和提醒，不改动任何文件", "edition.checking"),
    "dummy": Command("把一期的版面写成版样来改，或画出一版来看", "press.dummycommand"),
    "proof": Command("列出换一种字形时要人看的地方，签认人名", "hanzi.proofing", "main"),
    "convert": Command("把一行行文字换成另一种字形", "hanzi.lines", "main"),
    "build": Command("做出网站、订阅、日历和报纸", "edition.building"),
    "plates": Command("把付印的PDF拆成一色一张的图，说出墨有多重", "press.separations"),
    "serve": Command("一边写，一边在浏览器里看", "edition.preview"),
    "publish": Command("告诉读者：发布，记进账本", "delivery.publishing"),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the first word names; ends with its status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    os.environ[TYPED] = INSTALLED
    speak_chinese()
    if not words or words[0] in HELP:
        sys.stdout.write(overview())
        raise SystemExit(Outcome.WELL)
    name, *rest = words
    if name == "--version":
        sys.stdout.write(f"{INSTALLED} {_version()}\n")
        raise SystemExit(Outcome.WELL)
    command = COMMANDS.get(name)
    if command is None:
        near = get_close_matches(name, COMMANDS, n=1)
        cure = f"是不是 {INSTALLED} {near[0]}" if near else f"有哪些命令，请运行 {INSTALLED} --help"
        say(f"{INSTALLED}: 没有 {name} 这个命令，{cure}")
        raise SystemExit(Outcome.MISUSED)
    sys.argv = [f"{INSTALLED} {name}", *rest]
    if not command.function:
        runpy.run_module(command.module, run_name="__main__", alter_sys=False)
        return
    function: Callable[[], int] = getattr(import_module(command.module), command.function)
    raise SystemExit(function())


def overview() -> str:
    """What can be done, a line each."""
    width = max(map(len, COMMANDS))
    lines = (f"  {name:<{width}}  {command.does}\n" for name, command in COMMANDS.items())
    return (
        f"用法：{INSTALLED} 命令 [……]\n\n一个文件夹的稿件，变成两种字形的网站、订阅、日历和报纸。\n"
        "在报纸的文件夹里运行，不用写是哪一份；别处用 --content 或 --conf 指明。\n\n可以做：\n"
        + "".join(lines)
        + f"\n选项：\n  --help     {OWN_HELP}；{INSTALLED} 命令 --help 说明一个命令\n"
        "  --version  印出版本\n"
    )


def _version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "（没有安装，从程序的文件夹里运行）"
