"""Display type broken into rows: words stay whole, rows end where the sense does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from press.expressions import ends
from press.fitting import is_letter
from press.ruler import Face, Ruler
from press.senses import CROSSED, costs_of, segments
from press.sorts import NO_START

_EM_SPACE = "\u3000"
_AFTER_MARK = 0.6  # what ending a row there costs
_AFTER_SPACE = 0.2
_BETWEEN_WORDS = 2.5
_BETWEEN_LATIN = 1.2
_UNEVEN = 9.0  # a row without a word
_WITHIN_NUMBER = 25.0  # 1 000元: rather at any other place
_WITHIN_QUOTED = 8.0  # “专精特新” is one thing
_QUOTED = re.compile("“[^“”]{1,8}”|‘[^‘’]{1,8}’|「[^「」]{1,8}」|『[^『』]{1,8}』|《[^《》]{2,8}》")
_ONE_QUOTED = 3  # characters, the marks among them
_BEHIND_ONE = 3.0
_WITHIN_NAME = 7.0  # 阿布都热西提·买买提: rather elsewhere, if there is room
_NO_NAME = "的和与與及在是对對把被为為将將向让讓等说說谈談"  # ends a name; few have one
_OF_NAME = f"(?:(?![{_NO_NAME}])[\u3400-\u9fff])"
_NAMED = re.compile(f"({_OF_NAME}{{1,12}})(?:[·•・]{_OF_NAME}{{1,12}})*[·•・]({_OF_NAME}{{1,12}})")
_LONG_NAME = 6  # characters beside a dot; of more, only the nearest are sure
_SURE_OF_NAME = 3
_BEFORE_UNIT = 6.0  # 8英寸, 216项: a number and what it counts
_COUNTED = re.compile("(?<![A-Za-z0-9])[0-9][0-9.,]*(?=[\u3400-\u9fff])")
_OFF_BAR = 10.0  # where the editor has marked other breaks
_TOLERANCE = 1e-6
_HAIR = 0.01  # ems
# K742+850, A/B and McDonald’s are one thing, whatever the segmenter says.
_CODED = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-./:%_&’")


@dataclass(frozen=True, slots=True)
class Rows:
    """A text on rows. widths: of each, ems. parted: rows that end inside a word.

    breaks: how ill the rows end: nothing where the editor marked a break. off: rows that end
    elsewhere though breaks are marked.
    """

    texts: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()
    parted: int = 0
    breaks: float = 0.0
    off: int = 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word. cost: of ending a row after it. gap: the white after it. whole: not cut itself.

    off: whether a row that ends after it ends elsewhere than the editor has marked.
    """

    text: str
    cost: float
    gap: str = ""
    whole: bool = True
    off: bool = False


