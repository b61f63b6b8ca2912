"""The whole paper as data: an index, a file an issue, what changed by month, and the schema of it.

Static files: who wants the changes since a day takes the months from that day on. Bytes depend on
what is told and on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from edition.recordings import recording_path
from edition.tree import OutputTree
from manuscripts.people import credit_line
from newsroom.appointments import Appointment, Schedule
from newsroom.blocks import lines_of
from newsroom.fingerprints import fingerprint
from newsroom.itemfields import shown_in
from newsroom.kinds import unbroken
from newsroom.model import Credit, Issue, NewsItem, Photo
from newsroom.shown import Output
from syndication.entries import Desk
from syndication.events import Corrected, Event, Months, Published, Withdrawn
from syndication.feeds import CODE, causes_of

FOLDER = "data/"
SCHEMA_FILE = f"{FOLDER}schema.json"
VERSION = "1"


def publish_data(desk: Desk, tree: OutputTree, months: Months) -> None:
    """Write the data of one edition; the schema stands once, at the root.

    months: all that happened.
    """
    edition = desk.edition
    head = fingerprint(edition.fingerprint, CODE, "data")
    for issue in edition.issues:
        mark = fingerprint(head, issue.digest, repr(issue.told))
        made = partial(_issue_file, desk, issue)
        tree.write(_path(desk, issue.key), mark, made, near=issue.key)
    rows = [_row(desk, issue) for issue in edition.issues]
    _write(desk, tree, "issues", {"issues": rows})
    listed = []
    for (year, month), events in sorted(months.items(), reverse=True):
        name = f"changes-{year:04d}-{month:02d}"
        mark = fingerprint(head, name, causes_of(tuple(events)))
        tree.write(_path(desk, name), mark, partial(_changes_file, desk, events))
        newest = max(events, key=lambda event: event.moment).moment
        listed.append({"month": f"{year:04d}-{month:02d}", "url": _url(desk, name)})
        listed[-1] |= {"newest": _moment(newest), "count": f"{len(events)}"}
    _write(desk, tree, "changes", {"months": listed})
    if edition.is_default:
        text = _text(schema())
        tree.write(SCHEMA_FILE, fingerprint(CODE, text), lambda: text)


def schema() -> dict[str, Any]:
    """The schema of every file (json-schema.org, 2020-12), by the file's `type`."""
    text = {"type": "string"}
    moment = {"type": "string", "format": "date-time"}
    address = {"type": "string", "format": "uri"}

    def record(needed: str, **more: Any) -> dict[str, Any]:
        names = needed.split()
        properties = {**dict.fromkeys(names, text), **more}
        return {"type": "object", "required": [*names, *more], "properties": properties}

    def several(one: Mapping[str, Any]) -> dict[str, Any]:
        return {"type": "array", "items": one}

    credit = record("name role organisation")
    photo = record("alt caption credit media_type", url=address, width=_whole(), height=_whole())
    notice = record("date text")
    appointment = record("date person duty place note")
    audio = record("media_type", url=address, length=_whole(), seconds={"type": "number"})
    audio["properties"]["start"] = {"type": "number"}
    item = record(
        "id key kind section headline kicker deck dateline summary text html",
        url=address,
        published=moment,
        modified=moment,
        bylines=several(credit),
        photos=several(photo),
        corrections=several(notice),
        appointments=several(appointment),
        facts=several(record("label value")),
    )
    item["properties"]["audio"] = audio
    gone = record("id key kind section headline", url=address, retracted=notice)
    issue = record("key", url=address, published=moment, modified=moment, number=_whole())
    kinds: dict[str, dict[str, Any]] = {
        "issue": {
            "issue": {**issue, "properties": {**issue["properties"], "note": text}},
            "items": several({"anyOf": [item, gone]}),
        },
        "issues": {"issues": several({**issue, "properties": {**issue["properties"]}})},
        "changes": {"changes": several(record("id kind", url=address, moment=moment))},
        "months": {"months": several(record("month newest count", url=address))},
    }
    heads = {"version": {"const": VERSION}, "language": text, "publication": text}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The paper as data",
        "oneOf": [
            {
                "type": "object",
                "required": ["type", *heads, *parts],
                "properties": {"type": {"const": kind}, **heads, **parts},
            }
            for kind, parts in kinds.items()
        ],
    }


def _whole() -> dict[str, Any]:
    return {"type": "integer"}


def _path(desk: Desk, name: str) -> str:
    return desk.edition.addresses.file(f"{FOLDER}{name}.json")


def _url(desk: Desk, name: str) -> str:
    return desk.edition.addresses.url(_path(desk, name))


def _write(desk: Desk, tree: OutputTree, name: str, told: Mapping[str, Any]) -> None:
    kind = "months" if name == "changes" else name.partition("-")[0]
    text = _text(_headed(desk, kind, told))
    tree.write(_path(desk, name), fingerprint(CODE, text), lambda: text)


