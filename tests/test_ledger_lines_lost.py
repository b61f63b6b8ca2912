"""A ledger that lost a line in a merge tells nobody anything a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgers import at, opened
from newsroom.kinds import Script
from newsrooms import DAY, item, small_newsroom
from publications import publish

ROOMS = ("syndication", "website")
ONE_SCRIPT = {"scripts": (Script.HANS,)}  # what is said in one is said in the other


@pytest.mark.parametrize("what", ["corrected", "withdrawn", "moved"])
def test_an_item_whose_first_line_is_lost_is_not_told_as_a_new_one(
    tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "other")
    publish(content, tmp_path, at(DAY, "09:00"), ("website",), **ONE_SCRIPT)
    if what == "corrected":
        item(content, "other", corrections=[{"date": DAY, "text": "时间应为九点。"}])
    elif what == "moved":
        (content / f"issues/{DAY}/other.md").unlink()
        item(content, "renamed", headline="标题other", moved_from=[f"{DAY}/other"])
    key = f"{DAY}/other" if what == "withdrawn" else ""
    publish(content, tmp_path, at(DAY, "10:00"), ("website",), (key, "应要求撤下。"), **ONE_SCRIPT)
    year = content / "ledger/2013.jsonl"
    whole = year.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    lost = [line for line in lines if '"published"' in line and "/other" in line]
    assert len(lost) == 1
    year.write_text("".join(line for line in lines if line not in lost), encoding="utf-8")
    left = year.read_bytes()
    capsys.readouterr()
    with pytest.raises(SystemExit):
        publish(content, tmp_path, at(DAY, "11:00"), ("website",), **ONE_SCRIPT)
    assert "不见了" in capsys.readouterr().err
    assert year.read_bytes() == left
    (problem,) = opened(content)[1]
    assert (problem.file, problem.code) == ("content/ledger/2013.jsonl", "ledger.damaged")
    assert f"{DAY}/other" in str(problem)
    year.write_text(whole, encoding="utf-8")
    publish(content, tmp_path, at(DAY, "11:00"), ("website",), **ONE_SCRIPT)
    assert opened(content)[1] == []


def test_an_old_ledger_does_not_bring_back_what_the_site_says_was_withdrawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a backup of the content."""
    content = small_newsroom(tmp_path / "content")
    item(content, "other", "不该再登的话。")
    publish(content, tmp_path, at(DAY, "09:00"), ROOMS, **ONE_SCRIPT)
    year = content / "ledger/2013.jsonl"
    before = year.read_bytes()
    key = f"{DAY}/other"
    output = publish(
        content, tmp_path, at(DAY, "10:00"), ROOMS, (key, "应要求撤下。"), **ONE_SCRIPT
    )
    year.write_bytes(before)
    with pytest.raises(SystemExit):
        publish(content, tmp_path, at(DAY, "11:00"), ROOMS, **ONE_SCRIPT)
    assert f"{key} 已经撤下" in capsys.readouterr().err
    assert "不该再登" not in (output / "2013/10/08/other/index.html").read_text("utf-8")
    publish(content, tmp_path, at(DAY, "11:00"), ROOMS, (key, "应要求撤下。"), **ONE_SCRIPT)
    pages = [path.read_text("utf-8") for path in output.rglob("*.html")]
    assert not any("不该再登" in page for page in pages)
