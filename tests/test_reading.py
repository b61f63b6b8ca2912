"""What an editor writes is what the model holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from newsroom.blocks import Entry, Heading, Paragraph, PhotoPlace, Table, blocks_of, lines_of
from newsroom.folder import ReadCount
from newsroom.houserules import HouseRules
from newsroom.kinds import Kind, Script
from newsroom.markup import ALLOWED, Typesetter
from newsroom.model import Credit, Figure, NewsItem, Publication
from newsroom.problems import ProblemList
from newsroom.reading import read_publication
from newsroom.references import Place
from newsroom.runs import plain
from newsroom.store import Store
from newsrooms import DAY, issue, item, picture, small_newsroom, write
from shares import examples

SECTIONS = frozenset({"yaowen", "gonggao", "minsheng"})
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def read(content: Path, now: datetime = NOW, store: Store | None = None) -> Publication:
    """A content folder that is all right."""
    problems = ProblemList()
    publication = read_publication(
        content, store or Store(None), HouseRules(SECTIONS, now), problems
    )
    assert list(problems) == []
    return publication


def only_item(content: Path) -> NewsItem:
    """The one item of a content folder."""
    return read(content).issues[0].items[0]


def test_every_field_of_an_item_reaches_the_model(tmp_path: Path) -> None:
    issue(tmp_path)
    write(tmp_path, f"issues/{DAY}/a.jpg", picture(size=(120, 80)))
    item(
        *(tmp_path, "lead", "一段。\n\n## 1 头一件\n\n二段。"),
        kind="story",
        section="minsheng",
        kicker="引题",
        headline="主题|在此",
        deck="副题",
        dateline="伊滨讯",
        bylines=["记者 王振华", {"name": "陈晓辉", "role": "通讯员", "organisation": "宣传部"}],
        photos=[
            {"file": "a.jpg", "alt": "会场", "caption": "说明", "credit": "刘昆", "size": "large"}
        ],
        figures=[{"value": 8, "unit": "个", "label": "指挥部"}],
        quote="一句话",
        rank=1,
        page=2,
        span=3,
        jump="never",
        together="a",
        vertical=True,
        summary="提要",
        corrections=[{"date": "2013-10-09", "text": "更正"}],
        moved_from=["2013-10-01/old"],
        glossary={"于红杰": "于紅傑"},
    )
    found = only_item(tmp_path)
    assert (found.kind, found.section, found.script) == (Kind.STORY, "minsheng", Script.HANS)
    assert (found.headline, found.title) == ("主题|在此", "主题在此")
    assert (found.kicker, found.deck, found.dateline) == ("引题", "副题", "伊滨讯")
    assert found.bylines == (Credit("王振华", "记者"), Credit("陈晓辉", "通讯员", "宣传部"))
    photo = found.photos[0]
    assert (photo.width, photo.height, photo.alt, photo.caption) == (120, 80, "会场", "说明")
    assert (photo.credits, photo.size) == ((Credit("刘昆"),), "large")
    assert found.figures == (Figure("8", "个", "指挥部"),)
    wish = found.print_wish
    assert (wish.rank, wish.page, wish.span, wish.jump, wish.together, wish.vertical) == (
        *(1, 2, 3, False, "a", True),
    )
    assert (found.summary, found.quote) == ("提要", "一句话")
    assert found.subheads[0].number == "1"
    assert found.moved_from == ("2013-10-01/old",)
    assert found.glossary == (("于红杰", "于紅傑"),)
    assert found.characters == 8


def test_a_summary_is_made_of_the_first_sentences(tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", "区里开会部署招商工作。" * 20)
    assert only_item(tmp_path).summary == "区里开会部署招商工作。" * 10


def test_briefs_are_parted_and_signed(tmp_path: Path) -> None:
    issue(tmp_path)
    body = (
        "### 小标题\n\n9月22日，客人来访。（贾华伟）\n\n---\n\n第二则。\n\n（记者 付晓鸣、张国杰）"
    )
    item(tmp_path, "briefs", body, kind="brief")
    first, second = only_item(tmp_path).briefs
    assert (first.headline, first.bylines) == ("小标题", (Credit("贾华伟"),))
    assert lines_of(first.body.html) == ["9月22日，客人来访。"]
    assert second.bylines == (Credit("付晓鸣", "记者"), Credit("张国杰", "记者"))
    assert lines_of(second.body.html) == ["第二则。"]


def test_a_link_may_lead_to_one_of_several_briefs(tmp_path: Path) -> None:
    body = "### 第一则\n\n甲。\n\n---\n\n### 第二则\n\n乙。"
    issue(tmp_path)
    item(tmp_path, "briefs", body, kind="brief")
    item(tmp_path, "lead", "见[第二则](briefs.md#b2)。")
    (_, lead) = read(tmp_path).issues[0].items  # which is all right
    assert "item/2013-10-08/briefs#b2" in lead.body.html


def test_drafts_and_embargoed_items_are_not_in_the_publication(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path)
    item(content, "draft", status="draft")
    item(content, "later", embargo="2013-10-08T20:00+08:00")
    before = read(content, datetime(2013, 10, 8, 11, 59, tzinfo=UTC))
    after = read(content, datetime(2013, 10, 8, 12, 0, tzinfo=UTC))
    assert [found.id for found in before.issues[0].items] == ["lead"]
    assert [found.id for found in after.issues[0].items] == ["later", "lead"]


def test_an_unchanged_file_is_never_parsed_twice(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "other")
    counts = []
    for _ in range(2):
        with Store(tmp_path / "store.sqlite3") as store:
            count = ReadCount()
            publication = read_publication(
                content, store, HouseRules(SECTIONS, NOW), ProblemList(), count
            )
            body = publication.issues[0].items[0].body.html
            counts.append((count.parsed, body))
    assert counts == [(2, "<p>区里今天开会。</p>"), (0, "<p>区里今天开会。</p>")]


def test_a_broken_store_is_thrown_away(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    (tmp_path / "store.sqlite3").write_bytes(b"not a database" * 100)
    with Store(tmp_path / "store.sqlite3") as store:
        assert read(content, store=store).issues[0].items[0].id == "lead"


def test_a_body_can_be_read_when_the_build_is_over(tmp_path: Path) -> None:
    """Plugins of the host do so; a closed store is no broken one and is not thrown away."""
    with Store(tmp_path / "store.sqlite3") as store:
        body = store.keep_body("<p>正文</p>")
    assert body.html == "<p>正文</p>"
    with Store(tmp_path / "store.sqlite3") as store:
        assert store.body(body.digest).html == "<p>正文</p>"


def test_links_and_photos_of_a_body_become_references(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path)
    write(content, "pages/about.md", "---\ntitle: 关于\n---\n正文。\n")
    write(content, f"issues/{DAY}/a.jpg", picture())
    body = (
        "见[头条](lead.md)、[本期](issue.md)、[关于](../../pages/about.md)。\n\n![](a.jpg)\n\n完。"
    )
    item(content, "other", body, photos=[{"file": "a.jpg", "alt": "会场"}])
    found = next(i for i in read(content).issues[0].items if i.id == "other")
    assert f'href="press:item/{DAY}/lead"' in found.body.html
    assert f'href="press:issue/{DAY}"' in found.body.html
    assert 'href="press:page/about"' in found.body.html
    assert [type(block) for block in blocks_of(found.body.html)] == [
        Paragraph,
        PhotoPlace,
        Paragraph,
    ]


def test_a_rule_right_below_a_line_is_a_rule(tmp_path: Path) -> None:
    """Markdown would make a sub-head of the line, which is seldom what an editor means."""
    issue(tmp_path)
    item(tmp_path, "lead", "前一半。\n---\n后一半。")
    assert only_item(tmp_path).body.html == "<p>前一半。</p>\n<hr>\n<p>后一半。</p>"


def test_line_breaks_between_han_leave_no_space(tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", "区里今天开会，研究冬天供暖的\n安排和要求，又听了三份报告\nand three")
    html = "<p>区里今天开会，研究冬天供暖的安排和要求，又听了三份报告\nand three</p>"
    assert only_item(tmp_path).body.html == html


def test_a_body_as_blocks() -> None:
    html = (
        '<h2 id="s1"><span class="num">1</span>小标题</h2><p>甲<strong>乙</strong>丙<br>丁</p>'
        '<ol start="3"><li>三</li><li><p>四</p><ul><li>内</li></ul></li></ol>'
        "<blockquote><p>引文</p></blockquote>"
        "<table><thead><tr><th>镇</th><th>数</th></tr></thead>"
        "<tbody><tr><td>李村</td><td>3</td></tr></tbody></table>"
    )
    heading, text, third, fourth, inner, quoted, table = blocks_of(html)
    assert isinstance(heading, Heading)
    assert (heading.number, plain(heading.runs), heading.anchor) == ("1", "小标题", "s1")
    assert isinstance(text, Paragraph)
    assert [(run.text, run.strong) for run in text.runs] == [
        ("甲", False),
        ("乙", True),
        ("丙\n丁", False),
    ]
    assert isinstance(third, Entry)
    assert isinstance(fourth, Entry)
    assert isinstance(inner, Entry)
    assert (third.mark, fourth.mark, inner.mark, inner.depth) == ("3.", "4.", "", 1)
    assert isinstance(quoted, Paragraph)
    assert quoted.quoted
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.header] == ["镇", "数"]
    assert lines_of(html)[-1] == "李村\t3"


@pytest.mark.parametrize(
    ("html", "quoted"),
    [
        ("<blockquote><p>引</p><pre><code>码</code></pre></blockquote><p>文</p>", [1, 1, 0]),
        ("<blockquote><blockquote><p>引</p></blockquote><p>又</p></blockquote>", [1, 1]),
        ("<pre><code>码</code></pre><p>文</p>", [0, 0]),
    ],
)
def test_all_that_stands_in_a_quotation_is_quoted_and_nothing_behind_it(
    html: str, quoted: list[int]
) -> None:
    paragraphs = [block for block in blocks_of(html) if isinstance(block, Paragraph)]
    assert [block.quoted for block in paragraphs] == [bool(each) for each in quoted]


HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"),
                *("[x](javascript:alert(1))", "[x](JaVaScRiPt:x)", "<a href='data:text/html,x'>"),
                *(
                    "](",
                    "![](",
                    "```",
                    "`",
                    "**",
                    "> ",
                    "| a | b |\n|--|--|",
                    "<!--",
                    "-->",
                    "&#106;",
                ),
                *(
                    "\n\n",
                    "\n---\n",
                    "# ",
                    "## 1 ",
                    "<style>",
                    "<iframe src=//x>",
                    "&lt;script&gt;",
                ),
                *(
                    '<a href="java\nscript:x">',
                    "<p style='x'>",
                    "-{于}-",
                    "-{信息/資訊}-",
                    "<base href=x>",
                ),
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=14,
).map("".join)


@settings(max_examples=examples(300), deadline=None)
@given(text=HOSTILE)
def test_nothing_live_comes_through(text: str) -> None:
    markup = Typesetter().markup(text, Place("x.md", Path("issues/x"), 1), ProblemList())
    root = lxml_html.fragment_fromstring(markup.html, create_parent="div")
    for element in root.iterdescendants():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ALLOWED[element.tag]
        href = element.get("href", "https:").lower()
        assert href.startswith(("https:", "http:", "mailto:", "tel:", "press:", "#")) or not href
