"""Whatever is written, no character is lost and no mark is seen: bodies made by chance."""

from __future__ import annotations

import re
from collections import Counter

import html5lib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bodies import read
from newsroom.blocks import lines_of
from shares import examples


@settings(max_examples=examples(150), deadline=None)
@given(text=st.text("汉字，。*_ ", max_size=30))
def test_emphasis_loses_no_letter(text: str) -> None:
    shown = "".join(lines_of(read(text)[0].html))
    wanted = re.sub(r"[*_\s]", "", text)
    assert re.sub(r"[*_\s]", "", shown) == wanted


HAN = st.text("区里今天开会部署招商工作村民干部河东大街", min_size=1, max_size=12)
WORDS = HAN.map(lambda han: (han, han))
WRAPS = {
    "**{}**": "{}",
    "*{}*": "{}",
    "~~{}~~": "{}",
    "=={}==": "{}",
    "`{}`": "{}",
    "[{}](lead.md)": "{}",
    "“{}”": "“{}”",
    "《{}》": "《{}》",
    "（{}）": "（{}）",
    "{}<3": "{}<3",
    "a<{}": "a<{}",
    "<{}>": "<{}>",
    "{}https://a.example/x，": "{}https://a.example/x，",
    "{}a@b.example；": "{}a@b.example；",
    "3~~5{}": "3~~5{}",
    "{}a==b": "{}a==b",
    "{}1∶500、": "{}1∶500、",
    "\\*{}": "*{}",
    "&amp;{}": "&{}",
    "{}  \n": "{}",
    "{}\\\n": "{}",
    "{}\n": "{}",
}
Pair = tuple[str, str]


def joined(parts: list[Pair]) -> Pair:
    """Sources and what is seen of them, one after the other."""
    return "".join(source for source, _ in parts), "".join(seen for _, seen in parts)


END = ("。", "。")
INLINE = st.lists(
    st.one_of(
        WORDS,
        st.tuples(st.sampled_from(sorted(WRAPS)), HAN).map(
            lambda pair: (pair[0].format(pair[1]), WRAPS[pair[0]].format(pair[1]))
        ),
    ),
    min_size=1,
    max_size=6,
).map(lambda parts: joined([("开", "开"), *(p for part in parts for p in (part, END))]))
LINE = INLINE.filter(lambda pair: "\n" not in pair[0])
BLOCK = st.one_of(
    INLINE,
    LINE.map(lambda pair: (f"## 1 {pair[0]}", f"1{pair[1]}")),
    LINE.map(lambda pair: (f"> {pair[0]}", pair[1])),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda rows: ("\n".join(f"- {s}" for s, _ in rows), "".join(v for _, v in rows))
    ),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda rows: ("\n".join(f"- [x] {s}" for s, _ in rows), "".join(f"✓{v}" for _, v in rows))
    ),
    st.tuples(HAN, HAN).map(
        lambda cells: (
            f"| {cells[0]} | {cells[1]} |\n|---|---|\n| 一 | 二 |",
            "".join(cells) + "一二",
        )
    ),
    HAN.map(lambda han: (f"```\n{han} ==x== <b>\n```", f"{han}==x==<b>")),
    st.just(("---", "")),
)


@st.composite
def bodies(draw: st.DrawFn) -> Pair:
    """A text of ordinary and awkward blocks with notes, and what is seen of it."""
    blocks = draw(st.lists(BLOCK, min_size=1, max_size=6))
    notes = draw(st.lists(LINE, max_size=3))
    text, seen = "\n\n".join(source for source, _ in blocks), "".join(seen for _, seen in blocks)
    for place, (source, words) in enumerate(notes):
        name = draw(st.sampled_from(["1", "注", "a-b"])) + str(place)
        text = f"文[^{name}]\n\n{text}\n\n[^{name}]: {source}"
        seen = f"文{seen}{words}"
    return text, seen


def bare(text: str) -> str:
    """A text without blanks."""
    return "".join(text.split())


@settings(max_examples=examples(150), deadline=None)
@given(body=bodies())
def test_every_character_an_editor_wrote_is_seen_and_no_mark_is(body: Pair) -> None:
    text, seen = body
    markup, problems = read(text)
    assert problems.errors == []
    shown = bare("".join(lines_of(markup.html)))
    missing = Counter(bare(seen)) - Counter(shown)
    assert missing == Counter()
    outside_code = re.sub(r"<pre>.*?</pre>", "", markup.html, flags=re.DOTALL)
    assert re.search(r"\[\^|(?<!3)~~|(?<!a)==|- \[", outside_code) is None
    ids = re.findall(r' id="([^"]+)"', markup.html)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]+)"', markup.html)
    assert set(links) <= set(ids)
    html5lib.HTMLParser(strict=True).parseFragment(markup.html)


@settings(max_examples=examples(150), deadline=None)
@given(
    text=st.text("汉字，。（）“”<>*_~=^`#-+ \\\n1a:：.|/@wx", max_size=60)
    | st.lists(
        st.sampled_from(["~~", "==", "[^1]", "[^1]: ", "**", "<", ">", "汉", "字", " ", "\n", "- ",
                         "\n\n", "[ ] ", "`", "|", "www.a.cn", "https://", "@a.cn", "\\", "  \n"]),
        max_size=25,
    ).map("".join)
)  # fmt: skip
@example("[^1]: [^1]: 汉")
def test_no_han_character_is_lost_in_whatever_is_written(text: str) -> None:
    markup, problems = read(text)
    if problems.errors:
        return
    shown = Counter("".join(lines_of(markup.html)))
    fences = "".join(re.findall(r"^[ \t]*(?:`{3,}|~{3,})(.*)$", text, re.MULTILINE))
    for char in "汉字":
        assert shown[char] >= text.count(char) - fences.count(char)
    html5lib.HTMLParser(strict=True).parseFragment(markup.html)
