"""The publication in one script, the published tree, and the Pelican generator between them."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """`edition.Press`, as pelican.conf.py names it; Pelican is loaded only for who asks."""
    if name == "Press":
        from edition.host import Press

        return Press
    raise AttributeError(name)
