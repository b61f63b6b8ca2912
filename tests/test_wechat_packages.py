"""An issue goes to 公众号 as the platform keeps it: what is seen there is what was made."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

import kits.wechat.package
import presses
from asking import seen
from chromium import chromium
from edition.build import build
from exported import story
from kits.codes import KitCode
from kits.wechat import rules
from kits.wechat.cutting import beginning
from kits.wechat.dressing import Dresser
from kits.wechat.package import part_of
from kits.wechat.remarks import remarks
from kits.wechat.sending import read_package
from mishaps import tree_of
from newsroom.model import Publication
from newsroom.problems import Outcome, ProblemList
from test_syndication_newsroom import write_newsroom

NAME = "yibin-tongxun-2013-09-30-wechat"
RICH = """开头有[外面的网页](https://example.org/a?b=1&c=2)、[通知](notice.md)、[公众号的一篇](https://mp.weixin.qq.com/s/abc)，
<https://example.org/plain>，注[^1]，**粗体**、*斜体*、~~删去~~、`代码`、H~2~O 和 10^6^。

## 1 小标题

3. 从三开始
4. 第四

- 甲
  - 乙

> 引文

| 甲 | 乙 |
|---|---|
| 一 | [表里的链接](https://example.org/table) |

```
预留  空格
  第二行
```

---

![](road.jpg)

[^1]: 注的正文，见[注里的链接](https://example.org/note)。
"""


def _content(folder: Path, **files: str) -> Path:
    content = write_newsroom(folder / "content")
    for name, text in files.items():
        (content / f"issues/2013-09-30/{name}.md").write_text(text, encoding="utf-8")
    return content


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of an issue with something of everything."""
    folder = tmp_path_factory.mktemp("wechat")
    photos = "\n  - {file: road.jpg, alt: 新路两旁站着村民。, caption: 又一张。}"
    photos += "\n  - {file: 新 路.jpg, alt: 新路两旁站着村民。, caption: 又一张。}"
    months = "|".join(f" {month}月 " for month in range(1, 14))
    wide = story("宽表", f"|{months}|\n{'|---' * 13}|\n|{months}|")
    content = _content(folder, rich=story("什么都有", RICH, photos=photos), wide=wide)
    Image.new("RGB", (700, 500), "teal").save(content / "issues/2013-09-30/新 路.jpg")
    made = build(presses.job(content, folder, ["kits"]))
    assert made.outcome is Outcome.WELL
    return folder / "kits" / NAME


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def told(package: Path) -> dict[str, dict[str, Any]]:
    """The articles of a package's message by id."""
    message = json.loads((package / "message.json").read_text(encoding="utf-8"))
    return {one["id"]: one for one in message["articles"]}


def test_the_platform_leaves_an_article_as_it_looks(package: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800}, device_scale_factor=1)
    scratch = package / "scratch.html"
    try:
        for article in told(package).values():
            seen = []
            for content in (article["content"], rules.as_kept(article["content"])):
                head = '<!doctype html><meta charset="utf-8"><body style="margin:16px">'
                scratch.write_text(head + content, encoding="utf-8")
                page.goto(scratch.as_uri())
                page.evaluate("Promise.all([...document.images].map(one => one.decode()))")
                assert page.evaluate("document.scrollingElement.scrollWidth") <= 375
                seen.append(Image.open(io.BytesIO(page.screenshot(full_page=True))))
            assert ImageChops.difference(*seen).getbbox() is None, article["id"]
    finally:
        scratch.unlink()
        page.close()


def test_every_character_of_an_item_is_in_its_article(package: Path) -> None:
    content = lxml.html.fromstring(told(package)["rich"]["content"])
    text = re.sub(r"\s+", "", content.text_content())
    for words in (
        *("开头有外面的网页［链接1］、通知［链接2］、公众号的一篇，", "粗体、斜体、删去、代码、"),
        *("1小标题", "3.从三开始4.第四", "甲乙", "引文", "表里的链接", "预留空格第二行"),
        *("注的正文，见注里的链接", "又一张。", "https://example.org/plain，注"),
    ):
        assert words in text, words


def test_links_are_notes_and_only_those_to_the_platform_stay(package: Path) -> None:
    content = told(package)["rich"]["content"]
    root = lxml.html.fromstring(content)
    assert [one.get("href") for one in root.iter("a")] == ["https://mp.weixin.qq.com/s/abc"]
    text = root.text_content()
    for words, address in (
        ("外面的网页", "https://example.org/a?b=1&c=2"),
        ("通知", "https://www.example.cn/2013/09/30/notice/"),
        ("表里的链接", "https://example.org/table"),
        ("注里的链接", "https://example.org/note"),
    ):
        assert re.search(rf"［链接\d］ {words}：{re.escape(address)}", text)
    assert "example.org/plain：" not in text  # its words are its address


def test_an_article_has_nothing_that_the_platform_takes_out(package: Path) -> None:
    for article in told(package).values():
        root = lxml.html.fromstring(article["content"])
        for element in root.iter():
            assert element.tag in rules.TAGS
            assert not {"class", "id", "width", "height", "lang"} & set(element.attrib)
        assert "秘密词语" not in article["content"]
        assert len(article["content"]) < rules.CONTENT
    assert list(read_package(package).beyond()) == []


def test_every_picture_that_a_text_shows_is_sent_whatever_its_files_name(package: Path) -> None:
    for article in told(package).values():
        shown = lxml.html.fragment_fromstring(article["content"]).iter("img")
        assert sorted({one.get("src") for one in shown}) == article["pictures"]
        assert all((package / name).is_file() and name.isascii() for name in article["pictures"])
    assert any("photo" in name for name in told(package)["rich"]["pictures"])


def test_pictures_and_covers_are_of_the_platforms_sizes(package: Path) -> None:
    assert Image.open(package / "cover-900x383.jpg").size == (900, 383)
    square = Image.open(package / "cover-1x1.jpg").size
    assert square[0] == square[1]
    for article in told(package):
        assert Image.open(package / f"covers/{article}-900x383.jpg").size == (900, 383)
    for path in package.rglob("*.jpg"):
        assert Image.open(path).format == "JPEG"
        assert path.stat().st_size < rules.PICTURE_BYTES


def test_a_page_opened_from_the_disk_copies_the_article_as_rich_text(
    package: Path, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 800})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((package / "lead.html").as_uri())
    page.get_by_role("button", name="复制到公众号").click()
    assert "已复制" in seen(page.get_by_role("status"))
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<div id=box contenteditable>&nbsp;</div>')"
    )
    page.locator("#box").focus()
    page.keyboard.press("Control+v")
    pasted = page.locator("#box").inner_html()
    assert "村民说，以前进城要绕三十里" in pasted
    assert "color:" in pasted
    assert re.search(r'<img[^>]* src="https://www\.example\.cn/2013/09/30/photos/road-', pasted)
    assert faults == []
    page.close()


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_the_page_is_read_by_day_and_by_night_in_the_papers_colours(
    package: Path, browser: Browser
) -> None:
    colours = set()
    for night in (False, True):
        page = browser.new_page(color_scheme="dark" if night else "light")
        page.goto((package / "lead.html").as_uri())
        script = """name => {
            const one = document.querySelector(name);
            const paper = document.querySelector('.phone');
            return [getComputedStyle(one).color, getComputedStyle(paper).backgroundColor];
        }"""
        for name in ("[data-article] h2", "[data-article] p", ".meta"):
            ink, paper = page.evaluate(script, name)
            assert _contrast(ink, paper) >= 4.5, (night, name)
        colours.add(page.evaluate(script, "[data-article] h2")[0])
        page.close()
    assert "rgb(173, 17, 25)" in colours  # the theme's own red
    assert len(colours) == 2


