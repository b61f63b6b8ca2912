"""`scripts/proof`: the proof sheet of an issue, as text or as a page, and signing names off."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from hanzi.converter import Converter
from hanzi.doubt import Cause
from hanzi.glossary import COLUMNS, KINDS, read_glossary
from hanzi.sheet import Entry, Manuscript, entries, script_problems
from newsroom.guard import content_folder, guarded
from newsroom.model import GlossaryRow, Script
from newsroom.pictures import inside
from newsroom.problems import Problem, ProblemList, Severity
from newsroom.schedules import read_table
from newsroom.sources import decoded, parted
from newsroom.usage import parsing

TEMPLATES = Path(__file__).parent / "templates"
TEXTS = (".md", ".markdown")
SUFFIXES = (*TEXTS, ".csv", ".tsv", ".xlsx", ".xlsm")


@guarded("proof")
def main(arguments: list[str] | None = None) -> int:
    """Run the command: 0, or 2 where the glossary has errors or an issue is not there."""
    with parsing("proof"):
        options = _parser().parse_args(arguments)
    content: Path = options.content
    content_folder(content)
    table = content / "glossary.csv"
    rows, problems = read_glossary(table, _named(table, content)) if table.exists() else ((), [])
    sys.stderr.write("".join(f"{problem}\n" for problem in problems))
    if _errors(problems):
        return 2
    converter = Converter(Script(options.to), rows)
    if options.accept:
        shown = _shown(manuscripts(content, content), Converter(Script.HANT, rows), options.accept)
        return _accept(table, shown, rows, options.accept, options.kind)
    folder = content / "issues" / options.issue if options.issue else content
    if not folder.is_dir() or (options.issue and folder.parent != content / "issues"):
        sys.stderr.write(f"没有这一期：{options.issue}\n")
        return 2
    read = list(manuscripts(folder, content))
    listed = list(entries(read, converter))
    for manuscript in read:
        for problem in script_problems(manuscript):
            sys.stdout.write(f"{problem}\n")
    if options.page:
        options.page.write_text(page(listed, converter.target), "utf-8", newline="\n")
        sys.stdout.write(f"{options.page}：{len(listed)} 处\n")
    else:
        sys.stdout.write("".join(f"{entry}\n" for entry in listed))
    return 0


def page(listed: Iterable[Entry], target: Script) -> str:
    """The proof sheet as one HTML page, both scripts side by side."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("proof.html")
    return template.render(entries=list(listed), target=target.tag)


def _shown(
    read: Iterable[Manuscript], hant: Converter, wanted: Iterable[str]
) -> dict[str, frozenset[str]]:
    """The forms in which the sheet shows what is to be signed; its usual form where it does not."""
    names = {wish.partition("=")[0] for wish in wanted}
    shown: dict[str, set[str]] = {name: set() for name in names}
    for entry in entries(read, hant):
        if entry.doubt.found in names and entry.doubt.why in (Cause.NAME, Cause.PLACE):
            shown[entry.doubt.found].add(entry.form)
    return {
        name: frozenset(forms or {hant.text(name, Script.HANS)}) for name, forms in shown.items()
    }


def _accept(
    table: Path,
    shown: Mapping[str, frozenset[str]],
    rows: Iterable[GlossaryRow],
    wanted: list[str],
    kind: str,
) -> int:
    """Write a row for each `写法` or `写法=定形`; a row that is there already is left alone."""
    known = {row.simplified for row in rows}
    new: list[GlossaryRow] = []
    for wish in wanted:
        simplified, _, form = wish.partition("=")
        if simplified in known:
            sys.stderr.write(f"词表里已经有“{simplified}”\n")
            return 2
        known.add(simplified)
        if not form and len(shown[simplified]) > 1:
            forms = "、".join(sorted(shown[simplified]))
            sys.stderr.write(f"“{simplified}”在稿件里排成了{forms}，请写明：{simplified}=定形\n")
            return 2
        new.append(GlossaryRow(simplified, form or min(shown[simplified]), kind))
    old = table.read_text("utf-8-sig") if table.exists() else ",".join(COLUMNS) + "\n"
    header = next(csv.reader(io.StringIO(old)))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for row in new:
        cells = {"simplified": row.simplified, "traditional": row.traditional, "kind": row.kind}
        writer.writerow([cells.get(column.strip().lower(), "") for column in header])
    draft = table.with_suffix(".csv.new")
    draft.write_text(old.rstrip("\n") + "\n" + written.getvalue(), "utf-8", newline="\n")
    _, problems = read_glossary(draft, table.name)
    if _errors(problems):
        draft.unlink()
        sys.stderr.write("".join(f"{problem}\n" for problem in problems))
        return 2
    draft.replace(table)
    sys.stdout.write(written.getvalue())
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
        table, _ = read_table(data, path.suffix, name)
        return Manuscript(name, tuple((row.line, ",".join(row.cells)) for row in table.rows))
    text = decoded(data, name, told_elsewhere)
    if text is None:
        return None
    source = parted(text, name, told_elsewhere)
    matter = (source.matter if source else None) or {}
    return Manuscript(
        name, tuple(enumerate(text.split("\n"), 1)), _script(matter), _own_glossary(matter)
    )


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
    parser = argparse.ArgumentParser(
        prog="proof", description="列出转换成另一种字形时需要人看一眼的地方。"
    )
    parser.add_argument("issue", nargs="?", help="期的文件夹名，如 2013-09-30；不写则查全部稿件")
    parser.add_argument("--content", type=Path, default=Path("content"), help="稿件文件夹")
    scripts = [script.value for script in Script]
    parser.add_argument("--to", choices=scripts, default="hant", help="查哪一种字形的版本")
    parser.add_argument("--page", type=Path, help="另存为网页，左右对照")
    parser.add_argument(
        "--accept", action="append", metavar="写法[=定形]", help="签认一个名字，写进词表"
    )
    parser.add_argument("--kind", choices=KINDS, default="person", help="签认的是什么")
    return parser
