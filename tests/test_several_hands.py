"""Several processes make what one makes, and what one does is done once."""

from __future__ import annotations

import ast
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import loaded
from edition.hands import can_fork
from edition.manifest import Entry
from edition.tree import OutputTree
from newsroom import keptissues
from newsroom.fingerprints import digest
from newsrooms import issue, item, picture, small_newsroom, write
from presses import NOW, built, job, prepared

ROOMS = ("reception", "syndication", "search", "website")
ITEMS = 4
MORE: dict[int, dict[str, Any]] = {
    0: {"photos": [{"file": "a.jpg", "alt": "会场", "caption": "会场。"}]},
    1: {"retracted": {"date": "2013-10-09", "text": "已撤回。"}},
}
ENTRY = Entry("b", "", len("乙".encode()))
IN_ITS_OWN_PROCESS = """
from pathlib import Path
from presses import built
if __name__ == "__main__":
    content, folder, workers, cluster, *rooms = sys.argv[1:]
    _, made = built(Path(content), Path(folder), rooms, workers=int(workers), cluster=cluster)
    assert [problem.code for problem in made.problems], "of the file that nobody uses"
    print(made.report.tally.rendered)
"""
A_DEAD_CHILD = """
import os
from edition.hands import done_by
def work(number):
    if number == 40:
        os._exit(1)
    if number == 77:
        raise ValueError(number)
    return number * number
print(dict(done_by(2, 100, work, lambda: None)))
"""
needs_forks = pytest.mark.skipif(not can_fork(), reason="processes are not copied here")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough issues to be shared out, with photos, retractions and something to warn of."""
    folder = tmp_path_factory.mktemp("several") / "content"
    for number in range(1, 5):
        day = f"2013-10-{number:02d}"
        issue(folder, day, number)
        write(folder, f"issues/{day}/a.jpg", picture(size=(900, 600)))
        for index in range(ITEMS):
            more = (
                {"photos": [{"file": "a.jpg", "alt": "会场", "caption": "会场。"}]}
                if not index
                else {}
            )
            if index == 1:
                more = {"retracted": {"date": "2013-10-09", "text": "已撤回。"}}
            body = (
                f"市长发表讲话{number}，干部于红杰第{index}次参加。\n\n资金发放到位，理发店开张。"
            )
            item(folder, f"item-{index}", body, day, rank=1 + index % 3, **more)
    write(folder, "issues/2013-10-03/unused.csv", "谁也没有用到\n")
    return folder


def files_of(output: Path) -> dict[str, bytes]:
    """Every file of a tree but the manifest's own order of things."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != ".press-lock"
    }


