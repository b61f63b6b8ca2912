"""What could not be delivered is not told, and what was to be taken away is not forgotten."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from deliveries import held
from newsrooms import item
from presses import own_cache
from test_delivery_publishing import PAGE, SECOND, ledger, paper, publish

__all__ = ["paper"]  # a fixture

NOTICE = "来源要求撤下"
WITHDRAW = ("--withdraw", "2013-10-08/second", "--notice", NOTICE)
TO = ("--to", "www", "--yes", "--without-pdf")
OF_A_COLLEAGUE = {"by": "li@desk", "pid": 1, "since": time.time(), "seen": time.time() + 10**6}


def fails_on_the_way(paper: Path, *options: str) -> str:
    """Publish while the server takes nothing, though nothing is seen of that before."""
    incoming = paper / "srv/releases/incoming"
    incoming.parent.mkdir(parents=True, exist_ok=True)
    incoming.write_text("in the way")
    status, _, err = publish(paper, *TO, *options)
    assert status == 1, err
    assert "delivery." in err
    incoming.unlink()
    return err


def second_on_the_server(paper: Path) -> str:
    """What readers find at the address of the second item."""
    return (paper / f"srv/current/{SECOND}").read_text(encoding="utf-8")


def test_a_withdrawal_that_was_not_delivered_is_carried_on(paper: Path) -> None:
    assert publish(paper, *TO)[0] == 0
    fails_on_the_way(paper, *WITHDRAW)
    assert NOTICE not in second_on_the_server(paper)
    status, _, err = publish(paper, *TO, *WITHDRAW)
    assert status == 0, err
    assert NOTICE in second_on_the_server(paper)
    assert '"withdrawn"' in ledger(paper)
    status, _, err = publish(paper, *TO, *WITHDRAW)
    assert status == 1
    assert "已经撤下了" in err


def test_a_withdrawal_is_carried_on_by_who_only_publishes_after_a_proof(paper: Path) -> None:
    assert publish(paper, *TO)[0] == 0
    fails_on_the_way(paper, *WITHDRAW)
    proof(paper)
    status, out, err = publish(paper, *TO)
    assert status == 0, err
    assert "上一次撤下 2013-10-08/second 没有做完，这一次接着撤下" in out
    assert NOTICE in second_on_the_server(paper)
    assert ledger(paper).count('"withdrawn"') == 1


def test_who_finds_a_colleague_at_work_has_changed_nothing(paper: Path) -> None:
    assert publish(paper, *TO)[0] == 0
    before = held(paper / "output")
    (paper / "srv/releases/lock").write_text(json.dumps(OF_A_COLLEAGUE))
    status, _, err = publish(paper, *TO, *WITHDRAW)
    assert status == 1
    assert "delivery.locked" in err
    assert held(paper / "output") == before
    assert not (paper / "content/ledger/pending.jsonl").exists()


def test_what_a_first_delivery_did_not_bring_nobody_was_told(paper: Path) -> None:
    fails_on_the_way(paper)
    assert (paper / f"output/{SECOND}").is_file()
    (paper / "content/issues/2013-10-08/second.md").unlink()
    status, out, err = publish(paper, *TO)
    assert status == 0, err
    assert "已经公开" not in out
    assert "second" not in ledger(paper)
    assert PAGE in held(paper / "srv/current")


def test_what_was_delivered_and_not_written_down_is_written_down_later(paper: Path) -> None:
    assert publish(paper, *TO)[0] == 0
    year = next((paper / "content/ledger").glob("[0-9]*.jsonl"))
    item(paper / "content", "third", "第三篇。")
    blocked = year.with_name(f".{year.name}.new")
    blocked.mkdir()  # where the new ledger is written first
    status, _, err = publish(paper, *TO)
    assert status == 1
    assert "读者已经看到新的一版，账本却没有写成" in err
    assert "没有改动" not in err
    os.rmdir(blocked)  # noqa: PTH106 - as an editor would
    release = (paper / "srv/current").readlink()
    at = (paper / "content/ledger/pending.jsonl").read_text(encoding="utf-8").split('"at":')[1][:28]
    proof(paper)
    status, out, err = publish(paper, *TO)
    assert status == 0, err
    assert "上一次发布没有做完：读者已经知道的记 1 条" in out
    assert ledger(paper).count("2013-10-08/third") >= 1
    assert at in ledger(paper)
    assert (paper / "srv/current").readlink() == release


def proof(paper: Path) -> None:
    """Build a proof where the last publication stood."""
    import sys

    from deliveries import ran

    words = [sys.executable, "-m", "edition.building", str(paper / "content")]
    where = ["-s", str(paper / "conf.py"), "-o", str(paper / "output")]
    status, out, err = ran([*words, *where], own_cache(paper))
    assert status == 0, out + err
