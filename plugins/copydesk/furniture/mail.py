"""What is letter and not copy in an e-mail: header, greeting, quotes, signature, disclaimer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.blocks.heads import is_head
from copydesk.blocks.labels import is_counted
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import whole_byline
from copydesk.fields.datelines import opens
from copydesk.fields.names import is_office
from copydesk.fields.signatures import bracketed_byline
from copydesk.lexicon import HAN, ends_sentence, simple
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Edit

_HEADER = re.compile(
    "^[ >]*(?:发件人|发信人|寄件人|寄件者|收件人|收件者|收信人|抄送|副本|密送|主题|主旨|标题|"
    "日期|发送时间|发送日期|寄件日期|时间|附件|优先级|发件时间|"
    "From|To|Cc|Bcc|Subject|Date|Sent|Attachments?|Reply-To|Message-ID|X-[\\w-]+|MIME-Version|"
    "Content-[\\w-]+|Return-Path|Received)[ ]*[:：]",
    re.IGNORECASE,
)
_SURE_HEADER = re.compile("^[ >]*(?:发件人|寄件者|寄件人|From)[ ]*[:：]", re.IGNORECASE)
_PARTING = re.compile(
    "^[ >]*-{2,}[ ]*(?:原始邮件|原邮件|转发(?:的)?邮件(?:信息)?|Original Message|Forwarded "
    "message|以下(?:为|是)转发)[ ]*-*[ ]*$"
    "|^[ >]*-{5,}.{0,12}(?:原始邮件|转发邮件|Original|Forwarded).{0,6}-*$"
    "|^[ >]*(?:在|于)?[ ]*\\d{4}[-年/].{4,40}(?:写道|wrote|寫道)[:：]?[ ]*$|^[ >]*On "
    ".{6,80}wrote:[ ]*$|^.{2,40}(?:于|在)[ ]?\\d{4}.{4,40}(?:写道|寫道)[:：]?[ ]*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[ ]*>")
_SIGN_OFF = re.compile(
    "^[ ]*(?:(?:非常)?(?:谢谢|感谢)[！!。，, ]+)?"
    "(?:此致|敬礼|顺颂|顺祝|顺致|敬祝|谨祝|祝好|祝您|祝编安|编安|撰安|敬上|谢谢[！!。]?$|多谢|"
    "非常感谢|感谢|祝[:：]?$|祝工作|恭祝|致敬|即颂|盼复|Best|Regards|Thanks|--[ ]?$|—{2,}$|"
    "_{3,}$|发自我的|从我的|收到请|请回复|发送自|Sent from|通过.{2,10}(?:邮箱|客户端)发送)",
    re.IGNORECASE,
)
_FAREWELL = re.compile("[^-—_]*(?:祝|颂|谢|敬|此致|安|好)|盼复|Best|Regards|Thanks", re.IGNORECASE)
_CONTACT = re.compile(
    "(?:电话|手机|座机|传真|邮箱|电邮|E-?mail|Tel|Fax|Mobile|Mob|QQ|微信(?:号)?|地址|邮编|"
    "联系人|联系方式|联系电话|网址|Add)[ ]*[:：]|^[ ]*1[3-9]\\d{9}[ ]*$|^[ "
    "]*\\d{3,4}-\\d{7,8}[ ]*$|^[ ]*[\\w.+-]+@[\\w.-]+[ ]*$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    "(?:本|此|该)(?:电子)?邮件(?:及|和|中|内|所|可能|包含|仅|的|为|是|含)|保密(?:信息|声明|"
    "提示|义务)|误收|收件人以外|非指定收件人|This (?:e-?mail|message)|confidential|intended "
    "recipient|privileged|打印(?:本|此)邮件|保护环境|环保",
    re.IGNORECASE,
)
_GREETING = re.compile(
    f"^[ ]*(?:尊敬的|亲爱的|敬爱的)?[{HAN}]{{0,10}}(?:编辑|老师|主任|总编|主编|同志|先生|女士|"
    f"领导|编辑部|部长|各位|大家|您|你)[{HAN}]{{0,6}}[：:，,！!。]?[ ]*(?:您好|你好|"
    f"大家好)?[！!。，,]?[ ]*$"
    f"|^[ ]*[{HAN}]{{0,6}}(?:编辑|老师|主任|总编|主编)们?[：:，, ]{{0,2}}(?:您|你)?好"
    "(?:[！!。，,：:]?$|[！!。，,：:].*[。！!？?]$)"
    "|^[ ]*(?:您|你|你们|大家)好[！!。，,：:]?|^[ ]*(?:Hi|Hello|Dear)\\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    "附件|稿件|投稿|来稿|供稿|审稿|此稿|本稿|稿子|请审|审阅|审定|查收|采用|刊用|刊发|刊登|见报|"
    "登报|发来|发给您|发给你|发上|呈上|奉上|烦请|麻烦(?:您|各位|看|帮)|能(?:不能|否)(?:采用|刊用|用)|劳驾|请您|请编辑|请老师|敬请|望采|万望|"
    "斧正|指正|如有不妥|如有问题|版面|截稿|收到(?:请)?回复|请回复|盼复|辛苦|看着用|都在下面|见下面"
)

_SUBJECT = re.compile("(?:RE|FW|FWD|回复|答复|转发)[ ]?[:：]", re.IGNORECASE)
"""How the subject of an answer begins."""

_EDITOR = re.compile("编辑|老师|总编|主编|报社")
_SENT = re.compile(
    "(?:附上|发来|发上|发给|发送|呈上|奉上|投稿|寄上|寄来|送上|传来|传上).{0,10}|"
    "(?:想|愿|希望)?(?:投给|投到|投往|投)(?:贵[报刊]|编辑部)|"
    "(?:请|望|恳请).{0,6}(?:查收|审阅|审核|采用|刊用|刊登|刊发|斧正)|(?:稿件|来稿)如下|以下(?:是|为)(?:稿件|正文|来稿)"
)


def is_mail(lines: Sequence[Line]) -> bool:
    """Whether plain text is a pasted e-mail: it begins with a block of header lines.

    Each says something else; a collection that heads its items 标题： says that again and again.
    """
    head = list(lines[:12])
    found = {match.group() for line in head if (match := _HEADER.match(simple(line.words)))}
    sure = any(_SURE_HEADER.match(simple(line.words)) for line in head)
    return (sure and len(found) >= 2) or len(found) >= 3


def clear_mail(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of an e-mail without what belongs to the letter."""
    lines = _without_header(lines, log)
    lines = _without_quotes(lines, log)
    return clear_letter(lines, log)


