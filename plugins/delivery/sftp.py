"""A server by SSH: nothing is needed there but sshd and its SFTP.

OpenSSH's extensions do what SFTP can not: hard links
(hardlink@openssh.com), a rename that replaces (posix-rename@openssh.com), copies on the server
(copy-data), writing through (fsync@openssh.com). SFTP has no digest of a remote file: what was
sent is read back.
"""

from __future__ import annotations

import secrets
import stat
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Self

import asyncssh
from asyncssh import SFTPAttrs, SFTPClient

from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import (
    IN_THE_WAY,
    OPEN_FILE,
    OPEN_FOLDER,
    PART,
    is_closed,
    steps_to,
)
from delivery.nesting import refuse_within_a_place, within_a_place
from delivery.shape import CLOSED, LINKED, AbsentError, Found, Parcel, PresentError, Tell
from delivery.ssh import Login, Session, each
from newsroom.fingerprints import digest


class Sftp:
    """A target by SFTP."""

    def __init__(self, login: Login, address: str) -> None:
        self.address = address
        self._session = Session(login, address)
        self._run = self._session.run
        self._at = self._session.at
        self._made: set[PurePosixPath] = set()

    def __enter__(self) -> Self:
        self._session.open()
        try:
            self._run(self._refuse_within_a_place(), "")
        except BaseException:
            self._session.close()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self._session.close()

    def found(self, folder: str) -> dict[str, Found]:
        """All files below a folder, links not followed."""

        async def found() -> dict[str, Found]:
            return await self._walk(self._at(folder), closed=await self._is_closed(folder))

        return self._run(found(), folder)

    def names(self, folder: str) -> list[str]:
        """What stands directly in a folder."""

        async def listed() -> list[str]:
            try:
                names = await self._sftp.listdir(self._at(folder))
            except asyncssh.SFTPNoSuchFile:
                return []
            return sorted(str(name) for name in names if name not in {".", ".."})

        return self._run(listed(), folder)

    def read(self, path: str) -> bytes:
        """A small file."""
        return self._run(self._read(path), path)

    def put(self, path: str, data: bytes, *, instead_of: bytes | None = b"") -> None:
        """Write a small file whole or not at all."""

        async def put() -> None:
            place = self._at(path)
            await self._make(place.parent)
            if instead_of is None:
                await self._place_first(place, data)
                return
            if instead_of:
                try:
                    held = await self._read(path)
                except AbsentError:
                    held = b""
                if held != instead_of:
                    raise PresentError(path)
            await self._write(place, data)

        self._run(put(), path)

    def send(self, parcels: Sequence[Parcel], tell: Tell) -> None:
        """Write files, each whole or not at all, many under way at once."""

        async def one(parcel: Parcel) -> None:
            await self._write(self._at(parcel.path), parcel.read())
            tell(parcel.size)

        async def all_of_them() -> None:
            for folder in sorted({self._at(parcel.path).parent for parcel in parcels}):
                await self._make(folder)
            await each(one, parcels)

        self._run(all_of_them(), parcels[0].path if parcels else "")

    def digests(self, paths: Sequence[str], tell: Tell) -> dict[str, str]:
        """Read files back."""
        read: dict[str, str] = {}

        async def one(path: str) -> None:
            with suppress(AbsentError):
                data = await self._read(path)
                read[path] = digest(data)
                tell(len(data))

        self._run(each(one, paths), paths[0] if paths else "")
        return read

    def link(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Hard links; where the server has none, copies on the server."""
        left: list[tuple[str, str]] = []

        async def one(pair: tuple[str, str]) -> None:
            old, new = self._at(pair[0]), self._at(pair[1])
            try:
                await self._sftp.link(old, new)
            except asyncssh.SFTPError:
                with suppress(asyncssh.SFTPNoSuchFile):
                    await self._sftp.remove(new)
                try:
                    await self._linked(old, new)
                except asyncssh.SFTPError:
                    left.append(pair)

        async def all_of_them() -> None:
            for folder in sorted({self._at(new).parent for _, new in pairs}):
                await self._make(folder)
            await each(one, pairs)

        self._run(all_of_them(), pairs[0][1] if pairs else "")
        return left

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files."""

        async def one(path: str) -> None:
            with suppress(asyncssh.SFTPNoSuchFile):
                await self._sftp.remove(self._at(path))

        self._run(each(one, paths), paths[0] if paths else "")

    def drop(self, folder: str) -> None:
        """Remove a folder and all in it."""

        async def drop() -> None:
            with suppress(asyncssh.SFTPNoSuchFile):
                await self._sftp.rmtree(self._at(folder))

        self._run(drop(), folder)
        self._made.clear()

    def rename(self, old: str, new: str) -> None:
        """Rename a folder."""
        self._run(self._sftp.posix_rename(self._at(old), self._at(new)), new)
        self._made.clear()

    def point(self, name: str, folder: str) -> None:
        """Let a symbolic link point to a folder, at once (posix-rename@openssh.com)."""

        async def point() -> None:
            fresh = self._at(f".{name}{PART}")
            with suppress(asyncssh.SFTPNoSuchFile):
                await self._sftp.remove(fresh)
            try:
                await self._sftp.symlink(folder, fresh)
            except (asyncssh.SFTPPermissionDenied, asyncssh.SFTPOpUnsupported) as error:
                # files may be written here, as was seen
                what = "服务器不许发布程序建符号链接，网站没法一下子换过去"
                cure = "请管服务器的人放开 SFTP 的 symlink（sshd_config 里不要 -P symlink）"
                where = self._session.where(name)
                raise DeliveryError(where, DeliveryCode.REFUSED, what, cure) from error
            await self._sftp.posix_rename(fresh, self._at(name))

        self._run(point(), name)

    def pointed(self, name: str) -> str:
        """What a symbolic link points to."""

        async def pointed() -> str:
            place = self._at(name)
            try:
                status = await self._sftp.lstat(place)
            except asyncssh.SFTPNoSuchFile:
                return ""
            if not stat.S_ISLNK(status.permissions or 0):
                what = f"这里已经有一个 {name}，不是发布程序建的链接"
                where = self._session.where(name)
                raise DeliveryError(where, DeliveryCode.IN_THE_WAY, what, IN_THE_WAY)
            led = PurePosixPath(str(await self._sftp.readlink(place)))
            if led.is_absolute():
                root = PurePosixPath(str(await self._sftp.realpath(self._at(""))))
                led = led.relative_to(root) if led.is_relative_to(root) else led
            return str(led)

        return self._run(pointed(), name)

    def now(self) -> float:
        """The server's clock, as it stamps a file."""

        async def now() -> float:
            probe = self._at(f".clock-{secrets.token_hex(4)}{PART}")
            await self._make(probe.parent)
            async with self._sftp.open(probe, "wb"):
                pass
            status = await self._sftp.stat(probe)
            await self._sftp.remove(probe)
            return float(status.mtime or 0)

        return self._run(now(), "")

    def room(self) -> int | None:
        """Bytes free, where the server tells (statvfs@openssh.com)."""
        return self._run(self._session.free(), "")

    @property
    def _sftp(self) -> SFTPClient:
        return self._session.client

    async def _read(self, path: str) -> bytes:
        try:
            async with self._sftp.open(self._at(path), "rb") as file:
                data: bytes = await file.read()
                return data
        except asyncssh.SFTPNoSuchFile as error:
            raise AbsentError(path) from error

    async def _write(self, place: PurePosixPath, data: bytes) -> None:
        part = place.with_name(f".{place.name}{PART}")
        async with self._sftp.open(part, "wb") as file:
            await file.write(data)
            with suppress(asyncssh.SFTPError):  # a server that has modes of its own
                await file.chmod(OPEN_FILE)
            with suppress(asyncssh.SFTPOpUnsupported):
                await file.fsync()
        await self._sftp.posix_rename(part, place)

    async def _place_first(self, place: PurePosixPath, data: bytes) -> None:
        """Let a file appear where nothing may be (SSH_FXF_EXCL)."""
        try:
            file = await self._sftp.open(place, "xb")
        except asyncssh.SFTPFailure as error:
            if await self._sftp.lexists(place):
                raise PresentError(str(place)) from error
            raise
        try:
            async with file:
                await file.write(data)
        except (asyncssh.SFTPError, OSError):
            with suppress(asyncssh.SFTPError, OSError):
                await self._sftp.remove(place)  # our own, and less than half of it
            raise

    async def _linked(self, old: PurePosixPath, new: PurePosixPath) -> None:
        """A hard link, or a copy made on the server; raises SFTPError where it has neither."""
        try:
            await self._sftp.link(old, new)
        except asyncssh.SFTPError:
            if not self._sftp.supports_remote_copy:
                raise
            async with (
                self._sftp.open(old, "rb", block_size=0) as source,
                self._sftp.open(new, "wb", block_size=0) as copy,
            ):
                await self._sftp.remote_copy(source, copy)

    async def _make(self, folder: PurePosixPath) -> None:
        """Make a folder, and open those of ours on the way to it to the web server."""
        if folder in self._made:
            return
        root = self._at("")
        if not await self._sftp.isdir(root):
            await self._sftp.makedirs(root, exist_ok=True)
            with suppress(asyncssh.SFTPError):
                await self._sftp.chmod(root, OPEN_FOLDER)
        for step in steps_to(str(folder.relative_to(root))):
            place = root / step
            if place in self._made:
                continue
            mode = await self._step(place)
            if is_closed(stat.S_IFDIR | mode):
                with suppress(asyncssh.SFTPError):
                    await self._sftp.chmod(place, stat.S_IMODE(mode) | OPEN_FOLDER)
            self._made.add(place)
        self._made.add(folder)

    async def _step(self, place: PurePosixPath) -> int:
        """Make a folder in one that is there, unless it is, too; its mode."""
        refused: asyncssh.SFTPError | None = None
        try:
            await self._sftp.mkdir(place)
        except asyncssh.SFTPError as error:  # as a rule because it is there
            refused = error
        try:
            mode = (await self._sftp.stat(place)).permissions or 0
        except asyncssh.SFTPNoSuchFile as gone:
            raise refused or gone from gone
        if refused and stat.S_IFMT(mode) not in {0, stat.S_IFDIR}:  # 0: a server without kinds
            raise refused
        return mode

    async def _refuse_within_a_place(self) -> None:
        for link, releases in within_a_place(self._at("")):
            if await self._sftp.islink(link) and await self._sftp.isdir(releases):
                refuse_within_a_place(self.address)

    async def _is_closed(self, folder: str) -> bool:
        """Whether a folder of ours lets nobody through to the files below it."""
        for step in steps_to(folder):
            try:
                status = await self._sftp.stat(self._at(step))
            except asyncssh.SFTPNoSuchFile:
                return False
            if is_closed(stat.S_IFDIR | (status.permissions or 0)):
                return True
        return False

    async def _walk(self, root: PurePosixPath, *, closed: bool) -> dict[str, Found]:
        """All files below a folder; folders are listed many at once."""
        files: dict[str, Found] = {}
        waiting = [("", closed)]

        async def one(folder: tuple[str, bool]) -> None:
            prefix, closed = folder
            try:
                entries = [entry async for entry in self._sftp.scandir(root / prefix)]
            except asyncssh.SFTPNoSuchFile:
                return
            for entry in entries:
                name, status = str(entry.filename), entry.attrs
                if name in {".", ".."}:
                    continue
                shut = closed or is_closed(status.permissions or 0)
                if stat.S_ISDIR(status.permissions or 0):
                    below.append((f"{prefix}{name}/", shut))
                else:
                    files[prefix + name] = _found(status, closed=shut)

        while waiting:
            below: list[tuple[str, bool]] = []
            await each(one, waiting)
            waiting = below
        return files


def _found(status: SFTPAttrs, *, closed: bool) -> Found:
    link = LINKED if stat.S_ISLNK(status.permissions or 0) else ""
    return Found(int(status.size or 0), f"{link}{status.mtime}{CLOSED if closed else ''}")
