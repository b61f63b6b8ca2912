"""Where an instruction of a page paints: as the rules of PDF say it (ISO 32000-1 §9.4)."""

from __future__ import annotations

import pikepdf
import pytest

from press.marks import groups_of


def points(content: str) -> list[tuple[float, float]]:
    """Where things are painted, group after group."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    page.Contents = document.make_stream(content.encode())
    return [(round(x, 3), round(y, 3)) for group in groups_of(page) for x, y in group.points]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("BT 12 TL 10 100 Td (a) Tj T* (b) Tj ET", [(10, 100), (10, 88)]),
        ("BT 12 TL 10 100 Td (a) Tj T* 5 -5 Td (b) Tj ET", [(10, 100), (15, 83)]),
        ("BT 12 TL 10 100 Td T* T* 5 -5 Td (a) Tj ET", [(15, 71)]),
        ("BT 10 100 Td 0 -7 TD (a) Tj (b) ' ET", [(10, 93), (10, 86)]),
        ("BT 2 0 0 2 10 100 Tm 5 -5 Td (a) Tj ET", [(20, 90)]),
        ("q 2 0 0 2 0 0 cm BT 12 TL 10 50 Td T* (a) Tj ET Q", [(20, 76)]),
        ("BT 10 100 Td (a) Tj ET BT (b) Tj ET", [(10, 100), (0, 0)]),
    ],
)
def test_a_line_of_type_begins_where_the_lines_before_it_have_led(
    content: str, wanted: list[tuple[float, float]]
) -> None:
    assert points(content) == wanted
