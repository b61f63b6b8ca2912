"""What is plain in a body is read quickly, and read as everything else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.blocks import Rule, blocks_of

PIECES = (
    *("<p>甲乙</p>", "<p> 甲\r\n 乙 </p>", "<p></p>", "<p>\u3000</p>", "<p>a&amp;b</p>", "\n", " "),
    *("<p><strong>粗</strong>体</p>", '<p class="signed">署名</p>', "<p>未完", "</p>", "<p>a</p"),
    *(
        '<h2 id="s1"><span class="num">1</span>题</h2>',
        "<h3>题<em>目</em></h3>",
        "<h2>未完",
        "<h4/>",
    ),
    *(
        "<h2>甲<br>乙</h2>",
        "<h2><p>甲</p></h2>",
        '<h2 id="a>b">甲</h2>',
        "<h2><span>甲</h2>",
        "<H2>甲</H2>",
    ),
    *(
        "<ul><li>甲</li><li><p>乙</p></li></ul>",
        "<blockquote><p>甲</p></blockquote>",
        "<div>",
        "</div>",
    ),
    *('<figure data-photo="a.jpg"></figure>', "<hr>", "<pre>  甲\n 乙</pre>", "文字"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=7))
def test_a_body_reads_alike_from_its_beginning_and_after_something_else(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert blocks_of(f"<hr>{html}") == (Rule(), *blocks_of(html))


@pytest.mark.parametrize("html", ["", " \n", "<p></p>", "<p> </p>\n<p>\u3000</p>"])
def test_nothing_is_no_block(html: str) -> None:
    assert blocks_of(html) == ()
