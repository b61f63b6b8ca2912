"""The captions of a crowd of photos, gathered under numbers: 图1 …… 图2 ……

Thirty photos on a small page stand six abreast, and a caption of two sentences under each would be
taller than the photo. A newspaper then numbers the photos and says what they show in one place.
"""

from __future__ import annotations

from dataclasses import replace

from newsroom.kinds import Script
from press.papers import Grid
from press.ruler import Face
from press.setting import CAPTION_SIZE
from press.spans import Span
from press.story import Passage, Picture, Role, Story

_CROWD = 13  # photos, from which they stand as many abreast as they can
_ABREAST = 6
_MOST = 0.3  # of a page's lines, for captions
_NUMBERED = {Script.HANS: "图", Script.HANT: "圖"}


def gathered(story: Story, grid: Grid, script: Script) -> Story:
    """A story of photos whose captions would take too much of the page, or the story as it is."""
    crowd = story.pictorial and len(story.pictures) >= _CROWD
    if not crowd or _lines(story.pictures, grid) <= _MOST * grid.lines:
        return story
    word, spans = _NUMBERED[script], list[Span]()
    for number, picture in enumerate(story.pictures, 1):
        said = "\u3000".join(filter(None, (picture.caption, picture.credit)))
        spans += [Span(f"{word}{number}", Face.SANS_BOLD), Span(f"\u3000{said}\u3000", Face.SANS)]
    spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return replace(
        story,
        pictures=tuple(
            replace(picture, caption=f"{word}{number}", credit="")
            for number, picture in enumerate(story.pictures, 1)
        ),
        passages=(*story.passages, Passage(Role.NOTE, tuple(spans))),
    )


def _lines(pictures: tuple[Picture, ...], grid: Grid) -> int:
    """Lines that captions would take under rows of as many photos as stand abreast."""
    width = grid.span(grid.columns) / _ABREAST - grid.gutter
    letters = width / (grid.size * CAPTION_SIZE)
    rows = [pictures[at : at + _ABREAST] for at in range(0, len(pictures), _ABREAST)]
    return sum(
        int(max(len(one.caption) + len(one.credit) + 1 for one in row) / letters) + 1
        for row in rows
    )
