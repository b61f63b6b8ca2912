"""Copy comes with its photos, in old files and inside letters, and is read all the same."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import openpyxl.drawing.image
import pytest
from PIL import Image
from typer.testing import CliRunner

from copydesk.answer import answer
from copydesk.codes import CopyRefusedError
from copydesk.command import app
from copydesk.desk import edit
from copydesk.sources.reading import read_copy, read_file
from drafting import draft_files

STORY = """青石镇举办秋季运动会
本报讯（记者 罗晓雨）10月22日，青石镇举办秋季运动会，十二支代表队参加。
镇长邢海宣布开幕，比赛持续两天。
图1：运动员入场。 罗晓雨 摄
图2：接力比赛。 费正 摄
"""
OTHER = """石泉镇办起老年食堂
本报讯（通讯员 费正）石泉镇办起首家老年食堂，老人们每餐只交五元。
"""


def photo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), colour).save(out, "JPEG")
    return out.getvalue()


FILES = {
    "稿件.txt": STORY.encode(),
    "图2.jpg": photo("red"),
    "图1.jpg": photo("blue"),
    "__MACOSX/._稿件.txt": b"x",
    ".DS_Store": b"x",
}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def photos_of(sheet_data: bytes) -> list[tuple[str, bytes]]:
    work = edit(read_copy("copy.zip", sheet_data))
    files = {file.name: file.data for file in draft_files(work)}
    draft = next(data for name, data in files.items() if name.endswith(".md")).decode()
    found = []
    for name, data in files.items():
        if name.endswith(".jpg"):
            at = draft.index(f"file: {name}")
            found.append((draft[at:].split("caption: ")[1].split("\n")[0], data))
    return found


def test_a_zip_gives_its_text_and_each_photo_its_caption_by_number() -> None:
    assert photos_of(packed(FILES)) == [
        ("运动员入场。", FILES["图1.jpg"]),
        ("接力比赛。", FILES["图2.jpg"]),
    ]


def test_a_folder_is_read_as_a_zip_is(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    work = edit(read_file(tmp_path))
    assert [piece.headline.text for piece in work.pieces] == ["青石镇举办秋季运动会"]
    assert len(work.sheet.pictures) == 2


def test_several_files_of_copy_are_several_pieces() -> None:
    data = packed({"1.txt": STORY.encode(), "2.txt": OTHER.encode()})
    found = answer(edit(read_copy("copy.zip", data)))["pieces"]
    assert [piece["headline"] for piece in found] == ["青石镇举办秋季运动会", "石泉镇办起老年食堂"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"图1.jpg": photo("red")}, "copydesk.empty"),
        ({"a.zip": b"PK\x03\x04"}, "copydesk.empty"),
        ({"../../x.txt": STORY.encode()}, "copydesk.empty"),
        ({f"{at}.txt": b"x" for at in range(300)}, "copydesk.too-large"),
    ],
)
def test_a_zip_that_holds_no_copy_is_told(files: dict[str, bytes], code: str) -> None:
    try:
        edit(read_copy("copy.zip", packed(files)))
    except CopyRefusedError as error:
        told = error.problem.code.value
    else:
        told = ""
    assert told == code


def damaged(data: bytes, part: str) -> bytes:
    """A ZIP with bytes changed inside one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(part)
    start = entry.header_offset + 30 + len(part.encode())
    middle = start + entry.compress_size // 2
    return (
        data[:middle]
        + bytes(each ^ 0xFF for each in data[middle : middle + 8])
        + data[middle + 8 :]
    )


METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


@pytest.mark.parametrize("method", METHODS)
def test_a_zip_that_is_damaged_inside_is_told(method: int) -> None:
    with pytest.raises(CopyRefusedError) as caught:
        read_copy("copy.zip", damaged(packed({"稿件.txt": STORY.encode()}, method), "稿件.txt"))
    assert caught.value.problem.code.value == "copydesk.broken"


def test_a_workbook_with_a_damaged_picture_is_told() -> None:
    book = openpyxl.Workbook()
    (sheet,) = book.worksheets
    sheet.append(["镇", "户数"])
    sheet.add_image(openpyxl.drawing.image.Image(io.BytesIO(photo("red"))))
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(CopyRefusedError) as caught:
        read_copy("copy.xlsx", damaged(out.getvalue(), "xl/media/image1.jpeg"))
    assert caught.value.problem.code.value == "copydesk.broken"


def letter(text: str, *, attached: bytes = b"", name: str = "稿件.txt") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", "c@d.example", "来稿"
    mail.set_content(text)
    if attached:
        mail.add_attachment(attached, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)


def test_what_a_letter_says_of_its_attachment_is_no_copy() -> None:
    said = "编辑同志：\n现送上我镇运动会的稿件一篇，照片两张，请审阅采用。\n青石镇宣传办\n"
    found = answer(edit(read_copy("a.eml", letter(said, attached=STORY.encode()))))["pieces"]
    assert [piece["headline"] for piece in found] == ["青石镇举办秋季运动会"]
    assert "审阅" not in str(found)


def test_a_letter_that_is_copy_itself_stays_beside_its_attachment() -> None:
    long = "石泉镇办起首家老年食堂，六十岁以上老人每餐只交五元，早晚两餐送到家里，老人们都说省心，"
    long += "儿女在外也放心。"
    data = letter(f"石泉镇办起老年食堂\n{long}\n", attached=STORY.encode())
    assert long in str(answer(edit(read_copy("a.eml", data)))["pieces"])


RTF = rb"{\rtf1\ansi\ansicpg936 \'c7\'ef\'ca\'d5}"


@pytest.mark.parametrize(
    ("name", "data"), [("a.rtf", RTF), ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600))]
)
def test_without_the_converter_an_editor_is_told_what_to_do(
    name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.sources.converted.PROGRAMS", ("no-such-office",))
    with pytest.raises(CopyRefusedError) as caught:
        read_copy(name, data)
    assert caught.value.problem.code.value == "copydesk.no-converter"
    assert "DOCX" in caught.value.problem.cure


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A converter that does what a script says, in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_what_the_converter_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = docx.Document()
    for line in OTHER.split("\n"):
        made.add_paragraph(line)
    made.save(str(tmp_path / "made.docx"))
    stand_in(tmp_path, monkeypatch, f'cp "{tmp_path}/made.docx" copy.docx')
    found = answer(edit(read_copy("a.rtf", RTF)))["pieces"]
    assert [piece["headline"] for piece in found] == ["石泉镇办起老年食堂"]


def test_a_converter_that_makes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(CopyRefusedError) as caught:
        read_copy("a.rtf", RTF)
    assert caught.value.problem.code.value == "copydesk.broken"


def test_the_command_takes_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "来稿"
    folder.mkdir()
    (folder / "稿件.txt").write_text(STORY, encoding="utf-8")
    done = CliRunner().invoke(app, [str(folder), "--json"])
    assert done.exit_code == 0
    assert "青石镇举办秋季运动会" in done.stdout
