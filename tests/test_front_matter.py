"""Front matter is read as an editor meant it, and what YAML would lose is told."""

from __future__ import annotations

import re
import typing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from newsroom.codes import CheckingCode, ReadingCode
from newsroom.dummies import DummyMatter
from newsroom.frontmatter import LONGEST, MOST_TOKENS, TEXTS, WORDS
from newsroom.houserules import HouseRules
from newsroom.matter import FillerMatter, IssueMatter, ItemMatter, PageMatter
from newsroom.model import NewsItem
from newsroom.problems import Problem, ProblemList, Severity
from newsroom.reading import read_publication
from newsroom.store import Store
from newsrooms import DAY, issue, item, picture, small_newsroom, write
from test_reading_problems import problems_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEAD = f"issues/{DAY}/lead.md"
DESK = HouseRules(
    frozenset({"yaowen", "jingji"}),
    NOW,
    names={"要闻": "yaowen", "经济": "jingji"},
    simplified=lambda written: {"要聞": "要闻"}.get(written, written),
)


def read(content: Path, desk: HouseRules = DESK) -> tuple[list[NewsItem], list[Problem]]:
    problems = ProblemList()
    with Store(None) as store:
        publication = read_publication(content, store, desk, problems)
    items = [item for issue in publication.issues for item in issue.items]
    return items, list(problems)


