"""`scripts/build`: Pelican, after a look at what it is given, so that a slip is told in a line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsroom.guard import MisusedError, content_folder, guarded

ROOT = Path(__file__).resolve().parents[2]
CONF = ROOT / "pelican.conf.py"
WITHOUT_PDF = "--without-pdf"


def main(arguments: Sequence[str]) -> None:
    """Build as Pelican would with the same arguments, and `--without-pdf`; ends with its status."""
    with guarded("build"):
        import pelican

        given = [argument for argument in arguments if argument != WITHOUT_PDF]
        options = pelican.parse_arguments(["-s", str(CONF), *given])
        if options.path:
            content_folder(Path(options.path))
        overrides = dict(options.overrides)
        if len(given) != len(arguments):
            overrides["WITHOUT_PDF"] = True
        settings_of(Path(options.settings), {**pelican.get_config(options), **overrides})
        more = [f"{name}={json.dumps(value)}" for name, value in overrides.items()]
        pelican.main(["-s", str(CONF), *given, *(["-e", *more] if more else [])])


def build_apart(content: Path, output: Path, conf: Path = CONF) -> int:
    """Build in a process of its own, so that changed code counts; gives its exit status."""
    command = [sys.executable, "-m", "edition.building", str(content), "-s", str(conf)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    return subprocess.run(  # noqa: S603 - our own program
        [*command, "-o", str(output)], check=False, env=environment
    ).returncode


def settings_of(conf: Path, overrides: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a settings file says; raises MisusedError where it is not there or can't be run."""
    from pelican.settings import read_settings

    if not conf.is_file():
        raise MisusedError(str(conf), "没有这个设置文件", "请检查名字写得对不对")
    try:
        settings: dict[str, Any] = read_settings(str(conf), override=overrides or {})
    except SyntaxError as error:
        what = f"第{error.lineno}行不合 Python 的写法（{error.msg}）"
        raise MisusedError(str(conf), what, "请看看引号、逗号和括号是不是成对") from error
    except Exception as error:  # the file is run: whatever it does wrong is a wrong setting
        what = f"设置读不出来（{type(error).__name__}: {error}）"
        raise MisusedError(str(conf), what, "请照原来的样子改回去") from error
    return settings


if __name__ == "__main__":
    main(sys.argv[1:])
