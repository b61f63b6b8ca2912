"""Front matter: what an editor may write above a text, as models that refuse everything else."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from newsroom.credits import credits_of, several
from newsroom.fields import (
    FIRST_DAY,
    LAST_DAY,
    AnyKind,
    Day,
    Headline,
    Line,
    Part,
    Whole,
    as_list,
    iso_day,
)
from newsroom.kinds import Script, Status
from newsroom.model import Credit, FillerKind, FillerSize
from newsroom.schedules.matter import ScheduleMatter
from newsroom.shown import EVERYWHERE, NOWHERE, Output, Shown, steers

ISO_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")
OLD_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NEVER_ITEMS = re.compile(r"p[0-9]+|photos")
_CLOCK = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,3})?")
NOT_IN_FORMS = re.compile(r"[<>&\"'{}|\\]")
ON_SCREENS = EVERYWHERE - {Output.PRINT, Output.SEARCH}
HEARD = frozenset({Output.WEB, Output.FEEDS})
IN_LISTS = frozenset({Output.WEB, Output.FEEDS, Output.MAIL})


class Matter(BaseModel):
    """Base of all front matter: unknown fields are errors, white space at the ends is not kept."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class CreditMatter(Matter):
    """A name: written out, or as a plain string ("王振华", "记者 王振华")."""

    name: Line = Field(min_length=1)
    role: Line = ""
    organisation: Line = ""
    work: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        read = _credits_in(value)
        if read is None or len(read) > 1:
            raise PydanticCustomError("credit_form", "not clear who is meant")
        return read[0]

    def credit(self) -> Credit:
        """The credit of the model."""
        return Credit(self.name, self.role, self.organisation, self.work)


def _credits_in(value: Any) -> list[Any] | None:
    """The credits that one entry of a list stands for; None where it is not clear who is meant."""
    if isinstance(value, dict) and len(value) == 1:  # `- 记者: 林晓`
        (key, name), *_ = value.items()
        if isinstance(key, str) and isinstance(name, str) and not key.isascii():
            value = f"{key}：{name}"
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return [{**value, "name": name} for name in several(value["name"])]
    if not isinstance(value, str):
        return [value]
    read = credits_of(value)
    return [asdict(credit) for credit in read] if read else None


def _credits(value: Any) -> Any:
    """Every name by itself; what is not clear stays as it is, for its faults to be told."""
    listed = as_list(value)
    if not isinstance(listed, list | tuple):
        return listed
    read = [_credits_in(entry) for entry in listed]
    if None in read:  # nothing is printed; every fault keeps its place in the list, and its line
        return [found[0] if found else entry for found, entry in zip(read, listed, strict=True)]
    return [credit for found in read if found for credit in found]


Credits = Annotated[tuple[CreditMatter, ...], BeforeValidator(_credits)]


class PhotoMatter(Matter):
    """A photo beside the item."""

    file: Line = Field(min_length=1)
    alt: Line = ""
    caption: Line = ""
    credit: Credits = ()
    size: Annotated[str, Field(pattern="^(small|medium|large)?$")] = ""
    crop: tuple[Part, Part] | None = None


def _seconds(value: Any) -> Any:
    """Where in a recording something begins: 75, 1:15 or 1:02:03."""
    parts = str(value).strip().replace("：", ":").split(":") if value is not None else [""]
    if isinstance(value, bool) or not all(map(_CLOCK.fullmatch, parts)) or len(parts) > len("hms"):
        raise ValueError("从第几分几秒开始，写成 3:20 的样子")
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + float(part)
    return seconds


class RecordingMatter(Matter):
    """An item read aloud: the name of a file, or with where in it the item begins."""

    file: Line = Field(min_length=1)
    start: Annotated[float, BeforeValidator(_seconds)] = 0.0

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"file": value} if isinstance(value, str) else value


class FigureMatter(Matter):
    """One number of the 数读 strip."""

    value: Line
    unit: Line = ""
    label: Line


class NoticeMatter(Matter):
    """A correction or retraction."""

    date: Day
    text: Line = Field(min_length=1)


def _jump(value: Any) -> Any:
    wanted = {"never": False, "may": True}.get(value, value) if isinstance(value, str) else value
    if not isinstance(wanted, bool):
        raise PydanticCustomError(
            "enum", "may it jump", {"expected": "may（可以转）、never（不转）"}
        )
    return wanted


