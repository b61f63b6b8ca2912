"""Every mistake an editor can make is told with file and line, all in one run."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from newsroom.briefs import split_briefs
from newsroom.codes import CheckingCode, ReadingCode
from newsroom.houserules import HouseRules
from newsroom.problems import Code, Problem, ProblemList, Severity
from newsroom.reading import read_publication
from newsroom.store import Store
from newsrooms import DAY, issue, item, picture, small_newsroom, write
from shares import examples

SECTIONS = frozenset({"yaowen", "gonggao"})
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEAD = f"issues/{DAY}/lead.md"


def problems_of(content: Path, now: datetime = NOW) -> list[Problem]:
    """What reading a content folder finds."""
    problems = ProblemList()
    with Store(None) as store:
        read_publication(content, store, HouseRules(SECTIONS, now), problems)
    return list(problems)


def raw(text: str | bytes) -> Callable[[Path], None]:
    """An item file of exactly these bytes."""
    return lambda content: write(content, LEAD, text) and None


def with_item(body: str = "开会。", **matter: object) -> Callable[[Path], None]:
    """An item with this body and front matter."""
    return lambda content: item(content, "lead", body, **matter) and None


def photo_of(**fields: object) -> dict[str, object]:
    return {"photos": [{"file": "a.jpg", "alt": "会场", **fields}]}


def linked_outside(content: Path) -> None:
    outside = content.parent / "secret.md"
    outside.write_text("secret")
    (content / LEAD).unlink(missing_ok=True)
    (content / LEAD).parent.mkdir(parents=True, exist_ok=True)
    (content / LEAD).symlink_to(outside)


def not_an_image(content: Path) -> None:
    write(content, f"issues/{DAY}/a.jpg", b"<svg onload=alert(1)>")
    item(content, "lead", **photo_of())


def wrong_suffix(content: Path) -> None:
    write(content, f"issues/{DAY}/a.jpg", picture(kind="PNG"))
    item(content, "lead", **photo_of())


def photo_without_alt(content: Path) -> None:
    write(content, f"issues/{DAY}/a.jpg", picture())
    item(content, "lead", **photo_of(alt=""))


def tall_photo(content: Path) -> None:
    write(content, f"issues/{DAY}/a.jpg", picture(size=(90, 2000)))
    item(content, "lead", **photo_of())


def note_with_dead_link(content: Path) -> None:
    head = f"---\nnumber: 1\ndate: {DAY}\n---\n"
    write(content, f"issues/{DAY}/issue.md", head + "见[某篇](nothing.md)。\n")


def photo_in_a_page(content: Path) -> None:
    write(content, "pages/about.md", "---\ntitle: 关于\n---\n![](x.jpg)\n")


def folder_like_an_item(content: Path) -> None:
    (content / LEAD).unlink()
    (content / LEAD).mkdir()


def same_number(content: Path) -> None:
    issue(content, "2013-10-15", 1)
    item(content, "other", day="2013-10-15")


def folder_and_date_differ(content: Path) -> None:
    write(content, f"issues/{DAY}/issue.md", "---\nnumber: 1\ndate: 2013-10-09\n---\n")


def moved_onto_another(content: Path) -> None:
    item(content, "other", moved_from=[f"{DAY}/lead"])


WRONG = ReadingCode.WRONG_VALUE
HEAD = "---\nkind: report\nsection: yaowen\nheadline: 标题\n"
CASES: list[tuple[Callable[[Path], object], str, int, Code]] = [
    (raw("没有稿件信息"), LEAD, 1, ReadingCode.NO_MATTER),
    (raw("---\nkind: [report\n---\n正文"), LEAD, 2, ReadingCode.YAML),
    (raw(f"{HEAD}headline: 又一个\n---\n正文"), LEAD, 5, ReadingCode.YAML),
    (raw("---\na: &x [1]\nb: *x\n---\n正文"), LEAD, 2, ReadingCode.YAML),
    (raw(f"{HEAD}headlin: 标题\n---\n正文"), LEAD, 5, ReadingCode.UNKNOWN_FIELD),
    (raw("---\nkind: report\nsection: yaowen\n---\n正文"), LEAD, 1, ReadingCode.MISSING_FIELD),
    (raw(f"{HEAD}rank: 9\n---\n正文"), LEAD, 5, ReadingCode.WRONG_VALUE),
    (raw(f"{HEAD}embargo: 2013-02-30T08:00+08:00\n---\n正文"), LEAD, 5, ReadingCode.WRONG_DATE),
    (raw(f"{HEAD}embargo: 2013-10-01\n---\n正文"), LEAD, 5, ReadingCode.WRONG_DATE),
    (raw(f"{HEAD}embargo: 2013-10-01T08:00\n---\n正文"), LEAD, 5, ReadingCode.WRONG_DATE),
    (raw(f"{HEAD}embargo: 20991001\n---\n正文"), LEAD, 5, ReadingCode.WRONG_DATE),
    (raw(f"{HEAD}rank: !!int '3'\n---\n正文"), LEAD, 5, ReadingCode.YAML),
    (raw(f'{HEAD}deck: "a\\x1b"\n---\n正文'), LEAD, 5, ReadingCode.WRONG_VALUE),
    (with_item(glossary={"正文": "<script>alert(1)</script>"}), LEAD, 5, ReadingCode.WRONG_VALUE),
    (with_item(moved_from=["2013-99-99/old"]), LEAD, 5, ReadingCode.WRONG_VALUE),
    (with_item(moved_from=[f"{DAY}/p1"]), LEAD, 5, ReadingCode.WRONG_VALUE),
    (with_item("[见](#nowhere)"), LEAD, 6, CheckingCode.DEAD_LINK),
    (with_item("甲<?php 乙 ?>丙"), LEAD, 6, ReadingCode.HTML),
    (with_item('<a href="https://[">甲</a>'), LEAD, 6, ReadingCode.LINK_SCHEME),
    (with_item(**photo_of(file="x" * 130 + ".jpg")), LEAD, 6, ReadingCode.NAME),
    (tall_photo, LEAD, 6, ReadingCode.PHOTO_NOT_IMAGE),
    (note_with_dead_link, f"issues/{DAY}/issue.md", 5, CheckingCode.DEAD_LINK),
    (photo_in_a_page, "pages/about.md", 4, ReadingCode.PHOTO_UNDECLARED),
    (folder_like_an_item, LEAD, 0, ReadingCode.OUTSIDE),
    (raw(f"{HEAD}---\n正文".encode("gb18030")), LEAD, 4, ReadingCode.ENCODING),
    (raw(f"{HEAD}---\n正\x0b文"), LEAD, 6, ReadingCode.CONTROL),
    (raw(b"---\n" + b"x" * 5_000_000), LEAD, 0, ReadingCode.TOO_LARGE),
    (raw(f"{HEAD}---\n"), LEAD, 6, ReadingCode.EMPTY),
    (with_item("标题\n====\n\n正文"), LEAD, 7, ReadingCode.HEADING),
    (with_item("[" * 20_000), LEAD, 6, ReadingCode.TOO_MUCH),
    (raw("---\nkind: report\nsection: yaowen\nheadline: '|'\n---\n正文"), LEAD, 4, WRONG),
    (with_item(section="nowhere"), LEAD, 3, CheckingCode.UNKNOWN_SECTION),
    (with_item("第一段。\n\n<script>alert(1)</script>"), LEAD, 8, ReadingCode.HTML),
    (with_item('一<span onclick="x()">二</span>'), LEAD, 6, ReadingCode.HTML),
    (with_item("# 大标题\n\n正文"), LEAD, 6, ReadingCode.HEADING),
    (with_item("[点](javascript:alert(1))"), LEAD, 6, ReadingCode.LINK_SCHEME),
    (with_item("[点](//evil.example/x)"), LEAD, 6, ReadingCode.LINK_SCHEME),
    (with_item("[点](../../../etc/passwd)"), LEAD, 6, ReadingCode.LINK_SCHEME),
    (with_item("一段。\n\n[见](nothing.md)"), LEAD, 8, CheckingCode.DEAD_LINK),
    (with_item("[见](lead.md#s9)"), LEAD, 6, CheckingCode.DEAD_LINK),
    (with_item("---", kind="brief"), LEAD, 6, ReadingCode.NO_BRIEFS),
    (with_item("![](b.jpg)"), LEAD, 6, ReadingCode.PHOTO_UNDECLARED),
    (with_item(**photo_of()), LEAD, 6, ReadingCode.PHOTO_MISSING),
    (with_item(**photo_of(file="../a.jpg")), LEAD, 6, ReadingCode.OUTSIDE),
    (photo_without_alt, LEAD, 6, ReadingCode.PHOTO_ALT),
    (not_an_image, LEAD, 6, ReadingCode.PHOTO_NOT_IMAGE),
    (wrong_suffix, LEAD, 6, ReadingCode.PHOTO_NOT_IMAGE),
    (linked_outside, LEAD, 0, ReadingCode.OUTSIDE),
    (with_item(kind="schedule", section="gonggao"), LEAD, 1, ReadingCode.MISSING_FIELD),
    (
        with_item(kind="schedule", schedule={"period": "2013-10", "venue": "厅"}, table="x.csv"),
        LEAD,
        8,
        ReadingCode.TABLE_MISSING,
    ),
    (lambda c: item(c, "Lead_2"), f"issues/{DAY}/Lead_2.md", 0, ReadingCode.NAME),
    (lambda c: item(c, "p1"), f"issues/{DAY}/p1.md", 0, CheckingCode.ID_RESERVED),
    (lambda c: item(c, "index"), f"issues/{DAY}/index.md", 0, CheckingCode.ID_RESERVED),
    (lambda c: item(c, "photos"), f"issues/{DAY}/photos.md", 0, CheckingCode.ID_RESERVED),
    (
        lambda c: write(c, f"issues/{DAY}/issue.markdown", (c / LEAD).read_bytes()),
        f"issues/{DAY}/issue.markdown",
        0,
        CheckingCode.ID_RESERVED,
    ),
    (
        lambda c: (
            write(c, f"issues/{DAY}/lead.md", (c / LEAD).read_bytes())
            and (c / LEAD).rename(c / f"issues/{DAY}/lead.markdown")
            and item(c, "lead")
        ),
        LEAD,
        0,
        CheckingCode.ID_TWICE,
    ),
    (same_number, "issues/2013-10-15/issue.md", 1, CheckingCode.NUMBER_TWICE),
    (folder_and_date_differ, f"issues/{DAY}/issue.md", 3, CheckingCode.FOLDER_DATE),
    (moved_onto_another, f"issues/{DAY}/other.md", 6, CheckingCode.MOVED_TWICE),
    (
        lambda c: (c / f"issues/{DAY}/issue.md").unlink(),
        f"issues/{DAY}/issue.md",
        0,
        CheckingCode.NO_ISSUE_FILE,
    ),
]


@pytest.mark.parametrize(("spoil", "file", "line", "code"), CASES, ids=[str(c[3]) for c in CASES])
def test_a_mistake_is_told_with_its_file_and_line(
    tmp_path: Path, spoil: Callable[[Path], object], file: str, line: int, code: Code
) -> None:
    content = small_newsroom(tmp_path / "content")
    spoil(content)
    found = problems_of(content)
    assert [(p.file, p.line, p.code) for p in found] == [(f"content/{file}", line, code)]
    assert found[0].severity is Severity.ERROR


def test_an_item_dated_in_the_future_needs_an_embargo(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    found = problems_of(content, now=datetime(2013, 10, 1, tzinfo=UTC))
    assert [p.code for p in found] == [CheckingCode.NO_EMBARGO]
    item(content, "lead", embargo="2013-10-08T08:00+08:00")
    assert problems_of(content, now=datetime(2013, 10, 1, tzinfo=UTC)) == []


def test_all_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "one", section="nowhere")
    item(content, "two", "<iframe></iframe>")
    write(content, f"issues/{DAY}/three.md", "no front matter")
    assert [(p.file.rpartition("/")[2], p.code) for p in problems_of(content)] == [
        ("one.md", CheckingCode.UNKNOWN_SECTION),
        ("three.md", ReadingCode.NO_MATTER),
        ("two.md", ReadingCode.HTML),
    ]


def test_a_file_nobody_uses_is_a_warning(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, f"issues/{DAY}/old.jpg", picture())
    found = problems_of(content)
    assert [(p.code, p.severity) for p in found] == [(ReadingCode.UNUSED, Severity.WARNING)]


def test_a_problem_reads_as_one_line(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", section="nowhere")
    assert str(problems_of(content)[0]) == (
        f"content/{LEAD}:3: item.unknown-section: 没有栏目“nowhere”，可以是 gonggao、yaowen"
    )


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert [p.code for p in problems_of(tmp_path / "content")] == [CheckingCode.NO_ISSUES]


def test_a_link_to_a_faulty_item_is_not_called_dead(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", "[见](other.md)")
    item(content, "other", rank=7)
    assert [p.code for p in problems_of(content)] == [ReadingCode.WRONG_VALUE]


def test_a_fault_in_the_second_brief_is_told_on_its_own_line(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    body = "### 第一则\n\n甲。\n\n---\n\n### 第二则\n\n![](none.jpg)\n"
    file = item(content, "short", body, kind="brief")
    lines = file.read_text(encoding="utf-8").splitlines()
    (found,) = problems_of(content)
    assert (found.code, lines[found.line - 1]) == (ReadingCode.PHOTO_UNDECLARED, "![](none.jpg)")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("正文见[头条](lead.md)", []),
        ("正文。\n\n![](road.jpg)", []),
        ("正文见[头条](lead.md)（林晓）", ["林晓"]),
        ("正文。\n\n![](road.jpg)\n\n(林晓)", ["林晓"]),
        ("正文。(林晓)", ["林晓"]),
        ("正文［注］（林晓）", ["林晓"]),
    ],
)
def test_where_a_link_or_a_photo_leads_is_nobodys_name(text: str, names: list[str]) -> None:
    (brief,) = split_briefs(text)
    assert [credit.name for credit in brief.bylines] == names
    for kept in ("(lead.md)", "(road.jpg)"):
        assert (kept in brief.text) == (kept in text)


@pytest.mark.parametrize(("length", "is_told"), [(400, False), (401, True)])
def test_a_heading_of_a_brief_that_is_a_text_is_told_on_its_line(
    tmp_path: Path, length: int, *, is_told: bool
) -> None:
    content = small_newsroom(tmp_path / "content")
    body = f"### 第一则\n\n甲。\n\n---\n\n### {'长' * length}\n\n乙。\n"
    file = item(content, "short", body, kind="brief")
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [(one.code, lines[one.line - 1][:5]) for one in problems_of(content)]
    assert found == ([(ReadingCode.WRONG_VALUE, "### 长")] if is_told else [])


def test_a_draft_stops_nobody(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "other", status="draft", **photo_of())
    found = problems_of(content)
    assert [(p.code, p.severity) for p in found] == [(ReadingCode.PHOTO_MISSING, Severity.WARNING)]


def test_a_picture_story_without_a_picture_is_told_and_printed(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path)
    item(content, "lead", kind="photo")
    item(content, "second", kind="photo", status="draft")  # which waits for its photos
    (told,) = problems_of(content)
    assert (told.line, told.code) == (2, ReadingCode.PHOTO_MISSING)
    assert told.severity is Severity.WARNING


def test_photos_of_phones_and_see_through_pictures_are_welcome(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    one, two = Image.new("RGB", (64, 40), "red"), Image.new("RGB", (64, 40), "blue")
    phone, glass = io.BytesIO(), io.BytesIO()
    one.save(phone, "MPO", save_all=True, append_images=[two])
    Image.new("RGBA", (64, 40), (0, 0, 0, 0)).save(glass, "PNG")
    write(content, f"issues/{DAY}/a.jpg", phone.getvalue())
    write(content, f"issues/{DAY}/b.png", glass.getvalue())
    photos = [{"file": "a.jpg", "alt": "甲"}, {"file": "b.png", "alt": "乙"}]
    item(content, "lead", photos=photos)
    assert problems_of(content) == []


def test_lines_like_definitions_are_text(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", "第一段。\n\n[注]: 数字截至九月底\n\n*[词]: 解释")
    problems = ProblemList()
    with Store(None) as store:
        publication = read_publication(content, store, HouseRules(SECTIONS, NOW), problems)
        html = publication.issues[0].items[0].body.html
    assert "数字截至九月底" in html
    assert "解释" in html


def test_a_long_bracket_is_read_in_no_time() -> None:
    assert [brief.bylines for brief in split_briefs("消息。（" + "一" * 4000 + "）x")] == [()]


@settings(max_examples=examples(200), deadline=None)
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_no_bytes_make_the_reading_fall_over(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    content = small_newsroom(tmp_path_factory.mktemp("any") / "content")
    head = f"{HEAD}".encode() if len(data) % 2 else b""
    write(content, LEAD, head + b"---\n" + data if head else data)
    for problem in problems_of(content):
        assert problem.file.startswith("content/")


def test_faults_of_the_front_matter_hide_none_of_the_body(tmp_path: Path) -> None:
    """An editor mends a file once, not once for every layer of it."""
    content = small_newsroom(tmp_path)
    photo = "photos:\n  - {file: gone.jpg, alt: 会场}\n"
    body = "# 太大\n\n<script>一</script>\n\n![](gone.jpg)\n"
    write(content, LEAD, f"{HEAD}rank: 9\n{photo}---\n{body}")
    found = {problem.code for problem in problems_of(content)}
    assert found == {
        ReadingCode.WRONG_VALUE,
        ReadingCode.PHOTO_MISSING,
        ReadingCode.HEADING,
        ReadingCode.HTML,
    }


@pytest.mark.parametrize(
    "matter", ["kind: [report", "kind: ：\n\tx: 1", 'headline: "半句', "a: *x"]
)
def test_a_body_is_looked_through_below_unreadable_front_matter(
    tmp_path: Path, matter: str
) -> None:
    content = small_newsroom(tmp_path)
    write(content, LEAD, f"---\n{matter}\n---\n正文。\n\n# 太大\n")
    found = problems_of(content)
    assert [problem.code for problem in found] == [ReadingCode.YAML, ReadingCode.HEADING]
    assert not any(char in found[0].what for char in "abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("file", ["pages/about.md", f"issues/{DAY}/issue.md"])
def test_pages_and_notes_are_looked_through_as_well(tmp_path: Path, file: str) -> None:
    content = small_newsroom(tmp_path)
    write(content, file, "---\nwrong: 一\n---\n# 太大\n")
    codes = {problem.code for problem in problems_of(content) if problem.file.endswith(file)}
    assert codes >= {ReadingCode.UNKNOWN_FIELD, ReadingCode.HEADING}


def test_a_fault_made_twice_is_told_on_both_lines(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path)
    item(content, "lead", "见[甲](gone.md)。\n\n又见[乙](gone.md)。")
    assert [problem.line for problem in problems_of(content)] == [6, 8]


def test_of_many_faults_of_one_kind_the_first_are_told_and_the_rest_counted(
    tmp_path: Path,
) -> None:
    content = small_newsroom(tmp_path)
    item(content, "lead", "# 太大\n\n" * 150)
    found = problems_of(content)
    assert len(found) == 101
    assert (found[0].line, found[0].severity) == (0, Severity.ERROR)
    assert "50处" in found[0].what
    assert [problem.line for problem in found[1:3]] == [6, 8]


def test_a_page_may_not_take_an_address_of_the_site_itself(tmp_path: Path) -> None:
    names = [
        *("archive", "assets", "briefs", "corrections", "feeds", "hans", "hant", "hant-hk"),
        *("index", "reception", "search", "section", "sitemap", "subscribe"),
    ]
    small_newsroom(tmp_path)
    for name in (*names, "about", "issue", "photos", "p1"):
        write(tmp_path, f"pages/{name}.md", "---\ntitle: 关于\n---\n正文。\n")
    told = {(one.file, one.code) for one in problems_of(tmp_path)}
    assert told == {
        (f"{tmp_path.name}/pages/{name}.md", CheckingCode.ID_RESERVED) for name in names
    }
