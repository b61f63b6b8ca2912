"""The same rules in the words of nginx, Apache and Netlify-like hosts.

Types, what a browser may do, how long it may keep a file, what moved (301), what is gone (410, with
its notice), the page of missing addresses of each edition. What begins with a dot is hidden, but
for /.well-known (RFC 8615). Addresses here are ASCII: the press makes no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.addresses import INDEX
from edition.media import ASK, KEEP, LASTING, NAMED, TYPES, WITH_CHARSET, media_type

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
CROSS = "Access-Control-Allow-Origin"
FEEDS = ("feed.xml", "atom.xml", "feed.json")
OF_FEEDS = r"/(?:feed\.xml|atom\.xml|feed\.json)$"
OF_JSON = r"\.json$"
OWN_FILES = r"^/(?:_headers|_redirects|nginx\.conf)$"
HIDDEN = r"/\.(?!well-known(?:/|$))"


@dataclass(frozen=True, slots=True)
class Site:
    """What servers have to know.

    moves: old and new address; gone: addresses, `/2013/09/30/wrong/`. prefixes: of the editions,
    "" and "hant/". assets: paths of files that bear a digest, beside the photos. hsts: seconds, 0
    for none. compressed: "gz", "br": what lies packed beside the files. cross_origin: whose scripts
    may read JSON, "" for nobody's. hub: that tells of new entries (WebSub §4: a feed names it, and
    itself, in headers too), "" for none; home: the address of the site.
    """

    moves: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ("",)
    assets: tuple[str, ...] = ()
    hsts: int = 0
    compressed: tuple[str, ...] = ()
    cross_origin: str = ""
    hub: str = ""
    home: str = ""

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """Of every answer."""
        transport = (("Strict-Transport-Security", f"max-age={self.hsts}"),) if self.hsts else ()
        return (*HEADERS, *transport)

    @property
    def inner(self) -> list[str]:
        """The prefixes of the editions that don't stand at the root."""
        return sorted((prefix for prefix in self.prefixes if prefix), reverse=True)


