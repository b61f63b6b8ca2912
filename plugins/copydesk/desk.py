"""The desk: one file of raw copy through all its rules, to pieces, doubts and the log."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from copydesk.blocks.cells import gather_cells
from copydesk.blocks.crossheads import mark_crossheads, mark_grades, part_run_ins
from copydesk.blocks.cues import read_cues
from copydesk.blocks.days import mark_days
from copydesk.blocks.labels import (
    bare_titles,
    part_datelines,
    part_items,
    part_numbers,
    part_topics,
    read_labels,
)
from copydesk.blocks.papers import join_titles
from copydesk.blocks.tables import Table, find_tables
from copydesk.blocks.verse import mark_verse
from copydesk.blocks.vertical import join_letters
from copydesk.changes import ChangeLog, Decisions
from copydesk.doubts import find_doubts
from copydesk.doubts.kinds import GUESSED, DoubtKind, Words
from copydesk.doubts.settled import unsettled
from copydesk.doubts.unreadable import turned
from copydesk.fields.led import mark_counted, mark_led, mark_pictured
from copydesk.fields.shown import (
    mark_credited,
    mark_entries,
    mark_shown,
    mark_twice,
    part_captions,
    unframe,
)
from copydesk.furniture.behind import clear_behind
from copydesk.furniture.captured import clear_captured
from copydesk.furniture.chats import clear_chats
from copydesk.furniture.contacts import clear_contacts
from copydesk.furniture.contents import clear_contents
from copydesk.furniture.mail import clear_letter, clear_mail, is_letter, is_mail
from copydesk.furniture.pages import clear_jumps, clear_pages
from copydesk.furniture.pagetitles import has_told_title, is_taken, mark_quoted, part_posted
from copydesk.furniture.pasted import cut_page, pasted_page
from copydesk.furniture.pictureplaces import clear_picture_places
from copydesk.furniture.refrains import drop_refrains
from copydesk.furniture.stamps import as_title, posted_titles
from copydesk.furniture.tops import cut_top, read_top
from copydesk.furniture.twins import drop_page_title, drop_twin_title
from copydesk.furniture.watermarks import drop_watermarks
from copydesk.furniture.web import clear, is_pasted_article, mark_story
from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import width
from copydesk.mending.characters import close_up, mend_characters, open_up
from copydesk.mending.lostmarks import lost_marks_in, mend_lost_indent, mend_lost_quotes
from copydesk.mending.measures import even_blanks, measure_of
from copydesk.mending.pinyin import mend_pinyin
from copydesk.mending.punctuation import mend_full_stops, mend_punctuation, uses_ascii_stops
from copydesk.mending.wraps import join_columns, mark_tails, unwrap
from copydesk.pieces import Divider
from copydesk.rules import Rule
from copydesk.scripts import mend_script, script_of
from copydesk.sheet import Format, Line, Offsets, Sheet
from copydesk.sources.exported import is_exported, read_exported
from copydesk.sources.styled import is_styled, read_styled, unnumbered
from copydesk.spoken import as_told
from copydesk.surroundings import Around, Frame, Front, cut_again
from copydesk.traced import Edit, Traced
from copydesk.work import Work, whole_cuts
from newsroom.kinds import Script


def edit(sheet: Sheet, decisions: Decisions | None = None, day: date | None = None) -> Work:
    """Put one file of raw copy through the desk.

    decisions: rules the editor accepted or rejected; by default the desk's own habit. day: of the
    issue the copy is for, where one is named.
    """
    said = decisions or Decisions()
    around = None
    if said.readings:  # what stands round a copy is found before single lines of it are told
        first = _edit(sheet, replace(said, readings=frozenset()), day)
        around = first.around and replace(first.around, cut=whole_cuts(first))
    return _edit(sheet, said, day, around)


def _edit(
    sheet: Sheet, decisions: Decisions, day: date | None, around: Around | None = None
) -> Work:
    offsets = Offsets(sheet)
    log = ChangeLog(decisions, offsets=offsets)
    if is_exported(sheet):
        own = read_exported(sheet, offsets, log)
        script = own[0].script if own else Script.HANS
        return Work(
            sheet,
            own,
            tuple(turned(sheet, offsets)),
            tuple(log.changes),
            log.decisions,
            script,
        )
    lines = as_told(_mended_characters(sheet, offsets, log), log, around)
    if is_styled(lines):
        return _styled(sheet, offsets, lines, log, day)
    lines = clear_captured(clear_chats(lines, log), log)
    lines = clear_picture_places(drop_watermarks(lines, log), log)
    lines = clear_contents(lines, log)
    lines = mark_days(mark_quoted(part_posted(even_blanks(_by_format(lines, log)))))
    lines = join_titles(join_letters(lines, log), log)
    lines = mark_pictured(mark_led(mark_counted(lines)))
    taken = is_taken(lines)
    posted = posted_titles(lines) if sheet.format is Format.TEXT else frozenset()
    if around:
        lines = _unwrapped(lines, log) if around.front.page else gather_cells(lines)
        lines, front = cut_again(lines, around, log), around.front
    else:
        lines, front = _without_page(sheet, lines, log)
    full = measure_of(mark_verse(lines)) if sheet.format is not Format.SHEET else 0
    lines = mark_story(lines) if front.pasted else lines
    posted = frozenset() if front.page else posted
    lines = [as_title(line) if line.number in posted else line for line in lines]
    single = sheet.single or front.pasted or taken or (front.single and not posted)
    lines, frame = _without_furniture(sheet, lines, full, log, front, around)
    lines = _with_parts(clear_contacts(lines, log), log)
    script = script_of("\n".join(line.words for line in lines))
    lines = mend_script(mark_verse(lines), script, log)
    lines = _mended_punctuation(lines, log, damaged=lost_marks_in(sheet.text))
    divider = Divider(log, script)
    pieces = divider.divide(
        _sources(lines, full, log, marked=sheet.format is Format.HTML),
        single=single,
        parted=not sheet.single,
    )
    judgements = (*front.told, *divider.judgements)
    asked = find_doubts(sheet, pieces, offsets, day, judgements, log.changes)
    doubts = tuple(unsettled(asked, decisions))
    return Work(
        sheet,
        pieces,
        doubts,
        tuple(log.changes),
        log.decisions,
        script,
        judgements,
        around or Around(front, frame),
    )


def _without_page(sheet: Sheet, lines: list[Line], log: ChangeLog) -> tuple[list[Line], Front]:
    """The lines without those of a page that was copied as text, and what the page was."""
    plain = sheet.format is Format.TEXT and (has_told_title(lines) or not is_pasted_article(lines))
    page = pasted_page(lines) if plain else None
    if page:
        lines = _unwrapped(lines, log)
        page = pasted_page(lines)
    told = list(page.judgements(lines)) if page else []
    lines = cut_page(lines, page, log) if page else gather_cells(lines)
    lines = drop_refrains(lines, log)
    posted = sheet.format is Format.TEXT and not page and not (is_mail(lines) or is_letter(lines))
    top = read_top(lines) if posted else None
    if top:
        told += top.judgements(lines)
        lines = cut_top(lines, top, log)
    front = Front(
        page=page is not None,
        paged=page is not None or top is not None,
        single=page is not None or (top is not None and top.single),
        pasted=sheet.format is Format.TEXT and not page and is_pasted_article(lines),
        told=tuple(told),
        hints={line.number: line.hint for line in lines},
    )
    return lines, front


def _with_parts(lines: list[Line], log: ChangeLog) -> list[Line]:
    """The lines with what labels, brackets and photographers say of them."""
    lines = part_items(
        read_cues(read_labels(part_datelines(part_topics(part_numbers(lines), log)), log), log), log
    )
    lines = bare_titles(lines, log)
    lines = mark_grades(mark_crossheads(part_run_ins(lines, log)))
    lines = mark_twice(mark_shown(mark_entries(unframe(lines, log))))
    return mark_credited(part_captions(lines))


def _sources(lines: list[Line], full: int, log: ChangeLog, *, marked: bool) -> list[Line | Table]:
    """Lines and tables as they are read block by block. full: the measure, in columns, or 0.

    marked: whether the format says where paragraphs begin.
    """
    found: list[Line | Table] = []
    for run in find_tables(lines, log):
        found += [run] if isinstance(run, Table) else join_columns(run, full, log, marked=marked)
    return [_tidy(each) for each in found]


def _styled(
    sheet: Sheet, offsets: Offsets, lines: list[Line], log: ChangeLog, day: date | None
) -> Work:
    """One of the press's own papers: its styles say what is what, so nothing is mended."""
    lines = _by_format(lines, log)
    pieces = read_styled(lines, offsets, log)
    asked = find_doubts(sheet, pieces, offsets, day)
    words, reason = Words(sheet.text, offsets), "注释开头没有编号，请写成 [^1]: … 或当作正文"
    lost = (words.doubt(DoubtKind.BLOCK, line.text, reason) for line in unnumbered(lines))
    doubts = (*(doubt for doubt in asked if doubt.kind not in GUESSED), *lost)
    script = pieces[0].script if pieces else Script.HANS
    return Work(sheet, pieces, doubts, tuple(log.changes), log.decisions, script)


