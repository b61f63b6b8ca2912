"""What a forge runs for a paper: right by the forge's own schema, and right when it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bulletin.founding import FORMS, WORKFLOWS, workflow

SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}


@pytest.mark.parametrize("kind", WORKFLOWS)
def test_a_workflow_is_right_by_the_schema_of_its_forge(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("check_jsonschema", reason="the schemas come with it")
    ((name, text),) = workflow(kind)
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[kind], str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    file.write_text(text.replace("script:", "scrpt:").replace("runs-on:", "runs:"), "utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[kind], str(file)],
        capture_output=True,
        check=False,
    )
    assert checked.returncode != 0


def test_no_workflow_is_written_unasked() -> None:
    assert list(workflow("")) == []


@pytest.mark.parametrize("kind", WORKFLOWS)
def test_both_shells_stand_in_every_workflow_as_they_are_tested(kind: str) -> None:
    ((_, text),) = workflow(kind)
    said = yaml.safe_load(text)
    if kind == "github":
        runs = [step.get("run", "") for step in said["jobs"]["publish"]["steps"]]
        assert said[True]["schedule"]  # YAML reads the word `on` as yes
    else:
        runs = said["pages"]["script"]
    for name in ("publish", "ledger"):
        shell = (FORMS / f"ci/{name}.sh").read_text(encoding="utf-8")
        assert shell.strip() in [run.strip() for run in runs]


def run(name: str, folder: Path, status: int = 0) -> int:
    """Run one of the shells where `bulletin` ends with a status."""
    program = folder.parent / "bin/bulletin"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    program.chmod(0o755)
    shell = FORMS / f"ci/{name}.sh"
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "HOME": str(folder.parent)}
    return subprocess.run(["bash", "-e", shell], cwd=folder, env=env, check=False).returncode


@pytest.mark.parametrize(("status", "wanted"), [(0, 0), (3, 0), (1, 1), (2, 2)])
def test_what_is_withheld_stops_no_publication(tmp_path: Path, status: int, wanted: int) -> None:
    (tmp_path / "paper").mkdir()
    assert run("publish", tmp_path / "paper", status) == wanted


def test_the_ledger_is_committed_where_something_was_told(tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b"]
    paper, remote = tmp_path / "paper", tmp_path / "remote.git"

    def call(*words: str | Path) -> str:
        done = subprocess.run(
            [*git, *map(str, words)], cwd=tmp_path, check=True, capture_output=True, text=True
        )
        return done.stdout

    call("init", "-q", "--bare", "-b", "main", remote)
    call("clone", "-q", remote, paper)
    (paper / "content").mkdir()
    (paper / "content/a.md").write_text("a", encoding="utf-8")
    for words in (("add", "."), ("commit", "-q", "-m", "copy"), ("push", "-q", "-u", "origin")):
        call("-C", paper, *words, *(["HEAD:main"] if words[0] == "push" else []))
    assert run("ledger", paper) == 0
    assert call("-C", remote, "rev-list", "--count", "main").strip() == "1"
    (paper / "content/ledger").mkdir()
    (paper / "content/ledger/2026.jsonl").write_text("{}\n", encoding="utf-8")
    assert run("ledger", paper) == 0
    assert "[skip ci]" in call("-C", remote, "log", "-1", "--format=%s", "main")
