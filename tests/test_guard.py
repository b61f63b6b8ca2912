"""Whatever happens, a command ends with a status that says how, and an editor reads one line."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

import copydesk.command
import delivery.publishing
import edition.building
import edition.checking
import edition.host
import edition.serving
import hanzi.lines
import hanzi.proofing
import newsroom.starting
from edition.build import Build
from newsroom import guard, reading
from newsroom.faults import Reports, at_work_on, file_of, without_secrets
from newsroom.guard import MisusedError, guarded, speak_chinese
from newsroom.problems import ContentRefusedError, Outcome
from newsrooms import DAY, issue, item, small_newsroom, write
from presses import ROOT, built

FAULTS: list[Callable[[], BaseException]] = [
    lambda: RuntimeError("forced"),
    lambda: KeyError("x"),
    RecursionError,
    MemoryError,
    lambda: OSError(5, "I/O"),
]
NAMES = ["RuntimeError", "KeyError", "RecursionError", "MemoryError", "OSError"]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))


def script(
    name: str, *arguments: str | Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts as a user does."""
    command = [str(ROOT / "scripts" / name), *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **(env or {})},
    )


def reports(folder: Path) -> list[Path]:
    return sorted((folder / "cache/reports").glob("*.txt"))


# ---------------------------------------------------------------- the guard itself
@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_a_fault_is_one_line_with_the_file_the_cure_and_a_report(
    fault: Callable[[], BaseException], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, guarded("new"), at_work_on("content/a.md"):
        raise fault()
    assert ended.value.code == Outcome.REFUSED == 1
    (line,) = capsys.readouterr().err.splitlines()
    (report,) = reports(tmp_path)
    for part in ("content/a.md:0: program.fault: ", "这是程序的差错", str(report), "请"):
        assert part in line
    said = report.read_text(encoding="utf-8")
    assert "Traceback" in said
    assert "typst" in said


def test_a_fault_comes_back_to_the_same_report(tmp_path: Path) -> None:
    for _ in range(3):
        with pytest.raises(SystemExit), guarded("new"):
            raise RuntimeError
    assert len(reports(tmp_path)) == 1


def test_the_keyboard_ends_a_command_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, guarded("check"):
        raise KeyboardInterrupt
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""
    assert reports(tmp_path) == []


def test_what_a_command_decides_itself_passes_the_guard() -> None:
    for own in (SystemExit(3), typer.Exit(2), typer.BadParameter("so")):
        with pytest.raises(type(own)), guarded("check"):
            raise own


def test_wrong_use_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, guarded("check"):
        raise MisusedError("x", "没有这个文件夹", "请看看名字")
    assert ended.value.code == 2
    assert capsys.readouterr().err == "x: 没有这个文件夹，请看看名字\n"


def test_the_innermost_file_at_work_is_the_one_named() -> None:
    with pytest.raises(ValueError, match="a") as raised, at_work_on("out"), at_work_on("in"):
        raise ValueError("a")
    assert file_of(raised.value) == "in"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk", "utf-8"])
def test_messages_reach_a_terminal_of_any_locale(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding=encoding))
    speak_chinese()
    guard.say("稿件𠮷\ud800")
    told = raw.getvalue()
    readable = told.decode("gbk" if encoding == "gbk" else "utf-8")
    assert readable.startswith("稿件")


def test_a_report_bears_no_secret(tmp_path: Path) -> None:
    settings = {
        "SITENAME": "伊滨通讯",
        "DEPLOY": {"user": "web", "password": "hunter2", "keys": [{"api_key": "hunter3"}]},
        "TARGET": "ftp://web:hunter4@example.cn/x",
        "WECHAT_SECRET": "hunter5",
    }
    text = Reports(tmp_path, "build", settings).text(RuntimeError("x"))
    assert "伊滨通讯" in text
    assert "hunter" not in text
    assert without_secrets({"a": ("b",)}) == {"a": ["b"]}


def test_a_report_that_no_folder_takes_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "file", "x")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(file))
    assert "写不进磁盘" in Reports(file / "below").where(RuntimeError("x"))


# ---------------------------------------------------------------- every command
ALONE: Any = SimpleNamespace(args=[])  # a command's context without options for the host


def commands(folder: Path) -> dict[str, Callable[[], object]]:
    """Every command, called as its script does, and the deep function that is made to fail."""
    content = folder / "content"
    return {
        "check": lambda: edition.checking.check(content),
        "publish": lambda: delivery.publishing.publish(ALONE, content, folder / "out", yes=True),
        "serve": lambda: edition.serving.serve(content, folder / "out", 0),
        "new": lambda: newsroom.starting.issue("2014-01-02", content),
        "proof": lambda: hanzi.proofing.main(["--content", str(content)]),
        "convert": lambda: hanzi.lines.main(["--to", "hant"]),
        "build": lambda: edition.building.main([str(content), "--output", str(folder / "out")]),
        "import": lambda: copydesk.command.main([write(folder, "raw.txt", "来稿。")]),
    }


