"""The publication as typed, immutable objects; what every later stage works on.

Nothing after reading parses Markdown, front matter or CSV again. All dates and times are aware or
plain dates in the newsroom's own zone. Texts are NFC, in the script their author wrote them in, and
may hold inline marks (`-{于}-`, `-{信息/資訊}-`) that `hanzi` resolves when an edition is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator
from pydantic_core import core_schema

from newsroom.fingerprints import digest
from newsroom.told import Told, ToldIssue

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


@lru_cache(maxsize=8192)
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


@dataclass(frozen=True, slots=True)
class Credit:
    """A name under a story or photo, 署名.

    role: as printed, "记者", "通讯员", "摄"; empty where the paper prints the name alone.
    work: what stands behind the name: 林晓 文, and 摄影报道 in 本报记者 林晓 摄影报道.
    """

    name: str
    role: str = ""
    organisation: str = ""
    work: str = ""

    @property
    def label(self) -> str:
        """What stands with a colon before the name: 责任编辑, 摄; empty where nothing was said."""
        return self.role or self.work

    @property
    def under_photo(self) -> str:
        """As printed under a picture, where a role follows the name: 刘昆 摄."""
        if self.work:
            parts = (f"{self.organisation}{self.role}", self.name, self.work)
        else:
            parts = (self.organisation, self.name, self.role)
        return " ".join(filter(None, parts))


def by_work(people: Iterable[Credit]) -> Iterator[tuple[str, list[Credit]]]:
    """Those who did one work together, whose word stands behind the last of them: (work, they)."""
    for work, some in groupby(people, key=lambda credit: credit.work):
        yield work, list(some)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture beside its caption.

    file: path inside the content folder. digest: of the file's bytes. width, height: pixels.
    caption may be empty; alt never is. crop: the point that stays in sight where a picture is cut,
    in parts of its width and height from the top left.
    """

    file: Place
    digest: Id
    width: int
    height: int
    alt: str
    caption: str = ""
    credits: tuple[Credit, ...] = ()
    size: Id = ""  # the editor's wish for print: "small", "medium", "large" or ""
    crop: Annotated[tuple[float, float] | None, AS_WRITTEN] = None


@dataclass(frozen=True, slots=True)
class Recording:
    """An item read aloud, in a file beside it.

    file: path inside the content folder. digest: of the file's bytes. length: bytes as it goes out;
    seconds: of the whole file. start: seconds in it where the item begins, for several items may be
    read in one file. form: recordings that have the same can be joined; "" for none.
    """

    file: Place
    digest: Id
    media_type: Id
    length: int
    seconds: float
    form: Id = ""
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the 数读 strip: 8 个 招商指挥部."""

    value: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a field says that has no place of its own. name: the field's; label: in the script."""

    name: Id
    label: Id
    value: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction or a retraction, with its date as printed."""

    day: date
    text: str


class Body:
    """The text of an item: sanitised HTML, read from the store only when somebody asks for it.

    Two bodies are equal when their digests are; the digest covers the HTML and nothing else.
    """

    __slots__ = ("_html", "_load", "digest")

    def __init__(self, digest: str, load: Callable[[], str]) -> None:
        self.digest = digest
        self._load = load
        self._html: str | None = None

    @classmethod
    def of(cls, html: str) -> Body:
        """A body whose HTML is at hand."""
        body = cls(digest(html.encode("utf-8", "surrogatepass")), lambda: html)
        body._html = html
        return body

    @property
    def html(self) -> str:
        """The sanitised HTML fragment.

        Links inside the publication are `press:item/2013-09-30/lead#s1`, `press:issue/2013-09-30`
        and `press:page/about`; a photo's place is `<figure data-photo="meeting.jpg"></figure>`.
        `edition.bodies` turns both into what a page needs. What the store holds is read from it,
        and only the last of it is at hand: the bodies of 100,000 items would fill the memory.
        """
        return self._load() if self._html is None else self._html

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """In the store a body is its digest; the context's `store` loads it again."""

        def loaded(value: Any, info: core_schema.ValidationInfo[Any]) -> Body:
            return value if isinstance(value, Body) else info.context["store"].body(value)

        return core_schema.with_info_plain_validator_function(
            loaded,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda body: body.digest
            ),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"Body({self.digest})"


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a body, for the contents of a long story. anchor: its id ("s1")."""

    anchor: Id
    text: str
    number: Id = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One of several 简讯 under one heading. anchor: its id on the page ("b1")."""

    anchor: Id
    headline: str
    body: Body
    bylines: tuple[Credit, ...] = ()


