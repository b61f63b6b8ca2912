"""Every shape of timetable that newsrooms print is read as it was meant; what is not sure is asked.

One file in `tests/timetables/` a case: headline, period and settings; the table; and below a rule
the occasions meant, with what has to be asked (`? code cell`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from occasions import asked, lines, reading_of

FOLDER = Path(__file__).parent / "timetables"
CASES = sorted(FOLDER.glob("*.txt"))


def parts_of(file: Path) -> tuple[dict[str, object], str, list[str], list[tuple[str, str]]]:
    """Front matter, table, the lines meant, and what is asked."""
    head, table, meant = file.read_text(encoding="utf-8").split("\n---\n")
    matter: dict[str, object] = dict(one.split(": ", 1) for one in head.splitlines())
    if ".." in str(matter["period"]):
        start, end = str(matter["period"]).split("..")
        matter["period"] = {"start": start, "end": end}
    said = meant.splitlines()
    wanted = [tuple(one.removeprefix("? ").split(" ", 1)) for one in said if one.startswith("?")]
    return matter, table, [one for one in said if not one.startswith("?")], wanted  # type: ignore[return-value]


@pytest.mark.parametrize("file", CASES, ids=[file.stem for file in CASES])
def test_a_timetable_is_read_as_it_was_meant(file: Path) -> None:
    matter, table, meant, wanted = parts_of(file)
    suffix = ".md" if table.startswith("|") else ".csv"
    reading = reading_of(table, suffix=suffix, **matter)
    assert lines(reading) == meant
    assert asked(reading) == wanted


def test_there_are_cases_of_many_shapes() -> None:
    assert len(CASES) >= 350
