"""What stops a publication stops that and no more; what is to be let through comes through."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsroom.kinds import Script
from newsrooms import item, small_newsroom
from publications import dying, ledger_lines, publish
from test_publishing_couriers import (
    HOUR,
    NOON,
    SECOND,
    Van,
    ends,
    folder,
    hour_of,
    pending,
    told,
)

__all__ = ["folder"]  # a fixture

HALF_A_YEAR = 180 * 24


def refused(folder: Path, hours: int, **how: Any) -> None:
    """A publication that is refused, and writes nothing."""
    before = ledger_lines(folder / "content")
    with pytest.raises(SystemExit) as ended:
        told(folder, hours, **how)
    assert ended.value.code == 1
    assert ledger_lines(folder / "content") == before


# -- clocks ---------------------------------------------------------------------------------------
def test_a_look_with_a_clock_that_is_behind_shows_what_there_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        told(folder, -1, dry=True)
    assert ended.value.code == 0
    assert f"新发 {SECOND}" in capsys.readouterr().out


def test_after_half_a_year_of_silence_the_clock_is_doubted_and_an_editor_believed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(folder, HALF_A_YEAR + 1)
    said = capsys.readouterr().err
    assert "上一次发布是 2026-01-02 12:00+08:00，这台机器的钟已经是 2026-07-01 13:00+08:00" in said
    assert "加 --confirm clock" in said
    (fact,) = told(folder, HALF_A_YEAR + 1, sure=True)
    assert fact["item"] == SECOND


def test_half_a_year_of_silence_itself_is_no_reason_to_doubt(folder: Path) -> None:
    (fact,) = told(folder, HALF_A_YEAR)
    assert fact["item"] == SECOND


def test_a_clock_that_stands_is_believed_by_an_editors_word_and_where_nothing_is_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    refused(folder, 0)
    assert "这台机器的钟停着" in capsys.readouterr().err
    (fact,) = told(folder, 0, sure=True)
    assert hour_of(fact) == "12"
    assert told(folder, 0) == []


def test_what_is_only_taken_up_with_a_clock_that_stands_is_written_down(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dying(monkeypatch, "edition.publishing.Publishing.told"):
        told(folder, 0, sure=True)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    (fact,) = told(folder, 0)
    assert hour_of(fact) == "12"


# -- a first publication that died -----------------------------------------------------------------
def first(folder: Path, hours: int, **how: Any) -> None:
    """The first publication of a paper."""
    publish(
        folder / "content",
        folder,
        NOON + hours * HOUR,
        ("website",),
        scripts=(Script.HANS,),
        **how,
    )


def test_a_first_publication_that_did_not_arrive_was_not_public_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_newsroom(tmp_path / "content")
    van = Van()
    van.on_take = ends
    with pytest.raises(SystemExit):
        first(tmp_path, 0, courier=van)
    assert pending(tmp_path).exists()
    capsys.readouterr()
    van.on_take = lambda: None
    (fact,) = told(tmp_path, 2, van)
    assert hour_of(fact) == "14"
    assert "从前已经公开" not in capsys.readouterr().out


def test_a_first_publication_that_was_seen_is_taken_up_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small_newsroom(tmp_path / "content")
    with dying(monkeypatch, "edition.publishing.Publishing.told"):
        first(tmp_path, 0)
    capsys.readouterr()
    (fact,) = told(tmp_path, 2)
    assert hour_of(fact) == "12"
    assert "上一次发布没有做完：读者已经知道的记 1 条" in capsys.readouterr().out


def test_what_readers_knew_before_they_know_wherever_it_did_not_arrive(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dying(monkeypatch, "edition.publishing.Publishing.told"):  # seen in the output folder
        told(folder, 1)
    item(folder / "content", "third", "第三篇。")
    van = Van()
    van.on_take = ends
    with pytest.raises(SystemExit):
        told(folder, 2, van)
    van.on_take = lambda: None
    facts = told(folder, 3, van)
    assert {fact["item"][11:]: hour_of(fact) for fact in facts} == {"second": "13", "third": "15"}


# -- withdrawals and papers ------------------------------------------------------------------------
def test_what_the_ledger_has_forgotten_can_be_withdrawn_once_more(folder: Path) -> None:
    told(folder, 1)
    told(folder, 2, withdraw=(SECOND, "来源要求撤下"))
    ledger = folder / "content/ledger/2026.jsonl"
    lines = ledger.read_text("utf-8").splitlines()
    ledger.write_text("".join(f"{one}\n" for one in lines if "withdrawn" not in one), "utf-8")
    refused(folder, 3)
    (fact,) = told(folder, 3, withdraw=(SECOND, "来源要求撤下"))
    assert (fact["fact"], fact["notice"]) == ("withdrawn", "来源要求撤下")


def test_what_is_withdrawn_is_not_withdrawn_twice(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(folder, 1)
    told(folder, 2, withdraw=(SECOND, "来源要求撤下"))
    refused(folder, 3, withdraw=(SECOND, "别的缘由"))
    assert f"{SECOND} 已经撤下了" in capsys.readouterr().err
    both = {SECOND: "别的缘由", "2013-10-08/lead": "有误"}
    facts = told(folder, 3, withdraw=both)
    assert [(fact["item"], fact["notice"]) for fact in facts] == [("2013-10-08/lead", "有误")]


def test_a_withdrawal_that_died_unseen_is_carried_on_and_told_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told(folder, 1)
    with dying(monkeypatch, "edition.tree.OutputTree.commit"):
        told(folder, 2, withdraw=(SECOND, "来源要求撤下"))
    capsys.readouterr()
    (fact,) = told(folder, 3)
    assert (fact["fact"], fact["notice"], hour_of(fact)) == ("withdrawn", "来源要求撤下", "15")
    said = capsys.readouterr().out
    assert f"上一次撤下 {SECOND} 没有做完，这一次接着撤下" in said
    assert "请先删去 content/ledger/pending.jsonl" in said


def test_the_same_withdrawal_again_has_the_notice_of_now_and_says_nothing_of_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told(folder, 1)
    with dying(monkeypatch, "edition.tree.OutputTree.commit"):
        told(folder, 2, withdraw=(SECOND, "来源要求撤下"))
    capsys.readouterr()
    (fact,) = told(folder, 3, withdraw=(SECOND, "当事人要求撤下"))
    assert fact["notice"] == "当事人要求撤下"
    assert "接着撤下" not in capsys.readouterr().out


def test_a_withdrawal_that_readers_have_seen_is_taken_up_by_the_same_command(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(folder, 1)
    with dying(monkeypatch, "edition.publishing.Publishing.told"):
        told(folder, 2, withdraw=(SECOND, "来源要求撤下"))
    (fact,) = told(folder, 3, withdraw=(SECOND, "来源要求撤下"))
    assert (fact["fact"], hour_of(fact)) == ("withdrawn", "14")


def test_a_withdrawal_that_is_written_down_already_is_not_written_twice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(folder, 1)
    with dying(monkeypatch, "edition.publishing.forget_pending"):
        told(folder, 2, withdraw=(SECOND, "来源要求撤下"))
    assert pending(folder).exists()
    assert told(folder, 3) == []


def test_an_issue_that_was_never_signed_is_not_printed_anew(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(folder, 1, anew=date(2013, 10, 8))
    assert "2013-10-08 还没有付印过，照常发布就会付印，不用 --reprint" in capsys.readouterr().err


def test_two_hundred_lines_are_shown_and_how_many_there_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("edition.publishing.MOST_SHOWN", 2)
    item(folder / "content", "third", "第三篇。")
    told(folder, 1)
    assert "一共" not in capsys.readouterr().out
    for name in ("fourth", "fifth", "sixth"):
        item(folder / "content", name, f"{name}。")
    told(folder, 2)
    said = capsys.readouterr().out
    assert said.count("新发 2013-10-08/") == 2
    assert "  ……一共 3 条" in said
