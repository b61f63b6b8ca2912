"""Two marks an editor can remember: one keeps a span, one gives each script its own form."""

from __future__ import annotations

import pytest

from hanzi import Converter
from newsroom.kinds import Script


@pytest.mark.parametrize(
    ("written", "hans", "hant", "hong_kong"),
    [
        ("-{于}-是", "于是", "于是", "于是"),
        ("-{信息/資訊}-发达", "信息发达", "資訊發達", "資訊發達"),
        ("-{信息／資訊}-", "信息", "資訊", "資訊"),
        ("-{软件/軟體/軟件}-", "软件", "軟體", "軟件"),
        ("每小时-{km/h}-", "每小时km/h", "每小時km/h", "每小時km/h"),
        ("-{}-", "", "", ""),
        ("-{于", "-{于", "-{於", "-{於"),
    ],
)
def test_a_mark_is_resolved_in_every_edition(
    written: str, hans: str, hant: str, hong_kong: str
) -> None:
    wanted = {Script.HANS: hans, Script.HANT: hant, Script.HANT_HK: hong_kong}
    for target, text in wanted.items():
        assert Converter(target).text(written, Script.HANS) == text


def test_a_mark_is_resolved_where_the_scripts_agree() -> None:
    assert Converter(Script.HANT).text("-{里/裡}-", Script.HANT) == "裡"


def test_nothing_inside_a_mark_is_converted_or_fixed() -> None:
    made = Converter(Script.HANT).text("-{“干部”于红杰}-", Script.HANS, {"于红杰": "于紅傑"})
    assert made == "“干部”于红杰"
