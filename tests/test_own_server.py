"""A paper on a server of its own: the container, and what runs it by the clock."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

from machine import lacking
from newsrooms import small_newsroom, write
from presses import ROOT, own_cache

RECIPE = ROOT / "Containerfile"
INSTRUCTION = re.compile(r"^([A-Z]+) ((?:.*\\\n)*.*)$", re.MULTILINE)
HANDBOOK = ROOT / "content/pages/handbook.md"


def instructions() -> list[tuple[str, str]]:
    """The instructions of the container's recipe, in order."""
    return INSTRUCTION.findall(RECIPE.read_text(encoding="utf-8"))


def test_a_linter_finds_nothing_in_the_recipe(tmp_path: Path) -> None:
    beside = Path(sys.executable).parent / "hadolint"
    linter = str(beside) if beside.is_file() else shutil.which("hadolint")
    if linter is None:
        lacking("hadolint is not here")

    def linted(file: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([linter, str(file)], capture_output=True, text=True, check=False)

    found = linted(RECIPE)
    assert found.returncode == 0, found.stdout
    worse = RECIPE.read_text(encoding="utf-8").replace("python:3.13-slim-trixie", "python:latest")
    assert "DL3007" in linted(write(tmp_path, "Containerfile", worse)).stdout


def test_the_recipe_is_from_the_lock_and_runs_as_nobody_in_particular() -> None:
    said = instructions()
    names = [name for name, _ in said]
    assert names[0] == "FROM"
    assert names.count("FROM") == 1
    assert "ADD" not in names
    assert re.fullmatch(r"python:3\.[0-9]+-slim-[a-z]+", said[0][1])  # no address of a registry
    (installed,) = (words for name, words in said if name == "RUN" and "pip install" in words)
    assert "--require-hashes -r requirements.txt" in installed
    assert dict(said)["USER"].isdecimal()
    assert names.index("USER") > max(at for at, name in enumerate(names) if name == "RUN")
    assert "没有真正运行过" in HANDBOOK.read_text(encoding="utf-8")


def test_what_the_recipe_copies_is_the_whole_program(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.mkdir()
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for source, target in (words.split() for name, words in instructions() if name == "COPY"):
        assert f"!{source}" in kept
        if (ROOT / source).is_dir():
            ignored = shutil.ignore_patterns("screenshots")
            shutil.copytree(ROOT / source, program / target, ignore=ignored)
        else:
            shutil.copy(ROOT / source, program / target)
    paper = tmp_path / "paper"
    small_newsroom(paper / "content")
    own = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    own = own.replace("import sys", "").replace("sys.path", "[]")
    write(paper, "pelican.conf.py", f'{own}\nEDITIONS = ["zh-Hans"]\n')
    told = subprocess.run(
        [sys.executable, "-m", "bulletin", "build", "--without-pdf"],
        cwd=paper,
        env={**own_cache(tmp_path), "PYTHONPATH": str(program / "plugins"), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert (paper / "output/index.html").is_file()
    assert dict(instructions())["ENTRYPOINT"] == '["python", "-m", "bulletin"]'


def test_the_units_of_the_handbook_are_right(tmp_path: Path) -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    units = re.findall(r"^```\n# 文件：\S+/(bulletin\.\w+)\n(.+?)^```$", text, re.M | re.S)
    assert [name for name, _ in units] == ["bulletin.service", "bulletin.timer"]
    by_cron = re.search(r"^\*/30 .* && (.+)$", text, re.MULTILINE)
    assert by_cron is not None
    assert f"ExecStart={by_cron.group(1)}\n" in units[0][1]  # cron knows no PATH of a user's
    for name, unit in units:
        parsed = configparser.ConfigParser(interpolation=None)
        parsed.optionxform = str  # type: ignore[assignment,method-assign] # as its documentation says
        parsed.read_string(unit)
        assert parsed["Unit"]["Description"]
        if name == "bulletin.service":
            assert parsed["Service"]["SuccessExitStatus"] == "3"
            assert parsed["Service"]["ExecStart"].endswith(" publish --yes --to www")
        here = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", unit)
        write(tmp_path, name, here.replace("User=press", "User=root"))
    if shutil.which("systemd-analyze"):
        told = subprocess.run(
            ["systemd-analyze", "verify", *(str(tmp_path / name) for name, _ in units)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert not re.search(r"bulletin\.(?:service|timer)", told.stderr), told.stderr
