"""What a delivery stops for, at its very bounds: how many, how full, how far ahead, which one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from delivery.cargo import Item, is_public
from delivery.codes import DeliveryCode, DeliveryError
from delivery.judging import (
    before,
    lasting_of,
    refuse_clock,
    refuse_full,
    refuse_papers,
    refuse_removals,
)
from delivery.memory import Forbidden, Memory
from delivery.plan import Options, Plan, Question, few
from delivery.publishing import _check_addresses
from delivery.record import (
    Kept,
    Release,
    is_stamp,
    packed,
    read_records,
    stamp_after,
    unpacked,
)
from delivery.shape import AbsentError, Target
from newsroom.guard import MisusedError
from presses import job

WHERE = "/srv/www"
ANY = Options()


def release(stamp: str, *paths: str, before: str = "", ledger: Memory | None = None) -> Release:
    """A release of some files of its own."""
    files = {path: Kept(Item(path, f"of {path}", 10), "mark") for path in paths}
    return Release(stamp, "li@desk", "paper", before, files, ledger or Memory())


def names(count: int) -> tuple[str, ...]:
    return tuple(f"p{number}.html" for number in range(count))


@pytest.mark.parametrize(("removed", "refused"), [(0, False), (5, False), (6, True), (10, True)])
def test_more_than_half_is_asked_about_and_half_is_not(removed: int, *, refused: bool) -> None:
    base = release("20140101T000000Z", *names(10))
    plan = Plan({}, frozenset(), removed=names(removed))
    if not refused:
        refuse_removals(WHERE, plan, base, ANY)
        return
    with pytest.raises(DeliveryError) as told:
        refuse_removals(WHERE, plan, base, ANY)
    assert told.value.code is DeliveryCode.REMOVALS
    assert f"会删去 {removed} 个文件，超过网站（10 个）的一半" in str(told.value)
    refuse_removals(WHERE, plan, base, replace(ANY, confirm=frozenset({Question.REMOVALS})))


def test_files_that_stay_for_readers_of_old_pages_do_not_count_as_the_site() -> None:
    base = release("20140101T000000Z", *names(10))
    lasting = {path: replace(kept, own=False) for path, kept in base.files.items()}
    base = replace(base, files={**lasting, "index.html": base.files["p0.html"]})
    with pytest.raises(DeliveryError):
        refuse_removals(WHERE, Plan({}, frozenset(), removed=("index.html",)), base, ANY)


@pytest.mark.parametrize(
    ("room", "refused"), [(None, False), (101, False), (100, False), (99, True), (0, True)]
)
def test_a_disk_is_full_where_less_is_left_than_goes(room: int | None, *, refused: bool) -> None:
    plan = Plan({}, frozenset(), send=(Item("a", "0a", 60), Item("b", "0b", 40)))
    if not refused:
        refuse_full(WHERE, plan, room)
        return
    with pytest.raises(DeliveryError) as told:
        refuse_full(WHERE, plan, room)
    assert told.value.code is DeliveryCode.FULL


@pytest.mark.parametrize(
    ("minutes", "refused"), [(-600, False), (0, False), (15, False), (16, True), (600, True)]
)
def test_a_clock_may_be_behind_and_a_little_ahead(minutes: int, *, refused: bool) -> None:
    there = datetime(2014, 1, 2, 8, tzinfo=UTC)
    here = there + timedelta(minutes=minutes)
    if not refused:
        refuse_clock(WHERE, here, there.timestamp(), ANY)
        return
    with pytest.raises(DeliveryError, match="2014-01-02 08:00") as told:
        refuse_clock(WHERE, here, there.timestamp(), ANY)
    assert told.value.code is DeliveryCode.CLOCK


def test_who_goes_back_comes_to_what_was_shown_before_or_else_to_the_newest_older_one() -> None:
    stamps = [f"2014010{day}T000000Z" for day in range(1, 5)]
    first, second, third, fourth = stamps
    made = {
        first: release(first),
        second: release(second, before=first),
        third: release(third, before=first),  # published after a way back to the first
        fourth: release(fourth, before="20130101T000000Z"),  # which is no longer kept
    }
    shown = {stamp: before(WHERE, made, stamp).stamp for stamp in stamps[1:]}
    assert shown == {second: first, third: first, fourth: third}
    assert before(WHERE, made, "").stamp == fourth  # the link is gone
    for none in ({}, {first: made[first]}):
        with pytest.raises(DeliveryError) as told:
            before(WHERE, none, first)
        assert told.value.code is DeliveryCode.NO_RELEASE


PHOTO = "2014/01/02/photos/a-12345678-640.webp"


def test_of_the_last_four_releases_what_is_named_by_its_digest_stays() -> None:
    styles = [f"assets/site-{number}2345678.css" for number in range(6)]
    releases = [
        release(f"201401{20 - number}T000000Z", style, "index.html")
        for number, style in enumerate(styles)
    ]
    wanted = {styles[0]: Item(styles[0], "0a", 1)}
    found = lasting_of(releases, wanted, Memory(), lambda *_: b"")
    assert found.keys() == set(styles[1:4])


def test_what_was_taken_back_itself_does_not_stay() -> None:
    """A photo with an address of its own that the ledger names, whatever the pages show."""
    old = release("20140102T000000Z", PHOTO, "2014/01/02/lead/index.html")
    taken = Memory(forbidden=(Forbidden(f"/{PHOTO}"),))
    assert lasting_of([old], {}, Memory(), lambda *_: b"").keys() == {PHOTO}
    assert lasting_of([old], {}, taken, lambda *_: b"") == {}


PAPER, OTHER = "2014/01/02/paper-2014-01-02.pdf", "hant/2014/01/09/paper-2014-01-09.pdf"


@pytest.mark.parametrize(
    ("forbidden", "gone"),
    [
        ((), [PAPER, OTHER]),
        (("/2014/01/02/lead/",), [OTHER]),
        (("/hant/2014/01/02/lead/",), [OTHER]),  # whatever the edition
        (("/2014/01/09/lead/",), [PAPER]),
        (("/2014/01/02/lead/", "/2014/01/09/lead/"), []),
    ],
)
def test_a_signed_paper_goes_where_something_of_its_issue_was_taken_back_since(
    forbidden: tuple[str, ...], gone: list[str]
) -> None:
    base = release("20140110T000000Z", PAPER, OTHER, "index.html")
    ledger = Memory(forbidden=tuple(map(Forbidden, forbidden)))
    options = replace(ANY, ledger=ledger, papers=frozenset({PAPER, OTHER, "not/there.pdf"}))
    if not gone:
        refuse_papers(WHERE, {}, base, options)
        return
    with pytest.raises(DeliveryError) as told:
        refuse_papers(WHERE, {}, base, options)
    assert f"会不见 {len(gone)} 份：{'、'.join(gone)}" in str(told.value)
    known = replace(base, ledger=ledger)  # it was taken back before that release already
    with pytest.raises(DeliveryError, match="会不见 2 份"):
        refuse_papers(WHERE, {}, known, options)
    refuse_papers(WHERE, dict.fromkeys([PAPER, OTHER], Item(PAPER, "0a", 1)), base, options)


def test_eight_names_are_told_and_how_many_more_there_are() -> None:
    assert few(["b", "a", "b"]) == "b、a"
    assert few([str(number) for number in range(8)]) == "0、1、2、3、4、5、6、7"
    assert few([str(number) for number in range(10)]) == "0、1、2、3、4、5、6、7，还有 2 个"


def test_a_stamp_is_of_now_and_later_than_all_there_are() -> None:
    moment = datetime(2014, 1, 2, 8, 30, tzinfo=UTC)
    assert stamp_after(moment, []) == "20140102T083000Z"
    assert stamp_after(moment, ["20140101T000000Z"]) == "20140102T083000Z"
    later = ["20140102T083000Z", "20140103T235959Z"]
    assert stamp_after(moment, later) == "20140104T000000Z"
    assert not is_stamp("90000101T000000Z")
    assert not is_stamp("20141301T000000Z")
    assert is_stamp("20140102T083000Z")


RECORD = release("20140102T083000Z", "index.html", PHOTO, before="20140101T000000Z")


def altered(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A record in which something else stands, its digest as it was."""
    told = json.loads(gzip.decompress(packed(RECORD)))
    change(told["release"])
    return gzip.compress(json.dumps(told).encode())


