"""A paper's own theme looked at before anything is made of it.

What is not what its name says, what browsers will not take (a page may use its own site's files and
nothing else, CSP `default-src 'self'`), and what nothing uses; and the template of the paper's own
that failed when it was filled.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError  # names only

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from jinja2 import Environment, TemplateSyntaxError

from edition.job import Job
from edition.overlaid import is_programs, own_files, strays
from edition.rooms import offer_of
from edition.theme import FILLED
from newsroom.faults import said
from newsroom.problems import Code, Problem, Severity

Fault = tuple[int, str, str]
"""A line, what is wrong, and the cure."""

TEXTS = (".css", ".js", ".typ")
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
LIKE_THE_PROGRAMS = "请对照程序自带的同名模板改正；改不好就移走，照用程序的"
ONLY_OURS = "网页只能用自己网站上的文件，浏览器不会去取；请把文件存到 theme/static 里，写它的名字"
_NAMESPACES = "(?!www[.]w3[.]org/(?:2000/svg|1999/))"
_ADDRESS = re.compile(rf"(?:https?:)?//{_NAMESPACES}[^\s\"')<>]+", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
_JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAKEN = re.compile(  # what a browser takes of another site while it shows a page
    r"<(?:script|img|iframe|source|video|audio|embed|object|input)\b[^<>]*?"
    r"\s(?:src|srcset|data|poster)\s*=\s*[\"']?\s*(?P<file>(?:https?:)?//[^\s\"'<>]+)"
    r"|<link\b(?=[^<>]*\srel\s*=\s*[\"']?(?:stylesheet|icon|preload|modulepreload|manifest)\b)"
    r"[^<>]*?\shref\s*=\s*[\"']?(?P<style>(?:https?:)?//[^\s\"'<>]+)",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"<script\b(?![^<>]*\s(?:src\s*=|type\s*=\s*[\"']application/))[^<>]*>|<style\b|<[a-z][^<>]*?\s(?:style|on[a-z]+)\s*=\s*[\"']",
    re.IGNORECASE,
)
_ACTING = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler"})


class ThemeCode(Code):
    """What can be wrong with a paper's own theme."""

    UNUSED = "theme.unused"
    BROKEN = "theme.broken"
    OUTSIDE = "theme.outside"
    FAILED = "theme.failed"


def vetted(job: Job, program: Path) -> list[Problem]:
    """All that is wrong with what is a paper's own in the theme. program: the program's theme."""
    found = remarks(program, job.own_theme)
    for folder in job.template_overrides:
        files = {f"templates/{name}": path for name, path in _below(folder).items()}
        found += _problems(files, {name: f"{folder.name}/{name[10:]}" for name in files})
    own = job.own_theme
    if own is None or own.resolve() == program.resolve() or not own_files(own):
        return found
    for room in job.publishers:
        offers = offer_of(room, "faults_of_theme")
        for name, line, what, cure in offers(program, job.theme, own_files(own)) if offers else ():
            found.append(Problem(f"{own.name}/{name}", line, ThemeCode.BROKEN, what, cure))
    return found


def remarks(program: Path, own: Path | None) -> list[Problem]:
    """An error for what of a paper's own theme can't be used, a warning for what nothing uses."""
    if own is None:
        return []
    unused = strays(program, own)
    what = "这个文件没有用上"
    cure = "请看看名字和文件夹写得对不对，见“改版式”；用不着就移走"
    code, warning = ThemeCode.UNUSED, Severity.WARNING
    told = [Problem(f"{own.name}/{name}", 0, code, what, cure, warning) for name in unused]
    return [*broken(program, own, unused), *told]


def broken(program: Path, own: Path, unused: Collection[str]) -> list[Problem]:
    """An error for every file of a paper's own theme that is used and can't be.

    unused: as `strays` tells.
    """
    mine = {} if is_programs(program, own) else own_files(own)
    used = {name: path for name, path in mine.items() if name not in unused}
    return _problems(used, {name: f"{own.name}/{name}" for name in used})


def failed_template(error: Exception, job: Job) -> tuple[str, int] | None:
    """The template of the paper's own at which an error arose, and the line; None for none.

    An error may come up in a template of the program's that one of the paper's own has called.
    """
    own = {
        **{name[10:]: job.own_theme for name in _own_templates(job)},
        **{name: folder for folder in reversed(job.template_overrides) for name in _below(folder)},
    }
    places = [
        (frame.filename.removeprefix(FILLED), frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(FILLED)
    ]
    if isinstance(error, TemplateSyntaxError):
        places.append((error.name or "", error.lineno))
    for name, line in reversed(places):
        folder = own.get(name)
        if folder is not None:
            inner = "templates/" if folder == job.own_theme else ""
            return f"{folder.name}/{inner}{name}", line
    return None


def failure(error: Exception, place: tuple[str, int], cure: str) -> Problem:
    """What is told of a template that failed. cure: what became of the output."""
    name, line = place
    what = f"这个模板填稿件的时候出错（{said(error)}）"
    return Problem(
        name, line, ThemeCode.FAILED, what, f"{cure}；{LIKE_THE_PROGRAMS}", Severity.WITHHELD
    )


def _own_templates(job: Job) -> Iterator[str]:
    own = job.own_theme
    if own is not None and own.resolve() != job.theme.resolve():
        yield from (name for name in own_files(own) if name.startswith("templates/"))


def _below(folder: Path) -> dict[str, Path]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}


