"""`bulletin init`: a paper of one's own, with a first issue to overwrite, made and shown."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
import yaml

from bulletin.answers import PAPERS, SCRIPTS, SECTIONS, SITE, Answers, answered, why_not
from copydesk.drafts.escaping import escaped, literal
from edition.building import build_apart
from edition.settings import PaperSettings
from ledger.reading import FOLDER
from ledger.writing import NEW
from newsroom.guard import MisusedError, guarded
from newsroom.kinds import Kind
from newsroom.leftovers import is_left_by_systems
from newsroom.paper import CONF
from newsroom.problems import Outcome
from newsroom.program import FILLERS
from newsroom.typed import called
from newsroom.usage import run

if TYPE_CHECKING:
    from jinja2 import Environment

FORMS = Path(__file__).resolve().parent / "paper"
WORKFLOWS = {"github": ".github/workflows/publish.yml", "gitlab": ".gitlab-ci.yml"}
LIGHTEST = 4  # the rank of an item that stands below all others
_DRAWING = re.compile(r"^  file: ([a-z0-9-]+\.svg)$", re.MULTILINE)
ZONE = ZoneInfo(str(PaperSettings.model_fields["TIMEZONE"].default))


@guarded("init")
def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="报纸放在哪个文件夹")],
    *,
    name: Annotated[str, typer.Option(help="报纸的名字", show_default=False)] = "",
    place: Annotated[str, typer.Option(help="哪里的报纸，如 河口街道", show_default=False)] = "",
    sections: Annotated[
        str, typer.Option(help=f"栏目，用顿号隔开，如 {SECTIONS}", show_default=False)
    ] = "",
    papers: Annotated[
        str, typer.Option(help=f"印在什么纸上，如 {PAPERS}", show_default=False)
    ] = "",
    scripts: Annotated[
        str, typer.Option(help=f"出哪几种字形，如 {SCRIPTS}、香港", show_default=False)
    ] = "",
    site: Annotated[str, typer.Option(help="网站的网址，以后再定也行", show_default=False)] = "",
    ci: Annotated[
        str, typer.Option(help="加上自动发布的设置：github 或 gitlab", show_default=False)
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="不问，没有写的都用平常的")] = False,
    without_pdf: Annotated[bool, typer.Option("--without-pdf", help="先不排报纸的 PDF")] = False,
) -> None:
    """办一份自己的报纸：写好设置和一期样子，做出来，说明到哪里看。"""
    _check_free(folder)
    if ci and ci not in WORKFLOWS:
        raise MisusedError("--ci", f"不认识“{ci}”", f"可以是 {'、'.join(WORKFLOWS)}")
    usual = folder.resolve().name
    given = {
        "name": (name, "报纸叫什么名字", usual),
        "place": (place, "哪里的报纸（可以不写）", ""),
        "sections": (sections, "有哪些栏目", SECTIONS),
        "papers": (papers, "印在什么纸上", PAPERS),
        "scripts": (scripts, "出哪几种字形", SCRIPTS),
        "site": (site, "网站的网址（还没有就不写）", SITE),
    }
    asking = not yes and not name
    if asking and not sys.stdin.isatty():
        cure = "请写上 --name 报纸的名字，或者用 --yes 都照平常的来"
        raise MisusedError(called("init"), "这里没有人可问", cure)
    answers = answered(
        **{
            option: said or (_ask(option, question, else_) if asking else else_)
            for option, (said, question, else_) in given.items()
        }
    )
    day = datetime.now(ZONE).date()
    for path, text in (*files_of(answers, day), *workflow(ci)):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    typer.echo(f"《{answers.name}》的文件写好了，在 {folder}")
    raise SystemExit(_make(folder, *(["--without-pdf"] if without_pdf else [])))


def files_of(answers: Answers, day: date) -> Iterator[tuple[str, str]]:
    """The files of a new paper, path and text. day: of its first issue."""
    forms = _forms()
    known = {
        "name": answers.name,
        "site": answers.site,
        "slug": answers.slug,
        "year": day.year,
        "day": day.isoformat(),
        "editions": list(answers.editions),
        "sections": answers.sections,
        "section_names": "".join(f"“{one.name}”" for one in answers.sections),
        "papers": list(answers.papers),
        "publisher": f"{answers.place}{answers.name}编辑部",
    }
    yield CONF, forms.get_template("pelican.conf.py.j2").render(known)
    yield "README.md", forms.get_template("README.md.j2").render(known)
    for name in ("gitignore", "gitattributes"):
        yield f".{name}", (FORMS / name).read_text(encoding="utf-8")
    yield (
        f"content/{FOLDER}/{NEW}",
        "这份报纸还没有发布过。第一次发布以后，程序自己删去这个文件。\n",
    )
    yield "content/glossary.csv", (FORMS / "glossary.csv").read_text(encoding="utf-8")
    yield "content/pages/about.md", forms.get_template("about.md.j2").render(known)
    yield from _fillers()
    issue = f"content/issues/{day.isoformat()}"
    yield f"{issue}/issue.md", forms.get_template("issue.md.j2").render(known)
    item = forms.get_template("item.md.j2")
    for number, given in enumerate(_first_items(answers), 1):
        matter = {
            "kind": given.kind.value,
            "section": given.section,
            "headline": literal(given.headline),
            "rank": min(number, LIGHTEST),
        }
        yield f"{issue}/{given.id}.md", item.render(matter=matter, paragraphs=given.paragraphs)


def _fillers() -> Iterator[tuple[str, str]]:
    """The sample's fillers that are any paper's: nobody's address, drawings but no photos."""
    for file in sorted(FILLERS.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        drawing = _DRAWING.search(text)
        if "@" in text or ("\nphoto:" in text and not drawing):
            continue
        yield f"content/{FILLERS.name}/{file.name}", text
        if drawing:
            drawn = (FILLERS / drawing[1]).read_text(encoding="utf-8")
            yield f"content/{FILLERS.name}/{drawing[1]}", drawn


def workflow(kind: str) -> Iterator[tuple[str, str]]:
    """What a forge runs when copy is pushed, and by the clock; nothing for no kind."""
    if kind:
        shell = {
            name: (FORMS / f"ci/{name}.sh").read_text(encoding="utf-8").rstrip()
            for name in ("publish", "ledger")
        }
        yield WORKFLOWS[kind], _forms().get_template(f"ci/{kind}.yml.j2").render(shell)


def _forms() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    forms = Environment(  # noqa: S701 # Markdown, Python and YAML: nothing is a page yet
        loader=FileSystemLoader(FORMS, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    forms.filters["py"] = _in_python
    forms.filters["md"] = escaped
    forms.filters["yaml"] = _in_yaml
    return forms


@dataclass(frozen=True, slots=True)
class _FirstItem:
    """An item to overwrite. section: its id; headline, paragraphs: as they are to be printed."""

    id: str
    section: str
    headline: str
    paragraphs: tuple[str, ...]
    kind: Kind = Kind.REPORT


def _first_items(answers: Answers) -> Iterator[_FirstItem]:
    """An item for every section, so that none is empty; what they say is true of any paper."""
    name = answers.name
    names = "、".join(one.name for one in answers.sections)
    first, *others = answers.sections
    where = f"{answers.place}的读者" if answers.place else "读者"
    yield _FirstItem(
        "lead",
        first.id,
        f"{name}今天创刊",
        (
            f"{name}从这一期起同{where}见面，开设{names}{len(answers.sections)}个栏目。",
            f"报纸有网页和印刷的版面，用{len(answers.editions)}种字形出版，可以订阅，也可以检索旧报。",
            "读者有要说的事、要问的话，可以同编辑部联系。",
        ),
    )
    for section in others:
        told = f"“{section.name}”栏目从这一期起同读者见面，欢迎来稿，也欢迎说说想看什么。"
        headline = f"{name}开设“{section.name}”栏目"
        yield _FirstItem(f"about-{section.id}", section.id, headline, (told,))


def _make(folder: Path, *flags: str) -> int:
    """Build the new paper, and say where to look; gives the status of the build."""
    typer.echo("正在做出第一期……")
    home = folder.resolve()
    status = build_apart(home / "content", home / "output", home / CONF, *flags)
    if status in {Outcome.WELL, Outcome.WITHHELD}:
        typer.echo(
            f"做好了。请用浏览器打开 {home / 'output' / 'index.html'}\n"
            f"接着：到 {folder} 里去，运行 {called('serve')}，一边改一边看；先读 README.md"
        )
    return status


def _check_free(folder: Path) -> None:
    """Refuse a folder in which something lies already."""
    if folder.exists() and not folder.is_dir():
        raise MisusedError(str(folder), "这是一个文件", "请换一个文件夹的名字")
    there = [one.name for one in folder.iterdir()] if folder.is_dir() else []
    there = [one for one in there if not is_left_by_systems(one) and one != ".git"]
    if CONF in there:
        raise MisusedError(str(folder), "这里已经有一份报纸", "请换一个文件夹；没有改动任何文件")
    if there:
        what = f"文件夹不是空的（里面有 {sorted(there)[0]}）"
        raise MisusedError(str(folder), what, "请换一个空的或新的文件夹；没有改动任何文件")


def _ask(option: str, question: str, usual: str) -> str:
    """The answer to a question, which is put again until it makes sense."""
    while True:
        said = str(typer.prompt(question, default=usual, show_default=bool(usual))).strip()
        if not (wrong := why_not(option, said)):
            return said
        typer.echo(wrong)


def _in_yaml(value: object) -> str:
    """Front matter that reads back as the very same values, whatever signs stand in them."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)


def _in_python(value: object) -> str:
    """A value as Python writes it, in double quotes as the rest of the file."""
    if isinstance(value, list):
        return f"[{', '.join(map(_in_python, value))}]"
    text = repr(value)
    return f'"{text[1:-1]}"' if text.startswith("'") and '"' not in text else text


if __name__ == "__main__":
    run("init", init)
