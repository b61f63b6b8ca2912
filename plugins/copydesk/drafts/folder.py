"""A draft folder: items in Markdown with full front matter, tables as CSV, pictures beside.

All of it is made before any of it is written, and nothing that is there is overwritten.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import Any

from copydesk.codes import DeskCode, refused
from copydesk.doubts.kinds import GUESSED
from copydesk.drafts.escaping import escaped, literal
from copydesk.drafts.frontmatter import front_matter
from copydesk.drafts.markdown import body_of, briefs_of
from copydesk.drafts.names import item_ids
from copydesk.drafts.places import captions_of, places_of
from copydesk.drafts.schedules import schedule_of, table_csv
from copydesk.drafts.sections import section_for
from copydesk.fields.author import Author
from copydesk.piece import Piece
from copydesk.sheet import Offsets, Picture
from copydesk.sources.bundle import number_of
from copydesk.work import Work
from newsroom.kinds import Kind
from newsroom.placeholders import NO_ALT, NO_BODY, QUERY, UNTITLED

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One file of a draft folder. name: beside the others, no folders."""

    name: str
    data: bytes


def day_of(folder: Path) -> date | None:
    """The day of an issue's folder, `content/issues/2013-10-08`; None for any other."""
    match = _DAY.fullmatch(folder.name)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Draft:
    """One item with what belongs to it. files: its own text first, then its table and photos."""

    id: str
    files: tuple[DraftFile, ...]


def draft_files(
    work: Work,
    sections: Mapping[str, str],
    day: date | None = None,
    ids: Sequence[str] = (),
) -> list[DraftFile]:
    """The files of one work; arguments as of `drafts_of`."""
    return [file for draft in drafts_of(work, sections, day, ids) for file in draft.files]


def drafts_of(
    work: Work,
    sections: Mapping[str, str],
    day: date | None = None,
    ids: Sequence[str] = (),
) -> list[Draft]:
    """The drafts of one work. day: of the issue they are for; ids: of its pieces, one each.

    sections: of the paper, name by id.
    """
    found: list[Draft] = []
    pictures = _pictures_by_piece(work)
    queries, offsets = _queries_by_piece(work), Offsets(work.sheet)
    for at, (piece, identifier) in enumerate(
        zip(work.pieces, ids or item_ids(work.pieces), strict=True)
    ):
        asked, taken_with = queries.get(at, []), pictures.get(at, [])
        files = _item(piece, identifier, taken_with, offsets, day, asked, sections)
        found.append(Draft(identifier, tuple(files)))
    return found


def _queries_by_piece(work: Work) -> dict[int, list[str]]:
    """For each piece what an editor must look at before it is published, one paragraph each.

    What a placeholder says already (no headline, no text) is not asked again.
    """
    begins = sorted((piece.line, at) for at, piece in enumerate(work.pieces))
    lines = [line for line, _ in begins]
    last = [0, *accumulate((at for _, at in begins), max)]
    found: dict[int, list[str]] = {}
    for doubt in work.doubts:
        if doubt.kind in GUESSED and work.pieces:
            home = last[bisect_right(lines, doubt.line)]
            quoted = "".join(each for each in doubt.where if each.isprintable())
            where = f"“{quoted}”" if quoted else ""
            query = f"{QUERY}原稿第{doubt.line}行{where}，{doubt.reason}。核对后删去这一段）"
            found.setdefault(home, []).append(escaped(query))
    return found


def write_new(folder: Path, files: Sequence[DraftFile]) -> list[Path]:
    """Write files into a folder; raises CopyRefusedError, having written none, if one exists."""
    for file in files:
        if (folder / file.name).exists():
            what = f"{file.name} 已经在文件夹 {folder.as_posix()} 里"
            cure = "请换一个文件夹，或先移走它；草稿不会覆盖已有的文件"
            raise refused((folder / file.name).as_posix(), DeskCode.EXISTS, what, cure)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for file in files:
        path = folder / file.name
        with path.open("xb") as stream:
            stream.write(file.data)
        written.append(path)
    return written


def free_folder(folder: Path) -> Path:
    """A folder of that name that does not exist yet: drafts/page, drafts/page-2, …"""
    found, again = folder, 2
    while found.exists():
        found, again = folder.with_name(f"{folder.name}-{again}"), again + 1
    return found


