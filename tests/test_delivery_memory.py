"""A server remembers what was taken back; no stale, lost or other ledger brings it back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from deliveries import options_of, site, written
from delivery.cargo import Item
from delivery.codes import DeliveryCode, DeliveryError
from delivery.dispatch import deliver
from delivery.judging import lasting_of
from delivery.memory import Forbidden, Memory, marks_of
from delivery.plan import Question
from delivery.record import Kept, Release, packed, unpacked
from delivery.remembering import papers_of
from ledger import Ledger
from ledger.facts import Signed
from ledgers import CLOCK, at
from targets import KINDS, Spot, own, shown_as, spot

pytestmark = pytest.mark.share(3)  # each promise at one kind of target, each kind with some
PAGE = "2013/10/08/item-0/index.html"
GONE = Forbidden("/2013/10/08/item-0/", datetime(2013, 10, 9, tzinfo=UTC), "2013-10-08/item-0")
FIRST = {"2013.jsonl": ["published item-0", "published item-1"]}
AFTER = {"2013.jsonl": [*FIRST["2013.jsonl"], "withdrawn item-0"]}
NOTICED = {**site(1), PAGE: "已撤下"}
LOST = frozenset({Question.LEDGER})


@pytest.fixture(params=KINDS)
def there(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Spot]:
    """A target of every kind, at which an item was published and then withdrawn."""
    with spot(request.param, tmp_path, monkeypatch) as made:
        made.send(written(tmp_path / "tree", site(1)), lines=FIRST)
        made.send(written(tmp_path / "tree", NOTICED), lines=AFTER, forbidden=[GONE])
        yield made


def refusal(work: Callable[[], object]) -> DeliveryError:
    """What a delivery that is refused says."""
    with pytest.raises(DeliveryError) as refused:
        work()
    return refused.value


STALE = {
    "one editor's who has not merged": FIRST,
    "none": {},
    "another paper's": {"2013.jsonl": ["published something-else"] * 3},
    "of as many lines": {"2013.jsonl": [*FIRST["2013.jsonl"], "published item-2"]},
}


def test_who_knows_less_than_the_server_publishes_nothing_and_goes_nowhere(
    there: Spot, tmp_path: Path
) -> None:
    tree = written(tmp_path / "tree", site(1))
    works: list[Callable[[], object]] = []
    for lines in STALE.values():
        works += [
            partial(there.send, tree, lines=lines),
            partial(there.send, tree, lines=lines, dry=True),
            partial(there.back, lines=lines),
        ]
    for work in works:
        told = refusal(work)
        assert told.code is DeliveryCode.LEDGER, work
        assert "2013-10-08/item-0" in str(told)
        assert "2013.jsonl" in str(told)
        assert "content/ledger" in str(told)
    assert there.shown() == shown_as(NOTICED, there)


def test_what_was_told_without_a_change_of_the_site_is_remembered_too(
    there: Spot, tmp_path: Path
) -> None:
    tree = written(tmp_path / "tree", NOTICED)
    more = {**AFTER, "2014.jsonl": ["signed"]}
    assert there.send(tree, lines=more, forbidden=[GONE]).stamp == ""
    told = refusal(lambda: there.send(tree, lines=AFTER, forbidden=[GONE]))
    assert told.code is DeliveryCode.LEDGER
    assert "2014.jsonl 缺 1 行" in str(told)
    assert len(there.releases()) == 2


def test_a_ledger_that_was_merged_or_sorted_anew_knows_as_much(there: Spot, tmp_path: Path) -> None:
    merged = {"2013.jsonl": ["of another editor"], "2014.jsonl": AFTER["2013.jsonl"][::-1]}
    files = {**NOTICED, "feed.xml": "<rss>new</rss>"}
    assert there.send(written(tmp_path / "tree", files), lines=merged, forbidden=[GONE]).stamp


def test_what_the_server_remembers_stays_away_also_where_the_ledger_is_lost_for_good(
    there: Spot, tmp_path: Path
) -> None:
    revived = written(tmp_path / "tree", {**site(1), "feed.xml": "<rss>2</rss>"})
    told = refusal(lambda: there.send(revived, lines=FIRST, confirm=LOST))
    assert told.code is DeliveryCode.FORBIDDEN
    assert "--withdraw" in str(told)
    assert refusal(lambda: there.back(lines=FIRST, confirm=LOST)).code is DeliveryCode.FORBIDDEN
    without = {path: data for path, data in site(1).items() if path != PAGE}
    tree = written(tmp_path / "without", {**without, "feed.xml": "<rss>3</rss>"})
    there.send(tree, lines=FIRST, confirm=LOST)
    assert PAGE not in there.shown()
    told = refusal(lambda: there.send(revived, lines=FIRST))  # no more lines are missing
    assert told.code is DeliveryCode.FORBIDDEN
    again = {**FIRST, "2014.jsonl": ["withdrawn item-0 once more"]}
    files = {**NOTICED, "feed.xml": "<rss>4</rss>"}
    there.send(written(tmp_path / "tree", files), lines=again, forbidden=[GONE])
    assert own(there.shown(), files) == shown_as(files, there)


def test_a_release_is_judged_by_what_it_shows_and_not_by_its_moment(
    there: Spot, tmp_path: Path
) -> None:
    since = GONE.since
    assert since is not None
    assert since < there.releases()[-1].release.made  # by the stamps all came after it
    told = refusal(lambda: there.back(lines=AFTER, forbidden=[GONE]))
    assert told.code is DeliveryCode.FORBIDDEN
    assert str(told).count("2013-10-08/item-0") == 1
    other_look = {**NOTICED, PAGE: "已撤下，换了样子"}
    there.send(written(tmp_path / "tree", other_look), lines=AFTER, forbidden=[GONE])
    there.back(lines=AFTER, forbidden=[GONE])
    assert there.shown() == shown_as(NOTICED, there)


def test_an_address_in_two_editions_is_told_once(there: Spot) -> None:
    both = [GONE, Forbidden("/2013/10/08/item-1/", GONE.since, GONE.name)]
    told = refusal(lambda: there.back(lines=AFTER, forbidden=both))
    assert str(told).count("2013-10-08/item-0") == 1


def test_nobody_publishes_over_or_goes_back_to_another_papers_site(
    there: Spot, tmp_path: Path
) -> None:
    other = written(tmp_path / "other", site(2))
    other_lines = {"2013.jsonl": ["of another paper"]}
    mine = options_of(paper="another https://another.example", lines=other_lines)
    told = refusal(lambda: deliver(other, there.target(), mine))
    assert told.code is DeliveryCode.OTHER_PAPER
    assert "yibin-tongxun" in str(told)
    told = refusal(lambda: there.back(paper=mine.paper, lines=other_lines))
    assert told.code is DeliveryCode.OTHER_PAPER
    taken = options_of(paper=mine.paper, lines=other_lines, confirm={Question.PAPER})
    told = refusal(lambda: deliver(other, there.target(), taken))
    assert told.code is DeliveryCode.FORBIDDEN  # where it stood, this one has another item
    assert "--confirm revived" in str(told)
    words = {Question.PAPER, Question.REVIVED}
    deliver(other, there.target(), replace(taken, confirm=frozenset(words)))
    for confirm in (frozenset(), frozenset(Question)):
        told = refusal(lambda: there.back(paper=taken.paper, confirm=confirm))  # noqa: B023 - called at once
        assert told.code is DeliveryCode.OTHER_PAPER
    assert own(there.shown(), site(2)) == shown_as(site(2), there)


def test_a_damaged_record_wants_a_word_and_costs_a_new_upload(there: Spot, tmp_path: Path) -> None:
    tree = written(tmp_path / "tree", NOTICED)
    home = "releases" if there.switches else ".press"
    stamp = there.releases()[0].release.stamp
    with there.target() as target:
        target.put(f"{home}/{stamp}.json.gz", b"\x1f\x8b half a record")
    told = refusal(lambda: there.send(tree, lines=AFTER, forbidden=[GONE]))
    assert told.code is DeliveryCode.LEDGER
    assert stamp in str(told)
    assert refusal(lambda: there.back(lines=AFTER)).code is DeliveryCode.LEDGER
    words = {Question.LEDGER, Question.OVERWRITE}  # a store holds what nobody knows any more
    sent = there.send(tree, lines=AFTER, forbidden=[GONE], confirm=words)
    assert sent.sent == len(shown_as(NOTICED, there))
    assert there.shown() == shown_as(NOTICED, there)
    files = {**NOTICED, "feed.xml": "<rss>new</rss>"}
    assert there.send(written(tmp_path / "tree", files), lines=AFTER, forbidden=[GONE]).sent == 1


def test_a_withdrawn_items_photo_goes_at_once_and_so_do_its_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = site(1)
    photo = next(path for path in files if "/photos/p0-" in path)
    wider = photo.replace("-640.", "-1600.")  # no page names it: a browser may still ask for it
    after = {path: data for path, data in files.items() if path != photo} | {PAGE: "已撤下"}
    for kind in KINDS:
        with spot(kind, tmp_path, monkeypatch) as there:
            there.send(written(tmp_path / "tree", {**files, wider: b"wide"}), lines=FIRST)
            there.send(written(tmp_path / "tree", after), lines=AFTER, forbidden=[GONE])
            assert photo not in there.shown()
            assert wider not in there.shown()
            if not there.switches:  # nothing of a release that can't come back is kept
                assert not [path for path in there.stored() if path.startswith(".press/kept/")]


def test_a_picture_of_a_page_that_is_lost_is_not_kept_for_the_readers_of_the_old_pages() -> None:
    def kept(path: str) -> Kept:
        return Kept(Item(path, f"digest of {path}", 1), "mark")

    photo, style = "2013/10/08/photos/a-12345678-640.webp", "assets/site-12345678.css"
    files = {path: kept(path) for path in (PAGE, photo, style)}
    old = Release("20131008T000000Z", "", "", "", files)
    ledger = Memory(forbidden=(GONE,))
    for read, stays in (
        (b"<p>no picture", {photo, style}),
        (f"{photo} {style}".encode(), {style}),
        (b"", {style}),
    ):
        found = lasting_of([old], {PAGE: Item(PAGE, "notice", 1)}, ledger, lambda *_: read)  # noqa: B023 - called at once
        assert found.keys() == stays


def test_a_record_keeps_what_it_remembers() -> None:
    marks = marks_of([b'{"a": 1}', b'{"b": 2}\r', b"<<<<<<< mine", b""])
    assert len(marks) == 2
    assert marks == marks_of([b'{"b": 2}', b'{"a": 1} '])
    ledger = Memory({"2013.jsonl": marks}, (GONE,), (Forbidden("/2013/10/01/x/"),))
    release = Release("20131008T000000Z", "我", "paper https://a.example", "", {}, ledger)
    assert unpacked(packed(release)) == release
    assert re.fullmatch(r"[0-9a-f]{24}", "".join(marks))


def test_the_papers_of_a_ledger_are_those_readers_have_in_every_edition() -> None:
    day = date(2013, 10, 8)
    names = ("paper-2013-10-08.pdf", "paper-2013-10-08-8k.pdf", "paper-2013-10-08-press.pdf")
    files = tuple((f"zh-Hans/{name}", "0a") for name in (*names, "layout.json"))
    ledger = Ledger([Signed(at("2013-10-08"), day, files)], CLOCK)
    assert papers_of(ledger, ("", "hant/")) == {
        f"{prefix}2013/10/08/{name}" for prefix in ("", "hant/") for name in names[:2]
    }
