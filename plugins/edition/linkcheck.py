"""No dead link and no dead asset leaves the house."""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Set
from html import unescape
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from edition.addresses import INDEX
from edition.bodies import WRITTEN
from edition.house import House
from edition.tree import OutputTree
from newsroom.problems import Code, ProblemList, Severity

MOST_SHOWN = 20
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
NAMES = (
    *(b"href", b"src", b"srcset", b"content", b"cite", b"data", b"background", b"longdesc"),
    *(b"formaction", b"archive", b"classid", b"profile", b"usemap", b"dynsrc", b"lowsrc"),
)
"""Attributes that hold an address, or begin with one."""

ODD = (b"<style", b"<object", b"<applet", b"refresh")
"""What makes a page one that has to be read as a document to tell where it leads."""

ODD_BEFORE = (*NAMES, b"style", b" ", b"\n", b"\t", b"\r", b"\f")
"""What makes it one before `=` where no `"` follows."""

LIST = b"srcset"
"""The attribute that holds several addresses."""

STYLE = b"style"
LOADING = re.compile(rb"&(?!#3[49];)|\\|url|import", re.IGNORECASE)
"""What a style has in it that loads something, or may; a quote written as a reference does not."""

BARE = re.compile(b'=(?!")')
PLAIN = re.compile(rb' [a-z-]+="')
TELLING = re.compile(rb' (%s)="(?=([^"]*))' % b"|".join((*NAMES, STYLE)))
"""A value is looked at, not passed: what looks like an attribute may be a word of the text."""

LONGEST = max(map(len, NAMES))

NAME = "[A-Za-z0-9_-][A-Za-z0-9_.-]*"
UPWARD = re.compile(rf"((?:\.\./)+)({NAME}(?:/{NAME})*/?)")
STEP = "../"


class TreeCode(Code):
    """What can be wrong with the published tree as a whole."""

    DEAD_LINK = "output.dead-link"


