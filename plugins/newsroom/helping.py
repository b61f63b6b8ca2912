"""The help of every command in the editor's language, though two libraries write it in English."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HELP = ("--help", "-h")
OWN_HELP = "印出这些说明"

WORDS = (
    (r"\A\s*[Uu]sage: ", "用法："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"\bCOMMAND \[ARGS\]\.\.\.", "做什么 [……]"),
    (r"^(?:Options|options):$", "选项："),
    (r"^(?:Arguments|positional arguments):$", "要写的："),
    (r"^Commands:$", "可以做："),
    (r"(?:Show this message and exit\.|show this help message and exit)", OWN_HELP),
    (r"\[required\]", "[必写]"),
    (r"\[default: ", "[不写是 "),
    (r"\(default: ", "（不写是 "),
)
KINDS = (
    (r"<(?:list\[)?(?:path|Path)\]?>", "文件夹"),
    (r"<(?:list\[)?str\]?>", "文字"),
    (r"<int>", "数字"),
    (r"\{(\w+)\}(?!,)", r"\1"),
)
"""What a value is, as typer calls it."""


def asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether whoever calls wants to be told how to."""
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return any(word in HELP for word in before)


def helped(command: Any, prog: str, arguments: Sequence[str]) -> str:
    """The help of a command of typer, or of the part of it that the arguments name."""
    context = command.make_context(prog, [], resilient_parsing=True)
    for word in arguments:
        part = getattr(command, "commands", {}).get(word)
        if part is not None:
            command = part
            context = part.make_context(word, [], parent=context, resilient_parsing=True)
    text = in_chinese(command.get_help(context))
    for pattern, words in KINDS:
        text = re.sub(pattern, words, text)
    return f"{text}\n"


def in_chinese(text: str) -> str:
    """The fixed words of a help text in Chinese."""
    for pattern, words in WORDS:
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text


class ChineseParser(argparse.ArgumentParser):
    """argparse's parser, whose help speaks Chinese."""

    def add_argument(self, *names: Any, **given: Any) -> Any:
        """As argparse does; a value that has no name of its own is called by its kind."""
        takes = given.get("action", "append") == "append" and "choices" not in given
        if takes and str(names[0]).startswith("-"):
            given.setdefault("metavar", "文件" if given.get("type") is Path else "文字")
        return super().add_argument(*names, **given)

    def format_help(self) -> str:
        """The help."""
        return in_chinese(super().format_help())
