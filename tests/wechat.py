"""A double of the platform: it takes what the real interface documents, and refuses the rest."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

APPID, SECRET = "wx0000000000000001", "a-secret-of-nobody"
TOKEN = "token-of-the-double"  # noqa: S105 - as above


@dataclass
class Platform:
    """What the double was asked, and what lies in its box.

    faults: what it answers to a path; bytes as they are. void_at: the path whose next request finds
    its token void, for somebody else has got another; stubborn: until that one is made void.
    """

    address: str = ""
    asked: list[str] = field(default_factory=list)
    drafts: list[list[dict[str, Any]]] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    materials: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, dict[str, Any] | bytes] = field(default_factory=dict)
    void_at: str = ""
    stubborn: bool = False
    token: str = TOKEN
    handed_out: str = TOKEN

    @property
    def environment(self) -> dict[str, str]:
        """What a program is told to reach it."""
        return {"WECHAT_APPID": APPID, "WECHAT_APPSECRET": SECRET, "WECHAT_API": self.address}

    def answer(self, path: str, query: dict[str, list[str]], kind: str, body: bytes) -> object:
        """The answer to one request."""
        self.asked.append(path)
        if path in self.faults:
            return self.faults[path]
        if path == "/cgi-bin/stable_token":
            told = json.loads(body)
            if (told["appid"], told["secret"]) != (APPID, SECRET):
                return {"errcode": 40125, "errmsg": "invalid appsecret"}
            if told["force_refresh"] or not self.stubborn:
                self.handed_out = self.token
            return {"access_token": self.handed_out, "expires_in": 7200}
        if path == self.void_at:
            self.void_at, self.token = "", "another-token"
        if query.get("access_token") != [self.token]:
            return {"errcode": 40001, "errmsg": "invalid credential"}
        if path == "/cgi-bin/draft/add":
            assert b"\\u" not in body
            return self._draft(json.loads(body)["articles"])
        return self._upload(path, query, _file(kind, body))

    def _upload(self, path: str, query: dict[str, list[str]], data: bytes) -> object:
        if path == "/cgi-bin/media/uploadimg":
            if len(data) >= 1024 * 1024:
                return {"errcode": 40009, "errmsg": "invalid image size"}
            url = f"http://mmbiz.qpic.cn/mmbiz_jpg/{len(self.pictures):0>100}/0?wx_fmt=jpeg"
            self.pictures[url] = data
            return {"url": url, "errcode": 0, "errmsg": "ok"}
        assert path == "/cgi-bin/material/add_material"
        assert query["type"] == ["image"]
        name = f"media-{len(self.materials)}"
        self.materials[name] = data
        return {"media_id": name, "url": "http://mmbiz.qpic.cn/x", "item": []}

    def _draft(self, articles: list[dict[str, Any]]) -> dict[str, object]:
        if not 1 <= len(articles) <= 8:
            return {"errcode": 45021, "errmsg": "too many articles"}
        for one in articles:
            limits = (("title", 32, 45003), ("author", 16, 45110), ("digest", 128, 45004))
            for name, most, code in limits:
                if len(one[name]) > most:
                    return {"errcode": code, "errmsg": f"{name} size out of limit"}
            if len(one["content"]) >= 20_000 or len(one["content"].encode()) >= 1024 * 1024:
                return {"errcode": 45002, "errmsg": "content size out of limit"}
            if one["thumb_media_id"] not in self.materials:
                return {"errcode": 40007, "errmsg": "invalid media_id"}
            for source in re.findall(r'<img[^>]* src="([^"]*)"', one["content"]):
                if source.replace("&amp;", "&") not in self.pictures:
                    return {"errcode": 9001010, "errmsg": "picture of another house"}
        self.drafts.append(articles)
        return {"media_id": f"draft-{len(self.drafts)}", "item": []}


def _file(kind: str, body: bytes) -> bytes:
    mark = kind.partition("boundary=")[2].encode()
    _, part, _ = body.split(b"--" + mark)
    head, _, data = part.strip(b"\r\n").partition(b"\r\n\r\n")
    assert b'name="media"' in head
    assert re.search(rb'filename="[^"]+\.(?:jpg|png)"', head)
    return data


@contextmanager
def platform() -> Iterator[Platform]:
    """The double, at work on this machine."""
    made = Platform()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Answer."""
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = made.answer(
                parts.path, parse_qs(parts.query), self.headers["Content-Type"], body
            )
            if isinstance(told, bytes):  # said as it is, HTTP or not
                self.wfile.write(told)
                self.close_connection = True
                return
            data = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
