"""The package of an issue: `NAME-DATE-wechat/`, a folder to send by hand or by `--wechat`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

import PIL
from markupsafe import Markup
from PIL import Image
from PIL.Image import Resampling

from edition.darkroom import RECIPE, developed
from edition.drawer import printed_once
from edition.model import Edition
from edition.tree import OutputTree
from kits.making import code, made_alone
from kits.settings import KitSettings
from kits.wechat import rules
from kits.wechat.article import Article, article_of, brand, message_of
from manuscripts.bodies import Bodies
from manuscripts.covers import as_jpeg, cover_stamp, cut, plain_cover
from manuscripts.people import label_of_day
from newsroom.fingerprints import fingerprint
from newsroom.model import Issue, Photo

MESSAGE = "message.json"
VERSION = 1
WHOLE = (0.0, 0.0, 1.0, 1.0)


def package_folder(slug: str, day: str) -> str:
    """Where the package of an issue stands: `yibin-tongxun-2013-09-30-wechat`."""
    return f"{slug}-{day}-wechat"


def publish_packages(
    edition: Edition, tree: OutputTree, settings: KitSettings, issues: Iterable[Issue]
) -> None:
    """Write the packages of some issues; one that can't be made is withheld alone."""
    for issue in issues:
        folder = package_folder(edition.house.slug, issue.key)
        told = [item.told.digest for item in issue.items]
        causes = [edition.fingerprint, code(), cover_stamp(edition), issue.digest, repr(settings)]
        mark = fingerprint(*causes, *told)
        what = edition.set_text(f"{label_of_day(issue.day)}的公众号包")
        made_alone(edition, tree, what, folder, mark, partial(_files, edition, issue, settings))


def _files(edition: Edition, issue: Issue, settings: KitSettings) -> Iterator[tuple[str, bytes]]:
    """The files of a package by their path in its folder."""
    chosen, others = message_of(issue)
    articles = [article_of(edition, item, settings) for item in chosen]
    more = [article_of(edition, item, settings) for item in others]
    render = partial(_rendered, edition, issue)
    yield "index.html", render("kits/wechat_index.html", articles=articles, others=more)
    day_colour, night_colour = brand(edition.theme)
    yield "page.css", render("kits/page.css", day_colour=day_colour, night_colour=night_colour)
    yield "copy.js", render("kits/copy.js")
    pictures: dict[str, Photo] = {}
    plain = cache(lambda size: as_jpeg(plain_cover(edition, edition.house.name, size)))
    covers: dict[str, bytes] = {}
    for article in (*articles, *more):
        pictures |= article.pictures
        yield f"{article.id}.html", _page(edition, article, render)
        covers |= _covers(edition, article, plain)
    yield from covers.items()
    for name, photo in sorted(pictures.items()):
        yield name, picture(edition, photo)
    if articles:
        for suffix in ("900x383", "1x1"):
            yield f"cover-{suffix}.jpg", covers[f"covers/{articles[0].id}-{suffix}.jpg"]
    yield MESSAGE, _message(edition, issue, articles)


def _rendered(edition: Edition, issue: Issue, template: str, **values: object) -> bytes:
    made = edition.environment.get_template(template).render(
        edition=edition, issue=issue, day=label_of_day, **values
    )
    return made.encode("utf-8", "surrogatepass")


def _page(edition: Edition, article: Article, render: Callable[..., bytes]) -> bytes:
    bodies = Bodies(edition)
    public = {
        name: edition.addresses.url(bodies.variant(photo).path)
        for name, photo in sorted(article.pictures.items())
    }
    told = json.dumps(public).replace("<", "\\u003c")
    return render(
        "kits/wechat_page.html",
        article=article,
        content=Markup(article.content),  # noqa: S704 - dressed from sanitised text
        pictures=Markup(told),  # noqa: S704 - JSON without a tag
    )


