"""A `serve` that stays while its content folder changes, and what it tells an editor meanwhile."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from broken import broken_newsroom
from newsrooms import DAY, item, small_newsroom, write
from presses import ROOT, own_cache, pages_alone

PATIENCE = 600.0  # seconds until a test gives up waiting for what must come
_ENDED = re.compile("处错误，网站未改动")


class Resident:
    """`scripts/serve` on a folder's `content`, begun with what is there; its lines as they come."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: list[str] = []
        self._news = threading.Condition()
        self._shown = 0
        self._content = folder / "content"
        self._content.mkdir(parents=True)

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "edition.preview", str(self._content)]
        conf = str(pages_alone(self._folder))
        self._process = subprocess.Popen(
            [*command, "--output", str(self._folder / "output"), "--port", "0", "--conf", conf],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT / "plugins"),
                **own_cache(self._folder),
                "PYTHONUNBUFFERED": "1",
            },
        )
        threading.Thread(target=self._listen, daemon=True).start()
        told = self._until(0, lambda line: "http://localhost:" in line)
        self._base = told[-1].partition("请打开 ")[2].split("/ ")[0]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def show(self, kind: str) -> list[str]:
        """Put a folder that is broken in this way in the place of the one before; what is told.

        A file with a mistake of its own comes last: a build that tells of it has seen the rest.
        """
        self._shown += 1
        sign = f"zz-{self._shown}.md"
        made = broken_newsroom(self._folder / f"kind-{self._shown}", kind)
        for place in ("pages", f"issues/{DAY}"):
            if not (made / place).is_file() and not (made / place.split("/")[0]).is_file():
                write(made, f"{place}/{sign}", "---\n---\n")
        begin = self._put(made)
        told = self._until(begin, lambda line: sign in line)
        return told + self._until(begin + len(told), lambda line: bool(_ENDED.search(line)))

    def mended(self, words: str) -> str:
        """Put a sound folder in its place; its page, once it bears some words."""
        made = small_newsroom(self._folder / "sound")
        item(made, "lead", words)
        self._put(made)
        page = f"{self._base}/{DAY.replace('-', '/')}/lead/"
        while True:
            with urllib.request.urlopen(f"{self._base}/.press-changes", timeout=PATIENCE):
                pass  # answers on a change, or after a while
            try:
                with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
                    found = str(answer.read().decode())
            except urllib.request.HTTPError:  # the first build is still to come
                continue
            if words in found:
                return found

    def _put(self, made: Path) -> int:
        """Put a folder's entries in the place of those before; how many lines had been told."""
        for old in self._content.iterdir():
            shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
        begin = len(self._lines)
        for new in sorted(made.iterdir()):
            new.rename(self._content / new.name)
        return begin

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._news:
                self._lines.append(line)
                self._news.notify_all()
        with self._news:
            self._lines.append("（serve 已经结束）\n")
            self._news.notify_all()

    def _until(self, begin: int, seen: Callable[[str], bool]) -> list[str]:
        """The lines from some number on to the first that is waited for."""

        def found() -> int | None:
            lines = enumerate(self._lines[begin:], 1)
            return next((n for n, line in lines if seen(line) or "已经结束）" in line), None)

        with self._news:
            count = self._news.wait_for(found, PATIENCE)
        lines = self._lines[begin : begin + (count or len(self._lines))]
        assert count, "".join(lines[-20:])
        assert seen(lines[-1]), "".join(lines[-20:])
        return lines
