"""Takes kits of the layout room through LibreOffice and back, and reads what it makes of them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from copydesk.desk import edit
from copydesk.drafts.markdown import body_of
from copydesk.sources.reading import read_copy
from kits.documents import paragraphs_of
from kits.returned import differences

KINDS = ("docx", "odt", "rtf", "doc")


def main(
    kits: Annotated[Path, typer.Argument(help="the folder of kits that a build has made")],
) -> None:
    """Print what is lost on the way: words by `scripts/returned`, items and texts by import."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise typer.BadParameter("LibreOffice is not installed: apt-get install libreoffice-writer")
    lost = 0
    for name, data in _manuscripts(kits):
        heads = _headlines(name, data)
        for kind in KINDS:
            with tempfile.TemporaryDirectory() as folder:
                made = _saved_as(kind, data, Path(folder), program)
            told = (
                []
                if kind != "docx"
                else list(differences(paragraphs_of(data), paragraphs_of(made)))
            )
            missing = [head for head in heads if head not in _headlines(f"a.{kind}", made)]
            if kind == "docx" and _bodies(data) != _bodies(made):
                told.append("稿件的正文（列表、链接、粗体……）变了")
            lost += len(told) + len(missing)
            typer.echo(
                f"{name} as {kind}: {len(told)} changes, {len(missing)} of {len(heads)} lost"
            )
            for line in (*told, *missing):
                typer.echo(f"  {line}")
    raise typer.Exit(bool(lost))


def _manuscripts(kits: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(kits.glob("*.zip")):
        with zipfile.ZipFile(path) as kit:
            for name in kit.namelist():
                if name.endswith(".docx"):
                    yield f"{path.stem}/{name}", kit.read(name)


def _headlines(name: str, data: bytes) -> list[str]:
    return [piece.headline.text for piece in edit(read_copy(Path(name).name, data)).pieces]


def _bodies(data: bytes) -> list[str]:
    """The texts as drafts have them, with their lists, links and bold words."""
    return [body_of(piece) for piece in edit(read_copy("kit.docx", data)).pieces]


def _saved_as(kind: str, data: bytes, folder: Path, program: str) -> bytes:
    """A document as somebody's LibreOffice saves it."""
    source = folder / "in" / "kit.docx"
    source.parent.mkdir()
    source.write_bytes(data)
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - found above
    return (folder / f"kit.{kind}").read_bytes()


if __name__ == "__main__":
    typer.run(main)
