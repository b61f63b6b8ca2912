"""Compares what the desk made of a file with a gold answer, field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FIELDS = ("kicker", "deck", "dateline", "bylines", "subheads", "captions", "table", "script")


@dataclass(slots=True)
class Score:
    """Counts of what was asked and what was right; faults in words."""

    asked: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def count(self, name: str, *, right: bool, fault: str) -> None:
        """Count one answer."""
        self.asked[name] = self.asked.get(name, 0) + 1
        self.right[name] = self.right.get(name, 0) + right
        if not right:
            self.faults.append(f"{name}: {fault}")

    def share(self, name: str) -> float:
        """The share of right answers, 1 where nothing was asked."""
        return self.right.get(name, 0) / self.asked[name] if self.asked.get(name) else 1.0


def grade(answer: dict[str, Any], gold: dict[str, Any], score: Score) -> None:
    """Add one file's answers to a score."""
    given = list(answer["pieces"])
    for at, piece in enumerate(gold["pieces"]):
        twin = _twin(piece, given)
        name = piece["headline"] or f"第{at + 1}篇"
        score.count(
            "headline",
            right=twin is not None and twin["headline"] == piece["headline"],
            fault=f"{name} / {twin and twin['headline']}",
        )
        texts = twin["paragraphs"] if twin else []
        for text in piece["paragraphs"]:
            score.count("paragraph", right=text in texts, fault=f"{name}: {text[:60]}")
        for extra in texts:
            if extra not in piece["paragraphs"]:
                score.count("extra", right=False, fault=f"{name}: {extra[:60]}")
        for each in FIELDS:
            value = twin[each] if twin else "(none)"
            score.count(
                "field",
                right=value == piece[each],
                fault=f"{name}.{each}: {value!r} / {piece[each]!r}",
            )
    score.count(
        "pieces",
        right=len(given) == len(gold["pieces"]),
        fault=f"{len(given)} / {len(gold['pieces'])}: {[p['headline'] for p in given]}",
    )
    shown = str(answer["pieces"])
    for junk in gold["junk"]:
        score.count("junk", right=junk not in shown, fault=junk)
    for keep in gold["keep"]:
        score.count("keep", right=keep in shown, fault=keep)
    for doubt in gold["doubts"]:
        hit = any(
            d["what"] == doubt["what"] and abs(d["line"] - doubt["line"]) <= 1
            for d in answer["doubts"]
        )
        score.count("doubt", right=hit, fault=f"{doubt}")
    asked = {doubt["what"] for doubt in gold["doubts"]}
    for doubt in answer["doubts"]:
        score.count("false doubt", right=doubt["what"] in asked, fault=f"{doubt}")


def _twin(piece: dict[str, Any], given: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The answer's piece that shares most text with a gold one."""

    def shared(other: dict[str, Any]) -> int:
        mine = {*piece["paragraphs"], *(c["text"] for c in piece["captions"])}
        theirs = {*other["paragraphs"], *(c["text"] for c in other["captions"])}
        same_head = piece["headline"] is not None and piece["headline"] == other["headline"]
        return len(mine & theirs) + 2 * same_head

    best = max(given, key=shared, default=None)
    return best if best is not None and shared(best) else None
