"""The newspaper: every issue laid out and printed, in the script of the edition."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from edition.model import Edition
from edition.tree import OutputTree
from newsroom import blocks
from newsroom.fingerprints import code_digest, digest_folder, fingerprint
from newsroom.model import Issue
from newsroom.problems import Severity
from press.codes import PressCode
from press.papers import Grid, grids
from press.words import Words

if TYPE_CHECKING:
    from press.printing import Order

CODE = code_digest(Path(__file__).parent)


def publish(edition: Edition, tree: OutputTree) -> None:
    """Print every issue whose copy, type or house has changed; leave the rest as it stands."""
    press = _Press(edition, tree)
    for issue in edition.issues:
        for number, grid in enumerate(grids(edition.house)):
            press.print(issue, grid, "" if number == 0 else f"-{grid.id}")


class _Press:
    def __init__(self, edition: Edition, tree: OutputTree) -> None:
        self._edition = edition
        self._tree = tree
        theme = digest_folder(edition.theme / "print", [".typ"])
        fonts = [part for folder in edition.fonts for part in _type_in(folder)]
        self._base = fingerprint(edition.fingerprint, CODE, theme, *fonts, *_versions())

    def print(self, issue: Issue, grid: Grid, suffix: str) -> None:
        """One issue on one paper."""
        path = self._edition.addresses.newspaper(issue.day, suffix)
        cause = fingerprint(self._base, issue.digest, repr(grid))
        self._tree.write(path, cause, lambda: self._pdf(issue, grid))

    def _pdf(self, issue: Issue, grid: Grid) -> bytes:
        from press.printing import print_issue

        return print_issue(self._order(issue, grid)).pdf

    def _order(self, issue: Issue, grid: Grid) -> Order:
        from press import copy
        from press.faces import faces_for
        from press.printing import Order

        edition, words = self._edition, Words(self._edition.set_text)
        house = edition.house
        made = copy.copy_of(edition, issue, faces_for(edition.script, edition.fonts))
        self._tell_missing(issue, made.missing)
        publisher = next((line.text for line in house.imprint), house.copyright or house.name)
        day = f"{words.day(issue.day)} {words.weekday(issue.day)}"
        return Order(
            script=edition.script,
            day=issue.day,
            stories=made.stories,
            grid=grid,
            name=house.name,
            latin_name=house.latin_name,
            title=f"{house.name} {words.number(issue.number)} {words.day(issue.day)}",
            description=house.tagline or house.name,
            keywords=tuple(dict.fromkeys(edition.section_of(item).name for item in issue.items)),
            publisher=publisher,
            beside=(words.number(issue.number), day, house.tagline),
            folio=day,
            imprint=tuple(_imprint(edition, issue, words)),
            phrases=words.phrases(),
            wanted_pages=issue.pages,
            plan=issue.plan,
            content=edition.content,
            cache=edition.cache,
            theme=edition.theme,
            fonts=edition.fonts,
        )

    def _tell_missing(self, issue: Issue, missing: dict[str, str]) -> None:
        for item in issue.items:
            if item.id in missing:
                self._edition.problems.add(
                    f"{self._edition.content.name}/{item.source.as_posix()}",
                    0,
                    PressCode.MISSING_SORT,
                    f"字库里没有这些字：{' '.join(missing[item.id])}，报上以“〓”代替",
                    "换一个写法，或给字体文件夹补上有这些字的字体",
                    Severity.WARNING,
                )


def _imprint(edition: Edition, issue: Issue, words: Words) -> Iterable[str]:
    house = edition.house
    lines = [f"{line.label}：{line.text}" for line in house.imprint]
    if issue.editors:
        lines.append(words.names(issue.editors))
    if house.email:
        lines.append(house.email)
    if lines:
        yield "　".join(lines)
    yield from blocks.lines_of(issue.note)
    if house.notice:
        yield house.notice


def _type_in(folder: Path) -> Iterable[str]:
    """Name and size of every file of type: reading them all would cost more than printing."""
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in {".ttf", ".otf", ".ttc", ".otc"}:
            yield f"{file.name} {file.stat().st_size}"


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{name} {importlib.metadata.version(name)}" for name in ("typst", "pillow"))
