"""What an editor may write in a text comes out as it is meant, and what is no mark is told."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import pytest

from bodies import html_of, read, warnings_of
from newsroom.blocks import Paragraph, blocks_of, lines_of
from newsroom.codes import ReadingCode
from newsroom.runs import is_reference, plain
from newsrooms import issue, item
from presses import ROOT
from test_reading import only_item

CASES = ROOT.parent / "shared" / "cases"


def test_struck_and_marked_words_are_elements() -> None:
    assert html_of("~~删去~~，==标亮==，**~~都有~~**，==**粗**==。") == (
        "<p><del>删去</del>，<mark>标亮</mark>，<strong><del>都有</del></strong>，"
        "<mark><strong>粗</strong></mark>。</p>"
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"甲\_乙", "甲_乙"),
        (r"甲\*\*乙", "甲**乙"),
        (r"<甲\<乙", "甲<乙"),
        (r"<甲\<乙\_丙", "甲<乙_丙"),
    ],
)
def test_a_file_is_known_by_its_name_however_that_is_escaped(written: str, name: str) -> None:
    close = ">" if written.startswith("<") else ""
    markup, problems = read(
        f"一\n\n![{written.strip('<')}]({written}.png{close})\n\n[二]({written}.md{close})"
    )
    assert list(problems) == []
    assert [(one.target, one.words, one.line) for one in markup.photos] == [
        (f"{name}.png", name, 3)
    ]
    assert [(one.target, one.line) for one in markup.links] == [(f"item/2013-10-08/{name}", 5)]
    _, problems = read(f"一\n\n字![]({written}.png{close})字")
    (problem,) = problems
    assert (problem.line, problem.what) == (3, f"照片夹在文字中间：{name}.png")


@pytest.mark.parametrize(
    "text",
    [
        "a==b",
        "若a==b且c==d",
        "a == b",
        "5~~10元",
        "3 ~~ 5",
        "====",
        "x=1",
        "约~5米",
        "~~~~~",
        "`==`",
    ],
)
def test_signs_of_equality_and_of_about_are_text(text: str) -> None:
    assert lines_of(html_of(f"甲{text}乙")) == [f"甲{text.strip('`')}乙"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("第一行\n\n只有==一半", (3, "“==”没有成对")),
        ("只有~~一半", (1, "“~~”没有成对")),
        ("只有**一半", (1, "“**”没有成对")),
        ("没有注文[^1]", (1, "“[^1]”没有找到注文")),
        ("文。\n\n[^2]: 注", (3, "注 [^2] 正文里没有用到")),
        ("文[^1]\n\n[^1]: 注\n[^1]: 又一条", (4, "注 [^1] 写了两次")),
        ("H~2~O", (1, "“~2~”不支持（下标）")),
        ("m^2^", (1, "“^2^”不支持（上标）")),
        ("术语\n: 解释", (2, "“: 解释”不支持（术语解释）")),
        ("由\\(a_1+b^2\\)得知", (1, "“\\(a_1+b^2\\)”不支持（公式）")),
        ("{拼音|pīnyīn}", (1, "“{拼音|pīnyīn}”不支持（注音）")),
        ("甲^^乙丙^^丁", (1, "“^^乙丙^^”不支持（插入的标记）")),
        ("甲++乙丙++丁", (1, "“++乙丙++”不支持（插入的标记）")),
        ("甲%%乙丙%%丁", (1, "“%%乙丙%%”不支持（批注）")),
        ("[TOC]", (1, "“[TOC]”不支持（目录）")),
        ("文。\n\n```\n代码", (3, "“```”没有成对，下面的不当作代码")),
        ("由$E=mc^2$得知", (1, "“$E=mc^2$”不支持（公式）")),
        ("清单：\n- 一件", (2, "行首的“- 一件”没有排成列表")),
        ("如下：\n1. 一件", (2, "行首的“1. 一件”没有排成列表")),
        ("如下：\n| 甲 |\n|---|", (2, "表格只有表头，没有内容：| 甲 |")),
        ("[甲]: https://a.example", (1, "“[甲]:”不支持（集中写的链接）")),
        ("见[甲][乙]", (1, "“[甲][乙]”不支持（集中写的链接）")),
        ("见[甲]（lead.md）", (1, "“]（”没有排成链接")),
        ("$$a$$", (1, "“$$”不支持（公式）")),
        ("请按<Enter>键", (1, "不认识的标签“<Enter>”，照原样排出")),
        ("一  \n二\n三  \n四", (2, "这一行的末尾没有两个空格，已照前后的行断开：二")),
    ],
)
def test_a_mark_that_stays_text_is_told_with_its_line(text: str, told: tuple[int, str]) -> None:
    assert told in warnings_of(text)


def test_in_code_nothing_is_a_mark() -> None:
    text = "`==a== ~~b~~ [^1] https://a.example <b>`\n\n```\n- [ ] ==a== [^2] a<b\n```"
    html = html_of(text)
    assert "<a" not in html
    assert "<mark" not in html
    assert lines_of(html) == [
        "==a== ~~b~~ [^1] https://a.example <b>",
        "- [ ] ==a== [^2] a<b\n",
    ]


def test_a_backslash_makes_a_mark_text() -> None:
    assert lines_of(html_of(r"\[^1]、\=\=甲\=\=、\~\~乙\~\~、\<b>")) == [
        "[^1]、==甲==、~~乙~~、<b>"
    ]


def test_a_formula_and_what_only_looks_like_one_keep_every_sign() -> None:
    assert lines_of(read(r"由\(a_1+b\)、\\(a+b\\)、\[^1\]和\(1\)")[0].html) == [
        r"由\(a_1+b\)、\(a+b\)、[^1]和(1)"
    ]


def test_boxes_to_tick_are_signs() -> None:
    html = html_of("- [ ] 量地\n- [x] 登记\n- [X] 公示\n- [甲] 是文字\n- [x]不是")
    assert re.findall(r"<li[^>]*>([^<]*)", html) == [
        *("☐ 量地", "☑ 登记", "☑ 公示"),
        *("[甲] 是文字", "[x]不是"),
    ]
    assert lines_of(html)[:3] == ["□ 量地", "✓ 登记", "✓ 公示"]


NOTED = "标准[^b]，每亩[^甲]，再说[^b]。\n\n[^甲]：**后写**先注。\n[^b]: 一段。\n\n    又一段。"


def test_notes_are_numbered_as_the_text_refers_to_them_and_lead_back() -> None:
    root = html5lib.parseFragment(html_of(NOTED), treebuilder="lxml", namespaceHTMLElements=False)
    links = [a for top in root if not isinstance(top, str) for a in top.iter("a")]
    ids = {
        e.get("id") for top in root if not isinstance(top, str) for e in top.iter() if e.get("id")
    }
    assert [(a.get("href"), a.text) for a in links] == [
        *(("#n1", "[1]"), ("#n2", "[2]"), ("#n1", "[1]")),
        *(("#r1", "↑"), ("#r2", "↑")),
    ]
    assert ids == {"r1", "r1-2", "r2", "n1", "n2"}
    assert all(a.get("href")[1:] in ids for a in links)
    assert all(a.get("aria-label") for a in links if a.text == "↑")


def test_notes_on_paper_are_paragraphs_at_the_end() -> None:
    assert lines_of(html_of(NOTED)) == [
        "标准［1］，每亩［2］，再说［1］。",
        "［1］一段。",
        "又一段。",
        "［2］后写先注。",
    ]
    blocks = blocks_of(html_of(NOTED))
    assert [block.note for block in blocks if isinstance(block, Paragraph)] == [
        *(False, True, True, True)
    ]
    first = blocks[0]
    assert isinstance(first, Paragraph)
    assert [run.text for run in first.runs if is_reference(run)] == ["［1］", "［2］", "［1］"]


def test_notes_of_several_texts_on_one_page_have_ids_of_their_own(tmp_path: Path) -> None:
    issue(tmp_path)
    body = "第一则[^1]。（林晓）\n\n[^1]: 注一。\n\n---\n\n第二则[^1]。（何静）\n\n[^1]: 注二。"
    item(tmp_path, "briefs", body, kind="brief")
    briefs = only_item(tmp_path).briefs
    ids = [found for brief in briefs for found in re.findall(r'id="([^"]+)"', brief.body.html)]
    assert ids == ["b1r1", "b1n1", "b2r1", "b2n1"]
    assert [brief.bylines[0].name for brief in briefs] == ["林晓", "何静"]
    assert [lines_of(brief.body.html)[-1] for brief in briefs] == ["［1］注一。", "［1］注二。"]


def test_a_number_of_a_note_is_no_part_of_a_sub_head_or_summary(tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", "## 标题[^1]\n\n这一段的文字~~有~~超过十二个字[^1]。\n\n[^1]: 注文。")
    found = only_item(tmp_path)
    assert found.subheads[0].text == "标题"
    assert found.summary == "这一段的文字超过十二个字。"


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("> 引文在前面，有十几个字那么长。\n\n这才是第一段。", "这才是第一段。"),
        ("> 只有一段引文。", "只有一段引文。"),
        ("## 甲\n\n甲文比十二个字要长一点，是一段。", "甲文比十二个字要长一点，是一段。"),
        ("| 甲 | 乙 |\n|---|---|\n| 一二三四五六 | 七八九十 |\n\n表后的话。", "表后的话。"),
        ("- 第一件事情要办得快一些，再快一些。", "第一件事情要办得快一些，再快一些。"),
        ("河边数灯  \n一盏是船，两盏是岸", "河边数灯 一盏是船，两盏是岸"),
        ("各位读者：\n\n这一段才是正文，比称呼要长。", "这一段才是正文，比称呼要长。"),
        ("## 只有标题", ""),
        ("| 村 | 亩 |\n|---|---|\n| 柳树村 | 12 |", ""),
    ],
)
def test_a_summary_begins_with_the_first_paragraph(body: str, summary: str, tmp_path: Path) -> None:
    issue(tmp_path)
    item(tmp_path, "lead", body)
    assert only_item(tmp_path).summary == summary


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("网址https://www.example.org/通知，请看", ["https://www.example.org/"]),
        ("见https://a.example/x?y=1&z=2#甲。", ["https://a.example/x?y=1&z=2#"]),
        (
            "见 http://a.example/a_b_c、www.a.example/d。",
            ["http://a.example/a_b_c", "www.a.example/d"],
        ),
        ("(见 https://a.example/a_(b).)", ["https://a.example/a_(b)"]),
        (
            "https://a.example/; https://b.example, https://c.example.",
            [*("https://a.example/", "https://b.example", "https://c.example")],
        ),
        (
            "**https://a.example/**，==https://b.example==",
            [*("https://a.example/", "https://b.example")],
        ),
        ("（https://a.example）“www.b.example”", ["https://a.example", "www.b.example"]),
        ("信箱a.b-c@mail.example.org，", ["a.b-c@mail.example.org"]),
        ("<someone@example.org>", ["someone@example.org"]),
        ("<https://a.example/甲>", ["https://a.example/甲"]),
        ("[文](https://a.example)", ["文"]),
        ("[https://a.example](https://a.example)", ["https://a.example"]),
        ('<a href="https://a.example">https://a.example</a>', ["https://a.example"]),
        ("`https://a.example`和`a@b.example`", []),
        ("https://，www.，www.甲，a@b，@某人，a@.cn，x.www.y", []),
    ],
)
def test_an_address_as_it_stands_is_a_link_and_nothing_else_of_the_sentence(
    text: str, links: list[str]
) -> None:
    assert re.findall(r"<a [^>]*>(.*?)</a>", html_of(text)) == [
        link.replace("&", "&amp;") for link in links
    ]


def test_a_mail_address_is_written_in_plain_letters() -> None:
    assert html_of("<someone@example.org>") == (
        '<p><a href="mailto:someone@example.org">someone@example.org</a></p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        *("若a<b且c>d，则成立", "我<3你", "x<5", "<<通知>>", "<《书》>", "<-", "未闭<b", "<请填>"),
        *(
            "<b 且c>",
            "1 < 2 > 0",
            "a</b",
            "<>",
            "</>",
            "<!注意>",
            "<![甲",
            "<?甲?>",
            "<a",
            "<甲 href=x>",
        ),
    ],
)
def test_a_less_than_sign_is_text(text: str) -> None:
    assert lines_of(html_of(f"甲{text}乙")) == [f"甲{text}乙"]


@pytest.mark.parametrize(
    "text",
    ["<b>粗</b>", "<script>", "<div class='x'>", "<svg/onload=alert(1)>", "<font color=red>"],
)
def test_a_tag_that_is_not_allowed_is_an_error(text: str) -> None:
    assert [problem.code for problem in read(f"甲{text}乙")[1].errors] == [ReadingCode.HTML]


def test_hard_breaks_are_kept() -> None:
    assert html_of("一  \n二\\\n三") == '<p class="verse">一<br>\n二<br>\n三</p>'
    first = blocks_of(html_of("一  \n二\\\n三"))[0]
    assert isinstance(first, Paragraph)
    assert plain(first.runs) == "一\n二\n三"


@pytest.mark.skipif(not CASES.is_dir(), reason="the collected cases are not on this machine")
@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        ("press/poem.md", ["我在河边数灯\n一盏是船，两盏是岸\n第三盏\n是一个人没有说完的话"]),
        ("website/less-than", ["若a<b且c>d，则结论成立。"]),
        ("website/raw-markup", ["这是“重点”内容", "删去的字，标亮，H~2~O，脚注［1］。", "□ 未做"]),
        ("website/email-autolink", ["someone@example.org"]),
    ],
)
def test_collected_copy_comes_out(case: str, wanted: list[str]) -> None:
    found = CASES / case
    files = [found] if found.is_file() else [f for f in found.rglob("*.md") if f.stem != "issue"]
    text = files[0].read_text(encoding="utf-8").split("---\n", 2)[2]
    markup, problems = read(text)
    assert problems.errors == []
    shown = "\n".join(lines_of(markup.html))
    assert [part for part in wanted if part not in shown] == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("是**“重点”**内容", "是<strong>“重点”</strong>内容"),
        ("他说**《示例》**好", "他说<strong>《示例》</strong>好"),
        ("又是**重点。**后面", "又是<strong>重点。</strong>后面"),
        ("开*东**东*。", "开*东**东*。"),
    ],
)
def test_emphasis_stands_next_to_any_mark(text: str, html: str) -> None:
    assert read(text)[0].html == f"<p>{html}</p>"


def test_signs_of_a_sub_head_without_words_are_refused_where_they_stand() -> None:
    _, problems = read("文。\n\n## 甲\n\n##\n\n文。\n\n##\n")
    assert [(p.line, p.code, p.what) for p in problems] == [
        (5, ReadingCode.HEADING, "小标题没有字"),
        (9, ReadingCode.HEADING, "小标题没有字"),
    ]


def test_prices_in_dollars_are_no_formula() -> None:
    assert html_of("价格$100和$200，共$300$。")


def test_an_indent_written_as_entities_is_an_indent() -> None:
    lines = ("&nbsp;&nbsp;第一段。", "", "&emsp;&emsp;第二段。", "&#12288;第三段，3&nbsp;公里。")
    text = "\n".join(lines)
    assert lines_of(html_of(text)) == ["第一段。", "第二段。", "第三段，3\u00a0公里。"]


def test_an_address_without_its_scheme_is_told_with_its_cure() -> None:
    _, problems = read("[官网](www.example.cn)")
    assert [problem.cure for problem in problems] == [
        "请在前面写上 https://，如 https://www.example.cn"
    ]


@pytest.mark.parametrize(("ahead", "line"), [("", 1), ("\n", 2), ("\n\n", 3), ("文。\n\n", 3)])
def test_what_asks_for_too_much_work_is_told_on_its_line(ahead: str, line: int) -> None:
    _, problems = read(ahead + "> " * 200 + "甲")
    assert [(p.line, p.code) for p in problems] == [(line, ReadingCode.TOO_MUCH)]
