"""What a web page says of itself in its head (OpenGraph, JSON-LD), and what is its headline."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from copydesk.blocks.heads import is_day
from copydesk.furniture.tokens import STANDING_WORD
from copydesk.furniture.words import furniture_rule
from copydesk.lexicon import simple
from copydesk.rules import Rule
from copydesk.sheet import Part, RawLine

LONGEST = 200_000
"""Characters of the longest JSON-LD that is read; that of an article has some thousands."""

DEEPEST = 6

_TITLES = {
    "og:title": 0,
    "twitter:title": 1,
    "articletitle": 0,  # Chinese offices' sites, by the government web sites' meta tag standard
    "title": 2,
    "headline": 1,
}
_ARTICLES = frozenset({"Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting"})


@dataclass(frozen=True, slots=True)
class PageData:
    """The head of a page. titles: the surest first. article: whether it calls itself one."""

    titles: tuple[str, ...] = ()
    article: bool = False


@dataclass(slots=True)
class PageHead:
    """The head of a page while it is read."""

    _found: list[tuple[int, str]] = field(default_factory=list)
    _article: bool = False

    def take_meta(self, given: Mapping[str, str]) -> None:
        """Read one meta element."""
        name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
        content = given.get("content", "").strip()
        if name in _TITLES and content:
            self._found.append((_TITLES[name], content[:300]))
        self._article = self._article or (name == "og:type" and content.lower() == "article")

    def take_data(self, text: str) -> None:
        """Read one block of JSON-LD; what is no JSON says nothing."""
        if len(text) > LONGEST:
            return
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        for each in _objects(data, DEEPEST):
            kinds = each.get("@type")
            kinds = set(map(str, kinds)) if isinstance(kinds, list) else {str(kinds)}
            headline = each.get("headline")
            if isinstance(headline, str) and headline.strip() and len(headline) <= 300:
                self._found.append((1, headline.strip()))
            self._article = self._article or bool(kinds & _ARTICLES)

    def data(self) -> PageData:
        """What was read."""
        titles = [title for _, title in sorted(self._found, key=lambda each: each[0])]
        return PageData(tuple(dict.fromkeys(titles)), self._article)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict) and depth:
        yield data
        for value in data.values():
            yield from _objects(value, depth - 1)
    elif isinstance(data, list) and depth:
        for value in data[:100]:
            yield from _objects(value, depth - 1)


_SITE = re.compile(
    "[^。！？!?，,]{0,14}(?:网|站|报|新闻|频道|在线|客户端|门户|平台|中心|头条|要闻|资讯|官网|"
    "日报社|正文|[a-z]\\.(?:com|cn|net|org)|The Paper)(?:[（(].{1,8}[）)])?[ ]*",
    re.IGNORECASE,
)
_SURE = re.compile("[ ]*(?:[_|｜]|--+|::| [-–—@] )[ ]*")  # dashes of all lengths part site names
_MAYBE = re.compile("[ ]*[-–—][ ]*")  # the same


def bare_title(title: str) -> str:
    """A page's title without the names of site and section behind it."""
    first = _SURE.split(title, maxsplit=1)[0]
    return _unsited(first if len(first) >= 4 else title)


def _unsited(title: str) -> str:
    for match in _MAYBE.finditer(title):
        if match.start() >= 4 and _SITE.fullmatch(title[match.end() :]):
            return title[: match.start()].strip()
    return title.strip()


def names_of(lines: Sequence[RawLine], data: PageData) -> frozenset[str]:
    """The letters of what a page calls itself, in its data and in its title."""
    titles = [line.text for line in lines if line.hint.out is Rule.PAGE_TITLE]
    return frozenset(letters(bare_title(title)) for title in (*data.titles, *titles))


