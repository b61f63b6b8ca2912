"""Search on a static host: an index in small files that a script in the page reads."""

from __future__ import annotations

from search.index import publish

__all__ = ["publish"]
