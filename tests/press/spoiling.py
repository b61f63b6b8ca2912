"""Pages that are printed otherwise than they are laid out, for the proof to see; their letters."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from press import laying
from press.printing import Printed
from press.readback import Letter, read_pages
from press.sheet import sheet

Data = dict[str, Any]
Spoil = Callable[[list[Data]], None]


def spoil_with(monkeypatch: pytest.MonkeyPatch, spoil: Spoil) -> None:
    """Let the press print pages that differ from their layout."""
    whole = sheet

    def spoiled(*given: Any) -> list[Data]:
        pages = copy.deepcopy(whole(*given))
        spoil(pages)
        return pages

    monkeypatch.setattr(laying, "sheet", spoiled)


def letters_of(printed: Printed) -> list[Letter]:
    """As a program that copies the file's text takes them."""
    letters = [letter for page in read_pages(printed.pdf) for letter in page.letters]
    return sorted(letters, key=lambda letter: letter.order)
