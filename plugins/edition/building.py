"""`scripts/build`: Pelican, after a look at what it is given, so that a slip is told in a line."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from edition.unchanged import Command, told_again
from newsroom.guard import MisusedError, content_folder, guarded, say
from newsroom.helping import ChineseParser, asks_for_help
from newsroom.memory import keep_what_is_loaded, uncollected
from newsroom.misrun import misrun
from newsroom.paper import conf_for, named
from newsroom.program import PLUGINS, cache_folder
from newsroom.typed import called
from newsroom.usage import parsing

LEAVE_REMOVALS = "--leave-removals"
PREVIEW = "--preview"
PDF_LATER = "--pdf-later"
STANDBY = "--standby"  # of the preview: as `edition.residence` has it
UNCHANGED = "稿件、版式和程序都没有变，成品还是上一次的，不用重排"
FLAGS: Mapping[str, Mapping[str, Any]] = {
    "--without-pdf": {"WITHOUT_PDF": True},
    "--confirm-removals": {"REMOVALS": "confirmed"},
    LEAVE_REMOVALS: {"REMOVALS": "leave"},
    PREVIEW: {"PREVIEW": True},
    PDF_LATER: {"PDF_LATER": True},
}
"""What Pelican does not know: options of ours, and the settings they stand for."""
HELP = {
    "--without-pdf": "不排报纸的 PDF",
    "--confirm-removals": "一次删去很多文件，也照办",
    LEAVE_REMOVALS: "一次要删去很多文件的，先留着",
}
"""Those that an editor types."""
WITHOUT_PLUGINS = ("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looked for among all that is installed
UNREAD = Path("pelican.conf.py")  # Pelican wants a name; which file it is, is found out after


def main(arguments: Sequence[str]) -> None:
    """Build as Pelican would with the same arguments and our `FLAGS`; ends with its status."""
    os.environ.setdefault(*WITHOUT_PLUGINS)
    with guarded("build"):
        if asks_for_help(arguments):
            sys.stdout.write(help_of_build())
        elif STANDBY in arguments:
            from edition.residence import reside

            rest = [argument for argument in arguments if argument != STANDBY]
            reside(partial(_make, rest), partial(_make, rest, prepare=True))
        else:
            _make(arguments)


def _make(arguments: Sequence[str], *, prepare: bool = False) -> None:
    """Build, unless nothing has changed. prepare: read and set in any case, and publish nothing."""
    command = Command.now(arguments)
    told = None if prepare else told_again(command, cache_folder())
    if told is not None:
        say(f"{told}{UNCHANGED}")
        return
    with uncollected():
        import pelican

        import edition.host  # noqa: F401 - Pelican loads it by name

        keep_what_is_loaded()

        given, own = ours(arguments)
        with parsing("build"):
            options = pelican.parse_arguments(["-s", str(own.conf or UNREAD), *given])
        overrides = dict(options.overrides)
        path = Path(options.path) if options.path else None
        content = named(path, own.content)
        conf = conf_for(content, own.conf)
        if content:
            content = content_folder(content)
            if path and path != content:  # the paper's folder was named for its copy
                overrides["PATH"] = str(content.resolve())
            given += [] if path else [str(content)]
            if not options.output and "OUTPUT_PATH" not in overrides:
                given += ["-o", str(output_for(content, conf))]
        for flag in arguments:
            overrides |= FLAGS.get(flag, {})
        settings_of(conf, {**pelican.get_config(options), **overrides})
        asked = {"PREPARE": True} if prepare else {"COMMAND": [command.key, command.begun]}
        overrides |= {**asked, "CONF": str(conf)}
        more = [f"{name}={json.dumps(value)}" for name, value in overrides.items()]
        pelican.main(["-s", str(conf), *given, *(["-e", *more] if more else [])])


@dataclass(frozen=True, slots=True)
class Own:
    """Which paper the arguments mean. conf, content: None where they do not say."""

    conf: Path | None
    content: Path | None


def ours(arguments: Sequence[str]) -> tuple[list[str], Own]:
    """What is left for Pelican to understand, and which paper is meant."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--conf", "--settings", "-s", type=Path)
    parser.add_argument("--content", type=Path)
    with parsing("build"):
        own, given = parser.parse_known_args([one for one in arguments if one not in FLAGS])
    return given, Own(own.conf, own.content)


