"""The publication as typed, immutable objects; what every later stage works on.

Nothing after reading parses Markdown, front matter or CSV again. All dates and times are aware or
plain dates in the newsroom's own zone. Texts are NFC, in the script their author wrote them in, and
may hold inline marks (`-{于}-`, `-{信息/資訊}-`) that `hanzi` resolves when an edition is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic_core import core_schema

from newsroom.appointments import Schedule
from newsroom.fingerprints import digest
from newsroom.kinds import AS_WRITTEN, Id, Kind, Place, Script, Status, unbroken
from newsroom.told import Told, ToldIssue
from newsroom.wishes import Dummy, Folio, PrintWish


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


_FACES = (0.5, 0.4)  # of a photo of which the editor says nothing


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

    @property
    def in_sight(self) -> tuple[float, float]:
        """The point that stays in sight: the editor's, or where faces are, above the middle."""
        return self.crop or _FACES


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
    summary: str
    subheads: tuple[Subhead, ...]
    footer: bool
    position: int


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
