"""Tells search engines which pages are new: IndexNow (indexnow.org/documentation), 百度普通收录.

A page counts as told only when the engine has taken it; what it did not take is told again at the
next publication. The key of IndexNow is public, it lies on the site; the token of 百度 is not: it
comes from the environment, and no message names it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from edition.hub import told_before, write_told
from edition.job import Job
from newsroom.fingerprints import fingerprint
from syndication.settings import SyndicationSettings

INDEX_NOW, BAIDU = "https://api.indexnow.org/indexnow", "http://data.zz.baidu.com/urls"
TOKEN = "BAIDU_PUSH_TOKEN"  # noqa: S105 - the name of a variable
PLACES = {"INDEXNOW_API": INDEX_NOW, "BAIDU_PUSH_API": BAIDU}
"""Variables that name other addresses than the engines' own, for a trial."""

PATIENCE = 20.0  # seconds
MOST = 1_000_000  # bytes of an answer


@dataclass(frozen=True, slots=True)
class Engine:
    """A search engine.

    most: addresses a message; request: the message for some addresses; is_taken: what an answer
    says, where it was no refusal.
    """

    name: str
    most: int
    request: Callable[[Sequence[str]], Request]
    is_taken: Callable[[bytes], bool] = lambda _: True

    def takes(self, addresses: Sequence[str]) -> bool:
        """Whether it has taken some addresses."""
        try:
            with urlopen(self.request(addresses), timeout=PATIENCE) as answer:  # noqa: S310 - http, ours or the engine's
                return 200 <= answer.status < 300 and self.is_taken(answer.read(MOST))
        except (URLError, HTTPException, OSError, ValueError, RecursionError):
            return False


def engines_of(job: Job) -> list[Engine]:
    """The engines that the settings name."""
    settings = SyndicationSettings.of(job.options)
    found = []
    if key := settings.index_now:
        found.append(Engine("IndexNow", 10_000, lambda urls: _index_now(job.house.site, key, urls)))
    token = os.environ.get(TOKEN, "")
    if settings.baidu and token:
        message: Callable[[Sequence[str]], Request] = partial(_baidu, job.house.site, token)
        found.append(Engine("百度", 2_000, message, _is_taken_by_baidu))
    return found


def tell_engines(job: Job, pages: Mapping[str, str] | None, say: Callable[[str], None]) -> None:
    """Tell every engine of the pages that it has not been told of. pages: path to digest."""
    if pages is None:
        return
    if SyndicationSettings.of(job.options).baidu and not os.environ.get(TOKEN):
        say(f"没有通知百度：环境里没有 {TOKEN}")
    for engine in engines_of(job):
        record = _record(job.cache, job.house.identity, engine.name)
        told = told_before(record)
        news = sorted((p for p in pages if told.get(p) != pages[p]), reverse=True)
        taken = 0
        for start in range(0, len(news), engine.most):  # the newest days first
            portion = news[start : start + engine.most]
            if not engine.takes([_address(job.house.site, path) for path in portion]):
                break
            taken += len(portion)
            told.update((path, pages[path]) for path in portion)
        write_told(record, {path: told[path] for path in sorted(told) if path in pages})
        say(f"已通知{engine.name}：{taken} 个网页" if news else f"没有新网页要通知{engine.name}")
        if taken < len(news):
            say(f"{engine.name}没有收下 {len(news) - taken} 个网页，下次发布时再试；网站已经发布")


def _record(cache: Path, paper: str, engine: str) -> Path:
    return cache / "told" / f"engine-{fingerprint(paper, engine)}.json"


def _address(site: str, path: str) -> str:
    return f"{site}/{quote(path.removesuffix('index.html'))}"


def _place(name: str) -> str:
    return os.environ.get(name) or PLACES[name]


def _index_now(site: str, key: str, urls: Sequence[str]) -> Request:
    host = site.split("//", 1)[-1].split("/", 1)[0]
    told = {"host": host, "key": key, "keyLocation": f"{site}/{key}.txt", "urlList": list(urls)}
    kind = {"Content-Type": "application/json; charset=utf-8"}
    return Request(_place("INDEXNOW_API"), json.dumps(told).encode(), kind)  # noqa: S310 - https, or a trial


def _is_taken_by_baidu(answer: bytes) -> bool:
    """Whether 百度 took any: it says how many, and does so with status 200 where it took none."""
    told = json.loads(answer)
    return isinstance(told, dict) and isinstance(told.get("success"), int) and told["success"] > 0


def _baidu(site: str, token: str, urls: Sequence[str]) -> Request:
    asked = urlencode({"site": site, "token": token})
    kind = {"Content-Type": "text/plain"}
    return Request(f"{_place('BAIDU_PUSH_API')}?{asked}", "\n".join(urls).encode(), kind)  # noqa: S310 - the engine's own address, or a trial
