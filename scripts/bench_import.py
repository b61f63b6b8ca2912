"""Imports copy that is much work, and prints what each file took and how it ended."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import typer
from heavy_copy import HEAVY
from typer.testing import CliRunner

from copydesk.command import app

LONGEST = 10.0
"""Seconds of the processor that no file may take."""


def main(names: list[str]) -> int:
    """Import the named files, or all of them; 1 if one took too long or ended in a fault."""
    failed = False
    with TemporaryDirectory() as folder:
        for name in names or HEAVY:
            path = Path(folder) / name
            path.write_bytes(HEAVY[name](1.0))
            begun = time.process_time()
            done = CliRunner().invoke(app, [str(path), "--into", f"{folder}/out-{name}"])
            took = time.process_time() - begun
            wrong = took > LONGEST or done.exit_code not in {0, 1} or "fault" in done.stderr
            failed = failed or wrong
            told = done.stderr.strip().split("\n")[-1][-70:] if done.exit_code else ""
            typer.echo(f"{'!' if wrong else ' '} {took:5.1f} s  {name:24} {told}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
