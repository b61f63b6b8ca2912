"""Files that others ask for at the root: there as they are, and nothing of ours overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from delivery.cargo import cargo_of, is_public
from newsroom.problems import ContentRefusedError, ProblemList
from newsroom.rootfiles import robots_of, root_files
from newsrooms import small_newsroom, write
from presses import built

ROOMS = ("syndication", "website")
GOOD = {
    "MP_verify_aB3dE5.txt": b"aB3dE5",
    "CNAME": b"www.example.cn\n",
    ".well-known/assetlinks.json": b"[]\n",
    "google0a1b2c.html": b"google-site-verification: google0a1b2c.html",
    "ads.txt": "中文也照原样\r\n".encode(),
}
HOSTILE = (
    "../out.txt",
    ".htaccess",
    ".git/config",
    ".well-known/.htaccess",
    "_headers",
    "nginx.conf",
    "NGINX.conf",
    "2013/10/08/lead/index.html",
    "a b.txt",
    "读我.txt",
    "shell.php",
    "run.log",
    "index.html.gz",
    "x\\y.txt",
    ".press-manifest.json",
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A newsroom of one item."""
    return small_newsroom(tmp_path / "content")


def built_from(content: Path) -> Path:
    return built(content, content.parent, ROOMS)[0]


def refused(content: Path) -> list[str]:
    with pytest.raises(ContentRefusedError) as error:
        built_from(content)
    return [str(problem) for problem in error.value.problems.errors]


def test_files_stand_at_the_root_as_they_are_and_are_delivered(content: Path) -> None:
    for name, data in GOOD.items():
        write(content, f"webroot/{name}", data)
    write(content, "webroot/.DS_Store", b"\0")
    output = built_from(content)
    cargo = cargo_of(output, for_server=True)
    for name, data in GOOD.items():
        assert (output / name).read_bytes() == data
        assert name in cargo.items
    assert not (output / ".DS_Store").exists()
    (content / "webroot/CNAME").unlink()
    built_from(content)
    assert not (output / "CNAME").exists()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused(content: Path, name: str) -> None:
    if name.startswith(".."):
        (content / "webroot").mkdir()
        (content / "webroot/link.txt").symlink_to(content / "issues/2013-10-08/lead.md")
        assert any("webroot/link.txt:0: file.outside" in line for line in refused(content))
        return
    write(content, f"webroot/{name}", b"x")
    (told,) = refused(content)
    assert "content/webroot/" in told
    assert ": file.name: " in told
    assert "网站的根目录" in told


def test_all_that_is_accepted_would_be_delivered(tmp_path: Path) -> None:
    for number, name in enumerate([*GOOD, *HOSTILE[1:], *HOSTILE[1:]]):
        write(tmp_path / f"{number}", f"webroot/{name}", b"x")
        accepted = root_files(tmp_path / f"{number}", ProblemList())
        assert all(is_public(file.path) for file in accepted)


@pytest.mark.share(2)
@pytest.mark.parametrize(
    "name", ["index.html", "INDEX.html", "feed.xml", "assets", "feed.xml/x.txt", "sitemap.xml"]
)
def test_nothing_of_the_papers_own_is_overwritten(content: Path, name: str) -> None:
    output = built_from(content)
    before = (output / "index.html").read_bytes()
    write(content, f"webroot/{name}", b"x")
    (told,) = refused(content)
    assert told.startswith(f"content/webroot/{name}:0: root.taken: ")
    assert (output / "index.html").read_bytes() == before


def test_lines_for_search_engines_are_added_to_the_papers_own(content: Path) -> None:
    write(content, "webroot/robots.txt", "Disallow: /print/\n\nUser-agent: GPTBot\nDisallow: /\n")
    text = (built_from(content) / "robots.txt").read_text(encoding="utf-8")
    assert text.startswith("User-agent: *\nAllow: /\nDisallow: /print/\n\nUser-agent: GPTBot\n")
    assert "\nSitemap: https://" in text
    write(content, "webroot/robots.txt", "Disallow: /print/\n不要收录\n")
    (told,) = refused(content)
    assert told.startswith("content/webroot/robots.txt:2: root.robots: ")


