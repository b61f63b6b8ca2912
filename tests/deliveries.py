"""Small sites to be delivered, the programs that do it, and a reader who goes round them."""

from __future__ import annotations

import json
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urljoin

import loaded
from delivery.dispatch import deliver
from delivery.memory import Forbidden, Memory, marks_of
from delivery.plan import Delivered, Options
from delivery.targets import Place
from edition.addresses import link
from edition.tree import OutputTree
from newsroom.fingerprints import digest

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(rb'(?:href|src)="([^"#:]+)"')
ONE_LINE = re.compile(r"[^\n]+:0: (delivery\.[a-z-]+): [^\n]+，[^\n]+\n")
PAPER = "yibin-tongxun https://www.example.cn"


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A finished tree of these files."""
    with OutputTree(folder) as tree:
        for path, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            tree.write(path, digest(data), data.__bytes__)
        tree.commit()
    return folder


def site(version: int, pages: int = 4, seed: int = 1) -> dict[str, str | bytes]:
    """A site: every page says its version; some pages and files are of one version alone."""
    random = Random(seed + version)  # noqa: S311 - a test's own
    style = f"p{{margin:{version}px}}"
    named = f"assets/site-{digest(style.encode())[:8]}.css"
    files: dict[str, str | bytes] = {named: style, "nginx.conf": "", "_headers": ""}
    ways = [f"2013/10/08/item-{number}/" for number in range(pages)]
    ways.append(f"2013/10/{10 + version % 20}/only-{version}/")
    for number, way in enumerate(ways):
        photo = random.randbytes(3000 + 400 * number)
        if number % 2:  # a photo that never changes
            photo = Random(number).randbytes(2000)  # noqa: S311 - the same
        path = f"2013/10/08/photos/p{number}-{digest(photo)[:8]}-640.webp"
        files[path] = photo
        files[f"{way}index.html"] = page(version, f"{way}index.html", named, [*ways[:2], path])
        files[f"{way}card-{number}.txt"] = f"card {number}"
    files["index.html"] = page(version, "index.html", named, ways)
    files["feed.xml"] = f"<rss><!-- v{version} --></rss>"
    files["404.html"] = page(version, "404.html", named, [])
    return files


def page(version: int, path: str, style: str, ways: list[str]) -> str:
    """A page of a version that leads to others."""
    ways = [link(path, f"{way}index.html" if way.endswith("/") else way) for way in ways]
    links = "".join(f'<a href="{way}">x</a>' for way in ways if not way.endswith("webp"))
    photos = "".join(f'<img src="{way}">' for way in ways if way.endswith("webp"))
    text = "新闻" * 200
    return f'<p>v{version}<link href="{link(path, style)}">{links}{photos}<p>{path} {text}'


def send(
    tree: Path, to: str, settings: Mapping[str, object] | None = None, **how: Any
) -> Delivered:
    """Deliver as the command does."""
    place = Place.of("t", {"t": {"address": to, **(settings or {})}})
    return deliver(tree, place.target(Path()), options_of(**how))


def options_of(
    forbidden: Sequence[Forbidden] = (),
    lines: Mapping[str, Iterable[str]] | None = None,
    paper: str = PAPER,
    grace: float = 0.0,
    **how: Any,
) -> Options:
    """How a delivery goes. lines: of the ledger; forbidden: what it says was taken back."""
    marks = {
        name: marks_of(f"{{{line}".encode() for line in told)
        for name, told in (lines or {}).items()
    }
    return Options(paper=paper, grace=grace, ledger=Memory(marks, tuple(forbidden)), **how)


def command(tree: Path, to: str, conf: Path, *more: str) -> list[str]:
    """The command line that delivers a tree."""
    content = conf.parent / "content"
    words = [sys.executable, "-m", "delivery.command", str(content), "--to", to]
    return [*words, "--output", str(tree), "--conf", str(conf), *more]


def settings_file(folder: Path, targets: Mapping[str, object] | None = None) -> Path:
    """A settings file like the sample's, with targets of its own, and an empty newsroom."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "content" / "issues").mkdir(parents=True, exist_ok=True)
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    conf = folder / "pelican.conf.py"
    conf.write_text(f"{text}\nTARGETS = {dict(targets or {})!r}\n", encoding="utf-8")
    return conf


def ran(words: list[str], env: Mapping[str, str] | None = None) -> tuple[int, str, str]:
    """A program of the press, run to its end: status, what it said, what it complained of.

    How far it is, it says only of what takes its time, so on a slow machine.
    """
    done = loaded.run(words[2:], env=env)
    told = done.stderr.splitlines(keepends=True)
    return (
        done.returncode,
        done.stdout,
        "".join(one for one in told if not one.startswith("正在做：")),
    )


@dataclass(frozen=True)
class Round:
    """What a reader met on one way round a site: path → bytes, None where nothing was."""

    read: Mapping[str, bytes | None]

    @property
    def dead(self) -> list[str]:
        """Links that led nowhere."""
        return sorted(path for path, data in self.read.items() if data is None)

    def unlike(self, known: Mapping[str, set[bytes]]) -> list[str]:
        """What is of no version. known: path → what may be read there."""
        return sorted(
            path
            for path, data in self.read.items()
            if data is not None and data not in known.get(path, set())
        )


def went_round(home: str) -> Round:
    """Follow every link of every page, from the front page on."""
    read: dict[str, bytes | None] = {}
    waiting = [home]
    while waiting:
        address = waiting.pop()
        whole = f"{address}index.html" if address.endswith("/") else address
        path = whole.removeprefix(home)
        if path in read:
            continue
        read[path] = data = fetched(whole)
        if data and path.endswith("html"):
            waiting += [urljoin(whole, way.decode()) for way in LINK.findall(data)]
    return Round(read)


def fetched(address: str) -> bytes | None:
    """What a server gives at an address, or None for an error; never from a cache."""
    for attempt in range(3):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError:
            return None
        except OSError:
            if attempt == 2:
                raise
            time.sleep(0.1)
    return None


def known_of(*sites: Mapping[str, str | bytes]) -> dict[str, set[bytes]]:
    """Every path of some sites → what may be read there."""
    known: dict[str, set[bytes]] = {}
    for files in sites:
        for path, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            known.setdefault(path, set()).add(data)
    return known


def held(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def public(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """A site as bytes."""
    return {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}


def main() -> None:
    """A publisher of its own, to be killed: TREE TO SETTINGS GRACE."""
    tree, to, settings, grace = sys.argv[1:]
    send(Path(tree), to, json.loads(settings), grace=float(grace))


if __name__ == "__main__":
    main()
