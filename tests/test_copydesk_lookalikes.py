"""What a page has round its text goes; plain copy of a newsroom that looks alike stays whole."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.doubts.kinds import DoubtKind
from copydesk.sources.reading import read_copy
from pasted import FLOOD, HEAD, MORE, only, read, words

MENU = "要闻\n本地\n大中华\n财经\n体育\n副刊\n社论\n马经\n波经\n影视\n旅游\n读书\n电台\n慈善\n"


def said(raw: str) -> str:
    """All that the pieces of a copy say."""
    return "\n".join(words(piece) for piece in read(raw).pieces)


# A page without a word that is a site's


def test_a_page_that_says_its_title_and_its_menu_twice_is_one_story_and_is_asked_about() -> None:
    work = read(f"{HEAD} - 青石日报\n{MENU}{HEAD}\n{FLOOD}\n{MORE}\n{MENU}")
    (piece,) = work.pieces
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
    assert any(doubt.kind is DoubtKind.DIVISION for doubt in work.doubts)


def test_a_list_of_names_under_a_headline_that_is_said_again_stays() -> None:
    names = (
        "尉迟敬德 程咬金 秦叔宝 罗士信 单雄信 王伯当 谢映登 徐懋功 魏玄成 李药师 侯君集 张公谨 "
        "段志玄 殷开山 柴嗣昌"
    )
    raw = f"{HEAD}\n" + names.replace(" ", "\n") + f"\n{HEAD}\n{FLOOD}\n{MORE}\n"
    assert all(name in said(raw) for name in names.split())


# Over and under a headline


@pytest.mark.parametrize(
    "under", ["愿每一条河都温柔以待", "青政办发〔2018〕41号", "献给守堤的人们", "2003年5月"]
)
def test_what_speaks_under_a_pages_headline_stays(under: str) -> None:
    raw = f"首页 > 资讯 > {HEAD}\n\n{HEAD}\n\n{under}\n\n{FLOOD}\n\n{MORE}\n"
    assert under in said(raw)


def test_names_behind_a_label_with_bars_between_them_stay() -> None:
    raw = f"新聞中心\n會員登入\n\n{HEAD}\n\n作者：陳榮基/廖浩欽/劉奕忠\n\n{FLOOD}\n\n{MORE}\n"
    assert all(name in said(raw) for name in ("陳榮基", "廖浩欽", "劉奕忠"))


def test_the_minute_of_a_posting_is_known_with_whose_it_is_and_a_button() -> None:
    stamp = "2023-07-11 17:22:15今日青石 字号："
    raw = f"今日青石\n{HEAD}\n{stamp}\n\n本报讯（记者 方圆）{FLOOD}\n\n{MORE}\n"
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_a_first_sentence_behind_the_stamp_is_text() -> None:
    cry = "青石小學今天上午舉行五年級決賽，非常刺激又精彩好看！"
    raw = f"{HEAD}\n報導日期：2021-11-17\n點閱數：452\n{cry}\n{FLOOD}\n{MORE}\n"
    piece = only(raw)
    assert (piece.headline.text, piece.deck.text) == (HEAD, "")
    assert [text.text for text in piece.paragraphs] == [cry, FLOOD, MORE]


def test_the_form_by_which_one_signs_in_tells_a_page() -> None:
    raw = f"學會會訊\n\n會員登入\n\n帳號\n\n密碼\n\n\n{HEAD}\n\n{FLOOD}\n\n{MORE}\n"
    piece = only(raw)
    assert (piece.kicker.text, piece.headline.text) == ("", HEAD)
    assert "密碼" not in words(piece)


@pytest.mark.parametrize("head", ["会员登入方式有了新变化", "忘记密码怎么办", "加载乡愁的老戏台"])
def test_a_headline_that_speaks_of_signing_in_stays(head: str) -> None:
    assert only(f"{head}\n{FLOOD}\n{MORE}\n").headline.text == head


# Between the paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "local0e2f87659f9a4a9cb8843b6e2124770b",
        "spot_imgspot_imgspot_img",
        "post:528854",
        "推薦新聞：獨居老人獲救 鄰居破門而入",
        "視頻加載中...",
        "廣告 廣告",
        "| ||",
        "还没有评论，来说两句吧...",
    ],
)
def test_what_programs_put_between_paragraphs_goes_and_joins_nothing(line: str) -> None:
    piece = only(f"{HEAD}\n\n{FLOOD}\n\n{line}\n\n{MORE}\n")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "捐款账号：6222021234567890123",
        "6222021234567890123",
        "qingshi_fabu",
        "qq:123456789",
        "推荐书目：《河边的孩子》",
        "更多新闻：镇里的广播站每天七点播出。",
        "非经许可不得在堤上取土",
        "咨询电话：0555-6612345",
        "本网站使用说明书有三页，镇里的志愿者逐页讲给老人听。",
        "请同意我们的村规民约，共同把堤守好。",
        "下一班渡船开船时间是10:30",
        "还没有评论过的村民，可以在意见箱里留下自己的话。",
    ],
)
def test_an_account_an_address_a_rule_a_sentence_about_agreeing_and_an_hour_stay(line: str) -> None:
    assert line.strip("。") in said(f"{HEAD}\n\n{FLOOD}\n\n{line}\n\n{MORE}\n")


def test_a_papers_name_with_a_time_is_joined_to_no_paragraph() -> None:
    posted = only(f"{HEAD}\n\n大河报业·青石一点    11:16\n\n12月13日，{FLOOD}\n\n{MORE}\n")
    assert posted.paragraphs[-2].text == f"12月13日，{FLOOD}"


def test_the_line_of_an_agency_about_its_rights_goes_and_its_last_paragraph_stays() -> None:
    legal = "本網站之文字、圖片及影音，非經授權，不得轉載、公開播送或公開傳輸及利用。"
    piece = only(f"{HEAD}\n2019/12/21 23:03\n{FLOOD}\n{MORE}\n{legal}\n")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_what_a_page_asks_its_reader_to_agree_to_hides_no_headline() -> None:
    asks = (
        "本網站使用相關技術提供更好的閱讀體驗，同時尊重使用者隱私，關閉此視窗，代表您同意上述規範。"
    )
    tongues = "Would you like to go to the English website?\nこちらのページは繁体字版です。\n"
    piece = only(f"{asks}\n{tongues}\n{HEAD}\n\n2020/10/23 16:11\n\n{FLOOD}\n\n{MORE}\n")
    assert (piece.kicker.text, piece.headline.text, piece.deck.text) == ("", HEAD, "")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_behind_a_pages_buttons_the_menu_goes_and_who_signs_stays() -> None:
    page = f"首页 > 资讯 > {HEAD}\n\n{HEAD}\n\n2024-05-06 10:40\n\n{FLOOD}\n\n{MORE}\n\n"
    menu = said(f"{page}分享到：\n打印正文\n• 办事大厅\n• 网上信访\n")
    assert "办事大厅" not in menu
    assert "网上信访" not in menu
    signed = said(f"{page}分享到：\n青石镇人民政府\n2024年5月6日\n")
    assert "青石镇人民政府" in signed
    assert "2024年5月6日" in signed


# Under item after item

ITEMS = (
    ("西瓜节六月开始", "农会昨天宣布，有机西瓜节本月底开始，为期三天，市民可以到河滩公园选购。"),
    ("龙舟赛分组抽签", "龙舟赛昨天抽签，十二支队伍分为三组，初赛定在端午节上午八点半开始举行。"),
    ("印花税条例通过", "立法会昨天三读通过条例，买家的印花税可以申请退还，新规定下月一日生效。"),
)


def test_the_source_under_every_item_of_a_list_goes() -> None:
    foot = "港聞 2023年06月{day}日\n資料來源：\n青石新聞網\n"
    raw = "".join(f"{h}\n{t}\n{foot.format(day=20 + at)}" for at, (h, t) in enumerate(ITEMS))
    pieces = read(raw).pieces
    assert [piece.headline.text for piece in pieces] == [head for head, _ in ITEMS]
    assert [[text.text for text in p.paragraphs] for p in pieces] == [[t] for _, t in ITEMS]


def test_the_number_under_a_label_of_every_item_stays() -> None:
    raw = "".join(f"{h}\n{t}\n咨询电话：\n0555-6612345\n\n" for h, t in ITEMS)
    assert said(raw).count("咨询电话") == said(raw).count("0555-6612345") == len(ITEMS)


def test_the_day_by_which_one_signs_up_stays_under_every_item() -> None:
    raw = "".join(
        f"{h}\n{t}\n报名截止2024年3月{at + 5}日\n咨询电话：0555-6612345\n\n"
        for at, (h, t) in enumerate(ITEMS)
    )
    assert all(f"报名截止2024年3月{at + 5}日" in said(raw) for at in range(3))
    assert said(raw).count("0555-6612345") == 3


# What is asked


def kinds(raw: str) -> list[tuple[int, DoubtKind]]:
    """The line and the kind of every doubt."""
    return [(doubt.line, doubt.kind) for doubt in read(raw).doubts]


def test_a_paragraph_that_breaks_off_within_a_text_is_asked_about() -> None:
    broken = "今年以来，青石镇投入资金三百二十万元，整治村庄十八个，其中"
    goes_on = "重点整治村六个，新建公厕二十四座，群众的满意度明显提高。"
    raw = f"{HEAD}\n\n{broken}\n\n{goes_on}\n\n{MORE}\n"
    assert (3, DoubtKind.BLOCK) in kinds(raw)
    whole = raw.replace("，其中", "。")
    assert not any(kind is DoubtKind.BLOCK for _, kind in kinds(whole))


def test_a_reporter_in_brackets_that_was_not_read_is_asked_about() -> None:
    signed = f"{HEAD}\n\n〈大河報記者蔡上海台湾嘉义报导〉{FLOOD}\n\n{MORE}\n"
    assert (3, DoubtKind.BYLINE) in kinds(signed)
    spoken = signed.replace("〈大河報記者蔡上海台湾嘉义报导〉", "（记者手记）")
    assert not any(kind is DoubtKind.BYLINE for _, kind in kinds(spoken))


def test_a_sub_head_that_comes_twice_is_asked_about() -> None:
    raw = f"# {HEAD}\n\n{FLOOD}\n\n## 资料图片\n\n{MORE}\n\n## 资料图片\n\n{FLOOD[4:]}\n"
    doubts = edit(read_copy("copy.md", raw.encode())).doubts
    assert any(doubt.kind is DoubtKind.BLOCK and doubt.line == 5 for doubt in doubts)


def test_a_column_and_its_headline_behind_a_bar_are_no_byline() -> None:
    piece = only(f"记者｜在路上\n张小满\n{FLOOD}\n{MORE}\n")
    assert piece.headline.text == "记者｜在路上"
    assert [author.name.text for author in piece.authors] == ["张小满"]
    signed = only(f"{HEAD}\n记者｜张小满\n{FLOOD}\n{MORE}\n")
    assert [author.name.text for author in signed.authors] == ["张小满"]


def test_an_office_before_its_photographers_is_nobody() -> None:
    piece = only(f"{HEAD}\n{FLOOD}\n{MORE}\n文明办 张小满 李大山 摄影报道\n")
    assert [author.name.text for author in piece.authors] == ["张小满", "李大山"]


@pytest.mark.parametrize("opened", ["【記者 朱達志/台東 報導】", "【記者朱達志報導】"])
def test_a_reporter_in_brackets_signs_with_or_without_blanks(opened: str) -> None:
    piece = only(f"{HEAD}\n\n{opened}{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["朱達志"]
    assert piece.paragraphs[0].text == FLOOD


def test_a_reporter_behind_a_label_signs() -> None:
    piece = only(f"{HEAD}\n\n發布日期：\n記者：李映蓉/金湖報導。\n\n{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["李映蓉"]


def test_a_picture_of_the_papers_own_is_a_caption() -> None:
    piece = only(f"{HEAD}\n河堤上的志愿者正在发放手册。（本报资料照片）\n{FLOOD}\n{MORE}\n")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
    assert len(piece.captions) == 1
