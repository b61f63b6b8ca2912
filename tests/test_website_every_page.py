"""What holds for every kind of page, plain and in 长者模式; each is loaded once for all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser

from browsing import KINDS, both_scripts, browser, host, set_mode, visit
from measuring import HOLDING, SHIFT, SMALL, faults_of, narrowed
from shares import share
from test_website_sample import style

__all__ = ["browser", "host"]  # fixtures
LEAST = {"plain": 24, "elder": 60}  # CSS pixels: WCAG 2.5.8; MIIT's rules for elders


@dataclass
class Round:
    """What was seen of all kinds of pages. faults: by width. said: on the console."""

    faults: dict[int, list[Any]] = field(default_factory=lambda: {320: [], 360: []})
    moved: dict[str, float] = field(default_factory=dict)
    small: list[tuple[str, str]] = field(default_factory=list)
    holding: dict[str, list[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)


@pytest.fixture(scope="module")
def rounds(browser: Browser, host: str) -> Mapping[str, Round]:
    """A round by mode, gone when first it is asked for."""

    class Rounds(dict[str, Round]):
        def __missing__(self, mode: str) -> Round:
            self[mode] = _gone(browser, host, mode)
            return self[mode]

    return Rounds()


def _gone(browser: Browser, host: str, mode: str) -> Round:
    seen = Round()
    with visit(browser, width=360, service_workers="allow") as page:  # it is silent as well
        set_mode(page, host, mode)
        page.on("console", lambda message: seen.said.append(message.text))
        page.on("pageerror", lambda error: seen.said.append(str(error)))
        page.on("request", lambda request: seen.asked.append(request.url))
        for kind in share(both_scripts(KINDS), 2 if mode == "plain" else 3):
            narrowed(page, 360)
            page.goto(host + kind)
            seen.moved[kind] = page.evaluate(SHIFT)
            seen.holding[kind] = page.evaluate(HOLDING)
            seen.small += [(kind, one) for one in page.evaluate(SMALL, LEAST[mode])]
            for width in (360, 320):
                narrowed(page, width)
                seen.faults[width] += [(kind, *one) for one in faults_of(page, mode)]
        seen.cookies += page.context.cookies()
    return seen


@pytest.mark.parametrize("mode", ["plain", "elder"])
@pytest.mark.parametrize("width", [320, 360])
def test_a_headline_stands_near_the_top_and_nothing_scrolls_sideways_on_any_kind_of_page(
    rounds: Mapping[str, Round], mode: str, width: int
) -> None:
    """At 320 pixels a screen of 1280 by 1024 is enlarged four times (WCAG 1.4.10)."""
    assert rounds[mode].faults[width] == []


@pytest.mark.parametrize("mode", ["plain", "elder"])
def test_pages_are_silent_ask_no_other_host_and_do_not_move(
    rounds: Mapping[str, Round], host: str, mode: str
) -> None:
    seen = rounds[mode]
    assert seen.said == []
    assert seen.asked
    assert [address for address in seen.asked if not address.startswith(host)] == []
    # 长者模式 comes with a script that may be late where the machine is busy, but not as a rule.
    late = [kind for kind, value in seen.moved.items() if value > 0.01]
    assert len(late) <= (len(seen.moved) // 10 if mode == "elder" else 0), late
    assert seen.cookies == []


def test_nothing_holds_a_page_back_but_one_style_sheet(
    rounds: Mapping[str, Round], host: str
) -> None:
    for kind, holding in rounds["plain"].holding.items():
        assert holding == [f"{host}assets/{style().name}"], kind


@pytest.mark.parametrize("mode", ["plain", "elder"])
def test_targets_are_large_enough_for_a_shaking_hand(
    rounds: Mapping[str, Round], mode: str
) -> None:
    """24 pixels by WCAG 2.5.8, 60 in 长者模式 by MIIT's rules for elders."""
    assert rounds[mode].small == []
