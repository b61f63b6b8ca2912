"""A small edition as every publisher makes it, to be read in a diff.

After a change that is meant: GOLDEN=accept scripts/test tests/test_golden_edition.py, then read
the diff of tests/golden/expected before committing it.
"""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF16_LE
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from boxes import drawn
from presses import built

GOLDEN = Path(__file__).parent / "golden"
# the digest in the name of a style sheet or script: a change of it is read in the theme
ASSET = re.compile(r"(assets/\w+)-[0-9a-f]{8}\.")
DIGEST = re.compile(r"-[0-9a-f]{8}\.")
PACKED = {".epub", ".docx"}
WRITTEN = re.compile(r"(?:xhtml|opf|ncx|document\.xml|core\.xml|document\.xml\.rels)$")
# path in the output → what it shows
SHOWN = {
    "index.html": "home",
    "404.html": "no page",
    "2013/10/09/index.html": "issue",
    "2013/10/09/park/index.html": "item with everything",
    "2013/10/09/rumour/index.html": "retracted",
    "2013/10/08/park-open/index.html": "moved",
    "2013/10/08/reception/index.html": "schedule",
    "2013/10/08/p1/index.html": "page as printed",
    "hant/section/minsheng/index.html": "section",
    "archive/2013/10/index.html": "archive",
    "reception/index.html": "all schedules",
    "search/index.html": "search page",
    "about/index.html": "page",
    "atom.xml": "Atom",
    "hant/feed.json": "JSON Feed",
    "sitemap.xml": "sitemap",
    "reception/2013-10-09-reception-again.ics": "schedule that corrects one",
    "2013/10/09/yibin-tongxun-2013-10-09.pdf": "press of another issue",
    "2013/10/09/layout.json": "layout",
    "2013/10/09/yibin-tongxun-2013-10-09-tagged.txt": "tagged text",
    "2013/10/09/yibin-tongxun-2013-10-09-mail.html": "mail",
    "2013/10/09/yibin-tongxun-2013-10-09.epub": "book",
    "2013/10/09/yibin-tongxun-2013-10-09.docx": "Word",
    "data/2013-10-09.json": "data",
    "reception/changes/index.html": "changed schedules",
    "2013/10/08/lead/index.html": "website",
    "hant/2013/10/08/lead/index.html": "website in the other script",
    "feed.xml": "syndication",
    "hant/reception/2013-10-08-reception.ics": "reception",
    "search/meta.json": "search",
    "hant/2013/10/08/yibin-tongxun-2013-10-08.pdf": "press",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden content, built."""
    folder = tmp_path_factory.mktemp("golden")
    return built(GOLDEN / "content", folder, house_name="小报")[0]


def readable(path: Path) -> str:
    """A published file as text."""
    if path.suffix in PACKED:
        with ZipFile(path) as packed:
            parts = [name for name in packed.namelist() if WRITTEN.search(name)]
            return "\n".join(f"@@ {name}\n{packed.read(name).decode()}" for name in parts) + "\n"
    if path.suffix != ".pdf":
        data = path.read_bytes()
        text = data.decode("utf-16" if data.startswith(BOM_UTF16_LE) else "utf-8")
        return ASSET.sub(r"\1-12345678.", text)
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n\f\n".join(page.get_textpage().get_text_range() for page in pdf) + "\n"


def as_it_was(made: str, name: str) -> None:
    expected = GOLDEN / "expected" / name
    if os.environ.get("GOLDEN") == "accept":
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHOWN, ids=SHOWN.values())
def test_the_golden_edition_is_as_it_was(output: Path, path: str) -> None:
    made = readable(output / path).replace("\r\n", "\n")
    as_it_was(made, f"{path}{'.txt' if Path(path).suffix in {'.pdf', *PACKED} else ''}")


@pytest.mark.parametrize("path", [path for path in SHOWN if path.endswith(".pdf")])
def test_everything_stands_where_it_stood_on_paper(output: Path, path: str) -> None:
    as_it_was(drawn((output / path).read_bytes()), f"{path}.boxes.txt")


def test_the_same_files_are_published(output: Path) -> None:
    files = (path for path in output.rglob("*") if path.is_file())
    names = sorted(path.relative_to(output).as_posix() for path in files)
    as_it_was("".join(f"{DIGEST.sub('-12345678.', name)}\n" for name in names), "files.txt")
