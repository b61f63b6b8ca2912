"""Where a story goes on: one jump, and from there over as many pages as it takes whole.

A story too long for two pages is not sent on from page to page. What its first page leaves has the
pages that follow to itself; readers are told of them all as they leave the first: 下转第2—5版.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from press.arrangement import Block, PageLayout

_FEW = 2  # pages that are named one by one though they follow one another


def with_jumps(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages with every jump leading to where its story goes on.

    A part that has its page to itself is silent about the next, which its story has been said to
    reach; both say that they come from where it was said.
    """
    blocks = [list(page.blocks) for page in pages]
    for parts in _parts(pages):
        first = 0
        while first < len(parts) - 1:
            end = first + 1
            while end < len(parts) - 1 and _has_to_itself(parts[end], parts[first], pages):
                end += 1
            numbers = [pages[at].number for at, _ in parts[first : end + 1]]
            at, which = parts[first]
            told = replace(blocks[at][which], jump_to=numbers[1], onto=tuple(numbers[2:]))
            blocks[at][which] = told
            for number, (at, which) in enumerate(parts[first + 1 : end + 1], 2):
                onto = tuple(numbers[number:])
                silent = replace(blocks[at][which], jump_from=numbers[0], jump_to=0, onto=onto)
                blocks[at][which] = silent
            first = end
    return [
        replace(page, blocks=tuple(changed)) for page, changed in zip(pages, blocks, strict=True)
    ]


def _parts(pages: Sequence[PageLayout]) -> list[list[tuple[int, int]]]:
    """Of every story that goes on elsewhere, its parts: each as the places of page and block."""
    found: dict[int, list[tuple[int, int]]] = {}
    for at, page in enumerate(pages):
        for which, block in enumerate(page.blocks):
            if block.poster is None and (block.jump_from or block.jump_to):
                found.setdefault(block.story, []).append((at, which))
    return list(found.values())


def _has_to_itself(
    part: tuple[int, int], first: tuple[int, int], pages: Sequence[PageLayout]
) -> bool:
    """Whether a part has a page that no other story stands on, nor where it was left."""
    page, (_, which) = pages[part[0]], part
    others = (one for at, one in enumerate(page.blocks) if at != which and not one.poster)
    return part[0] > first[0] and not any(others)


def said_pages(block: Block) -> str:
    """The pages on which a part says that its story goes on: 2, or 2、3, or 2—5."""
    pages = (block.jump_to, *block.onto)
    if len(pages) > _FEW and pages[-1] - pages[0] == len(pages) - 1:
        return f"{pages[0]}—{pages[-1]}"
    return "、".join(map(str, pages))