def is_letter(lines: Sequence[Line]) -> bool:
    """Whether plain text is a letter that brings copy: it greets an editor and speaks of the copy.

    A letter that is copy itself (读者来信) greets the editor too, and says nothing of being sent.
    """
    greets = any(
        _greets(simple(line.words.strip())) and _EDITOR.search(simple(line.words))
        for line in lines[:4]
    )
    greets = greets or _greets_by_name(lines)
    return greets and any(
        len(line.words) <= 60 and _speaks_of_copy(simple(line.words)) for line in lines[:8]
    )


def _greets(words: str) -> bool:
    """Whether a line greets whom a letter is for, be a word of the copy right behind."""
    asks = len(words) <= LONGEST_NOTE and _GREETED.match(words) and _LETTER.search(words)
    return bool(_GREETING.match(words) or asks)


LONGEST_NOTE = 60
_GREETED = re.compile(
    f"[{HAN}]{{0,6}}(?:编辑|老师|主任|总编|主编)们?[：:，, ]{{0,2}}"
    "(?:(?:您|你)?好[！!。，,：: ]|[，,：:！!])"
)


def _speaks_of_copy(words: str) -> bool:
    """Whether a line is written to somebody about the copy: 已按要求补充，麻烦再看一下。"""
    asks = re.search("麻烦|谢谢|劳烦|辛苦|请您|请查|见谅", words) and _ASKS.search(words)
    greets = _GREETED.match(words) and _LETTER.search(words)
    return bool(_SENT.search(words) or asks or greets)


_ASKS = re.compile("稿|补充|修改|看一下|再看|过目|审|发你|发您|附件")


def _greets_by_name(lines: Sequence[Line]) -> bool:
    """Whether a letter begins with a name alone and 你好: 小李：／你好！稿子写好了。"""
    words = [simple(line.words.strip()) for line in lines[:2]]
    named = len(words) > 1 and re.fullmatch(f"[{HAN}]{{1,5}}[:：，,]", words[0])
    return bool(named) and bool(re.match("(?:您|你|你们|大家)好", words[1]))


