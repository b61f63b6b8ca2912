"""The editor's own fixed forms: reading the table, finding its hits in a text."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from hanzi.codes import HanziCode
from hanzi.engines import words
from hanzi.house import FORM
from newsroom import gate
from newsroom.kinds import Region, Script
from newsroom.model import GlossaryRow
from newsroom.problems import Problem, ProblemList, Severity

KINDS = ("person", "place", "organisation", "term", FORM)
LARGEST_FILE = 4_000_000  # bytes
MOST_ROWS = 50_000
MOST_COLUMNS = 40
MOST_FAULTY = 500
COLUMNS = ("simplified", "traditional", "hong_kong", "kind", "note")


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of a text, in characters, and the fixed form that stands there in the target."""

    start: int
    end: int
    form: str


class FixedForms:
    """Written form → form in the target script, found longest first."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self.forms = {key: value for key, value in forms.items() if key and value}
        sizes: dict[str, set[int]] = {}
        for key in self.forms:
            sizes.setdefault(key[:2], set()).add(len(key))
        for key in self.forms:
            for pair in [pair for pair in sizes if len(key) == 1 and pair[0] == key]:
                sizes[pair].add(1)
        self._sizes = {key: sorted(value, reverse=True) for key, value in sizes.items()}
        self._heads = _heads(self.forms) if sizes else None
        self._single = frozenset(key for key in self.forms if len(key) == 1)

    def __bool__(self) -> bool:
        return bool(self.forms)

    def candidates(self, text: str) -> list[Hit]:
        """Every hit, left to right, the longest at each place, none overlapping."""
        hits: list[Hit] = []
        place = 0
        for match in self._heads.finditer(text) if self._heads else ():
            offset = match.start()
            if offset < place:
                continue
            sizes = self._sizes.get(text[offset : offset + 2])
            if sizes is None:
                if text[offset] not in self._single:
                    continue
                sizes = [1]
            for size in sizes:
                written = text[offset : offset + size]
                form = self.forms.get(written)
                if form is not None and len(written) == size:
                    place = offset + size
                    hits.append(Hit(offset, place, form))
                    break
        return hits


def _heads(forms: Iterable[str]) -> re.Pattern[str]:
    """Matches a letter that a form begins with, where the next one is the second of any form."""
    alone, first, second = (
        re.escape("".join(sorted(set(letters))))
        for letters in (
            [form for form in forms if len(form) == 1],
            [form[0] for form in forms if len(form) > 1],
            [form[1] for form in forms if len(form) > 1],
        )
    )
    ways = [f"[{alone}]"] if alone else []
    ways += [f"[{first}](?=[{second}])"] if first else []
    return re.compile("|".join(ways))


def target_forms(rows: Iterable[GlossaryRow], source: Script, target: Script) -> dict[str, str]:
    """The rows as written form → form in the target, for a text written in `source`."""
    forms: dict[str, str] = {}
    for row in rows:
        if row.kind == FORM:
            continue
        by_region = {
            Region.CN: row.simplified,
            Region.TW: row.traditional,
            Region.HK: row.hong_kong or row.traditional,
        }
        forms[by_region[source.region]] = by_region[target.region]
    return forms


def accepted(text: str, hits: list[Hit], marks: Set[int]) -> list[Hit]:
    """The hits that cut no word in two. marks: offsets at which words begin or end.

    A hit whose ends are word edges stands (于|红|杰). One that cuts a word stands only if the
    sentence then has fewer words than before: in 余长发表示 the name frees 表示, in 由于红杰 it
    would only break 由于.
    """
    return [hit for hit in hits if _stands(text, hit, marks)]


_SEATS = frozenset("省州市县区镇乡村路街")
"""What a place is follows its name: 涂山|镇, though the segmenter may read 涂|山镇."""

_BY_WATER = frozenset("县市河江路")


def _stands(text: str, hit: Hit, marks: Set[int]) -> bool:
    if hit.start in marks and (hit.end in marks or text[hit.end] in _SEATS):
        return True
    start, end = hit.start, hit.end
    while start and start not in marks:
        start -= 1
    while end < len(text) and end not in marks:
        end += 1
    end = min(len(text), end + 4)
    while end < len(text) and end not in marks:
        end += 1
    before = len(words(text[start:end]))
    after = len(words(text[start : hit.start])) + 1 + len(words(text[hit.end : end]))
    river = text[start : hit.start] == "在" and text[hit.end : hit.end + 1] in _BY_WATER
    return after < before or (river and after == before)  # 在|于都|河边 as soon as 在于|都


def read_glossary(path: Path, name: str) -> tuple[tuple[GlossaryRow, ...], list[Problem]]:
    """The rows of a glossary table and what is wrong with it; a bad row is left out.

    path: the CSV file, UTF-8 with or without BOM. name: the file as the editor knows it, for
    problems.
    """
    problems = ProblemList()
    try:
        if path.stat().st_size > LARGEST_FILE:
            return (), [_too_large(name, 0, f"有{path.stat().st_size}字节")]
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.add(
            name, 0, HanziCode.GLOSSARY_UNREADABLE, "词表读不出来", "请以 UTF-8 编码另存为 CSV"
        )
        return (), list(problems)
    text = gate.passed(text.replace("\x00", ""), name, problems)
    stacked = gate.too_many_marks(text)
    if stacked >= 0:
        line = text.count("\n", 0, stacked) + 1
        return (), [*problems, _too_large(name, line, "一个字上叠了太多附加符号")]
    rows = _rows(unicodedata.normalize("NFC", text), name, problems)
    return tuple(rows), list(problems)


def _too_large(name: str, line: int, what: str) -> Problem:
    cure = f"词表最多{MOST_ROWS}行、{LARGEST_FILE}字节，请删去不用的"
    return Problem(name, line, HanziCode.GLOSSARY_TOO_LARGE, f"词表太大：{what}", cure)


def _rows(text: str, name: str, problems: ProblemList) -> list[GlossaryRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=False)
    rows: list[GlossaryRow] = []
    seen: dict[tuple[bool, Script, str], GlossaryRow] = {}
    columns: dict[str, int] | None = None
    faulty = 0
    try:
        for count, cells in enumerate(reader):
            line = reader.line_num
            if count > MOST_ROWS or faulty > MOST_FAULTY:
                what = f"不止{MOST_ROWS}行" if count > MOST_ROWS else f"不止{MOST_FAULTY}处差错"
                problems.extend([_too_large(name, line, what)])
                return []
            cells = [cell.strip() for cell in cells]  # noqa: PLW2901 # the same cells, trimmed
            if not any(cells) or cells[0].startswith("#"):
                continue
            if columns is None:
                columns = _header(cells, name, line, problems)
                if columns is None:
                    break
                continue
            row = _row(cells, columns, name, line, problems)
            if row and _agrees(row, seen, name, problems):
                rows.append(row)
            else:
                faulty += 1
    except csv.Error:
        problems.add(
            name,
            reader.line_num,
            HanziCode.GLOSSARY_UNREADABLE,
            "词表从这一行起读不出来",
            "请检查引号是否成对、单元格是否过长",
        )
    return rows


def _header(cells: list[str], name: str, line: int, problems: ProblemList) -> dict[str, int] | None:
    named = list(enumerate(cells[:MOST_COLUMNS]))
    columns = {cell.lower(): index for index, cell in reversed(named)}
    if "simplified" in columns and "traditional" in columns:
        return columns
    problems.add(
        name,
        line,
        HanziCode.GLOSSARY_HEADER,
        "词表第一行不是表头",
        "第一行请写 " + ",".join(COLUMNS),
    )
    return None


def _row(
    cells: list[str], columns: dict[str, int], name: str, line: int, problems: ProblemList
) -> GlossaryRow | None:
    def cell(column: str) -> str:
        index = columns.get(column, len(cells))
        return cells[index] if index < len(cells) else ""

    simplified, traditional = cell("simplified"), cell("traditional")
    if not simplified or not traditional:
        problems.add(
            name, line, HanziCode.GLOSSARY_EMPTY_FORM, "缺少简体或繁体的写法", "请把两种写法都填上"
        )
        return None
    if any(_bad(form) for form in (simplified, traditional, cell("hong_kong"))):
        problems.add(
            name,
            line,
            HanziCode.GLOSSARY_BAD_FORM,
            "写法里有控制字符、尖括号或标记符号",
            "写法只能是文字",
        )
        return None
    kind = cell("kind").lower() or "term"
    if kind not in KINDS:
        problems.add(
            name,
            line,
            HanziCode.GLOSSARY_KIND,
            f"不认识的类别“{kind[:20]}”",
            "请写 person、place、organisation、term 或 form",
        )
        return None
    return GlossaryRow(simplified, traditional, kind, cell("hong_kong"), cell("note"), line)


def _bad(form: str) -> bool:
    return any(
        character in "<>{}" or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        for character in form
    )


def _agrees(
    row: GlossaryRow,
    seen: dict[tuple[bool, Script, str], GlossaryRow],
    name: str,
    problems: ProblemList,
) -> bool:
    """Whether no earlier row says otherwise of the same written form, in either direction."""
    keys = [(row.kind == FORM, Script.HANS, row.simplified)]
    if row.kind != FORM:  # several forms may become one
        keys.append((False, Script.HANT, row.traditional))
    for key in keys:
        other = seen.get(key)
        if other is None:
            continue
        same = (other.simplified, other.traditional) == (row.simplified, row.traditional)
        regional = {other.hong_kong, row.hong_kong} - {""}
        if same and len(regional) < 2:
            problems.add(
                name,
                row.line,
                HanziCode.GLOSSARY_REPEATED,
                f"“{row.simplified}”在第 {other.line} 行已经有了",
                "请删去一行",
                Severity.WARNING,
            )
        else:
            problems.add(
                name,
                row.line,
                HanziCode.GLOSSARY_CONTRADICTION,
                f"“{key[2]}”与第 {other.line} 行的写法不一致",
                "请只留一种写法",
            )
        return False
    for key in keys:
        seen[key] = row
    return True