@pytest.fixture(scope="module")
def by_one(content: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes."""
    output, _ = built(content, tmp_path_factory.mktemp("one"), ROOMS)
    return files_of(output)


def in_a_process(script: str, folder: Path, *arguments: object) -> str:
    """What a script prints; a process that has run tests may have threads, and is not copied."""
    tests = str(Path(__file__).parent)
    path = folder / "in_a_process.py"
    path.write_text(f"import sys\nsys.path.append({tests!r})\n{script}", encoding="utf-8")
    done = loaded.run([path.stem, *map(str, arguments)], first=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@needs_forks
def test_several_processes_make_the_same_bytes_as_one(
    content: Path, tmp_path: Path, by_one: dict[str, bytes]
) -> None:
    for workers in (4, 2):  # the second finds all that the first made
        rendered = in_a_process(
            IN_ITS_OWN_PROCESS, tmp_path, content, tmp_path, workers, "", *ROOMS
        )
        assert files_of(tmp_path / "output") == by_one
    assert rendered.split()[-1] == "0"


def test_a_cluster_makes_the_same_bytes_as_one_process(
    content: Path, tmp_path: Path, by_one: dict[str, bytes]
) -> None:
    in_a_process(IN_ITS_OWN_PROCESS, tmp_path, content, tmp_path, 2, "local", *ROOMS)
    assert files_of(tmp_path / "output") == by_one


@needs_forks
def test_what_a_dead_child_left_undone_is_left_to_its_parent(tmp_path: Path) -> None:
    answers = ast.literal_eval(in_a_process(A_DEAD_CHILD, tmp_path))
    assert all(answers[number] == number * number for number in answers)
    assert answers  # how many, is for the scheduler to say
    assert answers.keys().isdisjoint({40, 77})


@needs_forks
def test_a_fault_in_another_process_is_met_as_if_it_were_in_this(tmp_path: Path) -> None:
    def page(number: int) -> str:
        if number == 60:
            raise ValueError("第60页")
        return str(number)

    def write_pages(tree: OutputTree) -> None:
        with tree.by_many():
            for number in range(80):
                tree.write(f"{number}.html", "x", partial(page, number))

    with OutputTree(tmp_path / "out", hands=2) as tree, pytest.raises(ValueError, match="第60页"):
        write_pages(tree)
    assert not list((tmp_path / "out").glob("*.html"))


def test_what_waits_to_be_rendered_is_there_for_who_asks(tmp_path: Path) -> None:
    with OutputTree(tmp_path / "out") as tree, tree.by_many():
        tree.write("a.txt", "a", lambda: "甲")
        assert tree.has("a.txt")
        assert tree.read("a.txt").decode() == "甲"
        tree.write("b.txt", "b", lambda: "乙")
        assert tree.entry("b.txt") == ENTRY._replace(content=digest("乙".encode()))


@pytest.fixture
def aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is old enough to be believed."""
    monkeypatch.setattr(keptissues, "YOUNG", 0.0)


@pytest.mark.usefixtures("aged")
def test_an_issue_that_looks_as_it_did_is_not_read(content: Path, tmp_path: Path) -> None:
    with prepared(job(content, tmp_path, ROOMS)) as first:
        pass
    with prepared(job(content, tmp_path, ROOMS)) as second:
        pass
    assert first.report.count.parsed > 0
    assert second.report.count.parsed == 0
    assert [str(p) for p in second.problems] == [str(p) for p in first.problems]
    assert [e.fingerprint for e in second.editions] == [e.fingerprint for e in first.editions]
    assert second.editions[1].issues == first.editions[1].issues


@pytest.mark.usefixtures("aged")
def test_an_issue_that_is_not_read_still_follows_the_clock_and_the_house(tmp_path: Path) -> None:
    content, end = tmp_path / "content", NOW + timedelta(hours=1)
    issue(content)
    item(content, "lead")
    item(content, "later", embargo=end.isoformat())
    for now, shown in ((NOW, 1), (end, 2), (NOW, 1)):
        with prepared(job(content, tmp_path, ROOMS, now=now)) as made:
            assert len(made.editions[0].items) == shown
    item(content, "lead", section="nowhere")
    item(content, "lead")
    with prepared(job(content, tmp_path, ROOMS, now=datetime(2013, 10, 9, tzinfo=UTC))) as made:
        assert len(made.editions[0].items) == 1


def test_a_file_saved_within_a_tick_of_the_clock_is_read_again(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content)
    path = item(content, "lead", "甲乙丙丁。")
    assert keptissues.looks_of(path.parent) == ""
    old = path.stat().st_mtime - 60
    for file in path.parent.iterdir():
        os.utime(file, (old, old))
    assert keptissues.looks_of(path.parent) == "", "its time may be set by hand, its change not"


@pytest.mark.usefixtures("aged")
def test_a_link_in_an_issue_is_followed_every_time(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content)
    path = item(content, "lead", "甲乙丙丁。")
    assert keptissues.looks_of(path.parent)
    (path.parent / "second.md").symlink_to(path)
    assert keptissues.looks_of(path.parent) == ""


HOSTED = """
from pathlib import Path
from edition import host
from edition.building import main
from edition.hands import can_fork
classes = host.Press._get_generator_classes
def watched(press):
    print(can_fork())
    return classes(press)
host.Press._get_generator_classes = watched
main(sys.argv[1:])
"""


@needs_forks
def test_a_build_that_pelican_hosts_shares_its_work(tmp_path: Path) -> None:
    """The host draws moving dots in a thread, and a process with threads is not copied."""
    content = small_newsroom(tmp_path / "content")
    said = in_a_process(HOSTED, tmp_path, content, "-o", tmp_path / "output", "--without-pdf")
    assert "True" in said.split()


@pytest.mark.usefixtures("aged")
def test_a_body_that_nobody_looked_at_is_made_anew_when_it_is_asked_for(
    content: Path, tmp_path: Path
) -> None:
    whole, _ = built(content, tmp_path, ROOMS)
    with closing(sqlite3.connect(tmp_path / "cache" / "store.sqlite3")) as db:
        assert db.execute("DELETE FROM results WHERE key LIKE 'body:%'").rowcount > 0
        db.commit()
    output, made = built(content, tmp_path, ROOMS, output=tmp_path / "anew")
    assert not made.withholding.held
    assert files_of(output) == files_of(whole)
