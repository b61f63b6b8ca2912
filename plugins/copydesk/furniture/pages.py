"""The furniture of a printed page: folios, running heads, jump lines, rules between stories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.blocks.heads import is_label, is_numbered
from copydesk.changes import ChangeLog
from copydesk.fields.bylines import names_in, names_writers
from copydesk.furniture.contents import guides
from copydesk.lexicon import ends_sentence, has_han, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part
from copydesk.traced import Edit

_NUMBER = "(?:[A-Z]?\\d{1,3}|[一二三四五六七八九十]{1,3})"
_JUMP_WORDS = (
    f"(?:(?:紧|上|下)?(?:转|接)第?[ ]*{_NUMBER}[ ]*(?:版|页|、\\d版)(?:[ "
    f"]*[^（）()\\[\\]【】。，]{{0,12}})?"
    f"|(?:详|更多|内容|报道|全文|另|文|图|相关报道)?(?:详见|详情见|见|刊|参见|请看)(?:今日|"
    f"本报|今天)?第?[ ]*{_NUMBER}[ ]*版)"
)
_JUMP_BRACKET = re.compile(f"[ ]*[（(\\[【〔][ ]*[▶►→]*[ ]*{_JUMP_WORDS}[ ]*[）)\\]】〕][ ]*")
_JUMP_LINE = re.compile(f"^[ ]*[▶►→↓➤>*■●]*[ ]*{_JUMP_WORDS}[ ]*[▶►→◀◄>]*[ ]*$")
_JUMP_TAIL = re.compile(
    f"(?<=[^（(])[ ]*[▶►→➤][ ]*{_JUMP_WORDS}[ ]*$"
    r"|(?<=[^ ])[ ]+(?:继续阅读|阅读全文|查看全文|展开全文|阅读更多|Read more)[ .…»>]*$"
)
"""Where a text goes on, at its end: on another page of the paper, or on one of a site."""

_COMES = re.compile("上接|^[ （(\\[【〔▶►→]*接")
_GOES = re.compile("转")
_RULE_LINE = re.compile(r"^[|｜][|｜\s]*$|^[,，.。、;；:：]$|^[\s\-—=_*·.~＊─━═☆★◆◇※#●■□○+]{3,}$")

_ONE_MARK = re.compile("[-–—*·•]")
"""A mark alone, which parts stories where it stands again and again."""

_DATE = (
    "(?:\\d{2,4}|[〇零一二三四五六七八九]{4})[年./-][\\d一二三四五六七八九十]{1,3}[月./-][\\d一"
    "二三四五六七八九十]{1,3}日?"
)
_FOLIO_TOKEN = re.compile(
    f"{_DATE}|星期[一二三四五六日天]|农历[^ ]{{2,12}}|第[ ]*[A-Z]\\d{{1,3}}[ ]*版[:：]?|(?:总)?第[ "
    f"]*[\\d一二三四五六七八九十]{{1,6}}[ ]*[期版号页]|{_NUMBER}[ ]*版(?![本权面式])|今日[ "
    f"]*\\d+[ ]*版|共[ ]*\\d+[ ]*[页版]|"
    "国内统一(?:连续出版物)?刊?号[:：]?[ ]*[CN\\d\\-/]*|CN[ ]?\\d+-\\d+|邮发代号[:：]?[ "
    "]*[\\d-]+|(?:内部资料|免费赠阅|仅供内部交流)|[A-Z]\\d{1,2}(?=[ ]|$)|"
    "(?:责任编辑|责编|编辑|美编|版式|组版|校对|值班总编|值班主任|本版编辑|本版责编)[ ]+"
    "[\u4e00-\u9fff]{2,3}(?=[ ]|$)|"
    "(?:本版|本报)?(?:责任编辑|责编|编辑|美编|版式|组版|校对|值班总编|值班主任|投稿|新闻|来稿)?"
    "(?:电话|热线|邮箱|信箱|E-?mail|电邮|网址)[:：／/][ ]*[^ ]*|"
    "(?:责任编辑|责编|编辑|美编|版式|组版|校对|值班总编|值班主任|本版编辑|本版责编)[:：／/][ "
    "]*[^ ]*(?:[ ][\u4e00-\u9fff]{1,3}(?=[ "
    "]|$))?",
    re.IGNORECASE,
)
_EDITORS = re.compile(
    "(?:(?:本版|本期|值班)?(?:编辑|责编|责任编辑|美编|校对|版式|组版|主编|总编)[ :：／/]+"
    "[\u4e00-\u9fff]{1,4}(?: [\u4e00-\u9fff](?= |$))?[ |｜]*)+"
)
_PAGE_MAIL = re.compile(
    "^(?:(?:本版|本报|本刊|副刊)(?:投稿|来稿|新闻)?|新闻|报料|爆料|投稿|来稿|广告|发行|订报)"
    "(?:邮箱|信箱|热线|电话|E-?mail)[:：].{3,60}$"
)
_PAGE_NAME = re.compile(
    "第[ ]*[A-Z]?\\d{1,3}[ ]*版[（(][^（()）]{1,16}[）)]|"
    "版[面次][:：][ ]*第?[ ]*[A-Z]?\\d{1,4}[ ]*版?.{0,30}$"
)
_PAPER = ".{2,8}(?:日报|晚报|早报|时报|晨报|周报|导报|通讯|周刊)"
_BULLETIN = "[\u4e00-\u9fff]{0,12}(?:简报|快报|专报|内参|简讯|月报)"
_ISSUED = f"[\u4e00-\u9fff（）XＸ]{{4,30}} {{2,}}{_DATE}"
"""Who puts out a bulletin, and the day, on one line under its number."""

_NAMEPLATE = re.compile(
    f"^(?:{_PAPER}|{_BULLETIN}|{_ISSUED}"
    "|(?:本版|今日|本期|本报|要闻)?(?:导读|要目|提要|看点)"
    "|[A-D]?\\d{1,2}[ ]?[·.版]*[ ]?[\u4e00-\u9fff]{2,6}(?:新闻|版)?"
    "|(?:专栏|栏目|版面|版次)[ ]*[:：][ ]*[\u4e00-\u9fff·]{0,10})$"
)
"""A paper's name or a page's, which count only beside a folio."""

_OFFICIAL = re.compile(
    "[（(](?:此件|本件)?(?:主动|依申请|不予|删减后?)?公开(?:发布)?[）)]|抄送[:：].{2,80}"
    "|[（(](?:信息)?公开(?:形式|方式|属性|选项)[:：].{2,12}[）)]|主题词[:：].{2,60}"
    "|(?:抄报|分送|报|送|发)[:：](?=[^。；]*(?:[办局委处室院镇乡]|单位|政府|社区))[^。；]{2,80}。?"
    f"|.{{2,30}}{_DATE}[ ]*印发|[（(]?共印[ ]*\\d+[ ]*份[）)]?"
    "|[\u4e00-\u9fff]{2,20}(?:政府|委员会|党委|[区市县镇]委|办公室|局|厅|部|院|会)文件"
)
"""Parts of an official document that are no text of it (GB/T 9704-2012 §7.2.4 f, §7.3.9, §7.4)."""

_RECORD = re.compile(
    "/?enpproperty|(?:^|[ /])content_\\d+\\.html?|"
    "(?:^|[ /])[\\w-]+\\.(?:s?html?|xml|pdf|jpe?g)(?=[ ]).*[ ]\\d{1,4}(?=[ ]|$)"
)
"""What an electronic paper's program leaves of its record."""

