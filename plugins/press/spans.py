"""A stretch of text in one style, and a line of such stretches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from press.ruler import Face


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a text: its reading, 注音.

    width: that the text takes under it, ems of the text's type; white: how much of that is blank;
    loose: by how much each of its characters is moved from the next where its line is stretched.
    All three are known when the text is set.
    """

    text: str
    width: float = 0.0
    white: float = 0.0
    loose: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face. href: an absolute address, or "".

    mark: the small square before an entry of a list. whole: names, which only their spaces may
    part. turn: the line ends here, as the writer wanted or as what follows it is too long to part,
    and is not stretched. struck, tinted: what the writer struck out or marked; dotted: what bears
    a dot under every character, 着重号. above: its reading; no line end parts such a text.
    """

    text: str
    face: Face = Face.SERIF
    href: str = ""
    red: bool = False
    mark: bool = False
    whole: bool = False
    turn: bool = False
    struck: bool = False
    tinted: bool = False
    dotted: bool = False
    above: Above | None = None


TextLine = tuple[Span, ...]


def text_of(line: Iterable[Span]) -> str:
    """The text of some spans, without what stands above it."""
    return "".join(span.text for span in line)


def said_of(line: Iterable[Span]) -> str:
    """All that some spans print: every text, and behind it what stands above it."""
    return "".join(span.text + (span.above.text if span.above else "") for span in line)


def shared_out(spans: Sequence[Span], rows: Sequence[str]) -> list[TextLine]:
    """Spans shared out among rows that say the same; blanks of a row are as the row has them."""
    letters = [(letter, span) for span in spans for letter in span.text if letter.strip()]
    made: list[TextLine] = []
    at = 0
    for row in rows:
        parts: list[tuple[str, Span]] = []
        for letter in row:
            if letter.strip():
                _, span = letters[at]
                at += 1
            elif parts:
                span = parts[-1][1]
            if parts and parts[-1][1] is span:
                parts[-1] = (parts[-1][0] + letter, span)
            else:
                parts.append((letter, span))
        made.append(tuple(replace(span, text=text) for text, span in parts))
    return made


def turned(spans: Iterable[Span]) -> list[list[Span]]:
    """The spans of every line that the writer ended by hand."""
    parts: list[list[Span]] = [[]]
    for span in spans:
        first, *others = span.text.split("\n")
        parts[-1].append(replace(span, text=first))
        parts += [[replace(span, text=other)] for other in others]
    return parts


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring spans of one style as one; each text with a reading stays by itself."""
    held: Span | None = None
    for span in spans:
        if held is not None and not held.above and replace(held, text="") == replace(span, text=""):
            held = replace(held, text=held.text + span.text)
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
