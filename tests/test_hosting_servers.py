"""The delivered site on servers of other makers: types, codes, caching, and nothing forbidden."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Response

import ledgers
import presses
import servers
from browsing import ITEM, KINDS, both_scripts
from chromium import chromium
from deliveries import send
from edition.media import is_lasting
from ledger.facts import Withdrawn
from shares import share
from test_website_sample import ROOMS, build, print_by_hand, write_sample
from website.servers import Site, netlify_redirects

GONE = "2013-09-30/secret"
HUB = "https://hub.example.org/"
HALF_A_YEAR = 15_768_000
NGINX_BROTLI = Path("/usr/share/nginx/modules-available/mod-http-brotli-static.conf")


@pytest.fixture(scope="module")
def current() -> Iterator[Path]:
    """The sample with something withdrawn, delivered; the folder a web server shows."""
    with TemporaryDirectory(prefix="press-hosting-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # a server that gives up being root has to get there
        content = write_sample(folder)
        facts = [
            ledgers.published(GONE, "2013-09-30"),
            Withdrawn(ledgers.at("2013-10-05"), GONE, "应来源要求撤下。"),
        ]
        ledgers.written(content, facts)
        options = {"website": {"hsts": HALF_A_YEAR, "compressed": ["gz"], "cross_origin": "*"}}
        with presses.printed_by(print_by_hand):
            house = presses.job(content, folder).house.model_copy(update={"hub": HUB})
            output, _ = build(content, folder, ROOMS, options=options, house=house)
        send(output, str(folder / "srv"), compressed=("gz",))
        shown = folder / "srv/current"
        shown.joinpath(".well-known").mkdir()
        shown.joinpath(".well-known/proof.txt").write_text("open")
        yield shown


@pytest.fixture(scope="module", params=["nginx", "apache"])
def home(
    request: pytest.FixtureRequest, current: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server of other makers that shows the site by the site's own rules."""
    start = servers.nginx if request.param == "nginx" else servers.apache
    with start(tmp_path_factory.mktemp(request.param), current) as address:
        yield address


