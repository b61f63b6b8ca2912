"""A story taken out of a page that is printed already, and a notice put in its place.

The page is not laid out anew and not drawn anew. What was printed in the story's place is taken out
of the file, type, pictures, links, bookmarks, tags and the words for those who do not see; all else
stays where it is, as it is, in the type of its day. That holds whatever has become of the theme,
the fonts, the photos and this program since, and no other story can be lost by it. (To draw the
page again from a plan would need all of these as they were.) Of the type stays what is still
printed (press.typecase).

The notice comes from a small sheet of its own, drawn with the same tags, whose marks go after those
of the page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Operator, Pdf, String

from press import tags
from press.headings import LEVELS
from press.marks import Group, Instruction, groups_of
from press.readback import Box
from press.sheets import saved
from press.typecase import narrow

_NEAR = 2.0  # points by which a place named in the file may lie outside the block
_NAMED = {"Tf": "/Font", "cs": "/ColorSpace", "CS": "/ColorSpace", "gs": "/ExtGState"}
_NAMED |= {"Do": "/XObject", "sh": "/Shading"}
_SAID = ("/Lang", "/ActualText", "/Alt", "/E", "/T")


@dataclass(frozen=True, slots=True)
class Patch:
    """A place on a page to be emptied, and the sheet that is laid on the page instead.

    boxes: in points from the page's top left corner. headline: whether that of the story is left.
    sheet: a tagged PDF of one page, as large as this one, blank but for what is to be said; b"" for
    nothing.
    """

    boxes: tuple[Box, ...]
    headline: bool = False
    sheet: bytes = b""


def patched(pdf: bytes, patches: Mapping[int, Sequence[Patch]], *, finished: bool = True) -> bytes:
    """A PDF with some places emptied and said anew. patches: by number of the page, 1-based.

    finished: False for one that is only to be read back; its tags and type stay as they are.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        pages: dict[tuple[int, int], _Page] = {}
        dropped: dict[tuple[int, int], frozenset[int]] = {}
        links: set[tuple[int, int]] = set()
        for number, of_page in sorted(patches.items()):
            work = _Page(document, number - 1)
            pages[work.page.objgen] = work
            for patch in of_page:
                work.empty(patch)
                if patch.sheet:
                    work.lay(patch)
            links |= work.write()
            dropped[work.page.objgen] = frozenset(work.dropped)
        if not finished:
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()

        def is_left(element: Any, kid: Any) -> bool:
            if isinstance(kid, Dictionary):
                if "/Obj" in kid:
                    return kid.Obj.objgen not in links
                page = kid.Pg if "/Pg" in kid else element.Pg
                return int(kid.MCID) not in dropped.get(page.objgen, ())
            return int(kid) not in dropped.get(element.Pg.objgen, ())

        def leads_somewhere(one: tags.Bookmark) -> bool:
            work = pages.get(one.place[0].objgen)
            return work is None or work.leaves(one)

        tags.prune(document.Root.StructTreeRoot, is_left)
        tags.write_bookmarks(document, leads_somewhere)
        tags.settle(document)
        narrow(document)
        return saved(document)


def _holds(box: Box, x: float, y: float) -> bool:
    return Box(box.left - _NEAR, box.top - _NEAR, box.right + _NEAR, box.bottom + _NEAR).holds(x, y)


@dataclass(frozen=True, slots=True)
class _Heading:
    """A headline or subhead as printed. left, top: of its ink, from the page's bottom left."""

    title: str
    marks: frozenset[int]
    left: float
    top: float

    def distance(self, one: tags.Bookmark) -> tuple[bool, float]:
        """How far a bookmark is from being its own: one of another title is farther than any."""
        away = abs(self.left - float(one.place[2])) + abs(self.top - float(one.place[3]))
        return one.title != self.title, away


