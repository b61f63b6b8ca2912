"""Pelican hosts: its command line, settings, plugins, signals and Jinja environment.

Named in pelican.conf.py: `PELICAN_CLASS = "edition.Press"`. In place of Pelican's
ArticlesGenerator, whose listings are quadratic, stands one that reads and sets the publication,
fills the context with articles, categories and dates as theme authors and plugins expect them, and
drives the publishers.
"""

from __future__ import annotations

import io
import logging
import os
import sqlite3
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

from blinker import Signal
from jinja2 import Environment
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator
from pydantic import ValidationError
from rich.live import _RefreshThread

from edition.articles import articles_of, by_category, by_tag
from edition.build import Build, Job, scripts_of
from edition.clock import build_time
from edition.misset import SettingsCode, faults_of, misset, missing_plugins, refuse_misset
from edition.overlaid import overlaid
from edition.ownership import TreeError, TreeRefusedError
from edition.report import Progress, print_problems, print_report, print_withheld
from edition.settings import PaperSettings, folder_of
from edition.tree import Removals
from edition.unchanged import Command, Noting
from edition.vetting import vetted
from newsroom.faults import REPORTS, Reports, said
from newsroom.guard import content_folder, guarded
from newsroom.problems import ContentRefusedError, Outcome, ProblemList, Severity
from newsroom.program import CACHE, PLUGINS, cache_folder
from newsroom.store import Store, StoreDamagedError

logger = logging.getLogger(__name__)
LATER = frozenset({"press"})
PUBLISHED = Signal("press-published")


class Press(Pelican):  # type: ignore[misc] # Pelican has no types
    """Pelican with the press's generator in the place of the articles generator.

    A build ends with an `Outcome` as its exit status, however Pelican was started.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        if not settings.get("DEBUG"):
            _keep_tracebacks_in(settings)
        if settings.get("PLUGINS") is None:  # else the host runs every one that is installed here
            settings["PLUGINS"] = []
        if lacking := missing_plugins(settings):
            refuse_misset(lacking)
        with guarded("build", settings=settings):
            super().__init__(settings)

    def run(self) -> None:
        """Build once; raises SystemExit unless all is well."""
        outcomes: list[Outcome] = []

        def published(generator: EditionGenerator) -> None:
            outcomes.append(generator.outcome)

        _stop_the_hosts_status_line()
        with guarded("build", settings=self.settings), PUBLISHED.connected_to(published):
            super().run()
        if any(outcomes):
            raise SystemExit(int(max(outcomes)))

    def _get_generator_classes(self) -> list[type]:
        classes = super()._get_generator_classes()
        return [EditionGenerator if cls is ArticlesGenerator else cls for cls in classes]


def _stop_the_hosts_status_line() -> None:
    """End the thread that draws Pelican's moving dots.

    A process in which threads are at work can't be copied, so that it would make everything by
    itself; and what is at work is told by a line of our own.
    """
    for thread in threading.enumerate():
        if isinstance(thread, _RefreshThread):
            thread.stop()
            thread.join()


class EditionGenerator(ArticlesGenerator):  # type: ignore[misc] # Pelican has no types
    """Reads and sets the publication, then has the publishers make the tree."""

    @property
    def outcome(self) -> Outcome:
        """How the build has ended."""
        return self._build.outcome

    @property
    def build(self) -> Build:
        """The build, that has ended or will."""
        return self._build

    def generate_context(self) -> None:
        """Read, check and set; list problems and end with status 1 if there are errors."""
        self._open = ExitStack()
        job = job_of(self.settings, self.env)
        self._build = Build(job, teller=self.settings.get("TELLER"))
        self._build.problems.extend(vetted(job, Path(self.settings["THEME"])))
        self._noting = _noting(self.settings, job)
        self._build.report.watch = Progress(sys.stderr)
        try:
            store = self._open.enter_context(Store(job.cache / "store.sqlite3", str(job.content)))
            editions = self._build.prepare(store)
        except ContentRefusedError as refused:
            self._refuse(refused)
        except ValidationError as error:
            self._open.close()
            refuse_settings(error, self.settings)
        except TreeError as error:
            self._open.close()
            refuse_tree(error)
        except (OSError, sqlite3.Error) as error:
            self._open.close()
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
        if self.settings.get("PREPARE"):
            self._open.close()
            PUBLISHED.send(self)
            return
        try:
            self._build.publish()
        except ContentRefusedError as refused:
            self._refuse(refused)
        except ValidationError as error:
            refuse_settings(error, self.settings)
        except TreeError as error:
            refuse_tree(error)
        except (OSError, sqlite3.Error) as error:
            refuse_machine(error)
        except SystemExit:  # an editor said no, or nothing could be delivered
            print_problems(self._build.problems, sys.stderr)
            print_withheld(self._build, sys.stderr)
            raise
        finally:
            self._open.close()
        print_problems(self._build.problems, sys.stderr)
        print_report(self._build, sys.stderr)
        print_withheld(self._build, sys.stderr)
        if self._noting and self.outcome is Outcome.WELL:
            told = io.StringIO()
            print_problems(self._build.problems, told)
            job = self._build.job
            beside = (self._build.withholding.folder, job.kits_folder)
            tree = (job.output, self._build.left)
            until = self._build.until().timestamp()
            self._noting.done(beside, until, told.getvalue(), tree)
        PUBLISHED.send(self)

    def _refuse(self, refused: ContentRefusedError) -> None:
        self._open.close()
        print_problems(refused.problems, sys.stderr)
        print(refused, file=sys.stderr)  # noqa: T201 - the editor's terminal
        raise SystemExit(refused.exitcode)


def refuse_settings(error: ValidationError, settings: Mapping[str, Any]) -> NoReturn:
    """Say what is wrong with the settings file, one line a fault; ends with status 2."""
    refuse_misset(faults_of(error, settings))


def refuse_machine(error: OSError | sqlite3.Error) -> NoReturn:
    """Say what the machine would not do: status 2 where a folder can't be used, else 1."""
    file = getattr(error, "filename", None) or "."
    if isinstance(error, sqlite3.Error) and file == ".":
        file = "缓存里的 store.sqlite3"
    what = f"读写不成（{getattr(error, 'strerror', None) or error}）"
    problems = ProblemList()
    cure = "请看看文件夹在不在、能不能写、磁盘满了没有；网站未改动"
    if isinstance(error, StoreDamagedError):
        what = "排报的时候，缓存坏了"
        cure = "网站未改动；请再排一次，程序会把缓存做好；总是这样的，请看看磁盘"
    problems.add(str(file), 0, SettingsCode.MACHINE, what, cure)
    print_problems(problems, sys.stderr)
    unusable = NotADirectoryError | FileNotFoundError | FileExistsError | PermissionError
    raise SystemExit(Outcome.MISUSED if isinstance(error, unusable) else Outcome.REFUSED)


