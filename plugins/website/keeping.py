"""What a reader keeps for later: the worker that does it, and what the site is called as an app.

The worker is theme/static/offline.js. Its name and place never change, for a browser asks there
whether there is a new one (W3C Service Workers); where a paper wants none, one stands there that
throws away what the one before it has kept.
"""

from __future__ import annotations

import json
from functools import partial

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.fingerprints import digest, fingerprint
from website.settings import WebsiteSettings
from website.views import CODE, page_fingerprint

WORKER = "offline.js"
MANIFEST = "manifest.webmanifest"
PAGE = "offline/index.html"
PAPER, RED = "#fffdf8", "#ad1119"
ICONS = (192, 512)
REMOVER = b"""addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil((async () => {
await caches.delete(`kept ${registration.scope}`);
await registration.unregister();
})()));
"""


def is_kept(edition: Edition) -> bool:
    """Whether readers keep pages of the edition for later."""
    return WebsiteSettings.of(edition.options).offline and WORKER in edition.assets


def write_keeping(edition: Edition, tree: OutputTree) -> None:
    """`/offline.js`, and where pages are kept `/manifest.webmanifest` and `/offline/`."""
    at = edition.addresses
    kept = is_kept(edition)
    worker = edition.assets[WORKER].data if kept else REMOVER
    tree.write(at.file(WORKER), digest(worker), partial(bytes, worker))
    if not kept:
        return
    manifest = _manifest(edition)
    tree.write(at.file(MANIFEST), fingerprint(CODE, manifest), manifest.__str__)
    path = at.file(PAGE)
    tree.write(
        path,
        page_fingerprint(edition, "offline"),
        lambda: render_page(edition, path, "offline.html", rooted=True),
    )


def _manifest(edition: Edition) -> str:
    """The edition as an app, by the W3C's App Manifest; its addresses lead from the file itself."""
    way = "../" * edition.addresses.prefix.count("/")
    drawn = {"src": f"{way}assets/favicon.svg", "type": "image/svg+xml", "sizes": "any"}
    icons = [
        {"src": f"{way}assets/icon-{size}.png", "type": "image/png", "sizes": f"{size}x{size}"}
        for size in ICONS
    ]
    said = {
        "name": edition.house.name,
        "short_name": edition.house.name,
        "lang": edition.language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": RED,
        "icons": [drawn, *icons],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
