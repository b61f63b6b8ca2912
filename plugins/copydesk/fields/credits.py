"""Who took a picture: the credit at the end of what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.fields.author import Author
from copydesk.fields.bylines import whole_byline
from copydesk.fields.names import is_surnamed
from copydesk.fields.signatures import bracketed_byline, trailing_byline
from copydesk.fields.signing import is_pen_name
from copydesk.lexicon import HAN, simple
from copydesk.traced import Traced

_LIBRARY = re.compile(
    "(?:[ （(]+|(?<=[。）]))(?:资料(?:图片|照片|图)|(?:网络|视频)?(?:图片|截图)|效果图|"
    "本报资料图?)[）) 。]*$"
    f"|[ ]*[（(](?!附|共|见|查看|更多|点)[{HAN}A-Za-z·]{{1,9}}?[社报网台视][ ／/]?"
    "(?:资料)?(?:图片|照片|截图)[）)][ 。]*$"
)
_WIRED = re.compile(
    f"(?<=[。！？）)])[ ]*[（(]?(?:[{HAN}]{{2,4}}社)?记者(?P<who>[{HAN}]{{2,7}})(?P<role>摄|传真)"
    "[ ]*\\d{2,4}年\\d{1,2}月\\d{1,2}日[）)]?$"
)
"""How Taiwan's agency signs a picture: 中央社記者邱俊欽桃園傳真 105年3月19日."""


_HOUSED = re.compile(f"(?<=[。！？」”])[ \u3000]+(?P<who>[{HAN}]{{1,3}}社|[{HAN}]{{2,6}}图片)$")
"""Whose picture it is behind what it shows, as papers of Hong Kong have it: …觀戰。　中通社."""

_Credited = tuple[Traced, tuple[Author, ...]]
"""What a picture shows, and who is credited with it; nobody where no credit was found."""


def credited(text: Traced) -> _Credited:
    """A caption without its credit, and the names in it."""
    words, names = text, tuple[Author, ...]()
    for read in _READERS:
        words, names = read(text)
        if names:
            break
    library = _LIBRARY.search(simple(words.text))
    if library and library.start() > 4 and not names:
        named = words[library.start() :].strip(" （()）。")
        return words[: library.start()].strip(), (Author(named, "图片"),)
    return words, names


_NATURE = re.compile(
    "[（(](?:示意图|资料(?:图|照)片?|图|照片|翻摄照片)[ ]?[／/╱][ ]?([^（()）]{2,30})[）)]$"
)
"""What kind of picture it is, before who made it: （示意圖／記者費正攝）."""


_WHOEVER = (
    "(?:(?:受访|被访|当事|采访对象|爆料|投稿|读|作)者?[人方]?|网友|市民|民众|家属|家长|业[者主]|店家|"
    "[校警院医店厂馆]方|主办(?:方|单位)|(?:受访者|家属|作者)?本人)"
)
_LENT = re.compile(
    "[（(](?:(?:图|照片|图片)[ ]?(?:片)?(?:由|[：:／/╱])[ ]?(?P<who>[^（()），。]{2,16})|"
    f"(?P<whoever>{_WHOEVER}))(?P<how>提供|供图)[）)]$"
)
"""Who lent a picture: （圖由林世賢提供）, （受訪者提供）."""


_LENT_APART = re.compile(
    "(?:(?<=[。！？”」])[ ]*|[ \u3000]+)"
    "(?:(?:图|照片|图片)[ ]?[：:／/╱][ ]?(?P<who>[^（()），。：:／/ ]{2,20})|"
    f"(?P<whoever>{_WHOEVER}))(?P<how>提供|供图)[）)]?$"
)
"""The same without brackets of its own: 圖／某某電視提供, 受访者供图."""


def _lent_apart(text: Traced) -> _Credited:
    match = _LENT_APART.search(simple(text.text))
    if not match or not match.start():
        return text, ()
    who = "who" if match.group("who") else "whoever"
    giver, how = (text[match.start(key) : match.end(key)] for key in (who, "how"))
    return text[: match.start()].strip(), (Author(giver, how.text),)


def _housed(text: Traced) -> _Credited:
    match = _HOUSED.search(simple(text.text))
    if not match:
        return text, ()
    house = text[match.start("who") : match.end("who")]
    return text[: match.start()].strip(), (Author(house, "图片"),)