def refuse_tree(error: TreeError) -> NoReturn:
    """Say what stands in the way of the tree; ends with status 1, or 2 for a wrong folder."""
    problems = ProblemList()
    if isinstance(error, TreeRefusedError):
        problems.extend(error.problems)
        print_problems(problems, sys.stderr)
        print(f"{len(error.problems)} 处不妥，网站未改动", file=sys.stderr)  # noqa: T201 - the editor's terminal
        raise SystemExit(error.outcome)
    what, cure = f"成品写不进去（{error}）", "请把挡路的文件夹移走再试；网站未改动"
    problems.add("output", 0, SettingsCode.MACHINE, what, cure)
    print_problems(problems, sys.stderr)
    raise SystemExit(Outcome.REFUSED)


def _noting(settings: dict[str, Any], job: Job) -> Noting | None:
    """What will note that this build need not be made again; None where that can't be known.

    A plugin of the host may read, and write, what it likes.
    """
    asked = settings.get("COMMAND")
    if not asked or settings.get("PLUGINS") or settings.get("TELLER"):
        return None
    own = (job.own_theme,) if job.own_theme else ()
    themes = (Path(settings["THEME"]), *own, *job.template_overrides)
    made_of = (job.content, *themes, PLUGINS, Path(settings["CONF"]))
    fonts = (folder_of(settings) / folder for folder in settings["FONT_FOLDERS"])
    printed = (job.printed,) if job.printed else ()
    return Noting(Command(*asked), cache_folder(), (*made_of, *fonts, *printed))


class _WithoutTracebacks(logging.Filter):
    """Pelican logs tracebacks; the editor gets the line, the report has the rest."""

    def __init__(self, reports: Reports) -> None:
        super().__init__()
        self._reports = reports

    def filter(self, record: logging.LogRecord) -> bool:
        """Let a record pass without its traceback."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg = f"{record.getMessage()}（{said(error)}），{self._reports.where(error)}"
            record.args = ()
        record.exc_info, record.exc_text = None, None
        return True


def _keep_tracebacks_in(settings: dict[str, Any]) -> None:
    for handler in logging.getLogger().handlers:
        if not any(isinstance(each, _WithoutTracebacks) for each in handler.filters):
            reports = Reports(cache_folder() / REPORTS, "build", settings)
            handler.addFilter(_WithoutTracebacks(reports))


def job_of(settings: dict[str, Any], environment: Environment) -> Job:
    """The job that Pelican's settings describe; says what is wrong with them, and ends, if it is.

    Raises MisusedError for a content folder that can't be read.
    """
    found = misset(settings)
    if found:
        refuse_misset(found)
    content_folder(Path(settings["PATH"]))
    paper = PaperSettings.model_validate(settings)
    home = folder_of(settings)
    rooms = [room for room in paper.PUBLISHERS if room != "press" or not paper.WITHOUT_PDF]
    printed = str(paper.PRINTED_FOLDER)
    kits = str(paper.KITS_FOLDER)
    own_theme = (home / paper.OWN_THEME).resolve()
    is_shared = os.environ.get(CACHE) or not str(paper.CACHE_FOLDER)
    cache = cache_folder() if is_shared else home / paper.CACHE_FOLDER
    return Job(
        content=Path(paper.PATH).resolve(),
        output=Path(paper.OUTPUT_PATH).resolve(),
        theme=overlaid(Path(paper.THEME).resolve(), own_theme, cache),
        own_theme=own_theme,
        helps=paper.PROGRAM_PAGES,
        cache=cache,
        house=paper.house,
        scripts=scripts_of(paper.EDITIONS),
        publishers=tuple(rooms),
        environment=environment,
        now=build_time(),
        fonts=tuple(f for f in (home / each for each in paper.FONT_FOLDERS) if f.is_dir()),
        template_overrides=tuple(home / folder for folder in paper.THEME_TEMPLATES_OVERRIDES),
        options=paper.ROOMS,
        keep_index=paper.KEEP_INDEX,
        unsigned_names=Severity(paper.UNSIGNED_NAMES) if paper.UNSIGNED_NAMES else None,
        removals=Removals(settings.get("REMOVALS", Removals.ASK)),
        settings=settings,
        printed=(home / printed).resolve() if printed else None,
        workers=paper.WORKERS,
        cluster=paper.CLUSTER,
        preview=bool(settings.get("PREVIEW", False)),
        kits=(home / kits).resolve() if kits else None,
        later=LATER if settings.get("PDF_LATER", False) else frozenset(),
    )