class Duty(StrEnum):
    """What kind of appointment it is: at the hall (接访), in a village (下访), or any other.

    What any other is, its own `what` says (值班, 出诊, 停水): the list of those is open.
    """

    RECEPTION = "reception"
    VISIT = "visit"
    OCCASION = "occasion"


@dataclass(frozen=True, slots=True)
class Session:
    """A span of hours, 8:30–12:00; local time of the newsroom.

    end: None where only a beginning is known; one not after start is of the next day.
    """

    start: time
    end: time | None

    @property
    def is_overnight(self) -> bool:
        """Whether it ends on the next day."""
        return self.end is not None and self.end <= self.start

    def ends_on(self, day: date) -> date:
        """The day it ends on, of one that begins on a day."""
        return day + timedelta(days=1) if self.is_overnight else day


_HALVES_BEGIN = {"上午": time(8), "下午": time(14), "晚上": time(19)}


@dataclass(frozen=True, slots=True)
class Appointment:
    """One person on one day for one duty: one cell of the table taken apart.

    town, village: taken from a visit's place (佃庄镇, 东马庄村); empty for a reception at the hall.
    whole: the place as printed. sessions: empty for a visit whose hour is announced in the village.
    note: "上午", "下午", "全天" or "" as the cell said. what: the duty as it is shown where it is
    an occasion of another kind (律师值班, 出诊), else ""; title: an event's own name; role: 陪同,
    带班, 候补 or "". person may be empty; person_id then names the occasion. person_id, place_id,
    town_id: ASCII names for addresses, made at reading, the same in every script. rule: what made
    its day where the table gives a rule, as RFC 5545 §3.3.10 writes it, else ""; it changes nothing
    of what takes place.
    """

    person: str
    duty: Duty
    day: date
    place: str
    town: str = ""
    village: str = ""
    sessions: tuple[Session, ...] = ()
    note: str = ""
    person_id: Id = ""
    place_id: Id = ""
    town_id: Id = ""
    what: str = ""
    title: str = ""
    role: str = ""
    rule: str = field(default="", compare=False)

    @property
    def begins(self) -> time:
        """When it begins, for order: a half day of no hours about then, what has neither last."""
        if self.sessions:
            return self.sessions[0].start
        return _HALVES_BEGIN.get(self.note, time.max)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One row of the printed table: who, when they receive, when and where they visit.

    post: the person's office, where the table or the front matter gives it. reception_place: only
    where the table itself names it. person_id, place_id (of the visit): as in `Appointment`.
    """

    person: str
    reception_days: tuple[date, ...]
    visit_days: tuple[date, ...]
    visit_place: str
    post: str = ""
    reception_text: str = ""  # the cell as the newsroom wrote it, NFC, full-width digits folded
    visit_text: str = ""
    reception_place: str = ""
    person_id: Id = ""
    place_id: Id = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A reception schedule, 接访下访安排.

    period_start, period_end: the days it covers, both included; the front matter gives the year.
    venue: where receptions are held. hours: the sessions of a reception day. visit_rule: the note
    on half days. file: the table's path inside the content folder. corrects: the key of the item
    whose schedule this one corrects ("2013-09-30/reception"), or "". whole: whether it takes the
    place of all of that; else only the people it names are corrected. sheet: of a timetable of
    another shape, its heads and its rows as the newsroom set them, which are printed then; it has
    no rows.
    """

    file: Place
    period_start: date
    period_end: date
    venue: str
    hours: tuple[Session, ...]
    rows: tuple[ScheduleRow, ...]
    appointments: tuple[Appointment, ...]
    visit_rule: str = ""
    contact: str = ""
    topics: str = ""
    booking_deadline: str = ""
    caption: str = ""
    corrects: Id = ""
    whole: bool = False
    sheet: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PrintWish:
    """What the editor asks of the newspaper's layout; every field may be left alone.

    rank: 1 (lead) to 4; page: 1-based; span: columns; jump: whether it may go on on another page;
    together: the name of a group kept on one page; vertical: headline set beside the story.
    """

    rank: int = 3
    page: int | None = None
    span: int | None = None
    jump: bool = True
    together: Id = ""
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news.

    id: the file name, ASCII, unique within its issue. source: path inside the content folder.
    headline: `|` marks where a line may break best. digest: of everything in this object that a
    reader can see (text, photos, table, credits), in this script. record: what the ledger says of
    it, put there by the build; no part of the digest. Where each field is shown is declared in
    `newsroom.matter`.
    """

    id: Id
    issue_day: date
    source: Place
    kind: Kind
    section: Id
    headline: str
    body: Body
    script: Script
    digest: Id
    position: int
    kicker: str = ""
    deck: str = ""
    dateline: str = ""
    summary: str = ""
    bylines: tuple[Credit, ...] = ()
    photos: tuple[Photo, ...] = ()
    audio: Recording | None = None
    figures: tuple[Figure, ...] = ()
    quote: str = ""
    facts: tuple[Fact, ...] = ()
    subheads: tuple[Subhead, ...] = ()
    briefs: tuple[Brief, ...] = ()
    schedule: Schedule | None = None
    print_wish: PrintWish = field(default_factory=PrintWish)
    characters: int = 0
    status: Status = Status.PUBLISHED
    embargo: datetime | None = None
    corrections: tuple[Notice, ...] = ()
    retraction: Notice | None = None
    moved_from: Annotated[tuple[str, ...], AS_WRITTEN] = ()
    glossary: Annotated[tuple[tuple[str, str], ...], AS_WRITTEN] = ()
    record: Annotated[Told | None, AS_WRITTEN] = None

    @property
    def told(self) -> Told:
        """What readers know of it; raises LookupError before the build has asked the ledger."""
        if self.record is None:
            raise LookupError(f"the ledger was not asked about {self.key}")
        return self.record

    @property
    def key(self) -> str:
        """The item's name within the publication: "2013-09-30/lead"."""
        return f"{self.issue_day.isoformat()}/{self.id}"

    @property
    def title(self) -> str:
        """The headline on one line, without break marks."""
        return unbroken(self.headline)


