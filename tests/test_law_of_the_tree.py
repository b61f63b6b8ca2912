"""After any edits, publications and moves of the clock, incremental leaves what clean leaves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.tree import Removals
from newsroom import keptissues
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError
from newsrooms import issue, item, picture, write
from presses import ROOT, built
from publications import publish
from shares import examples

DAYS = ("2013-10-08", "2013-10-15", "2013-09-24")  # of two months; the first two correct
SECTIONS = ("yaowen", "minsheng", "gonggao")
NAMES = ("lead", "second", "third")
ROOMS = ("reception", "syndication", "search", "website")
FIRST = datetime.fromisoformat("2013-10-15T06:10:00+08:00")
WITHDRAWN = ("2013-10-08/second", "2013-10-08/third", "2013-09-24/third")
WAYS = ("build", "publish", "publish", "withdraw")
BODIES = (
    "市长发表讲话，干部于红杰参加。",
    "第一段。\n\n## 1 头一件事\n\n第二段，资金发放到位。",
    "| 镇 | 数 |\n|---|---|\n| 李村镇 | 3 |\n| 寇店镇 | 4 |\n\n表格之后。",
)
TABLE = (
    "接访安排,,下访安排,\n姓名,时间,时间,地点\n"
    "{name},10月{day}日,10月10日,李村镇雷村\n王耀光,10月11日,10月14日,寇店镇西朱村\n"
)
PATCH = "姓名,接访时间\n{name},10月{day}日\n"
GLOSSARY = "simplified,traditional,hong_kong,kind,note\n"


@pytest.fixture(autouse=True)
def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written a moment ago is believed, so that issues are kept between two builds."""
    monkeypatch.setattr(keptissues, "YOUNG", 0.0)


def fresh_newsroom(folder: Path, crowd: int = 0) -> Path:
    """The content folder that every sequence of edits begins with, theme beside it.

    crowd: so many short items more, which no edit touches, in the oldest issue.
    """
    content = folder / "content"
    for number, day in enumerate(sorted(DAYS), 1):
        issue(content, day, number)
        item(content, "lead", BODIES[0], day=day, rank=1)
    for number in range(crowd):
        text = f"第{number}件小事，区里的人都知道。"
        section = SECTIONS[number % len(SECTIONS)]
        item(content, f"small-{number}", text, DAYS[-1], section=section, kind="brief")
    write(content, "pages/about.md", "---\ntitle: 关于本报\n---\n本报是样报。\n")
    shutil.copytree(ROOT / "theme", folder / "theme")
    return content


