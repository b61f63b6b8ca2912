"""An issue whose stories were all withdrawn keeps its page, its printed pages and its addresses."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type

from ledgers import at
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError
from newsrooms import issue, item
from presses import built
from publications import publish
from test_law_of_the_tree import tree_of

pytestmark = needs_type
DAY, NEXT = "2013-10-08", "2013-10-15"
FOLDER = "2013/10/08"
ROOMS = ("press", "reception", "syndication", "search", "website")
MARK = "秘密标记词"


def dropped(folder: Path, hour: int, name: str, day: str = DAY) -> Path:
    """Delete a file and withdraw its item; the output."""
    content = folder / "content"
    (content / f"issues/{day}/{name}.md").unlink()
    told = (f"{day}/{name}", "应来源要求撤下。")
    conf = {"scripts": (Script.HANS,), "papers": ("a4",)}
    return publish(content, folder, at(NEXT, f"{hour:02}:00"), ROOMS, told, **conf)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper of two issues; of the first all is withdrawn, one after the other."""
    folder = tmp_path_factory.mktemp("withdrawn")
    content = folder / "content"
    issue(content, DAY, 1)
    issue(content, NEXT, 2)
    item(content, "lead", f"{MARK}今天开会。", DAY, rank=1)
    item(content, "second", f"{MARK}第二篇。", DAY)
    item(
        content,
        "lead",
        "见[那一期](../2013-10-08/issue.md)和[那一篇](../2013-10-08/lead.md)。",
        NEXT,
    )
    publish(content, folder, at(NEXT, "08:00"), ROOMS, scripts=(Script.HANS,), papers=("a4",))
    dropped(folder, 9, "lead")
    dropped(folder, 10, "second")
    return folder


def test_its_pages_and_its_paper_stay(folder: Path) -> None:
    tree = tree_of(folder / "output")
    page = tree[f"{FOLDER}/index.html"].decode()
    assert "这一期的文章都已撤下或移到别的一期" in page
    assert f"{FOLDER}/p1/index.html" in tree
    assert f"{FOLDER}/p1.pdf" in tree
    for name in ("lead", "second"):
        assert "应来源要求撤下" in tree[f"{FOLDER}/{name}/index.html"].decode()
    marked = [path for path, data in tree.items() if MARK.encode() in data]
    assert marked == []
    assert "search/index.html" in tree  # also in a paper without any schedule
    home = tree["index.html"].decode()
    assert "第2期" in home


def test_a_clean_build_makes_the_same(folder: Path, tmp_path: Path) -> None:
    now = at(NEXT, "11:00")
    conf = {"scripts": (Script.HANS,), "now": now}
    again = tree_of(built(folder / "content", folder, ROOMS, **conf)[0])
    assert tree_of(built(folder / "content", tmp_path, ROOMS, **conf)[0]) == again


def test_the_newest_issue_may_be_the_one(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "paper")
    output = dropped(tmp_path / "paper", 12, "lead", NEXT)
    assert "第一期正在编辑" in (output / "index.html").read_text(encoding="utf-8")
    assert (output / "2013/10/15/index.html").is_file()
    assert (output / "2013/10/15/p1/index.html").is_file()


def test_without_its_own_file_it_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "paper")
    shutil.rmtree(tmp_path / f"paper/content/issues/{DAY}")
    with pytest.raises(ContentRefusedError) as refused:
        built(tmp_path / "paper/content", tmp_path / "paper", ("website",), now=at(NEXT, "12:00"))
    (problem,) = refused.value.problems.errors
    assert (problem.code.value, problem.file) == (
        "ledger.issue-gone",
        f"content/issues/{DAY}/issue.md",
    )
