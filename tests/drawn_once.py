"""What papers have in common, made once by a test process however many papers show it.

Cards, covers, photos, templates, widths of type and set stories are a third of a small paper's
time, and the papers of the tests are much alike. Each is known by all that it is made of: a picture
by what is told of it and by the bytes of its photo, a width by the type and the theme it was
measured in. Tests of pictures (test_photos, test_website_machines) and of type
(test_press_paragraphs) call what makes them themselves, so they still ask whether it comes out the
same every time; builds in processes of their own make every one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, wraps
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2.bccache import Bucket
from PIL.Image import Image

from edition.photos import Negative, Variant
from edition.setting import Compositor
from newsroom.fingerprints import digest
from press.papers import Grid
from press.readback import ReadPage
from press.ruler import Ruler
from press.setting import Setting
from press.shapes import Piece, Shape, Shapes
from press.story import Story

MOST_FILES = 32  # that are kept as they were read
MOST_STORIES = 300  # that are kept as they are set; their heads and tables with them
MOST_SHAPES = 5_000  # of stories at a width


def drawn_once(draw: Callable[..., bytes]) -> Callable[..., bytes]:
    """What draws a card, from memory where it has drawn the same one before."""
    known: dict[tuple[Any, ...], bytes] = {}

    def drawn(card: object, face: object, inset: object = None) -> bytes:
        key = (card, face, inset)
        if key not in known:
            known[key] = draw(card, face, inset)
        return known[key]

    return drawn


def developed_once() -> type[Negative]:
    """A negative whose prints come from memory where the same ones were made before."""
    known: dict[tuple[Any, ...], bytes] = {}

    class Remembered(Negative):
        @cached_property
        def _known_by(self) -> tuple[str, tuple[tuple[int, int], ...]]:
            return digest(self._file.read_bytes()), tuple(self._sizes)

        def print(self, variant: Variant) -> bytes:
            """The bytes of one file of the photo."""
            key = (*self._known_by, variant.width, variant.height, variant.media_type)
            if key not in known:
                known[key] = super().print(variant)
            return known[key]

    return Remembered


def encoded_once(encode: Callable[..., bytes | None]) -> Callable[..., bytes | None]:
    """What makes a print of a photo for a page, from memory where it has made the same before."""
    known: dict[tuple[Any, ...], bytes | None] = {}

    def encoded(file: Path, *how: object) -> bytes | None:
        if not file.is_file():
            return encode(file, *how)
        key = (digest(file.read_bytes()), file.suffix, *how)
        if key not in known:
            known[key] = encode(file, *how)
        return known[key]

    return encoded


def packed_once(pack: Callable[..., bytes]) -> Callable[..., bytes]:
    """What packs a picture as JPEG, from memory where it has packed the same one before."""
    known: dict[tuple[Any, ...], bytes] = {}

    def packed(image: Image, *how: int) -> bytes:
        key = (hash(image.tobytes()), image.mode, image.size, *how)  # a digest takes as long
        if key not in known:
            known[key] = pack(image, *how)
        return known[key]

    return packed


def converted_once(convert: Callable[..., str]) -> Callable[..., str]:
    """What puts a template into a script, from memory by what the store has it under, too."""
    known: dict[tuple[str, str], str] = {}

    def converted(setting: Compositor, source: str) -> str:
        key = (setting.fingerprint, source)
        if key not in known:
            known[key] = convert(setting, source)
        return known[key]

    return converted


def loaded_once(load: Callable[..., None], shared: Path) -> Callable[..., None]:
    """What loads compiled templates, from memory where they lie in the folder that a run shares."""
    known: dict[str, CodeType | None] = {}

    def loaded(bytecode: Any, bucket: Bucket) -> None:
        key = bytecode._key(bucket)  # noqa: SLF001 - what the file is known by
        if bytecode._kept.folder.resolve() != shared:  # noqa: SLF001 - a cache of the test's own
            load(bytecode, bucket)
        elif known.get(key):
            bucket.code = known[key]
        else:
            load(bytecode, bucket)
            known[key] = bucket.code

    return loaded


def read_once(read: Callable[..., list[ReadPage]]) -> Callable[..., list[ReadPage]]:
    """What reads a printed file back, from memory where it has just read the same one."""
    known: dict[tuple[str, tuple[int, ...] | None], list[ReadPage]] = {}

    def pages(pdf: bytes, numbers: Iterable[int] | None = None) -> list[ReadPage]:
        key = (digest(pdf), None if numbers is None else tuple(sorted(numbers)))
        if key not in known:
            if len(known) > MOST_FILES:
                known.clear()
            known[key] = read(pdf, numbers)
        return [*known[key]]

    return pages


def set_once(set_story: Callable[..., Setting]) -> Callable[..., Setting]:
    """What sets a story in type, from memory where it stands from an order before, as 存版 does."""
    known: dict[tuple[Any, ...], Setting] = {}

    @wraps(set_story)
    def standing(story: Story, grid: Grid, ruler: Ruler, kept: object) -> Setting:
        key = (story, grid, ruler.faces, ruler.source.parent.name)
        if len(known) > MOST_STORIES:
            known.clear()
        if kept or key not in known:
            known[key] = set_story(story, grid, ruler, kept)
        known[key].ruler.source = ruler.source  # a test before may have had its own cache
        return known[key]

    return standing


def shaped_once(shape: Callable[..., dict[int, Shape]]) -> Callable[..., dict[int, Shape]]:
    """What finds the shapes of a story, from memory where it stands as it did at another time."""
    known: dict[tuple[Any, ...], tuple[Setting, dict[int, Shape]]] = {}

    def shaped(shapes: Shapes, piece: Piece, columns: int, *, jumps: bool) -> dict[int, Shape]:
        setting = shapes.settings[piece.story]
        key = (id(setting), shapes.play, piece.mark, piece.from_page, columns, jumps)
        if len(known) > MOST_SHAPES:
            known.clear()
        if key not in known:
            known[key] = setting, shape(shapes, piece, columns, jumps=jumps)
        return known[key][1]

    return shaped


def measured_once(measure: Callable[..., list[float]]) -> Callable[..., list[float]]:
    """What measures sorts, from memory where it has measured them before in the same type."""
    known: dict[tuple[Any, ...], float] = {}

    def measured(ruler: Any, probes: Sequence[tuple[Any, str]]) -> list[float]:
        set_in = (ruler.faces, ruler.source.parent.name)  # a folder that is named by its digest
        new = [probe for probe in probes if (set_in, probe) not in known]
        if new:
            widths = measure(ruler, new)
            known.update({(set_in, one): width for one, width in zip(new, widths, strict=True)})
        return [known[set_in, probe] for probe in probes]

    return measured
