"""Ordinary copy, as accounts, papers and offices send it: nothing of it is lost without a word."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest

from copydesk.answer import answer
from copydesk.desk import edit
from copydesk.sources.reading import read_copy
from copydesk.work import Work

HEAD = "石桥镇的豆腐坊开门了"
FIRST = "腊月初八，石桥镇的豆腐坊一早就开了门，来买豆腐的人从巷口排到了井台边。"
SHORT = "豆子是自家地里收的。"
SECOND = "坊主贺老三说，今年他收了四千斤黄豆，够磨到正月十五，镇上谁家来都有份。"
THIRD = "镇上的老人说，一碗热豆腐下肚，这个冬天就不算冷，明年还要来排这个队。"
TEXTS = [FIRST, SHORT, SECOND, THIRD]


def read(copy: str, name: str = "copy.txt") -> Work:
    work = edit(read_copy(name, copy.encode()))
    assert not work.unaccounted()
    return work


def item(copy: str, name: str = "copy.txt") -> dict[str, Any]:
    [piece] = answer(read(copy, name))["pieces"]
    return dict(piece)


def signers(copy: str) -> list[str]:
    [piece] = read(copy).pieces
    return [author.name.text for author in piece.authors]


def account(style: str, text: str, shown: str = "") -> str:
    """The page of an account as a browser is sent it. shown: what stands in sight beside it."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{HEAD}</title></head><body>'
        f'<h1 class="rich_media_title">{HEAD}</h1><div><a>石桥发布</a></div>{shown}'
        f'<div class="inner"><div id="js_content" style="{style}">{text}</div></div>'
        "<div>继续滑动看下一个</div></body></html>"
    )


PARTED = "".join(
    f"<section><{tag}>{line}</{tag}></section>"
    for tag, line in [("p", FIRST), ("p", SHORT), ("b", "四千斤黄豆"), ("p", SECOND), ("p", THIRD)]
)


@pytest.mark.parametrize("style", ["visibility: hidden;", "visibility:hidden; opacity: 0;"])
def test_a_page_that_hides_its_text_until_a_script_shows_it_keeps_every_line(style: str) -> None:
    piece = item(account(style, PARTED + "<p>记者：贺兰　通讯员：石远</p>"), "page.html")
    assert piece["paragraphs"] == TEXTS
    assert piece["subheads"] == [{"text": "四千斤黄豆", "before": 2}]
    assert [each["name"] for each in piece["bylines"]] == ["贺兰", "石远"]


def test_what_is_hidden_within_such_a_text_stays_hidden() -> None:
    inside = f'{PARTED}<p style="display: none">看不见的一行</p>'
    assert item(account("visibility: hidden", inside), "page.html")["paragraphs"] == TEXTS


def test_a_box_that_a_page_hides_beside_its_text_is_not_read() -> None:
    box = f"<p>{SHORT}</p><p>请登录之后再发表您的评论，本平台会尽快审核您写下的每一句话。</p>"
    page = account("visibility: hidden", box, shown=f"<div>{PARTED}</div>")
    assert item(page, "page.html")["paragraphs"] == TEXTS


BODY = f"{HEAD}\n\n{FIRST}\n{SECOND}\n{THIRD}\n"


@pytest.mark.parametrize(
    ("foot", "names"),
    [
        (
            "记者：贺兰\n编 辑：苏 禾\n一 审：卫 青\n二 审：罗兴\n三 审：罗 桦\n总监制：骆明",
            ["贺兰"],
        ),
        (
            "文字：石远\n图片：贺兰\n设计：丹丹\n编校：正红\n责编：尚娟\n终审：李广",
            ["石远", "贺兰"],
        ),
        ("■整理编辑：苏 航\n■本期摄影：张秀", ["张秀"]),
    ],
)
def test_of_the_staff_at_the_foot_those_who_wrote_sign_and_the_others_go(
    foot: str, names: list[str]
) -> None:
    piece = item(f"{BODY}{foot}\n")
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]
    assert [each["name"] for each in piece["bylines"]] == names


