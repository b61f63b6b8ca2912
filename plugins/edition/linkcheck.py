"""No dead link and no dead asset leaves the house."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from edition.addresses import INDEX
from edition.house import House
from edition.tree import OutputTree
from newsroom.problems import Code, ProblemList

MOST_SHOWN = 20


class TreeCode(Code):
    """What can be wrong with the published tree as a whole."""

    DEAD_LINK = "output.dead-link"


def check_links(tree: OutputTree, house: House, problems: ProblemList) -> None:
    """Hold every link of every new page against the tree.

    A page that was kept depends on all it links to, so it can't have become wrong, unless a file
    was dropped: then all pages are looked through.
    """
    paths = set(tree.paths())
    pages = paths if tree.dropped else tree.fresh
    dead: dict[str, list[str]] = {}
    for page in sorted(pages):
        if page.endswith(".html"):
            for target in sorted(set(_targets(page, tree.read(page), house))):
                if target not in paths:
                    dead.setdefault(target, []).append(page)
    for target, sources in sorted(dead.items())[:MOST_SHOWN]:
        what = f"有{len(sources)}个页面指向不存在的 {target}（如 {sources[0]}）"
        problems.add("output", 0, TreeCode.DEAD_LINK, what, "请改正模板或设置")


def _targets(page: str, data: bytes, house: House) -> Iterator[str]:
    """The output paths a page links to inside the site; raises nothing on odd addresses."""
    try:
        root: html.HtmlElement = html.document_fromstring(data)
    except (etree.ParserError, ValueError):
        return
    base = urlsplit(house.site)
    for element, attribute, address, _ in root.iterlinks():
        if (
            element.tag == "link"
            and element.get("rel") in {"canonical", "alternate"}
            and (address.startswith(f"{house.site}/"))
        ):
            yield _path(address[len(house.site) + 1 :])
            continue
        if attribute in {"action", "itemtype", "itemid"} or not address:
            continue
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme or parts.netloc or not parts.path:
            continue
        if parts.path.startswith("/"):
            yield _path(parts.path.removeprefix(base.path).lstrip("/"))
        else:
            folder = page.rpartition("/")[0]
            inner = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            yield _path(inner + ("/" if parts.path.endswith("/") else ""), quoted=False)


def _path(address: str, *, quoted: bool = True) -> str:
    path = unquote(address.partition("#")[0]) if quoted else address
    if path in {"", ".", "./"}:
        return INDEX
    return f"{path}{INDEX}" if path.endswith("/") else path
