"""From an item of the edition to the copy that is set: nothing of it is markup any more."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsroom import blocks
from newsroom.itemfields import shown_in
from newsroom.kinds import Kind, unbroken
from newsroom.model import Brief, Filler, Issue, NewsItem, Photo
from newsroom.runs import Runs
from newsroom.shown import Output
from press.faces import Faces
from press.housemade import Made
from press.interviews import with_speakers
from press.intext import parted, photo_passage, taken_out_of
from press.namelists import is_plain, names_in
from press.passages import closed, moved, opened, with_first, with_last, with_mark
from press.posters import filling_of
from press.ruler import Face
from press.runs import RunReader
from press.signatures import is_note, with_names, written
from press.spans import Span, text_of, turned
from press.stock import Filling
from press.story import SQUARE, Cell, Passage, Picture, Role, Story, TableCopy
from press.takings import retracted
from press.timetables import TimetableReader
from press.words import Words

if TYPE_CHECKING:
    from edition.model import Edition

_EM_SPACE = "\u3000"
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_STAY = frozenset({Kind.BRIEF, Kind.NOTICE, Kind.PHOTO, Kind.SCHEDULE})
_LONGEST_VERSE = 24  # characters
_OF_VERSE = 0.75  # of the lines that were ended by hand: as many are so short, where it is verse


@dataclass(slots=True)
class Copy:
    """What the copy desk of the press hands on. missing: characters no face has, by story id."""

    stories: tuple[Story, ...]
    missing: dict[str, tuple[str, ...]]


def copy_of(
    edition: Edition, issue: Issue, faces: Faces, *, above: bool = True, photo_dpi: int = 0
) -> Copy:
    """The stories of an issue in the editor's order. above: whether readings have room there.

    photo_dpi: what the print shop asks of photos; 0 for nothing.
    """
    words = Words(edition.set_text)
    desk = CopyReader(edition, words, faces, above=above, photo_dpi=photo_dpi)
    stories = tuple(desk.story(item) for item in issue.items)
    return Copy(stories, {key: tuple(dict.fromkeys(found)) for key, found in desk.missing.items()})


def fillers_of(edition: Edition, faces: Faces, made: Iterable[Made] = ()) -> tuple[Filling, ...]:
    """The fillers that the paper keeps, and then those that the press has made of what it knows."""
    desk = CopyReader(edition, Words(edition.set_text), faces)
    kept = tuple(desk.filling(filler) for filler in edition.fillers)
    return (*kept, *(one.filling(desk.clean) for one in made))


class CopyReader:
    """Reads items as the compositor needs them. above: whether readings stand above their words."""

    def __init__(
        self,
        edition: Edition,
        words: Words,
        faces: Faces,
        *,
        above: bool = True,
        photo_dpi: int = 0,
    ) -> None:
        self._edition = edition
        self._photo_dpi = photo_dpi
        self._words = words
        self._runs = RunReader(edition.addresses, faces, above=above)
        self._clean, self._spans = self._runs.clean, self._runs.spans
        self._timetables = TimetableReader(words, self._clean)
        self._shown: dict[str, Photo] = {}

    @property
    def clean(self) -> Callable[[str], str]:
        """What makes of a text what the case of type has of it."""
        return self._clean

    @property
    def missing(self) -> dict[str, list[str]]:
        """Characters no face has, by item."""
        return self._runs.missing

    def story(self, item: NewsItem) -> Story:
        """The copy of one item."""
        item = shown_in(item, Output.PRINT)
        self._runs.item = item.id
        brief = item.kind is Kind.BRIEF
        self._shown = {photo.file.name: photo for photo in item.photos}
        passages, tables = self._body(item)
        if item.kind is Kind.PHOTO:
            passages, tables, _ = taken_out_of(passages, tables)
        else:
            passages, tables, _ = parted(passages, tables)
        within = {one.picture.photo.file.name for one in passages if one.picture}
        passages, after = (passages, []) if brief else closed(passages, tables)
        if item.schedule:
            tables.append(self._timetables.table(item.schedule))
            after += self._timetables.notes(item.schedule)
        if item.retraction:
            passages, tables, after = [], [], []
        else:
            after += self._facts(item)
        after += self._notices(item)
        whole = bool(brief or item.photos or item.print_wish.vertical)
        opening, passages = ([], passages) if whole else opened(passages, tables)
        return Story(
            id=item.id,
            source=item.source.as_posix(),
            url=self._edition.item_url(item),
            headline=tuple(part for part in map(self._clean, item.headline.split("|")) if part),
            kicker=_in_phrases(self._clean(unbroken(item.kicker))),
            deck=_in_phrases(self._clean(unbroken(item.deck))),
            rank=min(4, max(1, item.print_wish.rank)),
            boxed=brief,
            opening=tuple(opening),
            passages=with_speakers(passages),
            pictures=()
            if item.retraction
            else tuple(one for one in self._pictures(item) if one.photo.file.name not in within),
            figures=()
            if item.retraction
            else tuple(
                replace(
                    figure,
                    value=self._clean(figure.value),
                    unit=self._clean(figure.unit),
                    label=self._clean(figure.label),
                )
                for figure in item.figures
            ),
            tables=tuple(tables),
            after=tuple(after),
            pictorial=item.kind is Kind.PHOTO,
            stays=item.kind in _STAY,
            wish=item.print_wish,
            lasting=item.told.id,
            taken=retracted(item),
            frame="line" if item.kind is Kind.NOTICE else "",
            section=self._edition.section_of(item).name,
            byline=self._names(item),
        )

    def filling(self, filler: Filler) -> Filling:
        """The copy of a filler."""
        photo = filler.photo
        credit = self._words.photo_credit(photo.credits) if photo else ""
        return filling_of(
            filler,
            self._clean(filler.headline),
            map(self._clean, filler.lines),
            self._clean(_EM_SPACE.join(filter(None, (credit, filler.label)))),
            Picture(photo, "", "") if photo else None,
        )

    def _body(self, item: NewsItem) -> tuple[list[Passage], list[TableCopy]]:
        """The passages of an item, and its tables, which know where among them they stand."""
        if item.briefs:
            return self._briefs(item.briefs)
        passages, tables = self.body_of(item.body.html)
        if item.dateline:
            opening = Span(f"{self._clean(item.dateline)}{_EM_SPACE}", Face.SANS)
            before = len(passages)
            passages = with_first(passages, opening)
            tables = moved(tables, 0, len(passages) - before)
        if item.bylines:
            passages = with_last(passages, self._byline(item))
        if item.quote:
            middle = (len(passages) + 1) // 2
            pull = Passage(Role.PULL, (Span(self._clean(item.quote), Face.SANS_BOLD, red=True),))
            passages.insert(middle, pull)
            tables = moved(tables, middle + 1, 1)
        return passages, tables

    def _briefs(self, briefs: Sequence[Brief]) -> tuple[list[Passage], list[TableCopy]]:
        """Briefs one after the other; one without a headline begins with a square.

        A table that waits for room under other briefs bears the headline of its own, and where
        there is nothing but that table, it alone does.
        """
        passages: list[Passage] = []
        tables: list[TableCopy] = []
        for brief in briefs:
            body, within = self.body_of(brief.body.html)
            head = Span(self._clean(unbroken(brief.headline)), Face.SANS_BOLD)
            if brief.headline and (body or not within):
                passages.append(Passage(Role.SUBHEAD, (head,)))
            elif not brief.headline and len(briefs) > 1:
                body = with_mark(body, SQUARE)
            if brief.bylines:
                names = self._clean(self._words.names(brief.bylines))
                body = with_last(body, Span(f"（{names}）", Face.KAI, whole=True))
            for table in moved(within, 0, len(passages)):
                name = Cell((head,), across=table.columns) if brief.headline else None
                tables.append(replace(table, head=((name,), *table.head)) if name else table)
            passages += body
        return passages, tables

    def _byline(self, item: NewsItem) -> Span:
        return Span(f"（{self._names(item)}）", Face.KAI, whole=True)

    def _names(self, item: NewsItem) -> str:
        return self._clean(self._words.names(item.bylines)) if item.bylines else ""

    def body_of(self, html: str) -> tuple[list[Passage], list[TableCopy]]:
        """The passages of a body, and its tables, which know before which of them they stand."""
        passages: list[Passage] = []
        tables: list[TableCopy] = []
        for block in blocks.blocks_of(html):
            if isinstance(block, blocks.Table):
                tables.append(replace(self._table(block), at=len(passages)))
            else:
                passages += self._passage(block)
        return passages, tables

    def _passage(self, block: blocks.Block) -> Iterator[Passage]:
        match block:
            case blocks.Paragraph(runs, note=True):
                yield from self._filled(Passage(Role.NOTE, self._spans(runs)))
            case blocks.Paragraph(runs, signed=True):
                for row in turned(written(self._spans(runs))):
                    yield from self._filled(Passage(Role.SIGNED, tuple(row)))
            case blocks.Paragraph(runs, flush=True):
                yield from self._filled(Passage(Role.FLUSH, self._spans(runs)))
            case blocks.Paragraph(runs, quoted):
                yield from self._paragraph(runs, Role.QUOTE if quoted else Role.TEXT)
            case blocks.Heading(_, _, number, runs):
                head = self._spans(runs, Face.SANS_BOLD)
                if number:
                    head = (Span(f"{self._clean(number)}{_EM_SPACE}", Face.SANS_BOLD), *head)
                yield Passage(Role.SUBHEAD, head)
            case blocks.Entry(depth, mark, runs, goes_on):
                mark = "" if goes_on else self._clean(mark) or SQUARE
                yield from self._filled(Passage(Role.ENTRY, self._spans(runs), mark, depth))
            case blocks.PhotoPlace(file) if file in self._shown:
                yield photo_passage(self._picture(self._shown[file]))
            case _:
                return

    def _paragraph(self, runs: Runs, role: Role) -> Iterator[Passage]:
        """Verse and code line by line; prose that was parted by hand as so many paragraphs."""
        spans = self._spans(runs)
        rows = turned(spans)
        is_code = all(run.code for run in runs if run.text.strip())
        if role is Role.QUOTE or (is_note(text_of(spans)) and not is_code):
            rows = turned(spans := written(spans))
        if role is Role.TEXT and is_plain(spans) and names_in(text_of(spans)):
            yield Passage(Role.NAMES, spans)
        elif len(rows) == 1 and not is_code:
            yield from self._filled(Passage(role, tuple(with_names(spans))))
        elif is_code or _is_verse(rows):
            lines = _with_blanks(spans) if is_code else written(spans)
            yield from self._filled(Passage(Role.VERSE, lines))
        else:
            for row in rows:
                yield from self._filled(Passage(role, tuple(with_names(row))))

    def _filled(self, passage: Passage) -> Iterator[Passage]:
        if any(span.text.strip() for span in passage.spans):
            yield passage

    def _pictures(self, item: NewsItem) -> Iterator[Picture]:
        return map(self._picture, item.photos)

    def _picture(self, photo: Photo) -> Picture:
        credit = self._words.photo_credit(photo.credits)
        sharp = photo.width / self._photo_dpi * 72 if self._photo_dpi else math.inf
        return Picture(photo, self._clean(photo.caption), self._clean(credit), sharp)

    def _table(self, table: blocks.Table) -> TableCopy:
        width = (
            max(len(row) for row in (table.header, *table.rows))
            if table.rows
            else len(table.header)
        )
        head = tuple(Cell(self._spans(runs, Face.SANS_BOLD, above=False)) for runs in table.header)
        head += (Cell(()),) * (width - len(head)) if head else ()
        rows = tuple(
            tuple(self._spans(runs, Face.SANS, above=False) for runs in row)
            + ((),) * (width - len(row))
            for row in table.rows
        )
        return TableCopy((head,) if head else (), rows, width)

    def _facts(self, item: NewsItem) -> Iterator[Passage]:
        for fact in item.facts:
            label, value = self._clean(f"{fact.label}："), self._clean(fact.value)
            yield Passage(Role.NOTE, (Span(label, Face.SANS_BOLD), Span(value, Face.SANS)))

    def _notices(self, item: NewsItem) -> Iterator[Passage]:
        notices = [("更正", notice) for notice in item.corrections]
        if item.retraction:
            notices.append(("撤稿", item.retraction))
        for word, notice in notices:
            label = self._words.say(word) + f"（{self._words.day(notice.day)}）："
            text = self._clean(notice.text)
            yield Passage(Role.NOTE, (Span(label, Face.SANS_BOLD), Span(text, Face.SANS)))


def _in_phrases(text: str) -> str:
    """A blank beside Han parts two phrases and is an em wide; between Latin words it stays."""
    return _BESIDE_HAN.sub(_EM_SPACE, text)


def _with_blanks(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Code keeps the blanks that begin its lines."""
    kept = []
    for span in spans:
        rows = span.text.split("\n")
        text = "\n".join(
            "\xa0" * (len(row) - len(row.lstrip(" "))) + row.lstrip(" ") for row in rows
        )
        kept.append(replace(span, text=text))
    return tuple(kept)


