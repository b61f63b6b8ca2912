"""Bylines at the edges of a text: in brackets behind it, bare behind its last sentence, ahead."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.fields.author import ADDRESSED, HOUSES, Author, is_addressed, moved
from copydesk.fields.bylines import MARKS, wired, without_library
from copydesk.fields.lent import ALL_TAKEN
from copydesk.fields.names import is_name, is_office, is_surnamed
from copydesk.fields.presented import presented
from copydesk.fields.reported import HOUSED, placed
from copydesk.fields.roles import ROLE
from copydesk.fields.signing import is_pen_name, parsed
from copydesk.lexicon import HAN, REMEMBERED, simple
from copydesk.traced import Traced

_Signed = tuple[Traced, tuple[Author, ...]]
"""A text without the names that sign it, and the names."""

_NOBODY: _Signed = (Traced(), ())
"""What is found where nobody signs; the text is not looked at."""

_BRACKETED = re.compile(r"[（(【\[]([^（()）【】\[\]]{2,60})[）)】\]]\s*$")
_TRAILING = re.compile(r"(?<=[。！？!?”…])[ \u3000]*([^。！？!?”…，,：]{2,40})$")


def signers(words: str) -> tuple[Author, ...]:
    """The names behind the last sentence of some words; their origins count in the words."""
    return _bracketed_byline(words)[1] or _trailing_byline(words)[1]


def bracketed_byline(line: Traced) -> tuple[Traced, tuple[Author, ...]]:
    """A paragraph without the byline in brackets at its end, and the names in it.

    Only behind the end of a sentence, and only where what stands in the brackets is all names and
    roles: （化名）, （略） and the like are text.
    """
    return _without_byline(line, _bracketed_byline(line.text))


def _without_byline(
    line: Traced, found: tuple[Traced, tuple[Author, ...]]
) -> tuple[Traced, tuple[Author, ...]]:
    """What was read of a line's words, traced to where the line came from."""
    return (found[0].moved(line), moved(found[1], line)) if found[1] else (line, ())


@lru_cache(REMEMBERED)
def _bracketed_byline(words: str) -> tuple[Traced, tuple[Author, ...]]:
    match = _BRACKETED.search(words.strip())
    if not match:
        return _NOBODY
    line = Traced.at(words, 0)
    text = line.strip()
    before = text.text[: match.start()].rstrip()
    if before and before[-1] not in "。！？!?…”’」』》）)；;.":
        return line, ()
    inner = text[match.start(1) : match.end(1)].strip()
    if ALL_TAKEN.fullmatch(simple(match.group().strip())):
        return line, ()
    names = parsed(inner) or _from_place(inner) or presented(inner)
    if any(map(is_addressed, names)):
        return line, ()
    if not names and before and is_surnamed(inner.text):
        names = (Author(inner),)  # 周游 is a word of the dictionary, and signs all the same
    if not names and before and is_office(inner.text) and len(inner) <= 10:
        names = (Author(inner),)
    if not names and before and len(inner) <= 3 and is_pen_name(inner.text):
        names = (Author(inner),)
    if not names and before:
        names = _pen_named(inner)
    if not names:
        return line, ()
    return text[: match.start()].strip(), names


def _pen_named(inner: Traced) -> tuple[Author, ...]:
    """Two or three who sign with a blank between them, one by a name that no surname begins."""
    found = inner.found(r"[^ \u3000、]+")
    words = [each.text for each in found]
    signs = all(is_surnamed(word) or is_pen_name(word) for word in words)
    if (
        not 2 <= len(words) <= LONGEST_PAIR
        or not signs
        or not any(is_name(word) or is_surnamed(word) for word in words)
    ):
        return ()
    return tuple(map(Author, found))


LONGEST_PAIR = 3
"""Names of those who sign together, one of them a pen name."""


_FROM = re.compile(f"([{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}})*)[ ]([{HAN}]{{2,6}})报[导道]")
"""Who reports and from where, behind a text: （姚峰 上海报道）."""


