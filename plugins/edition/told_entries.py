"""The entries that subscribers have: what the Atom feeds of an output folder say, and its archives.

They tell of a paper that has no ledger yet what was public: ids, dates, addresses, and the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from edition.house import House
from edition.tree import MANIFEST
from ledger.facts import KEY, FactError, moment_of
from newsroom.itemfields import shown_in
from newsroom.kinds import Script, unbroken
from newsroom.model import Credit, NewsItem, by_work
from newsroom.shown import Output

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTION = "/correction/"
SPACE = re.compile(r"\s+")
LABEL = re.compile(r"(?:更正|撤回)（[0-9年月日]+）：")
CUT = "…"
WORD = re.compile(r"\w")
PLACE = re.compile(r"<figure data-photo=[^>]*>\s*</figure>")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as subscribers have it. address: the key of the page it leads to.

    words: of its content, without blanks and notices; days: those that a table in it names; terms:
    of its categories.
    """

    address: str
    published: datetime
    updated: datetime
    title: str
    summary: str
    words: str
    days: tuple[str, ...]
    terms: frozenset[str]


def entries_of(output: Path, house: House, script: Script) -> dict[str, Told]:
    """Id, without what all ids begin with, to entry, of every feed of the edition at the root."""
    stem = house.tag(f"{script.value}/")
    found: dict[str, Told] = {}
    if not (output / MANIFEST).is_file():
        return found
    for path in sorted(output.rglob("atom*.xml")):
        try:
            root = etree.parse(str(path), etree.XMLParser(resolve_entities=False)).getroot()
        except (OSError, etree.XMLSyntaxError):
            continue  # a feed that was cut tells nothing; others hold the same entries
        for entry in root.iter(f"{ATOM}entry"):
            name = (entry.findtext(f"{ATOM}id") or "").removeprefix(stem)
            if not (KEY.fullmatch(name) or CORRECTION in name):
                continue
            before = found.get(name)
            made = _entry(entry, house)
            if made and (before is None or made.updated > before.updated):
                found[name] = made
    return found


def _entry(entry: etree._Element, house: House) -> Told | None:
    links = entry.findall(f"{ATOM}link")
    page = next((one.get("href", "") for one in links if one.get("rel") == "alternate"), "")
    try:
        published = moment_of(entry.findtext(f"{ATOM}published") or "")
        updated = moment_of(entry.findtext(f"{ATOM}updated") or "")
        address = _key(page, house)
    except (FactError, ValueError):
        return None
    content = entry.findtext(f"{ATOM}content") or ""
    root = html.fragment_fromstring(content, create_parent="div")
    for passage in root.xpath("./p[strong]"):
        if LABEL.fullmatch(squeezed(str(passage[0].text_content()))):
            passage.drop_tree()  # a notice, which is told by itself
    days = (str(day) for day in root.xpath(".//table//time/@datetime"))
    return Told(
        address,
        published.astimezone(house.zone),
        updated.astimezone(house.zone),
        squeezed(entry.findtext(f"{ATOM}title") or ""),
        entry.findtext(f"{ATOM}summary") or "",
        squeezed(str(root.text_content())),
        tuple(sorted(days)),
        frozenset(one.get("term", "") for one in entry.findall(f"{ATOM}category")),
    )


def _key(page: str, house: House) -> str:
    """The key of an item's page; raises ValueError for another."""
    below = unquote(page.removeprefix(urlsplit(house.site).geturl())).strip("/").split("/")
    address = f"{'-'.join(below[:3])}/{'/'.join(below[3:])}"
    if not KEY.fullmatch(address):
        raise ValueError(f"no item: {page}")
    date.fromisoformat(address[:10])
    return address


def squeezed(text: str) -> str:
    """A text without blanks."""
    return SPACE.sub("", text)


def says(entry: Told, words: str) -> bool:
    """Whether an entry's summary, which may be cut, is of these words."""
    told = squeezed(entry.summary)
    cut = told.removesuffix(CUT)
    words = squeezed(words)
    return words.startswith(cut) if cut != told else words == told


def unlike(items: Iterable[tuple[NewsItem, Told]]) -> frozenset[str]:
    """The keys of items that readers have in other words.

    items: set in the script of the entries. Where most of many items differ, it is the way they are
    set that has changed, a theme or the program, and not what they say.
    """
    pairs = list(items)
    found = frozenset(item.key for item, entry in pairs if not _reads_as(item, entry))
    return frozenset() if len(found) > max(10, len(pairs) // 2) else found


def _reads_as(item: NewsItem, entry: Told) -> bool:
    """Whether an entry says what an item says: all of it, and nothing else."""
    if squeezed(item.title) != entry.title:
        return False
    rest = entry.words
    for words in sorted(filter(None, map(squeezed, _words(item))), key=len, reverse=True):
        if words not in rest:
            return False
        rest = rest.replace(words, "\n", 1)
    if item.schedule:  # the heads of a table are the theme's
        days = {one.day.isoformat() for one in item.schedule.appointments}
        return days == set(entry.days)
    return not WORD.search(rest)


def _words(item: NewsItem) -> Iterator[str]:
    """All that the content of an item's entry says, in pieces that stand in it as they are."""
    item = shown_in(item, Output.FEEDS)
    yield from (unbroken(item.kicker), unbroken(item.deck), item.dateline, item.quote)
    yield from _signed(item.bylines)
    for figure in item.figures:
        yield from (f"{figure.value}{figure.unit}", figure.label)
    for fact in item.facts:
        yield from (fact.label, fact.value)
    for photo in item.photos:
        yield photo.caption
        yield from (credit.under_photo for credit in photo.credits)
    for body in (item.body, *(brief.body for brief in item.briefs)):
        for part in filter(str.strip, PLACE.split(body.html)):
            yield str(html.fragment_fromstring(part, create_parent="div").text_content())
    for brief in item.briefs:
        yield unbroken(brief.headline)
        yield from _signed(brief.bylines)
    if item.schedule:
        table = item.schedule
        yield from (table.venue, table.contact, table.visit_rule)
        yield from (table.topics, table.booking_deadline)
        for row in table.rows:
            yield from (row.person, row.post, row.visit_place, row.reception_place)


def _signed(credits_: Iterable[Credit]) -> Iterator[str]:
    for work, group in by_work(credits_):
        yield from (f"{credit.organisation}{credit.role}{credit.name}" for credit in group)
        yield work
