"""The scripts do what their first lines say."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from edition import preview
from edition.building import PDF_LATER
from edition.serving import SCRIPT_PATH, Changes, server_for
from faults_at_work import script as started
from loaded import script
from newsroom.kinds import Kind
from newsrooms import DAY, issue, item, small_newsroom, write
from presses import ROOT, own_cache, pages_alone

SCRIPTS = sorted(
    path for path in (ROOT / "scripts").iterdir() if not path.suffix and path.is_file()
)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_says_what_it_is_for_and_fits_on_a_screen(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#!")
    assert lines[1].startswith(("# ", '"""'))
    assert len(lines) <= 90
    assert os.access(path, os.X_OK)


def test_the_readme_and_the_continuous_integration_name_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first_block = readme.split("```")[1]
    assert "scripts/build" in first_block
    assert "scripts/test" in first_block
    assert "scripts/test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_new_starts_an_issue_and_items_of_every_kind_that_read_without_an_error(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    made = script("new", "issue", "2013-10-08", "--content", content)
    assert made.returncode == 0, made.stderr
    for kind in Kind:
        name = f"a-{kind.value}"
        made = script("new", "item", "2013-10-08", name, "--kind", kind.value, "--content", content)
        assert made.returncode == 0, made.stderr
    write(content, f"issues/{DAY}/a-photo.jpg", b"")
    found = script("check", content)
    expected = {"photo.not-an-image", "schedule.empty", "text.placeholder"}
    codes = {
        line.split(": ")[1]
        for line in found.stdout.splitlines()
        if ".md:" in line or ".csv:" in line
    }
    assert codes <= expected | {"schedule.header-unknown", "schedule.no-rows"}


