"""A paper that was public before its first publication: what has changed since is told, aloud."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from bulletin.answers import answered
from bulletin.founding import files_of
from ledgers import at
from newsroom.problems import ContentRefusedError
from newsrooms import issue, item, picture, write
from presses import built
from publications import ledger_lines, publish
from subscribers import Entry, entries

DAY, NEXT = "2013-10-08", "2013-10-15"
NOON = at("2013-10-20", "12:00")
ROOMS = ("reception", "syndication", "website")
HEAD = "接访安排,,下访安排,\n姓名,时间,时间,地点\n"
ROW = "林晓,10月9日,10月10日,柳树镇河东村\n"
TABLE = f"{HEAD}{ROW}何静,10月11日,10月14日,柳树镇赵家村\n"
NOTE = {"date": NEXT, "text": "数字应为三，误作五。"}
BODY = "头一段，*要紧*。\n\n## 1 头一件\n\n| 镇 | 数 |\n|---|---|\n| 李村 | 3 |\n"
ATOM = "{http://www.w3.org/2005/Atom}"


def schedule(content: Path, table: str, **matter: object) -> None:
    """The schedule of the first issue; matter: of the block."""
    write(content, f"issues/{DAY}/table.csv", table)
    head = {"period": "2013-10", "venue": "大厅", "hours": "上午8:30-12:00", **matter}
    item(content, "table", "请带证件。", DAY, kind="schedule", table="table.csv", schedule=head)


def rich(content: Path, **matter: object) -> None:
    """An item with all that an item may have."""
    write(content, f"issues/{DAY}/a.jpg", picture())
    photos = [{"file": "a.jpg", "alt": "会场", "caption": "会场一角。", "credit": "于方 摄"}]
    given = {
        "kicker": "引题",
        "deck": "副题",
        "dateline": "本报讯",
        "quote": "修好了路。",
        "bylines": ["林晓", {"name": "何静", "role": "通讯员", "organisation": "区委"}],
        "photos": photos,
        "figures": [{"value": "8", "unit": "座", "label": "桥"}],
        "corrections": [NOTE],
        **matter,
    }
    given["body"] = given.get("body", f"{BODY}\n末一段。")
    item(content, "rich", day=DAY, **given)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper that has been built and put on the web, and never published."""
    folder = tmp_path_factory.mktemp("public")
    content = folder / "content"
    for number, day in enumerate((DAY, NEXT), 1):
        issue(content, day, number)
        item(content, "lead", f"{day}的头条。", day, rank=1)
    rich(content)
    item(content, "second", "第二篇。", NEXT)
    briefs = "### 一则\n\n简讯。（林晓）\n\n---\n\n又一则。"
    item(content, "briefs", briefs, NEXT, kind="brief", headline="简讯两则")
    item(content, "letter", "來信說，后來。", NEXT, script="hant", headline="一封信")
    schedule(content, TABLE)
    built(content, folder, ROOMS, now=NOON - timedelta(days=1))
    return folder


@pytest.fixture
def folder(public: Path, tmp_path: Path) -> Path:
    shutil.copytree(public, tmp_path / "paper")
    return tmp_path / "paper"


def first(folder: Path) -> list[tuple[str, str]]:
    """The first publication: the facts told by it."""
    publish(folder / "content", folder, NOON, ROOMS)
    facts = map(json.loads, ledger_lines(folder / "content"))
    return [
        (fact["fact"], fact.get("item", "")) for fact in facts if fact["at"] == NOON.isoformat()
    ]


def calendar(folder: Path) -> dict[str, Entry]:
    return entries(folder / "output/reception/calendar.ics")


def test_what_has_not_changed_is_not_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in (folder / "output").rglob("*.ics")}
    told = first(folder)
    assert {kind for kind, _ in told} <= {"appointment"}  # the history calendars have
    said = capsys.readouterr().out
    assert "这份报纸从前已经公开" in said
    assert not {"新发", "改动", "更正"} & set(said.replace("\n", " ").split())
    assert {path: path.read_bytes() for path in before} == before
    assert first(folder) == told


def test_what_a_new_paper_built_before_its_first_publication_nobody_has_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = dict(files_of(answered("报", "", "https://a.cn", "要闻", "A4", "简体"), NOON.date()))
    (name,) = (name for name in made if name.startswith("content/ledger/"))
    new = write(folder, name, made[name])
    told = first(folder)
    assert ("published", f"{DAY}/lead") in told
    assert "从前已经公开" not in capsys.readouterr().out
    assert not new.exists()
    assert first(folder) == told  # the ledger speaks from now on


