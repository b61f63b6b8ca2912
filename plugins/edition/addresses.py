"""Where everything stands: the one place that knows the addresses of the publication.

An address once published never changes meaning. Methods give output paths ("hant/2013/09/30/
index.html"); `url` makes the public address of a path, `link` the way from one path to another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

INDEX = "index.html"
PLAIN = re.compile("[A-Za-z0-9_.~/-]*")  # RFC 3986, 2.3, and what parts a path
DATED = re.compile(
    r"(?:[a-z]+(?:-[a-z]+)?/)?(\d{4})/(\d\d)/(\d\d)/"
    r"(?:(?!p\d+/|photos/)([a-z0-9-]+)/)?(?:index\.html)?"
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one edition. prefix: "" or "hant/"; slug: the paper's ASCII name."""

    site: str
    prefix: str
    slug: str

    def home(self) -> str:
        """The newest issue, `/`."""
        return f"{self.prefix}{INDEX}"

    def issue(self, day: date) -> str:
        """`/2013/10/01/`."""
        return f"{self.prefix}{folder_of(day)}/{INDEX}"

    def item(self, day: date, item_id: str) -> str:
        """`/2013/10/01/ID/`."""
        return f"{self.prefix}{folder_of(day)}/{item_id}/{INDEX}"

    def photo(self, day: date, name: str) -> str:
        """A picture of an issue; shared by the editions, so without a prefix."""
        return f"{day:%Y/%m/%d}/photos/{name}"

    def printed_page(self, day: date, number: int) -> str:
        """The page as printed, `/2013/10/01/p1/`."""
        return f"{self.prefix}{day:%Y/%m/%d}/p{number}/{INDEX}"

    def printed_file(self, day: date, name: str) -> str:
        """A file of the printed issue: "p1.pdf", "p1-720.webp", "layout.json"."""
        return f"{self.prefix}{day:%Y/%m/%d}/{name}"

    def beside_newspaper(self, day: date, ending: str) -> str:
        """Another file of an issue, named as its newspaper: ending ".epub", "-mail.html"."""
        return self.newspaper(day).removesuffix(".pdf") + ending

    def newspaper(self, day: date, suffix: str = "") -> str:
        """`/2013/10/01/NAME-2013-10-01.pdf`; suffix: "-8k", "-press"."""
        return f"{self.prefix}{day:%Y/%m/%d}/{self.slug}-{day:%Y-%m-%d}{suffix}.pdf"

    def section(self, section_id: str) -> str:
        """`/section/ID/`."""
        return f"{self.prefix}section/{section_id}/{INDEX}"

    def archive(self, year: int | None = None, month: int | None = None) -> str:
        """`/archive/`, `/archive/2013/`, `/archive/2013/10/`."""
        parts = ["archive"]
        if year is not None:
            parts.append(f"{year:04d}")
        if month is not None:
            parts.append(f"{month:02d}")
        return f"{self.prefix}{'/'.join(parts)}/{INDEX}"

    def reception(self, *parts: str) -> str:
        """`/reception/` and what stands below it; a last part with a dot is a file."""
        if parts and "." in parts[-1]:
            return f"{self.prefix}reception/{'/'.join(parts)}"
        return f"{self.prefix}{'/'.join(['reception', *parts])}/{INDEX}"

    def file(self, name: str) -> str:
        """A file at the edition's root: "feed.xml", "404.html", "search/index.html"."""
        return f"{self.prefix}{name}"

    def names(self) -> str:
        """`/reception/names.json`: people and places by name; reception writes, search asks it."""
        return self.reception("names.json")

    def standing(self, page_id: str) -> str:
        """A standing page, `/about/`."""
        return f"{self.prefix}{page_id}/{INDEX}"

    def asset(self, name: str) -> str:
        """A file of the theme; shared by the editions."""
        return f"assets/{name}"

    def url(self, path: str, anchor: str = "") -> str:
        """The public address of an output path, percent-encoded, without `index.html`."""
        if path == INDEX or path.endswith(f"/{INDEX}"):
            path = path[: -len(INDEX)]
        return f"{self.site}/{_quoted(path)}" + (f"#{quote(anchor)}" if anchor else "")


@lru_cache(maxsize=1024)
def folder_of(day: date) -> str:
    """The folder of an issue, 2013/10/01; asked for many times in a row."""
    return f"{day:%Y/%m/%d}"


def link(source: str, target: str, *, keep_index: bool = True) -> str:
    """The relative way from one output path to another, percent-encoded.

    keep_index: name `index.html`, so that pages opened from the disk lead to each other.
    """
    here, there = source.split("/"), target.split("/")
    same = 0
    for one, other in zip(here[:-1], there[:-1], strict=False):
        if one != other:
            break
        same += 1
    way = "../" * (len(here) - 1 - same) + "/".join(there[same:])
    if not keep_index and (way == INDEX or way.endswith(f"/{INDEX}")):
        way = way[: -len(INDEX)] or "./"
    return _quoted(way)


def _quoted(way: str) -> str:
    """Percent-encoded; nearly all ways are as they are, and that is seen in half the time."""
    return way if PLAIN.fullmatch(way) else quote(way)


def key_of(address: str, site: str) -> str:
    """What a public address should show, in any script: `item/2013-10-01/ID`, `issue/2013-10-01`.

    "" for an address that is not of an issue or an item: another site, or anything else on ours.
    """
    if not address.startswith(f"{site}/"):
        return ""
    match = DATED.fullmatch(re.split("[?#]", address.removeprefix(f"{site}/"))[0])
    if not match:
        return ""
    day = "-".join(match.groups()[:3])
    return f"item/{day}/{match.group(4)}" if match.group(4) else f"issue/{day}"
