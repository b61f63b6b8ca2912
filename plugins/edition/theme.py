"""The theme's templates in the script of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from newsroom.fingerprints import fingerprint

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
        return self._sources[template], None, lambda: True

    def list_templates(self) -> list[str]:
        """Names of all templates."""
        return sorted(self._sources)


def environment_of(host: Environment, loader: ScriptLoader) -> Environment:
    """Pelican's environment with our loader, autoescaping, and no silence about missing values."""
    return host.overlay(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=500,
    )
