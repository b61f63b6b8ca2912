"""Where a story is parted that goes on in another measure: in the middle of a line of neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from press.spans import Span
from press.story import Passage


@dataclass(frozen=True, slots=True)
class Parting:
    """A passage, and how far it is told. letters: of it, blanks not counted; 0: it begins here."""

    passage: int = 0
    letters: int = 0

    def is_in(self, number: int) -> bool:
        """Whether a passage is told in part, so that what is left of it has no first line."""
        return number == self.passage and self.letters > 0

    def rest(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """All passages, the parted one without what is told of it."""
        return tuple(
            replace(one, spans=_after(one.spans, self.letters), mark="")
            if self.is_in(number)
            else one
            for number, one in enumerate(passages)
        )


NOWHERE = Parting()


def _after(spans: Iterable[Span], letters: int) -> tuple[Span, ...]:
    """What spans say after so many letters; it begins with no blank."""
    left, kept = letters, list[Span]()
    for span in spans:
        at = 0
        while at < len(span.text) and (left or (not kept and not span.text[at].strip())):
            left -= bool(left and span.text[at].strip())
            at += 1
        if at < len(span.text):
            kept.append(replace(span, text=span.text[at:]))
    return tuple(kept)
