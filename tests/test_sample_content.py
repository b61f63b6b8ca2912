"""The sample paper keeps its facts, says what is drawn, and teaches what really builds."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

import newsrooms
import sounds
from hanzi import Converter, read_glossary
from newsroom.appointments import Duty
from newsroom.houserules import HouseRules
from newsroom.kinds import Kind, Script
from newsroom.matter import FillerMatter, IssueMatter, ItemMatter, PageMatter
from newsroom.model import NewsItem, Publication
from newsroom.problems import Problem, ProblemList
from newsroom.reading import read_publication
from newsroom.schedules import ScheduleMatter
from newsroom.store import Store
from newsroom_art import album

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
SEEDS = ROOT.parent / "shared" / "seeds"
SECTIONS = frozenset({"yaowen", "jingji", "minsheng", "gonggao", "tupian", "tashan"})
RUN = 13  # characters in a row that are no longer one's own words
HAN = "\u3400-\u9fff"

# Names of bodies and papers, which can't be said in other words.
FIXED = (
    "孙忠信、杨秋云、禹红卫、练忠杰、寇献众、高大雁",
    "周海深、范学贵、丛培光、弋振立、邢亚平、赵艳、孙国富、王治通、贾全明、周建",
    "关于调整充实招商引资工作领导小组的通知",
    "中小微企业发展资金项目基本情况表",
    "工业机器人及核心零部件产业园",
    "上午8:30-12:00 下午2:30-5:30",
)


def read(content: Path, folder: Path, now: datetime) -> tuple[Publication, list[Problem]]:
    rows, found = read_glossary(content / "glossary.csv", "content/glossary.csv")
    problems = ProblemList()
    problems.extend(found)
    desk = HouseRules(SECTIONS, now, rows)
    return read_publication(content, Store(folder / "store"), desk, problems), list(problems)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    publication, problems = read(CONTENT, tmp_path_factory.mktemp("sample"), now)
    assert [str(problem) for problem in problems] == []
    return publication


def item(publication: Publication, key: str) -> NewsItem:
    return next(i for issue in publication.issues for i in issue.items if i.key == key)


def text_of(one: NewsItem) -> str:
    return re.sub(r"<[^>]+>", "", one.body.html) + "".join(
        re.sub(r"<[^>]+>", "", brief.body.html) for brief in one.briefs
    )


def test_four_issues_stand_with_their_numbers_and_days(sample: Publication) -> None:
    assert [(issue.key, issue.number) for issue in sample.issues] == [
        ("2017-03-20", 11),
        ("2014-06-02", 22),
        ("2013-09-30", 28),
        ("2013-05-06", 8),
    ]
    assert all(issue.editors for issue in sample.issues)
    for issue in sample.issues:
        if issue.key != "2013-09-30":
            assert {one.section for one in issue.items} == {"tashan"}


def test_the_first_issue_has_its_five_pieces_and_who_wrote_them(sample: Publication) -> None:
    day = "2013-09-30"
    assert [c.name for c in item(sample, f"{day}/investment-drive").bylines] == ["王振华"]
    assert [c.name for c in item(sample, f"{day}/subsidy").bylines] == ["陈晓辉", "王丹"]
    drive = item(sample, f"{day}/blood-drive")
    assert [(c.name, c.role) for c in drive.bylines] == [
        ("徐海玲", "摄影报道"),
        ("赵永亮", "摄影报道"),
    ]
    assert len(drive.photos) == 2
    assert all(photo.caption and photo.credits for photo in drive.photos)
    briefs = item(sample, f"{day}/briefs").briefs
    assert [[c.name for c in brief.bylines] for brief in briefs] == [
        ["贾华伟"],
        ["付晓鸣"],
        ["张国杰"],
    ]
    lead = item(sample, f"{day}/investment-drive")
    assert sample.issues[2].lead == lead
    assert [head.number for head in lead.subheads] == ["1", "2", "3", "4"]
    assert [figure.value for figure in lead.figures] == ["8", "20", "5", "15"]


@pytest.mark.parametrize(
    ("key", "facts"),
    [
        ("2013-09-30/investment-drive", "9月14日 9月8日 陈雪枫 53亿元 245亿元 跨越集团 八项规定"),
        ("2013-09-30/subsidy", "袁振海 张明伟 宇峰 花城 50万元 每家10万元 4至7月 8月底"),
        ("2013-09-30/briefs", "9月22—24日 张国 王立林 蔡育宗 9月10—13日 张耀华"),
        ("2013-09-30/blood-drive", "9月12日 常展 撤村并城办 130多名 79人 31600毫升"),
        ("2013-05-06/xinxiang-projects", "4月18日 李庆贵 王战营 范学贵 华兰生物"),
        ("2013-05-06/xinxiang-chains", "135 37 160 150 23 11 红星美凯龙"),
        ("2014-06-02/jiaozuo-meeting", "21.42 29.4 25.55% 99.41% 80.47% 常鸿 郑秋红"),
        ("2014-06-02/programme-521", "80 198 625亿元 144亿元 8000万美元 3000亿元 120家"),
        ("2014-06-02/twenty-two-projects", "138.9亿元 5月10日 87.68 37.8 0.45"),
        ("2014-06-02/wooing-abroad", "385家 400余条 235.4亿元 51.9% 张方明 刘昆 李军"),
        ("2014-06-02/ecological-park", "5月23日 3500万元 3280万元"),
        ("2017-03-20/linzhou-review", "17.44億元 9.5% 18次 20批次 王寶玉 寧祥春"),
        ("2017-03-20/linzhou-tasks", "22億元 50億元 200億元 王可 200萬元"),
        ("2017-03-20/puyang-hundred-days", "2012年 6月9日 郭巖松 80%以上 50%以上"),
    ],
)
def test_figures_and_names_are_there(sample: Publication, key: str, facts: str) -> None:
    text = text_of(item(sample, key))
    assert [fact for fact in facts.split() if fact not in text] == []


def test_the_reception_schedule_has_every_row_and_day(sample: Publication) -> None:
    schedule = item(sample, "2013-09-30/reception").schedule
    assert schedule is not None
    assert len(schedule.rows) == 16
    duties = [appointment.duty for appointment in schedule.appointments]
    assert (duties.count(Duty.RECEPTION), duties.count(Duty.VISIT)) == (19, 16)
    with (CONTENT / "issues/2013-09-30/reception.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["接访安排", "", "下访安排", ""]
    assert ["于红杰", "10月30日", "10月10日", "诸葛镇方楼社区"] in rows
    assert schedule.venue == "区信访大厅"
    assert "半天" in schedule.visit_rule


def test_tables_add_up(sample: Publication) -> None:
    html = item(sample, "2014-06-02/twenty-two-projects").body.html
    cells = re.findall(r"<td>([^<]*)</td>", html.split("<table>")[-1])
    rows = [cells[at : at + 3] for at in range(0, len(cells), 3)]
    counts = [int(row[1]) for row in rows]
    sums = [float(row[2].removeprefix("约")) for row in rows]
    assert sum(counts[:-1]) == counts[-1] == 22
    assert abs(sum(sums[:-1]) - sums[-1]) < 0.05  # the report rounds 138.93 to 138.9


def test_every_picture_says_that_it_is_drawn(sample: Publication) -> None:
    photos = [photo for issue in sample.issues for one in issue.items for photo in one.photos]
    kept = [filler.photo for filler in sample.fillers if filler.photo]
    painted = {photo.file.as_posix() for photo in (*photos, *kept) if photo.file.suffix != ".svg"}
    assert painted == set(album.ALBUM)
    assert all(photo.alt.startswith("图画：") for photo in kept)
    for photo in photos:
        assert photo.alt.startswith(("示意图：", "示意圖："))
        assert [(c.name, c.role) for c in photo.credits] in (
            [("本报制图", "绘图")],
            [("本報製圖", "繪圖")],
        )
        assert (photo.width, photo.height) == (1800, 1200)
        assert (CONTENT / photo.file).stat().st_size < 250_000


def test_pictures_come_out_the_same_again(tmp_path: Path) -> None:
    names = ["issues/2013-09-30/blood-donation.jpg", "issues/2014-06-02/bamboo.jpg"]
    for name in names:
        first, again = tmp_path / "first.jpg", tmp_path / "again.jpg"
        album.ALBUM[name]().save(first)
        album.ALBUM[name]().save(again)
        assert first.read_bytes() == again.read_bytes()
        # Another JPEG library may round otherwise, so the committed picture is compared by eye.
        with Image.open(first) as drawn, Image.open(CONTENT / name) as kept:
            difference = ImageStat.Stat(ImageChops.difference(drawn, kept.convert("RGB")))
        assert max(difference.mean) < 1


def prose(path: Path) -> Iterator[str]:
    """Lines of a page or item that a reader sees, without code and front-matter syntax."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    yield from _strings(yaml.safe_load(head.removeprefix("---\n")))
    body = re.sub(r"^```.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL)
    body = re.sub(r"`[^`\n]*`|\]\([^)]*\)|!\[", "", body)
    yield from body.splitlines()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else ():
        yield from _strings(part)
    for part in value if isinstance(value, list) else ():
        yield from _strings(part)


def half_width(line: str) -> list[str]:
    """Half-width punctuation beside a Han character."""
    return re.findall(rf"[{HAN}][,;:?!()\"]|[,;:?!()\"][{HAN}]", line)


def test_punctuation_is_full_width() -> None:
    own = [path for path in sorted(CONTENT.rglob("*.md")) if path.stem != "problems"]
    assert [(path.name, line) for path in own for line in prose(path) if half_width(line)] == []
    assert half_width("会议开了,大家散了。")
    assert not half_width("会议开了，8:30散了。")


def test_an_item_written_in_traditional_has_no_simplified_in_it(sample: Publication) -> None:
    rows, _ = read_glossary(CONTENT / "glossary.csv", "glossary.csv")
    convert = Converter(Script.HANT, rows)
    issue = sample.issues[0]
    assert all(one.script is Script.HANT for one in issue.items)
    for one in issue.items:
        text = one.title + one.kicker + one.deck + text_of(one)
        plain = re.sub(r"-\{[^}]*\}-", "", text)
        assert not set(plain) & set("国产业亿区项进发开专导实东门车"), one.key
        assert not re.search(r"[“”‘’]", plain)
    assert convert.text("于红杰、范学贵、采桑镇", Script.HANS) == "于紅傑、范學貴、采桑鎮"


def flat(text: str) -> str:
    """A text as one run of characters: Simplified, without punctuation and fixed names."""
    text = unicodedata.normalize("NFKC", text)
    for number, name in enumerate(FIXED):
        text = text.replace(unicodedata.normalize("NFKC", name), chr(0xE000 + number))
    return re.sub(rf"[^{HAN}0-9A-Za-z.%\ue000-\ue0ff]+", "", text)


def common_runs(own: str, other: str, length: int = RUN) -> list[str]:
    """Runs of `length` characters that both texts hold and no fixed name interrupts."""
    theirs = {other[at : at + length] for at in range(len(other) - length + 1)}
    return [
        run
        for at in range(len(own) - length + 1)
        if (run := own[at : at + length]) in theirs and not re.search("[\ue000-\ue0ff]", run)
    ]


def test_no_sentence_is_taken_over() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the reports the sample retells are not beside this checkout")
    simplified = Converter(Script.HANS)
    others = []
    for path in sorted(SEEDS.glob("*.txt")):
        text = re.sub(r"\([a-zà-üāēīōūǎěǐǒǔǖǘǚǜ]+\)", "", path.read_text(encoding="utf-8"))
        others.append(
            flat(simplified.text(text, Script.HANT) if path.stem in {"001", "004"} else text)
        )
    found = []
    for path in sorted((CONTENT / "issues").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        own = flat(simplified.text(text, Script.HANT) if "2017" in path.parent.name else text)
        found += [(path.name, run) for other in others for run in common_runs(own, other)]
    assert found == []


def test_a_sentence_taken_over_would_be_found() -> None:
    theirs = flat("会上，区里决定成立八个指挥部，集中力量大招商、招大商。")
    assert common_runs(flat("昨天会上区里决定成立八个指挥部,集中力量大招商"), theirs)
    assert not common_runs(flat("八个指挥部昨天在区里成立，力量集中到招商上来。"), theirs)
    names = FIXED[0] + "都在主席台就座"
    assert not common_runs(flat(names), flat("领导" + names + "。"))


BOXED = re.compile(r"^```\n# 文件：content/(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def lessons() -> dict[str, str]:
    text = (CONTENT / "pages" / "handbook.md").read_text(encoding="utf-8")
    return {match[1]: match[2] for match in BOXED.finditer(text)}


def test_what_the_handbook_teaches_can_be_built(lessons: dict[str, str], tmp_path: Path) -> None:
    content = tmp_path / "content"
    for name, text in lessons.items():
        newsrooms.write(content, name, text)
        for photo in re.findall(r"file: (\S+?\.jpg)", text):
            newsrooms.write(content, str(Path(name).parent / photo), newsrooms.picture())
        for recording in re.findall(r"audio: (\S+?\.mp3)", text):
            newsrooms.write(content, str(Path(name).parent / recording), sounds.mp3())
    publication, problems = read(content, tmp_path, datetime(2013, 10, 11, tzinfo=UTC))
    assert [str(problem) for problem in problems] == []
    kinds = {one.kind for issue in publication.issues for one in issue.items}
    assert kinds == set(Kind)
    assert item(publication, "2013-10-09/park").moved_from == ("2013-10-08/park-open",)
    assert item(publication, "2013-10-09/rumour").retraction is not None


def test_the_handbook_shows_every_field(lessons: dict[str, str]) -> None:
    shown: dict[str, set[str]] = {"issue": set(), "item": set(), "page": set(), "schedule": set()}
    shown["filler"] = set()
    for name, text in lessons.items():
        if not name.endswith(".md"):
            continue
        matter = yaml.safe_load(text.removeprefix("---\n").split("\n---\n")[0].split("\n---")[0])
        kind = {"pages": "page", "fillers": "filler"}.get(name.split("/")[0], "item")
        shown["issue" if name.endswith("/issue.md") else kind] |= set(matter)
        shown["schedule"] |= set(matter.get("schedule", {}))
    assert shown == {
        "issue": set(IssueMatter.model_fields),
        "item": set(ItemMatter.model_fields),
        "page": set(PageMatter.model_fields),
        "schedule": set(ScheduleMatter.model_fields),
        "filler": {"kind", "headline", "size"},
    }
    text = (CONTENT / "pages" / "handbook.md").read_text(encoding="utf-8")
    told = re.findall(r"^- `(\w+)`", text.split("### 补白")[1].split("\n##")[0], re.M)
    same = {"script", "status"}  # as of an item
    assert {*told} == {*FillerMatter.model_fields} - same


def test_about_says_that_this_is_a_sample() -> None:
    text = (CONTENT / "pages" / "about.md").read_text(encoding="utf-8")
    assert "样报" in text
    assert "示意图" in text
