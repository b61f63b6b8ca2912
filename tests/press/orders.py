"""Orders for the press made by hand, without an edition: issues of any copy one can think of."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

from PIL import Image

from edition.papersizes import STANDARD
from newsroom.fingerprints import digest
from newsroom.kinds import Script
from newsroom.model import Figure, Photo
from newsroom.wishes import Dummy, PrintWish
from press.options import Options
from press.order import Order
from press.papers import Grid
from press.plates import Plates
from press.ruler import Face
from press.spans import Span
from press.stock import Filling
from press.story import Cell, Passage, Picture, Role, Story, TableCopy
from press.wishes import Wishes
from press.words import Phrases

ROOT = Path(__file__).resolve().parents[2]
GRIDS = {paper.id: Grid.of(paper) for paper in STANDARD}
_FOLDERS = tuple(
    path
    for path in (
        ROOT / ".fonts",
        Path("/usr/share/fonts/opentype/noto"),
        Path("/usr/share/fonts/truetype/ancient-scripts"),
    )
    if path.is_dir()
)
FONTS = _FOLDERS if any(file for path in _FOLDERS for file in path.rglob("*CJK*")) else ()
PROSE = (
    "九月的清晨，河岸上的芦苇还挂着露水，施工队已经把最后一段护栏装好。负责人说，这段路全长3.2公里，"
    "总投资1800万元，沿线修了步道、亭子和停车场，国庆前向市民开放。“早上来走一圈，一天都有精神。”"
    "家住附近的退休教师说。据介绍，二期工程将在明年3月动工，计划把水系同老城的巷子连起来；"
    "届时，从东门到西湾，步行只要15分钟。工程所用的石料大多取自本地，栽下的树木有柳树、乌桕和水杉。"
)


def prose(characters: int, shift: int = 0) -> str:
    """So many characters of running text."""
    start = shift % len(PROSE)
    return (PROSE[start:] + PROSE * (characters // len(PROSE) + 1))[:characters]


def text(words: str) -> Passage:
    """A paragraph."""
    return Passage(Role.TEXT, (Span(words),))


def story(
    number: int,
    *words: str,
    headline: tuple[str, ...] = ("河岸步道", "国庆前向市民开放"),
    rank: int = 3,
    wish: PrintWish | None = None,
    **more: object,
) -> Story:
    """A story of paragraphs."""
    return Story(
        id=f"s{number}",
        source=f"issues/2014-01-02/s{number}.md",
        url=f"https://news.example/2014/01/02/s{number}/",
        headline=headline,
        rank=rank,
        passages=tuple(map(text, words)),
        wish=wish or PrintWish(rank=rank),
        **more,  # type: ignore[arg-type] # the fields of a story, named by the caller
    )


def picture(folder: Path, width: int, height: int, caption: str = "步道一角。") -> Picture:
    """A photo of one colour in a content folder."""
    name = f"{width}x{height}.png"
    data = _plain(width, height)
    (folder / name).write_bytes(data)
    photo = Photo(PurePosixPath(name), digest(data), width, height, "一幅蓝灰色的图", caption)
    return Picture(photo, caption, "某某 摄")


@cache
def _plain(width: int, height: int) -> bytes:
    """A PNG of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 140)).save(out, "PNG")
    return out.getvalue()


def table(rows: int, columns: int = 4, words: str = "寇店镇") -> TableCopy:
    """A table with a header row."""
    head = tuple(Cell((Span(f"栏{at}", Face.SANS_BOLD),)) for at in range(columns))
    cells = tuple(
        tuple((Span(f"{words}{row}", Face.SANS),) for _ in range(columns)) for row in range(rows)
    )
    return TableCopy((head,), cells, columns)


def figures(count: int) -> tuple[Figure, ...]:
    """Numbers of a 数读 strip."""
    return tuple(Figure(str(7 * (at + 1)), "公里", "新修步道") for at in range(count))


def order(
    stories: list[Story],
    folder: Path,
    paper: str = "a4",
    script: Script = Script.HANS,
    wishes: Wishes | None = None,
    *,
    whole: bool = False,
    plates: Plates | None = None,
    dummy: Dummy | None = None,
    fillers: tuple[Filling, ...] = (),
) -> Order:
    """An order for the press. whole: with all files, the press file printed with `plates`."""
    return Order(
        script=script,
        day=date(2014, 1, 2),
        stories=tuple(stories),
        grid=GRIDS[paper],
        name="河岸新闻",
        latin_name="HE AN XIN WEN",
        title="河岸新闻 第7期 2014年1月2日",
        description="样报",
        keywords=("要闻",),
        publisher="示例单位",
        beside=("第7期", "2014年1月2日 星期四"),
        folio="2014年1月2日 星期四",
        imprint=("主办：示例单位　责任编辑：示例姓名",),
        phrases=Phrases("（下转第{}版）", "（上接第{}版）"),
        wishes=wishes or Wishes(),
        page_name="第{}版",
        photo_dpi=200,
        for_readers=whole,
        plates=plates or (Plates.of(Options(), FONTS) if whole else None),
        content=folder,
        cache=folder / "cache",
        theme=ROOT / "theme",
        fonts=FONTS,
        dummy=dummy,
        drawn="issues/2014-01-02/dummy.yaml" if dummy else "",
        fillers=fillers,
    )


def ten(folder: Path) -> list[Story]:
    """Stories of very different lengths, every third with a photo."""
    lengths = (1900, 900, 600, 1200, 300, 450, 750, 500, 1000, 350)
    return [
        story(
            number,
            *(prose(150, number * 31 + at * 17) for at in range(length // 150)),
            rank=1 if number == 0 else 2 + number % 3,
            pictures=(picture(folder, 1800, 1200),) if number % 3 == 0 else (),
        )
        for number, length in enumerate(lengths)
    ]
