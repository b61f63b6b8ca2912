"""What stands round an article copied off a page goes, and what only looks like it stays."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from pasted import FLOOD, HEAD, MORE, only, read, words

STAMP = "来源：青石发布   发布时间：2024-05-06 10:20"


def test_a_docket_in_lines_goes_values_and_all() -> None:
    docket = (
        "• 索引号：\n\n610728/2024-1\n• 发文机构：\n\n青石镇党政办\n• 发布日期：\n\n2024年5月6日\n"
    )
    piece = only(f"{docket}\n{HEAD}\n\n{FLOOD}\n")
    assert piece.headline.text == HEAD
    assert "党政办" not in words(piece)


def test_a_form_of_labels_is_no_docket() -> None:
    raw = f"活动通知\n时间：5月6日\n地点：青石镇文化站\n对象：各村志愿者\n{FLOOD}\n"
    assert "文化站" in words(only(raw))


def test_the_name_of_a_part_of_a_site_over_the_headline_goes() -> None:
    piece = only(f"工作动态\n\n{HEAD}\n\n{STAMP}\n\n{FLOOD}\n\n责任编辑：容若\n")
    assert (piece.kicker.text, piece.headline.text) == ("", HEAD)


def test_a_column_and_a_place_over_the_headline_stay() -> None:
    for kicker in ("新春走基层", "青石镇"):
        piece = only(f"{kicker}\n{HEAD}\n\n{STAMP}\n\n{FLOOD}\n\n责任编辑：容若\n")
        assert kicker in piece.kicker.text + piece.headline.text


def test_a_lone_headline_that_is_short_stays() -> None:
    piece = only(f"老街的春天\n\n{STAMP}\n\n{FLOOD}\n\n责任编辑：容若\n")
    assert piece.headline.text == "老街的春天"


def test_empty_labels_browsers_and_files_go() -> None:
    raw = (
        f"跳至主要内容\n{HEAD}\n刊发日期：2024-05-06 阅读次数： 作者：  语音播报：\n{FLOOD}\n\n"
        "20240506103045.jpg\n您的浏览器版本太低，请升级\n"
    )
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD]


def test_a_sentence_about_browsers_stays() -> None:
    told = "镇里的老人学会了用浏览器查公交时刻，出门前先看一眼，再也不用在站台上干等半个钟头。"
    assert told in words(only(f"{HEAD}\n{FLOOD}\n{told}\n"))


def test_a_headline_over_every_picture_is_told_once() -> None:
    raw = (
        f"青石镇防汛宣传走进千家万户\n\n{STAMP}\n\n{FLOOD}\n\n青石镇防汛宣传走进千家万户（1）\n\n"
        "▲志愿者在讲解。容若 摄\n\n青石镇防汛宣传走进千家万户（2）\n\n▲村民在听讲。容若 摄\n\n"
        "编辑：容若\n"
    )
    piece = only(raw)
    assert len(piece.captions) == 2


def test_the_same_words_under_a_picture_twice_are_one_caption() -> None:
    caption = "▲志愿者在村口讲解。 容若 摄\n\n"
    assert len(only(f"{HEAD}\n\n{caption}{caption}{FLOOD}\n").captions) == 1


def test_marks_alone_between_stories_part_them() -> None:
    raw = f"{HEAD}\n{FLOOD}\n-\n县图书馆周末延长开放\n{FLOOD}\n-\n第二小学添了食堂\n{FLOOD}\n"
    heads = [piece.headline.text for piece in read(raw).pieces]
    assert heads == [HEAD, "县图书馆周末延长开放", "第二小学添了食堂"]


def test_what_a_paper_gives_out_stands_under_it_after_its_signature() -> None:
    raw = (
        "青石镇人民政府关于印发《青石镇养犬办法》的通知\n\n各村：\n\n《青石镇养犬办法》已经镇长办公会通过，"
        "现予印发，请遵照执行。\n\n\n\n青石镇人民政府\n2024年5月6日\n\n\n\n青石镇养犬办法\n\n"
        "一、为规范养犬行为，制定本办法。\n\n二、养犬应当登记。\n"
    )
    assert "养犬应当登记" in words(only(raw))


def test_the_record_of_an_electronic_paper_at_the_foot_goes_and_a_dated_sentence_stays() -> None:
    record = f"青石日报 一版要闻 00001 {HEAD} 2024-05-06 2 2024年05月06日"
    assert "00001" not in words(only(f"{HEAD}\n\n{FLOOD}\n\n{record}\n"))
    told = f"“{HEAD}”一稿刊于2024-05-06的报纸，镇里把它贴进了宣传栏。"
    assert told in words(only(f"{HEAD}\n\n{FLOOD}\n\n{told}\n"))


def test_a_title_told_twice_on_top_is_told_once() -> None:
    piece = only(f"{HEAD}\n\n{HEAD}\n\n{FLOOD}\n\n{FLOOD}\n")
    assert (piece.kicker.text, piece.headline.text) == ("", HEAD)


def test_labels_that_run_into_each_other_give_the_authors_and_go() -> None:
    piece = only(f"{HEAD}\n\n时间：2024-05-06 16:02作者：容若 方圆来源：青石镇\n\n{FLOOD}\n")
    assert [author.name.text for author in piece.authors] == ["容若", "方圆"]
    assert "16:02" not in words(piece)


def test_the_keeper_of_a_site_is_no_author() -> None:
    piece = only(f"{HEAD}\n\n作者：管理员 来源：青石发布 时间：2024-05-06\n\n{FLOOD}\n")
    assert not piece.authors


def test_the_number_of_a_paper_before_its_title_is_parted_from_it() -> None:
    title = "青石镇人民政府关于表彰防汛先进单位的决定"
    piece = only(f"青政发〔2024〕8号 {title}\n各村：\n{FLOOD}\n青石镇人民政府\n2024年5月6日\n")
    assert piece.headline.text == title
    news = only(f"青石镇2024年第8号 台风过境\n{FLOOD}\n")
    assert "台风过境" in news.headline.text


def test_two_authorities_over_the_title_of_their_paper_are_part_of_it() -> None:
    raw = (
        "中共青石县委\n青石县人民政府\n关于表彰防汛先进单位的决定\n\n各乡镇：\n"
        f"{FLOOD}\n2024年5月6日\n"
    )
    assert only(raw).headline.text == "中共青石县委青石县人民政府关于表彰防汛先进单位的决定"


def test_a_dateline_of_han_numerals_is_one() -> None:
    piece = only(f"{HEAD}\n【新华社青石十四日电】{FLOOD}\n")
    assert (piece.dateline.text, piece.paragraphs[0].text) == ("新华社青石十四日电", FLOOD)


def test_a_poem_whose_lines_end_with_marks_is_not_joined() -> None:
    lines = (
        *("轻轻地推开你的窗，", "听一听巷口的雨声。", "卖花的人一手提篮，一手撑伞，"),
        *("被春天催促着走过桥头，", "好久没有这样慢慢走走。", "清晨的街灯还没有熄灭，"),
        *("一步一步踏上老石阶，", "闻一闻湿润的青草香，", "听一听久违了的乡音。"),
    )
    piece = only("春雨\n容若\n" + "\n".join(lines) + "\n")
    assert [text.text for text in piece.paragraphs] == list(lines)


def test_days_with_their_weather_are_no_headings() -> None:
    days = "4日：晴间少云 14℃\n5日：晴到多云 15℃\n6到7日：多云 17℃\n"
    raw = f"一周天气\n一、预报\n{days}二、提示\n{FLOOD}\n"
    heads = [subhead.text.text for subhead in only(raw).subheads]
    assert not any("日：" in head for head in heads)


def test_a_dateline_may_name_who_has_the_story_of_another_paper() -> None:
    piece = only(f"{HEAD}\n青石在线  青石日报讯 记者林晓、于方报道：{FLOOD}\n")
    assert piece.dateline.text == "青石在线  青石日报讯"
    assert [author.name.text for author in piece.authors] == ["林晓", "于方"]
    assert piece.paragraphs[0].text == FLOOD
    plain = only(f"{HEAD}\n青石在线 {FLOOD}\n")
    assert (plain.dateline.text, plain.authors) == ("", ())


@pytest.mark.parametrize("head", ["联系我们", "版权所有", "责任编辑", "分享到微信"])
def test_a_heading_that_its_format_tells_stays_though_a_button_is_called_so(head: str) -> None:
    told = read_copy("copy.md", f"# {HEAD}\n\n{FLOOD}\n\n## {head}\n\n{MORE}\n".encode())
    assert [piece.headline.text for piece in edit(told).pieces] == [HEAD, head]
    bare = read(f"{HEAD}\n\n{FLOOD}\n\n{MORE}\n\n{head}\n")
    assert [piece.headline.text for piece in bare.pieces] == [HEAD]
    assert head not in words(bare.pieces[0])


@pytest.mark.parametrize(
    ("first", "begins"),
    [
        (
            "老桥修了半年，桥面加宽，栏杆换新，桥下的淤泥也清走了，两岸的人走亲访友不用再绕远路。",
            True,
        ),
        (
            "老桥修了半年，桥面加宽，栏杆换新，桥下的淤泥也清走了，两岸的人走亲访友不用再绕远路...",
            False,
        ),
        ("老桥修好了。", False),
    ],
    ids=["a paragraph", "the beginning of another page", "a short line"],
)
def test_behind_a_list_of_links_a_head_over_a_paragraph_begins_a_story(
    first: str, *, begins: bool
) -> None:
    links = "相关阅读\n茶厂开园采茶\n小学添了食堂\n"
    raw = f"{HEAD}\n\n{FLOOD}\n{MORE}\n\n{links}\n老桥换了新栏杆\n{first}\n{MORE}\n"
    heads = [piece.headline.text for piece in read(raw).pieces]
    assert (heads == [HEAD, "老桥换了新栏杆"]) is begins


def test_a_button_among_the_paragraphs_of_a_page_ends_nothing() -> None:
    top = f"首页 > 新闻\n{HEAD}\n来源：青石发布 2024-05-06 10:20\n"
    piece = only(f"{top}{FLOOD}\n下一篇\n夏茶开采\n{MORE}\n")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
    assert [each.text.text for each in piece.subheads] == ["夏茶开采"]
    ended = only(f"{top}{FLOOD}\n{MORE}\n下一篇\n夏茶开采\n")
    assert "夏茶开采" not in words(ended)