def clear_letter(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a letter without what is written to the editor: greeting, note, farewell."""
    lines = _without_letter(lines, log)
    return _without_tail(lines, log)


def _without_header(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    kept = list(lines)
    place = 0
    while place < len(kept) and (
        _HEADER.match(simple(kept[place].words)) or _PARTING.match(simple(kept[place].words))
    ):
        place += 1
    if place and _removed_all(kept[:place], Rule.MAIL_HEADER, log):
        return _gap(kept[place:])
    return kept


FORWARDS = 20
"""How often a letter may have been sent on; what is older stays as it is."""


def _without_quotes(lines: Sequence[Line], log: ChangeLog, forwards: int = FORWARDS) -> list[Line]:
    """Without quoted older letters; a forwarded letter that holds the only story is kept."""
    lines = list(lines)
    at = next((i for i, line in enumerate(lines) if _PARTING.match(simple(line.words))), None)
    if at is None:
        at = next(
            (
                i
                for i, line in enumerate(lines)
                if _SURE_HEADER.match(simple(line.words))
                and sum(bool(_HEADER.match(simple(each.words))) for each in lines[i : i + 5]) >= 3
            ),
            None,
        )
    if at is not None and forwards:
        if any(_is_story(line) for line in lines[:at]):
            if _removed_all(lines[at:], Rule.MAIL_QUOTE, log):
                lines = lines[:at]
        elif _removed_all(lines[: at + 1], Rule.MAIL_LETTER, log):
            rest = [_unquoted(line, log) for line in lines[at + 1 :]]
            return _without_quotes(_without_header(_gap(rest), log), log, forwards - 1)
    if any(_is_story(line) for line in lines if not _QUOTED.match(line.words)):
        return [
            line
            for line in lines
            if not (_QUOTED.match(line.words) and log.remove(line.text, Rule.MAIL_QUOTE))
        ]
    return [_unquoted(line, log) for line in lines]


def _unquoted(line: Line, log: ChangeLog) -> Line:
    match = re.match(r"^(?:[ ]*>)+[ ]?", line.words)
    if not match:
        return line
    return replace(line, text=log.change(line.text, Rule.MAIL_QUOTE, [Edit(0, match.end())]))


def _without_letter(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """Without the greeting and the note to the editor that stand before the copy."""
    lines = list(lines)
    last = -1
    for place, line in enumerate(lines[:12]):
        words = simple(line.words.strip())
        if opens(line.words) or is_counted(words) or (last >= 0 and _TITLED.match(words)):
            break
        below = lines[place + 1 : place + 2]
        told = below and (
            _is_story(below[0])
            or _is_short_story(below[0])
            or bool(bracketed_byline(below[0].text)[1])
        )
        if last >= 0 and told and is_head(line.words) and not _LETTER.search(words):
            break  # the first headline
        begins = len(words) <= 30 and bool(_TEXT_BELOW.match(words))
        told_text = any(_is_story(each) or _is_short_story(each) for each in below)
        if begins and last >= 0 and told_text and _heads(lines[last + 1 : place]):
            if log.remove(line.text, Rule.MAIL_LETTER):  # its headline stands over the word
                lines[place : place + 2] = _gap([lines[place + 1]])
            break
        if (
            (_greets(words) and (len(words) <= 40 or _GREETED.match(words)))
            or (len(words) <= 60 and (_SUBJECT.match(words) or _speaks_of_copy(words)))
            or (len(words) <= 120 and _LETTER.search(words) and (ends_sentence(words) or last >= 0))
            or begins
        ):
            last = place
        elif len(words) > 60:
            break
    while 0 <= last < len(lines) - 2 and _WISH.fullmatch(simple(lines[last + 1].words.strip())):
        last += 1
    rest = lines[last + 1 :]  # a letter that leaves no sentence was the copy
    spoken = any(ends_sentence(line.words) for line in rest) or not any(
        _is_short_story(line) for line in lines[: last + 1]
    )
    if last >= 0 and spoken and _removed_all(lines[: last + 1], Rule.MAIL_LETTER, log):
        return _gap(lines[last + 1 :])
    return lines


_WISH = re.compile(
    "(?:祝|此致|顺祝|敬祝|谨祝|顺颂)?"
    "(?:[ ]*(?:编|撰|台|近|春|夏|秋|冬)(?:安|祺)|敬礼|安好|祝|此致|顺祝|敬祝)?[!！。，：:]?"
)
"""The wish that ends a note, be it on two lines: 祝, 编安！."""


def _heads(lines: Sequence[Line]) -> bool:
    """Whether the last of some lines may be a headline, and is written to nobody."""
    words = simple(lines[-1].words.strip()) if lines else ""
    return bool(words) and is_head(words) and not _LETTER.search(words)


_TEXT_BELOW = re.compile(
    "[（(]?(?:(?:以下|下面)(?:是|为)?)?(?:正文|稿件|全文|内容|来稿|原稿)(?:如下|全文)?[）)]?[:：]?$"
)
_TITLED = re.compile("[【\\[]?(?:标题|题目)[】\\]]?[ ]*[:：][ ]*\\S")
"""How a letter names the headline of what it brings: 标题：…."""


def _without_tail(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """Without the farewell, the signature and the disclaimer that stand behind the copy."""
    lines = list(lines)
    kept_to = len(lines)
    start = next((i for i, line in enumerate(lines) if _is_story(line)), None)
    if start is None:
        start = next((i for i, line in enumerate(lines) if _is_short_story(line)), len(lines))
    card = _card(lines, start)
    for place in range(start + 1, len(lines)):
        words = simple(lines[place].words.strip())
        ahead = [simple(line.words.strip()) for line in lines[place : place + 4]]
        if lines[place].tail:
            continue
        ruled = bool(_RULE.fullmatch(words)) and len(lines) - place <= LONGEST_CARD
        if place == card or (ruled and not _story_ahead(lines, place + 1)):
            kept_to = place
            break
        if _SIGN_OFF.match(words) and len(words) <= 40 and not _story_ahead(lines, place):
            kept_to = place
            break
        if (
            _DISCLAIMER.search(words)
            and not _story_ahead(lines, place + 1)
            and _LETTERISH.search(words)
        ):
            kept_to = place
            break
        contacts = sum(bool(_CONTACT.search(each)) for each in ahead)
        if (
            not _story_ahead(lines, place)
            and len(words) <= 60
            and not words.startswith(("（", "("))  # who signs the copy
            and (
                (contacts >= 2 and _begins_signature(lines, place))
                or (contacts >= 1 and _CONTACT.search(words) and len(words) <= 40)
            )
        ):
            kept_to = place
            break
        if (
            len(words) <= 100
            and (_LETTER.search(words) or words.startswith("附"))
            and not _story_ahead(lines, place)
            and re.match(
                "附件|附[:：]|照片|请|以上|稿件|如|妥否|联系|（?(?:图片|照片)(?:见附件|另附)", words
            )
        ):
            kept_to = place
            break
    removed = all(log.remove(line.text, _rule_of_tail(line)) for line in lines[kept_to:])
    return lines[:kept_to] if removed else lines


_RULE = re.compile("[-—_=─]{2,}")
LONGEST_CARD = 6
"""Lines of who sends a letter, under the rule that mail programs set over them."""


def _rule_of_tail(line: Line) -> Rule:
    words = simple(line.words.strip())
    if _DISCLAIMER.search(words):
        return Rule.MAIL_DISCLAIMER
    return Rule.MAIL_LETTER if _FAREWELL.match(words) else Rule.MAIL_SIGNATURE


def _card(lines: list[Line], start: int) -> int:
    """Where a sender's card begins: a name alone, and under it short lines with a telephone."""
    first = len(lines)
    while first > start + 1 and not _is_text(lines[first - 1]):
        first -= 1
    block = lines[first:]
    if not any(_CONTACT.search(simple(line.words)) for line in block):
        return len(lines)
    for at, line in enumerate(block):
        name, _, office = line.words.strip().partition(" ")
        names = whole_byline(line.text) or (
            whole_byline(line.text[: len(name)]) if is_office(office.strip()) else ()
        )
        if len(names) == 1 and not names[0].role and not line.words.strip().startswith(("（", "(")):
            return first + at
    return len(lines)


def _is_text(line: Line) -> bool:
    words = line.words.strip()
    return len(words) > 40 or (ends_sentence(words) and not _DISCLAIMER.search(words))


_LETTERISH = re.compile("邮件|e-?mail|message|recipient|confidential", re.IGNORECASE)


def _begins_signature(lines: list[Line], place: int) -> bool:
    """Whether a short line begins a block with a name, an office and its telephone."""
    words = lines[place].words.strip()
    return (is_head(words) and len(words) <= 24) or bool(whole_byline(lines[place].text))


def _story_ahead(lines: list[Line], place: int) -> bool:
    return any(_is_story(line) or _is_short_story(line) for line in lines[place:])


def _is_story(line: Line) -> bool:
    """Whether a line is running text of a story, not of the letter."""
    words = simple(line.words.strip())
    if opens(line.words):
        return True
    if _QUOTED.match(words) or _DISCLAIMER.search(words):
        return False
    signed = simple(bracketed_byline(line.text)[0].text)
    return (
        len(words) >= 45
        and ends_sentence(signed)
        and not (_LETTER.search(words) and re.search("您|请|谢|你好", words))
    )


def _is_short_story(line: Line) -> bool:
    """Whether a line is a sentence of a brief, where a letter brings nothing longer."""
    words = simple(bracketed_byline(line.text)[0].text.strip())
    lettered = _LETTER.search(words) or _DISCLAIMER.search(words) or _SIGN_OFF.match(words)
    return len(words) >= SHORTEST_STORY and words.endswith("。") and not lettered


SHORTEST_STORY = 16


def _removed_all(lines: Sequence[Line], rule: Rule, log: ChangeLog) -> bool:
    return all(log.remove(line.text, rule) for line in lines)


def _gap(lines: list[Line]) -> list[Line]:
    return [replace(lines[0], blanks=lines[0].blanks + 1), *lines[1:]] if lines else lines
