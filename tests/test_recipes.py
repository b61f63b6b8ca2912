"""The recipes of plugins/README.md do what they promise, carried out in a scratch copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsrooms import DAY, small_newsroom
from presses import ROOT

README = ROOT / "plugins/README.md"
STEP = re.compile(
    r"^(?:New file `(?P<new>[^`]+)`"
    r"|In `(?P<file>[^`]+)`, before (?P<fence>`+)(?P<line>.+?)(?P=fence)):\n\n"
    r"```(?:python)?\n(?P<text>.+?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which every recipe was carried out."""
    folder = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("__pycache__", "screenshots")
    for name in ("plugins", "theme", "content/pages"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pelican.conf.py", folder)
    steps = list(STEP.finditer(README.read_text(encoding="utf-8")))
    assert len(steps) == 7
    for step in steps:
        path = folder / (step["new"] or step["file"])
        if step["new"]:
            path.parent.mkdir(parents=True)
            path.write_text(step["text"], encoding="utf-8")
            continue
        text, line = path.read_text(encoding="utf-8"), f"{step['line'].rstrip()}\n"
        assert line in text, line
        apart = "\n" if path.suffix == ".md" else ""
        at = text.index(line)
        path.write_text(f"{text[:at]}{step['text']}{apart}{text[at:]}", encoding="utf-8")
    return folder


def run(house: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python in the house."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=house,
        env={
            **os.environ,
            "PYTHONPATH": str(house / "plugins"),
            "PRESS_CACHE": str(house / "cache"),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_new_output_is_made_in_every_script(house: Path) -> None:
    content = small_newsroom(house / "trial")
    built = run(house, "-m", "edition.building", content, "--without-pdf", "-o", house / "out")
    assert built.returncode == 0, built.stderr
    for folder in ("out", "out/hant"):
        table = house / folder / f"lengths-{DAY}.csv"
        assert table.read_text(encoding="utf-8") == "lead,6\n"


def test_a_new_setting_is_known_checked_and_told(house: Path) -> None:
    code = (
        "from edition.misset import misset; from bulletin.defaults import *;"
        "house = {'slug': 'a', 'sections': [{'id': 'a', 'name': '甲'}]};"
        "own = dict(SITENAME='a', SITEURL='https://a.cn', HOUSE=house);"
        "given = {n: v for n, v in globals().items() if n.isupper()} | own;"
        "print(len(misset(given)), *misset(given | {'PAID_BY_WORDS': 1, 'PAID_BY_WORD': 'x'}))"
    )
    told = run(house, "-c", code)
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("0 ")
    assert "是不是 PAID_BY_WORD" in told.stdout
    assert "True 或 False" in told.stdout


def test_a_new_message_has_its_entry(house: Path) -> None:
    code = "from newsroom.codes import Code; print(Code.of('issue.too-thin').name)"
    assert run(house, "-c", code).stdout == "TOO_THIN\n"
    page = (house / "content/pages/problems.md").read_text(encoding="utf-8")
    entry = r"^### `issue\.too-thin`\n\n.+\n\n- 例如：.+\n- 怎么办：.+\n\n### "
    assert re.search(entry, page, re.MULTILINE)


def test_a_new_paper_size_can_be_named(house: Path) -> None:
    code = (
        "from bulletin.answers import answered;"
        "print(answered('报', '', 'https://a.cn', '要闻', '四开', '简体').papers)"
    )
    told = run(house, "-c", code)
    assert told.stdout == "('4k',)\n", told.stderr


def test_the_table_of_rooms_is_whole() -> None:
    rooms = {path.parent.name for path in (ROOT / "plugins").glob("*/__init__.py")}
    table = README.read_text(encoding="utf-8").partition("| --- |")[2].partition("\n\n")[0]
    assert rooms - {"newsroom_art"} <= set(re.findall(r"`(\w+)`", table))
    for files, room in re.findall(r"^\| `(\w+)` \|.*\| (.+) \|$", table, re.MULTILINE):
        for file in re.findall(r"`(\w+\.py)`", room):
            assert (ROOT / "plugins" / files / file).is_file(), (files, file)
