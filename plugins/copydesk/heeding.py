"""Whether what an editor said of single lines can be done, and whether it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from copydesk.changes import PLACES, Decisions, Reading
from copydesk.codes import CopyRefusedError, DeskCode
from copydesk.piece import Piece
from copydesk.rules import REASONS
from copydesk.sheet import Sheet
from copydesk.traced import Traced
from copydesk.work import Work
from newsroom.problems import Problem, Severity

QUOTED = 20
"""Characters by which a line is known again."""


def misplaced(sheet: Sheet, said: Decisions) -> CopyRefusedError | None:
    """The refusal of answers about a line that is blank or not there; None where all can be done.

    An answer that hits nothing must not look as if it had been followed.
    """
    asked = [
        *((line, f"--as {line}={reading.value}") for line, reading in sorted(said.readings)),
        *((line, f"--reject {rule.value}@{line}") for rule, line in sorted(said.rejected_at)),
    ]
    worded = {line.number: line.text.strip() for line in sheet.lines if line.text.strip()}
    for line, option in asked:
        if line in worded:
            continue
        last = max(worded, default=0)
        blank = any(each.number == line for each in sheet.lines)
        what = f"第{line}行是空行" if blank else f"没有第{line}行，来稿到第{last}行为止"
        near = _nearest(worded, line)
        meant = "和".join(f"第{each}行“{_short(worded[each])}”" for each in near)
        again = option.replace(str(line), str(near[0]), 1) if near else ""
        if "@" in option and near:
            again = f"{option.rpartition('@')[0]}@{near[0]}"
        cure = f"最近的是{meant}；要说的是第{near[0]}行，请写 {again}" if near else "来稿里没有文字"
        what = f"{option} 没有办：{what}"
        return CopyRefusedError(Problem(sheet.name, line, DeskCode.NO_LINE, what, cure))
    return None


def unheeded(work: Work) -> Iterator[Problem]:
    """Answers that did not come about, each with the reason and what to say instead."""
    if not work.decisions.readings:
        return
    home = _lines_of(work)
    kept = set(home)
    worded = {line.number: line.text.strip() for line in work.sheet.lines if line.text.strip()}
    for line, reading in sorted(work.decisions.readings):
        option = f"--as {line}={reading.value}"
        cut = work.cut.get(line)
        if reading is Reading.OUT:
            if cut:
                what = f"第{line}行本来就删去了（{REASONS[cut]}），{option} 没有改变什么"
                yield _problem(work, line, what, _instead(worded, kept, line, reading))
        elif line not in kept:
            why = f"（{REASONS[cut]}）" if cut else ""
            what = f"{option} 没有办到：第{line}行是删去的{why}"
            cure = _instead(worded, kept, line, reading)
            if cut and reading in PLACES:
                cure = f"{cure}；要留下第{line}行，另加 --as {line}=正文"
            yield _problem(work, line, what, cure)
        elif not _is_done(work, home, line, reading):
            what = f"{option} 没有办到：第{line}行没有成为{_NAMES.get(reading, reading.value)}"
            yield _problem(work, line, what, "请在草稿里改好")


_NAMES = {Reading.BEGINS: "另一篇的开头", Reading.GOES_ON: "上一行那一篇的一部分"}


def _problem(work: Work, line: int, what: str, cure: str) -> Problem:
    return Problem(work.sheet.name, line, DeskCode.UNHEEDED, what, cure, Severity.WARNING)


def _instead(worded: dict[int, str], kept: Iterable[int], line: int, reading: Reading) -> str:
    near = _nearest([each for each in kept if each in worded], line)
    if not near:
        return "请核对行号"
    meant = "和".join(f"第{each}行“{_short(worded[each])}”" for each in near)
    again = f"--as {near[0]}={reading.value}"
    return f"请核对行号；最近的稿件是{meant}，要说的是第{near[0]}行，请写 {again}"


def _nearest(lines: Iterable[int], line: int) -> list[int]:
    """The lines next to a line, the one behind it first where both are as near."""
    ranked = sorted(lines, key=lambda each: (abs(each - line), -each))
    return [each for each in ranked[:2] if abs(each - line) == abs(ranked[0] - line)]


def _short(words: str) -> str:
    shown = " ".join("".join(each for each in words if each.isprintable() or each == "\t").split())
    return shown if len(shown) <= QUOTED else f"{shown[:QUOTED]}…"


def _lines_of(work: Work) -> dict[int, int]:
    """Of every raw line that is in a piece the number of the first that holds some of it."""
    found: dict[int, int] = {}
    for number, piece in enumerate(work.pieces):
        for line in _numbers(work, piece.texts()):
            found.setdefault(line, number)
    return found


def _numbers(work: Work, texts: Iterable[Traced]) -> set[int]:
    return {work.offsets.line(place) for text in texts for place in text.places()}


def _is_done(work: Work, home: dict[int, int], line: int, reading: Reading) -> bool:
    """Whether a line that is in a piece became what an editor said."""
    piece = work.pieces[home[line]]
    if reading is Reading.BEGINS:
        first = min(_numbers(work, piece.texts()))
        return line == first
    if reading is Reading.GOES_ON:
        above = max((each for each in home if each < line), default=0)
        return not above or home[above] == home[line]
    texts = _fields(piece).get(reading)
    return texts is None or line in _numbers(work, texts)


def _fields(piece: Piece) -> dict[Reading, list[Traced]]:
    """The texts of a piece by what they are, where a line may be nothing else."""
    return {
        Reading.HEADLINE: [piece.headline],
        Reading.KICKER: [piece.kicker],
        Reading.DECK: [piece.deck],
        Reading.SUBHEAD: [each.text for each in piece.subheads],
        Reading.CAPTION: [
            text
            for each in piece.captions
            for text in (each.text, *(author.name for author in each.credits))
        ],
        Reading.BYLINE: [author.name for author in piece.authors],
    }
