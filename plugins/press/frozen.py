"""A paper that was signed to press, made ready for readers again: what a worker does with it.

The PDFs are kept byte for byte. Pages as files of their own and pictures of pages come from the
PDF, as they did when it was fresh. Where a story has been retracted or withdrawn since, it is taken
out of the pages that bear it (press.cutting says how, and why nothing is drawn anew); all other
pages stay: in the whole PDF their contents, and as files of their own every byte.
"""

from __future__ import annotations

import json
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from newsroom.kinds import Script
from newsroom.problems import Severity
from press.codes import Finding, PressCode
from press.cutting import Patch, patched
from press.headings import Headings, headings
from press.notices import NoticeDesk, PaperSheet
from press.readback import Box, Letter, ReadPage, read_pages
from press.regions import LAYOUT, layout_bytes, page_files, page_pictures
from press.sheets import single_pages
from press.takings import RETRACTED, Taking


@dataclass(frozen=True, slots=True)
class FrozenOrder:
    """The kept files of an issue in one script, and what is to be taken out of them.

    files: where each lies, by name.
    """

    script: Script
    day: date
    files: Mapping[str, Path]
    takings: tuple[Taking, ...]
    cache: Path
    theme: Path
    fonts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Thawed:
    """All files of an issue in one script, or why there are none. trail: of a fault."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    trail: str = ""

    @property
    def fails(self) -> bool:
        """Whether it must not be shown."""
        return any(found.severity is Severity.ERROR for found in self.findings)


def thaw(order: FrozenOrder) -> Thawed:
    """The files of a signed issue; a fault of the program becomes a finding."""
    try:
        return _thaw(order)
    except Exception as error:
        what = (
            f"撤下的稿件没能从版面上取下（{type(error).__name__}）" if order.takings else "读不出来"
        )
        cure = f"运行 scripts/publish --reprint {order.day} 重新排印；并请告知维护者"
        found = Finding("", PressCode.REPRINT, what, cure, Severity.ERROR)
        return Thawed(findings=(found,), trail="".join(traceback.format_exception(error)))


def _thaw(order: FrozenOrder) -> Thawed:
    files = {name: path.read_bytes() for name, path in order.files.items()}
    findings: list[Finding] = []
    desk: NoticeDesk | None = None
    cut = False
    for name in sorted(name for name in files if name.endswith(".json")):
        layout = json.loads(files[name])
        due = _due(layout, order.takings)
        if not due:
            continue
        if desk is None:
            desk = NoticeDesk.opened(order.script, order.day, order.fonts, order.cache, order.theme)
        paper = layout["file"]
        after, wrong = _Cutting(files[paper], layout, due, desk).done()
        files[paper] = after
        findings += wrong
        files[name] = layout_bytes(_amended(layout, due))
        cut = True
    if cut:
        plates = [name for name in files if name.endswith("-press.pdf")]
        for name in plates:
            del files[name]
        if plates:
            findings.append(_plates_gone(order.day))
    findings += _standing_notices(json.loads(files[LAYOUT]), order)
    findings.sort(key=lambda found: found.severity is not Severity.ERROR)
    files.update(_derived(files))
    return Thawed(files, tuple(findings))


def _derived(files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The pages of the readers' paper, each as a file and as pictures."""
    layout = json.loads(files[LAYOUT])
    pdf = files[layout["file"]]
    names = tuple(page["name"] for page in layout["pages"])
    yield from page_files(single_pages(pdf, names), page_pictures(pdf))


def _due(layout: Mapping[str, Any], takings: Sequence[Taking]) -> list[Taking]:
    """What is to be taken out of a paper and has not been, in the words readers are told now."""
    stands = {(r["id"], r.get("taken")) for page in layout["pages"] for r in page["regions"]}
    return [
        taking
        for taking in takings
        if any(one == taking.id and state != taking.state for one, state in stands)
    ]


def _amended(layout: Mapping[str, Any], due: Sequence[Taking]) -> dict[str, Any]:
    """A layout that knows what has been taken out of its pages, and when."""
    by_id = {taking.id: taking for taking in due}
    pages = []
    for page in layout["pages"]:
        taken = [by_id[region["id"]] for region in page["regions"] if region["id"] in by_id]
        regions = [
            {**region, "taken": by_id[region["id"]].state, "to": None}
            if region["id"] in by_id
            else region
            for region in page["regions"]
        ]
        anew = {"reprinted": max(t.day for t in taken).isoformat()} if taken else {}
        pages.append({**page, "regions": regions, **anew})
    return {**layout, "pages": pages}


def _standing_notices(layout: Mapping[str, Any], order: FrozenOrder) -> Iterator[Finding]:
    """Stories that stand on the site again, while on paper there is a notice in their place."""
    retracted = {taking.id for taking in order.takings}
    stands = {
        region["id"]
        for page in layout["pages"]
        for region in page["regions"]
        if str(region.get("taken") or "").startswith(RETRACTED) and region["id"] not in retracted
    }
    for lasting in sorted(stands):
        what = f"{lasting} 已经恢复，报纸上它的地方还是撤稿的说明"
        cure = f"要印回原文，运行 scripts/publish --reprint {order.day}"
        yield Finding("", PressCode.NOTICE_STANDS, what, cure)


