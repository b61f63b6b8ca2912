"""A content folder that strains every page: long words, wide tables, photos of every shape."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from newsrooms import issue, item, picture, write

DAYS = ("2013-10-08", "2013-10-15", "2014-01-07")
SECTIONS = ("yaowen", "jingji", "minsheng", "gonggao", "tupian", "tashan")
LONG_WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
ADDRESS = (
    "https://www.example.org/a/very/long/address/" + "0123456789abcdef" * 6 + "?q=%E4%BC%8A&p=1"
)
SENTENCE = "区里的工作人员说，这件事从去年九月开始，一直做到今年春天，前后花了一百八十天。"
RARE = "𠮷野家门前的𠀋字碑，写着“㐂”和“饕餮”。"
HEADS = (
    "一个没有任何标点也没有空格而且一直写到三十多个字还不肯停下来的主题到底怎么办",
    f"{LONG_WORD}来访",
    "三十|公里|新路|通车|以后|村民|说了|什么",
    "“引号”里的——破折号……和《书名号》（括号）都在标题里",
    "1,234,567.89万元和98.7654321%",
    "短",
    "项目 招商 引资 一年 做了 哪些 事情 没有 做完 的 有 哪些",
)
SHAPES = ((1200, 800), (600, 1500), (3000, 500), (40, 40), (900, 900), (500, 2400))


def write_hostile(content: Path, items: int = 40, seed: int = 21) -> Path:
    """So many items in three issues, the kinds in turn; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but always the same
    for number, day in enumerate(DAYS):
        issue(content, day, number + 1, editors=[{"name": "钱编辑", "role": "责任编辑"}])
    makers = (_numbers, _photos, _briefs, _notice, _schedule, _long, _markup, _plain)
    for place in range(items):
        make = makers[place % len(makers)]
        day = DAYS[place % len(DAYS)]
        make(content, f"item-{place}", day, chance)
    return content


def _item(
    content: Path, name: str, body: str, day: str, chance: random.Random, **more: Any
) -> None:
    """An item with a headline and a section by chance."""
    given: dict[str, Any] = {"headline": chance.choice(HEADS), "section": chance.choice(SECTIONS)}
    item(content, name, body, day, **{**given, **more})


def _text(chance: random.Random, paragraphs: int = 4) -> str:
    return "\n\n".join(SENTENCE * chance.randint(1, 6) for _ in range(paragraphs))


def _numbers(content: Path, name: str, day: str, chance: random.Random) -> None:
    """Figures that are too long, and a table of ten columns of them."""
    columns = 10
    head = "|".join(["村名", *(f"{month}月份合计" for month in range(1, columns))])
    rows = "\n".join(
        "|".join(
            ["|柳树村", *(f"{chance.randint(10**5, 10**8) / 100:,.2f}" for _ in range(columns - 1))]
        )
        + "|"
        for _ in range(6)
    )
    table = f"|{head}|\n|{'---|' * columns}\n{rows}"
    figures = [
        {"value": "1,234,567.89", "unit": "万元", "label": "全年一般公共预算收入累计完成数"},
        {"value": "98.7654321", "unit": "%", "label": "完成"},
        {"value": "3", "unit": "个", "label": "村"},
    ]
    body = f"{_text(chance, 2)}\n\n{table}\n\n电话0379-12345678-1234，文号豫政办〔2013〕1234号。"
    _item(content, name, body, day, chance, figures=figures, kicker="预算|收入|支出", deck=SENTENCE)


def _photos(content: Path, name: str, day: str, chance: random.Random) -> None:
    """Up to six photos of every shape, their captions long."""
    photos = []
    for place in range(chance.randint(1, len(SHAPES))):
        size = SHAPES[place]
        file = f"{name}-{place}.jpg"
        write(content, f"issues/{day}/{file}", picture("#8a9a5b", size))
        caption = SENTENCE * chance.randint(0, 2)
        photos.append({"file": file, "alt": f"第{place}张，田里的人。", "caption": caption})
        if caption:
            photos[-1]["credit"] = "林晓"
    kind = chance.choice(("photo", "story"))
    _item(content, name, _text(chance), day, chance, kind=kind, photos=photos)


def _briefs(content: Path, name: str, day: str, chance: random.Random) -> None:
    """A dozen briefs."""
    texts = [f"### {chance.choice(HEADS)}\n\n{SENTENCE * chance.randint(1, 4)}" for _ in range(12)]
    _item(content, name, "\n\n---\n\n".join(texts), day, chance, kind="brief", headline="要闻 时述")


def _notice(content: Path, name: str, day: str, chance: random.Random) -> None:
    """A notice with an address that no line holds, and a list within a list."""
    body = f"""请到<{ADDRESS}>填写，或写信到<a-very-long-name-of-an-office@department.example.org>。

1. 带身份证。
   - 原件
   - 复印件：`{"0123456789" * 8}`
2. {SENTENCE}

> {SENTENCE}"""
    _item(content, name, body, day, chance, kind="notice", section="gonggao")


def _schedule(content: Path, name: str, day: str, chance: random.Random) -> None:
    """A roster whose places are long."""
    people = ("欧阳修竹", "王涛", "爱新觉罗·溥仪", "刘冠瑜", "迪丽热巴·迪力木拉提")
    rows = ["接访安排,,下访安排,", "姓名,时间,时间,地点"]
    month = day[5:7].lstrip("0")
    for place, person in enumerate(people):
        where = f"佃庄镇第{place}东马庄村和西马庄村联合党群服务中心"
        rows.append(
            f"{person},{month}月{10 + place}日、{17 + place}日,{month}月{24 + place}日,{where}"
        )
    write(content, f"issues/{day}/{name}.csv", "\n".join(rows))
    schedule = {"period": day[:7], "venue": "信访大厅", "hours": "上午8:30-12:00 下午2:30-5:30"}
    more = {"kind": "schedule", "section": "gonggao", "table": f"{name}.csv", "schedule": schedule}
    _item(content, name, "欢迎来访。", day, chance, headline=f"{month}月接访安排之{name}", **more)


def _long(content: Path, name: str, day: str, chance: random.Random) -> None:
    """Fifteen sub-heads, a dozen authors, a long quotation."""
    parts = [f"## {n + 1} {chance.choice(HEADS)}\n\n{_text(chance, 2)}" for n in range(15)]
    authors = [{"name": f"记者{n}", "role": "记者", "organisation": "编辑部"} for n in range(12)]
    _item(
        content, name, "\n\n".join([SENTENCE, *parts]), day, chance, bylines=authors, quote=SENTENCE
    )


def _markup(content: Path, name: str, day: str, chance: random.Random) -> None:
    """All that Markdown can do."""
    body = f"""{RARE}[^1]

    scripts/new item {day} {LONG_WORD} --kind report --section yaowen --headline "{LONG_WORD}"

CO₂ 和 10⁶、a<b且c>d、~~删去~~、==标亮==、**{LONG_WORD}**。

- [ ] 没有办
- [x] 办好了

|甲|乙|
|---|---|
|{ADDRESS}|{LONG_WORD}|

[^1]: {SENTENCE}"""
    _item(content, name, body, day, chance, dateline="本报讯")


def _plain(content: Path, name: str, day: str, chance: random.Random) -> None:
    """A story like any other, put right or taken back."""
    notice = {"date": day, "text": SENTENCE}
    what: dict[str, Any] = (
        {"retracted": notice} if chance.random() < 0.3 else {"corrections": [notice]}
    )
    _item(content, name, _text(chance), day, chance, kind="story", **what)
