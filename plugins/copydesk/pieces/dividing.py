"""The walk over a copy that makes a piece of the blocks between two beginnings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.block import (
    ABOUT_AUTHOR,
    END_MARK,
    MAX_TIERS,
    Block,
    BlockKind,
    Source,
    has_numeral,
    heading_end,
    is_inner,
    is_list,
)
from copydesk.blocks.reading import read_blocks
from copydesk.blocks.tables import Table
from copydesk.changes import ChangeLog
from copydesk.fields.author import Author
from copydesk.fields.bylines import whole_byline
from copydesk.fields.captions import (
    Caption,
    caption_of,
    credit_line,
    is_lender,
    is_photographed,
    lent_to_all,
    reports_in_pictures,
)
from copydesk.fields.datelines import opening
from copydesk.fields.lent import is_lent_alone
from copydesk.fields.signatures import bracketed_byline, trailing_byline
from copydesk.fields.tiers import assign
from copydesk.fields.tierwords import DECK_START
from copydesk.judgement import Judgement
from copydesk.lexicon import BULLET, ends_sentence, has_han, simple
from copydesk.piece import Piece
from copydesk.pieces.boundaries import boundaries
from copydesk.pieces.draft import Draft, finished
from copydesk.pieces.headings import (
    counts_alone,
    heading_size,
    is_entry_of_list,
    is_first_of_many,
    is_plain_entry,
)
from copydesk.pieces.judging import judged_absorbed, judged_blocks, judged_division, judged_tiers
from copydesk.pieces.siblings import number_end
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.sources.pagedata import letters
from copydesk.traced import Edit, Traced
from newsroom.kinds import Script

_LISTED = frozenset({BlockKind.ENTRY, BlockKind.FIELD, BlockKind.VERSE})

_PICTURES = re.compile("[ ]*(?:图片|摄影|供图|照片)[ ]?[:：／/|｜丨]")
"""The label before whose the pictures of a piece are."""

_TOPIC = re.compile("题[:：][ ]?")
_BAR = re.compile("[ ]*\\|[ ]*")
"""What stands before the headline behind an agency's dateline: 新华社北京4月24日电　题：…."""

MOST_HEADS = 2 * MAX_TIERS
"""Lines of the longest heading; short lines that go on are text."""

_POINTS = " ●◆■★▪◇○•※☆▶►◎⊙"


