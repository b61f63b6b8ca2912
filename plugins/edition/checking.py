"""Reads and checks a content folder without publishing anything."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from jinja2 import Environment
from pydantic import ValidationError

from edition.build import Build
from edition.building import build_apart, settings_of
from edition.host import job_of, refuse_machine, refuse_settings
from edition.inspection import inspect
from edition.outside import dead_links
from edition.recollection import forget_stamps, recollection_file
from edition.report import print_problems
from edition.rooms import offer_of
from edition.verifying import verified
from edition.vetting import vetted
from newsroom.guard import MisusedError, content_folder, guarded
from newsroom.model import Publication
from newsroom.options import Conf, Content, ContentToo
from newsroom.paper import meant
from newsroom.problems import ContentRefusedError, Outcome, Severity
from newsroom.schedules.saying import schedule_in_words
from newsroom.store import Store
from newsroom.typed import called
from newsroom.usage import run


@guarded("check")
def check(
    content: Content = None,
    conf: Conf = None,
    *,
    content_too: ContentToo = None,
    links: Annotated[
        bool, typer.Option("--links", help="也看外部链接能不能打开（要上网）")
    ] = False,
    verify: Annotated[
        Path | None, typer.Option("--verify", help="不看稿件，逐个核对这个成品文件夹里的文件")
    ] = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="和 --verify 同用：有坏的就重排一次修好，不再问")
    ] = False,
) -> None:
    """列出稿件里的错误和提醒，以及网站检查会扣分的地方；不改动任何文件（--mend 除外）。"""
    conf, content = meant(content, content_too, conf)
    folder = content_folder(content)
    if verify:
        _verify(verify, folder, conf, mend=mend)
        return
    settings = settings_of(conf, {"PATH": str(folder)})
    build = Build(job_of(settings, Environment(autoescape=True)))
    build.problems.extend(vetted(build.job, Path(settings["THEME"])))
    with Store(None) as store:
        try:
            publication = build.read(store)
        except ContentRefusedError as refused:
            print_problems(refused.problems, sys.stdout)
            typer.echo(f"{len(refused.problems.errors)} 处错误")
            raise typer.Exit(Outcome.REFUSED) from None
        except ValidationError as error:
            refuse_settings(error, settings)
        except OSError as error:
            refuse_machine(error)
        remark_in_rooms(build, publication)
        if links:
            build.problems.extend(dead_links(publication, build.job.content.name))
    today = build.job.now.astimezone(build.job.house.zone).date()
    build.problems.extend(inspect(publication, build.job.house, today))
    print_problems(build.problems, sys.stdout)
    _read_back(publication)
    typer.echo(f"没有错误，{len(build.problems.warnings)} 条提醒")


def remark_in_rooms(build: Build, publication: Publication) -> None:
    """What other houses would cut of it, as the rooms know."""
    for name in build.job.publishers:
        with suppress(ImportError):  # a build will say so
            if told := offer_of(name, "remarks"):
                told(publication, build.job.options, build.job.content.name, build.problems)


def _read_back(publication: Publication) -> None:
    """The timetables of the newest issue that has any, in words, to be held against the tables."""
    with_tables = (issue for issue in publication.issues if any(i.schedule for i in issue.items))
    newest = next(with_tables, None)
    for item in newest.items if newest else ():
        if item.schedule:
            lines = schedule_in_words(item.schedule)
            typer.echo(f"{item.source}：“{item.title}”读出{len(lines)}项，请对照原表：")
            for line in lines:
                typer.echo(f"  {line}")


def _verify(output: Path, content: Path, conf: Path, *, mend: bool) -> None:
    """Hold a published tree against its manifest; mend it if the editor wants it."""
    if not output.is_dir():
        raise MisusedError(str(output), "没有这个文件夹", "请写成品文件夹，如 --verify output")
    found = verified(output)
    print_problems(found, sys.stdout)
    bad = sum(problem.severity is Severity.ERROR for problem in found)
    if not bad:
        typer.echo(f"成品文件都完好，{len(found)} 样不是本报的")
        return
    typer.echo(f"{bad} 处损坏或缺失")
    if not mend and sys.stdin.isatty():
        mend = typer.confirm("现在重排一次，修好它们吗？")
    if not mend:
        typer.echo(f"要修好，请运行 {called('check')} --verify {output} --mend")
        raise typer.Exit(Outcome.REFUSED)
    job = job_of(settings_of(conf, {"PATH": str(content)}), Environment(autoescape=True))
    forget_stamps(recollection_file(job.trees, output, job.house.identity))
    status = build_apart(content, output, conf)
    left = [found for found in verified(output) if found.severity is Severity.ERROR]
    print_problems(left, sys.stdout)
    typer.echo(f"还有 {len(left)} 处没有修好" if left else "都修好了")
    if left or status:
        raise typer.Exit(status or Outcome.REFUSED)


if __name__ == "__main__":
    run("check", check)
