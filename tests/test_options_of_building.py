"""Every option of `build`, `check` and `serve` is heard by whoever acts on it, by nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pelican
import pytest

from deliveries import settings_file
from delivery.codes import DeliveryCode
from edition import building, checking, preview
from edition.building import started_apart
from edition.serving import Changes
from newsroom.problems import Outcome, Problem, Severity
from newsroom.usage import run
from newsrooms import small_newsroom

PLAIN: Mapping[str, object] = {
    "content": "content",
    "output": "output",
    "conf": "pelican.conf.py",
    "settings": {},
}


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper whose editor stands in its folder."""
    conf = settings_file(tmp_path)
    text = conf.read_text(encoding="utf-8")
    conf.write_text(f'{text}\nPATH = "content"\nOUTPUT_PATH = "output"\n', encoding="utf-8")
    (tmp_path / "other/issues").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(monkeypatch: pytest.MonkeyPatch, paper: Path, *words: str) -> dict[str, object]:
    """What the host is asked to make, by what an editor would call it."""
    asked: list[list[str]] = []
    monkeypatch.setattr(building, "told_again", lambda *_: None)
    monkeypatch.setattr(pelican, "main", lambda words: asked.append([*map(str, words)]))
    building.main(words)
    (given,) = asked
    options = pelican.parse_arguments(given)
    overrides = dict(options.overrides)
    assert Path(overrides.pop("CONF")).samefile(options.settings)
    key, begun = overrides.pop("COMMAND")
    assert key
    assert begun
    settings = pelican.settings.read_settings(
        options.settings, override={**pelican.get_config(options), **overrides}
    )
    return {
        "content": Path(settings["PATH"]).resolve().relative_to(paper).as_posix(),
        "output": Path(settings["OUTPUT_PATH"]).resolve().relative_to(paper).as_posix(),
        "conf": Path(options.settings).resolve().relative_to(paper).as_posix(),
        "settings": {name: one for name, one in overrides.items() if name != "PATH"},
    }


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        (("content",), {}),
        (("--content", "content"), {}),
        ((".",), {}),  # the paper's folder stands for its copy
        (
            ("other", "-e", 'OUTPUT_PATH="made"'),
            {"content": "other", "output": "made", "settings": {"OUTPUT_PATH": "made"}},
        ),
        (("other",), {"content": "other", "output": "other.output"}),
        (("--content", "other"), {"content": "other", "output": "other.output"}),
        (("other", "-o", "made"), {"content": "other", "output": "made"}),
        (("--output", "made"), {"output": "made"}),
        (("--conf", "second.conf.py"), {"conf": "second.conf.py", "output": "second"}),
        (("-s", "second.conf.py"), {"conf": "second.conf.py", "output": "second"}),
        (("--without-pdf",), {"settings": {"WITHOUT_PDF": True}}),
        (("--confirm-removals",), {"settings": {"REMOVALS": "confirmed"}}),
        (("--leave-removals",), {"settings": {"REMOVALS": "leave"}}),
        (("--preview",), {"settings": {"PREVIEW": True}}),
        (("--pdf-later",), {"settings": {"PDF_LATER": True}}),
        (
            ("--without-pdf", "--preview"),
            {"settings": {"WITHOUT_PDF": True, "PREVIEW": True}},
        ),
        (("-e", 'SITENAME="山城晚报"'), {"settings": {"SITENAME": "山城晚报"}}),
        (
            ("-e", 'SITENAME="山城晚报"', "--without-pdf"),
            {"settings": {"SITENAME": "山城晚报", "WITHOUT_PDF": True}},
        ),
    ],
)
def test_an_option_of_building_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: Sequence[str],
    otherwise: Mapping[str, object],
) -> None:
    text = (paper / "pelican.conf.py").read_text(encoding="utf-8")
    (paper / "second.conf.py").write_text(f'{text}\nOUTPUT_PATH = "second"\n', encoding="utf-8")
    assert built(monkeypatch, paper, *words) == {**PLAIN, **otherwise}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), True),
        (("-o", "made"), False),
        (("-e", 'OUTPUT_PATH="made"'), False),
    ],
)
def test_where_another_folder_goes_is_told_unless_it_was_said(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: Sequence[str],
    *,
    told: bool,
) -> None:
    built(monkeypatch, paper, "other", *words)
    assert (f"成品放在 {paper / 'other.output'}" in capsys.readouterr().err) is told


