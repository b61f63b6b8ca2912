"""What a site's rules for web servers say, and that they say no more than was asked for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from edition.addresses import Addresses
from items import item_of
from ledgers import at
from newsroom.told import Told
from test_website_lists_told import came_out, edition, gone
from website import hosting
from website.servers import Site, apache, netlify_headers, netlify_redirects, nginx

PLAIN = Site()
FULL = Site(
    moves=(("/2013/09/30/old/", "/2013/10/08/new/"),),
    gone=("/2013/09/30/secret/",),
    prefixes=("", "hant/", "hk/"),
    assets=("assets/site-0a.css",),
    hsts=86400,
    compressed=("br",),
    cross_origin="*",
    hub="https://hub.example/",
    home="https://www.paper.cn",
)


def below(text: str, line: str) -> list[str]:
    """The indented lines below one."""
    lines = text.splitlines()
    found = []
    for each in lines[lines.index(line) + 1 :]:
        if not each.startswith("  "):
            break
        found.append(each.strip())
    return found


def test_headers_of_hosts_that_know_the_types() -> None:
    said = netlify_headers(FULL)
    assert below(said, "/*")[-1] == "Strict-Transport-Security: max-age=86400"
    kept = ["Cache-Control: public, max-age=31536000, immutable"]
    assert below(said, "/assets/site-0a.css") == kept
    assert below(said, "/:year/:month/:day/photos/*") == kept
    links = '<https://hub.example/>; rel="hub", <https://www.paper.cn/hant/feed.xml>; rel="self"'
    assert below(said, "/hant/feed.xml") == [
        *("Content-Type: application/rss+xml; charset=utf-8", f"Link: {links}"),
    ]
    assert below(said, "/feed.json")[2:] == ["Access-Control-Allow-Origin: *"]
    assert len(below(said, "/opml.xml")) == 1  # no feed
    assert "/hk/atom.xml" in said


@pytest.mark.parametrize("made", [netlify_headers, netlify_redirects, nginx, apache])
def test_what_nobody_asked_for_is_in_no_rules(made: Any) -> None:
    said = made(PLAIN)
    for word in (
        "Strict-Transport",
        "rel=",
        "Allow-Origin",
        "gzip_static",
        "brotli",
        "301",
        "410!",
    ):
        assert word not in said
    assert "AddEncoding" not in said
    assert "Vary" not in said
    assert "hant" not in said


def test_redirects_of_such_hosts() -> None:
    assert netlify_redirects(FULL).splitlines()[:2] == [
        *("/2013/09/30/old/ /2013/10/08/new/ 301",),
        *("/2013/09/30/secret/ /2013/09/30/secret/index.html 410!",),
    ]


def test_nginx_leads_on_says_what_is_gone_and_keeps_no_missing_page() -> None:
    said = nginx(FULL).splitlines()
    for old in ("/2013/09/30/old/", "/2013/09/30/old/index.html"):
        assert f"location = {old} {{ return 301 /2013/10/08/new/; }}" in said
    for path in ("/2013/09/30/secret/", "/2013/09/30/secret/index.html"):
        assert f"location = {path} {{ error_page 410 @press_gone; return 410; }}" in said
    for page in ("/hk/404.html", "/hant/404.html", "/404.html"):
        assert f'location = {page} {{ set $press_keep "no-cache"; }}' in said
    assert "brotli_static on;" in said
    assert "gzip_static on;" not in said
    assert 'add_header Strict-Transport-Security "max-age=86400" always;' in said
    (types,) = (line for line in said if line.startswith("charset_types"))
    assert "text/html" not in types
    assert "text/css" in types
    hidden = [line for line in said if line.endswith("{ return 404; }")]
    assert ["nginx" in line for line in hidden] == [True, False]


def test_apache_leads_on_says_what_is_gone_and_gives_what_is_packed() -> None:
    said = apache(FULL).splitlines()
    old = r'RewriteRule "^2013/09/30/old/(?:index\.html)?$" "/2013/10/08/new/" [R=301,L]'
    assert old in said
    assert r'RewriteRule "^2013/09/30/secret/(?:index\.html)?$" - [R=410,L]' in said
    assert "ErrorDocument 410 /2013/09/30/secret/index.html" in said
    assert [line for line in said if line.startswith("ErrorDocument 404")] == [
        *("ErrorDocument 404 /404.html", "ErrorDocument 404 /hk/404.html"),
        "ErrorDocument 404 /hant/404.html",
    ]
    assert "AddEncoding br .br" in said
    assert "AddEncoding gzip .gz" not in said
    assert 'Header set Cache-Control "no-cache" env=!press_lasting' in said
    folder = said.index("RewriteCond %{REQUEST_FILENAME} -d")
    assert said[folder + 1] == "RewriteCond %{REQUEST_FILENAME}/index.html !-f"


def test_the_site_tells_servers_of_every_edition_what_moved_and_what_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = Told("2013-09-30/old", at("2013-10-08"), at("2013-10-08"), former=("2013-09-30/old",))
    one = edition(
        came_out("2013-10-08", 29, item_of("2013-10-08/new", "新", record=told)),
        withdrawn=[gone("2013-10-01/x", "2013-10-02/y")],
    )
    one.is_default = True
    one.siblings = [
        SimpleNamespace(addresses=Addresses("https://www.paper.cn", prefix, "paper"))
        for prefix in ("", "hant/")
    ]
    one.assets = {
        "site.css": SimpleNamespace(name="site-0a.css"),
        "offline.js": SimpleNamespace(name="offline.js"),
    }
    one.house = SimpleNamespace(hub="https://hub.example/", site="https://www.paper.cn")
    options = {"hsts": 60, "compressed": ["gz"], "cross_origin": "*"}
    one.options = {"website": options}
    given: list[Site] = []

    def noted(site: Site) -> str:
        given.append(site)
        return ""

    monkeypatch.setattr(hosting, "nginx", noted)
    written: list[str] = []
    tree: Any = SimpleNamespace(write=lambda path, *_: written.append(path))
    hosting.write_hosting(one, tree)
    assert written == ["_headers", "_redirects", "nginx.conf", ".htaccess"]
    (site,) = given
    assert site.moves == (
        ("/2013/09/30/old/", "/2013/10/08/new/"),
        ("/hant/2013/09/30/old/", "/hant/2013/10/08/new/"),
    )
    assert site.gone == (
        *("/2013/10/01/x/", "/2013/10/02/y/", "/hant/2013/10/01/x/", "/hant/2013/10/02/y/"),
    )
    assert (site.prefixes, site.hub, site.home) == (
        *(("", "hant/"), "https://hub.example/", "https://www.paper.cn"),
    )
    assert (site.hsts, site.compressed, site.cross_origin) == (60, ("gz",), "*")
    assert site.assets == ("assets/site-0a.css",)  # a worker is asked after every time
    one.is_default = False
    written.clear()
    hosting.write_hosting(one, tree)
    assert written == []