def read_matter(tmp_path: Path, text: str) -> tuple[list[NewsItem], list[Problem]]:
    """What is read of one item with this front matter below its first two fields."""
    content = small_newsroom(tmp_path / "content")
    write(content, LEAD, f"---\nkind: report\nsection: yaowen\n{text}\n---\n正文。\n")
    return read(content)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("true", "true"),
        ("false", "false"),
        ("007", "007"),
        ("2013", "2013"),
        ("1.50", "1.50"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("8:30", "8:30"),
        ("2013-10-01", "2013-10-01"),
        ("停水#通知", "停水#通知"),
        ("停水：明天恢复", "停水：明天恢复"),
        ("“停水”", "“停水”"),
        ("【通知】停水", "【通知】停水"),
        ("为什么?", "为什么?"),
        ('"停水 #通知: 明天"', "停水 #通知: 明天"),
        ("\t停水", "停水"),
        ("\u3000停水", "停水"),
        ("停水 \t", "停水"),
        (">\n  停水", "停水"),
    ],
)
def test_a_headline_is_read_as_it_was_meant(tmp_path: Path, written: str, meant: str) -> None:
    (read_item,), found = read_matter(tmp_path, f"headline: {written}")
    assert found == []
    assert read_item.headline == meant


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        ("headline: 停水 #重要通知", 4, "matter.comment", "#重要通知"),
        ("headline: 停水 # 重要", 4, "matter.comment", "# 重要"),
        ("headline: 2013 #年", 4, "matter.comment", "#年"),
        ("headline: 停水\ndeck: #又一句", 5, "matter.comment", "#又一句"),
        ("headline: 停水\nbylines:\n  - 王振华 #记者", 6, "matter.comment", "#记者"),
        ("headline: 停水\nglossary: {于方: 于方}\nquote: 一 #二", 6, "matter.comment", "#二"),
        ("headline: 通知: 停水", 4, "matter.yaml", "冒号"),
        ("headline: PMDRnet: A Network", 4, "matter.yaml", "冒号"),
        ("headline: 停水:", 4, "matter.yaml", "冒号"),
        ("headline: [通知] 停水", 4, "matter.yaml", "[ 开头"),
        ("headline: [Emacs] Write a mode", 4, "matter.yaml", "[ 开头"),
        ("headline: [停水]", 4, "matter.wrong-value", "一句话"),
        ("headline: {停水}", 4, "matter.wrong-value", "一句话"),
        ("headline:\n  - 停水", 4, "matter.wrong-value", "一句话"),
        ("headline: - 停水", 4, "matter.yaml", "减号"),
        ("headline: '停水'通知", 4, "matter.yaml", "引号外面"),
        ('headline: "停水"通知', 4, "matter.yaml", "引号外面"),
        ('headline: "停水', 4, "matter.yaml", "引号"),
        ("headline: *停水*", 4, "matter.yaml", "* 或"),
        ("headline: &停水", 4, "matter.yaml", "& 、"),
        ("headline: !停水", 4, "matter.yaml", "! 开头"),
        ("headline: @各位", 4, "matter.yaml", "特殊符号"),
        ("headline: %50", 4, "matter.yaml", "特殊符号"),
        ("headline: `停水`", 4, "matter.yaml", "特殊符号"),
        ("headline: ? 停水", 4, "matter.yaml", "问号"),
        ("headline: | 停水", 4, "matter.yaml", "| 和 >"),
        ("headline: |", 4, "matter.wrong-value", "空着"),
        ("headline: 停水\nkicker: ~", 5, "matter.wrong-value", "~"),
        ("headline: 停水\nkicker: null", 5, "matter.wrong-value", "null"),
        ("headline：停水", 4, "matter.yaml", "全角冒号"),
        ("标题：停水", 4, "matter.yaml", "全角冒号"),
        ("headline:停水", 4, "matter.yaml", "没有空格"),
        ("headline: 停水\nphotos:\n  - file: a.jpg\n    alt：天鹅", 7, "matter.yaml", "“alt”"),
        ("\theadline: 停水", 4, "matter.yaml", "制表符"),
        ("headline: 停水\nbylines:\n\u3000- 王振华", 6, "matter.yaml", "全角空格"),
        ("headline: 停水\nheadline: 通水", 5, "matter.yaml", "写了两次"),
        ("headline: 停水\nstatus: “draft”", 5, "matter.wrong-value", "全角引号"),
        ("headline: 停水\nrank: true", 5, "matter.wrong-value", "整数"),
        ("headline: 停水\nbylines:\n  - {name: 王, 记者}", 6, "matter.unknown-field", "英文逗号"),
        ("headline: ~", 4, "matter.wrong-value", "整行删去"),
        (
            "headline: 停水\nfigures:\n  - {value: 1,234, label: 人}",
            6,
            "matter.unknown-field",
            '"1,234"',
        ),
        (
            "headline: 停水\nfigures:\n  - {value: 8, label: 甲,乙}",
            6,
            "matter.unknown-field",
            '"甲,乙"',
        ),
        ("headline: 停水\nretracted: 写错了", 5, "matter.wrong-value", "{date: 2013-10-09"),
        ("headline: 停水\nphotos: photo.jpg", 5, "matter.wrong-value", "[{file: photo.jpg"),
        ("headline: 停水\nfigures: 8个", 5, "matter.wrong-value", "[{value:"),
        ("headline: 停水\ncorrections:\n  - 改了", 6, "matter.wrong-value", "[{date:"),
        ("headline: 停水\nglossary: 于方", 5, "matter.wrong-value", "{于方: 于方}"),
        ("headline: 停水\nglossary: {于方: }", 5, "matter.wrong-value", "：{于方: }"),
        ("headline: 停水\nembargo: 2026-11-29", 5, "matter.wrong-date", "没有钟点"),
        ("headline: 停水\nembargo: 2026-11-29", 5, "matter.wrong-date", "2026-11-29T08:00+08:00"),
        ("headline: 停水\nembargo: 2026-11-29 8点", 5, "matter.wrong-date", "钟点写得不对"),
        ("headline: 停水\nembargo: 2026-11-29T08:00", 5, "matter.wrong-date", "没有时区"),
        ("headline: 停水\nembargo: 2026-02-30T08:00+08:00", 5, "matter.wrong-date", "日历上"),
        (
            "headline: 停水\nretracted: {date: 2026-02-30, text: 误}",
            5,
            "matter.wrong-date",
            "日历上",
        ),
        (
            "headline: 停水\ncorrections:\n  - {date: 2026-02-30, text: 误}",
            6,
            "matter.wrong-date",
            "日历上",
        ),
    ],
)
def test_what_yaml_would_lose_is_told_with_its_line_and_cure(
    tmp_path: Path, text: str, line: int, code: str, words: str
) -> None:
    _, found = read_matter(tmp_path, text)
    assert (line, code, Severity.ERROR) in {(p.line, p.code.value, p.severity) for p in found}
    told = [f"{p.what}，{p.cure}" for p in found if (p.line, p.code.value) == (line, code)]
    assert any(words in one for one in told), told


@pytest.mark.parametrize(
    "text",
    [
        "# 一行注释\nheadline: 停水",
        "headline: 停水\n # date:",
        "headline: 停水\nrank: 1 # 头条",
        "headline: 停水\nstatus: published # 已签",
        "headline: 停水\ndeck:",
        "headline: 停水\nbylines:\nfigures:\nembargo:\nsummary:",
        "headline: 停水\nvertical: no\njump: never",
        "headline: 停水\nbylines: 王振华",
        "headline: 停水\ncorrections: {date: 2013-10-09, text: 误}",
        "headline: 停水\nsummary: |\n  一句\n  alt：不是字段\n  kind:x",
        "headline : 停水",
    ],
)
def test_what_is_no_trap_is_not_told(tmp_path: Path, text: str) -> None:
    (read_item,), found = read_matter(tmp_path, text)
    assert found == []
    assert read_item.headline == "停水"


