"""The dummy of an issue, 版样: what stands where on its pages, as an editor draws it.

It lies beside issue.md: `dummy.yaml` for the readers' paper, `dummy-8k.yaml` for the paper of that
id. All measures are cells of the paper's grid: columns from the left and lines from the top of the
type area, both counted from 1. Whether a page has such a place is for the press to say; here the
file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from newsroom.codes import ReadingCode
from newsroom.fields import Line, Part, Whole, as_list
from newsroom.frontmatter import matter_of
from newsroom.matter import Matter
from newsroom.problems import ProblemList
from newsroom.sources import Source, decoded
from newsroom.validating import validated
from newsroom.wishes import Dummy, DummyPage, DummyPhoto, DummyPlace

FILE = re.compile(r"dummy(?:-(?P<paper>[a-z0-9]+(?:-[a-z0-9]+)*))?\.yaml")
MOST_PLACES = 80  # on a page
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Column = Annotated[Whole, Field(ge=1, le=12)]
GridLine = Annotated[Whole, Field(ge=1, le=400)]
Ems = Annotated[float, Field(ge=1, le=30)]

_BOXES = {"框": "frame", "底": "tint", "无": "none"}


def _box(value: Any) -> Any:
    return _BOXES.get(value, value) if isinstance(value, str) else value


class DummyPhotoMatter(Matter):
    """Where a photo of a story stands; without `file` all photos that are not named, as a group.

    height: with the lines of its caption.
    """

    file: Line = Field(default="", description="照片的文件名；不写是其余照片排成一组")
    column: Column | None = Field(default=None, description="从左数第几栏起；不写靠右")
    line: GridLine | None = Field(default=None, description="从上数第几行起；不写在标题下面")
    width: Column = Field(description="占几栏")
    height: GridLine = Field(description="占几行，连说明")
    crop: tuple[Part, Part] | None = Field(
        default=None, description="裁剪时一定留住的一点：从左、从上各占几分之几"
    )


class DummyPlaceMatter(Matter):
    """A place on a page. Exactly one of story and filler; where measures lack, the press chooses.

    head: lines of the grid that the headline takes. short: lines that a column may stay short.
    """

    story: Line = Field(default="", description="稿件的文件名或标题")
    filler: Line = Field(default="", description="补白的文件名")
    ear: bool = Field(default=False, description="报眼：排在报头右边")
    column: Column | None = Field(default=None, description="从左数第几栏起")
    line: GridLine | None = Field(default=None, description="从上数第几行起，报头也算")
    width: Column | None = Field(default=None, description="占几栏")
    height: GridLine | None = Field(default=None, description="占几行")
    head: Whole | None = Field(default=None, ge=0, le=200, description="标题占几行")
    head_size: Ems | None = Field(default=None, description="主题的字号，是正文的几倍")
    vertical: bool | None = Field(default=None, description="竖题")
    upright: bool | None = Field(default=None, description="诗词竖排在框里，从上到下，从右到左")
    photos: Annotated[tuple[DummyPhotoMatter, ...], BeforeValidator(as_list)] = Field(
        default=(), max_length=40, description="照片各在哪里"
    )
    label: Line = Field(default="", max_length=16, description="专栏的栏头")
    box: Annotated[str | None, BeforeValidator(_box), Field(pattern="^(none|frame|tint)$")] = Field(
        default=None, description="frame 加框，tint 铺底，none 都不要"
    )
    columns: Column | None = Field(
        default=None, description="栏变：在这一处里排成几栏；照片的 column、width 也照这几栏数"
    )
    to: Annotated[Whole, Field(ge=1, le=99)] | None = Field(
        default=None, description="排不下的转到第几版"
    )
    short: Whole | None = Field(default=None, ge=0, le=400, description="栏脚最多可短几行")
    spread: Whole | None = Field(
        default=None, ge=0, le=9, description="小标题、摘引放宽的第几种排法"
    )
    says: Annotated[tuple[str, ...], BeforeValidator(as_list)] = Field(
        default=(), max_length=12, description="程序自拟的补白画版样时的标题和各行，锁定的版照它印"
    )

    @model_validator(mode="after")
    def _one_thing(self) -> DummyPlaceMatter:
        if bool(self.story) == bool(self.filler):
            raise ValueError("稿件（story）和补白（filler）写一个，也只写一个")
        if self.filler and None in (self.column, self.line, self.width, self.height):
            raise ValueError("补白要写全 column、line、width、height")
        if self.says and not self.filler:
            raise ValueError("says 是程序自拟的补白的文字，要和补白（filler）一起写")
        if (self.column is None) != (self.line is None):
            raise ValueError("column 和 line 要一起写")
        if self.column is not None and None in (self.width, self.height) and not self.ear:
            raise ValueError("写了 column、line，也要写 width、height")
        if self.photos and self.column is None and not self.ear:
            raise ValueError("写了照片的位置，也要写稿件的 column、line、width、height")
        return self


class DummyPageMatter(Matter):
    """A page. nameplate: lines that the nameplate takes, of page one."""

    page: Annotated[Whole, Field(ge=1, le=99)] = Field(description="第几版")
    name: Line = Field(default="", max_length=12, description="版名，如 民生")
    locked: bool = Field(default=False, description="true：这一版不再变动")
    nameplate: Whole | None = Field(default=None, ge=4, le=40, description="报头占几行，只在第1版")
    places: Annotated[tuple[DummyPlaceMatter, ...], BeforeValidator(as_list)] = Field(
        default=(), max_length=MOST_PLACES, description="这一版上的稿件和补白"
    )


class DummyMatter(Matter):
    """A whole dummy. columns, lines: of the grid it was drawn for; count: of its pages then."""

    paper: Line = Field(default="", description="哪一种纸")
    columns: Column | None = Field(default=None, description="画版样时这种纸有几栏")
    lines: GridLine | None = Field(default=None, description="画版样时这种纸有几行")
    count: Annotated[Whole, Field(ge=1, le=99)] | None = Field(
        default=None, description="画版样时这一期共几版，第1版的报头上印着"
    )
    pages: tuple[DummyPageMatter, ...] = Field(max_length=99, description="各版")


def schema() -> dict[str, Any]:
    """The schema of a dummy (json-schema.org, 2020-12): the very model that reads it."""
    return {**DummyMatter.model_json_schema(), "$schema": DIALECT, "title": "dummy.yaml"}


def dummies_in(
    files: Mapping[str, bytes], folder: str, problems: ProblemList, titles: Mapping[str, str]
) -> Iterator[Dummy]:
    """The dummies among the files of an issue, by name; what is wrong with one leaves it out.

    files: bytes by name. folder: of the issue, as the editor knows it. titles: the ids of its items
    by their headlines, without blanks and bars, where no two have the same.
    """
    for name in sorted(files):
        match = FILE.fullmatch(name)
        if match is None:
            continue
        found = ProblemList()
        read = _read(files[name], f"{folder}/{name}", name, match["paper"] or "", found)
        problems.extend(replace(one, what=_of_a_dummy(one.what)) for one in found)
        if read is not None and not found.errors:
            yield replace(read, pages=tuple(_by_ids(page, titles) for page in read.pages))


def _of_a_dummy(what: str) -> str:
    """What is said of front matter, said of a dummy."""
    return what.replace("稿件信息", "版样")


def _by_ids(page: DummyPage, titles: Mapping[str, str]) -> DummyPage:
    """The page, its stories named by their ids where it has their headlines."""

    def named(place: DummyPlace) -> DummyPlace:
        bare = "".join(place.story.replace("|", "").split())
        return replace(place, story=titles.get(bare, place.story))

    return replace(page, places=tuple(map(named, page.places)))


def _read(data: bytes, shown: str, name: str, paper: str, problems: ProblemList) -> Dummy | None:
    text = decoded(data, shown, problems)
    matter, lines = matter_of(text, shown, problems) if text is not None else (None, {})
    source = Source(shown, matter, lines, "", 0)
    made = validated(source, DummyMatter, problems)
    if made is None:
        return None
    _note_twice(made, source, paper, problems)
    pages = tuple(_page(page, at, source) for at, page in enumerate(made.pages))
    return Dummy(name, paper, made.columns, made.lines, pages, made.count)


def _note_twice(made: DummyMatter, source: Source, paper: str, problems: ProblemList) -> None:
    """What fits the schema and contradicts itself."""
    if made.paper and paper and made.paper != paper:
        what = f"paper 是 {made.paper}，文件名说是 {paper}"
        cure = f"请改成 paper: {paper}，或给文件改名为 dummy-{made.paper}.yaml"
        problems.add(source.name, source.line_of("paper"), ReadingCode.DUMMY, what, cure)
    seen: set[int] = set()
    for at, page in enumerate(made.pages):
        if page.page in seen:
            what, cure = f"第{page.page}版写了两次", "请并成一处"
            line = source.line_of("pages", at, "page")
            problems.add(source.name, line, ReadingCode.DUMMY, what, cure)
        seen.add(page.page)
        if page.nameplate is not None and page.page != 1:
            what, cure = f"第{page.page}版没有报头", "请删去 nameplate"
            line = source.line_of("pages", at, "nameplate")
            problems.add(source.name, line, ReadingCode.DUMMY, what, cure)
        for number, place in enumerate(page.places):
            if place.ear and page.page != 1:
                what, cure = f"第{page.page}版没有报头，排不了报眼", "请删去 ear，或移到第1版"
                line = source.line_of("pages", at, "places", number, "ear")
                problems.add(source.name, line, ReadingCode.DUMMY, what, cure)
            if place.to is not None and place.to <= page.page:
                what = f"第{page.page}版的稿件要转到第{place.to}版，只能转到后面的版"
                line = source.line_of("pages", at, "places", number, "to")
                cure = f"请把 to 改成 {page.page + 1} 以上，或删去"
                problems.add(source.name, line, ReadingCode.DUMMY, what, cure)


def _page(page: DummyPageMatter, at: int, source: Source) -> DummyPage:
    places = tuple(
        DummyPlace(
            at=source.line_of("pages", at, "places", number),
            photos=tuple(
                DummyPhoto(
                    at=source.line_of("pages", at, "places", number, "photos", which),
                    **photo.model_dump(),
                )
                for which, photo in enumerate(place.photos)
            ),
            **place.model_dump(exclude={"photos"}),
        )
        for number, place in enumerate(page.places)
    )
    return DummyPage(
        number=page.page,
        at=source.line_of("pages", at),
        name=page.name,
        locked=page.locked,
        nameplate=page.nameplate,
        places=places,
    )
