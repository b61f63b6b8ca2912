"""In a page only what a reader sees is converted; every other byte stays."""

from __future__ import annotations

import html as entities

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanzi import Converter
from hanzi.markup import ATTRIBUTES, META
from hanzi.tokens import tokens
from newsroom.kinds import Script
from shares import examples

HANT = Converter(Script.HANT)
HANS = Converter(Script.HANS)


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<p>发<b>展</b>里<strong>程</strong></p>", "<p>發<b>展</b>里<strong>程</strong></p>"),
        ("<p>头<em>发</em>干\n燥</p>", "<p>頭<em>髮</em>乾\n燥</p>"),
        ("<p>头</p><p>发展</p>", "<p>頭</p><p>發展</p>"),
        ("<p>负责人<br>参加</p>", "<p>負責人<br>參加</p>"),
        (
            "<p>市长<b>发表</b>讲话&amp;干部&nbsp;后</p>",
            "<p>市長<b>發表</b>講話&amp;幹部&nbsp;後</p>",
        ),
        ("<ul><li>干部<li>干净</ul>", "<ul><li>幹部<li>乾淨</ul>"),
        ("<title>干部</title>", "<title>幹部</title>"),
        ("<p>他说“里面‘公里’”don’t</p>", "<p>他說「裡面『公里』」don’t</p>"),
        ('<p title="a>b" >干部</p>', '<p title="a>b" >幹部</p>'),
        ("<ruby>干<rt>gàn</rt></ruby>部", "<ruby>幹<rt>gàn</rt></ruby>部"),
    ],
)
def test_text_is_joined_across_inline_tags_and_parted_by_blocks(page: str, wanted: str) -> None:
    assert HANT.html(page, Script.HANS) == wanted


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ('<img src="发.png" alt="皇后与头发">', '<img src="发.png" alt="皇后與頭髮">'),
        ("<a href=/发展/ title=理发>理发</a>", "<a href=/发展/ title=理髮>理髮</a>"),
        ("<b aria-label='干部'>干</b>", "<b aria-label='幹部'>幹</b>"),
        ('<meta name="description" content="干部">', '<meta name="description" content="幹部">'),
        ('<meta property="og:title" content="干部">', '<meta property="og:title" content="幹部">'),
        ('<input type="submit" value="发布">', '<input type="submit" value="發布">'),
        (
            '<script type="application/ld+json">{"@id": "/干部", "name": "干部 <后>"}</script>',
            '<script type="application/ld+json">{"@id": "/干部", "name": "幹部 <後>"}</script>',
        ),
    ],
)
def test_what_a_reader_hears_or_a_machine_shows_is_converted(page: str, wanted: str) -> None:
    assert HANT.html(page, Script.HANS) == wanted


@pytest.mark.parametrize(
    "page",
    [
        "<code>头发</code><pre><b>皇后后来</b></pre><kbd>发</kbd>",
        "<script>var a='干部<p>'</script><style>.发{content:'干部'}</style>",
        "<!-- 干部 --><!doctype 干部><?干部 ?>",
        '<span translate="no">于红杰<b>范</b></span>',
        '<span lang="ja">後の干部</span><span lang="en" title="干部">x</span>',
        '<i lang="zh-Hant">后来居上</i>',
        '<div class="发展" data-x="干部" id="里"></div>',
        '<input type="text" value="发布"><meta name="viewport" content="干部">',
        "<a href='https://a.cn/发展/干部'>https://a.cn/发展/干部</a>",
        "fa.zhan+1@gan-bu.cn",
        "<textarea>干部</textarea>",
        "<p 干部=发展",
    ],
)
def test_what_is_protected_keeps_its_bytes(page: str) -> None:
    assert HANT.html(page, Script.HANS) == page


@pytest.mark.parametrize(
    ("one", "next_one"),
    [
        *(("li", "li"), ("dt", "dd"), ("dd", "dt"), ("dd", "dd"), ("tr", "tr"), ("td", "td")),
        *(("td", "th"), ("th", "td"), ("th", "th"), ("td", "tr"), ("option", "option"), ("p", "p")),
    ],
)
def test_an_element_whose_end_is_left_out_ends_where_the_next_begins(
    one: str, next_one: str
) -> None:
    page = f"<div><{one} lang=en>头<{next_one}>头发</div>"
    assert HANT.html(page, Script.HANS) == page.replace("头发", "頭髮")


def test_an_element_in_chinese_inside_a_foreign_one_is_converted() -> None:
    page = '<p lang="ja">発<span lang="zh">干部</span></p>'
    assert HANT.html(page, Script.HANS) == page.replace("干部", "幹部")
    page = '<p translate="no">干部<span translate="yes">干部</span></p>'
    assert (
        HANT.html(page, Script.HANS)
        == '<p translate="no">干部<span translate="yes">幹部</span></p>'
    )


