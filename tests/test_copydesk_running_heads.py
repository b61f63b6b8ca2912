"""What stands over every page of a document goes; what a newsroom says again under items stays."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from pasted import words

STORIES = {
    "东坡村修好出村的路": "东坡村修好了出村的路，菜农的三轮车能开到地头，运菜比从前少走半个小时。",
    "石桥村通了自来水": "石桥村昨天通了自来水，家家户户拧开龙头就有水，老人不用再到井边去挑。",
    "柳林村为老人体检": "柳林村请医生到村里为老人体检，一共来了三十人，医生当场讲了结果。",
}
TEXT = "".join(STORIES.values())


def said(copy: str) -> str:
    """The words of all pieces, headlines aside."""
    work = edit(read_copy("copy.txt", copy.encode()))
    assert not work.unaccounted()
    return "\n".join(words(piece) for piece in work.pieces)


@pytest.mark.parametrize(
    "again",
    [
        "咨询电话：0379-12345678",
        "报名地点：区文化馆一楼",
        "联系人：林晓",
        "详见 https://www.example.cn/fuwu",
        "啊，我的家乡",
    ],
)
def test_what_is_said_again_under_every_item_stays(again: str) -> None:
    copy = "\n\n".join(f"{head}\n\n{text}\n\n{again}" for head, text in STORIES.items())
    assert said(f"{copy}\n").count(again.partition(" ")[2] or again) == 3


@pytest.mark.parametrize(
    ("head", "folio"),
    [
        ("青石镇志愿服务手册", "- {0} -"),
        ("青石镇志愿服务手册 第{0}页", ""),
    ],
    ids=["over a folio", "with its page"],
)
def test_what_stands_over_every_page_goes(head: str, folio: str) -> None:
    """It stands beside a page's number, or says it."""
    width = len(TEXT) // 4 + 1
    pages = [TEXT[at : at + width] for at in range(0, len(TEXT), width)]
    over = ["\n".join(filter(None, (folio, head))).format(at) for at in range(2, len(pages) + 1)]
    parted = [f"{page}\n\n{line}\n\n" for page, line in zip(pages, over, strict=False)]
    copy = f"修路通水体检三件事\n\n{''.join(parted)}{pages[-1]}\n"
    assert said(copy).count("手册") == 0
    assert said(copy).replace("\n", "").endswith(TEXT)


def test_no_text_over_a_line_that_is_said_again_is_taken_for_a_page() -> None:
    """Such a line is no headline of a page whose other lines were all the site's."""
    width = len(TEXT) // 4 + 1
    pages = [TEXT[at : at + width] for at in range(0, len(TEXT), width)]
    told = said("修路通水体检三件事\n\n" + "\n\n青石镇志愿服务手册\n\n".join(pages) + "\n")
    assert all(page in told for page in pages)


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        ("一、主要任务", True),
        ("（一）主要任务", True),
        ("2024年防汛任务", True),
        ("青石镇防汛手册", False),
    ],
)
def test_a_numbered_head_in_every_part_of_a_plan_is_over_no_page(head: str, *, stays: bool) -> None:
    """Though a line without a mark stands over it, as one does that a page breaks off."""
    over = "{}村防汛小组今年要在汛期以前做完的几件事"
    parts = zip("东西南", STORIES.values(), strict=True)
    plan = "\n".join(f"{over.format(part)}\n{head}\n{text}\n" for part, text in parts)
    assert said(f"三个村今年的防汛安排\n\n{plan}").count(head) == 3 * stays
