"""The rooms that publish, as the house asks things of them.

A room is a module with `publish(edition, tree)`. What else it may offer, it offers by a function:

- `settings_of(options)` raises ValidationError where its settings make no sense;
- `check(publication, ledger, name of the content folder, problems)` notes what only it knows to be
  wrong, before anything is published;
- `facts_of(publication, ledger, now, domain of the house)`: what readers will be told now;
- `adopted(publication, ledger, output folder, house, script, now)`: what they were told before
  there was a ledger, as the room's own files say;
- `remarks(publication, options of all rooms, name of the content folder, problems)` warns of what
  other houses would cut or refuse, where somebody asks for it;
- `to_sign(edition, tree, day)`: the papers of an issue, path in the tree by the name to keep;
- `faults_of_theme(the program's theme, the paper's, names of the paper's own files)`: file, line,
  what is wrong and the cure, of what only the room can read in a theme;
- `changes_at(edition)`: the moment from which on it may leave something else, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from edition.model import Publisher

NAMES = {
    "press": "报纸PDF",
    "reception": "接访安排和日历",
    "syndication": "订阅源、邮件和电子书",
    "search": "检索",
    "website": "网页",
    "kits": "公众号包和版式包",
}
BESIDE = frozenset({"kits"})
"""Rooms whose files stand beside the site, in a folder that is never delivered."""

ALONE = frozenset({"press"})  # it has a pool of its own, whose processes are no forks


def publisher_of(room: str) -> Publisher:
    """What makes a room's files; raises ImportError for a room that can't be loaded."""
    publisher: Publisher = import_module(room).publish
    return publisher


def offer_of(room: str, name: str) -> Callable[..., Any] | None:
    """A function that a room offers, or None; raises ImportError as `publisher_of`."""
    return getattr(import_module(room), name, None)
