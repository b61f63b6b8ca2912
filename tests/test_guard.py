"""Whatever happens inside a command, an editor reads one line, and a maintainer one report."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from rich.console import Console
from rich.file_proxy import FileProxy

import copydesk.command
import delivery.publishing
import edition.building
import edition.checking
import edition.host
import edition.preview
import hanzi.lines
import hanzi.proofing
import newsroom.starting
import press.dummycommand
from faults_at_work import FAULTS, NAMES, reports
from newsroom import guard, reading
from newsroom.faults import Reports, at_work_on, file_of, without_secrets
from newsroom.guard import MisusedError, guarded, speak_chinese
from newsroom.problems import ContentRefusedError, Outcome, ProblemList
from newsrooms import DAY, item, small_newsroom, write
from presses import ROOT, built, pages_alone, share_templates


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share_templates(tmp_path / "cache")
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))


# ---------------------------------------------------------------- the guard itself
@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 141, ""),
        (MisusedError("--page", "没有这一版", "请写别的"), 2, "没有这一版"),
        (ContentRefusedError(ProblemList()), 1, ""),
        (PermissionError(13, "Permission denied", "a/b.md"), 2, "a/b.md: 读写不成（"),
        (OSError(28, "No space left on device", "cache/x"), 2, "cache/x: 读写不成（"),
        (OSError("of no file"), 1, "program.fault"),
        (LookupError("x"), 1, "program.fault"),
    ],
    ids=lambda one: type(one).__name__ if isinstance(one, BaseException) else "",
)
def test_how_a_command_ends_is_told_by_its_status(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended, guarded("new"):
        raise error
    assert ended.value.code == status
    err = capsys.readouterr().err
    assert said in err
    assert bool(err) is bool(said)


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
        "serve": lambda: edition.preview.serve(content, folder / "out", 0),
        "new": lambda: newsroom.starting.issue("2014-01-02", content),
        "dummy": lambda: press.dummycommand.dummy(DAY, content=content),
        "proof": lambda: hanzi.proofing.main(["--content", str(content)]),
        "convert": lambda: hanzi.lines.main(["--to", "hant"]),
        "build": lambda: edition.building.main([str(content), "--output", str(folder / "out")]),
        "import": lambda: copydesk.command.main([write(folder, "raw.txt", "来稿。")]),
    }


DEEP = {
    "check": (edition.checking, "inspect"),
    "publish": (delivery.publishing, "job_of"),
    "serve": (edition.preview, "saves_in"),
    "new": (newsroom.starting, "_numbers"),
    "dummy": (press.dummycommand, "editions_of"),
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

    def stumble(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr("edition.build.editions_of", stumble)
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


def test_a_command_speaks_while_its_host_draws_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a terminal Pelican's status line stands before stdout, and has no encoding of its own."""
    terminal = Console(file=io.StringIO(), force_terminal=True)
    drawn = FileProxy(terminal, sys.stdout)
    monkeypatch.setattr(sys, "stdout", drawn)
    with guarded("build"):
        sys.stdout.write("稿\n")
    drawn.flush()
    assert isinstance(terminal.file, io.StringIO)
    assert "稿" in terminal.file.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_paper_is_made_on_a_terminal_as_in_a_pipe(tmp_path: Path) -> None:
    import pty

    content = small_newsroom(tmp_path / "content")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "edition.building", str(content)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), "TERM": "xterm"}
    with subprocess.Popen(  # our own program
        [*command, "-o", str(tmp_path / "output"), "-s", str(pages_alone(tmp_path))],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    ) as build:
        os.close(theirs)
        said = b""
        with suppress(OSError):  # a terminal whose last program has ended
            while part := os.read(ours, 4096):
                said += part
        os.close(ours)
    assert build.returncode == 0, said.decode(errors="replace")
    assert (tmp_path / "output/index.html").is_file()
