"""How wide sorts stand beside each other, by the rules that Typst sets them by.

Typst gives every sort its advance, takes white away between two Chinese marks and at the ends of a
line, and puts white between Han and Latin. The rules here are its own (typst-layout 0.15:
`calculate_adjustability`, `add_cjk_latin_spacing`, `adjust_cj_at_line_boundaries`), in its order,
so that a line that is planned to fit is a line that it does not break again:

- a mark has white that may go: a closing one half an em on its right, an opening one on its left,
  a dot in the middle a quarter on either side;
- of two marks side by side in one stretch of type the white between them goes, half an em at most
  (GB style; Taiwan's and Hong Kong's marks stand in the middle of their em and close up never);
- an opening mark that begins a line loses its white, unless the line is let in; a closing mark that
  ends one loses its own;
- curly quotes are Chinese marks only while they are a whole em wide, so one that has closed up with
  a neighbour is none to the next;
- between Han or kana and a Latin, Greek or Cyrillic letter, a digit, # $ % & stands a quarter em;
- a line that is too wide by no more than the white that is left in it closes up: the white of its
  marks may go wholly, half of the white between scripts, a third of a space.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from press.sorts import INVISIBLE

HAN_LATIN = 0.25  # em, clreq §3.2.2
_HAN_LATIN_GIVES = 0.125  # of it may go
_SPACE_GIVES = 1 / 3  # of the space between two words may go
_OPENING = frozenset("《（『「【〖〔〈［｛")
_CLOSING = frozenset("》）』」】〗〕〉］｝")
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset("“‘"), frozenset("”’")
_STOPS = frozenset("，。．、：；")
_CRIES = frozenset("？！")
_DOTS = frozenset("・·")
_CJ = frozenset({"Hani", "Hira", "Kana"})
_ALPHABETS = frozenset({"Latn", "Grek", "Cyrl"})
_LIKE_LETTERS = frozenset("#$%&0123456789")
_WHOLE = 1.0
_MOST_CLOSED = 0.98  # of the white of a line that goes at most
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Fit:
    """What a sort is to its neighbours, ems.

    advance: how far it moves the line on. lead, trail: white on its left and right that may go.
    mark: a Chinese mark that closes up. quote: a mark only while it is a whole em wide.
    opens, closes: whether it loses its white at the beginning or the end of a line. han_first,
    han_last, letter_first, letter_last: what its outer characters are, for the white between
    scripts. space: its width, if it is the space between two words. rigid: whether the white
    between scripts beside it stays as it is.
    """

    advance: float
    lead: float = 0.0
    trail: float = 0.0
    mark: bool = False
    quote: bool = False
    opens: bool = False
    closes: bool = False
    han_first: bool = False
    han_last: bool = False
    letter_first: bool = False
    letter_last: bool = False
    space: float = 0.0
    rigid: bool = False

    @property
    def gives(self) -> float:
        """The white of it that may go where a line closes up."""
        return self.space * _SPACE_GIVES + (self.lead + self.trail if self.is_mark else 0.0)

    @property
    def is_mark(self) -> bool:
        """Whether it closes up with its neighbours as it now stands."""
        return self.mark and (not self.quote or abs(self.advance - _WHOLE) < _EXACT)


def fit_of(text: str, advance: float, *, taiwanese: bool) -> Fit:
    """The fit of a sort. taiwanese: whether marks follow Taiwan's and Hong Kong's standard."""
    seen = [character for character in text if character not in INVISIBLE] or [text[0]]
    first, last = seen[0], seen[-1]
    quote = first in _OPENING_QUOTES or first in _CLOSING_QUOTES
    whole = not quote or abs(advance - _WHOLE) < _EXACT
    opens = whole and (first in _OPENING or first in _OPENING_QUOTES)
    closes = whole and (first in _CLOSING or first in _CLOSING_QUOTES)
    closes = closes or (not taiwanese and (first in _STOPS or first in _CRIES))
    centred = first in _DOTS or (taiwanese and first in _STOPS)
    return Fit(
        advance,
        lead=advance / 2 if opens else advance / 4 if centred else 0.0,
        trail=advance / 2 if closes else advance / 4 if centred else 0.0,
        mark=opens or closes or centred,
        quote=quote,
        opens=opens,
        closes=closes,
        han_first=is_cj(first),
        han_last=is_cj(last),
        letter_first=is_letter(first),
        letter_last=is_letter(last),
        space=advance if text == " " else 0.0,
    )


@lru_cache(maxsize=8192)
def is_cj(character: str) -> bool:
    """Whether Typst takes a character for Chinese or Japanese script."""
    return _script(character) in _CJ or character == "ー"


@lru_cache(maxsize=8192)
def is_letter(character: str) -> bool:
    """Whether Typst puts white between a character and Han."""
    return character in _LIKE_LETTERS or _script(character) in _ALPHABETS


def _script(character: str) -> str:
    from fontTools import unicodedata  # type: ignore[import-untyped] # ships no types

    return str(unicodedata.script(character))


def white_between(before: str, after: str) -> float:
    """The white that stands between two texts on account of their scripts, ems."""
    if not before or not after:
        return 0.0
    last, first = before[-1], after[0]
    parted = (is_cj(last) and is_letter(first)) or (is_letter(last) and is_cj(first))
    return HAN_LATIN if parted else 0.0


@dataclass(slots=True)
class Slug:
    """A line of type as it grows from the left: how wide it is so far, and how its end stands.

    let_in: whether the line is indented or begins with something that is no type.
    taiwanese: as of `fit_of`. white: what may go where the line closes up, ems.
    """

    taiwanese: bool
    let_in: bool = False
    width: float = 0.0
    white: float = 0.0
    last: Fit | None = None
    stretch: object = None

    def copy(self) -> Slug:
        """The same line, to try something on; `replace` would take most of the time of a layout."""
        return Slug(self.taiwanese, self.let_in, self.width, self.white, self.last, self.stretch)

    def take(self, fit: Fit, stretch: object) -> None:
        """Put a sort at the end. stretch: the run of type in one style that it belongs to."""
        before = self.last
        if before is None:
            if fit.opens and not self.let_in:
                self.width -= fit.lead
                self.white -= fit.lead
        else:
            if stretch is self.stretch:
                fit = self._closed_up(before, fit)
            if (before.han_last and fit.letter_first) or (before.letter_last and fit.han_first):
                self.width += HAN_LATIN
                self.white += 0.0 if before.rigid or fit.rigid else _HAN_LATIN_GIVES
        self.width += fit.advance
        self.white += fit.gives
        self.last, self.stretch = fit, stretch

    def _closed_up(self, before: Fit, fit: Fit) -> Fit:
        """The sort beside the last one: two Chinese marks lose the white between them."""
        if self.taiwanese or not before.is_mark or not fit.is_mark:
            return fit
        delta = before.advance / 2
        if before.trail + fit.lead < delta - _EXACT:
            return fit
        left = min(before.trail, delta)
        right = delta - left
        self.width -= left
        self.white -= left
        return replace(fit, advance=fit.advance - right, lead=fit.lead - right)

    @property
    def ended(self) -> float:
        """Its width if it ended here."""
        return self.width - self._end_white

    def closes_up(self, measure: float) -> bool:
        """Whether it would be as wide as a measure, if it ended here and its white went."""
        return self.ended - measure <= _MOST_CLOSED * (self.white - self._end_white)

    @property
    def _end_white(self) -> float:
        last = self.last
        return last.trail if last and last.closes and last.is_mark else 0.0
