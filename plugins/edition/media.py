"""Media types of what the press makes, and how long a reader's browser may keep it.

Sources: RFC 5545 (.ics), RFC 4287 (Atom), RFC 5322 (.eml), EPUB 3.3 (.epub), W3C App Manifest
(.webmanifest), IANA's registry for the rest. RSS has no registered type: readers know
application/rss+xml.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

UTF8 = "; charset=utf-8"
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "txt": "text/plain",
    "xml": "application/xml",
    "opml": "text/x-opml",
    "ics": "text/calendar",
    "eml": "message/rfc822",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "webmanifest": "application/manifest+json",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "avif": "image/avif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "csv": "text/csv",
    "zip": "application/zip",
}
NAMED = {
    "feed.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "opml.xml": "text/x-opml",
    "podcast.xml": "application/rss+xml",
}
TEXTS = frozenset(
    {"html", "css", "js", "json", "txt", "xml", "opml", "ics", "webmanifest", "svg", "csv"}
)
WITH_CHARSET = TEXTS - {"json", "webmanifest", "svg"}  # the others' types know no charset
# A file whose name bears a digest never changes: road-1a2b3c4d-640.webp, site-1a2b3c4d.css.
LASTING = re.compile(
    r"(?:^|/)(?:assets|photos)/[^/]*-[0-9a-f]{8}(?:-\d+)?\.(?:css|js|svg|png|jpe?g|webp|avif|woff2)$"
    r"|/[^/]*-[0-9a-f]{8}\.(?:mp3|m4a)$"
)
ONE_YEAR = 31_536_000
KEEP = f"public, max-age={ONE_YEAR}, immutable"
ASK = "no-cache"  # keep it, and ask each time whether it is still the same (RFC 9111, 5.2.2.4)


def media_type(path: str) -> str:
    """The Content-Type of a path of the site."""
    name = PurePosixPath(path).name
    suffix = name.rpartition(".")[2].lower()
    kind = NAMED.get(name) or TYPES.get(suffix, "application/octet-stream")
    return kind + UTF8 if suffix in WITH_CHARSET else kind


def is_text(path: str) -> bool:
    """Whether a file shrinks when it is packed."""
    return path.rpartition(".")[2].lower() in TEXTS


def is_lasting(path: str) -> bool:
    """Whether a file's name bears a digest of what is in it."""
    return LASTING.search(path) is not None


def caching(path: str) -> str:
    """The Cache-Control of a path of the site."""
    return KEEP if is_lasting(path) else ASK
