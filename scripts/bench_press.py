"""Makes a corpus of news items and times builds of it: cold, with nothing and one thing changed."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_PDF = ["reception", "syndication", "search", "website"]
ITEMS_AN_ISSUE = 15
CHARACTERS = 1500
FIRST_DAY = date(2010, 1, 4)
SECTIONS = ("yaowen", "jingji", "minsheng", "gonggao", "tupian", "tashan")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗于范余钟沈"
GIVEN = ("建国", "红杰", "学贵", "海涛", "晓东", "秀英", "志强", "云生", "发明", "丽华")
TOWNS = ("李村镇", "寇店镇", "诸葛镇", "佃庄镇", "庞村镇")
PLACES = ("东马庄村", "寇店村", "梁村社区", "雷村", "新民村", "老井村")
WHO = ("区委书记{n}", "副区长{n}", "{t}党委书记{n}", "村民{n}", "企业负责人{n}", "记者{n}")
DID = (
    "到{t}{p}调研",
    "主持召开现场会",
    "走访了十几户人家",
    "看望了值班的医护人员",
    "检查了水利工程",
)
SAID = (
    "项目要一个一个地盯，资金要一笔一笔地查",
    "今年的粮食收成比去年多了{d}成，大家心里踏实",
    "老旧小区改造不能只刷墙面，里面的管线也要换",
    "发展产业先要修路，路通了，人和货才进得来",
    "干部要常到群众家里坐坐，听听真话",
    "新厂房面积{d}万平方米，建成后可以安排{d}百人就业",
)
TAIL = (
    "随后，一行人沿着新修的堤坝走了一圈，边走边议。",
    "据了解，这项工作从{m}月开始，预计年底前完成。",
    "截至目前，全区已有{d}个村完成了改造，受益群众{d}千多人。",
    "会后，各镇连夜传达，第二天一早就分头入户。",
)


def corpus(folder: Path, items: int) -> Path:
    """Write a content folder of so many items; the same for the same number."""
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    chance = random.Random(20131001)  # noqa: S311 - a corpus wants the same chance every time
    issues = -(-items // ITEMS_AN_ISSUE)
    for number in range(1, issues + 1):
        day = FIRST_DAY + timedelta(days=number - 1)
        place = content / "issues" / day.isoformat()
        place.mkdir(parents=True)
        head = f"---\nnumber: {number}\ndate: {day}\npages: 4\n---\n"
        (place / "issue.md").write_text(head, encoding="utf-8")
        left = min(ITEMS_AN_ISSUE, items - (number - 1) * ITEMS_AN_ISSUE)
        for index in range(left):
            write_item(place, day, index, chance)
    return content


def write_item(place: Path, day: date, index: int, chance: random.Random) -> None:
    """One item: the last of a full issue is a schedule, every fifth has a photo."""
    matter: dict[str, object] = {
        "kind": "report",
        "section": SECTIONS[index % len(SECTIONS)],
        "headline": f"{chance.choice(TOWNS)}{chance.choice(PLACES)}{chance.choice(DID)}",
        "bylines": [chance.choice(SURNAMES) + chance.choice(GIVEN)],
        "rank": 1 if index == 0 else 3,
    }
    body = "\n\n".join(paragraphs(chance))
    if index == ITEMS_AN_ISSUE - 1:
        matter |= {"kind": "schedule", "section": "gonggao", "table": "reception.csv"}
        accepted = ("schedule.days-uncovered", "schedule.not-working-day")
        matter["schedule"] = {
            "accept": [{"code": code, "reason": "为测速编的表"} for code in accepted],
            "period": f"{day:%Y-%m}",
            "venue": "区信访大厅",
            "hours": "上午8:30-12:00",
        }
        (place / "reception.csv").write_text(table(day, chance), encoding="utf-8")
    elif index % 5 == 1:
        photo = f"photo-{index}.jpg"
        draw_photo(place / photo, chance)
        matter["photos"] = [{"file": photo, "alt": "示意图：田野和道路", "caption": "雨后的田野。"}]
    text = f"---\n{json.dumps(matter, ensure_ascii=False)}\n---\n{body}\n"
    (place / f"item-{index:02d}.md").write_text(text, encoding="utf-8")


def paragraphs(chance: random.Random) -> Iterator[str]:
    """Paragraphs of about CHARACTERS characters in all."""
    written = 0
    while written < CHARACTERS:
        paragraph = "".join(sentence(chance) for _ in range(4))
        written += len(paragraph)
        yield paragraph


def sentence(chance: random.Random) -> str:
    """A sentence a district newsroom could have written."""
    values = {
        "n": chance.choice(SURNAMES) + chance.choice(GIVEN),
        "t": chance.choice(TOWNS),
        "p": chance.choice(PLACES),
        "d": chance.choice("二三四五六七八九"),
        "m": chance.randrange(1, 13),
    }
    who, did = chance.choice(WHO).format(**values), chance.choice(DID).format(**values)
    said = chance.choice(SAID).format(**values)
    return f"{who}{did}，说：“{said}。”" + chance.choice(TAIL).format(**values)


def table(day: date, chance: random.Random) -> str:
    """A schedule for the month of a day."""
    rows = ["接访安排,,下访安排,", "姓名,时间,时间,地点"]
    for number, given in enumerate(GIVEN):
        where = chance.choice(TOWNS) + chance.choice(PLACES)
        rows.append(
            f"{SURNAMES[number]}{given},{day.month}月{number + 1}日,"
            f"{day.month}月{number + 12}日,{where}"
        )
    return "\n".join(rows) + "\n"


def draw_photo(path: Path, chance: random.Random) -> None:
    """A picture of fields under a sky."""
    image = Image.new("RGB", (1200, 800), (178, 200, 216))
    draw = ImageDraw.Draw(image)
    for band in range(6):
        green = 90 + chance.randrange(80)
        draw.rectangle((0, 380 + 70 * band, 1200, 800), fill=(green - 30, green, 60))
    image.save(path, quality=80)


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds of wall time and processor, peak memory in MiB, the press's own words."""

    wall: float
    cpu: float
    memory: float


