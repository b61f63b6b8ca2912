"""`scripts/check --verify` says what is broken, and how it ends says whether all is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer

from edition import checking
from edition.checking import _verify
from edition.ownership import OutputCode
from newsroom.guard import MisusedError
from newsroom.problems import Outcome, Problem, Severity

BROKEN = Problem("output/index.html", 0, next(iter(OutputCode)), "坏了", "重排一次")
STRANGE = Problem(
    *("output/own.txt", 0, next(iter(OutputCode)), "不是本报的", "不用管"), Severity.WARNING
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    folder.mkdir()
    return folder


class Desk:
    """Stands in for the tree and the build. looks: what is found, look after look."""

    def __init__(self, patch: pytest.MonkeyPatch, *looks: list[Problem], status: int = 0) -> None:
        self.built: list[Path] = []
        self.forgot: list[str] = []
        self._looks: Iterator[list[Problem]] = iter(looks)
        self._status = status
        house = SimpleNamespace(identity="paper")
        job = SimpleNamespace(trees=Path("trees"), house=house)
        patch.setattr(checking, "verified", lambda _: next(self._looks))
        patch.setattr(checking, "build_apart", self._build)
        patch.setattr(checking, "settings_of", lambda *_: {})
        patch.setattr(checking, "job_of", lambda *_: job)
        patch.setattr(checking, "recollection_file", lambda *named: f"{named[2]}")
        patch.setattr(checking, "forget_stamps", self.forgot.append)

    def _build(self, _content: Path, output: Path, _conf: Path) -> int:
        self.built.append(output)
        return self._status


def ends(output: Path, *, mend: bool) -> int:
    """The status with which it ends."""
    try:
        _verify(output, Path("content"), Path("conf.py"), mend=mend)
    except typer.Exit as end:
        return end.exit_code
    return 0


@pytest.mark.parametrize(
    ("left", "status", "ended", "said"),
    [
        ([], 0, 0, "都修好了"),
        ([STRANGE], 0, 0, "都修好了"),
        ([BROKEN], 0, Outcome.REFUSED, "还有 1 处没有修好"),
        ([], 3, 3, "都修好了"),  # the pages stand, and the build had something to say
        ([BROKEN], 3, 3, "还有 1 处没有修好"),
    ],
)
def test_it_ends_well_only_where_all_is_mended_and_the_build_was_well(
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    left: list[Problem],
    status: int,
    ended: int,
    said: str,
) -> None:
    desk = Desk(monkeypatch, [BROKEN, STRANGE], left, status=status)
    assert ends(output, mend=True) == ended
    out = capsys.readouterr().out
    assert "1 处损坏或缺失" in out
    assert out.splitlines()[-1] == said
    assert desk.built == [output]
    assert desk.forgot == ["paper"]


def test_nothing_is_built_where_all_is_well_or_nobody_wants_it(
    output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(monkeypatch, [STRANGE], [BROKEN])
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert ends(output, mend=True) == 0
    assert "成品文件都完好，1 样不是本报的" in capsys.readouterr().out
    assert ends(output, mend=False) == Outcome.REFUSED
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"--verify {output} --mend")
    assert desk.built == []


def test_a_folder_that_is_not_there_is_a_wrong_word(tmp_path: Path) -> None:
    with pytest.raises(MisusedError):
        ends(tmp_path / "none", mend=True)
