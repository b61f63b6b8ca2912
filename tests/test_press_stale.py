"""A paper is printed anew where anything that it is made of has changed, and only there.

What would be printed is counted, and nothing is.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type

from ledger.facts import Published, Retracted
from ledgers import at, published, written
from newsroom.kinds import Script
from newsroom.problems import Severity
from newsrooms import issue, item, picture, write
from press.arrangement import Layout
from press.codes import Finding, PressCode
from press.order import Order
from press.printing import Printed
from presses import ROOT, built, fonts, job

pytestmark = needs_type
DAY, NEXT = "2014-01-02", "2014-01-09"
FILLER = "---\nkind: proverb\nheadline: {}\nsize: small\n---\n"
RETRACTED = {"retracted": {"date": "2014-01-03", "text": "所述不实。"}}


def _blank() -> bytes:
    """A PDF of one page, on which nothing stands."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, deterministic_id=True)
    return out.getvalue()


BLANK = Printed(_blank(), (), (), _blank(), {"pages": []}, (), Layout(()))


@dataclass
class Newsroom:
    """A newsroom of two issues, and how it is built; what would be printed, day by day."""

    folder: Path
    how: dict[str, Any] = field(default_factory=dict)
    printed: list[date] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def theme(self) -> Path:
        return self.folder / "theme"

    def days(self) -> list[str]:
        """The days of the issues that a build prints."""
        self.printed.clear()
        built(self.content, self.folder, ["press"], **self.how)
        return [day.isoformat() for day in self.printed]

    def house(self, **changes: Any) -> None:
        """The house says something else of itself."""
        house = job(self.content, self.folder, papers=("a4",)).house
        self.how["house"] = house.model_validate({**house.model_dump(), **changes})

    def press(self, **options: Any) -> None:
        """The settings of the press are others."""
        self.how["options"] = {"press": {"workers": 1, **options}}

    def append(self, name: str, text: str) -> None:
        """A file of the folder says more."""
        path = self.folder / name
        path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    made = Newsroom(tmp_path)

    def counted(orders: Sequence[Order], _: int) -> Iterator[Printed]:
        made.printed.extend(order.day for order in orders)
        return iter([replace(BLANK, findings=made.findings)] * len(orders))

    monkeypatch.setattr("press.pool.printed", counted)
    for number, day in enumerate((DAY, NEXT), 1):
        issue(made.content, day, number)
        item(made.content, "lead", "步道今天开放。", day, photos=[{"file": "a.jpg", "alt": "河"}])
        write(made.content, f"issues/{day}/a.jpg", picture(size=(900, 600)))
    item(made.content, "second", "路修好了。", DAY, **RETRACTED)
    write(made.content, "fillers/lamp.md", FILLER.format("随手关灯"))
    shutil.copytree(ROOT / "theme" / "print", made.theme / "print")
    for name in ("templates", "static"):
        (made.theme / name).symlink_to(ROOT / "theme" / name)
    type_ = tmp_path / "type"
    type_.mkdir()
    shutil.copy(ROOT / "theme/print/newsprint.icc", type_ / "ours.icc")
    made.how = {"scripts": (Script.HANS,), "theme": made.theme, "fonts": (*fonts(), type_)}
    made.press(output_profile="ours.icc")
    made.house()
    assert made.days() == [NEXT, DAY]
    assert made.days() == []
    return made


def _brighter(profile: Path) -> None:
    """Another profile of the same name and size."""
    data = bytearray(profile.read_bytes())
    data[-1] ^= 1
    profile.write_bytes(data)


EVERY: dict[str, Callable[[Newsroom], object]] = {
    "the paper's name": lambda one: one.house(name="河湾通讯"),
    "its name in letters": lambda one: one.house(latin_name="HE WAN"),
    "the imprint": lambda one: one.house(imprint=({"label": "主办", "text": "河湾镇"},)),
    "the number of the paper": lambda one: one.house(serial="CN 00-0000"),
    "the day of the moon": lambda one: one.house(lunar=False),
    "a notice to all": lambda one: one.house(notice="版权所有。"),
    "a section's name": lambda one: one.house(
        sections=[{"id": "yaowen", "name": "大事"}, {"id": "minsheng", "name": "民生"}]
    ),
    "where to write to": lambda one: one.house(email="editor@example.cn"),
    "which stories may go on": lambda one: one.press(output_profile="ours.icc", jumps="never"),
    "the resolution": lambda one: one.press(output_profile="ours.icc", photo_dpi=300),
    "no file for the shop": lambda one: one.press(output_profile="ours.icc", press_pdf=False),
    "who separates photos": lambda one: one.press(output_profile="ours.icc", press_photos="rgb"),
    "a fifth ink": lambda one: one.press(
        output_profile="ours.icc", spot={"name": "PANTONE 485 C", "cmyk": [0, 95, 100, 0]}
    ),
    "another profile": lambda one: one.press(),
    "the profile's bytes": lambda one: _brighter(one.folder / "type/ours.icc"),
    "more type": lambda one: write(one.folder, "type/more.ttf", b"no type, but a file of it"),
    "how pages are drawn": lambda one: one.append("theme/print/type.typ", "\n// darker\n"),
    "a masthead drawn": lambda one: write(
        one.theme,
        "print/nameplate.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 15">'
        '<rect width="60" height="15" fill="#a8171c"/></svg>',
    ),
    "a masthead painted": lambda one: write(
        one.theme, "print/nameplate.png", picture(size=(600, 150), kind="PNG")
    ),
    "a filler more": lambda one: write(one.content, "fillers/tap.md", FILLER.format("节约用水")),
    "the words of a filler": lambda one: write(
        one.content, "fillers/lamp.md", FILLER.format("随手关门")
    ),
}


