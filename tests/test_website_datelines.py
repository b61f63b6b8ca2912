"""A dateline opens the text; a sub-head or a photo that stands first does not part the two."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from newsroom.blocks import PhotoPlace
from website.datelines import dated

LINE = '<p class="dateline">伊滨讯</p>\n'
PHOTO = PhotoPlace("road.jpg")


@pytest.mark.parametrize(
    ("parts", "opened"),
    [
        ((Markup("<p>路通了。</p>"),), (f"{LINE}<p>路通了。</p>",)),
        (
            (Markup('<h2 id="a">路</h2>\n<h3>桥</h3>\n<p>路通了。</p>\n<h2>车</h2>'),),
            (f'<h2 id="a">路</h2>\n<h3>桥</h3>\n{LINE}<p>路通了。</p>\n<h2>车</h2>',),
        ),
        ((PHOTO, Markup("<p>路通了。</p>")), (PHOTO, f"{LINE}<p>路通了。</p>")),
        (
            (Markup("<h2>路</h2>"), PHOTO, Markup("<p>路通了。</p>")),
            (Markup("<h2>路</h2>"), PHOTO, f"{LINE}<p>路通了。</p>"),
        ),
        ((PHOTO,), (LINE, PHOTO)),
        ((), ()),
    ],
)
def test_a_dateline_stands_before_the_first_words(
    parts: tuple[Markup | PhotoPlace, ...], opened: tuple[object, ...]
) -> None:
    assert dated(parts, "伊滨讯") == opened


def test_a_story_without_a_dateline_is_as_it_was() -> None:
    parts = (Markup("<p>路通了。</p>"),)
    assert dated(parts, "") == parts


def test_what_a_dateline_says_is_text() -> None:
    assert dated((Markup("<p>a</p>"),), "<b>讯")[0] == (
        '<p class="dateline">&lt;b&gt;讯</p>\n<p>a</p>'
    )
