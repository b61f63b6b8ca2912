"""Reception schedules as living data: pages, calendars and records of who receives when and where.

A schedule is announced in one issue and may be corrected in a later one, edited or withdrawn. The
room follows every appointment through all of it and publishes what holds now, and what was changed.
"""

from __future__ import annotations

from edition.model import Edition
from edition.tree import OutputTree
from reception.adopting import adopted
from reception.asking import check
from reception.files import write_calendars
from reception.names import write_names
from reception.pages import write_pages
from reception.register import register_of
from reception.telling import facts_of

__all__ = ["adopted", "check", "facts_of", "publish"]


def publish(edition: Edition, tree: OutputTree) -> None:
    """Write `/reception/` of one edition."""
    register = register_of(edition)
    write_calendars(edition, tree, register)
    write_names(edition, tree, register)
    write_pages(edition, tree, register)
