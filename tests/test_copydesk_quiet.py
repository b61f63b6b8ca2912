"""The desk asks of what may be wrong, and not of lists, laws and forms that only look so."""

from __future__ import annotations

import pytest

from pasted import FLOOD, HEAD, MORE, only, read, words

QUIET = [
    pytest.param(
        f"未来三天天气\n{FLOOD}\n13日：多云，18～27℃，偏南风2级\n14日：多云转阴，19～26℃，偏南风2级\n"
        "15日：阴转小雨，16～22℃，偏北风3级\n青石镇气象站5月12日17时发布\n",
        id="days of a forecast that end without a mark",
    ),
    pytest.param(
        f"征文评选结果公示\n{FLOOD}\n现把结果公布如下：\n一等奖\n容若《青石，我的青石》（散文）\n"
        "二等奖\n方圆《老街，老桥和老树》（散文）\n李白《山中，一场雨》（自由诗）\n",
        id="the last entry of a list",
    ),
    pytest.param(
        "讣告\n　　青石镇退休教师方圆同志，因病医治无效，于2024年5月6日逝世，享年89岁。\n"
        "　　遗体告别仪式定于5月8日上午9时在镇殡仪馆举行。\n　　谨此讣告。\n"
        "　　　　　　　　方圆同志治丧小组\n　　　　　　　　2024年5月6日\n"
        "　　联系人：容若\n　　电话：0719-2335418\n",
        id="how to reach an office under the day of its notice",
    ),
    pytest.param(
        "青石镇集市管理办法\n第一条 为规范集市秩序，制定本办法。\n"
        "第二条 摊主违反规定的，责令改正。镇派出所和村委会应当依法予以协助。\n"
        "第三条 占道经营的，先行劝离。镇派出所和村委会应当依法予以协助。\n"
        "第四条 损坏设施的，照价赔偿。镇派出所和村委会应当依法予以协助。\n",
        id="a law that says the same of each case",
    ),
    pytest.param(
        f"{HEAD}\n{FLOOD}\n\n手册可以到村委会领取，也可通过公众号预约，每户限领两本。\n\n{MORE}\n",
        id="an account by which readers may book",
    ),
    pytest.param(
        "关于开展清洁家园行动的通知\n各村民委员会：\n现将清洁家园行动有关事项通知如下：\n"
        "一、清理死角\n重点清理房前屋后、沟渠河岸的垃圾。\n二、消灭蚊蝇\n填平洼地，疏通暗沟，及时投药。\n"
        "青石镇人民政府\n2024年5月6日\n",
        id="numbered parts of a notice",
    ),
    pytest.param(
        f"新桥通车\n{FLOOD}\n\n{MORE}\n桥宽了路就顺了\n过去过河要绕行七里，如今走新桥只要五分钟，"
        f"赶集的人都说方便。\n\n{FLOOD[:-1]}，家家都有一本。\n",
        id="paragraphs under a sub-head on lines next to each other",
    ),
]


@pytest.mark.parametrize("raw", QUIET)
def test_nothing_is_asked_where_nothing_is_wrong(raw: str) -> None:
    work = read(raw)
    assert [doubt.reason for doubt in work.doubts if doubt.kind.value != "repeated"] == []
    assert len(work.pieces) == 1


def test_a_law_repeats_its_formulas_unasked_and_a_story_does_not() -> None:
    law = QUIET[3].values[0]
    assert isinstance(law, str)
    story = law.replace("第一条 ", "").replace("第二条 ", "").replace("第三条 ", "")
    assert not any(doubt.kind.value == "repeated" for doubt in read(law).doubts)
    assert any(doubt.kind.value == "repeated" for doubt in read(story).doubts)


def test_a_paragraph_that_its_rest_follows_is_still_asked_about() -> None:
    broken = "镇里还请来了技术员，手把手教大家\n修整屋顶和排水沟，直到傍晚才散。"
    raw = f"{HEAD}\n{FLOOD}\n{broken}\n{MORE}\n"
    work = read(raw)
    whole = "手把手教大家修整屋顶" in words(work.pieces[0])
    assert whole or any(doubt.line in {3, 4} for doubt in work.doubts)


def test_labels_under_short_heads_are_one_list_of_one_piece() -> None:
    raw = (
        f"青石公交调整首末班\n{FLOOD}\n{MORE}\n主要线路首末班发车时间\n"
        "1路\n首班：5:55（政务中心发车）\n末班：20:30（政务中心发车）\n"
        "2路\n首班：5:55（火车站发车）\n末班：19:40（火车站发车）\n"
        "3路区间\n首班：6:40（枢纽站发车）\n末班：18:50（枢纽站发车）\n"
    )
    piece = only(raw)
    assert piece.headline.text == "青石公交调整首末班"
    assert [subhead.text.text for subhead in piece.subheads] == ["主要线路首末班发车时间"]
    assert [text.text for text in piece.paragraphs][2:5] == [
        "1路",
        "首班：5:55（政务中心发车）",
        "末班：20:30（政务中心发车）",
    ]


