"""What is done in a quick way comes out as in the thorough one, which is still there to ask."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from edition.addresses import link
from edition.linkcheck import Leads, _addresses_in_page, _target
from edition.theme import ScriptLoader, environment_of
from edition.tree import OutputTree
from newsroom import frontmatter, markup
from newsroom.blocks import Paragraph, blocks_of
from newsroom.markup import Typesetter
from newsroom.model import Body
from newsroom.problems import ProblemList
from newsroom.references import Place
from newsroom.runs import plain
from presses import job
from shares import examples
from website.views import opening

MATTER = st.lists(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "  ", "  - ", "- ", "    "]),
        st.sampled_from(["headline: ", "kicker:", "photos: ", "name: ", "x: ", ""]),
        st.lists(
            st.sampled_from(
                [
                    *("市长 发表", "a", "8:30", "1,234", "2013-10-01", "true", "no", "null", "007"),
                    *("~", " #", "#", ": ", ":", "-", "|", ">", "a|b", "50%", "“", "，", "\u3000"),
                    *("{name: 王三, role: 记者}", "[一, 二]", "'引'", '"引"', '"', "'", "&a", "*a"),
                    *("!x", "{", "]", "\\", "?", "@b.cn", "http://a.b/c?d", "😀", "(a)", "..."),
                ]
            ),
            max_size=4,
        ).map("".join),
    ),
    min_size=1,
    max_size=6,
).map("\n".join)

MARKED = st.lists(
    st.sampled_from(
        [
            *(
                "一句话。",
                "**粗**",
                "*斜*",
                "`码`",
                "==标==",
                "~~删~~",
                "[链](http://a.b)",
                "\n",
                "  \n",
            ),
            *("\n\n", "- 条", "1. 条", "> 引", "## 头", "&amp;", "<b>x</b>", "www.a.cn", "a@b.cn"),
            *("[^1]", "\n\n[^1]: 注", "- [ ] 事", "\\*", "1.5%", "字", "　", "| a |\n|---|\n| 1 |"),
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)

PAGES = st.lists(
    st.builds(
        "<{} {}{}{}>".format,
        st.sampled_from(["a", "A", "img", "link", "form", "p", "blockquote", "object", "!-- "]),
        st.sampled_from(
            ["href=", "HREF=", "src=", "href =", "cite=", "data-src=", "srcset=", "title="]
        ),
        st.sampled_from(
            [
                *(
                    '"b/"',
                    '"../gone.html#x"',
                    "'gone.html'",
                    "gone.html",
                    '"/a/?x=1"',
                    '"#s1"',
                    '""',
                ),
                *('"b/index.html"', '"&#98;/"', '"%E9%A1%B5/"', '"p.webp 480w, q.webp 960w"'),
                *(
                    '"https://www.example.cn/lost/"',
                    '"mailto:a@b.cn"',
                    '"//[broken"',
                    '"../../x.html"',
                ),
            ]
        ),
        st.sampled_from(
            ["", ' style="background:url(gone.png)"', ' data-written=""', '>href="no.html"']
        ),
    ),
    max_size=5,
).map("".join)


@settings(max_examples=examples(300), deadline=None)
@given(MATTER)
def test_ordinary_front_matter_is_read_as_all_front_matter_is(matter: str) -> None:
    quick, thorough = ProblemList(), ProblemList()
    read = frontmatter.matter_of(f"\n{matter}", "a.md", quick)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(frontmatter, "_quick", lambda _: None)
        assert frontmatter.matter_of(f"\n{matter}", "a.md", thorough) == read
    assert list(quick) == list(thorough)


@settings(max_examples=examples(200), deadline=None)
@given(MARKED)
def test_a_line_without_a_mark_is_read_as_one_with_marks_is(text: str) -> None:
    place = Place("a.md", PurePosixPath("issues/2013-10-08"), 1)
    quick, thorough = ProblemList(), ProblemList()
    read = Typesetter().markup(text, place, quick)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(markup, "MARKS", re.compile(""))
        assert Typesetter().markup(text, place, thorough) == read
    assert list(quick) == list(thorough)


@pytest.mark.parametrize(
    ("paragraphs", "characters", "shown"),
    [
        (1, 7, ("路修好了。",)),
        (1, 5, ("路修好了。",)),
        (2, 12, ("路修好了。", "车通了。")),
        (2, 13, ("路修好了。", "车通了。人笑了。")),
        (2, 17, ("路修好了。", "车通了。人笑了。")),
        (2, 7, ("路修好了。",)),
        (1, 3, ("路修好……",)),
        (3, 60, ("路修好了。", "车通了。人笑了。灯也亮了。", "完。")),
        (2, 60, ("路修好了。", "车通了。人笑了。灯也亮了。")),
    ],
)
def test_an_opening_ends_with_a_sentence(
    paragraphs: int, characters: int, shown: tuple[str, ...]
) -> None:
    html = "<p>路修好了。</p>\n<p>车通了。人笑了。灯也亮了。</p>\n<p>完。</p>\n"
    assert opening(Body.of(html), paragraphs, characters) == shown
    assert opening(Body.of("<p>好。路修了</p>"), 1, 5) == ("好。路修了",)


@settings(max_examples=examples(200), deadline=None)
@given(MARKED, st.integers(1, 4), st.integers(1, 60))
def test_the_opening_of_a_text_is_that_of_all_its_paragraphs(
    text: str, paragraphs: int, characters: int
) -> None:
    place = Place("a.md", PurePosixPath("issues/2013-10-08"), 1)
    html = Typesetter().markup(text, place, ProblemList()).html
    shown = opening(Body.of(html), paragraphs, characters)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("website.views._beginning", lambda *_: "")
        assert opening(Body.of(html), paragraphs, characters) == shown
    whole = [plain(b.runs) for b in blocks_of(html) if isinstance(b, Paragraph)]
    assert len(shown) <= min(paragraphs, len(whole))


@settings(max_examples=examples(300), deadline=None)
@given(PAGES)
def test_no_dead_link_hides_from_the_quick_look(
    tmp_path_factory: pytest.TempPathFactory, page: str
) -> None:
    folder = tmp_path_factory.mktemp("links")
    house = job(folder, folder).house
    pages = {"a/index.html": f"<!doctype html><body>{page}", "a/b/index.html": "<p>b"}
    leads = Leads(house)
    with OutputTree(folder / "out", reader=leads) as tree:
        for path, text in pages.items():
            tree.write(path, text, text.__str__)
        found = _addresses_in_page(pages["a/index.html"].encode(), house)
        targets = {_target("a/index.html", address, house) for address in found}
        missing = leads.missing(tree, "a/index.html", set(pages))
    assert missing == targets - pages.keys() - {""}


@pytest.mark.parametrize("source", ["index.html", "a/b/c.html", "hant/2013/10/01/x/index.html"])
@pytest.mark.parametrize(
    "target", ["index.html", "a/b/d.html", "a/x.css", "hant/2013/10/01/index.html", "hant/页.html"]
)
def test_a_link_is_the_way_that_the_library_finds(source: str, target: str) -> None:
    assert link(source, target) == quote(relpath(target, source.rpartition("/")[0] or "."))


def test_a_compiled_template_that_is_damaged_is_compiled_anew(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "a.html").write_text("今天{{ what }}", encoding="utf-8")

    def made() -> str:
        loader = ScriptLoader([tmp_path / "theme"], str)
        environment = environment_of(Environment(autoescape=True), loader, tmp_path / "cache")
        return environment.get_template("a.html").render(what="<开会>")

    assert made() == made() == "今天&lt;开会&gt;"
    kept = list((tmp_path / "cache").rglob("*.jinja"))
    assert len(kept) == 1
    kept[0].write_bytes(kept[0].read_bytes()[:-7])
    assert made() == "今天&lt;开会&gt;"
    (tmp_path / "theme" / "a.html").write_text("明天{{ what }}", encoding="utf-8")
    assert made() == "明天&lt;开会&gt;"
