"""The press prints each issue once, and again only when something of it has changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import ROOT, order, prose, story

from newsrooms import issue, item, picture, write
from press import pool
from press.codes import PressCode
from press.printing import print_issue
from press.workshop import Typesetter
from presses import built

pytestmark = needs_type
ONE_WORKER = {"press": {"workers": 1}}
DAYS = ("2014-01-02", "2014-01-09")


def newsroom(folder: Path) -> Path:
    """Two issues of two items and a photo."""
    for number, day in enumerate(DAYS, 1):
        issue(folder, day, number)
        item(
            folder,
            "lead",
            "河岸步道今天开放。" * 30,
            day,
            rank=1,
            photos=[{"file": "a.jpg", "alt": "河"}],
        )
        item(folder, "second", "路修好了。" * 40, day)
        write(folder, f"issues/{day}/a.jpg", picture(size=(900, 600)))
    return folder


def files(output: Path) -> dict[str, bytes]:
    found = output.rglob("*")
    return {
        path.relative_to(output).as_posix(): path.read_bytes() for path in found if path.is_file()
    }


@dataclass
class Compiles:
    """What Typst was asked for: the title of the sheet, and what of it."""

    done: list[tuple[str, str]] = field(default_factory=list)

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pdf = Typesetter.pdf

        def counted_pdf(self_: Typesetter, sheet: dict[str, Any], standards: Any) -> bytes:
            kind = "press" if sheet["press"] else "reader"
            self.done.append((self._name(sheet), kind))
            return pdf(self_, sheet, standards)

        monkeypatch.setattr(Typesetter, "pdf", counted_pdf)

    @staticmethod
    def _name(sheet: dict[str, Any]) -> str:
        return f"{sheet['title']} {sheet['type']['script']} {sheet['paper']['width']:.0f}"


@dataclass(frozen=True)
class Paper:
    """A paper that was printed once. folder: of its content, output and cache."""

    folder: Path
    rendered: int
    compiles: Compiles

    @property
    def output(self) -> Path:
        """The published tree."""
        return self.folder / "output"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """What many tests read and none writes into."""
    folder, compiles = tmp_path_factory.mktemp("paper"), Compiles()
    with pytest.MonkeyPatch.context() as patch:
        compiles.watch(patch)
        content = newsroom(folder / "content")
        _, made = built(content, folder, rooms=["press"], options=ONE_WORKER)
    assert made.report.tally is not None
    return Paper(folder, made.report.tally.rendered, compiles)


@pytest.fixture
def content(paper: Paper, tmp_path: Path) -> Path:
    """A copy of that paper, to go on from; its content."""
    shutil.copytree(paper.folder, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path / "content"


def test_one_changed_item_prints_its_issue_again_and_no_other(
    paper: Paper, content: Path, tmp_path: Path
) -> None:
    assert paper.rendered > 0
    output, second = built(content, tmp_path, rooms=["press"], options=ONE_WORKER)
    before = files(output)
    assert second.report.tally is not None
    assert second.report.tally.rendered == 0
    item(content, "second", "路又加宽了。" * 40, DAYS[1])
    built(content, tmp_path, rooms=["press"], options=ONE_WORKER)
    after = files(output)
    changed = {name for name in after if after[name] != before.get(name)}
    assert any("2014/01/09" in name for name in changed)
    assert not any("2014/01/02" in name for name in changed)


def test_a_clean_build_draws_each_paper_once_and_makes_its_pages_of_that(paper: Paper) -> None:
    done = paper.compiles.done
    assert len(done) == len(set(done))
    pages = [path for path in paper.output.rglob("p*.pdf") if path.stem[1:].isdecimal()]
    assert len(list(paper.output.rglob("*.pdf"))) == len(done) + len(pages)
    layouts = list(paper.output.rglob("layout.json"))
    assert len(layouts) == len(DAYS) * 2
    assert len(pages) == sum(len(json.loads(path.read_bytes())["pages"]) for path in layouts)


def test_an_edit_prints_nothing_but_its_own_issue(
    paper: Paper, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiles = Compiles()
    compiles.watch(monkeypatch)
    built(content, tmp_path, rooms=["press"], options=ONE_WORKER)
    assert compiles.done == []
    item(content, "second", "路又加宽了。" * 40, DAYS[1])
    built(content, tmp_path, rooms=["press"], options=ONE_WORKER)
    assert len(compiles.done) == len(paper.compiles.done) // 2
    assert all("2014年1月9日" in name for name, _ in compiles.done)


def test_issues_are_printed_at_once_and_come_back_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pools: list[int] = []

    class Watched(ProcessPoolExecutor):
        def __exit__(self, *raised: Any) -> bool | None:
            pools.append(len(self._processes))
            return super().__exit__(*raised)

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Watched)
    monkeypatch.setattr("press.pool.os.cpu_count", lambda: 2)
    orders = [order([story(0, prose(90 + 60 * at))], tmp_path) for at in range(4)]
    together = list(pool.printed(orders, workers=2))
    assert pools == [2]
    assert [each.pdf for each in together] == [print_issue(each).pdf for each in orders]


def test_where_no_process_can_be_had_issues_are_printed_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(ProcessPoolExecutor):
        def map(self, *_: Any, **__: Any) -> Any:
            raise BrokenProcessPool

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Broken)
    monkeypatch.setattr("press.pool.os.cpu_count", lambda: 2)
    orders = [order([story(0, prose(90 + 60 * at))], tmp_path) for at in range(3)]
    assert len(list(pool.printed(orders, workers=2))) == 3


def test_two_folders_give_the_same_bytes(paper: Paper, tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content")
    two, _ = built(content, tmp_path / "two", rooms=["press"], options=ONE_WORKER, papers=("a4",))
    one = {name: data for name, data in files(paper.output).items() if "-8k" not in name}
    printed = {name: data for name, data in one.items() if not name.startswith(".")}
    assert printed == {name: data for name, data in files(two).items() if not name.startswith(".")}


def test_the_web_learns_where_every_story_stands(paper: Paper) -> None:
    folder = paper.output / "2014" / "01" / "02"
    data = json.loads((folder / "layout.json").read_bytes())
    assert {region["item"] for page in data["pages"] for region in page["regions"]} == {
        "lead",
        "second",
    }
    for page in data["pages"]:
        assert (folder / page["pdf"]).is_file()
        assert [picture["width"] for picture in page["pictures"]] == [480, 1440]
        for shape in (shape for region in page["regions"] for shape in region["shapes"]):
            left, top, width, height = shape
            assert left >= 0
            assert top >= 0
            assert left + width <= data["paper"]["width"]
            assert top + height <= data["paper"]["height"]
    assert (paper.output / "hant" / "2014" / "01" / "02" / "layout.json").is_file()


def test_a_missing_profile_is_told_once_and_stops_nothing(tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content")
    options = {"press": {"workers": 1, "output_profile": "no-such.icc"}}
    output, build = built(content, tmp_path, rooms=["press"], options=options)
    told = [problem for problem in build.problems if problem.code is PressCode.NO_PROFILE]
    assert len(told) == 1
    assert list(output.rglob("*-press.pdf"))


def test_traditional_quotation_marks_stand_in_the_traditional_paper(
    content: Path, tmp_path: Path
) -> None:
    item(content, "second", "他说：“路名叫‘沿河路’。”" * 9, DAYS[0])
    output, _ = built(content, tmp_path, rooms=["press"], options=ONE_WORKER)

    def words(folder: Path) -> str:
        (file,) = folder.glob("2014/01/02/*-02.pdf")
        document = pypdfium2.PdfDocument(file)
        return "".join(page.get_textpage().get_text_range() for page in document)

    assert "“" in words(output)
    traditional = words(output / "hant")
    assert {"「", "」", "『", "』"} <= set(traditional)
    assert not {"“", "”", "‘", "’"} & set(traditional)


def test_an_unchanged_build_does_not_load_typst() -> None:
    code = "import sys, press, press.orders; assert 'typst' not in sys.modules"
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, env={"PYTHONPATH": "plugins"}
    )
