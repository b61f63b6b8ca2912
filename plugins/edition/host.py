"""Pelican hosts: its command line, settings, plugins, signals and Jinja environment.

Named in pelican.conf.py: `PELICAN_CLASS = "edition.Press"`. In place of Pelican's
ArticlesGenerator, whose listings are quadratic, stands one that reads and sets the publication,
fills the context with articles, categories and dates as theme authors and plugins expect them, and
drives the publishers.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Environment
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator
from pydantic import ValidationError

from edition.articles import articles_of, by_category, by_tag
from edition.build import Build, Job, build_time, scripts_of
from edition.house import House
from edition.report import Progress, print_problems, print_report
from newsroom.problems import Code, ContentRefusedError, ProblemList, Severity
from newsroom.store import Store

logger = logging.getLogger(__name__)


class SettingsCode(Code):
    """What can be wrong with pelican.conf.py."""

    WRONG = "settings.wrong"
    MACHINE = "settings.machine"


class Press(Pelican):  # type: ignore[misc] # Pelican has no types
    """Pelican with the press's generator in the place of the articles generator."""

    def _get_generator_classes(self) -> list[type]:
        classes = super()._get_generator_classes()
        return [EditionGenerator if cls is ArticlesGenerator else cls for cls in classes]


class EditionGenerator(ArticlesGenerator):  # type: ignore[misc] # Pelican has no types
    """Reads and sets the publication, then has the publishers make the tree."""

    def generate_context(self) -> None:
        """Read, check and set; list problems and end with status 1 if there are errors."""
        self._open = ExitStack()
        try:
            job = job_of(self.settings, self.env)
            self._build = Build(job, teller=self.settings.get("TELLER"))
        except (ValueError, KeyError) as error:  # pydantic's ValidationError is a ValueError
            refuse_settings(error)
        self._build.report.watch = Progress(sys.stderr)
        try:
            store = self._open.enter_context(Store(self._build.job.cache / "store.sqlite3"))
            editions = self._build.prepare(store)
        except ContentRefusedError as refused:
            self._refuse(refused)
        except (OSError, sqlite3.Error) as error:
            refuse_machine(error)
        default = editions[0]
        self.articles = articles_of(default, self.settings)
        self.categories = by_category(self.articles)
        self.tags = by_tag(self.articles)
        self.dates = self.articles
        signals.article_generator_pretaxonomy.send(self)
        self._update_context(("articles", "drafts", "hidden_articles", "dates", "tags"))
        self._update_context(("categories", "authors", "related_posts"))
        self.context["editions"] = editions
        signals.article_generator_finalized.send(self)

    def refresh_metadata_intersite_links(self) -> None:
        """Links are resolved when a body is read; nothing is left to refresh."""

    def generate_output(self, writer: Any) -> None:  # noqa: ARG002 - Pelican calls it so
        """Publish every edition; the old tree stays if anything is wrong."""
        try:
            self._build.publish()
        except ContentRefusedError as refused:
            self._refuse(refused)
        except OSError as error:
            refuse_machine(error)
        finally:
            self._open.close()
        print_problems(self._build.problems, sys.stderr)
        print_report(self._build, sys.stderr)

    def _refuse(self, refused: ContentRefusedError) -> None:
        self._open.close()
        print_problems(refused.problems, sys.stderr)
        print(refused, file=sys.stderr)  # noqa: T201 - the editor's terminal
        raise SystemExit(refused.exitcode)


def refuse_settings(error: Exception) -> NoReturn:
    """Say what is wrong with pelican.conf.py, one line a fault, and end with status 1."""
    problems = ProblemList()
    faults = [str(error)]
    if isinstance(error, ValidationError):
        faults = [
            f"HOUSE.{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for fault in error.errors(include_url=False)
        ]
    for fault in faults:
        what = f"设置不对（{fault}）"
        problems.add(
            "pelican.conf.py", 0, SettingsCode.WRONG, what, "请照 pelican.conf.py 里的样子改"
        )
    print_problems(problems, sys.stderr)
    raise SystemExit(1)


def refuse_machine(error: OSError | sqlite3.Error) -> NoReturn:
    """Say what the machine would not do (no room, no leave, no such folder); end with status 1."""
    file = getattr(error, "filename", None) or "."
    what = f"读写不成（{getattr(error, 'strerror', None) or error}）"
    problems = ProblemList()
    cure = "请看看文件夹在不在、能不能写、磁盘满了没有；网站未改动"
    problems.add(str(file), 0, SettingsCode.MACHINE, what, cure)
    print_problems(problems, sys.stderr)
    raise SystemExit(1)


def job_of(settings: dict[str, Any], environment: Environment) -> Job:
    """The job that Pelican's settings describe; raises ValueError where they make no sense."""
    conf = Path(settings["CONF_FOLDER"])
    unsigned = settings.get("UNSIGNED_NAMES", "")
    missing = [room for room in settings["PUBLISHERS"] if find_spec(room) is None]
    if missing:
        raise ValueError(f"PUBLISHERS: {missing}")
    cache = Path(os.environ.get("PRESS_CACHE") or conf / settings["CACHE_FOLDER"])
    return Job(
        content=Path(settings["PATH"]).resolve(),
        output=Path(settings["OUTPUT_PATH"]).resolve(),
        theme=Path(settings["THEME"]).resolve(),
        cache=cache,
        house=House.model_validate({**settings["HOUSE"], "site": settings["SITEURL"]}),
        scripts=scripts_of(settings["EDITIONS"]),
        publishers=tuple(settings["PUBLISHERS"]),
        environment=environment,
        now=build_time(),
        fonts=tuple(
            folder for folder in (conf / f for f in settings["FONT_FOLDERS"]) if folder.is_dir()
        ),
        template_overrides=tuple(Path(folder) for folder in settings["THEME_TEMPLATES_OVERRIDES"]),
        options=settings.get("ROOMS", {}),
        keep_index=settings.get("KEEP_INDEX", True),
        unsigned_names=Severity(unsigned) if unsigned else None,
    )