def test_an_issue_of_ten_is_a_message_of_the_eight_that_rank_highest(tmp_path: Path) -> None:
    more = {f"z{n}": story(f"另一篇{n}", "正文。", rank="4" if n > 3 else "2") for n in range(6)}
    more["z5"] = story("另一篇5", "正文。", rank="4", page="1")  # its page is no rank
    content = _content(tmp_path, **more)
    build(presses.job(content, tmp_path, ["kits"]))
    folder = tmp_path / "kits" / NAME
    assert len(told(folder)) == 8
    assert "z5" not in told(folder)
    assert (folder / "z5.html").is_file()
    assert "没有排进这条消息的" in (folder / "index.html").read_text(encoding="utf-8")


def test_a_text_too_long_is_cut_at_a_paragraph_and_check_says_so(tmp_path: Path) -> None:
    long = "\n\n".join(f"第{n}段。{'说的是村里的事，' * 30}" for n in range(120))
    people = "[林晓明, 于红杰, 沈一鸣, 范学贵, 余得水]"
    more = {"summary": "要" * 130, "bylines": people}
    content = _content(tmp_path, long=story("长" * 40, long, **more))
    made = build(presses.job(content, tmp_path, ["kits"]))
    article = told(tmp_path / "kits" / NAME)["long"]
    assert 15_000 < len(article["content"]) < rules.CONTENT
    assert "其余请点“阅读原文”" in article["content"]
    assert article["author"] == "林晓明、于红杰、沈一鸣、范学贵等"
    assert len(article["title"]) == rules.TITLE
    problems = ProblemList()
    remarks(Publication(made.editions[0].issues), {}, "content", problems)
    codes = {p.code for p in problems if "long.md" in p.file}
    assert codes == {KitCode.TITLE, KitCode.AUTHOR, KitCode.DIGEST, KitCode.CONTENT}
    quiet = ProblemList()
    remarks(Publication(made.editions[0].issues), {"kits": {"wechat": False}}, "content", quiet)
    assert list(quiet) == []


