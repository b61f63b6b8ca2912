"""What a locked page keeps of the fillers that the press had made: their words as they were.

Such a filler says what the folder knows, and that changes: a day is over, a schedule is corrected.
A page that is locked bears it as it stood when the dummy was written; the editor is told that it
would say something else by now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsroom.model import FillerKind, FillerSize
from newsroom.wishes import Dummy
from press.housemade import FOLDER
from press.ruler import Face
from press.spans import Span, text_of
from press.stock import Filling
from press.story import Passage, Role, Story


def as_locked(fillers: Sequence[Filling], dummy: Dummy) -> tuple[Filling, ...]:
    """The fillers, those that the press has made in the words that locked pages have of them."""
    found = list(fillers)
    for page in dummy.pages:
        for place in page.places if page.locked else ():
            if not place.says:
                continue
            at = next((n for n, one in enumerate(found) if one.name == place.filler), None)
            if at is None:
                found.append(_kept(place.filler, place.says, None))
            elif found[at].about and _words(found[at]) != place.says:
                found[at] = _kept(place.filler, place.says, found[at])
    return tuple(found)


def _words(filling: Filling) -> tuple[str, ...]:
    """Headline and lines, as a dummy has them."""
    story = filling.story
    return ("|".join(story.headline), *(text_of(one.spans) for one in story.passages))


def _kept(name: str, says: Sequence[str], now: Filling | None) -> Filling:
    """A made filler in the words of the dummy. now: as it would be made, None where it is not."""
    headline, *lines = says
    leads = {text_of(one.spans): one.spans for one in now.story.passages} if now else {}
    passages = tuple(
        Passage(Role.TEXT, leads.get(line, (Span(line, Face.SERIF),))) for line in lines
    )
    words = f"现在是“{'；'.join(_words(now)[1:])}”" if now else "现在已经没有可说的"
    about = f"“{headline}”，这一版锁定了，照画版样时的文字印，{words}"
    if now is not None:
        story = replace(now.story, headline=tuple(headline.split("|")), passages=passages)
        return replace(now, story=story, about=about)
    story = Story(
        id="",
        source=f"{FOLDER}/{name}",
        url="",
        headline=tuple(headline.split("|")),
        passages=passages,
        stays=True,
    )
    return Filling(story, FillerKind.NOTICE.value, frozenset({FillerSize.SMALL}), about)
