"""Issues with the mix that a district paper has, made by chance, for measuring its pages."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from bench_press import GIVEN, PLACES, SAID, SURNAMES, TOWNS, WHO
from PIL import Image, ImageDraw

FIRST_DAY = date(2015, 3, 2)
SUBJECTS = (
    "沿河步道贯通",
    "老旧小区改造收尾",
    "秋粮收购开秤",
    "蔬菜大棚换新膜",
    "社区食堂开火",
    "乡村公路通车",
    "水库除险加固",
    "职业技能培训班开课",
    "冬季供暖准备就绪",
    "智慧工厂投产",
    "电商产业园招商",
    "义务植树活动举行",
    "古寨保护修缮启动",
    "文艺下乡演出",
    "全民健身赛事开幕",
    "防汛物资清点入库",
)
TURNS = ("群众点赞", "惠及千余户", "提前十天完工", "带动就近就业", "一次验收合格", "受到好评")
MORE = (
    "据了解，这项工作从{m}月开始，预计年底前完成，届时将有{d}个村、{d}千多名群众受益。",
    "记者在现场看到，工人正忙着铺设管线，推土机来回作业，一派繁忙景象。",
    "“{said}。”{who}一边走一边算账。",
    "截至目前，全区已经完成投资{n}万元，占年度计划的{p}%，比去年同期提高{d}个百分点。",
    "为了把好事办好，{town}成立专班，实行“一周一调度、半月一通报”，把责任落实到人。",
    "{who}告诉记者，过去这里晴天一身土、雨天一脚泥，如今路灯亮了，路面平了，日子也顺了。",
    "下一步，区里将继续抓好项目建设、环境整治和民生保障，确保各项任务按期完成。",
    "项目采用EPC模式建设，全长{k}公里，设计时速40公里，计划{m}月底通车。",
)
LINES_OF_VERSE = (
    "风从山口吹过来",
    "麦浪推着麦浪",
    "老井还在村头",
    "照见一轮月亮",
    "远行的人记得",
    "炊烟的方向",
    "孩子数着星星",
    "梦里全是稻香",
    "河水绕过石桥",
    "也绕过我的故乡",
    "春天又绿了柳梢",
    "燕子回到旧梁",
)


class DistrictDesk:
    """Writes issues; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a corpus wants the same chance every time

    def issues(self, folder: Path, count: int) -> Path:
        """Write a content folder of so many issues."""
        content = folder / "content"
        shutil.rmtree(content, ignore_errors=True)
        for number in range(1, count + 1):
            day = FIRST_DAY + timedelta(days=number - 1)
            place = content / "issues" / day.isoformat()
            place.mkdir(parents=True)
            _write(place / "issue.md", {"number": number, "date": day.isoformat()}, "")
            self._issue(place)
        return content

    def _issue(self, place: Path) -> None:
        chance = self._chance
        self._lead(place)
        for number in range(chance.randint(10, 30)):
            self._story(place, number)
        for number in range(chance.randint(1, 2)):
            self._briefs(place, number)
        for number in range(chance.randint(1, 3)):
            self._notice(place, number)
        self._photo_page(place)
        self._table(place)
        self._interview(place)
        self._poem(place)

    # ------------------------------------------------------------------ pieces
    def _lead(self, place: Path) -> None:
        matter = {
            **self._matter("report", "yaowen", 1),
            "kicker": f"{self._chance.choice(TURNS)} {self._chance.choice(TURNS)}",
            "deck": f"{self._chance.choice(TOWNS)}现场会召开",
            "photos": self._photos(place, "lead", self._chance.randint(1, 3)),
        }
        _write(
            place / "a-lead.md", matter, self._body(self._chance.randint(1200, 2400), heads=True)
        )

    def _story(self, place: Path, number: int) -> None:
        chance = self._chance
        rank = chance.choices((2, 3, 4), (1, 4, 3))[0]
        long = chance.choices((0, 1, 2), (5, 4, 1))[0]
        length = chance.randint(*((150, 400), (400, 800), (800, 1600))[long])
        matter = self._matter(chance.choice(("report", "story")), self._section(), rank)
        if chance.random() < 0.3:
            count = chance.choices((1, 2, 3), (6, 2, 1))[0]
            matter["photos"] = self._photos(place, f"story{number}", count)
        if chance.random() < 0.25:
            matter["deck"] = f"{chance.choice(PLACES)}里的新变化"
        if chance.random() < 0.15:
            matter["kicker"] = chance.choice(TURNS)
        if long and chance.random() < 0.15:
            matter["quote"] = chance.choice(SAID).format(d=3)
        _write(place / f"b-story-{number:02d}.md", matter, self._body(length, heads=long == 2))

    def _briefs(self, place: Path, number: int) -> None:
        one = "\n\n---\n\n"
        briefs = (
            f"### {self._chance.choice(SUBJECTS)}\n\n{self._text(self._chance.randint(60, 160))}"
            for _ in range(self._chance.randint(3, 7))
        )
        matter = {"kind": "brief", "section": self._section(), "headline": "区里 时述"}
        _write(place / f"c-briefs-{number}.md", matter, one.join(briefs))

    def _notice(self, place: Path, number: int) -> None:
        what = self._chance.choice(("停水", "停电", "施工", "招领", "征集线索"))
        matter = {
            "kind": "notice",
            "section": "gonggao",
            "rank": 4,
            "headline": f"关于{what}的公告",
        }
        signed = f"示例区{self._chance.choice(('城管局', '水利局', '供电所'))}  \n2015年3月2日"
        text = self._text(self._chance.randint(80, 260))
        _write(place / f"d-notice-{number}.md", matter, f"{text}\n\n{signed}")

    def _photo_page(self, place: Path) -> None:
        matter = self._matter("photo", "tupian", 3)
        matter["photos"] = self._photos(place, "page", self._chance.randint(4, 9))
        _write(place / "e-photos.md", matter, self._text(self._chance.randint(60, 200)))

    def _table(self, place: Path) -> None:
        rows = [
            f"| {self._chance.choice(TOWNS)} | {self._chance.randint(20, 900)} "
            f"| {self._chance.randint(20, 900)} | {self._chance.randint(60, 100)}% |"
            for _ in range(self._chance.randint(6, 16))
        ]
        head = "| 乡镇 | 计划（户） | 完成（户） | 进度 |\n|---|---|---|---|\n"
        body = f"{self._text(160)}\n\n{head}{chr(10).join(rows)}"
        _write(place / "f-table.md", self._matter("notice", "gonggao", 3), body)

    def _interview(self, place: Path) -> None:
        answers = (
            f"**记者：{self._chance.choice(SUBJECTS)}，群众最关心什么？**\n\n"
            f"{self._person()}：{self._text(self._chance.randint(90, 240))}"
            for _ in range(self._chance.randint(4, 8))
        )
        matter = self._matter("story", "minsheng", 2)
        _write(place / "g-interview.md", matter, "\n\n".join(answers))

    def _poem(self, place: Path) -> None:
        lines = self._chance.choices(LINES_OF_VERSE, k=self._chance.choice((8, 12, 16)))
        stanzas = ["  \n".join(lines[at : at + 4]) for at in range(0, len(lines), 4)]
        matter = {**self._matter("story", "tashan", 4), "headline": "故乡的方向"}
        _write(place / "h-poem.md", matter, "\n\n".join(stanzas))

    # ------------------------------------------------------------------ words
    def _matter(self, kind: str, section: str, rank: int) -> dict[str, object]:
        chance = self._chance
        headline = f"{chance.choice(TOWNS)}|{chance.choice(SUBJECTS)}"
        if chance.random() < 0.4:
            headline += f"|{chance.choice(TURNS)}"
        return {
            "kind": kind,
            "section": section,
            "rank": rank,
            "headline": headline,
            "bylines": [f"记者 {self._person()}"],
        }

    def _section(self) -> str:
        return self._chance.choice(("yaowen", "jingji", "minsheng", "tashan"))

    def _person(self) -> str:
        return self._chance.choice(SURNAMES) + self._chance.choice(GIVEN)

    def _body(self, length: int, *, heads: bool) -> str:
        paragraphs = list(self._paragraphs(length))
        if heads:
            for at in range(len(paragraphs) - 2, 1, -3):
                paragraphs.insert(at, f"## {self._chance.choice(SUBJECTS)}")
        return "\n\n".join(paragraphs)

    def _paragraphs(self, length: int) -> Iterator[str]:
        written = 0
        while written < length:
            paragraph = self._text(min(length - written, self._chance.randint(60, 190)))
            written += len(paragraph)
            yield paragraph

    def _text(self, length: int) -> str:
        text = ""
        while len(text) < length:
            text += self._sentence()
        return text

    def _sentence(self) -> str:
        chance = self._chance
        who = chance.choice(WHO).format(n=self._person(), t=chance.choice(TOWNS))
        return chance.choice(MORE).format(
            who=who,
            said=chance.choice(SAID).format(d=chance.choice("二三四五六七")),
            town=chance.choice(TOWNS),
            d=chance.randint(2, 9),
            m=chance.randint(1, 12),
            n=chance.randint(100, 9000),
            p=chance.randint(30, 99),
            k=round(chance.uniform(1, 30), 1),
        )

    # ------------------------------------------------------------------ pictures
    def _photos(self, place: Path, stem: str, count: int) -> list[dict[str, object]]:
        return [self._photo(place / f"{stem}-{number}.jpg") for number in range(count)]

    def _photo(self, file: Path) -> dict[str, object]:
        chance = self._chance
        shapes = ((1500, 1000), (1500, 1000), (1400, 1050), (1000, 1400), (2000, 760))
        width, height = chance.choice(shapes)
        image = Image.new("RGB", (width, height), (178, 200, 216))
        draw = ImageDraw.Draw(image)
        for band in range(6):
            green, top = 90 + chance.randrange(80), height * (38 + 7 * band) // 100
            draw.rectangle((0, top, width, height), fill=(green - 30, green, 60))
        x, y = width * chance.uniform(0.3, 0.7), height * chance.uniform(0.3, 0.6)
        draw.ellipse((x - 90, y - 90, x + 90, y + 90), fill=(214, 120, 70))
        image.save(file, quality=80)
        caption = f"{chance.choice(TOWNS)}{chance.choice(PLACES)}，{chance.choice(SUBJECTS)}。"
        photo: dict[str, object] = {
            "file": file.name,
            "alt": f"示意图：{caption}",
            "caption": caption,
            "credit": f"{self._person()} 摄",
        }
        if chance.random() < 0.2:
            photo["size"] = chance.choice(("small", "large"))
        return photo


def _write(file: Path, matter: Mapping[str, object], body: str) -> None:
    file.write_text(
        f"---\n{json.dumps(matter, ensure_ascii=False)}\n---\n{body}\n", encoding="utf-8"
    )
