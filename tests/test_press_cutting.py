"""A story taken out of a printed page leaves headline and notice, and all others as they were."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import elements, faults
from guards import needs_type
from orders import FONTS, ROOT, figures, order, picture, prose, story, table

from newsroom.kinds import Script
from newsroom.wishes import PrintWish
from press.frozen import FrozenOrder, Thawed, thaw
from press.notices import Notice, PaperSheet
from press.printing import print_issue
from press.readback import read_pages
from press.regions import layout_bytes
from press.spans import Span
from press.story import Passage, Role, Story
from press.takings import Taking

pytestmark = needs_type
DAY = date(2014, 1, 2)
LANGUAGES = {Script.HANS: "zh-CN", Script.HANT: "zh-TW"}
NOTICE = "所述与事实不符，现予撤回，并向读者致歉。"


def stories(folder: Path) -> list[Story]:
    """Stories of every kind: long ones that jump, photos, tables, figures, boxes, verse, links."""
    linked = Passage(
        Role.TEXT, (Span("详见"), Span("指南", href="https://guide.example/"), Span("。"))
    )
    verse = Passage(Role.VERSE, (Span("河水清清\n柳色新新", turn=False),))
    made = [
        story(
            0,
            *(prose(160, 31 * n) for n in range(22)),
            rank=1,
            figures=figures(3),
            kicker="引题在此",
            deck="副题在此",
            pictures=(picture(folder, 1800, 1200),),
        ),
        story(1, prose(260, 7), headline=("二期工程",), tables=(table(5),)),
        story(2, prose(150, 19), headline=("简讯",), boxed=True),
        story(
            3,
            *(prose(170, 13 * n) for n in range(9)),
            headline=("竖着排的标题",),
            wish=PrintWish(vertical=True),
        ),
        story(
            4,
            prose(120, 3),
            headline=("一幅照片",),
            pictorial=True,
            pictures=(picture(folder, 1200, 1500, "老街一角。"),),
        ),
        story(5, prose(200, 41), headline=("有链接的一篇",)),
        story(6, headline=("诗一首",)),
        story(7, "一句话。", headline=("最短的一篇",)),
        story(8, headline=("堤岸上的早晨",), wish=PrintWish(upright=True)),
    ]
    made[5] = replace(made[5], passages=(*made[5].passages, linked))
    made[6] = replace(made[6], passages=(verse, verse))
    made[8] = replace(made[8], passages=(verse, replace(verse, spans=(Span("风从巷里来"),))))
    return [replace(each, lasting=f"2014-01-02/{each.id}") for each in made]


@pytest.fixture(scope="module", params=[(Script.HANS, "a4"), (Script.HANT, "8k")])
def printed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Script, Path, list[Story]]:
    """An issue as it is kept."""
    script, paper = request.param
    folder = tmp_path_factory.mktemp("cut")
    copy = stories(folder)
    made = print_issue(order(copy, folder, paper, script, whole=True))
    blocks = {one.story: one for page in made.layout.pages for one in page.blocks}
    assert blocks[8].downwards  # the poem that stands upright
    (folder / "kept").mkdir()
    (folder / "kept/paper.pdf").write_bytes(made.pdf)
    (folder / "kept/layout.json").write_bytes(layout_bytes({**made.data, "file": "paper.pdf"}))
    return script, folder, copy


@pytest.fixture(autouse=True)
def _without_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures of the pages for the web are asked for where a signed paper is published."""
    monkeypatch.setattr("press.frozen.page_pictures", lambda pdf: [()] * len(opened(pdf).pages))


def taking(number: int, *, headline: bool = True, text: str = NOTICE, state: str = "1") -> Taking:
    """What is to be taken out, and said instead."""
    notice = Notice("撤稿（2014年1月5日）：", text, "缘由见本报网站。")
    stamp = "更正重印 2014年1月5日"
    return Taking(f"2014-01-02/s{number}", state, headline, notice, stamp, date(2014, 1, 5))


def thawed(script: Script, folder: Path, *takings: Taking, kept: Path | None = None) -> Thawed:
    """The kept issue after some stories have been taken out."""
    kept = kept or folder / "kept"
    files = {path.name: path for path in sorted(kept.iterdir())}
    return thaw(FrozenOrder(script, DAY, files, takings, folder / "cache", ROOT / "theme", FONTS))


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def words(pdf: bytes) -> str:
    return "".join(letter.text for page in read_pages(pdf) for letter in page.letters)


def photos_in(pdf: bytes) -> int:
    """How many photos a file holds, be they shown on a page or not."""
    with opened(pdf) as document:
        things = (one for one in document.objects if isinstance(one, pikepdf.Stream))
        return sum(one.get("/Subtype") == "/Image" for one in things)


