"""Files that a kept converter reads for the desk: RTF, ODT, and DOC and WPS of old (LibreOffice).

It runs in a folder of its own, with a profile of its own, and is stopped when it takes long.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from copydesk.codes import DeskCode, refused

PROGRAMS = ("soffice", "libreoffice", "/usr/lib/libreoffice/program/soffice")
PATIENCE = 90
"""Seconds that one file may take."""


def converted(name: str, data: bytes, kind: str, target: str = "docx") -> bytes:
    """A file as DOCX (or XLSX). kind: what it is, Chinese; raises CopyRefusedError."""
    program = next((found for each in PROGRAMS if (found := shutil.which(each))), None)
    if program is None:
        what = f"是{kind}文件，这台电脑没有装 LibreOffice，程序读不了"
        cure = f"请装上 LibreOffice 再导入，或用原来的程序另存为 {target.upper()}"
        raise refused(name, DeskCode.CONVERTER, what, cure)
    broken = refused(
        name, DeskCode.BROKEN, f"{kind}文件转换不了", f"请用原来的程序另存为 {target.upper()}"
    )
    with TemporaryDirectory(prefix="copydesk-") as folder:
        suffix = PurePosixPath(name).suffix.lower() or ".doc"
        source = Path(folder) / f"copy{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", target, "--outdir", folder),
            str(source),
        ]
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder, "LC_ALL": "C.UTF-8"}
        try:
            subprocess.run(  # noqa: S603 # the converter that is installed, and a file of our own
                command,
                check=False,
                capture_output=True,
                timeout=PATIENCE,
                env=environment,
                cwd=folder,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise broken from error
        made = Path(folder) / f"copy.{target}"
        if not made.is_file() or not made.stat().st_size:
            raise broken
        return made.read_bytes()
