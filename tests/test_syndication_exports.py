"""An issue can be carried away as a book, a mail, and manuscripts for those who lay out paper."""

from __future__ import annotations

import email
import email.policy
import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import docx
import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.enum.style import WD_STYLE_TYPE
from ebooklib import ITEM_DOCUMENT, epub
from lxml import etree
from PIL import Image

import presses
from chromium import chromium
from copydesk.desk import edit
from copydesk.sources.reading import read_file
from edition.build import Build
from edition.model import Edition
from edition.tree import OutputTree
from machine import java, lacking
from manuscripts.manuscript import Style
from manuscripts.tagged import tagged
from manuscripts.word import document
from newsroom.kinds import Script
from newsroom.model import Issue
from newsroom.store import Store
from shares import share
from syndication import publish
from syndication.entries import Desk
from syndication.mail import letter, plain_text
from syndication.settings import SyndicationSettings
from test_syndication_newsroom import write_newsroom

SCRIPTS = [Script.HANS, Script.HANT]
NAME = "2013/09/30/yibin-tongxun-2013-09-30"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[Script, Edition]]]:
    folder = tmp_path_factory.mktemp("exports")
    content = write_newsroom(folder / "content", more_issues=1)
    with presses.editions(content, folder, ["syndication"]) as editions:
        with OutputTree(folder / "output") as tree:
            for edition in editions.values():
                publish(edition, tree)
            tree.commit()
        yield folder / "output", editions


def _file(built: tuple[Path, dict[Script, Edition]], script: Script, suffix: str) -> Path:
    root, editions = built
    return root / editions[script].addresses.file(NAME + suffix)