def _of_a_size(most: int) -> Callable[[str], bool]:
    return lambda kept: len(kept) < most


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (
            "<p>一句。又一句。</p>" + "<p>末。</p>" * 9,
            "<p>一句。又一句。</p><p>末。</p><p>末。</p>",
        ),
        (f"<p>{'一句话。' * 50}</p>", f"<p>{'一句话。' * 6}</p>"),
        (f"<p><b>粗。</b>{'一句话。' * 50}</p>", f"<p><b>粗。</b>{'一句话。' * 4}</p>"),
        ("<ul>" + "<li>条</li>" * 9 + "</ul>", "<ul><li>条</li><li>条</li></ul>"),
        ("<table><tr><td>长长长长长长长长长长长长长长长</td></tr></table>", ""),
        (f"<p>{'无' * 450}</p>", ""),
    ],
)
def test_a_block_too_long_alone_is_cut_at_a_sentence_or_a_row(html: str, kept: str) -> None:
    assert beginning(html, _of_a_size(35)) == kept
    assert beginning(html, _of_a_size(2000)) == html


def test_a_reading_stands_in_brackets_beside_its_character() -> None:
    dressed = Dresser("#ad1119").dressed("<p><ruby>漢<rt>hàn</rt>字<rt><b>zì</b></rt></ruby></p>")
    assert lxml.html.fromstring(dressed).text_content() == "漢（hàn）字（zì）"


def test_the_end_of_an_article_that_is_cut_tells_of_the_links_that_are_left() -> None:
    dresser = Dresser("#ad1119")
    one, two = (
        dresser.dressed(f'<p><a href="https://example.org/{n}">第{n}处</a></p>') for n in "12"
    )
    told = [lxml.html.fromstring(dresser.noted(shown)).xpath("p") for shown in (None, one, two)]
    assert [["".join(line.itertext()) for line in lines[1:]] for lines in told] == [
        ["［链接1］ 第1处：https://example.org/1", "［链接2］ 第2处：https://example.org/2"],
        ["［链接1］ 第1处：https://example.org/1"],
        ["［链接2］ 第2处：https://example.org/2"],
    ]
    assert dresser.noted("<p>没有链接的一段</p>") == ""


def test_a_link_is_told_with_the_readings_of_its_words_in_brackets() -> None:
    dresser = Dresser("#ad1119")
    dresser.dressed('<p><a href="https://example.org"><ruby>澠<rt>miǎn</rt></ruby>池</a></p>')
    assert dresser.notes == [("澠（miǎn）池", "https://example.org")]


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ("第四", ["4. 第四"]),
        ("<strong>第</strong>四", ["4. 第四"]),
        ("\n<p>第四</p>\n<p>另起一段</p>\n", ["4. 第四", "另起一段"]),
        ("第<strong>四</strong>条\n<ul>\n<li>里层</li>\n</ul>", ["4. 第四条", "里层"]),
        ("<ul><li>只有里层</li></ul>", ["4. ", "只有里层"]),
    ],
)
def test_an_entry_numbered_by_hand_has_its_paragraphs_side_by_side(
    entry: str, parts: list[str]
) -> None:
    html = f'<ol start="3"><li>第三</li><li>{entry}</li></ol>'
    dressed = Dresser("#ad1119").dressed(html)
    assert rules.as_kept(dressed) == dressed
    holder = lxml.html.fragment_fromstring(dressed)
    assert not [one for one in holder.iter("p") for _ in one.iterchildren("p", "ul", "section")]
    ends = [one.text_content().strip("\n") for one in holder.iter("p", "li")]
    assert ends == ["3. 第三", *parts]


