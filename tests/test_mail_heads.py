"""From whom a letter comes, what its subject is, and what a list of mails shows behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import cast

import pytest

from items import item_of
from newsroom.model import Issue, NewsItem, Notice
from newsroom.wishes import PrintWish
from syndication.entries import Desk
from syndication.mail import PREHEADER, _preheader, _sender, _subject, _told, styled

DAY = date(2013, 10, 8)
FIRST = item_of(
    "2013-10-08/first",
    "后街|通车",
    "<p>通车了。</p>",
)
LEAD = replace(
    *(FIRST,),
    id="lead",
    headline="河岸步道|今天开放",
    summary="两年修成。",
    deck="居民|试走",
    position=1,
    print_wish=PrintWish(rank=1),
)
GONE = replace(LEAD, retraction=Notice(DAY, "来源有误。"))


def issue(*items: NewsItem) -> Issue:
    return Issue(DAY, 28, PurePosixPath("issue.md"), items, digest="")


def desk(email: str = "", name: str = "伊滨通讯") -> Desk:
    """As much of a desk as the head of a letter asks."""
    house = SimpleNamespace(name=name, email=email, domain="news.example")
    edition = SimpleNamespace(house=house, set_text=str)
    return cast("Desk", SimpleNamespace(edition=edition))


@pytest.mark.parametrize(
    ("items", "subject"),
    [
        ((FIRST, LEAD), "伊滨通讯 第28期：河岸步道今天开放"),
        ((FIRST,), "伊滨通讯 第28期：后街通车"),
        ((FIRST, GONE), "伊滨通讯 第28期"),
        ((), "伊滨通讯 第28期"),
    ],
)
def test_the_subject_is_the_lead_unless_it_was_taken_back(
    items: tuple[NewsItem, ...], subject: str
) -> None:
    assert _subject(desk(), issue(*items)) == subject


def test_a_name_of_two_lines_breaks_no_head() -> None:
    assert _subject(desk(name="伊滨\n通讯"), issue(FIRST)) == "伊滨 通讯 第28期：后街通车"
    assert _sender(desk(name="伊滨\r\n通讯")).display_name == "伊滨 通讯"


@pytest.mark.parametrize(
    ("email", "address"),
    [("", "noreply@news.example"), ("desk@paper.example", "desk@paper.example")],
)
def test_a_letter_comes_from_the_papers_own_address(email: str, address: str) -> None:
    sender = _sender(desk(email))
    assert (sender.addr_spec, sender.display_name) == (address, "伊滨通讯")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((FIRST, LEAD), "两年修成；后街通车"),
        ((FIRST, replace(LEAD, summary="")), "居民试走；后街通车"),
        ((FIRST, replace(LEAD, summary="", deck="")), "后街通车"),
        ((FIRST, GONE), "后街通车"),
        ((GONE,), ""),
    ],
)
def test_behind_the_subject_stands_what_it_does_not_say(
    items: tuple[NewsItem, ...], said: str
) -> None:
    assert _preheader(issue(*items)) == said
    assert GONE not in _told(issue(*items))


def test_behind_the_subject_stands_no_more_than_is_shown() -> None:
    many = [replace(FIRST, id=f"s{number}", position=number) for number in range(2, 90)]
    assert 90 <= len(_preheader(issue(LEAD, *many))) <= PREHEADER + 1


def test_a_picture_is_no_wider_than_a_letter_and_keeps_its_shape() -> None:
    wide = styled('<p><img src="https://a.example/a.jpg" alt="河" width="960" height="640"></p>')
    assert 'width="592"' in wide
    assert " height=" not in wide
    assert 'alt="河"' in wide
    narrow = styled('<p><img src="https://a.example/a.jpg" alt="河" width="300" height="200"></p>')
    assert 'width="300"' in narrow


def test_what_a_program_on_words_engine_does_not_know_becomes_what_it_knows() -> None:
    made = styled('<h2 id="s1" class="x">一</h2><figure><figcaption>河</figcaption></figure>')
    assert made.startswith('<h3 style="margin:18px 0 8px;font-size:18px;')
    assert "<div" in made
    for word in ("figure", "figcaption", "id=", "class="):
        assert word not in made
    assert "text-align:right" in styled('<p class="signed">林晓</p>')
    assert styled("字") == "字"
