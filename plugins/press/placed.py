"""What becomes of a place that is drawn, once its story is set into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsroom.wishes import DummyPlace
from press.arrangement import Block
from press.body import Mark
from press.partings import Parting

EASY = 3  # lines that every column may be short of, where photos and heads give way
_LEAST_PHOTO = 6  # lines


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a place. block: None where the story has no room in it.

    rest: from where the story goes on elsewhere; None where it does not. off: lines of copy, one
    column wide, that are too many; fewer than none where copy lacks. why: another cause. cure: what
    helps, where a larger place does not. stays: why the story may not go on elsewhere. parting:
    where it does, set in another measure than here.
    """

    block: Block | None = None
    rest: Mark | None = None
    off: int = 0
    why: str = ""
    cure: str = ""
    stays: str = ""
    parting: Parting | None = None


def easier(place: DummyPlace) -> Iterator[tuple[DummyPlace, str]]:
    """A place that gives its text more and more room, each with what was done."""
    if place.spread:
        yield replace(place, spread=0), "小标题、摘引收紧"
    bare = replace(place, spread=0 if place.spread else place.spread)
    for less in range(1, EASY + 1):
        if place.photos and all(one.height - less >= _LEAST_PHOTO for one in place.photos):
            lower = tuple(replace(one, height=one.height - less) for one in place.photos)
            yield replace(bare, photos=lower), f"照片压低{less}行"
    if place.head and place.head > 1 and not place.photos:
        yield replace(bare, head=place.head - 1), "标题收紧1行"
