"""A retraction or withdrawal after printing: the item's pages alone differ, the name is gone."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import faults
from guards import needs_type
from orders import prose

from ledgers import at
from newsroom.fingerprints import digest
from newsrooms import issue, item
from press.readback import pictures_of, read_pages
from presses import built
from publications import publish
from signed_papers import (
    DAY,
    FOLDER,
    LATER,
    MARK,
    PDF,
    RETRACTED,
    another_look,
    built_scripts,
    clean,
    kept,
    page_of,
    papers,
    published,
    rebuilt,
    said_in,
    secret,
    signatures,
    signed,
)
from test_law_of_the_tree import tree_of

pytestmark = needs_type


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A newsroom whose paper was signed."""
    return signed(tmp_path_factory, tmp_path)


def test_after_a_retraction_only_the_pages_with_the_item_differ(folder: Path) -> None:
    before = tree_of(folder / "output")
    assert MARK in said_in(before[PDF])
    layout = before[f"{FOLDER}/layout.json"]
    borne = page_of(layout, f"{DAY}/second")
    pages = {page["number"] for page in json.loads(layout)["pages"]}
    assert borne
    assert borne < pages
    secret(folder / "content", **RETRACTED)
    proof, build = rebuilt(folder)
    shown = papers(tree_of(proof))
    after = tree_of(published(folder))
    assert not build.withholding.held
    assert "press.plates-gone" in {problem.code for problem in build.problems}
    for number in pages:
        names = [f"{FOLDER}/p{number}.pdf", f"{FOLDER}/p{number}-1440.webp"]
        same = [after[name] == before[name] for name in names]
        assert same == [number not in borne] * 2
    for path, data in papers(after).items():
        if path.endswith(".pdf"):
            assert MARK not in said_in(data), path
            with pikepdf.open(io.BytesIO(data)) as document:
                assert faults(document, "zh-TW" if "hant/" in path else "zh-CN") == []
    text = said_in(after[f"{FOLDER}/p{max(borne)}.pdf"])
    assert "桥上通车" in text
    assert "所述不实，现予撤回。" in text
    assert "更正重印2014年1月5日" in text
    assert "更正重印2014年1月5日" in said_in(after[f"hant/{FOLDER}/p{max(borne)}.pdf"])
    assert {path for path in shown if shown[path] != after[path]} == {
        path
        for path in shown
        if path.endswith(".json")  # it says when readers were told
    }


def test_all_other_stories_stand_where_they_stood(folder: Path) -> None:
    before = tree_of(folder / "output")
    secret(folder / "content", **RETRACTED)
    another_look(folder)
    after = tree_of(published(folder))
    layout = json.loads(before[f"{FOLDER}/layout.json"])
    looks = [list(pictures_of(tree[PDF], 900)) for tree in (before, after)]
    reads = [read_pages(tree[PDF]) for tree in (before, after)]
    scale = 900 / layout["paper"]["width"]
    for number, page in enumerate(layout["pages"]):
        rooms = [s for r in page["regions"] if r["id"] == f"{DAY}/second" for s in r["shapes"]]
        rooms += [[0, 0, layout["paper"]["width"], layout["paper"]["top"] - 24]] if rooms else []
        old, new = (
            [
                (letter.text, round(letter.start, 2), round(letter.base, 2))
                for letter in read[number].letters
                if not any(
                    x <= letter.box.centre[0] <= x + w and y <= letter.box.centre[1] <= y + h
                    for x, y, w, h in rooms
                )
            ]
            for read in reads
        )
        assert old == new
        was, now = (look[number].copy() for look in looks)
        for x, y, w, h in rooms:
            box = [round(v * scale) for v in (x - 6, y - 3, x + w + 6, y + h + 5)]
            for look in (was, now):
                look.paste((255, 255, 255), box)
        assert ImageChops.difference(was, now).getbbox() is None


def test_a_retraction_signs_anew_and_keeps_the_history(folder: Path) -> None:
    secret(folder / "content", **RETRACTED)
    out = published(folder)
    first, second = signatures(folder)
    assert set(first) - set(second) == {
        f"{script}/yibin-tongxun-{DAY}-press.pdf" for script in ("zh-Hans", "zh-Hant")
    }
    names = {
        path.relative_to(kept(folder).parent).as_posix() for path in kept(folder).parent.glob("*/*")
    }
    assert names == set(second)
    for name, told in second.items():
        assert digest((kept(folder).parent / name).read_bytes()) == told
    before = tree_of(out)
    assert tree_of(rebuilt(folder, "2014-01-07")[0]) == clean(folder, "2014-01-07")
    assert papers(tree_of(folder / "output")) == papers(before)
    published(folder, "2014-01-08")
    assert len(signatures(folder)) == 2


def test_of_a_withdrawn_item_the_notice_alone_is_left(folder: Path) -> None:
    (folder / f"content/issues/{DAY}/second.md").unlink()
    (folder / f"content/issues/{DAY}/a.jpg").unlink()
    after = tree_of(published(folder, withdraw=(f"{DAY}/second", "应当事人要求撤下。")))
    for path, data in papers(after).items():
        if path.endswith(".pdf"):
            words = said_in(data)
            assert MARK not in words
            assert "桥上通车" not in words
    (number,) = page_of(after[f"{FOLDER}/layout.json"], f"{DAY}/second")
    assert "应当事人要求撤下。" in said_in(after[f"{FOLDER}/p{number}.pdf"])
    page = after[f"{FOLDER}/p{number}/index.html"].decode()
    assert 'href="../second/index.html"' in page
    assert "应当事人要求撤下" in after[f"{FOLDER}/second/index.html"].decode()
    assert tree_of(rebuilt(folder, "2014-01-07")[0]) == clean(folder, "2014-01-07")


def test_what_was_retracted_before_the_paper_was_signed_is_not_reprinted(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, DAY)
    item(content, "lead", prose(300), DAY, rank=1)
    item(content, "second", prose(200), DAY, **RETRACTED)
    options = {"scripts": built_scripts()}
    before = tree_of(publish(content, tmp_path, at(DAY), ("press",), **options))
    after = tree_of(built(content, tmp_path, ("press",), now=at(LATER), **options)[0])
    assert papers(after) == papers(before)
    publish(content, tmp_path, at(LATER), ("press",), **options)
    assert len(signatures(tmp_path)) == 1
