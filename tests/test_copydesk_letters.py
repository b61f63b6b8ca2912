"""What a sender writes to the newsroom is for the newsroom, and what is not sure is asked."""

from __future__ import annotations

import io
from datetime import date

import pytest

from copydesk.desk import Work, edit
from copydesk.doubts import DoubtKind
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy
from drafting import draft_files

STORY = "12月1日起，区图书馆夜读活动开始报名，每周二、周四晚上7点到9点举行，共8场，每场限50人。"
MAIL = "发件人: 区图书馆 <tsg@example.cn>\n收件人: 编辑部\n主题: 投稿\n\n"


def work_of(text: str) -> Work:
    return edit(read_copy("copy.txt", text.encode()))


def shown(work: Work) -> str:
    return "\n".join(text.text for piece in work.pieces for text in piece.texts())


@pytest.mark.parametrize(
    "contact",
    ["13912345678", "+86 139-1234-5678", "手机：139 1234 5678", "a.b@example.cn", "QQ：12345678"],
)
@pytest.mark.parametrize(
    "copy",
    [
        "{0}\n冬季夜读活动开始报名\n\n" + STORY,
        "陈小满 {0}\n冬季夜读活动开始报名\n\n" + STORY,
        "冬季夜读活动开始报名\n\n" + STORY + "\n\n陈小满 {0}\n",
        "冬季夜读活动开始报名\n\n" + STORY + "\n（通讯员 陈小满 {0}）\n",
        "冬季夜读活动开始报名\n\n" + STORY + "（通讯员 陈小满 {0}）\n",
        MAIL + "冬季夜读活动开始报名\n\n" + STORY + "\n\n祝好！\n陈小满 {0}\n",
    ],
)
def test_a_senders_number_is_in_no_field(copy: str, contact: str) -> None:
    work = work_of(copy.format(contact))
    assert contact not in shown(work)
    assert [piece.headline.text for piece in work.pieces] == ["冬季夜读活动开始报名"]
    assert work.pieces[0].paragraphs[0].text == STORY
    assert work.unaccounted() == []
    assert any(contact[-4:] in change.before and not change.after for change in work.changes)


def test_a_number_that_readers_call_stays_and_a_mobile_is_asked_about() -> None:
    notice = "夜读活动招募志愿者启事\n\n区图书馆招募志愿者20名，年满18岁即可报名。\n报名电话：{}\n"
    hotline = work_of(notice.format("0000-1234567"))
    assert "报名电话：0000-1234567" in shown(hotline)
    assert not hotline.doubts
    mobile = work_of(notice.format("13912345678"))
    assert "报名电话：13912345678" in shown(mobile)
    assert [(doubt.kind, doubt.line) for doubt in mobile.doubts] == [(DoubtKind.CONTACT, 4)]


@pytest.mark.parametrize("head", [MAIL, ""])
def test_greeting_note_and_farewell_are_no_copy(head: str) -> None:
    letter = f"各位编辑老师好：\n\n附上稿件一篇，请审阅。\n\n冬季夜读活动开始报名\n\n{STORY}\n\n"
    work = work_of(f"{head}{letter}祝好！\n区图书馆 陈小满\n2026年11月26日\n")
    assert [piece.headline.text for piece in work.pieces] == ["冬季夜读活动开始报名"]
    assert [text.text for text in work.pieces[0].paragraphs] == [STORY]
    letters = [change.before for change in work.changes if change.rule is Rule.MAIL_LETTER]
    assert {"各位编辑老师好：", "附上稿件一篇，请审阅。", "祝好！"} <= set(letters)


@pytest.mark.parametrize("written", ['""', "''", "~", "null", "|"])
def test_a_field_that_says_nothing_names_nobody(written: str) -> None:
    copy = f"---\ntitle: 冬季夜读活动开始报名\nauthor: {written}\n---\n\n{STORY}\n"
    (piece,) = edit(read_copy("copy.md", copy.encode())).pieces
    assert piece.headline.text == "冬季夜读活动开始报名"
    assert [text.text for text in piece.texts() if text.text] == ["冬季夜读活动开始报名", STORY]


