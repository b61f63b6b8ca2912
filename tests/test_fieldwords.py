"""What an editor is told names a field in words, its key behind it in brackets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.fieldwords import WORDS, in_words
from presses import ROOT

ROOMS = ("newsroom", "reception", "ledger", "press")
_HAN = re.compile("[一-鿿]")
_KEYS = "|".join(WORDS)
_BEFORE, _BEHIND = "(?<=[一-鿿、，；“])|(?<=[一-鿿、，；“] )|^", "[一-鿿、，；”]| [一-鿿]|$"
_BARE = re.compile(f"(?:{_BEFORE})(?:{_KEYS})(?={_BEHIND})")


def sentences(file: Path) -> Iterator[tuple[int, str]]:
    """Every text with Han in it that is no docstring and no pattern, with its line."""
    tree = ast.parse(file.read_text("utf-8"))
    said = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and id(each) not in said:
            words = str(each.value)
            if _HAN.search(words) and "|" not in words:
                yield each.lineno, words


def test_a_field_is_named_in_words_with_its_key() -> None:
    assert in_words("venue") == "地点（venue）"
    assert in_words("headline") == "主题（headline）"
    assert in_words("张三") == "张三"


@pytest.mark.parametrize("room", ROOMS)
def test_no_message_has_a_bare_key_for_a_word(room: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {said}"
        for file in sorted((ROOT / "plugins" / room).rglob("*.py"))
        for line, said in sentences(file)
        if _BARE.search(said)
    ]
    assert found == []


@pytest.mark.parametrize("said", ["没有写明venue", "period 不能长于一年", "请把 span 改成 2"])
def test_a_bare_key_is_found(said: str) -> None:
    assert _BARE.search(said)


@pytest.mark.parametrize(
    "said", ["没有写明地点（venue）", "写成 period: 2013-10", "dummy-a3.yaml 里"]
)
def test_a_key_in_brackets_or_as_it_is_typed_is_none(said: str) -> None:
    assert not _BARE.search(said)