@dataclass(frozen=True, slots=True)
class Folio:
    """What the head of a printed page says of it: 第2版 民生 编辑 何静; "" for what is not said."""

    page: int
    name: str = ""
    editor: str = ""


@dataclass(frozen=True, slots=True)
class DummyPhoto:
    """Where a photo stands on a page, in cells of its grid, from 1. at: line of the file.

    file: "" for all photos that are not named, as a group. height: with its caption.
    """

    at: int
    width: int
    height: int
    file: Id = ""
    column: int | None = None
    line: int | None = None
    crop: Annotated[tuple[float, float] | None, AS_WRITTEN] = None


@dataclass(frozen=True, slots=True)
class DummyPlace:
    """A place on a page, in cells of its grid, from 1. at: line of the file; 0 for one of no file.

    story: an item's id or title. filler: the id of a filler. ear: beside the nameplate, 报眼.
    head: lines of the headline; head_size: of its type, ems of the body. label: of a column that
    comes back, 栏头. box: "frame", "tint", "none" or None. to: the page where the story goes on.
    columns: that the text is set in, if not the grid's; photos in it are counted by them. short:
    lines that a column may stay short. spread: as `press.setting.Setting.spread`.
    """

    at: int = 0
    story: Id = ""
    filler: Id = ""
    ear: bool = False
    column: int | None = None
    line: int | None = None
    width: int | None = None
    height: int | None = None
    head: int | None = None
    head_size: float | None = None
    vertical: bool | None = None
    photos: tuple[DummyPhoto, ...] = ()
    label: str = ""
    box: Annotated[str | None, AS_WRITTEN] = None
    columns: int | None = None
    to: int | None = None
    short: int | None = None
    spread: int | None = None


