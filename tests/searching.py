"""Readers of the search page: a browser that asks, a host that counts what it gives."""

from __future__ import annotations

import random
import re
import string
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from hanzi.tables import tables
from search.texts import lines

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from edition.model import Edition
    from newsroom.kinds import Script

RUN = re.compile(r"[0-9A-Za-z\u3400-\u9fff]{2,}")
# What a page is before anybody asks it anything.
FURNITURE = ("search/index.html", ".css", ".js", ".svg", ".png", ".ico")


def chance_texts(items: int, characters: int, seed: int = 28) -> Iterator[tuple[str, str]]:
    """Headlines and texts of so many items in words of OpenCC's tables, some often, most seldom."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but always the same
    words = sorted(tables().phrases)
    chance.shuffle(words)
    weights = [1 / (place + 10) for place in range(len(words))]
    sums = [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    pick = partial(chance.choices, words, cum_weights=sums[1:])
    for _ in range(items):
        text = ""
        while len(text) < characters:
            text += "，".join("".join(pick(k=4)) for _ in range(4)) + "。"
        yield "".join(pick(k=3)), text


def texts_of(edition: Edition) -> dict[str, str]:
    """All that a reader can see of every item, by key."""
    return {item.key: "\n".join([item.title, *lines(item)]) for item in edition.items}


def strings_of(texts: Mapping[str, str], count: int, seed: int = 2013) -> list[str]:
    """Strings of two to six characters that stand somewhere in the texts."""
    chance = random.Random(seed)  # noqa: S311 - not a secret, but always the same
    every = list(texts.values())
    found: list[str] = []
    while len(found) < count:
        runs = RUN.findall(chance.choice(every))
        if runs:
            run = chance.choice(runs)
            size = min(len(run), chance.randint(2, 6))
            start = chance.randint(0, len(run) - size)
            found.append(run[start : start + size])
    return found


def numbers_of(text: str) -> list[int]:
    """Numbers read back as the format says, apart from the program that wrote them."""
    alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
    width = int(text[0], 36)
    bits = "".join(f"{alphabet.index(letter):06b}" for letter in text[1:])
    numbers, last = [], -1
    while "0" in bits and len(bits) > (ones := bits.index("0")) + width:
        rest = bits[ones + 1 : ones + 1 + width]
        last += (ones << width) + int(rest or "0", 2) + 1
        numbers.append(last)
        bits = bits[ones + 1 + width :]
    assert set(bits) <= {"1"}
    assert len(bits) < 6
    return numbers


class _Counting(SimpleHTTPRequestHandler):
    """A static host that compresses nothing and notes the size of what it gives."""

    given: list[tuple[str, int]]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_header(self, keyword: str, value: str) -> None:
        """Note the length of an answer."""
        if keyword.lower() == "content-length":
            self.given.append((self.path.partition("?")[0], int(value)))
        super().send_header(keyword, value)


class Reader:
    """Somebody in front of the search pages of a site. folder: the output."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self.given: list[tuple[str, int]] = []
        handler = type("Counting", (_Counting,), {"given": self.given})
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(handler, directory=str(folder))
        )
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        """Send the host home."""
        self._server.shutdown()
        self._server.server_close()

    def found(self, edition: Edition, queries: Sequence[str]) -> list[set[str]]:
        """The keys of the items that an edition's page finds for each query."""
        page = self._browser.new_page()
        page.goto(f"{self.address}{edition.addresses.prefix}search/index.html")
        script = f"{self.address}assets/search.js"
        meta, numbers = page.evaluate(
            """async ([script, queries]) => {
              const { search } = await import(script), found = [];
              for (const query of queries) found.push(await search(query));
              return [await (await fetch('meta.json')).json(), found];
            }""",
            [script, list(queries)],
        )
        page.close()
        keys = {}
        for (year, month), issues in edition.by_month.items():
            items = [item for issue in issues for item in issue.items]
            first = meta["months"][f"{year:04d}-{month:02d}"]
            keys.update({first + place: item.key for place, item in enumerate(items[::-1])})
        return [{keys[number] for number in found} for found in numbers]

    def weight(
        self, edition: Edition, query: Mapping[str, str], width: int = 360
    ) -> tuple[int, int]:
        """Bytes loaded for one query by a reader who comes for the first time.

        Of the index and the titles; and of those with the pages whose excerpts are in sight.
        width: of the screen, CSS pixels.
        """
        context = self._browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        self.given.clear()
        where = f"{self.address}{edition.addresses.prefix}search/index.html"
        page.goto(f"{where}?{urlencode(query)}", wait_until="networkidle")
        context.close()
        loaded = [(path, size) for path, size in self.given if not path.endswith(FURNITURE)]
        index = sum(size for path, size in loaded if "/search/" in path)
        return index, sum(size for _, size in loaded)


def missed(reader: Reader, editions: Mapping[Script, Edition], count: int) -> list[str]:
    """Strings with which a reader misses an item that holds them.

    Typed as they stand in every edition's texts, on every edition's page.
    """
    wrong = []
    for typed in editions.values():
        texts = texts_of(typed)
        strings = strings_of(texts, count)
        wanted = [{key for key, text in texts.items() if string in text} for string in strings]
        assert all(wanted)
        for shown in editions.values():
            found = reader.found(shown, strings)
            wrong += [
                f"{string} ({typed.language} on {shown.language})"
                for string, ours, theirs in zip(strings, wanted, found, strict=True)
                if not ours <= theirs
            ]
    return wrong