def test_a_readers_letter_keeps_its_greeting_and_its_farewell() -> None:
    letter = (
        "请给人行道装一盏灯\n\n编辑同志：\n我家住在河东街道，门前的人行道晚上没有路灯，老人出门常常"
        "摔倒，希望有关部门能装上一盏。\n此致\n敬礼\n读者 陈小满\n"
    )
    assert "编辑同志：" in shown(work_of(letter))


def reception() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["柳河区领导干部12月份接访下访安排表"],
        ["姓名", "接访时间", "下访时间", "下访地点"],
        ["孙立军", "12月1日", "12月15日", "青石街道"],
        ["周国平", "12月2日", "12月9日", "柳林村"],
        ["吴海燕", "12月3日", "12月10日", "南关街道"],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_timetable_without_a_year_asks_for_it_and_is_printed_once() -> None:
    sheet = read_copy("reception.xlsx", reception())
    work = edit(sheet)
    assert [(doubt.kind, doubt.line) for doubt in work.doubts] == [(DoubtKind.YEAR, 1)]
    (draft,) = draft_files(work)
    assert draft.data.decode().count("孙立军") == 1
    day = date(2026, 12, 1)
    known = edit(sheet, day=day)
    assert not known.doubts
    item, table = draft_files(known, day)
    assert "kind: schedule" in item.data.decode()
    assert "孙立军" not in item.data.decode()
    assert table.data.decode().count("孙立军") == 1


def test_one_indented_paragraph_of_five_leaves_five() -> None:
    copy = "".join(
        f"{indent}第{at}村今年计划改造老旧小区{at}3个,总建筑面积5{at}万平方米,惠及居民1.2万户.\n"
        for at, indent in enumerate(["", "    ", "", "", ""], 1)
    )
    assert len(work_of(f"老旧小区改造提速\n\n{copy}").pieces[0].paragraphs) == 5


ON_SECRETS = (
    "本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人或单位，"
    "禁止任何其他人以任何形式使用其中的内容。"
)
IN_LATIN = (
    "This e-mail and any attachment may contain privileged information for the intended "
    "recipient only, and nobody else may read, copy or use it."
)


@pytest.mark.parametrize(
    ("tail", "rules"),
    [
        (f"祝好！\n陈小满\n\n{ON_SECRETS}\n", ["mail.letter", "mail.signature", "mail.disclaimer"]),
        (f"{ON_SECRETS}\n{IN_LATIN}\n", ["mail.disclaimer"] * 2),
        (f"陈小满\n0379-1234567\n\n{ON_SECRETS}\n", ["mail.signature", "mail.disclaimer"]),
    ],
)
def test_a_long_word_on_secrecy_is_no_story_behind_a_farewell(tail: str, rules: list[str]) -> None:
    work = work_of(f"{MAIL}冬季夜读活动开始报名\n\n{STORY}\n\n{tail}")
    assert [change.rule.value for change in work.changes] == ["mail.header"] * 3 + rules
    assert [text.text for text in work.pieces[0].paragraphs] == [STORY]


def test_a_story_about_secrecy_stays_behind_such_a_word() -> None:
    told = (
        "区图书馆说，读者借了什么书是各人的事，馆里从不外传，夜读活动的报名表也只留到活动办完为止。"
    )
    work = work_of(f"{MAIL}冬季夜读活动开始报名\n\n{STORY}\n\n{told}\n\n{ON_SECRETS}\n")
    assert [text.text for text in work.pieces[0].paragraphs] == [STORY, told]


