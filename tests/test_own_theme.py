"""A paper changes colours, faces, plate and single templates from its own folder."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from edition.assets import assets_of
from edition.job import Job
from edition.overlaid import overlaid, strays
from edition.vetting import ThemeCode, broken, remarks, vetted
from newsroom.faults import ProgramCode
from newsroom.problems import Severity
from newsroom.program import PAGES
from newsrooms import small_newsroom, write
from presses import ROOT, built, job

PROGRAM = ROOT / "theme"
NS = b"http://www.w3.org/2000/svg"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1">%s</svg>'


def test_without_a_folder_of_its_own_a_paper_has_the_programs_theme(tmp_path: Path) -> None:
    assert overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache") == PROGRAM
    assert overlaid(PROGRAM, PROGRAM, tmp_path / "cache") == PROGRAM
    write(tmp_path, "theme/desktop.ini", "[x]")
    assert overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache") == PROGRAM


def test_a_file_hides_the_programs_and_all_others_stay(tmp_path: Path) -> None:
    write(tmp_path, "theme/static/css/95-own.css", ":root { --brand: #064; }\n")
    write(tmp_path, "theme/templates/_foot.html", "<footer>本报自己的页脚</footer>\n")
    content = small_newsroom(tmp_path / "content")
    theme = overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache")
    output, _ = built(content, tmp_path, ["website"], theme=theme)
    page = (output / "2013/10/08/lead/index.html").read_text(encoding="utf-8")
    assert "本报自己的页脚" in page
    assert "本報自己的頁腳" in (output / "hant/2013/10/08/lead/index.html").read_text("utf-8")
    style = next((output / "assets").glob("site-*.css")).read_text(encoding="utf-8")
    own = re.search(r":root\{(--\w+):#064\}$", style.rstrip())
    assert own
    assert f"var({own[1]})" in style  # by the name that the program's rules have it in the sheet
    assert f"{own[1]}:#ad1119" in style, "the program's own comes before it"


def test_what_is_changed_or_taken_away_shows_at_the_next_build(tmp_path: Path) -> None:
    own, cache = tmp_path / "theme", tmp_path / "cache"
    style = write(tmp_path, "theme/static/css/95-own.css", "a{}")
    first = overlaid(PROGRAM, own, cache)
    style.write_text("b{}", encoding="utf-8")
    second = overlaid(PROGRAM, own, cache)
    assert first != second
    assert (second / "static/css/95-own.css").read_text(encoding="utf-8") == "b{}"
    style.unlink()
    assert overlaid(PROGRAM, own, cache) == PROGRAM


def test_a_damaged_copy_in_the_cache_is_made_anew(tmp_path: Path) -> None:
    own, cache = tmp_path / "theme", tmp_path / "cache"
    write(tmp_path, "theme/static/css/95-own.css", "a{}")
    laid = overlaid(PROGRAM, own, cache)
    before = (laid / "templates/item.html").read_bytes()
    (laid / "templates/item.html").write_bytes(b"x")
    write(laid, "static/evil.js", "alert(1)")
    again = overlaid(PROGRAM, own, cache)
    assert again == laid
    assert (again / "templates/item.html").read_bytes() == before
    assert not (again / "static/evil.js").exists()


def test_a_file_that_nothing_uses_is_named(tmp_path: Path) -> None:
    used = ("templates/item.html", "static/css/a.css", "static/nameplate-hant.svg")
    for name in (*used, "template/item.html", "own.css", "templates/iten.html", "static/x.png"):
        write(tmp_path, f"theme/{name}", "x")
    write(tmp_path, "theme/templates/_mine.html", "y")
    write(tmp_path, "theme/templates/home.html", '{% include "_mine.html" %}')
    assert strays(PROGRAM, tmp_path / "theme") == [
        *("own.css", "static/x.png", "template/item.html", "templates/iten.html"),
    ]
    told = [str(one) for one in remarks(PROGRAM, tmp_path / "theme")]
    assert sum("theme.unused" in one for one in told) == 4
    assert any(one.startswith("theme/own.css:0: theme.unused: ") for one in told)
    assert remarks(PROGRAM, PROGRAM) == []


def test_a_plate_of_its_own_stands_in_the_place_of_the_drawn_one(tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1z"/></svg>'
    )
    write(tmp_path, "theme/static/nameplate.svg", drawing)
    write(tmp_path, "theme/static/nameplate-hant.svg", drawing.replace("3", "4"))
    content = small_newsroom(tmp_path / "content")
    theme = overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache")
    output, _ = built(content, tmp_path, ["website"], theme=theme)
    for page, wanted in (("index.html", "3"), ("hant/index.html", "4")):
        text = (output / page).read_text(encoding="utf-8")
        plate = re.search(r'class="plate">.*?<img src="([^"]+)" alt="伊', text, re.DOTALL)
        assert plate, page
        assert f"0 0 {wanted} 1" in (output / page).parent.joinpath(plate[1]).read_text("utf-8")


def test_type_beside_the_style_is_named_as_it_is_published(tmp_path: Path) -> None:
    write(tmp_path, "theme/static/own.woff2", b"wOF2")
    face = '@font-face { font-family: Own; src: url("own.woff2"); }\n'
    write(tmp_path, "theme/static/css/95-own.css", face)
    assets = assets_of(overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache"))
    assert f'url("{assets["own.woff2"].name}")'.encode() in assets["site.css"].data


def test_what_the_page_of_themes_shows_can_be_done(tmp_path: Path) -> None:
    page = (PAGES / "theme.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```\n(?:/\*|//) 文件：(theme/\S+).*?\n(.+?)^```$", page, re.M | re.S)
    assert [name for name, _ in shown] == ["theme/static/css/95-own.css", "theme/print/colours.typ"]
    for name, text in shown:
        write(tmp_path, name, text)
    tokens = (PROGRAM / "static/css/10-tokens.css").read_text(encoding="utf-8")
    for name in re.findall(r"`(--[a-z0-9-]+)`", page):
        assert f"{name}:" in tokens
    assert (PROGRAM / "templates/_foot.html").is_file()
    content = small_newsroom(tmp_path / "content")
    theme = overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache")
    output, work = built(content, tmp_path, ["press", "website"], theme=theme)
    style = next((output / "assets").glob("site-*.css")).read_text(encoding="utf-8")
    own = re.search(r"(--\w+):#0b5d3b", style)
    assert own
    assert f"var({own[1]})" in style
    if not work.withholding.held:  # there is type here
        paper = next((output / "2013/10/08").glob("*-2013-10-08.pdf"))
        assert (0x0B, 0x5D, 0x3B) in colours_of(paper)


def colours_of(paper: Path) -> set[tuple[int, ...]]:
    """The colours of the first page, as a reader of PDF paints it."""
    with pdfium.PdfDocument(paper) as document:
        image = document[0].render(scale=2).to_pil().convert("RGB")
    return {colour for count, colour in image.getcolors(1 << 24) if count > 20}


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("templates/_foot.html", b"<p>\n{% if x %}", ":2: theme.broken: 模板写得不对"),
        ("templates/_foot.html", b"{{ x", "模板写得不对"),
        ("templates/_foot.html", "页脚".encode("gbk"), "另存为"),
        ("static/css/95-own.css", "/* 红 */".encode("gbk"), "另存为"),
        ("static/site.js", "// 红".encode("gbk"), "另存为"),
        ("print/marks.typ", "// 红".encode("gbk"), "另存为"),
        ("static/nameplate.svg", b"", "不是 SVG"),
        ("static/nameplate.svg", b"\x89PNG\r\n\x1a\n", "不是 SVG"),
        ("static/nameplate-hant.png", b"GIF89a", "不是 PNG"),
        ("static/css/95-own.css", b"/* a\n */ a{b:url(https://x.cn/a.png)}", ":2: theme.outside"),
        ("static/css/95-own.css", b'@import "//x.cn/a.css";', "//x.cn/a.css"),
        ("static/css/95-own.css", b"a{b:url(\\68ttps://x.cn/a.png)}", "https://x.cn"),
        ("static/nameplate.svg", SVG % b"<script>alert(1)</script>", "<script>"),
        ("static/nameplate.svg", SVG % b'<path onload="a()"/>', "onload"),
        ("static/nameplate.svg", SVG % b'<a href="java&#10;script:a()"/>', "脚本"),
        ("static/nameplate.svg", SVG % b'<image href="https://x.cn/a.png"/>', "https://x.cn"),
        ("static/nameplate.svg", SVG % b"<style>a{b:url(//x.cn/a)}</style>", "//x.cn/a"),
        ("static/nameplate.svg", SVG % b'<path fill="url(https://x.cn/a#b)"/>', "https://x.cn"),
        ("templates/_foot.html", b"\n<img alt='' src='https://x.cn/a.png'>", ":2: theme.outside"),
        ("templates/_foot.html", b"<link rel=stylesheet href=//x.cn/a.css>", "//x.cn/a.css"),
        ("templates/_foot.html", b"{# a\n #}\n<script>a()</script>", ":3: theme.outside"),
        ("templates/_foot.html", b'<p style="color:red">', "样式"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_the_papers_own_mistake(
    tmp_path: Path, name: str, held: bytes, said: str
) -> None:
    file = write(tmp_path, f"theme/{name}", "")
    file.write_bytes(held)
    (problem,) = remarks(PROGRAM, tmp_path / "theme")
    assert str(problem).startswith(f"theme/{name}:")
    assert said in str(problem)
    assert problem.severity is Severity.ERROR


def test_every_file_of_the_program_may_be_copied_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(PROGRAM, tmp_path / "theme")
    assert broken(PROGRAM, tmp_path / "theme", strays(PROGRAM, tmp_path / "theme")) == []


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("static/css/95-own.css", b"/* https://x.cn */ a{b:url(own.woff2)}"),
        ("static/css/95-own.css", b"a{b:url('data:,%3Csvg xmlns=" + NS + b"%3E')}"),
        ("static/nameplate.svg", SVG % b'<g id="a"><use href="#a"/><path fill="url(#a)"/></g>'),
        ("templates/_foot.html", b'<a href="https://x.cn/">x</a>{# <img src="//x.cn/a"> #}'),
        ("templates/mail/letter.html", b'<p style="color:#111"></p>'),
    ],
)
def test_what_browsers_take_is_let_pass(tmp_path: Path, name: str, held: bytes) -> None:
    write(tmp_path, f"theme/{name}", held)
    assert remarks(PROGRAM, tmp_path / "theme") == []


TYPE = {
    "print/colours.typ": ('#let colours(inked, press) = (\n  ink: rgb("#zz"),\n)', 2),
    "print/marks.typ": ("#let a = 1\n#let f(x = 1", 2),
}


@pytest.mark.parametrize("name", TYPE)
def test_a_typst_file_that_is_wrong_is_named_and_no_item(tmp_path: Path, name: str) -> None:
    text, line = TYPE[name]
    write(tmp_path, f"theme/{name}", text)
    (problem,) = vetted(_with_theme(tmp_path), PROGRAM)
    assert str(problem).startswith(f"theme/{name}:{line}: theme.broken: 排印程序")


def test_the_programs_own_typst_files_are_taken(tmp_path: Path) -> None:
    shutil.copytree(PROGRAM / "print", tmp_path / "theme/print")
    assert vetted(_with_theme(tmp_path), PROGRAM) == []


def test_a_folder_of_templates_is_looked_at_as_well(tmp_path: Path) -> None:
    write(tmp_path, "own/_foot.html", "<p>\n{% if x %}")
    told = vetted(_with_theme(tmp_path, template_overrides=(tmp_path / "own",)), PROGRAM)
    assert [str(one).partition("（")[0] for one in told] == [
        "own/_foot.html:2: theme.broken: 模板写得不对"
    ]


@pytest.mark.parametrize(
    ("place", "text", "named"),
    [
        ("theme/templates/_foot.html", "<p>\n{{ page.nosuch.thing }}</p>", ":2: theme.failed"),
        ("theme/templates/_foot.html", '\n{% include "nosuch.html" %}', ":2: theme.failed"),
        ("own/_foot.html", "{{ 1 + 'a' }}", ":1: theme.failed"),
    ],
)
def test_a_template_that_fails_when_it_is_filled_is_named(
    tmp_path: Path, place: str, text: str, named: str
) -> None:
    write(tmp_path, place, text)
    folders = (tmp_path / "own",) if place.startswith("own") else ()
    content = small_newsroom(tmp_path / "content")
    job_ = _with_theme(tmp_path, template_overrides=folders)
    _, work = built(
        content,
        tmp_path,
        ["website"],
        theme=job_.theme,
        own_theme=job_.own_theme,
        template_overrides=folders,
    )
    told = [str(one) for one in work.problems if one.code is ThemeCode.FAILED]
    assert len(told) == 2  # in either script
    assert all(one.startswith(f"{place}{named}: 这个模板填稿件的时候出错") for one in told)
    assert not any(one.code is ProgramCode.FAULT for one in work.problems)


def _with_theme(folder: Path, **changes: Any) -> Job:
    own = folder / "theme"
    theme = overlaid(PROGRAM, own, folder / "cache")
    return job(folder / "content", folder, theme=theme, own_theme=own, **changes)
