"""Content folders that are broken, each in its own way: name → the files that make it so.

Every one is a small newsroom (issue of 2013-10-08 with one sound item) with something wrong in it.
The kinds are taken from what editors of such programs report: front matter that YAML reads in its
own way, words pasted from phones and web pages, files of other encodings, spreadsheets that are
none, names and links that a file system allows and a web site does not.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

from newsrooms import DAY, issue, item, picture, small_newsroom, write

LEAD = f"issues/{DAY}/lead.md"
HEAD = "---\nkind: report\nsection: yaowen\nheadline: 标题\n"
SHEET = (
    "---\nkind: schedule\nsection: gonggao\nheadline: 接访安排\ntable: {}\n"
    "schedule:\n  period: 2013-10\n  venue: 大厅\n  hours: 上午8:30-12:00\n---\n"
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Spoil = Callable[[Path], object]


def lead(text: str | bytes) -> Spoil:
    """An item file of exactly these bytes."""
    return lambda content: write(content, LEAD, text)


def field(text: str) -> Spoil:
    """An item with these lines added to its front matter."""
    return lead(f"{HEAD}{text}\n---\n正文。\n")


def headline(text: str) -> Spoil:
    """An item with this line for its headline."""
    return lead(f"---\nkind: report\nsection: yaowen\n{text}\n---\n正文。\n")


def body(text: str, kind: str = "report") -> Spoil:
    """An item with this body."""
    return lead(f"---\nkind: {kind}\nsection: yaowen\nheadline: 标题\n---\n{text}\n")


def about_the_issue(text: str | bytes) -> Spoil:
    """An issue.md of exactly these bytes."""
    return lambda content: write(content, f"issues/{DAY}/issue.md", text)


def table(data: bytes, name: str = "t.csv") -> Spoil:
    """A schedule with this table beside it."""

    def spoil(content: Path) -> None:
        write(content, f"issues/{DAY}/{name}", data)
        write(content, f"issues/{DAY}/plan.md", SHEET.format(name))

    return spoil


def glossary(data: str | bytes) -> Spoil:
    """A glossary of exactly these bytes."""
    return lambda content: write(content, "glossary.csv", data)


def workbook(**members: str | bytes) -> bytes:
    """A workbook some of whose parts are replaced; `__` stands for `/`, `_xml` for `.xml`."""
    made, plain = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["姓名", "时间"])
    book.active.append(["刘明", "10月8日"])
    book.save(plain)
    replaced = {
        name.replace("__", "/").removesuffix("_xml") + ".xml": data
        for name, data in members.items()
    }
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, replaced.pop(name, source.read(name)))
    return made.getvalue()


def sheet(rows: str) -> bytes:
    """A workbook whose first sheet has these rows, in XML."""
    data = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return workbook(xl__worksheets__sheet1_xml=data)


def renamed(name: str) -> Spoil:
    """A sound item under a file name that can be no address."""
    return lambda content: item(content, "x").rename(content / f"issues/{DAY}" / name)


def linked(name: str, target: str) -> Spoil:
    """A symbolic link in the issue's folder."""

    def spoil(content: Path) -> None:
        path = content / f"issues/{DAY}" / name
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return spoil


def folder(name: str) -> Spoil:
    """A folder where a file belongs."""

    def spoil(content: Path) -> None:
        path = content / name
        path.unlink(missing_ok=True)
        path.mkdir(parents=True)

    return spoil


def bytes_named(content: Path) -> None:
    """A file whose name is no UTF-8, as an old archive unpacks it."""
    name = os.fsencode(content / f"issues/{DAY}") + "/头条".encode("gb18030") + b".md"
    with open(name, "wb") as stream:  # noqa: PTH123 - pathlib has no names of bytes
        stream.write(HEAD.encode() + "---\n正文。\n".encode())


def unreadable(content: Path) -> None:
    """A file that nobody may read."""
    (content / LEAD).chmod(0)


def pipe(content: Path) -> None:
    """A named pipe, at which a reader would wait for ever."""
    os.mkfifo(content / f"issues/{DAY}/pipe.md")


def photo(**fields: str) -> Spoil:
    """An item with a photo."""

    def spoil(content: Path) -> None:
        write(content, f"issues/{DAY}/a.jpg", picture())
        item(content, "lead", photos=[{"file": "a.jpg", "alt": "会场", **fields}])

    return spoil


def deep(content: Path) -> None:
    """Folders in folders."""
    write(content, f"issues/{DAY}/" + "d/" * 60 + "lead.md", HEAD)


def placeholders(content: Path) -> None:
    """An issue as `scripts/new` leaves it, with copy in it."""
    issue(content, editors=[{"name": "请填姓名", "role": "责任编辑"}])


TEXT = f"{HEAD}---\n正文，于红杰到会。\n"

