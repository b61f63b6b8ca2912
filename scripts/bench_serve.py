"""Times a save to the changed page, as a browser that has it open gets it from `serve`."""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer
from bench_press import ROOT
from bench_speed import BARE
from unlike_copy import Copywriter, name_of, unlike_corpus

PATIENCE = 600.0  # seconds for the first build
CONF = """from bulletin.defaults import *
from runpy import run_path
globals().update(run_path({conf!r}))
FONT_FOLDERS = [{fonts!r}, *FONT_FOLDERS]
ROOMS = {options!r}
"""
A_PAUSE = (0.0, 6.0)  # seconds between two saves: in the middle of a build, or after it
SEED = 15


class Browser:
    """A page that is open, and asks as the script does that the preview puts into it."""

    def __init__(self, base: str, page: str) -> None:
        self._base = base
        self._page = page
        self._seen = int(json.loads(self._get("/.press-state"))["count"])

    def shows(self, words: str) -> None:
        """Wait until the page bears some words."""
        asked = f"page={quote(self._page, safe='')}"
        while words not in self._get(self._page):
            if self._get(f"/.press-changes?seen={self._seen}&{asked}") == "changed":
                self._seen = int(json.loads(self._get(f"/.press-state?{asked}"))["count"])

    def _get(self, path: str) -> str:
        with urllib.request.urlopen(self._base + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode())


def served(content: Path, folder: Path, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A `serve` of a content folder, and its address once it answers.

    The paper is the sample's, without what takes long and no page shows: cards, books, documents.
    """
    conf = folder / "pelican.conf.py"
    own = CONF.format(conf=str(ROOT / conf.name), fonts=str(ROOT / ".fonts"), options=dict(BARE))
    conf.write_text(own, encoding="utf-8")
    command = [sys.executable, "-m", "edition.preview", str(content), "--port", "0"]
    command += ["--conf", str(conf)]
    with log.open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [*command, "--output", str(folder / "preview")],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT / "plugins"),
                "PRESS_CACHE": str(folder / "cache"),
                "PYTHONUNBUFFERED": "1",
            },
        )
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        told = log.read_text(encoding="utf-8", errors="replace")
        if "请打开 " in told:
            return process, told.partition("请打开 ")[2].split("/ ")[0]
        time.sleep(0.05)
    raise SystemExit(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def main(
    items: Annotated[int, typer.Argument(help="how many items")],
    folder: Annotated[Path, typer.Argument(help="where the corpus and its site are made")],
    *,
    saves: Annotated[int, typer.Option(help="how many saves")] = 30,
    again: Annotated[bool, typer.Option(help="with what lies in the folder")] = False,
) -> None:
    """Print the median and the worst of the seconds from a save to the changed page.

    An item is saved, with a sentence more, whose page is open; now in the middle of a build, now
    after it, the newspaper being laid out meanwhile.
    """
    content = folder / "content" if again else unlike_corpus(folder, items)
    if not again:
        for last_time in (folder / "preview", folder / "cache"):
            shutil.rmtree(last_time, ignore_errors=True)
    process, base = served(content, folder, folder / "serve.log")
    writer = Copywriter(SEED)
    chance = random.Random(SEED)  # noqa: S311 - a measure wants the same chance every time
    took: list[float] = []
    try:
        issues = sorted((content / "issues").iterdir())
        for _ in range(saves):
            issue = chance.choice([issues[-1], chance.choice(issues)])
            file = issue / name_of(0)
            browser = Browser(base, f"/{issue.name.replace('-', '/')}/{file.stem}/")
            browser.shows("</article>")
            time.sleep(chance.uniform(*A_PAUSE))
            sentence = f"{writer.sentence()}{time.time_ns()}"  # of no run before
            start = time.perf_counter()
            with file.open("a", encoding="utf-8") as out:
                out.write(f"\n{sentence}\n")
            browser.shows(sentence)
            took.append(time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait()
    middle, worst = statistics.median(took), max(took)
    typer.echo(f"{len(took)} saves: median {middle:.2f} s, worst {worst:.2f} s")
    typer.echo(" ".join(f"{seconds:.2f}" for seconds in took))


if __name__ == "__main__":
    typer.run(main)
