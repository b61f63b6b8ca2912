"""What a delivery plans, says and refuses, in the words an editor reads; no server is asked."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from delivery import progress
from delivery.cargo import Cargo, Item, pack, with_packed
from delivery.codes import DeliveryCode, DeliveryError
from delivery.judging import (
    held_by,
    is_same,
    refuse_behind,
    refuse_forbidden,
    refuse_in_the_way,
    refuse_other_paper,
    refuse_other_papers_release,
    refuse_revived,
    refuse_unknown,
)
from delivery.memory import Forbidden, Memory
from delivery.plan import Delivered, Options, Plan, Question, planned, remarks_on
from delivery.progress import Progress
from delivery.record import Kept, Release
from delivery.shape import CLOSED, Found
from delivery.storing import waves
from newsroom.fingerprints import digest

WHERE = "/srv/www"
OURS, THEIRS = "伊滨通讯 https://www.example.cn", "山城晚报 https://www.shan.cn"
LEAD, SECOND = "2013/10/08/lead/index.html", "2013/10/08/second/index.html"
GONE = Forbidden("/2013/10/08/lead/", datetime(2013, 10, 9, tzinfo=UTC), "2013-10-08/lead")


def item(path: str, content: str = "", size: int = 10) -> Item:
    """A file of the site."""
    return Item(path, content or f"of {path}", size)


def items(*paths: str) -> dict[str, Item]:
    """Some files, by path."""
    return {path: item(path) for path in paths}


def release(*paths: str, paper: str = OURS, ledger: Memory | None = None, **how: Any) -> Release:
    """A release of some files of its own."""
    files = {path: Kept(item(path), "mark") for path in paths}
    stamp = how.pop("stamp", "20131008T000000Z")
    return Release(stamp, "li@desk", paper, "", {**files, **how}, ledger or Memory())


def standing(*paths: str) -> dict[str, Found]:
    """Files as a delivery left them."""
    return {path: Found(10, "mark") for path in paths}


def said(work: Callable[[], object]) -> tuple[DeliveryCode, str]:
    """What is refused, and how."""
    with pytest.raises(DeliveryError) as refused:
        work()
    told = str(refused.value)
    assert told.startswith(f"{WHERE}:0: ")
    return DeliveryCode(refused.value.code), told


# -- plans ----------------------------------------------------------------------------------------
def test_what_stands_whole_stays_what_moved_is_linked_and_the_rest_is_sent() -> None:
    base = release("index.html", "old.html", "moved.html", "spoilt.html", "said.html")
    wanted = {
        **items("index.html", "new.html", "spoilt.html"),
        "said.html": item("said.html", "said otherwise"),
        "there.html": item("there.html", "of moved.html"),
    }
    found = {
        **standing("index.html", "old.html", "moved.html", "spoilt.html", "said.html"),
        "x.txt": Found(1, ""),
    }
    plan = planned(wanted, {}, base, found, damaged=["spoilt.html"])
    assert [one.path for one in plan.send] == ["new.html", "spoilt.html", "said.html"]
    assert plan.size == 30
    assert [(old, one.path) for old, one in plan.reuse] == [
        ("index.html", "index.html"),
        ("moved.html", "there.html"),
    ]
    assert plan.removed == ("moved.html", "old.html")
    assert plan.changed == ("spoilt.html",)
    assert plan.strangers == ("x.txt",)
    assert plan.own == {*("index.html", "new.html", "spoilt.html", "said.html", "there.html")}


def test_what_stays_for_readers_of_old_pages_stays_while_it_is_whole_and_is_no_removal() -> None:
    style, photo = "assets/site-12345678.css", "2013/10/08/photos/a-12345678-640.webp"
    old = "assets/site-00000000.css"
    left = {path: Kept(item(path), "mark", own=False) for path in (style, photo, old)}
    base = release("index.html", **left)
    found = standing("index.html", style, old)
    plan = planned(items("index.html"), items(style, photo), base, found)
    assert plan.items.keys() == {"index.html", style}
    assert plan.own == {"index.html"}
    assert (plan.send, plan.removed, plan.changed) == ((), (), (photo,))


def test_where_nothing_stands_nothing_is_strange_and_all_is_sent() -> None:
    plan = planned(items("b.html", "a.html"), {}, None, standing("theirs.txt"))
    assert [one.path for one in plan.send] == ["b.html", "a.html"]
    assert (plan.removed, plan.changed, plan.strangers) == ((), (), ())


@pytest.mark.parametrize(
    ("base", "found", "wanted", "nothing"),
    [
        (release("a.html"), standing("a.html"), items("a.html"), True),
        (None, {}, items("a.html"), False),
        (release("a.html"), standing("a.html"), items("a.html", "b.html"), False),
        (release("a.html", "b.html"), standing("a.html", "b.html"), items("a.html"), False),
        (release("a.html"), {}, items("a.html"), False),
        (release("a.html"), standing("a.html", "x"), items("a.html"), False),
        (
            release("a.html"),
            standing("a.html"),
            {**items("a.html"), "b.html": item("b.html", "of a.html")},
            False,
        ),
        (  # two have changed places
            release("a.html", "b.html"),
            standing("a.html", "b.html"),
            {"a.html": item("a.html", "of b.html"), "b.html": item("b.html", "of a.html")},
            False,
        ),
        (  # what stayed for readers of old pages may go
            release("a.html", **{"old.css": Kept(item("old.css"), "mark", own=False)}),
            standing("a.html", "old.css"),
            items("a.html"),
            False,
        ),
        (  # what stayed for readers of old pages is in the tree again
            release(**{"a.html": Kept(item("a.html"), "mark", own=False)}),
            standing("a.html"),
            items("a.html"),
            False,
        ),
    ],
)
def test_nothing_is_to_be_done_where_all_stands_and_nothing_else(
    base: Release | None,
    found: Mapping[str, Found],
    wanted: Mapping[str, Item],
    *,
    nothing: bool,
) -> None:
    assert planned(wanted, {}, base, found).is_nothing(base) is nothing


def test_a_file_that_others_cannot_read_is_not_as_it_was_left() -> None:
    kept = Kept(item("a.html"), "1")
    assert kept.is_as_left(Found(10, "1"))
    assert not kept.is_as_left(Found(11, "1"))
    assert not kept.is_as_left(None)
    assert kept.may_be_as_left(Found(10, "2"))
    for other in (Found(10, "1"), Found(11, "2"), Found(10, f"2{CLOSED}"), Found(10, "→2"), None):
        assert not kept.may_be_as_left(other)


# -- words ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stamp", "dry", "told"),
    [
        (
            "20131008T000000Z",
            False,
            "已经发布到 /srv/www（20131008T000000Z）：传 3 个文件（2.0 KB），沿用 4 个，删去 5 个",
        ),
        ("", False, "/srv/www 上已经是这一版，没有要传的"),
        ("", True, "只是看看：会往 /srv/www 传 3 个文件（2.0 KB），沿用 4 个，删去 5 个"),
    ],
)
def test_what_a_delivery_did_is_told_in_a_line(stamp: str, told: str, *, dry: bool) -> None:
    assert str(Delivered(WHERE, stamp, 3, 2048, 4, 5, dry=dry)) == told


@pytest.mark.parametrize(
    ("carried", "dry", "mended", "left"),
    [
        (False, False, "已经照成品补好", "新的一版没有带上它们"),
        (False, True, "发布的时候会照成品补好", "新的一版不会带上它们"),
        (True, False, "已经照成品补好", "没有动它们"),
        (True, True, "发布的时候会照成品补好", "没有动它们"),
    ],
)
def test_what_other_hands_did_is_told_with_what_becomes_of_it(
    mended: str, left: str, *, carried: bool, dry: bool
) -> None:
    plan = Plan({}, frozenset(), changed=("a.html", "b.html"), strangers=("x.txt",))
    first, second = remarks_on(WHERE, plan, carried=carried, dry=dry)
    assert (first.code, second.code) == (DeliveryCode.MENDED, DeliveryCode.STRANGER)
    assert f"有 2 个文件被别人改过或者删了：a.html、b.html，{mended}" in str(first)
    assert f"那里有 1 个文件不是发布程序放的：x.txt，{left}" in str(second)
    assert remarks_on(WHERE, Plan({}, frozenset()), carried=carried, dry=dry) == ()


@pytest.mark.parametrize(
    ("size", "told"),
    [
        (0, "0 字节"),
        (1023, "1023 字节"),
        (1024, "1.0 KB"),
        (1536, "1.5 KB"),
        (1024**2, "1.0 MB"),
        (3 * 1024**3, "3.0 GB"),
    ],
)
def test_bytes_are_told_in_the_largest_unit_they_fill(size: int, told: str) -> None:
    assert progress.in_words(size) == told


def test_how_far_a_long_stage_is_is_told_now_and_then_with_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    out = io.StringIO()
    tell = Progress(out)
    for moment, stage, done, total in (
        (1.0, "上传", 0, 4096),
        (2.9, "上传", 512, 4096),  # too soon to be told
        (3.0, "上传", 0, 4096),  # nothing done: nobody knows how long
        (7.0, "上传", 1024, 4096),
        (9.0, "上传", 1024, 4096),
        (101.0, "上传", 2048, 4096),
        (104.0, "清理旧的版本", 0, 0),
        (107.0, "核对", 1024, 2048),  # of a stage that has just begun
    ):
        clock[0] = moment
        tell(stage, done, total)
    assert out.getvalue().splitlines() == [
        "正在做：上传，0 字节 / 4.0 KB……",
        "正在做：上传，1.0 KB / 4.0 KB，还要约 18 秒……",
        "正在做：上传，2.0 KB / 4.0 KB，还要约 2 分钟……",
        "正在做：清理旧的版本……",
        "正在做：核对，1.0 KB / 2.0 KB……",
    ]


# -- refusals -------------------------------------------------------------------------------------
def test_another_papers_site_is_named_and_asked_about() -> None:
    shown = release("index.html", paper=THEIRS)
    code, told = said(lambda: refuse_other_paper(WHERE, shown, Options(paper=OURS)))
    assert code is DeliveryCode.OTHER_PAPER
    assert f"那里放的是另一份报纸（{THEIRS}）的网站" in told
    assert "加 --confirm paper" in told
    refuse_other_paper(WHERE, shown, Options(paper=OURS, confirm=frozenset({Question.PAPER})))
    refuse_other_paper(WHERE, release("index.html"), Options(paper=OURS))
    refuse_other_paper(WHERE, None, Options(paper=OURS))


def test_nobody_goes_back_to_another_papers_site_by_any_word() -> None:
    every = Options(paper=OURS, confirm=frozenset(Question))
    other = release("index.html", paper=THEIRS)
    code, told = said(lambda: refuse_other_papers_release(WHERE, other, every))
    assert code is DeliveryCode.OTHER_PAPER
    assert f"要退回的 20131008T000000Z 是另一份报纸（{THEIRS}）的网站" in told
    assert "--confirm" not in told
    refuse_other_papers_release(WHERE, release("index.html"), every)


@pytest.mark.parametrize(
    ("paper", "theirs", "ours_lines", "their_lines", "same"),
    [
        (OURS, OURS, "", "", True),
        (OURS, THEIRS, "", "", False),
        (OURS, THEIRS, "ab", "b", True),  # it has moved to another domain
        (OURS, THEIRS, "ab", "c", False),
        ("", THEIRS, "", "", True),  # of who has no name anybody's is
        (OURS, "", "", "", True),
    ],
)
def test_a_paper_is_known_by_its_name_or_by_a_line_of_its_ledger(
    paper: str, theirs: str, ours_lines: str, their_lines: str, *, same: bool
) -> None:
    ours = Options(paper=paper, ledger=Memory({"2013.jsonl": frozenset(ours_lines)}))
    other = release(paper=theirs, ledger=Memory({"2014.jsonl": frozenset(their_lines)}))
    assert is_same(ours, other) is same


def test_a_record_that_nobody_can_read_is_asked_about() -> None:
    code, told = said(lambda: refuse_unknown(WHERE, ["20131008T000000Z"], Options()))
    assert code is DeliveryCode.LEDGER
    assert "发布记录坏了或者丢了（20131008T000000Z）" in told
    assert "加 --confirm ledger" in told
    refuse_unknown(WHERE, ["20131008T000000Z"], Options(confirm=frozenset({Question.LEDGER})))
    refuse_unknown(WHERE, [], Options())


def test_what_the_server_remembers_and_the_ledger_does_not_is_counted_and_named() -> None:
    ours = Memory({"2013.jsonl": frozenset("ab")}, (Forbidden("/2013/10/08/known/"),))
    theirs = Memory(
        {
            "2013.jsonl": frozenset("abc"),
            "2014.jsonl": frozenset("bde"),
            "2015.jsonl": frozenset("a"),
        },
        (GONE, Forbidden("/2013/10/08/known/", name="2013-10-08/known")),
        (Forbidden("/2013/10/01/old/", name="2013-10-01/old"),),
    )
    code, told = said(lambda: refuse_behind(WHERE, ours, theirs, Options()))
    assert code is DeliveryCode.LEDGER
    assert "（2013.jsonl 缺 1 行、2014.jsonl 缺 2 行，" in told
    assert "，其中撤下、撤回过：2013-10-08/lead、2013-10-01/old）" in told
    assert "加 --confirm ledger" in told
    refuse_behind(WHERE, ours, theirs, Options(confirm=frozenset({Question.LEDGER})))
    refuse_behind(WHERE, theirs, ours, Options())
    plain = Memory({"2013.jsonl": frozenset("c")})
    assert "（2013.jsonl 缺 1 行）" in said(lambda: refuse_behind(WHERE, ours, plain, Options()))[1]


def test_what_is_remembered_grows_only_by_what_the_ledger_has_lost() -> None:
    ours = Memory({"2013.jsonl": frozenset("ab")}, (Forbidden("/b/"),))
    old = Forbidden("/old/")
    known = Memory({"2013.jsonl": frozenset("a")}, (GONE,), (old, Forbidden("/b/")))
    assert ours.after(known).orphans == (
        old,
    )  # it has all lines: what it took back may stand again
    more = Memory({"2013.jsonl": frozenset("ac")}, (GONE, Forbidden("/b/")), (old,))
    assert ours.after(more).orphans == (GONE, old)
    assert (ours.after(more).lines, ours.after(more).forbidden) == (ours.lines, ours.forbidden)


BACK = Memory(orphans=(GONE,))


def test_what_was_taken_back_is_not_shown_again_by_who_has_forgotten_it() -> None:
    before = [release("index.html", paper=OURS)]
    code, told = said(lambda: refuse_revived(WHERE, items(LEAD), before, BACK, Options(paper=OURS)))
    assert code is DeliveryCode.FORBIDDEN
    assert "这几篇撤下、撤回过，这一次又有了：2013-10-08/lead" in told
    assert "--confirm" not in told  # of the same paper it can be no other item
    every = Options(paper=OURS, confirm=frozenset(Question))
    said(lambda: refuse_revived(WHERE, items(LEAD), before, BACK, every))
    assert refuse_revived(WHERE, items(SECOND), before, BACK, Options(paper=OURS)) is BACK


def test_a_notice_that_stood_there_may_stand_again() -> None:
    notice = release(LEAD, ledger=Memory(forbidden=(GONE,)))
    assert refuse_revived(WHERE, items(LEAD), [notice], BACK, Options(paper=OURS)) is BACK
    other = {LEAD: item(LEAD, "the item itself")}
    said(lambda: refuse_revived(WHERE, other, [notice], BACK, Options(paper=OURS)))
    shown = release(LEAD)  # was made before: what stood there was the item
    said(lambda: refuse_revived(WHERE, items(LEAD), [shown], BACK, Options(paper=OURS)))


def test_where_another_paper_stood_an_editor_may_say_that_it_is_another_item() -> None:
    ours, theirs = release(stamp="20130101T000000Z"), release(paper=THEIRS)
    asked = Options(paper=OURS)
    _, told = said(lambda: refuse_revived(WHERE, items(LEAD), [theirs, ours], BACK, asked))
    assert "确实是另一份报纸的另一篇，加 --confirm revived" in told
    word = Options(paper=OURS, confirm=frozenset({Question.REVIVED}))
    left = Memory({"2013.jsonl": frozenset("a")}, (), (GONE, Forbidden("/2013/10/08/second/")))
    kept = refuse_revived(WHERE, items(LEAD), [theirs, ours], left, word)
    assert kept.orphans == (Forbidden("/2013/10/08/second/"),)
    assert kept.lines == left.lines
    newer = release(stamp="20140101T000000Z")  # since then it is ours
    said(lambda: refuse_revived(WHERE, items(LEAD), [theirs, newer], BACK, word))


def test_a_release_that_shows_what_was_taken_back_since_does_not_come_back() -> None:
    old = release(LEAD, SECOND)
    for ledger in (Memory(forbidden=(GONE,)), Memory(orphans=(GONE,))):
        code, told = said(lambda: refuse_forbidden(WHERE, old, ledger))  # noqa: B023 - called at once
        assert code is DeliveryCode.FORBIDDEN
        assert "上一版（20131008T000000Z）里还有后来撤回、撤下的内容：2013-10-08/lead" in told
    refuse_forbidden(WHERE, release(SECOND), Memory(forbidden=(GONE,)))
    noticed = release(LEAD, SECOND, ledger=Memory(forbidden=(GONE,)))
    refuse_forbidden(WHERE, noticed, Memory(forbidden=(GONE,)))
    front = Forbidden("/")
    assert held_by(old, (GONE, front)) == {LEAD: GONE}
    assert held_by(release("index.html"), (GONE, front)) == {"index.html": front}


def test_what_lies_there_and_is_not_ours_is_named_and_asked_about() -> None:
    code, told = said(lambda: refuse_in_the_way(WHERE, ["index.html"], Options()))
    assert code is DeliveryCode.IN_THE_WAY
    assert "那里已经有别人放的文件，会被盖掉：index.html" in told
    assert "加 --confirm overwrite" in told
    refuse_in_the_way(WHERE, ["index.html"], Options(confirm=frozenset({Question.OVERWRITE})))
    refuse_in_the_way(WHERE, [], Options())


# -- what goes, and when --------------------------------------------------------------------------
def test_no_page_goes_before_what_it_leads_to_and_lists_go_last() -> None:
    there = standing("index.html", "2013/10/08/lead/index.html", "site.css")
    some = items(
        "feed.xml",
        "index.html",
        "2013/10/08/lead/index.html",
        "2013/10/08/new/index.html",
        "site.css",
    )
    packed = Item("2013/10/08/new/index.html.gz", "packed", 5, "of it")
    order = [[one.path for one in wave] for wave in waves([*some.values(), packed], there)]
    flat = [path for wave in order for path in wave]
    assert sorted(flat) == sorted([*some, packed.path])
    place = {path: number for number, wave in enumerate(order) for path in wave}
    assert place["2013/10/08/new/index.html"] == place["2013/10/08/new/index.html.gz"]
    assert place["2013/10/08/new/index.html"] < place["site.css"]
    assert place["site.css"] < place["2013/10/08/lead/index.html"] <= place["index.html"]
    assert place["feed.xml"] == max(place.values())


def test_texts_that_are_worth_it_are_packed_and_nothing_else(tmp_path: Path) -> None:
    data = b"x" * 2000
    (tmp_path / "file").write_bytes(data)
    paths = {"index.html": 1024, "small.html": 1023, "a.webp": 2000, "nginx.conf": 2000}
    plain = {path: Item(path, digest(data), size) for path, size in paths.items()}
    made = with_packed(Cargo(lambda _: tmp_path / "file", plain), ["gz", "br"], {})
    assert made.items.keys() == {*paths, "index.html.gz", "index.html.br"}
    assert made.packed.keys() == {"index.html.gz", "index.html.br"}
    assert {made.items[path].of for path in made.packed} == {digest(data)}
    assert made.items["index.html.gz"].size == len(made.packed["index.html.gz"]) < 100


def test_what_was_packed_of_the_same_bytes_is_not_packed_again(tmp_path: Path) -> None:
    data = b"x" * 2000
    (tmp_path / "file").write_bytes(data)
    plain = {path: Item(path, digest(data), 2000) for path in ("a.html", "b.html")}
    known = {
        "a.html.gz": Item("a.html.gz", "packed", 30, digest(data)),
        "b.html.gz": Item("b.html.gz", "packed", 30, "of another"),
    }
    made = with_packed(Cargo(lambda _: tmp_path / "file", plain), ["gz"], known)
    assert made.items["a.html.gz"] is known["a.html.gz"]
    assert made.packed.keys() == {"b.html.gz"}


def test_a_packed_file_names_no_hour_and_is_as_small_as_it_can_be() -> None:
    head = pack(b"x" * 2000, "gz")[:10]
    assert head[4:8] == b"\0\0\0\0"  # RFC 1952 §2.3.1: MTIME
    assert head[8] == 2  # XFL: the slowest, which packs best
