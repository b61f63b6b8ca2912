"""The same entries as JSON, and the schema that says what stands in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from newsroom.appointments import Duty
from reception.calendars import CalendarHead
from reception.happenings import Happening, State

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = {"type": "string", "format": "date"}
_TIME = {"type": "string", "format": "date-time"}
_TEXT = {"type": "string"}
_ID = {"type": "string", "pattern": "^[a-z0-9-]*$"}


def records_file(head: CalendarHead, happenings: Sequence[Happening], schema: str) -> str:
    """A calendar as JSON. schema: the address of `schema_file`'s result."""
    data = {
        "$schema": schema,
        "name": head.name,
        "description": head.description,
        "url": head.url,
        "language": head.language,
        "events": [],
    }
    frame, start, end = json.dumps(data, ensure_ascii=False).rpartition("[]")
    events = ",\n".join(map(_line, happenings))
    return f"{frame}{start[0]}\n{events}\n{start[1]}{end}\n"


def schema_file(url: str) -> str:
    """The JSON Schema of `records_file`. url: where it is published."""
    event = _object(
        {
            "uid": {
                "type": "string",
                "description": "Of this event; the UID of the same entry in iCalendar, "
                "where it is no occurrence of a series.",
            },
            "series": {
                "anyOf": [_object({"uid": _TEXT, "rule": _TEXT, "day": _DAY}), {"type": "null"}],
                "description": "The recurring entry in iCalendar that this is an occurrence of: "
                "its UID, its rule, and the day that the rule made.",
            },
            "sequence": {"type": "integer", "minimum": 0},
            "status": {"enum": [state.value.lower() for state in State]},
            "duty": {"enum": [duty.value for duty in Duty]},
            "summary": _TEXT,
            "description": _TEXT,
            "person": _object({"id": _ID, "name": _TEXT, "post": _TEXT}),
            "place": _object({"id": _ID, "name": _TEXT, "town": _TEXT, "village": _TEXT}),
            "what": _TEXT,
            "title": _TEXT,
            "note": _TEXT,
            "rule": {
                "type": "string",
                "description": "The rule that made the day, as RFC 5545 writes it, or none. "
                "Every day of it is an event of its own; holidays may be left out.",
            },
            "allDay": {"type": "boolean"},
            "start": {"anyOf": [_TIME, _DAY]},
            "end": {
                "anyOf": [_TIME, _DAY, {"type": "null"}],
                "description": "Not included, as in iCalendar; null where it is not known.",
            },
            "created": _TIME,
            "revised": _TIME,
            "url": {"type": "string", "format": "uri"},
        }
    )
    schema = {
        "$schema": DIALECT,
        "$id": url,
        "title": "Receptions and visits",
        **_object(
            {
                "$schema": {"const": url},
                "name": _TEXT,
                "description": _TEXT,
                "url": {"type": "string", "format": "uri"},
                "language": _TEXT,
                "events": {"type": "array", "items": event},
            }
        ),
    }
    return _written(schema)


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _record(happening: Happening) -> dict[str, Any]:
    return {
        "uid": happening.uid,
        "series": _series(happening),
        "sequence": happening.sequence,
        "status": happening.state.value.lower(),
        "duty": happening.duty.value,
        "summary": happening.summary,
        "description": happening.description,
        "person": {
            "id": happening.person_id,
            "name": happening.person,
            "post": happening.post,
        },
        "place": {
            "id": happening.place_id,
            "name": happening.place,
            "town": happening.town,
            "village": happening.village,
        },
        "what": happening.what,
        "title": happening.title,
        "note": happening.note,
        "rule": happening.rule,
        "allDay": happening.is_all_day,
        "start": happening.start.isoformat(),
        "end": happening.end.isoformat() if happening.end else None,
        "created": happening.created.isoformat(),
        "revised": happening.stamp.isoformat(),
        "url": happening.url,
    }


@lru_cache(maxsize=20_000)
def _line(happening: Happening) -> str:
    """An event on a line of its own; it stands in six files."""
    return json.dumps(_record(happening), ensure_ascii=False)


def _series(happening: Happening) -> dict[str, str] | None:
    series = happening.series
    if series is None:
        return None
    return {"uid": series.uid, "rule": series.rule, "day": series.day.isoformat()}


def _written(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
