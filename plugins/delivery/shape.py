"""The one shape of a target: a place that takes files, tells of them and gives them back.

Paths are relative to the target's own address, with `/`, without `..`. Every call that fails
raises DeliveryError with the cure, but for the two exceptions named here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self, runtime_checkable

CLOSED = "!"  # ends the mark of a file that others than its owner can't read
LINKED = "→"  # begins the mark of a symbolic link
Tell = Callable[[int], None]  # told how many bytes more are done


class AbsentError(Exception):
    """There is no such file at the target."""


class PresentError(Exception):
    """There is such a file at the target already, or it is another than was expected."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it stands at the target.

    size: bytes; mark: anything that changes when the file is written anew (a time, an ETag).
    """

    size: int
    mark: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file on its way. path: at the target; data: where its bytes lie, or the bytes."""

    path: str
    data: Path | bytes
    size: int
    name: str = ""  # its path on the site, where that is another

    def read(self) -> bytes:
        """Its bytes."""
        return self.data if isinstance(self.data, bytes) else self.data.read_bytes()

    @property
    def public(self) -> str:
        """The path its media type and its caching follow from."""
        return self.name or self.path


class Target(Protocol):
    """What every target can: it stores files. A context manager: connected inside, never outside.

    address: as an editor is told it, without any secret.
    """

    address: str

    def __enter__(self) -> Self:
        """Connect."""

    def __exit__(self, *exc: object) -> None:
        """Disconnect."""

    def found(self, folder: str) -> dict[str, Found]:
        """All files below a folder, by their path from it; none where there is no folder."""

    def names(self, folder: str) -> list[str]:
        """What stands directly in a folder, sorted; nothing where there is no folder."""

    def read(self, path: str) -> bytes:
        """A small file; raises AbsentError."""

    def put(self, path: str, data: bytes, *, instead_of: bytes | None = b"") -> None:
        """Write a small file whole or not at all.

        instead_of: b"" whatever is there; None: nothing may be there; else what has to be there.
        Raises PresentError where something else is.
        """

    def send(self, parcels: Sequence[Parcel], tell: Tell) -> None:
        """Write files, each whole or not at all, and make them last."""

    def digests(self, paths: Sequence[str], tell: Tell) -> dict[str, str]:
        """Read files back; their digests by path, without those that are not there."""

    def link(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Let files appear at a second path without sending them; the pairs it could not."""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files; one that is not there is no error."""

    def now(self) -> float:
        """The target's own clock, seconds since 1970."""

    def room(self) -> int | None:
        """Bytes free at the target, if it can tell."""


@runtime_checkable
class Switchable(Target, Protocol):
    """What some targets can: put a folder in the place of another at once."""

    def drop(self, folder: str) -> None:
        """Remove a folder and all in it; one that is not there is no error."""

    def rename(self, old: str, new: str) -> None:
        """Rename a folder."""

    def point(self, name: str, folder: str) -> None:
        """Let a symbolic link point to a folder, in the place of what it pointed to, at once."""

    def pointed(self, name: str) -> str:
        """What a symbolic link points to, or ""; raises DeliveryError if it is something else."""
