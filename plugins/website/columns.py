"""How high the stories of a front stand in its two columns, so that both end together.

Heights are in lines of text of 16 pixels set 1.8 to the line, on a screen of 1280 pixels, where the
wide column has 776 pixels and the narrow one 374. They are estimates: what is left over becomes
space between the stories.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.appointments import Appointment
from newsroom.model import NewsItem
from website.views import Picture

WIDE, HALF, NARROW = 47, 23, 22  # characters in a line of the wide column, half of it, the narrow
SHOWN_DAYS = 3
HEAD, KICKER, CARD, GAP = 1.9, 1.0, 1.35, 1.1
BIG, LARGE = 17, 13  # characters in a line of the lead's headline, and of a card's in a column


@dataclass(frozen=True, slots=True)
class Story:
    """An item as the front shows it. opening: plain paragraphs; more: small pictures.

    days: the first days of what holds, also where the item itself names only some people.
    """

    item: NewsItem
    opening: tuple[str, ...] = ()
    picture: Picture | None = None
    days: tuple[tuple[Appointment, ...], ...] = ()
    more: tuple[Picture, ...] = ()


def is_text(story: Story) -> bool:
    """Whether a story stands on the front with the beginning of its text."""
    return bool(story.opening) and not story.days and not story.item.briefs


def leading(story: Story) -> float:
    """Of the lead, its text in two columns and a photo in one of them."""
    item = story.item
    points = sum(1 for head in item.subheads if head.number) if len(item.subheads) > 2 else 0
    text = _text(story.opening, HALF - 1) + (_photo(story, HALF) if story.picture else 3.0)
    tiers = KICKER * bool(item.kicker) + 1.4 * bool(item.deck) + 2.2 * _headline(item, BIG)
    strip = 3.7 * bool(item.figures) + (1.6 * -(-points // 2) + 0.6) * bool(points)
    return tiers + 1.6 + text / 2 + strip


def second(story: Story) -> float:
    """Of a story below the lead, headline and photo in one half, the text in the other."""
    item = story.item
    quote = 0.6 + 1.1 * -(-len(item.quote) // 19) if item.quote else 0.0
    tiers = KICKER * bool(item.kicker) + KICKER * bool(item.deck) + CARD * _headline(item, LARGE)
    head = tiers + quote + (_photo(story, HALF) if story.picture else 0)
    return HEAD + 1.9 + max(head, _text(story.opening, HALF, apart=0.3))


def beside(story: Story) -> float:
    """Of a story in the narrow column: briefs, the next days of a schedule, or a card."""
    item = story.item
    tiers = KICKER * bool(item.kicker) + CARD * _headline(item, LARGE)
    if item.briefs:
        return HEAD + sum(1.6 + _text((text,), NARROW) for text in story.opening)
    if story.days:
        return GAP + tiers + 2.3 + sum(0.4 + 0.8 * len(day) for day in story.days[:SHOWN_DAYS])
    photo = _photo(story, NARROW) if story.picture else 0
    return HEAD + GAP + tiers + photo + _text(story.opening, NARROW)


def _headline(item: NewsItem, width: int) -> int:
    """Lines of a headline with so many characters to the line."""
    return -(-len(item.title) // width)


def _text(paragraphs: tuple[str, ...], width: int, apart: float = 0.0) -> float:
    return sum(-(-(len(text) + 2) // width) + apart for text in paragraphs)


def _photo(story: Story, width: int) -> float:
    """Of a photo with its caption in a column of so many characters."""
    photo = story.item.photos[0]
    return width * 16 / 28.8 * photo.height / photo.width + 1.2
