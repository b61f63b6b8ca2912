"""A paper of one's own, made with the installed program, by somebody who has no checkout."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import time
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bulletin import founding
from bulletin.answers import answered, sections_of, spelt, why_not
from bulletin.command import COMMANDS
from bulletin.founding import files_of
from newsroom.guard import MisusedError
from newsroom.houserules import HouseRules
from newsroom.paper import content_of, meant
from newsroom.problems import ProblemList, Severity
from newsroom.program import HELPS
from newsroom.reading import read_publication
from newsroom.store import Store
from newsroom.typed import COMMANDS as TYPED
from newsrooms import write
from presses import ROOT
from wheels import User, installed, wheel

NOW = datetime(2026, 3, 3, tzinfo=UTC)
SAMPLE = ("伊滨", "yaowen", "minsheng", "tashan", "示例单位")
SMALL = ("--yes", "--without-pdf", "--sections", "街道", "--scripts", "简体")
RAW = """街道办新修一条路

本报讯（记者 林晓）昨天，河口街道新修的沿河路通车。这条路长两公里，连接三个社区，
双向两车道，两边种了柳树。

据了解，这条路去年八月开工，附近居民出行少绕三公里。
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed program."""
    folder = tmp_path_factory.mktemp("installed")
    installed(wheel(tmp_path_factory), folder / "env")
    return folder / "env"


@pytest.fixture(scope="module")
def paper(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper that a user has founded, who stands in its folder from now on."""
    home = tmp_path_factory.mktemp("home")
    told = User(environment, home).run(
        *("init", "paper", "--name", "河口小报", "--place", "河口街道"),
        *("--sections", "街道、邻里、告示", "--papers", "A4", "--scripts", "简体"),
    )
    assert told.returncode in {0, 3}, told.stderr
    assert "index.html" in told.stdout
    return home / "paper"


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_wheel_is_one_package_and_holds_all_it_needs(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with zipfile.ZipFile(wheel(tmp_path_factory)) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"bulletin"}
    held = {name.removeprefix("bulletin/") for name in names if name.startswith("bulletin/")}
    tracked = subprocess.run(
        ["git", "ls-files", "plugins", "theme", "content/fillers"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    rooms = [name for name in tracked if not name.startswith(("plugins/newsroom_art", "theme/scr"))]
    assert {name.removeprefix("plugins/bulletin/") for name in rooms} <= held
    copy = {name for name in held if name.startswith("content/")}
    fillers = {name for name in tracked if name.startswith("content/")}
    assert copy - fillers == {f"content/pages/{one}.md" for one in HELPS}


def test_no_room_lies_bare_among_the_libraries(environment: Path) -> None:
    libraries = next((environment / "lib").glob("python*/site-packages"))
    assert {path.name.partition("-")[0] for path in libraries.iterdir()} == {
        "bulletin",
        "bulletin_press",
        "locked.pth",
    }
    python = environment / "bin" / "python"
    code = "import importlib.util as u; print([n for n in ('press', 'ledger') if u.find_spec(n)])"
    bare = subprocess.run([python, "-c", code], cwd="/", capture_output=True, text=True, check=True)
    assert bare.stdout.strip() == "[]"


def test_a_new_paper_is_made_at_once_and_holds_nothing_of_the_sample(paper: Path) -> None:
    page = (paper / "output/index.html").read_text(encoding="utf-8")
    assert "河口小报" in page
    for name, data in files(paper).items():
        assert not any(word.encode() in data for word in SAMPLE), name
    assert not (paper / "output/handbook").exists()
    assert not (paper / "output/hant").exists()
    readme = (paper / "README.md").read_text(encoding="utf-8")
    assert {*re.findall(r"`bulletin ([a-z]+)", readme)} <= set(COMMANDS)


def test_a_day_at_the_paper_brings_no_remark_about_a_section(
    environment: Path, paper: Path
) -> None:
    user = User(environment, paper.parent, hasty=True)
    (paper / "来稿.txt").write_text(RAW, encoding="utf-8")
    for words in (
        ("new", "issue", "2026-03-02"),
        ("import", "来稿.txt", "--into", "2026-03-02"),
        ("new", "item", "2026-03-02", "notice", "--kind", "公告"),
        ("check",),
        ("build", "--without-pdf"),
    ):
        told = user.run(*words, cwd=paper)
        assert told.returncode == 0, (words, told.stdout, told.stderr)
        assert "item.unknown-section" not in told.stdout + told.stderr, words
        assert "inspection.section" not in told.stdout, words
        assert "scripts/" not in told.stdout + told.stderr, words
    (draft,) = (paper / "content/issues/2026-03-02").glob("01-*.md")
    text = draft.read_text(encoding="utf-8")
    assert "section: jiedao\n" in text
    draft.write_text(text.replace("status: draft\n", ""), encoding="utf-8")
    issue = draft.with_name("issue.md")
    unsigned = issue.read_text(encoding="utf-8")
    issue.write_text(unsigned.replace("请填姓名", "林晓"), encoding="utf-8")
    told = user.run("build", "--without-pdf", cwd=paper)
    assert told.returncode == 0, told.stderr
    made = paper / "output/2026/03/02" / draft.stem / "index.html"
    assert "沿河路通车" in made.read_text(encoding="utf-8")


def test_what_a_user_of_the_program_gets_lies_in_their_own_folders(
    environment: Path, paper: Path
) -> None:
    libraries = next((environment / "lib").glob("python*/site-packages"))
    left = [path for path in libraries.rglob("*") if path.suffix in {".sqlite3", ".lock", ".txt"}]
    assert [path for path in left if "dist-info" not in str(path)] == []
    assert (paper.parent / ".cache/bulletin").is_dir()
    assert {path.name for path in paper.iterdir() if path.is_dir()} <= {
        *("content", "output", "drafts", "kits", "output.proofs", "__pycache__"),
    }


def test_outside_a_paper_the_way_to_one_is_named(environment: Path, tmp_path: Path) -> None:
    told = User(environment, tmp_path, hasty=True).run("build")
    assert told.returncode == 2
    assert "bulletin init" in told.stderr
    assert told.stderr.count("\n") == 1
    told = User(environment, tmp_path, hasty=True).run("biuld")
    assert "是不是 bulletin build" in told.stderr


def test_the_paper_is_found_from_below_and_from_afar(environment: Path, paper: Path) -> None:
    user = User(environment, paper.parent, hasty=True)
    below = user.run("check", cwd=paper / "content/issues")
    assert below.returncode == 0, below.stderr
    for words in (("check", "--content", paper / "content"), ("check", paper / "content")):
        assert user.run(*words, cwd=Path("/")).stdout == below.stdout
    for words in (("check", "--content", paper), ("check", paper), ("check", "--conf", paper)):
        assert user.run(*words, cwd=Path("/")).stdout == below.stdout
    twice = user.run("check", paper / "content", "--content", paper)
    assert twice.returncode == 2
    assert "写了两个" in twice.stderr


def test_a_papers_folder_stands_for_its_copy_whatever_the_settings_call_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "paper/pelican.conf.py", 'PATH = "copy/ours"\n')
    write(tmp_path, "paper/copy/ours/issues/2026-03-02/issue.md", "")
    monkeypatch.chdir("/")
    paper, conf = tmp_path / "paper", tmp_path / "paper/pelican.conf.py"
    for where in (paper, conf):
        assert content_of(None, where).samefile(paper / "copy/ours")
    assert content_of(paper).samefile(paper / "copy/ours")
    for words in ((paper, None, None), (None, paper, None), (None, None, paper)):
        found, content = meant(*words)
        assert found.samefile(conf)
        assert content.samefile(paper / "copy/ours")


def test_a_folder_with_something_in_it_is_left_alone(environment: Path, paper: Path) -> None:
    before = files(paper)
    user = User(environment, paper.parent, hasty=True)
    told = user.run("init", "paper", "--yes")
    assert told.returncode == 2
    assert "已经有一份报纸" in told.stderr
    assert files(paper) == before
    (paper.parent / "full").mkdir()
    (paper.parent / "full/a.txt").touch()
    assert "不是空的" in user.run("init", "full", "--yes").stderr
    told = user.run("init", "asked")
    assert told.returncode == 2
    assert "--yes" in told.stderr
    assert not (paper.parent / "asked").exists()


def test_an_address_that_is_nobodys_is_not_told_to_readers(environment: Path, paper: Path) -> None:
    told = User(environment, paper.parent, hasty=True).run(
        "publish", "--yes", "--without-pdf", cwd=paper
    )
    assert told.returncode == 2
    assert "SITEURL" in told.stderr
    assert [one.name for one in (paper / "content/ledger").iterdir()] == ["new"]  # nothing is told


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_chinese(environment: Path, tmp_path: Path, name: str) -> None:
    told = User(environment, tmp_path, hasty=True).run(name, "--help")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith(f"用法：bulletin {name}")
    words = re.findall(r"[A-Za-z][a-z]+(?: [a-z]+){2,}", told.stdout)
    assert words == []
    if name not in {"init", "new", "plates"}:
        assert "--content" in told.stdout


def test_every_command_is_known_to_who_names_it_in_messages() -> None:
    assert set(COMMANDS) == set(TYPED)


@pytest.mark.parametrize(
    ("option", "written"),
    [
        ("name", ""),
        ("name", "报" * 40),
        ("name", 'a"b'),
        ("name", "上|下"),  # a bar is where a headline may break
        ("sections", "、、"),
        ("papers", "A3"),
        ("scripts", "楔形"),
        ("site", "www.a.cn"),
        ("site", "https://[a"),
        ("site", "https://a.cn:99999"),
        ("site", "https://河口.中国"),
    ],
)
def test_an_answer_that_makes_no_sense_is_told(option: str, written: str) -> None:
    good = {"name": "报", "place": "", "site": "https://a.cn", "sections": "要闻"}
    with pytest.raises(MisusedError) as told:
        answered(**{**good, "papers": "a4", "scripts": "简体", option: written})
    assert f"--{option}" in str(told.value)
    assert why_not(option, written) == f"{told.value.what}，{told.value.cure}"


@pytest.mark.parametrize(
    ("option", "written"),
    [
        *(("name", "河口小报"), ("place", ""), ("place", "河口街道"), ("site", "https://a.cn")),
        *(("sections", "要闻、民生"), ("papers", "a4、八开"), ("scripts", "简体、香港")),
    ],
)
def test_of_an_answer_that_makes_sense_nothing_is_told(option: str, written: str) -> None:
    assert why_not(option, written) == ""


@pytest.mark.parametrize(
    "name",
    [
        "News: Today",
        "# 报",
        "{报}",
        "*报*",
        "@报",
        "报 #1",
        "[报](x)",
        "&报",
        "1. 报",
        "---",
        "-{报}-",
    ],
)
def test_a_name_of_any_signs_founds_a_paper_that_is_read_as_it_was_said(
    tmp_path: Path, name: str
) -> None:
    sections = "No、2026、*民生*、A:B、C#、-{乾}-、街道、邻里"
    answers = answered(name, f"{name}街道", "https://a.cn", sections, "a4", "简体")
    day = date(2026, 3, 2)
    for path, text in files_of(answers, day):
        write(tmp_path, path, text)
    problems = ProblemList()
    rules = HouseRules(frozenset(one.id for one in answers.sections), NOW, ())
    with Store(None) as store:
        read = read_publication(tmp_path / "content", store, rules, problems)
    assert [str(one) for one in problems if one.severity is Severity.ERROR] == []
    plain = name.replace("-{", "-{-}-{")  # the mark that prints the mark as it is
    heads = {item.headline for item in read.issues[0].items}
    assert f"{plain}今天创刊" in heads
    assert len(heads) == len(answers.sections)
    assert len(read.fillers) >= 6
    assert any(one.photo for one in read.fillers)


def test_sections_have_ids_that_are_their_own() -> None:
    found = sections_of("时政，实证 News、Café")
    assert [one.id for one in found] == ["shizheng", "shizheng2", "news", "caf"]
    assert spelt("吕梁 2026 News") == "lv-liang-2026-news"


def test_the_settings_of_a_new_paper_say_only_what_is_its_own(tmp_path: Path) -> None:
    answers = answered("报", "", "https://a.cn", "要闻", "a4、八开", "繁体、香港")
    made = dict(files_of(answers, date(2026, 3, 2)))
    conf = tmp_path / "pelican.conf.py"
    conf.write_text(made["pelican.conf.py"], encoding="utf-8")
    names = re.findall(r"^([A-Z_]+) = ", made["pelican.conf.py"], re.MULTILINE)
    assert names == ["SITENAME", "SITEURL", "EDITIONS", "HOUSE"]
    said = runpy.run_path(str(conf))
    assert said["EDITIONS"] == ["zh-Hant", "zh-Hant-HK"]
    assert json.loads(json.dumps(said["HOUSE"]))["sections"] == [{"id": "yaowen", "name": "要闻"}]


def test_git_keeps_the_ledger_and_what_was_printed_as_they_are(tmp_path: Path) -> None:
    answers = answered("报", "", "https://a.cn", "要闻", "a4", "简体")
    for path, text in files_of(answers, NOW.date()):
        write(tmp_path, path, text)
    printed, ledger = "content/issues/2026-03-02/printed/a/b.json", "content/ledger/2026.jsonl"
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "config", "core.autocrlf", "true"], cwd=tmp_path, check=True)
    for path in (printed, ledger):
        write(tmp_path, path, "{}\n{}\n")
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True, capture_output=True)
    for path in (printed, ledger):  # as Windows takes them out again
        (tmp_path / path).unlink()
    subprocess.run(["git", "checkout", "--", "."], cwd=tmp_path, check=True)
    assert {(tmp_path / path).read_bytes() for path in (printed, ledger)} == {b"{}\n{}\n"}
    asked = ["git", "check-attr", "merge", "--", ledger]
    said = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.endswith("merge: union\n")


