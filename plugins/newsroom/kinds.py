"""The words that everything in the newsroom is told by: kinds, scripts, ids, places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator

AS_WRITTEN = "as written"
"""Marks a field that no reader sees as text, which every script therefore leaves as it is."""


Id = Annotated[str, AS_WRITTEN]


class Kind(StrEnum):
    """What an item is in the trade."""

    REPORT = "report"
    STORY = "story"
    BRIEF = "brief"
    NOTICE = "notice"
    PHOTO = "photo"
    SCHEDULE = "schedule"


class Script(StrEnum):
    """A script a text can stand in; what each is, `_WRITING` tells. The value is in addresses."""

    HANS = "hans"
    HANT = "hant"
    HANT_HK = "hant-hk"

    @property
    def tag(self) -> str:
        """The BCP 47 language tag."""
        return _WRITING[self].tag

    @property
    def label(self) -> str:
        """What readers know it by, written in it."""
        return _WRITING[self].label

    @property
    def region(self) -> Region:
        """Whose forms of characters it has: for conversion, type and language tags of glyphs."""
        return _WRITING[self].region

    @property
    def called(self) -> tuple[str, ...]:
        """What an editor may call it; the first is shown."""
        return _WRITING[self].called

    @property
    def is_simplified(self) -> bool:
        """Whether the script is Simplified Chinese."""
        return self is Script.HANS


class Region(StrEnum):
    """Where characters have forms of their own."""

    CN = "CN"
    TW = "TW"
    HK = "HK"


@dataclass(frozen=True, slots=True)
class _Writing:
    """A script: the properties of `Script`."""

    tag: str
    label: str
    region: Region
    called: tuple[str, ...]


_WRITING = {
    Script.HANS: _Writing("zh-Hans", "简体", Region.CN, ("简体", "簡體", "hans")),
    Script.HANT: _Writing("zh-Hant", "繁體", Region.TW, ("繁体", "繁體", "台湾", "hant")),
    Script.HANT_HK: _Writing("zh-Hant-HK", "繁體（港）", Region.HK, ("香港", "hant-hk", "hk")),
}
"""Every script once: nothing else in the program lists them."""


class Status(StrEnum):
    """Drafts are in no output at all."""

    DRAFT = "draft"
    PUBLISHED = "published"


@lru_cache(maxsize=1 << 17)  # an archive's items and photos, which come again in every script
def _path_of(written: str) -> PurePosixPath:
    return PurePosixPath(written)


def _path(value: object) -> PurePosixPath:
    """A path as the store keeps it; the same one comes again in every script."""
    if isinstance(value, PurePosixPath):
        return value
    if not isinstance(value, str):
        raise ValueError("a path is a text")  # noqa: TRY004 - pydantic wants this one
    return _path_of(value)


Place = Annotated[PurePosixPath, PlainValidator(_path), PlainSerializer(str)]
"""A path inside the content folder; pydantic's own reading of one takes four times as long."""


def unbroken(text: str) -> str:
    """A headline, kicker, deck or head of a brief without the bars that mark good breaks."""
    return text.replace("|", "")
