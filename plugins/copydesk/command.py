"""What an editor types: files of raw copy in, a folder of drafts and a record out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from copydesk.answer import answer, refusal
from copydesk.codes import CopyRefusedError, DeskCode, refused
from copydesk.desk import Work, edit
from copydesk.ledger import Decisions
from copydesk.rules import Rule
from copydesk.sources.reading import read_file

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Files = Annotated[list[Path], typer.Argument(help="来稿，可以是几个文件", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="只把结果印成 JSON，不写文件")]
Into = Annotated[
    Path | None, typer.Option("--into", help="草稿放进这个文件夹，如 content/issues/2013-10-08")
]
Accept = Annotated[list[str], typer.Option("--accept", help="接受一条平时不用的规则")]
Reject = Annotated[list[str], typer.Option("--reject", help="不用一条规则")]


@app.command()
def main(
    files: Files,
    *,
    as_json: Json = False,
    into: Into = None,
    accept: Accept = [],
    reject: Reject = [],  # noqa: B006 # typer copies it
) -> None:
    """把来稿变成草稿：一篇一个文件，每一处改动都记下来。"""
    works: list[Work] = []
    refusals: list[CopyRefusedError] = []
    try:
        decisions = Decisions(_rules(accept), _rules(reject))
    except CopyRefusedError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    for path in files:
        try:
            works.append(edit(read_file(path), decisions))
        except CopyRefusedError as error:
            refusals.append(error)
            typer.echo(str(error), err=True)
    if as_json:
        answers = [answer(work) for work in works] + [refusal(each.problem) for each in refusals]
        typer.echo(
            json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=1)
        )
    if refusals:
        raise typer.Exit(1)


def _rules(names: list[str]) -> frozenset[Rule]:
    known = {rule.value: rule for rule in Rule}
    for name in names:
        if name not in known:
            what, cure = f"没有规则“{name}”", f"可以是 {'、'.join(sorted(known))}"
            raise refused("--accept/--reject", DeskCode.RULE, what, cure)
    return frozenset(known[name] for name in names)
