"""Each edit of an editor reaches, at the next build, every file that tells of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import presses
from edition.model import Edition
from edition.tree import OutputTree, Removals
from newsroom import keptissues
from newsroom.kinds import Script
from newsrooms import issue, item, picture, write
from once import once
from publications import publish
from sounds import mp3
from test_law_of_the_tree import tree_of

ROOMS = ("press", "reception", "syndication", "search", "website")
OLD, NEW = "2013-09-24", "2013-10-08"
LEAD = "2013/09/24/lead/index.html"
NOW = datetime.fromisoformat("2013-10-08T09:00:00+08:00")
TABLE = "姓名,接访时间\n林晓,10月{day}日\n何静,10月30日\n"
PLAN = {"period": "2013-10", "venue": "信访大厅", "hours": "上午8:30-12:00"}
GLOSSARY = "simplified,traditional,hong_kong,kind,note\n"
PHOTO = {"file": "a.jpg", "alt": "新路两旁站着村民。", "caption": "通车那天。"}


@dataclass
class Paper:
    """A paper that lives in a folder. pdf: what the press leaves of its old issue, b"" for none."""

    folder: Path
    pdf: bytes = b"%PDF-1"
    now: datetime = NOW
    house: dict[str, Any] = field(default_factory=dict)

    @property
    def content(self) -> Path:
        """Where its editors write."""
        return self.folder / "content"

    def make(self, where: str = "output", *, tell: bool = False, gone: str = "") -> Path:
        """Build into a folder, or publish; gives the tree. gone: key of an item to be withdrawn."""
        given = {"now": self.now, "removals": Removals.CONFIRMED, "scripts": SCRIPTS, **self.house}
        folder = self.folder / where
        with presses.printed_by(self._print):
            if tell:
                taken = (gone, "应来源要求撤下。" if gone else "")
                return publish(self.content, folder, rooms=ROOMS, withdraw=taken, **given)
            return presses.built(self.content, folder, ROOMS, **given)[0]

    def _print(self, edition: Edition, tree: OutputTree) -> None:
        if self.pdf:
            path = edition.addresses.newspaper(edition.issues[-1].day)
            tree.write(path, repr(self.pdf), partial(bytes, self.pdf))


SCRIPTS = (Script.HANS, Script.HANT)


def written(folder: Path) -> None:
    """A paper of two issues, of two months, with a bit of everything; made once."""
    paper = Paper(folder)
    for number, day in enumerate((OLD, NEW), 1):
        issue(paper.content, day, number, editors=["何静"])
        place = f"issues/{day}"
        write(paper.content, f"{place}/a.jpg", picture())
        item(paper.content, "lead", day=day, rank=1, photos=[PHOTO])
    content, place = paper.content, f"issues/{OLD}"
    write(content, f"{place}/whole.mp3", mp3(60))
    item(content, "heard", day=OLD, audio="whole.mp3")
    item(content, "said", day=OLD, audio={"file": "whole.mp3", "start": "0:30"})
    write(content, f"{place}/plan.csv", TABLE.format(day=15))
    item(content, "plan", "", OLD, kind="schedule", table="plan.csv", schedule=PLAN)
    item(content, "other", "苗圃日前开园。", NEW, section="minsheng")
    item(content, "short", "### 苗圃开园\n\n苗圃日前开园。", NEW, kind="brief")
    item(content, "native", "工程隊今天開工。", NEW, script="hant")
    item(content, "later", "明年才登的事。", NEW, embargo="2014-02-01T08:00+08:00")
    write(content, "pages/about.md", "---\ntitle: 关于本报\n---\n本报是样报。\n")
    write(content, "glossary.csv", GLOSSARY)
    paper.make()


@pytest.fixture
def paper(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Paper:
    """The paper as it was made a while ago: what was written a moment ago is believed."""
    monkeypatch.setattr(keptissues, "YOUNG", 0.0)
    shutil.copytree(once(tmp_path_factory, "edits", written), tmp_path / "paper", symlinks=True)
    paper = Paper(tmp_path / "paper")
    paper.make()  # a copy is looked through; from then on the cache remembers this one
    return paper


class Edit(NamedTuple):
    """What an editor does, and a file that has to follow.

    says: words that stand in it afterwards and did not before; loses: words that did and do not.
    """

    does: Callable[[Paper], object]
    file: str
    says: str = ""
    loses: str = ""


def told(paper: Paper) -> None:
    """The paper as readers were told of it for the first time."""
    paper.make(tell=True)


def built_and_told_later(paper: Paper) -> None:
    """A change is built, and published the day after: from then on it was changed that day."""
    told(paper)
    item(paper.content, "lead", "改过的正文。", OLD, rank=1, photos=[PHOTO])
    paper.make()
    paper.now += timedelta(days=1)
    paper.make(tell=True)


def withdrawn(paper: Paper) -> None:
    """A story is taken away for good."""
    told(paper)
    paper.make(tell=True, gone=f"{OLD}/said")


def corrected(day: str, text: str = "里程应为七公里。") -> Callable[[Paper], object]:
    """The lead of the old issue is corrected."""
    notices = [{"date": day, "text": text}]
    return lambda paper: item(
        paper.content, "lead", day=OLD, rank=1, photos=[PHOTO], corrections=notices
    )


def retracted(name: str) -> Callable[[Paper], object]:
    """A story of the old issue is taken back."""
    notice = {"date": "2013-10-01", "text": "来源有误。"}
    audio = {"file": "whole.mp3", "start": "0:30"}
    return lambda paper: item(paper.content, name, day=OLD, audio=audio, retracted=notice)


def issued(day: str, number: int = 3) -> Callable[[Paper], object]:
    """Another issue comes out; its day is today."""

    def does(paper: Paper) -> None:
        paper.now = datetime.fromisoformat(f"{day}T09:00:00+08:00")
        issue(paper.content, day, number)
        item(paper.content, "lead", "## 头一节\n\n新一期的事。", day)

    return does


def issued_after_the_next(paper: Paper) -> None:
    """Two more issues come out, one after the other."""
    issued("2013-10-09")(paper)
    paper.make()
    issued("2013-10-10", 4)(paper)


def issued_between(paper: Paper) -> None:
    """An issue is put in before the first of a later month."""
    issued("2013-11-12", 4)(paper)
    paper.make()
    now = paper.now
    issued("2013-11-05")(paper)
    paper.now = now


def rescheduled(paper: Paper, **matter: object) -> None:
    """A later issue moves a day of the schedule."""
    write(paper.content, f"issues/{NEW}/plan.csv", "姓名,接访时间\n林晓,10月17日\n")
    plan = {**PLAN, "corrects": f"{OLD}/plan"}
    item(paper.content, "plan", "", NEW, kind="schedule", table="plan.csv", schedule=plan, **matter)


def rescheduled_and_not(paper: Paper) -> None:
    """What was moved stays where it was after all."""
    rescheduled(paper)
    paper.make()
    rescheduled(paper, retracted={"date": "2013-10-08", "text": "日期没有改。"})


def rescheduled_and_edited(paper: Paper) -> None:
    """What a later issue has moved a day of is edited itself."""
    rescheduled(paper)
    paper.make()
    table = TABLE.format(day=15).replace("30日", "31日")
    write(paper.content, f"issues/{OLD}/plan.csv", table)


def noted(paper: Paper) -> None:
    """The editors say something of their issue."""
    text = f"---\nnumber: 1\ndate: {OLD}\n---\n编者的话说在前头。\n"
    write(paper.content, f"issues/{OLD}/issue.md", text)


def reprinted(pdf: bytes) -> Callable[[Paper], object]:
    """The press leaves another newspaper."""
    return lambda paper: setattr(paper, "pdf", pdf)


def later(**span: float) -> Callable[[Paper], object]:
    """Time goes by."""
    return lambda paper: setattr(paper, "now", paper.now + timedelta(**span))


EDITS = {
    "the number of an issue": Edit(
        lambda paper: issue(paper.content, OLD, 7, editors=["何静"]), LEAD, "第7期", "第1期"
    ),
    "who edited an issue": Edit(
        lambda paper: issue(paper.content, OLD, 1, editors=["谷雨"]), LEAD, "谷雨", "何静"
    ),
    "who edited it, to subscribers": Edit(
        lambda paper: issue(paper.content, OLD, 1, editors=["谷雨"]), "issues/atom.xml", "谷雨"
    ),
    "the editors' words": Edit(noted, "issues/feed.json", "编者的话"),
    "a headline, in a list of news": Edit(
        lambda paper: item(paper.content, "other", day=NEW, headline="苗圃|开园"),
        "sitemap-news.xml",
        "苗圃开园",
        "标题other",
    ),
    "a headline, in the archive": Edit(
        lambda paper: item(paper.content, "other", day=NEW, headline="苗圃|开园"),
        "archive/2013/10/index.html",
        "苗圃开园",
        "标题other",
    ),
    "a section": Edit(
        lambda paper: item(paper.content, "other", day=NEW, section="jingji"),
        "section/jingji/feed.xml",
        "标题other",
    ),
    "a first correction": Edit(corrected("2013-10-07"), LEAD, "里程应为七公里"),
    "a first correction, to search engines": Edit(
        corrected("2013-10-07"), "sitemap-2013-09.xml", "2013-10-07T"
    ),
    "a first correction, as data": Edit(
        corrected("2013-10-07"), "data/2013-09-24.json", "里程应为七公里"
    ),
    "a text that was read in a recording, taken back": Edit(
        retracted("said"), "2013/09/24/heard/index.html", "已撤回：标题said", "<audio"
    ),
    "the same, to subscribers": Edit(
        retracted("said"), "section/yaowen/feed.xml", "来源有误", "audio/mpeg"
    ),
    "a recording": Edit(
        lambda paper: write(paper.content, f"issues/{OLD}/whole.mp3", mp3(75)),
        "2013/09/24/heard/index.html",
        "1分15秒",
        "1分00秒",
    ),
    "where a recording begins": Edit(
        lambda paper: item(
            paper.content, "said", day=OLD, audio={"file": "whole.mp3", "start": 45}
        ),
        "podcast.xml",
        "0:45",
        "0:30",
    ),
    "a photo": Edit(
        lambda paper: write(paper.content, f"issues/{NEW}/a.jpg", picture("#5b7c99", (48, 64))),
        "2013/10/08/lead/index.html",
        'height="64"',
        'height="40"',
    ),
    "the next issue, from the last story of the one before": Edit(
        issued("2013-10-09"), "2013/10/08/short/index.html", "09/index.html"
    ),
    "the next issue, in the month": Edit(
        issued("2013-10-09"), "2013/10/08/index.html", '"../09/index.html'
    ),
    "the issue after the next, in the month": Edit(
        issued_after_the_next, "2013/10/08/index.html", '"../10/index.html'
    ),
    "an issue that is put in between": Edit(
        issued_between, "2013/10/08/index.html", "11/05/index.html"
    ),
    "the next year, in the search": Edit(issued("2014-01-07"), "search/index.html", "2014年"),
    "the next year, in the archive": Edit(
        issued("2014-01-07"), "archive/2013/index.html", "2014/index.html"
    ),
    "the title of a page": Edit(
        lambda paper: write(paper.content, "pages/about.md", "---\ntitle: 关于我们\n---\n样报。\n"),
        "reception/index.html",
        "关于我们",
        "关于本报",
    ),
    "a page out of the foot": Edit(
        lambda paper: write(
            paper.content, "pages/about.md", "---\ntitle: 关于本报\nfooter: false\n---\n样报。\n"
        ),
        LEAD,
        loses="关于本报",
    ),
    "a day that is moved": Edit(rescheduled, "2013/09/24/plan/index.html", "10/08/plan/"),
    "a day that is moved, in the calendar": Edit(
        rescheduled, "reception/calendar.ics", "20131017T", "20131015T"
    ),
    "a day that is moved back": Edit(rescheduled_and_not, "reception/calendar.ics", "SEQUENCE:2"),
    "a day of what was corrected, on the front of the correction": Edit(
        rescheduled_and_edited, "2013/10/08/index.html", "10月31日"
    ),
    "a name in the glossary": Edit(
        lambda paper: write(paper.content, "glossary.csv", GLOSSARY + "何静,何靜儀,,person,\n"),
        "hant/2013/09/24/plan/index.html",
        "何靜儀",
    ),
    "a word of one script alone": Edit(  # which the index has of the other no more
        lambda paper: write(paper.content, "glossary.csv", GLOSSARY + "施工队,工程隊,,term,\n"),
        "2013/10/08/native/index.html",
        "施工队今天",
        "工程队今天",
    ),
    "an end of an embargo": Edit(later(days=116), "2013/10/08/index.html", "标题later"),
    "news of two days ago": Edit(later(days=2), "sitemap-news.xml", loses="2013/10/08/other"),
    "a paper that is printed": Edit(reprinted(b""), LEAD, loses="本期 PDF"),
    "a paper of another size": Edit(
        reprinted(b"%PDF-1" * 9), "2013/09/24/feed.xml", 'length="54"', 'length="6"'
    ),
    "a change that is told the day after": Edit(built_and_told_later, LEAD, "2013-10-09T09:00"),
    "the same, to subscribers of the issue": Edit(
        built_and_told_later, "2013/09/24/atom.xml", "2013-10-09T09:00"
    ),
    "the same, to search engines": Edit(
        built_and_told_later, "sitemap-2013-09.xml", "2013-10-09T09:00"
    ),
    "the same, as data": Edit(built_and_told_later, "data/2013-09-24.json", "2013-10-09T09:00"),
    "a story that is withdrawn": Edit(
        withdrawn, "2013/09/24/atom.xml", "应来源要求撤下", "标题said"
    ),
    "a recording in which a story that is withdrawn is read": Edit(
        withdrawn, "2013/09/24/heard/index.html", loses="<audio"
    ),
    "a schedule that is taken back": Edit(
        lambda paper: item(
            paper.content,
            "plan",
            "",
            OLD,
            kind="schedule",
            table="plan.csv",
            schedule=PLAN,
            retracted={"date": "2013-10-01", "text": "安排有误。"},
        ),
        "index.html",
        loses="标题plan",
    ),
    "the headline of a schedule that lasts, on the front after it": Edit(
        lambda paper: item(
            *(paper.content, "plan", "", OLD),
            kind="schedule",
            table="plan.csv",
            schedule=PLAN,
            headline="接访日程表",
        ),
        "index.html",
        "接访日程表",
        "标题plan",
    ),
    "the name of the paper": Edit(
        lambda paper: paper.house.update(house_name="伊滨新闻"), "opml.xml", "伊滨新闻", "伊滨通讯"
    ),
}


@pytest.mark.share(3)
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_leaves_what_a_clean_build_leaves_and_reaches_who_reads(
    paper: Paper, edit: Edit
) -> None:
    before = (paper.folder / "output/output" / edit.file).read_text(encoding="utf-8")
    edit.does(paper)
    left, clean = tree_of(paper.make()), tree_of(paper.make("clean"))
    assert sorted(name for name in {**left, **clean} if left.get(name) != clean.get(name)) == []
    after = left[edit.file].decode()
    assert (edit.says in before, edit.says in after) == (not edit.says, True)
    assert (edit.loses in before, edit.loses in after) == (True, not edit.loses)


def test_a_story_follows_its_section_when_the_house_calls_it_otherwise(paper: Paper) -> None:
    """Its file stays the same: the section is named in it, and the house says which that is."""
    item(paper.content, "other", day=NEW, section="民生")
    paper.make()
    house = presses.job(paper.content, paper.folder).house
    renamed = tuple(
        one.model_copy(update={"id": "shenghuo"}) if one.name == "民生" else one
        for one in house.sections
    )
    paper.house["house"] = house.model_copy(update={"sections": renamed})
    left, clean = tree_of(paper.make()), tree_of(paper.make("clean"))
    assert sorted(name for name in {**left, **clean} if left.get(name) != clean.get(name)) == []
    assert "标题other" in left["section/shenghuo/index.html"].decode()
