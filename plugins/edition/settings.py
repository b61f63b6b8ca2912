"""What may stand in a paper's settings file: every name, its type, and what holds without it.

`PaperSettings` is the one place. `bulletin.defaults` gives its defaults to the settings file, and
what comes of it is held against the model before anything is read (`edition.misset`). What only
Pelican itself needs stands in `HOSTED`; a paper has no say in it. A page tells the editor of each
setting, `content/pages/settings.md`; a test keeps it complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
)
from pydantic_core import PydanticCustomError

from edition.fontfolders import font_folders
from edition.house import House
from edition.rooms import NAMES
from edition.webaddress import why_no_address
from newsroom.kinds import Script
from newsroom.program import PROGRAM, THEME

Name = Annotated[StrictStr, Field(min_length=1)]


def _folder(written: object) -> object:
    """A folder's name, with no line break or tab: Python reads these where a backslash stands."""
    if not isinstance(written, str | Path):
        raise PydanticCustomError("string_type", "no name")
    if not str(written).isprintable():
        raise PydanticCustomError("backslash", "control characters")
    return written


def _said(written: str | Path) -> str | Path:
    if not str(written):
        raise PydanticCustomError("string_too_short", "empty")
    return written


Folder = Annotated[StrictStr | Path, BeforeValidator(_folder)]
NamedFolder = Annotated[Folder, AfterValidator(_said)]

HOSTED: Mapping[str, Any] = {
    "PELICAN_CLASS": "edition.Press",
    "CACHE_PATH": ".",
    "DEFAULT_LANG": "zh-cn",
    "DELETE_OUTPUT_DIRECTORY": False,
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    **dict.fromkeys(("FEED_ATOM", "FEED_RSS", "FEED_ALL_ATOM", "FEED_ALL_RSS")),
    **dict.fromkeys(("CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS", "TRANSLATION_FEED_ATOM")),
    **dict.fromkeys(("AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS")),
}
"""Settings that keep Pelican's own articles, pages and feeds out of the way.

CACHE_PATH: nothing is kept there, but Pelican resolves it against the settings file, and so the
folder of that file is known (`folder_of`), however the build was started.
"""

INTERNAL = frozenset(
    {"COMMAND", "CONF", "CONF_FOLDER", "PDF_LATER", "PREPARE", "PREVIEW", "REMOVALS", "TELLER"}
)
"""What the program's own commands tell a build."""

ADDED = frozenset({"FEED_DOMAIN", "DEBUG"})
"""What Pelican adds when it reads a settings file, and its command line."""


def _sendable(address: str) -> str:
    if cure := why_no_address(address):
        raise ValueError(cure)
    return address


def _one_of(known: Iterable[str], name: str) -> None:
    if name not in known:
        raise PydanticCustomError("enum", "unknown", {"expected": list(known)})


def _known_scripts(tags: tuple[str, ...]) -> tuple[str, ...]:
    for tag in tags:
        _one_of([script.tag for script in Script], tag)
    if len(set(tags)) != len(tags):
        raise PydanticCustomError("twice", "twice", {})
    return tags


