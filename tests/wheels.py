"""The program as a user has it: a wheel, in an environment of its own outside the checkout.

The libraries come from the environment of the tests, by a `.pth` file, so that nothing is fetched;
the checkout itself is not on the path of the program.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

import loaded
from once import once
from presses import ROOT, share_templates

BUILD = "import sys, hatchling.build; print(hatchling.build.build_wheel(sys.argv[1]))"


def wheel(factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network, once in a run."""
    return next(once(factory, "wheel", _build).glob("*.whl"))


def _build(folder: Path) -> None:
    command = [sys.executable, "-c", BUILD, str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def installed(file: Path, folder: Path) -> Path:
    """An environment with the wheel; gives its folder for libraries."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    more = ["--no-deps", "--no-index", "--disable-pip-version-check", str(file)]
    subprocess.run([*pip, *more], check=True, capture_output=True)
    libraries = next((folder / "lib").glob("python*/site-packages"))
    (libraries / "locked.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return libraries


class User:
    """Somebody who has installed the program, and stands in a folder.

    home: where they live. moment: what their clock says, seconds; None for the machine's. hasty:
    their commands are copies of a process that has the program loaded. shares: their cache has the
    compiled templates of this run.
    """

    def __init__(
        self,
        environment: Path,
        home: Path,
        moment: int | None = None,
        *,
        hasty: bool = False,
        shares: bool = True,
    ) -> None:
        self._environment = environment
        self._is_hasty = hasty
        self._clock = {} if moment is None else {"SOURCE_DATE_EPOCH": str(moment)}
        self.home = home
        home.mkdir(parents=True, exist_ok=True)
        if shares:
            share_templates(home / ".cache/bulletin")

    def run(self, *words: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run `bulletin` as that user does."""
        program = self._environment / "bin" / "bulletin"
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        env = {**kept, **self._clock, "HOME": str(self.home)}
        if self._is_hasty:
            return loaded.run_installed(program, words, env=env, cwd=cwd or self.home)
        return subprocess.run(
            [program, *map(str, words)],
            cwd=cwd or self.home,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
