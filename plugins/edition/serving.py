"""Shows the site while it is being written: rebuilds on a save and reloads the page.

The reload script is added to pages on their way to the browser; the tree on disk stays as it is.
"""

from __future__ import annotations

import json
import mimetypes
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import watchfiles

from newsroom.fingerprints import digest

SCRIPT_PATH = "/.press-reload.js"
CHANGES_PATH = "/.press-changes"
STATE_PATH = "/.press-state"
LONG = 12  # digits
NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
HTTP_PORT = 80
OPEN_DOTS = frozenset({".well-known"})  # RFC 8615
OUTSIDE = frozenset('\\:*?"<>|\0')
SCRIPT = (Path(__file__).parent / "data" / "reload.js").read_bytes()
NOWHERE = "<!doctype html><html lang=zh-Hans><title>预览</title><body></body></html>".encode()
HTML = "text/html; charset=utf-8"
INDEX = "index.html"
PATIENCE = 25.0
LEEWAY = 5.0  # seconds between two times that a page asks
MOST_OPEN = 4  # pages that are shown the sooner
A_SAVE = 20  # milliseconds without another change until a save is taken for ended
MOST_FAILED = 20  # beginnings of a watch that end before anything is seen
LOOK_EVERY = 500  # milliseconds between two looks whether the keyboard has ended it


