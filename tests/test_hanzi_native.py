"""No rule stands that native newspapers contradict, and every kind that went wrong stays right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hanzi import Converter, read_glossary
from hanzi.engines import opencc
from hanzi.proofing import manuscripts
from hanzi.sheet import entries
from hanzi.tables import tables
from hanzi.witness import alike, neighbours
from kinds import KINDS, lines_of
from newsroom.kinds import Script

HERE = Path(__file__).parent
HANT, HANS = Converter(Script.HANT), Converter(Script.HANS)
CONTENT = HERE.parent / "content"
CASES = HERE.parent.parent / "shared" / "cases" / "script"
A_FEW = 40
"""Lines of each kind; scripts/bench hanzi kinds makes as many as one likes."""


def windows(name: str) -> list[tuple[str, int, str]]:
    lines = (HERE / "hanzi" / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(text, int(place), form) for text, place, form in rows]


def test_what_natives_print_is_printed_and_plain_opencc_is_never_better() -> None:
    judged = windows("windows.tsv")
    wrong = [
        (text, made)
        for text, place, form in judged
        if alike(made := HANT.text(text, Script.HANS)[place]) != alike(form)
    ]
    assert wrong == []
    plain = [alike(opencc("s2tw")(text)[place]) == alike(form) for text, place, form in judged]
    assert 200 < sum(plain) < len(judged) - 200  # both parts are there


def test_what_natives_write_is_one_word_each_and_a_form_of_its_letter() -> None:
    """A way of writing that is made one word with another must leave the table of neighbours."""
    for letter, listed in neighbours().forms.items():
        forms = {alike(form) for form in tables().choices[letter]}
        assert len({*listed}) > 1, letter
        assert {*listed} <= forms, letter


def composed(name: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """A text, and the form that each letter in question should have: 晒干{乾}."""
    lines = (HERE / "hanzi" / name).read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            parts = re.findall(r"(.)(?:\{(.)\})?", line)
            asked = [(place, form) for place, (_, form) in enumerate(parts) if form]
            found.append(("".join(letter for letter, _ in parts), asked))
    return found


@pytest.mark.parametrize(
    ("name", "converter", "source"),
    [("composed.txt", HANT, Script.HANS), ("composed_back.txt", HANS, Script.HANT)],
)
def test_words_that_were_composed_before_they_were_tried_stay_right(
    name: str, converter: Converter, source: Script
) -> None:
    wrong = []
    for text, asked in composed(name):
        made = converter.text(text, source)
        wrong += [(made, form) for place, form in asked if alike(made[place]) != alike(form)]
    assert wrong == []


def test_four_in_five_of_what_is_wrong_on_news_kept_aside_are_told() -> None:
    told = []
    for text, place, form in windows("told.tsv"):
        made, doubts = HANT.proofed(text, Script.HANS)
        if alike(made[place]) != alike(form):
            told.append(any(one.start <= place < one.end for one in doubts))
    assert len(told) > 150
    assert sum(told) >= 0.8 * len(told)


def test_a_paper_of_ordinary_copy_has_at_most_forty_places_in_ten_thousand_characters() -> None:
    glossary, _ = read_glossary(CONTENT / "glossary.csv", "glossary.csv")
    read = list(manuscripts(CONTENT / "issues", CONTENT))
    size = sum(len(re.findall("[\u4e00-\u9fff]", one.text)) for one in read)
    assert size > 10_000
    listed = list(entries(read, Converter(Script.HANT, glossary)))
    assert 0 < len(listed) * 10_000 / size <= 40


@pytest.mark.parametrize("kind", KINDS)
def test_generated_lines_of_a_kind_come_out_right(kind: str) -> None:
    wrong = []
    for line in lines_of(kind, A_FEW, seed=2):
        made = HANT.text(line.written, Script.HANS)
        if made[line.place : line.place + len(line.form)] != line.form:
            wrong.append((line.written, made))
    assert wrong == []


def rows(name: str) -> list[list[str]]:
    if not (CASES / name).exists():
        pytest.skip("the independent cases are not beside this checkout")
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line]


def test_the_independent_cases_come_out_right_both_ways() -> None:
    there = [(row[0], HANT.text(row[0], Script.HANS), row[1]) for row in rows("to_hant.tsv")]
    assert [case for case in there if case[1] != case[2]] == []
    back = [(row[0], HANS.text(row[0], Script.HANT), row[1]) for row in rows("to_hans.tsv")]
    assert [case for case in back if case[1] != case[2]] == []
