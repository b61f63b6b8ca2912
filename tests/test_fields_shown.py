"""A field of an item is declared once, and every output shows it as it is declared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

import shownfields
from edition.withdrawals import blanked
from newsroom import itemfields
from newsroom.itemfields import FIELDS, Field, facts_of, hidden, shown_in
from newsroom.kinds import Kind, Script
from newsroom.matter import ItemMatter
from newsroom.model import Body, Fact, NewsItem, Notice
from newsroom.shown import EVERYWHERE, NOWHERE, Output, Shown
from presses import ROOT


def test_every_output_shows_what_is_declared(tmp_path: Path) -> None:
    assert shownfields.differences(tmp_path) == []


def test_an_output_that_lacks_a_field_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the search did not know of the kicker, and the mail were not to show the quote."""
    lines = shownfields.texts.lines

    def forgetful(item: NewsItem) -> list[str]:
        return [line for line in lines(item) if line != item.kicker]

    monkeypatch.setattr(shownfields.texts, "lines", forgetful)
    on = {"quote": EVERYWHERE - {Output.MAIL}}
    declared = tuple(
        Field(one.name, replace(one.shown, on=on.get(one.name, one.shown.on))) for one in FIELDS
    )
    monkeypatch.setattr(shownfields, "FIELDS", declared)
    told = shownfields.differences(tmp_path)
    assert told == ["search does not show kicker", "mail shows quote"]


def test_an_output_asks_what_it_may_show() -> None:
    declared = (
        Field("quote", Shown("摘引", on=EVERYWHERE - {Output.MAIL})),
        Field("phone", Shown("电话", on=frozenset({Output.WEB}), fact=True)),
        Field("rank", Shown("轻重", on=NOWHERE)),
        Field("retracted", Shown("撤回", on=frozenset({Output.WEB}), must=True)),
    )
    item = _item()
    without = {output: hidden(output, declared) for output in Output}
    assert shown_in(item, Output.WEB, without[Output.WEB]) is item
    mailed = shown_in(item, Output.MAIL, without[Output.MAIL])
    assert (mailed.quote, mailed.facts, mailed.kicker) == ("", (), item.kicker)
    printed = shown_in(item, Output.PRINT, without[Output.PRINT])
    assert (printed.quote, printed.facts) == (item.quote, ())


def test_every_field_is_declared_and_told_in_the_handbook() -> None:
    assert [field.name for field in FIELDS] == list(ItemMatter.model_fields)
    handbook = (ROOT / "content/pages/handbook.md").read_text(encoding="utf-8")
    for field in FIELDS:
        assert re.search(rf"`{field.name}[`:]|^\s*{field.name}:", handbook, re.MULTILINE), field


def test_no_notice_can_be_left_out() -> None:
    for name in ("corrections", "retracted", "headline", "schedule"):
        assert next(field for field in FIELDS if field.name == name).shown.must


def test_nothing_that_a_field_says_is_left_of_a_retracted_item() -> None:
    item = replace(_item(), deck="副", summary="要", retraction=Notice(date(2013, 10, 9), "误"))
    left = blanked(item)
    for field in FIELDS:
        if field.shown.on and not field.shown.must:
            assert not getattr(left, field.name), field.name
    assert left.facts == ()
    assert (left.headline, left.retraction) == (item.headline, item.retraction)


def test_what_is_no_fact_stays_none() -> None:
    matter = ItemMatter.model_validate({"kind": "report", "section": "a", "headline": "题"})
    assert facts_of(matter) == ()
    assert "rank" in itemfields.WORDS_OF_ITEMS


def _item() -> NewsItem:
    return NewsItem(
        id="lead",
        issue_day=date(2013, 10, 8),
        source=PurePosixPath("a.md"),
        kind=Kind.REPORT,
        section="a",
        headline="题",
        body=Body.of(""),
        script=Script.HANS,
        digest="",
        position=0,
        kicker="引",
        quote="摘",
        facts=(Fact("phone", "电话", "12345"),),
    )
