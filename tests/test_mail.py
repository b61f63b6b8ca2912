"""A letter fits every screen, is cut by no mail program, and can be left."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path

import html5lib
import pytest
from pydantic import ValidationError

from chromium import chromium
from exported import one_issue, story
from manuscripts.manuscript import with_addresses
from newsroom.runs import Run, plain
from syndication.entries import Desk
from syndication.mail import letter, message, plain_text
from syndication.settings import SyndicationSettings

# caniemail.com, 2026-06: kept, all or in part, by Gmail, Apple Mail, Outlook.com and Samsung; what
# Word's engine leaves out of these does no harm there.
SAFE = {
    *("background-color", "border", "border-bottom", "border-collapse", "border-left", "color"),
    *("display", "font-family", "font-size", "font-weight", "height", "line-height", "margin"),
    *("max-height", "max-width", "opacity", "overflow", "padding", "table-layout", "text-align"),
    *("text-decoration", "vertical-align", "white-space", "width", "word-break"),
}
SITE = "https://www.example.cn"
WIDE = """正文里有一个很长的网址：https://example.org/{}。

| 项目 | 说明 | 联系电话 | 网址 | 备注 |
|---|---|---|---|---|
| 一 | {} | 0379-12345678 | https://example.org/{} | 无 |

- 一条
  1. 又一条

> 引文

