"""Whatever an editor did to what was published, the advice he is given leads out of it."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest

from ledgers import at
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError
from newsrooms import issue, item
from publications import ledger_lines, publish

DAY, NEXT = "2013-10-08", "2013-10-09"
ROOMS = ("syndication", "website")
ONE_SCRIPT = {"scripts": (Script.HANS,)}  # what is said in one is said in the other


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A paper of one issue with three items."""
    content = tmp_path / "content"
    issue(content, DAY, 1)
    for name in ("lead", "a", "b"):
        item(content, name, f"正文{name}。", DAY)
    publish(content, tmp_path, at(DAY, "09:00"), ROOMS, **ONE_SCRIPT)
    return content


def updated(output: Path, part: str) -> dict[str, str]:
    """When each entry of the feed changed last, of those whose id has a part."""
    entries = feedparser.parse(str(output / "atom.xml")).entries
    return {entry.id: entry.updated for entry in entries if part in entry.id}


def test_two_items_that_were_deleted_are_withdrawn_at_once(content: Path) -> None:
    for name in ("a", "b"):
        (content / f"issues/{DAY}/{name}.md").unlink()
    with pytest.raises(ContentRefusedError) as refused:
        publish(
            content, content.parent, at(NEXT, "09:00"), ROOMS, (f"{DAY}/a", "撤下。"), **ONE_SCRIPT
        )
    assert [problem.file for problem in refused.value.problems.errors] == [
        f"content/issues/{DAY}/b.md"
    ]
    notices = {f"{DAY}/a": "撤下甲。", f"{DAY}/b": "撤下乙。"}
    output = publish(content, content.parent, at(NEXT, "09:10"), ROOMS, notices, **ONE_SCRIPT)
    for key, notice in notices.items():
        page = output / f"{key.replace('-', '/')}/index.html"
        assert notice in page.read_text(encoding="utf-8")
    assert sum('"withdrawn"' in line for line in ledger_lines(content)) == 2


def test_two_corrections_of_one_day_can_both_be_worded_anew(content: Path) -> None:
    def correct(*texts: str) -> None:
        notes = [{"date": NEXT, "text": text} for text in texts]
        item(content, "a", "正文a。", DAY, corrections=notes)

    correct("应为六时。")
    publish(content, content.parent, at(NEXT, "09:00"), ROOMS, **ONE_SCRIPT)
    correct("应为六时。", "应为七人。")
    output = publish(content, content.parent, at(NEXT, "10:00"), ROOMS, **ONE_SCRIPT)
    before = updated(output, "/a/correction/")
    correct("应为晚上六时。", "应为七个人。")
    output = publish(content, content.parent, at(NEXT, "11:00"), ROOMS, **ONE_SCRIPT)
    after = updated(output, "/a/correction/")
    assert len(before) == 2
    assert before.keys() == after.keys()
    assert all(before[one] < after[one] for one in before)
    correct("应为晚上六时。")
    with pytest.raises(ContentRefusedError) as refused:
        publish(content, content.parent, at(NEXT, "12:00"), ROOMS, **ONE_SCRIPT)
    assert len(refused.value.problems.errors) == 1


def test_no_date_goes_back_when_an_item_with_a_correction_is_retracted_and_stands_again(
    content: Path,
) -> None:
    note = {"corrections": [{"date": NEXT, "text": "应为六时。"}]}
    item(content, "a", "正文a。", DAY, **note)
    seen = [updated(publish(content, content.parent, at(NEXT, "06:30"), ROOMS, **ONE_SCRIPT), "/a")]
    item(content, "a", "正文a。", DAY, **note, retracted={"date": NEXT, "text": "撤回。"})
    seen.append(
        updated(publish(content, content.parent, at(NEXT, "07:10"), ROOMS, **ONE_SCRIPT), "/a")
    )
    item(content, "a", "正文a。", DAY, **note)
    seen.append(
        updated(publish(content, content.parent, at(NEXT, "08:20"), ROOMS, **ONE_SCRIPT), "/a")
    )
    item(content, "a", "正文a，改过。", DAY, **note)
    seen.append(
        updated(publish(content, content.parent, at(NEXT, "09:20"), ROOMS, **ONE_SCRIPT), "/a")
    )
    assert len(seen[0]) == 2
    for before, after in pairwise(seen):
        assert before.keys() == after.keys()
        assert all(before[one] <= after[one] for one in before)
    (correction,) = (one for one in seen[0] if "/correction/" in one)
    assert [re.search("T(..:..)", each[correction]).group(1) for each in seen] == [  # type: ignore[union-attr] # it says when
        "06:30",
        "07:10",
        "08:20",
        "08:20",
    ]


def test_a_whole_issue_can_move_to_another_day(content: Path) -> None:
    shutil.copytree(content / f"issues/{DAY}", content / f"issues/{NEXT}")
    for name in ("lead", "a", "b"):
        (content / f"issues/{DAY}/{name}.md").unlink()
        item(content, name, f"正文{name}。", NEXT, moved_from=[f"{DAY}/{name}"])
    issue(content, NEXT, 1)
    shutil.move(content / f"issues/{DAY}", content.parent / "aside")
    with pytest.raises(ContentRefusedError) as refused:
        publish(content, content.parent, at(NEXT, "09:00"), ROOMS, **ONE_SCRIPT)
    (told,) = map(str, refused.value.problems.errors)
    assert "旧的文件夹里也留着 issue.md" in told
    shutil.move(content.parent / "aside", content / f"issues/{DAY}")
    output = publish(content, content.parent, at(NEXT, "09:10"), ROOMS, **ONE_SCRIPT)
    old = (output / "2013/10/08/index.html").read_text(encoding="utf-8")
    assert "移到别的一期" in old
    assert "09/a/" in (output / "2013/10/08/a/index.html").read_text(encoding="utf-8")
    assert "正文a" in (output / "2013/10/09/a/index.html").read_text(encoding="utf-8")
    assert sum('"moved"' in line for line in ledger_lines(content)) == 3
