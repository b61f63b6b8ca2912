"""A content-addressed store of parsed results, so that an unchanged file is never parsed twice.

A key is the fingerprint of a source's bytes and of all that shapes the result; a value never
changes. The store may be deleted at any time: it saves work and holds nothing else. What it holds
is not believed: every value bears a seal, and a result whose bodies are not whole is none, or is
made once more when a body is asked for that is not. Several builds, of several papers, may use it
at once.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from newsroom.fingerprints import DIGEST_BYTES, digest
from newsroom.locks import turn
from newsroom.model import Body

PATIENCE = 60.0  # seconds that a build waits for another to write
KEPT_DAYS = 30  # since a row was last used; other papers use the rows that this one does not
MOST_AT_HAND = 4096  # bodies of some 4 KB: page, book, mail and index ask for one each in its turn
LARGEST_AT_HAND = 100_000  # characters
ALL_AT_HAND = 8_000_000  # characters of them together: at most 16 MB of Chinese
FORMAT = 3  # of the rows; another one's are thrown away
SECONDS_A_DAY = 86_400
EMPTY = digest(b"")

T = TypeVar("T")


class StoreDamagedError(sqlite3.DatabaseError):
    """What was there a moment ago is not any more: the file was damaged while it was used.

    Nobody has written it wrong; the next build makes it anew. filename: of the store.
    """

    def __init__(self, filename: str) -> None:
        self.filename = filename
        super().__init__(filename)


class Store:
    """Bytes by key in one SQLite file; a broken file is thrown away, and so is a broken row.

    path: the file, or None for a store in memory. user: whose it is at the moment, a paper's
    content folder say. patience: seconds that it waits for another to write; who has little goes
    without what he would have kept.
    """

    def __init__(self, path: Path | None, user: str = "", patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._user = user
        self._used: set[str] = set()
        self._whole: set[str] = set()  # bodies that were looked at
        self._fresh: dict[str, bytes] = {}
        self._at_hand: dict[str, str] = {}  # the HTML of bodies asked for last
        self._held = 0  # characters of them
        self._closed = False
        self._broken = False
        self._today = int(time.time() // SECONDS_A_DAY)
        self._db = self._open()
        self._inherited: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def get(self, key: str) -> bytes | None:
        """The value of a key, or None."""
        self._used.add(key)
        if key in self._fresh:
            return self._fresh[key]
        if self._closed:
            return self._read_later(key)
        return self._read(self._db, key)

    def load(
        self, key: str, adapter: TypeAdapter[T], anew: Callable[[], object] | None = None
    ) -> T | None:
        """The object kept under a key; None if there is none, or not all of it is whole.

        anew: makes the object once more, its bodies with it. With it the bodies are not looked at
        now, for of most of them nobody will ask; one that is then missing is made anew.
        """
        read = self.read(key, adapter, anew)
        return read[0] if read else None

    def read(
        self, key: str, adapter: TypeAdapter[T], anew: Callable[[], object] | None = None
    ) -> tuple[T, bytes] | None:
        """As `load`, with the bytes that the object was made of."""
        data = self.get(key)
        if data is None:
            return None
        bodies = _Unseen(self, anew) if anew else self
        try:
            return adapter.validate_json(data, context={"store": bodies}), data
        except ValidationError:
            return None

    def has(self, key: str) -> bool:
        """Whether something is kept under a key, be it not whole."""
        row = self._db.execute("SELECT 1 FROM results WHERE key = ?", (key,)).fetchone()
        return row is not None or key in self._fresh

    def rows(self) -> list[tuple[str, bytes]]:
        """All that is kept, of a store in memory, to be put into another."""
        self._flush()
        rows = self._db.execute("SELECT key, value FROM results ORDER BY key").fetchall()
        return [(str(key), bytes(value)) for key, value in rows]

    def put(self, key: str, value: bytes) -> None:
        """Keep a value."""
        self._used.add(key)
        self._fresh[key] = value
        if len(self._fresh) >= 512 and not self._broken and self._inherited is None:
            self._flush()

    def keep_body(self, html: str) -> Body:
        """Keep a body's HTML and give the body that loads it."""
        data = html.encode("utf-8", "surrogatepass")
        key = digest(data)
        self.put(f"body:{key}", data)
        self._whole.add(key)
        return Body(key, lambda: self._body_html(key))

    def body(self, key: str) -> Body:
        """The body of a digest; its HTML is read when somebody asks for it.

        Raises ValueError where it is not there, so that what it is part of is made anew.
        """
        if key not in self._whole and key != EMPTY:
            if self.get(f"body:{key}") is None:
                raise ValueError(key)
            self._whole.add(key)
        return self.unseen_body(key, None)

    def unseen_body(self, key: str, anew: Callable[[], object] | None) -> Body:
        """The body of a digest, that may turn out not to be there. anew: as in `load`."""
        if key == EMPTY:
            return Body.of("")  # of what was taken back; nobody has kept it
        self._used.add(f"body:{key}")
        return Body(key, lambda: self._body_html(key, anew))

    def close(self) -> None:
        """Write what is new; forget what has long not been used. Bodies can still be read."""
        with suppress(sqlite3.Error, OSError):
            if self._broken and self._path is not None:
                self._start_afresh(self._path)
            self._flush()
            self._forget_unused()
        self._closed = self._path is not None
        if self._closed:
            self._db.close()

    def reopen(self) -> None:
        """Take a connection of one's own, in a process that was forked (sqlite.org/howtocorrupt).

        The parent's is neither used nor closed; a child writes nothing.
        """
        if self._path is not None and not self._closed:
            self._inherited = self._db
            self._db = sqlite3.connect(self._path, timeout=self._patience)

    def _read(self, db: sqlite3.Connection, key: str) -> bytes | None:
        try:
            row = db.execute("SELECT value, seal FROM results WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError as error:
            self._broken = self._broken or not _is_busy(error)
            return None
        if row is None:
            return None
        value = row[0] if isinstance(row[0], bytes) else b""
        return value if row[1] == _seal_of(key, value) else None

    def _read_later(self, key: str) -> bytes | None:
        """The value of a key after the build: a plugin of the host may read a body as late."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"{self._path}")) as db:
            return self._read(db, key)
        return None

    def _body_html(self, key: str, anew: Callable[[], object] | None = None) -> str:
        html = self._at_hand.get(key)
        if html is not None:
            return html
        data = self.get(f"body:{key}")
        if data is None and anew and not self._closed:
            anew()
            data = self.get(f"body:{key}")
        if data is None:
            raise StoreDamagedError(str(self._path))
        html = data.decode("utf-8", "surrogatepass")
        if len(html) > LARGEST_AT_HAND:
            return html
        if len(self._at_hand) >= MOST_AT_HAND or self._held + len(html) > ALL_AT_HAND:
            self._at_hand.clear()
            self._held = 0
        self._at_hand[key] = html
        self._held += len(html)
        return html

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            return _prepared(sqlite3.connect(":memory:"))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with turn(self._path.with_suffix(".lock"), PATIENCE):
            if self._path.is_dir() and not self._path.is_symlink():
                shutil.rmtree(self._path)  # whatever it is, the cache may be deleted at any time
            try:
                return _prepared(sqlite3.connect(self._path, timeout=self._patience))
            except sqlite3.DatabaseError as error:
                if _is_busy(error):
                    raise
                _throw_away(self._path)
                return _prepared(sqlite3.connect(self._path, timeout=self._patience))

    def _start_afresh(self, path: Path) -> None:
        """A file that turned out broken is thrown away; what of it was used and is whole stays."""
        kept = [(key, data) for key in sorted(self._used) if (data := self.get(key)) is not None]
        with turn(path.with_suffix(".lock"), PATIENCE):
            self._db.close()
            _throw_away(path)
            self._db = _prepared(sqlite3.connect(path, timeout=self._patience))
        self._fresh.update(kept)

    def _flush(self) -> None:
        if self._fresh:
            try:
                self._db.executemany(
                    "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", self._rows()
                )
                self._db.commit()
            except sqlite3.DatabaseError as error:
                if _is_busy(error) or self._broken:
                    raise
                self._broken = True  # what is fresh stays at hand till the file is made anew
                return
            self._fresh.clear()

    def _rows(self) -> Iterator[tuple[str, bytes, bytes, int]]:
        for key, value in self._fresh.items():
            yield key, value, _seal_of(key, value), self._today

    def _forget_unused(self) -> None:
        """Rows that nobody has used for a month go; each user marks his own once a day.

        What he puts there bears its day from the beginning.
        """
        marked = self._db.execute("SELECT day FROM users WHERE user = ?", (self._user,)).fetchone()
        if marked == (self._today,):
            return
        self._db.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
        self._db.executemany("INSERT INTO used VALUES (?)", [(key,) for key in self._used])
        self._db.execute(
            "UPDATE results SET day = ? WHERE day < ? AND key IN (SELECT key FROM used)",
            (self._today, self._today),
        )
        self._db.execute("DELETE FROM results WHERE day < ?", (self._today - KEPT_DAYS,))
        self._db.execute("DELETE FROM users WHERE day < ?", (self._today - KEPT_DAYS,))
        self._db.execute("INSERT OR REPLACE INTO users VALUES (?, ?)", (self._user, self._today))
        self._db.commit()


@dataclass(frozen=True, slots=True)
class _Unseen:
    """Hands out bodies that nobody has looked at yet. anew: as `Store.load` has it."""

    store: Store
    anew: Callable[[], object]

    def body(self, key: str) -> Body:
        """The body of a digest."""
        return self.store.unseen_body(key, self.anew)


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    """A connection to a store with a table of this format."""
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        if db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
            db.execute("DROP TABLE IF EXISTS results")
            db.execute(f"PRAGMA user_version = {FORMAT}")
        db.execute(
            "CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB NOT NULL,"
            " seal BLOB NOT NULL, day INTEGER NOT NULL)"
        )
        db.execute("CREATE TABLE IF NOT EXISTS users (user TEXT PRIMARY KEY, day INTEGER NOT NULL)")
        db.commit()
    except sqlite3.Error:
        db.close()
        raise
    return db


def _throw_away(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _is_busy(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}


def _seal_of(key: str, value: bytes) -> bytes:
    """Of a value under its key: no row can stand in for another."""
    hasher = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES)
    hasher.update(b"\0")
    hasher.update(value)
    return hasher.digest()