def test_a_build_of_what_has_not_changed_says_so_and_makes_nothing(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(building, "told_again", lambda *_: "提醒\n")
    monkeypatch.setattr(pelican, "main", lambda _: pytest.fail("made"))
    building.main([str(paper / "content")])
    assert capsys.readouterr().err == (
        "提醒\n稿件、版式和程序都没有变，成品还是上一次的，不用重排\n"
    )


def test_the_help_of_build_names_what_an_editor_types(capsys: pytest.CaptureFixture[str]) -> None:
    building.main(["--help"])
    told = capsys.readouterr().out
    for words in (
        "不排报纸的 PDF",
        "一次删去很多文件，也照办",
        "一次要删去很多文件的，先留着",
        "成品放在哪里",
        "设置文件，不写是这里的 pelican.conf.py",
    ):
        assert words in told
    assert "--preview" not in told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("NAME = [", "pelican.conf.py"),
        ("PATH = 'nowhere'", "nowhere"),
        ("SITEURL = 5", "SITEURL"),
    ],
)
def test_what_is_wrong_in_the_settings_ends_a_build_with_misuse(
    paper: Path, capsys: pytest.CaptureFixture[str], wrong: str, told: str
) -> None:
    conf = paper / "pelican.conf.py"
    conf.write_text(f"{conf.read_text(encoding='utf-8')}\n{wrong}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        building.main([])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_a_build_apart_has_all_it_was_asked_for(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}

    def popen(words: Sequence[str], **how: Any) -> None:
        asked.update(how, words=[*words][1:])

    monkeypatch.setattr(building.subprocess, "Popen", popen)
    moment = datetime(2026, 3, 2, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    started_apart(
        paper / "a", paper / "b", paper / "c", "--preview", as_of=moment, stdin=3, stdout=4
    )
    assert asked["words"] == [
        *("-m", "edition.building", str(paper / "a"), "-s", str(paper / "c")),
        *("-o", str(paper / "b"), "--preview"),
    ]
    assert asked["env"]["SOURCE_DATE_EPOCH"] == "1772409600"
    assert asked["env"]["PYTHONUTF8"] == "1"
    assert (asked["stdin"], asked["stdout"], asked["encoding"]) == (3, 4, "utf-8")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    started_apart(paper / "a", paper / "b", paper / "c")
    assert "SOURCE_DATE_EPOCH" not in asked["env"]


# -- check ----------------------------------------------------------------------------------------
def checked(*words: str) -> int:
    """Run `check` in this process; its status."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["check", *words])
        with pytest.raises(SystemExit) as ended:
            run("check", checking.check)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def bad(path: str) -> Problem:
    """A file that is not as it was built."""
    return Problem(path, 0, DeliveryCode.TREE, "坏了", "请重排", Severity.ERROR)


@pytest.mark.parametrize("words", [(), ("--mend",)])
@pytest.mark.parametrize("status", [Outcome.WELL, Outcome.WITHHELD])
def test_verifying_mends_where_it_is_asked_to_and_only_then(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    status: Outcome,
) -> None:
    (paper / "output").mkdir()
    left = [[bad("index.html"), bad("feed.xml")], []]
    made: list[tuple[object, ...]] = []
    monkeypatch.setattr(checking, "verified", lambda _: left.pop(0))
    monkeypatch.setattr(checking, "build_apart", lambda *what: made.append(what) or status)
    monkeypatch.setattr(checking, "forget_stamps", lambda file: made.append((file.parent,)))
    ended = checked("--content", "other", "--conf", "pelican.conf.py", "--verify", "output", *words)
    said = capsys.readouterr().out
    assert "2 处损坏或缺失" in said
    if words:
        (kept,), what = made  # what a stamp says of a file is not believed any more
        assert Path(str(kept)).is_absolute()
        assert [Path(one).resolve() for one in map(str, what)] == [
            *(paper / "other", paper / "output", paper / "pelican.conf.py")
        ]
        assert "都修好了" in said
        assert ended == status
    else:
        assert made == []
        assert "--verify output --mend" in said
        assert ended == 1


@pytest.mark.parametrize(("says", "status"), [(True, 0), (False, 1)])
def test_who_sits_there_is_asked_whether_to_mend(
    paper: Path, monkeypatch: pytest.MonkeyPatch, *, says: bool, status: int
) -> None:
    (paper / "output").mkdir()
    left = [[bad("index.html")], []]
    made: list[object] = []
    asked: list[str] = []
    monkeypatch.setattr(checking, "verified", lambda _: left.pop(0))
    monkeypatch.setattr(checking, "build_apart", lambda *what: made.append(what) or 0)
    monkeypatch.setattr(checking.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(checking.typer, "confirm", lambda words: asked.append(words) or says)
    assert checked("--verify", "output") == status
    assert asked == ["现在重排一次，修好它们吗？"]
    assert bool(made) is says


def test_what_could_not_be_mended_is_counted(
    paper: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper / "output").mkdir()
    left = [[bad("index.html"), bad("feed.xml")], [bad("feed.xml")]]
    monkeypatch.setattr(checking, "verified", lambda _: left.pop(0))
    monkeypatch.setattr(checking, "build_apart", lambda *_: 0)
    assert checked("--verify", "output", "--mend") == 1
    assert "还有 1 处没有修好" in capsys.readouterr().out


@pytest.mark.parametrize("words", [(), ("--links",)])
def test_only_who_asks_for_it_has_links_looked_up(
    paper: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    small_newsroom(paper / "content")
    asked: list[str] = []
    monkeypatch.setattr(checking, "dead_links", lambda _, name: asked.append(name) or [])
    assert checked("--conf", str(paper), *words) == 0
    assert asked == (["content"] if words else [])


# -- serve ----------------------------------------------------------------------------------------
SHOWN: Mapping[str, object] = {
    "content": "content",
    "output": "output.preview",
    "conf": "pelican.conf.py",
    "port": 8000,
    "moment": None,
}


@pytest.mark.parametrize(
    ("words", "otherwise"),
    [
        ((), {}),
        (("other",), {"content": "other", "output": "other.output.preview"}),
        (("--content", "other"), {"content": "other", "output": "other.output.preview"}),
        (("-o", "made"), {"output": "made"}),
        (("--port", "8010"), {"port": 8010}),
        (("--conf", "second.conf.py"), {"conf": "second.conf.py"}),
        (("--as-of", "2026-12-01"), {"moment": "2026-12-01T23:59:00+08:00"}),
        (("--as-of", "2026-12-01T08:00"), {"moment": "2026-12-01T08:00:00+08:00"}),
        (("--as-of", "2026-12-01T08:00+00:00"), {"moment": "2026-12-01T08:00:00+00:00"}),
    ],
)
def test_an_option_of_serving_changes_what_it_says_and_nothing_else(
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    otherwise: Mapping[str, object],
) -> None:
    (paper / "second.conf.py").write_text((paper / "pelican.conf.py").read_text("utf-8"), "utf-8")
    shown: dict[str, object] = {}
    ports: list[tuple[str, int]] = []

    class Shown:
        """A preview that shows nothing, and ends."""

        def __init__(
            self, content: Path, output: Path, _: Changes, moment: datetime | None, conf: Path
        ) -> None:
            near = {"content": content, "output": output, "conf": conf}
            shown.update({name: one.resolve().relative_to(paper) for name, one in near.items()})
            shown.update({name: str(one) for name, one in shown.items()})
            shown["moment"] = moment and moment.isoformat()

        def make(self) -> Outcome:
            return Outcome.MISUSED

        def stop(self) -> None:
            shown["stopped"] = True

    monkeypatch.setattr(preview, "Preview", Shown)
    monkeypatch.setattr(
        preview, "server_for", lambda output, port, _: ports.append((output.name, port))
    )
    monkeypatch.setattr(preview, "saves_in", lambda _: iter([frozenset()]))
    monkeypatch.setattr(preview.signal, "signal", lambda *_: None)
    monkeypatch.setattr("sys.argv", ["serve", *words])
    with pytest.raises(SystemExit) as ended:
        run("serve", preview.serve)
    assert ended.value.code == Outcome.MISUSED
    wanted = {**SHOWN, **otherwise}
    assert ports == [(wanted["output"], wanted.pop("port"))]
    assert shown == {**wanted, "stopped": True}
