"""Every rule of mending changes what it is for, and leaves what only looks like it."""

from __future__ import annotations

import pytest

from copydesk.changes import ChangeLog
from copydesk.mending.characters import mend_characters, open_up
from copydesk.mending.lostmarks import lost_marks_in, mend_lost_indent, mend_lost_quotes
from copydesk.mending.pinyin import mend_pinyin
from copydesk.mending.punctuation import mend_full_stops, mend_punctuation, uses_ascii_stops
from copydesk.traced import Traced

SAME = None


def check(made: Traced, raw: str, mended: str | None) -> None:
    """A text is mended as it should be, and each of its characters knows where it came from."""
    assert made.text == (raw if mended is SAME else mended)
    assert len(made.origin) == len(made.text)


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("面积１２亩", "面积12亩"),
        ("ＡＢＣ公司", "ABC公司"),
        ("增长１２％", "增长12%"),
        ("增长二成％", SAME),  # a mark alone is as printed
        ("早上８：３０", "早上8:30"),
        ("早上８：３", "早上8：3"),  # no hour
        ("通知：３０人", "通知：30人"),
        ("１，２８０人", "1,280人"),
        ("１，２，３班", "1，2，3班"),
        ("9月22－24日", "9月22-24日"),
        ("3．5亿", "3.5亿"),
        ("村－镇", SAME),
        ("⼈民", "人民"),
        ("人民", SAME),
        ("桥\u200b头", "桥头"),
        ("桥\u202e头", "桥头"),
        ("桥\u00a0头", "桥 头"),
        ("桥\u3000头", "桥 头"),
        ("Jose\u0301说", "José说"),
        ("x\u0301说", SAME),  # there is no such letter in one
        ("甲" + " " * 200 + "乙", SAME),
        ("甲" + " " * 201 + "乙", "甲" + " " * 200 + "乙"),
        ("甲" + " " * 230 + "乙", "甲" + " " * 200 + "乙"),
    ],
)
def test_characters(raw: str, mended: str | None) -> None:
    check(mend_characters(Traced.new(raw), ChangeLog()), raw, mended)


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("秋 收 忙", "秋收忙"),
        ("通 知", "通知"),
        ("通     知", SAME),  # more than letters are spread by
        ("时  间 九时", "时间：九时"),
        ("地  点    区信访局", "地点：区信访局"),
        ("时  间  3月5日  上午9:00", "时间：3月5日  上午9:00"),
        ("姓  名：林晓", "姓名：林晓"),
        ("姓  名    接访时间    地点", SAME),  # the heads of a table
        ("姓  名    接访时间    接访领导", SAME),
        ("姓  名    电  话", SAME),
        ("关 于 召 开 会 议 的 通 知", "关于召开会议的通知"),
        ("秋 收 忙 时 看 村 里 人 家 笑", "秋收忙时看村里人家笑"),
        ("王 红 李 明", "王红 李明"),  # names of two, padded
        ("王 红 李", "王红李"),
        ("路 红 灯 明", "路红灯明"),
        ("标题：全 区 招 商", "标题：全区招商"),
        ("今年全 区 招 商忙", SAME),  # within a sentence nobody knows
        ("今年  全 区 招 商", "今年  全区招商"),
        ("今年 全 区 招 商", SAME),  # 年 may be one of them
        ("秋 收 了。 大 家 都 说 ： 好 ！", "秋收了。大家都说：好！"),
        ("张三 李四 王五 赵六 钱七 孙八", SAME),
        ("a b c d e f", SAME),
    ],
)
def test_blanks_that_spread_letters(raw: str, mended: str | None) -> None:
    check(open_up(Traced.new(raw), ChangeLog()), raw, mended)


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("??本报讯", "本报讯"),
        ("？？本报讯", "本报讯"),
        ("? ? 本报讯", "本报讯"),
        ("?本报讯", SAME),
        ("真的吗??", SAME),
        ("????", ""),
        ("?版权所有", "©版权所有"),
        ("? 2013 某报", "© 2013 某报"),
        ("?copyright 某报", "©copyright 某报"),
        ("??版权所有", "版权所有"),
        ("谁有?版权所有", SAME),
        ("?是谁的", SAME),
    ],
)
def test_a_lost_indent_and_a_lost_sign(raw: str, mended: str | None) -> None:
    check(mend_lost_indent(Traced.new(raw), ChangeLog()), raw, mended)


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("他说：“路好了。?“人都来了。”", "他说：“路好了。”“人都来了。”"),
        ("他说：“路好了。?", "他说：“路好了。”"),
        ("他说：“路好了？?", "他说：“路好了？”"),
        ("他说：“路好了。?村里人都笑了。", "他说：“路好了。”村里人都笑了。"),
        ("他说：“路好了吗?", SAME),  # a question
        ("他说：“路好了吗?“村里人都笑了。", SAME),
        ("“路好了。”他说，好不好？?", SAME),  # nothing is open
        ("路好了吗？", SAME),
        ("他说：“路好了。”", SAME),
        ("这堂?田间课?开了六年", SAME),  # in sound copy
    ],
)
def test_a_lost_quotation_mark(raw: str, mended: str | None) -> None:
    check(mend_lost_quotes(Traced.new(raw), ChangeLog()), raw, mended)


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("这堂?田间课?开了六年", "这堂“田间课”开了六年"),
        ("他说：?路好了。?村里人都笑了。", "他说：“路好了。”村里人都笑了。"),
        ("路好了吗?村里人?谁知道。", SAME),
        ("哪里?村里人?都来了。", SAME),
        ("来的?是谁?都来了。", SAME),
        ("一?甲乙?二?丙丁?三", "一“甲乙”二“丙丁”三"),
        ("一?甲?二", SAME),  # too short for words
    ],
)
def test_a_lost_pair_in_damaged_copy(raw: str, mended: str | None) -> None:
    check(mend_lost_quotes(Traced.new(raw), ChangeLog(), damaged=True), raw, mended)