def _mended_characters(sheet: Sheet, offsets: Offsets, log: ChangeLog) -> list[Line]:
    """The lines with something in them, without what no reader should meet."""
    texts: list[Traced] = []
    own = is_styled(sheet.lines)  # blanks in the press's own papers are meant
    kept: list[tuple[int, int, bool, int]] = []
    blanks = 0
    for index, raw in enumerate(sheet.lines):
        text = Traced.at(raw.text, offsets.start(index))
        text = _without_deleted(text, raw.deleted, log)
        text = mend_characters(text, log)
        if not text.strip():
            blanks += 1
            continue
        lead = text.text[: len(text.text) - len(text.text.lstrip(" \t"))]
        indented = text.text.startswith(("  ", "\t"))
        text = _bare(text, raw.text)
        texts.append(text if own else open_up(close_up(text, log), log))
        kept.append((index, blanks, indented, width(lead)))
        blanks = 0
    texts = texts if own else mend_pinyin(texts, log)
    lines = []
    lost = 0
    for found, (index, gap, indented, margin) in zip(texts, kept, strict=True):
        text = found if own else mend_lost_indent(found, log)
        if not text.strip():
            lost += gap + 1
            continue
        raw = sheet.lines[index]
        mended = len(found) - len(text)
        lines.append(
            Line(
                text,
                raw.number,
                raw.hint,
                gap + lost,
                indented or mended > 0,
                margin=margin + width(found.text[:mended]),
            )
        )
        lost = 0
    return lines


