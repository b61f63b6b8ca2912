"""A press for tests: editions of a content folder, and whole builds, without Pelican."""

from __future__ import annotations

import os
import runpy
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from edition.build import Build, Job, build, scripts_of
from edition.house import House
from newsroom.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edition.model import Edition
    from edition.tree import OutputTree
    from newsroom.kinds import Script

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def settings() -> dict[str, Any]:
    """The settings of the sample publication."""
    return runpy.run_path(str(ROOT / "pelican.conf.py"))


def pages_alone(folder: Path) -> Path:
    """A settings file in a folder, like the sample's, for the pages of one script and no more."""
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    less = 'EDITIONS = ["zh-Hans"]\nPUBLISHERS = ["reception", "website"]\n'
    folder.mkdir(parents=True, exist_ok=True)
    conf = folder / "conf.py"
    conf.write_text(f"{text}\nTHEME = {str(ROOT / 'theme')!r}\n{less}", encoding="utf-8")
    return conf


def fonts() -> tuple[Path, ...]:
    """The folders of type that this machine has."""
    named = [ROOT / name for name in settings()["FONT_FOLDERS"]]
    return tuple(path for path in named if path.is_dir())


def job(
    content: Path,
    folder: Path,
    rooms: Sequence[str] | None = None,
    house_name: str | None = None,
    papers: Sequence[str] = (),
    **changes: Any,
) -> Job:
    """A job for a content folder; output and cache lie in `folder`.

    papers: sizes that are printed; none for all that there are.
    """
    conf = settings()
    named = {"name": conf["SITENAME"] if house_name is None else house_name}
    named |= {"site": conf["SITEURL"], **({"papers": papers} if papers else {})}
    made = Job(
        content=content,
        output=folder / "output",
        theme=ROOT / "theme",
        cache=folder / "cache",
        house=House.model_validate({**conf["HOUSE"], **named}),
        scripts=scripts_of(conf["EDITIONS"]),
        publishers=tuple(conf["PUBLISHERS"] if rooms is None else rooms),
        environment=Environment(autoescape=True),
        now=NOW,
        fonts=fonts(),
        options={"press": {"workers": 1}},  # to start processes costs more than small papers do
    )
    given = replace(made, **changes)
    if "cache" not in changes:
        share_templates(given.cache)
    return given


def share_templates(cache: Path) -> None:
    """Let a new cache take the compiled templates of this run's other papers, as one machine's do.

    To compile them takes longer than to build a small paper. What the folder holds is known by
    its source and proves itself, so what a paper finds there is what it would have made.
    """
    shared, own = os.environ.get("COMPILED_TEMPLATES"), cache / "templates"
    if shared and not own.exists():
        cache.mkdir(parents=True, exist_ok=True)
        own.symlink_to(shared, target_is_directory=True)


def own_cache(folder: Path) -> dict[str, str]:
    """What a process of its own is told so that its cache lies in `folder`."""
    share_templates(folder / "cache")
    return {"PRESS_CACHE": str(folder / "cache")}


@contextmanager
def prepared(work: Job) -> Iterator[Build]:
    """A build that has been read, checked and set; its bodies can be read inside the context."""
    made = Build(work)
    with Store(work.cache / "store.sqlite3") as store:
        made.prepare(store)
        yield made


@contextmanager
def editions(
    content: Path, folder: Path, rooms: Sequence[str] | None = None, **changes: Any
) -> Iterator[dict[Script, Edition]]:
    """The editions of a content folder by script."""
    with prepared(job(content, folder, rooms, **changes)) as made:
        yield {edition.script: edition for edition in made.editions}


def built(
    content: Path, folder: Path, rooms: Sequence[str] | None = None, **changes: Any
) -> tuple[Path, Build]:
    """A whole build; the output folder and the build's report."""
    work = job(content, folder, rooms, **changes)
    return work.output, build(work)


@contextmanager
def printed_by(publish: Callable[[Edition, OutputTree], object]) -> Iterator[None]:
    """Have newspapers made by another press.

    Of the modules that one alone is put back: some that are loaded meanwhile, as zxingcpp, end the
    process when they are loaded a second time.
    """
    hand_press = ModuleType("press")
    hand_press.__dict__["publish"] = publish
    before = import_module("press")
    sys.modules["press"] = hand_press
    try:
        yield
    finally:
        sys.modules["press"] = before
