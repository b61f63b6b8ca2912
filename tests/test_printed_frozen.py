"""A paper that was signed to press stays as it was printed, whatever happens to the newsroom."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from conformance import faults
from guards import needs_type
from orders import prose

from edition.build import Build
from edition.printed import PrintedFolder
from ledgers import at
from newsroom.fingerprints import digest
from newsroom.model import Script
from newsroom.problems import Severity
from newsrooms import issue, item, picture, write
from press.codes import Finding, PressCode
from press.readback import pictures_of, read_pages
from presses import ROOT, built
from publications import ledger_lines, publish
from test_law_of_the_tree import tree_of

pytestmark = needs_type
ROOMS = ("press", "website")
DAY = "2014-01-02"
FOLDER = "2014/01/02"
PDF = f"{FOLDER}/yibin-tongxun-{DAY}.pdf"
LATER = "2014-01-06"
MARK = "秘密标记词"
RETRACTED = {"retracted": {"date": "2014-01-05", "text": "所述不实，现予撤回。"}}


def newsroom(folder: Path) -> Path:
    """An issue of two pages and more; the item "second" goes to pieces in the tests."""
    content = folder / "content"
    issue(content, DAY)
    write(content, f"issues/{DAY}/a.jpg", picture(size=(900, 600)))
    item(content, "lead", prose(4200), DAY, rank=1, headline="河岸步道开放")
    secret(content)
    item(content, "third", prose(900, 50), DAY, headline="后街改造完工")
    item(content, "fourth", prose(700, 90), DAY, headline="新学校开学")
    shutil.copytree(ROOT / "theme", folder / "theme")
    return content


def secret(content: Path, name: str = "second", **more: object) -> None:
    """An item that bears the marker word in every field."""
    body = f"第一段说{MARK}。\n\n## 小标题{MARK}\n\n{prose(500, 20)}{MARK}。"
    photos = [{"file": "a.jpg", "alt": f"替代文字{MARK}", "caption": f"图说{MARK}。"}]
    fields = {
        "headline": "桥上通车",
        "kicker": f"引题{MARK}",
        "deck": f"副题{MARK}",
        "dateline": f"电头{MARK}",
        "quote": f"引语{MARK}",
        "bylines": [MARK],
        "photos": photos,
        "figures": [{"value": "8", "unit": "座", "label": MARK}],
    }
    item(content, name, body, DAY, **{**fields, **more})


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom whose paper was signed; tests work on copies."""
    folder = tmp_path_factory.mktemp("signed")
    publish(newsroom(folder), folder, at(DAY, "06:10"), ROOMS, theme=folder / "theme")
    return folder


@pytest.fixture
def folder(signed: Path, tmp_path: Path) -> Path:
    """A copy of the signed newsroom."""
    shutil.copytree(signed, tmp_path / "press")
    return tmp_path / "press"


def rebuilt(folder: Path, day: str = LATER, **more: object) -> tuple[Path, Build]:
    """A proof, built later."""
    now = at(day)
    return built(folder / "content", folder, ROOMS, theme=folder / "theme", now=now, **more)


def published(folder: Path, day: str = LATER, **more: object) -> Path:
    """Publish later."""
    return publish(folder / "content", folder, at(day), ROOMS, theme=folder / "theme", **more)


def built_scripts() -> tuple[Script, ...]:
    """One script, where the test is not about two."""
    return (Script.HANS,)


def _finds_fault(*_: object) -> list[Finding]:
    return [Finding("", PressCode.LOST_TEXT, "少了一个字", "请告知维护者", Severity.ERROR)]


def kept(folder: Path) -> Path:
    return folder / "content/issues" / DAY / "printed/zh-Hans"


def signatures(folder: Path) -> list[dict[str, str]]:
    """What was signed, time after time."""
    facts = map(json.loads, ledger_lines(folder / "content"))
    return [fact["files"] for fact in facts if fact["fact"] == "signed"]


def papers(tree: dict[str, bytes]) -> dict[str, bytes]:
    """The files that the press has made."""
    made = re.compile(rf"(hant/)?{FOLDER}/[^/]+\.(pdf|webp|json)")
    return {path: data for path, data in tree.items() if made.fullmatch(path)}


def clean(folder: Path, day: str = LATER) -> dict[str, bytes]:
    """What a build from nothing makes of the same content."""
    other = folder / "elsewhere"
    shutil.rmtree(other, ignore_errors=True)
    now = at(day)
    return tree_of(built(folder / "content", other, ROOMS, theme=folder / "theme", now=now)[0])


