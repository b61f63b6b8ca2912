"""What a site sets over, behind and under a text: records, links, labels, shares, its own name."""

from __future__ import annotations

from typing import Any

import pytest

from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from readings import BRIDGE, KEPT, RAILED, STEPPED, answered


def page(body: str) -> dict[str, Any]:
    """The one piece of a page with three paragraphs and something round them."""
    text = f"<p>{RAILED}</p><p>{KEPT}</p><p>{STEPPED}</p>"
    html = f"<html><head><title>{BRIDGE}</title></head><body><h1>{BRIDGE}</h1>"
    return answered(html + body.replace("TEXT", text) + "</body></html>", "a.html")


@pytest.mark.parametrize("link", ["详情>>>", "返回青石网，查看更多"])
def test_a_link_behind_the_last_word_goes(link: str) -> None:
    assert answered(f"{BRIDGE}\n\n{RAILED}\n\n{KEPT}{link}\n")["paragraphs"] == [RAILED, KEPT]


def test_a_sentence_about_details_stays() -> None:
    said = "镇里说，施工的详情都贴在桥头，居民随时可以查看全文。"
    assert answered(f"{BRIDGE}\n\n{RAILED}\n\n{said}\n")["paragraphs"] == [RAILED, said]


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
    assert piece["paragraphs"] == [RAILED, KEPT, STEPPED]
    assert (piece["subheads"], piece["bylines"], piece["table"]) == ([], [], None)


def test_writers_between_bars_sign() -> None:
    piece = answered(f"{BRIDGE}\n\n{RAILED}\n\n{KEPT}\n\n文字|容若 摄影|李白 编辑|方圆\n")
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
    piece = page(f"<div><p>{STEPPED}</p>{shown}TEXT</div>")
    assert [each["text"] for each in piece["captions"]] == [text]


def test_a_house_and_its_writer_before_the_time_of_a_posting() -> None:
    stamp = '<div class="author"><a href="/w">青石快讯／范姜容若</a> 2020年03月12日 20:19:00</div>'
    assert [each["name"] for each in page(f"{stamp}<div>TEXT</div>")["bylines"]] == ["范姜容若"]


def test_who_wrote_stands_behind_where_he_works_in_a_stamp() -> None:
    stamp = "来源：青石新闻 2017-02-26 15:18 作者：青石大学历史学院李青山"
    piece = answered(f"首页 > 动态\n\n{BRIDGE}\n\n{stamp}\n\n{RAILED}\n\n{KEPT}\n\n{STEPPED}\n")
    assert [each["name"] for each in piece["bylines"]] == ["李青山"]


def test_a_name_that_the_headline_tells_of_signs_nothing() -> None:
    raw = f"李青山：一座老桥的守护人\n\n{RAILED}\n\n{KEPT}\n\n李青山\n\n{STEPPED}\n"
    assert answered(raw)["bylines"] == []
    reasons = [doubt.reason for doubt in edit(read_copy("a.txt", raw.encode())).doubts]
    assert "单独一行的人名，标题里写到，可能是图片说明或小标题" in reasons


def test_a_programme_in_brackets_belongs_to_the_dateline() -> None:
    piece = answered(f"{BRIDGE}\n\n青石网消息（青石新闻）：{RAILED}\n\n{KEPT}\n")
    assert (piece["dateline"], piece["paragraphs"][0]) == ("青石网消息（青石新闻）", RAILED)


def test_the_headline_behind_an_agencys_dateline_is_not_said_again() -> None:
    lines = f"新华社青石4月24日电　题：{BRIDGE}\n\n新华社记者\n\n{RAILED}\n\n{KEPT}\n"
    piece = answered(f"{BRIDGE}\n\n{lines}")
    assert piece["paragraphs"] == [RAILED, KEPT]
    assert (piece["dateline"], piece["subheads"]) == ("新华社青石4月24日电", [])
    assert [each["name"] for each in piece["bylines"]] == ["新华社"]


def test_another_headline_behind_the_dateline_stays() -> None:
    lines = f"新华社青石4月24日电　题：旧栏杆的去处\n\n{RAILED}\n\n{KEPT}\n"
    assert "旧栏杆的去处" in str(answered(f"{BRIDGE}\n\n{lines}"))


RECORD = f"""# 原件

- doc_id: qs-001
- title: {BRIDGE}
- source_url: https://www.example.com/a.html
- publisher: 青石镇人民政府
- http_status: 200

---

"""


def test_what_a_program_wrote_down_when_it_took_a_page_goes() -> None:
    piece = answered(f"{RECORD}{BRIDGE}\n\n{RAILED}\n\n{KEPT}\n")
    assert (piece["headline"], piece["paragraphs"]) == (BRIDGE, [RAILED, KEPT])


def test_its_title_is_the_headline_where_no_other_stands() -> None:
    piece = answered(f"{RECORD}{RAILED}\n\n{KEPT}\n")
    assert (piece["headline"], piece["paragraphs"]) == (BRIDGE, [RAILED, KEPT])


def test_labels_of_a_notice_are_no_such_record() -> None:
    notice = f"{BRIDGE}\n\n时间：5月6日上午\n地点：老桥桥头\n来源：青石镇\n\n{RAILED}\n\n{KEPT}\n"
    assert "老桥桥头" in str(answered(notice))


def test_the_beginning_of_a_text_over_it_goes() -> None:
    piece = answered(f"{BRIDGE}\n\n摘要： {RAILED[:30]} ...\n\n{RAILED}\n\n{KEPT}\n")
    assert piece["paragraphs"] == [RAILED, KEPT]


def test_the_number_of_a_model_that_says_the_headline_again_goes() -> None:
    piece = answered(f"{BRIDGE}\n\n{RAILED}\n\n第一篇：{BRIDGE}\n\n{KEPT}\n")
    assert (piece["paragraphs"], piece["subheads"]) == ([RAILED, KEPT], [])


def test_an_abstract_of_its_own_words_stays() -> None:
    own = "摘要：老桥的栏杆换了新的，旧的进了博物馆，石阶年底修好。"
    assert "旧的进了博物馆" in str(answered(f"{BRIDGE}\n\n{own}\n\n{RAILED}\n\n{KEPT}\n"))


def test_a_site_of_models_says_nothing_over_one() -> None:
    said = "简介：青石文库小编为你整理了多篇相关的老桥讲话稿，但愿对你工作学习有帮助。"
    assert answered(f"{BRIDGE}\n\n{said}\n\n{RAILED}\n\n{KEPT}\n")["paragraphs"] == [RAILED, KEPT]


def test_paragraphs_of_html_in_a_line_of_markdown_are_paragraphs() -> None:
    raw = f"# {BRIDGE}\n\n<p>{RAILED}</p><p>{KEPT}</p>\n"
    assert answered(raw, "a.md")["paragraphs"] == [RAILED, KEPT]


def test_the_title_of_a_picture_in_markdown_tells_whose_it_is() -> None:
    raw = f'# {BRIDGE}\n\n{RAILED}\n\n![老桥的新栏杆。](/a.png "老桥的新栏杆。阿楠摄")\n\n{KEPT}\n'
    captions = answered(raw, "a.md")["captions"]
    assert [(each["text"], each["credit"]) for each in captions] == [("老桥的新栏杆。", "阿楠")]
