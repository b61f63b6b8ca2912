"""No dead link and no dead asset leaves the house."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from edition.addresses import INDEX
from edition.bodies import WRITTEN
from edition.house import House
from edition.tree import OutputTree
from newsroom.problems import Code, ProblemList, Severity

MOST_SHOWN = 20
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")


class TreeCode(Code):
    """What can be wrong with the published tree as a whole."""

    DEAD_LINK = "output.dead-link"


def check_links(
    tree: OutputTree,
    house: House,
    problems: ProblemList,
    withheld: Callable[[str], bool] = lambda _: False,
) -> None:
    """Hold every link of every new page and style sheet against the tree.

    withheld: whether a path may be missing because something was withheld. Nobody should link to
    it; where somebody does, that is the program's fault, told, and no reason to publish nothing.

    What an editor wrote out in full, on our own host, may be another application there: it need not
    be in the tree. Reading has warned of what looks like a page of the paper and is none.

    A page that was kept depends on all it links to, so it can't have become wrong, unless a file
    was dropped: then all pages are looked through.
    """
    paths = set(tree.paths())
    pages = paths if tree.dropped else tree.fresh
    dead: dict[str, list[str]] = {}
    for page in sorted(pages):
        if page.endswith(".html"):
            addresses = _addresses_in_page(tree.read(page), house)
        elif page.endswith(".css"):
            addresses = iter(CSS_URL.findall(tree.read(page).decode()))
        else:
            continue
        for target in sorted({_target(page, address, house) for address in addresses} - {""}):
            if target not in paths:
                dead.setdefault(target, []).append(page)
    for target, sources in sorted(dead.items())[:MOST_SHOWN]:
        what = f"有{len(sources)}个页面指向不存在的 {target}（如 {sources[0]}）"
        if withheld(target):
            what = f"{what}，它这次扣发了"
            cure = "扣发的补上以后就好；没有扣发的页面也指过去，是程序的差错，请告知维护者"
            problems.add("output", 0, TreeCode.DEAD_LINK, what, cure, Severity.WITHHELD)
        else:
            problems.add("output", 0, TreeCode.DEAD_LINK, what, "请改正模板或设置")


def _addresses_in_page(data: bytes, house: House) -> Iterator[str]:
    """Every address a page leads to or loads, as written."""
    try:
        root: html.HtmlElement = html.document_fromstring(data)
    except (etree.ParserError, ValueError):
        return
    for element, attribute, address, _ in root.iterlinks():
        written = element.get(WRITTEN) is not None
        if not written and attribute not in {"action", "itemtype", "itemid", "srcset"}:
            yield address
    for wide in root.xpath("//@srcset"):
        yield from (candidate.split()[0] for candidate in str(wide).split(",") if candidate.strip())
    for shown in root.xpath('//meta[starts-with(@property, "og:image")]/@content'):
        if str(shown).startswith(f"{house.site}/"):
            yield str(shown)


def _target(page: str, address: str, house: House) -> str:
    """The output path an address leads to; "" where it leads out of the site or nowhere."""
    if address.startswith(f"{house.site}/"):
        return _path(unquote(re.split("[?#]", address.removeprefix(f"{house.site}/"))[0]))
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = unquote(parts.path)
    if path.startswith("/"):
        return _path(path.removeprefix(urlsplit(house.site).path).lstrip("/"))
    inner = posixpath.normpath(posixpath.join(page.rpartition("/")[0], path))
    return _path(inner + ("/" if path.endswith("/") else ""))


def _path(address: str) -> str:
    if address in {"", ".", "./"}:
        return INDEX
    return f"{address}{INDEX}" if address.endswith("/") else address
