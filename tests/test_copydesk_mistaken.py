"""Copy that looks like something else: a notice's day, a poem under buttons, a meeting's labels."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from copydesk.work import Work

FIRST = "近日，青石镇组织志愿者走进村居，开展防汛宣传，发放防汛手册三百余份，受到群众欢迎。"
SECOND = "志愿者还检修排涝泵站五座，清理沟渠三公里，确保青石镇汛期安全。"
TITLE = "青石镇防汛宣传进村入户"


def work_of(raw: str, name: str = "copy.txt") -> Work:
    return edit(read_copy(name, raw.encode()))


def one(raw: str, name: str = "copy.txt") -> Piece:
    [piece] = work_of(raw, name).pieces
    return piece


def texts(piece: Piece) -> list[str]:
    return [text.text for text in piece.paragraphs]


def heads(work: Work) -> list[str]:
    return [piece.headline.text for piece in work.pieces]


NOTICE = (
    "关于镇长接待来访时间的公告\n\n为方便群众反映问题，现将有关事项公告如下：\n\n"
    "一、接待时间\n\n{day}\n\n上午9:00—11:30\n\n二、接待地点\n\n镇便民服务中心二楼\n\n"
    "特此公告。\n\n青石镇信访办\n\n2024年6月3日\n\n来源：青石镇信访办　浏览量：31\n"
)


@pytest.mark.parametrize("day", ["2024年6月6日（星期四）", "2024年6月6日"])
def test_a_day_under_a_numbered_head_is_text(day: str) -> None:
    assert day in texts(one(NOTICE.format(day=day)))


def test_the_day_of_a_posting_over_a_text_still_goes() -> None:
    page = f"{TITLE}\n2024年6月6日 星期四\n浏览量：31\n打印\n{FIRST}\n{SECOND}\n上一篇：无\n"
    assert texts(one(page)) == [FIRST, SECOND]


EDGE = "第06版：副刊\n上一版  下一版\n2021年5月8日 星期六\n上一篇 下一篇\n放大 缩小 默认\n"
POEM = [
    "沿着河堤走了很久",
    "老柳树还在那里",
    "风把旧船吹到岸边",
    "没有人记得它的名字",
    "我把一块石头放回水里",
    "水面就合上了",
]


def test_a_poem_under_the_buttons_of_an_e_paper_stays() -> None:
    poem = one(EDGE + "河堤\n○ 闻桐\n" + "\n".join(POEM) + "\n")
    assert (poem.headline.text, texts(poem)) == ("河堤", POEM)
    assert [author.name.text for author in poem.authors] == ["闻桐"]


def test_titles_behind_the_buttons_of_an_e_paper_go() -> None:
    page = f"{EDGE}{TITLE}\n{FIRST}\n{SECOND}\n上一篇 下一篇\n河堤\n旧船\n老柳树\n"
    assert texts(one(page)) == [FIRST, SECOND]


PAGE = (
    "首页\n政务公开\n通知公告\n索引号：A-01\n发布日期：2024-03-05\n浏览次数：210\n"
    "关于表彰2023年度平安村居的决定\n"
    "为表彰先进，镇政府对2023年度平安村居建设中成绩突出的村居予以表彰，现将名单公布，请各村学习。\n"
    "{middle}\n{last}\n"
    "主题词：表彰 决定\n标签：\n留言与评论（共有 0 条评论）\n验证码：\n关闭窗口\n打印本页\n"
    "网站地图\n联系我们\n版权所有：青石镇人民政府\n"
)
ROLL = ["一、一等奖", "柳湾村", "石桥村", "二、二等奖", "河西村", "东岭村", "南坡村"]
LAST = "希望受到表扬的单位戒骄戒躁，再接再厉，为全镇的发展稳定再立新功。"


def test_a_roll_within_a_pasted_notice_and_the_sentence_under_it_stay() -> None:
    piece = one(PAGE.format(middle="\n".join(ROLL), last=LAST))
    assert {"柳湾村", "石桥村", "河西村", "南坡村", LAST} <= set(texts(piece))


def test_titles_that_a_page_recommends_still_go() -> None:
    offered = "相关阅读\n柳湾村建成新水塔\n石桥村举办灯会\n河西村修好机耕路"
    piece = one(PAGE.format(middle=offered, last="东岭村的灯会很热闹，来的人比去年多了一倍。"))
    assert not {"柳湾村建成新水塔", "河西村修好机耕路"} & set(texts(piece))


def test_titles_each_over_the_time_of_its_posting_begin_pieces() -> None:
    other = "8月30日，柳湾社区的网格员逐户发放反诈手册，帮助十二位老人装好了反诈软件。"
    copy = f"{TITLE}\n发表时间：2025-09-04\n{FIRST}\n{SECOND}\n"
    both = work_of(copy + f"柳湾社区：敲门送法\n发表时间：2025-09-03\n{other}\n")
    assert heads(both) == [TITLE, "柳湾社区：敲门送法"]
    assert texts(both.pieces[1]) == [other]
    within = copy + f"敲门送法\n{other}\n"
    assert heads(work_of(within)) == [TITLE]


@pytest.mark.parametrize(
    ("line", "dateline", "rest"),
    [
        ("青石日报客户端柳湾9月3日电（记者 岳飞）" + FIRST, "青石日报客户端柳湾9月3日电", FIRST),
        ("青评社柳湾9月3日电／" + FIRST, "青评社柳湾9月3日电", FIRST),
    ],
)
def test_datelines_of_a_paper_s_client_and_before_a_stroke(
    line: str, dateline: str, rest: str
) -> None:
    piece = one(f"{TITLE}\n{line}\n{SECOND}\n")
    assert (piece.dateline.text, texts(piece)) == (dateline, [rest, SECOND])


def test_a_paper_named_within_a_sentence_is_no_dateline() -> None:
    said = "青石日报客户端去年上线后，镇里的通知都从那里发，村民9月3日电话里也这样说。"
    piece = one(f"{TITLE}\n{said}\n{SECOND}\n")
    assert (piece.dateline.text, texts(piece)) == ("", [said, SECOND])


def test_the_labels_of_a_meeting_are_text_to_their_last() -> None:
    minutes = (
        "青石镇2024年第6次党委会会议纪要\n时  间：2024年5月20日上午9:00\n"
        "主  持：岳飞\n参  加：韩世忠、梁红玉\n缺  席：秦 桧（公出）\n记  录：文天祥\n"
        f"会议议题：\n一、研究防汛工作\n{FIRST}\n发：各村（社区），镇直各单位。\n"
    )
    piece = one(minutes)
    assert piece.headline.text == "青石镇2024年第6次党委会会议纪要"
    assert any(text.startswith("缺席：") for text in texts(piece))
    assert any(text.startswith("记录：") for text in texts(piece))
    assert not piece.authors
    assert not any(text.startswith("发：") for text in texts(piece))


def test_a_writer_under_labels_signs_the_story_below() -> None:
    copy = f"电话：3321108\n地点：镇便民服务中心\n\n\n{TITLE}\n作者：文天祥\n{FIRST}\n{SECOND}\n"
    found = [piece for piece in work_of(copy).pieces if piece.headline.text == TITLE]
    assert [author.name.text for author in found[0].authors] == ["文天祥"]


def test_who_lent_a_picture_is_read_without_brackets_of_his_own() -> None:
    shown = "區長頒獎給績優里隊。"
    piece = one(f"{TITLE}\n{FIRST}\n（圖說：{shown}圖／青石區公所提供）\n{SECOND}\n")
    [caption] = piece.captions
    assert caption.text.text == shown
    assert [author.name.text for author in caption.credits] == ["青石區公所"]
    said = "他說，圖書館裡的舊地圖都由讀者提供，沒有人要過報酬，青石鎮的人都知道。"
    assert said in texts(one(f"{TITLE}\n{FIRST}\n{said}\n{SECOND}\n"))


def test_words_with_a_dot_sign_nothing() -> None:
    tip = "空调设到二十六摄氏度最省电，出门前请关总闸，取暖器旁不放衣物。"
    copy = f"{TITLE}\n本报讯（记者 岳飞）{FIRST}\n{SECOND}\n一图读懂·冬季用电\n{tip}\n"
    names = [a.name.text for piece in work_of(copy).pieces for a in piece.authors]
    assert names == ["岳飞"]
    signed = one(f"{TITLE}\n买买提·艾买提\n{FIRST}\n{SECOND}\n")
    assert [author.name.text for author in signed.authors] == ["买买提·艾买提"]


@pytest.mark.parametrize("last", ["附件：", "签发："])
def test_a_label_with_nothing_behind_it_is_asked_about(last: str) -> None:
    asked = work_of(f"{TITLE}\n{FIRST}\n{SECOND}\n{last}\n").doubts
    assert any(doubt.line == 4 and "后面没有内容" in doubt.reason for doubt in asked)
    told = work_of(f"{TITLE}\n{FIRST}\n{SECOND}\n").doubts
    assert not any("后面没有内容" in doubt.reason for doubt in told)


def test_a_headline_without_a_han_character_is_asked_about() -> None:
    asked = work_of(f"Previous Next\n\n{FIRST}\n{SECOND}\n").doubts
    assert any(doubt.line == 1 and "没有汉字" in doubt.reason for doubt in asked)