def _known_rooms(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:  # a room may be a maker's own, that Python finds
        if name not in NAMES and not (name.isidentifier() and find_spec(name)):
            _one_of(NAMES, name)
    return names


def _rooms_that_are(rooms: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    for name in rooms:
        if name not in NAMES and not find_spec(name):
            _one_of(NAMES, name)
    return rooms


class PaperSettings(BaseModel):
    """Every setting that is a paper's own. title: what it is; examples: how it is written."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    SITENAME: Name = Field(title="报纸的名字", examples=['SITENAME = "河口小报"'])
    SITEURL: Annotated[Name, Field(pattern="^https?://[^/]"), AfterValidator(_sendable)] = Field(
        title="网站的网址", examples=['SITEURL = "https://www.example.cn"']
    )
    HOUSE: dict[str, Any] = Field(
        title="报纸自己的事：栏目、版权、域名……", examples=['HOUSE = {"slug": "hekou", …}']
    )
    EDITIONS: Annotated[
        tuple[StrictStr, ...], Field(min_length=1), AfterValidator(_known_scripts)
    ] = Field(
        default=("zh-Hans", "zh-Hant"),
        title="出哪几种字形",
        examples=['EDITIONS = ["zh-Hans", "zh-Hant"]'],
    )
    UNSIGNED_NAMES: Literal["error", "warning", ""] = Field(
        default="warning", title="没有签认的人名怎么办", examples=['UNSIGNED_NAMES = "warning"']
    )
    PUBLISHERS: Annotated[tuple[StrictStr, ...], AfterValidator(_known_rooms)] = Field(
        default=tuple(NAMES),
        title="做哪几样成品，按先后",
        examples=['PUBLISHERS = ["press", "website"]'],
    )
    ROOMS: Annotated[dict[str, dict[str, Any]], AfterValidator(_rooms_that_are)] = Field(
        default={}, title="各样成品自己的设置", examples=['ROOMS = {"press": {"photo_dpi": 200}}']
    )
    PROGRAM_PAGES: StrictBool = Field(
        default=False,
        title="网站上也放程序自己的几页：编辑手册、提示一览、设置一览",
        examples=["PROGRAM_PAGES = True"],
    )
    WITHOUT_PDF: StrictBool = Field(
        default=False, title="不排报纸的 PDF", examples=["WITHOUT_PDF = True"]
    )
    WORKERS: Annotated[StrictInt, Field(ge=0)] = Field(
        default=0, title="同时用几个进程，0 是有几个核用几个", examples=["WORKERS = 2"]
    )
    CLUSTER: StrictStr = Field(
        default="", title="Dask 集群的地址", examples=['CLUSTER = "tcp://10.0.0.1:8786"']
    )
    TARGETS: dict[str, Any] = Field(
        default={}, title="发布到哪里", examples=['TARGETS = {"www": "/srv/www/paper"}']
    )
    TIMEZONE: Name = Field(
        default="Asia/Shanghai", title="编辑部的时区", examples=['TIMEZONE = "Asia/Shanghai"']
    )
    PATH: NamedFolder = Field(default="content", title="稿件文件夹", examples=['PATH = "content"'])
    OUTPUT_PATH: NamedFolder = Field(
        default="output", title="成品文件夹", examples=['OUTPUT_PATH = "output"']
    )
    THEME: NamedFolder = Field(default=str(THEME), title="版式文件夹", examples=['THEME = "theme"'])
    OWN_THEME: NamedFolder = Field(
        default="theme",
        title="本报自己的版式，盖过程序自带的同名文件",
        examples=['OWN_THEME = "theme"'],
    )
    THEME_TEMPLATES_OVERRIDES: tuple[Folder, ...] = Field(
        default=(),
        title="换掉程序模板的文件夹",
        examples=['THEME_TEMPLATES_OVERRIDES = ["templates"]'],
    )
    CACHE_FOLDER: Folder = Field(
        default="", title="缓存放哪里，空着就几份报纸合用", examples=['CACHE_FOLDER = ".cache"']
    )
    PRINTED_FOLDER: Folder = Field(
        default="",
        title="付印的报纸存哪里，空着就在各期的 printed",
        examples=['PRINTED_FOLDER = "printed"'],
    )
    KITS_FOLDER: Folder = Field(
        default="",
        title="公众号包、版式包放在哪里，空着就在成品文件夹旁边",
        examples=['KITS_FOLDER = "kits"'],
    )
    FONT_FOLDERS: tuple[Folder, ...] = Field(
        default=font_folders(),
        title="字体在哪些文件夹",
        examples=['FONT_FOLDERS = [".fonts", "D:/fonts"]'],
    )
    KEEP_INDEX: StrictBool = Field(
        default=True, title="链接写明 index.html，不用服务器也能看", examples=["KEEP_INDEX = True"]
    )

    @property
    def house(self) -> House:
        """What the paper says of itself; raises ValidationError for what does not fit."""
        return house_of(self.HOUSE, self.SITENAME, self.SITEURL, self.TIMEZONE)


def house_of(own: Mapping[str, Any], name: str, site: str, timezone: str) -> House:
    """The house of HOUSE and the settings beside it; raises ValidationError."""
    return House.model_validate({"name": name, "timezone": timezone, **own, "site": site})


def defaults() -> dict[str, Any]:
    """What holds where a settings file says nothing, as a settings file would say it."""
    fields = PaperSettings.model_fields.items()
    given = {name: field.get_default() for name, field in fields if not field.is_required()}
    lists = {name: list(value) for name, value in given.items() if isinstance(value, tuple)}
    return {**given, **lists, **HOSTED}


def folder_of(settings: Mapping[str, Any]) -> Path:
    """The folder of the settings file, from which the folders that it names count."""
    if settings.get("CONF"):
        return Path(settings["CONF"]).resolve().parent
    return Path(settings.get("CONF_FOLDER") or settings.get("CACHE_PATH") or PROGRAM)


def known_names() -> frozenset[str]:
    """Every name that a settings file may give something to."""
    from pelican.settings import DEFAULT_CONFIG

    return frozenset({*PaperSettings.model_fields, *INTERNAL, *HOSTED, *DEFAULT_CONFIG, *ADDED})
