"""The press prints each issue once, and again only when something of it has changed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from orders import FONTS, ROOT, in_ci

from newsrooms import issue, item, picture, write
from presses import built

pytestmark = pytest.mark.skipif(
    not FONTS and not in_ci(), reason="no Noto CJK type on this machine"
)
DAYS = ("2014-01-02", "2014-01-09")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
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


def test_one_changed_item_prints_its_issue_again_and_no_other(
    content: Path, tmp_path: Path
) -> None:
    output, first = built(content, tmp_path, rooms=["press"])
    before = files(output)
    _, second = built(content, tmp_path, rooms=["press"])
    assert second.report.tally is not None
    assert second.report.tally.rendered == 0
    item(content, "second", "路又加宽了。" * 40, DAYS[1])
    built(content, tmp_path, rooms=["press"])
    after = files(output)
    changed = {name for name in after if after[name] != before.get(name)}
    assert any("2014/01/09" in name for name in changed)
    assert not any("2014/01/02" in name for name in changed)
    assert first.report.tally is not None
    assert first.report.tally.rendered > 0


def test_two_folders_give_the_same_bytes(content: Path, tmp_path: Path) -> None:
    one, _ = built(content, tmp_path / "one", rooms=["press"])
    two, _ = built(content, tmp_path / "two", rooms=["press"])
    printed = {name: data for name, data in files(one).items() if not name.startswith(".")}
    assert printed == {name: data for name, data in files(two).items() if not name.startswith(".")}


def test_the_web_learns_where_every_story_stands(content: Path, tmp_path: Path) -> None:
    output, _ = built(content, tmp_path, rooms=["press"])
    folder = output / "2014" / "01" / "02"
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
    assert (output / "hant" / "2014" / "01" / "02" / "layout.json").is_file()


def test_an_unchanged_build_does_not_load_typst() -> None:
    code = "import sys, press, press.orders; assert 'typst' not in sys.modules"
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=ROOT, env={"PYTHONPATH": "plugins"}
    )
