"""What pelican.conf.py may say of syndication: `options["syndication"]`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field

from edition.house import Settings


class SyndicationSettings(Settings):
    """How feeds and exports are made.

    rolling: entries of a feed. archive_part: entries of an archive document (RFC 5005). mail,
    epub, documents: which exports of an issue are made, for every issue, since an address once
    published stays; where `recent` is set, mail and documents of so many newest issues only.
    security_contact, security_expires: of `/.well-known/security.txt` (RFC 9116), which is left
    out where they are not given. data: whether the paper is published as data too. unsubscribe:
    where readers of the mail leave the list, https: or mailto:. index_now: the key of IndexNow,
    which lies on the site for all to see. baidu: whether 百度 is told of new pages, too.
    """

    rolling: int = Field(default=30, ge=1, le=200)
    archive_part: int = Field(default=30, ge=1, le=200)
    recent: int | None = Field(default=None, ge=1)
    mail: bool = True
    epub: bool = True
    documents: bool = True
    data: bool = True
    unsubscribe: str = Field(default="", pattern=r"^(?:|https://[^\s<>]+|mailto:[^\s<>]+)$")
    index_now: str = Field(default="", pattern=r"^(?:|[A-Za-z0-9-]{8,128})$")
    baidu: bool = False
    security_contact: str = ""
    security_expires: datetime | None = None

    @classmethod
    def of(cls, options: Mapping[str, Mapping[str, Any]]) -> SyndicationSettings:
        """The settings among the options of an edition; raises pydantic.ValidationError."""
        return cls.model_validate(dict(options.get("syndication", {})))
