"""Front matter in YAML, by LibYAML where it writes what PyYAML's own writer does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

WIDEST = 10_000
"""Columns of a line; a headline is not broken."""

_PLAIN = re.compile("[\u0020-\u007e\u00b7\u2010-\u2027\u3001-\u30ff\u3400-\u9fff\uff01-\uff5e]*")
"""Texts of which the two writers think alike: characters that both print, and no line feed."""

_LIBYAML: type[yaml.SafeDumper] | None = getattr(yaml, "CSafeDumper", None)


def front_matter(matter: dict[str, Any]) -> str:
    """Some fields as YAML, in their order: the same on every machine, with LibYAML or without.

    LibYAML takes a tenth of the time. It writes as an escape what stands beyond the Basic
    Multilingual Plane, rare characters of names among it, and folds lines at other places.
    """
    alike = _LIBYAML is not None and all(map(_is_plain, _texts(matter)))
    writer = _LIBYAML if alike and _LIBYAML else yaml.SafeDumper
    return str(yaml.dump(matter, Dumper=writer, allow_unicode=True, sort_keys=False, width=WIDEST))


def _is_plain(text: str) -> bool:
    return len(text) < WIDEST // 2 and _PLAIN.fullmatch(text) is not None


def _texts(matter: Any) -> Iterator[str]:
    """Every text in some fields, keys among them."""
    if isinstance(matter, dict):
        for key, value in matter.items():
            yield key
            yield from _texts(value)
    elif isinstance(matter, list):
        for value in matter:
            yield from _texts(value)
    elif isinstance(matter, str):
        yield matter