@pytest.mark.parametrize(
    ("tail", "stays"),
    [
        ("（通讯员 陈小满）\n联系电话：13912345678\n", False),
        ("通讯员：陈小满\n联系人：陈小满 13912345678\n", False),
        ("联系电话：13912345678\n", True),  # whose it is, nobody says
        ("读者热线\n联系电话：13912345678\n", True),
    ],
)
def test_a_number_under_who_signs_is_his_own(tail: str, *, stays: bool) -> None:
    work = work_of(f"冬季夜读活动开始报名\n\n{STORY}\n\n{tail}")
    assert ("13912345678" in shown(work)) is stays
    assert (DoubtKind.CONTACT in {doubt.kind for doubt in work.doubts}) is stays


@pytest.mark.parametrize(
    "head",
    [
        "---- 转发邮件 ----\n发件人: 李立 <a@example.cn>\n主题: 投稿\n",
        "主题: 转发\n-----原始邮件-----\n发件人: 李立 <a@example.cn>\n主题: 投稿\n",
    ],
)
def test_what_a_program_writes_over_a_letter_that_was_sent_on_is_of_its_head(head: str) -> None:
    work = work_of(f"{head}\n冬季夜读活动开始报名\n\n{STORY}\n")
    assert {change.rule for change in work.changes} == {Rule.MAIL_HEADER}
    assert len(work.changes) == head.count("\n")
    assert work.pieces[0].headline.text == "冬季夜读活动开始报名"


@pytest.mark.parametrize(("label", "stays"), [("咨询电话：", True), ("陈小满", False)])
def test_a_number_under_a_label_is_whom_readers_call(label: str, *, stays: bool) -> None:
    work = work_of(f"冬季夜读活动开始报名\n\n{STORY}\n\n{label}\n13912345678\n")
    assert ("13912345678" in shown(work)) is stays


@pytest.mark.parametrize("head", ["姓名      电话\n", "姓  名    电  话\n", ""])
@pytest.mark.parametrize(("count", "stay"), [(3, True), (2, False)])
def test_names_with_numbers_are_a_list_of_telephones_where_they_are_many(
    head: str, count: int, *, stay: bool
) -> None:
    numbers = ("0379-12345678", "0379-12345679", "0379-12345670")[:count]
    rows = "".join(f"{name}    {number}\n" for name, number in zip("王何李", numbers, strict=False))
    rows = rows.replace("王", "王  涛").replace("何", "何  静").replace("李", "李青山")
    work = work_of(f"三月值班电话一览表\n\n{head}{rows}")
    assert all((number in shown(work)) is stay for number in numbers)
    assert bool(work.pieces[0].table) is stay
    assert work.unaccounted() == []


NOTICES = """寻物启事
本人王敏10月7日在青石镇车站丢了一个黑色钱包，里面有身份证一张，请拾到的人与本人联系。

招领启事
10月8日有人拾到钥匙一串，请失主到镇派出所认领。
青石镇派出所

更正
本报10月6日第二版的“三座水闸”应为“五座水闸”，特此更正。
"""


def test_short_notices_under_each_other_are_pieces_each_with_who_gives_it_out() -> None:
    found = edit(read_copy("a.txt", NOTICES.encode())).pieces
    assert [piece.headline.text for piece in found] == ["寻物启事", "招领启事", "更正"]
    assert found[1].paragraphs[-1].text == "青石镇派出所"


def test_a_letter_that_closes_line_by_line_is_not_asked_about_but_for_its_headline() -> None:
    letter = (
        "编辑同志：\n我是青石镇的一名居民，车站前新设了三处充电座，出示证件就能用，很方便。\n"
        "请贵报提醒大家用完放回原处。\n此致\n敬礼！\n青石镇居民 王敏\n10月7日\n"
    )
    work = edit(read_copy("a.txt", letter.encode()))
    assert [doubt.kind.value for doubt in work.doubts] == ["untitled"]
    assert [text.text for text in work.pieces[0].paragraphs][-3:] == ["此致", "敬礼！", "10月7日"]