def _from_place(inner: Traced) -> tuple[Author, ...]:
    match = _FROM.fullmatch(simple(inner.text))
    names = parsed(inner[match.start(1) : match.end(1)]) if match else ()
    return names if all(is_name(author.name.text) for author in names) else ()


def trailing_byline(line: Traced) -> tuple[Traced, tuple[Author, ...]]:
    """A paragraph without the byline that stands bare behind its last sentence, and its names."""
    return _without_byline(line, _trailing_byline(line.text))


@lru_cache(REMEMBERED)
def _trailing_byline(words: str) -> tuple[Traced, tuple[Author, ...]]:
    match = _TRAILING.search(words.strip())
    if not match or not match.start():
        return _NOBODY
    line = Traced.at(words, 0)
    text = line.strip()
    tail = text[match.start(1) : match.end(1)].strip(MARKS + " ")
    names = parsed(without_library(tail)) or wired(tail) or ()
    names = names or _marked(text[match.start(1) : match.end(1)])
    # 。　马可: a blank parts the writer from his last word, or a mark does
    apart = match.start(1) > match.start() or text.text[match.start(1)] in SIGNS
    said = text.text[match.start(1) :].lstrip(" \u3000").startswith("—")
    if said and not any(author.role for author in names):
        return line, ()  # …。 ——李白: who said it, and no writer of the copy
    if any(map(is_addressed, names)):
        return line, ()  # a reader signs his letter, which another wrote about
    if not names or not (any(author.role for author in names) or (apart and len(names) <= 3)):
        return line, ()
    return text[: match.start()].strip(), names


SIGNS = "□■◇◆◎○●△▲"
"""Marks before who wrote; behind a dash stands who said it, too."""

_MARKED = re.compile(f"[{SIGNS}][ ]?(?P<name>[{HAN}·]{{2,4}})[ ]?(?:[（(][{HAN}、]{{2,12}}[）)])?")


def _marked(tail: Traced) -> tuple[Author, ...]:
    """Who signs behind a mark, be it with what he is: □贺兰（职员）."""
    match = _MARKED.fullmatch(simple(tail.text))
    name = match.group("name") if match else ""
    signs = match is not None and (is_surnamed(name) or is_pen_name(name))
    return (Author(tail[match.start("name") : match.end("name")]),) if match and signs else ()


_SIGNS_LETTER = re.compile(f"[。！？][ \u3000]*(?:[{HAN}]{{2,6}}[ \u3000]*)?{ADDRESSED.pattern}")
"""A reader who signs behind the last sentence of his letter with his surname alone."""


def signs_letter(words: str) -> bool:
    """Whether a paragraph ends with a reader who tells no given name: …。读者 路先生."""
    found = _SIGNS_LETTER.search(simple(words.strip()[-LONGEST_SIGNER:]))
    return found is not None and found.end() == len(words.strip()[-LONGEST_SIGNER:])


LONGEST_SIGNER = 16


