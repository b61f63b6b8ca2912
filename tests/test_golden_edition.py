"""A small edition as every publisher makes it, to be read in a diff.

After a change that is meant: GOLDEN=accept scripts/test tests/test_golden_edition.py, then read
the diff of tests/golden/expected before committing it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pypdfium2
import pytest

from presses import built

GOLDEN = Path(__file__).parent / "golden"
# the digest in the name of a style sheet or script: a change of it is read in the theme
ASSET = re.compile(r"(assets/\w+)-[0-9a-f]{8}\.")
# path in the output → what it shows
SHOWN = {
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
    if path.suffix != ".pdf":
        return ASSET.sub(r"\1-12345678.", path.read_bytes().decode())
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n\f\n".join(page.get_textpage().get_text_range() for page in pdf) + "\n"


@pytest.mark.parametrize("path", SHOWN, ids=SHOWN.values())
def test_the_golden_edition_is_as_it_was(output: Path, path: str) -> None:
    made = readable(output / path).replace("\r\n", "\n")
    expected = GOLDEN / "expected" / f"{path}{'.txt' if path.endswith('.pdf') else ''}"
    if os.environ.get("GOLDEN") == "accept":
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")
