"""A folder of this machine, or a share that is mounted on it."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Self

from delivery.codes import DeliveryCode, DeliveryError
from delivery.nesting import refuse_within_a_place, within_a_place
from delivery.shape import CLOSED, LINKED, AbsentError, Found, Parcel, PresentError, Tell
from newsroom.fingerprints import digest

PART = ".press-part"
OPEN_FILE, OPEN_FOLDER = 0o644, 0o755  # what a web server can read, whatever the umask says
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NO_LINKS = frozenset(
    {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP}
)
CURE_FULL = "请在那边腾出地方再发布一次；读者看到的还是原来的网站"
TRY_AGAIN = "请看看网络，再发布一次，已经传过去的不用重传；读者看到的还是原来的网站"
CURE_DENIED = "请让管服务器的人给发布用的账号写这个文件夹的权限"
IN_THE_WAY = "请让管服务器的人把它挪到别处（网站要放在发布程序自己建的链接后面），再发布一次"


class Folder:
    """A target on this machine. root: absolute; the first delivery makes it, not its parent."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.address = str(root)

    def __enter__(self) -> Self:
        if not self._root.parent.is_dir():
            what = "放网站的地方不在（上一级文件夹没有）"
            cure = "请看看名字写得对不对，共享盘、移动硬盘接上了没有"
            raise DeliveryError(self.address, DeliveryCode.CONNECTION, what, cure)
        for link, releases in within_a_place(self._root):
            if Path(link).is_symlink() and Path(releases).is_dir():
                refuse_within_a_place(self.address)
        if self._root.exists() and not self._root.is_dir():
            what = "这是一个文件，不是文件夹"
            raise DeliveryError(self.address, DeliveryCode.IN_THE_WAY, what, IN_THE_WAY)
        return self

    def __exit__(self, *exc: object) -> None:
        """Nothing to disconnect."""

    def found(self, folder: str) -> dict[str, Found]:
        """All files below a folder, links not followed."""
        with self._telling(self._root / folder):
            return dict(_files_below(self._root / folder, closed=self._is_closed(folder)))

    def _is_closed(self, folder: str) -> bool:
        """Whether a folder of ours lets nobody through to the files below it."""
        steps = [self._root / step for step in steps_to(folder)]
        return any(step.is_dir() and is_closed(step.stat().st_mode) for step in steps)

    def _make(self, folder: Path) -> None:
        """Make a folder, and open those of ours on the way to it to the web server."""
        if not self._root.is_dir():
            self._root.mkdir()
            self._root.chmod(OPEN_FOLDER)
        for step in steps_to(folder.relative_to(self._root).as_posix()):
            place = self._root / step
            with suppress(FileExistsError):
                place.mkdir()
            mode = place.stat().st_mode
            if is_closed(mode):
                with suppress(PermissionError):  # of another account, or a share with modes of old
                    place.chmod(stat.S_IMODE(mode) | OPEN_FOLDER)

    def names(self, folder: str) -> list[str]:
        """What stands directly in a folder."""
        with self._telling(self._root / folder):
            try:
                return sorted(os.listdir(self._root / folder))  # noqa: PTH208 - names, not paths
            except FileNotFoundError:
                return []

    def read(self, path: str) -> bytes:
        """A small file."""
        with self._telling(self._root / path):
            try:
                return (self._root / path).read_bytes()
            except FileNotFoundError as error:
                raise AbsentError(path) from error

    def put(self, path: str, data: bytes, *, instead_of: bytes | None = b"") -> None:
        """Write a small file whole or not at all."""
        target = self._root / path
        with self._telling(target):
            self._make(target.parent)
            part = target.with_name(f".{target.name}-{os.getpid()}{PART}")
            try:  # a full disk leaves the part behind, too
                _write(part, data)
                if instead_of is None:
                    _place_first(part, target)
                    return
                if instead_of and _held(target) != instead_of:
                    raise PresentError(path)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)

    def send(self, parcels: Sequence[Parcel], tell: Tell) -> None:
        """Write files, each whole or not at all, and make them last."""
        folders = set()
        for parcel in parcels:
            target = self._root / parcel.path
            with self._telling(target):
                self._make(target.parent)
                part = target.with_name(f".{target.name}{PART}")
                _write(part, parcel.read())
                part.replace(target)
            folders.add(target.parent)
            tell(parcel.size)
        for folder in sorted(folders):
            _sync_folder(folder)

    def digests(self, paths: Sequence[str], tell: Tell) -> dict[str, str]:
        """Read files back."""
        read = {}
        for path in paths:
            with self._telling(self._root / path), suppress(FileNotFoundError):
                data = (self._root / path).read_bytes()
                read[path] = digest(data)
                tell(len(data))
        return read

    def link(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Hard links; on a file system without them, copies."""
        left = []
        for old, new in pairs:
            target = self._root / new
            with self._telling(target):
                self._make(target.parent)
                target.unlink(missing_ok=True)
                try:
                    if os.link in os.supports_follow_symlinks:
                        os.link(self._root / old, target, follow_symlinks=False)
                    else:  # Windows, where a link is not followed
                        os.link(self._root / old, target)
                except FileNotFoundError:
                    left.append((old, new))
                except OSError as error:
                    if error.errno not in NO_LINKS:
                        raise
                    left.append((old, new))
        return left

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files."""
        for path in paths:
            with self._telling(self._root / path):
                (self._root / path).unlink(missing_ok=True)

    def drop(self, folder: str) -> None:
        """Remove a folder and all in it."""
        with self._telling(self._root / folder), suppress(FileNotFoundError):
            shutil.rmtree(self._root / folder)

    def rename(self, old: str, new: str) -> None:
        """Rename a folder, after all that is in it has reached the disk."""
        with self._telling(self._root / new):
            if hasattr(os, "sync"):  # links have no bytes of their own to be written through
                os.sync()
            (self._root / old).rename(self._root / new)
            _sync_folder((self._root / new).parent)

    def point(self, name: str, folder: str) -> None:
        """Let a symbolic link point to a folder, at once (rename(2))."""
        link = self._root / name
        with self._telling(link):
            fresh = link.with_name(f".{name}{PART}")
            fresh.unlink(missing_ok=True)
            try:
                fresh.symlink_to(folder)
            except OSError as error:
                if error.errno not in NO_LINKS:
                    raise
                what = "这个地方放不了符号链接，网站没法一下子换过去"
                cure = "请换一个放得了符号链接的文件夹，或者改用 sftp:// 发到服务器上"
                raise DeliveryError(str(link), DeliveryCode.IN_THE_WAY, what, cure) from error
            fresh.replace(link)
            _sync_folder(link.parent)

    def pointed(self, name: str) -> str:
        """What a symbolic link points to."""
        link = self._root / name
        with self._telling(link):
            if link.is_symlink():
                return self._within(os.readlink(link))  # noqa: PTH115 - as it is written
            if link.exists():
                what = f"这里已经有一个 {name}，不是发布程序建的链接"
                raise DeliveryError(str(link), DeliveryCode.IN_THE_WAY, what, IN_THE_WAY)
        return ""

    def _within(self, pointed: str) -> str:
        """Where a link leads, from the root, be it written out in full."""
        path = Path(pointed)
        if not path.is_absolute():
            return pointed
        for root in (self._root, self._root.resolve()):
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return pointed

    def now(self) -> float:
        """The clock of whoever keeps the files: a share may have its own."""
        probe = self._root / f".clock-{os.getpid()}{PART}"
        with self._telling(probe):
            self._make(self._root)
            probe.write_bytes(b"")
            moment = probe.stat().st_mtime
            probe.unlink(missing_ok=True)
        return moment

    def room(self) -> int | None:
        """Bytes free."""
        with suppress(OSError):
            return shutil.disk_usage(self._root).free
        return None

    @contextmanager
    def _telling(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise told(error, str(path)) from error


def told(error: OSError, where: str) -> DeliveryError:
    """A refusal of the machine, with its cure."""
    said = error.strerror or str(error)
    if error.errno in FULL:
        return DeliveryError(where, DeliveryCode.FULL, f"磁盘满了（{said}）", CURE_FULL)
    if error.errno in DENIED:
        return DeliveryError(where, DeliveryCode.PERMISSION, f"不让写（{said}）", CURE_DENIED)
    if error.errno in {errno.ENOTDIR, errno.EEXIST, errno.EISDIR}:
        what = f"这里有别的东西挡路（{said}）"
        return DeliveryError(where, DeliveryCode.IN_THE_WAY, what, IN_THE_WAY)
    cure = "请看看磁盘、共享盘是不是还连着，再发布一次"
    return DeliveryError(where, DeliveryCode.CONNECTION, f"读写不成（{said}）", cure)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        with suppress(PermissionError):  # a share that has modes of its own
            path.chmod(OPEN_FILE)
        os.fsync(file.fileno())


def is_closed(mode: int) -> bool:
    """Whether a web server, which is nobody's owner, can't read a file or enter a folder."""
    return bool((OPEN_FOLDER if stat.S_ISDIR(mode) else OPEN_FILE) & 0o007 & ~mode)


def steps_to(folder: str) -> list[str]:
    """The folders on the way to a folder of a target, the nearest to the root first."""
    parts = PurePosixPath(folder).parts
    return ["/".join(parts[: at + 1]) for at in range(len(parts))]


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _place_first(part: Path, target: Path) -> None:
    """Let a file appear at a path where nothing may be."""
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise PresentError(target.name) from error
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        try:
            with target.open("xb") as file:
                file.write(part.read_bytes())
        except FileExistsError as there:
            raise PresentError(target.name) from there


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # Windows and some shares can't
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _files_below(root: Path, *, closed: bool) -> Iterator[tuple[str, Found]]:
    waiting = [(str(root), "", closed)]
    while waiting:
        folder, prefix, closed = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except FileNotFoundError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shut = closed or is_closed(entry.stat(follow_symlinks=False).st_mode)
                waiting.append((entry.path, f"{prefix}{entry.name}/", shut))
            else:
                status = entry.stat(follow_symlinks=False)
                link = LINKED if entry.is_symlink() else ""
                shut = closed or is_closed(status.st_mode)
                mark = f"{link}{status.st_mtime_ns}{CLOSED if shut else ''}"
                yield prefix + entry.name, Found(status.st_size, mark)
