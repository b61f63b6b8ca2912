"""Where each item of an issue stands on its front, how much of it, and how high that is thought."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest

from items import item_of
from newsroom.appointments import Appointment, Duty, Schedule
from newsroom.kinds import Kind
from newsroom.model import Body, Brief, Issue, NewsItem, Notice, Photo, Subhead
from newsroom.wishes import PrintWish
from website import front as fronts
from website.columns import Story, beside, is_text, leading, second
from website.front import Front, front_of
from website.views import picture_of

DAY = date(2013, 10, 8)
SENTENCE = "河岸步道今天开放了，"
LONG = f"<p>{SENTENCE * 30}</p>" * 6
NONE: Any = SimpleNamespace()


def story(name: str, html: str = LONG, position: int = 0, rank: int = 3, **more: Any) -> NewsItem:
    wish = PrintWish(rank=rank)
    key = f"2013-10-08/{name}"
    return item_of(key, f"标题{name}", html, position=position, print_wish=wish, **more)


def several(names: str, **more: Any) -> list[NewsItem]:
    return [story(name, position=place, **more) for place, name in enumerate(names)]


def briefs(name: str, count: int) -> NewsItem:
    each = Brief("b1", "一则", Body.of(f"<p>{SENTENCE * 8}</p>"))
    return story(name, "", kind=Kind.BRIEF, briefs=(each,) * count)


def schedule(name: str, days: int = 0) -> tuple[NewsItem, tuple[Appointment, ...]]:
    """A schedule, and what holds of it: somebody every day."""
    table = Schedule(PurePosixPath("a.csv"), DAY, DAY, "大厅", (), (), ())
    held = tuple(
        Appointment("林晓", Duty.RECEPTION, DAY + timedelta(n), "大厅") for n in range(days)
    )
    return story(name, "", kind=Kind.SCHEDULE, schedule=table), held


def front(
    *items: NewsItem,
    days: dict[str, tuple[Appointment, ...]] | None = None,
    older: tuple[NewsItem, ...] = (),
    sheets: tuple[str, ...] = (),
) -> Front:
    issue = Issue(DAY, 28, PurePosixPath("issues/2013-10-08/issue.md"), items, "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fronts, "sheets_of", lambda *_: sheets)
        patch.setattr(fronts, "downloads_of", lambda *_: ())
        return front_of(NONE, NONE, issue, days or {}, older)


def ids(stories: Any) -> str:
    return "".join(one.item.id for one in stories)


def texts(stories: Any) -> list[int]:
    """How many characters of each story stand on a front."""
    return [len("".join(one.opening)) for one in stories]


def test_what_was_retracted_stands_apart_and_leads_nothing() -> None:
    gone = story("x", rank=1, retraction=Notice(DAY, "不实。"))
    made = front(gone, *several("ab"))
    assert made.lead is not None
    assert made.lead.item.id == "a"
    assert [one.id for one in made.withdrawn] == ["x"]
    assert "x" not in ids((*made.seconds, *made.rail, *made.others))


def test_the_highest_rank_leads_and_of_several_the_first_but_no_box() -> None:
    late = story("z", position=9, rank=1)
    ranked = story("y", position=5, rank=2)
    table, held = schedule("S")
    box, matter = briefs("B", 2), {table.key: held}
    leads = [
        made.lead.item.id
        for given in ((*several("ab"), ranked, late), (box, table, *several("ab")), (table, box))
        if (made := front(*given, days=matter)).lead
    ]
    assert leads == ["z", "a", "S"]
    made = front(box, *several("abc"), ranked, days=matter)
    assert ids((*made.seconds, *made.rail, *made.others)) == "Babc"  # a and b before c


@pytest.mark.parametrize(
    ("names", "html", "places"),
    [
        ("a", LONG, ("", "", "")),
        ("ab", LONG, ("", "b", "")),
        ("abc", LONG, ("", "", "bc")),
        ("abcd", LONG, ("", "b", "cd")),
        ("abcd", "<p>短。</p>", ("b", "cd", "")),
        ("abcdef", "<p>短。</p>", ("bc", "def", "")),
        ("abcdefgh", "<p>短。</p>", ("bc", "def", "gh")),
    ],
)
def test_the_stories_of_a_front_leave_no_hole_and_none_by_itself_at_its_end(
    names: str, html: str, places: tuple[str, str, str]
) -> None:
    made = front(*several(names, html=html))
    assert (ids(made.seconds), ids(made.rail), ids(made.others)) == places


def test_a_brief_without_briefs_is_a_story_among_the_others() -> None:
    bare = story("x", kind=Kind.BRIEF, position=7)
    made = front(*several("abc"), bare)
    assert ids((*made.seconds, *made.rail, *made.others)) == "bcx"


def test_two_photo_reports_stand_by_themselves_and_a_third_among_the_others() -> None:
    reports = [story(name, kind=Kind.PHOTO, position=place) for place, name in enumerate("xyz", 3)]
    made = front(*several("abc"), *reports)
    assert ids(made.features) == "xy"
    assert ids((*made.seconds, *made.rail, *made.others)) == "bcz"
    assert texts(made.features) == [300] * 2


def test_schedules_of_issues_before_stand_below_those_of_this_one() -> None:
    table, held = schedule("S", 2)
    before, more = schedule("T", 45)
    made = front(*several("ab"), table, days={table.key: held, before.key: more}, older=(before,))
    boxes = [one for one in made.rail if one.item.schedule]
    assert [(one.item.id, len(one.days)) for one in boxes] == [("S", 2), ("T", 40)]


def test_briefs_too_many_for_the_narrow_column_have_a_row_of_their_own() -> None:
    def boxes(stories: int, *counts: int, sheets: tuple[str, ...] = ()) -> tuple[str, str]:
        named = [briefs(name, count) for name, count in zip("BC", counts, strict=False)]
        made = front(*several("abcdef"[:stories]), *named, sheets=sheets)
        return ids(one for one in made.rail if one.item.briefs), ids(made.apart)

    assert boxes(4, 5, 4) == ("BC", "")
    assert boxes(2, 5, 4) == ("C", "B")  # the one that takes most room
    assert boxes(2, 4, 5) == ("B", "C")
    assert boxes(1, 5, 4) == ("", "BC")
    assert boxes(1, 5, 4, sheets=("p1",)) == ("C", "B")  # the sheets fill the hole


def test_a_lead_has_more_of_its_text_than_a_story_below_it_and_that_than_a_card() -> None:
    full = f"<p>{'河岸步道今天开放了。' * 10}</p>" * 9
    lone, made = front(story("a", full)), front(*several("ab", html=full), briefs("B", 5))
    assert lone.lead is not None
    assert len(lone.lead.opening) == 4
    assert [1 < len(one.opening) < 4 for one in made.seconds] == [True]
    cards = front(*several("abcd", html=full)).others
    assert {len(one.opening) for one in cards} == {1}


def test_a_brief_stands_there_with_more_words_than_a_story_in_that_column() -> None:
    long = Brief("b1", "一则", Body.of(LONG))
    made = front(*several("abcd"), story("B", "", kind=Kind.BRIEF, briefs=(long, long)))
    (box,) = (one for one in (*made.rail, *made.apart) if one.item.briefs)
    assert [len(text) for text in box.opening] == [300, 300]  # its first paragraph


def test_texts_grow_until_both_columns_end_together() -> None:
    table, held = schedule("S", 45)
    lone = front(story("a"))
    tall = front(*several("ab"), table, days={table.key: held})
    assert lone.lead is not None
    assert tall.lead is not None
    assert texts([lone.lead, tall.lead]) == [300, 600]
    cards = front(*several("abcdefgh"), briefs("B", 2), briefs("C", 1))
    narrow = texts(one for one in cards.rail if one.item.kind is Kind.REPORT)
    assert narrow[-1] > narrow[0]  # the last one first


# -- heights, in lines ----------------------------------------------------------------------------
def shown(text: str = "", picture: tuple[int, int] | None = None, **more: Any) -> Story:
    """A story as a front shows it. picture: the size of its photo."""
    photo = Photo(PurePosixPath("a.jpg"), "0a", *(picture or (9, 6)), "河岸")
    item = story("a", photos=(photo,), **more)
    return Story(item, (text,) if text else (), picture_of(photo) if picture else None)


@pytest.mark.parametrize("height", [leading, second, beside])
def test_more_words_and_higher_photos_take_more_room(height: Any) -> None:
    plain = height(shown("文" * 100))
    assert height(shown("文" * 300)) > plain + 3
    wide, high = (height(shown("文" * 100, size)) for size in ((900, 300), (600, 900)))
    assert wide + 5 < high
    kicked = height(shown("文" * 100, (600, 900), kicker="引题"))
    assert kicked == pytest.approx(high + 1.0)


def test_a_headline_of_one_character_more_has_a_line_more() -> None:
    def head(length: int) -> Story:
        item = item_of("2013-10-08/a", "题" * length)
        return Story(item, ("文" * 22,))

    assert beside(head(14)) - beside(head(13)) == pytest.approx(1.35)
    assert beside(head(13)) == beside(head(1))
    assert leading(head(18)) - leading(head(17)) == pytest.approx(2.2)


def test_what_stands_beside_a_story_counts_where_it_is_the_higher() -> None:
    long = "文" * 400
    assert second(shown(long, quote="一句话")) == second(shown(long))
    assert second(shown("文", quote="一句话")) == pytest.approx(second(shown("文")) + 1.7)
    assert second(shown("文", quote="话" * 20)) == pytest.approx(second(shown("文")) + 2.8)


def test_three_points_stand_below_a_lead_and_two_do_not() -> None:
    points = tuple(Subhead(f"s{n}", f"第{n}件", number=str(n)) for n in range(1, 4))
    plain = leading(shown("文"))
    assert leading(shown("文", subheads=points[:2])) == plain
    assert leading(shown("文", subheads=points)) == pytest.approx(plain + 3.8)


def test_three_days_of_a_schedule_are_seen_and_no_text_grows_there() -> None:
    table, held = schedule("S", 5)
    days = tuple((one,) for one in held)
    assert beside(Story(table, (), days=days)) == beside(Story(table, (), days=days[:3]))
    assert beside(Story(table, (), days=days[:3])) > beside(Story(table, (), days=days[:2]))
    assert [is_text(Story(table, ("文",), days=each)) for each in (days, ())] == [False, True]
    assert not is_text(Story(briefs("B", 2), ("文",)))
