"""The newspaper: every issue laid out and printed, in the script of the edition.

What the room offers is loaded when it is asked for: a picture of one page must not wait for what
only the print run needs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edition.model import Edition
    from edition.tree import OutputTree
    from press.options import Options

__all__ = ["faults_of_theme", "publish", "settings_of", "to_sign"]


def settings_of(options: Mapping[str, Mapping[str, Any]]) -> Options:
    """The room's settings among all rooms'; raises ValidationError where they make no sense."""
    from press import options as own

    return own.settings_of(options)


def publish(edition: Edition, tree: OutputTree) -> None:
    """Print every issue whose copy, type or house has changed; leave the rest as it stands.

    A newspaper that fails is withheld, on its paper and in its script, and nothing else is.
    """
    from press import publishing

    publishing.publish(edition, tree)


def to_sign(edition: Edition, tree: OutputTree, day: date) -> dict[str, str]:
    """What is to be kept of an issue when it is signed to press: path in the tree by name."""
    from press import signing

    return signing.to_sign(edition, tree, day)


def faults_of_theme(
    program: Path, laid: Path, own: Collection[str]
) -> Iterator[tuple[str, int, str, str]]:
    """What is wrong with a paper's own files for Typst, as `press.themes` says it."""
    from press import themes

    return themes.faults_of_theme(program, laid, own)
