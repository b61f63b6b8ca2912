"""A small publication with every kind of page, built once, and what its pages must all be."""

from __future__ import annotations

import atexit
import io
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from filelock import FileLock
from lxml import html
from PIL import Image

import presses
from edition.build import Build
from edition.model import Edition
from edition.tree import OutputTree

WITHHELD = "qzxwithheld"
ROOMS = ("press", "reception", "syndication", "search", "website")

ISSUE = """---
number: {number}
date: {day}
editors:
  - {{name: 钱编辑, role: 责任编辑}}
---
{note}
"""

LEAD = """---
kind: report
section: yaowen
rank: 1
kicker: 一号引题 分作两段
headline: 桥头村|新路通车
deck: 副题说明工期与里程
dateline: 本报讯
bylines:
  - {name: 于红杰, role: 记者, organisation: 编辑部}
  - 范学贵
photos:
  - file: road.jpg
    alt: 新路两旁站着村民。
    caption: 通车那天的早晨。
    credit: {name: 钟实, role: 摄}
figures:
  - {value: 12, unit: 公里, label: 新路全长}
quote: 路通了，人心也通了
summary: 桥头村的新路九月底通车，全长12公里。
---
桥头村的新路今天通车。村民说，以前进城要绕三十里，现在一刻钟就到。

## 1 为什么修得快

施工队日夜赶工，**提前二十天**完工。详情见[通知](notice.md)，也可看[外面的网页](https://example.org/a?b=1&c=2)。

| 路段 | 完成投资（亿元） | 同比增长幅度 | 占全区比重 |
|---|---|---|---|
| 东段 | 5.25 | 19.4% | 37% |

## 2 钱从哪里来

BODY

## 3 以后怎么养护

后来的事，大家都了解：头发也不白了，干部也轻松了。
"""

NOTICE = """---
kind: notice
section: gonggao
headline: 关于停水的通知
corrections:
  - {date: 2013-10-03, text: 停水日期应为十月五日。}
moved_from: [2013-09-30/old-notice]
---
十月五日停水一天，请备好水。
"""

RETRACTED = """---
kind: story
section: jingji
headline: 一条|失实的消息
bylines: [丁某]
photos:
  - {file: wrong.jpg, alt: 不该再出现的照片。}
retracted: {date: 2013-10-04, text: 核实后发现数字有误，予以撤回。}
---
这些失实的字句不该再给人看到。
"""

BRIEFS = """---
kind: brief
section: yaowen
headline: 要闻 时述
---
### 第一则

第一则简讯的全文。（甲作者）

---

### 第二则

第二则简讯的全文。（记者 乙作者）
"""

PHOTOS = """---
kind: photo
section: tupian
headline: 秋收时节
photos:
  - {file: field.jpg, alt: 金黄的稻田。, caption: 稻田。, credit: 本报制图}
  - {file: barn.jpg, alt: 晒谷场。}
---
秋收的田野里，到处是忙碌的人。
"""

SCHEDULE = """---
kind: schedule
section: gonggao
kicker: 有话当面说
headline: 十月接访安排
table: reception.csv
schedule:
  period: 2013-10
  venue: 信访大厅
  hours: 上午8:30-12:00 下午2:30-5:30
  visit_rule: 下访时间为半天。
---
欢迎来访。
"""

TABLE = """接访安排,,下访安排,
姓名,时间,时间,地点
刘冠瑜,10月14日、28日,10月22日,佃庄镇东马庄村
王涛,10月16日,10月31日,诸葛镇梁村社区
"""

TRADITIONAL = """---
kind: story
section: tashan
script: hant
headline: 一篇繁體寫成的稿子
---
這篇稿子是用繁體寫的，裡面有「引號」。
"""

DRAFT = (
    f"---\nkind: story\nsection: yaowen\nheadline: {WITHHELD}草稿\nstatus: draft\n---\n{WITHHELD}\n"
)
EMBARGOED = (
    f"---\nkind: story\nsection: yaowen\nheadline: {WITHHELD}未到时候\n"
    f"embargo: 2099-01-01T08:00+08:00\n---\n{WITHHELD}\n"
)
ABOUT = """---
title: 关于本报
summary: 本报是做什么的。
---
这是样报。

## 编辑部

在区里。

## 联系

写信。

    scripts/new item 2013-10-08 a-name-that-is-long --kind schedule --section gonggao
"""
GLOSSARY = "simplified,traditional,hong_kong,kind,note\n施工队,工程隊,,term,\n"


