"""What pelican.conf.py may say to the website: `ROOMS = {"website": {…}}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from edition.house import Settings


class WebsiteSettings(Settings):
    """cards: draw a picture of every item's headline for those who share its page."""

    cards: bool = True

    @classmethod
    def of(cls, options: Mapping[str, Mapping[str, Any]]) -> Self:
        """The room's settings among all rooms'; raises ValidationError for an unknown one."""
        return cls.model_validate(dict(options.get("website", {})))
