"""`scripts/proof`: the proof sheet of an issue, as text or as a page, and signing names off."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from hanzi.converter import Converter
from hanzi.glossary import COLUMNS, KINDS, read_glossary
from hanzi.groups import Group, groups, rank
from hanzi.sheet import Manuscript, entries, script_problems
from hanzi.signing import Signature, UnclearError, rows_for, write
from hanzi.usage import without_effect
from newsroom import schedules
from newsroom.guard import content_folder, guarded
from newsroom.helping import ChineseParser
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from newsroom.paper import content_of
from newsroom.pictures import inside
from newsroom.problems import Problem, ProblemList, Severity
from newsroom.signing import people_in
from newsroom.sources import decoded, parted
from newsroom.typed import called
from newsroom.usage import parsing

TEMPLATES = Path(__file__).parent / "templates"
TEXTS = (".md", ".markdown")
SUFFIXES = (*TEXTS, ".csv", ".tsv", ".xlsx", ".xlsm")


@guarded("proof")
def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0, or 2 where the glossary has errors or an issue is not there."""
    with parsing("proof"):
        options = _parser().parse_args(arguments)
    content = content_of(options.content, options.conf)
    content_folder(content)
    table = content / "glossary.csv"
    rows, problems = read_glossary(table, _named(table, content)) if table.exists() else ((), [])
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))
    if _errors(problems):
        return 2
    converter = Converter(Script(options.to), rows)
    if options.accept:
        return _accept(table, content, rows, options)
    folder = content / "issues" / options.issue if options.issue else content
    if not folder.is_dir() or (options.issue and folder.parent != content / "issues"):
        sys.stderr.write(f"没有这一期：{options.issue}\n")
        return 2
    read = list(manuscripts(folder, content))
    listed = list(entries(read, converter))
    for manuscript in read:
        for problem in script_problems(manuscript):
            sys.stdout.write(f"{problem}\n")
    for problem in without_effect(rows, read, _named(table, content)):
        sys.stdout.write(f"{problem}\n")
    grouped = groups(listed)
    if options.page:
        save_page(options.page, grouped, converter.target, _again(options))
        sys.stdout.write(f"{options.page}：{len(grouped)} 组，{len(listed)} 处\n")
    elif options.groups:
        sys.stdout.write("".join(f"{group}\n" for group in grouped))
    else:
        ranked = sorted(listed, key=lambda entry: -rank(entry))
        sys.stdout.write("".join(f"{entry}\n" for entry in ranked))
    return 0


def _again(options: argparse.Namespace) -> str:
    """The command that signs for the same paper and issue, in words of a shell."""
    words = ["scripts/proof", *([options.issue] if options.issue else [])]
    if options.to != Script.HANT.value:
        words += ["--to", options.to]
    for option in ("content", "conf"):
        if (path := getattr(options, option)) is not None:
            words += [f"--{option}", str(path)]
    return shlex.join(words)


def save_page(
    path: Path, grouped: Sequence[Group], target: Script, command: str = "scripts/proof"
) -> None:
    """The proof sheet as a page that can be signed on, with its style and script beside it."""
    path.write_text(page(grouped, target, path.stem, command), "utf-8", newline="\n")
    for suffix in (".css", ".js"):
        text = (TEMPLATES / f"proof{suffix}").read_text("utf-8")
        path.with_suffix(suffix).write_text(text, "utf-8", newline="\n")