def run(content: Path, output: Path, cache: Path, *, pdf: bool) -> Run:
    """Build once in a process of its own and measure it."""
    command = [sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / "pelican.conf.py")]
    command += ["-o", str(output), "-e", 'UNSIGNED_NAMES=""']
    if not pdf:
        command.append(f"PUBLISHERS={json.dumps(WITHOUT_PDF)}")
    start = time.perf_counter()
    environment = {**os.environ, "PRESS_CACHE": str(cache)}
    process = os.posix_spawn(sys.executable, command, environment)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit("the build failed")
    wall = time.perf_counter() - start
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main(
    items: Annotated[int, typer.Argument(help="how many items")],
    folder: Annotated[Path, typer.Argument(help="where the corpus and its site are made")],
    *,
    pdf: Annotated[bool, typer.Option(help="print the newspapers, too")] = False,
) -> None:
    """Print items per second for three kinds of build, and peak memory."""
    content = corpus(folder, items)
    output, cache = folder / "output", folder / "cache"
    for folder_of_last_time in (output, cache):
        shutil.rmtree(folder_of_last_time, ignore_errors=True)
    cold = run(content, output, cache, pdf=pdf)
    same = run(content, output, cache, pdf=pdf)
    issues = sorted((content / "issues").iterdir())
    runs = [("cold", cold), ("nothing changed", same)]
    for name, place in (
        ("an older item", issues[len(issues) // 2]),
        ("the newest item", issues[-1]),
    ):
        with (place / "item-00.md").open("a", encoding="utf-8") as file:
            file.write("\n次日，工作组又补充了一条消息。\n")
        runs.append((f"{name} changed", run(content, output, cache, pdf=pdf)))
    for name, made in runs:
        typer.echo(
            f"{name:23} {items / made.wall:8.0f} items/s  {made.wall:7.2f} s wall  "
            f"{made.cpu:7.2f} s cpu  {made.memory:6.0f} MiB  {made.wall / cold.wall:5.0%} of cold"
        )


if __name__ == "__main__":
    typer.run(main)