def _without_deleted(
    text: Traced, deleted: tuple[tuple[int, int, Rule], ...], log: ChangeLog
) -> Traced:
    """A line without what its own format takes out; from the end, so that offsets hold."""
    for start, end, rule in sorted(deleted, reverse=True):
        text = log.change(text, rule, [Edit(start, end)])
    return text


def _bare(text: Traced, raw: str) -> Traced:
    """A line without white space at its end, and at its head unless it may be a row of a table.

    What a table in Markdown of one cell leaves at the end goes with it: 某某启用 | |.
    """
    piped = "|" in text.text and _LAST_BARS.search(text.text)
    if piped and "|" not in text.text[: piped.start()]:
        text = text[: piped.start()]
    if "\t" in raw or _GAP.search(text.text):
        return (
            text[: len(text.text.rstrip(" "))] if "\t" in raw else text[: len(text.text.rstrip())]
        )
    return text.strip()


_LAST_BARS = re.compile(r"(?<=[^|\s])\s*\|[|\s]*$")
_GAP = re.compile(r"\S {2,}\S")


def _without_furniture(
    sheet: Sheet,
    lines: list[Line],
    full: int,
    log: ChangeLog,
    front: Front,
    around: Around | None,
) -> tuple[list[Line], Frame]:
    """The lines whole again and without what stands round the copy on a page or in a letter.

    full: the measure, in columns, or 0; front: what was found of a page; around: what was found of
    the surroundings before, if anything.
    """
    if sheet.format is Format.SHEET:
        return clear(lines, log, is_page=False), Frame()
    marks, pasted = _marks(lines), is_pasted_article(lines)
    mail = around.frame.mail if around else sheet.format is Format.MAIL or is_mail(lines)
    letter = around.frame.letter if around else not mail and is_letter(lines)
    if mail:
        lines = clear_mail(_unwrapped(clear_jumps(lines, log), log), log)
        lines = clear_pages(lines, log)
    elif letter:
        lines = clear_letter(_unwrapped(clear_jumps(lines, log), log), log)
        lines = clear_pages(lines, log)
    else:
        lines = mark_tails(lines, measure_of(mark_verse(lines)) if front.pasted else full)
        lines = clear_pages(clear_jumps(lines, log), log)
        lines = _unwrapped(lines, log)
    left = _marks(lines)  # a paper's page has marks of its own, of which none is left
    told = pasted or front.paged or (bool(left) and marks >= FEWEST_MARKS)
    page = sheet.format is Format.HTML or (sheet.format is Format.TEXT and told)
    page = around.frame.page if around else page
    lines = clear(clear_behind(lines, log), log, is_page=page)
    lines = drop_page_title(lines, log) if page else drop_twin_title(lines, log)
    return lines, Frame(mail, letter, page)


