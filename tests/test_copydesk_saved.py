"""Saved pages of weblogs, boards and portals: what heads them, and what is none of their text."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.rules import Rule
from copydesk.sheet import Hint, RawLine
from copydesk.sources.reading import read_copy
from copydesk.sources.streams import without_comments
from readings import FIRST, SECOND, TITLE, texts

THIRD = "镇里说，汛期过后还要把沟渠再清理一遍，各村都要派人参加。"


def pieces(html: str) -> tuple[Piece, ...]:
    return edit(read_copy("page.html", html.encode())).pieces


def one(html: str) -> Piece:
    [piece] = pieces(html)
    return piece


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def test_what_stands_in_a_field_of_a_form_is_no_text_of_the_page() -> None:
    field = f"<p>图集 <textarea>&lt;li&gt;{SECOND}&lt;/li&gt;</textarea></p>"
    lines = read_copy("page.html", page(TITLE, f"<p>{FIRST}</p>{field}").encode()).lines
    out = {line.text.strip(): line.hint.out for line in lines if line.text.strip()}
    assert out[f"<li>{SECOND}</li>"] is Rule.SITE
    assert out[FIRST] is None


SAID = "<p>说得好，青石镇的事要有人写，我转给邻居看，他们也说，沟渠早该清理了，明年还要这样做。</p>"
COMMENTS = "".join(f"<h4># re: {TITLE} 2024-05-06 10:2{n} 网友{n}</h4>{SAID}" for n in range(8))


def test_comments_that_are_longer_than_a_text_are_not_taken_for_it() -> None:
    body = f"<div class='sidebar'><div><h2>{TITLE}</h2><p>{FIRST}</p><p>{SECOND}</p></div>"
    read = one(page("", f"{body}<div><h3>评论</h3>{COMMENTS}</div></div>"))
    assert (read.headline.text, texts(read)) == (TITLE, [FIRST, SECOND])


@pytest.mark.parametrize(("when", "out"), [("10:2", True), ("第", False)])
def test_a_head_of_comments_rules_out_what_says_when_it_was_written(
    when: str, *, out: bool
) -> None:
    home = Hint(place=(1, 2))
    said = [RawLine(f"网友{n} {when}{n}", n + 3, home) for n in range(3)]
    lines = [RawLine(FIRST, 1, Hint(place=(1,))), RawLine("评论", 2, home), *said]
    found = [line.hint.out is Rule.COMMENTS for line in without_comments(lines)]
    assert found == [False, out, out, out, out]


def test_a_heading_that_is_a_link_to_its_own_page_heads_it() -> None:
    bar = "<h3>随笔分类</h3>"
    own = f"<h2><a href='/p/1'>{TITLE}</a></h2>"
    body = f"<div>{bar}<div>{own}<p>{FIRST}</p><p>{SECOND}</p></div></div>"
    assert one(page("山涛的小站", body)).headline.text == TITLE


def test_a_short_first_heading_with_which_the_page_title_sets_in_heads_it() -> None:
    lines = f"<p>青石百科，人人可写的百科全书</p><p>{FIRST}</p><p>{SECOND}</p>"
    body = f"<h1>防汛</h1><div>{lines}</div>"
    read = one(page("防汛 - 青石百科，人人可写的百科全书", body))
    assert read.headline.text == "防汛"


def test_the_way_through_a_site_is_no_headline() -> None:
    body = f"<div><b>{TITLE}</b></div><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    assert one(page("青石网>乡镇动态", body)).headline.text == TITLE


def test_first_headings_in_a_text_are_of_its_parts_where_its_own_stands_over_it() -> None:
    inside = (
        f"<p>{FIRST}</p><h1>青石镇怎样宣传？</h1><p>{SECOND}</p><h1>防汛还缺什么</h1><p>{THIRD}</p>"
    )
    body = f"<div><h1>{TITLE}</h1></div><div><div>{inside}</div></div>"
    assert len(pieces(page(f"{TITLE}-青石网", body))) == 1


def test_first_headings_of_other_matters_head_stories() -> None:
    other = "区图书馆从周六起延长开放到晚上九点，读者可以带孩子来听故事，不用预约。"
    third = "龙泉路今晚起封闭施工半个月，公交绕行，请司机留意路牌上的说明。"
    inside = (
        f"<p>{FIRST}</p><h1>图书馆夜里也开门</h1><p>{other}</p><h1>一条路要修</h1><p>{third}</p>"
    )
    body = f"<div><h1>{TITLE}</h1></div><div><div>{inside}</div></div>"
    assert len(pieces(page(f"{TITLE}-青石网", body))) == 3


@pytest.mark.parametrize(("size", "heads"), [("19", True), ("640", False)])
def test_an_icon_has_no_caption(size: str, *, heads: bool) -> None:
    picture = f"<img src='a.gif' width='{size}' height='{size}'>"
    body = f"<center>{picture}<div>{TITLE}</div></center><p>{FIRST}</p><p>{SECOND}</p>"
    assert (one(page("青石网", body)).headline.text == TITLE) is heads


def test_a_headline_said_again_in_the_text_without_its_speaker_stays_a_headline() -> None:
    bar = "".join(f"<td><a href='/{n}'>栏目{n}</a></td>" for n in range(6))
    head = f"<table><tr>{bar}</tr><tr><td align='center'><b>山涛：{TITLE}</b></td></tr></table>"
    body = f"{head}<div><p>{TITLE}</p><p>山涛</p><p>{FIRST}</p><p>{SECOND}</p></div>"
    read = one(page("谢谢来访", body))
    assert read.headline.text.endswith(TITLE)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者 李明 北京报道", ["李明"]),
        ("本报记者 李明 王芳 河南平顶山报道", ["李明", "王芳"]),
        ("本报记者 李明 通讯员 王芳 安丘报道", ["李明", "王芳"]),
        ("见习记者 周洋 江苏南京摄影报道", ["周洋"]),
        ("记者 彭冲 冠县报道", ["彭冲"]),
        ("本报记者 李明 王建报道", ["李明", "王建"]),
        ("本报记者 李明 王建 报道", ["李明", "王建"]),
        ("记者 彭冲 李镇报道", ["彭冲", "李镇"]),
        ("本报记者 李明 王建 摄影报道", ["李明", "王建"]),
        ("执笔人：李明 王建", ["李明", "王建"]),
        ("译者：李明", ["李明"]),
        ("本报记者李明通讯员王建国", ["李明", "王建国"]),
        ("本报记者李明 方山县通讯员王建国", ["李明", "王建国"]),
        ("作者：李明（市作协会员）", ["李明"]),
        ("青石日报·青石在线记者 李明 来源：青石日报", ["李明"]),
        ("作者：周伯 (Joe Smith)", ["周伯"]),
    ],
)
def test_where_a_reporter_writes_from_is_no_reporter(line: str, names: list[str]) -> None:
    read = edit(read_copy("copy.txt", f"{TITLE}\n{line}\n{FIRST}\n{SECOND}\n".encode())).pieces
    assert [author.name.text for author in read[0].authors] == names


@pytest.mark.parametrize("last", [True, False])
def test_a_name_amid_a_text_that_became_its_writer_is_asked_about(*, last: bool) -> None:
    behind = [] if last else [SECOND, THIRD]
    raw = "\n".join([TITLE, FIRST, SECOND, "李明生", *behind]) + "\n"
    work = edit(read_copy("copy.txt", raw.encode()))
    asked = [doubt.where for doubt in work.doubts if "人名" in doubt.reason]
    assert asked == ([] if last else ["李明生"])


def test_whoever_translated_a_text_heads_nothing() -> None:
    raw = f"{TITLE}\n作者：周伯\n译：Joe Smith\n{FIRST}\n{SECOND}\n"
    [piece] = edit(read_copy("copy.txt", raw.encode())).pieces
    assert (piece.headline.text, piece.kicker.text) == (TITLE, "")


def test_heads_of_other_stories_in_the_container_of_a_text_sign_nothing() -> None:
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    more = "".join(
        f"<div><h3 class='title'><a href='/t/{n}'>{name}</a></h3>"
        f"<p><a href='/{n}'>旧闻{n}的标题</a></p></div>"
        for n, name in enumerate(["李明生", "王建国"])
    )
    body = f"<h1>{TITLE}</h1><div class='text'>{text}<div><h3>延伸閱讀</h3></div>{more}</div>"
    read = one(page(f"{TITLE} | 青石网", body))
    assert (read.authors, read.subheads, texts(read)) == ((), (), [FIRST, SECOND, THIRD])


@pytest.mark.parametrize(
    ("ahead", "dateline", "names"),
    [
        ("讯（全媒体记者李明轩）", "讯", ["李明轩"]),
        ("讯（图）", "", []),
        ("记者 李明轩 通讯员 王建国 报道：", "", ["李明轩", "王建国"]),
        ("本报讯 记者李明轩报道 ", "本报讯", ["李明轩"]),
        ("记者问：", "", []),
    ],
)
def test_who_reports_stands_before_a_text(ahead: str, dateline: str, names: list[str]) -> None:
    raw = f"{TITLE}\n{ahead}{FIRST}\n{SECOND}\n"
    [piece] = edit(read_copy("copy.txt", raw.encode())).pieces
    assert [author.name.text for author in piece.authors] == names
    assert piece.dateline.text == dateline
    assert texts(piece)[0] == (FIRST if names else f"{ahead}{FIRST}")


LINKS = "".join(f"<p><a href='/{n}'>旧闻{n}：某地有了新消息</a></p>" for n in range(4))


def test_links_under_heads_of_their_own_behind_a_text_are_none_of_it() -> None:
    more = f"<p><b>行业动态</b></p>{LINKS}<p><b>公司新闻</b></p>{LINKS}"
    source = "<p>本文来源：青石报。更多精彩内容请登录青石网 http://www.example.cn</p>"
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    read = one(page(f"{TITLE}_青石网", f"<h1>{TITLE}</h1><div>{text}{more}{source}</div>"))
    assert (texts(read), read.subheads) == ([FIRST, SECOND, THIRD], ())


def test_files_that_a_notice_offers_are_told_of() -> None:
    files = f"<p>附件：</p>{LINKS}"
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    work = edit(
        read_copy("page.html", page(TITLE, f"<h1>{TITLE}</h1><div>{text}{files}</div>").encode())
    )
    assert "旧闻1" in "".join([*texts(work.pieces[0]), *(one.before for one in work.changes)])


def test_the_wide_blank_of_old_systems_is_one() -> None:
    text = f"{TITLE}\n  {FIRST}\n  {SECOND}\n".encode("gb18030").replace(b"  ", b"\xa3\xa0" * 2)
    work = edit(read_copy("copy.txt", text))
    assert texts(work.pieces[0]) == [FIRST, SECOND]
    assert work.doubts == ()
