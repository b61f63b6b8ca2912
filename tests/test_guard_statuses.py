"""As a user runs them: every command ends with a status that says how, and never in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

import loaded
from faults_at_work import reports
from faults_at_work import script as started
from loaded import script
from newsroom import guard
from newsroom.guard import MisusedError
from newsrooms import DAY, issue, item, small_newsroom, write
from presses import ROOT, share_templates
from shares import share


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize("name", ["check", "build", "serve", "publish"])
@pytest.mark.parametrize("wrong", ["missing", "file"])
def test_a_content_folder_that_is_none_is_wrong_use(name: str, wrong: str, tmp_path: Path) -> None:
    write(tmp_path, "file", "x")
    ran = script(name, tmp_path / wrong)
    assert ran.returncode == 2, ran
    lines = (ran.stdout + ran.stderr).splitlines()
    assert len(lines) == 1
    assert wrong in lines[0]


def test_a_folder_that_will_not_open_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(MisusedError, match="权限"):
        guard.content_folder(tmp_path)


@pytest.mark.parametrize(
    "name", ["check", "build", "serve", "publish", "import", "new", "proof", "dummy"]
)
def test_an_unknown_option_is_wrong_use(name: str) -> None:
    ran = (started if name == "proof" else script)(name, "--no-such-option")
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("HOUSE = {", "不合 Python 的写法"),
        ("1 / 0", "ZeroDivisionError"),
        ('EDITIONS = ["zh-Klingon"]', "EDITIONS"),
        ('HOUSE["timezone"] = "Mars/Olympus"', "HOUSE.timezone"),
        ('ROOMS = {"press": {"photo_dpi": "many"}}', "photo_dpi"),
        ('UNSIGNED_NAMES = "perhaps"', "perhaps"),
        ('PUBLISHERS = ["no_such_room"]', "no_such_room"),
        ("PUBLISHERS = 7", "PUBLISHERS"),
        ('PUBLISHERS = ["no.such"]', "no"),
        ("del SITEURL", "SITEURL"),
    ],
)
def test_wrong_settings_are_wrong_use(tmp_path: Path, settings: str, said: str) -> None:
    content = small_newsroom(tmp_path / "content")
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    conf = write(tmp_path, "conf.py", f"{text}\nTHEME = {str(ROOT / 'theme')!r}\n{settings}\n")
    ran = script("build", content, "-s", conf, "--output", tmp_path / "out")
    assert ran.returncode == 2, ran.stderr
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr + ran.stdout
    assert not (tmp_path / "out").exists()


def test_check_is_read_on_a_terminal_that_knows_no_chinese(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "bad", section="nowhere")
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ways = ({}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1:strict"})
    for more in share(ways, 3):
        ran = started("check", content, env={**plain, **more})
        assert ran.returncode == 1
        assert "没有栏目" in ran.stdout
    made = started("build", content, "--output", tmp_path / "out", env=plain)
    assert made.returncode == 1
    assert "没有栏目" in made.stderr


def test_a_reader_who_has_read_enough_ends_it_without_a_word(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    for number in range(300):
        item(content, f"bad-{number}", section="nowhere")
    command = f"{ROOT}/scripts/check {content} | head -1; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        ["bash", "-c", command], capture_output=True, encoding="utf-8", check=False
    )
    assert ran.stderr == ""
    assert ran.stdout.splitlines()[-1] in {"141", "1"}


def test_a_build_that_is_interrupted_ends_quietly_and_changes_nothing(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    command = [sys.executable, "-m", "edition.building", str(content)]
    process = subprocess.Popen(
        [*command, "--output", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        # a run in the background of a shell has SIGINT ignored, and its children with it
        preexec_fn=partial(  # noqa: PLW1509 - no thread of the tests holds a lock here
            signal.signal, signal.SIGINT, signal.SIG_DFL
        ),
    )
    while not (tmp_path / "cache/store.sqlite3").exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 130, told
    assert "Traceback" not in told
    assert not (tmp_path / "out/index.html").exists()


def test_pelican_itself_ends_with_the_same_statuses(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")

    def pelican(*more: str) -> int:
        command = ["pelican", content, "-s", ROOT / "pelican.conf.py", "-o", tmp_path / "out"]
        ran = loaded.run([*command, *more])
        assert "Traceback" not in ran.stderr + ran.stdout
        return ran.returncode

    assert pelican("-e", "WITHOUT_PDF=true") == 0
    assert not list((tmp_path / "out").rglob("*.pdf"))
    assert pelican("-e", "FONT_FOLDERS=[]") == 3
    assert pelican("-e", 'EDITIONS=["x"]') == 2
    item(content, "bad", section="nowhere")
    assert pelican() == 1


def test_build_without_pdf_makes_everything_else(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    made = script("build", content, "--without-pdf", "--output", tmp_path / "out")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "out/hant/feed.xml").is_file()
    assert not list((tmp_path / "out").rglob("*.pdf"))
    assert ".pdf" not in (tmp_path / "out/2013/10/08/lead/index.html").read_text(encoding="utf-8")


def test_publishing_goes_on_for_what_is_good_and_says_what_is_not(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    theme = f"THEME = {str(ROOT / 'theme')!r}\nFONT_FOLDERS = []\n"
    conf = write(tmp_path, "conf.py", f"{text}\n{theme}")
    ran = script("publish", content, "--conf", conf, "--output", tmp_path / "out", "--yes")
    assert ran.returncode == 3, ran.stderr
    assert "没有设 hub" in ran.stdout
    assert "扣发 2 份" in ran.stderr
    item(content, "bad", section="nowhere")
    told = ["--conf", conf, "--output", tmp_path / "out", "--yes"]
    assert script("publish", content, *told).returncode == 1


def test_a_plugin_that_cannot_register_is_told_without_its_traceback(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    write(tmp_path, "broken_plugin.py", "def register():\n    raise RuntimeError('forced')\n")
    command = [sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / "pelican.conf.py")]
    ran = subprocess.run(
        [
            *command,
            "-o",
            str(tmp_path / "out"),
            "-e",
            'PLUGINS=["broken_plugin"]',
            'PUBLISHERS=["website"]',
            'EDITIONS=["zh-Hans"]',
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "COLUMNS": "300"},
    )
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "forced" in ran.stdout + ran.stderr
    assert len(reports(tmp_path)) == 1


def test_two_days_of_front_matter_that_no_calendar_has_end_in_no_traceback(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    issue(content, "2013-10-15", 2)
    path = content / "issues/2013-10-15/issue.md"
    path.write_text(path.read_text().replace("2013-10-15", "2013-02-30"), encoding="utf-8")
    for name, more in (("check", []), ("build", ["--without-pdf", "--output", tmp_path / "out"])):
        ran = script(name, content, *more)
        assert ran.returncode == 1
        assert "Traceback" not in ran.stdout + ran.stderr
        assert "2013-10-15/issue.md" in ran.stdout + ran.stderr
    assert DAY
