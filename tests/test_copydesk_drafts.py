"""Drafts are items the newsroom reads, tables and pictures beside them; nothing is overwritten."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from markdown import markdown
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "copydesk"))

from building import BUILDERS

from copydesk.answer import answer
from copydesk.command import app
from copydesk.desk import edit
from copydesk.drafts.escaping import escaped
from copydesk.drafts.folder import write_new
from copydesk.drafts.plaintext import plain_text
from copydesk.rules import REASONS, Rule
from copydesk.sources.reading import read_copy
from drafting import draft_files
from newsroom.codes import ReadingCode
from newsroom.houserules import HouseRules
from newsroom.model import NewsItem
from newsroom.placeholders import NO_ALT, NO_BODY, QUERY, UNTITLED
from newsroom.problems import ProblemList
from newsroom.reading import read_publication
from newsroom.store import Store

FOLDER = Path(__file__).parent / "copydesk"
SECTIONS = frozenset({"yaowen", "jingji", "minsheng", "gonggao", "tupian", "tashan"})
DAY = date(2018, 11, 1)
FILLED_IN = {UNTITLED: "编辑拟的题", NO_ALT: "编辑写的说明", NO_BODY: "编辑补的正文"}
NAMES = sorted([*(path.name for path in (FOLDER / "raw").iterdir()), *BUILDERS])


def copy_of(name: str) -> bytes:
    return BUILDERS[name]() if name in BUILDERS else (FOLDER / "raw" / name).read_bytes()


def issue_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "issues" / DAY.isoformat()
    folder.mkdir(parents=True)
    (folder / "issue.md").write_text(f"---\nnumber: 1\ndate: {DAY}\n---\n", encoding="utf-8")
    return folder


def items_in(content: Path) -> tuple[tuple[NewsItem, ...], list[str]]:
    problems = ProblemList()
    now = datetime(2026, 1, 1, tzinfo=UTC)
    publication = read_publication(content, Store(None), HouseRules(SECTIONS, now), problems)
    items = tuple(item for issue in publication.issues for item in issue.items)
    # What a table says of its month (days nobody receives on) is for the editor, not for the desk.
    # What nobody has filled in yet stops no draft, and a character lost is lost in the raw copy.
    told = [
        problem
        for problem in problems
        if not problem.code.value.startswith("schedule.")
        and problem.code not in (ReadingCode.PLACEHOLDER, ReadingCode.DAMAGED)
    ]
    return items, [str(problem) for problem in (*told, *problems.errors)]


def publish_all(folder: Path) -> None:
    for path in folder.glob("0*.md"):
        text = path.read_text(encoding="utf-8")
        for placeholder, words in FILLED_IN.items():
            text = text.replace(placeholder, words)
        text = "\n".join(line for line in text.split("\n") if not line.startswith(QUERY))
        path.write_text(text.replace("\nstatus: draft\n", "\nstatus: published\n"), "utf-8")


@pytest.mark.share(3)
@pytest.mark.parametrize("name", NAMES)
def test_imported_items_read_without_a_problem(name: str, tmp_path: Path) -> None:
    folder = issue_folder(tmp_path)
    work = edit(read_copy(name, copy_of(name)))
    write_new(folder, draft_files(work, DAY))
    items, problems = items_in(tmp_path / "content")
    assert problems == []
    assert items == ()  # drafts are in no output at all
    publish_all(folder)
    items, problems = items_in(tmp_path / "content")
    without_files = [told for told in problems if "图片新闻没有照片" in told]  # only captions came
    assert problems == without_files
    assert [item.title for item in sorted(items, key=lambda item: item.id)] == [
        piece.headline.text.replace("|", "") or FILLED_IN[UNTITLED] for piece in work.pieces
    ]


@pytest.mark.share(3)
@pytest.mark.parametrize("name", NAMES)
def test_an_item_exported_as_plain_text_comes_back_the_same(name: str, tmp_path: Path) -> None:
    folder = issue_folder(tmp_path)
    write_new(folder, draft_files(edit(read_copy(name, copy_of(name))), DAY))
    publish_all(folder)
    items, _ = items_in(tmp_path / "content")
    for item in items:
        text = plain_text(item)
        work = edit(read_copy("item.txt", text.encode()))
        assert len(work.pieces) == 1
        piece = work.pieces[0]
        assert (piece.kind, piece.headline.text, piece.kicker.text) == (
            item.kind,
            item.title,
            item.kicker,
        )
        assert (piece.deck.text, piece.dateline.text) == (item.deck, item.dateline)
        signed = [(a.name.text, a.role, a.organisation) for a in piece.authors]
        named = [*item.bylines, *(c for brief in item.briefs for c in brief.bylines)]
        assert signed == [(c.name, c.role, c.organisation) for c in named]
        again = tmp_path / "again" / item.id / "content" / "issues" / DAY.isoformat()
        again.mkdir(parents=True)
        (again / "issue.md").write_text(f"---\nnumber: 1\ndate: {DAY}\n---\n", encoding="utf-8")
        write_new(again, draft_files(work, DAY))
        publish_all(again)
        returned, _ = items_in(again.parent.parent)
        assert len(returned) == 1
        if not item.photos:
            assert plain_text(returned[0]) == text


def test_nothing_is_overwritten_that_is_no_draft_of_the_same_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    for name, data in (("copy.txt", "page-half-width.txt"), ("other/copy.txt", "aligned.txt")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(copy_of(data))
    assert runner.invoke(app, ["copy.txt"]).exit_code == 0
    first = {path: path.read_bytes() for path in sorted(tmp_path.rglob("drafts/**/*.*"))}
    assert runner.invoke(app, ["other/copy.txt"]).exit_code == 0
    assert all(path.read_bytes() == data for path, data in first.items())
    assert (tmp_path / "drafts" / "copy-2" / "record.html").is_file()
    assert runner.invoke(app, ["copy.txt", "--into", "here"]).exit_code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    assert len(before) == 4  # three items and the record
    assert runner.invoke(app, ["other/copy.txt", "--into", "here"]).exit_code == 0
    after = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    assert {name: after[name] for name in before} == before
    assert "copy-2-record.html" in after


def test_drafts_for_an_issue_leave_its_folder_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = issue_folder(tmp_path)
    (tmp_path / "copy.txt").write_bytes(copy_of("page-half-width.txt"))
    done = CliRunner().invoke(app, ["copy.txt", "--into", str(folder)])
    assert done.exit_code == 0
    assert items_in(tmp_path / "content")[1] == []
    assert (tmp_path / "drafts" / "copy" / "record.html").is_file()


def test_the_record_marks_every_removal_change_and_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from html.parser import HTMLParser

    monkeypatch.chdir(tmp_path)
    (tmp_path / "damaged.txt").write_bytes(copy_of("damaged.txt"))
    assert CliRunner().invoke(app, ["damaged.txt"]).exit_code == 0
    page = (tmp_path / "drafts" / "damaged" / "record.html").read_text(encoding="utf-8")
    work = edit(read_copy("damaged.txt", copy_of("damaged.txt")))
    marked: list[str] = []
    notes: list[str] = []

    class Marks(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag in {"del", "ins", "span"}:
                marked.append(dict(attrs).get("title") or "")
            if tag == "li":
                self.inside = True
                notes.append("")

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag != "li"

        def handle_data(self, data: str) -> None:
            if self.inside:
                notes[-1] += data

    Marks().feed(page)
    for rule in {change.rule for change in work.changes} - {Rule.COLUMN, Rule.HARD_WRAP}:
        assert any(title.startswith(f"{rule.value}：{REASONS[rule]}") for title in marked), rule
        assert any(note.startswith(f"{rule.value} {REASONS[rule]}") for note in notes), rule
    for doubt in work.doubts:
        assert doubt.reason in page
        assert any(doubt.reason in title for title in marked), doubt
        assert f"疑问：{doubt.reason}" in notes, doubt
    assert "没有着落" not in page


def test_raw_copy_cannot_write_markup_into_the_record() -> None:
    from copydesk.record import render_record

    raw = "<script>alert(1)</script>秋收\n\n河湾区<img src=x onerror=alert(1)>召开会议，安排工作。"
    page = render_record(edit(read_copy("a.txt", raw.encode())))
    assert "<script" not in page
    assert "<img" not in page


def test_the_command_prints_json_and_refuses_unknown_rules(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(copy_of("aligned.txt"))
    done = CliRunner().invoke(app, [str(path), "--json"])
    assert json.loads(done.stdout) == answer(edit(read_copy(path.as_posix(), path.read_bytes())))
    assert not (tmp_path / "drafts").exists()
    refused = CliRunner().invoke(app, [str(path), "--reject", "no.such-rule"])
    assert refused.exit_code == 2
    assert "copydesk.unknown-rule" in refused.stderr


def test_every_rule_has_a_reason() -> None:
    assert set(REASONS) == set(Rule)


MARKS = [
    "3. 天气很好。",
    "12）天气很好。",
    "- 天气",
    "+ 天气",
    "# 天气",
    "1) 天气",
    "*天气*",
    "[天气](x)",
]


@pytest.mark.parametrize("text", MARKS)
def test_a_paragraph_stays_the_paragraph_it_was(text: str) -> None:
    """As Markdown reads it, which would take it for a list, a heading, a quotation or code."""
    assert markdown(escaped(text)) == f"<p>{text}</p>"
