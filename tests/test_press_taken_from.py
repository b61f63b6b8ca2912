"""From which signed papers a story is taken, and what those papers know of it then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from edition.addresses import Addresses
from edition.model import Edition
from edition.withdrawals import Withdrawal
from items import item_of
from ledger.facts import Signed
from ledgers import at
from newsroom.kinds import Script
from newsroom.model import NewsItem, Notice
from newsroom.told import Told, ToldNotice
from press.frozen import FrozenOrder, _amended, _due, _standing_notices
from press.notices import Notice as Said
from press.notices import PaperSheet
from press.readback import Box
from press.regions import LAYOUT
from press.signed import SignedPress, _Task, pages_before, signed_files
from press.takings import Taking, retracted, takings_of

FIRST, SECOND, THIRD = date(2014, 1, 2), date(2014, 1, 9), date(2014, 1, 16)
TAKEN = at("2014-01-20", "09:00")
THEN = TAKEN.date()


def item(key: str, *former: str, taken: datetime | None = TAKEN) -> NewsItem:
    """An item that was taken back, as the gate lets it through."""
    day = key.partition("/")[0]
    notice = ToldNotice("2014-01-20-0a", TAKEN, taken) if taken else None
    first = min((key, *former))
    return item_of(
        key,
        "桥上通车",
        retraction=Notice(TAKEN.date(), "所述不实。") if taken else None,
        record=Told(first, at(day), at(day), retraction=notice, former=former),
    )


def edition(*items: NewsItem, withdrawn: tuple[Withdrawal, ...] = ()) -> Edition:
    """As much of an edition as is asked."""
    return cast("Edition", SimpleNamespace(items=items, withdrawn=withdrawn, set_text=str))


def test_a_story_is_taken_out_of_every_paper_that_it_has_stood_in() -> None:
    one = item("2014-01-16/new", "2014-01-02/old", "2014-01-09/middle")
    found = takings_of(edition(one, item("2014-01-02/other", taken=None)))
    assert found.keys() == {FIRST, SECOND, THIRD}
    ((taking,),) = {found[day] for day in found}
    assert (taking.id, taking.headline, taking.day) == ("2014-01-02/old", True, TAKEN.date())
    assert taking.notice.label == "撤稿（2014年1月20日）："
    assert taking.notice.text == "所述不实。"
    assert taking.stamp == "更正重印 2014年1月20日"


def test_of_a_withdrawn_story_not_even_the_headline_is_left_in_any_of_its_papers() -> None:
    keys = ("2014-01-02/old", "2014-01-09/new")
    gone = Withdrawal(keys[0], keys, at("2014-01-02"), TAKEN, "应来源要求撤下。")
    moved = replace(gone, keys=keys[1:])  # another story stands at its first address
    for one in (gone, moved):
        found = takings_of(edition(withdrawn=(one,)))
        assert found.keys() == {FIRST, SECOND}
        (taking,) = found[SECOND]
        assert (taking.id, taking.headline) == ("2014-01-02/old", False)
        assert taking.notice.label == "撤下（2014年1月20日）："
        assert taking.notice.text == "应来源要求撤下。"


def test_several_stories_of_a_paper_are_taken_in_one_order() -> None:
    ids = ["2014-01-02/a", "2014-01-02/b", "2014-01-02/c"]
    for order in (ids, ids[::-1]):
        found = takings_of(edition(*map(item, order)))
        assert [taking.id for taking in found[FIRST]] == ids


def test_what_readers_are_told_of_it_anew_is_taken_out_anew() -> None:
    first, later = item("2014-01-02/a"), item("2014-01-02/a", taken=at("2014-01-21"))
    assert retracted(first) != retracted(later)
    assert retracted(item("2014-01-02/a", taken=None)) == ""


# ------------------------------------------------------------------ what the layout says
def taking(name: str, day: date = THEN, state: str = "retracted 1") -> Taking:
    return Taking(name, state, headline=True, notice=Said("", "", ""), stamp="", day=day)


def region(name: str, taken: str | None = None, to: int | None = None) -> dict[str, Any]:
    return {"item": name, "id": name, "taken": taken, "shapes": [], "from": None, "to": to}


PAGES: dict[str, Any] = {
    "pages": [
        {"number": 1, "regions": [region("a", to=2), region("b")]},
        {"number": 2, "regions": [region("a")]},
        {"number": 3, "regions": [region("c", to=4)]},
    ]
}


def test_of_a_paper_that_is_due_what_it_bears_and_has_not_said_yet() -> None:
    said = {"pages": [{"number": 1, "regions": [region("a", "retracted 1"), region("b")]}]}
    a, b, c = (taking(name) for name in "abc")
    assert _due(PAGES, [a, b, c]) == [a, b, c]
    assert _due(said, [a, b, c]) == [b]
    assert _due(said, [replace(a, state="withdrawn 2")]) == [replace(a, state="withdrawn 2")]


def test_the_web_learns_what_was_taken_out_that_it_leads_nowhere_and_when() -> None:
    early, late = date(2014, 1, 18), date(2014, 1, 20)
    found = _amended(PAGES, [taking("a", early), taking("b", late, "withdrawn 2")])
    one, two, three = found["pages"]
    assert [(r["id"], r["taken"], r["to"]) for r in one["regions"]] == [
        ("a", "retracted 1", None),
        ("b", "withdrawn 2", None),
    ]
    assert one["reprinted"] == "2014-01-20"
    assert two["reprinted"] == "2014-01-18"
    assert three == PAGES["pages"][2]


def test_a_notice_on_paper_of_a_story_that_stands_again_is_told(tmp_path: Path) -> None:
    states = ("retracted 1", "retracted 1", "withdrawn 2", None)
    rows = [region(name, state) for name, state in zip("abcd", states, strict=True)]
    layout = {"pages": [{"number": 1, "regions": rows}]}
    given = FrozenOrder(Script.HANS, FIRST, {}, (taking("b"),), tmp_path, tmp_path, ())
    (found,) = _standing_notices(layout, given)
    assert found.what == "a 已经恢复，报纸上它的地方还是撤稿的说明"
    assert found.cure == "要印回原文，运行 scripts/publish --reprint 2014-01-02"


# ------------------------------------------------------------------ what is kept
@dataclass
class Kept:
    """The kept papers of one day."""

    folder: Path
    layout: Mapping[str, object] = field(default_factory=dict)

    def find(self, day: date, name: str, told: str) -> Path | None:
        if (day, name, told) != (FIRST, f"zh-Hans/{LAYOUT}", "0a"):
            return None
        path = self.folder / LAYOUT
        path.write_text(json.dumps(self.layout))
        return path


FILES = (("zh-Hans/layout.json", "0a"), ("zh-Hans/a.pdf", "0b"), ("zh-Hant/a.pdf", "0c"))


def keeping(folder: Path, layout: Mapping[str, object], *anew: date, language: str) -> Edition:
    """An edition whose paper of a day was signed."""
    paper = Signed(TAKEN, FIRST, FILES)
    found = SimpleNamespace(
        language=language,
        reprint=dict.fromkeys(anew, TAKEN.date()),
        ledger=SimpleNamespace(signed=lambda day: paper if day == FIRST else None),
        printed=Kept(folder, layout),
    )
    return cast("Edition", found)


@pytest.mark.parametrize(
    ("layout", "pages"),
    [
        ({"pages": [{}, {}, {}]}, 3),
        ({"pages": [{}, {}, {}], "formerly": 5}, 5),  # it was longer still before
        ({"pages": [{}, {}, {}], "formerly": 2}, 3),
    ],
)
def test_how_many_pages_a_paper_has_ever_had(
    tmp_path: Path, layout: dict[str, object], pages: int
) -> None:
    given = keeping(tmp_path, layout, language="zh-Hans")
    assert pages_before(given, FIRST) == pages
    assert pages_before(given, SECOND) == 0
    assert pages_before(keeping(tmp_path, layout, language="zh-Hant"), FIRST) == 0


def test_a_signed_paper_is_that_of_its_script_unless_it_is_made_anew(tmp_path: Path) -> None:
    given = keeping(tmp_path, {}, language="zh-Hans")
    assert signed_files(given, FIRST) == {"layout.json": "0a", "a.pdf": "0b"}
    assert signed_files(given, SECOND) == {}
    anew = keeping(tmp_path, {}, FIRST, language="zh-Hans")
    assert signed_files(anew, FIRST) == {}
    other = keeping(tmp_path, {}, SECOND, language="zh-Hant")
    assert signed_files(other, FIRST) == {"a.pdf": "0c"}


@pytest.mark.parametrize(
    ("top", "bottom", "box"),
    [
        (60, 800, Box(0, 0, 595, 36)),  # over the running head
        (30, 800, Box(0, 804, 595, 842)),  # where nothing is above it: at the foot
        (40, 812, Box(0, 0, 595, 16)),  # as much above as its words take
        (34, 838, Box(0, 0, 595, 10)),  # more than at the foot
    ],
)
def test_the_word_of_a_reprint_stands_where_nothing_does(
    top: float, bottom: float, box: Box
) -> None:
    assert PaperSheet(595, 842, 40, top, bottom, 10).stamp == box


@pytest.mark.parametrize(("slug", "more"), [("old", []), ("new", ["new-2014-01-02.pdf"])])
def test_a_paper_keeps_its_name_and_has_the_one_of_today_too(slug: str, more: list[str]) -> None:
    """The site looks for it there; the paper of another size and the shop's file it does not."""
    names = ["layout.json", *(f"old-2014-01-02{size}.pdf" for size in ("", "-8k", "-press"))]
    given: Any = SimpleNamespace(addresses=Addresses("https://www.paper.cn", "hant/", slug))
    nothing: Any = None
    issue: Any = SimpleNamespace(day=FIRST)
    press = SignedPress(given, nothing, nothing, "繁體")
    task = _Task(issue, dict.fromkeys(names, Path()), (), (), "")
    found = dict(press._paths(task, [*names, "p1.pdf"]))  # noqa: SLF001 - where files are shown
    folder = "hant/2014/01/02"
    own = {f"{folder}/{name}": name for name in [*names, "p1.pdf"]}
    assert found == own | {f"{folder}/{name}": "old-2014-01-02.pdf" for name in more}