@pytest.mark.share(3)
@pytest.mark.parametrize(
    "matter",
    [
        {"body": BODY},
        {"deck": "改了的副题"},
        {"quote": ""},
        {"bylines": ["林晓"]},
        {"headline": "改了的标题"},
        {"figures": []},
    ],
    ids=["a paragraph less", "deck", "no quote", "a name less", "headline", "no figures"],
)
def test_what_was_changed_since_is_told(folder: Path, matter: dict[str, object]) -> None:
    rich(folder / "content", **matter)
    told = [one for one in first(folder) if one[0] != "appointment"]
    assert told == [("changed", f"{DAY}/rich")]
    root = etree.parse(str(folder / "output/atom.xml")).getroot()
    updated = {e.findtext(f"{ATOM}id"): e.findtext(f"{ATOM}updated") for e in root.iter()}
    assert updated[f"tag:www.example.cn,2013:hans/{DAY}/rich"] == NOON.isoformat()


def test_what_was_deleted_since_is_gone(folder: Path) -> None:
    (folder / f"content/issues/{NEXT}/second.md").unlink()
    with pytest.raises(ContentRefusedError) as refused:
        first(folder)
    (problem,) = refused.value.problems.errors
    assert (problem.code.value, problem.file) == (
        "ledger.gone",
        f"content/issues/{NEXT}/second.md",
    )
    publish(folder / "content", folder, NOON, ROOMS, (f"{NEXT}/second", "撤下。"))
    text = (folder / "output/section/yaowen/atom.xml").read_text(encoding="utf-8")
    assert "deleted-entry" in text


def test_what_was_corrected_and_retracted_since_is_told(folder: Path) -> None:
    rich(folder / "content", corrections=[NOTE, {"date": NEXT, "text": "地名有误。"}])
    item(folder / "content", "second", "第二篇。", NEXT, retracted={"date": NEXT, "text": "有误。"})
    told = [one for one in first(folder) if one[0] != "appointment"]
    assert sorted(told) == [("corrected", f"{DAY}/rich"), ("retracted", f"{NEXT}/second")]


def test_what_came_back_since_is_told(folder: Path) -> None:
    content = folder / "content"
    item(content, "second", "第二篇。", NEXT, retracted={"date": NEXT, "text": "有误。"})
    built(content, folder, ROOMS, now=NOON - timedelta(days=1))
    item(content, "second", "第二篇。", NEXT)
    told = [one for one in first(folder) if one[0] != "appointment"]
    assert told == [("changed", f"{NEXT}/second")]
    lines = len(ledger_lines(content))
    publish(content, folder, NOON + timedelta(hours=1), ROOMS)
    assert len(ledger_lines(content)) == lines


def test_appointments_changed_and_dropped_since_are_numbered(folder: Path) -> None:
    before = calendar(folder)
    schedule(folder / "content", f"{HEAD}{ROW.replace('10月9日', '10月16日')}")
    first(folder)
    after = calendar(folder)
    assert after.keys() == before.keys()
    gone = {entry.summary for entry in after.values() if entry.is_cancelled}
    assert gone == {"【取消】何静接访", "【取消】何静下访：柳树镇赵家村"}
    moved = [entry for entry in after.values() if entry.summary == "林晓接访"]
    assert [(entry.start, entry.sequence) for entry in moved] == [("2013-10-16T08:30", 1)]
    assert {e.sequence for e in after.values()} == {0, 1}
    lines = ledger_lines(folder / "content")
    publish(folder / "content", folder, NOON + timedelta(hours=1), ROOMS)
    assert ledger_lines(folder / "content") == lines
    assert calendar(folder) == after


def test_a_telephone_number_changed_since_is_numbered(folder: Path) -> None:
    schedule(folder / "content", TABLE, contact="0379-0000001")
    first(folder)
    assert {entry.sequence for entry in calendar(folder).values()} == {1}


def test_where_the_ledger_was_lost_no_date_goes_back(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, DAY, 1)
    item(content, "lead", "头条。", DAY, rank=1)
    item(content, "edited", "正文。", DAY)
    item(content, "corrected", "正文。", DAY, corrections=[NOTE])
    item(content, "retracted", "正文。", DAY)
    publish(content, tmp_path, NOON, ROOMS)
    item(content, "edited", "正文，改过。", DAY)
    item(content, "corrected", "正文。", DAY, corrections=[{**NOTE, "text": "应为四，误作五。"}])
    item(content, "retracted", "正文。", DAY, retracted=NOTE)
    output = publish(content, tmp_path, NOON + timedelta(hours=1), ROOMS)
    before = dated(output / "atom.xml")
    shutil.rmtree(content / "ledger")
    item(content, "fresh", "新的。", DAY)
    publish(content, tmp_path, NOON + timedelta(hours=2), ROOMS)
    after = dated(output / "atom.xml")
    assert len(before) == 5
    assert after.keys() > before.keys()
    assert {name: after[name] for name in before} == before


def dated(feed: Path) -> dict[str, tuple[str | None, str | None]]:
    """Id of each entry of a feed to when it came out and changed."""
    return {
        entry.findtext(f"{ATOM}id") or "": (
            entry.findtext(f"{ATOM}published"),
            entry.findtext(f"{ATOM}updated"),
        )
        for entry in etree.parse(str(feed)).getroot().iter(f"{ATOM}entry")
    }
