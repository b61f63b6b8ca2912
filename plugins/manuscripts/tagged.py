r"""An issue as tagged text: plain text that page layout programs place with their styles.

The form is that of InDesign (Adobe, "Tagged Text", UNICODE-WIN): UTF-16 with a mark of its byte
order, paragraphs that name their style, and `\`, `<`, `>` escaped. Any text editor opens it. Of a
photo stands the way to its file, from the folder where the text lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from edition.model import Edition
from manuscripts.manuscript import Grid, Line, Part, Picture, Style, manuscript, with_addresses
from manuscripts.words import legal
from newsroom.model import Issue, Photo
from newsroom.runs import Run, Runs, plain

STRONG, MARKED = "强调", "标亮"


def tagged(
    edition: Edition,
    issue: Issue,
    named: Callable[[Photo], str] | None = None,
    parts: Iterable[Part] | None = None,
) -> bytes:
    """The issue as tagged text, in the names of styles that the document of Word has too.

    named: the file of a photo, as seen from where the text lies; its own name where there is none.
    parts: the manuscript of the issue, for who has it already.
    """
    parts = parts or manuscript(edition, issue)
    lines = ["<UNICODE-WIN>", *_lines(edition, parts, named or _name)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode("utf-16-le")


def _lines(edition: Edition, parts: Iterable[Part], file: Callable[[Photo], str]) -> Iterator[str]:
    named, site = edition.set_text, edition.house.site
    for part in parts:
        match part:
            case Line(style):
                shown = with_addresses(part.marked, site)
                yield _paragraph(named(style), shown, named)
            case Picture(photo):
                yield _paragraph(named(Style.PHOTO), (Run(f"[{file(photo)}] {photo.alt}"),), named)
            case Grid(header, rows):
                for row in (header, *rows) if header else rows:
                    shown_cells = (plain(with_addresses(cell, site)) for cell in row)
                    cells = "\t".join(map(_escaped, shown_cells))
                    yield f"<ParaStyle:{named(Style.CELL)}>{cells}"


def _name(photo: Photo) -> str:
    return photo.file.name


def _paragraph(style: str, runs: Runs, named: Callable[[str], str]) -> str:
    return f"<ParaStyle:{style}>" + "".join(_run(run, named) for run in runs)


def _run(run: Run, named: Callable[[str], str]) -> str:
    """A run in its looks: one of them may be a style of characters, the others are faces."""
    text = _escaped(run.text)
    if run.deleted:
        text = f"<cStrikethru:1>{text}<cStrikethru:>"
    face = " ".join(
        name
        for name, has_face in (("Bold", run.strong and run.marked), ("Italic", run.emphasis))
        if has_face
    )
    if face:
        text = f"<cTypeface:{face}>{text}<cTypeface:>"
    style = MARKED if run.marked else STRONG if run.strong else ""
    return f"<CharStyle:{named(style)}>{text}<CharStyle:>" if style else text


def _escaped(text: str) -> str:
    """The text on one line: a break within a paragraph is the format's own."""
    for char in "\\<>":
        text = text.replace(char, f"\\{char}")
    return legal(text).replace("\r", "").replace("\n", "<0x000A>")