def another_look(folder: Path) -> None:
    """Change the theme, of the web and of the paper."""
    for name, old, new in (
        ("print/newspaper.typ", "#a8171c", "#17a81c"),
        ("templates/base.html", "</body>", "<!-- 新的页脚 --></body>"),
    ):
        path = folder / "theme" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def said_in(pdf: bytes) -> str:
    """All words in a file: on its pages, and in every string and stream of it."""
    words = ["".join(letter.text for letter in page.letters) for page in read_pages(pdf)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                data = thing.read_raw_bytes() if _is_picture(thing) else thing.read_bytes()
                words += [data.decode("utf-8", "replace"), data.decode("utf-16-be", "replace")]
                words += _strings(thing.stream_dict)
            else:
                words += _strings(thing)
    return "\n".join(words)


def _is_picture(thing: pikepdf.Object) -> bool:
    return thing.get("/Subtype") == "/Image"


def _strings(thing: object, depth: int = 0) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth < 4 and isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _strings(each, depth + 1)
    elif depth < 4 and isinstance(thing, pikepdf.Dictionary):
        for each in thing.values():
            yield from _strings(each, depth + 1)


def page_of(layout: bytes, lasting: str) -> set[int]:
    """The pages on which an item stands."""
    pages = json.loads(layout)["pages"]
    return {page["number"] for page in pages for r in page["regions"] if r["id"] == lasting}


def test_after_a_correction_an_edit_and_a_changed_theme_the_pdf_has_the_same_digest_and_p2_answers(
    folder: Path,
) -> None:
    before = tree_of(folder / "output")
    item(folder / "content", "third", prose(200), DAY, headline="后街改造完工")
    item(
        *(folder / "content", "lead", prose(4200), DAY),
        rank=1,
        headline="河岸步道今天开放",
        corrections=[{"date": "2014-01-05", "text": "数字有误。"}],
    )
    item(folder / "content", "fifth", prose(300), DAY, headline="来晚的稿件")
    another_look(folder)
    write(folder / "content", f"issues/{DAY}/a.jpg", picture("#112233", (900, 600)))
    after = tree_of(published(folder))
    assert digest(after[PDF]) == digest(before[PDF])
    assert papers(after) == papers(before)
    assert f"{FOLDER}/p2/index.html" in after
    assert "新的页脚" in after[f"{FOLDER}/p2/index.html"].decode()
    assert len(signatures(folder)) == 1
    assert tree_of(rebuilt(folder, "2014-01-07")[0]) == clean(folder, "2014-01-07")


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
    for paper, plan in ((PDF, "layout.json"), (PDF.replace(".pdf", "-8k.pdf"), "layout-8k.json")):
        layout = json.loads(before[f"{FOLDER}/{plan}"])
        looks = [list(pictures_of(tree[paper], 900)) for tree in (before, after)]
        reads = [read_pages(tree[paper]) for tree in (before, after)]
        scale = 900 / layout["paper"]["width"]
        for number, page in enumerate(layout["pages"]):
            rooms = [s for r in page["regions"] if r["id"] == f"{DAY}/second" for s in r["shapes"]]
            rooms += (
                [[0, 0, layout["paper"]["width"], layout["paper"]["top"] - 24]] if rooms else []
            )
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
        f"{script}/yibin-tongxun-{DAY}{paper}-press.pdf"
        for script in ("zh-Hans", "zh-Hant")
        for paper in ("", "-8k")
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


def test_a_story_on_the_printed_page_leads_to_where_it_stands_now(folder: Path) -> None:
    (number,) = page_of((folder / "output" / FOLDER / "layout.json").read_bytes(), f"{DAY}/third")
    (folder / f"content/issues/{DAY}/third.md").unlink()
    item(
        *(folder / "content", "back-street", prose(900, 50), DAY),
        headline="后街改造完工",
        moved_from=[f"{DAY}/third"],
    )
    after = tree_of(published(folder))
    page = after[f"{FOLDER}/p{number}/index.html"].decode()
    assert 'href="../back-street/index.html"' in page
    assert 'href="../third/index.html"' not in page
    assert f'href="../p{number}/index.html"' in after[f"{FOLDER}/back-street/index.html"].decode()


@pytest.mark.parametrize("how", ["gone", "other"])
def test_a_kept_file_that_is_not_the_signed_one_is_told_and_not_shown(
    folder: Path, how: str
) -> None:
    file = kept(folder) / PDF.rpartition("/")[2]
    good = file.read_bytes()
    file.unlink()
    if how == "other":
        file.write_bytes(good[:-1] + b"X")
    out, build = rebuilt(folder)
    (told,) = [problem for problem in build.problems if problem.code == "press.kept"]
    assert told.severity is Severity.WITHHELD
    assert told.file == f"content/issues/{DAY}/printed/zh-Hans/{file.name}"
    assert f"--reprint {DAY}" in told.cure
    assert not (out / PDF).exists()
    assert (out / "hant" / PDF).exists()
    assert tree_of(out) == clean(folder)
    file.write_bytes(good)
    assert digest((rebuilt(folder)[0] / PDF).read_bytes()) == digest(good)


def test_a_reprint_is_made_anew_says_so_and_is_signed(folder: Path) -> None:
    before = tree_of(folder / "output")
    last = max(page["number"] for page in json.loads(before[f"{FOLDER}/layout.json"])["pages"])
    item(folder / "content", "lead", prose(300), DAY, rank=1, headline="河岸步道开放")
    (folder / f"content/issues/{DAY}/fourth.md").unlink()
    item(folder / "content", "third", prose(200), DAY, headline="后街改造完工")
    after = tree_of(
        published(folder, withdraw=(f"{DAY}/fourth", "撤下。"), anew=date.fromisoformat(DAY))
    )
    pages = read_pages(after[PDF])
    assert len(pages) < last
    for page in pages:
        assert "重印2014年1月6日" in "".join(letter.text for letter in page.letters)
    assert len(signatures(folder)) == 2
    gone = after[f"{FOLDER}/p{last}/index.html"].decode()
    assert f'href="../p{len(pages)}/index.html"' in gone
    assert tree_of(rebuilt(folder, "2014-01-07")[0]) == clean(folder, "2014-01-07")
    assert papers(tree_of(folder / "output")) == papers(after)


def test_another_folder_can_keep_the_papers(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, DAY)
    item(content, "lead", prose(300), DAY)
    shelf = tmp_path / "shelf"
    options = {"printed": shelf, "scripts": built_scripts()}
    publish(content, tmp_path, at(DAY), ("press",), **options)
    assert not (content / "issues" / DAY / "printed").exists()
    before = digest((shelf / DAY / "zh-Hans" / PDF.rpartition("/")[2]).read_bytes())
    item(content, "lead", prose(500), DAY)
    out, build = built(content, tmp_path, ("press",), now=at(LATER), **options)
    assert digest((out / PDF).read_bytes()) == before
    assert not [problem for problem in build.problems if problem.code == "file.unused"]


def test_the_folder_of_kept_papers_is_no_problem_to_reading(folder: Path) -> None:
    _, build = rebuilt(folder)
    assert not [problem for problem in build.problems if "printed" in problem.file]


def test_a_run_that_died_before_the_ledger_leaves_a_paper_that_can_be_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret(folder / "content", **RETRACTED)
    with monkeypatch.context() as patch:
        patch.setattr("edition.publishing.append", _dies)
        with pytest.raises(KeyboardInterrupt):
            published(folder)
    out, build = rebuilt(folder)
    assert not build.withholding.held
    assert MARK not in said_in((out / PDF).read_bytes())
    published(folder, "2014-01-07")
    first, second = signatures(folder)
    assert first != second
    assert not list(kept(folder).parent.rglob("*.new"))
    assert not rebuilt(folder, "2014-01-08")[1].withholding.held


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_issue_whose_paper_was_withheld_is_not_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    issue(content, DAY)
    item(content, "lead", prose(300), DAY)
    options = {"scripts": built_scripts(), "options": {"press": {"workers": 1}}}
    with monkeypatch.context() as patch:
        patch.setattr("press.proof.proof", _finds_fault)
        publish(content, tmp_path, at(DAY), ("press",), **options)
    assert signatures(tmp_path) == []
    publish(content, tmp_path, at(LATER), ("press",), **options)
    assert len(signatures(tmp_path)) == 1


def test_what_was_never_signed_cannot_be_reprinted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    issue(content, DAY)
    item(content, "lead", prose(300), DAY)
    with pytest.raises(SystemExit):
        publish(content, tmp_path, at(DAY), ("website",), anew=date.fromisoformat(DAY))
    assert "还没有付印过" in capsys.readouterr().err
    assert not (content / "ledger").exists()


def test_a_name_that_leads_out_of_the_folder_is_no_kept_file(tmp_path: Path) -> None:
    folder = PrintedFolder(tmp_path / "content")
    inside = write(tmp_path / "content", f"issues/{DAY}/printed/zh-Hans/a.pdf", b"kept")
    outside = write(tmp_path, "a.pdf", b"kept")
    day, told = date.fromisoformat(DAY), digest(b"kept")
    assert folder.find(day, "zh-Hans/a.pdf", told) == inside
    inside.unlink()
    inside.symlink_to(outside)
    assert folder.find(day, "zh-Hans/a.pdf", told) is None
    for name in ("../../../../a.pdf", "/etc/passwd", "zh-Hans/../../a.pdf", "zh-Hans/.hidden"):
        assert folder.find(day, name, told) is None


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
