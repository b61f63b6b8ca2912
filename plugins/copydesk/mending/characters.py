"""Characters that no reader should meet: radicals, full-width letters, blanks that spread words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN, SURNAMES, is_han, simple, word_list
from copydesk.rules import Rule
from copydesk.traced import Edit, Traced
from newsroom.copied import LIGATURES, RADICALS, plain_form

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_NEEDED = (
    f"(?<=[{_EMOJI}])\ufe0f\u200d(?=[{_EMOJI}])|(?<=[{_EMOJI}])[\ufe0e\ufe0f]"
    f"|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|(?<=\U0001f3f4)[\U000e0020-\U000e007f]+"
    f"|(?<=[{HAN}])[\U000e0100-\U000e01ef]"
)
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# All of Cf but what turns the direction, the fillers and selectors that draw nothing
# (Default_Ignorable_Code_Point), controls but the tab, and the separators U+2028 and U+2029.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u06dd\u070f\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"{_NEEDED}|(?P<unseen>[{_UNSEEN}]+)|(?P<turning>[{_TURNING}]+)")
_ANY_INVISIBLE = re.compile(f"[{_UNSEEN}{_TURNING}]")
_ROUND_FIGURES = re.compile(r"[\u202a-\u202e][0-9+()\-–. ]*\u202c")
_OVERRIDE = re.compile("[\u202b\u202d\u202e\u2067]")


def mend_invisible(text: Traced, log: ChangeLog) -> Traced:
    """A line without what nobody sees; each change is noted with the numbers of its characters."""
    if not _ANY_INVISIBLE.search(text.text):
        return text
    for group, rule in (("unseen", Rule.CONTROL), ("turning", Rule.DIRECTION)):
        for match in reversed(list(_INVISIBLE.finditer(text.text))):
            found = match.group(group)
            if found:
                edit = Edit(match.start(), match.end())
                text = log.change(text, rule, [edit], named(found))
    return text


def named(characters: str) -> str:
    """The numbers of some characters, each once: U+200B U+202E."""
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))


def overrides(words: str) -> Iterator[re.Match[str]]:
    """The marks by which a text is read in another order than it is written.

    A pair of them round the figures of a telephone number, as phones copy it, does no harm.
    """
    harmless = [match.span() for match in _ROUND_FIGURES.finditer(words)]
    for match in _OVERRIDE.finditer(words):
        if not any(start <= match.start() < end for start, end in harmless):
            yield match


_RADICAL = re.compile(f"[{RADICALS}{LIGATURES}\uf900-\ufaff\U0002f800-\U0002fa1f]")
_FULL_WIDTH = re.compile(
    "(?:[０-９Ａ-Ｚａ-ｚ％＋－．／＃＆＊＠＝～]"
    "|(?<=[０-９])：(?=[０-９]{2}(?![０-９]))|(?<=[０-９])，(?=[０-９]{3}(?![０-９])))+"
)
_BETWEEN_FIGURES = re.compile("(?<=[0-9])[－．／](?=[0-9])")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_LETTERSPACED = re.compile(f"[{HAN}](?: [{HAN}]){{3,}}(?![{HAN}])")

WIDEST_GAP = 200
"""Blanks in a row that may part the columns of a table; more say nothing more."""

_GAP = re.compile(f" {{{WIDEST_GAP + 1},}}")

_SPREAD = re.compile(f"[{HAN}](?: {{1,4}}[{HAN}]){{1,7}}")
"""A whole line of single characters: 秋 收 忙, 通 知."""

_WIDE = f"{HAN}\u3001-\u303f\uff01-\uff5e“”‘’…—·"
_BETWEEN = re.compile(
    f"(?<=[{_WIDE}]) (?=[{_WIDE}])|(?<=[{_WIDE}]) (?=[0-9])|(?<=[0-9]) (?=[{_WIDE}])"
)
"""One blank between two characters of a line that is spread out; two blanks part its halves."""


_FOLDED = re.compile(r"\[@[a-z]{2,12}@\]")
"""Where a weblog folds a text: [@more@]."""


def mend_characters(text: Traced, log: ChangeLog) -> Traced:
    """A line without invisible characters, radicals and full-width letters."""
    text = text if _SETTLED.fullmatch(text.text) else _mend_odd(text, log)
    # Odd spaces become plain ones without a word: they were never anything a reader could see.
    plain = _ODD_SPACE.sub(" ", text.text)
    text = text if plain == text.text else Traced(plain, text.origin)
    gaps = [Edit(m.start() + WIDEST_GAP, m.end()) for m in _GAP.finditer(plain)]
    return _composed(log.change(text, Rule.LETTERSPACED, gaps))


_SETTLED = re.compile(
    "[\t A-Za-z0-9,.:;()%/\u3000\u3400-\u4dbf\u4e00-\u9fff〇"
    "、。，：；！？（）《》「」『』“”‘’…—·-]*"
)
"""A line of characters that are as they are to be, blanks aside."""


def _mend_odd(text: Traced, log: ChangeLog) -> Traced:
    text = mend_invisible(text, log)
    text = log.change(text, Rule.MARKUP, _edits(_FOLDED, text.text, lambda _: ""))
    text = log.change(
        text,
        Rule.RADICAL,
        [
            edit
            for edit in _edits(_RADICAL, text.text, plain_form)
            if edit.after != text.text[edit.start : edit.end]
        ],
    )
    return log.change(
        text,
        Rule.FULL_WIDTH,
        [
            edit
            for edit in _edits(
                _FULL_WIDTH, text.text, lambda found: unicodedata.normalize("NFKC", found)
            )
            if _is_letter_or_number(text.text[edit.start : edit.end])
            or _BETWEEN_FIGURES.match(text.text, edit.start)
        ],
    )


def close_up(text: Traced, log: ChangeLog) -> Traced:
    """A line without the blanks that some program of words sets round marks and figures.

    A blank before a full-width mark is never typed, so two of them tell such a line.
    """
    words = text.text.strip()
    if len(_LOOSE.findall(words)) < FEWEST_LOOSE:
        return text
    lead = len(text.text) - len(text.text.lstrip())
    gaps = (m for m in _BESIDE_MARK.finditer(text.text) if lead <= m.start() < lead + len(words))
    edits = [Edit(gap.start(), gap.end()) for gap in gaps if gap.end() > gap.start()]
    return log.change(text, Rule.LETTERSPACED, edits)


_LOOSE = re.compile("[^ ] +[，。、；：！？）”》]")
FEWEST_LOOSE = 2
_BESIDE_MARK = re.compile(
    " +(?=[，。、；：！？）”》（“《])|(?<=[，。、；：！？（“《）”》]) +"
    f"|(?<=[{HAN}]) (?=\\d)|(?<=\\d) (?=[{HAN}])"
)


def open_up(text: Traced, log: ChangeLog) -> Traced:
    """A line without the blanks that spread out its characters (全 区 招 商)."""
    tokens = text.text.split()
    plain = len(tokens) < 2 and " " not in text.text
    if plain or ("   " in text.text and _are_labels(text.text)):
        return text
    edits = []
    pairs = _padded_pairs(text.text)
    if pairs:
        return log.change(text, Rule.PADDED, pairs)
    if _SPREAD.fullmatch(text.text.strip()):
        edits = [Edit(at, at + 1) for at in range(len(text)) if text.text[at] == " "]
        return log.change(text, Rule.LETTERSPACED, edits)
    if _is_spread(text.text):
        edits = [Edit(m.start(), m.end()) for m in _BETWEEN.finditer(text.text)]
        return log.change(text, Rule.LETTERSPACED, edits)
    label = _SPREAD_LABEL.match(text.text)
    heads = label and label.group(4) and _HEADS.search(simple(text.text[label.end() :]).rstrip())
    if label and not heads and simple(label.group(1) + label.group(3)) in _LABELS:
        edits = [Edit(label.start(2), label.end(2))]
        if label.group(4):
            edits.append(Edit(label.start(4), label.end(4), "："))
        return log.change(text, Rule.LETTERSPACED, edits)
    for match in _LETTERSPACED.finditer(text.text):
        before = text.text[: match.start()]
        if before and not before.endswith(" ") and before[-1:] not in "：:":
            continue
        edits += [Edit(place, place + 1) for place in range(match.start() + 1, match.end(), 2)]
    return log.change(text, Rule.LETTERSPACED, edits)


_SPREAD_LABEL = re.compile(f"[ ]*([{HAN}])( {{1,6}})([{HAN}])(?:[ ]*(?=[:：])|( +)(?=[^ :：]))")
_LABELS = frozenset(
    word_list(
        "时间 地点 日期 主席 主持 出席 列席 缺席 记录 纪录 姓名 性别 年龄 单位 职务 地址 电话 "
        "内容 事由 主题 议题 标题 作者 备注 人数 费用"
    )
)
"""Labels of a form whose two characters are set as wide as those of four: 時　　間　九時."""


def _are_labels(words: str) -> bool:
    """Whether a line is labels alone, far apart, as the heads of a table are: 姓  名    电  话."""
    parts = re.split(" {3,}", words.strip())
    return len(parts) > 1 and all(simple(part.replace(" ", "")) in _LABELS for part in parts)


_HEADS = re.compile(
    f"[{HAN}]{{2,8}}(?:{'|'.join(sorted(_LABELS))})(?=  )"
    f"|(?:{'|'.join(' *'.join(each) for each in sorted(_LABELS))})$"
)
"""What stands behind such a label where both head the columns of a table: 接访时间    地点."""


def _padded_pairs(words: str) -> list[Edit]:
    """The gaps within names of two among names of three: 冯 源  陈 静  褚文斌."""
    tokens = list(re.finditer("[^ ]+", words))
    edits: list[Edit] = []
    at = names = 0
    while at < len(tokens):
        token = simple(tokens[at].group())
        if token[0] not in SURNAMES or not is_han(token[-1]):
            return []
        if len(token) == 1:
            if at + 1 == len(tokens) or len(tokens[at + 1].group()) > 1:
                return []
            edits.append(Edit(tokens[at].end(), tokens[at + 1].start()))
            at += 1
        elif len(token) > LONGEST_NAME:
            return []
        at += 1
        names += 1
    return edits if names >= FEWEST_NAMES or len(edits) == names > 1 else []


LONGEST_NAME = 4
FEWEST_NAMES = 3
"""Names in a line from which its single characters are halves of names."""


def _is_spread(words: str) -> bool:
    """Whether nearly every character of a line stands apart, marks and figures included."""
    tokens = [token for token in words.split(" ") if token]
    single = sum(len(token) == 1 and not token.isascii() for token in tokens)
    return len(tokens) >= 6 and single >= 0.75 * len(tokens)


def _composed(text: Traced) -> Traced:
    """Letters with their accents in one character (NFC); Han characters are not touched."""
    if unicodedata.is_normalized("NFC", text.text):
        return text
    parts: list[Traced] = []
    place = 0
    for match in re.finditer(r"\S[\u0300-\u036f\u3099\u309a]+", text.text):
        parts.append(text[place : match.start()])
        form = unicodedata.normalize("NFC", match.group())
        parts.append(Traced(form, text.origin[match.start() : match.start() + len(form)]))
        place = match.end()
    parts.append(text[place:])
    return Traced.joined(parts)


def _is_letter_or_number(found: str) -> bool:
    """Full-width marks alone (％ ～) are as printed; beside letters or digits they go with them."""
    return any(unicodedata.normalize("NFKC", character).isalnum() for character in found)


def _edits(pattern: re.Pattern[str], text: str, after: Callable[[str], str]) -> list[Edit]:
    return [Edit(m.start(), m.end(), after(m.group())) for m in pattern.finditer(text)]
