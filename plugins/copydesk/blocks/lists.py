"""Lists: rolls of names and prizes, entries under a heading that announces them, label and value.

What stands in a list is text, and nobody's signature, headline or sub-head.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.blocks.block import FAIR, HALF, SURE, Block, BlockKind
from copydesk.blocks.listed import is_apart, runs_of
from copydesk.fields.tierwords import FRAMED
from copydesk.lexicon import HAN, SIGN, ends_sentence, simple
from copydesk.sheet import Part

ENTRIES = 3
"""Short lines in a row that are a list where a heading announces one."""

MOST_TIERS = 4
"""Lines of a heading with nothing but a gap or the end under it; more are a list."""

LONGEST_ENTRY = 30

MOST_OF_AWARD = 20
"""Characters of the longest line that only names a prize."""

ROLL_GAP = 2
"""Blank lines that part the entries of one roll at most."""

_LISTS = re.compile(
    "(?:名单|名录|名册|目录|清单|一览表?|光荣榜|获奖者|人选|结果|名额|分工|成员)"
    "(?:公布|公示)?(?:[（(].{1,16}[）)])?[:：]?$"
)
_ATTACHED = re.compile("附件?[:：] ?(?:1|一)[.．、]")
_OPENS_LIST = re.compile("(?:如下|以下|下列|名单|分别(?:是|为))[^。！？]{0,24}[:：]$")
_AWARD = re.compile(
    "[-●◆·]?[^，。]{0,8}(?:[特一二三四]等奖|优[秀胜][^，。]{0,6}奖|入围奖|提名奖|组织奖|"
    "[金银铜]奖|[冠亚季]军)"
)
_PERSON = re.compile(f"(?:^|[ 、])[{HAN}]{{1,4}} ?[{HAN}]{{0,3}}[（(][^（()）]{{2,12}}[）)]")
"""Somebody of a roll, and where he is from: 陈亮（四川威远）."""

_FIELD = re.compile(f"[{HAN}（）()、 ]{{2,14}}[:：][ ]?[^ ]")
"""A label and its value in one line: 监督电话：0000-12380."""


_CLOCKED = re.compile(
    r"(?:[上下]午|晚上?|早上?)?\d{1,2}[:：]\d{2}(?:[-—–~～至]\d{1,2}[:：]\d{2})?[ \u3000]+[^ ]"
)
"""An hour and what is on then: 19:35 溪河新闻."""

_DATED = re.compile(r"(?:\d{1,2}月)?\d{1,2}(?:日?[-—~～至到]\d{1,2})?日[^。！？]{0,14}[:：] ?[^ ]")
"""A day, or some, and what is planned for it: 9月1日—9月7日：钱立民（带班）."""


def read_rolls(blocks: list[Block]) -> None:
    """What stands under 名单 is its text: no heading of anything, and nobody's signature."""
    rolls = _Rolls(blocks)
    for at, block in enumerate(blocks):
        for place in rolls.entries(at, simple(block.words)):
            if not blocks[place].table:
                blocks[place] = blocks[place].read_as(BlockKind.ENTRY, "名单、清单里的一行")


@dataclass(slots=True)
class _Rolls:
    """Finds the entries of lists from the first block to the last, each block looked at once.

    A roll that opens inside another ends where that one ends. end: of the last that was looked
    through; person: the last block of it with people. attached: the end of the last appendices.
    """

    blocks: Sequence[Block]
    end: int = 0
    person: int = -1
    read: int = 0
    attached: int = 0

    def entries(self, at: int, words: str) -> range:
        """The entries of the list that a block opens; none where it opens no list."""
        blocks, block = self.blocks, self.blocks[at]
        award = bool(_AWARD.match(words)) and block.length <= MOST_OF_AWARD
        end = at + 1
        if _ATTACHED.match(words):
            return self._appendices(at)
        if award or _OPENS_LIST.search(words):
            end = self._end(end)
            if at < self.read or end - at <= ENTRIES - award:
                return range(0)
            self.read = end
            return range(at if award else at + 1, end)
        if block.kind is BlockKind.HEADING and _LISTS.search(words):
            while end < len(blocks) and (
                _is_entry(blocks[end], first=end == at + 1) or _is_winner(blocks[end])
            ):
                end += 1
            several = any(len(each.names) > 1 for each in blocks[at + 1 : end])
            return range(at + 1, end) if end - at > ENTRIES or several else range(0)
        return range(0)

    def _appendices(self, at: int) -> range:
        """The numbered lines under the first appendix."""
        end = at + 1
        if at < self.attached:
            return range(0)
        while (
            end < len(self.blocks) and self.blocks[end].numbered and not self.blocks[end].sentence
        ):
            end += 1
        self.attached = end
        return range(at + 1, end)

    def _end(self, at: int) -> int:
        """The end of the roll that begins at a place, people among it; or the place."""
        if at >= self.end:
            self.end, self.person = at, -1
            while self.end < len(self.blocks) and _may_be_of_roll(self.blocks[self.end]):
                block = self.blocks[self.end]
                if block.names or _PERSON.search(block.words):
                    self.person = self.end
                self.end += 1
        return self.end if self.person >= at else at


