"""Two published items are not made one: both ways round it is refused, and the cures lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledgers import at
from newsroom.problems import ContentRefusedError
from newsrooms import issue, item
from publications import ledger_lines, publish

DAY = "2013-10-08"
ROOMS = ("syndication", "website")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two items and one more, published."""
    content = tmp_path / "content"
    issue(content, DAY, 1)
    for rank, name in enumerate(("other", "one", "two"), 1):
        item(content, name, f"{name}的正文。", DAY, rank=rank)
    publish(content, tmp_path, at(DAY, "09:00"), ROOMS)
    return tmp_path


@pytest.mark.share(2)
@pytest.mark.parametrize(("kept", "lost"), [("one", "two"), ("two", "one")])
def test_two_published_items_are_not_made_one(folder: Path, kept: str, lost: str) -> None:
    content = folder / "content"
    (content / f"issues/{DAY}/{lost}.md").unlink()
    item(content, kept, "并成一篇。", DAY, moved_from=[f"{DAY}/{lost}"])
    before = ledger_lines(content)
    withdrawals = [("", ""), (f"{DAY}/{kept}", "撤下。"), (f"{DAY}/{lost}", "撤下。")]
    for withdraw in withdrawals:
        with pytest.raises(ContentRefusedError) as refused:
            publish(content, folder, at(DAY, "10:00"), ROOMS, withdraw)
        (problem,) = refused.value.problems.errors
        assert problem.code.value == "ledger.made-one"
        assert f"--withdraw {DAY}/{lost}" in str(problem)
    assert ledger_lines(content) == before
    item(content, kept, "并成一篇。", DAY)  # as the advice has it
    output = publish(content, folder, at(DAY, "11:00"), ROOMS, (f"{DAY}/{lost}", "撤下。"))
    assert "deleted-entry" in (output / "atom.xml").read_text(encoding="utf-8")
    place = f"2013/10/08/{lost}/index.html"
    assert "并成一篇" not in (output / place).read_text(encoding="utf-8")
