"""What `returned` is told is heard, and what came back is held against what would be made now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kits import returned
from kits.documents import Said
from kits.returned import differences
from newsroom.codes import ReadingCode
from newsroom.kinds import Script
from newsroom.problems import ContentRefusedError, Outcome, ProblemList
from options import ended, offered, two_papers

HEAD, TITLE, TEXT = "期号|总第6期 2013年10月8日", "主题|修路", "正文|路修好了。"
HANT = ("期號|總第6期 2013年10月8日", "主題|修路", "正文|路修好了。")


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two papers, whose editor stands in the folder of the first."""
    return two_papers(tmp_path, monkeypatch)


class House:
    """Who would read copy and make documents, in two scripts, and does none of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refused: int = 0) -> None:
        self.heard: list[str] = []
        self._refused = refused
        monkeypatch.setattr(returned, "settings_of", self._settings)
        monkeypatch.setattr(returned, "job_of", lambda settings, _: settings)
        monkeypatch.setattr(returned, "Build", lambda _: self)
        monkeypatch.setattr(returned, "document", self._document)
        monkeypatch.setattr(returned, "paragraphs_of", self._paragraphs)

    def _settings(self, conf: Path, changed: dict[str, str]) -> None:
        self.heard = [str(conf), Path(changed["PATH"]).name]
        assert Path(changed["PATH"]).is_absolute()

    def prepare(self, _: object) -> list[Any]:
        """The editions, each with its own names of styles."""
        if self._refused:
            problems = ProblemList()
            for line in range(self._refused):
                problems.add("content/a.md", line, ReadingCode.NAME, "读不懂", "请改正")
            raise ContentRefusedError(problems)
        return [
            SimpleNamespace(
                script=script,
                set_text=lambda words, to=to: words.translate(to),
                issue_by_day={date(2013, 10, 8): "the issue"},
            )
            for script, to in (
                (Script.HANS, {}),
                (Script.HANT, str.maketrans("号题", "號題")),
            )
        ]

    @staticmethod
    def _document(edition: Any, issue: str) -> bytes:
        assert issue == "the issue"
        said = HANT if edition.script is Script.HANT else (HEAD, TITLE, TEXT)
        return "\n".join(said).encode()

    @staticmethod
    def _paragraphs(data: bytes) -> list[Said]:
        if data.startswith(b"%PDF"):
            raise ValueError("no document")
        parts = (line.partition("|") for line in data.decode().splitlines())
        return [Said(style, words) for style, _, words in parts]


def back(folder: Path, *said: str) -> str:
    """The name of a file that came back."""
    (folder / "back.docx").write_text("\n".join(said), encoding="utf-8")
    return "back.docx"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ((), ["pelican.conf.py", "content"]),
        (("other",), ["pelican.conf.py", "other"]),
        (("--content", "other"), ["pelican.conf.py", "other"]),
        (("--conf", "second.conf.py"), ["second.conf.py", "third"]),
        (("-s", "second.conf.py", "other"), ["second.conf.py", "other"]),
    ],
)
def test_an_option_of_returned_names_the_paper_that_is_meant(
    paper: Path, monkeypatch: pytest.MonkeyPatch, words: Sequence[str], heard: list[str]
) -> None:
    house = House(monkeypatch)
    file = back(paper, HEAD, TITLE, TEXT)
    assert ended("returned", returned.returned, file, *words) == 0
    assert house.heard == heard


def test_no_option_of_returned_is_forgotten_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert offered(capsys, ("returned", returned.returned)) == ["conf", "content", "help"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((HEAD, TITLE, TEXT), ["一个字也没有改"]),
        (HANT, ["一个字也没有改"]),
        (
            (HEAD, TITLE, "正文|路修好啦。"),
            ["《修路》正文：路修好［删：了］［增：啦］。", "改了 1 处", "import back.docx"],
        ),
        (
            (*HANT[:2], "正文|路通了。"),
            ["《修路》正文：路［删：修好］［增：通］了。", "改了 1 处", "import back.docx"],
        ),
    ],
)
def test_what_came_back_is_held_against_the_document_of_its_script(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: tuple[str, ...],
    told: list[str],
) -> None:
    House(monkeypatch)
    assert ended("returned", returned.returned, back(paper, *said)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(told)
    assert all(line.endswith(end) for line, end in zip(lines, told, strict=True))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("%PDF",), "back.docx: 不是 Word 文档，或者读不出来"),
        ((TITLE, TEXT), "看不出是哪一期的文档"),
        (("期号|总第6期 2013年13月8日", TEXT), "看不出是哪一期的文档"),
        (("期号|总第7期 2013年10月9日", TEXT), "看不出是哪一期的文档"),
    ],
)
def test_what_is_no_document_of_an_issue_is_told(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    said: tuple[str, ...],
    why: str,
) -> None:
    House(monkeypatch)
    assert ended("returned", returned.returned, back(paper, *said)) == Outcome.MISUSED
    assert why in capsys.readouterr().err
    assert ended("returned", returned.returned, "nowhere.docx") == Outcome.MISUSED
    assert "nowhere.docx: 不是 Word 文档" in capsys.readouterr().err


def test_copy_with_faults_is_to_be_checked_first(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    House(monkeypatch, refused=2)
    assert ended("returned", returned.returned, back(paper, HEAD, TEXT)) == Outcome.REFUSED
    assert capsys.readouterr().out.startswith("2 处错误，请先运行")


# -- line by line ---------------------------------------------------------------------------------
def lines(before: str, after: str) -> list[str]:
    """What is told of two documents, written as lines of style and words."""
    return [*differences(*(House._paragraphs(text.encode()) for text in (before, after)))]  # noqa: SLF001 - as it reads


LONG = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天"  # twenty-three


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("正文|甲。", "引文|甲。", "正文→引文：甲。"),
        (f"正文|{LONG}地。", f"正文|{LONG}地！", f"正文：{LONG}地［删：。］［增：！］"),
        (
            f"正文|{LONG}地人。",
            f"正文|{LONG}地人！",
            "正文：甲乙丙丁戊己庚辛壬癸……巳午未申酉戌亥天地人［删：。］［增：！］",
        ),
        ("主题|一\n正文|甲。\n正文|乙。", "主题|一\n正文|甲。", "《一》正文：［删：乙。］"),
        ("主题|一\n正文|甲。", "主题|一\n正文|甲。\n正文|乙。", "《一》正文：［增：乙。］"),
        ("主题|一\n正文|甲。", "主题|一\n正文|甲。\n主题|二", "《二》主题：［增：二］"),
    ],
)
def test_a_change_is_told_with_its_style_and_words_around_it(
    before: str, after: str, told: str
) -> None:
    assert lines(before, after) == [told]