def test_marks_are_resolved_in_text_and_seen_attributes_and_not_in_code() -> None:
    page = '<p title="-{里/裡}-">-{于}-红杰<b>-{信息/資訊}-</b><code>-{于}-</code></p>'
    hant = '<p title="裡">于紅杰<b>資訊</b><code>-{于}-</code></p>'.replace("紅杰", "紅傑")
    hans = '<p title="里">于红杰<b>信息</b><code>-{于}-</code></p>'
    assert HANT.html(page, Script.HANS) == hant
    assert HANS.html(page, Script.HANS) == hans


def test_a_fixed_form_of_another_length_keeps_the_tags_around_it() -> None:
    made = HANT.html("<p>用<b>打印</b>机印</p>", Script.HANS, {"打印机": "印表機設備"})
    assert made == "<p>用<b>印表機設備</b>印</p>"


PIECES = st.sampled_from(
    [
        *(
            "干部",
            "头",
            "发",
            "后来",
            "“里”",
            "于红杰",
            " ",
            "\n",
            "a",
            "&amp;",
            "&#24178;",
            "<",
            ">",
        ),
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<br>",
            "<i title='头发'>",
            "</i>",
            "<li>",
            "<td>",
            "</div>",
        ),
        *(
            "<code>",
            "</code>",
            "<pre>",
            "</pre>",
            "<span lang=ja>",
            "<span translate=no>",
            "</span>",
        ),
        *("<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>"),
        *(
            "<!-- 干",
            "-->",
            "<!",
            "</",
            "</3>",
            "<img alt=头发 src='发'>",
            '<a href="',
            '"',
            "'",
            "=",
        ),
        *(
            "<p title=\"里'面>",
            "\x00",
            "\ud800",
            "\u202e",
            "https://a.cn/干部",
            "发@a.cn",
            "-{于}-",
        ),
    ]
)
PAGES = st.lists(PIECES, max_size=14).map("".join)


@given(PAGES)
@settings(max_examples=examples(300), deadline=None)
def test_tokens_are_the_page_without_a_gap(page: str) -> None:
    place = 0
    for token in tokens(page):
        assert token.start == place < token.end
        place = token.end
    assert place == len(page)


def skeleton(page: str) -> list[object]:
    """The tree as html5lib reads it, without text and without the attributes a reader sees."""
    tree = html5lib.parseFragment(page, treebuilder="etree", namespaceHTMLElements=False)
    found: list[object] = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            found.append(("comment", element.text))
            continue
        seen = ATTRIBUTES | ({"content"} if element.get("name") in META else set())
        kept = {name: value for name, value in element.attrib.items() if name not in seen}
        found.append((element.tag, sorted(kept.items())))
        if element.tag in ("script", "style", "code", "pre", "textarea"):
            found.append("".join(element.itertext()))
    return found


@given(PAGES.filter(lambda page: "-{" not in page and "\ud800" not in page and "\x00" not in page))
@settings(max_examples=examples(200), deadline=None)
def test_any_page_keeps_its_tree_and_its_length(page: str) -> None:
    made = HANT.html(page, Script.HANS)
    assert len(made) == len(page)
    assert skeleton(made) == skeleton(page)


@given(PAGES)
@settings(max_examples=examples(200), deadline=None)
def test_any_page_passes(page: str) -> None:
    HANT.html(page, Script.HANS)
    HANS.html(page, Script.HANT)


@given(st.text("干部头发后来里“”<>&\"' a", max_size=30))
@settings(max_examples=examples(200), deadline=None)
def test_escaped_text_reads_as_the_text_converted(text: str) -> None:
    page = f"<p>{entities.escape(text, quote=False)}</p>"
    made = HANT.html(page, Script.HANS)
    assert made.startswith("<p>")
    assert made.endswith("</p>")
    assert "<" not in made[3:-4]


def test_a_template_keeps_its_code() -> None:
    source = (
        "{% if item.kind == 'brief' %}"
        '<p class="发展">“{{ item.quote }}”头<em>发</em></p>{% endif %}'
        '<a href="/干部/">{{ _("x") }}干部</a>.quote::before{content:"“里”"} // 干部 -{里/裡}-'
    )
    made = HANT.template(source)
    assert "「{{ item.quote }}」頭<em>髮</em>" in made
    assert "{% if item.kind == 'brief' %}" in made
    assert 'content:"「裡」"' in made
    assert made.endswith("幹部 裡")
    assert HANS.template(source) == source.replace("-{里/裡}-", "里")


@given(
    st.lists(
        st.sampled_from(["{{ a }}", "{% if b %}", "干部", "“", "”", "头", "<b>", "发"]), max_size=9
    )
)
@settings(max_examples=examples(200), deadline=None)
def test_any_template_keeps_every_character_that_is_no_chinese(pieces: list[str]) -> None:
    source = "".join(pieces)
    made = HANT.template(source)
    assert len(made) == len(source)
    for one, other in zip(source, made, strict=True):
        assert one == other or not one.isascii()
