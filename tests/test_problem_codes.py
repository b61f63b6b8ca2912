"""Every problem code is on the site's page of problems, with an example and the cure."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

from newsroom.problems import Code
from presses import ROOT

PAGE = ROOT / "content" / "pages" / "problems.md"
ENTRY = re.compile(
    r"^### `(?P<code>[a-z.-]+)`\n\n(?P<meaning>.+)\n\n"
    r"- 例如：(?P<example>.+)\n- 怎么办：(?P<cure>.+)$",
    re.MULTILINE,
)


def all_codes() -> list[Code]:
    """Every code of every room."""
    for folder in sorted((ROOT / "plugins").iterdir()):
        if (folder / "__init__.py").is_file():
            package = importlib.import_module(folder.name)
            for module in pkgutil.walk_packages(package.__path__, f"{folder.name}."):
                if not module.name.endswith("__main__"):
                    importlib.import_module(module.name)
    return [code for room in Code.__subclasses__() for code in room]


def test_codes_are_unique_and_well_formed() -> None:
    values = [code.value for code in all_codes()]
    assert len(values) == len(set(values))
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z0-9]+)*", value) for value in values)


def test_the_page_of_problems_is_complete() -> None:
    entries = [match.group("code") for match in ENTRY.finditer(PAGE.read_text(encoding="utf-8"))]
    assert sorted(entries) == sorted(code.value for code in all_codes())


@pytest.mark.parametrize("code", ["photo.alt", "schedule.double-booked"])
def test_a_code_is_found_by_its_value(code: str) -> None:
    all_codes()
    assert Code.of(code).value == code


def test_an_unknown_code_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        Code.of("no.such-code")
