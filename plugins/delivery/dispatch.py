"""A tree goes to a target, and back: the room's one door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from delivery import storing, switching
from delivery.cargo import cargo_of
from delivery.plan import Delivered, Options, Watch, unwatched
from delivery.record import Release
from delivery.shape import Target


@dataclass(frozen=True, slots=True)
class Told:
    """A release as it is listed; shown: whether readers see it."""

    release: Release
    shown: bool


def deliver(
    tree: Path, target: Target, options: Options | None = None, watch: Watch = unwatched
) -> Delivered:
    """Deliver an output folder to a target, not yet connected.

    Raises DeliveryError; readers then see what they saw before (where nothing can be switched: a
    part of the new release, without a dead link, until it is delivered again).
    """
    options = options or Options()
    cargo = cargo_of(tree, for_server=target.switches)
    with target:
        way = switching.deliver if target.switches else storing.deliver
        return way(target, cargo, options, watch)


def releases(target: Target) -> Sequence[Told]:
    """The releases that stay at a target, newest first; raises DeliveryError."""
    with target:
        if target.switches:
            shelf = switching.Shelf.of(target)
            current, known = shelf.current, shelf.releases
        else:
            stock = storing.Stock.of(target)
            current, known = stock.current, stock.releases
    return [Told(known[stamp], stamp == current) for stamp in sorted(known, reverse=True)]


def back(target: Target, options: Options | None = None, watch: Watch = unwatched) -> Release:
    """Show the release before the one that is shown; raises DeliveryError if it may not be."""
    with target:
        way = switching.back if target.switches else storing.back
        return way(target, options or Options(), watch)
