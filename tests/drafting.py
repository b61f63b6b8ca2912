"""Drafts as the importer makes them for the sample paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from copydesk.desk import Work
from copydesk.drafts import folder
from copydesk.drafts.names import item_ids
from newsroom.paper import Paper
from presses import ROOT

SECTIONS = Paper.of(conf=ROOT / "pelican.conf.py").sections


def draft_files(
    work: Work, day: date | None = None, taken: Sequence[str] = ()
) -> list[folder.DraftFile]:
    """The files of one work, in the sections of the sample."""
    return folder.draft_files(work, SECTIONS, day, item_ids(work.pieces, taken))
