"""Links that lead out of the house: do the sites of others still answer?

Source: 政府网站与政务新媒体检查指标 (2019), which marks them down whosever site is gone.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from lxml import html

from edition.inspection import InspectionCode
from newsroom.model import Publication
from newsroom.problems import Problem, Severity

TOGETHER = 8
PATIENCE = 10.0  # seconds
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
AGENT = "Mozilla/5.0 (compatible; link check)"


def dead_links(publication: Publication, folder: str) -> list[Problem]:
    """A warning for every link out of the house behind which nothing is; asks the network.

    folder: the name of the content folder, before the names of its files.
    """
    places: dict[str, list[str]] = {}
    for source, address in _links(publication):
        places.setdefault(address, []).append(source)
    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(_fault, places))
    return [
        Problem(
            f"{folder}/{source}",
            0,
            InspectionCode.DEAD_LINK,
            f"外部链接打不开（{fault}）：{address}",
            "请改成还能打开的地址，或者去掉链接",
            Severity.WARNING,
        )
        for (address, sources), fault in zip(places.items(), answers, strict=True)
        if fault
        for source in dict.fromkeys(sources)
    ]


def _links(publication: Publication) -> Iterator[tuple[str, str]]:
    """File and address of every link in the bodies of items and pages."""
    for issue in publication.issues:
        for item in issue.items:
            for body in (item.body, *(brief.body for brief in item.briefs)):
                yield from ((item.source.as_posix(), address) for address in _outside(body.html))
    for page in publication.pages:
        yield from ((page.source.as_posix(), address) for address in _outside(page.body.html))


def _outside(body: str) -> Iterable[str]:
    if "href" not in body:
        return []
    root = html.fragment_fromstring(body, create_parent="div")
    return [
        str(link) for link in root.xpath("//a/@href") if str(link).startswith(("http:", "https:"))
    ]


def _fault(address: str) -> str:
    """What is wrong behind an address, "" for nothing.

    Sites that turn a program away (403) or falter (503) may well serve a reader.
    """
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT})  # noqa: S310 - _outside lets http and https pass only
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310 - as above
                return ""
        except urllib.error.HTTPError as answer:
            if method == "GET":
                return str(answer.code) if answer.code in GONE else ""
        except (OSError, http.client.HTTPException, ValueError):
            return "没有回应"
    return ""