def without_site(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines of a page, those ruled out that say the last step of its title: the site's name.

    The first step stands as the page's first heading; else the last may be its headline.
    """
    titles = [_SURE.split(line.text) for line in lines if line.hint.out is Rule.PAGE_TITLE]
    heads = {letters(line.stays) for line in lines if line.hint.level == 1}
    names = {letters(steps[-1]) for steps in titles if steps[1:] and letters(steps[0]) in heads}
    return [
        line.ruled_out(Rule.SITE) if line.hint.level != 1 and letters(line.stays) in names else line
        for line in lines
    ]


def is_named(line: RawLine, names: frozenset[str]) -> bool:
    """Whether a line is the first heading of a page that says one of its names."""
    return line.hint.level == 1 and letters(line.stays) in names


SHORTEST_TITLE = 6
"""Letters of a headline that the page's title cannot begin with by chance."""

SHORTEST_HEADING = 2
"""The same of a page's own first heading, as a poem's title is short."""

SURE_TITLE = 8
"""The same where the headline has more than the title, as one cut at a quotation mark has."""

HALF = 0.5
"""Share of a page's title that a headline has at least which stands inside it."""


@dataclass(frozen=True, slots=True)
class Headline:
    """Where the headline stands.

    start: of its words in the line; sure: whether the page's own data name it; more: the lines that
    go on with it, as the title of a paper does under its authority; deck: the line under a dash
    that the page's title takes in, -1 for none; posted: whether the time of the page's posting
    stands right under it.
    """

    at: int
    start: int = 0
    sure: bool = True
    more: tuple[int, ...] = ()
    deck: int = -1
    posted: bool = False


def headline_of(lines: Sequence[RawLine], data: PageData, text: frozenset[int]) -> Headline | None:
    """The line that is the article's headline."""
    titles = [(title, 1.0 - 0.05 * rank) for rank, title in enumerate(data.titles)]
    named = [line.text for line in lines if line.hint.out is Rule.PAGE_TITLE]
    titles += [
        (each, trust) for title in named for each, trust in ((bare_title(title), 0.9), (title, 0.8))
    ]
    told = [(letters(title), trust) for title, trust in titles]
    wanted = [
        (title, trust)
        for title, trust in told
        if len(title) >= 4 and not STANDING_WORD.fullmatch(title)
    ]
    steps = {letters(_SURE.split(title, maxsplit=1)[0]) for title in named}
    short = {words for words in steps if not STANDING_WORD.fullmatch(words)}
    first = min(text)
    best: tuple[float, Headline] | None = None
    for at, line in enumerate(lines):
        hint = line.hint
        own = letters(line.stays)
        if hint.out in {Rule.PAGE_TITLE, Rule.HIDDEN, Rule.COMMENTS} or hint.table:
            continue
        if hint.level == 1 and len(own) >= SHORTEST_HEADING and own in short:
            wanted = [*wanted, (own, 1.0)]  # the page's own first heading, and its title sets in so
        elif len(own) < 4 or len(own) > 100:
            continue
        fit, start = max(
            (
                (_fit(own, title, line) * trust, _start(line.text, own, title))
                for title, trust in wanted
            ),
            default=(0.0, 0),
        )
        if not fit:
            continue
        fit += 0.6 / hint.level if hint.level else 0.0
        fit += 0.4 if hint.part in {Part.HEADLINE, Part.TITLE} else 0.0
        fit += 0.8 if at <= first or at in text else 0.0
        fit -= hint.links
        if at <= first:
            fit -= 0.01 * (first - at)
        if best is None or fit > best[0]:
            best = fit, Headline(at, start)
    if best:
        found = best[1]
        if letters(lines[found.at].stays) in short:
            return found  # what stands behind it in the title is the site's
        more = _going_on(lines, found.at, [title for title, _ in wanted])
        dashed = next((at for at in more if _DASHED.match(lines[at].text.strip())), -1)
        lead = tuple(at for at in more if dashed < 0 or at < dashed)
        return replace(found, more=lead, deck=dashed if lead == more[:-1] else -1)
    return _nearest_heading(lines, text)


_DASHED = re.compile("[-–—─]{2}")
"""How a deck begins: ——热烈祝贺大会开幕."""


def _going_on(lines: Sequence[RawLine], at: int, titles: Sequence[str]) -> tuple[int, ...]:
    """The lines under a headline that go on with the page's title."""
    whole, found, last = letters(lines[at].text), [], at
    for place in range(at + 1, len(lines)):
        words = letters(lines[place].text)
        if not words and place - last <= NEAR:
            continue
        goes_on = any(title.startswith(whole + words) for title in titles)
        if len(words) < SHORTEST_TITLE or lines[place].hint.out or not goes_on:
            break
        whole, last = whole + words, place
        found.append(place)
    return tuple(found)


NEAR = 6
"""Lines, empty ones among them, that part two halves of a headline at most."""


def _fit(own: str, title: str, line: RawLine) -> float:
    """How well a line's letters are those of a title."""
    if own == title:
        return 3.0
    if title.startswith(own) and len(own) >= SHORTEST_TITLE:
        return 0.5 + 2.0 * len(own) / len(title)
    heading = line.hint.level or line.hint.part in {Part.HEADLINE, Part.TITLE}
    if heading and own.startswith(title) and len(title) >= SURE_TITLE and len(own) <= 60:
        return 1.8
    if own.endswith(title) and len(title) >= SURE_TITLE and len(own) - len(title) <= 4:
        return 1.4
    share = len(own) / len(title)
    return 0.3 + share if own in title and len(own) >= SURE_TITLE and share > HALF else 0.0


def _start(words: str, own: str, title: str) -> int:
    """Where in a line its title begins, past a mark of the site: 原创最不愁吃肉的国家.

    own: the letters of its words.
    """
    ahead = len(own) - len(title)
    if not (0 < ahead <= 4 and own.endswith(title) and len(title) >= SURE_TITLE):
        return 0
    places = [at for at, character in enumerate(words) if re.match(r"\w", character)]
    return places[ahead]


def _nearest_heading(lines: Sequence[RawLine], text: frozenset[int]) -> Headline | None:
    """The heading right over the text, or its first line where that is one."""
    first = min(text)
    ahead = 0
    best: tuple[tuple[float, ...], int] | None = None
    stamped = posted = False
    for at in range(min(first + 2, len(lines) - 1), -1, -1):
        line = lines[at]
        words = line.text.strip()
        under, stamped = (stamped, bool(_STAMPED.search(words))) if words else (False, stamped)
        if not words or line.hint.out in {Rule.PAGE_TITLE, Rule.HIDDEN, Rule.COMMENTS}:
            continue
        ahead += at < first
        hint = line.hint
        if ahead > (FARTHEST_TITLE if hint.level == 1 and not best else FARTHEST):
            if ahead > FARTHEST_TITLE:
                break
            continue
        titled = at < first and hint.part in {Part.HEADLINE, Part.TITLE}
        set_apart = hint.level or (hint.centred and (hint.bold or hint.size)) or titled
        own = len(letters(words))
        long = own >= SHORTEST_TITLE or (hint.level == 1 and own >= SHORTEST_HEADING)
        named = (
            hint.links >= HALF or furniture_rule(words) or words[-1] in "。；，：" or is_day(words)
        )
        named = named or bool(STANDING_WORD.fullmatch(simple(words)))
        if (set_apart or (under and at < first)) and long and not named:
            near = at if at <= first else 2 * first - at  # a text's own first line heads it
            rank = (hint.level > 0, -hint.level, titled, hint.size, hint.bold, under, near)
            best = max(best, (rank, at)) if best else (rank, at)
            posted = posted or (under and at == best[1])
    return Headline(best[1], sure=False, posted=posted) if best else None


_STAMPED = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ ]*\d{1,2}[:：]\d{2}")
"""When a page was posted, which stands under its headline."""


FARTHEST = 5
"""Lines over a text among which its heading is looked for, where the page's data name none."""


FARTHEST_TITLE = 12
"""The same of a page's first heading, where nothing nearer is one."""


def letters(words: str) -> str:
    """The letters and figures of some words, for comparing titles."""
    return _NO_LETTERS.sub("", simple(words)).lower()


_NO_LETTERS = re.compile(r"[\W_]+")
