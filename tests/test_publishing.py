"""Publishing shows what it will tell, asks, tells it once, and writes it down."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from lxml import etree

import publications
from edition.hub import feeds_of, tell
from edition.tree import OutputTree
from ledger.writing import LedgerBusyError, writing
from ledgers import at
from loaded import script
from newsrooms import item, small_newsroom, write
from presses import ROOT, built, job, own_cache
from publications import ledger_lines
from test_law_of_the_tree import tree_of
from test_syndication_newsroom import write_newsroom

ATOM = "{http://www.w3.org/2005/Atom}"
NOON, HOUR = at("2026-01-02", "12:00"), timedelta(hours=1)
ROOMS = ("syndication",)


class Hub(HTTPServer):
    """A hub on this machine that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HubHandler)
        self.told: list[list[str]] = []
        self.status = 204


class HubHandler(BaseHTTPRequestHandler):
    """Takes a message, or refuses it."""

    server: Hub

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        message = parse_qs(self.rfile.read(size).decode())
        assert message["hub.mode"] == ["publish"]
        if self.server.status < 300:
            self.server.told.append(message["hub.url"])
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def hub() -> object:
    server = Hub()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()


def publish(folder: Path, hub: str = "", *options: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/publish with settings that name a hub; without options, without asking."""
    conf = folder / "conf.py"
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    text += f'\nHOUSE["hub"] = {hub!r}\nPUBLISHERS = ["syndication", "website"]\n'
    conf.write_text(text + f"THEME = {str(ROOT / 'theme')!r}\n", encoding="utf-8")
    told = ["--conf", conf, "--output", folder / "output", *(options or ["--yes"])]
    return script("publish", folder / "content", *told, env=own_cache(folder))


def test_only_feeds_with_something_new_are_told(tmp_path: Path, hub: Hub) -> None:
    content = small_newsroom(tmp_path / "content")
    address = f"http://127.0.0.1:{hub.server_port}/"
    first = publish(tmp_path, address)
    assert first.returncode == 0, first.stderr
    told = {feed for message in hub.told for feed in message}
    assert {"https://www.example.cn/feed.xml", "https://www.example.cn/hant/atom.xml"} <= told
    hub.told.clear()
    publish(tmp_path, address)
    assert not hub.told
    item(content, "second", section="jingji")
    publish(tmp_path, address)
    assert "https://www.example.cn/section/jingji/feed.xml" in hub.told[0]
    assert "https://www.example.cn/section/minsheng/feed.xml" not in hub.told[0]


def test_what_a_hub_refused_is_told_again(tmp_path: Path, hub: Hub) -> None:
    small_newsroom(tmp_path / "content")
    address = f"http://127.0.0.1:{hub.server_port}/"
    hub.status = 503
    assert publish(tmp_path, address).returncode == 1
    hub.status = 204
    assert publish(tmp_path, address).returncode == 0
    assert "https://www.example.cn/feed.xml" in hub.told[0]


def test_an_address_that_is_no_web_address_is_refused(tmp_path: Path) -> None:
    small_newsroom(tmp_path / "content")
    refused = publish(tmp_path, "file:///etc/passwd")
    assert refused.returncode == 2
    assert "HOUSE.hub 写得不对" in refused.stderr


def test_a_feed_of_an_old_issue_is_not_told_and_many_are_told_in_portions(
    tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = job(tmp_path, tmp_path).house.model_copy(
        update={"hub": f"http://127.0.0.1:{hub.server_port}/"}
    )
    monkeypatch.setattr("edition.hub.PORTION", 2)
    with OutputTree(tmp_path / "tree") as tree:
        paths = (
            "feed.xml",
            "2026/11/01/feed.json",
            "2020/11/01/feed.json",
            "archive/2026/11/atom.xml",
        )
        for path in (*paths, "hant/atom.xml", "index.html"):
            tree.write(path, "1", lambda: "news")
        feeds = feeds_of(tree, date(2026, 11, 28))
    assert set(feeds) == {"feed.xml", "2026/11/01/feed.json", "hant/atom.xml"}
    assert tell(house, feeds, tmp_path / "told.json") == (3, 0)
    assert [len(told) for told in hub.told] == [2, 1]
    assert tell(house, feeds, tmp_path / "told.json") == (0, 0)
    (tmp_path / "told.json").write_text("{", encoding="utf-8")  # all are told again, none is lost
    assert tell(house, feeds, tmp_path / "told.json") == (3, 0)


# -- asking ---------------------------------------------------------------------------------------
def test_without_anybody_to_ask_nothing_is_published(tmp_path: Path) -> None:
    small_newsroom(tmp_path / "content")
    ran = publish(tmp_path, "", "--without-pdf")
    assert ran.returncode == 2
    assert "--yes" in ran.stderr
    assert not (tmp_path / "output").exists()
    assert not (tmp_path / "content/ledger").exists()


def test_a_dry_run_shows_and_changes_nothing(tmp_path: Path) -> None:
    small_newsroom(tmp_path / "content")
    ran = publish(tmp_path, "", "--dry-run")
    assert ran.returncode == 0, ran.stderr
    assert "新发 2013-10-08/lead 标题lead" in ran.stdout
    assert not (tmp_path / "content/ledger").exists()
    assert not list((tmp_path / "output").rglob("*.html"))


def test_an_editor_who_says_no_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = small_newsroom(tmp_path / "content")
    monkeypatch.setattr("typer.confirm", lambda _: False)
    with pytest.raises(SystemExit) as ended:
        publications.publish(content, tmp_path, NOON, ("website",), ask=True)
    assert ended.value.code == 1
    assert not (content / "ledger").exists()
    assert not (tmp_path / "output/index.html").exists()


# -- writing down ---------------------------------------------------------------------------------
def test_one_item_is_one_line_a_fact(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    publications.publish(content, tmp_path, NOON, ("website",))
    before = ledger_lines(content)
    assert [json.loads(line)["fact"] for line in before] == ["published"]
    item(content, "second")
    publications.publish(content, tmp_path, NOON + HOUR, ("website",))
    assert ledger_lines(content)[:1] == before
    (line,) = ledger_lines(content)[1:]
    assert json.loads(line)["item"] == "2013-10-08/second"
    publications.publish(content, tmp_path, NOON + 2 * HOUR, ("website",))
    assert len(ledger_lines(content)) == 2
    assert (content / "ledger/.gitattributes").read_text() == "*.jsonl merge=union\n"


def test_a_proof_neither_writes_the_ledger_nor_differs_from_what_is_published(
    tmp_path: Path,
) -> None:
    content = small_newsroom(tmp_path / "content")
    published = publications.publish(content, tmp_path / "a", NOON)
    lines = ledger_lines(content)
    proof = built(content, tmp_path / "b", publications.ROOMS, now=NOON)[0]
    assert tree_of(proof) == tree_of(published)
    later = built(content, tmp_path / "c", publications.ROOMS, now=NOON + 100 * HOUR)[0]
    assert tree_of(later) == tree_of(proof)  # no news sitemap holds what is older than two days
    assert ledger_lines(content) == lines


def test_a_run_that_died_is_taken_up_with_its_moments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    publications.publish(content, tmp_path, NOON - HOUR)
    item(content, "second")
    with publications.dying(monkeypatch, "edition.publishing.append"):
        publications.publish(content, tmp_path, NOON)
    assert len(ledger_lines(content)) == 1
    page = "2013/10/08/second/index.html"
    assert b"2026-01-02T12:00:00" in tree_of(tmp_path / "output")[page]
    item(content, "third")
    publications.publish(content, tmp_path, NOON + HOUR)
    moments = {row["item"]: row["at"] for row in map(json.loads, ledger_lines(content)[1:])}
    assert moments == {
        "2013-10-08/second": NOON.isoformat(),
        "2013-10-08/third": (NOON + HOUR).isoformat(),
    }
    assert b"2026-01-02T12:00:00" in tree_of(tmp_path / "output")[page]
    assert not (content / "ledger/pending.jsonl").exists()


def test_two_editors_at_once_are_told_of_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_newsroom(tmp_path / "content")
    with writing(content), pytest.raises(LedgerBusyError), writing(content):
        pass

    def another(_: str) -> bool:
        write(content, "ledger/2013.jsonl", "")
        return True

    monkeypatch.setattr("typer.confirm", another)
    with pytest.raises(SystemExit) as ended:
        publications.publish(content, tmp_path, NOON, ("website",), ask=True)
    assert ended.value.code == 1
    assert "另一位编辑" in capsys.readouterr().err
    assert not (tmp_path / "output/index.html").exists()


def test_a_clock_that_goes_wrong_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_newsroom(tmp_path / "content")
    publications.publish(content, tmp_path, NOON, ("website",))
    with pytest.raises(SystemExit):
        publications.publish(content, tmp_path, NOON - HOUR, ("website",))
    assert "钟" in capsys.readouterr().err


def test_a_ledger_with_a_damaged_line_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line may have said that something was taken away, or when an item first came out."""
    content = small_newsroom(tmp_path / "content")
    publications.publish(content, tmp_path, NOON, ("website",))
    (year,) = (content / "ledger").glob("*.jsonl")
    whole = year.read_text(encoding="utf-8")
    year.write_text(whole[:50] + "\n" + whole.partition("\n")[2], encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        publications.publish(content, tmp_path, NOON + HOUR, ("website",))
    assert ended.value.code == 1
    assert "读不懂" in capsys.readouterr().err
    year.write_text(whole, encoding="utf-8")
    publications.publish(content, tmp_path, NOON + HOUR, ("website",))


def test_what_was_never_published_is_not_withdrawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_newsroom(tmp_path / "content")
    told = ("2013-10-08/never", "撤下。")
    with pytest.raises(SystemExit):
        publications.publish(content, tmp_path, NOON, ("website",), told)
    assert "没有发布过" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        ["--withdraw", "2013-10-08/lead"],
        ["--notice", "撤下。"],
        ["--withdraw", "../lead", "--notice", "撤下。"],
        ["--withdraw", "2013-10-08/lead", "--notice", "一\n二"],
        ["--withdraw", "2013-10-08/lead", "--notice", "长" * 401],
    ],
)
def test_a_withdrawal_that_is_not_whole_is_wrong_use(tmp_path: Path, options: list[str]) -> None:
    small_newsroom(tmp_path / "content")
    assert publish(tmp_path, "", "--yes", *options).returncode == 2
    assert not (tmp_path / "output").exists()