def page(
    grouped: Sequence[Group], target: Script, stem: str = "proof", command: str = "scripts/proof"
) -> str:
    """The proof sheet as one HTML page, both scripts side by side.

    stem: of the files beside it. command: what signs, without the wishes.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("proof.html")
    return template.render(
        groups=grouped, target=target.tag, stem=stem, columns=COLUMNS, command=command
    )


def _accept(
    table: Path, content: Path, rows: tuple[GlossaryRow, ...], options: argparse.Namespace
) -> int:
    """Write a row for each wish."""
    back = Script(options.to) is Script.HANS
    converter = Converter(Script.HANS if back else Script.HANT, rows)
    folder = content / "issues" / options.issue if options.issue else content
    listed = groups(entries(manuscripts(folder, content), converter))
    signature = Signature(options.by, options.on, options.kind, back=back)
    try:
        new = rows_for(options.accept, listed, rows, signature, converter)
    except UnclearError as unclear:
        sys.stderr.write(f"{unclear}\n")
        return 2
    written, problems = write(table, new)
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))
    if problems:
        return 2
    sys.stdout.write(written)
    ineffective = without_effect(new, manuscripts(content, content), _named(table, content))
    sys.stderr.write("".join(f"{problem}\n" for problem in ineffective))
    return 0


def manuscripts(folder: Path, content: Path) -> Iterator[Manuscript]:
    """The texts and tables below a folder of the content, in order of their paths."""
    for path in copy_below(folder, content):
        manuscript = manuscript_of(path, content)
        if manuscript is not None:
            yield manuscript


def copy_below(folder: Path, content: Path) -> Iterator[Path]:
    """The files below a folder of the content that hold words, in order of their paths."""
    for path in sorted(folder.rglob("*")):
        if (
            path.suffix.lower() in SUFFIXES
            and path.name != "glossary.csv"
            and not any(part.startswith(".") for part in path.relative_to(content).parts)
            and path.is_file()
            and inside(content, path)
        ):
            yield path


def manuscript_of(path: Path, content: Path) -> Manuscript | None:
    """What one file says; None where it cannot be read, which reading tells.

    Read by the newsroom's own readers: a second one would read what the first refuses.
    """
    name, told_elsewhere = _named(path, content), ProblemList()
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if path.suffix.lower() not in TEXTS:
        table, _ = schedules.read_table(data, path.suffix, name)
        lines = tuple((row.line, ",".join(row.cells)) for row in table.rows)
        return Manuscript(name, lines, people=tuple(schedules.people_in(table)))
    text = decoded(data, name, told_elsewhere)
    if text is None:
        return None
    source = parted(text, name, told_elsewhere)
    matter = (source.matter if source else None) or {}
    lines = tuple(enumerate(text.split("\n"), 1))
    people = tuple(people_in(matter))
    return Manuscript(name, lines, _script(matter), _own_glossary(matter), people)


def _script(matter: Mapping[str, Any]) -> Script:
    try:
        return Script(str(matter.get("script")))
    except ValueError:
        return Script.HANS


def _own_glossary(matter: Mapping[str, Any]) -> dict[str, str]:
    own = matter.get("glossary")
    return {str(key): str(form) for key, form in own.items()} if isinstance(own, dict) else {}


def _errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _named(path: Path, content: Path) -> str:
    return path.relative_to(content.parent).as_posix()


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog=called("proof"), description="列出转换成另一种字形时需要人看一眼的地方。"
    )
    parser.add_argument(
        "issue", nargs="?", metavar="日期", help="期的文件夹名，如 2013-09-30；不写则查全部稿件"
    )
    parser.add_argument("--content", type=Path, help="稿件文件夹，不写是本报的")
    parser.add_argument("--conf", "-s", type=Path, help="设置文件，不写是这里的 pelican.conf.py")
    scripts = [script.value for script in Script]
    parser.add_argument("--to", choices=scripts, default="hant", help="查哪一种字形的版本")
    parser.add_argument("--page", type=Path, help="另存为网页，左右对照")
    parser.add_argument(
        "--accept",
        action="append",
        metavar="写法[=定形]",
        help="签认一个写法，写进词表；写“人名”等，就是这一类全部签认",
    )
    parser.add_argument("--kind", choices=KINDS, default="", help="签认的是什么，默认看缘由")
    parser.add_argument("--by", default="", help="谁签认的，记在词表的备注里")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=datetime.now().astimezone().date(),
        help="哪一天签认的，默认今天",
    )
    parser.add_argument("--groups", action="store_true", help="同一个写法列在一起")
    return parser
