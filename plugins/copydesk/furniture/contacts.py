"""The sender's own telephone and address, which no reader is to see.

A mobile number or an e-mail address of one person stands beside his name: over the heading, under
the last line, or in the brackets that sign the copy. There it is taken out. Anywhere else it may be
what readers are to call, so it stays and an editor is asked (`doubts.contacts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, islice

from copydesk.changes import ChangeLog
from copydesk.fields.bylines import whole_byline
from copydesk.fields.kinds import is_paper
from copydesk.fields.names import is_office
from copydesk.fields.signatures import bracketed_byline, trailing_byline
from copydesk.lexicon import HAN, ends_sentence, has_han, simple
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Edit, Traced

MOBILE = re.compile(r"(?<![\d.\-])(?:\+?86[- ]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d\-])")
"""A mobile number of the mainland: eleven figures, often in three groups."""

_FOREIGN_MOBILE = r"(?<!\d)09\d{2}-?\d{3}-?\d{3}(?!\d)|\+\d{2,3}[- ]?\d{4}[- ]?\d{4}(?!\d)"
_MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}"
_LAND = r"(?<!\d)(?:\(?0\d{2,3}\)?[- ]?)\d{7,8}(?!\d)"
_LABEL = (
    "(?:(?:作者|本人|个人|手机|移动|联系|联络|办公|单位|宅)?(?:电话|手机号?码?|号码|方式|邮箱|电邮)|"
    "座机|传真|信箱|邮件|E-?mail|Tel|Mobile|Mob|微信号?|QQ号?)[ ]{0,4}[:：]?[ ]{0,4}"
)
_NUMBER = f"(?:{MOBILE.pattern}|{_FOREIGN_MOBILE}|{_MAIL}|{_LAND})"
_CONTACT = re.compile(
    f"[ ,，;；/|]{{0,4}}(?:{_LABEL})?{_NUMBER}"
    "(?:[ ]{0,4}[（(](?:微信同号|同微信|手机|微信)[）)])?"
    f"|[ ,，;；/|]{{0,4}}(?:微信号?|QQ号?)[ ]{{0,4}}[:：]?[ ]{{0,4}}[A-Za-z0-9_-]{{5,20}}",
    re.ASCII | re.IGNORECASE,
)
_MAY_CALL = re.compile("[0-9]{4}|@|微信|[Qq]{2}")
"""What every contact holds: four figures in a row, the sign of an address, or one of two names."""

_OWN = re.compile(
    f"{MOBILE.pattern}|{_FOREIGN_MOBILE}|{_MAIL}|(?:微信|QQ).{{0,6}}[A-Za-z0-9_-]{{5}}", re.ASCII
)
_LEFT = re.compile(
    "(?:联系人|作者|投稿人|来稿人|供稿人|撰稿人|姓名|通讯员|记者|单位|地址|邮编)[ ]{0,4}[:：]?"
)
_CALLED = re.compile(
    "咨询|报名|预约|监督|举报|投诉|热线|服务|受理|订购|订票|求助|救援|值班|购买|征集|招聘|应聘|"
    "客服|投稿|来稿|采购|招标|联系人|联系电话|联系方式"
)
SHORT_NOTICE = 5
"""Lines between the title of a short notice and the telephone that its readers may call."""

LONGEST = 60
"""Characters of the longest line that only says who sends the copy."""


def clear_contacts(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without the telephone and the address of who sent it."""
    if not any(_MAY_CALL.search(line.words) and _CONTACT.search(line.words) for line in lines):
        return list(lines)
    texts = [at for at, line in enumerate(lines) if _is_text(line)]
    first, last = (texts[0], texts[-1]) if texts else (len(lines), -1)
    titled = next((at for at, line in enumerate(lines[:first]) if is_paper(line.words)), -1)
    if titled >= 0:
        first, last = titled, len(lines)  # under a notice stands whom readers may call
    kept: list[Line | None] = []
    first_of_all = True  # every line so far was taken out
    edits = [None if line.hint.table else _signed(line.text) for line in lines]
    roll = _roll([bool(each) for each in edits])
    form = _form_end(lines)
    for at, line in enumerate(lines):
        signed = None if at in roll else edits[at]
        outside = at < first or at > last
        own = outside and at not in roll and at <= form and not _is_noticed(lines, at)
        own = own and _is_own(line, over=at < first or _under_writer(lines, at))
        if own and (signed is None or (first_of_all and not _roled(line.text, signed))):
            kept.append(None if log.remove(line.text, Rule.CONTACT) else line)
        elif signed is not None:
            kept.append(replace(line, text=log.change(line.text, Rule.CONTACT, signed)))
        else:
            kept.append(line)
        first_of_all = first_of_all and kept[-1] is None
    return _without_cards(kept, log)


