"""Commands as an editor runs them, for the tables of their options."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from deliveries import settings_file
from newsroom.usage import run

DAY = "2013-10-08"
ISSUE = f"content/issues/{DAY}"
GLOSSARY = "simplified,traditional,kind,note\n山城,山城,place,\n"


def two_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper whose editor stands in its folder; another folder of copy, another settings file."""
    text = settings_file(tmp_path).read_text(encoding="utf-8")
    second = f'{text}\nPATH = "third"\nHOUSE["sections"] = [{{"id": "luyou", "name": "旅游"}}]\n'
    (tmp_path / "second.conf.py").write_text(second, encoding="utf-8")
    for content in ("content", "other", "third"):
        folder = tmp_path / content / "issues" / DAY
        folder.mkdir(parents=True)
        (folder / "issue.md").write_text("---\nnumber: 6\n---\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ended(command: str, app: typer.Typer | Callable[..., None], *words: str) -> int:
    """Run a command in this process; its status."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", [command, *words])
        with pytest.raises(SystemExit) as end:
            run(command, app)
    assert isinstance(end.value.code, int)
    return end.value.code


Main = Callable[[list[str]], int] | tuple[str, typer.Typer | Callable[..., None]]
"""What a command runs: its own function, or its name and the function that is run by it."""


def offered(capsys: pytest.CaptureFixture[str], main: Main) -> list[str]:
    """The options that the help of a command names, in order of the alphabet."""
    if isinstance(main, tuple):
        ended(*main, "--help")
    else:
        with pytest.raises(SystemExit):
            main(["--help"])
    told = re.findall(r"^ +(?:-\w, )?--([a-z-]+)", capsys.readouterr().out, re.MULTILINE)
    return sorted(told)