def _may_be_of_roll(block: Block) -> bool:
    """Whether a block may be a line of a roll: short, no sentence, no beginning of a piece."""
    if block.table or block.opens or block.roled or block.level or block.day:
        return False
    bare = block.words.rstrip("：: ")
    if block.length > 40 or ends_sentence(bare) or block.blanks > ROLL_GAP:
        return False
    return bool(block.names) or not block.numbered


def _is_entry(block: Block, *, first: bool) -> bool:
    """Whether a block may be an entry of a list: short, no sentence, no beginning of a piece."""
    short = block.head and not block.sentence and block.length <= LONGEST_ENTRY
    return short and not block.roled and not block.level and block.blanks <= (1 if first else 0)


def _is_winner(block: Block) -> bool:
    """Whether a line says who won a prize, or names people with where they are from."""
    words = simple(block.words)
    named = bool(_PERSON.search(words)) and "。" not in words
    won = bool(_AWARD.match(words)) and ("：" in words or ":" in words)
    return (named or won) and not (block.table or block.opens or block.level or block.blanks > 1)


def read_fields(blocks: list[Block]) -> None:
    """Lines of label and value that stand together are a form, and no headings."""
    for start, run_end in runs_of(blocks, _is_field):
        end = run_end
        while end - start >= 2 and end < len(blocks) and _names_no_writer(blocks[end]):
            end += 1  # 记录：… of a meeting, among its other labels
        below = blocks[end : end + 1]
        begun = bool(below) and (below[0].opens or (below[0].roled and end + 1 < len(blocks)))
        heads = begun and blocks[end - 1].head
        last = end - heads  # the headline of the story below: 柳湾镇：秸秆变成“香饽饽”
        ends = last == len(blocks) or bool(blocks[last].names) or blocks[last].blanks > 1
        under = start > 0 and (blocks[start - 1].text or blocks[start - 1].table)
        lone = under and blocks[start].head and ends
        signed = start > 0 and blocks[start - 1].day and _CONTACT.match(simple(blocks[start].words))
        for at in range(start, last) if last - start >= 2 or lone or signed else ():
            blocks[at] = blocks[at].read_as(BlockKind.FIELD, "名目和内容，一行一项")
            blocks[at] = blocks[at].going_with(at) if signed else blocks[at]
    _read_headed_fields(blocks)


def _names_no_writer(block: Block) -> bool:
    """Whether a line of label and names is an entry of a form, and no byline: 缺席：…, 记录：…."""
    words = simple(block.words)
    named = bool(block.names) and is_field_line(words) and not block.blanks
    return named and not _WRITES.match(words)


_WRITES = re.compile("[^:：]*(?:作者|记者|通讯员|撰|文|图|摄|供稿|报道|编辑|责编|编审|校对|审核)")
"""A label behind which stands who wrote or passed a story."""

_CONTACT = re.compile("联系|联络|电话|咨询|地址|邮编|邮箱|传真|监督|举报|受理")
"""How a line begins by which an office may be reached, under the day of its notice."""


def _read_headed_fields(blocks: list[Block]) -> None:
    """Short lines that each stand over labels with values are lines of one list: 1路, 2路, 3路.

    The heading over the first goes with the text that stands over it.
    """
    place = 0
    while place < len(blocks):
        heads, end = _headed_fields(blocks, place)
        listed = len(heads) > 1 and _alike([blocks[at].words for at in heads])
        if len(heads) >= ENTRIES or listed:
            over = heads[0] - 1
            for at in range(heads[0], end):
                kind = BlockKind.ENTRY if at in heads else BlockKind.FIELD
                blocks[at] = blocks[at].read_as(kind, "几组名目和内容").going_with(at)
            titled = over > 0 and blocks[over].head and blocks[over - 1].text
            if titled and not (blocks[over].blanks > 1 or blocks[over].level or blocks[over].told):
                blocks[over] = blocks[over].going_with(over)
        place = max(end, place + 1)