def _is_noticed(lines: Sequence[Line], at: int) -> bool:
    """Whether a notice stands over a line, or words that say whom its readers may call."""
    label = simple(lines[at - 1].words.strip()) if at else ""
    beside = lines[max(0, at - BESIDE) : at + BESIDE + 1]
    if any(_CALLS.match(simple(each.words.strip())) for each in beside):
        return True
    return any(is_paper(each.words) for each in lines[max(0, at - SHORT_NOTICE) : at]) or bool(
        label[-1:] in {"：", ":"} and _CALLED.search(label)
    )


def _form_end(lines: Sequence[Line]) -> int:
    """The line that fills in the form of a notice: 特征：…, 走失地点：…; else the copy's end."""
    found = (_FIELD.match(simple(line.words.strip())) for line in lines)
    fields = (at for at, match in enumerate(found) if match and not _LEFT.match(match[1]))
    return next(islice(fields, FEWEST_FIELDS - 1, None), len(lines))


BESIDE = 3
_CALLS = re.compile("(?:截止|报名|征集|征稿|投稿|公示|展期)(?:日期|时间|期限)?[:：]")
"""A line of a public call, beside which whom to write to stands for its readers."""

_FIELD = re.compile(f"([{HAN}]{{2,6}})[:：]\\S")
FEWEST_FIELDS = 2
"""Fields of a notice over whom to call; a sender's card has his own alone."""


def _under_writer(lines: Sequence[Line], at: int) -> bool:
    return at > 0 and any(a.role for a in whole_byline(lines[at - 1].text))


def _roll(signed: Sequence[bool]) -> set[int]:
    """The places of names with numbers, so many in a row that they are a list of telephones."""
    found: set[int] = set()
    for is_signed, run in groupby(range(len(signed)), key=signed.__getitem__):
        places = [*run]
        if is_signed and len(places) >= FEWEST_OF_ROLL:
            found.update(places)
    return found


FEWEST_OF_ROLL = 3
"""Who sends a copy is hardly ever so many."""

_CARD = re.compile("(?:单位|工作单位|地址|通讯地址|邮编|职务|姓名)[:：].{2,30}")


def _without_cards(kept: list[Line | None], log: ChangeLog) -> list[Line]:
    """The lines that are kept, without what else a sender's card says beside his telephone."""
    for at in range(len(kept) - 1, -1, -1):
        line = kept[at]
        if line is None:
            continue
        beside = [each for each in (at - 1, at + 1) if 0 <= each < len(kept)]
        gone = any(kept[each] is None for each in beside) and not line.hint.table
        card = gone and _CARD.fullmatch(simple(line.words.strip()))
        if not card or not log.remove(line.text, Rule.CONTACT):
            break  # the card ends the copy, so what stands over it is text
        kept[at] = None
    return [line for line in kept if line is not None]


def _roled(text: Traced, edits: Sequence[Edit]) -> bool:
    return any(author.role for author in whole_byline(text.edited(edits)))


def _signed(text: Traced) -> list[Edit] | None:
    """What to take out of a line so that it is a byline; None where nothing does it."""
    if not _MAY_CALL.search(text.text):
        return None
    edits = [Edit(match.start(), match.end()) for match in _CONTACT.finditer(text.text)]
    if not edits:
        return None
    bare = text.edited(edits)
    if whole_byline(bare) and not whole_byline(text):
        return edits
    for reading in (bracketed_byline, trailing_byline):
        if not reading(bare)[1] or reading(text)[1]:
            continue
        behind = [edit for edit in edits if edit.start > len(text) - LONGEST]
        if behind and reading(text.edited(behind))[1]:
            return behind
    return None


def _is_own(line: Line, *, over: bool) -> bool:
    """Whether a line holds a contact and, beside it, a name or an office at most.

    over: whether the line stands over the text. Under it a number that readers are to call stays.
    """
    words = line.words.strip()
    if line.hint.table or len(words) > LONGEST or not _MAY_CALL.search(words):
        return False
    if not _CONTACT.search(words):
        return False
    rest = _LEFT.sub(" ", _CONTACT.sub(" ", simple(words))).strip(" ,，;；:：/|（）()")
    if not _OWN.search(words) and rest:
        return False
    if not over and _CALLED.search(simple(words)):
        return False  # whom readers may call
    parts = rest.split()
    return all(
        bool(whole_byline(Traced.at(part, 0))) or is_office(part) or not has_han(part)
        for part in parts
    )


def _is_text(line: Line) -> bool:
    words = line.words.strip()
    return (
        bool(line.hint.table)
        or len(words) > LONGEST
        or (ends_sentence(bracketed_byline(line.text)[0].text) and len(words) > 12)
    )
