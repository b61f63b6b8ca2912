"""Who signed what, and days, as lines that readers see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from manuscripts.words import one_line
from newsroom.model import Credit, NewsItem
from newsroom.signatures import written


def people_of(item: NewsItem) -> tuple[str, ...]:
    """Everybody who signed an item or one of its briefs, each once, in order."""
    signers = [*item.bylines, *(credit for brief in item.briefs for credit in brief.bylines)]
    return tuple(dict.fromkeys(name for name in (one_line(c.name) for c in signers) if name))


def credit_line(credits_: tuple[Credit, ...]) -> str:
    """Names as printed under a photo: 刘昆 摄."""
    return " ".join(credit.under_photo for credit in credits_)


def signed(credits_: tuple[Credit, ...], say: Callable[[str], str]) -> str:
    """Names as printed under a headline: 本报 记者 林晓、通讯员 于方.

    say: a word in the paper's script.
    """
    return written(
        [
            Credit(*map(one_line, (one.name, one.role, one.organisation, one.work)))
            for one in credits_
        ],
        say,
    )


def label_of_day(day: date) -> str:
    """A day as Chinese readers write it: 2013年9月30日."""
    return f"{day.year}年{day.month}月{day.day}日"