def _alike(heads: Sequence[str]) -> bool:
    """Whether short heads end with one word: 综合频道, 公共频道."""
    return len({head[-2:] for head in heads}) == 1 and min(map(len, heads)) > 2


LONGEST_ITEM_HEAD = 12


def _is_item_head(block: Block) -> bool:
    """Whether a short line may stand over the labels of one item of a list."""
    plain = block.head and not (block.roled or block.level or block.told or block.sentence)
    return plain and block.length <= LONGEST_ITEM_HEAD and not _is_field(block)


def _headed_fields(blocks: Sequence[Block], at: int) -> tuple[list[int], int]:
    """The short lines from a place on that each stand over labels and values, and their end."""
    heads: list[int] = []
    while at + 1 < len(blocks) and _is_item_head(blocks[at]):
        end = at + 1
        while end < len(blocks) and blocks[end].kind is BlockKind.FIELD and not blocks[end].blanks:
            end += 1
        if end == at + 1 or (heads and is_apart(blocks, at)):
            break
        heads.append(at)
        at = end
    return heads, at


def _is_field(block: Block) -> bool:
    plain = block.kind in {BlockKind.HEADING, BlockKind.PROSE} and block.length <= 60
    words = SIGN.sub("", simple(block.words))
    dated = bool(_DATED.match(words) or _CLOCKED.match(words))  # 6到7日：多云 is led by no numeral
    named = block.label or dated or bool(_FIELD.match(words))
    numbered = block.numbered and not dated
    free = block.part in {Part.NONE, Part.TEXT} and not (block.level or numbered)
    return plain and named and free and not block.set_as_headline


def is_field_line(words: str) -> bool:
    """Whether a line is a label and its value: 公示期限：9月12日至9月18日."""
    return bool(_FIELD.match(SIGN.sub("", simple(words))))


def read_runs(blocks: list[Block]) -> None:
    """Short lines that stand together under a text, or more than a heading has, are a list."""
    for start, end in list(runs_of(blocks, _is_short)):
        _read_run(blocks, start, end)


def _is_short(block: Block) -> bool:
    plain = block.head and not block.roled and not block.level and not block.bold
    told = block.part not in {Part.NONE, Part.TEXT, Part.TITLE}
    return plain and not told and not block.numbered and block.length <= LONGEST_ENTRY


def _read_run(blocks: list[Block], start: int, end: int) -> None:
    """Read one run of short lines."""
    count = end - start
    below = blocks[end : end + 1]
    headed = bool(below) and not is_apart(blocks, end) and not below[0].day
    behind = start > 0 and not is_apart(blocks, start) and blocks[start - 1].text
    if behind and blocks[start - 1].words[-1:] in "：:" and count >= 2 and not blocks[start].blanks:
        first, reason, weight = start, "冒号下面的几个短行", SURE
    elif behind and count >= ENTRIES + headed and not _heads_story(blocks, start, end):
        first, reason, weight = start, "正文里连着几个短行", FAIR
    elif not headed and count > MOST_TIERS:
        column = FRAMED.fullmatch(simple(blocks[start].words)) and blocks[start + 1].head
        first, reason, weight = start + 1 + bool(column), "标题下面全是短行，没有正文", HALF
    else:
        return
    for at in range(first, end):
        if not _is_signature(blocks, at):
            blocks[at] = blocks[at].read_as(BlockKind.ENTRY, reason, weight)


def _heads_story(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether short lines are a story's heading: gaps part its tiers, a byline stands under it."""
    gaps = {block.blanks for block in blocks[start:end]}
    below = blocks[end : end + 1]
    return len(gaps) > 1 or (bool(below) and (below[0].roled or below[0].opens))


def _is_signature(blocks: Sequence[Block], at: int) -> bool:
    """Whether names stand last, under a text, as those of its writers do."""
    last = at + 1 == len(blocks) or blocks[at + 1].blanks > 1
    return bool(blocks[at].names) and last and len(blocks[at].names) <= 3
