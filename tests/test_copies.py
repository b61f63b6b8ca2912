"""A copy of a frozen object is what the standard library would make of it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from pydantic import TypeAdapter, ValidationError

from items import item_of
from newsroom.copies import altered
from newsroom.model import Issue

ITEM = item_of(
    "2013-10-08/lead",
    "新路|通车",
    "<p>今天开会。</p>",
    digest="1",
)


def test_an_altered_copy_is_what_the_standard_library_makes() -> None:
    made = altered(ITEM, position=3, headline="后街改造")
    assert made == replace(ITEM, position=3, headline="后街改造")
    assert (ITEM.position, ITEM.headline) == (0, "新路|通车")
    with pytest.raises(FrozenInstanceError):
        made.position = 4  # type: ignore[misc] # that is what is tried


def test_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="place"):
        altered(ITEM, place=3)


def test_what_looks_at_itself_when_made_is_not_copied_past_it() -> None:
    @dataclass(frozen=True, slots=True)
    class Careful:
        number: int

        def __post_init__(self) -> None:
            assert self.number

    with pytest.raises(TypeError, match="Careful"):
        altered(Careful(1), number=0)


def test_a_path_comes_from_the_store_as_it_went_in() -> None:
    adapter = TypeAdapter(Issue)
    issue = Issue(date(2013, 10, 8), 1, PurePosixPath("issues/2013-10-08/issue.md"), (), "")
    data = adapter.dump_json(issue)
    assert adapter.validate_json(data) == issue
    with pytest.raises(ValidationError):
        adapter.validate_json(data.replace(b'"issues/2013-10-08/issue.md"', b"5"))
