"""A paper that was public before it had a ledger: what its output tells is what readers know.

The feeds of an output folder hold id, dates and address of every item and correction. The first
publication writes them down as they are and tells nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.house import House
from edition.tree import MANIFEST
from ledger.digests import notice_digest, told_digest
from ledger.facts import KEY, NOTICE_ID, Corrected, Fact, FactError, Published, Retracted, moment_of
from newsroom.model import NewsItem, Notice, Publication, Script

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTION = "/correction/"


@dataclass(frozen=True, slots=True)
class Adopted:
    """An entry as subscribers have it. address: the key of the page it leads to."""

    address: str
    published: datetime
    updated: datetime
    summary: str


def adopted(
    publication: Publication, output: Path, house: House, script: Script, now: datetime
) -> Iterator[Fact]:
    """The facts that an output folder tells; script: of the edition at its root."""
    known = entries_of(output, house, script)
    for item in (item for issue in publication.issues for item in issue.items):
        found = next((key for key in (*item.moved_from, item.key) if key in known), None)
        if found is None:
            continue
        entry = known[found]
        told, kind = told_digest(item), item.kind.value
        yield Published(now, found, entry.address, told, entry.published, item.section, kind)
        if item.retraction:
            moment = max(entry.updated, entry.published)
            yield _retraction(found, item.retraction, now, moment)
            continue
        yield from _corrections(found, item, known, now)


def entries_of(output: Path, house: House, script: Script) -> dict[str, Adopted]:
    """Id, without what all ids begin with, to entry, of every feed of the edition at the root."""
    stem = f"tag:{house.domain},{house.domain_since}:{script.value}/"
    found: dict[str, Adopted] = {}
    if not (output / MANIFEST).is_file():
        return found
    for path in sorted(output.rglob("atom*.xml")):
        try:
            root = etree.parse(str(path), etree.XMLParser(resolve_entities=False)).getroot()
        except (OSError, etree.XMLSyntaxError):
            continue  # a feed that was cut tells nothing; others hold the same entries
        for entry in root.iter(f"{ATOM}entry"):
            name = (entry.findtext(f"{ATOM}id") or "").removeprefix(stem)
            made = _entry(entry, house)
            if made and (KEY.fullmatch(name) or CORRECTION in name):
                before = found.get(name)
                found[name] = made if before is None or made.updated > before.updated else before
    return found


def _entry(entry: etree._Element, house: House) -> Adopted | None:
    links = entry.findall(f"{ATOM}link")
    page = next((one.get("href", "") for one in links if one.get("rel") == "alternate"), "")
    try:
        published = moment_of(entry.findtext(f"{ATOM}published") or "")
        updated = moment_of(entry.findtext(f"{ATOM}updated") or "")
    except (FactError, ValueError):
        return None
    below = unquote(page.removeprefix(urlsplit(house.site).geturl())).strip("/").split("/")
    address = f"{'-'.join(below[:3])}/{'/'.join(below[3:])}"
    if not KEY.fullmatch(address):
        return None
    zone = house.zone
    summary = entry.findtext(f"{ATOM}summary") or ""
    return Adopted(address, published.astimezone(zone), updated.astimezone(zone), summary)


def _corrections(
    item_id: str, item: NewsItem, known: dict[str, Adopted], now: datetime
) -> Iterator[Fact]:
    """The corrections that were told, by their words; what follows of each day by its order."""
    stem = f"{item_id}{CORRECTION}"
    told = {
        name.removeprefix(stem): entry for name, entry in known.items() if name.startswith(stem)
    }
    told = {one: entry for one, entry in told.items() if NOTICE_ID.fullmatch(one)}
    for notice in item.corrections:
        same_day = {one: e for one, e in told.items() if one.startswith(notice.day.isoformat())}
        start = "".join(notice.text.split())[:60]
        by_words = (one for one, e in same_day.items() if "".join(e.summary.split())[:60] == start)
        found = next(by_words, next(iter(same_day), None))
        if found is not None:
            entry = told.pop(found)
            digest = notice_digest(notice)
            yield Corrected(now, item_id, found, notice.day, digest, entry.published)


def _retraction(item_id: str, notice: Notice, now: datetime, moment: datetime) -> Fact:
    digest = notice_digest(notice)
    name = f"{notice.day.isoformat()}-{digest[:8]}"
    return Retracted(now, item_id, name, notice.day, digest, moment)