def _problems(files: Mapping[str, Path], called: Mapping[str, str]) -> list[Problem]:
    """The faults of files. called: as an editor is told their names."""
    found = []
    for name, path in files.items():
        data = path.read_bytes()
        code, faults = ThemeCode.BROKEN, list(_misnamed(name, data))
        if not faults:
            code, faults = ThemeCode.OUTSIDE, list(_not_allowed(name, data))
        found += [Problem(called[name], line, code, what, cure) for line, what, cure in faults]
    return found


def _misnamed(name: str, data: bytes) -> Iterator[Fault]:
    """What is not what its name says."""
    if name.endswith(".svg") and _drawing(data) is None:
        yield 0, "这不是 SVG 图画", "请在画图的程序里另存为 SVG，再放进来；用不着就移走"
    if name.endswith(".png") and not data.startswith(PNG):
        yield 0, "这不是 PNG 图片", "请另存为 PNG，只改名字不行；用不着就移走"
    if name.startswith("templates/") or name.endswith(TEXTS):
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield 0, "这个文件不是 UTF-8 编码的文字", "请在记事本里“另存为”，编码选 UTF-8"
            return
        if name.startswith("templates/"):
            yield from _faults_of_template(text)


def _faults_of_template(text: str) -> Iterator[Fault]:
    try:
        Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        told = error.message or ""
        if "unknown tag" not in told or "end" in told:  # another tag may be an extension's
            yield error.lineno, f"模板写得不对（{told}）", LIKE_THE_PROGRAMS


def _not_allowed(name: str, data: bytes) -> Iterator[Fault]:
    """What a browser does not take."""
    if name.endswith(".svg"):
        yield from _of_drawing(data)
    elif name.endswith(".css"):
        yield from _of_style(data.decode("utf-8-sig"))
    elif name.startswith("templates/") and not name.startswith("templates/mail/"):
        text = _JINJA_COMMENT.sub(_blank, data.decode("utf-8-sig"))
        for match in _TAKEN.finditer(text):
            taken = match["file"] or match["style"]
            yield _line(text, match), f"要用别的网站的文件：{taken[:60]}", ONLY_OURS
        for match in _INLINE.finditer(text):
            what = f"网页里写了脚本或样式：{match.group()[:40]}"
            cure = "浏览器一律不用；样式请写在 theme/static/css 里，脚本请另存成 .js 文件"
            yield _line(text, match), what, cure


def _of_style(text: str, above: int = 0) -> Iterator[Fault]:
    plain = _ESCAPE.sub(_character, _COMMENT.sub(_blank, text))
    for match in _ADDRESS.finditer(plain):
        yield above + _line(plain, match), f"要用别的网站的文件：{match.group()[:60]}", ONLY_OURS


def _of_drawing(data: bytes) -> Iterator[Fault]:
    """Scripts in a drawing, and what it takes from elsewhere: a reader may open it by itself."""
    root = _drawing(data)
    for element in root.iter() if root is not None else ():
        tag = str(element.tag).rpartition("}")[2]
        if tag.casefold() in _ACTING:
            yield 0, f"图画里有 <{tag}>", "图画里不能有脚本和网页；请在画图的程序里删去，再存一次"
        if tag == "style":
            yield from ((0, *fault[1:]) for fault in _of_style(element.text or ""))
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].casefold()
            words = "".join(value.split()).casefold()
            if plain.startswith("on") or "javascript:" in words:
                yield 0, f"图画里有脚本：{plain}", "请在画图的程序里删去，再存一次"
            elif plain in {"href", "src"} and not words.startswith(("#", "data:image/")):
                yield 0, f"图画要用别的文件：{value[:60]}", "请把它画进图里，或者删去"
            elif _ADDRESS.search(value) and "url(" in words:
                yield 0, f"图画要用别的网站的文件：{value[:60]}", "请把它画进图里，或者删去"
    if b"<?xml-stylesheet" in data:
        yield 0, "图画要用别处的样式（xml-stylesheet）", "请在画图的程序里另存为普通 SVG"


def _drawing(data: bytes) -> Element | None:
    try:
        root: Element = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return root if root.tag == f"{SVG}svg" else None


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def _blank(match: re.Match[str]) -> str:
    """As many lines as a comment has, so that lines keep their numbers."""
    return "\n" * match.group().count("\n")


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if 0 < number < 0x110000 else ""
