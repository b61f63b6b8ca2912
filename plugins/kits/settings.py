"""What pelican.conf.py may say of the kits: `ROOMS = {"kits": {…}}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field

from edition.house import Settings
from edition.model import Edition
from newsroom.kinds import Script


class KitSettings(Settings):
    """Which kits are made, and how.

    recent: for how many of the newest issues; None for all. wechat: a package for 公众号; layout:
    a kit for the layout room. wechat_script: the edition that goes to 公众号; its first where the
    paper has none of that script. wechat_author: who stands under a headline there, "" for the
    names of the item itself.
    """

    recent: int | None = Field(default=4, ge=1)
    wechat: bool = True
    layout: bool = True
    wechat_script: Literal["zh-Hans", "zh-Hant", "zh-Hant-HK"] = Script.HANS.tag  # type: ignore[assignment] # one of them
    wechat_author: str = Field(default="", max_length=16)

    @classmethod
    def of(cls, options: Mapping[str, Mapping[str, Any]]) -> Self:
        """The room's settings among all rooms'; raises ValidationError for an unknown one."""
        return cls.model_validate(dict(options.get("kits", {})))

    def is_for_wechat(self, edition: Edition) -> bool:
        """Whether an edition is the one that goes to 公众号."""
        tags = [sibling.script.tag for sibling in edition.siblings]
        chosen = self.wechat_script if self.wechat_script in tags else tags[0]
        return self.wechat and edition.script.tag == chosen