def told_of(folder: Path) -> list[str]:
    """What is told of the files of a paper's root, without a build."""
    problems = ProblemList()
    root_files(folder, problems)
    return [f"{problem.file.rpartition('/')[2]}: {problem.code}" for problem in problems]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("robots.txt", b"Disallow: /a/\n" * 500, []),
        ("robots.txt", b"Disallow: /a/\n" * 501, ["robots.txt: file.too-large"]),
        ("robots.txt", "# 不收录\n".encode("gb18030"), ["robots.txt: file.encoding"]),
        ("ads.txt", "# 不收录\n".encode("gb18030") * 501, []),  # nothing of ours is added to it
        ("ads.txt", b"<script>", []),  # no browser runs a text
        ("ads.txt", bytes(4 * 1024 * 1024), []),
        ("ads.txt", bytes(4 * 1024 * 1024 + 1), ["ads.txt: file.too-large"]),
    ],
)
def test_a_file_has_bounds_and_the_one_for_search_engines_can_be_read(
    tmp_path: Path, name: str, data: bytes, told: list[str]
) -> None:
    write(tmp_path, f"webroot/{name}", data)
    assert told_of(tmp_path) == told


def test_lines_for_search_engines_are_added_without_what_stands_round_them(tmp_path: Path) -> None:
    text = "\ufeff# 说明\r\n\n  Disallow: /old/  \nAllow: /\n"
    write(tmp_path, "webroot/robots.txt", text)
    assert told_of(tmp_path) == []
    assert robots_of(tmp_path) == "# 说明\n\nDisallow: /old/\nAllow: /\n"
    assert robots_of(tmp_path / "elsewhere") == ""


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, "webroot/ads.txt", b"x")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told_of(tmp_path) == ["ads.txt: file.encoding"]


def test_of_more_files_than_there_is_room_for_the_first_are_read(tmp_path: Path) -> None:
    for number in range(203):
        write(tmp_path, f"webroot/verify{number:03}.txt", b"x")
    files = root_files(tmp_path, ProblemList())
    assert [file.path for file in files[-2:]] == ["verify198.txt", "verify199.txt"]


@pytest.mark.parametrize(("count", "told"), [(200, []), (201, ["webroot: file.too-large"])])
def test_the_folder_has_room_for_two_hundred_files(
    tmp_path: Path, count: int, told: list[str]
) -> None:
    for number in range(count):
        write(tmp_path, f"webroot/verify{number}.txt", b"x")
    assert told_of(tmp_path) == told


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "<p onclick = 'x'>", "<a href='JavaScript:x'>", "<svg:script>"]
)
def test_a_page_that_runs_is_refused(content: Path, text: str) -> None:
    write(content, "webroot/proof.html", text)
    (told,) = refused(content)
    assert told.startswith("content/webroot/proof.html:0: root.active: ")


def test_names_that_are_one_on_half_of_all_disks_are_told(content: Path) -> None:
    write(content, "webroot/Ads.txt", b"x")
    write(content, "webroot/ads.txt", b"y")
    (told,) = refused(content)
    assert "content/webroot/ads.txt:0: root.taken: " in told
    assert "只差大小写" in told


def test_too_many_and_too_large_files_are_refused(content: Path) -> None:
    for number in range(201):
        write(content, f"webroot/f{number}.txt", b"x")
    write(content, "webroot/a.bin", bytes(4 * 1024 * 1024 + 1))
    told = refused(content)
    assert len(told) == 2
    assert all(": file.too-large: " in line for line in told)


def test_a_link_in_place_of_the_folder_is_refused(content: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "elsewhere", "key.txt", b"x")
    (content / "webroot").symlink_to(tmp_path / "elsewhere")
    (told,) = refused(content)
    assert told.startswith("content/webroot:0: file.outside: ")
