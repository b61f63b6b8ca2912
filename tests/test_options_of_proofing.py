"""Every option of `proof` and of `convert` is heard by whoever acts on it alone."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hanzi import lines, proofing
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from options import DAY, GLOSSARY, ISSUE, Main, offered, two_papers


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two papers, whose editor stands in the folder of the first."""
    return two_papers(tmp_path, monkeypatch)


# -- proof ----------------------------------------------------------------------------------------
class Converting:
    """Who would convert, and says in which direction."""

    def __init__(self, target: Script, rows: Sequence[GlossaryRow] = ()) -> None:
        self.target = target
        self.rows = len(rows)

    def text(self, text: str, source: Script) -> str:
        return f"{source.value}>{self.target.value}/{self.rows}:{text}"

    def doubts(self, text: str, source: Script) -> Sequence[Any]:
        return [SimpleNamespace(start=0, end=len(text), why=SimpleNamespace(value=source.value))]


PROOF: Mapping[str, object] = {
    "copy": "content",
    "below": "content",
    "to": "hant",
    "rows": 0,
    "shown": "entries",
}
SIGNED: Mapping[str, object] = {
    "copy": "content",
    "below": "content",
    "to": "hant",
    "wishes": ["甲"],
    "by": "",
    "on": "2026-03-02",
    "kind": "",
    "back": False,
    "table": "content/glossary.csv",
}