BROKEN: dict[str, Spoil] = {
    "no front matter": lead("没有稿件信息"),
    "an empty file": lead(""),
    "only white space": lead(" \n\n\u3000\n"),
    "one fence": lead(f"{HEAD}正文"),
    "a fence of dashes": lead(TEXT.replace("---", "———")),
    "a fence of another program": lead("+++\ntitle = '标题'\n+++\n正文"),
    "an opening of four": lead(f"-{TEXT}"),
    "front matter in JSON": lead('{"headline": "标题"}\n\n正文'),
    "the end of the front matter is a dash too long": lead(TEXT.replace("\n---\n", "\n----\n")),
    "a comment that holds words": headline("headline: 停水 #重要通知"),
    "a headline that is a comment": headline("headline: #重要通知"),
    "a colon in a headline": headline("headline: PMDRnet: A Network"),
    "a headline in square brackets": headline("headline: [通知] 停水"),
    "a headline in braces": headline("headline: {停水}"),
    "a headline that is a list": headline("headline:\n  - 停水"),
    "a headline with a star": headline("headline: *停水*"),
    "a headline with an at sign": headline("headline: @各位居民"),
    "a headline with a percent sign": headline("headline: %50 的人"),
    "a headline with half a quote": headline('headline: "停水'),
    "words behind the quotes": headline('headline: "停水"通知'),
    "a headline of null": headline("headline: null"),
    "a headline of a tilde": headline("headline: ~"),
    "a full-width colon": headline("headline：标题"),
    "no blank behind the colon": headline("headline:标题"),
    "a tab before the field": headline("\theadline: 标题"),
    "a field twice": field("headline: 又一个"),
    "a field nobody knows": field("标题: 又一个"),
    "full-width quotes round a word": field("status: “published”"),
    "an impossible day": field("embargo: 2013-02-30T08:00+08:00"),
    "an embargo without an hour": field("embargo: 2013-11-29"),
    "an impossible day of a retraction": field("retracted: {date: 2013-02-30, text: 误}"),
    "an impossible day of a correction": field("corrections:\n  - {date: 2013-13-01, text: 误}"),
    "a comma in braces": field("photos:\n  - {file: a.jpg, alt: 六只天鹅, 排成一行}"),
    "an anchor": field("a: &a [x]\nb: *a"),
    "a bomb of aliases": lead(
        "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n"
            for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        )
        + "glossary: {于方: *j}\n---\n正文\n"
    ),
    "a tag": field("rank: !!python/object:os.system x"),
    "brackets in brackets": field("glossary: " + "[" * 4000 + "]" * 4000),
    "many fields": field("\n".join(f"a{n}: b" for n in range(6000))),
    "front matter of megabytes": field("summary: " + "长" * 1_000_000),
    "a list of 100,000 lines": field("moved_from:\n" + "- a\n" * 100_000),
    "a headline of 5,000 characters": headline("headline: " + "标" * 5000),
    "a multi-line key": field("? [a, b]\n: c"),
    "two documents": field("...\nrank: 2"),
    "the importer's encoding": lead(TEXT.encode("gb18030")),
    "Big5": lead(TEXT.replace("题", "題").replace("红", "紅").encode("big5", "ignore")),
    "UTF-16": lead(TEXT.encode("utf-16")),
    "UTF-16 without a mark": lead(TEXT.encode("utf-16-le")),
    "two byte order marks": lead("\ufeff\ufeff".encode() + f"{HEAD}rank: 9\n---\n正文".encode()),
    "a NUL": body("正\x00文"),
    "binary": lead(bytes(range(256)) * 20),
    "half a character": lead(TEXT.encode()[:-3]),
    "line separators": body("第一行\u2028第二行"),
    "old line ends": lead(f"{HEAD}rank: 9\n---\n正文\n".replace("\n", "\r").encode()),
    "a zero-width space": body("今天干\u200b立新到会。"),
    "a soft hyphen": headline("headline: 停\u00ad水"),
    "an escape of one": headline('headline: "停\\u200b水"'),
    "an override": body("文\u202e倒字 [gov.cn\u202emoc](https://evil.example)"),
    "an override as a reference": body("文&#x202E;倒字"),
    "marks on marks": body("文" + "\u0301\u0316" * 40_000),
    "half a house mark": body("主任-{于方说"),
    "a mark of another wiki": body("-{zh-hans:信息;zh-hant:資訊}-屏"),
    "a placeholder for a headline": headline("headline: 请填主题"),
    "a placeholder for a body": body("请写正文。"),
    "a placeholder for a name": body("区里开会。（请填姓名）", "brief"),
    "a placeholder for an editor": placeholders,
    "a placeholder of the importer": body("（正文待补）"),
    "an alternative text that says nothing": photo(alt="图片"),
    "an alternative text that is a file's name": photo(alt="IMG_2034.jpg"),
    "a photo that is none": lambda content: (
        write(content, f"issues/{DAY}/a.jpg", b"GIF89a"),
        item(content, "lead", photos=[{"file": "a.jpg", "alt": "会场"}]),
    ),
    "a photo elsewhere": photo(file="../../../etc/passwd"),
    "a very long line": body("字" * 1_000_000 + "<script>"),
    "blanks without end": body("消息。" + " " * 100_000 + "x <b onclick=a>", "brief"),
    "a headline of a brief without end": body("## a" + " " * 100_000 + "b <script>", "brief"),
    "too many briefs": body("消息。\n\n---\n\n" * 3000, "brief"),
    "an issue without a date": about_the_issue("---\nnumber: 1\n---\n"),
    "an issue of an impossible day": about_the_issue("---\nnumber: 1\ndate: 2013-02-30\n---\n"),
    "an issue whose number is a word": about_the_issue(f"---\nnumber: 八\ndate: {DAY}\n---\n"),
    "an issue that is empty": about_the_issue(""),
    "an issue in another encoding": about_the_issue(
        f"---\n# 期\nnumber: 1\ndate: {DAY}\n---\n".encode("gb18030")
    ),
    "an issue without its file": lambda content: (content / f"issues/{DAY}/issue.md").unlink(),
    "an issue file that is a folder": folder(f"issues/{DAY}/issue.md"),
    "an item that is a folder": folder(LEAD),
    "an issue that is a file": lambda content: write(content, "issues/2013-10-15", "x"),
    "an issue of no day": lambda content: issue(content, "2013-10-99"),
    "a name in Han": renamed("头条.md"),
    "a name with a blank": renamed("road repair.md"),
    "a name of 200 letters": renamed("a" * 200 + ".md"),
    "a name with a line break": renamed("a\nb.md"),
    "a name that turns round": renamed("a\u202eb.md"),
    "a name that is no text": bytes_named,
    "a reserved name": renamed("p1.md"),
    "a link out of the house": linked("lead.md", "/etc/passwd"),
    "a link to itself": linked("lead.md", "lead.md"),
    "a link to nothing": linked("lead.md", "nowhere.md"),
    "an issue that is a link": linked("../2013-10-15", "/usr"),
    "a pipe": pipe,
    "a file nobody may read": unreadable,
    "folders in folders": deep,
    "a table that is missing": lambda content: write(
        content, f"issues/{DAY}/plan.md", SHEET.format("t.csv")
    ),
    "a table that is empty": table(b""),
    "a table of odd quotes": table('姓名,时间\n"刘明,10月8日\n于方,10月9日\n'.encode()),
    "a table of 100,000 rows": table("姓名,时间\n".encode() + "刘明,10月8日\n".encode() * 100_000),
    "a table of 10,000 columns": table(",".join(["姓名"] * 10_000).encode()),
    "a table with a placeholder": table("姓名,时间\n请填姓名,10月8日\n".encode()),
    "a table with an unseen character": table("姓名,时间\n刘\u200b明,10月8日\n".encode()),
    "a table of binary": table(bytes(range(256)) * 9),
    "a table of another kind": table(b"x", "t.ods"),
    "a workbook that is none": table(b"PK\x03\x04 nothing", "t.xlsx"),
    "a workbook cut off": table(workbook()[:2000], "t.xlsx"),
    "a workbook that is a CSV": table("姓名,时间\n".encode(), "t.xlsx"),
    "a workbook without its sheet": table(workbook(xl__workbook_xml=b"<x/>"), "t.xlsx"),
    "a workbook with entities": table(
        workbook(xl__workbook_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "t.xlsx"
    ),
    "a workbook of zeros": table(workbook(xl__workbook_xml=b"\0" * 40_000_000), "t.xlsx"),
    "a workbook of cells": table(sheet("<row>" + "<c/>" * 2_000_000 + "</row>"), "t.xlsx"),
    "a workbook in depth": table(sheet("<a>" * 500_000), "t.xlsx"),
    "a glossary in another encoding": glossary("简体,繁體\n".encode("gb18030")),
    "a glossary without a header": glossary("于方,于方\n"),
    "a glossary of a million rows": glossary("simplified,traditional\n" + "甲,乙\n" * 1_000_000),
    "a glossary of faults": glossary("simplified,traditional\n" + "甲,\n" * 50_000),
    "a glossary with odd quotes": glossary('simplified,traditional\n"于方,于方\n'),
    "a glossary that is a folder": folder("glossary.csv"),
    "a page without a title": lambda content: write(content, "pages/about.md", "---\n---\n正文"),
    "a page with a placeholder": lambda content: write(
        content, "pages/about.md", "---\ntitle: 关于\n---\n请写正文。\n"
    ),
    "pages that are a file": lambda content: write(content, "pages", "x"),
    "issues that are a file": lambda content: (
        [path.unlink() for path in (content / f"issues/{DAY}").iterdir()],
        (content / f"issues/{DAY}").rmdir(),
        (content / "issues").rmdir(),
        write(content, "issues", "x"),
    ),
}


SILENT = {"a file nobody may read"} if os.geteuid() == 0 else set[str]()
"""Kinds that are none for the one who runs this."""


def broken_newsroom(content: Path, name: str) -> Path:
    """A small newsroom that is broken in one of the ways above."""
    small_newsroom(content)
    BROKEN[name](content)
    return content
