"""No file ends the import in a traceback, and none takes more than its bounds allow."""

from __future__ import annotations

import io
import json
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent / "copydesk"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from building import BUILDERS
from heavy_copy import HEAVY

from copydesk import command
from copydesk.answer import answer
from copydesk.codes import CopyRefusedError
from copydesk.command import app
from copydesk.desk import Work, edit
from copydesk.record import render_record
from copydesk.sheet import Sheet
from copydesk.sources.reading import read_copy
from drafting import draft_files
from newsrooms import small_newsroom

STORY = "我区召开大会\n\n本报讯 9月12日，大会昨天召开，大家都来了。\n"
PAGE = f"<html><body><h1>我区召开大会</h1><p>{STORY.splitlines()[2]}</p></body></html>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RAW = Path(__file__).parent / "copydesk" / "raw"


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str) -> bytes:
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return packed({"word/document.xml": document.encode()})


def spoilt(data: bytes) -> bytes:
    """A packed file with the bytes of its first part altered."""
    return data[:60] + bytes(byte ^ 0x5A for byte in data[60:90]) + data[90:]


def mail(head: str, body: bytes) -> bytes:
    return f"From: a@b.cn\r\nSubject: x\r\n{head}\r\n\r\n".encode() + body


BROKEN: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b"\n \n\xe3\x80\x80\n",
    "nul.txt": b"\0" * 500,
    "random.txt": random.Random(5).randbytes(3_000),  # noqa: S311 - a seed makes it the same each time
    "half-character.txt": STORY.encode()[:-2],
    "gb18030.txt": STORY.encode("gb18030"),
    "gb18030-cut.txt": STORY.encode("gb18030")[:-1],
    "big5.txt": "我區召開大會\n\n本報訊 大會昨天召開，大家都來了。\n".encode("big5"),
    "utf-16.txt": STORY.encode("utf-16"),
    "utf-16-odd.txt": STORY.encode("utf-16")[:-1],
    "utf-16-be.txt": STORY.encode("utf-16-be"),
    "utf-32.txt": STORY.encode("utf-32"),
    "two-marks.txt": b"\xef\xbb\xbf\xef\xbb\xbf" + STORY.encode(),
    "wrong-mark.txt": b"\xff\xfe" + STORY.encode(),
    "mixed.txt": STORY.encode() + STORY.encode("gb18030"),
    "mixed-much.txt": (STORY * 9).encode() + (STORY * 9).encode("gb18030"),
    "returns.txt": STORY.replace("\n", "\r").encode(),
    "surrogates.txt": b"\xed\xa0\x80" + STORY.encode(),
    "one.txt": "会".encode(),
    "one-mark.txt": "。".encode(),
    "brackets.txt": ("（" * 3_000 + "会").encode(),
    "quotes.txt": ('"会"' * 999).encode(),
    "pipes.txt": ("|会|\n|会||\n||\n" * 20).encode(),
    "uneven-table.txt": "值班\n\n甲      乙\n丙丁  戊己     庚    辛\n壬    癸\n".encode(),
    "widening-table.txt": "下访安排\n\n青石镇    9月12日\n柳湾镇    9月13日    邢海\n"
    "石泉镇    9月14日    裴玉清    上午\n".encode(),
    "tabs.txt": "会\t\t\n\t\t\n\t会\n".encode(),
    "exported.txt": "【报纸稿件】\n体裁：没有\n署名：\n表格：\n\n图片作者：甲\n".encode(),
    "labels.txt": "标题：\n正文：\n副题：\n".encode(),
    "cut.docx": word("<w:p/>")[:90],
    "no-end.docx": word("<w:p><w:r><w:t>会</w:t></w:r></w:p>")[:-30],
    "spoilt.docx": spoilt(word("<w:p><w:r><w:t>会议</w:t></w:r></w:p>" * 90)),
    "open.docx": packed({"word/document.xml": b"<w:document><w:p>"}),
    "foreign.docx": packed({"word/document.xml": b"<html><body>x</body></html>"}),
    "bodiless.docx": packed({"word/document.xml": f'<a xmlns="{WORD}"/>'.encode()}),
    "latin.docx": packed({"word/document.xml": "<a>会</a>".encode("gb18030")}),
    "wordless.docx": packed({"a.txt": b"x"}),
    "text.docx": STORY.encode(),
    "cells.docx": word("<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl>"),
    "spans.docx": word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-9"/><w:vMerge w:val="continue"/></w:tcPr>'
        "</w:tc></w:tr></w:tbl><w:p><w:r><w:t>会</w:t></w:r></w:p>"
    ),
    "numbers.docx": word(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="-1"/></w:numPr>'
        '<w:outlineLvl w:val="99"/></w:pPr><w:r><w:rPr><w:sz w:val="a"/></w:rPr><w:t>会</w:t>'
        "</w:r></w:p>"
    ),
    "cut.xlsx": BUILDERS["clinic.xlsx"]()[:400] if "clinic.xlsx" in BUILDERS else b"PK\3\4",
    "bookless.xlsx": packed({"xl/worksheets/sheet1.xml": b"<worksheet/>"}),
    "nonsense.xlsx": packed({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
    "text.xlsx": STORY.encode(),
    "old.doc": b"\xd0\xcf\x11\xe0" + bytes(600),
    "old.xls": b"\xd0\xcf\x11\xe0" + bytes(600),
    "letter.rtf": b"{\\rtf1\\ansi hello}",
    "page.pdf": b"%PDF-1.7\n%%EOF",
    "photo.jpg": b"\xff\xd8\xff\xe0",
    "archive.zip": packed({"a.txt": STORY.encode()}),
    "cut.zip": packed({"a.txt": STORY.encode()})[:40],
    "archive.rar": b"Rar!\x1a\x07",
    "quotes.csv": '甲,"乙\n丙,丁\n'.encode(),
    "uneven.csv": "甲,乙,丙\n丁\n\n,,,,,\n".encode(),
    "formula.csv": '甲,=cmd|" /C calc"!A0\n'.encode(),
    "cut.html": PAGE.encode()[: len(PAGE) // 2],
    "tag.html": f"{PAGE}<a href='".encode(),
    "comment.html": f"<html><!-- {PAGE}".encode(),
    "entities.html": "<p>&#0;&#xD800;&#1114112;&#99999999999;&bogus;会</p>".encode(),
    "spans.html": '<table><tr><td colspan="0" rowspan="-1">会<td colspan="9999999999">议'.encode(),
    "ends.html": "</td></tr></table></p></div>会".encode(),
    "frames.html": b"<frameset><frame></frameset>",
    "charset.html": b'<meta charset="no-such-charset">' + PAGE.encode("gb18030"),
    "headless.eml": b"\r\n\r\n" + STORY.encode(),
    "bodiless.eml": mail("MIME-Version: 1.0", b""),
    "boundless.eml": mail("Content-Type: multipart/mixed", STORY.encode()),
    "base64.eml": mail("Content-Transfer-Encoding: base64", b"!!!!" + STORY.encode()),
    "charset.eml": mail("Content-Type: text/plain; charset=x-no", STORY.encode("gb18030")),
    "word.eml": mail("Subject: =?gb2312?B?!!!?=\r\nDate: x\r\nTo: <<", STORY.encode()),
    "attached.eml": mail(
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X",
        b'--X\r\nContent-Disposition: attachment; filename="a.docx"\r\n\r\nno\r\n--X--\r\n',
    ),
}


@pytest.mark.share(2)
@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_is_done_or_refused_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(BROKEN[name])
    Path("good-copy.txt").write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(app, [name, "good-copy.txt"])
    assert "Traceback" not in done.output
    assert "copydesk.fault" not in done.stderr
    assert (tmp_path / "drafts" / "good-copy" / "record.html").is_file()  # the other goes on
    refused = [line for line in done.stderr.splitlines() if line.startswith(name)]
    refused = [line for line in refused if ": copydesk." in line]
    assert len(refused) == done.exit_code <= 1
    assert all("，" in line for line in refused)


def test_a_fault_of_the_program_is_one_line_with_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESS_CACHE", "cache")
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(STORY, encoding="utf-8")
    real = command.edit

    def edited(sheet: Sheet, *rest: Any) -> Work:
        if sheet.name == "a.txt":
            raise ZeroDivisionError("nothing to divide by")
        return real(sheet, *rest)

    monkeypatch.setattr(command, "edit", edited)
    done = CliRunner().invoke(app, ["a.txt", "b.txt"])
    assert done.exit_code == 1
    (line,) = [line for line in done.stderr.splitlines() if "program.fault" in line]
    assert line.startswith("a.txt:0: program.fault: ")
    (report,) = Path("cache").rglob("*.txt")
    assert report.name in line
    assert "nothing to divide by" in report.read_text(encoding="utf-8")
    assert Path("drafts/b/record.html").is_file()
    again = CliRunner().invoke(app, ["a.txt", "--json"])
    assert json.loads(again.stdout)["problems"][0]["code"] == "program.fault"


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(app, ["a.txt", "--into", "a.txt"])
    assert done.exit_code == 1
    assert "a.txt:0: copydesk.unwritable: " in done.stderr


def _mutated(data: bytes, source: random.Random) -> bytes:
    """A file cut short, with bytes altered, or with a stretch of it moved."""
    match source.randrange(3):
        case 0:
            return data[: source.randrange(len(data) + 1)]
        case 1:
            spoiled = bytearray(data)
            for _ in range(source.randrange(1, 20)):
                spoiled[source.randrange(len(spoiled))] = source.randrange(256)
            return bytes(spoiled)
        case _:
            at, to = sorted((source.randrange(len(data)), source.randrange(len(data))))
            return data[to:] + data[:at] + data[at:to]


@pytest.mark.share(2)
@pytest.mark.parametrize("seed", range(12))
def test_mutated_copy_is_done_or_refused(seed: int) -> None:
    source = random.Random(seed)  # noqa: S311 - a seed makes it the same each time
    files: list[tuple[str, Callable[[], bytes]]] = [
        *((path.name, path.read_bytes) for path in sorted(RAW.iterdir())),
        *BUILDERS.items(),
    ]
    for name, read in source.sample(files, 4):
        try:
            work = edit(read_copy(name, _mutated(read(), source)))
        except CopyRefusedError:
            continue
        assert answer(work)["pieces"] is not None
        assert draft_files(work) is not None
        assert render_record(work)
        assert not work.unaccounted()


@pytest.mark.share(3)
@pytest.mark.parametrize("name", sorted(HEAVY))
def test_heavy_copy_is_done_or_refused_by_its_bounds(name: str) -> None:
    """A share of what `scripts/bench import` takes whole."""
    try:
        work = edit(read_copy(name, HEAVY[name](0.02)))
    except CopyRefusedError:
        return
    assert not work.unaccounted()


def test_drafts_of_a_paper_that_is_named_stand_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever one stands: an import leaves nothing there that the paper should have."""
    content = small_newsroom(tmp_path / "paper/content")
    (tmp_path / "paper/pelican.conf.py").write_text('HOUSE = {"sections": []}\n', "utf-8")
    away = tmp_path / "away"
    away.mkdir()
    (away / "来稿.txt").write_text("标题一行\n\n本报讯 10月22日，区里开会。\n", encoding="utf-8")
    monkeypatch.chdir(away)
    for named in (content, tmp_path / "paper"):
        done = CliRunner().invoke(app, ["来稿.txt", "--content", str(named)])
        assert done.exit_code == 0, done.output
    assert [path.name for path in away.iterdir()] == ["来稿.txt"]
    drafts = tmp_path / "paper/drafts"
    assert {path.parent.name for path in drafts.glob("*/record.html")} == {"来稿"}
