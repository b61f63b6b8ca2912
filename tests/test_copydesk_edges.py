"""What a site sets over, behind and under a text: records, links, labels, shares, its own name."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy

HEAD = "青石镇老桥换了新栏杆"
FIRST = "近日，青石镇给老桥换上新栏杆，沿河居民早晚散步放心多了，施工前后用了二十天。"
SECOND = "镇里说，旧栏杆拆下来以后送进博物馆，让孩子们看看祖辈怎样打铁、怎样过河。"
THIRD = "下一步，镇里还要修整桥头的石阶，方便推车的人上下，年底以前全部完工。"


def only(copy: str, name: str = "a.txt") -> dict[str, Any]:
    """The one piece of a copy."""
    work = edit(read_copy(name, copy.encode()))
    assert not work.unaccounted()
    [piece] = answer(work)["pieces"]
    return dict(piece)


def page(body: str) -> dict[str, Any]:
    """The one piece of a page with three paragraphs and something round them."""
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    html = f"<html><head><title>{HEAD}</title></head><body><h1>{HEAD}</h1>"
    return only(html + body.replace("TEXT", text) + "</body></html>", "a.html")


@pytest.mark.parametrize("link", ["详情>>>", "返回青石网，查看更多"])
def test_a_link_behind_the_last_word_goes(link: str) -> None:
    assert only(f"{HEAD}\n\n{FIRST}\n\n{SECOND}{link}\n")["paragraphs"] == [FIRST, SECOND]


def test_a_sentence_about_details_stays() -> None:
    said = "镇里说，施工的详情都贴在桥头，居民随时可以查看全文。"
    assert only(f"{HEAD}\n\n{FIRST}\n\n{said}\n")["paragraphs"] == [FIRST, said]


def test_the_day_of_a_paper_stays_without_the_source_behind_it() -> None:
    html = "<div>TEXT<p>青石镇人民政府</p><p>2024年8月25日（来源：青石日报）</p></div>"
    assert page(html)["paragraphs"][-2:] == ["青石镇人民政府", "2024年8月25日"]


@pytest.mark.parametrize(
    "line",
    [
        "本作品为“青石科普”原创，转载时务请注明出处。",
        "来源|青石日报及新华社、人民日报、央视新闻等",
        "编辑|容若 语音|李白 剪辑|方圆 制图|王维 校读|杜甫",
        "投稿|gao@example.com  合作|qingshi01(微信)",
    ],
)
def test_what_an_account_says_of_itself_at_its_foot_goes(line: str) -> None:
    piece = page(f"<div>TEXT<p>{line}</p></div>")
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]
    assert (piece["subheads"], piece["bylines"], piece["table"]) == ([], [], None)


def test_writers_between_bars_sign() -> None:
    piece = only(f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n文字|容若 摄影|李白 编辑|方圆\n")
    assert [each["name"] for each in piece["bylines"]] == ["容若", "李白"]


@pytest.mark.parametrize("share", ["facebook", "LINE", "分享到Twitter"])
def test_where_a_page_is_shared_is_no_text(share: str) -> None:
    assert share not in str(page(f"<div><p>{share}</p>TEXT</div>")["paragraphs"])


def test_a_label_without_a_value_under_a_page_shows_no_picture() -> None:
    foot = '<div class="caption"><span>主办机关：</span></div>'
    assert page(f"<div>TEXT</div>{foot}")["captions"] == []


def test_tags_of_a_page_are_no_caption() -> None:
    tags = '<div class="title"><a href="/t/1">老桥</a> <a href="/t/2">新栏杆</a></div>'
    piece = page(f"<div>TEXT<p>（容若 摄）</p>{tags}</div>")
    assert "老桥新栏杆" not in str([each["text"] for each in piece["captions"]])


@pytest.mark.parametrize(
    ("picture", "text"),
    [
        ("<p>老桥的新栏杆装好了。（取自容若脸书）</p>", "老桥的新栏杆装好了。（取自容若脸书）"),
        ("<p>老桥 资料图</p>", "老桥 资料图"),
    ],
)
def test_where_a_picture_is_from_tells_what_it_shows(picture: str, text: str) -> None:
    shown = f'<div class="img"><img src="a.jpg">{picture}</div>'
    piece = page(f"<div><p>{THIRD}</p>{shown}TEXT</div>")
    assert [each["text"] for each in piece["captions"]] == [text]


def test_a_house_and_its_writer_before_the_time_of_a_posting() -> None:
    stamp = '<div class="author"><a href="/w">青石快讯／范姜容若</a> 2020年03月12日 20:19:00</div>'
    assert [each["name"] for each in page(f"{stamp}<div>TEXT</div>")["bylines"]] == ["范姜容若"]


def test_who_wrote_stands_behind_where_he_works_in_a_stamp() -> None:
    stamp = "来源：青石新闻 2017-02-26 15:18 作者：青石大学历史学院李青山"
    piece = only(f"首页 > 动态\n\n{HEAD}\n\n{stamp}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n")
    assert [each["name"] for each in piece["bylines"]] == ["李青山"]


def test_a_name_that_the_headline_tells_of_signs_nothing() -> None:
    raw = f"李青山：一座老桥的守护人\n\n{FIRST}\n\n{SECOND}\n\n李青山\n\n{THIRD}\n"
    assert only(raw)["bylines"] == []
    reasons = [doubt.reason for doubt in edit(read_copy("a.txt", raw.encode())).doubts]
    assert "单独一行的人名，标题里写到，可能是图片说明或小标题" in reasons


def test_a_programme_in_brackets_belongs_to_the_dateline() -> None:
    piece = only(f"{HEAD}\n\n青石网消息（青石新闻）：{FIRST}\n\n{SECOND}\n")
    assert (piece["dateline"], piece["paragraphs"][0]) == ("青石网消息（青石新闻）", FIRST)


def test_the_headline_behind_an_agencys_dateline_is_not_said_again() -> None:
    lines = f"新华社青石4月24日电　题：{HEAD}\n\n新华社记者\n\n{FIRST}\n\n{SECOND}\n"
    piece = only(f"{HEAD}\n\n{lines}")
    assert piece["paragraphs"] == [FIRST, SECOND]
    assert (piece["dateline"], piece["subheads"]) == ("新华社青石4月24日电", [])
    assert [each["name"] for each in piece["bylines"]] == ["新华社"]


def test_another_headline_behind_the_dateline_stays() -> None:
    lines = f"新华社青石4月24日电　题：旧栏杆的去处\n\n{FIRST}\n\n{SECOND}\n"
    assert "旧栏杆的去处" in str(only(f"{HEAD}\n\n{lines}"))


RECORD = f"""# 原件

