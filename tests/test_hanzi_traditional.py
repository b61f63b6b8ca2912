"""A Traditional sentence becomes the Simplified one that a mainland newspaper would print."""

from __future__ import annotations

from pathlib import Path

import pytest

from hanzi import Cause, Converter
from hanzi.engines import opencc
from kinds import BACK, lines_of
from newsroom.kinds import Script

HANS = Converter(Script.HANS)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("他著有《鄉土志》，該書是名著。", "他著有《乡土志》，该书是名著。"),
        ("土著與編著者", "土著与编著者"),
        ("王明著，李強譯", "王明著，李强译"),
        ("帶著名單，看著作業", "带着名单，看着作业"),
        ("著名作家接著於五月離開", "著名作家接着于五月离开"),
        ("他著手編著縣志，沿著河走", "他着手编著县志，沿着河走"),
        ("衣著、執著、著重", "衣着、执着、着重"),
        ("餅乾乾了，乾隆年間", "饼干干了，乾隆年间"),
        ("河乾了，乾祐二年", "河干了，乾祐二年"),
        ("副縣長李乾和徐乾學", "副县长李乾和徐乾学"),
        ("周鍾岳題字，局長鍾國華到會", "周锺岳题字，局长钟国华到会"),
        ("股價昇高，王昇說", "股价升高，王昇说"),
        ("沈重的石沈大海，沈先生沈默", "沉重的石沉大海，沈先生沉默"),
        ("市長於昨日抵達，由於天氣", "市长于昨日抵达，由于天气"),
        ("於先生和於姓人家", "於先生和於姓人家"),
        ("免於穆斯林，坐落於倫敦", "免于穆斯林，坐落于伦敦"),
        ("計畫、規畫、畫家、筆劃", "计划、规划、画家、笔画"),
        ("妳和牠", "你和它"),
        ("身分證、部份、成份", "身份证、部分、成分"),
        ("砲兵、鉅款、菸草", "炮兵、巨款、烟草"),
        ("司法覆核，反覆，覆蓋", "司法复核，反复，覆盖"),
        ("這裏的羣眾説着", "这里的群众说着"),
    ],
)
def test_a_sentence_becomes_simplified(written: str, wanted: str) -> None:
    assert HANS.text(written, Script.HANT) == wanted


@pytest.mark.parametrize(
    ("text", "found"),
    [("副縣長李乾主持", "李乾"), ("記者王昇說", "王昇"), ("於大成主任", "於大成")],
)
def test_a_name_that_keeps_its_character_is_listed(text: str, found: str) -> None:
    assert [(one.why, one.found) for one in HANS.doubts(text, Script.HANT)] == [(Cause.NAME, found)]


def test_ordinary_copy_has_no_doubt_on_the_way_back() -> None:
    text = "他帶著孩子走進乾淨的餐廳，看著名畫，談著往事。"
    assert HANS.doubts(text, Script.HANT) == ()


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("今年分別舉行兩場", "今年分别举行两场"),
        ("每年分配一次，全年分為四季", "每年分配一次，全年分为四季"),
        ("兩年分期施作，各省分別辦理", "两年分期施作，各省分别办理"),
        ("望著文件，看著書，著文立說", "望着文件，看着书，著文立说"),
        ("光電覆蓋率和信函覆蓋", "光电覆盖率和信函覆盖"),
        ("建造年分不詳，股分有限公司", "建造年份不详，股份有限公司"),
        ("陜西與陜北", "陕西与陕北"),
    ],
)
def test_no_phrase_is_read_across_two_words(written: str, wanted: str) -> None:
    assert HANS.text(written, Script.HANT) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("她懷著第二胎，穿著短褲", "她怀着第二胎，穿着短裤"),
        ("忙著拍戲，感情未有著落，他著有多本書", "忙着拍戏，感情未有着落，他著有多本书"),
        ("他看着自己著的書", "他看着自己著的书"),
    ],
)
def test_a_paper_of_hong_kong_may_write_one_character_for_both(written: str, wanted: str) -> None:
    assert HANS.text(written, Script.HANT_HK) == wanted


def back() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "hanzi" / "back.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(written, wanted) for written, wanted in rows]


def test_words_and_variants_of_every_kind_become_simplified() -> None:
    made = [(written, HANS.text(written, Script.HANT), wanted) for written, wanted in back()]
    assert [row for row in made if row[1] != row[2]] == []


def test_the_way_back_is_nowhere_worse_than_the_converters_that_others_use() -> None:
    zhconv = pytest.importorskip("zhconv_rs").zhconv
    others = (lambda text: zhconv(text, "zh-cn"), opencc("tw2s"))
    beaten = 0
    for written, wanted in back():
        right = HANS.text(written, Script.HANT) == wanted
        theirs = [convert(written) == wanted for convert in others]
        assert right or not any(theirs), written
        beaten += right and not all(theirs)
    assert beaten > 50


@pytest.mark.parametrize("kind", BACK)
def test_generated_lines_of_a_kind_become_simplified(kind: str) -> None:
    wrong = []
    for line in lines_of(kind, number=60, seed=2, back=True):
        made = HANS.text(line.written, Script.HANT)
        if made[line.place : line.place + len(line.form)] != line.form:
            wrong.append((line.written, made))
    assert wrong == []