def write_sample(folder: Path) -> Path:
    """Write the publication; the content folder."""
    content = folder / "content"
    first, second = content / "issues/2013-09-30", content / "issues/2013-10-08"
    texts = {
        first / "issue.md": ISSUE.format(number=28, day="2013-09-30", note="编者的话。"),
        first / "lead.md": LEAD.replace("BODY", "钱由村里和镇里各出一半。" * 60),
        first / "notice.md": NOTICE,
        first / "wrong.md": RETRACTED,
        first / "briefs.md": BRIEFS,
        first / "harvest.md": PHOTOS,
        first / "reception.md": SCHEDULE,
        first / "reception.csv": TABLE,
        first / "draft.md": DRAFT,
        second / "issue.md": ISSUE.format(number=29, day="2013-10-08", note=""),
        second / "other.md": TRADITIONAL,
        second / "later.md": EMBARGOED,
        content / "pages/about.md": ABOUT,
        content / "glossary.csv": GLOSSARY,
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for index, name in enumerate(["road", "wrong", "field", "barn"]):
        shade = (90 + 30 * index, 120, 80)
        Image.new("RGB", (1200, 800), shade).save(first / f"{name}.jpg", quality=60)
    return content


@cache
def workshop() -> Path:
    """A folder that lasts as long as the tests; all workers of a run have the same."""
    if shared := os.environ.get("SHARED_BY_A_RUN"):
        folder = Path(shared) / "website"
        folder.mkdir(exist_ok=True)
        return folder
    folder = Path(tempfile.mkdtemp(prefix="website-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def build(content: Path, folder: Path, rooms: Sequence[str], **changes: Any) -> tuple[Path, Build]:
    """A build whose store is shared by all tests: what was set once need not be set again."""
    return presses.built(content, folder, rooms, cache=workshop() / "cache", **changes)


@cache
def site() -> Path:
    """The publication, built with every room, once in a run; its output folder, only to be read."""
    folder = workshop()
    with FileLock(folder / "site.lock"):
        if not (folder / "site.done").exists():
            _build_site(folder)
            (folder / "site.done").touch()
    return folder / "output"


def _build_site(folder: Path) -> None:
    with presses.printed_by(print_by_hand):
        build(write_sample(folder), folder, ROOMS)


def style() -> Path:
    """The publication's style sheet, whose name bears its digest."""
    (sheet,) = (site() / "assets").glob("site-*.css")
    return sheet


def print_by_hand(edition: Edition, tree: OutputTree) -> None:
    """A press of a few lines: two sheets an issue, its lead on both, in the press's own format."""
    for issue in edition.issues:
        at = partial(edition.addresses.printed_file, issue.day)
        ids = [item.id for item in issue.items]
        pages = [_sheet(1, ids[:1], {"to": 2}), _sheet(2, ids, {"from": 1})]
        layout = {"paper": {"id": "a4", "width": 600.0, "height": 848.5}, "pages": pages}
        tree.write(at("layout.json"), "1", json.dumps(layout).encode)
        tree.write(edition.addresses.newspaper(issue.day), "1", lambda: b"%PDF-1.7")
        for page in pages:
            tree.write(at(page["pdf"]), "1", lambda: b"%PDF-1.7")
            for picture in page["pictures"]:
                size = (picture["width"], picture["height"])
                tree.write(at(picture["file"]), "1", partial(_blank, size))


def _sheet(number: int, ids: list[str], jump: dict[str, int]) -> dict[str, Any]:
    regions: list[dict[str, Any]] = [
        {"item": name, "shapes": [[40.0, 40.0 + 90 * place, 500.0, 80.0]], "from": None, "to": None}
        for place, name in enumerate(ids)
    ]
    regions[0] |= jump
    pictures = [
        {"file": f"p{number}-{width}.webp", "width": width, "height": round(width * 1.414)}
        for width in (480, 1440)
    ]
    return {"number": number, "pdf": f"p{number}.pdf", "pictures": pictures, "regions": regions}


@cache
def _blank(size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, 255).save(out, "WEBP")
    return out.getvalue()


def pages() -> list[str]:
    """The paths of all pages the website makes."""
    found = sorted(path.relative_to(site()).as_posix() for path in site().rglob("*.html"))
    return [path for path in found if not path.endswith("mail.html")]


def read(path: str) -> html.HtmlElement:
    """A page, parsed."""
    root: html.HtmlElement = html.document_fromstring((site() / path).read_bytes())
    return root


def test_every_kind_of_page_is_there_in_both_scripts() -> None:
    kinds = [
        *("index.html", "404.html", "archive/index.html", "archive/2013/index.html"),
        *(
            "archive/2013/09/index.html",
            "section/yaowen/index.html",
            "section/yaowen/2013/index.html",
        ),
        *("2013/09/30/index.html", "2013/09/30/lead/index.html", "2013/09/30/briefs/index.html"),
        *("2013/09/30/reception/index.html", "2013/09/30/harvest/index.html", "about/index.html"),
        *("corrections/index.html", "subscribe/index.html", "sitemap/index.html"),
        *(
            "search/index.html",
            "reception/index.html",
            "2013/09/30/old-notice/index.html",
            "2013/09/30/p2/index.html",
        ),
    ]
    missing = [
        path for kind in kinds for path in (kind, f"hant/{kind}") if not (site() / path).is_file()
    ]
    assert missing == []


def test_every_page_is_html_without_a_parse_error() -> None:
    for path in pages():
        parser = html5lib.HTMLParser(strict=True)
        parser.parse((site() / path).read_bytes(), transport_encoding="utf-8")
        assert parser.errors == [], path


@pytest.mark.parametrize("path", ["index.html", "hant/index.html", "2013/09/30/lead/index.html"])
def test_a_page_declares_its_language_before_anything_else(path: str) -> None:
    text = (site() / path).read_text(encoding="utf-8")
    language = "zh-Hant" if path.startswith("hant/") else "zh-Hans"
    assert text.startswith(
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    )


def test_every_page_has_one_heading_a_title_a_description_and_landmarks() -> None:
    for path in pages():
        root = read(path)
        assert len(root.xpath("//h1")) == 1, path
        assert root.xpath("string(//h1)").strip() or root.xpath("//h1//img/@alt"), path
        assert root.xpath("string(//title)").strip(), path
        assert root.xpath("string(//meta[@name='description']/@content)").strip(), path
        assert len(root.xpath("//main")) == 1, path
        assert root.xpath("//header"), path
        assert root.xpath("//footer"), path
        levels = [int(heading.tag[1]) for heading in root.xpath("//h1|//h2|//h3|//h4")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), (path, levels)


def test_no_page_holds_an_inline_script_or_style() -> None:
    for path in pages():
        root = read(path)
        assert root.xpath("//script[not(@src)] | //style | //@style") == [], path
        assert [name for name in root.xpath("//@*") if name.attrname.startswith("on")] == [], path
        policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert "default-src 'self'" in policy, path
        assert "unsafe" not in policy, path


def test_every_page_names_its_twin_and_the_twin_names_it() -> None:
    for path in pages():
        root = read(path)
        found = {
            link.get("hreflang"): link.get("href")
            for link in root.xpath("//link[@rel='alternate'][@hreflang]")
        }
        plain = path.removeprefix("hant/")
        public = plain.removesuffix("index.html")
        assert found == {
            "zh-Hans": f"https://www.example.cn/{public}",
            "zh-Hant": f"https://www.example.cn/hant/{public}",
            "x-default": f"https://www.example.cn/{public}",
        }, path
        canonical = root.xpath("string(//link[@rel='canonical']/@href)")
        own = root.get("lang")
        assert canonical == found[own], path
        assert (site() / plain).is_file(), path
        assert (site() / "hant" / plain).is_file(), path
        switches = root.xpath("//div[@class='util']/nav//a")
        said = [(way.text, way.get("lang"), way.get("hreflang")) for way in switches]
        assert said == [("简体", "zh-Hans", "zh-Hans"), ("繁體", "zh-Hant", "zh-Hant")], path
        (mine,) = [way for way in switches if way.get("aria-current")]
        assert mine.get("lang") == own, path


def test_no_address_leads_to_another_host_but_links_readers_may_follow() -> None:
    for path in pages():
        root = read(path)
        loaded = root.xpath(
            "//img/@src | //source/@srcset | //script/@src"
            " | //link[@rel='stylesheet' or @rel='icon']/@href"
        )
        assert [address for address in loaded if "//" in address] == [], path
        for link in root.xpath("//a[starts-with(@href, 'http')]"):
            assert "noopener" in (link.get("rel") or ""), path


def test_pages_of_a_missing_address_link_from_the_root() -> None:
    for path in ("404.html", "hant/404.html"):
        links = read(path).xpath("//a/@href | //img/@src | //link[@rel='stylesheet']/@href")
        assert [link for link in links if not link.startswith(("/", "#"))] == []


def test_nothing_of_a_draft_or_an_embargoed_item_is_anywhere() -> None:
    for path in site().rglob("*"):
        assert not re.search(r"draft|later", path.name), path
        for data in _readable(path) if path.is_file() else []:
            assert WITHHELD.encode() not in data.lower(), path


def _readable(path: Path) -> Iterator[bytes]:
    """What can be read in a file: itself, the members of an archive."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield archive.read(name)
