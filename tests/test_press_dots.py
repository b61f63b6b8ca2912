"""着重号: a dot stands under every Han character that the writer stressed, and under no other."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

import pypdfium2
from guards import needs_type
from orders import order, prose, story

from newsroom.problems import Severity
from press.printing import print_issue
from press.readback import Letter, read_pages
from press.spans import Span
from press.story import Passage, Role

pytestmark = needs_type
SCALE = 4.0
SPANS = (
    Span("他反复说，关键在于"),
    Span("真抓实干，不走形式", dotted=True),
    Span("，把3.2公里的路修好。“"),
    Span("老百姓满意", dotted=True),
    Span("”才算数，共修了"),
    Span("新路5条共A段路", dotted=True),
    Span("15公里，" + prose(60)),
)
STRESSED = "真抓实干不走形式老百姓满意新路条共段路"


def test_a_dot_stands_under_every_stressed_character_alone(tmp_path: Path) -> None:
    told = replace(story(0), passages=(Passage(Role.TEXT, SPANS),))
    printed = print_issue(order([told], tmp_path))
    assert [f.what for f in printed.findings if f.severity is Severity.ERROR] == []
    (page,) = read_pages(printed.pdf)
    shade = pypdfium2.PdfDocument(printed.pdf)[0].render(scale=SCALE).to_pil().convert("L")

    def bears_a_dot(letter: Letter) -> bool:
        middle, foot = letter.heart[0], letter.base + 1.4
        box = (middle - 1.2, foot, middle + 1.2, foot + 2.2)
        left, top, right, bottom = (round(side * SCALE) for side in box)
        return min(shade.crop((left, top, right, bottom)).tobytes()) < 110

    letters = sorted(page.letters, key=lambda one: one.order)
    said = "".join(letter.text for letter in letters)
    text = "".join(span.text for span in SPANS)
    start = said.index(text[:8])
    at = start
    for span in SPANS:
        for character in span.text:
            letter = letters[at]
            assert letter.text == character
            wanted = span.dotted and character in STRESSED
            if character not in "，。“”、；":
                assert bears_a_dot(letter) is wanted, (at - start, character)
            at += 1
