"""What the desk of a dummy writes, draws, tells and refuses, where nothing is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from newsroom.problems import Outcome
from press import dummycommand
from press.codes import Finding, PressCode
from press.dummycommand import _Desk
from press.faces import NoTypeError

DAY = "2013-10-08"


def finding(code: PressCode, what: str, source: str = "", line: int = 0) -> Finding:
    return Finding(source, code, what, "请看看", line=line)


@dataclass
class Press:
    """Who would lay out an issue of two pages, and says what it was asked for."""

    folder: Path
    smart: bool = True
    found: tuple[Finding, ...] = ()
    asked: list[Any] = field(default_factory=list)

    def desk(self, paper: str = "") -> _Desk:
        return _Desk(self.folder / "pelican.conf.py", self.folder / "content", DAY, paper)

    @contextmanager
    def edition(self) -> Iterator[Any]:
        """The issue in the first script."""
        issue = SimpleNamespace(key=DAY, number=6, day=date(2013, 10, 8))
        yield SimpleNamespace(house="", issues=(issue,), set_text=lambda words: words)

    def laid(self, _edition: Any, grid: Any, *, readers: bool) -> Any:
        """The pages of a paper."""
        self.asked.append((grid.id, readers))
        layout = SimpleNamespace(pages=("one", "two"), smart=self.smart, findings=self.found)
        order = SimpleNamespace(grid=grid, wishes=SimpleNamespace(pages={}))
        return SimpleNamespace(layout=layout, order=order, settings="settings")


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Press:
    (tmp_path / f"content/issues/{DAY}").mkdir(parents=True)
    made = Press(tmp_path)
    papers = [SimpleNamespace(id="a4", name="A4"), SimpleNamespace(id="8k", name="八开")]
    monkeypatch.setattr(_Desk, "_edition", made.edition)
    monkeypatch.setattr(_Desk, "_laid", made.laid)
    monkeypatch.setattr(dummycommand, "grids", lambda _: papers)
    monkeypatch.setattr(dummycommand, "dummy_text", lambda *given: f"{given[3]} {given[4]}\n")
    white = [finding(PressCode.BAD_DUMMY, "第一版有空白"), finding(PressCode.BAD_DUMMY, "缺行")]
    monkeypatch.setattr(dummycommand, "told_of_lines", lambda *_: white)

    def unmet(_layout: Any, _grid: Any, _wishes: Any, _settings: Any, page: int) -> list[Finding]:
        return [finding(PressCode.BAD_DUMMY, f"心愿{page}", f"issues/{DAY}/lead.md", 3)]

    def lacks(_laid: Any, page: int = 0) -> dict[int, Any]:
        def told(at: int, _grid: Any) -> Finding:
            return finding(PressCode.BAD_DUMMY, f"第{at}版空着")

        return {2: SimpleNamespace(finding=told)} if page in {0, 2} else {}

    monkeypatch.setattr(dummycommand, "unmet", unmet)
    monkeypatch.setattr(dummycommand, "_lacks", lacks)
    drawn = made.asked.append
    monkeypatch.setattr(
        dummycommand, "page_picture", lambda _, page, dpi: drawn((page, dpi)) or b"PNG"
    )
    return made


def said(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    """What is told of the copy, and what was done."""
    told = capsys.readouterr()
    return told.err.splitlines(), told.out


@pytest.mark.parametrize(
    ("paper", "file", "asked"),
    [
        ("", "dummy.yaml", ("a4", True)),
        ("a4", "dummy.yaml", ("a4", True)),
        ("8k", "dummy-8k.yaml", ("8k", False)),
    ],
)
def test_the_dummy_of_each_paper_has_a_file_of_its_own(
    press: Press, capsys: pytest.CaptureFixture[str], paper: str, file: str, asked: tuple[str, bool]
) -> None:
    folder = press.folder / f"content/issues/{DAY}"
    press.desk(paper).write(replace=False)
    assert [path.name for path in folder.iterdir()] == [file]
    assert (folder / file).read_text(encoding="utf-8") == f"{asked[0]} 第6期\n"
    told, done = said(capsys)
    assert press.asked == [asked]
    assert done == f"写好了 {folder / file}，共2版\n"
    assert ["空白" in told[0], "缺行" in told[1], "心愿0" in told[2]] == [True] * 3
    assert told[0].startswith(f"content/issues/{DAY}/issue.md")
    assert told[2].startswith(f"content/issues/{DAY}/lead.md:3")


def refused(desk: Any, capsys: pytest.CaptureFixture[str]) -> str:
    """Why a desk does nothing."""
    with pytest.raises(typer.Exit) as end:
        desk()
    assert end.value.exit_code == Outcome.REFUSED
    return capsys.readouterr().err.splitlines()[-1]


def test_a_dummy_that_is_there_is_replaced_where_that_is_asked_for(
    press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    file = press.folder / f"content/issues/{DAY}/dummy.yaml"
    file.write_text("mine\n", encoding="utf-8")
    why = refused(lambda: press.desk().write(replace=False), capsys)
    assert why == f"{file} 已经有了，没有改动；要换成现在的版面，加 --replace"
    assert (file.read_text(encoding="utf-8"), press.asked) == ("mine\n", [])
    press.desk().write(replace=True)
    assert said(capsys)[1] == f"换了 {file}，共2版\n"
    assert file.read_text(encoding="utf-8") == "a4 第6期\n"


def test_a_layout_that_no_dummy_can_say_is_refused_and_nothing_written(
    press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    press.smart = False
    assert "写不成版样" in refused(lambda: press.desk().write(replace=True), capsys)
    assert [*(press.folder / f"content/issues/{DAY}").iterdir()] == []


def test_the_last_page_is_drawn_and_none_after_it(
    press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = press.folder / "p.png"
    press.desk("8k").draw(2, picture)
    assert picture.read_bytes() == b"PNG"
    assert press.asked == [("8k", False), (2, 110)]
    told, done = said(capsys)
    assert done == f"画好了 {picture}\n"
    assert ["第2版空着" in told[0], "心愿2" in told[1], len(told)] == [True, True, 2]
    press.desk().draw(1, picture)
    assert ["心愿1" in line for line in said(capsys)[0]] == [True]  # that page lacks nothing
    why = refused(lambda: press.desk("8k").draw(3, picture), capsys)
    assert why == "八开报纸只有2版，没有第3版"


def test_of_what_the_layout_finds_the_dummy_and_its_places_are_told(
    press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    other = next(code for code in PressCode if code not in dummycommand._OF_PLACES)  # noqa: SLF001 - whatever else is found
    dummy = f"issues/{DAY}/dummy.yaml"
    press.found = (
        finding(PressCode.BAD_DUMMY, "没有这一篇", dummy, 4),
        finding(PressCode.DUMMY_COPY, "版样里没有排它"),
        finding(other, "别的"),
    )
    press.desk().draw(1, press.folder / "p.png")
    told, _ = said(capsys)
    assert told[0].startswith(f"content/{dummy}:4")
    assert ["没有这一篇" in told[0], "版样里没有排它" in told[1], "心愿1" in told[2]] == [True] * 3
    assert len(told) == 3


def test_a_paper_that_the_house_has_not_is_told_with_those_it_has(
    press: Press, capsys: pytest.CaptureFixture[str]
) -> None:
    why = refused(lambda: press.desk("a3").write(replace=False), capsys)
    assert why == "没有“a3”这种纸，可以是 a4、8k"


@pytest.mark.parametrize(
    ("issues", "why"),
    [
        ((), f"没有 {DAY} 这一期，请先用 "),
        ((SimpleNamespace(key="2013-10-01", items=("a",)),), f"没有 {DAY} 这一期，请先用 "),
        ((SimpleNamespace(key=DAY, items=()),), f"{DAY} 这一期还没有要发布的稿件"),
    ],
)
def test_an_issue_that_is_not_there_or_holds_nothing_is_refused(
    press: Press, capsys: pytest.CaptureFixture[str], issues: tuple[Any, ...], why: str
) -> None:
    copy: Any = SimpleNamespace(issues=issues)
    desk = press.desk()
    assert refused(lambda: desk._issue(copy), capsys).startswith(why)  # noqa: SLF001 - to read copy takes longer


def test_without_type_no_page_can_be_laid_out(
    press: Press, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()

    def none(*_: object) -> None:
        raise NoTypeError

    monkeypatch.setattr(dummycommand, "faces_for", none)
    monkeypatch.setattr(dummycommand, "options_of", lambda _: None)
    desk, edition = press.desk(), SimpleNamespace(options={}, script="", fonts=())
    grid: Any = None
    why = refused(lambda: desk._laid(edition, grid, readers=True), capsys)  # type: ignore[arg-type] # noqa: SLF001 - as much as is asked
    assert "没有中文字体" in why


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("", "请写上日期，如 2013-10-08"),
        ("2013年10月8日", "日期要写成 2013-10-08，不写 2013年10月8日"),
    ],
)
def test_a_day_is_written_in_one_way(
    capsys: pytest.CaptureFixture[str], day: str, why: str
) -> None:
    assert refused(lambda: dummycommand.dummy(day), capsys) == why
