"""Which paper a command is about: its settings file, found from where the editor stands.

A settings file is looked for above the content folder that was named, then in the folder at hand
and those above it, as Git looks for its own; a checkout has its sample's at the end.
"""

from __future__ import annotations

import os
import runpy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.guard import MisusedError
from newsroom.misrun import misrun
from newsroom.program import PROGRAM, is_checkout

CONF = "pelican.conf.py"
CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as its settings file says it. content: the folder that was named, or its own."""

    conf: Path
    settings: Mapping[str, Any]
    content: Path

    @classmethod
    def of(cls, content: Path | None = None, conf: Path | None = None) -> Paper:
        """The paper that is meant; raises MisusedError where there is none, or none can be read."""
        file = conf_for(content, conf)
        settings = _run(file)
        own = settings.get("PATH", CONTENT)
        if not isinstance(own, str | Path) or not str(own):
            what, cure = f"PATH 写得不对（{own!r}）", f'请照这个样子写：PATH = "{CONTENT}"'
            raise MisusedError(str(file), what, cure)
        return cls(file, settings, named(content, None) or _plain(file.parent / str(own)))

    @property
    def sections(self) -> dict[str, str]:
        """Name by id of every section, in order; raises MisusedError where that can't be read."""
        try:
            return {one["id"]: one["name"] for one in self.settings["HOUSE"]["sections"]}
        except (LookupError, TypeError) as error:
            what = f"设置文件里读不出栏目（{error}）"
            raise MisusedError(str(self.conf), what, "请改正 HOUSE 里的 sections") from error


def conf_for(content: Path | None = None, conf: Path | None = None) -> Path:
    """The settings file that holds for a content folder, or here; raises MisusedError for none.

    content: as named, its issues folder or the folder of an issue; None for the paper's own. A
    paper's folder stands for the settings file in it, as either.
    """
    if conf is not None:
        return conf / CONF if _is_paper(conf) else conf
    if content is not None and _is_paper(content):
        return _plain(content.resolve() / CONF)
    try:
        here = Path.cwd()
    except OSError as error:
        what = "这里的文件夹已经不在了"
        raise MisusedError(os.curdir, what, "请到报纸的文件夹里来，再运行一次") from error
    near = [folder / CONF for folder in (here, *here.parents)]
    if content is not None:
        near[:0] = [folder / CONF for folder in content.resolve().parents]
    if is_checkout():
        near.append(PROGRAM / CONF)
    for file in near:
        if file.is_file():
            return _plain(file)
    what = f"这里没有报纸（没有 {CONF}）"
    raise MisusedError(str(here), what, "请到报纸的文件夹里来，或用 bulletin init 文件夹 办一份")


def content_of(content: Path | None = None, conf: Path | None = None) -> Path:
    """The content folder that is meant: the one that was named, or the paper's own."""
    if content is None:
        return Paper.of(None, conf).content
    return Paper.of(None, content).content if _is_paper(content) else content


def meant(argument: Path | None, option: Path | None, conf: Path | None) -> tuple[Path, Path]:
    """The settings file and the content folder that the words after a command mean.

    Raises MisusedError for two content folders, and where there is no paper.
    """
    content = named(argument, option)
    conf = conf_for(content, conf)
    return conf, content or content_of(None, conf)


def named(argument: Path | None, option: Path | None) -> Path | None:
    """The content folder that was named, in either way; raises MisusedError for two of them.

    Whoever names the folder of a paper means the copy of that paper.
    """
    if argument and option and argument.resolve() != option.resolve():
        what = f"稿件文件夹写了两个：{argument} 和 {option}"
        raise MisusedError("--content", what, "请只写一个")
    content = argument or option
    return content_of(content) if content else None


def _is_paper(folder: Path) -> bool:
    return (folder / CONF).is_file()


def _plain(path: Path) -> Path:
    """A path as short as an editor would write it: relative where it is below this folder."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def _run(conf: Path) -> dict[str, Any]:
    if not conf.is_file():
        raise MisusedError(str(conf), "没有这个设置文件", "请检查名字写得对不对")
    try:
        return runpy.run_path(str(conf))
    except (Exception, SystemExit) as error:  # the file is run: what it does wrong is a setting
        raise misrun(conf, error) from error