DEEP = {
    "check": (edition.checking, "inspect"),
    "publish": (delivery.publishing, "job_of"),
    "serve": (edition.serving, "rebuild"),
    "new": (newsroom.starting, "_numbers"),
    "proof": (hanzi.proofing, "entries"),
    "convert": (hanzi.lines, "Converter"),
    "build": (edition.host, "articles_of"),
    "import": (copydesk.command, "edit"),
}


@pytest.mark.parametrize("name", sorted(DEEP))
@pytest.mark.parametrize("fault", [*FAULTS, KeyboardInterrupt], ids=[*NAMES, "the keyboard"])
def test_no_command_ends_in_a_traceback(
    name: str,
    fault: Callable[[], BaseException],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    small_newsroom(tmp_path / "content")
    monkeypatch.chdir(tmp_path)

    def fail(*_: object, **__: object) -> object:
        raise fault()

    monkeypatch.setattr(*DEEP[name], fail)
    expected: tuple[type[BaseException], ...] = (SystemExit, typer.Exit)
    with pytest.raises(expected) as ended:
        commands(tmp_path)[name]()
    status = getattr(ended.value, "exit_code", getattr(ended.value, "code", None))
    assert status == (130 if fault is KeyboardInterrupt else 1)
    told = "".join(capfd.readouterr())
    assert "Traceback" not in told
    assert ("program.fault" in told) is (fault is not KeyboardInterrupt)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("fault", FAULTS[:4], ids=NAMES[:4])
def test_an_item_that_the_program_stumbles_over_is_named_with_all_other_problems(
    fault: Callable[[], BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "second", "绊脚的稿件。")
    item(content, "third", section="nowhere")
    read = reading.ItemReader.read

    def stumble(self: Any, data: bytes, *given: Any) -> Any:
        if "绊脚".encode() in data:
            raise fault()
        return read(self, data, *given)

    output, _ = built(small_newsroom(tmp_path / "other"), tmp_path, ["website"])
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    monkeypatch.setattr(reading.ItemReader, "read", stumble)
    with pytest.raises(ContentRefusedError) as refused:
        built(content, tmp_path, ["website"])
    told = {problem.file.rpartition("/")[2]: str(problem) for problem in refused.value.problems}
    assert "program.fault" in told["second.md"]
    assert "item.unknown-section" in told["third.md"]
    (report,) = reports(tmp_path)
    assert str(report) in told["second.md"]
    assert before == {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_a_draft_that_the_program_stumbles_over_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "second", status="draft")
    read = reading.ItemReader.read

    def stumble(self: Any, data: bytes, *given: Any) -> Any:
        if b"status: draft" in data:
            raise RuntimeError
        return read(self, data, *given)

    monkeypatch.setattr(reading.ItemReader, "read", stumble)
    _, build = built(content, tmp_path, ["website"])
    assert [problem.code.value for problem in build.problems.warnings] == ["program.fault"]


def test_a_fault_in_setting_refuses_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    monkeypatch.setattr(Build, "_editions", lambda *_: (_ for _ in ()).throw(RuntimeError("x")))
    with pytest.raises(ContentRefusedError) as refused:
        built(content, tmp_path, ["website"])
    assert [problem.code.value for problem in refused.value.problems.errors] == ["program.fault"]
    assert not (tmp_path / "output").exists()


def test_one_raw_file_that_cannot_be_worked_on_does_not_keep_the_others_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    bad, good = (write(tmp_path, f"{name}.txt", f"{name}来稿一段。") for name in ("bad", "good"))
    edit = copydesk.command.edit

    def stumble(raw: Any, *rest: Any) -> Any:
        if "bad" in repr(raw):
            raise RuntimeError("forced")
        return edit(raw, *rest)

    monkeypatch.setattr(copydesk.command, "edit", stumble)
    with pytest.raises(typer.Exit) as ended:
        copydesk.command.main([bad, good])
    assert ended.value.exit_code == 1
    told = capsys.readouterr()
    assert "bad.txt:0: program.fault" in told.err
    assert "drafts/good" in told.out


# ---------------------------------------------------------------- as a user runs them
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


@pytest.mark.parametrize("name", ["check", "build", "serve", "publish", "import", "new", "proof"])
def test_an_unknown_option_is_wrong_use(name: str) -> None:
    ran = script(name, "--no-such-option")
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
        ("del EDITIONS", "EDITIONS"),
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
    for more in ({}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1:strict"}):
        ran = script("check", content, env={**plain, **more})
        assert ran.returncode == 1
        assert "没有栏目" in ran.stdout
        made = script("build", content, "--output", tmp_path / "out", env={**plain, **more})
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
        command = [
            sys.executable,
            "-m",
            "pelican",
            str(content),
            "-s",
            str(ROOT / "pelican.conf.py"),
        ]
        made = [*command, "-o", str(tmp_path / "out"), *more]
        ran = subprocess.run(made, capture_output=True, encoding="utf-8", check=False)
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
            "WITHOUT_PDF=true",
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
