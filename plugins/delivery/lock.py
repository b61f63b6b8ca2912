"""One publisher at a time: a lock at the target, with a name, a time and a way out."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from uuid import getnode

from delivery.codes import DeliveryCode, DeliveryError
from delivery.shape import AbsentError, PresentError, Target
from newsroom.fingerprints import digest

STALE_AFTER = 15 * 60  # seconds without a sign of life
BEAT_EVERY = 60.0  # seconds
MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
EMPTY_FOR = 1.0  # seconds; longer than anybody takes from making a lock to writing it


def publisher() -> str:
    """Who publishes, as other publishers are told: user@machine."""
    try:
        user = getuser()
    except (OSError, KeyError):
        user = "?"
    return f"{user}@{socket.gethostname()}"


def machine() -> str:
    """What tells two machines of one name apart; their numbers of processes mean nothing there."""
    for file in MACHINE_IDS:
        with suppress(OSError):
            if told := file.read_text(encoding="ascii", errors="replace").strip():
                return digest(told.encode())[:12]
    return digest(str(getnode()).encode())[:12]


@dataclass
class Lock:
    """A lock that is held. beat: to be called often; says now and then that we are alive."""

    target: Target
    path: str
    since: float
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    _written: bytes = b""
    _last: float = 0.0

    def take(self) -> None:
        """Take it, or raise DeliveryError; of a publisher that is dead it is taken over."""
        try:
            self._write(None)
        except PresentError:
            self._take_over()

    def beat(self) -> None:
        """Say that we are alive, and make sure that nobody has taken the lock away."""
        if time.monotonic() - self._last > BEAT_EVERY:
            self.hold()

    def hold(self) -> None:
        """Make sure, now, that the lock is still ours; raises DeliveryError if it is not."""
        try:
            self._write(self._written)
        except PresentError as error:
            what = "发布到一半，发布锁被别人取走了，这次没有切换"
            cure = "请问清楚是谁在同时发布，等他做完再发布一次"
            raise DeliveryError(
                f"{self.target.address}/{self.path}", DeliveryCode.LOCKED, what, cure
            ) from error

    def release(self) -> None:
        """Give it back, if it is still ours."""
        with suppress(DeliveryError, AbsentError):
            if self.target.read(self.path) == self._written:
                self.target.remove([self.path])

    def _write(self, instead_of: bytes | None) -> None:
        told = {
            "by": publisher(),
            "machine": machine(),
            "pid": os.getpid(),
            "since": self.since,
            "seen": self.target.now(),
            "token": self.token,
        }
        data = json.dumps(told).encode()
        self.target.put(self.path, data, instead_of=instead_of)
        self._written, self._last = data, time.monotonic()

    def _take_over(self) -> None:
        try:
            held = self.target.read(self.path)
        except AbsentError:
            held = b""
        self.refuse_held(held)
        if not held:
            self._clear_empty()
        try:
            self._write(held or None)
        except PresentError as error:
            raise self._locked(held) from error

    def _clear_empty(self) -> None:
        """Take away a lock without a word in it: a full disk left it, or it is being written."""
        time.sleep(EMPTY_FOR)
        with suppress(AbsentError):
            held = self.target.read(self.path)
            if held:
                raise self._locked(held)
            self.target.remove([self.path])

    def refuse_held(self, held: bytes) -> None:
        """Raise DeliveryError if this is the lock of somebody who is alive."""
        if held and not self._is_dead(held):
            raise self._locked(held)

    def _is_dead(self, held: bytes) -> bool:
        told = _told(held)
        pid = told.get("pid")
        here = told.get("by") == publisher() and told.get("machine") == machine()
        if here and isinstance(pid, int):
            return not _is_running(pid)
        seen = told.get("seen")
        return not isinstance(seen, int | float) or self.target.now() - seen > STALE_AFTER

    def _locked(self, held: bytes) -> DeliveryError:
        told = _told(held)
        since = told.get("since")
        began = "不知何时"
        if isinstance(since, int | float):
            moment = datetime.fromtimestamp(since, UTC).astimezone()
            began = f"{moment:%m月%d日 %H:%M}"
        what = f"{told.get('by', '另一个人')} 从 {began} 起正在发布"
        cure = (
            f"请等他做完；他若是断了线，{STALE_AFTER // 60} 分钟没有动静就自动作废，"
            "确定没有人在发布的，加 --unlock 立刻取消"
        )
        where = f"{self.target.address}/{self.path}"
        return DeliveryError(where, DeliveryCode.LOCKED, what, cure)


@contextmanager
def locked(target: Target, path: str, *, unlock: bool = False) -> Iterator[Lock]:
    """Hold the lock of a target. unlock: take away what lock there is, first."""
    if unlock:
        target.remove([path])
    lock = Lock(target, path, target.now())
    lock.take()
    try:
        yield lock
    finally:
        lock.release()


def refuse_locked(target: Target, path: str) -> None:
    """Raise DeliveryError where somebody else is publishing; the lock is looked at, not taken."""
    with suppress(AbsentError):
        Lock(target, path, 0.0).refuse_held(target.read(path))


def _told(held: bytes) -> dict[str, object]:
    try:
        told = json.loads(held)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


QUERY = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION


def _is_running(pid: int) -> bool:
    if pid == os.getpid():
        return False  # a delivery of this very process that has ended without giving it back
    if sys.platform == "win32":  # where signal 0 is Ctrl+C
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(QUERY, False, pid)  # noqa: FBT003 # its order
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