def help_of_build() -> str:
    """How a build is asked for; what else Pelican knows, it tells itself."""
    parser = ChineseParser(
        prog=called("build"),
        description="做出网站、订阅、日历和报纸。这是校样，告诉读者请用 publish。",
        epilog="Pelican 自己的选项也可以写，例如 -e WORKERS=1。",
    )
    parser.add_argument("path", nargs="?", metavar="稿件文件夹", help="不写是本报的")
    parser.add_argument("--content", metavar="文件夹", help="稿件文件夹，同上")
    parser.add_argument("--output", "-o", metavar="文件夹", help="成品放在哪里")
    parser.add_argument(
        "--conf", "-s", metavar="文件", help="设置文件，不写是这里的 pelican.conf.py"
    )
    for flag, words in HELP.items():
        parser.add_argument(flag, action="store_true", help=words)
    return parser.format_help()


def output_for(content: Path, conf: Path) -> Path:
    """Where a content folder is published when nobody says where.

    The settings' output folder is for the settings' own content. Any other content folder has one
    of its own beside it, `NAME.output`, so that a trial never replaces the paper.
    """
    settings = settings_of(conf)
    content, own = content.resolve(), Path(settings["PATH"]).resolve()
    if content == own:
        return Path(settings["OUTPUT_PATH"])
    beside = content.with_name(f"{content.name}.output")
    say(f"这不是 {conf.name} 里写的稿件文件夹，成品放在 {beside}")
    return beside


def build_apart(content: Path, output: Path, conf: Path, *flags: str) -> int:
    """Build in a process of its own; gives its exit status."""
    with started_apart(content, output, conf, *flags, stderr=None) as build:
        return build.wait()


def started_apart(
    content: Path,
    output: Path,
    conf: Path,
    *flags: str,
    as_of: datetime | None = None,
    stderr: int | None = subprocess.PIPE,
    stdin: int | None = None,
    stdout: int | None = None,
) -> subprocess.Popen[str]:
    """Begin to build in a process of its own, so that changed code counts.

    flags: of `FLAGS`, or STANDBY. as_of: the moment that the build takes for now. stderr: where it
    tells what is wrong, None for the terminal. stdin, stdout: where one that stands by is spoken
    to, and answers.
    """
    command = [sys.executable, "-m", "edition.building", str(content), "-s", str(conf)]
    environment = {**os.environ, "PYTHONPATH": str(PLUGINS), "PYTHONUTF8": "1"}
    if as_of is not None:
        environment["SOURCE_DATE_EPOCH"] = str(int(as_of.timestamp()))
    return subprocess.Popen(  # noqa: S603 - our own program
        [*command, "-o", str(output), *flags],
        env=environment,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def settings_of(conf: Path, overrides: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a settings file says; ends with status 2 where anything in it is wrong.

    Raises MisusedError where it is not there or can't be run, or the content folder is not there.
    """
    from pelican.settings import read_settings

    from edition.misset import misset, refuse_misset

    said = {**said_in(conf), **(overrides or {}), "CONF": str(conf)}
    if found := misset(said):
        refuse_misset(found)
    content_folder(conf.resolve().parent / said["PATH"])
    try:
        settings: dict[str, Any] = read_settings(str(conf), override=overrides or {})
    except Exception as error:  # what only Pelican knows to be wrong
        what = f"设置不对（{type(error).__name__}: {error}）"
        raise MisusedError(str(conf), what, "请照“设置一览”里的样子改") from error
    return settings


def said_in(conf: Path) -> dict[str, Any]:
    """What a settings file says, as it says it; raises MisusedError where it can't be run."""
    from pelican.settings import get_settings_from_file

    if not conf.is_file():
        raise MisusedError(str(conf), "没有这个设置文件", "请检查名字写得对不对")
    try:
        return dict(get_settings_from_file(str(conf)))
    except (Exception, SystemExit) as error:  # the file is run: what it does wrong is a setting
        raise misrun(conf, error) from error


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    finally:
        keep_what_is_loaded()  # the process ends: nothing of it is looked through once more
