"""What a web server has to know of the site: what moved and what is gone, from the editions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from edition.addresses import INDEX
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import fingerprint
from website.keeping import WORKER
from website.moved import moves_of
from website.servers import Site, apache, netlify_headers, netlify_redirects, nginx
from website.settings import WebsiteSettings
from website.views import CODE
from website.withdrawn import withdrawn_paths


def write_hosting(edition: Edition, tree: OutputTree) -> None:
    """Files for nginx, Apache and Netlify-like hosts; once, for the whole site."""
    if not edition.is_default:
        return
    settings = WebsiteSettings.of(edition.options)
    site = Site(
        moves=tuple(_all_moves(edition)),
        gone=tuple(_all_withdrawn(edition)),
        prefixes=tuple(sibling.addresses.prefix for sibling in edition.siblings),
        assets=tuple(
            edition.addresses.asset(one.name)
            for name, one in edition.assets.items()
            if name != WORKER
        ),
        hsts=settings.hsts,
        compressed=settings.compressed,
        cross_origin=settings.cross_origin,
        hub=edition.house.hub,
        home=edition.house.site,
    )
    files = {
        "_headers": netlify_headers(site),
        "_redirects": netlify_redirects(site),
        "nginx.conf": nginx(site),
        ".htaccess": apache(site),
    }
    for path, text in files.items():
        tree.write(path, fingerprint(CODE, text), text.encode)


def _all_moves(edition: Edition) -> Iterable[tuple[str, str]]:
    """Old and new address of every move in every edition, from the site's root."""
    for sibling in edition.siblings:
        for move in moves_of(edition):
            for_sibling = [
                sibling.addresses.item(date.fromisoformat(day), item_id)
                for day, _, item_id in (move.old_key.partition("/"), move.new_key.partition("/"))
            ]
            old, new = (f"/{path.removesuffix(INDEX)}" for path in for_sibling)
            yield old, new


def _all_withdrawn(edition: Edition) -> Iterable[str]:
    """Every address in every edition of what was withdrawn, from the site's root."""
    for sibling in edition.siblings:
        for gone in edition.withdrawn:
            for path in withdrawn_paths(edition, sibling.addresses, gone):
                yield f"/{path.removesuffix(INDEX)}"
