"""What the desk need not ask about: buttons, papers that quote, run-in labels; what it must."""

from __future__ import annotations

import pytest

from copydesk.desk import Work, edit
from copydesk.sources.reading import read_copy

HEAD = "青石镇老桥换了新栏杆"
FIRST = "近日，青石镇给老桥换上新栏杆，沿河居民早晚散步放心多了，施工前后用了二十天。"
SECOND = "镇里说，旧栏杆拆下来以后送进博物馆，让孩子们看看祖辈怎样打铁、怎样过河。"
THIRD = "下一步，镇里还要修整桥头的石阶，方便推车的人上下，年底以前全部完工。"


def read(copy: str, name: str = "a.txt") -> Work:
    return edit(read_copy(name, copy.encode()))


def reasons(work: Work) -> str:
    return " ".join(doubt.reason for doubt in work.doubts)


@pytest.mark.parametrize(
    "button", ["列印", "用LINE傳送", "用微信扫描二维码", "头条号", "31万次播放"]
)
def test_a_button_between_two_lines_is_not_asked_about(button: str) -> None:
    menu = "首页\n新闻\n登录\n注册\n分享到微博\n"
    copy = (
        f"{menu}\n{HEAD}\n2024-05-06 10:20 青石网\n\n{FIRST}\n\n{button}\n\n{SECOND}\n\n{THIRD}\n"
    )
    work = read(copy)
    assert "夹在稿件中间的一行" not in reasons(work)
    assert button not in str([piece.paragraphs for piece in work.pieces])


REPORT = "老桥桥墩近水处有三道裂缝，最长的一道有二十厘米，应当在汛期以前灌浆修补完毕。"


def test_a_paper_that_goes_with_another_may_quote_it() -> None:
    first = f"# 青石镇办公室转发老桥检修报告的通知\n\n{FIRST}\n\n{REPORT}\n\n{THIRD}\n\n"
    second = f"# 青石镇关于老桥桥墩修补情况的报告\n\n{SECOND}\n\n{REPORT}\n"
    work = read(first + second, "a.md")
    assert len(work.pieces) > 1
    assert "这句话前面已经有过" not in reasons(work)


def test_a_sentence_that_a_report_says_twice_is_asked_about() -> None:
    copy = f"{HEAD}\n\n{FIRST}\n\n{REPORT}\n\n{SECOND}\n\n{REPORT}\n\n{THIRD}\n"
    assert "这句话前面已经有过" in reasons(read(copy))


def page(last: str) -> str:
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    shown = f'<img src="a.jpg" width="600" height="400"><p>{last}</p>'
    head = f"<html><head><title>{HEAD}</title></head><body><div class='article'><h1>{HEAD}</h1>"
    return f"{head}{text}{shown}</div></body></html>"


def test_a_paragraph_behind_its_label_shows_no_picture() -> None:
    assert "紧跟在图片后面的短句" not in reasons(
        read(page("桥墩高度：老桥高出水面五米。"), "a.html")
    )


def test_a_short_sentence_behind_a_picture_may_show_it() -> None:
    assert "紧跟在图片后面的短句" in reasons(read(page("老桥的新栏杆装好了。"), "a.html"))


def test_a_sentence_behind_its_label_shows_one() -> None:
    (piece,) = read(page("资料图：新栏杆能用多少年？"), "a.html").pieces
    assert [caption.text.text for caption in piece.captions] == ["新栏杆能用多少年？"]


def test_phrases_under_a_signature_may_have_shown_pictures() -> None:
    shown = "老桥的新栏杆\n修补过的桥墩\n桥头散步的居民\n正在铺路的石匠\n"
    work = read(f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n撰稿人：容若\n{shown}")
    assert "署名下面的几行短语" in reasons(work)


def test_a_sentence_under_a_signature_is_none() -> None:
    work = read(f"{HEAD}\n\n{FIRST}\n\n{SECOND}\n撰稿人：容若\n{THIRD}\n")
    assert "署名下面的几行短语" not in reasons(work)
