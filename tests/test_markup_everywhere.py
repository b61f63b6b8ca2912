"""What an editor may write in a text comes out on pages, in feeds, mails, books and documents."""

from __future__ import annotations

import json
import re
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest
from lxml import etree

from newsrooms import DAY, issue, item
from presses import built

BODY = """区里公布标准[^甲]，每亩~~三万元~~三万二千元，==月底以前发完==，办法见https://gov.example.org/x，来信寄a@b.example。

- [ ] 量地
- [x] 登记

河边数灯\\
一盏是船，两盏是岸

[^甲]: 指今年的标准。
"""
BRIEFS = "第一则[^1]。（林晓）\n\n[^1]: 注一。\n\n---\n\n第二则[^1]。（何静）\n\n[^1]: 注二。"
RAW = re.compile(r"\[\^|~~|==月|完==|\[ \]|\[x\]")
DAY_PATH = DAY.replace("-", "/")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with one item that has it all, and two briefs with notes."""
    content = tmp_path_factory.mktemp("content")
    issue(content)
    item(content, "lead", BODY, bylines=["高明"], quote="说到做到")
    item(content, "briefs", BRIEFS, kind="brief")
    made, _ = built(content, tmp_path_factory.mktemp("made"), ("syndication", "search", "website"))
    return made


def only(output: Path, pattern: str) -> Path:
    """The one file of a kind."""
    (found,) = output.glob(f"{DAY_PATH}/{pattern}")
    return found


def texts(output: Path) -> dict[str, str]:
    """What stands in every output that a reader opens, by name."""
    found = {path: (output / path).read_text("utf-8") for path in ("feed.xml", "atom.xml")}
    found["json"] = (output / "feed.json").read_text("utf-8")
    for name in ("lead", "briefs"):
        found[name] = (output / f"{DAY_PATH}/{name}/index.html").read_text("utf-8")
    message = message_from_bytes(only(output, "*.eml").read_bytes(), policy=policy.default)
    for part in message.walk():
        if part.get_content_maintype() == "text":
            found[f"mail {part.get_content_subtype()}"] = part.get_content()
    found["tagged"] = only(output, "*tagged.txt").read_bytes().decode("utf-16")
    document = docx.Document(str(only(output, "*.docx")))
    found["word"] = "\n".join(paragraph.text for paragraph in document.paragraphs)
    with zipfile.ZipFile(only(output, "*.epub")) as book:
        found["book"] = book.read("EPUB/lead.xhtml").decode()
    return found


def test_no_output_shows_a_mark_and_every_output_shows_the_words(output: Path) -> None:
    for name, text in texts(output).items():
        assert not RAW.search(text), name
        if name not in {"briefs"}:
            for words in ("三万二千元", "月底以前发完", "指今年的标准。", "gov.example.org/x"):
                assert words in text, (name, words)


def test_in_a_feed_a_note_leads_to_the_page(output: Path) -> None:
    content = json.loads((output / "feed.json").read_text("utf-8"))
    htmls = [entry["content_html"] for entry in content["items"]]
    links = [link for html in htmls for link in re.findall(r'href="([^"]*#[^"]*)"', html)]
    assert len(links) == 6
    assert all(link.startswith("https://") for link in links)


def test_in_a_mail_no_link_leads_to_a_place_that_is_not_there(output: Path) -> None:
    assert 'href="#' not in texts(output)["mail html"]


def test_in_a_book_references_and_notes_lead_to_each_other(output: Path) -> None:
    with zipfile.ZipFile(only(output, "*.epub")) as book:
        for name in (f"EPUB/{page}.xhtml" for page in ("lead", "briefs", "front")):
            root = etree.fromstring(book.read(name))
            ids = root.xpath("//@id")
            assert len(ids) == len(set(ids))
            inner = [href for href in root.xpath("//@href") if "#" in href]
            assert {href.partition("#")[2] for href in inner} <= set(ids)


def test_on_a_page_of_briefs_every_list_of_notes_has_a_name_of_its_own(output: Path) -> None:
    page = texts(output)["briefs"]
    assert re.findall(r'aria-label="(第.则的注释)"', page) == ["第1则的注释", "第2则的注释"]
    hant = (output / f"hant/{DAY_PATH}/briefs/index.html").read_text("utf-8")
    assert re.findall(r'aria-label="(第.則的註釋)"', hant) == ["第1則的註釋", "第2則的註釋"]


def test_a_byline_stands_under_the_text_and_above_its_notes(output: Path) -> None:
    found = texts(output)
    words = {"lead": ["两盏是岸", "说到做到", "（高明）", "指今年的标准"]}
    briefs = ["第一则", "（林晓）", "注一。", "第二则", "（何静）", "注二。"]
    words |= dict.fromkeys(("briefs", "json", "mail plain", "word"), briefs)
    for name, wanted in words.items():
        text = found[name][found[name].index(wanted[0]) :].replace("\r", "")
        bare = [word.strip("（）") if name in {"word", "mail plain"} else word for word in wanted]
        text = text[text.rindex(wanted[0]) :] if name == "lead" else text
        places = [text.find(word) for word in bare]
        assert places == sorted(places), (name, places)
        assert places[0] == 0, name


def test_struck_and_marked_words_are_so_in_documents(output: Path) -> None:
    document = docx.Document(str(only(output, "*.docx")))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert [run.text for run in runs if run.font.strike] == ["三万元"]
    assert [run.text for run in runs if run.font.highlight_color] == ["月底以前发完"]
    assert "<cStrikethru:1>三万元<cStrikethru:>" in texts(output)["tagged"]


def test_lines_of_verse_stay_lines(output: Path) -> None:
    found = texts(output)
    assert "河边数灯<br>\n一盏是船" in found["lead"]
    assert "河边数灯\n一盏是船" in found["mail plain"].replace("\r\n", "\n")
    assert "河边数灯\n一盏是船" in found["word"]
    assert "河边数灯<0x000A>一盏是船" in found["tagged"]