@dataclass(frozen=True)
class Answer:
    """What a server gives."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Still(urllib.request.HTTPRedirectHandler):
    """Goes nowhere."""

    def redirect_request(self, *_: object) -> None:
        """No."""


def asked(address: str, **headers: str) -> Answer:
    """Ask once, following nothing."""
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.build_opener(_Still).open(request, timeout=20) as told:
            return Answer(told.status, {k.lower(): v for k, v in told.headers.items()}, told.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(
                error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()
            )


@pytest.mark.share(2)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("hant/atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json"),
        ("opml.xml", "text/x-opml; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("*.ics", "text/calendar; charset=utf-8"),
        ("*.epub", "application/epub+zip"),
        ("*.eml", "message/rfc822"),
        ("*.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("assets/*.css", "text/css; charset=utf-8"),
        ("assets/*.js", "text/javascript; charset=utf-8"),
        ("*.webp", "image/webp"),
        ("assets/*.svg", "image/svg+xml"),
    ],
)
def test_every_file_has_its_type_and_no_browser_guesses(
    home: str, current: Path, path: str, kind: str
) -> None:
    if "*" in path:
        folder, _, name = path.rpartition("/")
        found = next(iter(sorted((current / folder).rglob(name))))
        path = found.relative_to(current).as_posix()
    told = asked(home + path)
    assert told.status == 200
    assert told.headers["content-type"].lower() == kind
    assert told.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in told.headers["content-security-policy"]
    assert told.headers["strict-transport-security"] == f"max-age={HALF_A_YEAR}"


def test_a_file_named_by_its_digest_is_kept_and_all_else_asked_after(
    home: str, current: Path
) -> None:
    lasting = [p.relative_to(current).as_posix() for p in current.rglob("*") if p.is_file()]
    lasting = [path for path in lasting if is_lasting(path)]
    assert any(path.endswith(".css") for path in lasting)
    assert any("/photos/" in path for path in lasting)
    for path in lasting[:6]:
        assert asked(home + path).headers["cache-control"].endswith("immutable"), path
    for path in ("", ITEM, "feed.xml", "2013/09/30/lead/card.png", "no-such-page"):
        assert asked(home + path).headers.get("cache-control", "no-cache") == "no-cache", path
    missing = re.sub(r"-[0-9a-f]{8}", "-00000000", next(p for p in lasting if p.endswith(".css")))
    told = asked(home + missing)
    assert told.status == 404
    assert "immutable" not in told.headers.get("cache-control", "")
    first = asked(home + ITEM)
    again = asked(home + ITEM, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_feed_names_its_hub_and_other_sites_may_read_its_data(home: str) -> None:
    told = asked(f"{home}section/yaowen/feed.json").headers
    assert told["access-control-allow-origin"] == "*"
    assert "content-security-policy" in told
    links = {rel: way for way, rel in re.findall(r'<([^>]+)>; rel="(\w+)"', told["link"])}
    assert links == {"hub": HUB, "self": "https://www.example.cn/section/yaowen/feed.json"}
    assert "link" in asked(f"{home}hant/atom.xml").headers
    for path in ("", "sitemap.xml", ITEM):
        plain = asked(home + path).headers
        assert not {"link", "access-control-allow-origin"} & plain.keys(), path


def test_what_moved_leads_on_and_what_is_gone_says_so(home: str) -> None:
    for prefix in ("", "hant/"):
        for way in ("2013/09/30/old-notice/", "2013/09/30/old-notice/index.html"):
            told = asked(f"{home}{prefix}{way}")
            assert told.status == 301
            assert told.headers["location"].endswith(f"/{prefix}2013/09/30/notice/")
        for way in ("2013/09/30/secret/", "2013/09/30/secret/index.html"):
            told = asked(f"{home}{prefix}{way}")
            assert told.status == 410
            assert "撤下" in told.body.decode()
            assert told.headers["content-type"].startswith("text/html")


def test_a_missing_address_gets_the_page_of_its_edition(home: str, current: Path) -> None:
    for prefix in ("", "hant/"):
        for way in ("2013/no/such/", "2013/", "2013/09/", "section/"):  # folders without a page
            told = asked(f"{home}{prefix}{way}")
            assert told.status == 404, way
            assert told.body == (current / f"{prefix}404.html").read_bytes(), way
            assert "default-src 'self'" in told.headers["content-security-policy"]
            assert told.headers.get("cache-control", "no-cache") == "no-cache"


def test_what_is_the_servers_own_is_hidden_and_well_known_is_open(home: str) -> None:
    for path in ("nginx.conf", "_headers", "_redirects", ".htaccess", ".git/config", "a/.env"):
        assert asked(home + path).status in {403, 404}, path
    assert asked(f"{home}.well-known/proof.txt").body == b"open"


def test_a_browser_that_takes_it_gets_what_is_packed(home: str) -> None:
    for path in ("", ITEM, "feed.xml"):
        plain = asked(home + path)
        packed = asked(home + path, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["content-type"] == plain.headers["content-type"]
        assert gzip.decompress(packed.body) == plain.body
        assert "accept-encoding" in packed.headers["vary"].lower()
        assert len(packed.body) < len(plain.body) / 2


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def test_no_page_kind_breaks_its_own_policy(
    home: str, browser: Browser, request: pytest.FixtureRequest
) -> None:
    """A third of all pages, other ones by each server, whose rules are the same."""
    first = "nginx" in request.node.name
    kinds = both_scripts(KINDS)
    kinds = share(kinds[first:] + kinds[:first], 3)
    complaints: list[str] = []
    context = browser.new_context()
    page = context.new_page()

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{page.url}: {message.text}")

    def answered(response: Response) -> None:
        if response.status not in {200, 304}:
            complaints.append(f"{response.url}: {response.status}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("response", answered)
    for kind in kinds:
        if "old-notice" not in kind:
            page.goto(home + kind, wait_until="load")
    page.goto(f"{home}search/index.html?q=新路", wait_until="networkidle")
    context.close()
    assert complaints == []


def test_nginx_finds_nothing_to_say_of_the_file(current: Path, tmp_path: Path) -> None:
    conf = tmp_path / "nginx.conf"
    loads = f"include {NGINX_BROTLI};" if NGINX_BROTLI.exists() else ""
    rules = current.joinpath("nginx.conf").read_text(encoding="utf-8")
    own = tmp_path / "rules.conf"
    own.write_text(rules + ("brotli_static on;\n" if loads else ""), encoding="utf-8")
    conf.write_text(
        f"{loads}\npid {tmp_path}/pid;\nevents {{}}\nhttp {{ access_log off;\n"
        f"server {{ listen 127.0.0.1:{servers.free_port()}; root {current}; include {own}; }} }}\n",
        encoding="utf-8",
    )
    words = [servers.program("nginx"), "-t", "-q", "-c", str(conf), "-e", "stderr"]
    told = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ)
    assert (told.returncode, told.stderr) == (0, "")


def test_a_missing_address_of_the_other_script_is_answered_in_it_first() -> None:
    lines = netlify_redirects(Site(prefixes=("", "hant/", "hk/"))).splitlines()
    assert lines == [
        "/hk/* /hk/404.html 404",
        "/hant/* /hant/404.html 404",
        "/* /404.html 404",  # the first that fits is taken
    ]
