"""How sure the desk is: weak signs of one piece add up, and what is plain is not asked about."""

from __future__ import annotations

import pytest

from copydesk.desk import Work, edit
from copydesk.doubts.kinds import STRUCTURAL, Doubt, DoubtKind
from copydesk.doubts.structure import together
from copydesk.sources.reading import read_copy

FLOOD = "近日，青石镇组织志愿者走进村居，开展防汛宣传，发放防汛手册三百余份，受到群众欢迎。"
TEA = "眼下，茶农抢抓晴好天气采摘夏茶，合作社的炒茶车间里机器轰鸣，新茶装箱发往外省市场。"


def read(raw: str) -> Work:
    return edit(read_copy("copy.txt", raw.encode()))


def asked(raw: str) -> set[str]:
    """The kinds of doubt about the make-up of a copy."""
    return {doubt.kind.value for doubt in read(raw).doubts if doubt.kind in STRUCTURAL}


def sign(weight: float, reason: str = "短") -> Doubt:
    return Doubt(DoubtKind.BLOCK, "", 1, reason, weight=weight)


def test_weak_signs_of_a_piece_add_up_to_one_doubt() -> None:
    assert not list(together([sign(0.5)]))
    assert len(list(together([sign(0.5), sign(0.5, "长")]))) == 1


def test_one_sign_counts_once_however_often_it_shows() -> None:
    assert not list(together([sign(0.5), sign(0.5), sign(0.5)]))


def test_a_heavy_sign_is_told_without_the_weak_ones() -> None:
    assert [doubt.weight for doubt in together([sign(0.5), sign(1.0), sign(0.4, "长")])] == [1.0]


ODD = [
    pytest.param(
        f"青石镇防汛宣传进村\n{FLOOD}\n{FLOOD}\n遗失声明\n{TEA}\n", "division", id="paper"
    ),
    pytest.param(
        f"青石镇防汛宣传进村\n{FLOOD}\n青石镇人民政府\n2024年5月6日\n{TEA}\n",
        "division",
        id="day",
    ),
    pytest.param(
        f"青石镇防汛宣传进村\n{FLOOD}\n合作社新茶上市\n{TEA}{TEA}\n",
        "division",
        id="another subject",
    ),
    pytest.param(
        f"企业文化\n\n青石镇防汛宣传进村\n\n{FLOOD}{FLOOD}\n", "tiers", id="a site's part"
    ),
    pytest.param(
        "麦收\n图①：收割机在麦田里作业。\n图②：农民把小麦装车。\n图③：航拍麦田。 容若 摄\n",
        "caption",
        id="one credit of three",
    ),
    pytest.param(
        f"青石镇防汛宣传进村\n{FLOOD}\n阅读：23 来源：青石发布 编辑：某某 时间：早\n{FLOOD}\n",
        "block",
        id="labels of a page",
    ),
]


@pytest.mark.parametrize(("raw", "kind"), ODD)
def test_what_is_improbable_in_itself_is_asked_about(raw: str, kind: str) -> None:
    found = asked(raw)
    heads = [piece.headline.text for piece in read(raw).pieces]
    assert kind in found or len(heads) > 1, (found, heads)


PLAIN = [
    pytest.param(f"青石镇防汛宣传进村\n本报讯（记者 容若）{FLOOD}\n{FLOOD}\n", id="news"),
    pytest.param(
        f"青石镇防汛\n{FLOOD}\n宣传到户\n{FLOOD}\n演练到村\n{FLOOD}\n", id="sub-heads of one story"
    ),
    pytest.param(
        "停水通知\n各位居民：\n因检修管道，5月6日8时至12时停水，请提前储水。\n"
        "附件：停水小区名单\n青石镇供水站\n2024年5月5日\n",
        id="a notice",
    ),
    pytest.param(
        "麦收\n图①：收割机在麦田里作业。容若 摄\n图②：农民把小麦装车。容若 摄\n", id="two credits"
    ),
]


@pytest.mark.parametrize("raw", PLAIN)
def test_plain_copy_is_not_asked_about(raw: str) -> None:
    assert not asked(raw), read(raw).doubts


def test_every_piece_has_the_script_of_its_own_words() -> None:
    hant = (
        "縣府說明，這項計畫將於明年動工，鄉親對於開放時間與票價還有許多意見，機關會邀請專家討論。"
    )
    raw = f"青石镇防汛宣传进村\n本报讯（记者 容若）{FLOOD}\n\n\n\n縣府推動老屋修復計畫\n"
    raw += f"（記者容若報導）{hant}\n"
    scripts = [piece.script.is_simplified for piece in read(raw).pieces]
    assert scripts == [True, False]
