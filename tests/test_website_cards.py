"""What stands on the card of an item, and that a card is drawn anew where any of it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image

from edition.model import Edition
from edition.tree import OutputTree
from edition.typefaces import Face
from items import item_of
from manuscripts.covers import lead_of
from newsroom.model import Body, Issue, NewsItem, Notice, Photo
from newsroom.wishes import PrintWish
from website import cards
from website.cards import Card, card_path, write_cards

DAY = date(2013, 10, 8)
ISSUE = PurePosixPath("issues/2013-10-08/issue.md")
PHOTO = Photo(PurePosixPath("a.png"), "0a", 1200, 300, "河岸", crop=(0.1, 0.5))
ITEM = item_of(
    "2013-10-08/lead",
    "河岸步道|今天开放",
    "<p>开放了。</p>",
    photos=(PHOTO, replace(PHOTO, digest="0b")),
)


@dataclass
class Wall:
    """A tree that keeps the marks and draws nothing. known: marks of groups that can stay."""

    known: frozenset[str] = frozenset()
    groups: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def group(self, name: str, mark: str) -> Iterator[bool]:
        """As in `OutputTree`."""
        self.groups[name] = mark
        yield mark not in self.known

    def write(self, path: str, mark: str, make: Callable[[], Any], *, near: str) -> None:
        """As in `OutputTree`."""
        assert near == DAY.isoformat()
        self.marks[path], self.made[path] = mark, make()


@pytest.fixture
def face(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A font that nothing is drawn with: of a card what is told to the hand is kept."""
    path = tmp_path / "Serif.otf"
    path.write_bytes(b"font")
    monkeypatch.setattr(cards, "_face", lambda _: Face(path, 0))
    monkeypatch.setattr(cards, "drawn", lambda card, _face, inset=None: (card, inset))
    monkeypatch.setattr(cards, "inset_of", lambda _, photo: photo)
    return path


def edition(*items: NewsItem, **changes: Any) -> Edition:
    """As much of an edition as a card is made of."""
    section = SimpleNamespace(name=changes.get("section", "要闻"))
    house = SimpleNamespace(name=changes.get("name", "伊滨通讯"), sections=(repr(section),))
    digest = changes.get("digest", "0d")
    issue = Issue(DAY, changes.get("number", 28), ISSUE, items, digest=digest)
    one = SimpleNamespace(
        options={"website": {"cards": changes.get("cards", True)}},
        house=house,
        issues=(issue,),
        set_text=lambda words: words,
        section_of=lambda _: section,
        item_path=lambda item: f"2013/10/08/{item.id}/index.html",
    )
    return cast("Edition", one)


def hung(what: Edition, known: frozenset[str] = frozenset()) -> Wall:
    """The cards of an edition."""
    wall = Wall(known)
    write_cards(what, cast("OutputTree", wall))
    return wall


PLACE = "2013/10/08/lead/card.png"


@pytest.mark.usefixtures("face")
def test_a_card_says_who_writes_where_and_when_and_shows_the_first_photo() -> None:
    (shown,) = hung(edition(ITEM)).made.values()
    said = Card(("河岸步道", "今天开放"), "伊滨通讯  要闻", "2013年10月8日  第28期")
    assert shown == (said, PHOTO)
    assert hung(edition(replace(ITEM, photos=()))).made[PLACE] == (said, None)


@pytest.mark.usefixtures("face")
def test_the_card_of_a_retracted_item_says_so_first_and_shows_no_photo() -> None:
    gone = replace(ITEM, retraction=Notice(DAY, "来源有误。"))
    card, photo = hung(edition(gone)).made[PLACE]
    assert card.phrases == ("已撤回：", "河岸步道", "今天开放")
    assert photo is None


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize(
    "changed",
    [
        edition(replace(ITEM, headline="河岸步道|明天开放")),
        edition(replace(ITEM, headline="河岸|步道今天开放")),
        edition(replace(ITEM, photos=())),
        edition(replace(ITEM, photos=(replace(PHOTO, digest="0c"),))),
        edition(replace(ITEM, photos=(replace(PHOTO, crop=(0.9, 0.5)),))),
        edition(replace(ITEM, photos=(replace(PHOTO, crop=None),))),
        edition(replace(ITEM, retraction=Notice(DAY, "来源有误。"))),
        edition(ITEM, section="民生"),
        edition(ITEM, name="河湾通讯"),
        edition(ITEM, number=29),
    ],
)
def test_a_card_is_drawn_anew_where_anything_on_it_changes(changed: Edition) -> None:
    assert hung(changed).marks[PLACE] != hung(edition(ITEM)).marks[PLACE]


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize(
    "changed",
    [
        edition(replace(ITEM, body=Body.of("<p>开放。</p>"))),
        edition(replace(ITEM, photos=(PHOTO, replace(PHOTO, digest="0c")))),
        edition(ITEM, digest="0e"),
    ],
)
def test_what_stands_on_no_card_changes_none(changed: Edition) -> None:
    assert hung(changed).marks == hung(edition(ITEM)).marks


@pytest.mark.parametrize("change", [{"digest": "0e"}, {"section": "民生"}, {"name": "河湾通讯"}])
def test_of_an_issue_whose_cards_can_stay_none_is_looked_at(
    face: Path, change: dict[str, str]
) -> None:
    before = hung(edition(ITEM))
    known = frozenset(before.groups.values())
    assert before.marks
    assert not hung(edition(ITEM), known).marks
    assert hung(edition(ITEM, **change), known).marks
    face.write_bytes(b"another font")
    assert hung(edition(ITEM), known).marks[PLACE] != before.marks[PLACE]


@pytest.mark.usefixtures("face")
def test_who_wants_no_cards_has_none() -> None:
    wall = hung(edition(ITEM, cards=False))
    assert not wall.marks
    assert not wall.groups
    assert card_path(edition(ITEM), ITEM) == PLACE


def test_two_items_show_one_photo_each_about_its_own_point(tmp_path: Path) -> None:
    panorama = Image.new("RGB", (1200, 300), (0, 0, 200))
    panorama.paste((200, 0, 0), (0, 0, 600, 300))
    panorama.save(tmp_path / "a.png")
    room: Any = SimpleNamespace(cache=tmp_path, photo_file=lambda one: tmp_path / one.file)
    left, right = (
        cards.inset_of(room, replace(PHOTO, crop=crop)) for crop in ((0.1, 0.5), (0.9, 0.5))
    )
    assert left.colours[:3] != right.colours[:3]
    assert cards.inset_of(room, PHOTO) == left


def test_no_cover_shows_the_headline_or_a_photo_of_what_was_taken_back() -> None:
    gone = replace(ITEM, retraction=Notice(DAY, "来源有误。"), print_wish=PrintWish(rank=1))
    other = replace(ITEM, id="other", position=1, photos=())
    third = replace(ITEM, id="third", position=2, photos=(replace(PHOTO, digest="0c"),))
    issue = Issue(DAY, 28, ISSUE, (gone, other, third), digest="0d")
    assert lead_of(issue) == (other, third.photos[0])
    assert lead_of(replace(issue, items=(gone,))) == (None, None)
    ranked = replace(third, print_wish=PrintWish(rank=1))
    picture = replace(other, photos=(PHOTO,))
    assert lead_of(replace(issue, items=(picture, ranked))) == (ranked, ranked.photos[0])