```
{}
```
""".format("a" * 90, "长" * 60, "b" * 90, "c" * 120)


YEAR = "\n".join(
    (
        "| 项目 |" + "".join(f" {month}月 |" for month in range(1, 13)),
        "|---|" + "---|" * 12,
        "| 雨量 |" + "".join(f" {month * 137} |" for month in range(1, 13)),
    )
)
LONG = f"- https://example.org/{'a' * 200}\n\n## {'h' * 90}\n\n{YEAR}"


def test_a_letter_fits_every_screen_in_light_and_dark(tmp_path: Path) -> None:
    files = {"wide": story("宽的", WIDE), "long": story("x" * 120, LONG, deck="y" * 90)}
    desk, issue = one_issue(tmp_path, files)
    path = tmp_path / "letter.html"
    path.write_text(letter(desk, issue), encoding="utf-8")
    with chromium() as browser:
        for width in (320, 360, 480, 800):
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page.goto(path.as_uri())
                assert page.evaluate("document.scrollingElement.scrollWidth") <= width
                beyond = """[...document.querySelectorAll('table[role] *')].filter(one =>
                    one.getBoundingClientRect().right > innerWidth).length"""
                assert page.evaluate(beyond) == 0
                shade = """(one => getComputedStyle(one).backgroundColor)
                    (document.querySelectorAll('table[role]')[1])"""
                assert page.evaluate(shade) == "rgb(255, 253, 248)"
                page.close()


def test_a_table_of_many_columns_is_several_each_with_the_first(tmp_path: Path) -> None:
    desk, issue = one_issue(tmp_path, {"year": story("一年的雨量", YEAR)})
    document = html5lib.parse(letter(desk, issue), namespaceHTMLElements=False)
    tables = [one for one in document.iter("table") if "雨量" in "".join(one.itertext())][-3:]
    heads = [["".join(cell.itertext()) for cell in one.iter("th")] for one in tables]
    assert [row[0] for row in heads] == ["项目"] * 3
    assert [name for row in heads for name in row[1:]] == [f"{n}月" for n in range(1, 13)]
    rows = [["".join(cell.itertext()) for cell in one.iter("td")] for one in tables]
    assert [one for row in rows for one in row[1:]] == [f"{n * 137}" for n in range(1, 13)]


def test_a_letter_has_only_what_mail_programs_keep(tmp_path: Path) -> None:
    desk, issue = one_issue(tmp_path, {"wide": story("宽的", WIDE)})
    document = html5lib.parse(letter(desk, issue), namespaceHTMLElements=False)
    styles = [element.get("style") or "" for element in document.iter()]
    names = {part.partition(":")[0].strip() for style in styles for part in style.split(";")} - {""}
    assert names <= SAFE
    assert not {"class", "id"} & {name for element in document.iter() for name in element.attrib}


def test_the_line_behind_the_subject_says_what_the_subject_does_not(tmp_path: Path) -> None:
    desk, issue = one_issue(tmp_path)
    made = letter(desk, issue)
    (hidden,) = re.findall(r'<div style="display:none[^>]*>([^<]+)</div>', made)
    assert hidden.startswith("西坡苗圃日前开园，首批树苗三千株；桥头村新路通车；关于停水的通知")
    assert "秘密词语" not in hidden
    assert made.index(hidden) < made.index("<h1")


def _message(desk: Desk, data: bytes) -> EmailMessage:
    read = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    assert desk.edition.house.domain in read["List-Id"]
    return read


def test_a_corrected_letter_is_another_message_and_the_same_one_is_not(tmp_path: Path) -> None:
    names = []
    for number, text in enumerate(["第一版。", "第一版。", "第二版。"]):
        desk, issue = one_issue(tmp_path / str(number), {"more": story("又一篇", text)})
        names.append(_message(desk, message(desk, issue))["Message-ID"])
    assert names[0] == names[1] != names[2]


def test_no_line_of_a_letter_is_longer_than_a_mail_server_may_break(tmp_path: Path) -> None:
    desk, issue = one_issue(tmp_path, {"more": story("又一篇", WIDE)})
    lines = message(desk, issue).split(b"\r\n")
    assert max(map(len, lines)) == 76  # of base64: RFC 2045, 6.8
    assert not any(b"\n" in line or b"\r" in line for line in lines)


@pytest.mark.parametrize(
    ("way", "one_click"),
    [
        ("https://list.example.org/out?of=news", True),
        ("mailto:news-request@example.org?subject=unsubscribe", False),
    ],
)
def test_a_reader_finds_the_way_out_of_the_list(tmp_path: Path, way: str, one_click: bool) -> None:  # noqa: FBT001 - a row of the table
    desk, issue = one_issue(tmp_path, unsubscribe=way)
    read = _message(desk, message(desk, issue))
    assert read["List-Unsubscribe"] == f"<{way}>"
    assert (read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click") is one_click
    assert f'href="{way}"' in letter(desk, issue).replace("&amp;", "&")
    assert way.removeprefix("mailto:") in plain_text(desk, issue)


@pytest.mark.parametrize("way", ["http://list.example.org", "javascript:1", "https://a b", "退订"])
def test_a_way_out_that_mail_programs_refuse_is_told(way: str) -> None:
    with pytest.raises(ValidationError):
        SyndicationSettings.model_validate({"unsubscribe": way})


@pytest.mark.parametrize(
    ("words", "address", "told"),
    [
        ("报名", "mailto:hewan@example.org", "报名（hewan@example.org）"),
        ("河湾的网页", "https://example.org/he", "河湾的网页（https://example.org/he）"),
        ("上一期", "http://example.net/a", "上一期（http://example.net/a）"),
        ("hewan@example.org", "mailto:hewan@example.org", "hewan@example.org"),
        ("example.org/he", "https://example.org/he", "example.org/he"),
        ("本报的网页", f"{SITE}/2013/", "本报的网页"),
        ("打电话", "tel:037912345", "打电话"),
        ("没有链接", "", "没有链接"),
    ],
)
def test_words_that_lead_out_of_the_paper_are_told_with_their_address(
    words: str, address: str, told: str
) -> None:
    assert plain(with_addresses((Run(words, href=address), Run("。")), SITE)) == f"{told}。"


def test_the_address_stands_once_behind_all_words_of_a_link_and_not_where_it_is_said() -> None:
    way = "https://example.org/a"
    runs = Run("看", href=way), Run("这里", strong=True, href=way)
    assert plain(with_addresses(runs, SITE)) == "看这里（https://example.org/a）"
    said = (Run("网址是 https://example.org/a，请"), *runs)
    assert plain(with_addresses(said, SITE)) == "网址是 https://example.org/a，请看这里"
