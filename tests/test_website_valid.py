"""Pages and style sheet are valid for the Nu HTML checker, which is the W3C's own, too."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from browsing import KINDS, both_scripts
from machine import java, lacking
from presses import ROOT
from test_website_sample import site, style

DOUBLED = "<p id=x id=x>"
POLICY = re.compile('<meta http-equiv="Content-Security-Policy"[^>]*>')
VNU = ROOT / ".cache" / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def complaints(documents: list[str], *options: str) -> list[tuple[str, str]]:
    """What the checker says of files or addresses: errors and warnings, each with its place."""
    if not VNU.is_file():
        lacking("vnu-jar is not installed below .cache/npm")
    command = [
        *java(),
        "-jar",
        str(VNU),
        "--format",
        "json",
        *options,
        *documents,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    messages: list[dict[str, Any]] = json.loads(said)["messages"]
    return [(one.get("url", ""), one["message"]) for one in messages]


def test_every_kind_of_page_is_valid_html_and_the_checker_sees_a_fault(tmp_path: Path) -> None:
    """Without the policy, under which a page on a disk may load nothing."""
    files = []
    for kind in both_scripts(KINDS):
        page = (site() / kind).read_text(encoding="utf-8")
        files.append(tmp_path / kind.replace("/", "-"))
        files[-1].write_text(POLICY.sub("", page), encoding="utf-8")
    page = (site() / "index.html").read_text(encoding="utf-8")
    wrong = {"role.html": page.replace("<main", "<main role=none2"), "twice.html": page + DOUBLED}
    for name, text in wrong.items():
        files.append(tmp_path / name)
        files[-1].write_text(POLICY.sub("", text), encoding="utf-8")
    told = complaints([*map(str, files)])
    assert [one for one in told if one[0].rpartition("/")[2] not in wrong] == []
    assert {address.rpartition("/")[2] for address, _ in told} == {*wrong}


def test_the_style_sheet_is_valid_css() -> None:
    (elder,) = (site() / "assets").glob("elder-*.css")
    assert complaints([str(style()), str(elder)], "--css") == []


# Younger than the oldest browsers to be served, shells of Chromium 88 of early 2021.
TOO_YOUNG_CSS = (
    "@layer",
    "@container",
    "@scope",
    "light-dark(",
    "color-mix(",
    "(width",
    "&",
    "dvh",
)
TOO_YOUNG_JS = (
    ".at(",
    ".findLast(",
    ".toSorted(",
    "structuredClone",
    "Object.hasOwn",
    "/v",
    "groupBy",
)


def test_old_telephones_understand_style_sheet_and_scripts() -> None:
    """`:has()` stands in elder.css alone, where nothing else would help."""
    sheet = style().read_text(encoding="utf-8")
    assert [word for word in TOO_YOUNG_CSS if word in sheet] == []
    for rule in sheet.split("}"):
        selector = rule.rpartition("{")[0]
        assert ":has(" not in selector
    for script in (site() / "assets").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert [word for word in TOO_YOUNG_JS if word in text] == [], script.name
