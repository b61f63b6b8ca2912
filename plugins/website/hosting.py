"""Files for the server: redirects and headers, for Netlify-like hosts and for nginx."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from edition.addresses import INDEX
from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import fingerprint
from website.moved import moves_of
from website.views import CODE
from website.withdrawn import withdrawn_paths

# The same policy stands in base.html; frame-ancestors works in a header only.
POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def write_hosting(edition: Edition, tree: OutputTree) -> None:
    """`_headers`, `_redirects` and `nginx.conf`; once, for the whole site."""
    if not edition.is_default:
        return
    moves = tuple(_all_moves(edition))
    gone = tuple(_all_withdrawn(edition))
    prefixes = tuple(sibling.addresses.prefix for sibling in edition.siblings)
    files = {
        "_headers": _netlify_headers(),
        "_redirects": _netlify_redirects(moves, gone, prefixes),
        "nginx.conf": _nginx(moves, gone, prefixes),
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


def _netlify_headers() -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS)]
    return "\n".join(lines) + "\n"


def _netlify_redirects(
    moves: tuple[tuple[str, str], ...], gone: tuple[str, ...], prefixes: tuple[str, ...]
) -> str:
    lines = [f"{old} {new} 301" for old, new in moves]
    lines += [f"{path} {path}{INDEX} 410!" for path in gone]  # the notice is there: hence "!"
    lines += [f"/{prefix}* /{prefix}404.html 404" for prefix in sorted(prefixes, reverse=True)]
    return "\n".join(lines) + "\n"


def _nginx(
    moves: tuple[tuple[str, str], ...], gone: tuple[str, ...], prefixes: tuple[str, ...]
) -> str:
    """To be included in a `server` block whose `root` is the output folder."""
    lines = ["# include this file in a server block whose root is this folder", "index index.html;"]
    lines += [f'add_header {name} "{value}" always;' for name, value in HEADERS]
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in moves]
    lines += [f"location = {path} {{ error_page 410 {path}{INDEX}; return 410; }}" for path in gone]
    for prefix in prefixes:
        lines.append(f"location /{prefix} {{ error_page 404 /{prefix}404.html; }}")
    hidden = r"location ~ /(\.|_headers|_redirects|nginx\.conf) { return 404; }"
    return "\n".join([*lines, hidden]) + "\n"
