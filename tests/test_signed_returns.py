"""Who signed a story, and the notes of each of several briefs, come back from the layout room."""

from __future__ import annotations

import pytest

import presses
from copydesk.desk import edit
from copydesk.drafts.folder import draft_files
from copydesk.drafts.markdown import body_of, briefs_of
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from copydesk.sources.styled import credits_of
from copydesk.traced import Traced
from edition.model import Edition
from manuscripts.people import signed
from manuscripts.word import document
from newsroom.briefs import split_briefs
from newsroom.kinds import Script
from newsroom.model import Credit
from newsrooms import issue, item

SIGNED = (
    (Credit("林晓", "记者"), Credit("何静", "通讯员")),
    (Credit("林晓", "本报记者"), Credit("何静", "通讯员")),
    (Credit("林晓", "记者", "本报"), Credit("何静", "通讯员")),
    (Credit("林晓", "记者", "本报"), Credit("何静", "通讯员", "区委宣传部")),
    (Credit("林晓"), Credit("何静", "通讯员")),
    (Credit("徐海玲", "摄影报道"), Credit("赵永亮", "摄影报道")),
    (Credit("郭树勋", "原报道"), Credit("付凯明", "原报道"), Credit("示例姓名", "改写", "本报")),
    (Credit("徐海玲", work="摄影报道"), Credit("赵永亮", work="摄影报道")),
    (Credit("林晓", work="文"), Credit("何静", work="图")),
    (Credit("林曉", "記者", "新華社"), Credit("何靜", "通訊員")),
)


@pytest.mark.parametrize("people", SIGNED, ids=lambda people: signed(people, str))
def test_everybody_who_signed_returns_with_role_and_organisation(
    people: tuple[Credit, ...],
) -> None:
    found = credits_of(Traced.at(signed(people, str), 0))
    assert [(one.name.text, one.role, one.organisation, one.work) for one in found] == [
        (one.name, one.role, one.organisation, one.work) for one in people
    ]


BRIEFS = """### 桥头办证

10月8日起[^1]**周日**也办[证](https://example.org/1)，编号［2］。（林晓）

[^1]: 节假日除外，见[公告](https://example.org/2)。

---

### 河口通车

新路[^1]通车[^2]。

- 三路车
- 五路车

（何静）

[^1]: 二〇一二年动工。

[^2]: 昨日。

    试运行一个月。

    - 早班
    - 晚班"""
NOTES = """一处［1］照原稿，一处[^1]是注，*斜* [^2]。

| 甲 | 乙 |
|---|---|
| ［1］ | 见[^1] |

[^1]: 文中的［2］不是注。

    - 第一条
    - 第二条

    > 引一句。

[^2]: 全粗的注

    | 丙 | 丁 |
    |---|---|
    | 一 | 二 |

    表后一段。"""
HEADED = """开头一段。

## 1 <ruby>范<rt>fàn</rt></ruby>家庄

> 一句。
>
> 又一句。

床前明月光，\\
疑是地上霜 。\\
<strong>低 头</strong>"""
ASKED = """- 里层［1］
- 可能另起一篇

8时至18时[^1]。

段末是汉（hàn）

公众号`code`

[^1]: 8时至18时。"""


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Piece]:
    folder = tmp_path_factory.mktemp("signed")
    issue(folder / "content")
    item(folder / "content", "briefs", BRIEFS, headline="简讯", kind="brief")
    for name, body in (("notes", NOTES), ("headed", HEADED), ("asked", ASKED)):
        item(folder / "content", name, body, headline=name)
    with presses.editions(folder / "content", folder, ["kits"]) as made:
        edition: Edition = made[Script.HANS]
        work = edit(read_copy("kit.docx", document(edition, edition.issues[0])))
    assert "待核" not in b"".join(file.data for file in draft_files(work, {})).decode()
    keys = [one.id for one in edition.issues[0].items]
    return dict(zip(keys, work.pieces, strict=True))


def test_each_of_several_briefs_keeps_its_own_notes_links_and_lists(
    pieces: dict[str, Piece],
) -> None:
    written = briefs_of(pieces["briefs"])
    assert written == BRIEFS
    assert [brief.headline for brief in split_briefs(written)] == ["桥头办证", "河口通车"]


def test_only_what_leads_to_a_note_comes_back_as_one_and_a_note_keeps_its_lists(
    pieces: dict[str, Piece],
) -> None:
    written = body_of(pieces["notes"])
    assert written == NOTES.replace("|---|---|", "| --- | --- |")


def test_readings_in_sub_heads_quotations_and_verse_come_back(pieces: dict[str, Piece]) -> None:
    assert body_of(pieces["headed"]) == HEADED.replace("<strong>低 头</strong>", "**低 头**")


def test_nothing_is_asked_where_the_styles_say_what_is_what(pieces: dict[str, Piece]) -> None:
    assert "段末是汉（hàn）" in [text.text for text in pieces["asked"].paragraphs]
