"""The three kinds of target, each with what a test wants to know of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import servers
from deliveries import held, options_of, public, send
from delivery.dispatch import Told, back, releases
from delivery.plan import Delivered
from delivery.record import Release
from delivery.shape import Target
from delivery.targets import Place
from edition.media import is_lasting

SWITCHING = ("folder", "sftp")
KINDS = (*SWITCHING, "s3")
SERVERS = {"nginx.conf", "_headers"}


@dataclass(frozen=True)
class Spot:
    """A target of a test. root: its folder on this machine; store: a client of it, for S3."""

    kind: str
    to: str
    settings: Mapping[str, str] = field(default_factory=dict)
    root: Path = Path()
    store: Any = None

    @property
    def switches(self) -> bool:
        """Whether it has releases side by side."""
        return self.kind != "s3"

    def send(self, tree: Path, **how: Any) -> Delivered:
        """Deliver."""
        return send(tree, self.to, self.settings, **how)

    def target(self) -> Target:
        """The target."""
        return Place.of("t", {"t": {"address": self.to, **self.settings}}).target(Path())

    def back(self, **how: Any) -> Release:
        """Go back."""
        return back(self.target(), options_of(**how))

    def releases(self) -> list[Told]:
        """What stays."""
        return list(releases(self.target()))

    def shown(self) -> dict[str, bytes]:
        """What the public can read."""
        if self.switches:
            return held(self.root / "current")
        return {p: data for p, data in self.stored().items() if not p.startswith(".press/")}

    def stored(self) -> dict[str, bytes]:
        """Every object, of a store: as the double holds it."""
        return {
            key.removeprefix("site/"): data
            for key, data in servers.objects("press").items()
            if key.startswith("site/")
        }

    def meddle(self, path: str, data: bytes | None) -> None:
        """Other hands write a file of the site, or remove it (None)."""
        if self.store is not None:
            where = {"Bucket": "press", "Key": f"site/{path}"}
            if data is None:
                self.store.delete_object(**where)
            else:
                self.store.put_object(**where, Body=data)
        elif data is None:
            (self.root / "current" / path).unlink()
        else:
            (self.root / "current" / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / "current" / path).write_bytes(data)


def shown_as(files: Mapping[str, str | bytes], there: Spot) -> dict[str, bytes]:
    """A site as it should lie at a target; a store gets nothing that is meant for servers."""
    whole = public(files)
    return whole if there.switches else {p: d for p, d in whole.items() if p not in SERVERS}


def own(shown: Mapping[str, bytes], files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """What of a shown site is not left from a release before."""
    return {p: data for p, data in shown.items() if p in files or not is_lasting(p)}


@contextmanager
def spot(kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Spot]:
    """A target of a kind, with its server."""
    if kind == "folder":
        yield Spot(kind, str(folder / "srv"), root=folder / "srv")
        shutil.rmtree(folder / "srv", ignore_errors=True)
    elif kind == "sftp":
        with servers.sshd(folder / "ssh") as ssh:
            yield Spot(kind, ssh.address(), ssh.settings, ssh.root / "site")
    else:
        import boto3

        with servers.store(monkeypatch) as endpoint:
            client = boto3.client("s3", endpoint_url=endpoint)
            yield Spot(kind, "s3://press/site", {"endpoint": endpoint}, store=client)
            client.close()


def spots(kinds: Sequence[str]) -> Any:
    """A fixture: a target of each of some kinds, in turn."""

    @pytest.fixture(params=kinds)
    def made(
        request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Spot]:
        with spot(request.param, tmp_path, monkeypatch) as there:
            yield there

    return made