def _plates_gone(day: date) -> Finding:
    return Finding(
        "",
        PressCode.PLATES_GONE,
        "有稿件撤回，读者看的PDF已经更正重印，付印的PDF不再提供",
        f"要重新付印，运行 scripts/publish --reprint {day}",
    )


@dataclass(slots=True)
class _Cutting:
    """One paper from which stories are taken."""

    pdf: bytes
    layout: Mapping[str, Any]
    due: Sequence[Taking]
    desk: NoticeDesk
    _said: dict[int, list[bytes]] = field(default_factory=dict)

    def done(self) -> tuple[bytes, list[Finding]]:
        """The new PDF, and what is wrong with it; nothing, as a rule."""
        rooms = self._rooms()
        emptied = patched(
            self.pdf,
            {
                number: [Patch(taken, taking.headline) for taking, taken in of_page]
                for number, of_page in rooms.items()
            },
            finished=False,
        )
        bare = read_pages(emptied, rooms)
        paper = _paper(self.layout)
        patches: dict[int, list[Patch]] = {}
        for number, of_page in rooms.items():
            left = bare[number - 1].letters
            patches[number] = []
            for taking, taken in of_page:
                room = max(taken, key=lambda box: box.area)
                sheet = self.desk.notice(taking.notice, paper, room, _outline(left, room))
                patches[number].append(Patch(taken, taking.headline, sheet))
            last = max((taking for taking, _ in of_page), key=lambda taking: taking.day)
            patches[number].append(Patch((paper.stamp,), sheet=self.desk.stamp(last.stamp, paper)))
        made = patched(self.pdf, patches)
        wrong = list(_proof(read_pages(self.pdf), bare, read_pages(made), patches))
        return made, wrong + list(_proof_of_bookmarks(headings(self.pdf), headings(made)))

    def _rooms(self) -> dict[int, list[tuple[Taking, tuple[Box, ...]]]]:
        """By number of the page what is to be taken out of it, and from where."""
        by_id = {taking.id: taking for taking in self.due}
        rooms: dict[int, list[tuple[Taking, tuple[Box, ...]]]] = {}
        for page in self.layout["pages"]:
            for region in page["regions"]:
                if region["id"] not in by_id or not region["shapes"]:
                    continue
                boxes = tuple(
                    Box(x, y, x + wide, y + tall) for x, y, wide, tall in region["shapes"]
                )
                rooms.setdefault(page["number"], []).append((by_id[region["id"]], boxes))
        return rooms


def _paper(layout: Mapping[str, Any]) -> PaperSheet:
    paper = layout["paper"]
    return PaperSheet(
        **{name: paper[name] for name in ("width", "height", "left", "top", "bottom", "size")}
    )


def _outline(letters: Sequence[Letter], room: Box) -> Box | None:
    """What the letters left in a room take of it."""
    boxes = [letter.box for letter in letters if room.holds(*letter.heart)]
    if not boxes:
        return None
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _proof(
    before: Sequence[ReadPage],
    bare: Sequence[ReadPage],
    after: Sequence[ReadPage],
    patches: Mapping[int, Sequence[Patch]],
) -> Iterator[Finding]:
    """Whether all that stood outside the patches stands there still, and nothing else is left.

    What is left in the patches are headlines, whole or none; what is new are the notices.
    """
    for number, page in enumerate(before, 1):
        of_page = patches.get(number, ())
        rooms = [box for patch in of_page for box in patch.boxes]
        stamp = of_page[-1].boxes if of_page else ()
        outside = [letter for letter in page.letters if not _within(letter, rooms)]
        kept = [
            letter
            for letter in bare[number - 1].letters
            if _within(letter, rooms) and not _within(letter, stamp)  # which is said anew
        ]
        said = [
            letter
            for patch in of_page
            for sheet in read_pages(patch.sheet)
            for letter in sheet.letters
        ]
        wanted = Counter(map(_place, [*outside, *kept, *said]))
        found = Counter(map(_place, after[number - 1].letters))
        if wanted != found or not all(_within(letter, rooms) for letter in said):
            what = f"第{number}版取下撤回的稿件以后，同原来的对不上"
            cure = "请告知维护者；要先出报纸，运行 scripts/publish --reprint"
            yield Finding("", PressCode.REPRINT, what, cure, Severity.ERROR, number)


def _proof_of_bookmarks(before: Headings, after: Headings) -> Iterator[Finding]:
    """Whether with every heading that is gone its bookmark is gone, and no other.

    For each page and title: counted in the tags, which say what is printed, and in the outline.
    """
    for place in sorted({*before.bookmarks, *after.bookmarks}):
        gone = before.printed[place] - after.printed[place]
        if after.bookmarks[place] != before.bookmarks[place] - gone:
            number, title = place
            what = f"第{number}版取下稿件以后，书签“{title}”同版面上的标题对不上"
            cure = "请告知维护者；要先出报纸，运行 scripts/publish --reprint"
            yield Finding("", PressCode.REPRINT, what, cure, Severity.ERROR, number)


def _place(letter: Letter) -> tuple[str, float, float]:
    return letter.text, round(letter.start, 1), round(letter.base, 1)


def _within(letter: Letter, rooms: Sequence[Box]) -> bool:
    """Whether the ink of a letter stands in one of some rooms; where it begins may lie outside."""
    x, y = letter.heart
    return any(
        Box(room.left - 2, room.top - 2, room.right + 2, room.bottom + 2).holds(x, y)
        for room in rooms
    )
