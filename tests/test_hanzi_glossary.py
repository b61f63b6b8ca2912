"""The editor's glossary: what it fixes, what it refuses, what is wrong with its table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanzi import Converter, HanziCode, read_glossary
from hanzi.glossary import FixedForms
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from newsroom.problems import Severity
from shares import examples

ROWS = (
    GlossaryRow("于红杰", "于紅杰", "person"),
    GlossaryRow("打印机", "印表機", "term", "打印機"),
    GlossaryRow("联合国教科文组织", "聯合國教科文組織", "organisation"),
)
HANT = Converter(Script.HANT, ROWS)
HANS = Converter(Script.HANS, ROWS)
HONG_KONG = Converter(Script.HANT_HK, ROWS)


def read(tmp_path: Path, text: str | bytes) -> tuple[tuple[GlossaryRow, ...], list[HanziCode]]:
    path = tmp_path / "glossary.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    rows, problems = read_glossary(path, "content/glossary.csv")
    assert all(problem.file == "content/glossary.csv" for problem in problems)
    return rows, [problem.code for problem in problems if isinstance(problem.code, HanziCode)]


def test_a_row_fixes_its_form_in_every_script() -> None:
    assert HANT.text("于红杰用打印机", Script.HANS) == "于紅杰用印表機"
    assert HONG_KONG.text("于红杰用打印机", Script.HANS) == "于紅杰用打印機"
    assert HANS.text("于紅杰用印表機", Script.HANT) == "于红杰用打印机"
    assert HONG_KONG.text("用印表機", Script.HANT) == "用打印機"


def test_an_items_own_glossary_overrides_the_publications() -> None:
    assert HANT.text("于红杰到会", Script.HANS, {"于红杰": "於紅傑"}) == "於紅傑到會"
    assert HANS.text("於紅傑到會", Script.HANT, {"于红杰": "於紅傑"}) == "于红杰到会"


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("由于红杰出，大家都去看", GlossaryRow("于红", "于紅", "person")),
        ("他不准备去", GlossaryRow("不准", "不准", "term")),
        ("王于是走了", GlossaryRow("王于", "王于", "person")),
    ],
)
def test_a_hit_that_would_cut_a_word_is_refused(written: str, row: GlossaryRow) -> None:
    plain = Converter(Script.HANT).text(written, Script.HANS)
    assert Converter(Script.HANT, [row]).text(written, Script.HANS) == plain


def test_the_longest_form_wins() -> None:
    rows = [GlossaryRow("于红", "於紅"), GlossaryRow("于红杰", "于紅杰")]
    assert Converter(Script.HANT, rows).text("于红杰说", Script.HANS) == "于紅杰說"


@pytest.mark.parametrize(
    ("forms", "text", "hits"),
    [
        (("甲乙", "乙丙"), "甲乙丙", ["甲乙"]),  # what is taken is not taken again
        (("甲乙", "乙丙"), "甲乙乙丙", ["甲乙", "乙丙"]),
        (("甲乙", "乙丙"), "丙乙丙甲乙", ["乙丙", "甲乙"]),
        (("甲", "甲乙", "甲乙丙丁"), "甲乙丙甲乙丙丁甲", ["甲乙", "甲乙丙丁", "甲"]),
        (("甲",), "乙甲甲", ["甲", "甲"]),
        (("甲", "甲乙丙"), "甲乙丁", ["甲"]),  # a longer one only begins here
        (("甲乙丙",), "甲乙", []),
        (("", "甲"), "", []),
        ((), "甲", []),
    ],
)
def test_hits_are_found_from_the_left_the_longest_first_and_never_overlap(
    forms: tuple[str, ...], text: str, hits: list[str]
) -> None:
    found = FixedForms({form: form.lower() + "形" for form in forms if form} | {"": "空"})
    candidates = found.candidates(text)
    assert [text[hit.start : hit.end] for hit in candidates] == hits
    assert [hit.form for hit in candidates] == [f"{hit}形" for hit in hits]
    assert bool(found) is any(forms)


def test_a_table_in_decomposed_letters_fixes_composed_ones(tmp_path: Path) -> None:
    text = "simplified,traditional,hong_kong\nJose\u0301里,Jose\u0301裏,\n里贝,里貝,里貝\u0301\n"
    rows, codes = read(tmp_path, text)
    assert codes == []
    assert [(row.simplified, row.traditional) for row in rows] == [
        *(("José里", "José裏"), ("里贝", "里貝"))
    ]
    assert Converter(Script.HANT, rows).text("José里说", Script.HANS) == "José裏說"


def test_rows_that_differ_in_one_region_only_contradict_each_other(tmp_path: Path) -> None:
    head = "simplified,traditional,hong_kong\n打印机,印表機,打印機\n"
    assert read(tmp_path, f"{head}打印机,印表機,\n")[1] == [HanziCode.GLOSSARY_REPEATED]
    assert read(tmp_path, f"{head}打印机,印表機,打印機\n")[1] == [HanziCode.GLOSSARY_REPEATED]
    assert read(tmp_path, f"{head}打印机,印表機,列印機\n")[1] == [HanziCode.GLOSSARY_CONTRADICTION]
    assert read(tmp_path, f"{head}列印机,印表機,\n")[1] == [HanziCode.GLOSSARY_CONTRADICTION]


def test_a_table_is_read_with_its_lines(tmp_path: Path) -> None:
    rows, codes = read(
        tmp_path,
        "\ufeffsimplified,traditional,hong_kong,kind,note\r\n"
        "于红杰,于紅傑,,person,姓于\r\n\r\n# 地名\r\n后里,后里,后里,place,\r\n",
    )
    assert codes == []
    assert [(row.simplified, row.kind, row.line) for row in rows] == [
        ("于红杰", "person", 2),
        ("后里", "place", 5),
    ]


HEADER = "simplified,traditional,hong_kong,kind,note\n"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (b"\xff\xfe\x00", HanziCode.GLOSSARY_UNREADABLE),
        ("于红杰,于紅傑\n", HanziCode.GLOSSARY_HEADER),
        (HEADER + "于红杰,,,person,\n", HanziCode.GLOSSARY_EMPTY_FORM),
        (HEADER + "于红杰,于紅傑,,人,\n", HanziCode.GLOSSARY_KIND),
        (HEADER + "于红杰,<b>,,person,\n", HanziCode.GLOSSARY_BAD_FORM),
        (HEADER + "于红杰,于紅傑\n于红杰,於紅傑\n", HanziCode.GLOSSARY_CONTRADICTION),
        (HEADER + "于红杰,于紅傑\n余红杰,于紅傑\n", HanziCode.GLOSSARY_CONTRADICTION),
        (HEADER + "里,裡,裏\n里,裡,里\n", HanziCode.GLOSSARY_CONTRADICTION),
        (HEADER + "于红杰,于紅傑\n于红杰,于紅傑\n", HanziCode.GLOSSARY_REPEATED),
        (HEADER + '"' + "长" * 200_000, HanziCode.GLOSSARY_UNREADABLE),
    ],
)
def test_what_is_wrong_with_a_table_is_said(
    tmp_path: Path, table: str | bytes, code: HanziCode
) -> None:
    _, codes = read(tmp_path, table)
    assert codes == [code]


def test_a_contradiction_names_both_lines_and_stops_the_build(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    path.write_text(HEADER + "里,裡\n\n里,里\n", encoding="utf-8")
    _, problems = read_glossary(path, "glossary.csv")
    assert [(problem.line, problem.severity) for problem in problems] == [(4, Severity.ERROR)]
    assert "第 2 行" in problems[0].what


def test_a_missing_table_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    rows, problems = read_glossary(tmp_path / "none.csv", "none.csv")
    assert rows == ()
    assert [problem.code for problem in problems] == [HanziCode.GLOSSARY_UNREADABLE]


@given(data=st.binary(max_size=200), head=st.booleans())
@settings(max_examples=examples(150), deadline=None)
def test_no_table_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory,
    data: bytes,
    head: bool,  # noqa: FBT001 # drawn
) -> None:
    path = tmp_path_factory.mktemp("tables") / "glossary.csv"
    path.write_bytes((HEADER.encode() if head else b"") + data)
    rows, _ = read_glossary(path, "glossary.csv")
    Converter(Script.HANT, rows).text("于红杰", Script.HANS)