def texts_of(stories: Iterable[Story]) -> Iterator[Span]:
    """Every span of the stories, for measuring."""
    for story in stories:
        for passage in (*story.opening, *story.passages, *story.after):
            yield from passage.spans
            if passage.mark:
                yield Span(passage.mark, Face.SERIF)
        for table in story.tables:
            yield from _table_texts(table)
        for picture in story.pictures:
            yield Span(f"{picture.caption}{_EM_SPACE}{picture.credit}", Face.SANS)
        for text in (story.kicker, story.dashed_deck):
            yield Span(text, Face.SERIF)
        yield Span(f"{story.title}{story.label}", Face.SANS_BOLD)
        for figure in story.figures:
            yield Span(f"{figure.value}{figure.unit}", Face.SANS_BOLD)
            yield Span(figure.label, Face.SANS)


def _table_texts(table: TableCopy) -> Iterator[Span]:
    for row in table.head:
        for cell in row:
            yield from cell.spans
    for cells in table.rows:
        for spans in cells:
            yield from spans


def _is_verse(rows: Sequence[Sequence[Span]]) -> bool:
    """Whether lines that were ended by hand are verse: most are short, a few may be long."""
    short = sum(len(text_of(row)) <= _LONGEST_VERSE for row in rows)
    return short >= _OF_VERSE * len(rows)
