"""A server by SSH: nothing is needed there but sshd and its SFTP.

Host keys are held against known_hosts, always. OpenSSH's extensions do the rest: hard links
(hardlink@openssh.com), a rename that replaces (posix-rename@openssh.com), copies on the server
(copy-data), writing through (fsync@openssh.com). SFTP has no digest of a remote file: what was
sent is read back.
"""

from __future__ import annotations

import asyncio
import secrets
import stat
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Self, TypeVar

import asyncssh
from asyncssh import SFTPAttrs, SFTPClient, SSHClientConnection

from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import CURE_DENIED, CURE_FULL, IN_THE_WAY, PART
from delivery.shape import AbsentError, Found, Parcel, PresentError, Tell
from newsroom.fingerprints import digest

AT_ONCE = 32  # requests under way; a round trip costs more than a small file
PATIENCE = 30  # seconds until a connection counts as failed
ALIVE_EVERY = 15  # seconds between two signs of life
FREE_ENOUGH = 1024 * 1024  # bytes; below, a plain "Failure" is a full disk
TRY_AGAIN = "请看看网络，再发布一次，已经传过去的不用重传；读者看到的还是原来的网站"
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Login:
    """Where and as whom.

    user: "" for the one of ~/.ssh/config or of this machine; port: 0 likewise. key: a private
    key's file, "" for the agent and the usual files; known_hosts likewise.
    """

    host: str
    folder: str
    user: str = ""
    port: int = 0
    key: str = ""
    known_hosts: str = ""


