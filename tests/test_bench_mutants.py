"""The changes that the bench makes are of what runs, each whole, and none of what is only said."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from mutants import mutants

SOURCE = '''"""What it is for, 1 and 2."""
from __future__ import annotations

__all__ = ["one"]
LIMIT: int = 3


def one(value: int, names: dict[str, int]) -> int | None:
    """Say 7."""
    if value < LIMIT or not names:
        raise ValueError("too 5 small")
    if "key" in names:
        return names["key"] - 1
    print("四", 4)
    told(value, "汉字：一句话")
    return put(value, LIMIT)
'''


def test_every_guard_constant_and_call_is_changed_and_no_word() -> None:
    assert [(one.line, one.what) for one in mutants(SOURCE)] == [
        (5, "3 and one"),
        (5, "3 less one"),
        (10, "compared by <="),
        (10, "compared by >="),
        (10, "guard gone"),
        (10, "without (not names)"),
        (10, "without (value < LIMIT)"),
        (10, "without not"),
        (12, "'key' another"),
        (12, "compared by not in"),
        (12, "guard gone"),
        (13, "'key' another"),
        (13, "1 and one"),
        (13, "1 less one"),
        (13, "counted by +"),
        (13, "returns None"),
        (14, "call gone"),
        (15, "arguments swapped"),
        (15, "call gone"),
        (16, "arguments swapped"),
        (16, "returns None"),
    ]


def test_each_change_is_one_and_leaves_a_module() -> None:
    whole = ast.dump(ast.parse(SOURCE))
    made = [one.source for one in mutants(SOURCE)]
    assert len(set(made)) == len(made)
    assert all(ast.dump(ast.parse(source)) != whole for source in made)
    (swapped,) = (one.source for one in mutants(SOURCE) if one.line == 16 and "swap" in one.what)
    assert "return put(LIMIT, value, )" in swapped


def test_a_change_knows_the_lines_of_its_statement() -> None:
    source = "value = call(\n    one,\n    2,\n)\nif (\n    a\n    and b\n):\n    c()\n"
    lines = {one.what: one.lines for one in mutants(source)}
    assert lines["2 and one"] == range(1, 5)
    assert lines["without (a)"] == range(5, 9)
    assert lines["call gone"] == range(9, 10)
