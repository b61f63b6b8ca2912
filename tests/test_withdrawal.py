"""What was taken back or taken away is in no file: no page, feed, PDF, book, mail or calendar."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pypdfium2
import pytest

from ledgers import at
from newsrooms import issue, item, picture, write
from publications import publish

A4 = ("a4",)  # what is in one size is in the other
DAY, TODAY = "2013-10-08", "2013-10-09"
MARKS = ("秘密词语", "秘密詞語", "zqmark")
NOTICE = "来源有误，特此说明。"
ROOMS = ("press", "reception", "syndication", "search", "website")
ADDRESS = re.compile(r"(?:places|\.\.)/[a-z0-9-]+-[0-9a-f]{6}")
"""Of a place's pages and calendar: public once, it stays, with the sound of the name in it."""

TABLE = "接访安排,,下访安排,\n姓名,时间,时间,地点\n秘密词语,10月9日,10月10日,秘密词语镇秘密词语村\n"


def secret(what: str) -> str:
    """The marked words, as they would stand in a text."""
    return f"{what}秘密词语zqmark"


def marked_newsroom(content: Path, **matter: object) -> None:
    """An issue whose second item has a mark in every field, as its third a schedule, and briefs."""
    issue(content, DAY, 1)
    item(content, "lead", "今天开会。见[另一篇](marked.md)。", DAY, rank=1)
    write(content, f"issues/{DAY}/zqmark.jpg", picture())
    item(
        *(
            content,
            "marked",
            f"{secret('正文')}。\n\n## {secret('小标题')}\n\n又一段{secret('')}。",
            DAY,
        ),
        headline="一篇稿件",
        kicker=secret("引题"),
        deck=secret("副题"),
        dateline=secret("电头"),
        summary=secret("提要"),
        quote=secret("引语"),
        bylines=[
            secret("记者"),
            {"name": secret("人"), "role": "记者", "organisation": secret("社")},
        ],
        photos=[
            {
                "file": "zqmark.jpg",
                "alt": secret("替代"),
                "caption": secret("说明"),
                "credit": secret("摄"),
            }
        ],
        figures=[{"value": "1", "unit": secret("单位"), "label": secret("数")}],
        corrections=[{"date": DAY, "text": secret("更正")}],
        glossary={"秘密词语": "秘密詞語"},
        **matter,
    )
    item(
        *(
            content,
            "briefs",
            f"### {secret('一则')}\n\n{secret('简讯')}。\n\n---\n\n又一则{secret('')}。",
            DAY,
        ),
        kind="brief",
        headline="简讯两则",
        **matter,
    )
    write(content, f"issues/{DAY}/table.csv", TABLE)
    item(
        *(content, "schedule", secret("说明"), DAY),
        kind="schedule",
        section="gonggao",
        headline="一份日程",
        table="table.csv",
        schedule={
            "period": "2013-10",
            "venue": secret("大厅"),
            "hours": "上午8:30-12:00",
            "contact": secret("电话"),
            "accept": [{"code": "schedule.people-doubtful", "reason": "姓名已核对"}],
        },
        **matter,
    )


def texts(path: Path) -> Iterator[str]:
    """All that can be read in a file: of a PDF, a book and a mail what a reader sees."""
    data = path.read_bytes()
    yield data.decode("utf-8", "replace")
    yield data.decode("utf-16", "replace")  # as the tagged text of a layout program
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(io.BytesIO(data))
        yield "".join(page.get_textpage().get_text_range() for page in document)
        yield repr(document.get_metadata_dict()) + repr([b.get_title() for b in document.get_toc()])
        if shutil.which("pdftotext"):
            command = ["pdftotext", str(path), "-"]
            yield subprocess.run(command, capture_output=True, check=True).stdout.decode()
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield "".join(
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            )
            yield " ".join(archive.namelist())
    elif path.suffix == ".eml":
        message = message_from_bytes(data, policy=policy.default)
        yield "".join(str(part.get_content()) for part in message.walk() if not part.is_multipart())


def found(output: Path) -> set[str]:
    """The files, by their endings, in which a mark can be read, or whose name is one."""
    return {
        f"{path.name}" if mark in text else f"name of {path.name}"
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != ".press-manifest.json"
        for mark in MARKS
        for text in (*texts(path), path.relative_to(output).as_posix())
        if mark in ADDRESS.sub("places/", "".join(text.split()))
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("withdrawal")
    marked_newsroom(folder / "content")
    publish(folder / "content", folder, at(DAY, "09:00"), ROOMS, papers=A4)
    return folder


def test_the_marks_can_be_read_before(folder: Path) -> None:
    endings = {name.rpartition(".")[2] for name in found(folder / "output")}
    assert {"html", "xml", "json", "pdf", "epub", "docx", "txt", "eml", "ics", "jpg"} <= endings


def test_of_a_retracted_item_the_headline_and_the_notice_are_left(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    marked_newsroom(tmp_path / "content", retracted={"date": TODAY, "text": NOTICE})
    output = publish(tmp_path / "content", tmp_path, at(TODAY, "09:00"), ROOMS, papers=A4)
    assert found(output) == set()
    page = (output / "2013/10/08/marked/index.html").read_text(encoding="utf-8")
    assert "一篇稿件" in page
    assert NOTICE in page
    calendar = (output / "reception/calendar.ics").read_text(encoding="utf-8")
    assert calendar.count("STATUS:CANCELLED") == calendar.count("BEGIN:VEVENT") > 0


def test_of_a_withdrawn_item_the_notice_alone_is_left(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    content = tmp_path / "content"
    told = {f"{DAY}/{name}": NOTICE for name in ("marked", "briefs", "schedule")}
    output = publish(content, tmp_path, at(TODAY, "10:00"), ROOMS, told, papers=A4)
    assert found(output) == set()
    for page in ("2013/10/08/marked/index.html", "hant/2013/10/08/marked/index.html"):
        text = (output / page).read_text(encoding="utf-8")
        assert "一篇稿件" not in text
        assert "noindex" in text
    assert NOTICE in (output / "2013/10/08/marked/index.html").read_text(encoding="utf-8")
    assert "來源有誤" in (output / "hant/2013/10/08/marked/index.html").read_text(encoding="utf-8")
    rules = (output / "_redirects").read_text(encoding="utf-8").splitlines()
    assert "/hant/2013/10/08/marked/ /hant/2013/10/08/marked/index.html 410!" in rules
    server = (output / "nginx.conf").read_text(encoding="utf-8")
    assert "location = /2013/10/08/marked/ { error_page 410" in server
    sitemaps = "".join(path.read_text(encoding="utf-8") for path in output.glob("sitemap*.xml"))
    assert "/2013/10/08/lead/" in sitemaps
    assert "/2013/10/08/marked/" not in sitemaps
    atom = (output / "atom.xml").read_text(encoding="utf-8")
    assert 'deleted-entry ref="tag:www.example.cn,2013:hans/2013-10-08/marked"' in atom
    for feed in (
        "feed.xml",
        "section/yaowen/feed.json",
        "kind/report/atom.xml",
        "2013/10/08/atom.xml",
    ):
        text = (output / feed).read_text(encoding="utf-8")
        assert "hans/2013-10-08/marked" in text, feed
        assert NOTICE in text, feed
    assert NOTICE in (output / "corrections/index.html").read_text(encoding="utf-8")