class ItemMatter(Matter):
    """The front matter of an item; CONTENT of the editors' handbook explains every field.

    A field is declared here and nowhere else: its type, what it is called, and where readers see
    it. A line with `fact=True` is shown everywhere by that alone.
    """

    kind: Annotated[AnyKind, steers("体裁", "type", "种类")]
    section: Annotated[
        Line,
        Shown("栏目", ("category", "categories", "欄目", "分类"), ON_SCREENS, must=True, word=True),
    ]
    headline: Annotated[
        Headline, Shown("主题", ("title", "标题", "標題", "題目", "题目"), must=True)
    ] = Field(min_length=1)
    kicker: Annotated[Line, Shown("引题", ("引題", "眉题"))] = ""
    deck: Annotated[Line, Shown("副题", ("subtitle", "副标题", "副題"))] = ""
    dateline: Annotated[Line, Shown("电头", ("location", "place"))] = ""
    bylines: Annotated[
        Credits, Shown("署名", ("author", "authors", "byline", "作者", "记者", "記者"))
    ] = ()
    photos: Annotated[
        tuple[PhotoMatter, ...],
        BeforeValidator(as_list),
        Shown("照片", ("image", "images", "photo", "picture", "图片")),
    ] = ()
    audio: Annotated[
        RecordingMatter | None,
        Shown("录音", ("podcast", "recording", "sound", "录音", "音频", "錄音"), HEARD),
    ] = None
    figures: Annotated[
        tuple[FigureMatter, ...], BeforeValidator(as_list), Field(max_length=4), Shown("数读")
    ] = ()
    quote: Annotated[Line, Shown("摘引")] = ""
    rank: Annotated[Whole, steers("轻重")] = Field(default=3, ge=1, le=4)
    page: Annotated[Whole | None, steers("版")] = Field(default=None, ge=1, le=99)
    span: Annotated[Whole | None, steers("栏数")] = Field(default=None, ge=1, le=8)
    jump: Annotated[bool, BeforeValidator(_jump), steers("转版")] = True
    together: Annotated[Line, steers("同版")] = ""
    vertical: Annotated[bool, steers("竖题")] = False
    upright: Annotated[bool, steers("竖排")] = False
    script: Annotated[Script, steers("文字")] = Script.HANS
    status: Annotated[Status, steers("状态", "draft", "published")] = Status.PUBLISHED
    embargo: Annotated[datetime | None, steers("发布时刻")] = None
    summary: Annotated[
        Line, Shown("提要", ("description", "excerpt", "abstract", "摘要"), IN_LISTS)
    ] = ""
    table: Annotated[Line, steers("表格")] = ""
    schedule: Annotated[ScheduleMatter | None, Shown("安排", must=True)] = None
    corrections: Annotated[
        tuple[NoticeMatter, ...], BeforeValidator(as_list), Shown("更正", must=True)
    ] = ()
    retracted: Annotated[NoticeMatter | None, Shown("撤回", must=True)] = None
    moved_from: Annotated[tuple[Line, ...], BeforeValidator(as_list), steers("旧地址")] = ()
    glossary: Annotated[dict[Line, Line], Shown("词形", on=NOWHERE)] = Field(default_factory=dict)

    @field_validator("embargo", mode="before")
    @classmethod
    def _whole_time(cls, value: Any) -> Any:
        if value is None:
            return None
        if not (isinstance(value, str) and ISO_TIME.match(value.strip())):
            raise PydanticCustomError("datetime_hour", "embargo needs an hour")
        return value.strip()

    @field_validator("embargo")
    @classmethod
    def _within_reach(cls, value: datetime | None) -> datetime | None:
        if value is not None and not FIRST_DAY <= value.date() <= LAST_DAY:
            raise PydanticCustomError("datetime_year", "a year nobody means")
        return value

    @field_validator("moved_from")
    @classmethod
    def _old_addresses(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            day, _, name = value.partition("/")
            if not OLD_ID.fullmatch(name) or NEVER_ITEMS.fullmatch(name):
                raise ValueError("旧地址要写成 2013-09-30/old-id 的样子")
            try:
                old_day = date.fromisoformat(iso_day(day))
            except ValueError:
                raise ValueError(f"日历上没有这一天：{day}") from None
            if not FIRST_DAY <= old_day <= LAST_DAY:
                raise ValueError(f"旧地址的日期要在{FIRST_DAY.year}年到{LAST_DAY.year}年之间")
        if len(set(values)) < len(values):
            raise ValueError("同一个旧地址写了两次")
        return values

    @field_validator("glossary")
    @classmethod
    def _plain_forms(cls, forms: dict[str, str]) -> dict[str, str]:
        """Forms go into finished HTML, so they are held to what glossary.csv may hold."""
        for form in (*forms, *forms.values()):
            if not form or NOT_IN_FORMS.search(form):
                raise ValueError("词形不能空着，也不能有 < > & 引号、花括号、竖线和反斜线")
        return forms


class FolioMatter(Matter):
    """What a page's head says of it: p2: {name: 民生, editor: 何静}, or p2: 民生."""

    name: Line = Field(default="", max_length=20)
    editor: Line = Field(default="", max_length=40)


Folios = dict[
    Annotated[str, Field(pattern=r"^p[1-9][0-9]?$")],
    Annotated[
        FolioMatter, BeforeValidator(lambda said: {"name": said} if isinstance(said, str) else said)
    ],
]


class IssueMatter(Matter):
    """The front matter of issue.md."""

    number: Whole = Field(ge=1)
    date: Day
    editors: Credits = ()
    pages: Whole | None = Field(default=None, ge=1, le=99)
    script: Script = Script.HANS
    plan: dict[str, Any] = Field(default_factory=dict)
    folios: Folios = Field(default_factory=dict)


class PageMatter(Matter):
    """The front matter of a standing page."""

    title: Headline = Field(min_length=1)
    summary: Line = ""
    position: Whole = 0
    footer: bool = True
    script: Script = Script.HANS


_FILLER_KINDS = {"公益广告": "psa", "格言": "proverb", "启事": "notice", "图画": "drawing"}
_FILLER_SIZES = {"小": "small", "中": "medium", "大": "large"}


def _in_chinese(known: dict[str, str]) -> Any:
    """One or several words, each in English or in Chinese."""

    def word(value: Any) -> Any:
        return known.get(value, value) if isinstance(value, str) else value

    return lambda value: [word(one) for one in value] if isinstance(value, list) else word(value)


class FillerMatter(Matter):
    """The front matter of a filler."""

    kind: Annotated[FillerKind, BeforeValidator(_in_chinese(_FILLER_KINDS))]
    headline: Headline = Field(min_length=1, max_length=60)
    label: Line = Field(default="", max_length=40)
    size: Annotated[
        tuple[FillerSize, ...],
        BeforeValidator(lambda value: as_list(_in_chinese(_FILLER_SIZES)(value))),
    ] = ()
    photo: PhotoMatter | None = None
    script: Script = Script.HANS
    status: Status = Status.PUBLISHED
