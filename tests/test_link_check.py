"""No dead link and no dead asset leaves the house."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from edition.linkcheck import TreeCode, check_links
from edition.report import Progress
from edition.tree import OutputTree
from newsroom.codes import CheckingCode
from newsroom.problems import Outcome, ProblemList
from newsrooms import DAY, item, small_newsroom
from presses import built, job


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
        ('<p>content="<a href="c/">', ["a/c/index.html"]),
        ('<p> content=" <a href="c/">', ["a/c/index.html"]),
        ('<p> content="。<a href="b/">', []),
        ('<a\nhref="c/">', ["a/c/index.html"]),
        ('<a class="x"href="c/">', ["a/c/index.html"]),
        ('<a HREF="c/">', ["a/c/index.html"]),
        ('<a href ="c/">', ["a/c/index.html"]),
        ('<a data-x.y="" href="c/">', ["a/c/index.html"]),
        ('<p style="background:url(&#39;n.png&#39;)">', ["a/n.png"]),
        ('<p style="background:&#117;rl(&#34;n.png&#34;)">', ["a/n.png"]),
        ('<p style="font-family:&#39;宋体&#39;,&#34;A&#34;"><img src="n.png">', ["a/n.png"]),
        ('<a href="%E9%A1%B5/">', ["a/页/index.html"]),
        ('<a href="//[broken">', []),
        ('<a href="https://www.example.cn/baoming/">', ["baoming/index.html"]),
        ('<a data-written="" href="https://www.example.cn/baoming/?a=1#b">', []),
        ('<a href="https://www.example.cn/a/b/?from=mail">', []),
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


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("address", "warned"),
    [
        ("https://www.example.cn/baoming/", False),
        ("https://www.example.cn/baoming/?id=1#top", False),
        ("https://www.example.cn/2013/10/08/lead/", False),
        ("https://www.example.cn/hant/2013/10/08/lead/index.html#s1", False),
        ("https://www.example.cn/2013/10/08/", False),
        ("https://www.example.cn/2013/10/08/old-lead/", False),
        ("https://www.example.cn/2013/10/01/lead/", True),
        ("https://www.example.cn/2013/10/08/other/", True),
    ],
)
def test_an_address_written_out_on_our_own_host_stops_no_build(
    tmp_path: Path, address: str, *, warned: bool
) -> None:
    content = small_newsroom(tmp_path / "content")
    moved = f"{DAY}/old-lead"
    body = f"开会。\n\n请登录 {address} 报名，或[点这里]({address})。"
    item(content, "lead", body, moved_from=[moved])
    output, made = built(content, tmp_path, ["website"])
    assert made.outcome is Outcome.WELL
    dead = [found for found in made.problems if found.code is CheckingCode.DEAD_LINK]
    assert [found.line for found in dead] == ([10] if warned else [])
    assert not made.problems.errors
    page = (output / "hant/2013/10/08/lead/index.html").read_text()
    assert page.count(f'href="{address}"') >= 2


def test_a_long_build_says_how_far_it_has_come() -> None:
    out = io.StringIO()
    progress = Progress(out, every=0.0)
    progress("website", 1200)
    assert out.getvalue() == "正在做：website，已有 1200 个文件……\n"
    quick = io.StringIO()
    Progress(quick, every=3600.0)("website", 1)
    assert quick.getvalue() == ""
