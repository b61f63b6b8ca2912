"""What of a tree goes to the public: the files its manifest names, and no other."""

from __future__ import annotations

import gzip
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from delivery.codes import DeliveryCode, DeliveryError
from edition.manifest import MANIFEST, UNSETTLED, Trust, read_manifest
from edition.media import is_text
from edition.tree import OutputTree
from newsroom.fingerprints import digest

FOR_SERVERS = frozenset({"nginx.conf", ".htaccess", "_headers", "_redirects"})
OPEN_DOTS = frozenset({".well-known"})
INNER = re.compile(r"\.(log|tmp|bak|orig|part|sqlite3|pyc)$|~$|\.proofs(/|$)", re.I)
ENCODINGS = ("gz", "br")
LEAST_PACKED = 1024  # bytes; below, a packed file saves nothing on the way
BUILD_AGAIN = "请先重新排一次（scripts/build）再发布"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the site. digest: of its bytes; size: bytes.

    of: the digest of the file it is packed from, "" for a file of the tree.
    """

    path: str
    digest: str
    size: int
    of: str = ""


@dataclass(frozen=True)
class Cargo:
    """All that goes.

    locate: where a file of the tree lies; items: by path. packed: the bytes of what was packed.
    """

    locate: Callable[[str], Path]
    items: Mapping[str, Item]
    packed: Mapping[str, bytes] = field(default_factory=dict)

    def data(self, item: Item) -> Path | bytes:
        """Where an item's bytes lie; raises DeliveryError if they are not those of the tree."""
        if item.path in self.packed:
            return self.packed[item.path]
        file = self.locate(item.path)
        try:
            held = digest(file.read_bytes())
        except OSError as error:
            what = f"成品里的文件读不出来（{error.strerror or error}）"
            raise DeliveryError(str(file), DeliveryCode.TREE, what, BUILD_AGAIN) from error
        if held != item.digest:
            what = "这个文件在排报之后被改动过"
            raise DeliveryError(str(file), DeliveryCode.TREE, what, BUILD_AGAIN)
        return file


def cargo_of(tree: Path | OutputTree, *, for_server: bool, paper: str = "") -> Cargo:
    """The public's files of an output folder, or of a tree that is about to be finished.

    for_server: whether files that tell a web server what to do go along. paper: whose tree it is
    to be. Raises DeliveryError if the folder is no finished tree, or another paper's, or a file in
    it is not as the tree left it.
    """
    if isinstance(tree, OutputTree):
        made = {path: tree.entry(path) for path in tree.paths()}
        found = (Item(path, one.content, one.size) for path, one in made.items() if one)
        return Cargo(tree.location, _public(found, for_server=for_server))
    items = _public(_items(tree, paper), for_server=for_server)
    if "index.html" not in items:
        what = "成品里没有首页（index.html）"
        raise DeliveryError(str(tree), DeliveryCode.TREE, what, BUILD_AGAIN)
    sizes = _sizes(tree, items)
    for path, item in items.items():
        if sizes[path] != item.size:
            what = "这个文件不见了，或者在排报之后被改动过"
            raise DeliveryError(str(tree / path), DeliveryCode.TREE, what, BUILD_AGAIN)
    return Cargo(tree.joinpath, items)


def _public(items: Iterable[Item], *, for_server: bool) -> dict[str, Item]:
    return {
        item.path: item
        for item in items
        if is_public(item.path) and (for_server or item.path not in FOR_SERVERS)
    }


def is_public(path: str) -> bool:
    """Whether a file of the tree is meant for readers or for the server that serves them."""
    if path in FOR_SERVERS:
        return True
    parts = PurePosixPath(path).parts
    if ".." in parts or path.startswith("/") or "\\" in path:
        return False
    hidden = any(part.startswith(".") for part in parts if part not in OPEN_DOTS)
    return not hidden and not INNER.search(path)


def with_packed(cargo: Cargo, encodings: Iterable[str], known: Mapping[str, Item]) -> Cargo:
    """The same with `.gz` and `.br` beside what is text, the same bytes every time.

    known: what the target holds, by path; what was packed from the same bytes is not packed again.
    """
    items, packed = dict(cargo.items), dict(cargo.packed)
    for item in cargo.items.values():
        if item.size < LEAST_PACKED or not is_text(item.path) or item.path in FOR_SERVERS:
            continue
        for encoding in encodings:
            path = f"{item.path}.{encoding}"
            before = known.get(path)
            if before is not None and before.of == item.digest:
                items[path] = before
                continue
            source = cargo.data(item)
            data = pack(source if isinstance(source, bytes) else source.read_bytes(), encoding)
            items[path] = Item(path, digest(data), len(data), item.digest)
            packed[path] = data
    return Cargo(cargo.locate, items, packed)


def pack(data: bytes, encoding: str) -> bytes:
    """Bytes as `gz` or `br` (RFC 1952, RFC 7932), without a time or a name in them."""
    if encoding == "gz":
        return gzip.compress(data, 9, mtime=0)
    import brotli

    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT, quality=9)
    return packed


def _items(tree: Path, paper: str) -> Iterator[Item]:
    manifest = read_manifest(tree)
    what = ""
    if manifest.trust is Trust.NONE:
        what = "这里不是排好的成品（没有清单）"
    elif manifest.trust is Trust.DAMAGED:
        what = "成品的清单坏了"
    elif any(entry.fingerprint == UNSETTLED for entry in manifest.entries.values()):
        what = "上一次排报没有做完"
    if what:
        raise DeliveryError(str(tree / MANIFEST), DeliveryCode.TREE, what, BUILD_AGAIN)
    if paper and manifest.paper and manifest.paper != paper:
        what = f"这是另一份报纸的成品（{manifest.paper}）"
        cure = "请看看成品文件夹和设置文件对不对"
        raise DeliveryError(str(tree), DeliveryCode.TREE, what, cure)
    for path, entry in manifest.entries.items():
        yield Item(path, entry.content, entry.size)


def _sizes(tree: Path, paths: Iterable[str]) -> dict[str, int]:
    """The sizes of regular files of the tree; -1 for what is none, or lies behind a link."""
    folders: dict[str, bool] = {"": True}

    def is_own(folder: str) -> bool:
        if folder not in folders:
            folders[folder] = is_own(folder.rpartition("/")[0]) and not (tree / folder).is_symlink()
        return folders[folder]

    sizes = {}
    for path in paths:
        sizes[path] = -1
        with suppress(OSError):
            status = os.lstat(tree / path)
            if stat.S_ISREG(status.st_mode) and is_own(path.rpartition("/")[0]):
                sizes[path] = status.st_size
    return sizes