def _item(
    piece: Piece,
    identifier: str,
    pictures: Sequence[Picture],
    offsets: Offsets,
    day: date | None,
    queries: Sequence[str],
    sections: Mapping[str, str],
) -> list[DraftFile]:
    files: list[DraftFile] = []
    section = section_for(piece.kind, sections, piece.section)
    matter: dict[str, Any] = {"kind": piece.kind.value, "section": section}
    matter |= {
        key: text.text
        for key, text in (
            ("kicker", piece.kicker),
            ("headline", piece.headline),
            ("deck", piece.deck),
            ("dateline", piece.dateline),
        )
        if text
    }
    matter.setdefault("headline", UNTITLED)
    figures = [figure for text in piece.figures if (figure := _figure(text.text))]
    if figures:
        matter["figures"] = figures
    if piece.quote:
        matter["quote"] = piece.quote.text
    by_paragraph = piece.kind is Kind.BRIEF
    authors = [
        author
        for author, place in zip(piece.authors, piece.signed, strict=True)
        if not by_paragraph or place < 0
    ]
    if authors:
        matter["bylines"] = [_credit(author) for author in authors]
    photos, loose = _photos(piece, identifier, pictures, offsets)
    if photos:
        matter["photos"] = [entry for entry, _ in photos]
        files += [file for _, file in photos]
    told: frozenset[int] = frozenset()
    in_body = bool(piece.table)
    if piece.table:
        table = DraftFile(f"{identifier}.csv", table_csv(piece))
        schedule = schedule_of(piece, table.data, day)
        if schedule:
            files.append(table)
            matter["table"] = table.name
            matter["schedule"], told, in_body = schedule.matter, schedule.told, False
            matter["kind"] = Kind.SCHEDULE.value
            kept = (subhead for subhead in piece.subheads if not subhead.of_table)
            piece = replace(piece, subheads=tuple(kept))  # the table itself has its title
    if piece.kind is Kind.SCHEDULE and "schedule" not in matter:
        matter["kind"] = Kind.NOTICE.value
    matter["script"] = piece.script.value
    matter["status"] = "draft"
    if by_paragraph:
        body = briefs_of(piece, loose)
    else:
        names = [entry["file"] for entry, _ in photos]
        placed = places_of(piece, dict(zip(names, pictures, strict=True)), offsets)
        body = body_of(piece, left_out=told, loose=loose, table=in_body, photos=placed)
    front = front_matter(_literal(matter))
    if not body and not photos and "schedule" not in matter:
        body = NO_BODY
    body = "\n\n".join(filter(None, [*queries, body]))
    text = f"---\n{front}---\n{body}\n"
    return [DraftFile(f"{identifier}.md", text.encode("utf-8", "replace")), *files]


_FIGURE = re.compile(r"(?P<value>[\d.,]+)(?P<unit>[^\d ]{0,8}) (?P<label>.+)")


def _figure(text: str) -> dict[str, str]:
    """One number of the 数读 strip as front matter has it; nothing where it is none."""
    match = _FIGURE.fullmatch(text)
    return {key: value for key, value in match.groupdict().items() if value} if match else {}


def _literal(matter: Any) -> Any:
    """Front matter with every text in it as it is to be printed."""
    if isinstance(matter, dict):
        return {key: _literal(value) for key, value in matter.items()}
    if isinstance(matter, list):
        return [_literal(value) for value in matter]
    return literal(matter) if isinstance(matter, str) else matter


def _credit(author: Author) -> dict[str, str]:
    given = {
        "name": author.name.text,
        "role": author.role,
        "organisation": author.organisation,
        "work": author.work if author.work != author.role else "",
    }
    return {key: value for key, value in given.items() if value}


def _photos(
    piece: Piece, identifier: str, pictures: Sequence[Picture], offsets: Offsets
) -> tuple[list[tuple[dict[str, Any], DraftFile]], list[str]]:
    """Pictures with the captions that go with them, in order; and captions left without one."""
    photos: list[tuple[dict[str, Any], DraftFile]] = []
    captions = captions_of(piece, pictures, offsets)
    for number, (picture, caption) in enumerate(zip(pictures, captions, strict=True), 1):
        suffix = PurePosixPath(picture.name).suffix.lower() or ".jpg"
        name = f"{identifier}-{number}{suffix}"
        entry: dict[str, Any] = {"file": name, "alt": picture.alt or NO_ALT}
        if caption:
            entry["alt"] = picture.alt or caption.text.text or NO_ALT
            if caption.text:
                entry["caption"] = caption.text.text
            if caption.credits:
                entry["credit"] = [_credit(author) for author in caption.credits]
        photos.append((entry, DraftFile(name, picture.data)))
    loose = []
    for caption in (each for each in piece.captions if each not in captions):
        names = " ".join(f"{author.name.text} {author.role}".strip() for author in caption.credits)
        loose.append(escaped(f"（图片说明）{caption.text.text}{f'（{names}）' if names else ''}"))
    return photos, loose


def _pictures_by_piece(work: Work) -> dict[int, list[Picture]]:
    """For each piece the pictures that stand behind its first words in the raw copy.

    A picture with no place in the copy goes with the caption of its number, or of its order.
    """
    found: dict[int, list[Picture]] = {}
    if not work.pieces:
        return found
    captions = [
        (number_of(caption.marker.text) or order, home)
        for order, (home, caption) in enumerate(
            ((at, each) for at, piece in enumerate(work.pieces) for each in piece.captions), 1
        )
    ]
    numbers = [line.number for line in work.sheet.lines]
    loose = 0
    for picture in work.sheet.pictures:
        if not _is_picture(picture.data):
            continue
        if picture.after < 0:
            loose += 1
            wanted = number_of(picture.name)
            wanted = wanted if any(wanted == number for number, _ in captions) else loose
            home = next((at for number, at in captions if number == wanted), 0)
        else:
            place = numbers[min(picture.after, len(numbers) - 1)] if numbers else 0
            home = max((at for at, p in enumerate(work.pieces) if p.line <= place), default=0)
        found.setdefault(home, []).append(picture)
    return found


def _is_picture(data: bytes) -> bool:
    """Whether bytes begin as JPEG, PNG or WebP does."""
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    )
