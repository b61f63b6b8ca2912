"""An answer to one question of a delivery is no answer to another one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from deliveries import site, written
from delivery.codes import DeliveryCode
from delivery.command import confirmed
from delivery.memory import Forbidden
from delivery.plan import Question
from newsroom.guard import MisusedError
from targets import Spot
from test_delivery_memory import AFTER, FIRST, GONE, NOTICED, PAGE, refusal, there

__all__ = ["there"]  # a fixture

pytestmark = pytest.mark.share(3)  # each promise at one kind of target, each kind with some
MOVED = "yibin-tongxun https://www.other.example"
ALL = frozenset(Question)


def test_a_paper_that_moves_to_another_domain_is_the_same(there: Spot, tmp_path: Path) -> None:
    revived = written(tmp_path / "tree", {**site(1), "feed.xml": "<rss>2</rss>"})
    told = refusal(lambda: there.send(revived, paper=MOVED, lines=FIRST))
    assert told.code is DeliveryCode.LEDGER
    told = refusal(lambda: there.send(revived, paper=MOVED, lines=FIRST, confirm=ALL))
    assert told.code is DeliveryCode.FORBIDDEN
    noticed = written(tmp_path / "tree", {**NOTICED, "feed.xml": "<rss>3</rss>"})
    assert there.send(noticed, paper=MOVED, lines=AFTER, forbidden=[GONE]).stamp


def test_what_was_withdrawn_is_remembered_also_by_who_takes_the_place_over(
    there: Spot, tmp_path: Path
) -> None:
    revived = written(tmp_path / "tree", {**site(1), "feed.xml": "<rss>2</rss>"})
    assert refusal(lambda: there.send(revived, paper=MOVED)).code is DeliveryCode.OTHER_PAPER
    for words in ({Question.PAPER}, ALL - {Question.REVIVED}):
        told = refusal(lambda: there.send(revived, paper=MOVED, confirm=words))  # noqa: B023 - called at once
        assert told.code is DeliveryCode.FORBIDDEN
    assert there.shown()[PAGE] == "已撤下".encode()


def test_who_has_lost_the_ledger_has_not_said_that_half_of_the_site_may_go(
    there: Spot, tmp_path: Path
) -> None:
    few = written(tmp_path / "few", {"index.html": "<p>empty"})
    told = refusal(lambda: there.send(few, lines=FIRST, confirm={Question.LEDGER}))
    assert told.code is DeliveryCode.REMOVALS
    assert "--confirm removals" in str(told)
    there.send(few, lines=FIRST, confirm={Question.LEDGER, Question.REMOVALS})
    assert PAGE not in there.shown()


def test_a_word_that_no_question_has_is_told_with_those_there_are() -> None:
    assert confirmed(["ledger", "removals"]) == {Question.LEDGER, Question.REMOVALS}
    with pytest.raises(MisusedError) as told:
        confirmed(["--yes"])
    assert "removals、paper、ledger" in str(told.value)


NEWSPAPER = "2013/10/08/paper-2013-10-08.pdf"
WITH_PAPER = {**NOTICED, NEWSPAPER: "%PDF"}


def test_a_paper_that_was_signed_does_not_go_without_a_word(there: Spot, tmp_path: Path) -> None:
    signed = frozenset({NEWSPAPER})
    there.send(written(tmp_path / "tree", WITH_PAPER), lines=AFTER, forbidden=[GONE])
    without = written(tmp_path / "without", {**NOTICED, "feed.xml": "<rss>2</rss>"})
    how: dict[str, Any] = {"lines": AFTER, "forbidden": [GONE], "papers": signed}
    told = refusal(lambda: there.send(without, **how))
    assert told.code is DeliveryCode.PAPERS
    assert NEWSPAPER in str(told)
    assert "--confirm papers" in str(told)
    assert NEWSPAPER in there.shown()
    there.send(without, **how, confirm={Question.PAPERS})
    assert NEWSPAPER not in there.shown()


def test_a_paper_with_what_was_taken_back_goes_at_once(there: Spot, tmp_path: Path) -> None:
    there.send(written(tmp_path / "tree", WITH_PAPER), lines=AFTER, forbidden=[GONE])
    same_issue = Forbidden("/2013/10/08/item-1/")
    without = written(tmp_path / "without", {**NOTICED, "feed.xml": "<rss>2</rss>"})
    more: dict[str, Any] = {
        "lines": AFTER,
        "forbidden": [GONE, same_issue],
        "papers": frozenset({NEWSPAPER}),
    }
    there.send(without, **more)
    assert NEWSPAPER not in there.shown()


def test_nobody_is_told_anything_from_the_future_of_the_targets_clock(
    there: Spot, tmp_path: Path
) -> None:
    with there.target() as target:
        now = datetime.fromtimestamp(target.now(), UTC)
    fresh = written(tmp_path / "tree", {**NOTICED, "feed.xml": "<rss>4</rss>"})
    how: dict[str, Any] = {"lines": AFTER, "forbidden": [GONE]}
    told = refusal(lambda: there.send(fresh, **how, moment=now + timedelta(days=365)))
    assert told.code is DeliveryCode.CLOCK
    assert "--confirm clock" in str(told)
    there.send(fresh, **how, moment=now + timedelta(days=365), confirm={Question.CLOCK})
    assert there.send(fresh, **how, moment=now + timedelta(minutes=5)).stamp == ""
    there.send(fresh, **how, moment=now - timedelta(days=365))
