"""Reads and checks a content folder without publishing anything."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from jinja2 import Environment
from pydantic import ValidationError

from edition.build import Build
from edition.building import settings_of
from edition.host import job_of, refuse_machine, refuse_settings
from edition.inspection import inspect
from edition.outside import dead_links
from edition.report import print_problems
from newsroom.guard import content_folder, guarded
from newsroom.problems import ContentRefusedError, Outcome
from newsroom.store import Store

ROOT = Path(__file__).resolve().parents[2]


@guarded("check")
def check(
    content: Annotated[Path, typer.Argument(help="内容文件夹")] = ROOT / "content",
    conf: Annotated[Path, typer.Option(help="设置文件")] = ROOT / "pelican.conf.py",
    *,
    links: Annotated[
        bool, typer.Option("--links", help="也看外部链接能不能打开（要上网）")
    ] = False,
) -> None:
    """列出稿件里的错误和提醒，以及网站检查会扣分的地方；不改动任何文件。"""
    folder = content_folder(content)
    settings = settings_of(conf, {"PATH": str(folder)})
    build = Build(job_of(settings, Environment(autoescape=True)))
    with Store(None) as store:
        try:
            publication = build.read(store)
        except ContentRefusedError as refused:
            print_problems(refused.problems, sys.stdout)
            typer.echo(f"{len(refused.problems.errors)} 处错误")
            raise typer.Exit(Outcome.REFUSED) from None
        except ValidationError as error:
            refuse_settings(error)
        except OSError as error:
            refuse_machine(error)
        if links:
            build.problems.extend(dead_links(publication, build.job.content.name))
    today = build.job.now.astimezone(build.job.house.zone).date()
    build.problems.extend(inspect(publication, build.job.house, today))
    print_problems(build.problems, sys.stdout)
    typer.echo(f"没有错误，{len(build.problems.warnings)} 条提醒")


if __name__ == "__main__":
    typer.run(check)
