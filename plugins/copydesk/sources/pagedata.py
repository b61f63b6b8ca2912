"""What a web page says of itself in its head: title, author, kind (OpenGraph, JSON-LD, meta)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST = 200_000
"""Characters of the longest JSON-LD that is read; that of an article has some thousands."""

DEEPEST = 6

_TITLES = {
    "og:title": 0,
    "twitter:title": 1,
    "articletitle": 0,  # Chinese offices' sites, by the government web sites' meta tag standard
    "title": 2,
    "headline": 1,
}
_ARTICLES = frozenset({"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting"})


@dataclass(frozen=True, slots=True)
class PageData:
    """The head of a page. titles: the surest first. article: whether it calls itself one."""

    titles: tuple[str, ...] = ()
    article: bool = False


@dataclass(slots=True)
class PageHead:
    """The head of a page while it is read."""

    _found: list[tuple[int, str]] = field(default_factory=list)
    _article: bool = False

    def take_meta(self, given: Mapping[str, str]) -> None:
        """Read one meta element."""
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        content = given.get("content", "").strip()
        if name in _TITLES and content:
            self._found.append((_TITLES[name], content[:300]))
        self._article = self._article or (name == "og:type" and content.lower() == "article")

    def take_data(self, text: str) -> None:
        """Read one block of JSON-LD; what is no JSON says nothing."""
        if len(text) > LONGEST:
            return
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        for each in _objects(data, DEEPEST):
            kinds = each.get("@type")
            kinds = set(map(str, kinds)) if isinstance(kinds, list) else {str(kinds)}
            headline = each.get("headline")
            if isinstance(headline, str) and headline.strip() and len(headline) <= 300:
                self._found.append((1, headline.strip()))
            self._article = self._article or bool(kinds & _ARTICLES)

    def data(self) -> PageData:
        """What was read."""
        titles = [title for _, title in sorted(self._found, key=lambda each: each[0])]
        return PageData(tuple(dict.fromkeys(titles)), self._article)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict) and depth:
        yield data
        for value in data.values():
            yield from _objects(value, depth - 1)
    elif isinstance(data, list) and depth:
        for value in data[:100]:
            yield from _objects(value, depth - 1)


_SITE = re.compile(
    "[^。！？!?，,]{0,14}(?:网|站|报|新闻|频道|在线|客户端|门户|平台|中心|头条|要闻|资讯|官网|"
    "日报社|正文|[a-z]\\.(?:com|cn|net|org)|The Paper)(?:[（(].{1,8}[）)])?[ ]*",
    re.IGNORECASE,
)
_SURE = re.compile("[ ]*(?:[_|｜]|--+|::| [-–—@] )[ ]*")  # dashes of all lengths part site names
_MAYBE = re.compile("[ ]*[-–—][ ]*")  # the same


def bare_title(title: str) -> str:
    """A page's title without the names of site and section behind it."""
    first = _SURE.split(title, maxsplit=1)[0]
    return _unsited(first if len(first) >= 4 else title)


def _unsited(title: str) -> str:
    for match in _MAYBE.finditer(title):
        if match.start() >= 4 and _SITE.fullmatch(title[match.end() :]):
            return title[: match.start()].strip()
    return title.strip()