@pytest.mark.parametrize(
    ("foot", "kept"),
    [
        ("导演：石远\n主演：贺兰\n编剧：苏禾\n监制：骆明", ["石远", "贺兰", "苏禾"]),  # of a play
        ("联系人：贺兰\n审核：石远", ["贺兰"]),
        ("领唱：石远\n伴奏：贺兰\n指挥：苏禾", ["石远", "贺兰", "苏禾"]),
    ],
)
def test_rows_of_a_text_are_no_staff(foot: str, kept: list[str]) -> None:
    found = str(answer(read(f"{BODY}{foot}\n"))["pieces"])
    assert all(name in found for name in kept)


RIGHTS = "本公众号部分文章、图片转自他处，版权和文责属原作者所有，不希望转载的请联系我们删除。"


@pytest.mark.parametrize(
    "foot",
    [
        f"免责声明\n{RIGHTS}\n联系电话：0900-10000000",
        "本稿件所含文字、图片，版权均属石桥早报所有，任何网站未经授权不得转载，违者将追究责任。",
        RIGHTS,
    ],
)
def test_a_word_about_rights_at_the_foot_is_no_text(foot: str) -> None:
    assert item(f"{BODY}{foot}\n")["paragraphs"] == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "said",
    [
        "贺老三把店名登记成商标，他说，版权归镇上所有的人，谁家都能挂这块招牌。",
        "他告诉记者，看见假冒的豆腐就打电话，市场所会联系平台删除。",
        "如今的石桥豆腐未经许可不得随便叫，县里追究过两家。",
    ],
)
def test_a_story_about_rights_keeps_its_sentences(said: str) -> None:
    assert item(f"{BODY}{said}\n")["paragraphs"] == [FIRST, SECOND, THIRD, said]


def test_a_statement_that_is_the_copy_is_no_foot() -> None:
    said = "近日有人冒用我坊名义收取定金，由此引起的纠纷与我坊无关，转载请注明出处。"
    kept = str(answer(read(f"石桥镇豆腐坊\n郑重声明\n{said}\n电话：0900-10000000\n"))["pieces"])
    assert said in kept


def mail(plain: str, dressed: str) -> Work:
    message = EmailMessage()
    message["From"] = "石桥镇 <shiqiao@example.org>"
    message["Subject"] = "来稿"
    message.set_content(plain)
    message.add_alternative(dressed, subtype="html")
    work = edit(read_copy("copy.eml", bytes(message)))
    assert not work.unaccounted()
    return work


DRESSED = f"<div><b>{HEAD}</b></div><div><br></div><div>{FIRST}</div><div>{SECOND}</div>"


@pytest.mark.parametrize("stub", ["见正文\n", "您的邮箱不支持 HTML，请换一种方式查看。\n", "\n"])
def test_a_mail_whose_plain_part_only_points_to_the_other_is_read_there(stub: str) -> None:
    [piece] = mail(stub, DRESSED).pieces
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FIRST, SECOND]


def test_a_mail_that_says_the_same_twice_is_read_in_plain_words() -> None:
    work = mail(f"{HEAD}\n\n{FIRST}\n", DRESSED)
    assert [text.text for text in work.pieces[0].paragraphs] == [FIRST]


@pytest.mark.parametrize("row", ["#地方 #石桥镇 #豆腐", "＃石桥镇＃豆腐＃过年", "#石桥镇# #豆腐#"])
def test_what_a_posting_is_filed_under_heads_nothing_and_is_no_text(row: str) -> None:
    for copy in (f"{HEAD}\n\n{row}\n\n记者贺兰/石桥报道\n\n{FIRST}\n{SECOND}\n", f"{BODY}{row}\n"):
        piece = item(copy)
        assert (piece["headline"], piece["kicker"], piece["deck"]) == (HEAD, None, None)
        assert row not in str(piece["paragraphs"])


@pytest.mark.parametrize(
    "line",
    [
        "#1机组 和 #2机组 明日起轮流检修。",
        "#石桥豆腐# 这个话题下面，三天里有两万人留了言。",
        "#3、#4、#7 三栋楼的住户先搬。",
    ],
)
def test_a_sentence_with_such_a_sign_stays(line: str) -> None:
    assert item(f"{BODY}{line}\n")["paragraphs"] == [FIRST, SECOND, THIRD, line]


def lead(words: str) -> tuple[str | None, list[str], str]:
    """The dateline, the names and the first paragraph of an item whose text so begins."""
    piece = item(f"{HEAD}\n\n{words}{FIRST}\n{SECOND}\n")
    names = [each["name"] for each in piece["bylines"]]
    return piece["dateline"], names, piece["paragraphs"][0]


