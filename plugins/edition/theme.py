"""The theme's templates in the script of an edition."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket

from newsroom.cabinet import Cabinet
from newsroom.fingerprints import fingerprint

COMPILER = f"jinja2 {version('jinja2')}"
FILLED = "templates/"
"""What the file name of a template begins with, as tracebacks tell it."""

TEXTS = {".html", ".xml", ".txt", ".j2", ".css", ".js", ".svg"}


class ScriptLoader(BaseLoader):
    """Loads templates from folders, their Han text put into one script.

    folders: searched in order, so that a publication's own template hides the theme's.
    """

    def __init__(self, folders: Iterable[Path], set_template: Callable[[str], str]) -> None:
        self._sources: dict[str, str] = {}
        for folder in reversed(list(folders)):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix in TEXTS:
                    name = path.relative_to(folder).as_posix()
                    self._sources[name] = set_template(path.read_text(encoding="utf-8"))
        self.fingerprint = fingerprint(
            *(part for name in sorted(self._sources) for part in (name, self._sources[name]))
        )

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - jinja2 calls it so
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The source of a template, in the script."""
        if template not in self._sources:
            raise TemplateNotFound(template)
        return self._sources[template], f"{FILLED}{template}", lambda: True

    def list_templates(self) -> list[str]:
        """Names of all templates."""
        return sorted(self._sources)


class Bytecode(BytecodeCache):
    """Templates compiled by the builds before; what the cache holds is held against its digest."""

    def __init__(self, folder: Path) -> None:
        self._kept = Cabinet(folder, ".jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code from the cache, if it is there and whole."""
        code = self._kept.get(self._key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep fresh code; a cache that takes nothing costs time only."""
        with suppress(OSError):
            self._kept.keep(self._key(bucket), bucket.bytecode_to_string())

    @staticmethod
    def _key(bucket: Bucket) -> str:
        """Of the template's name and source, in which the script shows, and of who compiled it."""
        made_for = bucket.environment
        options = (made_for.trim_blocks, made_for.lstrip_blocks, made_for.autoescape)
        known = (*made_for.extensions, *made_for.filters, *made_for.tests)
        parts = (COMPILER, sys.version, bucket.key, bucket.checksum, repr(options))
        return fingerprint(*parts, *sorted(known))


def environment_of(host: Environment, loader: ScriptLoader, cache: Path) -> Environment:
    """Pelican's environment with our loader, autoescaping, and no silence about missing values."""
    return host.overlay(
        bytecode_cache=Bytecode(cache / "templates"),
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=500,
    )
