"""A hub is told of every feed that has something new, once."""

from __future__ import annotations

import os
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from newsrooms import item, small_newsroom
from presses import ROOT


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
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def publish(folder: Path, hub: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/publish with settings that name a hub."""
    conf = folder / "conf.py"
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    text += f'\nHOUSE["hub"] = {hub!r}\nPUBLISHERS = ["syndication", "website"]\n'
    conf.write_text(text + f"THEME = {str(ROOT / 'theme')!r}\n", encoding="utf-8")
    command = [str(ROOT / "scripts/publish"), str(folder / "content"), "--conf", str(conf)]
    return subprocess.run(
        [*command, "--output", str(folder / "output")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PRESS_CACHE": str(folder / "cache")},
    )


def test_only_feeds_with_something_new_are_told(tmp_path: Path, hub: Hub) -> None:
    content = small_newsroom(tmp_path / "content")
    address = f"http://127.0.0.1:{hub.server_port}/"
    first = publish(tmp_path, address)
    assert first.returncode == 0, first.stderr
    assert "https://www.example.cn/feed.xml" in hub.told[0]
    assert "https://www.example.cn/hant/atom.xml" in hub.told[0]
    publish(tmp_path, address)
    assert len(hub.told) == 1
    item(content, "second", section="jingji")
    publish(tmp_path, address)
    assert "https://www.example.cn/section/jingji/feed.xml" in hub.told[1]
    assert "https://www.example.cn/section/minsheng/feed.xml" not in hub.told[1]


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
    assert "hub 的地址不对" in refused.stderr
