"""The places of a story's photos in the place that is drawn for it, the slips in them mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from newsroom.wishes import DummyPhoto, DummyPlace

_NAME = "改成这一篇照片（photos）里的文件名"
_SIZE = "改 column、line、width、height；都从版心的左上角数起"
_ONE = "请留一处"
_PLACE = "给它写上位置，或加一项不写文件（file）的，其余照片排成一组"
_ALL = "这一处的照片都由程序排"

Wrong = tuple[int, str, str]
"""A line of the file, what is wrong there, and what to do."""


def mended(
    place: DummyPlace, names: Sequence[str], across: tuple[int, int], down: tuple[int, int]
) -> tuple[tuple[DummyPhoto, ...], list[Wrong]]:
    """The places of photos that can be, each for a photo of the story, and what was wrong.

    names: of the story's photos. across, down: the first column and line of the story's place, and
    how many it has. A place whose name is none of the story's, or is written before, goes to a
    photo that has none. Those left without all the same stand beside one that is drawn, or, where
    there is no room, the press places all of them.
    """
    sound: list[DummyPhoto] = []
    spare: list[tuple[DummyPhoto, str, str]] = []  # with what is wrong
    wrong: list[Wrong] = []
    for photo in place.photos:
        called = f"照片 {photo.file} " if photo.file else "照片组"
        lies = _lies_in(photo.column, photo.width, *across)
        lies = lies and _lies_in(photo.line, photo.height, *down)
        strange = bool(photo.file) and photo.file not in names
        twice = photo.file in {one.file for one in sound}
        if strange or twice:
            said = f"{called}不是“{place.story}”的" if strange else f"{called}写了两处"
            if lies and photo.file:
                spare.append((photo, said, _NAME if strange else _ONE))
            else:
                wrong.append((photo.at, said, _NAME if strange else _ONE))
        elif lies:
            sound.append(photo)
        else:
            wrong.append((photo.at, f"{called}出了“{place.story}”的版块", _SIZE))
    named = {one.file for one in sound}
    left = [] if "" in named else sorted(set(names) - named)
    for (photo, said, cure), given in zip(spare, _given(spare, left), strict=True):
        if given:
            sound.append(replace(photo, file=given[0] if len(given) == 1 else ""))
        what = f"{said}，这里排了 {'、'.join(given)}" if given else said
        wrong.append((photo.at, what, cure))
    if left and not spare:
        beside = _beside(sound, *across)
        sound = [*sound, beside] if beside else []
        wrong.append(_unplaced(place, left, beside, wrong.pop() if wrong else None))
    return tuple(sound), wrong


def _unplaced(
    place: DummyPlace, left: Sequence[str], beside: DummyPhoto | None, before: Wrong | None
) -> Wrong:
    """What is told of photos without a place. beside: the one they get; before: why, if known."""
    where = f"排在第{beside.column}栏起的第{beside.line}行" if beside else _ALL
    if before is None:
        return place.at, f"“{place.story}”的照片 {'、'.join(left)} 没有位置，{where}", _PLACE
    at, what, cure = before
    return at, f"{what}，{'、'.join(left)} {where}" if beside else f"{what}，{where}", cure


def _beside(drawn: Sequence[DummyPhoto], first: int, room: int) -> DummyPhoto | None:
    """A place for the photos without one: beside a photo that is drawn, in the columns it leaves.

    The widest, the right one of two alike; None where every photo takes all columns.
    """
    found: list[tuple[int, int, DummyPhoto]] = []
    for photo in drawn:
        if photo.column is None or photo.line is None:
            continue
        lines = range(photo.line, photo.line + photo.height)
        taken = {
            column
            for other in drawn
            if other.column is not None and other.line is not None
            if other.line < lines.stop and other.line + other.height > lines.start
            for column in range(other.column, other.column + other.width)
        }
        start = first + 1
        for column in range(first + 1, first + room + 2):
            if column in taken or column > first + room:
                if column > start:
                    beside = replace(photo, file="", column=start, width=column - start, crop=None)
                    found.append((beside.width, start, beside))
                start = column + 1
    return max(found, key=lambda one: one[:2])[2] if found else None


def _given(
    spare: Sequence[tuple[DummyPhoto, str, str]], left: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """The photos for each spare place: the one named most like it, all that remain for the last."""
    names = list(left)
    for number, (photo, *_) in enumerate(spare, 1):
        last = number == len(spare)
        like = get_close_matches(photo.file.lower(), [name.lower() for name in names], 1, 0.0)
        given = names if last else [name for name in names if name.lower() in like][:1]
        yield tuple(given)
        names = [name for name in names if name not in given]


def _lies_in(start: int | None, size: int, first: int, room: int) -> bool:
    if start is None:
        return size <= room
    return first < start and start - 1 + size <= first + room
