"""What pelican.conf.py may say to the website: `ROOMS = {"website": {…}}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field

from edition.house import Settings


class WebsiteSettings(Settings):
    """What the site is to have.

    cards: draw a picture of every item's headline for those who share its page. offline: let
    readers' browsers keep the latest issue and what they read, for when there is no network. hsts:
    for how many seconds browsers shall come by HTTPS alone (RFC 6797), 0 to say nothing.
    compressed: what the target of the delivery is told to lay packed beside the files; `br` wants
    nginx's brotli module. cross_origin: whose scripts may read the JSON feeds and data
    (fetch.spec.whatwg.org), "*" for everybody's, "" for none but the site's own.
    """

    cards: bool = True
    offline: bool = True
    hsts: int = Field(default=0, ge=0)
    cross_origin: str = Field(default="", pattern=r"^(?:|\*|https?://[a-z0-9.-]+(?::\d+)?)$")
    compressed: tuple[Literal["gz", "br"], ...] = ()

    @classmethod
    def of(cls, options: Mapping[str, Mapping[str, Any]]) -> Self:
        """The room's settings among all rooms'; raises ValidationError for an unknown one."""
        return cls.model_validate(dict(options.get("website", {})))
