"""What an inspection of a public body's site would mark down is told before it comes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from edition.build import Build
from edition.house import House
from edition.inspection import InspectionCode, inspect
from edition.outside import dead_links
from newsroom.model import Publication
from newsroom.problems import ContentRefusedError, Severity
from newsroom.store import Store
from newsrooms import DAY, issue, item, small_newsroom, write
from presses import job


@contextmanager
def publication(content: Path, folder: Path) -> Iterator[tuple[Publication, House]]:
    """A content folder, read; its bodies can be read inside the context."""
    work = Build(job(content, folder, ["website"]))
    with Store(None) as store:
        yield work.read(store), work.job.house


def found(content: Path, folder: Path, today: datetime, **house: object) -> list[str]:
    """What is marked down on a day: codes, with the name of the section where there is one."""
    with publication(content, folder) as (read, given):
        problems = inspect(read, given.model_copy(update=house), today.date())
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [problem.code.value for problem in problems]


@pytest.mark.parametrize(("days", "stale"), [(0, 0), (14, 0), (15, 1)])
def test_a_home_page_may_stay_unchanged_for_two_weeks(
    tmp_path: Path, days: int, stale: int
) -> None:
    content = small_newsroom(tmp_path / "content")
    today = datetime(2013, 10, 8 + days, tzinfo=UTC)
    codes = found(content, tmp_path, today)
    assert codes.count(InspectionCode.HOME_STALE) == stale
    assert codes.count(InspectionCode.SECTION_STALE) == stale  # 要闻, of which 14 days are asked


def test_every_empty_section_is_told(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "notice", kind="notice", section="gonggao")
    codes = found(content, tmp_path, datetime(2013, 10, 8, tzinfo=UTC))
    assert codes.count(InspectionCode.SECTION_EMPTY) == 4


def test_record_numbers_are_asked_for(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    today = datetime(2013, 10, 8, tzinfo=UTC)
    assert InspectionCode.NO_RECORD_NUMBER in found(content, tmp_path, today)
    numbers = {"icp_number": "豫ICP备1号", "police_number": "豫公网安备2号"}
    assert InspectionCode.NO_RECORD_NUMBER not in found(content, tmp_path, today, **numbers)


@pytest.mark.parametrize("day", ["", "2013", "2013-02-30"])
def test_nothing_undated_is_let_in(tmp_path: Path, day: str) -> None:
    content = tmp_path / "content"
    issue(content)
    matter = f"---\nnumber: 1\ndate: {day}\n---\n"
    write(content, f"issues/{DAY}/issue.md", matter)
    item(content, "lead")
    with pytest.raises(ContentRefusedError), publication(content, tmp_path):
        pass


def test_a_link_to_an_item_that_is_not_there_is_refused(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "other", "请看[通知](nowhere.md)。")
    with pytest.raises(ContentRefusedError) as refused, publication(content, tmp_path):
        pass
    assert [problem.code.value for problem in refused.value.problems.errors] == ["link.nowhere"]


class _Neighbour(BaseHTTPRequestHandler):
    """A site of others: some of it is there, some is gone, some turns programs away."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Answer by the address."""
        answers = {"/here": 200, "/gone": 410, "/lost": 404, "/shy": 405, "/shut": 403}
        self.send_response(answers[self.path])
        self.end_headers()

    def do_GET(self) -> None:
        """As a reader is answered."""
        self.send_response({"/shy": 200, "/shut": 403, "/gone": 410}.get(self.path, 404))
        self.end_headers()


@pytest.fixture
def neighbour() -> Iterator[str]:
    """The address of a site of others."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Neighbour)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_dead_links_to_sites_of_others_are_told_by_file(tmp_path: Path, neighbour: str) -> None:
    content = small_newsroom(tmp_path / "content")
    names = ("here", "gone", "lost", "shy", "shut")
    item(content, "other", "、".join(f"[{name}]({neighbour}/{name})" for name in names))
    write(content, "pages/about.md", f"---\ntitle: 关于\n---\n[旧]({neighbour}/gone)\n")
    with publication(content, tmp_path) as (read, _):
        problems = dead_links(read, "content")
    told = {(problem.file, problem.what.rpartition("/")[2]) for problem in problems}
    assert {name for _, name in told} == {"gone", "lost"}
    assert sorted(file for file, name in told if name == "gone") == [
        f"content/issues/{DAY}/other.md",
        "content/pages/about.md",
    ]


def test_a_site_that_does_not_answer_is_told(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "other", "[无人](http://127.0.0.1:9/nobody)")
    with publication(content, tmp_path) as (read, _):
        (problem,) = dead_links(read, "content")
    assert "没有回应" in problem.what