@dataclass(frozen=True, slots=True)
class DummyPage:
    """A page of a dummy. at: line of the file. nameplate: lines, of page one, or None."""

    number: int
    at: int = 0
    name: str = ""
    locked: bool = False
    nameplate: int | None = None
    places: tuple[DummyPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Dummy:
    """What stands where on the pages of an issue, 版样. file: its name beside issue.md.

    paper: id of the paper, "" for the readers'. columns, lines: of the grid it was drawn for.
    count: of the issue's pages then, None where nobody said.
    """

    file: Id
    paper: Id = ""
    columns: int | None = None
    lines: int | None = None
    pages: tuple[DummyPage, ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One number of the paper, 期.

    number: as printed. editors: 责任编辑 and the like. pages: printed pages the editor asks for,
    or None. note: the editor's words, sanitised HTML. script: of note and editors. items:
    published items in the editor's order. digest: of all a reader can see of it. plan: the page
    plan of issue.md, as plain data, for the press; dummies: its pages as drawn, one a paper.
    folios: heads of pages that the editor wrote.
    """

    day: date
    number: int
    source: Place
    items: tuple[NewsItem, ...]
    digest: Id
    editors: tuple[Credit, ...] = ()
    pages: int | None = None
    note: str = ""
    script: Script = Script.HANS
    plan: Annotated[tuple[tuple[str, Any], ...], AS_WRITTEN] = ()
    folios: tuple[Folio, ...] = ()
    dummies: tuple[Dummy, ...] = ()
    record: Annotated[ToldIssue | None, AS_WRITTEN] = None

    @property
    def told(self) -> ToldIssue:
        """When it was told; raises LookupError before the build has asked the ledger."""
        if self.record is None:
            raise LookupError(f"the ledger was not asked about {self.key}")
        return self.record

    @property
    def key(self) -> str:
        """The issue's name within the publication: "2013-09-30"."""
        return self.day.isoformat()

    @property
    def lead(self) -> NewsItem | None:
        """The item of the highest rank, first in the editor's order."""
        return min(self.items, key=lambda item: (item.print_wish.rank, item.position), default=None)


@dataclass(frozen=True, slots=True)
class Page:
    """A standing page of the site (about, handbook). id: the file name; address `/ID/`."""

    id: Id
    source: Place
    title: str
    body: Body
    script: Script
    digest: Id
    summary: str = ""
    subheads: tuple[Subhead, ...] = ()
    footer: bool = True
    position: int = 0


class FillerKind(StrEnum):
    """What a filler is in the trade: 公益广告, 格言, 启事, 图画."""

    PSA = "psa"
    PROVERB = "proverb"
    NOTICE = "notice"
    DRAWING = "drawing"


class FillerSize(StrEnum):
    """How much of a page a filler may take: a strip, a band, half a page and more."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Filler:
    """What the paper keeps to fill its pages with; it is printed and stands nowhere else.

    headline: `|` marks where its lines end. lines: of text under it. label: printed small, such as
    公益广告. sizes: what it may be printed as. digest: of its file.
    """

    id: Id
    source: PurePosixPath
    kind: FillerKind
    headline: str
    digest: Id
    lines: tuple[str, ...] = ()
    label: str = ""
    sizes: tuple[FillerSize, ...] = ()
    photo: Photo | None = None
    script: Script = Script.HANS


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A fixed form per script for a name or term; kind: person, place, organisation or term."""

    simplified: str
    traditional: str
    kind: str = "term"
    hong_kong: str = ""
    note: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything one content folder holds: issues newest first, standing pages, glossary."""

    issues: tuple[Issue, ...]
    pages: tuple[Page, ...] = ()
    glossary: tuple[GlossaryRow, ...] = ()
    fillers: tuple[Filler, ...] = ()