def test_who_signs_a_letter_heads_nothing() -> None:
    raw = (
        "编辑同志：\n\n我们小区门口的站牌被撞倒半个多月了，老人坐车很不方便，希望有人来修一修。\n\n"
        "此致\n敬礼\n\n桃源小区居民 吴大爷\n6月3日\n"
    )
    piece = only(raw)
    assert not piece.subheads
    assert [author.name.text for author in piece.authors] == ["吴大爷"]


@pytest.mark.parametrize("line", ["容若（河湾油田）", "容 若（河湾作协）"])
def test_a_name_with_its_place_under_a_title_is_the_writers(line: str) -> None:
    piece = only(
        f"秋分\n{line}\n\n露白风清夜已深，平分昼夜又如今。\n落叶无声敲短梦，归鸿有信过前村。\n"
    )
    assert piece.headline.text == "秋分"
    assert [author.name.text for author in piece.authors] == ["容若"]
    assert len(piece.verse) == 2


def test_who_lent_a_picture_makes_a_caption() -> None:
    piece = only(f"{HEAD}\n{FLOOD}\n{MORE}\n村民在屋頂鋪設防水布。（受訪者提供）\n")
    assert [caption.text.text for caption in piece.captions] == ["村民在屋頂鋪設防水布。"]


def test_what_is_on_at_an_hour_is_kept_under_its_channel() -> None:
    raw = (
        "青石台6月9日节目预告\n综合频道\n07:00 早安青石\n12:00 午间新闻\n19:35 青石新闻\n"
        "公共频道\n18:30 农技讲堂\n19:35 转播青石新闻\n"
    )
    piece = only(raw)
    assert piece.headline.text == "青石台6月9日节目预告"
    assert [text.text for text in piece.paragraphs] == raw.splitlines()[1:]


def test_a_guide_to_the_pages_heads_nothing() -> None:
    raw = (
        "今日导读\n● 断头路年内打通（A03版）\n● 新增停车位三百个（A04版）\n\n断头路年内打通\n"
        f"本报记者 容若\n{FLOOD}\n{MORE}\n"
    )
    piece = only(raw)
    assert (piece.kicker.text, piece.headline.text) == ("", "断头路年内打通")
    assert "停车位" not in words(piece)


def test_a_column_over_a_title_in_marks_is_no_half_of_it() -> None:
    piece = only(f"读书\n《青石河志》出版\n{FLOOD}\n{MORE}\n")
    assert (piece.kicker.text, piece.headline.text) == ("读书", "《青石河志》出版")


def test_a_name_that_is_a_word_is_no_half_of_a_title() -> None:
    piece = only(f"周全\n母亲的菜园\n　　母亲在屋后开了一块菜园，种得满满当当。\n　　{MORE}\n")
    assert piece.headline.text == "母亲的菜园"


def test_a_short_last_sentence_of_a_piece_with_pictures_is_asked_about() -> None:
    work = read(
        f"一条河的变迁\n文｜本报记者 容若\n图｜本报记者 李白\n{FLOOD}\n{MORE}\n治理后的青石河。\n"
    )
    assert any(doubt.kind.value == "caption" and doubt.line == 6 for doubt in work.doubts)


LEAD = "从三家相争到两家对峙的青石镇豆腐坊今年夏天悄悄变了样，老字号面临出局的危险。"
TOLD = [
    "六月的最后一天，镇东的豆腐坊打出会员的招牌，头一天就卖出三百斤。",
    "镇西的老坊也不示弱，买一斤送半斤，门口排起了长队。",
    "掌柜说，做豆腐靠的是水和豆子，招牌再新也要味道好。",
    "由此可见，从三家相争到两家对峙的青石镇豆腐坊今年夏天悄悄变了样，谁也停不下来。",
]


@pytest.mark.parametrize("first", [LEAD, f"[摘要：集市上人来人往，{LEAD}]"])
def test_a_lead_that_the_text_comes_back_to_is_no_repetition(first: str) -> None:
    raw = "\n\n".join([HEAD, first, *TOLD]) + "\n"
    assert "repeated" not in {doubt.kind.value for doubt in read(raw).doubts}


def test_a_lead_that_stands_again_whole_is_asked_about() -> None:
    raw = "\n\n".join([HEAD, LEAD, *TOLD[:3], LEAD]) + "\n"
    assert "repeated" in {doubt.kind.value for doubt in read(raw).doubts}
