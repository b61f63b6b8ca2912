"""An item as an article of a 公众号, within the limits of the platform's interface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath

from edition.bodies import apart
from edition.model import Edition
from kits.settings import KitSettings
from kits.wechat import rules
from kits.wechat.cutting import beginning
from kits.wechat.dressing import OUTER, Dresser, line
from manuscripts.bodies import Bodies, unplaced
from manuscripts.covers import lead_of
from manuscripts.people import label_of_day, people_of
from manuscripts.words import one_line, shortened
from newsroom.itemfields import shown_in
from newsroom.kinds import unbroken
from newsroom.model import Issue, NewsItem, Photo
from newsroom.shown import Output

BRAND = re.compile(r"--brand:\s*(#[0-9a-fA-F]{6})")
NOT_PLAIN = re.compile(r"[^0-9A-Za-z_.-]+")  # a link would write it as %E7%85%A7
RED = "#ad1119"
DARK_RED = "#ff8a80"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in an article, as templates see it. url: its file in the package."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Article:
    """What goes to the platform of one item.

    content: HTML within the limits; pictures: the photos in it by their file in the package.
    cover: the photo that its cover is cut from. is_cut: whether the platform takes not all of it.
    """

    id: str
    title: str
    author: str
    digest: str
    content: str
    source_url: str
    pictures: dict[str, Photo] = field(default_factory=dict)
    cover: Photo | None = None
    is_cut: bool = False


@cache
def brand(theme: Path) -> tuple[str, str]:
    """The paper's colour by day and by night, as the theme's style sheets say it."""
    found = [
        match
        for file in sorted((theme / "static/css").glob("*.css"))
        for match in BRAND.findall(file.read_text("utf-8"))
    ]
    return (found[0] if found else RED), (found[1] if len(found) > 1 else DARK_RED)


def article_of(edition: Edition, item: NewsItem, settings: KitSettings) -> Article:
    """The article of an item that was not taken back."""
    pictures: dict[str, Photo] = {}

    def picture(photo: Photo) -> Shown:
        stem = NOT_PLAIN.sub("-", photo.file.stem).strip("-.") or "photo"
        name = f"images/{stem}-{photo.digest[:8]}.jpg"
        pictures[name] = photo
        width = min(rules.WIDEST, photo.width)
        return Shown(name, width, max(1, round(photo.height * width / photo.width)))

    item = shown_in(item, Output.WEB)
    bodies = Bodies(edition)
    made = edition.environment.get_template("kits/article.html").render(
        edition=edition,
        item=item,
        lead=unplaced(item),
        body=bodies.absolute(item),
        briefs=[(brief, *apart(bodies.absolute(item, brief.body))) for brief in item.briefs],
        picture=picture,
        day=label_of_day,
    )
    dresser = Dresser(brand(edition.theme)[0], edition.set_text)
    dressed = _without_gaps(dresser.dressed(made))
    content, is_cut = _fitted(dressed, dresser, edition)
    names = rules_author(settings.wechat_author, people_of(item))
    return Article(
        id=item.id,
        title=shortened(one_line(item.title) or item.id, rules.TITLE),
        author=names,
        digest=shortened(one_line(item.summary or unbroken(item.deck)), rules.DIGEST),
        content=content,
        source_url=edition.item_url(item),
        pictures={name: photo for name, photo in pictures.items() if f'src="{name}"' in content},
        cover=item.photos[0] if item.photos else None,
        is_cut=is_cut,
    )


def rules_author(house: str, people: Sequence[str]) -> str:
    """Who stands under the headline, in no more characters than the platform has for it."""
    if house:
        return house
    whole = "、".join(people)
    if len(whole) <= rules.AUTHOR:
        return whole
    some = ""
    for name in people:
        more = f"{some}、{name}" if some else name
        if len(more) + 1 > rules.AUTHOR:
            break
        some = more
    return f"{some}等" if some else shortened(people[0], rules.AUTHOR)


def message_of(issue: Issue) -> tuple[list[NewsItem], list[NewsItem]]:
    """The items of an issue that make its message, the first one first, and those left over.

    A message has eight articles at most: those that the editor ranks highest stay.
    """
    told = [item for item in issue.items if not item.retraction]
    ranked = sorted(told, key=lambda item: (item.print_wish.rank, item.position))
    chosen = ranked[: rules.ARTICLES]
    lead, _ = lead_of(issue)
    shown = [item for item in told if item in chosen]
    shown.sort(key=lambda item: item is not lead)
    return shown, [item for item in told if item not in chosen]


def is_within(content: str) -> bool:
    """Whether the platform takes a content."""
    sent = rules.as_sent(content)
    return len(sent) < rules.CONTENT and len(sent.encode()) < rules.CONTENT_BYTES


def _fitted(dressed: str, dresser: Dresser, edition: Edition) -> tuple[str, bool]:
    """The content, or as much of its beginning as the platform takes and where the rest is.

    What is cut off leads nowhere: the notes are those of the links that stay.
    """

    def whole(inside: str) -> str:
        return f'<section style="{OUTER}">{inside}</section>'

    if is_within(whole(dressed + dresser.noted())):
        return whole(dressed + dresser.noted()), False
    rest = line(edition.set_text("（全文较长，其余请点“阅读原文”。）"), "margin:24px 0 0")

    def content(kept: str) -> str:
        return whole(kept + rest + dresser.noted(kept))

    return content(beginning(dressed, lambda kept: is_within(content(kept)))), True


def _without_gaps(html: str) -> str:
    """HTML without the white space between blocks that a template leaves."""
    pieces = re.split(
        r"(<section style=\"[^\"]*pre-wrap[^>]*>.*?</section>)", html, flags=re.DOTALL
    )
    pieces[::2] = [re.sub(r">\s*\n\s*<", "><", piece) for piece in pieces[::2]]
    return "".join(pieces).strip()


def file_of(item: NewsItem) -> PurePosixPath:
    """The page of an item in the package."""
    return PurePosixPath(f"{item.id}.html")