def _headed(desk: Desk, kind: str, told: Mapping[str, Any]) -> dict[str, Any]:
    edition = desk.edition
    schema_at = edition.siblings[0].addresses.url(SCHEMA_FILE)
    head = {"$schema": schema_at, "type": kind, "version": VERSION, "language": edition.language}
    return {**head, "publication": edition.house.name, **told}


def _text(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _changes_file(desk: Desk, events: Iterable[Event]) -> str:
    changes = [_change(desk, event) for event in events]
    return _text(_headed(desk, "changes", {"changes": changes}))


def _issue_file(desk: Desk, issue: Issue) -> str:
    told = {**_row(desk, issue), "note": issue.note and "\n".join(lines_of(issue.note))}
    items = [_item(desk, item) for item in issue.items]
    return _text(_headed(desk, "issue", {"issue": told, "items": items}))


def _row(desk: Desk, issue: Issue) -> dict[str, Any]:
    at = desk.edition.addresses
    return {
        "key": issue.key,
        "number": issue.number,
        "url": at.url(at.issue(issue.day)),
        "data": _url(desk, issue.key),
        "published": _moment(issue.told.published),
        "modified": _moment(issue.told.modified),
    }


def _item(desk: Desk, item: NewsItem) -> dict[str, Any]:
    """An item; of a retracted one only that it is, and why."""
    head = {
        "id": desk.item_id(item),
        "key": item.key,
        "url": desk.edition.item_url(item),
        "kind": item.kind.value,
        "section": item.section,
        "headline": item.title,
    }
    if item.retraction:
        notice = item.retraction
        return {**head, "retracted": {"date": notice.day.isoformat(), "text": notice.text}}
    item = shown_in(item, Output.FEEDS)
    lines = lines_of(item.body.html)
    for brief in item.briefs:
        lines += [unbroken(brief.headline), *lines_of(brief.body.html)]
    return {
        **head,
        "published": _moment(item.told.published),
        "modified": _moment(item.told.modified),
        "kicker": unbroken(item.kicker),
        "deck": unbroken(item.deck),
        "dateline": item.dateline,
        "summary": item.summary,
        "bylines": [_credit(one) for one in item.bylines],
        "corrections": [
            {"date": one.day.isoformat(), "text": one.text} for one in item.corrections
        ],
        "photos": [_photo(desk, one) for one in item.photos],
        "appointments": _appointments(item.schedule),
        "facts": [{"label": one.label, "value": one.value} for one in item.facts],
        **_audio(desk, item),
        "text": "\n".join(filter(None, lines)),
        "html": desk.content(item),
    }


def _credit(credit: Credit) -> dict[str, str]:
    return {"name": credit.name, "role": credit.label, "organisation": credit.organisation}


def _photo(desk: Desk, photo: Photo) -> dict[str, Any]:
    variant = desk.bodies.variant(photo)
    return {
        "url": desk.edition.addresses.url(variant.path),
        "media_type": variant.media_type,
        "width": variant.width,
        "height": variant.height,
        "alt": photo.alt,
        "caption": photo.caption,
        "credit": credit_line(photo.credits),
    }


def _audio(desk: Desk, item: NewsItem) -> dict[str, Any]:
    """The recording of an item, where it has one."""
    audio = item.audio
    if audio is None:
        return {}
    url = desk.edition.addresses.url(recording_path(audio))
    told = {"url": url, "media_type": audio.media_type, "length": audio.length}
    return {"audio": {**told, "seconds": audio.seconds, "start": audio.start}}


def _appointments(schedule: Schedule | None) -> list[dict[str, str]]:
    rows: Iterable[Appointment] = schedule.appointments if schedule else ()
    return [
        {
            "date": one.day.isoformat(),
            "person": one.person,
            "duty": one.what or one.duty.value,
            "place": one.place,
            "note": one.note,
        }
        for one in rows
    ]


def _change(desk: Desk, event: Event) -> dict[str, str]:
    if isinstance(event, Published):  # as nearly all are; its entry would be made for two words
        known, url = desk.item_id(event.item), desk.edition.item_url(event.item)
    else:
        entry = event.make(desk)
        known, url = entry.id, entry.url
    return {"id": known, "kind": _kind_of(event), "url": url, "moment": _moment(event.moment)}


def _kind_of(event: Event) -> str:
    """What happened: published, corrected, retracted or withdrawn."""
    if isinstance(event, Corrected):
        return "corrected"
    if isinstance(event, Withdrawn):
        return "withdrawn"
    told = getattr(event, "item").told  # noqa: B009 - of the one kind that is left
    is_back = told.retraction is not None and event.moment == told.retraction.moment
    return "retracted" if is_back else "published"


def _moment(moment: datetime) -> str:
    return moment.isoformat()
