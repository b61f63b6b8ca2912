"""One command from the content to the server: delivered first, then written down; and back."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from deliveries import ROOT, held, ran
from newsrooms import item, small_newsroom
from presses import own_cache

PAGE, SECOND = "2013/10/08/lead/index.html", "2013/10/08/second/index.html"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A newsroom with two items and a target `www`, tmp_path/srv."""
    small_newsroom(tmp_path / "content")
    item(tmp_path / "content", "second")
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    text += 'EDITIONS = ["zh-Hans"]\n'
    text += f'\nPUBLISHERS = ["website"]\nTHEME = {str(ROOT / "theme")!r}\n'
    text += (
        f'ROOMS = {{"website": {{"cards": False}}}}\nCACHE_FOLDER = {str(tmp_path / "cache")!r}\n'
    )
    text += f"TARGETS = {{'www': {str(tmp_path / 'srv')!r}}}\n"
    (tmp_path / "conf.py").write_text(text, encoding="utf-8")
    return tmp_path


def publish(paper: Path, *options: str) -> tuple[int, str, str]:
    """Run the command; status, what it said, what it complained of."""
    words = [sys.executable, "-m", "delivery.publishing", str(paper / "content")]
    where = ["--conf", str(paper / "conf.py"), "--output", str(paper / "output")]
    return ran([*words, *where, *options], own_cache(paper))


def ledger(paper: Path) -> str:
    """What is written down."""
    files = sorted((paper / "content/ledger").glob("[0-9]*.jsonl"))
    return "".join(file.read_text(encoding="utf-8") for file in files)


def test_a_paper_is_delivered_and_then_written_down_and_goes_back(paper: Path) -> None:
    status, out, err = publish(paper, "--to", "www", "--dry-run")
    assert status == 0, err
    files, size = re.search(r"会往 .*/srv 传 (\d+) 个文件（(.+?)）", out).groups()  # type: ignore[union-attr] # it says so
    assert not (paper / "srv").exists()
    assert ledger(paper) == ""

    (paper / "srv").write_text("in the way")
    status, out, err = publish(paper, "--to", "www", "--yes")
    assert (status, ledger(paper)) == (1, "")
    assert "delivery.in-the-way" in err
    (paper / "srv").unlink()

    status, out, err = publish(paper, "--to", "www", "--yes")
    assert status == 0, err
    assert f"传 {files} 个文件（{size}）" in out
    assert '"2013-10-08/lead"' in ledger(paper)
    first = held(paper / "srv/current")
    assert PAGE in first

    item(paper / "content", "lead", "区里今天又开会。")
    status, out, err = publish(paper, "--to", "www", "--yes")
    assert status == 0, err
    assert held(paper / "srv/current") != first
    before = ledger(paper)
    status, out, err = publish(paper, "--to", "www", "--back")
    assert status == 0, err
    assert held(paper / "srv/current") == first
    assert ledger(paper) == before

    item(paper / "content", "lead", "区里今天再开会。")
    withdraw = ("--withdraw", "2013-10-08/second", "--notice", "来源要求撤下")
    status, out, err = publish(paper, "--to", "www", "--yes", *withdraw)
    assert status == 0, err
    shown = held(paper / "srv/current")
    assert "来源要求撤下" in shown[SECOND].decode()

    whole = ledger(paper)
    for stale in (before, None):  # as another editor has it; lost
        for file in (paper / "content/ledger").glob("*.jsonl"):
            file.unlink()
            if stale:
                file.write_text(stale, encoding="utf-8")
        for options in (("--yes",), ("--back",)):
            status, out, err = publish(paper, "--to", "www", *options)
            assert status == 1
            assert "delivery.ledger" in err
            assert "2013-10-08/second" in err
            assert held(paper / "srv/current") == shown
            assert not (paper / "content/ledger/pending.jsonl").exists()
            assert "来源要求撤下" in (paper / f"output/{SECOND}").read_text(encoding="utf-8")
    (paper / "content/ledger/2013.jsonl").unlink(missing_ok=True)
    year = json.loads(whole.splitlines()[0])["at"][:4]
    (paper / f"content/ledger/{year}.jsonl").write_text(whole, encoding="utf-8")
    status, out, err = publish(paper, "--to", "www", "--back")
    assert status == 1
    assert "delivery.forbidden" in err
    assert "2013-10-08/second" in err
    assert held(paper / "srv/current") == shown


def test_a_wrong_target_costs_no_build(paper: Path) -> None:
    status, _, err = publish(paper, "--to", "wwww", "--yes")
    assert status == 2
    assert err.startswith("--to:0: delivery.target: ")
    status, _, err = publish(paper, "--back")
    assert status == 2
    status, _, err = publish(paper, "--to", str(paper / "output/site"), "--yes")
    assert status == 2
    assert "成品文件夹" in err
    assert not (paper / "output").exists()


def test_what_does_not_go_together_is_told_before_anything_is_built(paper: Path) -> None:
    status, _, err = publish(paper, "--yes", "--reprint", "2013-10-08", "--without-pdf")
    assert status == 2
    assert err.startswith("--reprint: ")
    assert "--without-pdf" in err
    two = ("--withdraw", "2013-10-08/lead", "--withdraw", "2013-10-08/second")
    status, _, err = publish(
        paper, "--yes", *two, "--notice", "一", "--notice", "二", "--notice", "三"
    )
    assert status == 2
    assert err.startswith("--withdraw: ")
    assert not (paper / "output").exists()
