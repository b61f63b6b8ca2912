"""Files that go to the site's root as they are: `content/webroot/`, for who asks to be shown one.

A file that proves who owns the site, the name of a host, a security contact, a few more lines for
robots.txt: no page of the paper, and nothing that the press writes itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.codes import CheckingCode, ReadingCode
from newsroom.folder import printable
from newsroom.leftovers import is_left_by_systems
from newsroom.pictures import inside
from newsroom.problems import ProblemList

FOLDER = "webroot"
ROBOTS = "robots.txt"
WELL_KNOWN = ".well-known"
MOST_FILES = 200
MOST_BYTES = 4 * 1024 * 1024  # of one file
MOST_LINES = 500  # of robots.txt
PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
NEVER_SENT = re.compile(r"\.(log|tmp|bak|orig|part|sqlite3|pyc|proofs|gz|br|php|cgi)$", re.I)
DOCUMENT = re.compile(r"\.(x?html?|svg|xml|xsl)$", re.I)
ACTIVE = re.compile(rb"<\s*(?:\w+:)?script|\son[a-z]+\s*=|javascript:", re.I)
YEAR = re.compile(r"[0-9]{4}")
OF_SERVERS = frozenset({"nginx.conf", "_headers", "_redirects"})
RULE = re.compile(r"(user-agent|allow|disallow|crawl-delay|sitemap|host|clean-param) *:.*", re.I)
"""RFC 9309 §2.2, and what the engines have added to it."""


@dataclass(frozen=True, slots=True)
class RootFile:
    """One file. path: at the site's root; source: as an editor knows it."""

    path: str
    source: str
    data: bytes


def root_files(content: Path, problems: ProblemList) -> tuple[RootFile, ...]:
    """All files of the folder; what may not stand at the root of a site is a problem."""
    folder = content / FOLDER
    if not folder.exists() and not folder.is_symlink():
        return ()
    if not folder.is_dir() or not inside(content, folder):
        what, cure = "这里应当是内容文件夹里的一个文件夹", "请改成文件夹，或移走"
        problems.add(f"{content.name}/{FOLDER}", 0, ReadingCode.OUTSIDE, what, cure)
        return ()
    return tuple(_read(content, folder, problems))


def robots_of(content: Path) -> str:
    """The lines that the folder adds to robots.txt, each with its end; "" for none."""
    folder = content / FOLDER
    robots = _file(content, folder, folder / ROBOTS, ProblemList())
    text = robots.data.decode("utf-8-sig", "replace") if robots else ""
    return "".join(f"{line.strip()}\n" for line in text.splitlines())


def _read(content: Path, folder: Path, problems: ProblemList) -> Iterator[RootFile]:
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if (path.is_symlink() or not path.is_dir()) and not is_left_by_systems(path.name)
    ]
    for path in paths[:MOST_FILES]:
        file = _file(content, folder, path, problems)
        if file:
            yield file
    if len(paths) > MOST_FILES:
        what = f"这里有 {len(paths)} 个文件，最多 {MOST_FILES} 个"
        problems.add(f"{content.name}/{FOLDER}", 0, ReadingCode.TOO_LARGE, what, "请移走一些")


def _file(content: Path, folder: Path, path: Path, problems: ProblemList) -> RootFile | None:
    """One file of the folder, or None, with what is wrong with it."""
    name = path.relative_to(folder).as_posix()
    source = printable(f"{content.name}/{FOLDER}/{name}")
    wrong = _wrong_name(name)
    if wrong:
        cure = "请改名或移走；这里的文件照原样放到网站的根目录，见编辑手册“发布到服务器”一节"
        problems.add(source, 0, ReadingCode.NAME, wrong, cure)
        return None
    try:
        is_here = inside(content, folder) and inside(folder, path)
        if path.is_symlink() or not is_here or not path.is_file():
            what, cure = "这是链接，或者不是文件", "请放一个真正的文件"
            problems.add(source, 0, ReadingCode.OUTSIDE, what, cure)
            return None
        if path.stat().st_size > MOST_BYTES:
            what = f"文件超过{MOST_BYTES // 1024 // 1024} MB"
            problems.add(source, 0, ReadingCode.TOO_LARGE, what, "请换一个小的，或移走")
            return None
        data = path.read_bytes()
    except OSError as error:
        what = f"文件读不出来（{error.strerror}）"
        problems.add(source, 0, ReadingCode.ENCODING, what, "请检查文件")
        return None
    if name == ROBOTS:
        _check_robots(source, data, problems)
    if DOCUMENT.search(name) and ACTIVE.search(data):
        what, cure = "这个网页带着会运行的脚本", "请换一个没有脚本的；要您放它的一方用不着脚本"
        problems.add(source, 0, CheckingCode.ROOT_ACTIVE, what, cure)
    return RootFile(name, source, data)


def _wrong_name(name: str) -> str:
    """What is wrong with a path below the folder; "" for nothing."""
    first, *rest = name.split("/")
    parts = rest if first == WELL_KNOWN else [first, *rest]
    if not parts or not all(map(PART.fullmatch, parts)):
        return "文件名只能用英文字母、数字、点、连字符和下划线，以点开头的只有 .well-known 文件夹"
    if any(map(NEVER_SENT.search, parts)):
        return "这样的文件不送到服务器上"
    if name.casefold() in OF_SERVERS:
        return "这是程序写给网页服务器的规则"
    if YEAR.fullmatch(first):
        return "年份做名字的文件夹归报纸的各期用"
    return ""


def _check_robots(source: str, data: bytes, problems: ProblemList) -> None:
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        what, cure = "不是UTF-8编码", "请另存为UTF-8"
        problems.add(source, 0, ReadingCode.ENCODING, what, cure)
        return
    if len(lines) > MOST_LINES:
        what = f"有 {len(lines)} 行，最多 {MOST_LINES} 行"
        problems.add(source, 0, ReadingCode.TOO_LARGE, what, "请写得短一些")
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#") and not RULE.fullmatch(text):
            what = f"搜索引擎读不懂这一行：{printable(text[:60])}"
            cure = "请写成 Disallow: /路径/ 这样；开头是 User-agent: 哪个引擎"
            problems.add(source, number, CheckingCode.ROBOTS, what, cure)
