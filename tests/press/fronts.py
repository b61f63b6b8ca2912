"""Five fronts as district papers print them, each from a dummy, with invented copy.

Run it to see them: `python tests/press/fronts.py FOLDER` draws each front beside its sketch.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

if __name__ == "__main__":  # as a program, from anywhere
    sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "plugins")]
    sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from drawn import as_drawn, drawn, page, photo, place
from orders import GRIDS, ROOT, order, story, text

from newsroom.fingerprints import digest
from newsroom.model import Photo
from newsroom.wishes import Dummy, DummyPlace, PrintWish
from press.laying import Laid
from press.order import Order
from press.story import Passage, Picture, Story

_PHOTOS = ROOT / "content/issues"
_SENTENCES = (
    "清晨六点半，东门桥头的灯还亮着，第一批赶早市的人已经过了河。",
    "施工队长把图纸摊在水泥墩上，一处一处地核对尺寸，谁也没有抬头。",
    "按照安排，年底以前要完成全部四段堤防，明年汛期来临时就能派上用场。",
    "“往年一下雨，门口就是半尺深的水，今年总算能睡个安稳觉了。”住在河边的老人说。",
    "记者沿着新铺的步道走了一圈，用了四十分钟，路上遇到三拨散步的人。",
    "区水利部门介绍，工程共用石料一万二千方，大多取自本地的采石场。",
    "沿线的七个村都派了代表来看，有人带着孩子，有人推着自行车。",
    "图书馆把阅览室的关门时间推迟到晚上九点，周末也不例外。",
    "粮站今年早开秤三天，头一天就收进新麦二十八万斤。",
    "镇上的中学把操场借出来做了临时停车场，志愿者一直忙到天黑。",
    "从去年秋天算起，全区已经修补农村道路六十一公里，换下的路灯有九百多盏。",
    "下一步，还要把老城的几条巷子接通，让步行的人不必再绕远路。",
    "农技员蹲在地头，扒开土看了看墒情，说这场雨下得正是时候。",
    "社区食堂每天中午供应六个菜，六十岁以上的老人优惠三元。",
    "验收组用了两天时间，把每一座桥的护栏都量了一遍。",
    "供销社的仓库腾出一半，专门存放秋播要用的种子和化肥。",
    "卫生院的医生每逢周三下乡，量血压、送药、填写随访的本子。",
    "戏台前面摆了三十多条长凳，天还没黑就坐满了。",
    "老支书算过一笔账：水不进院，每户一年少花两千多元。",
    "苗圃今年多育了十万株，大半是本地的乡土树种。",
    "夜班公交加开两趟，末班车从火车站发出的时间改到十一点。",
    "电工沿着河堤逐盏检查，把三十七处接头重新包好。",
    "孩子们在新操场上跑了第一圈，鞋底沾满了红色的橡胶末。",
    "气象站搬到了坡上，四周没有房屋遮挡，测得的风更准。",
    "会计把账目贴在村口，哪一笔花在哪里，一看就明白。",
    "运石料的车队错开上学的时间，每天少跑一趟也不抢道。",
    "巷口的石板是从旧宅拆下来的，编了号，一块一块铺回原处。",
    "合龙那天没有仪式，工人们只在堤上多站了一会儿。",
)
_LEAST_CLAUSES = 12  # characters of a sentence that is cut short
_NARROW = 14  # characters in a line of a column


@dataclass(frozen=True, slots=True)
class Front:
    """A front: its paper, its dummy, its stories. sketch: what each place is, in a word."""

    name: str
    paper: str
    dummy: Dummy
    stories: tuple[Story, ...]


def copy(characters: int, seed: int) -> tuple[Passage, ...]:
    """Paragraphs of invented text, of about so many characters, that end where a clause does."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    sentences: list[str] = []
    while sum(map(len, sentences)) < characters:
        more = list(_SENTENCES)
        chance.shuffle(more)
        sentences += more
    found: list[str] = []
    left = characters
    while left > 0 and sentences:
        count = 1 + chance.randrange(3)
        paragraph, sentences = "".join(sentences[:count]), sentences[count:]
        found.append(_clauses(paragraph, left))
        left -= len(found[-1])
        if len(found[-1]) < len(paragraph):
            break
    return tuple(map(text, filter(None, found)))


def _clauses(paragraph: str, most: int) -> str:
    """As many clauses of a paragraph as so many characters hold."""
    if len(paragraph) <= most:
        return paragraph
    ends = [at for at, mark in enumerate(paragraph[: most + 4]) if mark in "，。"]
    kept = paragraph[: ends[-1]] if ends else ""
    if len(kept) - kept.rfind("。") < _LEAST_CLAUSES:
        kept = kept[: max(0, kept.rfind("。"))]
    return kept and f"{kept}{'。' if kept.count('“') == kept.count('”') else '。”'}"