@pytest.mark.parametrize(
    ("copy", "damaged"),
    [
        ("???本报讯", True),
        ("一行\n  ? ? ? 本报讯", True),
        ("??本报讯", False),
        ("???", False),
        ("?版权所有", True),
        ("真的吗???", False),
    ],
)
def test_copy_is_damaged_where_its_indents_are_marks(copy: str, *, damaged: bool) -> None:
    assert lost_marks_in(copy) is damaged


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("会上,他说:好!", "会上，他说：好！"),
        ("会上, 他说", "会上，他说"),
        ("会上,  他说", "会上，  他说"),  # two blanks part something
        ("好?!", "好？！"),
        ("GDP,计划", "GDP，计划"),
        ("20%,计划", "20%，计划"),
        ("(2013),全区", "(2013)，全区"),
        ("Yes, 全区", SAME),  # an English sentence ends
        ("共200, 全区", "共200，全区"),  # a figure ends none
        ("增20%, 全区", "增20%，全区"),
        ("ABC:全区", SAME),  # a label of a program
        ("(甲):全区", "（甲）：全区"),
        (",全区", SAME),
        ("来源:ABC", "来源：ABC"),
        ("Hello, world", SAME),
        ("8:30开门", SAME),
        ("1,280人", SAME),
        ("见http://a.cn/b,c:d?e", SAME),
        ("请寄a@b.cn,谢谢", "请寄a@b.cn，谢谢"),
        ("村(社区)", "村（社区）"),
        ("A股(gu)", SAME),
        ("村（社区)", "村（社区）"),
        ("(2013）", "（2013）"),
        ("一)认真", "一）认真"),
        ("1)认真", SAME),
        ("(认真做好", "（认真做好"),
        ("(abc", SAME),
        ("他说(abc", SAME),
        ("<<秋收>>", "《秋收》"),
        ("<<abc>>", SAME),
        ("工作--防汛", "工作——防汛"),
        ("工作---防汛", "工作——防汛"),
        ("工作-防汛", SAME),
        ("a--防汛", SAME),
        ('他说"好"了', "他说“好”了"),
        ('他说"好了', SAME),
        ('他说"好"和“行”', SAME),
        ('他 "a" b', SAME),
    ],
)
def test_punctuation(raw: str, mended: str | None) -> None:
    check(mend_punctuation(Traced.new(raw), ChangeLog()), raw, mended)


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("路好了.村里人笑了.", "路好了。村里人笑了。"),
        ("村里人说：“路好了.”", "村里人说：“路好了。”"),
        ("共12个.", "共12个。"),
        ("共12%.", "共12%。"),
        ("3.5亿", SAME),
        ("路好了.com", SAME),
    ],
)
def test_full_stops(raw: str, mended: str | None) -> None:
    check(mend_full_stops(Traced.new(raw), ChangeLog()), raw, mended)


def test_a_document_ends_its_sentences_with_ascii_stops_or_with_others() -> None:
    assert uses_ascii_stops("路好了.村里人笑了.")
    assert not uses_ascii_stops("路好了.")  # one is no habit
    assert not uses_ascii_stops("路好了.村里人笑了.大家来。")


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (("縣(xiàn)裡開(kāi)會", "館(guǎn)長"), ("縣裡開會", "館長")),
        (("縣(xiàn)裡開(kāi)會",), SAME),  # two notes are nobody's program
        (("縣(xiàn)裡開(kāi)會", "縣館(guǎn)長開會"), SAME),  # not where it stands
        (("縣(kāi)裡開(xiàn)會", "館(dà)長"), SAME),  # no readings of theirs
        (("縣(xiān)裡開(kài)會", "館(guàn)長"), ("縣裡開會", "館長")),  # in another tone
        (("縣(xiàn)開(kāi)館(guǎn)的(de)", "好"), ("縣開館的", "好")),
        (("縣(xiàn)開(kāi)館(guǎn)股(gu)", "好"), ("縣開館股(gu)", "好")),
        (("縣(xiàn)(xiàn)開(kāi)館(guǎn)",), ("縣(xiàn)開館",)),
    ],
)
def test_pinyin(lines: tuple[str, ...], mended: tuple[str, ...] | None) -> None:
    made = mend_pinyin([Traced.new(line) for line in lines], ChangeLog())
    assert [line.text for line in made] == list(lines if mended is SAME else mended)