SPOILT: dict[str, bytes] = {
    "empty": b"",
    "half": packed(RECORD)[:60],
    "no gzip": b"{}",
    "another zip": gzip.compress(b"[]"),
    "without a release": gzip.compress(b"{}"),
    "another paper": altered(lambda told: told.update(paper="other")),
    "another stamp": altered(lambda told: told.update(stamp="20140103T000000Z")),
    "a file more": altered(lambda told: told["files"].update({"a": ["0a", 1, "m", 1, ""]})),
    "another digest": altered(lambda told: told["files"]["index.html"].__setitem__(0, "0b")),
}


@pytest.mark.parametrize("data", SPOILT.values(), ids=SPOILT)
def test_a_record_that_does_not_prove_itself_is_none(data: bytes) -> None:
    assert unpacked(data) is None
    assert unpacked(packed(RECORD)) == RECORD


def test_a_record_under_another_ones_name_is_damaged() -> None:
    """As who copies it to bring back an old release would have it."""
    files = {
        "20140102T083000Z.json.gz": packed(RECORD),
        "20140103T000000Z.json.gz": packed(RECORD),
        "20140104T000000Z.json.gz": b"",
        "20140105T000000Z": b"",
        "notes.json.gz": b"",
    }

    def read(path: str) -> bytes:
        name = path.removeprefix("releases/")
        if name not in files:
            raise AbsentError(path)
        return files[name]

    there = SimpleNamespace(read=read, names=lambda _: sorted([*files, "20140106T000000Z.json.gz"]))
    found = read_records(cast("Target", there), "releases")
    assert dict(found.whole) == {"20140102T083000Z": RECORD}
    assert found.damaged == ("20140103T000000Z", "20140104T000000Z")


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("index.html", True),
        ("2014/01/02/photos/a-12345678-640.webp", True),
        (".well-known/security.txt", True),
        (".htaccess", True),
        ("nginx.conf", True),
        ("a/..b.html", False),  # hidden, as whatever begins with a dot
        ("../index.html", False),
        ("2014/../../index.html", False),
        ("/etc/passwd", False),
        ("a\\b.html", False),
        (".git/config", False),
        ("2014/.htaccess", False),
        ("build.log", False),
        ("store.sqlite3", False),
        ("a.html.orig", False),
        ("a.html.PART", False),
        ("a.bak", False),
        ("a.pyc", False),
        ("a.html~", False),
        ("output.proofs/a.pdf", False),
        ("logs/a.html", True),
        ("catalog", True),
    ],
)
def test_what_readers_may_have(path: str, *, public: bool) -> None:
    assert is_public(path) == public


@pytest.mark.parametrize(
    ("site", "hub", "dry", "refused"),
    [
        ("https://www.paper.cn", "", False, ""),
        ("https://www.paper.example", "", False, "SITEURL 还是样子"),
        ("https://www.paper.example", "", True, ""),  # who only looks
        ("https://www.example.cn", "https://hub.cn/", False, ""),
        ("https://www.paper.cn", "ftp://hub.cn/", False, "hub 的地址不对"),
        ("https://www.paper.cn", "ftp://hub.cn/", True, "hub 的地址不对"),
    ],
)
def test_an_address_that_nobody_has_is_refused_before_readers_are_told_of_it(
    tmp_path: Path, site: str, hub: str, *, dry: bool, refused: str
) -> None:
    house = job(tmp_path, tmp_path).house.model_copy(update={"site": site, "hub": hub})
    if not refused:
        _check_addresses(house, Path("pelican.conf.py"), dry_run=dry)
        return
    with pytest.raises(MisusedError, match=refused) as told:
        _check_addresses(house, Path("pelican.conf.py"), dry_run=dry)
    assert told.value.file == "pelican.conf.py"