- doc_id: qs-001
- title: {HEAD}
- source_url: https://www.example.com/a.html
- publisher: 青石镇人民政府
- http_status: 200

---

"""


def test_what_a_program_wrote_down_when_it_took_a_page_goes() -> None:
    piece = only(f"{RECORD}{HEAD}\n\n{FIRST}\n\n{SECOND}\n")
    assert (piece["headline"], piece["paragraphs"]) == (HEAD, [FIRST, SECOND])


def test_its_title_is_the_headline_where_no_other_stands() -> None:
    piece = only(f"{RECORD}{FIRST}\n\n{SECOND}\n")
    assert (piece["headline"], piece["paragraphs"]) == (HEAD, [FIRST, SECOND])


def test_labels_of_a_notice_are_no_such_record() -> None:
    notice = f"{HEAD}\n\n时间：5月6日上午\n地点：老桥桥头\n来源：青石镇\n\n{FIRST}\n\n{SECOND}\n"
    assert "老桥桥头" in str(only(notice))


def test_the_beginning_of_a_text_over_it_goes() -> None:
    piece = only(f"{HEAD}\n\n摘要： {FIRST[:30]} ...\n\n{FIRST}\n\n{SECOND}\n")
    assert piece["paragraphs"] == [FIRST, SECOND]


def test_the_number_of_a_model_that_says_the_headline_again_goes() -> None:
    piece = only(f"{HEAD}\n\n{FIRST}\n\n第一篇：{HEAD}\n\n{SECOND}\n")
    assert (piece["paragraphs"], piece["subheads"]) == ([FIRST, SECOND], [])


def test_an_abstract_of_its_own_words_stays() -> None:
    own = "摘要：老桥的栏杆换了新的，旧的进了博物馆，石阶年底修好。"
    assert "旧的进了博物馆" in str(only(f"{HEAD}\n\n{own}\n\n{FIRST}\n\n{SECOND}\n"))


def test_a_site_of_models_says_nothing_over_one() -> None:
    said = "简介：青石文库小编为你整理了多篇相关的老桥讲话稿，但愿对你工作学习有帮助。"
    assert only(f"{HEAD}\n\n{said}\n\n{FIRST}\n\n{SECOND}\n")["paragraphs"] == [FIRST, SECOND]


def test_paragraphs_of_html_in_a_line_of_markdown_are_paragraphs() -> None:
    raw = f"# {HEAD}\n\n<p>{FIRST}</p><p>{SECOND}</p>\n"
    assert only(raw, "a.md")["paragraphs"] == [FIRST, SECOND]


def test_the_title_of_a_picture_in_markdown_tells_whose_it_is() -> None:
    raw = f'# {HEAD}\n\n{FIRST}\n\n![老桥的新栏杆。](/a.png "老桥的新栏杆。阿楠摄")\n\n{SECOND}\n'
    captions = only(raw, "a.md")["captions"]
    assert [(each["text"], each["credit"]) for each in captions] == [("老桥的新栏杆。", "阿楠")]