def test_new_never_overwrites(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    before = (content / f"issues/{DAY}/lead.md").read_bytes()
    refused = script("new", "item", DAY, "lead", "--content", content)
    assert refused.returncode == 1
    assert "已经有了" in refused.stderr
    assert (content / f"issues/{DAY}/lead.md").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("issue", "2013-13-01"), "不是日历上有的日期"),
        (("issue", "2013-10-9"), "写成 2013-10-09"),
        (("issue", "20131009"), "写成 2013-10-09"),
        (("item", DAY, "头条"), "不能做网址"),
        (("item", "2014-01-01", "lead"), "还没有"),
        (("item", DAY, "p1"), "网站自己要用"),
        (("item", DAY, "issue"), "网站自己要用"),
        (("item", DAY, "second", "--section", "没有"), "要闻（yaowen）"),
        (("item", DAY, "second", "--kind", "散文"), "brief（简讯）"),
    ],
)
def test_new_says_what_is_wrong(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    content = small_newsroom(tmp_path / "content")
    before = sorted(content.rglob("*"))
    refused = script("new", *arguments, "--content", content)
    assert refused.returncode == 1
    assert words in refused.stderr
    assert sorted(content.rglob("*")) == before


def test_new_takes_the_names_of_kinds_and_sections(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    asked = ("--kind", "简讯", "--section", "民生", "--content", content)
    assert started("new", "item", DAY, "second", *asked).returncode == 0
    made = (content / f"issues/{DAY}/second.md").read_text(encoding="utf-8")
    assert "kind: brief\nsection: 民生\n" in made


def test_check_lists_mistakes_and_changes_nothing(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "bad", section="nowhere")
    before = sorted(tmp_path.rglob("*"))
    found = started("check", content)
    assert found.returncode == 1
    assert f"content/issues/{DAY}/bad.md:3: item.unknown-section" in found.stdout
    assert sorted(tmp_path.rglob("*")) == before


def test_check_tells_what_an_inspection_would_mark_down(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    found = script("check", content, env={"SOURCE_DATE_EPOCH": "1767225600"})
    assert found.returncode == 0
    codes = [line.split(": ")[1] for line in found.stdout.splitlines() if ": " in line]
    assert codes.count("inspection.home-stale") == 1
    assert codes.count("inspection.section-empty") == 5
    assert codes.count("inspection.section-stale") == 1


def test_check_tells_what_other_houses_would_cut_and_what_of_a_theme_browsers_refuse(
    tmp_path: Path,
) -> None:
    """As much as a build and a sending would tell of them later."""
    content = small_newsroom(tmp_path / "content")
    item(content, "long", headline="长" * 33)
    conf = pages_alone(tmp_path)
    text = conf.read_text(encoding="utf-8").replace('["reception", ', '["kits", ')
    conf.write_text(text, encoding="utf-8")
    found = script("check", content, "--conf", conf)
    assert (found.returncode, "wechat.title" in found.stdout) == (0, True)
    assert f"content/issues/{DAY}/long.md" in found.stdout
    style = "@import url(https://example.org/a.css);\n"
    write(tmp_path, "theme/static/css/55-own.css", style)
    told = text.replace(f"THEME = {str(ROOT / 'theme')!r}", "")
    conf.write_text(told, encoding="utf-8")
    found = script("check", content, "--conf", conf)
    assert found.returncode == 1
    assert "theme/static/css/55-own.css:1: theme.outside" in found.stdout


def test_the_served_site_reloads_when_something_changed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><body>今天</body></html>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<html><body>没有</body></html>", encoding="utf-8")
    changes = Changes()
    server = server_for(tmp_path, 0, changes)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"

    def get(path: str) -> str:
        with urllib.request.urlopen(base + path, timeout=30) as answer:
            return str(answer.read().decode())

    try:
        page = get("/")
        assert "今天" in page
        assert f'<script src="{SCRIPT_PATH}" data-seen="0" data-mark="' in page
        assert SCRIPT_PATH not in (tmp_path / "index.html").read_text(encoding="utf-8")
        assert "location.reload" in get(SCRIPT_PATH)
        answers: list[str] = []
        waiting = threading.Thread(target=lambda: answers.append(get("/.press-changes")))
        waiting.start()
        while not waiting.is_alive():
            time.sleep(0.01)
        while waiting.is_alive():
            changes.announce()
            waiting.join(0.05)
        assert answers == ["changed"]
        with pytest.raises(urllib.error.HTTPError) as missing:
            get("/nothing/")
        assert missing.value.code == 404
        with pytest.raises(urllib.error.HTTPError):
            get("/.press-manifest.json")
    finally:
        server.shutdown()


def test_two_issues_are_numbered_one_after_the_other(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content, "2013-10-01", 7)
    script("new", "issue", "2013-10-08", "--content", content)
    text = (content / "issues/2013-10-08/issue.md").read_text(encoding="utf-8")
    assert "number: 8\n" in text


def test_serve_shows_the_site_and_makes_it_anew_on_a_save(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    command = [str(ROOT / "scripts/serve"), str(content), "--output", str(tmp_path / "output")]
    process = subprocess.Popen(
        [*command, "--port", "0", "--conf", str(pages_alone(tmp_path))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **own_cache(tmp_path), "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        told = next(line for line in process.stdout if "http://localhost:" in line)
        base = told.partition("请打开 ")[2].split("/ ")[0]
        page = f"{base}/2013/10/08/lead/"
        with urllib.request.urlopen(page, timeout=60) as answer:
            assert "区里今天开会" in answer.read().decode()
        looking = f"{base}/.press-changes?page=%2F2013%2F10%2F08%2Flead%2F"
        urllib.request.urlopen(f"{looking}&seen=999", timeout=60).close()
        item(content, "lead", "区里明天还要开会。")
        for _ in range(8):
            with urllib.request.urlopen(looking, timeout=60) as answer:
                if answer.read() == b"changed":
                    break
        with urllib.request.urlopen(page, timeout=60) as answer:
            assert "区里明天还要开会" in answer.read().decode()
    finally:
        process.terminate()
        process.communicate()


def test_a_save_during_the_first_build_is_not_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = small_newsroom(tmp_path / "content")
    builds: list[str] = []

    def make(_: preview.Preview) -> int:
        builds.append((content / f"issues/{DAY}/lead.md").read_text(encoding="utf-8"))
        if len(builds) == 1:
            item(content, "lead", "排着的时候又存了一次。")
            return 0
        raise KeyboardInterrupt

    monkeypatch.setattr(preview.Preview, "make", make)
    with pytest.raises(SystemExit) as ended:
        preview.serve(content, tmp_path / "output", 0)
    assert ended.value.code == 130
    assert "又存了一次" in builds[1]


ENDS = {
    **{status: f"sys.exit({status})" for status in (0, 1, 2, 3)},
    -9: "import os; os.kill(os.getpid(), 9)",
}


def test_a_build_with_something_withheld_reloads_the_page_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for status, shown in ((0, True), (3, True), (1, False), (2, False), (-9, False)):
        changes = Changes()
        work = f"import sys; print('x:1: a.b: 错了', file=sys.stderr); {ENDS[status]}"

        def started(*flags: object, work: str = work, **_: object) -> subprocess.Popen[str]:
            given = work if PDF_LATER in flags else "import time; time.sleep(60)"
            return subprocess.Popen(
                [sys.executable, "-c", given], stderr=subprocess.PIPE, encoding="utf-8"
            )

        monkeypatch.setattr(preview, "started_apart", started)
        made = preview.Preview(tmp_path, tmp_path, changes)
        assert made.make() == status
        assert changes.state()["faults"] == ([] if shown else ["x:1: a.b: 错了"])
        assert changes.state()["laying_out"] is shown
        made.stop()


def test_a_port_that_is_taken_is_told_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_newsroom(tmp_path / "content")
    monkeypatch.setattr(preview.Preview, "make", lambda *_: pytest.fail("built for nothing"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SystemExit) as ended:
            preview.serve(content, tmp_path / "output", taken.getsockname()[1])
    assert ended.value.code == 2
    assert "用不了" in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["output", "cache", "content"])
def test_a_build_says_in_one_line_what_the_machine_would_not_do(
    tmp_path: Path, broken: str
) -> None:
    """No programmer's traceback for a full disk or a mistyped folder."""
    content = small_newsroom(tmp_path / "content")
    file = write(tmp_path, "file", "x")
    places = {"output": tmp_path / "out", "cache": tmp_path / "cache", "content": content}
    places[broken] = file / "below"
    cache = {"PRESS_CACHE": str(places["cache"])}
    made = script("build", places["content"], "--output", places["output"], env=cache)
    assert made.returncode == 2
    assert "Traceback" not in made.stderr + made.stdout
    assert any("below" in line or "file" in line for line in made.stderr.splitlines()), made.stderr
