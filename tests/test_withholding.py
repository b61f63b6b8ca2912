"""A fault in one output withholds that output, and nothing else."""

from __future__ import annotations

import io
import json
import posixpath
import quopri
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import html as lxml_html
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type

import press.publishing
import search
import syndication
import website
from edition.build import Build
from edition.report import print_problems, print_withheld
from newsroom.faults import ProgramCode
from newsroom.problems import ContentRefusedError, Outcome, Severity
from newsrooms import issue, item, picture, small_newsroom, write
from press import copy as press_copy
from press import laying, prepress, printing
from press.codes import PressCode
from press.sheet import sheet
from presses import built, job

DAY = "2013-10-08"
LOST = "这一行字会在印刷时丢掉"
A4 = ("a4",)  # where a test is not about two sizes
ONE_WORKER = {"press": {"workers": 1}}
BROKEN = RuntimeError("forced")


def newsroom(folder: Path) -> Path:
    content = folder / "content"
    issue(content, DAY, 1)
    write(content, f"issues/{DAY}/a.jpg", picture(size=(900, 600)))
    photos = [{"file": "a.jpg", "alt": "河岸"}]
    item(content, "lead", "河岸步道今天开放。" * 30, rank=1, photos=photos)
    item(content, "second", f"路修好了。{LOST}。" + "车通了。" * 40)
    return content


def tree_of(output: Path) -> dict[str, bytes]:
    found = output.rglob("*")
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in found if p.is_file()}


def lose_a_line(monkeypatch: pytest.MonkeyPatch, paper: str, script: str) -> None:
    """Let the press lose the second item's first line on one paper in one script."""
    whole, run = sheet, printing._print  # noqa: SLF001 - the one place where an order is at hand

    def faulty(order: printing.Order) -> printing.Printed:
        struck = order.grid.id == paper and order.script.value == script
        with monkeypatch.context() as patch:
            if struck:
                patch.setattr(laying, "sheet", losing)
            return run(order)

    def losing(*given: Any) -> list[dict[str, Any]]:
        pages = whole(*given)
        for page in pages:
            for frame in page["frames"]:
                if frame["kind"] == "passage" and "路修好了" in json.dumps(
                    frame["lines"], ensure_ascii=False
                ):
                    frame["lines"] = [*frame["lines"][:1], *frame["lines"][2:]]
        return pages

    monkeypatch.setattr(printing, "_print", faulty)


def withheld_files(build: Build) -> set[str]:
    return {path for held in build.withholding.held for path in held.paths}


def told(build: Build) -> str:
    out = io.StringIO()
    print_problems(build.problems, out)
    print_withheld(build, out)
    return out.getvalue()


def links_to(output: Path, paths: set[str]) -> list[str]:
    """Where in a tree something leads to a file, by its public address or from page to page."""
    found = []
    for name, data in tree_of(output).items():
        if name.startswith("."):
            continue
        parts = {name: data}
        if name.endswith((".epub", ".docx")):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                parts = {f"{name}!{inner}": book.read(inner) for inner in book.namelist()}
        for part, said in parts.items():
            if name.endswith(".eml"):
                said = quopri.decodestring(said)  # noqa: PLW2901 - what the mail says
            text = said.decode("utf-8", "replace")
            found += [f"{part} → {path}" for path in paths if f"example.cn/{path}" in text]
        if name.endswith(".html"):
            page = lxml_html.document_fromstring(data)
            ways = [way for _, _, way, _ in page.iterlinks()] + page.xpath("//@srcset")
            for way in ways:
                led = posixpath.normpath(posixpath.join(posixpath.dirname(name), way.split()[0]))
                found += [f"{name} → {path}" for path in paths if led == path.rstrip("/")]
    return found


