"""The words that stand in a new file until somebody replaces them are never published."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import yaml
from PIL import Image
from typer.testing import CliRunner

from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from drafting import draft_files
from newsroom import placeholders, starting
from newsroom.codes import ReadingCode
from newsroom.houserules import HouseRules
from newsroom.kinds import Kind
from newsroom.placeholders import PLACEHOLDERS, says_nothing
from newsroom.problems import Problem, ProblemList, Severity
from newsroom.reading import read_publication
from newsroom.starting import app
from newsroom.store import Store
from newsrooms import DAY, issue, item, picture, small_newsroom, write
from presses import ROOT

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECTIONS = frozenset({"yaowen", "minsheng", "gonggao", "tupian"})
CASE = ROOT.parent / "shared" / "cases" / "desk" / "placeholders"


def problems_of(content: Path) -> list[Problem]:
    problems = ProblemList()
    names = {"要闻": "yaowen"}
    with Store(None) as store:
        read_publication(content, store, HouseRules(SECTIONS, NOW, (), names), problems)
    return list(problems)


def left_in(content: Path, severity: Severity) -> set[tuple[str, int, str]]:
    """File, line and words of every placeholder that was told."""
    return {
        (found.file.rpartition("/")[2], found.line, found.what.split("”")[0].lstrip("“"))
        for found in problems_of(content)
        if found.code is ReadingCode.PLACEHOLDER and found.severity is severity
    }


def written_in(folder: Path) -> set[tuple[str, int, str]]:
    """File, line and words of every placeholder that stands in the files of a folder."""
    return {
        (path.name, number, words)
        for path in folder.iterdir()
        if path.suffix in {".md", ".csv"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for words in PLACEHOLDERS
        if words in line
    }


def publish(folder: Path) -> None:
    """Change `status` in every item, and nothing else."""
    for path in folder.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("status: draft", "status: published"), encoding="utf-8")


def new(content: Path, *arguments: str) -> None:
    made = CliRunner().invoke(app, [*arguments, "--content", str(content)])
    assert made.exit_code == 0, made.output


@pytest.mark.parametrize("kind", Kind)
def test_every_word_of_a_new_file_must_be_replaced_before_it_is_published(
    tmp_path: Path, kind: Kind
) -> None:
    content = tmp_path / "content"
    folder = content / "issues" / DAY
    new(content, "issue", DAY)
    new(content, "item", DAY, "new", "--kind", kind.value)
    if kind is Kind.PHOTO:
        write(content, f"issues/{DAY}/new.jpg", picture())
    assert left_in(content, Severity.WARNING) == written_in(folder) != set()
    assert not [found for found in problems_of(content) if found.severity is Severity.ERROR]
    publish(folder)
    assert left_in(content, Severity.ERROR) == written_in(folder)
    assert left_in(content, Severity.WARNING) == set()


def test_every_word_of_an_imported_draft_must_be_replaced_before_it_is_published(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    folder = content / "issues" / DAY
    issue(content)
    page = io.BytesIO()
    Image.new("RGB", (64, 40), "red").save(page, "PNG")
    for at, (name, data) in enumerate(
        {
            "untitled.txt": "天气很好，我们出去玩，晚上才回来。".encode(),
            "empty.txt": "关于停水的通知\n".encode(),
            "photo.eml": _mail(page.getvalue()),
        }.items()
    ):
        files = draft_files(edit(read_copy(name, data)), date.fromisoformat(DAY))
        for file in files:
            (folder / f"x{at}-{file.name}").write_bytes(
                file.data.replace(b"file: ", f"file: x{at}-".encode())
            )
    words = {found[2] for found in written_in(folder)}
    assert words == {placeholders.UNTITLED, placeholders.NO_BODY, placeholders.NO_ALT}
    assert left_in(content, Severity.WARNING) == written_in(folder)
    publish(folder)
    assert left_in(content, Severity.ERROR) == written_in(folder)


def _mail(image: bytes) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "花园开放"
    mail.set_content("花园今天开放，市民可以免费入园，开放时间到晚上九点。\n")
    mail.add_attachment(image, maintype="image", subtype="png", filename="a.png")
    return mail.as_bytes()


@pytest.mark.parametrize(
    "body",
    [
        "请填写申请表，交到窗口。",
        "请填姓名栏和电话栏。",
        "表上写着“请填姓名”。",
        "请写正文。再写标题。",
        "来稿请写正文，不要写标题。",
        "```\n请写正文。\n```",
        "请填主题公园的问卷。",
    ],
)
def test_ordinary_copy_is_no_placeholder(tmp_path: Path, body: str) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", body, headline="请填写申请表", deck="网上登记 请填姓名")
    assert problems_of(content) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("开会。\n\n请写正文。", "请写正文。"),
        ("- 请写正文。", "请写正文。"),
        ("1. 请写正文。", "请写正文。"),
        ("> 请写正文。", "请写正文。"),
        ("**请写正文。**", "请写正文。"),
        ("## 请填主题", "请填主题"),
        ("| 姓名 |\n|---|\n| 请填姓名 |", "请填姓名"),
        ("区里今天开会。（请填姓名）", "请填姓名"),
        ("（正文待补）", "（正文待补）"),
    ],
)
def test_a_placeholder_in_a_body_is_told_on_its_line(tmp_path: Path, body: str, words: str) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", body)
    line = 6 + next(n for n, text in enumerate(body.split("\n")) if words in text)
    assert left_in(content, Severity.ERROR) == {("lead.md", line, words)}


@pytest.mark.parametrize(
    "fields",
    [
        {"kicker": "请填主题"},
        {"headline": "请填|主题"},
        {"bylines": ["记者 请填姓名"]},
        {"bylines": [{"name": "林晓", "organisation": "请填地点"}]},
        {"figures": [{"value": "3", "label": "请填主题"}]},
        {"quote": "请写正文。"},
        {"summary": "请写正文。"},
        {"corrections": [{"date": "2013-10-09", "text": "请写正文。"}]},
        {"glossary": {"请填姓名": "請填姓名"}},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_placeholder_in_any_field_is_told(tmp_path: Path, fields: dict[str, object]) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", **fields)
    assert len(left_in(content, Severity.ERROR)) == 1
    item(content, "lead", status="draft", **fields)
    assert len(left_in(content, Severity.WARNING)) == 1


def test_a_placeholder_in_a_table_is_told_in_its_row(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, f"issues/{DAY}/t.csv", "姓名,时间\n刘明,10月8日\n请填姓名,10月9日\n")
    schedule = {"period": "2013-10", "venue": "请填地点", "hours": "上午8:30-12:00"}
    item(content, "lead", kind="schedule", table="t.csv", schedule=schedule)
    assert left_in(content, Severity.ERROR) == {
        ("t.csv", 3, "请填姓名"),
        ("lead.md", 8, "请填地点"),
    }


def test_an_issue_of_drafts_may_still_lack_its_editor(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, editors=[{"name": "请填姓名"}])
    item(content, "lead", status="draft")
    assert {found.severity for found in problems_of(content)} == {Severity.WARNING}
    item(content, "other", embargo="2030-01-01T08:00+08:00")
    assert left_in(content, Severity.ERROR) == {("issue.md", 4, "请填姓名")}


@pytest.mark.parametrize(
    "alt",
    [
        *("图片", "照片", "图片1", "（图片）", "photo", "IMG_2034.jpg", "IMG_2034", "DSC00123"),
        *("微信图片_20240101123456", "mmexport1700000000000", "a.jpg", "a", "A.JPG", "swan-1.png"),
    ],
)
def test_an_alternative_text_that_says_nothing_is_not_published(tmp_path: Path, alt: str) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, f"issues/{DAY}/a.jpg", picture())
    item(content, "lead", photos=[{"file": "a.jpg", "alt": alt}])
    (found,) = problems_of(content)
    assert (found.code, found.line, found.severity) == (ReadingCode.PHOTO_ALT, 6, Severity.ERROR)
    item(content, "lead", photos=[{"file": "a.jpg", "alt": alt}], status="draft")
    assert [found.severity for found in problems_of(content)] == [Severity.WARNING]


@pytest.mark.parametrize(
    "alt",
    ["图片展开幕，市民在看照片。", "一张旧照片", "六只白天鹅", "会场", "P字形的牌子", "图书馆"],
)
def test_an_alternative_text_that_says_something_is(alt: str) -> None:
    assert not says_nothing(alt, "photo.jpg")


def test_what_no_form_writes_is_in_no_list() -> None:
    """The list holds what the forms write and nothing else."""
    forms = [starting.ISSUE, starting.ITEM, *starting.MORE.values(), *starting.BODY.values()]
    written = "".join(forms) + placeholders.BODY
    importer = {placeholders.UNTITLED, placeholders.NO_BODY, placeholders.NO_ALT}
    assert {words for words in PLACEHOLDERS if words not in written} == importer


@pytest.mark.skipif(not CASE.is_dir(), reason="the collection of cases is not here")
def test_the_case_of_forms_with_only_their_status_changed() -> None:
    assert left_in(CASE, Severity.ERROR) == written_in(CASE / "issues" / "2026-11-27")


def test_a_body_that_says_draft_makes_no_draft(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", "请写正文。\n\nstatus: draft")
    assert left_in(content, Severity.ERROR) == {("lead.md", 6, "请写正文。")}


def test_a_new_item_may_name_its_section_by_its_name(tmp_path: Path) -> None:
    content = tmp_path / "content"
    new(content, "issue", DAY)
    new(content, "item", DAY, "new", "--section", "要闻")
    text = (content / "issues" / DAY / "new.md").read_text(encoding="utf-8")
    assert yaml.safe_load(text.split("---")[1])["section"] == "要闻"
    assert "item.unknown-section" not in {found.code.value for found in problems_of(content)}
    refused = CliRunner().invoke(
        app, ["item", DAY, "b", "--section", "a: b\nc", "--content", str(content)]
    )
    assert refused.exit_code == 1