class Sftp:
    """A target by SFTP."""

    def __init__(self, login: Login, address: str) -> None:
        self._login = login
        self.address = address
        self._loop = asyncio.new_event_loop()
        self._connection: SSHClientConnection | None = None
        self._client: SFTPClient | None = None
        self._made: set[PurePosixPath] = set()

    def __enter__(self) -> Self:
        try:
            self._run(self._connect(), "")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        if self._connection is not None:
            self._connection.close()
            with suppress(Exception):
                self._loop.run_until_complete(
                    asyncio.wait_for(self._connection.wait_closed(), PATIENCE)
                )
        self._loop.close()

    def found(self, folder: str) -> dict[str, Found]:
        """All files below a folder, links not followed."""
        return self._run(self._walk(self._at(folder)), folder)

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
            await _each(one, parcels)

        self._run(all_of_them(), parcels[0].path if parcels else "")

    def digests(self, paths: Sequence[str], tell: Tell) -> dict[str, str]:
        """Read files back."""
        read: dict[str, str] = {}

        async def one(path: str) -> None:
            with suppress(AbsentError):
                data = await self._read(path)
                read[path] = digest(data)
                tell(len(data))

        self._run(_each(one, paths), paths[0] if paths else "")
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
            await _each(one, pairs)

        self._run(all_of_them(), pairs[0][1] if pairs else "")
        return left

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files."""

        async def one(path: str) -> None:
            with suppress(asyncssh.SFTPNoSuchFile):
                await self._sftp.remove(self._at(path))

        self._run(_each(one, paths), paths[0] if paths else "")

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
            await self._sftp.symlink(folder, fresh)
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
                raise DeliveryError(self._where(name), DeliveryCode.IN_THE_WAY, what, IN_THE_WAY)
            return str(await self._sftp.readlink(place))

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

        async def room() -> int | None:
            try:
                told = await self._sftp.statvfs(self._at(""))
            except asyncssh.SFTPError:
                return None
            return int(told.bavail) * int(told.frsize)

        return self._run(room(), "")

    @property
    def _sftp(self) -> SFTPClient:
        if self._client is None:
            raise RuntimeError("not connected")
        return self._client

    def _at(self, path: str) -> PurePosixPath:
        return PurePosixPath(self._login.folder) / path

    def _where(self, path: str) -> str:
        return f"{self.address}/{path}" if path else self.address

    async def _connect(self) -> None:
        login = self._login
        how: dict[str, Any] = {"connect_timeout": PATIENCE, "keepalive_interval": ALIVE_EVERY}
        how |= {"username": login.user} if login.user else {}
        how |= {"port": login.port} if login.port else {}
        how |= {"client_keys": [login.key]} if login.key else {}
        how |= {"known_hosts": login.known_hosts} if login.known_hosts else {}
        # A password is neither asked for nor taken: keys of the agent or of files alone.
        self._connection = await asyncssh.connect(
            login.host, preferred_auth="publickey", password_auth=False, kbdint_auth=False, **how
        )
        self._client = await self._connection.start_sftp_client()
        parent = self._at("").parent
        if not await self._client.isdir(parent):
            what = f"服务器上没有 {parent} 这个文件夹"
            cure = "请看看 --to 写得对不对；还没有的，请让管服务器的人先建好"
            raise DeliveryError(self.address, DeliveryCode.TARGET, what, cure)

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
            with suppress(asyncssh.SFTPOpUnsupported):
                await file.fsync()
        await self._sftp.posix_rename(part, place)

    async def _place_first(self, place: PurePosixPath, data: bytes) -> None:
        """Let a file appear where nothing may be (SSH_FXF_EXCL)."""
        try:
            async with self._sftp.open(place, "xb") as file:
                await file.write(data)
        except asyncssh.SFTPFailure as error:
            if await self._sftp.lexists(place):
                raise PresentError(str(place)) from error
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
        if folder not in self._made:
            await self._sftp.makedirs(folder, exist_ok=True)
            self._made.add(folder)

    async def _walk(self, root: PurePosixPath) -> dict[str, Found]:
        """All files below a folder; folders are listed many at once."""
        files: dict[str, Found] = {}
        waiting = [""]

        async def one(prefix: str) -> None:
            try:
                entries = [entry async for entry in self._sftp.scandir(root / prefix)]
            except asyncssh.SFTPNoSuchFile:
                return
            for entry in entries:
                name, status = str(entry.filename), entry.attrs
                if name in {".", ".."}:
                    continue
                if stat.S_ISDIR(status.permissions or 0):
                    below.append(f"{prefix}{name}/")
                else:
                    files[prefix + name] = _found(status)

        while waiting:
            below: list[str] = []
            await _each(one, waiting)
            waiting = below
        return files

    def _run(self, work: Coroutine[Any, Any, Made], path: str) -> Made:
        try:
            return self._loop.run_until_complete(work)
        except (asyncssh.Error, OSError, asyncssh.KeyImportError) as error:
            raise self._told(error, path) from error

    def _told(self, error: Exception, path: str) -> DeliveryError:
        where, said = self._where(path), str(getattr(error, "reason", "") or error)
        code = DeliveryCode.CONNECTION
        what, cure = f"连不上或者断了线（{said or type(error).__name__}）", TRY_AGAIN
        match error:
            case asyncssh.HostKeyNotVerifiable():
                code = DeliveryCode.HOST_KEY
                what = f"不认识这台服务器的主机密钥（{said}）"
                port = f"-p {self._login.port} " if self._login.port else ""
                cure = (
                    "请向管服务器的人核对密钥的指纹，对得上再运行 "
                    f"ssh {port}{self._login.host} 记下它；从前记过、如今变了的，先问清楚为什么"
                )
            case asyncssh.PermissionDenied() | asyncssh.KeyImportError():
                code = DeliveryCode.LOGIN
                what = f"服务器不认您的密钥（{said}）"
                cure = "请先 ssh-add 加上密钥，或者让管服务器的人把您的公钥加进 authorized_keys"
            case asyncssh.SFTPPermissionDenied() | asyncssh.SFTPWriteProtect():
                code, cure = DeliveryCode.PERMISSION, CURE_DENIED
                what = f"服务器不让写（{said}）"
            case asyncssh.SFTPNoSpaceOnFilesystem() | asyncssh.SFTPQuotaExceeded():
                code, what, cure = DeliveryCode.FULL, "服务器的磁盘满了", CURE_FULL
            case asyncssh.SFTPConnectionLost() | asyncssh.SFTPNoConnection():
                what = f"连接断了（{said}）"
            case asyncssh.SFTPError():
                return self._refused(error, where)
            case FileNotFoundError() if self._client is None:
                code, what = DeliveryCode.LOGIN, f"找不到密钥或者 known_hosts 文件（{said}）"
                cure = "请看看 TARGETS 里 key 和 known_hosts 写得对不对"
        return DeliveryError(where, code, what, cure)

    def _refused(self, error: asyncssh.SFTPError, where: str) -> DeliveryError:
        """SFTP version 3 says "Failure" of nearly everything; a full disk is the likeliest."""
        free: int | None = None
        with suppress(Exception):
            told = self._loop.run_until_complete(self._sftp.statvfs(self._at("")))
            free = int(told.bavail) * int(told.frsize)
        if free is not None and free < FREE_ENOUGH:
            return DeliveryError(where, DeliveryCode.FULL, "服务器的磁盘满了", CURE_FULL)
        what = f"服务器没有照办（{error.reason or error}）"
        cure = "请看看那边的文件夹、配额和权限；把这一行告诉管服务器的人"
        return DeliveryError(where, DeliveryCode.REFUSED, what, cure)


async def _each(work: Callable[[Any], Awaitable[None]], things: Sequence[Any]) -> None:
    """Work on all things, some at once; the first failure ends it all."""
    waiting = iter(things)

    async def worker() -> None:
        for thing in waiting:
            await work(thing)

    workers = [asyncio.ensure_future(worker()) for _ in range(min(AT_ONCE, len(things)))]
    try:
        await asyncio.gather(*workers)
    finally:
        for each in workers:
            each.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


def _found(status: SFTPAttrs) -> Found:
    link = "→" if stat.S_ISLNK(status.permissions or 0) else ""
    return Found(int(status.size or 0), f"{link}{status.mtime}")