@pytest.mark.parametrize(
    ("words", "dateline", "names"),
    [
        ("石桥发布客户端消息 ", "石桥发布客户端消息", []),
        ("云上石桥客户端消息（通讯员 贺兰）", "云上石桥客户端消息", ["贺兰"]),
        ("石桥在线12月30日消息（记者 石远）", "石桥在线12月30日消息", ["石远"]),
        ("2025-12-30 【記者 石遠／河灣縣 報導】", "2025-12-30", ["石遠"]),
        ("12月30日（记者 石远）", "12月30日", ["石远"]),
        ("〔即時新聞／綜合報導〕", "即時新聞／綜合報導", []),
        ("【地方中心／台南報導】", "地方中心／台南報導", []),
        ("〔羅曉雨／台北報導〕", None, ["羅曉雨"]),
        ("〔記者羅曉雨／台北報導〕", None, ["羅曉雨"]),
        ("記者羅曉雨高雄報導　", None, ["羅曉雨"]),
        ("记者 罗晓雨 高雄报道：", None, ["罗晓雨"]),
        ("（记者 罗晓雨 高雄报道）", None, ["罗晓雨"]),
    ],
)
def test_how_a_story_opens_tells_house_day_and_writer(
    words: str, dateline: str | None, names: list[str]
) -> None:
    assert lead(words) == (dateline, names, FIRST)


@pytest.mark.parametrize(
    "words",
    [
        "据石桥在线消息，",
        "据石桥日报消息：",
        "石桥客户端消息称，",
        "2025年12月30日（星期二），",
        "12月30日（记者节过后），",
        "记者从镇里获悉报道之后，",
    ],
)
def test_what_only_speaks_of_news_and_days_is_text(words: str) -> None:
    assert lead(words) == (None, [], words + FIRST)


def test_a_second_reporter_whose_name_is_a_county_s_signs() -> None:
    assert lead("记者 石远 贺兰报道：") == (None, ["石远", "贺兰"], FIRST)


def test_brackets_with_a_stroke_that_were_not_read_are_asked_about() -> None:
    work = read(f"{HEAD}\n\n【石桥／河湾】{FIRST}\n{SECOND}\n")
    assert [doubt.line for doubt in work.doubts] == [3]


@pytest.mark.parametrize(
    ("stamp", "names"),
    [
        ("来源：石桥发布 贺兰 文 石远 摄影", ["贺兰", "石远"]),
        ("2024-05-06 来源：石桥发布 贺兰 文 石远 摄影", ["贺兰", "石远"]),
        ("来源：石桥镇政府　文/贺兰 图/石远", ["贺兰", "石远"]),
        ("稿件来源：石桥融媒　贺兰/文 石远/摄", ["贺兰", "石远"]),
        ("来源：石桥日报　贺兰", ["贺兰"]),
    ],
)
def test_who_is_named_behind_the_source_signs(stamp: str, names: list[str]) -> None:
    piece = item(f"{HEAD}\n{stamp}\n\n{FIRST}\n{SECOND}\n")
    assert [each["name"] for each in piece["bylines"]] == names
    assert (piece["deck"], piece["paragraphs"]) == (None, [FIRST, SECOND])


@pytest.mark.parametrize("behind", ["综合整理", "江西频道", "关注", "图片 网络", "文化"])
def test_what_is_no_name_behind_the_source_signs_nothing(behind: str) -> None:
    assert item(f"{HEAD}\n来源：石桥日报 {behind}\n\n{FIRST}\n{SECOND}\n")["bylines"] == []


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("□贺兰（职员）", "贺兰"),
        ("■ 石远（石桥镇）", "石远"),
        ("□老木", "老木"),
        ("◆石桥镇 贺兰", "贺兰"),
    ],
)
def test_who_signs_behind_a_mark_may_say_what_he_is(behind: str, name: str) -> None:
    piece = item(f"{HEAD}\n\n{FIRST}\n{SECOND}{behind}\n")
    assert [each["name"] for each in piece["bylines"]] == [name]
    assert piece["paragraphs"] == [FIRST, SECOND]


@pytest.mark.parametrize("behind", ["●未完待续", "△第一组", "□（完）", "——贺兰（退休教师）"])
def test_a_mark_or_a_dash_with_anything_else_behind_it_signs_nothing(behind: str) -> None:
    assert item(f"{HEAD}\n\n{FIRST}\n{SECOND}{behind}\n")["bylines"] == []