# -- a paper that was public before ---------------------------------------------------------------
def test_a_paper_that_was_public_keeps_ids_dates_and_addresses(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content", more_issues=2)
    conf = {"options": {"syndication": {"mail": False, "documents": False, "epub": False}}}
    output = built(content, tmp_path, ROOMS, **conf)[0]
    age(output)
    before = {path.relative_to(output): dated(path) for path in sorted(output.rglob("atom.xml"))}
    item(content, "late", day="2013-09-30")
    (content / "issues/2013-10-07/item-0.md").rename(content / "issues/2013-10-07/first.md")
    text = (content / "issues/2013-10-07/first.md").read_text(encoding="utf-8")
    moved = text.replace("kind:", "moved_from: [2013-10-07/item-0]\nkind:", 1)
    write(content, "issues/2013-10-07/first.md", moved)
    publications.publish(content, tmp_path, NOON, ROOMS, **conf)
    for path, entries in before.items():
        after = dated(output / path)
        assert entries.items() <= after.items(), path
    fresh = dated(output / "atom.xml").items() - before[Path("atom.xml")].items()
    assert dict(fresh) == {
        "tag:www.example.cn,2013:hans/2013-09-30/late": "2026-01-02T12:00:00+08:00"
    }


def test_the_first_publication_of_a_public_paper_tells_no_hub(tmp_path: Path, hub: Hub) -> None:
    content = small_newsroom(tmp_path / "content")
    built(content, tmp_path, ("syndication", "website"))
    address = f"http://127.0.0.1:{hub.server_port}/"
    ran = publish(tmp_path, address)
    assert ran.returncode == 0, ran.stderr
    assert "只记账" in ran.stdout
    assert not hub.told
    item(content, "second")
    assert publish(tmp_path, address).returncode == 0
    assert "https://www.example.cn/feed.xml" in hub.told[0]


def age(output: Path) -> None:
    """Make the feeds as the program wrote them before there was a ledger."""
    for path in output.rglob("*.xml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(/correction/[0-9-]{10})-[0-9a-f]{8}", r"\1", text)
        path.write_text(text.replace("T08:00:00+08:00", "T07:59:57+08:00"), encoding="utf-8")


def dated(path: Path) -> dict[str, str]:
    """Id → date of every entry of an Atom feed but the issue's own."""
    root = etree.parse(str(path)).getroot()
    return {
        entry.findtext(f"{ATOM}id") or "": entry.findtext(f"{ATOM}published") or ""
        for entry in root.iter(f"{ATOM}entry")
        if "/issue/" not in (entry.findtext(f"{ATOM}id") or "")
    }
