"""Search engines are told of what is new, once, and of nothing else."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import presses
from delivery.engines import tell_engines
from edition.hub import pages_of
from edition.job import Job
from edition.tree import OutputTree

KEY = "0123456789abcdef"
PAGES = {
    "2013/09/30/index.html": "a",
    "2013/09/30/lead/index.html": "b",
    "hant/2013/09/30/x/index.html": "c",
}


@dataclass
class Engines:
    """Both engines on this machine. told: what they were, kind and addresses."""

    address: str = ""
    status: int = 200
    answer: bytes = b'{"remain": 9, "success": 1}'
    garbled: bool = False
    told: list[tuple[str, list[str]]] = field(default_factory=list)


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engines]:
    made = Engines()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take it."""
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            parts = urlsplit(self.path)
            if parts.path == "/baidu":
                assert parse_qs(parts.query)["token"] == ["hush"]
                made.told.append(("baidu", body.split("\n")))
            else:
                said = json.loads(body)
                assert said["keyLocation"] == f"https://www.example.cn/{KEY}.txt"
                assert (said["host"], said["key"]) == ("www.example.cn", KEY)
                made.told.append(("indexnow", said["urlList"]))
            if made.garbled:
                self.wfile.write(b"not HTTP at all")
                self.close_connection = True
                return
            self.send_response(made.status)
            self.end_headers()
            self.wfile.write(made.answer)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("INDEXNOW_API", f"{made.address}/now")
    monkeypatch.setenv("BAIDU_PUSH_API", f"{made.address}/baidu")
    monkeypatch.setenv("BAIDU_PUSH_TOKEN", "hush")
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def job(folder: Path) -> Job:
    options = {"syndication": {"index_now": KEY, "baidu": True}}
    return presses.job(folder, folder, options=options)


def test_both_engines_are_told_of_new_pages_and_once(engines: Engines, tmp_path: Path) -> None:
    said: list[str] = []
    tell_engines(job(tmp_path), PAGES, said.append)
    assert [kind for kind, _ in engines.told] == ["indexnow", "baidu"]
    for _, addresses in engines.told:
        assert set(addresses) == {
            "https://www.example.cn/2013/09/30/",
            "https://www.example.cn/2013/09/30/lead/",
            "https://www.example.cn/hant/2013/09/30/x/",
        }
    tell_engines(job(tmp_path), PAGES, said.append)
    assert len(engines.told) == 2
    tell_engines(job(tmp_path), {**PAGES, "2013/09/30/lead/index.html": "new"}, said.append)
    assert engines.told[-1][1] == ["https://www.example.cn/2013/09/30/lead/"]
    assert "hush" not in "".join(said)


def test_what_an_engine_did_not_take_is_told_again(engines: Engines, tmp_path: Path) -> None:
    said: list[str] = []
    engines.status = 503
    tell_engines(job(tmp_path), PAGES, said.append)
    assert any("下次发布时再试" in line for line in said)
    engines.status = 200
    tell_engines(job(tmp_path), PAGES, said.append)
    assert len(engines.told[-1][1]) == 3


@pytest.mark.parametrize(
    "answer", [b"<html>log in</html>", b'{"remain": 9, "success": 0, "not_same_site": []}', b"[1]"]
)
def test_an_engine_that_says_it_took_nothing_is_told_again(
    engines: Engines, tmp_path: Path, answer: bytes
) -> None:
    said: list[str] = []
    engines.answer = answer
    tell_engines(job(tmp_path), PAGES, said.append)
    assert "百度没有收下 3 个网页，下次发布时再试；网站已经发布" in said
    assert "已通知IndexNow：3 个网页" in said  # it answers with a status alone
    engines.answer = Engines.answer
    tell_engines(job(tmp_path), PAGES, said.append)
    assert len(engines.told[-1][1]) == 3


def test_what_baidu_refuses_of_some_is_told_and_asked_again(
    engines: Engines, tmp_path: Path
) -> None:
    said: list[str] = []
    engines.answer = json.dumps(
        {
            "remain": 9,
            "success": 1,
            "not_same_site": ["https://www.example.cn/2013/09/30/"],
            "not_valid": ["https://www.example.cn/hant/2013/09/30/x/"],
        }
    ).encode()
    tell_engines(job(tmp_path), PAGES, said.append)
    assert "已通知百度：1 个网页" in said
    assert any("1 个网页：不是在百度搜索资源平台登记" in line for line in said)
    assert any("百度认为网址不合格，如 https://www.example.cn/hant/" in line for line in said)
    assert "百度没有收下 2 个网页，下次发布时再试；网站已经发布" in said
    engines.answer = Engines.answer
    tell_engines(job(tmp_path), PAGES, said.append)
    assert engines.told[-1] == (
        "baidu",
        ["https://www.example.cn/hant/2013/09/30/x/", "https://www.example.cn/2013/09/30/"],
    )


def test_what_is_no_engine_at_all_does_not_stop_a_publication(
    engines: Engines, tmp_path: Path
) -> None:
    said: list[str] = []
    engines.garbled = True
    tell_engines(job(tmp_path), PAGES, said.append)
    assert sum("下次发布时再试" in line for line in said) == 2


def test_nobody_is_told_where_nothing_was_published(engines: Engines, tmp_path: Path) -> None:
    tell_engines(job(tmp_path), None, lambda _: None)
    tell_engines(presses.job(tmp_path, tmp_path), PAGES, lambda _: None)
    assert engines.told == []


def test_pages_are_those_of_issues_and_items(tmp_path: Path) -> None:
    with OutputTree(tmp_path / "output") as tree:
        for path in (
            "index.html",
            "2013/09/30/index.html",
            "hant/2013/09/30/lead/index.html",
            "2013/09/30/p1/index.html",
            "feed.xml",
        ):
            tree.write(path, "1", lambda: b"x")
        assert set(pages_of(tree)) == {"2013/09/30/index.html", "hant/2013/09/30/lead/index.html"}