class Leads:
    """Where the pages of one build lead, noted while each is at hand.

    Of a page every output path is noted that it may lead to, be it a word of its text that looks
    like an address; only a page that leads to something missing is read as a document. Paths are
    kept by number, for a hundred thousand pages lead to some forty places each.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._of: dict[str, array[int] | None] = {}
        self._targets: list[str] = []
        self._numbers: dict[str, int] = {}

    def read(self, path: str, data: bytes) -> frozenset[str] | None:
        """The output paths that a file may lead to; None where it has to be read once more."""
        if path.endswith(".html"):
            perhaps = _perhaps(path, data, self._house)
            return None if perhaps is None else frozenset(perhaps)
        return _in_style(path, data, self._house) if path.endswith(".css") else frozenset()

    def take(self, path: str, noted: frozenset[str] | None) -> None:
        """Note where a file leads that was just written."""
        self._of[path] = None if noted is None else array("I", map(self._number, noted))

    def _number(self, target: str) -> int:
        number = self._numbers.setdefault(target, len(self._targets))
        if number == len(self._targets):
            self._targets.append(target)
        return number

    def missing(self, tree: OutputTree, path: str, paths: Set[str]) -> set[str]:
        """The output paths that a file of the tree leads to and that are not among `paths`."""
        if path not in self._of:
            self.take(path, self.read(path, tree.read(path)))
        numbers = self._of[path]
        perhaps = None if numbers is None else {self._targets[number] for number in numbers}
        if perhaps is not None and paths >= perhaps:
            return set()
        if path.endswith(".html"):
            addresses = _addresses_in_page(tree.read(path), self._house)
            perhaps = {_target(path, address, self._house) for address in addresses}
        return {target for target in perhaps or () if target and target not in paths}


def check_links(
    tree: OutputTree,
    house: House,
    problems: ProblemList,
    withheld: Callable[[str], bool] = lambda _: False,
    leads: Leads | None = None,
) -> None:
    """Hold every link of every new page and style sheet against the tree.

    withheld: whether a path may be missing because something was withheld. Nobody should link to
    it; where somebody does, that is the program's fault, told, and no reason to publish nothing.
    leads: what was seen of pages while they were written; other pages are read.

    What an editor wrote out in full, on our own host, may be another application there: it need not
    be in the tree. Reading has warned of what looks like a page of the paper and is none.

    A page that was kept depends on all it links to, so it can't have become wrong, unless a file
    was dropped: then all pages are looked through.
    """
    leads = leads or Leads(house)
    paths = set(tree.paths())
    pages = paths if tree.dropped else tree.fresh
    dead: dict[str, list[str]] = {}
    for page in sorted(pages):
        if page.endswith((".html", ".css")):
            for target in sorted(leads.missing(tree, page, paths)):
                dead.setdefault(target, []).append(page)
    for target, sources in sorted(dead.items())[:MOST_SHOWN]:
        what = f"有{len(sources)}个页面指向不存在的 {target}（如 {sources[0]}）"
        if withheld(target):
            what = f"{what}，它这次扣发了"
            cure = "扣发的补上以后就好；没有扣发的页面也指过去，是程序的差错，请告知维护者"
            problems.add("output", 0, TreeCode.DEAD_LINK, what, cure, Severity.WITHHELD)
        else:
            problems.add("output", 0, TreeCode.DEAD_LINK, what, "请改正模板或设置")


def _perhaps(page: str, data: bytes, house: House) -> set[str] | None:
    """All that a page may lead to, and more; None for a page that has to be read to tell.

    A page of ours writes every address as `name="address"`; what does not is looked for.
    """
    written = _written(data, f"{house.site}/".encode())
    if written is None:
        return None
    found, lists = written
    targets: set[str] = set()
    for wide in map(unescape, lists):
        targets.update(
            _target(page, way.split()[0], house) for way in wide.split(",") if way.strip()
        )
    folder = page.split("/")[:-1]
    for address in found:
        way = UPWARD.fullmatch(address)
        above = len(folder) - len(way[1]) // len(STEP) if way else -1
        if way and above >= 0:  # nearly all of them
            targets.add(_path("/".join([*folder[:above], way[2]])))
            continue
        targets.add(_target(page, unescape(address), house))
    targets.discard("")
    return targets


def _written(data: bytes, own: bytes) -> tuple[set[str], set[str]] | None:
    """The addresses that a page writes, and lists of them; None where it has to be read to tell.

    own: how an address of the paper begins that stands in full in a `content`.
    """
    lowered = data.lower()  # of bytes: of ASCII alone, as names of attributes are
    if any(sign in lowered for sign in ODD):
        return None
    if any(lowered.endswith(ODD_BEFORE, 0, bare.start()) for bare in BARE.finditer(lowered)):
        return None
    found: set[bytes] = set()
    lists: set[bytes] = set()
    for name, value in _values(data):
        if name.endswith(LIST):
            lists.add(value)
        elif name.endswith(NAMES):
            if not name.endswith(b"content") or value.startswith(own):
                found.add(value)
        elif name.endswith(STYLE):
            if LOADING.search(value):
                return None
        elif not name or name.lower().endswith(ODD_BEFORE):
            return None
    return _decoded(found), _decoded(lists)


def _values(data: bytes) -> Iterable[tuple[bytes, bytes]]:
    """Attributes of a page and their values, all that hold an address or a style among them.

    Where every one of its attributes is written as ours are, those are found in a quarter of the
    time. Else a name is what stands before `="`, back to a space, its end alone.
    """
    if len(PLAIN.findall(data)) == data.count(b'="'):
        return set(TELLING.findall(data))
    before, *others = data.split(b'="')
    names = (piece.rpartition(b" ")[2][-LONGEST:] for piece in (before, *others))
    return zip(names, (piece.partition(b'"')[0] for piece in others), strict=False)


def _decoded(addresses: set[bytes]) -> set[str]:
    return {address.decode("utf-8", "replace") for address in addresses}


def _in_style(page: str, data: bytes, house: House) -> frozenset[str]:
    """What a style sheet loads."""
    found = set(CSS_URL.findall(data.decode()))
    return frozenset(_target(page, address, house) for address in found) - {""}


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