def shown(name: str, caption: str, **more: object) -> Picture:
    """One of the sample's photos, by its path among the issues."""
    file = _PHOTOS / name
    made = Photo(
        (Path("issues") / name),  # type: ignore[arg-type] # as pure paths go
        digest(file.read_bytes()),
        1800,
        1200,
        caption,
        caption,
        **more,  # type: ignore[arg-type] # the fields of a photo, named by the caller
    )
    return Picture(made, caption, "林晓 摄")


def told(number: int, headline: str, characters: int, *, rank: int = 3, **more: object) -> Story:
    """A story of so many characters. headline: with bars at its good breaks."""
    wish = PrintWish(rank=rank, jump=False)
    made = story(number, headline=tuple(headline.split("|")), rank=rank, wish=wish, **more)  # type: ignore[arg-type] # the fields of a story
    return replace(made, passages=copy(characters, number + 3))


def mixed() -> Front:
    """综合一版: a lead with its photo, 报眼, an upright head, smaller stories below."""
    name = "workshop.jpg"
    stories = (
        told(
            0,
            "四段堤防年底合龙|七个村告别门前积水",
            900,
            rank=1,
            kicker="东河综合治理进入最后一百天",
            pictures=(shown("2013-09-30/workshop.jpg", "工人在预制场检查刚刚脱模的护栏。"),),
        ),
        told(1, "河西多云转晴", 60, rank=4),
        told(2, "粮站早开秤|头天收麦|二十八万斤", 380, rank=2, kicker="仓容备足　随到随收"),
        told(3, "图书馆周末开到九点", 520, rank=3),
        told(
            4,
            "老巷子接通了|步行不再绕远",
            760,
            rank=2,
            pictures=(shown("2014-06-02/paving.jpg", "石板路一直铺到巷口。"),),
        ),
        told(5, "社区食堂添了六个菜", 320, rank=4),
        told(6, "六十一公里村道修补完成", 330, rank=4),
        told(7, "夜班公交末班车十一点", 200, rank=4),
    )
    dummy = drawn(
        page(
            1,
            place("s0", 1, 10, 3, 33, photos=(photo(1, 18, 2, 16, name),)),
            DummyPlace(story="s1", ear=True, width=1, box="frame", label=""),
            place("s2", 4, 10, 2, 22, vertical=True),
            place("s7", 4, 33, 2, 10),
            place("s4", 1, 44, 3, 28, photos=(photo(2, 50, 2, 12, "paving.jpg"),)),
            place("s3", 4, 44, 2, 16),
            place("s5", 4, 61, 1, 11),
            place("s6", 5, 61, 1, 11),
            nameplate=9,
        )
    )
    return Front("mixed", "8k", dummy, stories)


def double() -> Front:
    """双头条: two leads of one weight side by side, a 倒头条 at the foot."""
    stories = (
        told(
            0,
            "全区重点项目|集中开工",
            640,
            rank=1,
            head_size=3.4,
            deck="总投资四十六亿元",
            pictures=(shown("2014-06-02/groundbreaking.jpg", "开工现场。"),),
        ),
        told(
            1,
            "民生实事清单|办结八成",
            640,
            rank=1,
            head_size=3.4,
            deck="剩下两件年底前完成",
            pictures=(shown("2013-09-30/registration.jpg", "群众在大厅登记。"),),
        ),
        told(2, "农技员下田|一株一株看墒情", 900, rank=1, head_size=3.8),
        told(3, "操场借作停车场", 220, rank=4),
    )
    dummy = drawn(
        page(
            1,
            place("s0", 1, 7, 2, 28, photos=(photo(1, 15, 2, 10, "groundbreaking.jpg"),)),
            place("s1", 3, 7, 2, 28, photos=(photo(3, 15, 2, 10, "registration.jpg"),)),
            place("s2", 1, 36, 3, 16),
            place("s3", 4, 36, 1, 16, box="tint"),
        )
    )
    return Front("double", "a4", dummy, stories)


def picture_led() -> Front:
    """大图一版: a picture over two thirds of the page, its story under it."""
    stories = (
        told(
            0,
            "竹海深处又添新绿",
            760,
            rank=1,
            head_size=4.6,
            deck="生态公园二期铺石板、栽新竹，国庆前开放",
            pictures=(
                shown(
                    "2014-06-02/bamboo.jpg",
                    "新栽的毛竹已经返青，园艺工人正在绑扎支架。",
                    crop=(0.5, 0.45),
                ),
            ),
        ),
    )
    dummy = drawn(page(1, place("s0", 1, 8, 5, 64, photos=(photo(1, 15, 5, 44, "bamboo.jpg"),))))
    return Front("picture", "8k", dummy, stories)


