"""The same copy in another guise gives the same items: encodings, blank lines, pages, Word."""

from __future__ import annotations

import html
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "copydesk"))

from copydesk.answer import answer
from copydesk.decoding import decode
from copydesk.desk import edit
from copydesk.lexicon import width
from copydesk.sources.reading import read_copy
from grading import Score, grade

FOLDER = Path(__file__).parent / "copydesk"
COLUMNS = 44
NO_LINE_BEGINS_WITH = "，。；：！？、”）"

# Copy that says something by its own lines, columns or bytes, which another guise takes away.
SET = (
    "aligned",
    "wrap",
    "column",
    "damaged",
    "verse",
    "pinyin",
    "circular",
    "pdf",
    "spread",
    "school",
)
NAMES = sorted(
    path.name
    for path in (FOLDER / "raw").glob("*.txt")
    if not any(word in path.name for word in SET)
)


def as_word(text: str) -> bytes:
    from docx import Document

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_page(text: str) -> bytes:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body>{body}</body></html>".encode()


def as_broken_lines(text: str) -> bytes:
    body = "<br>".join(html.escape(line) for line in text.split("\n"))
    return f'<html><body><div class="content">{body}</div></body></html>'.encode()


def wrapped(text: str) -> bytes:
    """Long lines indented and cut at one width, as old mail programs did."""
    lines: list[str] = []
    for line in text.split("\n"):
        whole = "\u3000\u3000" + line.strip() if len(line.strip()) > 34 else line
        cut = ""
        for character in whole:
            if width(cut + character) > COLUMNS and character not in NO_LINE_BEGINS_WITH:
                lines.append(cut)
                cut = ""
            cut += character
        lines.append(cut)
    return "\n".join(lines).encode()


def as_traditional(text: str) -> str:
    from hanzi.engines import opencc

    return opencc("s2t")(text)


GUISES: dict[str, tuple[str, Callable[[str], bytes], float]] = {
    "legacy": ("a.txt", lambda text: text.replace("\n", "\r\n").encode("gb18030"), 0.99),
    "wide": ("a.txt", lambda text: text.encode("utf-16"), 0.99),
    "spread": ("a.txt", lambda text: text.replace("\n", "\n\n").encode(), 0.95),
    "word": ("a.docx", as_word, 0.95),
    "page": ("a.html", as_page, 0.9),
    "breaks": ("a.html", as_broken_lines, 0.9),
    "wrapped": ("a.txt", wrapped, 0.9),
}


@pytest.mark.share(2)
@pytest.mark.parametrize("guise", GUISES)
def test_copy_in_another_guise_is_the_same_copy(guise: str) -> None:
    name, dress, least = GUISES[guise]
    score = Score()
    for raw in NAMES:
        text = decode(raw, (FOLDER / "raw" / raw).read_bytes()).text
        gold = json.loads((FOLDER / "gold" / f"{raw.split('.')[0]}.json").read_text("utf-8"))
        work = edit(read_copy(name, dress(text)))
        assert not work.unaccounted()
        grade({**answer(work), "doubts": []}, {**gold, "doubts": []}, score)
    for asked in ("headline", "paragraph", "field", "keep"):
        assert score.share(asked) >= least, (asked, score.faults)


def test_traditional_copy_is_read_like_simplified() -> None:
    score = Score()
    for raw in NAMES:
        text = decode(raw, (FOLDER / "raw" / raw).read_bytes()).text
        path = FOLDER / "gold" / f"{raw.split('.')[0]}.json"
        gold = json.loads(as_traditional(path.read_text("utf-8")))
        for piece in gold["pieces"]:
            piece["script"] = "hant"
        work = edit(read_copy(raw, as_traditional(text).encode()))
        grade({**answer(work), "doubts": []}, {**gold, "doubts": []}, score)
    for asked in ("headline", "paragraph", "field", "junk", "keep"):
        assert score.share(asked) >= 0.98, (asked, score.faults)


@pytest.mark.share(2)
@pytest.mark.parametrize("blanks", [2, 3])
def test_two_copies_one_after_the_other_are_the_items_of_both(blanks: int) -> None:
    letters = ("mail", "card", "portal", "posting", "jump", "page", "half")
    names = [name for name in NAMES if not any(word in name for word in letters)]
    score = Score()
    for first, second in zip(names, names[1:] + names[:1], strict=True):
        texts = [
            decode(raw, (FOLDER / "raw" / raw).read_bytes()).text.strip("\n")
            for raw in (first, second)
        ]
        golds = [
            json.loads((FOLDER / "gold" / f"{raw.split('.')[0]}.json").read_text("utf-8"))
            for raw in (first, second)
        ]
        gold = {
            "pieces": [piece for each in golds for piece in each["pieces"]],
            "junk": [],
            "keep": [],
            "doubts": [],
        }
        work = edit(read_copy("a.txt", ("\n" * (blanks + 1)).join(texts).encode()))
        grade({**answer(work), "doubts": []}, gold, score)
    for asked in ("headline", "paragraph", "field", "pieces"):
        assert score.share(asked) >= 0.92, (asked, score.faults)
