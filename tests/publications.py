"""Publishes content folders for tests: whole publications without Pelican, at any hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from edition.build import Build
from edition.publishing import Courier, Publishing
from newsroom.store import Store
from presses import job

ROOMS = ("reception", "syndication", "search", "website")


def publish(
    content: Path,
    folder: Path,
    now: datetime,
    rooms: Sequence[str] = ROOMS,
    withdraw: tuple[str, str] | Mapping[str, str] = ("", ""),
    anew: date | None = None,
    *,
    ask: bool = False,
    sure: bool = False,
    dry: bool = False,
    courier: Courier | None = None,
    **changes: Any,
) -> Path:
    """Publish without asking; the output folder. Raises what the build raises.

    anew: day of an issue whose paper is to be made anew. sure: that the clock is right. dry: only
    look. courier: who takes the tree to readers.
    """
    work = job(content, folder, rooms, now=now, **changes)
    taking = withdraw if isinstance(withdraw, Mapping) else {withdraw[0]: withdraw[1]}
    taking = {key: notice for key, notice in taking.items() if key}
    teller = Publishing(content, ask=ask, withdraw=taking, now=now, anew=anew)
    teller.clock_is_right = sure
    teller.dry, teller.courier = dry, courier
    build = Build(work, teller=teller)
    with Store(work.cache / "store.sqlite3") as store:
        build.prepare(store)
        build.publish()
    return work.output


def ledger_lines(content: Path) -> list[str]:
    """Every line of a content folder's ledger."""
    files = sorted((content / "ledger").glob("[0-9]*.jsonl"))
    return [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]


@contextmanager
def dying(monkeypatch: pytest.MonkeyPatch, where: str) -> Iterator[None]:
    """The machine dies where a function would be called. where: its name, with its module's."""

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(where, dies)
        with pytest.raises(KeyboardInterrupt):
            yield
