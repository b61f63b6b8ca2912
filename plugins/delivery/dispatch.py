"""A tree goes to a target, and back: the room's one door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from delivery import storing, switching
from delivery.cargo import cargo_of
from delivery.lock import refuse_locked
from delivery.plan import Delivered, Options, Watch, unwatched
from delivery.record import Release
from delivery.shape import Switchable, Target
from delivery.steps import Way
from edition.tree import OutputTree


@dataclass(frozen=True, slots=True)
class Told:
    """A release as it is listed; shown: whether readers see it."""

    release: Release
    shown: bool


def deliver(
    tree: Path | OutputTree,
    target: Target,
    options: Options | None = None,
    watch: Watch = unwatched,
) -> Delivered:
    """Deliver an output folder to a target, not yet connected.

    A tree that is about to be finished can be delivered dry.

    Raises DeliveryError; readers then see what they saw before (where nothing can be switched: a
    part of the new release, without a dead link, until it is delivered again).
    """
    options = options or Options()
    way = way_to(target)
    cargo = cargo_of(tree, for_server=way.serves, paper=options.paper)
    with target:
        return way.deliver(cargo, options, watch)


def judge(tree: Path | OutputTree, target: Target, options: Options) -> None:
    """Raise DeliveryError if a tree may not go to a target; nothing is changed there.

    It may not where another paper's site stands, where the target remembers what the ledger does
    not know, or where somebody else is publishing.
    """
    way = way_to(target)
    cargo = cargo_of(tree, for_server=way.serves, paper=options.paper)
    with target:
        if not options.unlock:
            refuse_locked(target, way.lock)
        way.judge(cargo, options)


def releases(target: Target) -> Sequence[Told]:
    """The releases that stay at a target, newest first; raises DeliveryError."""
    with target:
        held = way_to(target).look()
    return [
        Told(held.releases[stamp], stamp == held.current)
        for stamp in sorted(held.releases, reverse=True)
    ]


def last_made(target: Target) -> Release | None:
    """The last release made at a target, or begun there; raises DeliveryError."""
    with target:
        return way_to(target).look().last


def back(target: Target, options: Options | None = None, watch: Watch = unwatched) -> Release:
    """Show the release before the one that is shown; raises DeliveryError if it may not be."""
    with target:
        return way_to(target).back(options or Options(), watch)


def way_to(target: Target) -> Way:
    """How releases get to a target of its kind."""
    if isinstance(target, Switchable):
        return Way(target, switching.HOME, partial(switching.Shelf.of, target), serves=True)
    return Way(target, storing.HOME, partial(storing.Stock.of, target), serves=False)