def _covers(
    edition: Edition, article: Article, plain: Callable[[tuple[int, int]], bytes]
) -> Iterator[tuple[str, bytes]]:
    """The covers of an article by their files. plain: one without a photo, of a size in pixels."""
    photo = article.cover
    for suffix, size in (("900x383", rules.WIDE_COVER), ("1x1", rules.SQUARE_COVER)):
        made = (
            _of_photo(edition, photo, suffix, partial(_cover_of, edition, photo, size))
            if photo
            else plain(size)
        )
        yield f"covers/{article.id}-{suffix}.jpg", made


def _cover_of(edition: Edition, photo: Photo, size: tuple[int, int]) -> bytes:
    return as_jpeg(cut(edition, photo, size))


def _of_photo(edition: Edition, photo: Photo, what: str, make: Callable[[], bytes]) -> bytes:
    """What is made of a photo alone, once for all editions."""
    shown = photo.digest, repr((photo.width, photo.height, photo.in_sight))
    key = fingerprint("kit", RECIPE, code(), PIL.__version__, *shown, what)
    return printed_once(edition.cache, key, make)


def picture(edition: Edition, photo: Photo) -> bytes:
    """A photo as JPEG of the width and within the size that the platform takes."""
    return _of_photo(edition, photo, "picture", partial(_picture, edition, photo))


def _picture(edition: Edition, photo: Photo) -> bytes:
    width = min(rules.WIDEST, photo.width)
    height = max(1, round(photo.height * width / photo.width))
    image = developed(edition.photo_file(photo), (width, height))
    image = image.resize((width, height), Resampling.LANCZOS)
    return _within(image)


def _within(image: Image.Image) -> bytes:
    for quality in (82, 74, 66, 55, 40):
        data = as_jpeg(image, quality)
        if len(data) < rules.PICTURE_BYTES:
            return data
    smaller = image.resize((max(1, image.width // 2), max(1, image.height // 2)))
    return _within(smaller)


def _message(edition: Edition, issue: Issue, articles: list[Article]) -> bytes:
    """What `--wechat` sends: the articles in order, their pictures by file."""
    told = {
        "version": VERSION,
        "paper": edition.house.identity,
        "issue": issue.key,
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "author": article.author,
                "digest": article.digest,
                "content": article.content,
                "source_url": article.source_url,
                "pictures": sorted(article.pictures),
                **_cover(article),
            }
            for article in articles
        ],
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode("utf-8", "surrogatepass")


def _cover(article: Article) -> dict[str, object]:
    """The file of an article's cover and what of it is shown, wide and square, in parts of it.

    A photo goes up whole, cut by the platform about the editor's point; a plain cover is square in
    its middle.
    """
    photo = article.cover
    name = next((name for name, one in article.pictures.items() if one is photo), "")
    if photo is None or not name:
        wide, square = WHOLE, part_of(rules.WIDE_COVER, 1.0, (0.5, 0.5))
        return {"cover": f"covers/{article.id}-900x383.jpg", "wide": wide, "square": square}
    size, point = (photo.width, photo.height), photo.in_sight
    ratio = rules.WIDE_COVER[0] / rules.WIDE_COVER[1]
    return {"cover": name, "wide": part_of(size, ratio, point), "square": part_of(size, 1.0, point)}


def part_of(
    size: tuple[int, int], ratio: float, point: tuple[float, float]
) -> tuple[float, float, float, float]:
    """The largest part of a picture that has a ratio of its sides, about a point.

    Gives left, top, right and foot. size: pixels; all else in parts of the picture.
    """
    wide, high = size
    across = min(1.0, high * ratio / wide)
    down = min(1.0, wide / ratio / high)
    left = min(max(0.0, point[0] - across / 2), 1 - across)
    top = min(max(0.0, point[1] - down / 2), 1 - down)
    numbers = (left, top, left + across, top + down)
    return tuple(round(number, 6) for number in numbers)  # type: ignore[return-value] # of four
