r"""An issue as tagged text: plain text that page layout programs place with their styles.

The form is that of InDesign (Adobe, "Tagged Text", UNICODE-WIN): UTF-16 with a mark of its byte
order, paragraphs that name their style, and `\`, `<`, `>` escaped. Any text editor opens it.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsroom.blocks import Run, Runs, plain
from newsroom.model import Issue
from syndication.entries import Desk
from syndication.manuscript import Grid, Line, Picture, Style, manuscript, with_addresses
from syndication.words import legal

STRONG = "强调"


def tagged(desk: Desk, issue: Issue) -> bytes:
    """The issue as tagged text, in the names of styles that the document of Word has too."""
    lines = ["<UNICODE-WIN>", *_lines(desk, issue)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-16-le")


def _lines(desk: Desk, issue: Issue) -> Iterator[str]:
    named, site = desk.edition.set_text, desk.edition.house.site
    for part in manuscript(desk, issue):
        match part:
            case Line(style, runs):
                yield _paragraph(named(style), with_addresses(runs, site), named(STRONG))
            case Picture(photo):
                name = f"[{photo.file.name}] {photo.alt}"
                yield _paragraph(named(Style.NOTE), (Run(name),))
            case Grid(header, rows):
                for row in (header, *rows) if header else rows:
                    shown = (plain(with_addresses(cell, site)) for cell in row)
                    cells = "\t".join(map(_escaped, shown))
                    yield f"<ParaStyle:{named(Style.CELL)}>{cells}"


def _paragraph(style: str, runs: Runs, strong: str = "") -> str:
    return f"<ParaStyle:{style}>" + "".join(_run(run, strong) for run in runs)


def _run(run: Run, strong: str) -> str:
    text = _escaped(run.text)
    if run.deleted:
        text = f"<cStrikethru:1>{text}<cStrikethru:>"
    return f"<CharStyle:{strong}>{text}<CharStyle:>" if run.strong and strong else text


def _escaped(text: str) -> str:
    """The text on one line: a break within a paragraph is the format's own."""
    for char in "\\<>":
        text = text.replace(char, f"\\{char}")
    return legal(text).replace("\r", "").replace("\n", "<0x000A>")