SHOWN = ["村民在磨豆子。", "村民把豆腐装上车。", "正在点卤的豆腐。"]


@pytest.mark.parametrize("role", ["摄影报道", "图文报道", "摄"])
def test_sentences_behind_a_report_in_pictures_say_what_they_show(role: str) -> None:
    piece = item(f"{HEAD}\n\n{FIRST}\n{SECOND}\n贺兰 {role}\n" + "\n".join(SHOWN) + "\n")
    assert [caption["text"] for caption in piece["captions"]] == SHOWN
    assert piece["paragraphs"] == [FIRST, SECOND]


def test_a_text_that_goes_on_behind_who_took_a_picture_stays_text() -> None:
    piece = item(f"{HEAD}\n\n{FIRST}\n贺兰 摄\n{SECOND}\n石远 摄\n{THIRD}\n")
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]
    assert piece["captions"] == []


def test_a_short_sentence_over_a_report_in_pictures_is_asked_about() -> None:
    foot = "贺兰 摄影报道\n" + "\n".join(SHOWN) + "\n"
    asked = read(f"{HEAD}\n\n村民在买豆腐。\n{FIRST}\n{SECOND}\n{foot}").doubts
    assert [doubt.line for doubt in asked] == [3]
    assert not read(f"{HEAD}\n\n{FIRST}\n{SECOND}\n{foot}").doubts


NOTICE = "因管道检修，定于2月27日8时至18时停水，请用户提前储水，不便之处，敬请谅解。"


@pytest.mark.parametrize("day", ["2021.2.26", "2021-02-26", "2021/2/26"])
@pytest.mark.parametrize("office", ["石桥镇自来水公司", "河湾县第三自来水有限公司石桥镇营业所"])
def test_the_day_in_figures_under_an_office_that_signs_stays(office: str, day: str) -> None:
    copy = (
        f"关于停水的通知\n发布时间：2021-02-27 12:05 浏览量：711\n\n{NOTICE}\n\n{office}\n{day}\n"
    )
    work = read(copy)
    assert [text.text for text in work.pieces[0].paragraphs] == [NOTICE, office, day]
    assert not work.doubts


def test_a_day_in_figures_under_a_text_or_a_headline_is_a_page_s() -> None:
    for copy in (f"{BODY}2021-02-26\n", f"石桥镇自来水公司\n2021-02-26\n\n{FIRST}\n{SECOND}\n"):
        assert "2021-02-26" not in str(answer(read(copy))["pieces"])


def article(text: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{HEAD}</title></head><body>'
        f"<article>{text}</article></body></html>"
    )


def test_a_writer_s_name_that_leads_to_what_else_he_wrote_signs() -> None:
    meta = '<div class="source">石桥报 </div><div class="author"><a href="/r/8">石远</a></div>'
    page = article(f"<h1>{HEAD}</h1><div>{meta}</div><p>{FIRST}</p><p>{SECOND}</p>")
    assert [each["name"] for each in item(page, "page.html")["bylines"]] == ["石远"]
    other = meta.replace("石远", "石桥新闻")
    page = article(f"<h1>{HEAD}</h1><div>{other}</div><p>{FIRST}</p><p>{SECOND}</p>")
    assert item(page, "page.html")["bylines"] == []


def test_who_lends_the_pictures_of_a_page_does_not_sign_its_text() -> None:
    lent = '<p><img src="a.jpg" width="600"></p><p>石桥镇博物馆供图</p>'
    foot = "<p>作者：石远</p>"
    page = article(f"<h1>{HEAD}</h1><p>{FIRST}</p>{lent}<p>{SECOND}</p>{lent}<p>{THIRD}</p>{foot}")
    piece = item(page, "page.html")
    assert [each["name"] for each in piece["bylines"]] == ["石远"]
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_name_among_names_before_a_reporter_signs_though_it_is_a_word_too() -> None:
    assert signers(f"{BODY}张平 胡果 申浩 石桥客户端记者 邹辉\n") == [
        "张平",
        "胡果",
        "申浩",
        "邹辉",
    ]
    assert signers(f"{BODY}石桥客户端记者 邹辉\n") == ["邹辉"]


