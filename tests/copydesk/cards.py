"""Copy with gold answers on cards: many small ones in one file, to add one is to add text.

A card begins with `@@ name.ext`; the raw copy follows, then `==`, then what is right, one a line:

    H K D L   headline, kicker, deck, dateline     B   bylines, name/role …
    P S       paragraphs, sub-heads, in order      C   a caption, text|credit
    T         a row of the table, cells by |       J   words that are no copy
    KEEP      words that must not be lost          MAY a kind of doubt that is no false alarm
    ---       another piece                        script hant

Words stand as `=words`, or as numbers of raw lines: `3`, `5-9`, `6+7` (one paragraph), `2:from…to`;
`-` is none. A `?` behind a letter or a number says what may be there instead, or be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FIELDS = {"H": "headline", "K": "kicker", "D": "deck", "L": "dateline"}
_TOKEN = re.compile(r"\d+:\S+?…\S+|\S+")


@dataclass(frozen=True, slots=True)
class Card:
    """One copy and what is right. gold: in the form that `grading` reads."""

    name: str
    raw: str
    gold: dict[str, Any]
    missing: frozenset[str]
    """Sub-heads that may be there or not."""


def cards_of(path: Path) -> list[Card]:
    """The cards of a file."""
    return [_card(text) for text in path.read_text("utf-8").split("@@ ")[1:]]


def _card(text: str) -> Card:
    name, rest = text.split("\n", 1)
    raw, answer = rest.split("\n==\n", 1)
    lines = [line.strip().replace("\u3000", " ") for line in raw.split("\n")]
    gold: dict[str, Any] = {
        "pieces": [_piece()],
        **{key: [] for key in ("junk", "keep", "doubts", "may_doubt", "also", "optional")},
    }
    missing: set[str] = set()
    for line in answer.strip().split("\n"):
        if line == "---":
            gold["pieces"].append(_piece())
            continue
        key, _, said = line.partition(" ")
        _read(key, said, lines, gold, missing)
    return Card(name.strip(), raw, gold, frozenset(missing))


def _piece() -> dict[str, Any]:
    return {
        "kicker": None,
        "headline": None,
        "deck": None,
        "dateline": None,
        "table": None,
        "bylines": [],
        "paragraphs": [],
        "subheads": [],
        "captions": [],
        "script": "hans",
        "accept": {},
    }


def _read(  # one outcome a letter  # noqa: C901, PLR0912 # one outcome a letter
    key: str, said: str, lines: list[str], gold: dict[str, Any], missing: set[str]
) -> None:
    piece = gold["pieces"][-1]
    if key in _FIELDS:
        piece[_FIELDS[key]] = next(_words(said, lines))[0]
    elif key[:-1] in _FIELDS:
        piece["accept"].setdefault(_FIELDS[key[:-1]], []).append(next(_words(said, lines))[0])
    elif key == "B":
        piece["bylines"] = _names(said)
    elif key == "B?":
        piece["accept"].setdefault("bylines", []).append(_names(said))
    elif key in {"P", "P?"}:
        for words, may in _words(said, lines):
            (gold["optional"] if may or key == "P?" else piece["paragraphs"]).append(words)
    elif key == "S":
        at = len(piece["paragraphs"])
        piece["subheads"] += [{"text": words, "before": at} for words, _ in _words(said, lines)]
    elif key == "S?":
        missing.update(words for words, _ in _words(said, lines) if words)
        gold["optional"] += [words for words, _ in _words(said, lines)]
    elif key == "C":
        text, _, credit = said.removeprefix("=").rpartition("|")
        piece["captions"].append({"text": text, "credit": None if credit == "-" else credit})
    elif key == "C?":
        text, _, credit = said.removeprefix("=").rpartition("|")
        caption = {"text": text, "credit": None if credit == "-" else credit}
        piece["accept"].setdefault("captions", [[]])[0].append(caption)
    elif key == "T":
        piece["table"] = [*(piece["table"] or []), said.split("|")]
    elif key == "script":
        piece["script"] = said
    else:
        gold[{"J": "junk", "KEEP": "keep", "MAY": "may_doubt"}[key]].append(said)


def _names(said: str) -> list[dict[str, str]]:
    found = [each.partition("/") for each in said.removeprefix("=").split() if each != "-"]
    return [{"name": name, "role": role} for name, _, role in found]


def _words(said: str, lines: list[str]) -> Iterator[tuple[str | None, bool]]:
    """The words that an entry names, and whether they may be missing."""
    if said == "-":
        yield None, False
        return
    if said.startswith("="):
        yield said[1:].replace("\u3000", " "), False
        return
    for token in _TOKEN.findall(said):
        may, bare = token.endswith("?"), token.removesuffix("?")
        if match := re.fullmatch("(\\d+):(.*?)…(.*)", bare):
            line = lines[int(match.group(1)) - 1]
            end = line.rindex(match.group(3)) + len(match.group(3))
            yield line[line.index(match.group(2)) : end], may
        elif "-" in bare:
            first, last = map(int, bare.split("-"))
            for at in range(first, last + 1):
                yield lines[at - 1], may
        else:
            yield "".join(lines[int(at) - 1] for at in bare.split("+")), may
