"""`scripts/timetable` reads a table back, in words and as JSON, and says what it doubted."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from newsroom.schedules.timetable import main
from presses import ROOT

TABLE = (
    '日期,星期,接访领导,地点\n3月4日,星期四,"刘冠瑜\n孙忠信",区信访局\n'
    "3月5日上午9:00,星期四,于方,区信访局\n"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    status = main([str(one) for one in arguments])
    return status, capsys.readouterr().out


def test_a_table_is_read_back_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "t.csv"
    file.write_text(TABLE.replace('星期四,"', '星期三,"'), encoding="utf-8")
    given = ["--period", "2026-03", "--headline", "接访安排", "--hours", "上午8:30-12:00"]
    status, said = run(capsys, file, *given)
    assert status == 0
    assert said.splitlines() == [
        "3月4日 周三 上午8:30—12:00 刘冠瑜、孙忠信 区信访局",
        "3月5日 周四 上午9:00起 于方 区信访局",
    ]


def test_json_has_what_was_read_and_what_was_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text(TABLE, encoding="utf-8")
    status, said = run(
        capsys, file, "--period", "2026-03-01..2026-03-15", "--headline", "接访安排", "--json"
    )
    record = json.loads(said)
    assert status == 1
    assert record["occasions"][1] == {
        "duty": "接访",
        "title": "",
        "date": "2026-03-05",
        "sessions": [["09:00", None]],
        "people": [{"name": "于方", "role": "接待", "post": ""}],
        "place": "区信访局",
        "note": "",
    }
    assert [
        (one["code"], one["line"], one["column"], one["cell"], one["severity"])
        for one in record["problems"]
    ] == [("schedule.weekday-differs", 2, "星期", "B2", "question")]
    assert set(record["problems"][0]) >= {"what", "cure"}


def test_a_cell_and_a_column_are_answered_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("谁,哪天\n林晓,下旬\n", encoding="utf-8")
    given = ["--period", "2026-03", "--column", "谁=姓名", "--column", "哪天=日期"]
    assert run(capsys, file, *given)[0] == 1
    status, said = run(capsys, file, *given, "--cell", "B2=3月25日")
    assert (status, said.split()[:2]) == (0, ["3月25日", "周三"])


@pytest.mark.parametrize(
    "given", [["--period", "三月"], ["--period", "2026-03", "--hours", "早上"]]
)
def test_a_wrong_option_is_told_and_no_traceback(tmp_path: Path, given: list[str]) -> None:
    file = tmp_path / "t.csv"
    file.write_text(TABLE, encoding="utf-8")
    command = [str(ROOT / "scripts" / "timetable"), str(file), *given]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_holidays_of_an_unknown_year_come_from_the_house_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "t.csv"
    file.write_text("姓名,接访时间\n林晓,每周五上午\n", encoding="utf-8")
    given = [file, "--period", "2027-01", "--content", tmp_path, "--headline", "接访"]
    assert "1月1日" in run(capsys, *given)[1]
    rows = "date,name,off,region\n2027-01-01,元旦,off,cn\n2027-01-29,某节,off,hk\n"
    (tmp_path / "holidays.csv").write_text(rows, encoding="utf-8")
    said = run(capsys, *given)[1]
    assert [one.split()[0] for one in said.splitlines() if one.startswith("1月")] == [
        "1月8日",
        "1月15日",
        "1月22日",
        "1月29日",
    ]
    assert "1月1日" in said  # told, not silent
    (tmp_path / "holidays.csv").write_text("元旦,2027-01-01\n", encoding="utf-8")
    status, said = run(capsys, *given)
    assert (status, "schedule.holiday-wrong" in said) == (1, True)


def test_the_table_of_an_item_is_found_among_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "duty.md"
    table = "| 日期 | 值班人员 |\n|---|---|\n| 3月4日 | 林晓 |\n| 3月5日① | 何静 |\n"
    file.write_text(
        f"---\nkind: schedule\n---\n值班表如下。\n\n{table}\n请留意。\n", encoding="utf-8"
    )
    status, said = run(capsys, file, "--period", "2026-03", "--headline", "值班表", "--json")
    record = json.loads(said)
    assert (status, len(record["occasions"])) == (1, 2)
    assert [(one["line"], one["cell"]) for one in record["problems"]] == [(9, "A9")]


@pytest.mark.parametrize("name", ["t.xls", "t.docx", "t.bin"])
def test_a_file_that_is_no_table_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = tmp_path / name
    file.write_bytes(b"\xd0\xcf\x11\xe0 not a table")
    status, said = run(capsys, file, "--period", "2026-03", "--json")
    assert status == 1
    assert json.loads(said)["problems"][0]["severity"] == "error"