@dataclass(slots=True)
class _Page:
    """One page at work. dropped: numbers of the marks taken out."""

    document: Pdf
    number: int
    page: Any = field(init=False)
    height: float = field(init=False)
    groups: list[Group] = field(init=False)
    dropped: set[int] = field(default_factory=set)
    _laid: list[Instruction] = field(default_factory=list)
    _links: list[Any] = field(default_factory=list)
    _row: list[Any] = field(init=False)
    _own: set[int] = field(init=False)
    _headings: tuple[_Heading, ...] = field(init=False)

    def __post_init__(self) -> None:
        page = self.document.pages[self.number]
        self.page = page.obj
        self.height = float(page.mediabox[3])
        self.groups = list(groups_of(page))
        rows = NumberTree(self.document.Root.StructTreeRoot.ParentTree)
        self._row = list(rows[int(self.page.StructParents)])
        self._own = self.headline_marks()
        self._headings = tuple(self._printed_headings())

    def headline_marks(self) -> set[int]:
        """The marks that headlines make: elements of level one, and what stands in them."""
        return {
            mark
            for mark, element in enumerate(self._row)
            if element is not None and _headline(element) is not None
        }

    def _printed_headings(self) -> Iterator[_Heading]:
        found: dict[tuple[int, int], tuple[str, list[Group]]] = {}
        for group in self.groups:
            heading = _heading(self._row[group.mark]) if group.mark >= 0 else None
            if heading is not None and group.points:
                title = str(heading.get("/T", ""))
                found.setdefault(heading.objgen, (title, []))[1].append(group)
        for title, groups in found.values():
            points = [point for group in groups for point in group.points]
            marks = frozenset(group.mark for group in groups)
            yield _Heading(title, marks, min(x for x, _ in points), max(y for _, y in points))

    def leaves(self, one: tags.Bookmark) -> bool:
        """Whether the heading that a bookmark of the page leads to is still printed.

        Which heading that is is not said by the place alone: it lies above the ink, by the room
        that the line has, and so perhaps above the story itself.
        """
        own = min(self._headings, key=lambda heading: heading.distance(one), default=None)
        return own is None or not own.marks <= self.dropped

    def is_in(self, patch: Patch, x: Any, y: Any) -> bool:
        """Whether a place of the page, from the bottom left, is in a patch."""
        return any(_holds(box, float(x), self.height - float(y)) for box in patch.boxes)

    def empty(self, patch: Patch) -> None:
        """Take out what stands in a patch."""
        kept = []
        for group in self.groups:
            is_own = patch.headline and group.mark in self._own
            if is_own or not group.points or not self._stands_in(patch, group):
                kept.append(group)
            elif group.mark >= 0:
                self.dropped.add(group.mark)
        self.dropped -= {group.mark for group in kept}
        self.groups = kept
        self._links += [
            link
            for link in self.page.get("/Annots", ())
            if self.is_in(patch, *_middle(link.Rect)) and not self._is_headlines(patch, link)
        ]

    def _stands_in(self, patch: Patch, group: Group) -> bool:
        across, down = zip(*group.points, strict=True)
        x, y = (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
        return self.is_in(patch, x, y)

    def _is_headlines(self, patch: Patch, link: Any) -> bool:
        if not patch.headline:
            return False
        rows = NumberTree(self.document.Root.StructTreeRoot.ParentTree)
        return _headline(rows[int(link.StructParent)]) is not None

    def lay(self, patch: Patch) -> None:
        """Lay the sheet of a patch on the page, and its tags where the story's were."""
        above, place = self._place(patch)
        with Pdf.open(io.BytesIO(patch.sheet)) as sheet:
            page = sheet.pages[0]
            prefix = self._free_prefix()
            self._lend(page.obj.Resources, prefix)
            first = len(self._row)
            for instruction in pikepdf.parse_content_stream(page):
                self._laid.append(_renamed(instruction, prefix, first))
            (tree,) = tags.kids_of(sheet.Root.StructTreeRoot)
            self._row += [None] * len(
                NumberTree(sheet.Root.StructTreeRoot.ParentTree)[int(page.obj.StructParents)]
            )
            made = [self._copied(kid, above, first) for kid in tags.kids_of(tree)]
        kids = tags.kids_of(above)
        above.K = Array([*kids[:place], *made, *kids[place:]])

    def _place(self, patch: Patch) -> tuple[Any, int]:
        """The element to hang a notice on, and where among its kids.

        After the headline left, else before the first thing taken out, else before all of the page.
        """
        (tree,) = tags.kids_of(self.document.Root.StructTreeRoot)
        kids = tags.kids_of(tree)
        own = {g.mark for g in self.groups if g.points and self._stands_in(patch, g)} - {-1}
        first = before = None
        for at, kid in enumerate(kids):
            marks = set(self._marks_below(kid))
            if marks & own:
                return tree, at + 1
            if before is None and marks & self.dropped:
                before = at
            if first is None and marks:
                first = at
        place = before if before is not None else first
        return tree, len(kids) if place is None else place

    def _marks_below(self, element: Any) -> Iterator[int]:
        for kid in tags.kids_of(element):
            if tags.is_element(kid):
                yield from self._marks_below(kid)
            elif not isinstance(kid, Dictionary) and element.Pg.objgen == self.page.objgen:
                yield int(kid)

    def _copied(self, element: Any, above: Any, first: int) -> Any:
        made = self.document.make_indirect(
            Dictionary(Type=Name.StructElem, S=element.S, P=above, Pg=self.page)
        )
        for name in _SAID:
            if name in element:
                made[name] = String(str(element[name]))
        kids: list[Any] = []
        for kid in tags.kids_of(element):
            if tags.is_element(kid):
                kids.append(self._copied(kid, made, first))
            elif not isinstance(kid, Dictionary):
                kids.append(int(kid) + first)
                self._row[int(kid) + first] = made
        if kids:
            made.K = Array(kids)
        return made

    def _free_prefix(self) -> str:
        taken = {
            str(name)
            for kind in set(_NAMED.values())
            for name in self.page.Resources.get(kind, Dictionary())
        }
        number = 1
        while any(name.startswith(f"/n{number}-") for name in taken):
            number += 1
        return f"n{number}-"

    def _lend(self, resources: Any, prefix: str) -> None:
        """Give the page the sheet's resources under names of their own."""
        own = Dictionary(dict(self.page.Resources.items()))
        for kind in set(_NAMED.values()):
            if kind in resources:
                held = Dictionary(dict(own.get(kind, Dictionary()).items()))
                for name, thing in resources[kind].items():
                    held[f"/{prefix}{str(name)[1:]}"] = self._foreign(thing)
                own[kind] = held
        self.page.Resources = own

    def _foreign(self, thing: Any) -> Any:
        if thing.is_indirect:
            return self.document.copy_foreign(thing)
        if isinstance(thing, Array):
            return Array([self._foreign(p) if isinstance(p, pikepdf.Object) else p for p in thing])
        return thing

    def write(self) -> set[tuple[int, int]]:
        """Put the page's new content in its place; gives the links that are gone."""
        instructions = [one for group in self.groups for one in group.instructions] + self._laid
        data = pikepdf.unparse_content_stream(instructions)
        self.page.Contents = self.document.make_stream(data)
        self._drop_pictures()
        gone = {link.objgen for link in self._links}
        left = [link for link in self.page.get("/Annots", ()) if link.objgen not in gone]
        if left:
            self.page.Annots = Array(left)
        elif "/Annots" in self.page:
            del self.page["/Annots"]
        rows = NumberTree(self.document.Root.StructTreeRoot.ParentTree)
        rows[int(self.page.StructParents)] = Array(
            [None if mark in self.dropped else one for mark, one in enumerate(self._row)]
        )
        return gone

    def _drop_pictures(self) -> None:
        used = {name for group in self.groups for name in group.pictures}
        used |= {str(operands[0]) for operands, operator in self._laid if str(operator) == "Do"}
        own = Dictionary(dict(self.page.Resources.items()))
        if "/XObject" in own:
            left = {name: thing for name, thing in own.XObject.items() if name in used}
            own.XObject = Dictionary(left)
        self.page.Resources = own


def _headline(element: Any) -> Any:
    """The headline an element is, or stands in; None for none."""
    return _heading(element, frozenset({"/H1"}))


def _heading(element: Any, levels: frozenset[str] = LEVELS) -> Any:
    """The heading of some level an element is, or stands in; None for none."""
    while element is not None and "/S" in element:
        if str(element.S) in levels:
            return element
        element = element.get("/P")
    return None


def _middle(rectangle: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in rectangle)
    return (left + right) / 2, (bottom + top) / 2


def _renamed(instruction: Any, prefix: str, first: int) -> Instruction:
    """An instruction of a sheet as it reads on the page. first: number of its first mark there."""
    operands, operator = list(instruction.operands), str(instruction.operator)
    if operator in _NAMED and str(operands[0]) not in {"/DeviceRGB", "/DeviceGray", "/DeviceCMYK"}:
        operands[0] = Name(f"/{prefix}{str(operands[0])[1:]}")
    elif operator == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
        operands[1] = Dictionary(MCID=int(operands[1].MCID) + first)
    return operands, Operator(operator)