@pytest.mark.share(3)
@pytest.mark.parametrize("number", range(9))
def test_any_story_can_be_taken_out(printed: tuple[Script, Path, list[Story]], number: int) -> None:
    script, folder, copy = printed
    headline = (script is Script.HANS) == bool(number % 2)  # each with and without
    before = (folder / "kept/paper.pdf").read_bytes()
    result = thawed(script, folder, taking(number, headline=headline))
    assert result.findings == (), result.trail
    after = result.files["paper.pdf"]
    layout = json.loads(result.files["layout.json"])
    borne = {
        page["number"]: [r["shapes"][0] for r in page["regions"] if r["id"].endswith(f"/s{number}")]
        for page in layout["pages"]
    }
    was, now = read_pages(before), read_pages(after)
    for page, rooms in borne.items():
        inside = [
            "".join(
                letter.text
                for letter in read[page - 1].letters
                if any(
                    x <= letter.heart[0] <= x + w and y <= letter.heart[1] <= y + h
                    for x, y, w, h in rooms
                )
            )
            for read in (was, now)
        ]
        if rooms:
            title = copy[number].title
            assert ("撤稿（2014年1月5日）：" in inside[1]) is True
            assert (title in inside[1]) == headline
            left = inside[1].replace("撤稿（2014年1月5日）：", "").replace(NOTICE, "")
            left = left.replace("缘由见本报网站。", "").replace(title, "")
            assert left == "" or (left.startswith("（上接第") and headline)
            pictures = [
                p
                for p in now[page - 1].pictures
                if any(
                    x <= p.centre[0] <= x + w and y <= p.centre[1] <= y + h for x, y, w, h in rooms
                )
            ]
            assert pictures == []
    with opened(after) as document:
        assert faults(document, LANGUAGES[script]) == []
        links = [str(a.A.URI) for page in document.pages for a in page.get("/Annots", ())]
        assert any(copy[number].url == link for link in links) == headline
        alts = [str(one.get("/Alt", "")) for _, one, _ in elements(document)]
    with opened(before) as document:
        alts_before = [str(one.get("/Alt", "")) for _, one, _ in elements(document)]
    assert len([a for a in alts_before if a]) - len([a for a in alts if a]) == len(
        copy[number].pictures
    )
    assert photos_in(before) - photos_in(after) == len(copy[number].pictures)
    single = 0
    for name, data in result.files.items():
        if name.startswith("p") and name.endswith(".pdf") and name != "paper.pdf":
            single += photos_in(data)
            with opened(data) as document:
                assert faults(document, LANGUAGES[script]) == []
    assert single == photos_in(after)


@pytest.mark.share(2)
def test_one_after_another_all_stories_can_be_taken_out(
    printed: tuple[Script, Path, list[Story]], tmp_path: Path
) -> None:
    script, folder, copy = printed
    kept, takings = folder / "kept", []
    for number in range(len(copy)):
        takings.append(taking(number, headline=False))
        result = thawed(script, folder, *takings, kept=kept)
        assert result.findings == (), result.trail
        kept = tmp_path / str(number)
        kept.mkdir()
        for name in ("paper.pdf", "layout.json"):
            (kept / name).write_bytes(result.files[name])
    after = result.files["paper.pdf"]
    assert words(after).count("更正重印2014年1月5日") == len(read_pages(after))
    assert not {each.title for each in copy} & set(words(after).split("撤稿"))
    with opened(after) as document:
        assert faults(document, LANGUAGES[script]) == []


@pytest.mark.share(2)
def test_what_has_been_taken_out_is_not_taken_out_again(
    printed: tuple[Script, Path, list[Story]], tmp_path: Path
) -> None:
    script, folder, _ = printed
    first = thawed(script, folder, taking(1))
    for name in ("paper.pdf", "layout.json"):
        (tmp_path / name).write_bytes(first.files[name])
    assert thawed(script, folder, taking(1), kept=tmp_path).files == first.files
    again = thawed(script, folder, taking(1, text="另一种说法。", state="2"), kept=tmp_path).files[
        "paper.pdf"
    ]
    assert "另一种说法。" in words(again)
    assert NOTICE not in words(again)


@pytest.mark.share(2)
def test_a_notice_too_long_for_the_room_leads_to_the_site(
    printed: tuple[Script, Path, list[Story]],
) -> None:
    script, folder, _ = printed
    said = words(thawed(script, folder, taking(7, text=NOTICE * 20)).files["paper.pdf"])
    assert "缘由见本报网站。" in said
    assert NOTICE not in said


@pytest.mark.share(2)
def test_what_cannot_be_taken_out_is_withheld(
    printed: tuple[Script, Path, list[Story]], monkeypatch: pytest.MonkeyPatch
) -> None:
    script, folder, _ = printed
    monkeypatch.setattr("press.frozen.NoticeDesk.notice", lambda *_: stamp_elsewhere(folder))
    result = thawed(script, folder, taking(1))
    assert result.fails


def stamp_elsewhere(folder: Path) -> bytes:
    """A sheet whose words stand outside the story's room."""
    from press.notices import NoticeDesk

    desk = NoticeDesk.opened(Script.HANS, DAY, FONTS, folder / "cache", ROOT / "theme")
    return desk.stamp("不在版块里", PaperSheet(595.28, 841.89, 42.64, 800.0, 810.0, 9.0))


@pytest.mark.parametrize(("top", "bottom", "foot"), [(51.0, 807.9, False), (20.0, 800.0, True)])
def test_the_word_that_a_page_was_reprinted_has_room_of_its_own(
    top: float, bottom: float, *, foot: bool
) -> None:
    stamp = PaperSheet(595.28, 841.89, 42.64, top, bottom, 9.0).stamp
    assert stamp.top >= bottom if foot else stamp.bottom <= top - 22
    assert stamp.bottom - stamp.top >= 8