def test_behind_what_a_page_tells_the_program_a_comment_may_stand(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    words = "footer: false # 不放页脚\nposition: 3 # 第三\nscript: hans # 简体"
    page = write(content, "pages/about.md", f"---\ntitle: 关于\n{words}\n---\n正文。\n")
    assert read(content)[1] == []
    page.write_text("---\ntitle: 关于 # 本报\n---\n正文。\n", "utf-8")
    assert [(one.line, one.code) for one in read(content)[1]] == [(2, ReadingCode.COMMENT)]


@pytest.mark.parametrize(
    ("whole", "line", "words"),
    [
        ("———\nkind: report\n———\n正文", 1, "———"),
        ("－－－\nkind: report\n－－－\n正文", 1, "－－－"),
        ("----\nkind: report\n----\n正文", 1, "----"),
        ("+++\ntitle = '停水'\n+++\n正文", 1, "+++"),
        ("---\nkind: report\n———\n正文", 3, "———"),
        ("---\nkind: report\n正文", 1, "没有结尾"),
    ],
)
def test_a_fence_that_is_none_is_named(tmp_path: Path, whole: str, line: int, words: str) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, LEAD, whole)
    (found,) = read(content)[1]
    assert (found.line, found.code) == (line, ReadingCode.NO_MATTER)
    assert words in found.what


@pytest.mark.parametrize("above", ["\ufeff", "\n\n", " ", "\u3000\n"])
def test_blanks_above_the_first_fence_do_not_matter(tmp_path: Path, above: str) -> None:
    content = small_newsroom(tmp_path / "content")
    head = f"{above}--- \nkind: report\nsection: yaowen\nheadline: 停水\nrank: 9\n--- \n正文\n"
    write(content, LEAD, head)
    (found,) = read(content)[1]
    assert (found.line, found.code) == (5 + above.count("\n"), ReadingCode.WRONG_VALUE)


@pytest.mark.parametrize(
    ("section", "script"),
    [("yaowen", "hans"), ("要闻", "hans"), ("要聞", "hant"), ("要闻", "hant")],
)
def test_a_section_is_named_by_its_id_or_its_name(
    tmp_path: Path, section: str, script: str
) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", section=section, script=script)
    (read_item,), found = read(content)
    assert found == []
    assert read_item.section == "yaowen"


def test_an_unchanged_item_follows_a_section_that_is_renamed(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", section="要闻")
    problems = ProblemList()
    with Store(None) as store:
        for names, section in (({"要闻": "yaowen"}, "yaowen"), ({"要闻": "jingji"}, "jingji")):
            desk = HouseRules(DESK.sections, NOW, names=names)
            publication = read_publication(content, store, desk, problems)
            assert publication.issues[0].items[0].section == section
        read_publication(content, store, HouseRules(DESK.sections, NOW), problems)
    assert [found.code for found in problems] == [CheckingCode.UNKNOWN_SECTION]


def test_an_unknown_section_is_told_with_the_names_there_are(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", section="财经")
    (found,) = read(content)[1]
    assert "经济（jingji）" in found.cure


def test_an_impossible_day_of_an_issue_is_told(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    issue(content, number=1)
    write(content, f"issues/{DAY}/issue.md", "---\nnumber: 1\ndate: 2026-02-30\n---\n")
    (found,) = read(content)[1]
    assert (found.line, found.code) == (3, ReadingCode.WRONG_DATE)


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        ("summary: " + "长" * LONGEST, f"最多{LONGEST}字"),
        ("glossary: " + "[" * 4000 + "]" * 4000, "一层套一层"),
        ("plan:\n" + "".join(" " * n + f"a{n}:\n" for n in range(1, 40)), "一层套一层"),
        ("\n".join(f"a{n}: b" for n in range(5000)), f"超过{MOST_TOKENS}个"),
    ],
    ids=["characters", "brackets", "indents", "fields"],
)
def test_a_budget_is_named_when_it_is_used_up(tmp_path: Path, matter: str, words: str) -> None:
    _, found = read_matter(tmp_path, f"headline: 停水\n{matter}")
    assert [p.code for p in found] == [ReadingCode.TOO_LARGE]
    assert words in found[0].what


def test_every_field_is_known_as_words_or_as_text() -> None:
    """A field that is added to a model must be added to one of the two lists."""
    fields: set[str] = set()
    models: list[Any] = [ItemMatter, IssueMatter, PageMatter, FillerMatter, DummyMatter]
    while models:
        kind = models.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields |= set(kind.model_fields)
            models += [field.annotation for field in kind.model_fields.values()]
        else:
            models += typing.get_args(kind)
    assert fields == TEXTS | WORDS
    assert not TEXTS & WORDS


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("report", "report"),
        ("通讯", "story"),
        ("简讯", "brief"),
        ("公告", "notice"),
        ("圖片", "photo"),
    ],
)
def test_a_kind_is_named_as_the_newsroom_names_it(tmp_path: Path, written: str, meant: str) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, f"issues/{DAY}/a.jpg", picture())
    item(content, "lead", kind=written, photos=[{"file": "a.jpg", "alt": "会场"}])
    (made,), found = read(content)
    assert (made.kind, found) == (meant, [])