@dataclass(slots=True)
class Display:
    """A headline, kicker or deck in one face. parts: of it, where the editor marked good breaks.

    apart: whether two parts on one row keep a blank between them. told: what the story says, which
    knows best what belongs together. Widths are in ems, so one measuring serves every size.
    """

    parts: Sequence[str]
    ruler: Ruler
    face: Face
    apart: bool = False
    told: str = ""
    _pieces: list[_Piece] = field(init=False)
    _widths: dict[tuple[int, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pieces = list(_pieces(self.parts, self.told, apart=self.apart))

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def rows(self, measure: float) -> Rows:
        """The rows that read best in a measure, ems: as few as fit, level."""
        if all(self._width(at, at + 1) <= measure for at in range(len(self._pieces))):
            return self._broken(measure)
        small = [part for piece in self._pieces for part in self._parted(piece, measure)]
        taken = Display((), self.ruler, self.face)
        taken._pieces = small
        return taken._broken(measure)

    def _broken(self, measure: float) -> Rows:
        pieces, count = self._pieces, len(self._pieces)
        # best[i] = (rows, cost, start of the last row) of setting the first i pieces; rather a row
        # more than one that ends inside a word. The last row of all ends where nothing is amiss.
        best: list[tuple[int, float, int] | None] = [(0, 0.0, 0)] + [None] * count
        for end in range(1, count + 1):
            for start in range(end - 1, -1, -1):
                before = best[start]
                if before is None:
                    continue
                width = self._width(start, end)
                if width > measure + _TOLERANCE and end - start > 1:
                    break
                slack = max(0.0, measure - width) / measure
                ended = _ending(pieces[end - 1])
                cost = before[1] + slack * slack * _UNEVEN + ended
                dear = 2 * (ended >= CROSSED) or pieces[end - 1].off
                found = (before[0] + 1 + dear, cost, start)
                held = best[end]
                if held is None or found[:2] < held[:2]:
                    best[end] = found
        texts, widths, parted, breaks, off = [], [], 0, 0.0, 0
        end = count
        while end > 0:
            entry = best[end]
            assert entry is not None  # noqa: S101 - a single piece is always a row
            texts.append(_joined(pieces[entry[2] : end]))
            widths.append(self._width(entry[2], end))
            parted += not pieces[end - 1].whole
            breaks += _ending(pieces[end - 1])
            off += pieces[end - 1].off
            end = entry[2]
        return Rows(tuple(texts[::-1]), tuple(widths[::-1]), parted, breaks, off)

    def _width(self, start: int, end: int) -> float:
        key = (start, end)
        if key not in self._widths:
            self._widths[key] = self.ruler.line(self.face, _joined(self._pieces[start:end]))
        return self._widths[key]

    def _parted(self, piece: _Piece, measure: float) -> Iterator[_Piece]:
        """A word too long for any row, taken apart; else the word itself."""
        if self.ruler.line(self.face, piece.text) <= measure:
            yield piece
            return
        held = ""
        for character in piece.text:
            if held and self.ruler.line(self.face, held + character) > measure:
                yield _Piece(held, _BETWEEN_WORDS, whole=False, off=piece.off)
                held = ""
            held += character
        yield _Piece(held, piece.cost, piece.gap, off=piece.off)


def rows_by_sense(ruler: Ruler, face: Face, text: str, measure: float) -> tuple[str, ...]:
    """Rows that end between words, as a headline's do; a hair narrower, to be sure to fit."""
    return Display((text,), ruler, face).rows(measure - _HAIR).texts


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text + piece.gap for piece in pieces).rstrip(f"{_EM_SPACE} ")


def _ending(piece: _Piece) -> float:
    return piece.cost + (_OFF_BAR if piece.off else 0.0)


def _pieces(parts: Sequence[str], told: str, *, apart: bool) -> Iterator[_Piece]:
    marked = len(parts) > 1
    for part, next_part in pairwise([*parts, ""]):
        runs = [run for run in part.replace(_EM_SPACE, " ").split(" ") if run]
        allowed = ends(" ".join(runs))
        for number, run in enumerate(runs):
            ended = _ended(run, told)
            words = [word for word, _ in ended]
            for word, cost in ended[:-1]:
                yield _Piece(word, cost, off=marked)
            if words and number == len(runs) - 1:
                yield _Piece(words[-1], 0.0, _gap(run, next_part) if apart else "")
            elif words and _is_latin(run[-1]) and _is_latin(runs[number + 1][0]):
                whole = len(" ".join(runs[: number + 1])) not in allowed
                yield _Piece(words[-1], _WITHIN_NUMBER if whole else _BETWEEN_LATIN, " ")
            elif words:
                yield _Piece(words[-1], _AFTER_SPACE, _EM_SPACE)


def _gap(before: str, after: str) -> str:
    """The blank between two phrases on one row."""
    latin = after and _is_latin(before[-1]) and _is_latin(after[0])
    return " " if latin else _EM_SPACE


def _is_latin(character: str) -> bool:
    """Whether a blank beside it parts words and not phrases."""
    return character.isascii() or is_letter(character)


def words_of(text: str) -> list[str]:
    """The words of a phrase, marks kept with the word they may not leave."""
    return [word for word, _ in _ended(text, "")]


def _held(text: str) -> dict[int, float]:
    """What it costs to end a row within a name, a number and what it counts, a quoted word."""
    costs = dict[int, float]()
    for found in _COUNTED.finditer(text):
        costs[found.end()] = _BEFORE_UNIT
    for found in _NAMED.finditer(text):
        first, last = map(_sure, map(len, found.groups()))
        within = range(found.end(1) - first + 1, found.start(2) + last)
        costs |= dict.fromkeys(within, _WITHIN_NAME)
    return costs | _quoted(text)


def _sure(characters: int) -> int:
    """How many of the characters beside a dot belong to the name."""
    return characters if characters <= _LONG_NAME else _SURE_OF_NAME


def _quoted(text: str) -> dict[int, float]:
    """What it costs to end a row within a few words in quotation marks, or right behind one.

    A single one belongs to what follows: 以“实”字当头.
    """
    costs = dict[int, float]()
    for found in _QUOTED.finditer(text):
        costs |= dict.fromkeys(range(found.start() + 1, found.end()), _WITHIN_QUOTED)
        if len(found.group()) <= _ONE_QUOTED:
            costs[found.end()] = _BEHIND_ONE
    return costs


def _ended(text: str, told: str) -> list[tuple[str, float]]:
    """The words of a phrase, each with what it costs to end a row after it. told: by the story."""
    joined: list[tuple[str, float]] = []
    allowed, words, held = ends(text), segments(text), _held(text)
    at = 0
    for word, between in zip(words, (*costs_of(words, told), 0.0), strict=True):
        behind = at + len(word.text)
        cost = _AFTER_MARK if word.text[-1] in NO_START else between
        cost += held.get(behind, 0.0)
        before = joined[-1][0] if joined else ""
        coded = before and before[-1] in _CODED and word.text[0] in _CODED
        if before and (coded or at not in allowed):
            joined[-1] = before + word.text, cost
        else:
            joined.append((word.text, cost))
        at = behind
    return joined
