"""Where a page of copy divides into pieces, and what each line of a piece is.

The lines are walked once. Headings are weighed by what follows them: a byline, a dateline, a table
or a signature before them begin a new piece; a numeral, or a single line in the midst of an open
story, is a sub-head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.bylines import Author, bracketed_byline, trailing_byline, whole_byline
from copydesk.captions import Caption, caption_of, credit_line
from copydesk.datelines import opening
from copydesk.division import (
    Block,
    Draft,
    after_captions,
    begins,
    captions_follow,
    has_numeral,
    reads_as_head,
    told_headline,
    usual_blanks,
)
from copydesk.heads import is_day, is_head, numeral_style
from copydesk.kinds import BOX, kind_of
from copydesk.ledger import Ledger
from copydesk.lexicon import ends_sentence, has_han, simple
from copydesk.piece import Piece, Subhead
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.tables import Table
from copydesk.tiers import assign
from copydesk.traced import Edit, Traced
from newsroom.model import Kind, Script

_END = re.compile(
    "[ ]*(?:[（(【](?:完|全文完|本文完|END|end|续完|未完待续|待续)[）)】]|■|□|◆|●)[ ]*$"
)
_PHOTO_ROLES = frozenset(
    ["摄影报道", "图片报道", "图文报道", "摄", "文/图", "图/文", "图文", "文图", "摄影"]
)
_POINTS = " ●◆■★▪◇○•※☆▶►◎⊙"
_BULLET = re.compile("^[●◆■★▪◇○•※☆▶►◎⊙]+[ ]*(?=[^ ])")
MAX_TIERS = 6


class Divider:
    """Divides blocks into pieces; one for each file of copy."""

    def __init__(self, ledger: Ledger, script: Script) -> None:
        self._ledger = ledger
        self._script = script
        self._drafts: list[Draft] = []
        self._held: list[Caption] = []
        self._usual = 0
        self._current: Draft | None = None

    def divide(self, blocks: Sequence[Block]) -> tuple[Piece, ...]:
        """The pieces of a copy, in order."""
        self._usual = usual_blanks(blocks)
        place = 0
        while place < len(blocks):
            place = self._take(blocks, place)
        if self._held:
            self._open(0).captions += self._held
        return tuple(self._piece(draft) for draft in self._drafts)

    @property
    def _draft(self) -> Draft | None:
        return self._current

    def _open(self, line: int) -> Draft:
        draft = Draft(line)
        if self._held:
            draft.captions += self._held
            self._held = []
        self._drafts.append(draft)
        self._current = draft
        return draft

    def _take(self, blocks: Sequence[Block], place: int) -> int:
        block = blocks[place]
        if isinstance(block, Table):
            self._take_table(block)
            return place + 1
        if self._goes_on(block):
            return place + 1
        group = self._heading_at(blocks, place)
        if group:
            return self._take_heading(blocks, place, group)
        if self._take_labelled(block) or self._take_caption(block) or self._take_byline(block):
            return place + 1
        self._take_paragraph(block, blocks, place)
        return place + 1

    # Stories that jump to another page

    def _goes_on(self, line: Line) -> bool:
        """Take up the story that jumped, at the line that says it comes from another page.

        True where the line was its repeated heading and has been dealt with.
        """
        if not line.continues:
            return False
        waiting = next((d for d in self._drafts if d.jumped), None)
        if waiting is None:
            return False
        waiting.jumped = False
        waiting.resumed = True
        waiting.closed = False
        self._current = waiting
        again = re.sub(r"\W", "", line.words)
        headings = "".join(re.sub(r"\W", "", each.words) for each in waiting.heads)
        if is_head(line.words) and again and again in headings:
            self._ledger.note(line.text, Rule.JUMP, "转版后重复的标题")
            return True
        return False

    # Headings

    def _heading_at(self, blocks: Sequence[Block], place: int) -> list[Line]:
        """The heading lines that stand together at a place."""
        group: list[Line] = []
        while place < len(blocks) and len(group) < MAX_TIERS:
            block = blocks[place]
            if isinstance(block, Table) or block.verse or not reads_as_head(block):
                break
            if caption_of(block) or self._signs(block, first=not group):
                break
            if group and (block.blanks > 4 or has_numeral(block)):
                break
            group.append(block)
            place += 1
            if has_numeral(block):
                break
        return group

    def _signs(self, line: Line, *, first: bool) -> bool:
        """Whether a line is a byline; on top of a page a name alone is a title (秋收忙)."""
        names = whole_byline(line.text)
        untold = line.hint.part is not Part.BYLINE and not any(author.role for author in names)
        return bool(names) and not (first and self._current is None and untold and len(names) == 1)

    def _take_heading(self, blocks: Sequence[Block], place: int, group: list[Line]) -> int:
        end = place + len(group)
        following = after_captions(blocks, end)
        draft = self._draft
        at_end = following is None and len(group) <= 3 and not told_headline(group)
        if at_end and draft and draft.has_body:
            for line in group:
                self._add_paragraph(draft, line.text, line)
            return end
        if draft and self._is_entry_of_list(draft, group, following):
            self._add_paragraph(draft, group[0].text, group[0])
            return end
        if draft and draft.has_body and len(group) == 1 and _is_dated(following):
            self._add_paragraph(draft, group[0].text, group[0])  # an office signs a notice
            return end
        if draft is None or begins(draft, group, following, self._usual):
            self._begin(group, following)
            return end
        bare = not draft.has_body and not draft.table and not draft.subheads
        if bare and not has_numeral(group[0]):
            room = MAX_TIERS - len(draft.heads)
            draft.heads += group[:room]
            for line in group[room:]:
                self._add_paragraph(draft, line.text, line)
            return end
        for at, line in enumerate(group):
            after_numeral = bool(draft.subheads) and draft.subheads[-1].before == len(
                draft.paragraphs
            )
            plain = not has_numeral(line) and not line.hint.level and line.hint.part is Part.NONE
            if plain and (
                (after_numeral and draft.numbered and at == 0)
                or (draft.numbered >= 2 and not line.hint.bold and not draft.box)
            ):
                self._add_paragraph(draft, line.text, line)
            else:
                words = line.text.strip().strip(_POINTS)
                draft.subheads.append(Subhead(words, len(draft.paragraphs)))
        return end

    def _is_entry_of_list(self, draft: Draft, group: list[Line], following: Block | None) -> bool:
        """Whether a numbered line is one of several entries that follow each other without text."""
        style = numeral_style(group[0].words)
        if not style or group[0].hint.level or group[0].hint.part is not Part.NONE:
            return False
        if isinstance(following, Line) and numeral_style(following.words) == style:
            return True
        last = draft.paragraphs[-1].text if draft.paragraphs else ""
        above = not draft.subheads or draft.subheads[-1].before < len(draft.paragraphs)
        return above and numeral_style(last) == style and is_head(last)

    def _begin(self, group: list[Line], following: Block | None) -> None:
        draft = self._open(group[0].number)
        levels = [line.hint.level for line in group if line.hint.level]
        draft.level = min(levels, default=0)
        if BOX.match(simple(group[0].words.strip())) or (
            len(group) == 1 and re.fullmatch("要闻[ ]?[^ ]{2}", simple(group[0].words.strip()))
        ):
            draft.box = True
            draft.heads = group[:1]
            for line in group[1:]:
                draft.subheads.append(Subhead(line.text.strip().strip(_POINTS), 0))
            return
        deeper = [
            line
            for line in group[1:]
            if draft.level and line.hint.level > draft.level and line.hint.part is Part.NONE
        ]
        if deeper and isinstance(following, Line):
            at = group.index(deeper[0])
            draft.heads = group[:at]
            draft.subheads += [Subhead(line.text.strip(), 0) for line in group[at:]]
            return
        draft.heads = group

    # Tables, captions, bylines

    def _take_labelled(self, line: Line) -> bool:
        """A dateline, a byline or a photographer that the copy names as such."""
        draft = self._draft
        if line.hint.part is Part.DATELINE and draft and not draft.dateline:
            draft.dateline = line.text.strip()
            return True
        if line.hint.part is Part.CREDIT and draft and draft.captions:
            names = whole_byline(line.text)
            last = draft.captions[-1]
            if names and not last.credits:
                draft.captions[-1] = Caption(last.text, names, last.marker, last.line)
                self._note_names(line.text, names)
                return True
        return False

    def _take_table(self, table: Table) -> None:
        draft = self._draft
        if draft is None or draft.table is not None or draft.box:
            draft = self._open(table.line)
        draft.table = table
        draft.before_table = len(draft.paragraphs)

    def _take_caption(self, line: Line) -> bool:
        draft = self._draft
        photographers = credit_line(line)
        if photographers and draft and draft.captions and not draft.captions[-1].credits:
            last = draft.captions[-1]
            draft.captions[-1] = Caption(last.text, photographers, last.marker, last.line)
            self._note_names(line.text, photographers)
            return True
        caption = caption_of(line)
        if caption is None:
            return False
        if caption.marker:
            self._ledger.remove(caption.marker, Rule.CAPTION_MARK)
        self._note_names(
            line.text, caption.credits, besides=caption.text.places() | caption.marker.places()
        )
        if draft is None:
            self._held.append(caption)
        else:
            draft.captions.append(caption)
        return True

    def _take_byline(self, line: Line) -> bool:
        draft = self._draft
        names = whole_byline(line.text)
        if not names or draft is None:
            if not names:
                return False
            draft = self._open(line.number)
        self._note_names(line.text, names)
        self._sign(draft, names, head=not draft.has_body)
        return True

    def _sign(self, draft: Draft, names: tuple[Author, ...], *, head: bool) -> None:
        for author in names:
            draft.authors.append(author)
            draft.signed.append(-1 if head else len(draft.paragraphs) - 1)
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
                    self._ledger.note(piece, Rule.BYLINE_MARK, roles)
                start = at + 1

    # Paragraphs

    def _take_paragraph(  # noqa: C901 # one outcome a line
        self, line: Line, blocks: Sequence[Block], place: int
    ) -> None:  # one outcome a line
        draft = self._draft
        text = line.text.strip()
        begun = opening(text)
        if draft is None or self._parts_from(draft, line, blocks, place, begun=begun is not None):
            draft = self._open(line.number)
        if begun:
            besides = begun.dateline.places() | begun.rest.places()
            self._note_names(text, begun.authors, besides=besides)
            if draft.dateline and draft.box:
                self._ledger.note(begun.dateline, Rule.BYLINE_MARK, "电头")
            draft.dateline = draft.dateline or begun.dateline
            self._sign(draft, begun.authors, head=True)
            text = begun.rest
        if draft.has_body and _END.fullmatch(text.text) and has_han(text.text):
            self._ledger.note(text, Rule.END_MARK)
            return
        bullet = _BULLET.match(text.text)
        if bullet:
            text = self._ledger.change(text, Rule.BULLET, [Edit(0, bullet.end())])
        end = _END.search(text.text)
        if end and end.start() and ends_sentence(text.text[: end.start()]):
            text = self._ledger.change(text, Rule.END_MARK, [Edit(end.start(), end.end())])
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

    def _parts_from(  # one outcome a line  # noqa: PLR0911 # one outcome a line
        self, draft: Draft, line: Line, blocks: Sequence[Block], place: int, *, begun: bool
    ) -> bool:
        """Whether a paragraph without a heading begins a new piece."""
        if begun:
            return (draft.has_body or draft.table is not None) and not draft.box
        if not draft.has_body:
            return False
        led = line.blanks >= 2 and line.blanks > self._usual
        if (led or draft.closed) and captions_follow(blocks, place + 1):
            return not draft.box
        if draft.closed and not draft.box:
            if draft.dateline and draft.heads and _BULLET.match(line.words):
                return True
            signed = bool(bracketed_byline(line.text)[1])
            if signed and draft.signatures == len(draft.paragraphs):
                return False
            return signed or (led and len(line.words) > 60)
        return draft.is_picture and led and len(line.words) > 60

    def _is_bare_caption(self, draft: Draft, line: Line) -> bool:
        """A short sentence behind the signature of a photo report is a caption."""
        words = line.words.strip()
        return (
            draft.closed
            and draft.has_body
            and any(
                {simple(author.role), simple(author.work)} & _PHOTO_ROLES
                for author in draft.authors
            )
            and len(words) <= 50
            and sum(words.count(mark) for mark in "。！？") <= 1
        )

    def _add_paragraph(self, draft: Draft, text: Traced, line: Line) -> None:
        if line.verse:
            draft.verse.add(len(draft.paragraphs))
        draft.jumped = draft.jumped or line.jumps
        draft.closed = False
        if draft.resumed and draft.paragraphs and not ends_sentence(draft.paragraphs[-1].text):
            draft.paragraphs[-1] += text.strip()
        else:
            draft.paragraphs.append(text.strip())
            draft.lines.append(line.number)
        draft.resumed = False

    # The finished piece

    def _piece(self, draft: Draft) -> Piece:
        tiers = assign(draft.heads, has_table=draft.table is not None) if draft.heads else None
        rows = draft.table.rows if draft.table else ()
        headline = tiers.headline.text if tiers else ""
        photographed = any(
            {simple(author.role), simple(author.work)} & _PHOTO_ROLES for author in draft.authors
        )
        kind = kind_of(
            heading=" ".join((tiers.kicker.text, headline)) if tiers else "",
            deck=tiers.deck.text if tiers else "",
            words=sum(len(text) for text in draft.paragraphs),
            paragraphs=len(draft.paragraphs),
            captions=len(draft.captions),
            table=tuple(cell.text for row in rows[:2] for cell in row),
            box=draft.box,
            dateline=bool(draft.dateline),
            verse=bool(draft.verse),
            photographed=photographed,
        )
        authors, signed = self._once(draft)
        return Piece(
            kind=kind,
            script=self._script,
            line=draft.line,
            kicker=tiers.kicker if tiers else Traced(),
            headline=tiers.headline if tiers else Traced(),
            deck=tiers.deck if tiers else Traced(),
            dateline=draft.dateline,
            authors=authors,
            paragraphs=tuple(draft.paragraphs),
            subheads=tuple(draft.subheads),
            captions=tuple(draft.captions),
            table=rows,
            cuts=tuple(sorted({at for at in signed if at >= 0})) if kind is Kind.BRIEF else (),
            lines=tuple(draft.lines),
            verse=frozenset(draft.verse),
            signed=signed,
        )

    def _once(self, draft: Draft) -> tuple[tuple[Author, ...], tuple[int, ...]]:
        """Authors without those named twice (a byline at the head and again at the foot)."""
        kept: list[Author] = []
        places: list[int] = []
        for author, place in zip(draft.authors, draft.signed, strict=True):
            same = [at for at, other in enumerate(kept) if other.name.text == author.name.text]
            if same:
                self._ledger.note(author.name, Rule.BYLINE_MARK, "重复的署名")
                first = kept[same[0]]
                role, house = first.role or author.role, first.organisation or author.organisation
                kept[same[0]] = Author(first.name, role, house)
                continue
            kept.append(author)
            places.append(place)
        return tuple(kept), tuple(places)


def _is_dated(block: Block | None) -> bool:
    """Whether a block is the date under a signature."""
    return isinstance(block, Line) and is_day(block.words)
