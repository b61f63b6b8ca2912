"""Whatever stands in a content folder, check and serve tell of it line by line, and go on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from broken import BROKEN, SILENT, broken_newsroom
from edition.checking import check
from presses import share_templates
from residents import Resident
from shares import share

TOLD = re.compile(r"(?:content(?:/.*)?|pelican\.conf\.py):\d+: [a-z]+\.[a-z-]+: .")
READ_BACK = re.compile(r".*读出\d+项，请对照原表：|\s+\d{1,2}月\d{1,2}日 .*")  # tables
SHARE = ["a pipe", "issues that are a file", "a name that is no text"]


@pytest.mark.share(4)  # test_broken_input reads them all
@pytest.mark.parametrize("name", BROKEN)
def test_check_ends_with_a_status_and_a_line_for_each_problem(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))
    content = broken_newsroom(tmp_path / "content", name)
    status = 0
    try:
        check(content)
    except typer.Exit as ended:
        status = ended.exit_code
    told = capsys.readouterr()
    *lines, last = told.out.splitlines()
    assert (status, "没有错误" in last) in {(1, False), (0, True)}, last
    lines = [line for line in lines if not READ_BACK.fullmatch(line)]
    assert [line for line in lines if not TOLD.match(line)] == []
    assert any(line.startswith("content") for line in lines) is (name not in SILENT)
    assert told.err == ""
    assert "program.fault" not in told.out
    assert not (tmp_path / "cache/reports").exists()


def test_a_serve_that_stays_tells_of_every_kind_and_shows_what_was_mended(tmp_path: Path) -> None:
    """A share: all kinds are shown one after another by `scripts/bench broken`."""
    with Resident(tmp_path) as serve:
        for kind in share(SHARE, 2):
            told = "".join(serve.show(kind))
            assert "Traceback" not in told
            assert "program.fault" not in told
        assert "都修好了，照常开会" in serve.mended("都修好了，照常开会。")
