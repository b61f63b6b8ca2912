"""Looks at the pages of a site with a browser: what is wrong with them, and with what is found."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated
from urllib.parse import urljoin

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser, Page

import presses
from asking import absent, asked, misled, said
from chromium import chromium
from hostile_copy import write_hostile
from measuring import HEIGHTS, faults
from searching import strings_of

ROOMS = ("reception", "syndication", "search", "website")
LOOKS = ("plain", "dark", "elder")
DAYS = ("2013-10-01", "2013-10-14", "2013-10-20", "2013-10-31", "2026-01-01")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def tell(what: str, *examples: object) -> None:
    """One line, and what it speaks of."""
    typer.echo("\n    ".join([what, *map(str, examples)]))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a web server of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def opened(browser: Browser, width: int, look: str = "plain") -> Iterator[Page]:
    """A page of that width and look, which keeps nothing for later."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme="dark" if look == "dark" else "light",
        service_workers="block",
    )
    if look == "elder":
        context.add_init_script("localStorage.setItem('elder', '1')")
    yield context.new_page()
    context.close()


def measured(browser: Browser, folder: Path, looks: Sequence[str]) -> None:
    """Print what is wrong with the pages of a site at every width, in some looks."""
    kinds = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*.html"))
        if not path.name.endswith("mail.html")
    ]
    with served(folder) as host:
        for look in looks:
            for width in HEIGHTS:
                with opened(browser, width, look) as page:
                    found = faults(page, host, kinds, look)
                where = f"{folder.parent.name} {look} {width}"
                tell(f"{where}: {len(kinds)} pages, {len(found)} faults", *found[:10])


def names_found(browser: Browser, folder: Path) -> None:
    """Print which people and places are not found first, with the right next day."""
    with served(folder) as host:
        for prefix in ("", "hant/"):
            file = f"{prefix}reception/names.json"
            rows = json.loads((folder / file).read_text(encoding="utf-8"))
            wrong = []
            for place, (name, way, kind, *_) in enumerate(rows):
                with opened(browser, 1280) as page:
                    page.clock.install(time=f"{DAYS[place % len(DAYS)]}T08:00:00+08:00")
                    fault = misled(page, host, prefix, name, urljoin(host + file, way), kind)
                wrong += [fault] if fault else []
            tell(f"{prefix or 'hans/'}: {len(rows)} people and places, {len(wrong)} wrong", *wrong)


def strings_found(browser: Browser, folder: Path, count: int, seed: int) -> None:
    """Print for which strings the hits are not those that an eye finds."""
    with served(folder) as host, opened(browser, 1280) as page:
        texts = said(page, host, folder)
        missed, more, none = [], [], []
        for query in strings_of(texts, count, seed):
            hits, right = asked(page, host, query), {k for k, t in texts.items() if query in t}
            missed += [query] if right - hits else []
            more += [(query, hits - right)] if hits - right else []
        for query in absent(texts, count, seed):
            none += [query] if asked(page, host, query) else []
    tell(f"{count} strings: {len(missed)} miss, {len(more)} find more", *missed, *more[:8])
    tell(f"{count} strings that stand nowhere: {len(none)} find something", *none)


def main(
    folder: Annotated[Path, typer.Argument(help="where the sites are made")],
    items: Annotated[int, typer.Option(help="of the folder that strains every page")] = 40,
    strings: Annotated[int, typer.Option(help="to ask for that are there, and as many not")] = 500,
    part: Annotated[str, typer.Option(help="measures, names or strings; all where none is")] = "",
    seed: Annotated[int, typer.Option(help="by which the strings are chosen")] = 41,
    look: Annotated[str, typer.Option(help="plain, dark or elder; all where none is")] = "",
) -> None:
    """Measure the pages of the sample and of a hostile folder; ask for names and 1,000 strings."""
    sites = {"sample": ROOT / "content"}
    if part in {"", "measures"}:
        sites["hostile"] = folder / "hostile" / "content"
    for name in sites:
        shutil.rmtree(folder / name, ignore_errors=True)
    if "hostile" in sites:
        write_hostile(sites["hostile"], items)
    made = {}
    for name, content in sites.items():  # the pages as printed are the sample's
        rooms = None if name == "sample" and "hostile" in sites else ROOMS
        made[name] = presses.built(content, folder / name, rooms, options={})[0]
    with chromium() as browser:
        for output in made.values() if part in {"", "measures"} else ():
            measured(browser, output, [look] if look else LOOKS)
        if part in {"", "names"}:
            names_found(browser, made["sample"])
        if part not in {"", "strings"}:
            return
        strings_found(browser, made["sample"], strings, seed)


if __name__ == "__main__":
    typer.run(main)
