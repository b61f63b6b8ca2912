"""Elements that rule out the text of their page, by a style or a class, and are to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from copydesk.sheet import RawLine
from copydesk.sources.pagedata import is_named
from copydesk.sources.pagetext import is_prose


def frames(
    lines: Sequence[RawLine], names: frozenset[str], veils: AbstractSet[int]
) -> frozenset[int]:
    """The elements that a class calls furniture though they hold headline and sentences.

    names: letters of what the page calls itself; veils: elements that are hidden. The name of an
    element may mean anything: caas-enable-ad-slots.
    """
    held = {line.hint.out_by for line in lines if is_named(line, names)} - {0, *veils}
    return frozenset({line.hint.out_by for line in lines if is_prose(line)} & held)


def veil(lines: Sequence[RawLine], veils: AbstractSet[int]) -> int:
    """The element behind which a page keeps its text until a script shows it; 0 for none.

    veils: elements that are hidden. Saved as it was sent, a page has most of its sentences there,
    and few in sight.
    """
    held: Counter[int] = Counter()
    for line in lines:
        if not line.hint.out or line.hint.out_by in veils:
            held[line.hint.out_by] += len(line.text) if is_prose(line) else 0
    most = max(held, key=lambda each: held[each], default=0)
    return most if held[most] > held[0] else 0
