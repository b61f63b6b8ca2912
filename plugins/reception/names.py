"""People and places by name, for whoever types one into the box of the search page."""

from __future__ import annotations

import json
from pathlib import Path

from edition.addresses import link
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import code_digest, fingerprint
from reception.paths import calendar_paths, subject_path
from reception.register import Register, Subject

CODE = code_digest(Path(__file__).parent)
DAYS = 40
"""Days kept of one person or place, the latest ones: who looks for an old one finds the page."""


def write_names(edition: Edition, tree: OutputTree, register: Register) -> None:
    """`/reception/names.json`: rows of name, address, kind in words, calendar, days.

    Addresses lead from the file itself. The days are ISO 8601, ascending; which of them comes next
    is for the reader's clock to say.
    """
    kinds = (("people", "人物", register.people), ("places", "地点", register.places))
    rows = [
        _row(edition, kind, edition.set_text(word), subject)
        for kind, word, subjects in kinds
        for subject in subjects
        if not subject.is_hidden
    ]
    if register.engagements:
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        path = edition.addresses.names()
        tree.write(path, fingerprint(CODE, text), text.__str__)


def _row(edition: Edition, kind: str, word: str, subject: Subject) -> list[object]:
    addresses, here = edition.addresses, edition.addresses.names()
    days = sorted({one.appointment.day for one in subject.engagements if not one.withdrawn})
    page = subject_path(addresses, kind, subject.id)
    calendar, _ = calendar_paths(addresses, kind, subject.id)
    has_calendar = subject.engagements or subject.former
    return [
        subject.name,
        link(here, page, keep_index=edition.keep_index),
        word,
        link(here, calendar) if has_calendar else "",
        [day.isoformat() for day in days[-DAYS:]],
    ]