@needs_type
def test_one_failed_newspaper_is_withheld_and_all_else_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = newsroom(tmp_path)
    text = f"路修好了。{LOST}。" + "车通了。" * 40  # as the newsroom has it
    output, well = built(content, tmp_path, options=ONE_WORKER)
    assert well.outcome is Outcome.WELL
    before = tree_of(output)
    with monkeypatch.context() as patch:
        lose_a_line(patch, "a4", "hans")
        item(content, "second", f"{text}车通了。")
        _, faulty = built(content, tmp_path, options=ONE_WORKER)
        _, clean = built(content, tmp_path / "clean", options=ONE_WORKER)
    assert faulty.outcome is Outcome.WITHHELD == 3
    after = tree_of(output)
    gone = {f"2013/10/08/yibin-tongxun-{DAY}{end}.pdf" for end in ("", "-press")}
    gone |= {f"2013/10/08/{name}" for name in ("layout.json", "p1.pdf", "p1-480.webp")}
    assert gone <= withheld_files(faulty)
    assert gone <= before.keys()
    assert not gone & after.keys()
    assert not [name for name in after if name.startswith("2013/10/08/p1")]
    for kept in ("feed.xml", "hant/feed.xml", "index.html", "2013/10/08/second/index.html"):
        assert kept in after
    for other in (f"2013/10/08/yibin-tongxun-{DAY}-8k.pdf", "hant/2013/10/08/p1/index.html"):
        assert other in after
    assert links_to(output, gone | {"2013/10/08/p1/", "2013/10/08/p1/index.html"}) == []
    assert links_to(output, {f"hant/2013/10/08/yibin-tongxun-{DAY}.pdf"}) != []
    assert after == tree_of(clean.job.output)
    assert {path.suffix for path in (tmp_path / "output.proofs").iterdir()} >= {".pdf", ".txt"}
    monkeypatch.undo()
    item(content, "second", text)
    _, mended = built(content, tmp_path, options=ONE_WORKER)
    assert mended.outcome is Outcome.WELL
    assert tree_of(output) == before  # as it was made from nothing
    assert not (tmp_path / "output.proofs").exists()


@needs_type
def test_the_marked_proof_shows_where_and_the_message_says_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_a_line(monkeypatch, "8k", "hant")
    output, build = built(newsroom(tmp_path), tmp_path, options=ONE_WORKER)
    (held,) = build.withholding.held
    assert held.what == "第1期（2013年10月8日）八开报纸（繁體）PDF"
    said = [line for line in told(build).splitlines() if "press.lost-text" in line]
    assert said
    for word in (
        "second.md",
        "第1期（2013年10月8日）八开报纸（繁體）PDF扣发",
        "第1版",
        "第一处在“",
    ):
        assert word in said[0]
    assert said[0].endswith("（扣发）")
    assert "output.proofs/2013-10-08-8k-zh-Hant.pdf" in said[0]
    assert "再出一次" in said[0]
    proofs = tmp_path / "output.proofs"
    (marked,) = proofs.glob("*.pdf")
    red = circled(marked)
    lines = [box for box in build_boxes(proofs) if box[4] == 1]
    assert lines
    assert all(any(holds(circle, box) for circle in red) for box in lines)
    report = (proofs / "2013-10-08-8k-zh-Hant.report.txt").read_text(encoding="utf-8")
    for word in ("typst", "python", "路修好了", "press.lost-text", "第一处在"):
        assert word in report
    assert not (output / "output.proofs").exists()
    rows = json.loads((proofs / "withheld.json").read_text(encoding="utf-8"))
    assert f"hant/2013/10/08/yibin-tongxun-{DAY}-8k.pdf" in rows[0]["files"]


def circled(pdf: Path) -> list[tuple[float, float, float, float]]:
    """Where the red circles stand on page one, in points from the top left corner."""
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    page = document[0]
    height = page.get_height()
    found = []
    with pikepdf.open(pdf) as opened:
        for operands, operator in pikepdf.parse_content_stream(opened.pages[0]):
            if str(operator) == "c":
                found.append([float(value) for value in operands][:6])
    curves = [found[at : at + 4] for at in range(len(found) - len(found) % 4 - 4, -1, -4)]
    circles = []
    for four in curves:
        xs = [value for curve in four for value in curve[0::2]]
        ys = [height - value for curve in four for value in curve[1::2]]
        circles.append((min(xs), min(ys), max(xs), max(ys)))
    document.close()
    return circles


def build_boxes(proofs: Path) -> list[tuple[float, float, float, float, int]]:
    """The places that the log names: left, top, right, bottom, page."""
    import re

    (log,) = proofs.glob("*.log.txt")
    place = re.compile(r"第(\d+)版，左 ([\d.]+) 上 ([\d.]+) 右 ([\d.]+) 下 ([\d.]+)")
    found = place.findall(log.read_text(encoding="utf-8"))
    return [(float(a), float(b), float(c), float(d), int(page)) for page, a, b, c, d in found]


