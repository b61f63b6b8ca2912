"""The site shown while it is written: to this machine's own browser, and nothing but the site."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from edition.manifest import LOCK, MANIFEST, MARKER
from edition.preview import serve
from edition.serving import Changes, Server, server_for
from edition.tree import OutputTree
from newsroom.problems import Outcome
from newsrooms import small_newsroom
from presses import ROOT, pages_alone

PRIVATE = "nobody is shown this"


@pytest.fixture
def changes() -> Changes:
    """What the server tells of."""
    return Changes()


@pytest.fixture
def server(tmp_path: Path, changes: Changes) -> Iterator[Server]:
    root = tmp_path / "out"
    pages = {"index.html": "<body>首页</body>", "a/index.html": "<body>甲</body>", "s.css": "a{}"}
    with OutputTree(root, paper="test") as tree:
        for path, text in {**pages, "404.html": "<body>没有这一页</body>"}.items():
            tree.write(path, text, text.encode().strip)
        tree.commit()
    (tmp_path / "secret.txt").write_text(PRIVATE)
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (root / "away").symlink_to(tmp_path)
    (root / "round").symlink_to("round")
    (root / ".press-staging").mkdir()
    (root / ".press-staging/x.html").write_text(PRIVATE)
    (root / ".git").mkdir()
    (root / ".git/config").write_text(PRIVATE)
    made = server_for(root, 0, changes)
    threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def ask(
    server: Server, path: str, method: str = "GET", host: str | None = None
) -> tuple[int, bytes, dict[str, str]]:
    """One request; status, body and headers."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    headers = {"Host": host} if host is not None else {}
    connection.putrequest(method, path, skip_host=host is not None)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    made = answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()}
    connection.close()
    return made