def test_an_unknown_kind_is_told_with_the_known_ones(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "lead", kind="散文")
    _, (told,) = read(content)
    assert (told.line, told.what) == (2, "“体裁（kind）”的内容不对：散文")
    assert "brief（简讯）" in told.cure


def test_wrong_hours_are_one_fault_of_a_schedule(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    schedule = {"period": "2013-10", "hours": "随到随接"}
    item(content, "lead", kind="schedule", schedule=schedule, table="t.csv")
    _, found = read(content)
    assert [(told.line, told.code) for told in found] == [(7, ReadingCode.WRONG_VALUE)]


@pytest.mark.parametrize(
    ("folder", "cure"),
    [
        ("2013-10-9", "改名为 2013-10-09"),
        ("2013年10月9日", "改名为 2013-10-09"),
        ("2013-13-45", "如 2013-10-08"),
        ("随便", "如 2013-10-08"),
    ],
)
def test_a_folder_that_is_no_day_is_told_how_to_be_one(
    tmp_path: Path, folder: str, cure: str
) -> None:
    content = small_newsroom(tmp_path / "content")
    write(content, f"issues/{folder}/x.csv", "a")
    _, found = read(content)
    told = [one for one in found if one.code is CheckingCode.NO_ISSUE_FILE]
    assert len(told) == 1
    assert cure in told[0].cure
    assert f"new issue {folder}" not in told[0].cure


@pytest.mark.parametrize(
    ("text", "what", "cure"),
    [
        (f"headline: {'长' * 401}", "“主题（headline）”", "最多400个字"),
        (
            "headline: 甲\ncorrections: [{date: 2200-01-01, text: 乙}]",
            "第1项的日期（date）",
            "2100年",
        ),
        ("headline: 甲\nstatus: 'yes'", "“状态（status）”", "可以是 draft、published"),
        ("headline: 甲\nmoved_from: 2013-02-30/old", "“旧地址（moved_from）”", "日历上没有这一天"),
        ("headline: 甲\nphotos: [{file: a.jpg, size: 大}]", "size", "可以是 small、medium、large"),
    ],
)
def test_what_is_said_of_a_field_is_said_in_the_editors_words(
    tmp_path: Path, text: str, what: str, cure: str
) -> None:
    _, found = read_matter(tmp_path, text)
    told = [problem for problem in found if what in problem.what]
    assert [problem.cure for problem in told if cure in problem.cure], found
    assert not any(re.search(r"datetime|'|\bor\b|\.0", str(problem)) for problem in told)


@pytest.mark.parametrize(
    ("field", "cure"),
    [("title", "headline"), ("作者", "bylines"), ("categories", "section"), ("摘要", "summary")],
)
def test_a_field_that_other_programs_call_otherwise_is_told_by_its_name_here(
    tmp_path: Path, field: str, cure: str
) -> None:
    _, found = read_matter(tmp_path, f"headline: 甲\n{field}: 乙")
    assert [f"这里叫“{cure}”" in told.cure for told in found] == [True]


@pytest.mark.parametrize(
    ("photo", "cures"),
    [
        ({"文件": "a.jpg", "说明": "天鹅"}, ["这里叫“file”", "这里叫“caption”"]),
        ({"file": "a.jpg", "alt": "天鹅。", "credit": {"name": "林晓", "身份": "摄"}}, ["“role”"]),
        ({"file": "a.jpg", "替代文字": "天鹅。"}, ["这里叫“alt”"]),
        ({"file": "a.jpg", "alt": "天鹅。", "captoin": "天鹅"}, ["是不是“caption”"]),
    ],
)
def test_a_field_within_a_field_is_called_by_its_name(
    photo: dict[str, object], cures: list[str], tmp_path: Path
) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", photos=[photo])
    found = [p.cure for p in problems_of(tmp_path) if p.code is ReadingCode.UNKNOWN_FIELD]
    assert all(wanted in cure for wanted, cure in zip(cures, found, strict=True))


@pytest.mark.parametrize("written", ["不转", "on", 3])
def test_the_cure_of_a_wrong_jump_names_what_the_handbook_names(
    written: object, tmp_path: Path
) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", jump=written)
    (problem,) = problems_of(tmp_path)
    assert "may（可以转）、never（不转）" in problem.cure
