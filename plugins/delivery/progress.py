"""How far a delivery has come: bytes, and the time left."""

from __future__ import annotations

import time
from typing import TextIO

SIZES = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"))


def in_words(size: int) -> str:
    """Bytes as an editor reads them: 3.4 MB."""
    for unit, name in SIZES:
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} 字节"


class Progress:
    """Says now and then how much is done. out: the editor's terminal; every: seconds."""

    def __init__(self, out: TextIO, every: float = 3.0) -> None:
        self._out = out
        self._every = every
        self._stage = ""
        self._start = self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """One step of a stage; done, total: bytes, or 0 where nothing is counted."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._start = stage, now
        if now - self._last < self._every:
            return
        self._last = now
        print(f"正在做：{stage}{self._told(done, total, now)}……", file=self._out, flush=True)

    def _told(self, done: int, total: int, now: float) -> str:
        if not total:
            return ""
        told = f"，{in_words(done)} / {in_words(total)}"
        passed = now - self._start
        if not done or passed < self._every:
            return told
        left = passed / done * (total - done)
        return f"{told}，还要约 {_span(left)}"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} 秒"
    return f"{round(seconds / 60)} 分钟"