def raw(server: Server, request: bytes) -> bytes:
    """What is answered to the bytes of a request."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as wire:
        wire.sendall(request)
        wire.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: wire.recv(65536), b""))


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_the_site_is_shown_under_the_names_of_this_machine(server: Server, name: str) -> None:
    status, body, headers = ask(server, "/", host=f"{name}:{server.server_port}")
    assert (status, "首页" in body.decode(), b"press-reload" in body) == (200, True, True)
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["evil.example:{port}", "localhost", "localhost:1", "localhost.evil.example:{port}", ""]
)
@pytest.mark.parametrize("path", ["/", "/.press-changes", "/.press-reload.js", "/nowhere"])
def test_a_page_of_another_site_gets_nothing(server: Server, host: str, path: str) -> None:
    status, body, _ = ask(server, path, host=host.format(port=server.server_port))
    assert (status, body) == (421, b"")


def test_another_host_in_the_request_line_or_a_second_header_gets_nothing(server: Server) -> None:
    own = f"Host: localhost:{server.server_port}\r\n".encode()
    for request in (
        b"GET http://evil.example/ HTTP/1.1\r\n" + own + b"\r\n",
        b"GET / HTTP/1.1\r\n" + own + b"Host: evil.example\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
    ):
        assert b" 421 " in raw(server, request).split(b"\r\n")[0]


HIDDEN = [
    *(f"/{name}" for name in (MANIFEST, MARKER, LOCK, ".press-staging/x.html", ".git/config")),
    "/%2epress-manifest.json",
    "/%2E%70ress-manifest.json",
    "/.PRESS-MANIFEST.JSON",
    "//.press-manifest.json",
    "/a/../.press-manifest.json",
    "/a/%2e%2e/.press-manifest.json",
    "/./.press-manifest.json",
    "/.press-manifest.json.",
    "/.press-manifest.json%20",
    "/.press-manifest.json/",
    "/.press-manifest.json?x",
    "/.press-manifest.json;x",
    "/.press-manifest.json::$DATA",
    "/%5c.press-manifest.json",
    "/a%5c..%5c.press-manifest.json",
    "/%00.press-manifest.json",
    "/.press-staging/",
    "/.press-staging",
]


@pytest.mark.parametrize("path", HIDDEN)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_hidden_is_hidden_in_every_spelling_and_method(
    server: Server, path: str, method: str
) -> None:
    status, body, _ = ask(server, path, method)
    assert status in {400, 404}
    assert PRIVATE not in body.decode()
    assert b"seal" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_answered(server: Server, method: str) -> None:
    assert ask(server, f"/{MANIFEST}", method)[0] in {405, 501}


@pytest.mark.parametrize(
    "path",
    [
        *("/link.txt", "/away/", "/away/secret.txt", "/round", "/../secret.txt"),
        *("/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a/..%2f..%2fsecret.txt", "//../secret.txt"),
    ],
)
def test_no_link_and_no_path_leads_out_of_the_folder(server: Server, path: str) -> None:
    status, body, _ = ask(server, path)
    assert (status, PRIVATE in body.decode()) == (404, False)


@pytest.mark.parametrize(
    "path", ["/" + "a" * 5000, "/" + "a/" * 3000, "/%ff%fe", "/%00", "/%", "/%zz", b"/\x7f"]
)
def test_long_paths_and_odd_bytes_are_not_found(server: Server, path: str | bytes) -> None:
    asked = path.encode() if isinstance(path, str) else path
    own = f"localhost:{server.server_port}".encode()
    answer = raw(server, b"GET " + asked + b" HTTP/1.1\r\nHost: " + own + b"\r\n\r\n")
    assert b" 404 " in answer.split(b"\r\n")[0]
    assert "没有这一页".encode() in answer


def test_bytes_that_are_no_request_end_nothing(server: Server) -> None:
    for request in (b"\xff\xfe\x00\r\n\r\n", b"GET\r\n\r\n", b"G" * 70000, b""):
        raw(server, request)
    assert ask(server, "/")[0] == 200


def test_a_head_has_no_body_and_a_folder_is_led_to_its_page(server: Server) -> None:
    status, body, headers = ask(server, "/s.css", "HEAD")
    assert (status, body, headers["content-type"]) == (200, b"", "text/css; charset=utf-8")
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")
    status, _, headers = ask(server, "/a")
    assert (status, headers["location"]) == (301, "/a/")
    assert ask(server, "/%2f%2fevil.example/..")[0] == 404


def test_a_page_that_is_not_there_yet_waits_to_be(server: Server) -> None:
    status, body, _ = ask(server, "/later/")
    assert (status, "没有这一页".encode() in body) == (404, True)
    assert b'src="/.press-reload.js" data-seen="0"' in body


def test_a_page_is_shown_from_the_save_to_the_build_that_has_it(
    server: Server, changes: Changes
) -> None:
    assert ask(server, "/")[0] == 200
    assert changes.looked_at() == ("index.html",), "before its script has come to ask"
    waiting = threading.Thread(target=ask, args=(server, "/.press-changes?seen=0&page=%2Fa%2F"))
    waiting.start()
    while len(changes.looked_at()) == 1:
        waiting.join(0.01)
    assert changes.looked_at() == ("a/index.html", "index.html")
    changes.show({"a/index.html": "<body>甲，改过</body>", "b/index.html": "<body>新</body>"}, 2)
    waiting.join()
    for path, words in (("/a/", "甲，改过"), ("/a/index.html", "甲，改过"), ("/b/", "新")):
        assert words in ask(server, path)[1].decode()
    assert ask(server, "/b")[2]["location"] == "/b/"
    changes.tell((), laying_out=True, made=1)
    assert "甲，改过" in ask(server, "/a/")[1].decode(), "of a save that this build has not"
    changes.tell((), laying_out=True, made=2)
    assert "甲，改过" not in ask(server, "/a/")[1].decode()
    assert ask(server, "/b/")[0] == 404


def test_a_page_that_stays_the_same_need_not_be_loaded_again(
    server: Server, changes: Changes
) -> None:
    page = ask(server, "/a/")[1].decode()
    mark = page.partition('data-mark="')[2].partition('"')[0]

    def now() -> str:
        return str(json.loads(ask(server, "/.press-state?page=%2Fa%2F")[1])["mark"])

    assert now() == mark
    changes.show({"a/index.html": "<body>甲，改过</body>"}, 1)
    assert now() not in {mark, ""}
    assert json.loads(ask(server, "/.press-state?page=%2Fnowhere%2F")[1])["mark"] == ""


@pytest.mark.parametrize(
    "page", ["/.git/config", "/../secret.txt", "/s.css", "%00", "", "/%2e%2e/"]
)
def test_nothing_hidden_is_looked_at(server: Server, changes: Changes, page: str) -> None:
    changes.announce()
    ask(server, f"/.press-changes?seen=0&page={quote(page, safe='')}")
    assert changes.looked_at() == ()


def test_a_folder_that_is_not_ours_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    monkeypatch.setattr("edition.preview.Preview.make", lambda *_: Outcome.MISUSED)
    with pytest.raises(SystemExit) as ended:
        serve(content, tmp_path / "www", 0)
    assert ended.value.code == Outcome.MISUSED


def test_a_save_of_copy_theme_program_or_settings_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched: list[Path] = []

    def saves(places: list[Path]) -> Iterator[frozenset[Path]]:
        watched.extend(places)
        yield frozenset()

    content, conf = small_newsroom(tmp_path / "content"), pages_alone(tmp_path)
    (tmp_path / "theme").mkdir()
    monkeypatch.setattr("edition.preview.saves_in", saves)
    monkeypatch.setattr("edition.preview.Preview.make", lambda *_: Outcome.MISUSED)
    with pytest.raises(SystemExit):
        serve(content, tmp_path / "www", 0, conf=conf)
    mine = {path for path in watched if path.is_relative_to(tmp_path)}
    assert mine == {content, conf, tmp_path / "theme"}
    assert {ROOT / "theme", ROOT / "plugins"} <= set(watched)