@pytest.mark.parametrize(
    ("behind", "takers"),
    [
        ("（消防局提供）中央社記者邱俊欽桃園傳真 105年3月19日", "消防局 邱俊欽"),
        ("中央社記者邱俊欽攝 105年3月19日", "邱俊欽"),
    ],
)
def test_an_agency_signs_behind_whoever_lent_the_picture(behind: str, takers: str) -> None:
    shown = f'<img src="a.jpg" width="600"><div class="caption">豆腐坊門前排起長隊。{behind}</div>'
    page = article(f"<h1>{HEAD}</h1><div>{shown}</div><p>{FIRST}</p><p>{SECOND}</p>")
    assert item(page, "page.html")["captions"] == [
        {"text": "豆腐坊門前排起長隊。", "credit": takers}
    ]


@pytest.mark.parametrize("head", ["其他人也在看", "大家都在看", "猜你喜欢"])
def test_beginnings_of_other_stories_under_an_article_are_none_of_it(head: str) -> None:
    other = "桃园里的灯会开了\n桃园里的灯会昨天开幕，三百盏花灯一齐点亮，要亮到正月底。\n"
    assert item(f"{BODY}{head}\n\n{other}")["paragraphs"] == [FIRST, SECOND, THIRD]


def test_a_story_of_what_others_read_keeps_it() -> None:
    said = "其他人也在看他怎么磨豆腐，看着看着就排起了队。"
    assert item(f"{BODY}{said}\n")["paragraphs"] == [FIRST, SECOND, THIRD, said]


@pytest.mark.parametrize(
    ("foot", "names"),
    [
        ("撰稿人：贺兰 审核人：石远", ["贺兰"]),
        ("供稿单位：石桥镇党政办　作者：贺兰", ["贺兰"]),
        ("拍摄：贺兰 剪辑：石远", ["贺兰", "石远"]),
        ("信息员：贺兰", ["贺兰"]),
        ("报送：贺兰", ["贺兰"]),
    ],
)
def test_what_offices_call_those_who_sign_is_read(foot: str, names: list[str]) -> None:
    assert signers(f"{BODY}{foot}\n") == names


@pytest.mark.parametrize(
    "foot", ["报送单位：石桥镇人民政府", "作者单位：石桥镇中心小学", "宣传组：石远"]
)
def test_a_label_with_a_name_at_the_foot_is_asked_about(foot: str) -> None:
    assert [doubt.line for doubt in read(f"{BODY}{foot}\n").doubts] == [6]


@pytest.mark.parametrize(
    "foot",
    [
        "联系人：石远",
        "投稿邮箱请向镇上要。",
        "伴奏：石远\n领唱：贺兰",
        "地点：石桥镇井台边的豆腐坊",
    ],
)
def test_a_label_of_anything_else_is_not(foot: str) -> None:
    assert "像署名" not in str(answer(read(f"{BODY}{foot}\n"))["doubts"])


ITEMS = [
    (
        "石桥镇开展秋季植树",
        "9月18日，石桥镇组织志愿者160余人，在北山坡植树，栽下侧柏1200株。",
        "马丽",
    ),
    ("老年食堂开进四个村", "本月起，四个村的老年食堂陆续开张，老人一餐只要3元钱。", "高小军"),
    ("派出所收到一面锦旗", "9月23日，走失老人的家属把一面锦旗送到派出所，感谢民警帮忙。", "赵玉兰"),
]


def listed(form: str) -> str:
    """Three signed items, each written so. form: with number, headline, text and name."""
    rows = enumerate(zip("一二三", ITEMS, strict=True), 1)
    return "\n".join(
        form.format(n=number, han=han, head=head, text=text, name=name)
        for number, (han, (head, text, name)) in rows
    )


@pytest.mark.parametrize(
    "form",
    [
        "（{n}）{head}\n{text}（{name}）",
        "（{han}）{head}\n{text}（{name}）\n",
        "稿件{n}：{head}\n{text}\n（{name}）\n",
        "来稿{han}：{head}\n{text}（{name}）\n",
        "【{head}】\n{text}（{name}）\n",
        "《{head}》\n{text}（{name}）\n",
        "【{head}】{text}（{name}）",
        "## {head}\n\n{text}（{name}）\n",
        "**{head}**\n\n{text}（{name}）\n",
    ],
)
def test_signed_items_come_apart_however_their_headlines_are_dressed(form: str) -> None:
    work = read(listed(form))
    found = [
        (piece.headline.text, [text.text for text in piece.paragraphs], piece.authors[0].name.text)
        for piece in work.pieces
    ]
    assert found == [(head, [text], name) for head, text, name in ITEMS]
    assert not work.doubts