@pytest.mark.share(2)
@pytest.mark.parametrize("script", SCRIPTS)
def test_epubcheck_has_nothing_to_say_of_a_book(
    built: tuple[Path, dict[Script, Edition]], script: Script
) -> None:
    jar = next(
        (p for p in ("/usr/share/java/epubcheck.jar", "/usr/bin/epubcheck") if Path(p).exists()), ""
    )
    if not jar:
        lacking("epubcheck is not installed")
    command = [*java(), "-jar", jar, str(_file(built, script, ".epub"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings / 0 infos" in done.stdout + done.stderr
    assert done.returncode == 0


def test_axe_finds_no_barrier_in_a_book(
    built: tuple[Path, dict[Script, Edition]], tmp_path: Path
) -> None:
    for script in SCRIPTS:
        with zipfile.ZipFile(_file(built, script, ".epub")) as archive:
            archive.extractall(tmp_path / script.value)
    pages = sorted(tmp_path.rglob("*.xhtml"))
    assert len(pages) > 8
    pages = share(pages, 2)
    with chromium() as browser:
        page = browser.new_page()
        for path in pages:
            page.goto(path.as_uri())
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_book_holds_every_story_its_photos_and_a_way_to_each(
    built: tuple[Path, dict[Script, Edition]], script: Script
) -> None:
    edition = built[1][script]
    told = [item for item in edition.issues[-1].items if not item.retraction]
    with zipfile.ZipFile(_file(built, script, ".epub")) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        package = etree.fromstring(archive.read("EPUB/package.opf"))
        assert package.findtext(f".//{DC}language") == edition.language
        assert package.findtext(f".//{DC}identifier") == (
            f"tag:www.example.cn,2013:{script.value}/issue/2013-09-30"
        )
        properties = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
        assert properties["schema:accessibilityHazard"] == "none"
        assert re.fullmatch(r"2013-10-03T00:\d\d:\d\dZ", properties["dcterms:modified"] or "")
        contents = etree.fromstring(archive.read("EPUB/contents.xhtml"))
        ways = {a.text: a.get("href", "") for a in contents.iter(f"{XHTML}a")}
        for item in told:
            page = etree.fromstring(archive.read(f"EPUB/{ways[item.title]}"))
            assert page.get("{http://www.w3.org/XML/1998/namespace}lang") == edition.language
            assert page.findtext(f".//{XHTML}h1") == item.title
            for image in page.iter(f"{XHTML}img"):
                assert image.get("alt")
                picture = Image.open(io.BytesIO(archive.read(f"EPUB/{image.get('src')}")))
                assert picture.size == (int(image.get("width", 0)), int(image.get("height", 0)))
        lead = archive.read("EPUB/lead.xhtml").decode()
        assert 'href="notice.xhtml"' in lead
        assert 'href="lead.xhtml#s1"' in lead


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_message_has_the_parts_that_mail_programs_ask_for(
    built: tuple[Path, dict[Script, Edition]], script: Script
) -> None:
    edition = built[1][script]
    issue = edition.issues[-1]
    data = _file(built, script, ".eml").read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert message["Content-Language"] == edition.language
    name = re.escape(f"<2013-09-30.{script.value}.") + r"[0-9a-f]{12}@www\.example\.cn>"
    assert re.fullmatch(name, message["Message-ID"])
    assert message["List-Id"] == f"yibin-tongxun <yibin-tongxun.{script.value}.www.example.cn>"
    assert message["List-Unsubscribe"] is None
    assert message["Date"].datetime.isoformat() == "2013-09-30T08:00:00+08:00"
    assert message["From"].addresses[0].display_name == edition.house.name
    assert message["X-Unsent"] == "1"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    plain, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    assert html.get_content().replace("\r\n", "\n").strip() == (
        _file(built, script, "-mail.html").read_text(encoding="utf-8").strip()
    )
    for item in issue.items:
        for text in (plain.get_content(), html.get_content()):
            assert (item.title in text) is (item.retraction is None)


def test_a_letter_needs_no_style_sheet_and_no_script(
    built: tuple[Path, dict[Script, Edition]],
) -> None:
    text = _file(built, Script.HANT, "-mail.html").read_text(encoding="utf-8")
    assert len(text.encode()) < 102_000
    document = html5lib.parse(text, namespaceHTMLElements=False)
    assert document.get("lang") == "zh-Hant"
    names = {element.tag for element in document.iter()}
    assert not names & {"style", "link", "script", "figure", "svg", "form", "picture"}
    for element in document.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        if element.tag == "img":
            assert element.get("alt")
            assert int(element.get("width", 0)) <= 592
        if element.tag in {"a", "img"}:
            assert (element.get("href") or element.get("src")).startswith("https://")
        if element.tag in {"p", "td", "th"}:
            assert element.get("style")


def test_a_long_letter_gives_summaries_before_mail_programs_cut_it(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content")
    for number in range(12):
        text = f"第{number}篇很长，说的是村里的事。" * 300
        (content / "issues" / "2013-09-30" / f"zz-{number}.md").write_text(
            f"---\nkind: report\nsection: yaowen\nheadline: 长稿{number}\nsummary: 提要{number}。\n"
            f"---\n{text}\n",
            encoding="utf-8",
        )
    with presses.editions(content, tmp_path, ["syndication"]) as editions:
        from syndication.entries import Desk
        from syndication.mail import letter
        from syndication.settings import SyndicationSettings

        edition = editions[Script.HANS]
        made = letter(Desk(edition, SyndicationSettings()), edition.issues[0])
    assert len(made.encode()) < 102_000
    assert "提要9。" in made
    assert all(f"长稿{number}" in made for number in range(12))


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_document_of_word_names_its_styles_and_bears_the_photos(
    built: tuple[Path, dict[Script, Edition]], script: Script
) -> None:
    edition = built[1][script]
    document = docx.Document(str(_file(built, script, ".docx")))
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        assert paragraph.style is not None
        by_style.setdefault(str(paragraph.style.name), []).append(paragraph.text)
    told = [item for item in edition.issues[-1].items if not item.retraction]
    assert by_style[edition.set_text(Style.HEADLINE)] == [item.title for item in told]
    assert by_style[edition.set_text(Style.KICKER)] == [item.kicker for item in told if item.kicker]
    lead = next(item for item in told if item.id == "lead")
    assert by_style[edition.set_text(Style.CAPTION)] == [lead.photos[0].caption]
    assert len(document.inline_shapes) == 1
    assert document.element.xpath("//wp:docPr/@descr") == [lead.photos[0].alt]
    pushed = document.element.xpath("//wp:inline/@*[starts-with(name(), 'dist')]")
    assert pushed == ["0"] * 4  # LibreOffice moves a picture that does not say so by 9 points
    people = [cell.text for cell in document.tables[-1].columns[0].cells][1:]
    schedule = next(item.schedule for item in told if item.schedule)
    assert people == [row.person for row in schedule.rows]
    assert document.core_properties.title == f"{edition.house.name} 第28期"
    assert document.core_properties.modified.isoformat() == "2013-09-30T00:00:00+00:00"


@pytest.mark.parametrize("script", SCRIPTS)
def test_tagged_text_names_the_same_styles_as_the_document(
    built: tuple[Path, dict[Script, Edition]], script: Script
) -> None:
    data = _file(built, script, "-tagged.txt").read_bytes()
    assert data.startswith(b"\xff\xfe")
    first, *lines = data.decode("utf-16").removesuffix("\r\n").split("\r\n")
    assert first == "<UNICODE-WIN>"
    assert all(re.match(r"<ParaStyle:[^<>]+>", line) for line in lines)
    document = docx.Document(str(_file(built, script, ".docx")))
    named = {style.name for style in document.styles}
    assert {line[len("<ParaStyle:") : line.index(">")] for line in lines} <= named
    headline = built[1][script].set_text(Style.HEADLINE)
    told = [item for item in built[1][script].issues[-1].items if not item.retraction]
    assert [line for line in lines if line.startswith(f"<ParaStyle:{headline}>")] == [
        f"<ParaStyle:{headline}>{item.title}" for item in told
    ]


def test_what_was_taken_back_is_in_no_file(built: tuple[Path, dict[Script, Edition]]) -> None:
    for script in SCRIPTS:
        for suffix in (".epub", ".docx"):
            with zipfile.ZipFile(_file(built, script, suffix)) as archive:
                whole = b"".join(map(archive.read, archive.namelist())).decode("utf-8", "replace")
            assert "甲乙丙" not in whole
        assert "甲乙丙" not in _file(built, script, "-tagged.txt").read_text(encoding="utf-16")
        message = email.message_from_bytes(
            _file(built, script, ".eml").read_bytes(), policy=email.policy.default
        )
        assert all("甲乙丙" not in str(part.get_content()) for part in message.iter_parts())


WHOLE = {".xml", ".json", ".epub", ".eml", ".html", ".docx", ".txt"}


@pytest.mark.parametrize(
    ("said", "kept"), [({}, WHOLE), ({"recent": 1}, {".xml", ".json", ".epub"})]
)
def test_an_old_issue_keeps_its_files_unless_the_settings_say_how_many_do(
    tmp_path: Path, said: dict[str, int], kept: set[str]
) -> None:
    """An address once published stays."""
    content = write_newsroom(tmp_path / "content", more_issues=2)
    options = {"syndication": said}
    with (
        presses.editions(content, tmp_path, ["syndication"], options=options) as editions,
        OutputTree(tmp_path / "output") as tree,
    ):
        publish(editions[Script.HANS], tree)
        tree.commit()
    names = {path.suffix for path in (tmp_path / "output" / "2013/09/30").iterdir()}
    assert names == kept
    newest = {path.suffix for path in (tmp_path / "output" / "2013/10/14").iterdir()}
    assert newest == WHOLE


def _one(tmp_path: Path, files: dict[str, str]) -> tuple[Desk, Issue]:
    """The desk and the issue of a newsroom of one issue with some more items; tmp_path: empty."""
    content = write_newsroom(tmp_path / "content")
    for name, text in files.items():
        (content / "issues/2013-09-30" / f"{name}.md").write_text(text, encoding="utf-8")
    work = presses.job(content, tmp_path, ["syndication"])
    build = Build(work)
    with Store(work.cache / "store.sqlite3") as store:
        edition = build.prepare(store)[0]
    return Desk(edition, SyndicationSettings()), edition.issues[0]


def _story(headline: str, body: str, **more: str) -> str:
    head = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\nkind: report\nsection: yaowen\nheadline: {headline}\n{head}---\n{body}\n"


def test_a_letter_is_as_wide_as_the_frame_it_is_shown_in(
    built: tuple[Path, dict[Script, Edition]],
) -> None:
    path = _file(built, Script.HANS, "-mail.html")
    with chromium() as browser:
        for width in (320, 414, 600, 1000):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(path.as_uri())
            wide = page.evaluate("document.scrollingElement.scrollWidth")
            assert wide <= width
            sheet = "document.querySelectorAll('table[role=presentation]')[1]"
            assert page.evaluate(f"{sheet}.getBoundingClientRect().width") == min(640, width - 16)
            page.close()


def test_a_story_too_long_for_a_letter_leaves_room_for_the_short_ones(tmp_path: Path) -> None:
    long = _story("长篇", "这一篇很长，说的是村里的事。" * 2500, summary="长篇的提要。", rank="1")
    told = {"summary": "短篇的提要。"}  # else the text would be its own
    short = {f"short-{n}": _story(f"短篇{n}", f"短篇{n}的全文在此。", **told) for n in range(5)}
    desk, issue = _one(tmp_path, {"long": long, **short})
    made = letter(desk, issue)
    assert len(made.encode()) < 102_000
    assert "长篇的提要。" in made
    assert all(f"短篇{n}的全文在此。" in made for n in range(5))


@pytest.mark.share(2)
@pytest.mark.parametrize("count", [70, 300])
def test_a_letter_of_many_notices_is_not_cut_by_mail_programs(tmp_path: Path, count: int) -> None:
    summary = "一句提要说清这则公告讲的是什么事。" * 8
    notices = {
        f"n-{n}": _story(f"第{n:03d}则公告", f"公告{n}的正文。" * 60, summary=summary)
        for n in range(count)
    }
    desk, issue = _one(tmp_path, notices)
    made = letter(desk, issue)
    assert len(made.encode()) < 102_000
    shown = len(set(re.findall(r"第\d{3}则公告", made)))
    left = re.search(r"本期另有(\d+)篇", made)
    told = sum(item.retraction is None for item in issue.items)
    assert made.count("<h2") + (int(left.group(1)) if left else 0) == told
    assert shown == count or left


def test_a_number_before_a_heading_stands_apart_from_it(tmp_path: Path) -> None:
    desk, issue = _one(tmp_path, {"numbered": _story("编号", "前文。\n\n## 3 20个项目\n\n后文。")})
    item = next(item for item in issue.items if item.id == "numbered")
    text = re.sub(r"<[^>]*>", "", desk.content(item))
    assert "3 20个项目" in text
    assert "320个项目" not in "".join([letter(desk, issue), plain_text(desk, issue), text])


def test_a_link_is_kept_where_nothing_can_be_clicked(tmp_path: Path) -> None:
    form = "https://forms.example.org/apply"
    body = f"请填[申请表]({form})，见[头条](lead.md)；又www.example.org、bianji@example.org？"
    desk, issue = _one(tmp_path, {"form": _story("申请", body)})
    assert f"申请表（{form}）" in plain_text(desk, issue)
    assert "；又www.example.org、bianji@example.org？" in plain_text(desk, issue)
    assert f"申请表（{form}）" in tagged(desk.edition, issue).decode("utf-16")
    with zipfile.ZipFile(io.BytesIO(document(desk.edition, issue))) as archive:
        relations = etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        whole = etree.fromstring(archive.read("word/document.xml"))
    names = {one.get("Target"): one.get("Id") for one in relations}
    office = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    linked = {
        one.get(f"{office}id"): "".join(one.itertext()) for one in whole.iter(f"{W}hyperlink")
    }
    assert linked[names[form]] == "申请表"
    assert linked[names["https://www.example.cn/2013/09/30/lead/"]] == "头条"


def test_a_document_of_word_is_of_this_country(built: tuple[Path, dict[Script, Edition]]) -> None:
    for script, language in ((Script.HANS, "zh-CN"), (Script.HANT, "zh-TW")):
        made = docx.Document(str(_file(built, script, ".docx")))
        (section,) = made.sections
        size = [
            None if side is None else round(side.mm)
            for side in (section.page_width, section.page_height)
        ]
        assert size == [210, 297]
        (spoken,) = made.styles.element.xpath("w:docDefaults//w:lang")
        assert (spoken.get(f"{W}val"), spoken.get(f"{W}eastAsia")) == (language, language)


def test_a_document_of_word_has_no_looks_of_tables_that_nobody_asked_for(
    built: tuple[Path, dict[Script, Edition]],
) -> None:
    path = _file(built, Script.HANS, ".docx")
    made = docx.Document(str(path))
    tables = {one.name for one in made.styles if one.type == WD_STYLE_TYPE.TABLE}
    assert tables == {"Normal Table", "Table Grid"}
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert len(names) == len(set(names))
        assert {
            name for name in names if "Effects" in name or name.startswith("customXml")
        } == set()
        (picture,) = (one for one in archive.infolist() if one.filename.endswith(".jpg"))
        assert picture.compress_size == picture.file_size  # a JPEG is compressed already
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        said = {one.get("Extension"): one.get("ContentType") for one in types}
        assert said["jpg"] == "image/jpeg"


def test_a_photo_is_the_same_whoever_was_first_to_ask_for_it(tmp_path: Path) -> None:
    """Books ask before the site does; of a photo that stands there they take the site's file."""
    content = write_newsroom(tmp_path / "content")
    rooms, plain = ["syndication", "website"], {"website": {"cards": False}}

    def photos(root: Path) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in root.rglob("photos/*")}

    def in_the_book(root: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(root / f"{NAME}.epub") as archive:
            names = (name for name in archive.namelist() if name.startswith("EPUB/images/"))
            return {Path(name).name: archive.read(name) for name in names}

    alone, _ = presses.built(content, tmp_path / "alone", ["website"], options=plain)
    both, _ = presses.built(content, tmp_path / "both", rooms, options=plain)
    assert len(photos(alone)) >= 3
    assert photos(both) == photos(alone)
    first = in_the_book(both)
    assert first
    assert first.items() <= photos(both).items()
    lead = content / "issues" / "2013-09-30" / "lead.md"
    lead.write_text(f"{lead.read_text(encoding='utf-8')}\n后来又有消息。\n", encoding="utf-8")
    presses.built(content, tmp_path / "both", rooms, options=plain)
    assert in_the_book(both) == first


def test_the_desk_reads_a_document_back_as_the_stories_it_was_made_of(
    built: tuple[Path, dict[Script, Edition]],
) -> None:
    issue = built[1][Script.HANS].issues[-1]
    path = _file(built, Script.HANS, ".docx")
    pieces = edit(read_file(path), day=issue.day).pieces
    found = {piece.headline.text: piece.kicker.text for piece in pieces}
    told = {item.title: item.kicker for item in issue.items if item.retraction is None}
    assert told.items() <= found.items()


def test_a_library_of_books_reads_every_page(built: tuple[Path, dict[Script, Edition]]) -> None:
    for script in SCRIPTS:
        book = epub.read_epub(str(_file(built, script, ".epub")))
        pages = [page.get_content() for page in book.get_items_of_type(ITEM_DOCUMENT)]
        assert len(pages) > 4
        assert sum(b"<p>" in page for page in pages) >= len(pages) - 2  # the cover and the contents
        assert not any(b"<html:" in page for page in pages)
