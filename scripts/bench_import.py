"""Imports copy that is much work, and prints what each file took and how it ended.

With --bytes every file is of so many bytes, ordinary copy (`large_copy`) is among them, and the
whole command is measured, its start with it; else the files are as `heavy_copy` has them.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from heavy_copy import HEAVY
from large_copy import LARGE
from typer.testing import CliRunner

from copydesk.command import app as command

LONGEST = 10.0
"""Seconds of the processor that no file may take."""

app = typer.Typer(add_completion=False)

_Imported = tuple[float, int, str]
"""Seconds of the processor, status, and what stood last in the errors."""


@app.command()
def main(
    names: Annotated[list[str] | None, typer.Argument(help="of files; all where none")] = None,
    *,
    size: Annotated[int, typer.Option("--bytes", help="of text in each file")] = 0,
) -> None:
    """Import the named files, or all of them; status 1 if one took too long or ended in a fault."""
    failed = False
    run = _whole if size else _within
    with TemporaryDirectory() as folder:
        for name, data in _files(names or [], size):
            path = Path(folder) / name
            path.write_bytes(data)
            took, status, told = run(path, Path(folder) / f"out-{name}")
            wrong = took > LONGEST or status not in {0, 1} or "fault" in told
            failed = failed or wrong
            said = told.strip().split("\n")[-1][-70:] if status else ""
            typer.echo(f"{'!' if wrong else ' '} {took:5.1f} s  {name:24} {said}")
    raise typer.Exit(int(failed))


def _files(names: list[str], size: int) -> Iterator[tuple[str, bytes]]:
    for name in names or [*HEAVY, *(LARGE if size else ())]:
        if name in LARGE:
            yield name, LARGE[name](size or 1_000_000)
        else:
            yield name, _scaled(HEAVY[name], size) if size else HEAVY[name](1.0)


def _scaled(make: Callable[[float], bytes], size: int) -> bytes:
    """A file of about so many bytes of text, by what a twentieth more of it adds."""
    less, more = (_text_in(make(part)) for part in (0.05, 0.1))
    return make(size / (more - less) * 0.05)


def _text_in(data: bytes) -> int:
    """Bytes of text, those of a Word file unpacked."""
    if not data.startswith(b"PK"):
        return len(data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.getinfo("word/document.xml").file_size


def _within(path: Path, out: Path) -> _Imported:
    begun = time.process_time()
    done = CliRunner().invoke(command, [str(path), "--into", str(out)])
    return time.process_time() - begun, done.exit_code, done.stderr


def _whole(path: Path, out: Path) -> _Imported:
    before = _spent()
    asked = [sys.executable, "-m", "copydesk", str(path), "--into", str(out)]
    done = subprocess.run(  # noqa: S603 # this program and a file that was made here
        asked, capture_output=True, text=True, check=False
    )
    return _spent() - before, done.returncode, done.stderr


def _spent() -> float:
    """Seconds of the processor that the processes have taken which this one has started."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


if __name__ == "__main__":
    sys.exit(app())
