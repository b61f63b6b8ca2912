"""The structure tree of a printed PDF, which says what each mark on a page is and how it is read.

ISO 32000-1 §14.7: elements hold elements, marks on a page (by number) and annotations; the parent
tree leads from a mark or annotation back to its element. Typst gives every element that holds
marks the one page they stand on (/Pg), and every page a row of elements in the order of its marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Pdf

Keep = Callable[[Any, Any], bool]
"""Whether an element (first) keeps a mark's number, a mark or an annotation's object (second)."""


def kids_of(element: Any) -> list[Any]:
    """What an element holds, in reading order."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def is_element(kid: Any) -> bool:
    """Whether a kid is an element, not a mark or an annotation."""
    return isinstance(kid, Dictionary) and "/S" in kid


def prune(root: Any, keep: Keep) -> None:
    """Take out of a tree what is not kept, and the elements that have nothing left.

    An element that never held anything, an empty cell of a table, goes with what it stands in.
    """
    root.K = Array([kid for kid in kids_of(root) if _pruned(kid, keep) is not _Left.NOTHING])


class _Left(Enum):
    """What is left of an element; EMPTY: it never had anything."""

    ALL = "all"
    SOME = "some"
    NOTHING = "nothing"
    EMPTY = "empty"


def _pruned(element: Any, keep: Keep) -> _Left:
    kids = kids_of(element)
    if not kids:
        return _Left.EMPTY
    states = []
    for kid in kids:
        if is_element(kid):
            states.append(_pruned(kid, keep))
        else:
            states.append(_Left.ALL if keep(element, kid) else _Left.NOTHING)
    told = [state for state in states if state is not _Left.EMPTY]
    if not told:
        return _Left.EMPTY
    if all(state is _Left.NOTHING for state in told):
        return _Left.NOTHING
    if all(state is _Left.ALL for state in told):
        return _Left.ALL
    gone = {_Left.NOTHING, _Left.EMPTY}
    element.K = Array([k for k, state in zip(kids, states, strict=True) if state not in gone])
    return _Left.SOME


def elements_of(root: Any) -> Iterator[Any]:
    """All elements of a tree in reading order."""
    for kid in kids_of(root):
        if is_element(kid):
            yield kid
            yield from elements_of(kid)


def settle(document: Pdf) -> None:
    """Make the tree's two indexes anew: of marks and annotations, and of the elements' names."""
    root = document.Root.StructTreeRoot
    rows = NumberTree(root.ParentTree)
    fresh = NumberTree.new(document)
    for page in document.pages:
        if "/StructParents" in page.obj:
            fresh[int(page.obj.StructParents)] = rows[int(page.obj.StructParents)]
        for annotation in page.obj.get("/Annots", ()):
            fresh[int(annotation.StructParent)] = rows[int(annotation.StructParent)]
    root.ParentTree = fresh.obj
    named = {str(one.ID): one for one in elements_of(root) if "/ID" in one}
    if named:
        flat = [part for name in sorted(named) for part in (pikepdf.String(name), named[name])]
        root.IDTree = document.make_indirect(Dictionary(Names=Array(flat)))
    elif "/IDTree" in root:
        del root["/IDTree"]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline. place: its destination, an array that begins with the page."""

    title: str
    place: Any
    kids: tuple[Bookmark, ...]


def bookmarks_of(above: Any) -> Iterator[Bookmark]:
    """The entries below an outline, or below one of its entries."""
    at = above.get("/First")
    while at is not None:
        yield Bookmark(str(at.get("/Title", "")), at.get("/Dest"), tuple(bookmarks_of(at)))
        at = at.get("/Next")


def write_bookmarks(document: Pdf, keep: Callable[[Bookmark], bool]) -> None:
    """Make the outline anew of the entries that are kept; those below one that goes move up."""
    if "/Outlines" not in document.Root:
        return
    kept = list(_kept(bookmarks_of(document.Root.Outlines), keep))
    if not kept:
        del document.Root["/Outlines"]
        return
    outline = document.make_indirect(Dictionary(Type=Name.Outlines))
    _hang(document, outline, kept)
    outline.Count = _shown(kept, open_below=False)
    document.Root.Outlines = outline


def _kept(found: Iterable[Bookmark], keep: Callable[[Bookmark], bool]) -> Iterator[Bookmark]:
    for one in found:
        kids = tuple(_kept(one.kids, keep))
        if keep(one):
            yield Bookmark(one.title, one.place, kids)
        else:
            yield from kids


def _shown(bookmarks: Iterable[Bookmark], *, open_below: bool) -> int:
    return sum(1 + (_shown(one.kids, open_below=True) if open_below else 0) for one in bookmarks)


def _hang(document: Pdf, above: Any, bookmarks: Iterable[Bookmark]) -> None:
    made = []
    for one in bookmarks:
        entry = document.make_indirect(Dictionary(Title=one.title, Dest=one.place, Parent=above))
        if one.kids:
            _hang(document, entry, one.kids)
            entry.Count = -_shown(one.kids, open_below=True)  # shut, as Typst leaves it
        made.append(entry)
    above.First, above.Last = made[0], made[-1]
    for before, after in pairwise(made):
        before.Next, after.Prev = after, before