def test_parts_of_one_text_that_nobody_signs_stay_together() -> None:
    parts = listed("（{han}）{head}\n{text}\n")
    assert len(read(f"{HEAD}\n\n{FIRST}\n{parts}\n{THIRD}\n").pieces) == 1


def test_brackets_over_a_text_that_nobody_signs_stay() -> None:
    work = read(listed("《{head}》\n{text}\n"))
    assert all(piece.headline.text[:1] != "石" for piece in work.pieces)


@pytest.mark.parametrize("line", ["** 注意 ** 不是标题", "#1 号楼先停水", "C# 语言入门班开课"])
def test_a_text_with_such_signs_is_no_markdown(line: str) -> None:
    assert line in str(answer(read(f"{BODY}{line}，想去的人可以到镇上报名。\n"))["pieces"])


SHORTS = ["村民在磨豆子。", "豆腐装上了车。", "锅里正在点卤。"]
PICTURE = '<p><img src="a.jpg" width="600"></p>'
FOURTH = "他家的磨盘是爷爷手里传下来的，石头磨得发亮，一转起来半条街都听得见。"


def pictured(texts: list[str], said: list[str], style: str = "") -> dict[str, Any]:
    """A page whose every text stands over a picture, and what is said of that under it."""
    rows = [f"<p>{text}</p>{PICTURE}" for text in texts]
    rows = [f"{row}<p{style}>{word}</p>" for row, word in zip(rows, said, strict=True)]
    return item(article(f"<h1>{HEAD}</h1>{''.join(rows)}<p>{FOURTH}</p>"), "page.html")


def test_whole_paragraphs_between_the_pictures_of_a_page_are_its_text() -> None:
    rows = "".join(f"<p>{text}</p>{PICTURE}" for text in [FIRST, SECOND, THIRD])
    piece = item(article(f"<h1>{HEAD}</h1>{rows}<p>{FOURTH}</p>"), "page.html")
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD, FOURTH]
    assert piece["captions"] == []


def test_short_sentences_under_the_pictures_of_a_page_say_what_they_show() -> None:
    piece = pictured([FIRST, SECOND, THIRD], SHORTS)
    assert [caption["text"] for caption in piece["captions"]] == SHORTS
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD, FOURTH]


def test_a_paragraph_set_as_the_text_is_says_nothing_of_the_picture_over_it() -> None:
    small = ' style="text-align:center;font-size:12px"'
    body = (
        f"<p>{FIRST}</p>{PICTURE}<p>{SECOND}</p>{PICTURE}<p{small}>村民在磨豆子</p><p>{THIRD}</p>"
        f"{PICTURE}<p{small}>锅里正在点卤</p><p>{FOURTH}</p>"
    )
    piece = item(article(f"<h1>{HEAD}</h1>{body}"), "page.html")
    assert piece["paragraphs"] == [FIRST, SECOND, THIRD, FOURTH]
    assert [caption["text"] for caption in piece["captions"]] == ["村民在磨豆子", "锅里正在点卤"]


@pytest.mark.parametrize("line", ["题目：石桥豆腐", "投稿日期：2024年9月18日"])
def test_a_label_over_the_first_sentence_of_a_report_is_asked_about(line: str) -> None:
    work = read(f"{HEAD}\n{line}\n\n{FIRST}\n{SECOND}\n{THIRD}\n")
    assert [doubt.line for doubt in work.doubts] == [2]


@pytest.mark.parametrize(
    "copy",
    [
        f"{HEAD}\n\n问：豆腐坊几点开门？\n答：天不亮就开。\n{FIRST}\n{SECOND}\n",
        f"关于停水的通知\n\n全镇用户：\n{NOTICE}\n给您带来的不便，敬请谅解。\n\n石桥镇自来水公司\n",
        f"{HEAD}\n单位：石桥镇人民政府  作者：石远\n\n{FIRST}\n{SECOND}\n{THIRD}\n",
    ],
)
def test_a_question_an_address_and_a_writer_are_not(copy: str) -> None:
    assert "像稿件的说明" not in str(answer(read(copy))["doubts"])
