"""A content-addressed store of parsed results, so that an unchanged file is never parsed twice.

A key is the fingerprint of a source's bytes and of all that shapes the result; a value never
changes. The store may be deleted at any time: it saves work and holds nothing else.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from newsroom.fingerprints import digest
from newsroom.model import Body

KEPT_PER_USED = 3
PATIENCE = 60.0  # seconds that a build waits for another to write
KEPT_AT_LEAST = 2_000

T = TypeVar("T")


class Store:
    """Bytes by key in one SQLite file; a broken file is thrown away. Not for two processes' writes.

    path: the file, or None for a store in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._used: set[str] = set()
        self._fresh: dict[str, bytes] = {}
        self._closed = False
        self._db = self._open()

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
        try:
            row = self._db.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            self._start_afresh()
            return None
        return bytes(row[0]) if row else None

    def load(self, key: str, adapter: TypeAdapter[T]) -> T | None:
        """The object kept under a key; None if there is none or it no longer fits its type."""
        data = self.get(key)
        if data is None:
            return None
        try:
            return adapter.validate_json(data, context={"store": self})
        except ValidationError:
            return None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value."""
        self._used.add(key)
        self._fresh[key] = value
        if len(self._fresh) >= 512:
            self._flush()

    def keep_body(self, html: str) -> Body:
        """Keep a body's HTML and give the body that loads it."""
        key = digest(html.encode("utf-8", "surrogatepass"))
        self.put(f"body:{key}", html.encode("utf-8", "surrogatepass"))
        return self.body(key)

    def body(self, key: str) -> Body:
        """The body of a digest; its HTML is read when somebody asks for it."""
        self._used.add(f"body:{key}")
        return Body(key, lambda: self._body_html(key))

    def close(self) -> None:
        """Write what is new; forget what has long not been used. Bodies can still be read."""
        self._closed = self._path is not None
        with suppress(sqlite3.Error):
            self._flush()
            rows = self._db.execute("SELECT count(*) FROM results").fetchone()[0]
            if rows > KEPT_AT_LEAST + KEPT_PER_USED * len(self._used):
                self._forget_unused()
            if self._closed:
                self._db.close()

    def _read_later(self, key: str) -> bytes | None:
        """The value of a key after the build: a plugin of the host may read a body as late."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"{self._path}")) as db:
            row = db.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
            return bytes(row[0]) if row else None
        return None

    def _body_html(self, key: str) -> str:
        data = self.get(f"body:{key}")
        if data is None:
            raise KeyError(key)
        return data.decode("utf-8", "surrogatepass")

    def _open(self) -> sqlite3.Connection:
        if self._path is None:
            return self._prepared(sqlite3.connect(":memory:"))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._prepared(sqlite3.connect(self._path, timeout=PATIENCE))
        except sqlite3.DatabaseError:
            self._throw_away()
            return self._prepared(sqlite3.connect(self._path, timeout=PATIENCE))

    def _throw_away(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._path}{suffix}").unlink(missing_ok=True)

    def _start_afresh(self) -> None:
        """A file that turns out broken is thrown away; what is not written yet is kept."""
        self._db.close()
        if self._path is not None:
            self._throw_away()
        self._db = self._open()

    @staticmethod
    def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB NOT NULL)")
        db.commit()
        return db

    def _flush(self) -> None:
        if self._fresh:
            rows = list(self._fresh.items())
            self._db.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", rows)
            self._db.commit()
            self._fresh.clear()

    def _forget_unused(self) -> None:
        self._db.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY)")
        self._db.executemany("INSERT INTO used VALUES (?)", [(key,) for key in self._used])
        self._db.execute("DELETE FROM results WHERE key NOT IN (SELECT key FROM used)")
        self._db.commit()
        self._db.execute("VACUUM")