FEWEST_MARKS = 2
"""Lines that are a web page's by their own words and make a copy one; one posting's minute does."""


def _marks(lines: Sequence[Line]) -> int:
    """How many lines are a web page's by their own words."""
    return sum(furniture_rule(line.words) is not None for line in lines)


def _unwrapped(lines: list[Line], log: ChangeLog) -> list[Line]:
    """The lines with those joined that were cut at one width; verse is not, so it is marked."""
    marked = mark_verse(lines)
    joined = unwrap(marked, measure_of(marked), log)
    return [
        replace(line, verse=False, tail=False) if line.verse or line.tail else line
        for line in joined
    ]


def _by_format(lines: list[Line], log: ChangeLog) -> list[Line]:
    """The lines without those that the format of the copy itself rules out."""
    kept: list[Line] = []
    gap = 0
    for line in lines:
        if line.hint.out and log.remove(line.text, line.hint.out):
            gap += line.blanks + 1
            continue
        kept.append(line.spaced(gap))
        gap = 0
    return kept


def _mended_punctuation(lines: Sequence[Line], log: ChangeLog, *, damaged: bool) -> list[Line]:
    """The lines with Chinese punctuation. damaged: whether the copy has lost marks."""
    stops = uses_ascii_stops("\n".join(line.words for line in lines))
    mended = []
    for line in lines:
        text = mend_lost_quotes(line.text, log, damaged=damaged)
        text = mend_punctuation(text, log)
        if stops and not line.hint.table:
            text = mend_full_stops(text, log)
        mended.append(line if text is line.text else replace(line, text=text))
    return mended


def _tidy(block: Line | Table) -> Line | Table:
    if isinstance(block, Table):
        return block
    text = block.text.strip()
    if "\t" in text.text:  # of no table: it parts a paragraph's number from its words
        gaps = re.finditer(r"[ ]*\t[ \t]*", text.text)
        text = text.edited(Edit(gap.start(), gap.end(), " ") for gap in gaps)
    return block if text is block.text else replace(block, text=text)