def test_a_change_leaves_what_a_clean_build_leaves(tmp_path: Path) -> None:
    content = _content(tmp_path)
    job = presses.job(content, tmp_path, ["kits"])
    build(job)
    lead = content / "issues/2013-09-30/notice.md"
    lead.write_text(lead.read_text(encoding="utf-8").replace("停水", "停电"), encoding="utf-8")
    build(job)
    clean = tmp_path / "clean" / "output"
    build(presses.job(content, tmp_path, ["kits"], output=clean))
    assert tree_of(tmp_path / "kits") == tree_of(clean.with_name("kits"))


def test_a_kit_that_cannot_be_made_is_withheld_alone_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_newsroom(tmp_path / "content", more_issues=1)
    job = presses.job(content, tmp_path, ["search", "kits"])
    right = kits.wechat.package.article_of

    def fails(edition: Any, item: Any, settings: Any) -> Any:
        if item.id == "lead":
            raise RuntimeError("a fault of the program")
        return right(edition, item, settings)

    monkeypatch.setattr(kits.wechat.package, "article_of", fails)
    for _ in range(2):
        made = build(job)
        assert made.outcome is Outcome.WITHHELD
        assert [held.paths for held in made.withholding.held] == [(NAME,)]
    names = {path.name for path in (tmp_path / "kits").iterdir() if path.is_dir()}
    assert NAME not in names
    assert "yibin-tongxun-2013-10-07-wechat" in names
    assert any((tmp_path / "output").rglob("*.json"))  # the search
    monkeypatch.undo()
    assert build(job).outcome is Outcome.WELL
    assert (tmp_path / "kits" / NAME / "index.html").is_file()


def test_a_folder_of_somebody_else_is_left_alone_and_the_site_is_made(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content")
    (tmp_path / "kits").mkdir()
    (tmp_path / "kits/mine.txt").write_text("mine")
    made = build(presses.job(content, tmp_path, ["search", "kits"]))
    assert made.outcome is Outcome.WITHHELD
    assert [path.name for path in (tmp_path / "kits").iterdir()] == ["mine.txt"]
    assert any((tmp_path / "output").rglob("*.json"))


def test_a_trial_beside_the_paper_has_kits_of_its_own(tmp_path: Path) -> None:
    job = presses.job(tmp_path, tmp_path)
    assert job.kits_folder == tmp_path / "kits"
    trial = presses.job(tmp_path, tmp_path, output=tmp_path / "trial")
    assert trial.kits_folder == tmp_path / "trial.kits"


@pytest.mark.parametrize(
    ("size", "point", "box"),
    [
        ((1000, 1000), (0.5, 0.5), (0, 0.25, 1, 0.75)),
        ((1000, 1000), (0.5, 0.0), (0, 0, 1, 0.5)),
        ((4000, 1000), (0.9, 0.5), (0.5, 0, 1, 1)),
        ((4000, 1000), (0.4, 0.5), (0.15, 0, 0.65, 1)),
    ],
)
def test_a_cover_is_cut_about_the_editors_point(
    size: tuple[int, int], point: tuple[float, float], box: tuple[float, ...]
) -> None:
    assert part_of(size, 2.0, point) == pytest.approx(box)


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="x()" class="a" id="b" style="position:fixed;color:red">字</p>',
        '<script>x()</script><style>p{}</style><p>字<iframe src="https://a.cn"></iframe></p>',
        '<p><a href="https://a.cn">字</a><img src="https://a.cn/x.jpg" alt=""></p>',
        "<div><font color=red><p>字</p></font></div>",
    ],
)
def test_the_rules_take_out_what_the_platform_takes_out(html: str) -> None:
    kept = rules.as_kept(html)
    assert "字" in kept
    assert not re.search("onclick|class|position|script|iframe|href|img|font", kept)
    assert rules.as_kept(kept) == kept


def test_a_word_that_looks_like_markup_stays_a_word() -> None:
    dressed = Dresser("#ad1119").dressed("a &lt;b&gt; &amp;lt; <p>1 &lt; 2</p>")
    assert lxml.html.fromstring(dressed).text_content().replace("\n", "") == "a <b> &lt; 1 < 2"


def test_pictures_are_never_larger_than_the_platform_takes() -> None:
    noise = Image.effect_noise((2000, 2000), 120).convert("RGB")
    assert len(kits.wechat.package._within(noise)) < rules.PICTURE_BYTES  # noqa: SLF001 - the limit itself
