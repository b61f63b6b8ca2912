"""A paper's own theme: what it has in its folder hides the program's file of the same name.

The two are laid over each other in the cache, in a folder named by the digest of what it holds, so
that everybody who reads a theme reads one folder.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree.ElementTree import ParseError  # its name only

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from jinja2 import Environment, TemplateSyntaxError

from edition.assets import PICTURES_AND_TYPE
from newsroom.cabinet import replaced
from newsroom.fingerprints import digest_folder, fingerprint
from newsroom.leftovers import is_left_by_systems
from newsroom.problems import Code, Problem, Severity

PARTS = {"templates": (), "static": (".css", ".js", *sorted(PICTURES_AND_TYPE)), "print": (".typ",)}
"""The folders of a theme, and the endings of the files that are read in them; () for all."""


TEXTS = (".css", ".js", ".typ")
PNG = b"\x89PNG\r\n\x1a\n"
ALWAYS = re.compile(r"static/(css/[^/]+\.css|nameplate(-[a-z-]+)?\.(svg|png))")


class ThemeCode(Code):
    """What can be wrong with a paper's own theme."""

    UNUSED = "theme.unused"
    BROKEN = "theme.broken"


def overlaid(program: Path, own: Path, cache: Path) -> Path:
    """The folder of the theme to use: the program's own where a paper has none."""
    mine = {} if _is_programs(program, own) else own_files(own)
    if not mine:
        return program
    files = {**_files(program), **mine}
    data = {name: path.read_bytes() for name, path in sorted(files.items())}
    named = fingerprint(*(part for name, held in data.items() for part in (name, held)))
    folder = cache / "themes" / named
    if folder.is_dir() and digest_folder(folder) != named:  # the cache was damaged
        shutil.rmtree(folder)
    for name, held in data.items():
        place = folder / name
        if not place.is_file():
            replaced(place, held)
    return folder


def own_files(folder: Path) -> dict[str, Path]:
    """What of a folder can be part of a theme, by its name there."""
    return {name: path for name, path in _files(folder).items() if _is_read(name)}


def strays(program: Path, own: Path) -> list[str]:
    """Files of a paper's own theme that nothing uses, misspelt as a rule.

    Used is what stands in the place of a file of the program, what is always read (styles, the
    nameplate), and what another of the paper's own files names.
    """
    if _is_programs(program, own):
        return []
    mine, theirs = _files(own), _files(program)
    texts = {name: path.read_bytes() for name, path in mine.items()}
    return sorted(
        name
        for name, path in mine.items()
        if not _is_read(name)
        or not (
            name in theirs
            or ALWAYS.fullmatch(name)
            or any(path.name.encode() in text for at, text in texts.items() if at != name)
        )
    )


def remarks(program: Path, own: Path | None) -> list[Problem]:
    """An error for what of a paper's own theme can't be read, a warning for what nothing uses."""
    if own is None:
        return []
    unused = strays(program, own)
    what = "这个文件没有用上"
    cure = "请看看名字和文件夹写得对不对，见“改版式”；用不着就移走"
    code, warning = ThemeCode.UNUSED, Severity.WARNING
    told = [Problem(f"{own.name}/{name}", 0, code, what, cure, warning) for name in unused]
    return [*broken(program, own, unused), *told]


def broken(program: Path, own: Path, unused: Collection[str]) -> list[Problem]:
    """An error for every file of a paper's own theme that is used, and not what its name says.

    unused: as `strays` tells.
    """
    mine = {} if _is_programs(program, own) else own_files(own)
    used = {name: path for name, path in mine.items() if name not in unused}
    faults = ((name, *fault) for name, path in used.items() for fault in _faults_of(name, path))
    return [
        Problem(f"{own.name}/{name}", line, ThemeCode.BROKEN, what, cure)
        for name, line, what, cure in faults
    ]


def _faults_of(name: str, path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, what is wrong, and the cure."""
    data = path.read_bytes()
    if name.endswith(".svg") and not _is_drawing(data):
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


def _faults_of_template(text: str) -> Iterator[tuple[int, str, str]]:
    try:
        Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        said = error.message or ""
        if "unknown tag" not in said or "end" in said:  # another tag may be an extension's
            what = f"模板写得不对（{said}）"
            yield error.lineno, what, "请对照程序自带的同名模板改正；改不好就移走，照用程序的"


def _is_drawing(data: bytes) -> bool:
    try:
        return bool(fromstring(data).tag == "{http://www.w3.org/2000/svg}svg")
    except (ParseError, DefusedXmlException, ValueError):
        return False


def _is_programs(program: Path, own: Path) -> bool:
    """Whether the folder of a paper's own theme is that of the program, as in a checkout."""
    return own.resolve() == program.resolve()


def _is_read(name: str) -> bool:
    part, _, rest = name.partition("/")
    endings = PARTS.get(part)
    return bool(rest) and endings is not None and (not endings or name.endswith(endings))


def _files(folder: Path) -> dict[str, Path]:
    found = {}
    with suppress(OSError):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not is_left_by_systems(path.name):
                found[name] = path
    return found
