"""`plates`: the print shop's file taken apart into its inks, each as a picture to be looked at.

Ghostscript makes the plates, as a print shop's own machine would; nothing of what the press
believes of its colours goes into them.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edition.papersizes import STANDARD
from newsroom.guard import MisusedError, guarded
from newsroom.usage import run

if TYPE_CHECKING:
    from PIL.Image import Image

NEWSPRINT = STANDARD[0].ink
_NAMES = {"Cyan": "青", "Magenta": "品", "Yellow": "黄", "Black": "黑"}
_LONGEST = 600  # seconds
_SPOTLESS = 0.05  # percent of a page that an ink covers: less is the marks round it


@dataclass(frozen=True, slots=True)
class Plate:
    """One ink of one page. name: as the file has it; picture: black where the ink is full."""

    page: int
    name: str
    picture: Image

    @property
    def said(self) -> str:
        """The ink as an editor calls it, with its coverage: 青12%, HKS 4 12%."""
        named = _NAMES.get(self.name) or f"{self.name} "
        return f"{named}{self.coverage:.0f}%"

    @property
    def coverage(self) -> float:
        """How much of the page the ink covers, percent."""
        from PIL import ImageStat

        return (255 - float(ImageStat.Stat(self.picture).mean[0])) / 2.55


@guarded("plates")
def plates(
    file: Annotated[Path, typer.Argument(metavar="文件", help="付印的PDF，名字以 -press.pdf 结尾")],
    *,
    into: Annotated[Path, typer.Option(help="图放进哪个文件夹")] = Path("plates"),
    dpi: Annotated[int, typer.Option(help="一英寸多少点", min=18, max=300)] = 72,
    ink: Annotated[
        int, typer.Option(help="纸受得了多少墨，百分之几", min=100, max=400)
    ] = NEWSPRINT,
) -> None:
    """把付印的PDF拆成一色一张的图，说出每一版的墨有多重。"""
    found = list(separated(file, dpi))
    into.mkdir(parents=True, exist_ok=True)
    for page in sorted({plate.page for plate in found}):
        of_page = [plate for plate in found if plate.page == page]
        for plate in of_page:
            plate.picture.save(into / f"p{page}-{_file_name(plate.name)}.png")
        total = _total([plate.picture for plate in of_page])
        _shown(total, ink).save(into / f"p{page}-total.png")
        most = float(total.getextrema()[1]) / 2.55
        shares = "　".join(plate.said for plate in of_page)
        heavy = f"，超过{ink}%的地方在 p{page}-total.png 上是红的" if most > ink + 1 else ""
        typer.echo(f"第{page}版：最重{most:.0f}%{heavy}；各色盖满的面积 {shares}")
    typer.echo(f"图在 {into}")


def separated(file: Path, dpi: int) -> Iterator[Plate]:
    """The plates of a file, page by page; raises MisusedError where there are none to be had.

    An ink that stands on no page is left out, but for the four.
    """
    from PIL import Image

    program = shutil.which("gs")
    if program is None:
        raise MisusedError("plates", "没有装 Ghostscript", "请装上（apt-get install ghostscript）")
    if not file.is_file():
        raise MisusedError(str(file), "没有这个文件", "请写付印的PDF，在成品的那一期里")
    with tempfile.TemporaryDirectory() as work:
        command = [program, "-q", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}"]
        command += ["-o", str(Path(work, "%d.tif")), str(file.resolve())]
        try:
            made = subprocess.run(  # noqa: S603 - a program of the system, and a file by its path
                command, capture_output=True, check=False, timeout=_LONGEST
            )
        except subprocess.TimeoutExpired:
            raise MisusedError(str(file), "拆了十分钟还没有拆完", "请把 --dpi 改小") from None
        files = sorted(Path(work).glob("*(*).tif"), key=_order)
        if made.returncode or not files:
            raise MisusedError(str(file), "Ghostscript 读不了这个文件", "请写付印的PDF")
        trims = _trims(file, dpi)
        for tiff in files:
            page, name = int(tiff.stem.partition("(")[0]), _ink(tiff)
            with Image.open(tiff, formats=("TIFF",)) as opened:
                plate = Plate(page, name, opened.convert("L").crop(trims[page - 1]))
            if name in _NAMES or plate.coverage > _SPOTLESS:
                yield plate


def _order(file: Path) -> tuple[int, int, str]:
    """The pages by number, the four inks in the order in which they are printed, then others."""
    number, name = int(file.stem.partition("(")[0]), _ink(file)
    return number, list(_NAMES).index(name) if name in _NAMES else len(_NAMES), name


def _ink(file: Path) -> str:
    """The ink of a plate: 3(Cyan).tif."""
    return file.stem.partition("(")[2].rstrip(")")


def _trims(file: Path, dpi: int) -> list[tuple[int, int, int, int]]:
    """What is left of every page when its marks are cut off, pixels."""
    import pikepdf

    found = []
    with pikepdf.open(file) as document:
        for page in document.pages:
            media = [float(side) for side in page.MediaBox]
            left, bottom, right, top = (float(side) for side in page.get("/TrimBox", media))
            edges = (left - media[0], media[3] - top, right - media[0], media[3] - bottom)
            across, down, to, foot = (round(edge / 72 * dpi) for edge in edges)
            found.append((across, down, to, foot))
    return found


def _file_name(ink: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in ink.lower())


def _total(pictures: list[Image]) -> Any:
    """All inks of a page together, 255 for each that is full."""
    from PIL import ImageMath

    names = [f"p{number}" for number in range(len(pictures))]
    plates = dict(zip(names, pictures, strict=True))
    return ImageMath.lambda_eval(
        lambda known: reduce(add, (255 - known[name] for name in names)), **plates
    )


def _shown(total: Any, ink: int) -> Image:
    """The ink of a page as a picture: the darker the more, red what the paper does not take."""
    from PIL import Image as Images
    from PIL import ImageMath

    most = ink * 2.55

    def light(known: Any) -> Any:
        share = known["min"](known["float"](known["t"]) / most, 1)
        return known["convert"](255 - share * 255, "L")

    def too_much(known: Any) -> Any:
        return known["convert"]((known["float"](known["t"]) > most + 2.55) * 255, "L")

    grey = ImageMath.lambda_eval(light, t=total)
    heavy = ImageMath.lambda_eval(too_much, t=total)
    page = Images.merge("RGB", [grey] * 3)
    page.paste((214, 0, 24), mask=heavy)
    return page


if __name__ == "__main__":
    run("plates", plates)
