"""What stands on which page of the receptions, and where its links lead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from newsroom.appointments import Appointment
from reception import pages
from reception.history import Engagement
from reception.register import Register, Subject
from test_reception_said import AT, CLINIC, EDITION, HALL, VISIT, engaged


@dataclass
class Shelf:
    """A tree that keeps what every page is given to show. causes: by path."""

    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)

    def write(self, path: str, cause: str, make: Callable[[], dict[str, Any]]) -> None:
        """As in `OutputTree`."""
        self.shown[path.removeprefix("reception/")], self.causes[path] = make(), cause


@pytest.fixture(autouse=True)
def _unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        pages, "render_page", lambda _edition, _path, name, **more: {"": name, **more}
    )


def subject(name: str, *held: Engagement, **more: Any) -> Subject:
    return Subject(name, f"名{name}", held, **more)


def register(*held: Engagement, **more: Any) -> Register:
    """What was announced; the newest schedule begins on 1 December 2013."""
    current: Any = SimpleNamespace(period_start=date(2013, 12, 1), versions=(1,))
    given: dict[str, Any] = {"people": (), "places": (), "corrections": (), **more}
    return Register(series=(current,), engagements=held, **given)


def written(what: Register, **edition: Any) -> Shelf:
    """The pages of an edition, and no more than is needed of it."""
    shelf = Shelf()
    given = {"fingerprint": "", "pages": (), **vars(EDITION), **edition}
    pages.write_pages(SimpleNamespace(**given), shelf, what)  # type: ignore[arg-type] # as much as is needed
    return shelf


def days(months: Any) -> list[str]:
    return [day.day.isoformat() for month in months for day in month.days]


def paths(links: Any) -> list[str]:
    return [link.path.removeprefix("reception/").removesuffix("index.html") for link in links]


def on(day: date, one: Appointment = HALL, **fields: Any) -> Engagement:
    return engaged(replace(one, day=day), **fields)


OLD, EVE, LATE = date(2013, 10, 30), date(2013, 10, 31), date(2013, 12, 2)


def test_the_first_page_has_the_days_from_a_month_before_the_newest_schedule() -> None:
    held = [on(OLD, name="a"), on(EVE, name="b"), on(LATE, name="c")]
    town, village = subject("t", held[1]), subject("v", held[1], town="t")
    made = register(
        *held,
        people=(subject("now", held[2]), subject("once", held[0])),
        places=(town, village, subject("far", held[0])),
        kinds=(subject("k", held[2]), subject("l", held[0])),
        corrections=("one", "two"),
    )
    view = written(made).shown["index.html"]["view"]
    assert days(view.months) == ["2013-10-31", "2013-12-02"]
    assert paths(view.people) == ["people/now/"]
    assert paths(view.towns) == ["places/t/"]
    assert paths(view.kinds) == ["kinds/k/"]
    assert (view.corrections, paths(view.years)) == (2, ["2013/"])
    assert view.frame.calendar.ics == "reception/calendar.ics"


def test_a_hidden_name_is_in_no_list() -> None:
    held = on(LATE)
    hidden = subject("h", held, is_hidden=True)
    made = register(
        held,
        people=(hidden,),
        places=(
            subject("t", held),
            subject("v", held, town="t"),
            replace(hidden, town="t"),
            hidden,
        ),
    )
    shown = written(made).shown
    assert shown["index.html"]["view"].people == ()
    assert shown["people/index.html"]["groups"] == ()
    ((town, villages),) = shown["places/index.html"]["groups"]
    assert (paths([town]), paths(villages)) == (["places/t/"], ["places/v/"])
    assert paths(shown["places/t/index.html"]["view"].villages) == ["places/v/"]
    assert shown["people/h/index.html"]["view"].subject.name == "名h"  # somebody has its address


def test_a_page_of_a_year_has_its_days_and_its_calendar() -> None:
    shown = written(register(on(date(2012, 5, 7)), on(LATE))).shown
    for year, day in ((2012, "2012-05-07"), (2013, "2013-12-02")):
        page = shown[f"{year}/index.html"]
        assert days(page["months"]) == [day]
        assert page["frame"].calendar.ics == f"reception/{year}/calendar.ics"
        assert [crumb.name for crumb in page["frame"].crumbs] == ["首页", "接访下访", f"{year}年"]
        assert paths(page["years"]) == ["2013/", "2012/"]


def test_who_has_several_years_has_a_page_of_each_and_the_newest_first() -> None:
    held = (on(date(2012, 5, 7), name="a"), on(LATE, name="b"))
    made = register(*held, people=(subject("lin", *held, post="区长"), subject("he", held[1])))
    shown = written(made).shown
    own = shown["people/lin/index.html"]["view"]
    assert (days(own.months), own.year, own.subject.post) == (["2013-12-02"], 2013, "区长")
    assert paths(own.years) == ["people/lin/2013/", "people/lin/2012/"]
    assert [crumb.name for crumb in own.frame.crumbs[2:]] == ["按人查看", "名lin"]
    before = shown["people/lin/2012/index.html"]["view"]
    assert (days(before.months), before.year) == (["2012-05-07"], 2012)
    assert [crumb.name for crumb in before.frame.crumbs[3:]] == ["名lin", "2012年"]
    assert before.frame.calendar.ics == "reception/people/lin.ics"
    only = shown["people/he/index.html"]["view"]
    assert (only.year, only.years, days(only.months)) == (None, (), ["2013-12-02"])
    assert "people/he/2013/index.html" not in shown


def test_a_place_has_what_moved_away_from_it_and_no_other_former_day() -> None:
    left = engaged(VISIT, replace(VISIT, place_id="hexi"), replace(VISIT, place_id="north"))
    came = engaged(replace(HALL, place_id="old", day=EVE), HALL)
    town = subject("liushu")
    here = subject("hedong", came, former=(left,), town="liushu")
    shown = written(register(came, left, places=(here, town), people=(subject("lin", came),))).shown
    view = shown["places/hedong/index.html"]["view"]
    assert days(view.months) == ["2013-10-14"]
    assert sorted(e.left for day in view.months[0].days for e in day.entries) == [False, True]
    assert paths([view.town]) == ["places/liushu/"]
    assert days(shown["people/lin/index.html"]["view"].months) == ["2013-10-14", "2013-10-31"]


@pytest.mark.parametrize(
    ("one", "name", "kinds"), [(HALL, "接访下访", False), (CLINIC, "日程安排", True)]
)
def test_pages_are_called_by_what_is_on_them(one: Appointment, name: str, *, kinds: bool) -> None:
    held = on(LATE, one)
    shown = written(register(held, kinds=(subject("k", held),) if kinds else ())).shown
    assert shown["index.html"]["view"].frame.crumbs[1].name == name
    assert ("kinds/index.html" in shown) is kinds
    assert shown["changes/index.html"][""] == "reception/changes.html"


def test_without_schedules_there_is_nothing_to_subscribe_to() -> None:
    shown = written(Register((), (), (), (), ())).shown
    view = shown["index.html"]["view"]
    assert (view.frame.calendar, view.current, view.months) == (None, None, ())


def test_a_page_is_made_anew_for_the_foot_and_not_for_pages_that_are_not_in_it() -> None:
    def causes(*, footer: bool, title: str) -> dict[str, str]:
        page = SimpleNamespace(id="about", title=title, footer=footer)
        return written(register(on(LATE)), pages=(page,)).causes

    assert causes(footer=True, title="关于") != causes(footer=True, title="我们")
    assert causes(footer=False, title="关于") == causes(footer=False, title="我们")
    assert AT.reception() in causes(footer=True, title="关于")