@pytest.mark.parametrize("change", EVERY.values(), ids=EVERY)
def test_what_all_papers_are_made_of_prints_all_of_them_anew(
    newsroom: Newsroom, change: Callable[[Newsroom], object]
) -> None:
    change(newsroom)
    assert newsroom.days() == [NEXT, DAY]


ONE: dict[str, Callable[[Newsroom], object]] = {
    "words": lambda one: item(one.content, "second", "路加宽了。", DAY),
    "a photo": lambda one: write(
        one.content, f"issues/{DAY}/a.jpg", picture("#405060", (900, 600))
    ),
    "the plan": lambda one: issue(one.content, DAY, 1, plan={"p1": ["second"]}),
    "the pages wanted": lambda one: issue(one.content, DAY, 1, pages=2),
    "an editor": lambda one: issue(
        one.content, DAY, 1, editors=[{"name": "何静", "role": "责任编辑"}]
    ),
    "the head of a page": lambda one: issue(
        one.content, DAY, 1, folios={"p2": {"name": "本埠", "editor": "何静"}}
    ),
    "its number": lambda one: issue(one.content, DAY, 7),
}


@pytest.mark.parametrize("change", ONE.values(), ids=ONE)
def test_what_one_paper_is_made_of_prints_that_one(
    newsroom: Newsroom, change: Callable[[Newsroom], object]
) -> None:
    change(newsroom)
    assert newsroom.days() == [DAY]


def test_when_readers_were_told_of_a_retraction_stands_in_what_is_printed(
    newsroom: Newsroom,
) -> None:
    """The words of the issue have not changed."""
    keys = [f"{day}/lead" for day in (DAY, NEXT)]
    second = f"{DAY}/second"
    told = at("2014-01-04")
    came = [published(key, key[:10]) for key in (*keys, second)]
    gone = Retracted(told, second, "2014-01-03-0a", date(2014, 1, 3), "0a", told)
    written(newsroom.content, [*(_as_told(one) for one in came), gone], 2014)
    assert newsroom.days() == [DAY]


def _as_told(fact: Published) -> Published:
    return replace(fact, section="yaowen", kind="report")


def test_a_page_of_the_site_and_another_issue_print_nothing_of_these(newsroom: Newsroom) -> None:
    write(newsroom.content, "pages/about.md", "---\ntitle: 关于本报\n---\n本报是样报。\n")
    (newsroom.theme / "templates").unlink()
    shutil.copytree(ROOT / "theme" / "templates", newsroom.theme / "templates")
    newsroom.append("theme/templates/item.html", "<!-- new -->")
    assert newsroom.days() == []
    issue(newsroom.content, "2014-01-16", 3)
    item(newsroom.content, "lead", "新学校开学。", "2014-01-16")
    assert newsroom.days() == ["2014-01-16"]


def told(code: PressCode, severity: Severity, *, for_shop: bool = False) -> Finding:
    """Something that is found of a paper as it is printed."""
    return Finding("", code, "版面上有一处", "请看看", severity, for_shop=for_shop)


WHITE = told(PressCode.PAGE_SHORT, Severity.WARNING)
PHOTO = told(PressCode.PHOTO_GONE, Severity.WARNING)
GRAVE = told(PressCode.LOST_TEXT, Severity.ERROR)
OF_THE_SHOP = told(PressCode.LOST_TEXT, Severity.ERROR, for_shop=True)


@pytest.mark.parametrize(
    ("findings", "papers", "again"),
    [
        ((WHITE,), {"", "-press"}, False),
        ((PHOTO, WHITE), {"", "-press"}, True),
        ((WHITE, OF_THE_SHOP), {""}, True),
        ((GRAVE,), set(), True),
        ((GRAVE, OF_THE_SHOP), set(), True),
    ],
    ids=["white", "a photo was gone", "the shop's file is withheld", "all of it is", "both are"],
)
def test_what_may_come_out_better_is_printed_again_and_the_rest_told_again(
    newsroom: Newsroom, findings: tuple[Finding, ...], papers: set[str], *, again: bool
) -> None:
    item(newsroom.content, "lead", "步道明天开放。", DAY)
    newsroom.findings = findings
    assert newsroom.days() == [DAY]
    folder = newsroom.folder / "output/2014/01/02"
    names = {path.name for path in folder.glob("*.pdf")}
    assert names == {f"yibin-tongxun-{DAY}{ending}.pdf" for ending in papers}
    newsroom.findings = ()
    _, build = built(newsroom.content, newsroom.folder, ["press"], **newsroom.how)
    assert (len(newsroom.printed) == 2) == again
    assert ("版面上有一处" in " ".join(problem.what for problem in build.problems)) != again
    names = {path.name for path in folder.glob("*.pdf")}
    assert names == {f"yibin-tongxun-{DAY}{ending}.pdf" for ending in ("", "-press")}