def edit_item(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Add or change an item."""
    name, day = draw(st.sampled_from(NAMES)), draw(st.sampled_from(DAYS))
    body, headline = draw(st.sampled_from(BODIES)), draw(st.sampled_from(["新路通车", "后街改造"]))
    more = draw(
        st.sampled_from(
            [
                {},
                {"kind": "brief"},
                {"status": "draft"},
                {"rank": 1, "section": "jingji"},
                {"moved_from": ["2013-10-01/old"]},
                {"retracted": {"date": "2013-11-02", "text": "已撤回。"}},
                {"corrections": [{"date": "2013-11-01", "text": "数字有误。"}]},
                {"bylines": ["范学贵"], "script": "hant"},
                {"embargo": "2013-10-15T12:00+08:00"},
                {"embargo": "2013-10-17T00:00+08:00"},
            ]
        )
    )
    return lambda folder: (
        item(folder / "content", name, body, day, headline=headline, **more) and None
    )


def delete_item(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Delete an item; the lead stays, so that the issue does."""
    name, day = draw(st.sampled_from(NAMES[1:])), draw(st.sampled_from(DAYS))
    return lambda folder: (folder / f"content/issues/{day}/{name}.md").unlink(missing_ok=True)


def rename_item(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Rename an item."""
    day = draw(st.sampled_from(DAYS))

    def rename(folder: Path) -> None:
        source = folder / f"content/issues/{day}/second.md"
        if source.exists():
            source.rename(source.with_name("third.md"))

    return rename


def edit_photo(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Give an item a photo, or change the picture."""
    colour, day = draw(st.sampled_from(["#8a9a5b", "#5b7c99"])), draw(st.sampled_from(DAYS))

    def change(folder: Path) -> None:
        write(folder / "content", f"issues/{day}/a.jpg", picture(colour))
        photos = [{"file": "a.jpg", "alt": "会场", "caption": "会场一角。"}]
        item(folder / "content", "second", BODIES[0], day, photos=photos)

    return change


def delete_photo(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Delete a photo and the item that shows it."""
    day = draw(st.sampled_from(DAYS))

    def delete(folder: Path) -> None:
        for name in ("a.jpg", "second.md"):
            (folder / f"content/issues/{day}/{name}").unlink(missing_ok=True)

    return delete


def edit_page(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Change a standing page, which every page's foot lists."""
    title = draw(st.sampled_from(["关于本报", "关于我们"]))
    text = f"---\ntitle: {title}\n---\n本报是样报。\n"
    return lambda folder: write(folder / "content", "pages/about.md", text) and None


def edit_table(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Give an item a schedule, or change its table; now and then correct it in the next issue."""
    name, day = draw(st.sampled_from(["于红杰", "范学贵"])), draw(st.sampled_from([9, 15]))
    way = draw(st.sampled_from(["", "", "patch", "whole"]))

    def change(folder: Path) -> None:
        content, key = folder / "content", f"issues/{DAYS[0]}/third"
        if not way or not (content / f"{key}.csv").exists():
            write(content, f"{key}.csv", TABLE.format(name=name, day=9 if way else day))
            _schedule(content, DAYS[0])
        if way:
            table = TABLE if way == "whole" else PATCH
            write(content, f"issues/{DAYS[1]}/third.csv", table.format(name=name, day=day))
            _schedule(content, DAYS[1], corrects=f"{DAYS[0]}/third", whole=way == "whole")

    return change


def _schedule(content: Path, day: str, **matter: object) -> None:
    hours = {"venue": "信访大厅", "hours": "上午8:30-12:00"}
    schedule = {"period": "2013-10", **hours, **matter}
    given = {"kind": "schedule", "section": "gonggao", "table": "third.csv"}
    item(content, "third", "", day, schedule=schedule, **given)


def edit_glossary(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Change the glossary."""
    row = draw(st.sampled_from(["", "于红杰,于紅傑,,person,\n", "干部,幹部,,term,\n"]))
    return lambda folder: write(folder / "content", "glossary.csv", GLOSSARY + row) and None


def edit_template(draw: Callable[..., str]) -> Callable[[Path], None]:
    """Change a template of the theme."""
    word = draw(st.sampled_from(["页脚甲", "页脚乙"]))

    def change(folder: Path) -> None:
        path = folder / "theme/templates/base.html"
        text = path.read_text(encoding="utf-8").partition("<!-- 页脚")[0]
        path.write_text(f"{text}<!-- {word} -->", encoding="utf-8")

    return change


EDITS = (edit_item, edit_item, delete_item, rename_item, edit_photo, delete_photo, edit_table)
MORE_EDITS = (edit_glossary, edit_template, edit_page)


def tree_of(output: Path) -> dict[str, bytes]:
    """Every file of a published tree."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


@settings(
    max_examples=examples(6),  # scripts/bench tree draws as many as are asked for
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_incremental_is_clean(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lived(tmp_path_factory.mktemp("press"), data)


def lived(folder: Path, data: st.DataObject, crowd: int = 0) -> None:
    """Edit, publish and move the clock as drawn; after each, compare with a clean build."""
    content = fresh_newsroom(folder, crowd)
    house_name, scripts, keep_index, now = "伊滨通讯", tuple(Script)[:2], True, FIRST
    withdrawn = f"{DAYS[0]}/second"

    def make(where: Path, way: str = "build") -> Path | None:
        conf = {"theme": folder / "theme", "scripts": scripts, "keep_index": keep_index}
        conf["removals"] = Removals.CONFIRMED  # an edition more or less is half the files
        withdraw = (withdrawn, "应来源要求撤下。") if way == "withdraw" else ("", "")
        try:
            if way != "build":
                conf |= {"house_name": house_name}
                return publish(content, where, now, ROOMS, withdraw, **conf)
            return built(content, where, ROOMS, house_name=house_name, now=now, **conf)[0]
        except ContentRefusedError:
            return None
        except SystemExit:  # nothing of that name was published
            return make(where)

    make(folder / "incremental", data.draw(st.sampled_from(["build", "publish"]), label="first"))
    for _ in range(data.draw(st.integers(1, 4), label="saves")):
        for edit in data.draw(
            st.lists(st.sampled_from(EDITS + MORE_EDITS), min_size=1, max_size=3)
        ):
            edit(data.draw)(folder)
        house_name = data.draw(st.sampled_from(["伊滨通讯", "伊滨新闻"]), label="name")
        scripts = tuple(Script)[: data.draw(st.integers(1, 3), label="editions")]
        keep_index = data.draw(st.booleans(), label="index.html in links")
        now += data.draw(st.sampled_from([timedelta(0), timedelta(hours=5), timedelta(days=2)]))
        withdrawn = data.draw(st.sampled_from(WITHDRAWN), label="withdrawn, where it is")
        incremental = make(folder / "incremental", data.draw(st.sampled_from(WAYS), label="way"))
        shutil.rmtree(folder / "clean", ignore_errors=True)
        clean = make(folder / "clean")
        assert (incremental is None) == (clean is None)
        if incremental and clean:
            assert tree_of(incremental) == tree_of(clean)
