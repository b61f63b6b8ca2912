"""Compares what the desk made of a file with a gold answer, field by field.

Beside what is right, a gold answer may say what is right too: `accept` (for a field of a piece,
other values), `also` (for some paragraphs, others in their place), `optional` (paragraphs that may
be missing or there), `may_doubt` (kinds of doubt that are no false alarm).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FIELDS = ("kicker", "deck", "dateline", "bylines", "subheads", "captions", "table", "script")

NEAR = 2
"""Lines within which a doubt points at what is wrong."""


@dataclass(slots=True)
class Score:
    """Counts of what was asked and what was right; faults in words."""

    asked: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    files: int = 0

    def count(self, name: str, *, right: bool, fault: str) -> None:
        """Count one answer."""
        self.asked[name] = self.asked.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + right
        if not right:
            self.faults.append(f"{name}: {fault}")

    def share(self, name: str) -> float:
        """The share of right answers, 1 where nothing was asked."""
        return self.right.get(name, 0) / self.asked[name] if self.asked.get(name) else 1.0

    def wrong(self, name: str) -> int:
        """How many answers were wrong."""
        return self.asked.get(name, 0) - self.right.get(name, 0)


def grade(answer: dict[str, Any], gold: dict[str, Any], score: Score) -> None:
    """Add one file's answers to a score."""
    score.files += 1
    given = list(answer["pieces"])
    missed = False
    for at, piece in enumerate(gold["pieces"]):
        twin = _twin(piece, given)
        before = len(score.faults)
        _grade_piece(piece, twin, gold, score, piece["headline"] or f"第{at + 1}篇")
        missed = missed or len(score.faults) > before
        if len(score.faults) > before and twin is not None:
            told = any(_points_at(doubt, twin) for doubt in answer["doubts"])
            score.count("told", right=told, fault=f"{score.faults[before]}：没有疑问")
    same = len(given) == len(gold["pieces"])
    shown = [piece["headline"] for piece in given]
    score.count("pieces", right=same, fault=f"{len(given)} / {len(gold['pieces'])}: {shown}")
    words = str(answer["pieces"])
    for junk in gold["junk"]:
        score.count("junk", right=junk not in words, fault=junk)
    for keep in gold["keep"]:
        score.count("keep", right=keep in words, fault=keep)
    _grade_doubts(answer["doubts"], gold, score, missed=missed)


def _grade_piece(
    piece: dict[str, Any],
    twin: dict[str, Any] | None,
    gold: dict[str, Any],
    score: Score,
    name: str,
) -> None:
    accept = piece.get("accept", {})
    right = twin is not None and twin["headline"] in [
        piece["headline"],
        *accept.get("headline", []),
    ]
    score.count("headline", right=right, fault=f"{name} / {twin and twin['headline']}")
    texts = list(twin["paragraphs"]) if twin else []
    for others in gold.get("also", []):
        for instead in others["or"]:
            at = _run_in(texts, instead)
            if at is not None:
                texts[at : at + len(instead)] = others["for"]
    optional = gold.get("optional", [])
    for text in piece["paragraphs"]:
        found = text in texts or text in optional
        score.count("paragraph", right=found, fault=f"{name}: {text[:60]}")
    for extra in texts:
        if extra not in piece["paragraphs"] and extra not in optional:
            score.count("extra", right=False, fault=f"{name}: {extra[:60]}")
    for each in FIELDS:
        value = twin[each] if twin else "(none)"
        good = value in [piece[each], *accept.get(each, [])]
        score.count("field", right=good, fault=f"{name}.{each}: {value!r} / {piece[each]!r}")


def _grade_doubts(
    given: list[dict[str, Any]], gold: dict[str, Any], score: Score, *, missed: bool
) -> None:
    """missed: whether something in the file is wrong, so that no doubt about it is false."""
    for doubt in gold["doubts"]:
        hit = any(
            d["what"] == doubt["what"] and abs(d["line"] - doubt["line"]) <= NEAR for d in given
        )
        score.count("doubt", right=hit, fault=f"{doubt}")
    asked = {doubt["what"] for doubt in gold["doubts"]} | set(gold.get("may_doubt", []))
    for doubt in given:
        score.count("false doubt", right=missed or doubt["what"] in asked, fault=f"{doubt}")


def _points_at(doubt: dict[str, Any], piece: dict[str, Any]) -> bool:
    lines = piece.get("lines") or [piece.get("line", 0)]
    return bool(min(lines) - NEAR <= doubt["line"] <= max(lines) + NEAR)


def _run_in(texts: list[str], wanted: list[str]) -> int | None:
    """Where some texts stand one after the other among others."""
    size = len(wanted)
    places = range(len(texts) - size + 1)
    return next((at for at in places if texts[at : at + size] == wanted), None)


def _twin(piece: dict[str, Any], given: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The answer's piece that shares most text with a gold one."""

    def shared(other: dict[str, Any]) -> int:
        mine = {*piece["paragraphs"], *(c["text"] for c in piece["captions"])}
        theirs = {*other["paragraphs"], *(c["text"] for c in other["captions"])}
        same_head = piece["headline"] is not None and piece["headline"] == other["headline"]
        same_table = piece["table"] is not None and piece["table"] == other["table"]
        return len(mine & theirs) + 2 * same_head + 2 * same_table

    best = max(given, key=shared, default=None)
    return best if best is not None and shared(best) else None