@pytest.fixture
def proofed(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What a proof was made of and for, by what an editor would call it."""
    heard: dict[str, object] = {}

    def read(folder: Path, content: Path) -> list[object]:
        near = folder.resolve().relative_to(content.parent.resolve())
        heard.setdefault("below", near.as_posix())
        heard.setdefault("copy", content.name)
        return []

    def listed(_: object, converter: Converting) -> list[str]:
        heard.update(to=converter.target.value, rows=converter.rows, shown="entries")
        return []

    def save(path: Path, _: object, target: Script, command: str) -> None:
        heard["shown"] = (str(path), target.value, command)

    def rows_for(wishes: Any, _: object, rows: Any, how: Any, converter: Any) -> list[GlossaryRow]:
        del heard["shown"], heard["rows"]
        heard.update(wishes=wishes, by=how.by, on=how.on.isoformat(), kind=how.kind, back=how.back)
        assert converter.rows == len(rows)
        return []

    def write(table: Path, _: object) -> tuple[str, list[object]]:
        heard["table"] = table.as_posix()
        return "写好了\n", []

    monkeypatch.setattr(proofing, "Converter", Converting)
    monkeypatch.setattr(proofing, "manuscripts", read)
    monkeypatch.setattr(proofing, "entries", listed)
    monkeypatch.setattr(proofing, "groups", lambda _: ["一组"])
    monkeypatch.setattr(proofing, "save_page", save)
    monkeypatch.setattr(proofing, "rows_for", rows_for)
    monkeypatch.setattr(proofing, "write", write)
    return heard


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        ((DAY,), {"below": ISSUE}),
        (("--to", "hant-hk"), {"to": "hant-hk"}),
        (("--to", "hans"), {"to": "hans"}),
        (("--content", "other"), {"copy": "other", "below": "other", "rows": 1}),
        (("--conf", "second.conf.py"), {"copy": "third", "below": "third"}),
        (("-s", "second.conf.py"), {"copy": "third", "below": "third"}),
        (("--page", "p.html"), {"shown": ("p.html", "hant", "scripts/proof")}),
        (
            ("--page", "p.html", DAY, "--to", "hans", "--content", "other"),
            {
                "copy": "other",
                "below": f"other/issues/{DAY}",
                "to": "hans",
                "rows": 1,
                "shown": ("p.html", "hans", f"scripts/proof {DAY} --to hans --content other"),
            },
        ),
        (
            ("--page", "p.html", "--to", "hant-hk"),
            {"to": "hant-hk", "shown": ("p.html", "hant-hk", "scripts/proof --to hant-hk")},
        ),
        (
            ("--page", "p.html", "--conf", "second.conf.py"),
            {
                "copy": "third",
                "below": "third",
                "shown": ("p.html", "hant", "scripts/proof --conf second.conf.py"),
            },
        ),
    ],
)
def test_an_option_of_a_proof_changes_what_it_says_and_nothing_else(
    paper: Path,
    proofed: Mapping[str, object],
    words: Sequence[str],
    otherwise: Mapping[str, object],
) -> None:
    (paper / "other/glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    assert proofing.main([*words]) == 0
    assert proofed == {**PROOF, **otherwise}


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(("words", "shown"), [((), ""), (("--groups",), "一组\n")])
def test_groups_are_shown_where_they_are_asked_for(
    proofed: Mapping[str, object],
    capsys: pytest.CaptureFixture[str],
    words: Sequence[str],
    shown: str,
) -> None:
    assert proofing.main([*words]) == 0
    assert proofed
    assert capsys.readouterr().out == shown


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        (("--accept", "乙=丙"), {"wishes": ["甲", "乙=丙"]}),
        (("--by", "何静"), {"by": "何静"}),
        (("--on", "2026-03-01"), {"on": "2026-03-01"}),
        (("--kind", "person"), {"kind": "person"}),
        ((DAY,), {"below": ISSUE}),
        (("--to", "hans"), {"to": "hans", "back": True}),
        (("--to", "hant-hk"), {}),  # a row has one Traditional form, from which Hong Kong's is made
        (
            ("--content", "other"),
            {"copy": "other", "below": "other", "table": "other/glossary.csv"},
        ),
        (
            ("--conf", "second.conf.py"),
            {"copy": "third", "below": "third", "table": "third/glossary.csv"},
        ),
    ],
)
def test_an_option_of_signing_changes_what_it_says_and_nothing_else(
    paper: Path,
    proofed: Mapping[str, object],
    words: Sequence[str],
    otherwise: Mapping[str, object],
) -> None:
    (paper / "other/glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    on = [] if "--on" in words else ["--on", "2026-03-02"]
    assert proofing.main(["--accept", "甲", *on, *words]) == 0
    assert proofed == {**SIGNED, **otherwise}


# -- convert --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "out"),
    [
        (("--to", "hant"), "hans>hant/0:路\r\n"),
        (("--to", "hant-hk"), "hans>hant-hk/0:路\r\n"),
        (("--to", "hans"), "hant>hans/0:路\r\n"),
        (("--to", "hans", "--from", "hant-hk"), "hant-hk>hans/0:路\r\n"),
        (("--to", "hant-hk", "--from", "hant"), "hant>hant-hk/0:路\r\n"),
        (("--to", "hant", "--content", "other"), "hans>hant/1:路\r\n"),
        (("--to", "hant", "--glossary", "two.csv"), "hans>hant/2:路\r\n"),
        (
            ("--to", "hant", "--glossary", "two.csv", "--content", "other"),
            "hans>hant/2:路\r\n",
        ),
        (
            ("--to", "hans", "--doubts"),
            'hant>hans/0:路\t[{"start": 0, "end": 1, "why": "hant"}]\r\n',
        ),
    ],
)
def test_an_option_of_converting_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: Sequence[str],
    out: str,
) -> None:
    (paper / "other/glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    (paper / "two.csv").write_text(f"{GLOSSARY}河口,河口,place,\n", encoding="utf-8")
    made = io.BytesIO()
    monkeypatch.setattr(lines, "Converter", Converting)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("路\r\n".encode())))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(made, "utf-8"))
    assert lines.main([*words]) == 0
    assert made.getvalue().decode() == out


@pytest.mark.parametrize(
    ("main", "options"),
    [
        (proofing.main, "accept by conf content groups help kind on page to"),
        (lines.main, "content doubts from glossary help to"),
    ],
)
def test_the_help_names_the_options_that_stand_in_these_tables_and_no_more(
    capsys: pytest.CaptureFixture[str], main: Main, options: str
) -> None:
    assert offered(capsys, main) == options.split()
