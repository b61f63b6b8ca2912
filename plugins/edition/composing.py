"""Issues read and set ahead of a build, several at a time: what comes of it goes into the store.

The build itself then finds everything there, in whatever order it was made, by however many
processes or machines; what is missing it makes itself, and it alone tells what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from edition.hands import can_fork
from edition.setting import Compositor
from hanzi import Converter
from newsroom.houserules import HouseRules
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from newsroom.reading import read_issue
from newsroom.store import Store

FEWEST = 4  # issues; for less, processes are not worth their start
SAMPLE = "市长发表讲话，资金发放到位，于红杰参加。"  # makes every dictionary load
LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Workshop:
    """All that a worker has to know; it may be on another machine that sees the same files.

    sections, names: as `HouseRules` has them.
    """

    content: Path
    scripts: tuple[Script, ...]
    sections: frozenset[str]
    names: Mapping[str, str]
    glossary: tuple[GlossaryRow, ...]
    now: datetime


def composed(shop: Workshop, folder: str) -> list[tuple[str, bytes]]:
    """Read one issue and set it in every script: what a store is to keep.

    An issue that brings the program down gives nothing: the build will meet it and tell of it.
    """
    rules = HouseRules(shop.sections, shop.now, shop.glossary, names=shop.names)
    with Store(None) as store:
        try:
            issue = read_issue(shop.content, folder, store, rules)
            for script in shop.scripts if issue else ():
                assert issue is not None  # noqa: S101 - for mypy alone
                Compositor(_converter(script, shop.glossary), store).issue(issue)
        except Exception:
            return []
        return store.rows()


@lru_cache(maxsize=8)
def _converter(script: Script, glossary: tuple[GlossaryRow, ...]) -> Converter:
    """One for all issues that a worker sets; what it keeps of one serves the next."""
    return Converter(script, glossary)


def compose(
    shop: Workshop, folders: Sequence[str], store: Store, workers: int, cluster: str = ""
) -> None:
    """Have issues read and set ahead, and put what comes of it into the store.

    workers: processes. cluster: of Dask, its scheduler's address, or "local"; "" for none.
    """
    if len(folders) < FEWEST or (workers < 2 and not cluster):
        return
    with _pool(shop, workers, cluster) as pool:
        if pool is None:
            return
        try:
            waiting = [pool.submit(partial(composed, shop), folder) for folder in folders]
            waiting.reverse()
            while waiting:
                for key, value in waiting.pop().result():
                    store.put(key, value)
        except BrokenProcessPool:
            return  # no more processes to be had here: the build does it by itself


@contextmanager
def _pool(shop: Workshop, workers: int, cluster: str) -> Iterator[Executor | None]:
    """Whoever does the work; nobody where this system has no copies of a process."""
    if cluster:
        with _dask(cluster, workers) as pool:
            yield pool
        return
    if not can_fork():
        yield None
        return
    for script in shop.scripts:  # loaded once, and shared by all copies
        _converter(script, shop.glossary).text(SAMPLE, Script.HANS)
    pool = ProcessPoolExecutor(workers, mp_context=get_context("fork"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _dask(cluster: str, workers: int) -> Iterator[Executor]:
    """Dask's executor (distributed.dask.org), for who reprints an archive on several machines."""
    import distributed

    library: Any = distributed  # it has types, but for these
    given = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    client = library.Client(**given) if cluster == LOCAL else library.Client(cluster)
    with client, client.get_executor(pure=False) as pool:
        yield pool
