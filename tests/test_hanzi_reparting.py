"""Words are parted as an editor reads them, and what could be parted otherwise is listed."""

from __future__ import annotations

import pytest

from hanzi import Converter
from hanzi.engines import tagged
from hanzi.reparting import reparted
from newsroom.kinds import Script

HANT = Converter(Script.HANT)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("敬老板报评比", "敬老板報評比"),
        ("校舍弃用多年", "校舍棄用多年"),
        ("每只要价三百元", "每隻要價三百元"),
        ("产假发全额工资", "產假發全額工資"),
        ("休假发补贴", "休假發補貼"),
        ("当场缴获假发票", "當場繳獲假發票"),
        ("一只船只能坐六人", "一隻船只能坐六人"),
        ("学校舍弃旧楼", "學校捨棄舊樓"),
        ("三只能吃苦的小狗", "三隻能吃苦的小狗"),
        ("这只能飞的鸟", "這隻能飛的鳥"),
        ("这只能怪他自己", "這只能怪他自己"),
        ("海里的鱼", "海裡的魚"),
        ("他签回来一份合同", "他簽回來一份合同"),
        ("抽到一支签", "抽到一支籤"),
        ("如果干得好", "如果幹得好"),
        ("河床干了", "河床乾了"),
        ("医生姜红说", "醫生姜紅說"),
        ("一亩姜卖了万元", "一畝薑賣了萬元"),
    ],
)
def test_a_seam_is_no_phrase(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted


@pytest.mark.parametrize("text", ["", "，", "敬", "老板", "一二三", "校舍弃用多年，敬老板报评比"])
def test_parting_anew_keeps_every_character(text: str) -> None:
    assert "".join(word for word, _ in reparted(tagged(text))) == text