def netlify_headers(site: Site) -> str:
    """`_headers`. Such hosts know the types; without a word they have every file asked after."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in site.headers)]
    for path in [*site.assets, ":year/:month/:day/photos/*"]:
        lines += [f"/{path}", f"  Cache-Control: {KEEP}"]
    for prefix in sorted(site.prefixes):
        for name in NAMED:
            lines += [f"/{prefix}{name}", f"  Content-Type: {media_type(name)}"]
            if site.hub and name in FEEDS:
                lines.append(f"  Link: {_hub_links(site, f'/{prefix}{name}')}")
            if site.cross_origin and name.endswith(".json"):
                lines.append(f"  {CROSS}: {site.cross_origin}")
    return "\n".join(lines) + "\n"


def netlify_redirects(site: Site) -> str:
    """`_redirects`."""
    lines = [f"{old} {new} 301" for old, new in site.moves]
    lines += [f"{path} {path}{INDEX} 410!" for path in site.gone]  # the notice is there: hence "!"
    lines += [f"/{prefix}* /{prefix}404.html 404" for prefix in [*site.inner, ""]]
    return "\n".join(lines) + "\n"


def nginx(site: Site) -> str:
    """To be included in a `server` block whose `root` is the site."""
    kinds: dict[str, list[str]] = {}
    for suffix, kind in TYPES.items():
        kinds.setdefault(kind, []).append(suffix)
    lasting = LASTING.pattern.replace("(?:^|/)", "/", 1)
    lines = [
        "# include this in a server block whose root is this folder; reload nginx when it changes",
        f"index {INDEX};",
        "charset utf-8;",
        f"charset_types {' '.join(_with_charset())};",
        "types {",
        *(f"  {kind} {' '.join(suffixes)};" for kind, suffixes in sorted(kinds.items())),
        "}",
        "default_type application/octet-stream;",
        *(f'add_header {name} "{value}" always;' for name, value in site.headers),
        # A header in a location would undo all those above: hence a variable.
        f'set $press_keep "{ASK}";',
        f'if ($uri ~ "{lasting}") {{ set $press_keep "{KEEP}"; }}',
        "add_header Cache-Control $press_keep always;",
        *_nginx_links(site),
        *_nginx_packed(site),
        *_nginx_errors(site),
    ]
    for old, new in site.moves:
        lines += [f"location = {at} {{ return 301 {new}; }}" for at in (old, f"{old}{INDEX}")]
    for path in site.gone:
        lines += [
            f"location = {at} {{ error_page 410 @press_gone; return 410; }}"
            for at in (path, f"{path}{INDEX}")
        ]
    lines.append(f"location @press_gone {{ try_files ${{uri}}{INDEX} $uri =410; }}")
    for name, kind in NAMED.items():
        pattern = name.replace(".", r"\.")
        lines.append(f'location ~ "/{pattern}$" {{ types {{}} default_type {kind}; }}')
    lines += [f'location ~ "{hidden}" {{ return 404; }}' for hidden in (OWN_FILES, HIDDEN)]
    return "\n".join(lines) + "\n"


def _with_charset() -> list[str]:
    """Types that say in what characters a text is; nginx adds it to text/html by itself."""
    feeds = {kind for name, kind in NAMED.items() if not name.endswith(".json")}
    return sorted(({TYPES[suffix] for suffix in WITH_CHARSET} | feeds) - {"text/html"})


def _hub_links(site: Site, path: str) -> str:
    return f'<{site.hub}>; rel="hub", <{site.home}{path}>; rel="self"'


def _nginx_links(site: Site) -> list[str]:
    """Headers of some files; nginx leaves out one that says nothing."""
    lines = []
    if site.hub:
        links = _hub_links(site, "$uri")
        lines += [
            'set $press_link "";',
            f"if ($uri ~ \"{OF_FEEDS}\") {{ set $press_link '{links}'; }}",
            "add_header Link $press_link always;",
        ]
    if site.cross_origin:
        lines += [
            'set $press_cross "";',
            f'if ($uri ~ "{OF_JSON}") {{ set $press_cross "{site.cross_origin}"; }}',
            f"add_header {CROSS} $press_cross always;",
        ]
    return lines


def _apache_links(site: Site) -> list[str]:
    lines = []
    if site.hub:
        links = _hub_links(site, "%{REQUEST_URI}").replace('"', '\\"')
        lines.append(f'Header set Link "expr={links}" "expr=%{{REQUEST_URI}} =~ m#{OF_FEEDS}#"')
    if site.cross_origin:
        when = f"expr=%{{REQUEST_URI}} =~ m#{OF_JSON}#"
        lines.append(f'Header set {CROSS} "{site.cross_origin}" "{when}"')
    return lines


def _nginx_packed(site: Site) -> list[str]:
    lines = ["gzip_static on;", "gzip_vary on;"] if "gz" in site.compressed else []
    return [*lines, "brotli_static on;"] if "br" in site.compressed else lines


def _nginx_errors(site: Site) -> list[str]:
    """The page of missing addresses of each edition; nobody keeps what is not there.

    A folder without a page of its own (/2013/) is missing, not forbidden.
    """
    lines = [f"error_page {error} /404.html;" for error in ("404", "403 =404")]
    for p in site.inner:
        pages = " ".join(f"error_page {error} /{p}404.html;" for error in ("404", "403 =404"))
        lines.append(f"location /{p} {{ {pages} }}")
    lines += [
        f'location = /{prefix}404.html {{ set $press_keep "{ASK}"; }}'
        for prefix in [*site.inner, ""]
    ]
    return lines


def apache(site: Site) -> str:
    """`.htaccess`: for a server that lets a site's folder say so (AllowOverride All)."""
    lasting = LASTING.pattern.replace("(?:^|/)", "/", 1)
    texts = " ".join(sorted(f".{suffix}" for suffix in WITH_CHARSET))
    lines = [
        "# for Apache 2.4 with mod_rewrite, mod_headers and mod_mime (AllowOverride All)",
        f"DirectoryIndex {INDEX}",
        "Options -Indexes",
        *(f"AddType {kind} .{suffix}" for suffix, kind in TYPES.items()),
        f"AddCharset utf-8 {texts}",
        *_apache_feeds(),
        *(f'Header always set {name} "{value}"' for name, value in site.headers),
        f'SetEnvIf Request_URI "{lasting}" press_lasting',
        f'Header set Cache-Control "{ASK}" env=!press_lasting',
        f'Header set Cache-Control "{KEEP}" env=press_lasting',
        *_apache_links(site),
        "ErrorDocument 404 /404.html",
        "RewriteEngine On",
        f'RewriteRule "{OWN_FILES.replace("^/", "^")}" - [R=404,L]',
        f'RewriteRule "(?:^|/){HIDDEN[1:]}" - [R=404,L]',
    ]
    for prefix in site.inner:
        at = re.escape(f"/{prefix}")
        lines += [
            f'<If "%{{THE_REQUEST}} =~ m#^[A-Z]+ {at}#">',
            f"ErrorDocument 404 /{prefix}404.html",
            "</If>",
        ]
    for old, new in site.moves:
        lines.append(f'RewriteRule "^{re.escape(old[1:])}(?:index\\.html)?$" "{new}" [R=301,L]')
    for path in site.gone:
        at = re.escape(path[1:])
        lines += [
            f'<If "%{{THE_REQUEST}} =~ m#^[A-Z]+ /{at}(index\\.html)?[ ?]#">',
            f"ErrorDocument 410 {path}{INDEX}",
            "</If>",
            "RewriteCond %{ENV:REDIRECT_STATUS} ^$",
            f'RewriteRule "^{at}(?:index\\.html)?$" - [R=410,L]',
        ]
    lines += [  # a folder without a page of its own (/2013/) is missing, not forbidden
        "RewriteCond %{REQUEST_FILENAME} -d",
        f"RewriteCond %{{REQUEST_FILENAME}}/{INDEX} !-f",
        'RewriteRule "^" - [R=404,L]',
    ]
    return "\n".join([*lines, *_apache_packed(site)]) + "\n"


def _apache_feeds() -> list[str]:
    lines = []
    for name in NAMED:
        pattern = name.replace(".", r"\.")
        lines += [
            f'<FilesMatch "^{pattern}(?:\\.gz|\\.br)?$">',
            f'ForceType "{media_type(name)}"',
            "</FilesMatch>",
        ]
    return lines


def _apache_packed(site: Site) -> list[str]:
    lines = []
    for encoding, name in (("br", "br"), ("gz", "gzip")):
        if encoding in site.compressed:
            lines += [
                f"RemoveType .{encoding}",
                f"AddEncoding {name} .{encoding}",
                f"RewriteCond %{{HTTP:Accept-Encoding}} \\b{name}\\b",
                f"RewriteCond %{{REQUEST_FILENAME}}.{encoding} -f",
                f'RewriteRule "^(.+)$" "$1.{encoding}" [L]',
            ]
    return [*lines, "Header append Vary Accept-Encoding"] if lines else []
