"""称呼 and 敬礼 begin at the margin, on paper and on a screen; an opening of prose does not."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import FONTS, GRIDS

from newsroom.blocks import Paragraph, blocks_of
from newsroom.markup import Typesetter
from newsroom.problems import ProblemList
from newsroom.references import Place
from newsroom.runs import plain
from newsrooms import issue, item
from press.readback import read_pages
from presses import built

SAYS = "我家住在石桥村，村口的路灯坏了半个月，夜里走路很不方便。"


def paragraphs(text: str) -> list[tuple[str, bool]]:
    """What the paragraphs of a body say, and whether each begins at the margin."""
    html = Typesetter().markup(text, Place("a.md", PurePosixPath(), 1), ProblemList()).html
    found = (one for one in blocks_of(html) if isinstance(one, Paragraph))
    return [(plain(one.runs), one.flush) for one in found]


@pytest.mark.parametrize(
    "address",
    [
        "尊敬的编辑：",
        "编辑同志:",
        "致全区广大居民的一封信：",
        "各位代表，同志们：",
        "柳树镇党委：",
        "各镇人民政府，各街道办事处，区直各部门：",
        "各县（市、区）教育局、市直属各学校（单位）：",
        "親愛的家長朋友們：",
        "广大家庭、托育机构（含幼儿园托班）：",
        "张编辑，您好：",
    ],
)
def test_whom_a_text_addresses_begins_at_the_margin(address: str) -> None:
    assert paragraphs(f"{address}\n\n{SAYS}\n") == [(address, True), (SAYS, False)]
    assert paragraphs(f"{address}\n{SAYS}\n") == [(address, True), (SAYS, False)]
    headed = paragraphs(f"{SAYS}\n\n## 来信二\n\n{address}\n\n{SAYS}\n")
    assert headed == [(SAYS, False), (address, True), (SAYS, False)]


@pytest.mark.parametrize(
    "opening",
    [
        "现将有关事项通知如下：",
        "本次抽查涉及以下单位：",
        "本报记者 欧阳明月 通讯员 何静：",
        "编者按：",
        "责任编辑：",
        "（柳树镇政府办公室）：",
        "获奖名单包括下列学校：",
        "镇长说了一句心里话：",
        "他在会上寄语各位代表：",
        f"{SAYS}各位居民：",
        "各位居民",
    ],
)
def test_an_opening_that_addresses_nobody_is_let_in(opening: str) -> None:
    assert paragraphs(f"{opening}\n\n{SAYS}\n") == [(opening, False), (SAYS, False)]


def test_an_address_within_a_text_is_let_in() -> None:
    assert paragraphs(f"{SAYS}\n\n各位居民：\n\n{SAYS}\n")[1] == ("各位居民：", False)


@pytest.mark.parametrize("parting", ["\n\n", "\n", "  \n"])
@pytest.mark.parametrize(("way", "wish"), [("此致", "敬礼！"), ("祝", "编安"), ("此致", "敬禮")])
def test_the_wish_of_a_letter_begins_at_the_margin(parting: str, way: str, wish: str) -> None:
    text = parting.join((way, wish, "石桥村村民　周小兰", "2013年10月8日"))
    told = paragraphs(f"{SAYS}\n\n{text}\n")
    assert told == [
        *((SAYS, False), (way, False), (wish, True)),
        *(("石桥村村民　周小兰", False), ("2013年10月8日", False)),
    ]


def test_what_only_begins_with_such_words_is_prose() -> None:
    text = "此致谢意的人很多。\n\n祝\n\n贺声一片的会场里坐满了从各村赶来的乡亲。\n"
    assert [flush for _, flush in paragraphs(text)] == [False, False, False]


@needs_type
def test_a_letter_is_printed_so(tmp_path: Path) -> None:
    body = f"尊敬的编辑：\n\n{SAYS * 3}\n\n此致\n\n敬礼！\n\n石桥村村民\n\n2013年10月8日\n"
    content = tmp_path / "content"
    issue(content)
    item(content, "letter", body)
    output, _ = built(content, tmp_path, rooms=["press"], fonts=FONTS)
    (pdf,) = output.glob("2013/10/08/*-08.pdf")
    grid = GRIDS["a4"]
    columns = [grid.left + grid.x(column) for column in range(grid.columns)]
    letters = sorted(read_pages(pdf.read_bytes())[0].letters, key=lambda one: one.order)
    said = "".join(letter.text for letter in letters)

    def let_in(words: str) -> float:
        """By how many ems words begin right of the edge of a column."""
        left = letters[said.index(words)].box.left
        return min(left - edge for edge in columns if left > edge - 1) / grid.size

    assert [round(let_in(words)) for words in ("尊敬的", "我家", "此致", "敬礼")] == [0, 2, 2, 0]
