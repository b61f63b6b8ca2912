"""A PDF with text is read in the order of its columns; one without is told from a copy."""

from __future__ import annotations

import contextlib
import io
from functools import cache
from typing import Any

import pikepdf
import pytest
import typst
from PIL import Image

from copydesk.answer import answer
from copydesk.codes import CopyRefusedError
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

PARAGRAPHS = [
    "本报讯（记者罗晓雨）10月22日，区长邢海到青石镇调研秋冬农田水利建设工作，实地查看了三处泵站。",
    "邢海强调，要抢抓农闲时节，加快工程进度，把好质量关，确保今冬明春全部建成，明年汛期发挥作用。",
    "青石镇今年计划新修渠道26公里，改造泵站9座，总投资3,200万元，目前已完成投资一千九百万元。",
    "镇长裴玉清说，全镇抽调干部四十名，包段到人，每天一调度，每周一通报，难题在现场解决。",
    "据了解，工程全部完工后，可新增灌溉面积一万二千亩，改善灌溉面积三万亩，惠及十四个村。",
]
HEADLINE = "抓好秋冬农田水利建设"
PAGE = """
#set page(width: 297mm, height: 210mm, margin: 15mm)
#set text(lang: "zh", region: "cn", size: 10.5pt, font: "Noto Serif CJK SC")
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
#align(center, heading(level: 1, sys.inputs.headline))
#columns(COLUMNS, gutter: 8mm)[
#for text in json(bytes(sys.inputs.paragraphs)) { par(text) }
]
"""


RARE = "镇上的𠮷师傅说，水渠修好以后，两岸的田都有水了，𠮷家的菜地也不用挑水。"


@cache
def pdf(columns: int, *, tagged: bool, told: tuple[str, ...] = tuple(PARAGRAPHS)) -> bytes:
    import json

    inputs = {"headline": HEADLINE, "paragraphs": json.dumps(told)}
    source = PAGE.replace("COLUMNS", str(columns)).encode()
    data = typst.compile(source, format="pdf", sys_inputs=inputs)
    assert isinstance(data, bytes)
    if tagged:
        return data
    with pikepdf.open(io.BytesIO(data)) as document:
        del document.Root.StructTreeRoot
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def pieces(data: bytes) -> list[dict[str, Any]]:
    work = edit(read_copy("page.pdf", data))
    assert not work.unaccounted()
    return list(answer(work)["pieces"])


@pytest.mark.parametrize("tagged", [True, False])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_in_order_and_lines_made_whole(columns: int, *, tagged: bool) -> None:
    (piece,) = pieces(pdf(columns, tagged=tagged))
    assert piece["headline"] == HEADLINE
    assert piece["bylines"] == [{"name": "罗晓雨", "role": "记者"}]
    first = PARAGRAPHS[0].partition("）")[2]
    assert piece["paragraphs"] == [first, *PARAGRAPHS[1:]]


@pytest.mark.parametrize("tagged", [True, False])
def test_a_character_that_is_two_numbers_in_a_pdf_is_read_as_one(*, tagged: bool) -> None:
    """Rare names have them; half of one would end the import in a traceback."""
    told = (RARE, *PARAGRAPHS[3:])
    (piece,) = pieces(pdf(1, tagged=tagged, told=told))
    assert piece["paragraphs"] == list(told)


def refusal(data: bytes, name: str = "page.pdf") -> tuple[str, str]:
    with pytest.raises(CopyRefusedError) as caught:
        read_copy(name, data)
    return caught.value.problem.code.value, caught.value.problem.cure


def test_a_scan_is_told_and_what_to_do() -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "PDF")
    code, cure = refusal(out.getvalue())
    assert code == "copydesk.scan"
    assert "OCR" in cure


def test_a_photo_of_a_page_is_told_and_what_to_do() -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    code, cure = refusal(out.getvalue(), "page.jpg")
    assert code == "copydesk.scan"
    assert "OCR" in cure


def test_a_locked_file_is_told() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(1, tagged=True))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert refusal(out.getvalue())[0] == "copydesk.broken"


@pytest.mark.parametrize("cut", [9, 200, 1500])
def test_half_a_file_is_told_or_read(cut: int) -> None:
    with contextlib.suppress(CopyRefusedError):
        read_copy("page.pdf", pdf(1, tagged=True)[:cut])
