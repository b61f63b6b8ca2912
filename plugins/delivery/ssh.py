"""A connection by SSH with its SFTP, and what its failures mean.

Host keys are held against known_hosts, always; a password is neither asked for nor taken.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

import asyncssh
from asyncssh import SFTPClient, SSHClientConnection

from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import CURE_DENIED, CURE_FULL, TRY_AGAIN

AT_ONCE = 32  # requests under way; a round trip costs more than a small file
PATIENCE = 30  # seconds until a connection counts as failed
ALIVE_EVERY = 15  # seconds between two signs of life
FREE_ENOUGH = 1024 * 1024  # bytes; below, a plain "Failure" is a full disk
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


class Session:
    """A connection that is opened and closed. address: as an editor is told it."""

    def __init__(self, login: Login, address: str) -> None:
        self._login = login
        self._address = address
        self._loop = asyncio.new_event_loop()
        self._connection: SSHClientConnection | None = None
        self._client: SFTPClient | None = None

    def open(self) -> None:
        """Connect; raises DeliveryError."""
        try:
            self.run(self._connect(), "")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Disconnect."""
        if self._connection is not None:
            self._connection.close()
            with suppress(Exception):
                self._loop.run_until_complete(
                    asyncio.wait_for(self._connection.wait_closed(), PATIENCE)
                )
        self._loop.close()

    @property
    def client(self) -> SFTPClient:
        """The SFTP of the connection."""
        if self._client is None:
            raise RuntimeError("not connected")
        return self._client

    def at(self, path: str) -> PurePosixPath:
        """Where a path of the target lies."""
        return PurePosixPath(self._login.folder) / path

    def where(self, path: str) -> str:
        """A path of the target, as an editor is told it."""
        return f"{self._address}/{path}" if path else self._address

    async def free(self) -> int | None:
        """Bytes free, where the server tells (statvfs@openssh.com)."""
        try:
            told = await self.client.statvfs(self.at(""))
        except asyncssh.SFTPError:
            return None
        return int(told.bavail) * int(told.frsize)

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
        try:
            self._client = await self._connection.start_sftp_client()
        except (asyncssh.ChannelOpenError, asyncssh.SFTPConnectionLost) as error:
            what = f"服务器没有开 SFTP（{error.reason or type(error).__name__}）"
            cure = "请管服务器的人在 sshd_config 里写上 Subsystem sftp internal-sftp，再重启 sshd"
            raise DeliveryError(self._address, DeliveryCode.REFUSED, what, cure) from error
        parent = self.at("").parent
        if not await self._client.isdir(parent):
            what = f"服务器上没有 {parent} 这个文件夹"
            cure = "请看看 --to 写得对不对；还没有的，请让管服务器的人先建好"
            raise DeliveryError(self._address, DeliveryCode.TARGET, what, cure)

    def run(self, work: Coroutine[Any, Any, Made], path: str) -> Made:
        """Work to its end; raises DeliveryError. path: what it is about, for the message."""
        try:
            return self._loop.run_until_complete(work)
        except (asyncssh.Error, OSError, asyncssh.KeyImportError) as error:
            raise self._told(error, path) from error

    def _told(self, error: Exception, path: str) -> DeliveryError:
        where, said = self.where(path), str(getattr(error, "reason", "") or error)
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
            free = self._loop.run_until_complete(self.free())
        if free is not None and free < FREE_ENOUGH:
            return DeliveryError(where, DeliveryCode.FULL, "服务器的磁盘满了", CURE_FULL)
        what = f"服务器没有照办（{error.reason or error}）"
        cure = "请看看那边的文件夹、配额和权限；把这一行告诉管服务器的人"
        return DeliveryError(where, DeliveryCode.REFUSED, what, cure)


async def each(work: Callable[[Any], Awaitable[None]], things: Sequence[Any]) -> None:
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
