"""Search engines, inspectors and sharing sites read the same facts as a person does."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import extruct
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image, ImageFont

import presses
from edition.typefaces import nameplate_face
from machine import lacking
from newsroom.kinds import Script
from test_website_sample import build, read, site, write_sample
from website import cards
from website.cards import Card, drawn
from website.nameplate import nameplate_svg

LEAD = "2013/09/30/lead/index.html"
FONTS = tuple(Path(name) for name in presses.settings()["FONT_FOLDERS"] if Path(name).is_dir())


def extracted(path: str) -> dict[str, list[dict[str, Any]]]:
    """What an extractor that is not ours finds in a page."""
    page = (site() / path).read_text(encoding="utf-8")
    found: dict[str, list[dict[str, Any]]] = extruct.extract(
        page, base_url="https://www.example.cn/", syntaxes=["microdata", "opengraph"], uniform=True
    )
    return found


def of_type(path: str, kind: str) -> dict[str, Any]:
    """The one microdata item of a type on a page."""
    (item,) = [one for one in extracted(path)["microdata"] if one["@type"] == kind]
    return item


def test_an_extractor_gives_back_the_facts_of_an_item() -> None:
    item = of_type(LEAD, "NewsArticle")
    assert item["headline"] == "桥头村新路通车"
    assert item["alternativeHeadline"] == "副题说明工期与里程"
    assert item["datePublished"] == "2013-09-30T08:00:00+08:00"
    assert item["description"] == "桥头村的新路九月底通车，全长12公里。"
    assert item["inLanguage"] == "zh-Hans"
    assert item["articleSection"] == "要闻"
    assert item["mainEntityOfPage"] == "https://www.example.cn/2013/09/30/lead/"
    assert [author["name"] for author in item["author"]] == ["于红杰", "范学贵"]
    assert item["author"][0]["affiliation"]["name"] == "编辑部"
    assert item["publisher"]["@type"] == "NewsMediaOrganization"
    assert item["publisher"]["name"] == "伊滨通讯"
    assert item["isPartOf"]["issueNumber"] == "28"
    assert item["image"]["@type"] == "ImageObject"
    assert item["image"]["caption"] == "通车那天的早晨。"
    assert item["image"]["creditText"] == "钟实"
    assert "施工队日夜赶工，提前二十天完工" in item["articleBody"].replace(" ", "")


def test_an_extractor_gives_back_corrections_and_the_day_of_the_newest() -> None:
    item = of_type("2013/09/30/notice/index.html", "NewsArticle")
    assert item["dateModified"] == "2013-10-03T08:00:00+08:00"
    assert item["correction"]["text"] == "停水日期应为十月五日。"
    assert item["correction"]["datePublished"] == "2013-10-03"


def test_an_extractor_gives_back_where_a_page_stands() -> None:
    trail = of_type(LEAD, "BreadcrumbList")["itemListElement"]
    assert [place["name"] for place in trail] == ["第28期", "要闻", "桥头村新路通车"]
    assert [place["position"] for place in trail] == ["1", "2", "3"]


def test_an_extractor_gives_back_what_a_sharing_site_shows() -> None:
    (shown,) = extracted(f"hant/{LEAD}")["opengraph"]
    assert shown["@type"] == "article"
    assert shown["og:title"] == "橋頭村新路通車"
    assert shown["og:description"] == "橋頭村的新路九月底通車，全長12公里。"
    assert shown["og:site_name"] == "伊濱通訊"
    assert shown["og:locale:alternate"] == "zh_CN"
    assert shown["og:locale"] == "zh_TW"
    assert shown["og:url"] == "https://www.example.cn/hant/2013/09/30/lead/"
    assert shown["og:image"] == "https://www.example.cn/hant/2013/09/30/lead/card.png"
    with Image.open(site() / "hant/2013/09/30/lead/card.png") as card:
        assert card.size == (1200, 630)


def test_an_inspector_finds_the_meta_of_the_guideline_for_government_sites() -> None:
    root = read(LEAD)
    meta = {tag.get("name"): tag.get("content") for tag in root.xpath("//meta[@name]")}
    assert meta["SiteName"] == "伊滨通讯"
    assert meta["SiteDomain"] == "www.example.cn"
    assert meta["ColumnName"] == "要闻"
    assert meta["ArticleTitle"] == "桥头村新路通车"
    assert meta["PubDate"] == "2013-09-30 08:00"
    assert meta["ContentSource"] == "伊滨通讯"
    assert meta["Author"] == "于红杰 范学贵"
    assert meta["Url"] == "https://www.example.cn/2013/09/30/lead/"
    assert meta["Image"].endswith("/card.png")
    assert meta["Keywords"]
    column = read("section/yaowen/index.html").xpath("//meta[starts-with(@name, 'Column')]/@name")
    assert set(column) == {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}


def test_legal_numbers_appear_where_the_house_has_them(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    work = presses.job(content, tmp_path, ["website"])
    house = work.house.model_copy(
        update={"icp_number": "豫ICP备1号", "police_number": "豫公网安备2号", "site_id_code": "41"}
    )
    output, _ = build(content, tmp_path, ["website"], house=house)
    page = (output / "index.html").read_text(encoding="utf-8")
    assert "豫ICP备1号" in page
    assert "豫公网安备2号" in page
    assert '<meta name="SiteIDCode" content="41">' in page
    assert "ICP" not in (site() / "index.html").read_text(encoding="utf-8")


def test_one_changed_body_makes_only_the_pages_that_show_it_anew(tmp_path: Path) -> None:
    content = write_sample(tmp_path)
    build(content, tmp_path, ["website"])
    lead = content / "issues/2013-09-30/lead.md"
    text = lead.read_text(encoding="utf-8")
    lead.write_text(text.replace("干部也轻松了", "干部也舒心了"), encoding="utf-8")
    _, made = build(content, tmp_path, ["website"])
    assert 0 < made.report.tally.changed <= 4  # the item in two scripts, and no list of titles
    assert made.report.tally.rendered <= 6


def test_the_nameplate_is_the_houses_name_in_the_glyphs_of_the_region() -> None:
    faces = {script: nameplate_face(FONTS, script) for script in Script}
    if not all(faces.values()):
        lacking("no Noto CJK fonts here")
    drawings = {script: nameplate_svg("平安", face) for script, face in faces.items()}
    root = etree.fromstring(drawings[Script.HANS].encode())
    assert root.get("viewBox") == "0 0 2000 1000"
    assert len(root) == 1
    assert nameplate_svg("平安", faces[Script.HANS]) == drawings[Script.HANS]
    assert nameplate_svg("骨", faces[Script.HANS]) != nameplate_svg("骨", faces[Script.HANT])


def test_a_house_without_fonts_still_has_a_nameplate() -> None:
    root = etree.fromstring(nameplate_svg("平安", None).encode())
    assert root.xpath("string()") == "平安"


HEADLINE = st.lists(
    st.text(alphabet="伊滨通讯，。、“”全区动员ABc 12…！？", min_size=1, max_size=40),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(HEADLINE)
def test_a_headline_on_a_card_stays_within_it_and_loses_nothing(phrases: list[str]) -> None:
    face = nameplate_face(FONTS, Script.HANS)
    if face is None:
        lacking("no Noto CJK fonts here")
    letters, lines = cards.fitted(tuple(phrases), face)
    # A blank between two words is the break of a line.
    whole, shown = ("".join(texts).replace(" ", "") for texts in (phrases, lines))
    assert len(lines) <= max(most for _, most in cards.SIZES)
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))
    basic = ImageFont.Layout.BASIC
    font = ImageFont.truetype(str(face.path), letters.size, face.index, layout_engine=basic)
    assert all(font.getlength(line) <= cards.ROOM for line in lines)


@pytest.mark.parametrize("word", ["international", "twenty-first", "2013"])
def test_a_word_in_latin_letters_is_not_cut_by_the_end_of_a_line(word: str) -> None:
    face = nameplate_face(FONTS, Script.HANS)
    if face is None:
        lacking("no Noto CJK fonts here")
    for before in range(1, 11):
        _, lines = cards.fitted(("伊滨区邀请各地的观察员"[:before] + word + "到河湾参观",), face)
        assert any(word in line for line in lines), lines


def test_a_card_is_the_same_picture_every_time() -> None:
    face = nameplate_face(FONTS, Script.HANT)
    if face is None:
        lacking("no Noto CJK fonts here")
    card = Card(("一條", "新聞"), "伊濱通訊  要聞", "2013年9月30日  第28期")
    assert drawn(card, face) == drawn(card, face)
    assert drawn(card, face) != drawn(replace(card, phrases=("別的",)), face)
    with Image.open(BytesIO(drawn(card, face))) as picture:
        assert picture.size == (1200, 630)


def test_a_card_shows_the_photo_beside_the_headline_but_none_that_was_taken_back() -> None:
    (left, top), (width, height) = cards.PHOTO_AT, cards.PHOTO_SIZE
    corner = (left + width - 4, top + height - 4)  # no headline comes so far
    seen = {}
    for name in ("lead", "notice", "wrong"):
        with Image.open(site() / f"2013/09/30/{name}/card.png") as card:
            assert card.size == (1200, 630)
            seen[name] = card.convert("RGB").getpixel(corner)
    shown = seen.pop("lead")
    assert isinstance(shown, tuple)
    assert all(abs(a - b) < 12 for a, b in zip(shown, (90, 120, 80), strict=True)), shown
    assert all(min(colour) > 200 for colour in seen.values() if isinstance(colour, tuple))


def test_a_card_keeps_the_point_of_its_photo_that_the_editor_names(tmp_path: Path) -> None:
    face = nameplate_face(FONTS, Script.HANS)
    if face is None:
        lacking("no Noto CJK fonts here")
    panorama = Image.new("RGB", (1200, 300), (0, 0, 200))
    panorama.paste((200, 0, 0), (0, 0, 600, 300))
    panorama.save(tmp_path / "wide.png")
    card, middle = Card(("一条", "新闻"), "伊滨通讯", "2013年9月30日"), cards.PHOTO_SIZE
    at = (cards.PHOTO_AT[0] + middle[0] // 2, cards.PHOTO_AT[1] + middle[1] // 2)
    reddest = {}
    for kept in ((0.1, 0.5), (0.9, 0.5)):
        inset = cards.Inset.of(cards.cut(tmp_path / "wide.png", kept))
        with Image.open(BytesIO(drawn(card, face, inset))) as picture:
            colour = picture.convert("RGB").getpixel(at)
            assert isinstance(colour, tuple)
            reddest[kept] = colour[0] > colour[2]
    assert reddest == {(0.1, 0.5): True, (0.9, 0.5): False}
