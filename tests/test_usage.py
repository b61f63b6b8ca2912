"""Whoever calls a command wrong reads one line in Chinese, and no traceback or usage."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys

import pytest

import loaded
from newsroom.guard import MisusedError
from newsroom.usage import parsing
from presses import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
MODULES = {
    "build": "edition.building",
    "publish": "delivery.publishing",
    "check": "edition.checking",
    "serve": "edition.preview",
    "import": "copydesk",
    "new": "newsroom.starting",
}
WRONG = [
    ("build --bogus", "--bogus"),
    ("build --log-handler odd", "--log-handler 不能是"),
    ("build -o", "-o/--output 后面缺了"),
    ("build -p many", "-p/--port 的值不对"),
    ("publish --bogus --yes", "--bogus"),
    ("publish --to www --back --bogus", "--bogus"),
    ("publish --to", "--to 后面缺了"),
    ("publish content two three", "two three"),
    ("check --bogus", "--bogus"),
    ("check one two", "多写了 two"),
    ("check --link", "--links"),
    ("check --links=yes", "--links 后面不用写值"),
    ("serve --port x", "--port 写得不对"),
    ("import", "来稿"),
    ("import --bogus x", "--bogus"),
    ("new", "没有写要做什么"),
    ("new paper", "没有 paper 这个命令"),
    ("new item", "缺了"),
    ("convert --bogus", "缺了 --to"),
    ("convert --to xx", "--to 不能是 'xx'"),
    ("proof --bogus", "--bogus"),
]


@pytest.mark.parametrize(("words", "told"), WRONG)
def test_a_command_that_is_called_wrong_says_so_in_one_chinese_line(words: str, told: str) -> None:
    command, *more = words.split()
    if command in MODULES:
        result = loaded.run([MODULES[command], *more], cwd=ROOT)
    elif command == "convert":
        result = _started([str(ROOT / "scripts/convert"), *more])
    else:
        program = "import sys; from hanzi.proofing import main; sys.exit(main())"
        result = _started(["-c", program, *more])
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"scripts/{command}: ")
    assert result.stderr.count("\n") == 1
    assert told in result.stderr
    assert HAN.search(result.stderr)
    assert f"scripts/{command} --help" in result.stderr


def _started(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.share(3)
@pytest.mark.parametrize("command", sorted(MODULES))
def test_help_is_still_given(command: str) -> None:
    result = _started(["-m", MODULES[command], "--help"])
    assert result.returncode == 0
    assert "--help" in result.stdout


def test_what_argparse_says_of_wrong_words_is_told_and_help_and_a_version_pass(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = argparse.ArgumentParser("x")
    parser.add_argument("--version", action="version", version="5.0")
    with pytest.raises(SystemExit) as ended, parsing("build"):
        parser.parse_args(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == "5.0\n"
    with pytest.raises(MisusedError) as told, parsing("build"):
        parser.parse_args(["--bogus"])
    assert "--bogus" in str(told.value)
    with parsing("build"):
        sys.stderr.write("看一看\n")
    assert capsys.readouterr() == ("", "看一看\n")
