"""An issue in which everything stands, as the forms that a layout room takes it in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from PIL import Image, ImageCms

import presses
from edition.model import Edition
from exported import story
from kits.layout.bundle import kit
from newsroom.kinds import Script
from newsroom.markup import Markup, Typesetter
from newsroom.model import Body, Issue, Photo
from newsroom.problems import ProblemList
from newsroom.references import Place
from test_syndication_newsroom import write_newsroom

SCRIPTS = [Script.HANS, Script.HANT]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STEM = "yibin-tongxun-2013-09-30"
RICH = """开头有[外面的网页](https://example.org/a?b=1&c=2)和[通知](notice.md)，**粗体**、*斜体*。

3. 从三开始
4. 第四

- 甲
  - 乙

=不是公式

| 甲 | 乙 |
|---|---|
| 一 | [表里的链接](https://example.org/table#row) |
"""

SET = """**~~又粗又删~~**、**[又粗又连](https://example.org/both)**、==标亮==、**==又粗又亮==**、*斜*。

第一行，\\
第二行，读作<ruby>范<rt>fàn</rt></ruby>

- 一条分\\
  两行

看注[^1]。

## <ruby>澠<rt>miǎn</rt></ruby>池

| 只有表头 | 没有行 |
|---|---|

[^1]: 注里读<ruby>郦<rt>lì</rt></ruby>。
"""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Script, Edition]]:
    folder = tmp_path_factory.mktemp("layout")
    content = write_newsroom(folder / "content")
    issue = content / "issues/2013-09-30"
    (issue / "rich.md").write_text(story("什么都有", RICH), encoding="utf-8")
    (issue / "set.md").write_text(story("样样排法", SET), encoding="utf-8")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    whole = Image.new("RGB", (1200, 800), (90, 120, 150))
    whole.save(issue / "road.jpg", "JPEG", icc_profile=profile)
    with presses.editions(content, folder, ["kits"]) as made:
        yield made


def issue_of(edition: Edition, body: str, *photos: Photo) -> Issue:
    """An issue of one item with photos."""
    made = drawn(body)
    one = next(one for one in edition.issues[0].items if one.photos)
    item = replace(one, photos=photos, body=Body.of(made.html))
    return replace(edition.issues[0], items=(item,))


@pytest.fixture(scope="module")
def unpacked(editions: dict[Script, Edition]) -> dict[Script, dict[str, bytes]]:
    """The members of the kit in each script."""
    members = {}
    for script, edition in editions.items():
        data = kit(edition, edition.issues[0])
        assert kit(edition, edition.issues[0]) == data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members[script] = {name: archive.read(name) for name in archive.namelist()}
    return members


def drawn(body: str) -> Markup:
    """A text as it is drawn on a page."""
    return Typesetter().markup(body, Place("a.md", PurePosixPath("."), 1), ProblemList())


def two_stories() -> bytes:
    """Two stories that say the same, and a table."""
    made = docx.Document()
    for name in ("主题", "正文"):
        made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for head in ("第一篇", "第二篇"):
        made.add_paragraph(head, style="主题")
        made.add_paragraph("同一句。", style="正文")
        made.add_paragraph(f"{head}的末一句。", style="正文")
    table = made.add_table(rows=2, cols=2)
    for place, text in enumerate("甲乙丙丁"):
        table.cell(place // 2, place % 2).text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
