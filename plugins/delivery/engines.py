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
from urllib.parse import quote, unquote, urlencode
from urllib.request import Request, urlopen

from edition.hub import told_before, write_told
from edition.job import Job
from manuscripts.words import one_line
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

    most: addresses a message; request: the message for some addresses; left: by what an answer that
    was no refusal says, the addresses that were not taken, by the reason; None where none was.
    """

    name: str
    most: int
    request: Callable[[Sequence[str]], Request]
    left: Callable[[bytes], Mapping[str, Sequence[str]] | None] = lambda _: {}

    def leaves(self, addresses: Sequence[str]) -> Mapping[str, Sequence[str]] | None:
        """Which of some addresses it has not taken, by the reason; None where it took none."""
        try:
            with urlopen(self.request(addresses), timeout=PATIENCE) as answer:  # noqa: S310 - http, ours or the engine's
                return self.left(answer.read(MOST)) if 200 <= answer.status < 300 else None
        except (URLError, HTTPException, OSError, ValueError, RecursionError):
            return None


def engines_of(job: Job) -> list[Engine]:
    """The engines that the settings name."""
    settings = SyndicationSettings.of(job.options)
    found = []
    if key := settings.index_now:
        found.append(Engine("IndexNow", 10_000, lambda urls: _index_now(job.house.site, key, urls)))
    token = os.environ.get(TOKEN, "")
    if settings.baidu and token:
        message: Callable[[Sequence[str]], Request] = partial(_baidu, job.house.site, token)
        found.append(Engine("百度", 2_000, message, _left_by_baidu))
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
            addresses = {path: _address(job.house.site, path) for path in portion}
            left = engine.leaves(list(addresses.values()))
            if left is None:
                break
            not_taken = {unquote(address) for some in left.values() for address in some}
            for reason, some in left.items():
                say(f"{engine.name}没有收下 {len(some)} 个网页：{reason}，如 {some[0]}")
            kept = [path for path in portion if unquote(addresses[path]) not in not_taken]
            taken += len(kept)
            told.update((path, pages[path]) for path in kept)
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


REASONS = {
    "not_same_site": "不是在百度搜索资源平台登记的那个站点的网址，请核对设置里的网址和平台上的站点",
    "not_valid": "百度认为网址不合格",
}


def _left_by_baidu(answer: bytes) -> Mapping[str, Sequence[str]] | None:
    """What 百度 did not take: it says how many it took, and that it took none with status 200, too.

    Lists of what it refused stand beside (ziyuan.baidu.com, 普通收录 API 提交).
    """
    told = json.loads(answer)
    success = told.get("success") if isinstance(told, dict) else None
    if not isinstance(success, int):
        return None
    left = {
        reason: [one_line(str(each))[:200] for each in told[name]]
        for name, reason in REASONS.items()
        if isinstance(told.get(name), list) and told[name]
    }
    return left if success > 0 or left else None


def _baidu(site: str, token: str, urls: Sequence[str]) -> Request:
    asked = urlencode({"site": site, "token": token})
    kind = {"Content-Type": "text/plain"}
    return Request(f"{_place('BAIDU_PUSH_API')}?{asked}", "\n".join(urls).encode(), kind)  # noqa: S310 - the engine's own address, or a trial
