"""The site keeps its promises in one script, in three, without fonts, and with little to show."""

from __future__ import annotations

import shutil
from pathlib import Path

from lxml import html

from newsroom.kinds import Script
from test_website_sample import build, write_sample


def _read(path: Path) -> html.HtmlElement:
    root: html.HtmlElement = html.document_fromstring(path.read_bytes())
    return root


def test_a_site_in_one_script_offers_no_other(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    output, _ = build(content, tmp_path, ["website"], scripts=(Script.HANT,))
    root = _read(output / "2013/09/30/lead/index.html")
    assert root.get("lang") == "zh-Hant"
    assert root.xpath("//link[@hreflang] | //nav[@aria-label='文字版本']") == []
    assert not (output / "hant").exists()


def test_a_site_in_three_scripts_leads_from_each_to_the_others(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    output, _ = build(content, tmp_path, ["website"], scripts=tuple(Script))
    for prefix, language in (("", "zh-Hans"), ("hant/", "zh-Hant"), ("hant-hk/", "zh-Hant-HK")):
        root = _read(output / f"{prefix}2013/09/30/lead/index.html")
        assert root.get("lang") == language
        links = root.xpath("//header//nav//a[@hreflang]")
        assert [link.get("hreflang") for link in links] == ["zh-Hans", "zh-Hant", "zh-Hant-HK"]
        assert [link.get("hreflang") for link in links if link.get("aria-current")] == [language]


def test_a_site_without_fonts_or_other_rooms_has_no_dead_link(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    output, made = build(content, tmp_path, ["website"], fonts=())
    assert made.problems.errors == []
    root = _read(output / "2013/09/30/lead/index.html")
    assert root.xpath("//meta[@property='og:image']") == []
    assert root.xpath("//a[contains(@href, 'search') or contains(@href, '.pdf')]") == []
    assert root.xpath("//link[@rel='alternate'][@type]") == []


def test_a_first_issue_of_one_brief_fills_a_front(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    shutil.rmtree(content / "issues/2013-10-08")
    for item in (content / "issues/2013-09-30").glob("*.md"):
        if item.stem not in {"issue", "briefs"}:
            item.unlink()
    output, _ = build(content, tmp_path, ["website"])
    root = _read(output / "index.html")
    assert "第一则简讯的全文。" in root.xpath("string(//main)")
    assert root.xpath("//nav[@aria-label='期次']") == []


def test_addresses_without_index_html_are_offered_where_a_server_adds_it(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    output, _ = build(content, tmp_path, ["website"], keep_index=False)
    links = _read(output / "2013/09/30/lead/index.html").xpath("//a/@href")
    assert links
    assert [link for link in links if link.endswith("index.html")] == []
