"""The day's commands on a machine that lacks what Windows lacks."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

import presses
from newsroom.program import users_cache
from presses import ROOT, own_cache
from wheels import User, installed, wheel

HAS_TYPE = any(Path(folder).is_dir() for folder in presses.settings()["FONT_FOLDERS"])
SMALL = ("--yes", "--sections", "街道、邻里", "--scripts", "简体")
COPY = "区里修好一条路\n\n本报讯（记者 林晓）昨天，新修的沿河路通车，附近居民少绕三公里。\n"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed program; every process of it lacks what Windows lacks."""
    folder = tmp_path_factory.mktemp("windows")
    libraries = installed(wheel(tmp_path_factory), folder / "env")
    shutil.copy(ROOT / "tests/as_windows.py", libraries / "as_windows.py")
    (libraries / "windows.pth").write_text("import as_windows\n", encoding="utf-8")
    return folder / "env"


def test_the_environment_lacks_it_indeed(environment: Path) -> None:
    code = (
        "import os, sys\n"
        "try:\n    import fcntl\nexcept ImportError:\n    print('no fcntl')\n"
        "print(hasattr(os, 'fork'))\n"
        "try:\n    os.symlink('a', 'b')\nexcept OSError:\n    print('no links')\n"
    )
    told = subprocess.run(
        [environment / "bin/python", "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout == "no fcntl\nFalse\nno links\n"


def test_the_days_commands_work_there(environment: Path, tmp_path: Path) -> None:
    user = User(environment, tmp_path, shares=False)  # compiles the templates as well
    hasty = User(environment, tmp_path, hasty=True, shares=False)
    done: set[str] = set()
    paper = tmp_path / "河口 小报"
    for words, folder in (
        (("init", paper.name, *SMALL, "--papers", "A4", "--site", "https://hekou.cn"), tmp_path),
        (("new", "issue", "2026-03-02"), paper),
        (("import", "来稿.txt", "--into", "2026-03-02"), paper),
        (("check",), paper),
        (("proof", "2026-03-02"), paper),
        (("build",), paper),
        (("build",), paper),
        (("publish", "--yes", "--without-pdf", "-e", "WORKERS=2"), paper),
        (("publish", "--yes", "--without-pdf"), paper),
        (("check", "--verify", "output"), paper),
    ):
        if words[0] == "import":
            (paper / "来稿.txt").write_bytes(COPY.replace("\n", "\r\n").encode("gb18030"))
            for name in ("Thumbs.db", "desktop.ini", "~$稿.docx"):
                (paper / "content/issues/2026-03-02" / name).write_bytes(b"x")
        if words[0] == "build":
            matter = paper / "content/issues/2026-03-02/issue.md"
            text = matter.read_text(encoding="utf-8").replace("请填姓名", "林晓")
            matter.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
        begins = words[0] in {"init", "build", "publish"} and words[0] not in done  # from nothing
        told = (user if begins else hasty).run(*words, cwd=folder)
        done.add(words[0])
        prints = words[0] in {"init", "build"}
        wanted = 3 if prints and not HAS_TYPE else 0
        assert told.returncode == wanted, (words, told.stdout, told.stderr)
        assert "Traceback" not in told.stdout + told.stderr, words
        assert "file.unused" not in told.stdout + told.stderr, words
    assert (paper / "output/index.html").is_file()
    assert list((paper / "content/ledger").glob("*.jsonl"))
    line_ends = [path for path in (paper / "output").rglob("*.html") if b"\r" in path.read_bytes()]
    assert line_ends == []


def test_the_same_paper_comes_out_with_and_without(environment: Path, tmp_path: Path) -> None:
    """No byte depends on what a system can do."""
    moment = int(time.time()) + 3 * 24 * 3600  # the first issue is of today
    user = User(environment, tmp_path, moment, hasty=True)
    asked = ("--name", "河口小报", "--without-pdf", *SMALL)
    assert user.run("init", "there", *asked).returncode == 0
    shutil.copytree(tmp_path / "there", tmp_path / "here")
    shutil.rmtree(tmp_path / "here/output")
    here = subprocess.run(
        [str(ROOT / "scripts/build"), "--without-pdf", "-s", "here/pelican.conf.py"],
        cwd=tmp_path,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(moment), **own_cache(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert here.returncode == 0, here.stderr
    pages = [
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.name.startswith(".press-")
        }
        for folder in (tmp_path / "there/output", tmp_path / "here/output")
    ]
    assert pages[0].keys() == pages[1].keys()
    assert [name for name in pages[0] if pages[0][name] != pages[1][name]] == []


@pytest.mark.parametrize(
    ("platform", "env", "wanted"),
    [
        ("win32", {"LOCALAPPDATA": "C:/Users/x/AppData/Local"}, "C:/Users/x/AppData/Local"),
        ("win32", {}, str(Path.home() / "AppData" / "Local")),
        ("darwin", {}, str(Path.home() / "Library" / "Caches")),
        ("linux", {"XDG_CACHE_HOME": "/var/c"}, "/var/c"),
        ("linux", {"XDG_CACHE_HOME": "c"}, str(Path.home() / ".cache")),
    ],
)
def test_the_cache_lies_where_each_system_keeps_its_own(
    platform: str, env: dict[str, str], wanted: str
) -> None:
    assert users_cache(platform, env) == Path(wanted)
