"""Shows the site while it is being written: rebuilds on a save and reloads the page.

The reload script is added to pages on their way to the browser; the tree on disk stays as it is.
"""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer
import watchfiles

from edition.building import CONF, ROOT, build_apart
from edition.tree import MANIFEST, STAGING
from newsroom.guard import MisusedError, content_folder, guarded
from newsroom.problems import Outcome

SCRIPT_PATH = "/.press-reload.js"
SCRIPT = b"""(function wait() {
  fetch('/.press-changes').then(function (r) { return r.text(); })
    .then(function (t) { if (t === 'changed') location.reload(); else wait(); })
    .catch(function () { setTimeout(wait, 1000); });
})();
"""
TAG = f'<script src="{SCRIPT_PATH}" async></script></body>'.encode()
PATIENCE = 25.0
LOOK_EVERY = 500  # milliseconds between two looks whether the keyboard has ended it


class Changes:
    """Tells waiting browsers that the site has been made anew."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._count = 0

    def announce(self) -> None:
        """Wake every browser that waits."""
        with self._condition:
            self._count += 1
            self._condition.notify_all()

    def wait(self, seconds: float) -> bool:
        """Whether something changed within some seconds."""
        with self._condition:
            before = self._count
            return self._condition.wait_for(lambda: self._count != before, seconds)


class Handler(SimpleHTTPRequestHandler):
    """Serves the output folder; pages carry the reload script."""

    changes: Changes

    def __init__(self, *args: object, changes: Changes, directory: str) -> None:
        self.changes = changes
        super().__init__(*args, directory=directory)  # type: ignore[arg-type] # the server's own

    def do_GET(self) -> None:
        """Answer one request."""
        path = self.path.partition("?")[0]
        if path == SCRIPT_PATH:
            self._answer(200, "text/javascript", SCRIPT)
        elif path == "/.press-changes":
            changed = self.changes.wait(PATIENCE)
            self._answer(200, "text/plain", b"changed" if changed else b"same")
        elif MANIFEST in path or STAGING in path:
            self._answer(404, "text/plain", b"")
        else:
            self._page(path)

    def log_message(self, *args: object) -> None:
        """Say nothing of every request."""

    def _page(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file = file / "index.html"
        if file.suffix == ".html" and file.is_file():
            self._answer(
                200, "text/html; charset=utf-8", file.read_bytes().replace(b"</body>", TAG)
            )
        elif not file.exists():
            missing = Path(self.directory) / "404.html"
            page = missing.read_bytes() if missing.is_file() else b""
            self._answer(404, "text/html; charset=utf-8", page.replace(b"</body>", TAG))
        else:
            super().do_GET()

    def _answer(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)


def rebuild(content: Path, output: Path) -> bool:
    """Build once; whether there is something new to see, though an output may be withheld."""
    return build_apart(content, output) in {Outcome.WELL, Outcome.WITHHELD}


def server_for(output: Path, port: int, changes: Changes) -> ThreadingHTTPServer:
    """A server of the output folder on this machine only; port 0 takes a free one."""
    handler = partial(Handler, changes=changes, directory=str(output))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    return server


@guarded("serve")
def serve(
    content: Annotated[Path, typer.Argument(help="内容文件夹")] = ROOT / "content",
    output: Annotated[Path, typer.Option(help="网站放在哪里")] = ROOT / "output",
    port: Annotated[int, typer.Option(help="端口")] = 8000,
) -> None:
    """在浏览器里看网站；保存稿件后自动重排、刷新页面。"""
    watched = [content_folder(content), ROOT / "theme", ROOT / "plugins", CONF]
    changes = Changes()
    try:
        server = server_for(output, port, changes)
    except (OSError, OverflowError) as error:
        what = f"端口 {port} 用不了（{getattr(error, 'strerror', None) or error}）"
        raise MisusedError("--port", what, "请换一个，如 --port 8001") from error
    saves = watchfiles.watch(*watched, yield_on_timeout=True, rust_timeout=LOOK_EVERY)
    next(saves)  # from here on a save is seen, also one during the first build
    rebuild(content, output)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    typer.echo(f"请打开 http://localhost:{server.server_port}/ ，按 Ctrl+C 结束")
    for saved in saves:
        if saved and rebuild(content, output):
            changes.announce()


if __name__ == "__main__":
    typer.run(serve)