def test_two_papers_of_one_machine_share_the_cache_and_nothing_else(
    environment: Path, tmp_path: Path
) -> None:
    user = User(environment, tmp_path, hasty=True)
    for name in ("一报", "二报"):
        told = user.run("init", name, *SMALL, "--site", "https://a.cn")
        assert told.returncode == 0, told.stderr
    assert (tmp_path / ".cache/bulletin/store.sqlite3").is_file()
    for name, other in (("一报", "二报"), ("二报", "一报")):
        assert user.run("build", "--without-pdf", cwd=tmp_path / name).returncode == 0
        for path in (tmp_path / name / "output").rglob("*.html"):
            assert other not in path.read_text(encoding="utf-8"), path


def test_pelican_by_itself_makes_the_same_paper(environment: Path, tmp_path: Path) -> None:
    moment = int(time.time()) + 3 * 24 * 3600  # the first issue is of today
    user = User(environment, tmp_path, moment, hasty=True)
    assert user.run("init", "paper", *SMALL).returncode == 0
    made = files(tmp_path / "paper/output")
    python = environment / "bin" / "python"
    ran = subprocess.run(
        [python, "-m", "pelican", "-s", "pelican.conf.py", "-e", "WITHOUT_PDF=true"],
        cwd=tmp_path / "paper",
        env={**os.environ, "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": str(moment)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert files(tmp_path / "paper/output") == made


def test_who_writes_no_options_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def answer(question: str, **given: object) -> str:
        asked.append(question)
        return {"报纸叫什么名字": "河口小报"}.get(question) or str(given["default"])

    monkeypatch.setattr(founding.typer, "prompt", answer)
    monkeypatch.setattr(founding.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(founding, "build_apart", lambda *_: 0)
    with pytest.raises(SystemExit) as ended:
        founding.init(tmp_path / "paper")
    assert ended.value.code == 0
    assert len(asked) == 6
    assert "河口小报" in (tmp_path / "paper/pelican.conf.py").read_text(encoding="utf-8")
    assert "index.html" in capsys.readouterr().out


def test_a_question_is_put_again_until_the_answer_makes_sense(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [
        "<河口>",
        "河口小报",
        "",
        "、",
        "街道",
        "A5",
        "A4",
        "火星文",
        "简体",
        "x.cn",
        "https://x.cn",
    ]
    monkeypatch.setattr(founding.typer, "prompt", lambda *_, **__: answers.pop(0))
    monkeypatch.setattr(founding.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(founding, "build_apart", lambda *_: 0)
    with pytest.raises(SystemExit) as end:
        founding.init(tmp_path / "paper")
    assert end.value.code == 0
    assert answers == []
    said = capsys.readouterr().out
    for part in ("“<河口>”不能用", "栏目有0个", "不认识“A5”", "不认识“火星文”", "“x.cn”不是网址"):
        assert part in said
    assert 'SITENAME = "河口小报"' in (tmp_path / "paper/pelican.conf.py").read_text("utf-8")
