"""The same folder makes the same bytes: on two days, in two places, under two locales and zones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import loaded
from edition.manifest import LOCK, MANIFEST, MARKER, STAGING
from mortal import End, lived
from newsrooms import issue, item, picture, write
from presses import ROOT, share_templates
from shares import leading

CONF = ROOT / "pelican.conf.py"


def newsroom(content: Path, issues: int = 2) -> Path:
    """Issues with a photo and briefs."""
    for number, day in enumerate(("2013-10-08", "2013-10-15")[:issues], 1):
        issue(content, day, number)
        write(content, f"issues/{day}/a.jpg", picture(size=(900, 600)))
        photos = [{"file": "a.jpg", "alt": "会场", "caption": "会场一角。"}]
        item(content, "lead", "市长发表讲话。\n\n干部于红杰参加。" * 8, day, photos=photos, rank=1)
        item(content, "briefs", "甲事。（贾华伟）\n\n---\n\n乙事。（付晓鸣）", day, kind="brief")
    return content


def press(content: Path, output: Path, *options: str, **environment: str) -> subprocess.Popen[str]:
    """A build in a process of its own."""
    command = [sys.executable, "-m", "pelican", str(content), "-s", str(CONF), "-o", str(output)]
    cache = output.parent / f"cache-{output.name}"
    if not environment:  # one machine's; templates are compiled anew in another time and place
        share_templates(cache)
    return subprocess.Popen(
        [*command, *options],
        env={**os.environ, "PRESS_CACHE": str(cache), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=output.parent,
    )


def pressed(content: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The same build, run to its end in a copy of a process that has the program loaded."""
    cache = output.parent / f"cache-{output.name}"
    share_templates(cache)
    words = ["pelican", content, "-s", CONF, "-o", output, *options]
    return loaded.run(words, env={"PRESS_CACHE": str(cache)}, cwd=output.parent)


def until(content: Path, output: Path, last: int, *options: str) -> End:
    """The same build in a process that dies when it has touched something for the last time."""
    cache = output.parent / f"cache-{output.name}"
    share_templates(cache)
    words = [content, "-s", CONF, "-o", output, *options]
    return lived("pelican", words, last, {"PRESS_CACHE": str(cache)}, output.parent)


def tree_of(output: Path) -> dict[str, bytes]:
    """Every published file."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def finished(process: subprocess.Popen[str]) -> None:
    """Wait for a build to end well."""
    told, _ = process.communicate()
    assert process.returncode == 0, told


def test_two_builds_are_identical_pdfs_included(tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content", issues=1)
    elsewhere = tmp_path / "somewhere" / "else"
    shutil.copytree(content, elsewhere / "content")
    for path in elsewhere.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    one = tmp_path / "one"
    two = elsewhere / "two"
    here = {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}
    there = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "7", "LANG": "zh_CN.UTF-8"}
    script = ("-e", 'EDITIONS=["zh-Hant"]')  # made of the other one: all that is converted
    finished(press(content, one, *script, **here))
    finished(press(elsewhere / "content", two, *script, **there))
    made = tree_of(one)
    assert any(path.endswith(".pdf") for path in made)
    assert made == tree_of(two)


def test_a_build_killed_at_any_moment_is_healed_by_the_next(tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content", issues=1)
    clean, torn = tmp_path / "clean", tmp_path / "torn"
    without_pdf = ("-e", 'PUBLISHERS=["reception","syndication","search","website"]')
    whole = until(content, clean, 0, *without_pdf).touches
    for part in leading((0.8, 0.6, 0.5, 0.7, 0.9), 2):
        assert until(content, torn, round(whole * part), *without_pdf).killed
        item(content, "lead", f"杀掉之后又改了一次：{part}。", "2013-10-08", rank=1)
    for output in (clean, torn):
        made = pressed(content, output, *without_pdf)
        assert made.returncode == 0, made.stderr
    assert tree_of(torn) == tree_of(clean)
    assert not (torn / STAGING).exists()


@pytest.mark.parametrize("before_it", [False, True], ids=["no site yet", "a site before"])
def test_a_refused_build_ends_with_1_and_leaves_the_output_as_it_was(
    tmp_path: Path, *, before_it: bool
) -> None:
    content = newsroom(tmp_path / "content", issues=1)
    output = tmp_path / "output"
    if before_it:
        pressed(content, output, "-e", 'PUBLISHERS=["website"]')
    before = tree_of(output)
    assert bool(before) is before_it
    item(content, "lead", "<script>alert(1)</script>", "2013-10-08")
    item(content, "briefs", section="nowhere", day="2013-10-08")
    made = pressed(content, output, "-e", 'PUBLISHERS=["website"]')
    told = made.stdout + made.stderr
    assert made.returncode == 1
    assert "content/issues/2013-10-08/lead.md:6: body.html: " in told
    assert "content/issues/2013-10-08/briefs.md:3: item.unknown-section: " in told
    assert "Traceback" not in told
    assert tree_of(output) == before


def test_the_manifest_names_every_published_file(tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content", issues=1)
    output = tmp_path / "output"
    made = pressed(content, output, "-e", 'PUBLISHERS=["syndication","website"]')
    assert made.returncode == 0, made.stderr
    named = json.loads((output / MANIFEST).read_text(encoding="utf-8")).keys()
    assert {*named, MANIFEST, MARKER, LOCK} == tree_of(output).keys()
