"""Builds the publication and tells the WebSub hub which feeds have something new.

A feed counts as told only when the hub has taken the message (WebSub, W3C 2018, §7: the publisher
sends `hub.mode=publish` with the feed's address; most hubs understand it); what a hub did not take
is told again at the next publication.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, urlopen

import typer
from jinja2 import Environment

from edition.build import Job
from edition.building import build_apart, settings_of
from edition.host import job_of
from edition.tree import MANIFEST
from newsroom.guard import MisusedError, content_folder, guarded
from newsroom.problems import Outcome

ROOT = Path(__file__).resolve().parents[2]
FEEDS = ("feed.xml", "atom.xml", "feed.json")
PATIENCE = 20.0
TOLD = "told-feeds.json"


def feeds_of(output: Path) -> dict[str, str]:
    """Output path of every feed in a published tree → digest of its content."""
    rows = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
    return {
        path: content
        for path, (_, content, *_) in rows.items()
        if path.rpartition("/")[2] in FEEDS and "/archive/" not in f"/{path}"
    }


def news(feeds: Mapping[str, str], told: Mapping[str, str]) -> list[str]:
    """The feeds whose content the hub has not been told of, sorted."""
    return sorted(path for path, content in feeds.items() if told.get(path) != content)


def ping(hub: str, topics: list[str]) -> bool:
    """Tell a hub that some feeds have something new; whether it took the message."""
    data = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)]).encode()
    try:
        with urlopen(Request(hub, data), timeout=PATIENCE) as answer:  # noqa: S310 - http, checked
            status: int = answer.status
            return 200 <= status < 300
    except (URLError, OSError):
        return False


@guarded("publish")
def publish(
    content: Annotated[Path, typer.Argument(help="内容文件夹")] = ROOT / "content",
    output: Annotated[Path, typer.Option(help="网站放在哪里")] = ROOT / "output",
    conf: Annotated[Path, typer.Option(help="设置文件")] = ROOT / "pelican.conf.py",
) -> None:
    """排好网站；设了 WebSub 中枢（HOUSE 里的 hub）的，通知它哪些订阅源有新内容。"""
    content_folder(content)
    job = job_of(settings_of(conf, {"PATH": str(content)}), Environment(autoescape=True))
    hub = job.house.hub
    if hub and urlsplit(hub).scheme not in {"http", "https"}:
        raise MisusedError(str(conf), f"hub 的地址不对：{hub}", "请写 https:// 开头的地址")
    outcome = build_apart(content, output, conf)
    if outcome not in {Outcome.WELL, Outcome.WITHHELD}:
        raise typer.Exit(outcome)
    if hub:
        _tell(hub, job, output)
    else:
        typer.echo("没有设 hub，不用通知")
    if outcome:
        raise typer.Exit(outcome)


def _tell(hub: str, job: Job, output: Path) -> None:
    """Tell a hub what is new; the feeds that were withheld are the old ones, and not new."""
    record = job.cache / TOLD
    told = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    feeds = feeds_of(output)
    fresh = news(feeds, told)
    if fresh and not ping(hub, [f"{job.house.site}/{quote(path)}" for path in fresh]):
        typer.echo(f"{hub} 没有收下通知，下次发布时再试", err=True)
        raise typer.Exit(1)
    record.write_text(json.dumps(feeds, indent=0, sort_keys=True), encoding="utf-8")
    typer.echo(f"已通知 {hub}：{len(fresh)} 个订阅源有新内容")


if __name__ == "__main__":
    typer.run(publish)