class Divider:
    """Divides blocks into pieces; one for each file of copy."""

    def __init__(self, log: ChangeLog, script: Script) -> None:
        self._log = log
        self._script = script
        self._drafts: list[Draft] = []
        self._blocks: Sequence[Block] = ()
        self.judgements: list[Judgement] = []
        """What was decided, in the order of the passes."""

    def divide(
        self, sources: Sequence[Source], *, single: bool = False, parted: bool = False
    ) -> tuple[Piece, ...]:
        """The pieces of a copy, in order; single and parted as for its boundaries."""
        blocks = self._blocks = read_blocks(sources)
        division = boundaries(blocks, single=single, parted=parted)
        self.judgements += [*judged_blocks(blocks), *judged_division(blocks, division)]
        if len(division.starts) > 1 or not single:
            self.judgements += judged_absorbed(blocks, division)
        led = {at + 1 for at, block in enumerate(blocks) if block.leads}
        starts = sorted(division.starts - led)
        for start, end in zip(starts, [*starts[1:], len(blocks)][: len(starts)], strict=True):
            self._divide_one(start, end, division.alike)
        for draft in self._drafts:
            draft.heads = [self._unbarred(line) for line in draft.heads]
            tiers = assign(draft.heads, has_table=bool(draft.tables), lead=draft.lead)
            draft.kicker, draft.headline, draft.deck = tiers.kicker, tiers.headline, tiers.deck
            self.judgements += judged_tiers(draft.heads, tiers)
        return tuple(finished(draft, self._script, self._log) for draft in self._drafts)

    def _divide_one(self, start: int, end: int, alike: frozenset[int]) -> None:
        text = start
        while text + 1 < end and self._blocks[text].leads:
            text += 1
        notes = self._lines(start, text)
        start = text
        place = min(heading_end(self._blocks, start), end)
        draft = self._jumped(start, place, end)
        if draft is None:
            draft = Draft(notes[0].number if notes else self._blocks[start].line)
            draft.orphaned = any(s.goes_on for s in self._blocks[start : min(place + 1, end)])
            self._drafts.append(draft)
            group = self._lines(start, place)
            if place == start + 1 and (start in alike or counts_alone(self._blocks, start)):
                draft.heads = [self._unnumbered(group[0])]
            else:
                self._begin(draft, group, place, end)
        for line in notes:
            self._add_paragraph(draft, line.text, line)
        while place < end:
            stop = min(heading_end(self._blocks, place), end)
            if stop > place:
                self._take_heading(draft, place, stop, end)
                place = stop
                continue
            self._take(draft, self._blocks[place])
            place += 1

    def _lines(self, start: int, end: int) -> list[Line]:
        sources = [block.source for block in self._blocks[start:end]]
        return [source for source in sources if isinstance(source, Line)]

    # Stories that jump to another page

    def _jumped(self, start: int, place: int, end: int) -> Draft | None:
        """The story that jumped, where the blocks at a place come from another page."""
        if not any(block.goes_on for block in self._blocks[start : min(place + 1, end)]):
            return None
        draft = next((draft for draft in self._drafts if draft.jumped), None)
        if draft is None:
            return None
        draft.jumped, draft.resumed, draft.closed = False, True, False
        headings = "".join(re.sub(r"\W", "", each.words) for each in draft.heads)
        again: list[Line] = []
        for line in self._lines(start, place):
            if re.sub(r"\W", "", line.words) in headings:
                self._log.note(line.text, Rule.JUMP, "转版后重复的标题")
            else:
                again.append(line)
        for line in again:
            draft.add_subhead(line.text.strip(_POINTS))
        return draft

    # Headings

    def _unnumbered(self, line: Line) -> Line:
        """A headline without the number that a copy gives its items."""
        end = number_end(line.words)
        if not end:
            return line
        return replace(line, text=self._log.change(line.text, Rule.BULLET, [Edit(0, end)]))

    def _unbarred(self, line: Line) -> Line:
        """A line of a heading with a full-width bar, which no mark of the paper's own is."""
        bars = [Edit(m.start(), m.end(), "｜") for m in _BAR.finditer(line.words)]
        text = self._log.change(line.text, Rule.PUNCTUATION, bars) if bars else line.text
        return replace(line, text=text)

    def _begin(self, draft: Draft, group: list[Line], following: int, end: int) -> None:
        """Give a draft the heading it begins with."""
        if not group:
            draft.box = is_list(self._blocks, following)
            return
        if len(group) == 1 and is_first_of_many(self._blocks, group[0], following):
            words = group[0].text.strip().strip(_POINTS)
            draft.add_subhead(words)
            return
        draft.level = min((line.hint.level for line in group if line.hint.level), default=0)
        at = len(group)
        others = any(block.head or block.bullet for block in self._blocks[following:end])
        signed = sum(block.signs_off for block in self._blocks[following:end])
        column = len(group) > 1 and not others and signed <= 1  # one item: 民生速递 is its column
        if self._blocks[following - len(group)].box and not column:
            draft.box = True
            at = 1
        elif following < len(self._blocks) and not self._blocks[following].table:
            at = heading_size(self._blocks, draft.level, group, following)
        draft.heads = group[:at]
        for line in group[at:]:
            draft.add_subhead(line.text.strip().strip(_POINTS))

    def _take_heading(self, draft: Draft, place: int, stop: int, end: int) -> None:
        """Deal with lines that look like a heading inside a piece."""
        group = self._lines(place, stop)
        following = self._blocks[stop] if stop < end else None
        if (
            (draft.has_body or draft.tables)
            and following is None
            and not any(block.told or block.level for block in self._blocks[place:stop])
        ):
            for line in group:  # nothing under it: an office that blocks, a last line
                if line.hint.part is Part.SUBHEAD and line is not group[-1]:
                    draft.add_subhead(line.text.strip().strip(_POINTS))
                else:
                    self._add_paragraph(draft, line.text, line)
            return
        if draft.has_body and following is not None and following.day:
            for line in group:  # offices over the date of their notice
                self._add_paragraph(draft, line.text, line)
            return
        if is_entry_of_list(self._blocks, draft, group, stop, end):
            self._add_paragraph(draft, group[0].text, group[0])
            return
        bare = not (draft.has_body or draft.tables or draft.subheads)
        crowded = bare and len(draft.heads) >= MOST_HEADS
        over_text = draft.heads and not draft.heads[0].hint.story
        carded = draft.heads and any(
            is_inner(line) or (over_text and line.hint.story and not DECK_START.match(line.words))
            for line in group
        )  # a label, or a sub-head behind the picture that a page's text begins with
        if bare and not crowded and not has_numeral(group[0]) and not carded:
            draft.heads += group
            return
        for at, line in enumerate(group):
            if crowded or is_plain_entry(draft, line, first=at == 0):
                self._add_paragraph(draft, line.text, line)
            else:
                draft.add_subhead(line.text.strip().strip(_POINTS))

    # Tables, captions, bylines

    def _take(self, draft: Draft, block: Block) -> None:
        """Give a draft one block as what it is."""
        source = block.source
        if isinstance(source, Table):
            self._take_table(draft, source)
        elif self._take_labelled(draft, source) or self._take_credit(draft, source):
            return
        elif block.kind is BlockKind.CAPTION:
            self._take_caption(draft, source)
        elif block.names and source.hint.pictured and is_lender(source):
            self._log.note(source.text.strip(), Rule.CAPTION_MARK, "只有图片的来源，没有说明")
        elif block.names:
            self._note_names(source.text, block.names)
            self._sign(draft, block.names, head=not draft.has_body)
        elif block.kind in _LISTED and not self._is_shown(draft, block, source):
            self._take_entry(draft, source)
        else:
            self._take_paragraph(draft, source)

    def _take_table(self, draft: Draft, table: Table) -> None:
        """A table; what one cell over all its columns says is its title, no head of a column."""
        title, *rows = table.rows
        if rows and len(title) > 1 and title[0] and len({cell.text for cell in title}) == 1:
            draft.add_subhead(title[0])
            draft.add_table(tuple(rows))
            for again in title[1:]:
                self._log.note(again, Rule.TABLE_MARK, "横跨各栏的表题")
        else:
            draft.add_table(table.rows)

    def _take_entry(self, draft: Draft, line: Line) -> None:
        """A line of a list, a form or a poem is text as it stands, names in it and all."""
        self._add_paragraph(draft, self._unmarked(draft, line.text.strip()), line)

    def _take_labelled(self, draft: Draft, line: Line) -> bool:
        """A dateline or a photographer that the copy names as such."""
        if line.hint.part is Part.DATELINE and not draft.dateline:
            draft.dateline = line.text.strip()
            return True
        return line.hint.part is Part.CREDIT and self._credit(draft, whole_byline(line.text), line)

    def _take_credit(self, draft: Draft, line: Line) -> bool:
        """Who took the picture of the caption before, where a line says no more; or all of them."""
        lent = lent_to_all(line)
        if lent and draft.captions and not any(each.credits for each in draft.captions):
            draft.captions = [replace(each, credits=lent) for each in draft.captions]
            self._note_names(line.text, lent)
            return True
        return self._credit(draft, credit_line(line), line)

    def _take_caption(self, draft: Draft, line: Line) -> None:
        caption = caption_of(line) or Caption(line.text.strip(), (), Traced(), line.number)
        if caption.marker and not self._log.remove(caption.marker, Rule.CAPTION_MARK):
            caption = replace(caption, text=caption.marker + caption.text)
        if any(caption.text.text == each.text.text for each in draft.captions):
            self._log.note(line.text, Rule.CAPTION_MARK, "重复的图片说明")
            return  # a page has a picture's words in the picture, too
        besides = caption.text.places() | caption.marker.places()
        self._note_names(line.text, caption.credits, besides=besides)
        draft.captions.append(caption)

    def _credit(self, draft: Draft, names: tuple[Author, ...], line: Line) -> bool:
        """Give the last caption its photographers; where it has one, those without, if labelled."""
        bare = [at for at, each in enumerate(draft.captions) if not each.credits]
        if not names or not bare:
            return False
        if not draft.captions[-1].credits:
            draft.credit(names)
        elif _PICTURES.match(simple(line.words)):
            for at in bare:
                draft.captions[at] = replace(draft.captions[at], credits=names)
        else:
            return False
        self._note_names(line.text, names)
        return True

    def _sign(self, draft: Draft, names: tuple[Author, ...], *, head: bool) -> None:
        draft.sign(names, head=head)
        if not head:
            draft.closed = True
            draft.signatures += 1

    def _note_names(
        self, text: Traced, names: tuple[Author, ...], besides: set[int] | None = None
    ) -> None:
        """Note the words of a byline that are not names: their role is in the item's own field."""
        if not names:
            return
        taken = {place for author in names for place in author.name.places()} | (besides or set())
        start = 0
        for at in range(len(text) + 1):
            if at == len(text) or text.origin[at] in taken:
                piece = text[start:at]
                if piece.strip():
                    roles = "、".join(sorted({author.role for author in names if author.role}))
                    self._log.note(piece, Rule.BYLINE_MARK, roles)
                start = at + 1

    # Paragraphs

    def _take_paragraph(self, draft: Draft, line: Line) -> None:
        text = line.text.strip()
        if draft.has_body and END_MARK.fullmatch(simple(text.text)) and has_han(text.text):
            self._log.note(text, Rule.END_MARK)
            return
        if is_lent_alone(text.text):
            self._log.note(text, Rule.CAPTION_MARK, "只有图片的来源，没有说明")
            return
        if draft.authors and ABOUT_AUTHOR.fullmatch(simple(text.text)):
            self._log.note(text, Rule.BYLINE_MARK, "作者的单位")
            return
        text = self._opened(draft, self._unmarked(draft, text))
        if self._is_bare_caption(draft, line):
            draft.captions.append(Caption(text, (), Traced(), line.number))
            return
        whole = text
        text, names = bracketed_byline(text)
        if not names:
            text, names = trailing_byline(text)
        if names:
            self._note_names(whole, names, besides=text.places())
        if text:
            self._add_paragraph(draft, text, line)
        if names:
            self._sign(draft, names, head=False)
            if draft.signatures >= 2 and draft.signatures == len(draft.paragraphs):
                draft.box = True

    def _unmarked(self, draft: Draft, text: Traced) -> Traced:
        """A paragraph's text without the bullet before it and the mark of the end behind it."""
        bullet = BULLET.match(text.text)
        if bullet:
            text = self._log.change(text, Rule.BULLET, [Edit(0, bullet.end())])
            draft.ends.add(len(draft.paragraphs) - 1)
        end = END_MARK.search(simple(text.text))
        if end and end.start() and ends_sentence(text.text[: end.start()]):
            text = self._log.change(text, Rule.END_MARK, [Edit(end.start(), end.end())])
        return text

    def _opened(self, draft: Draft, text: Traced) -> Traced:
        """A paragraph's text behind its dateline and the byline there, which the draft gets."""
        begun = opening(text)
        if begun is None:
            return text
        besides = begun.dateline.places() | begun.rest.places()
        self._note_names(text, begun.authors, besides=besides)
        if draft.dateline:
            self._log.note(begun.dateline, Rule.BYLINE_MARK, "电头")
        draft.dateline = draft.dateline or begun.dateline
        topic = _TOPIC.match(simple(begun.rest.text))
        heads = letters("".join(line.words for line in draft.heads))
        if topic and letters(begun.rest.text[topic.end() :]) in heads:
            self._log.note(begun.rest, Rule.BYLINE_MARK, "电头后面的标题，和上面的一样")
            begun = replace(begun, rest=begun.rest[:0])
        for author in begun.authors:
            draft.authors.append(author)
            draft.signed.append(len(draft.paragraphs) if draft.box else -1)
        return begun.rest

    def _is_shown(self, draft: Draft, block: Block, line: Line) -> bool:
        """Whether a whole sentence that looks like a line of verse is a caption of a report."""
        verse = block.kind is BlockKind.VERSE and line.words.rstrip().endswith("。")
        return verse and self._is_bare_caption(draft, line)

    def _is_bare_caption(self, draft: Draft, line: Line) -> bool:
        """A short sentence behind the signature of a photo report is a caption."""
        words = line.words.strip()
        if not (draft.closed and draft.has_body and is_photographed(draft.authors)):
            return False
        longest = 50 if reports_in_pictures(draft.authors) else 24  # 容若 摄 signs one picture
        return len(words) <= longest and sum(words.count(mark) for mark in "。！？") <= 1

    def _add_paragraph(self, draft: Draft, text: Traced, line: Line) -> None:
        if line.verse:
            at = len(draft.paragraphs)
            if at - 1 in draft.verse and not line.blanks:
                draft.stanzas.add(at)
            draft.verse.add(at)
        draft.jumped = draft.jumped or line.jumps
        draft.closed = False
        broken = len(draft.paragraphs) == draft.broken
        if line.jumps:
            draft.broken = len(draft.paragraphs) + 1
        if draft.resumed and broken and not ends_sentence(draft.paragraphs[-1].text):
            draft.paragraphs[-1] += text.strip()
        else:
            draft.add_paragraph(text.strip(), line.number)
        draft.resumed = False
