"""Type is found by family where each system keeps it, and told where it is the system's own."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped] # ships no types
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped] # the same

from edition.fontfolders import font_folders
from newsroom.kinds import Script
from newsrooms import small_newsroom
from press.faces import NoTypeError, faces_for
from presses import built


def font(folder: Path, family: str) -> None:
    """Put a font of that family into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{family}.ttf").write_bytes(_boxes(family))


@cache
def _boxes(family: str) -> bytes:
    """A font whose characters are boxes, each a glyph of its own."""
    pen = TTGlyphPen(None)
    for number, point in enumerate([(50, 0), (50, 800), (900, 800), (900, 0)]):
        (pen.lineTo if number else pen.moveTo)(point)
    pen.closePath()
    names = {code: f"u{code:04X}" for code in characters()}
    order = [".notdef", *names.values()]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(names)
    made.setupGlyf(dict.fromkeys(order, pen.glyph()))
    made.setupHorizontalMetrics(dict.fromkeys(order, (1000, 50)))
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    made.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=400)
    made.setupPost()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def characters() -> list[int]:
    """ASCII, and what GB 2312 has: every Chinese type has that much."""
    rows = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    text = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    return sorted({*range(0x20, 0x7F), *map(ord, text)})


@pytest.mark.share(3)
@pytest.mark.parametrize(
    ("script", "families", "serif", "sans"),
    [
        (Script.HANS, ("SimSun", "Microsoft YaHei"), "SimSun", "Microsoft YaHei"),
        (Script.HANS, ("SimSun",), "SimSun", "SimSun"),
        (Script.HANS, ("Songti SC", "PingFang SC", "SimSun"), "Songti SC", "PingFang SC"),
        (Script.HANT, ("PMingLiU", "Microsoft JhengHei"), "PMingLiU", "Microsoft JhengHei"),
        (Script.HANT_HK, ("MingLiU_HKSCS", "PMingLiU"), "MingLiU_HKSCS", "MingLiU_HKSCS"),
    ],
)
def test_what_the_system_brings_is_taken_where_there_is_nothing_better(
    tmp_path: Path, script: Script, families: tuple[str, ...], serif: str, sans: str
) -> None:
    for family in families:
        font(tmp_path, family)
    faces = faces_for(script, [tmp_path])
    assert (faces.serif[0], faces.sans[0]) == (serif, sans)
    assert faces.brought
    font(tmp_path, f"Source Han Serif {'SC' if script is Script.HANS else 'TC'}")
    font(tmp_path, "Source Han Serif HK")
    faces = faces_for(script, [tmp_path])
    assert faces.serif[0].startswith("Source Han Serif")
    assert not faces.brought


def test_type_of_another_script_is_none(tmp_path: Path) -> None:
    font(tmp_path, "Arial")
    with pytest.raises(NoTypeError):
        faces_for(Script.HANS, [tmp_path])


def test_which_type_was_taken_is_told(tmp_path: Path) -> None:
    font(tmp_path / "fonts", "SimSun")
    content = small_newsroom(tmp_path / "content")
    scripts = (Script.HANS,)
    output, work = built(content, tmp_path, ["press"], fonts=(tmp_path / "fonts",), scripts=scripts)
    said = [str(problem) for problem in work.problems if problem.code == "press.system-type"]
    assert len(said) == 1
    assert "SimSun" in said[0]
    assert list(output.rglob("*.pdf")), [str(problem) for problem in work.problems]


@pytest.mark.parametrize(
    ("platform", "env", "wanted"),
    [
        ("win32", {"WINDIR": "D:/Win", "LOCALAPPDATA": "D:/L"}, "D:/Win/Fonts"),
        ("win32", {"WINDIR": "D:/Win", "LOCALAPPDATA": "D:/L"}, "D:/L/Microsoft/Windows/Fonts"),
        ("darwin", {}, "/System/Library/Fonts"),
        ("linux", {}, "/usr/share/fonts/opentype/noto"),
    ],
)
def test_each_system_is_looked_through(platform: str, env: dict[str, str], wanted: str) -> None:
    folders = font_folders(platform, env)
    assert folders[0] == ".fonts"
    assert Path(wanted) in [Path(folder) for folder in folders]