def _natured(text: Traced) -> _Credited:
    lent = _LENT.search(simple(text.text))
    if lent and lent.start():
        start, end = lent.span("who" if lent.group("who") else "whoever")
        giver = Author(text[start:end], text.text[lent.start("how") : lent.end("how")])
        return text[: lent.start()].strip(), (giver,)
    match = _NATURE.search(simple(text.text))
    if not match or not match.start():
        return text, ()
    return text[: match.start()].strip(), whole_byline(text[match.start(1) : match.end(1)])


def _wired(text: Traced) -> _Credited:
    """A caption as an agency signs it: who, from where, how, and the day."""
    match = _WIRED.search(simple(text.text))
    who = match.group("who") if match else ""
    size = next((n for n in (3, 2) if is_surnamed(who[:n]) and len(who) - n in {0, 2, 3}), 0)
    if not match or not size:
        return text, ()
    start = match.start("who")
    role = text.text[match.start("role") : match.end("role")]
    taken = "摄" if simple(role) == "传真" else role
    words, lent = bracketed_byline(text[: match.start()].strip())
    return words, (*lent, Author(text[start : start + size], taken))


def _apart(text: Traced) -> _Credited:
    """The photographer behind a blank or in a bracket: 演出现场。 方圆 摄."""
    return _named(text, _APART, mark=0)


_APART = re.compile("[ （(]+([^。！？（(]{2,30}(?:摄|摄影|供图|/图|制图))[）)]?$")


def _joined(text: Traced) -> _Credited:
    """The photographer behind the last sentence or a stroke: 演出现场。方圆摄, 收割現場／方圓攝."""
    words, names = _named(text, _JOINED, mark=0)
    pen = None if names else _PEN_JOINED.search(simple(text.text))
    if pen is None or not is_pen_name(pen.group("who")):
        return words, names
    who = Author(text[slice(*pen.span("who"))], text.text[pen.start("role") : pen.end("role")])
    return text[: pen.start()].strip(), (who,)


_PEN_JOINED = re.compile(f"(?<=[。！？”])(?P<who>[{HAN}]{{2,3}})(?P<role>摄影?)$")
"""The same by a name that no surname begins: …。阿楠摄."""

_JOINED = re.compile(
    "(?:(?<=[。！？”）])|(?<=[^ ]{4})[ ]?[／/╱])"
    f"((?:本报)?(?:记者|通讯员)?[ ]*[{HAN}]{{2,4}}[ ]*摄影?)$"
)


def _labelled(text: Traced) -> _Credited:
    """The photographer behind the word for it, perhaps with whose he is: 攝：方圓／某報."""
    words, names = _named(text, _LABELLED, mark=1)
    return words, tuple(Author(author.name, "摄") for author in names)


_LABELLED = re.compile(f"[。！？ ][ ]*摄影?[:：][ ]?([{HAN}]{{2,4}})(?:[/／][^。]{{2,10}})?$")


def _named(text: Traced, pattern: re.Pattern[str], *, mark: int) -> _Credited:
    """A text without what a pattern finds at its end, if its group is all names.

    mark: characters at the head of what was found that the text keeps.
    """
    match = pattern.search(simple(text.text))
    names = whole_byline(text[match.start(1) : match.end(1)]) if match else ()
    if match is None or not names:
        return text, ()
    return text[: match.start() + mark].strip(), names


def _stroked(text: Traced) -> _Credited:
    """Whose picture it is behind a stroke and the word for it: 收割现场。/图：某某视觉."""
    match = _STROKED.search(simple(text.text))
    if not match or not match.start():
        return text, ()
    who = text[match.start("who") : match.end("who")]
    return text[: match.start()].strip(), (Author(who, "图"),)


_STROKED = re.compile(
    "(?<!文)[ ]*[／/╱][ ]?(?:图|图片|照片|摄影?)[ ]?[:：丨｜|][ ]?"
    "(?P<who>[^，。；：:（()）]{2,20})$"
)


_READERS: tuple[Callable[[Traced], _Credited], ...] = (
    _natured,
    _lent_apart,
    _housed,
    _wired,
    bracketed_byline,
    trailing_byline,
    _apart,
    _joined,
    _labelled,
    _stroked,
)
