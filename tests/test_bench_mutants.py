"""The changes that the bench makes are of what runs, each whole, and none of what is only said."""

from __future__ import annotations

import ast
import gc
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from mutants import mutants
from neighbours import Neighbours
from swapped_code import Imported, swaps

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


MODULE = """LIMIT = 3


def twice(value):
    return value * 2


class Box:
    def full(self):
        return [one for one in (1, 2) if one > 1]
"""


def test_a_change_within_a_function_can_be_made_where_it_is_imported_already(
    tmp_path: Path,
) -> None:
    path = tmp_path / "module.py"
    there: dict[str, Any] = {"__name__": "module"}
    exec(compile(MODULE, path, "exec", dont_inherit=True), there)  # noqa: S102 # as an import does
    twice, box = there["twice"], there["Box"]()
    imported = Imported(tmp_path)
    assert imported.swap(path, swaps(path, MODULE, MODULE.replace("* 2", "// 2")) or [])
    assert twice(8) == 4
    assert imported.swap(path, swaps(path, MODULE, MODULE.replace("one > 1", "one < 1")) or [])
    assert box.full() == []


def test_a_function_that_the_collector_passes_over_is_changed_too(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    there: dict[str, Any] = {"__name__": "module"}
    exec(compile(MODULE, path, "exec", dont_inherit=True), there)  # noqa: S102 # as an import does
    gc.freeze()  # as a run of tests does when it has found them
    assert Imported(tmp_path).swap(path, swaps(path, MODULE, MODULE.replace("* 2", "// 2")) or [])
    assert there["twice"](8) == 4


def test_a_change_of_what_an_import_does_is_none_of_functions(tmp_path: Path) -> None:
    assert swaps(tmp_path / "module.py", MODULE, MODULE.replace("LIMIT = 3", "LIMIT = 4")) is None
    assert swaps(tmp_path / "module.py", "A = True\n", "A = 1\n") is None
    assert swaps(tmp_path / "module.py", MODULE, MODULE) == []


def test_tests_that_import_a_module_themselves_are_the_nearest(tmp_path: Path) -> None:
    for name, text in {
        "plugins/room/a.py": "",
        "plugins/room/b.py": "from room.a import x\n",
        "plugins/other/c.py": "",
        "tests/helper.py": "import room.b\n",
        "tests/test_far.py": "from helper import y\n",
        "tests/test_near.py": "from room import a\n",
        "tests/test_else.py": "import other.c\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    near = Neighbours(tmp_path).of(tmp_path / "plugins/room/a.py")
    assert near == ["tests/test_near.py", "tests/test_far.py"]