class Changes:
    """Tells waiting browsers that the site has been made anew, or what is wrong with it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0
        self._faults: tuple[str, ...] = ()
        self._laying_out = False
        self._pulled: dict[str, tuple[int, bytes]] = {}
        self._looked_at: dict[str, float] = {}

    def announce(self) -> None:
        """Wake every browser that waits: there is something new to see."""
        self.tell((), laying_out=self._laying_out)

    def tell(self, faults: Sequence[str], *, laying_out: bool = False, made: int = 0) -> None:
        """What is wrong, one line a fault, as the terminal tells it; nothing where all is well.

        laying_out: whether the newspaper is being laid out meanwhile. made: number of the last save
        that the tree has, or was refused for; pages pulled of it, or before, have had their day.
        """
        with self._condition:
            self._count += 1
            self._faults, self._laying_out = tuple(faults), laying_out
            self._pulled = {path: one for path, one in self._pulled.items() if one[0] > made}
            self._condition.notify_all()

    def show(self, pages: Mapping[str, str], save: int) -> None:
        """Show pages, by output path, before the tree has them. save: the last that they show."""
        with self._condition:
            self._pulled |= {path: (save, page.encode()) for path, page in pages.items()}
        self.tell((), laying_out=True)

    def pulled(self, path: str) -> bytes | None:
        """A page that the tree has not yet."""
        with self._condition:
            return self._pulled.get(path, (0, None))[1]

    def look_at(self, path: str) -> None:
        """Somebody has a page open in a browser."""
        with self._condition:
            self._looked_at.pop(path, None)
            self._looked_at[path] = time.monotonic()

    def looked_at(self) -> tuple[str, ...]:
        """The output paths of the pages that are open, the last first."""
        with self._condition:
            since = time.monotonic() - PATIENCE - LEEWAY
            self._looked_at = {path: at for path, at in self._looked_at.items() if at >= since}
            return tuple(reversed(self._looked_at))[:MOST_OPEN]

    def wait(self, seconds: float, seen: int | None = None) -> bool:
        """Whether something changed within some seconds, or since a browser has seen it."""
        with self._condition:
            before = self._count if seen is None else seen
            return self._condition.wait_for(lambda: self._count != before, seconds)

    def state(self) -> dict[str, object]:
        """All that a page has to know of the preview. count: of what was told so far."""
        with self._condition:
            return {
                "count": self._count,
                "faults": list(self._faults),
                "laying_out": self._laying_out,
            }

    def tag(self, page: bytes = b"") -> bytes:
        """What is put at the end of a page on its way to the browser."""
        with self._condition:
            told = f'<script src="{SCRIPT_PATH}" data-seen="{self._count}"'
        return f'{told} data-mark="{mark_of(page)}" async></script></body>'.encode()


def mark_of(page: bytes) -> str:
    """By which a browser knows that a page is the one it shows."""
    return digest(page) if page else ""


class Handler(BaseHTTPRequestHandler):
    """Serves the output folder to this machine's own browsers; pages carry the reload script.

    A page of another site whose name is made to lead here (DNS rebinding) is told so by its Host
    and gets nothing (RFC 9110, §7.4). Nothing hidden is shown, and nothing outside the folder.
    """

    server_version = "press"
    sys_version = ""
    timeout = 60.0  # seconds for a request to come in

    server: ThreadingHTTPServer

    def __init__(self, *args: object, changes: Changes, directory: Path) -> None:
        self._changes = changes
        self._folder = Folder(directory)
        super().__init__(*args)  # type: ignore[arg-type] # the server's own

    def do_GET(self) -> None:
        """Answer one request."""
        target = self._target()
        if target is None:
            self._answer(421, "text/plain", b"")
        elif target == SCRIPT_PATH:
            self._answer(200, "text/javascript", SCRIPT)
        elif target == CHANGES_PATH:
            page = self._asked("page")
            if page and (path := self._folder.path(page)):
                self._changes.look_at(path)
            changed = self._changes.wait(PATIENCE, self._seen())
            self._answer(200, "text/plain", b"changed" if changed else b"same")
        elif target == STATE_PATH:
            state = self._changes.state() | {"mark": mark_of(self._now(self._asked("page")))}
            self._answer(200, "application/json", json.dumps(state, ensure_ascii=False).encode())
        else:
            self._page(target)

    def do_HEAD(self) -> None:
        """Answer one request, without what it asks for."""
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing of every request."""

    def _target(self) -> str | None:
        """The path that is asked for, as it was written; None if another host is meant."""
        try:
            asked = urlsplit(self.path) if not self.path.startswith("/") else None
        except ValueError:
            return None
        hosts = self.headers.get_all("Host", [])
        if asked is not None and asked.scheme:
            hosts = [*hosts, asked.netloc]
        if not hosts or any(not self._is_ours(host) for host in hosts):
            return None
        return (asked.path if asked else self.path.partition("?")[0]) or "/"

    def _seen(self) -> int | None:
        """How much a waiting page has been told; None for one that does not say."""
        seen = self._asked("seen")
        return int(seen) if seen.isdecimal() and len(seen) < LONG else None

    def _asked(self, name: str) -> str:
        """What a request says beside its path; "" for nothing."""
        with suppress(ValueError):
            return parse_qs(self.path.partition("?")[2], errors="surrogateescape").get(name, [""])[
                0
            ]
        return ""

    def _is_ours(self, host: str) -> bool:
        port = self.server.server_port
        names = {f"{name}:{port}" for name in NAMES} | (NAMES if port == HTTP_PORT else set())
        return host.strip().lower() in names

    def _now(self, target: str) -> bytes:
        """A page as it would be shown now; empty for one that is not there."""
        page = self._changes.pulled(self._folder.path(target))
        found = None if page is not None else self._folder.file(target)
        if found:
            with suppress(OSError):
                return found.read_bytes()
        return page or b""

    def _page(self, target: str) -> None:
        path = self._folder.path(target)
        page = self._changes.pulled(path)
        found = None if page is not None else self._folder.file(target)
        if page is None and found is None:
            missing = self._folder.file("/404.html")
            page = missing.read_bytes() if missing else NOWHERE
            page = page.replace(b"</body>", self._changes.tag())
            self._answer(404, HTML, page)
        elif path.endswith("index.html") and not target.endswith(("/", "index.html")):
            self._lead_to(f"/{quote(unquote(target, errors='surrogateescape').strip('/'))}/")
        elif page is not None:
            self._changes.look_at(path)
            self._answer(200, HTML, page.replace(b"</body>", self._changes.tag(page)))
        elif found is not None:
            self._file(found, path)

    def _file(self, file: Path, path: str) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        try:
            data = file.read_bytes()
        except OSError:  # a build is just replacing it
            self._answer(404, "text/plain", b"")
            return
        if file.suffix == ".html":
            self._changes.look_at(path)
            data = data.replace(b"</body>", self._changes.tag(data))
        if kind.startswith("text/") or kind.endswith(("json", "xml", "javascript")):
            kind = f"{kind}; charset=utf-8"
        self._answer(200, kind, data)

    def _lead_to(self, path: str) -> None:
        self.send_response(301)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class Folder:
    """What of an output folder may be shown."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, target: str) -> str:
        """The output path of the page that a path of a request names; "" for a hidden one."""
        name = unquote(target, errors="surrogateescape")
        parts = [part for part in name.split("/") if part not in {"", "."}]
        if any(_is_hidden(part) for part in parts):
            return ""
        is_page = not name.endswith("/") and parts and parts[-1].endswith(".html")
        is_file = not name.endswith("/") and parts and "." in parts[-1]
        return "" if is_file and not is_page else "/".join([*parts, *([] if is_page else [INDEX])])

    def file(self, target: str) -> Path | None:
        """The file that a path of a request names; None for what is not there, hidden or outside.

        target: percent-encoded. A folder stands for its `index.html`.
        """
        name = unquote(target, errors="surrogateescape")
        parts = [part for part in name.split("/") if part not in {"", "."}]
        if any(_is_hidden(part) for part in parts):
            return None
        try:
            root = self._root.resolve()
            found = root.joinpath(*parts).resolve()
            if found.is_dir():
                found = (found / "index.html").resolve()
            elif name.endswith("/"):
                return None
            inside = found.relative_to(root)
            is_file = found.is_file()
        except (OSError, ValueError, RuntimeError):  # too long, odd, outside, links in a circle
            return None
        if not is_file or any(_is_hidden(part) for part in inside.parts):
            return None
        return found


def _is_hidden(part: str) -> bool:
    """Whether a name, or another system's way of writing it, is one that nobody is shown.

    Windows passes over dots and blanks at the end, and knows streams (`:`) and another slash.
    """
    return part not in OPEN_DOTS and (
        part.startswith((".", " ")) or part.endswith((".", " ")) or not OUTSIDE.isdisjoint(part)
    )


class Server(ThreadingHTTPServer):
    """A server whose readers may go away in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away, or sent no request that can be read."""


def saves_in(watched: Sequence[Path]) -> Iterator[frozenset[Path]]:
    """Again and again what was saved, if anything, the first time as soon as a save is seen.

    A file whose name is no text (of an old archive) ends watchfiles' watch: it is begun anew, and
    anything may have been saved. What ends it time after time is raised.
    """
    saved: frozenset[Path] = frozenset()
    failed = 0
    while failed < MOST_FAILED:
        try:
            for found in watchfiles.watch(
                *watched, yield_on_timeout=True, rust_timeout=LOOK_EVERY, step=A_SAVE
            ):
                failed = 0
                yield saved | {Path(path) for _, path in found}
                saved = frozenset()
        except RuntimeError:  # watchfiles._rust_notify.WatchfilesRustInternalError
            failed += 1
            if failed == MOST_FAILED:
                raise
            saved = frozenset(watched)
        else:
            return


def server_for(output: Path, port: int, changes: Changes) -> ThreadingHTTPServer:
    """A server of the output folder on this machine only; port 0 takes a free one."""
    handler = partial(Handler, changes=changes, directory=output)
    return Server(("127.0.0.1", port), handler)
