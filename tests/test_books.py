"""A book has a cover and contents for old shelves and new, and a browser's reader opens it."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from chromium import chromium
from exported import one_issue
from machine import lacking
from manuscripts import covers
from newsroom.model import Photo
from syndication.book import book

NODE_MODULES = Path(__file__).parent.parent / ".cache" / "npm" / "node_modules"
OPF = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
READ = """async data => {
    const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0));
    const opened = ePub(bytes.buffer);
    await opened.ready;
    const toc = (await opened.loaded.navigation).toc.map(one => one.label.trim());
    const texts = {};
    for (const section of opened.spine.spineItems) {
        const root = await section.load(opened.load.bind(opened));
        texts[section.href] = root.textContent;
    }
    const cover = await opened.coverUrl();
    return {toc, texts, cover, title: opened.packaging.metadata.title};
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The members of a book, and under "" the whole of it."""
    desk, issue = one_issue(tmp_path_factory.mktemp("books"))
    data = book(desk, issue)
    assert book(desk, issue) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {"": data, **{name: archive.read(name) for name in archive.namelist()}}


def test_a_book_has_a_cover_that_shelves_of_both_kinds_find(made: dict[str, bytes]) -> None:
    package = etree.fromstring(made["EPUB/package.opf"])
    (cover,) = (one for one in package.iter(f"{OPF}item") if one.get("properties") == "cover-image")
    (old,) = (one for one in package.iter(f"{OPF}meta") if one.get("name") == "cover")
    assert old.get("content") == cover.get("id")
    picture = Image.open(io.BytesIO(made[f"EPUB/{cover.get('href')}"]))
    assert (picture.format, picture.size) == ("JPEG", (1200, 1600))
    colours = picture.convert("RGB").getcolors(2_000_000) or []
    assert len(colours) > 100  # words and a picture, not one flat colour


def test_old_readers_find_the_same_contents_as_new_ones(made: dict[str, bytes]) -> None:
    xhtml = "{http://www.w3.org/1999/xhtml}"
    new = etree.fromstring(made["EPUB/contents.xhtml"])
    old = etree.fromstring(made["EPUB/toc.ncx"])
    ways = [(a.text or "", a.get("href")) for a in new.iter(f"{xhtml}a")]
    points = [
        (point.findtext(f".//{NCX}text"), point.find(f"{NCX}content").get("src"))  # type: ignore[union-attr] # each has one
        for point in old.iter(f"{NCX}navPoint")
    ]
    assert points == ways
    assert len(points) > 3


DC = "{http://purl.org/dc/elements/1.1/}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_a_package_says_what_a_reader_of_books_goes_by(made: dict[str, bytes]) -> None:
    """EPUB 3.3, §5: the version, a name of its own, the contents, and the order of reading."""
    package = etree.fromstring(made["EPUB/package.opf"])
    assert package.get("version") == "3.0"
    assert package.get(XML_LANG) == "zh-Hans"
    (name,) = package.iter(f"{DC}identifier")
    assert name.get("id") == package.get("unique-identifier")
    listed = {one.get("id"): one for one in package.iter(f"{OPF}item")}
    ways = {one.get("href") for one in listed.values()}
    assert {f"EPUB/{way}" for way in ways} == made.keys() - {
        *("", "mimetype", "META-INF/container.xml", "EPUB/package.opf")
    }
    contents = [one.get("href") for one in listed.values() if one.get("properties") == "nav"]
    assert contents == ["contents.xhtml"]
    order = [str(listed[one.get("idref")].get("href")) for one in package.iter(f"{OPF}itemref")]
    assert order[:3] == ["cover.xhtml", "front.xhtml", "contents.xhtml"]
    assert len(order) == len({*order})
    assert {*order} == {way for way in ways if str(way).endswith(".xhtml")}


def test_a_package_says_by_which_senses_a_book_is_read(made: dict[str, bytes]) -> None:
    package = etree.fromstring(made["EPUB/package.opf"])
    told = [(one.get("property"), one.text) for one in package.iter(f"{OPF}meta")]
    assert [text for name, text in told if name == "schema:accessMode"] == ["textual", "visual"]
    assert ("schema:accessModeSufficient", "textual") in told


def test_old_readers_know_a_book_by_the_same_name(made: dict[str, bytes]) -> None:
    package, old = (etree.fromstring(made[f"EPUB/{one}"]) for one in ("package.opf", "toc.ncx"))
    heads = {one.get("name"): one.get("content") for one in old.iter(f"{NCX}meta")}
    assert heads["dtb:uid"] == package.findtext(f".//{DC}identifier")
    assert heads["dtb:depth"] == "1"


def test_every_text_of_a_book_says_its_language(made: dict[str, bytes]) -> None:
    texts = [data for name, data in made.items() if name.endswith(".xhtml")]
    assert len(texts) > 3
    for data in texts:
        root = etree.fromstring(data)
        assert (root.get("lang"), root.get(XML_LANG)) == ("zh-Hans", "zh-Hans")


def test_a_reader_in_a_browser_opens_every_page(made: dict[str, bytes]) -> None:
    scripts = [NODE_MODULES / "jszip/dist/jszip.min.js", NODE_MODULES / "epubjs/dist/epub.min.js"]
    if not all(script.exists() for script in scripts):
        lacking("the packages of tests/js are not installed below .cache/npm")
    with chromium() as browser:
        page = browser.new_page()
        for script in scripts:
            page.add_script_tag(path=script)
        read: dict[str, Any] = page.evaluate(READ, base64.b64encode(made[""]).decode())
    assert "桥头村新路通车" in read["toc"]
    assert read["title"].startswith("伊滨通讯")
    assert read["cover"].startswith("blob:")
    assert "村民说，以前进城要绕三十里" in read["texts"]["lead.xhtml"]
    assert "通车那天的早晨。" in read["texts"]["lead.xhtml"]
    assert len(read["texts"]) == sum(name.endswith(".xhtml") for name in made)


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize(
    ("kept", "shown"), [(0.0, "rw"), (0.125, "rw"), (0.5, "wg"), (0.875, "gb"), (1.0, "gb")]
)
def test_a_cover_keeps_the_point_that_the_editor_names(
    kept: float, shown: str, tmp_path: Path, *, high: bool
) -> None:
    """Four colours in a row, or one under another, of which a cover has room for two."""
    colours = {"r": (200, 0, 0), "w": (250, 250, 250), "g": (0, 200, 0), "b": (0, 0, 200)}
    row = Image.new("RGB", (400, 100))
    for at, colour in enumerate(colours.values()):
        row.paste(colour, (at * 100, 0, at * 100 + 100, 100))
    image = row.transpose(Image.Transpose.TRANSPOSE) if high else row
    image.save(tmp_path / "row.png")
    crop = (0.5, kept) if high else (kept, 0.5)
    photo = Photo(PurePosixPath("row.png"), "", *image.size, "四色", crop=crop)
    edition: Any = SimpleNamespace(photo_file=lambda one: tmp_path / one.file)
    made = covers.cut(edition, photo, (100, 200) if high else (200, 100))
    places = [(50, 50), (50, 150)] if high else [(50, 50), (150, 50)]
    nearest = [
        min(colours, key=lambda c: sum(abs(x - y) for x, y in zip(colours[c], seen, strict=True)))
        for seen in map(made.getpixel, places)
    ]
    assert "".join(nearest) == shown
