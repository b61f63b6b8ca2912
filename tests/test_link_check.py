"""No dead link and no dead asset leaves the house."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from edition.linkcheck import TreeCode, check_links
from edition.report import Progress
from edition.tree import OutputTree
from newsroom.problems import ProblemList
from presses import job


def dead_links(
    folder: Path, pages: dict[str, str], before: dict[str, str] | None = None
) -> list[str]:
    """What the check finds in a tree of pages, after an earlier tree."""
    house = job(folder, folder).house
    if before is not None:
        with OutputTree(folder / "out") as tree:
            for path, text in before.items():
                tree.write(path, text, lambda text=text: text)
            tree.commit()
    problems = ProblemList()
    with OutputTree(folder / "out") as tree:
        for path, text in pages.items():
            tree.write(path, text, lambda text=text: text)
        check_links(tree, house, problems)
    assert all(problem.code is TreeCode.DEAD_LINK for problem in problems)
    return [problem.what.split("的 ")[-1].split("（")[0] for problem in problems]


@pytest.mark.parametrize(
    ("markup", "dead"),
    [
        ('<a href="b/index.html">', []),
        ('<a href="b/">', []),
        ('<a href="c/">', ["a/c/index.html"]),
        ('<a href="../nothing.html#x">', ["nothing.html"]),
        ('<a href="/a/b/">', []),
        ('<a href="/gone/">', ["gone/index.html"]),
        ('<img src="p.webp" srcset="p.webp 480w, q.webp 960w">', ["a/p.webp", "a/q.webp"]),
        ('<link rel="stylesheet" href="../x.css">', ["x.css"]),
        ('<link rel="canonical" href="https://www.example.cn/lost/">', ["lost/index.html"]),
        ('<meta property="og:image" content="https://www.example.cn/card.png">', ["card.png"]),
        ('<a href="https://other.example/x">', []),
        ('<a href="mailto:a@b.cn">', []),
        ('<a href="#s1">', []),
        ('<a href="%E9%A1%B5/">', ["a/页/index.html"]),
        ('<a href="//[broken">', []),
    ],
)
def test_what_a_page_leads_to_must_be_there(tmp_path: Path, markup: str, dead: list[str]) -> None:
    pages = {"a/index.html": f"<!doctype html><body>{markup}", "a/b/index.html": "<p>b"}
    assert dead_links(tmp_path, pages) == dead


def test_a_style_sheet_loads_nothing_that_is_not_there(tmp_path: Path) -> None:
    pages = {"assets/site.css": 'a{background:url("dot.svg")}b{background:url(data:x)}'}
    assert dead_links(tmp_path, pages) == ["assets/dot.svg"]


def test_a_dropped_file_is_missed_by_pages_that_were_kept(tmp_path: Path) -> None:
    kept = {"index.html": '<a href="old.html">old</a>'}
    assert dead_links(tmp_path, kept, before={**kept, "old.html": "old"}) == ["old.html"]


def test_a_long_build_says_how_far_it_has_come() -> None:
    out = io.StringIO()
    progress = Progress(out, every=0.0)
    progress("website", 1200)
    assert out.getvalue() == "正在做：website，已有 1200 个文件……\n"
    quick = io.StringIO()
    Progress(quick, every=3600.0)("website", 1)
    assert quick.getvalue() == ""