def holds(
    circle: tuple[float, float, float, float], box: tuple[float, float, float, float, int]
) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return circle[0] <= x <= circle[2] and circle[1] <= y <= circle[3]


@needs_type
def test_a_failed_press_file_leaves_the_readers_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise BROKEN

    monkeypatch.setattr(prepress, "finished", broken)
    output, build = built(newsroom(tmp_path), tmp_path, options=ONE_WORKER, papers=A4)
    assert build.outcome is Outcome.WITHHELD
    files = tree_of(output)
    assert not [name for name in files if name.endswith("-press.pdf")]
    assert f"2013/10/08/yibin-tongxun-{DAY}.pdf" in files
    assert "2013/10/08/p1/index.html" in files
    assert "forced" in told(build)


@pytest.mark.share(2)
@needs_type
@pytest.mark.parametrize("error", [BROKEN, RecursionError(), MemoryError(), KeyError("x")])
@pytest.mark.parametrize("deep", ["layout", "copy"])
def test_whatever_the_press_stumbles_over_is_told_as_a_fault_of_the_program(
    error: Exception, deep: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(work: Callable[..., Any]) -> Callable[..., Any]:
        def stumbling(*given: Any, **more: Any) -> Any:
            if "河岸步道" in repr((given, more)):
                raise error
            return work(*given, **more)

        return stumbling

    if deep == "layout":
        monkeypatch.setattr(laying, "lay_out", stumble(laying.lay_out))
    else:
        monkeypatch.setattr(press_copy, "Story", stumble(press_copy.Story))
    output, build = built(
        newsroom(tmp_path),
        tmp_path,
        options=ONE_WORKER,
        papers=A4,
        scripts=job(tmp_path, tmp_path).scripts[:1],
    )
    assert build.outcome is Outcome.WITHHELD
    problems = build.problems.withheld
    assert {problem.code for problem in problems} == {ProgramCode.FAULT}
    assert all("这是程序的差错" in problem.what for problem in problems)
    if not isinstance(error, MemoryError) or deep == "copy":
        assert all("lead.md" in problem.file for problem in problems)
    report = (tmp_path / "output.proofs/2013-10-08-a4-zh-Hans.report.txt").read_text("utf-8")
    assert "Traceback" in report
    assert type(error).__name__ in report
    assert (output / "index.html").is_file()
    assert not list(output.rglob("*.pdf"))


def test_without_type_the_site_is_published_and_the_cure_is_told(tmp_path: Path) -> None:
    output, build = built(newsroom(tmp_path), tmp_path, fonts=())
    assert build.outcome is Outcome.WITHHELD
    assert (output / "hant/index.html").is_file()
    assert not list(output.rglob("*.pdf"))
    assert links_to(output, withheld_files(build)) == []
    assert "--without-pdf" in told(build)
    assert "fonts-noto-cjk" in told(build)
    assert {problem.code for problem in build.problems.withheld} == {PressCode.NO_TYPE}


def test_without_its_libraries_only_the_newspaper_is_withheld(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = press.publishing.find_spec
    monkeypatch.setattr(
        press.publishing, "find_spec", lambda name: None if name == "typst" else find(name)
    )
    output, build = built(newsroom(tmp_path), tmp_path)
    assert build.outcome is Outcome.WITHHELD
    assert "没有装 typst" in told(build)
    assert (output / "feed.xml").is_file()


@pytest.mark.share(3)
@pytest.mark.parametrize("room", [website, syndication, search])
def test_a_room_that_fails_leaves_its_files_and_the_others_go_on(
    room: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    rooms = ["reception", "syndication", "search", "website"]
    output, _ = built(content, tmp_path, rooms)
    before = tree_of(output)
    made = {
        path
        for path, row in json.loads(before[".press-manifest.json"]).items()
        if row[3] == f"{room.__name__}/zh-Hant"
    }
    assert made
    publish = room.publish

    def failing(edition: Any, tree: Any) -> None:
        publish(edition, tree)
        if edition.script.value == "hant":
            raise BROKEN

    item(content, "second", "又一篇。")
    with monkeypatch.context() as patch:
        patch.setattr(room, "publish", failing)
        _, build = built(content, tmp_path, rooms)
    after = tree_of(output)
    assert build.outcome is Outcome.WITHHELD
    assert {path: before[path] for path in made} == {path: after[path] for path in made}
    assert "又一篇" in after["feed.xml" if room is not syndication else "index.html"].decode()
    assert "（繁體）" in told(build)
    (report,) = (tmp_path / "output.proofs").glob("*.txt")
    assert "forced" in report.read_text(encoding="utf-8")
    _, mended = built(content, tmp_path, rooms)
    clean, _ = built(content, tmp_path / "clean", rooms)
    assert mended.outcome is Outcome.WELL
    assert tree_of(output) == tree_of(clean)
    assert not (tmp_path / "output.proofs").exists()


def test_a_room_that_never_worked_is_not_linked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    rooms = ["syndication", "search", "website"]

    def failing(*_: object) -> None:
        raise BROKEN

    with monkeypatch.context() as patch:
        patch.setattr(search, "publish", failing)
        output, build = built(content, tmp_path, rooms)
    assert build.outcome is Outcome.WITHHELD
    assert not [problem for problem in build.problems if problem.code.value == "output.dead-link"]
    assert "search/index.html" not in (output / "index.html").read_text(encoding="utf-8")
    built(content, tmp_path, rooms)
    clean, _ = built(content, tmp_path / "clean", rooms)
    assert tree_of(output) == tree_of(clean)


def test_refused_content_changes_no_byte_even_where_something_was_withheld(
    tmp_path: Path,
) -> None:
    content = newsroom(tmp_path)
    built(content, tmp_path, fonts=())
    before = tree_of(tmp_path)
    item(content, "bad", section="nowhere")
    refused_newsroom = content / f"issues/{DAY}/bad.md"
    with pytest.raises(ContentRefusedError):
        built(content, tmp_path, fonts=())
    refused_newsroom.unlink()
    changed = {
        name
        for name, data in tree_of(tmp_path).items()
        if before.get(name) != data and not name.startswith("cache/")
    }
    assert changed == set()


def test_a_newspaper_is_not_wanted_and_nothing_leads_to_one(tmp_path: Path) -> None:
    rooms = ["reception", "syndication", "search", "website"]
    output, build = built(newsroom(tmp_path), tmp_path, rooms)
    assert build.outcome is Outcome.WELL
    text = b"".join(data for name, data in tree_of(output).items() if name.endswith(".html"))
    assert b".pdf" not in text


def test_warnings_and_what_is_withheld_are_told_apart(tmp_path: Path) -> None:
    _, build = built(newsroom(tmp_path), tmp_path, fonts=())
    marks = {problem.severity for problem in build.problems}
    assert Severity.WITHHELD in marks
    assert Severity.ERROR not in marks
    last = told(build).splitlines()
    at = next(at for at, line in enumerate(last) if line.startswith("其余都已做好"))
    assert last[at + 1 :] == ["  报纸PDF（简体）", "  报纸PDF（繁體）"]


def test_a_marked_page_is_still_a_page() -> None:
    from press.codes import Finding
    from press.marking import marked
    from press.readback import Box

    blank = pikepdf.new()
    blank.add_blank_page(page_size=(400, 600))
    out = io.BytesIO()
    blank.save(out)
    finding = Finding("", PressCode.OUTSIDE, "", "", page=1, boxes=(Box(100, 100, 140, 110),))
    once = marked(out.getvalue(), [finding, replace(finding, boxes=())])
    assert once == marked(out.getvalue(), [finding, replace(finding, boxes=())])
    page = pypdfium2.PdfDocument(once)[0]
    shown = page.render(scale=1).to_pil().convert("RGB")
    assert isinstance(shown, Image.Image)
    red = [
        (x, y)
        for x in range(shown.width)
        for y in range(shown.height)
        if shown.getpixel((x, y)) == (217, 13, 26)  # type: ignore[comparison-overlap] # RGB
    ]
    assert any(85 < x < 100 and 100 < y < 110 for x, y in red)
    assert any(x < 30 and y < 30 for x, y in red)