_SIGNED = re.compile(
    f"^[ ]*{_DATE}[ ]*(?:[（(]?(?:星期[一二三四五六日天]|农历[:：]?[^（()） ]{{2,12}})[）)]?[ ]*)"
    "{0,2}$"
)
"""A day alone, which a notice has as often as a page."""

_BARE_FOLIO = re.compile(
    r"^[ ]*[-—·•.~－*]*[ ]*(?:第?[ ]*\d{1,3}[ ]*[页頁]?|\d{1,3}[ ]*/[ ]*\d{1,3}|[A-D]\d{1,2}|"
    r"Page[ ]?\d+)[ ]*(?:[,，/ ]*共[ ]*\d+[ ]*[页頁])?[ ]*[-—·•.~－*]*[ ]*$",
    re.IGNORECASE,
)


def clear_pages(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without folios, running heads and rules; their place counts as blank."""
    heads = _running_heads(lines)
    rules = [_page_rule(line, heads) for line in lines]
    for at in [*_part_numbers(lines), *_widows(lines)]:
        rules[at] = None
    marks = [at for at, line in enumerate(lines) if _ONE_MARK.fullmatch(line.words.strip())]
    for at in marks if len(marks) > 1 else ():
        rules[at] = rules[at] or Rule.RULE_LINE
    if len(rules) > 1 and not rules[0] and Rule.FOLIO in rules[1:3]:
        rules[0] = Rule.FOLIO if _SIGNED.match(simple(lines[0].words)) else None
    for at, line in enumerate(lines[1:TOP], 1):
        day = not rules[at] and _SIGNED.match(simple(line.words))
        over = rules[at - 1] is Rule.FOLIO
        named = over and any(_PAGE_OF.match(simple(each.words.strip())) for each in lines[:at])
        if day and over and (named or Rule.FOLIO in rules[at + 1 : at + 3]):
            rules[at] = Rule.FOLIO
    rules = [
        Rule.FOLIO if guide else rule for rule, guide in zip(rules, guides(lines), strict=True)
    ]
    for at in _issue_labels(lines):
        rules[at] = rules[at] or Rule.FOLIO
    plated = [rule or _plate_rule(lines[at], _near(rules, at)) for at, rule in enumerate(rules)]
    kept: list[Line] = []
    gap = 0
    for at, line in enumerate(lines):
        rule = plated[at]
        if not rule and _PAPERS.fullmatch(simple(line.words.strip())):
            rule = _plate_rule(line, _near(plated, at))  # a paper's name over that of its page
        if rule and log.remove(line.text, rule):
            gap += line.blanks + (2 if rule is Rule.RULE_LINE else 0)
            continue
        kept.append(line.spaced(gap))
        gap = 0
    return kept


def _part_numbers(lines: Sequence[Line]) -> list[int]:
    """The places of bare numbers that count the parts of a text from one: 1, 2, 3.

    Each stands right over the text of its part. The first stands under the heading, as the number
    of a page never does, or all stand between whole sentences with less than a page between them.
    """
    found = [at for at, line in enumerate(lines) if _COUNT.fullmatch(line.words.strip())]
    counted = [int(lines[at].words) for at in found]
    if len(found) < FEWEST_PARTS or counted != list(range(1, len(found) + 1)):
        return []
    below = [lines[at + 1 : at + 2] for at in found]
    if not all(each and _is_text(each[0].words.strip()) for each in below):
        return []  # entries of a list, or the number of the last page
    above = lines[: found[0]]
    under_heading = bool(above) and not any(ends_sentence(line.words) for line in above)
    whole = found[0] > 0 and all(ends_sentence(lines[at - 1].words) for at in found)
    parts = (lines[start:end] for start, end in pairwise([*found, len(lines)]))
    short = all(sum(len(line.words) for line in part) < LEAST_PAGE for part in parts)
    return found if under_heading or (whole and short) else []


def _is_text(words: str) -> bool:
    """Whether some words are of a sentence: by a mark at their end, or by their length."""
    return words[-1:] in _MARKS or len(words) >= FULL


_MARKS = frozenset("，。；！？…：”")
LEAST_PAGE = 400
"""Characters of the text of a page at least."""


def _widows(lines: Sequence[Line]) -> Iterator[int]:
    """The places of marks that a program which cuts by characters puts on lines of their own."""
    for at in range(1, len(lines)):
        before, line = lines[at - 1], lines[at]
        if len(line.words) > len(" 。 "):
            continue  # nearly every line
        within = len(before.words) >= FULL and not (ends_sentence(before.words) or line.blanks)
        if within and _WIDOW.fullmatch(line.words.strip()):
            yield at


_WIDOW = re.compile("[。，、；：！？]")


def _issue_labels(lines: Sequence[Line]) -> list[int]:
    """The places of labels on top that say in which issue of a paper a piece stood: 期次：第9期.

    In a form, other labels stand beside them.
    """
    top = [simple(line.words.strip()) for line in lines[: TOP + 1]]
    found = [at for at in range(len(top[:TOP])) if _ISSUE.fullmatch(top[at])]
    beside = {each for at in found for each in (at - 1, at + 1) if 0 <= each < len(top)}
    form = any(_VALUED.match(top[each]) for each in beside - set(found))
    return [] if form or len(found) == len(lines) else found


_ISSUE = re.compile(
    "(?:期[次号数]|刊期|刊号|版[次号面]|所在版面)[ ]*[:：][ ]*(?:总|\\d{4}年)?第?[ ]*"
    "(?:总第?)?[A-Z]?[\\d一二三四五六七八九十百]{1,6}[ ]*[期版号]?(?:[:：].{0,12})?"
)
_VALUED = re.compile("[^，。：:]{2,8}[:：].")

_COUNT = re.compile(r"[ ]*\d{1,2}[ ]*")
FEWEST_PARTS = 2


_PAPERS = re.compile(_PAPER)
_PAGE_OF = re.compile(f"第[ ]*{_NUMBER}[ ]*版")
"""How the line begins over which an e-paper has the day: 第一版：要闻."""


TOP = 6
"""Lines at the top of a page among which its day stands between its number and its editors."""


def _near(rules: Sequence[Rule | None], at: int) -> list[Rule | None]:
    return [*rules[max(0, at - 2) : at], *rules[at + 1 : at + 3]]


def _plate_rule(line: Line, near: Sequence[Rule | None]) -> Rule | None:
    """The rule by which a paper's name or a page's goes that stands near a folio."""
    plate = Rule.FOLIO in near and _NAMEPLATE.match(simple(line.words.strip()))
    return Rule.FOLIO if plate else None


def clear_jumps(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without jump lines (下转第二版), wherever they stand."""
    kept: list[Line] = []
    gap = 0
    continues = False
    for line in lines:
        words = simple(line.words)
        edits = []
        if not line.hint.table and _JUMP_LINE.match(words):
            edits = [Edit(0, len(words))]
        elif not line.hint.table:
            edits = [Edit(m.start(), m.end()) for m in _JUMP_BRACKET.finditer(words)]
            tail = _JUMP_TAIL.search(words)
            if tail and not edits:
                edits = [Edit(tail.start(), tail.end())]
        comes = any(_COMES.search(words[edit.start : edit.end]) for edit in edits)
        goes = any(_GOES.search(words[edit.start : edit.end]) for edit in edits)
        if not (edits or gap or continues or line.jumps or line.continues) and words.strip():
            kept.append(line)
            continue
        text = log.change(line.text, Rule.JUMP, edits)
        if text.strip():
            kept.append(
                replace(
                    line,
                    text=text,
                    blanks=line.blanks + gap,
                    jumps=goes,
                    continues=comes or continues,
                )
            )
            gap, continues = 0, False
            continue
        gap += line.blanks
        continues = continues or comes
        if goes and kept:
            kept[-1] = replace(kept[-1], jumps=True)
    return kept


def _page_rule(line: Line, heads: frozenset[str]) -> Rule | None:  # one outcome a line  # noqa: C901, PLR0911, PLR0912 # one outcome a line
    told = line.hint.fixed or line.hint.part in {Part.HEADLINE, Part.KICKER, Part.TEXT, Part.META}
    if line.hint.table or line.hint.level or told:
        return None
    words = line.words.strip()
    if _OFFICIAL.fullmatch(simple(words)):
        return Rule.OFFICIAL
    if _RECORD.search(words):
        return Rule.SOURCE
    if line.tail and len(_FOLIO_TOKEN.findall(simple(words))) < 2:
        return None
    if _RULE_LINE.match(words):
        return Rule.RULE_LINE
    if _NUMBERED_HEAD.fullmatch(simple(words)):
        return Rule.RUNNING_HEAD
    if _BARE_FOLIO.match(words) or _EDITORS.fullmatch(simple(words)):
        return Rule.FOLIO
    if _PAGE_MAIL.match(simple(words)) or _PAGE_NAME.match(simple(words)):
        return Rule.FOLIO
    if _same(words) in heads:
        return Rule.RUNNING_HEAD
    bare = simple(words)
    if len(bare) > LONGEST_FOLIO or ends_sentence(bare.rstrip("：: ")):
        return None
    found = _FOLIO_TOKEN.findall(bare)
    if not found or is_label(bare) or names_writers(line.text):
        return None  # 时间：2024年3月5日（星期二）下午3:00 of a notice
    left = _FOLIO_TOKEN.sub(" ", bare)
    names = [word for word in left.replace("|", " ").replace("·", " ").split() if has_han(word)]
    if all(len(name) <= 8 for name in names):
        if len(found) >= 2 and len(names) <= 3 and not _SIGNED.match(bare):
            return Rule.FOLIO
        called = _CALLED.search(found[0])  # 24小时服务热线：95598
        if len(found) == 1 and len(names) == 1 and _NAMEPLATE.match(names[0]) and not called:
            return Rule.FOLIO
        paged = re.search("版$|^第|^[A-D]?\\d{1,2}版", bare)
        counted = bare.endswith("期") and all(_SERIES.search(name) for name in names)
        if len(found) == 1 and len(names) <= 2 and (paged or counted) and not is_numbered(bare):
            return Rule.FOLIO
    return None


_NUMBERED_HEAD = re.compile(
    "《?[\u4e00-\u9fff]{2,14}》?[ ]*(?:\\d{4}年)?[ ]*(?:总?第[ ]*\\d{1,5}[ ]*期)"
    "(?:[（(]总第?\\d+期?[）)])?"
    "[ ]{2,}[-—·]*[ ]*\\d{1,3}[ ]*[-—·]*|\\d{1,3}[ ]{2,}《?[\u4e00-\u9fff]{2,14}》?[ ]*"
    "(?:\\d{4}年)?[ ]*总?第[ ]*\\d{1,5}[ ]*期"
)
"""A bulletin's name and number, and the number of the page: 《某某简报》2026年第46期    3."""

_CALLED = re.compile("电话|热线")

_SERIES = re.compile("[报刊讯]$|(?:简报|通讯|月刊|专刊|特刊|快报|总)$")
"""How what is numbered by 第…期 is called where it is a paper; a lecture has numbers, too."""

LONGEST_FOLIO = 80
"""Characters of the longest line that tells which page it is, of what, and who made it."""


def _running_heads(lines: Sequence[Line]) -> frozenset[str]:
    """Short lines that stand three times or more, the numbers in them aside, over pages.

    What a newsroom says again under each of its items, or a song in its refrain, stands between
    whole paragraphs with no page beside it.
    """
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if not line.hint.table and _may_run(line) and "\t" not in line.words:
            places.setdefault(_same(line.words), []).append(at)
    return frozenset(
        words
        for words, found in places.items()
        if len(found) >= 3
        and has_han(words)
        and (_NUMBERED.search(words) or any(_on_a_page(lines, at) for at in found))
    )


_NUMBERED = re.compile(f"\\d.*[页版期頁]|{_PAPER}")
"""What is a page's by its own words."""


def _on_a_page(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands beside the number of a page, or in the middle of a sentence."""
    beside = [line.words.strip() for line in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])]
    if any(_BARE_FOLIO.match(words) or _FOLIO_TOKEN.match(simple(words)) for words in beside):
        return True
    if len(beside) < 2:
        return False
    before, after = beside
    return len(before) >= FULL and not ends_sentence(before) and len(after) >= FULL


FULL = 16
"""Characters of a line of running text at least."""


def _may_run(line: Line) -> bool:
    words = line.words.strip()
    return (
        3 <= len(words) <= 30
        and not ends_sentence(words)
        and "  " not in words
        and words[0] not in "一二三四五六七八九十0123456789（("
        and not names_in(line.words)
    )


def _same(words: str) -> str:
    """A line as it is compared: page and issue numbers alike, every other figure as it stands."""
    words = words.strip()
    return _FIGURES.sub("0", words) if _PAGED.search(words) else words


_FIGURES = re.compile(r"\d+")
_PAGED = re.compile("[页版期頁]")
