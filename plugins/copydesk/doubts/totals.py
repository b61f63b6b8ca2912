"""Totals that do not add up, in tables and in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from copydesk.blocks.aligned import Row
from copydesk.doubts.kinds import Doubt, DoubtKind, Words
from copydesk.lexicon import simple
from copydesk.piece import Piece
from copydesk.traced import Traced

_TOTAL = re.compile("^(?:合计|总计|共计|总数|总和|累计|全区合计|全市合计|全镇合计|合 计|总 计)")
_PART_TOTAL = re.compile("^(?:小计|其中)")
_FIGURE = re.compile(r"^[^\d-]{0,2}(-?\d[\d,]*(?:\.\d+)?)\s*([^\d\s]{0,3})$")
_SHARE = re.compile("[%％率比占]|平均|人均|单价|排名|名次|序号|年|月")
"""Headings of columns whose figures are no quantities to be added up."""

_UNIT = (
    "(?:万元|亿元|亿美元|万美元|公里|公斤|千克|平方米|毫升|"
    "[个名人家项户件处例宗元亩吨台辆次篇场栋套座所条起位种批本册份只头张幅株棵间口米])"
)
_NUMBER = r"(\d[\d,]{0,24}(?:\.\d{1,9})?)"
_STATED = re.compile(
    f"(?:(?<!公)共|合计|总计|总共|一共|累计|共计|总数|总额|总量|总投资|为|"
    f"达)[^，。；,;\\d]{{0,14}}?{_NUMBER}({_UNIT})"
)
_LED_OUT = re.compile(f"{_NUMBER}({_UNIT})(?=[，,（(][ ]*(?:其中|包括|分别))")
_WHOLE = re.compile("分别(?:是|为|有)?|依次(?:是|为)?|即|[：:]")
_SOME = re.compile("其中|包括|含")
_BY_SIZE = re.compile(r"以上|以下|以内|超过|不足|\d[^，。；、]{0,4}[至到—-]\d")
_EACH = re.compile(
    f"{_NUMBER}(?:余)?(?:家|户|名|人|个|所|位)[^。；]{{0,40}}?(?:共|总计|合计|"
    f"总共)[^。；\\d]{{0,24}}{_NUMBER}(万元|元|亿元)"
    f"[^。；\\d]{{0,6}}(?:每|平均每|各)(?:家|户|名|人|个|所|"
    f"位)?[^。；\\d]{{0,10}}{_NUMBER}(万元|元|亿元)"
)


def bad_totals(pieces: tuple[Piece, ...], words: Words) -> Iterator[Doubt]:
    """Totals of the pieces that are not the sum of their parts."""
    for piece in pieces:
        if piece.table:
            for table in piece.tables:
                yield from _in_table(table.rows, words)
        for paragraph in piece.paragraphs:
            yield from _in_text(paragraph, words)


def _in_table(rows: tuple[Row, ...], words: Words) -> Iterator[Doubt]:
    for at, row in enumerate(rows):
        label = next((cell for cell in row if cell), Traced())
        if not _TOTAL.match(simple(label.text)):
            continue
        above = [each for each in rows[:at] if not _is_total(each)]
        below = [each for each in rows[at + 1 :] if not _is_total(each)]
        for column in range(len(row)):
            stated = _figure(row[column])
            if stated is None or any(_SHARE.search(each[column].text) for each in rows[:2]):
                continue
            parts = _parts(above, column) or _parts(below, column)
            if len(parts) >= 2 and not _adds_up(parts, stated):
                reason = f"各行相加是{_shown(sum(parts))}，合计写的是{_shown(stated)}"
                yield words.doubt(DoubtKind.BAD_TOTAL, row[column], reason)
    yield from _across(rows, words)


def _across(rows: tuple[Row, ...], words: Words) -> Iterator[Doubt]:
    """A column of totals: it is one where most rows add up."""
    heads = [
        (at, column)
        for at, row in enumerate(rows[:3])
        for column, cell in enumerate(row)
        if _TOTAL.match(simple(cell.text)) and column >= 3 and column == len(row) - 1
    ]
    for at, column in heads[:1]:
        wrong: list[tuple[Traced, Decimal]] = []
        right = 0
        for row in rows[at + 1 :]:
            stated = _figure(row[column])
            parts = [value for cell in row[:column] if (value := _figure(cell)) is not None]
            if stated is None or len(parts) < 2:
                continue
            if _adds_up(parts, stated):
                right += 1
            else:
                wrong.append((row[column], sum(parts, Decimal(0))))
        if right > len(wrong):
            for cell, total in wrong:
                reason = f"这一行相加是{_shown(total)}，合计写的是{cell.text}"
                yield words.doubt(DoubtKind.BAD_TOTAL, cell, reason)


def _adds_up(parts: Sequence[Decimal], stated: Decimal) -> bool:
    """Whether a total is right; where figures were rounded, to one unit of its last place."""
    total = sum(parts, Decimal(0))
    places = [-int(each.as_tuple().exponent) for each in (*parts, stated)]
    if max(places) <= 0:
        return total == stated
    return abs(total - stated) <= Decimal(1).scaleb(-min(max(places), places[-1]))


def _is_total(row: Row) -> bool:
    label = simple(next((cell.text for cell in row if cell), ""))
    return bool(_TOTAL.match(label) or _PART_TOTAL.match(label))


def _parts(rows: Sequence[Row], column: int) -> list[Decimal]:
    """The figures of a column; none where a row that has words there could be one more part."""
    return [value for row in rows if (value := _figure(row[column])) is not None]


def _figure(cell: Traced) -> Decimal | None:
    match = _FIGURE.match(cell.text.strip())
    if not match or match.group(2) in {"%", "％", "日", "月", "年", "月份", "时", "点"}:
        return None
    return Decimal(match.group(1).replace(",", ""))


def _in_text(paragraph: Traced, words: Words) -> Iterator[Doubt]:
    for sentence in _sentences(paragraph):
        yield from _sum_in(sentence, words)
        match = _EACH.search(sentence.text)
        if match:
            count, whole, each = (Decimal(match.group(n).replace(",", "")) for n in (1, 2, 4))
            if match.group(3) == match.group(5) and count * each != whole:
                reason = f"{_shown(count)}乘{_shown(each)}不是{_shown(whole)}"
                where = sentence[match.start() : match.end()]
                yield words.doubt(DoubtKind.BAD_TOTAL, where, reason)


_STOP = re.compile("[。！？]")


def _sentences(paragraph: Traced) -> Iterator[Traced]:
    start = 0
    for match in _STOP.finditer(paragraph.text):
        yield paragraph[start : match.end()]
        start = match.end()
    yield paragraph[start:]


def _sum_in(sentence: Traced, words: Words) -> Iterator[Doubt]:
    """A total and the parts that follow it: 共48篇，其中新闻30篇、通讯12篇、图片8篇.

    Parts behind 其中 may be a choice, so they are doubted only where they are more than the whole,
    or three and more that miss it by little.
    """
    text = sentence.text
    found = [match for match in (_STATED.search(text), _LED_OUT.search(text)) if match]
    stated = min(found, key=lambda match: match.start(1), default=None)
    if stated is None:
        return
    rest = text[stated.end() :]
    some, all_of_them = _SOME.match(rest.lstrip("，, （(")), _WHOLE.match(rest.lstrip("，, （("))
    if not some and not all_of_them:
        return
    clause = re.split("[；;。]", rest)[0]
    if stated.group(0)[-1:] and re.search("[（(]", rest[:2]):
        clause = re.split("[）)]", clause)[0]
    unit = stated.group(2)
    parts = [
        Decimal(number.replace(",", ""))
        for number in re.findall(f"(?<![第\\d.]){_NUMBER}{unit}(?!以上|以下|以内|左右)", clause)
    ]
    whole = Decimal(stated.group(1).replace(",", ""))
    if len(parts) < 2 or _adds_up(parts, whole):
        return
    complete = all_of_them or (some and _looks_complete(parts, whole, clause))
    if sum(parts) > whole or (complete and not re.search("等|余|多", clause)):
        # What is larger than the whole alone is no part of it.
        if any(part >= whole for part in parts) or (parts and sum(parts[1:]) == parts[0]):
            return
        reason = f"各项相加是{_shown(sum(parts, Decimal(0)))}，总数写的是{_shown(whole)}"
        where = sentence[stated.start(1) : stated.end()]
        yield words.doubt(DoubtKind.BAD_TOTAL, where, reason)


def _looks_complete(parts: Sequence[Decimal], whole: Decimal, clause: str) -> bool:
    """Whether some parts are so nearly the whole that they were meant to be it.

    Parts by size (1亿至5亿元的35个) are not: the smallest are seldom told.
    """
    total = sum(parts, Decimal(0))
    slip = _one_digit_apart(total, whole) and not _BY_SIZE.search(clause)
    near = Decimal("0.9") if slip else Decimal("0.97")
    return total >= whole * near and len(parts) >= 3


def _one_digit_apart(one: Decimal, other: Decimal) -> bool:
    """Whether two figures differ as a slip of the pen makes them: 456 and 486.

    Figures of two digits do so by chance too often to say anything.
    """
    pairs = list(zip(_shown(one), _shown(other), strict=False))
    alike = len(_shown(one)) == len(_shown(other)) >= 3
    return alike and sum(a != b for a, b in pairs) == 1


def _shown(value: Decimal | int) -> str:
    return f"{value:f}"