def small() -> Front:
    """短讯一版: many small stories round a box."""
    heads = (
        "早市搬进新大棚",
        "夜班公交加两趟",
        "校舍翻新不误开学",
        "果园试种新品种",
        "两座小桥同日通车",
        "卫生院送医上门",
        "苗圃多育十万株",
        "旧渠清出淤泥八千方",
        "河堤路灯全部点亮",
        "供销社来了农机手",
    )
    stories = (
        told(0, "秋冬防火|这六件事请记牢", 420, rank=2),
        *(told(number, head, 240, rank=3 + number % 2) for number, head in enumerate(heads, 1)),
    )
    dummy = drawn(
        page(
            1,
            place("s1", 1, 8, 2, 18),
            place("s2", 3, 8, 1, 18),
            place("s3", 4, 8, 2, 18),
            place("s4", 1, 27, 1, 22),
            place("s0", 2, 27, 3, 22, box="tint", label="便民服务台"),
            place("s5", 5, 27, 1, 22),
            place("s6", 1, 50, 1, 22),
            place("s7", 2, 50, 2, 11),
            place("s8", 2, 62, 2, 10),
            place("s9", 4, 50, 1, 22),
            place("s10", 5, 50, 1, 22),
        )
    )
    return Front("small", "8k", dummy, stories)


def special() -> Front:
    """特刊: one story, one great headline across the page, a picture in the middle of the text."""
    stories = (
        told(
            0,
            "大河安澜",
            1500,
            rank=1,
            head_size=13.0,
            kicker="三年　四段堤防　七个村庄",
            deck="写在东河综合治理工程全线完工之际",
            pictures=(shown("2017-03-20/mountain-works.jpg", "最后一段堤防合龙的现场。"),),
        ),
    )
    dummy = drawn(
        page(1, place("s0", 1, 8, 5, 64, photos=(photo(2, 36, 3, 20, "mountain-works.jpg"),)))
    )
    return Front("special", "8k", dummy, stories)


FRONTS: tuple[Callable[[], Front], ...] = (mixed, double, picture_led, small, special)


def order_of(front: Front, folder: Path) -> Order:
    """The order for a front; its photos lie among the sample's."""
    made = order(list(front.stories), folder, front.paper)
    return replace(made, content=ROOT / "content", imprint=())


def cut_to_fit(front: Front, folder: Path) -> Laid:
    """The front with its copy cut or filled to its places, as an editor does."""
    stories = list(front.stories)
    lengths = {
        at: sum(len(p.spans[0].text) for p in one.passages) for at, one in enumerate(stories)
    }
    made = as_drawn(order_of(front, folder), front.dummy)
    for _ in range(12):
        off = dict(_off(made, stories))
        if not off:
            break
        for at, lines in off.items():
            lengths[at] = max(
                20, lengths[at] - lines * (_NARROW - 1) // (1 if abs(lines) > 3 else 2)
            )
            stories[at] = replace(stories[at], passages=copy(lengths[at], at + 3))
        made = as_drawn(replace(order_of(front, folder), stories=tuple(stories)), front.dummy)
    return made


def _off(made: Laid, stories: Sequence[Story]) -> Iterator[tuple[int, int]]:
    for found in made.layout.findings:
        match = re.search("“(.+?)”(多出|少)([0-9]+)行", found.what)
        if match:
            at = next(n for n, one in enumerate(stories) if one.title == match[1])
            yield at, int(match[3]) * (1 if match[2] == "多出" else -1)


def sketch(front: Front, width: int, height: int) -> object:
    """The dummy as boxes: places with a frame, photos grey."""
    from PIL import Image, ImageDraw

    grid = GRIDS[front.paper]
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    scale = width / grid.width

    def box(column: int, line: int, columns: int, lines: int, fill: str | None) -> None:
        left = (grid.left + grid.x(column)) * scale
        top = (grid.top + grid.y(line)) * scale
        right, bottom = left + grid.span(columns) * scale, top + grid.depth(lines) * scale
        pen.rectangle((left, top, right, bottom), outline="black", width=2, fill=fill)
        if fill:
            pen.line((left, top, right, bottom), fill="black")

    for one in front.dummy.pages[0].places:
        if one.column and one.line and one.width and one.height:
            box(one.column - 1, one.line - 1, one.width, one.height, None)
        for shot in one.photos:
            if shot.column and shot.line:
                box(shot.column - 1, shot.line - 1, shot.width, shot.height, "#ccc")
    return image


def main(folder: Path) -> None:
    """Draw every front beside its sketch."""
    import io

    from PIL import Image

    from press.pictured import page_picture

    folder.mkdir(parents=True, exist_ok=True)
    for make in FRONTS:
        front = make()
        made = cut_to_fit(front, folder)
        drawn_page = Image.open(io.BytesIO(page_picture(made, 1, 100)))
        boxes = sketch(front, drawn_page.width, drawn_page.height)
        both = Image.new("RGB", (drawn_page.width * 2 + 20, drawn_page.height), "grey")
        both.paste(boxes, (0, 0))  # type: ignore[arg-type] # an image, as `sketch` says
        both.paste(drawn_page, (drawn_page.width + 20, 0))
        both.save(folder / f"{front.name}.png")
        for found in made.layout.findings:
            sys.stdout.write(f"{front.name}: {found.what}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