def leading_byline(line: Traced) -> tuple[tuple[Author, ...], Traced]:
    """The byline in brackets at the beginning of a text (behind a dateline), and the rest."""
    text = line.strip()
    match = re.match(r"[（(【\[［]([^（()）【】\[\]［］]{2,80})[）)】\]］]\s*", text.text)
    if match:
        inner = text[match.start(1) : match.end(1)].strip()
        names = placed(inner) or parsed(inner) or _one_reporter(inner)
        if names:
            return names, text[match.end() :].strip()
    # （記者林淑惠／河灣報導）, as papers of Taiwan and Hong Kong sign
    match = re.match(
        f"[（(〔【\\[［]?{HOUSED}"
        f"(?P<names>[ ]?[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})*)"
        f"[ ]?[／/╱∕＼\\\\][ ]?[{HAN}]{{0,12}}?[ ]?(?:报导|报道|电)[）)〕】\\]］]?[ ]*",
        simple(text.text),
    )
    if match:
        names = parsed(text[match.start("role") : match.end("names")])
        if names:
            return names, text[match.end() :].strip()
    found = _placed_byline(text) or _reporting_byline(text) or _sited_byline(text)
    if found:
        return found
    # 本报讯 记者王丹 通讯员李军报道：
    match = re.match(
        f"((?:{HOUSES})?(?:{ROLE})[ {HAN}、·]{{2,40}}?)(?:[ ]*(?:摄影)?报道)?[:：][ ]*",
        simple(text.text),
    )
    if match:
        whole = len(text.text[: match.end()].rstrip(" :："))  # 记者 罗晓雨 台北报道 tells the place
        names = parsed(text[:whole]) or parsed(text[match.start(1) : match.end(1)].strip())
        if names:
            return names, text[match.end() :].strip()
    match = re.match(
        f"((?:{HOUSES})?(?:{ROLE})[ ]?[{HAN}]{{2,3}}(?:[ 、][{HAN}]{{2,3}})*)"
        "(?:[ ]?(?:摄影)?报[导道])?[ ]+",
        simple(text.text),
    )
    if match and len(match.group(1)) <= 30:
        names = parsed(text[match.start(1) : match.end(1)].strip())
        if names and all(is_name(author.name.text) for author in names):
            return names, text[match.end() :].strip()
    return (), text


_REPORTER = re.compile(f"(?:{HOUSES})?(?P<role>记者|通讯员)(?P<name>[{HAN}]{{2,3}})")


def _one_reporter(inner: Traced) -> tuple[Author, ...]:
    """A reporter in brackets whose name no surname begins that one knows: （记者展明辉）."""
    match = _REPORTER.fullmatch(simple(inner.text))
    if not match or not is_pen_name(match.group("name")):
        return ()
    role = inner.text[match.start("role") : match.end("role")]
    return (Author(inner[match.start("name") : match.end("name")], role),)


_REPORTING = re.compile(
    f"([{HAN}]{{2,4}}(?:、(?:特约|本报|实习)?(?:记者|通讯员)?[ ]?[{HAN}]{{2,4}})*)报道[:：][ ]*"
)
"""Those who report, behind a dateline: 本报北京7月13日电 杨宝金、记者刘欣欣报道：."""


def _reporting_byline(text: Traced) -> tuple[tuple[Author, ...], Traced] | None:
    match = _REPORTING.match(simple(text.text))
    names = parsed(text[match.start(1) : match.end(1)].strip()) if match else ()
    if match is None or not names or not all(is_name(author.name.text) for author in names):
        return None
    return names, text[match.end() :].strip()


_SITED = re.compile(
    f"(?P<names>[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})*)[ ]?[／/╱∕＼\\\\][ ]?"
    f"[{HAN}]{{2,8}}?(?:报导|报道)[ ]+"
)
"""Who reports and from where, before a text: 鄭建勳＼臺中報導."""


def _sited_byline(text: Traced) -> tuple[tuple[Author, ...], Traced] | None:
    match = _SITED.match(simple(text.text))
    names = parsed(text[match.start("names") : match.end("names")]) if match else ()
    if match is None or not names or not all(is_name(simple(each.name.text)) for each in names):
        return None
    return names, text[match.end() :].strip()


_AHEAD = re.compile(f"((?:{HOUSES})?记者[{HAN}]{{4,10}}?报[导道])[ \u3000]+")
_IN_BRACKETS = re.compile("[（(〔【\\[［]([^（()）〔〕【】\\[\\]［］]{6,60})[）)〕】\\]］][ ]*")


def _placed_byline(text: Traced) -> tuple[tuple[Author, ...], Traced] | None:
    """Who reports and from where, apart before a text or in brackets: 【記者羅曉雨台北報導】."""
    match = _IN_BRACKETS.match(text.text) or _AHEAD.match(simple(text.text))
    names = placed(text[match.start(1) : match.end(1)].strip()) if match else ()
    return (names, text[match.end() :].strip()) if match and names else None
