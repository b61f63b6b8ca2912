"""Fits how much what stands beside a one-to-many character speaks for each of its forms.

A logistic regression for each form of each character, on what `hanzi.witness.VIEWS` look at, drawn
towards nothing by the sum of the weights (L1), so that only what tells stays in the table. Solved
by an accelerated proximal gradient with a step for each weight; the same texts give the same table.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hanzi.tables import tables
from hanzi.witness import REACH, UNIT, VIEWS, alike, shape, views

LEAST = 3
"""How often a form, and a second form of its character, must be seen."""
TWICE = 2
"""In how many different surroundings something must stand to be looked at."""
COMMON = 120_000
"""Surroundings of the usual form that are looked at; of more, every second, third and so on."""
AGAIN = 5
"""The same surroundings again count up to so often: copy repeats itself."""
DRAWN, ROUNDS = 0.3, 120
"""How strongly weights are drawn towards nothing, and the steps of the solver."""
TELLS = 2
"""Units from which a weight is kept."""

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Seen = dict[str, Counter[tuple[str, str]]]
"""Character → how often natives write a form in such surroundings."""


def seen_in(files: Iterable[Path], back: Callable[[str], str]) -> Seen:
    """What native Traditional texts write; back: their way to Simplified."""
    forms = {key: {alike(form) for form in listed} for key, listed in tables().choices.items()}
    forms = {key: listed for key, listed in forms.items() if len(listed) > 1}
    asked = re.compile(f"[{''.join(forms)}]")
    found: Seen = defaultdict(Counter)
    for path in files:
        for line in unicodedata.normalize("NFC", path.read_text("utf-8")).splitlines():
            written, native = back(line), alike(line)
            if len(written) != len(native):
                continue
            beside = shape(written)
            for match in asked.finditer(written):
                place = match.start()
                if native[place] in forms[match.group()]:
                    around = beside[place : place + 2 * REACH + 1]
                    found[match.group()][native[place], around] += 1
    return found


def rows(found: Seen) -> Iterator[str]:
    """The rows of the table."""
    yield "# How its neighbours tell a character's form, fitted to native Traditional texts by\n"
    yield "# scripts/bench hanzi neighbours: quarters of logarithms of odds, by itself (=), after\n"
    yield "# one to three neighbours (< << <<<), before as many (> >> >>>), between two (<>),\n"
    yield "# after the last but one (<.), before the next but one (.>).\n"
    yield "# Of two forms the first is told; the other has the contrary.\n"
    yield "# character\tform\tview\tweight\tneighbours\n"
    for letter in sorted(found):
        totals: Counter[str] = Counter()
        for (form, _), count in found[letter].items():
            totals[form] += count
        forms = sorted(form for form, count in totals.items() if count >= LEAST)
        if len(forms) > 1:
            yield from _of(letter, forms, found[letter])


def _of(letter: str, forms: list[str], found: Counter[tuple[str, str]]) -> Iterator[str]:
    kinds = Counter(form for form, _ in found)
    usual = max(forms, key=lambda form: kinds[form])
    every = max(1, math.ceil(kinds[usual] / COMMON))
    looked: list[tuple[str, str, int]] = []
    passed = 0
    for (form, around), count in sorted(found.items()):
        passed += form == usual
        if form in forms and (form != usual or passed % every == 0):
            times = every if form == usual else 1
            looked.append((form, around, min(count, AGAIN) * times))
    stands: Counter[tuple[str, str]] = Counter()
    for _, around, _ in looked:
        stands.update(zip(VIEWS, views(around), strict=True))
    number = {one: place for place, one in enumerate(sorted(stands)) if stands[one] >= TWICE}
    number = {one: place for place, one in enumerate(number)}
    places = np.array(
        [
            [number.get(one, len(number)) for one in zip(VIEWS, views(around), strict=True)]
            for _, around, _ in looked
        ]
    )
    times_ = np.array([count for _, _, count in looked], np.float64)
    for form in forms[: 1 if len(forms) == 2 else None]:
        right = np.array([one == form for one, _, _ in looked], np.float64)
        weights, prior = _fitted(places, right, times_, len(number))
        yield f"{letter}\t{form}\t=\t{round(prior * UNIT)}\t{''.join(forms)}\n"
        listed: dict[tuple[str, int], list[str]] = defaultdict(list)
        for (view, beside), weight in zip(number, weights, strict=True):
            units = round(weight * UNIT)
            if abs(units) >= TELLS:
                listed[view, units].append(beside)
        for (view, units), besides in sorted(listed.items()):
            yield f"{letter}\t{form}\t{view}\t{units}\t{''.join(sorted(besides))}\n"


def _fitted(places: Places, right: Floats, times: Floats, number: int) -> tuple[list[float], float]:
    """The weights of what stands beside, and of the form by itself (FISTA, Beck and Teboulle).

    places: surroundings by views, the number of what stands there, or `number` for what does not
    count. right: whether natives write the form there. times: how often.
    """
    width = places.shape[1]
    flat = places.ravel()
    steps = 0.25 * (width + 1) * np.bincount(flat, np.repeat(times, width), number + 1) + 1e-9
    steps[number] = 1e12  # what does not count stays at nothing
    total = float(times.sum())
    ours = float((times * right).sum())
    weights = np.zeros(number + 1)
    prior = math.log((ours + 0.5) / (total - ours + 0.5))
    ahead, ahead_prior, pace = weights, prior, 1.0
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-(ahead_prior + ahead[places].sum(1))))
        missed = times * (likely - right)
        moved = ahead - np.bincount(flat, np.repeat(missed, width), number + 1) / steps
        moved = np.sign(moved) * np.maximum(np.abs(moved) - DRAWN / steps, 0)
        moved_prior = ahead_prior - float(missed.sum()) / (0.25 * (width + 1) * total)
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        push = (pace - 1) / faster
        ahead = moved + push * (moved - weights)
        ahead_prior = moved_prior + push * (moved_prior - prior)
        weights, prior, pace = moved, moved_prior, faster
    return [float(one) for one in weights[:number]], prior
