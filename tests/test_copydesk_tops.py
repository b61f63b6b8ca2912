"""What stands over the text of a page copied as text, and short items one under the other."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.rules import Rule
from copydesk.sources.reading import read_copy
from pasted import FLOOD, HEAD, MORE, only, read, words


@pytest.mark.parametrize(
    "over",
    [
        "当前位置：青石镇数字报\n站内搜索：\n",
        "首页 > 参考资讯 > 青石镇：防汛宣传走进千家万户\n\n热点搜索\n\n",
        "发表文章\n\n目前显示的是 3月 30, 2022的文章\n\n《青石报道》读者点阅总人次\n\n",
        "媒体\n  • 早报\n  • 晚报\n  • 广播\n新闻\n  • 老桥换新栏杆\n  • 河滩连夜清淤\n\n",
        "新闻中心\n\n",
        "欢迎访问青石镇网站 今天是：\n首页 >> 工作 >> 防汛\n\n防汛\n\n",
    ],
)
def test_what_a_site_has_over_its_headline_goes(over: str) -> None:
    piece = only(f"{over}{HEAD}\n\n发布时间：2024-05-06 浏览数：1792\n\n{FLOOD}\n\n{MORE}\n")
    assert (piece.kicker.text, piece.headline.text, piece.deck.text) == ("", HEAD, "")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_a_page_without_a_stamp_is_known_by_its_path() -> None:
    raw = f"首页 > 资讯 > {HEAD}\n\n{HEAD}\n\n来源：青石发布\n\n{FLOOD}\n\n{MORE}\n"
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_a_headline_said_twice_stands_once() -> None:
    piece = only(f"警情通报\n2022年11月15日 18:44\n警 情 通 报\n{FLOOD}\n{MORE}\n")
    assert piece.kicker.text == ""
    assert piece.headline.text.replace(" ", "") == "警情通报"


def test_what_stands_between_headline_and_text_goes() -> None:
    between = "网络\n\n2018-01-21 10:40:33\n\n0151103112235\n\n0151103112250\n\n"
    raw = f"{HEAD}\n\n{between}{FLOOD}\n\n{MORE}\n"
    piece = only(raw)
    assert (piece.headline.text, piece.deck.text) == (HEAD, "")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_a_newsrooms_own_kickers_stay() -> None:
    raw = f"守护家园安澜\n{HEAD}\n——新春走基层见闻\n本报讯（记者 方圆）{FLOOD}\n{MORE}\n"
    piece = only(raw)
    assert piece.kicker.text == "守护家园安澜"
    assert piece.headline.text == HEAD


def test_the_writer_in_the_stamp_stays() -> None:
    stamp = "发表于：2023-03-21 16:05  作者：文天祥  来源：某网  责任编辑：方圆"
    piece = only(f"资讯中心 >  新闻 >\n\n{HEAD}\n\n{stamp}\n\n{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["文天祥"]
    assert "方圆" not in words(piece)


def test_labels_with_their_values_on_the_next_line_go() -> None:
    foot = "来源：\n青石新闻网\n作者：\n容若 文天祥\n编辑：\n包拯\n"
    piece = only(f"{HEAD}\n2011年10月31日 11:12\n{FLOOD}\n{MORE}\n{foot}")
    assert [author.name.text for author in piece.authors] == ["容若", "文天祥"]
    assert "青石新闻网" not in words(piece)
    assert "包拯" not in words(piece)


def test_what_stands_under_a_sites_legal_line_goes() -> None:
    foot = "\n青ICP备2020021375号-2\n\n某某节目许可证（0107190）\n\n举报电话：027-88568010\n"
    piece = only(f"{HEAD}\n\n2018-01-21 10:40:33\n\n{FLOOD}\n\n{MORE}\n{foot}")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
    assert not piece.subheads


def test_the_head_of_an_official_letter_of_taiwan_goes() -> None:
    raw = (
        "人事 訪客 - 一般公告 | 2019-05-06 | 點閱數： 1146\n\n受文者：青石國民小學\n"
        "發文日期：中華民國 108 年 5 月 6 日\n發文字號：府人考字第 1080107236 號\n速別：普通件\n"
        "密等及解密條件或保密期限：\n附件：如說明一\n\n"
        "主旨：轉知行政院修正「政府機關調整上班日期處理要點」第四點，並自即日生效一案，請查照。\n\n"
        "說明：\n一、依行政院 108 年 5 月 1 日函辦理，並檢附原函影本 1 份，請轉知所屬。\n"
    )
    said = words(only(raw))
    assert "受文者" not in said
    assert "密等" not in said
    assert "主旨" in said


ITEMS = (
    (
        "城巴輸入司機符人手比例要求",
        "運輸署澄清，公司持有客運營業證，因此可以輸入司機，駕駛非專營路線。",
    ),
    ("颱風海葵今晚掠過東北海面", "天文台預料，風暴會在夜間掠過，離岸風勢頗大，泳灘已經懸起紅旗。"),
    ("山火燒毀三公頃次生林木", "消防處出動二十人撲救，火勢到清晨受控，起火原因仍在調查之中。"),
    ("圖書館添置點字閱讀器材", "康文署公布，六間分館下月起備有新儀器，視障讀者可以預約借用。"),
)


def test_short_items_of_different_matter_are_pieces() -> None:
    raw = "".join(f"{head}\n\n{text}\n\n" for head, text in ITEMS)
    pieces = read(raw).pieces
    assert [piece.headline.text for piece in pieces] == [head for head, _ in ITEMS]
    assert [len(piece.paragraphs) for piece in pieces] == [1, 1, 1, 1]


def test_short_items_on_one_page_are_pieces_all_the_same() -> None:
    items = "".join(f"{head}\n\n{text}\n\n" for head, text in ITEMS)
    pieces = read(f"港府政情\n\n發布 : 2022-1-11  來源 : 青石新聞網\n\n{items}").pieces
    assert [piece.headline.text for piece in pieces] == [head for head, _ in ITEMS]


def test_items_that_one_mark_leads_are_pieces() -> None:
    raw = (
        "商會到訪交流籲回鄉投資\n△青石商會一行日前到訪交流，由會長容若接待，會長希望鄉親發揮人脈優勢，"
        "繼續宣傳推介家鄉，為家鄉招商引資牽線搭橋，多回家鄉看看。\n"
        "學會與師生進行交流\n△青石學會日前到校與師生交流，會長容若講述身心健康，同學踴躍提問，"
        "活動在歡笑聲中結束，校方希望日後再辦，學會也歡迎同學到訪。\n"
        "海報比賽舉行頒獎典禮\n△青石學會主辦的海報比賽日前頒獎，會長容若致辭，勉勵同學以畫筆表達願景，"
        "得獎作品將送往鄰鎮展出，其後再送縣裡參加評選。\n"
    )
    pieces = read(raw).pieces
    assert [piece.headline.text for piece in pieces] == [
        "商會到訪交流籲回鄉投資",
        "學會與師生進行交流",
        "海報比賽舉行頒獎典禮",
    ]
    assert not any(piece.captions for piece in pieces)


def test_the_sections_of_one_story_stay_one_piece() -> None:
    lead = "青石镇今年把老街改造放在首位，修缮民居，引来返乡青年开店，老街的夜晚又亮起了灯。"
    raw = (
        f"青石镇老街改造引来返乡青年\n{lead}\n修缮民居留住老味道\n"
        "老街上的民居大多有百年历史，改造时请来老工匠，修缮民居不拆不迁，青石镇为此出台了办法。\n"
        "返乡青年回来开店\n返乡青年容若在老街租下铺面，改造成书店，老街改造让她看到了希望。\n"
        "夜晚的灯又亮了\n如今老街的夜晚游人不断，青石镇还打算改造后街，让返乡青年有更多铺面。\n"
    )
    piece = only(raw)
    assert len(piece.subheads) == 3


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("獨家報導 記者張家祥/台北報導", ["張家祥"]),
        ("記者張家祥＼台北報導", ["張家祥"]),
    ],
)
def test_a_reporter_with_his_house_and_place_signs(line: str, names: list[str]) -> None:
    piece = only(f"青石鎮防汛宣傳走進千家萬戶\n\n{line}\n\n{FLOOD}\n{MORE}\n")
    assert piece.headline.text == "青石鎮防汛宣傳走進千家萬戶"
    assert [author.name.text for author in piece.authors] == names


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("張家祥\\臺中報導 ", ["張家祥"]),
        ("【本網訊  張家祥】", ["張家祥"]),
    ],
)
def test_a_reporter_opens_a_text(opening: str, names: list[str]) -> None:
    piece = only(f"青石鎮防汛宣傳走進千家萬戶\n\n{opening}{FLOOD}\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == names
    assert piece.paragraphs[0].text == FLOOD


def test_a_writer_presented_behind_the_text_signs() -> None:
    piece = only(f"{HEAD}\n{FLOOD}\n{MORE}（作者文天祥，男，青石镇防汛办主任）\n")
    assert [author.name.text for author in piece.authors] == ["文天祥"]
    assert piece.paragraphs[-1].text == MORE


def test_who_stands_where_is_a_caption() -> None:
    shown = "容若（左）向文天祥（右二）介绍防汛手册的内容；右为包拯。"
    piece = only(f"{HEAD}\n\n{shown}\n\n{FLOOD}\n\n{MORE}\n")
    assert [caption.text.text for caption in piece.captions] == [shown]


def test_a_line_that_says_where_a_text_is_from_is_no_tier() -> None:
    piece = only(f"{HEAD}\n\n原文来自公号青石人家\n\n{FLOOD}\n{MORE}\n")
    assert (piece.headline.text, piece.deck.text) == (HEAD, "")


def test_of_two_lines_the_one_that_the_text_says_again_is_the_headline() -> None:
    raw = (
        "乒乓球超级联赛青石女队保持全胜\n 朱淑真为四川男队获胜立首功\n"
        "  本报讯 乒乓球超级联赛昨日重燃战火。在女子组的比赛中，青石女队直落三盘，保持全胜。\n"
        f"  {MORE}\n"
    )
    piece = only(raw)
    assert piece.headline.text == "乒乓球超级联赛青石女队保持全胜"
    assert piece.deck.text == "朱淑真为四川男队获胜立首功"


def test_what_a_page_recommends_behind_its_article_goes_to_the_end() -> None:
    foot = (
        "记者文天祥\n\n新闻推荐\n\n司机拾金不昧\n\n早报讯近日，某路驾驶员将遗失的手机归还失主...\n\n"
        "青石新闻，家乡的大事、小事、新鲜事。用故乡情为你取暖。\n\n相关推荐\n"
    )
    piece = only(f"{HEAD}\n\n青石晚报 2020-08-07 06:38 大字\n\n{FLOOD}\n\n{MORE}\n\n{foot}")
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
    assert [author.name.text for author in piece.authors] == ["文天祥"]


def test_what_a_forum_asks_of_strangers_goes() -> None:
    wall = (
        "马上注册，结交更多好友，享用更多功能。\n您需要 登录 才可以下载或查看，没有账号？中文注册\n"
    )
    piece = only(f"{wall}{FLOOD}\n{MORE}\n")
    assert piece.headline.text == ""
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_the_row_of_a_pages_titles_tells_which_line_is_the_headline() -> None:
    raw = (
        "2025年07月17日 星期四\n"
        "出院人员 中风险地区划定 把力量团结起来 盼复工 等不起 相信青石不久会恢复热闹\n"
        "第1版：一版要闻 2022-05-28\n记者在青石看到市民生活如往昔\n\n相信青石不久会恢复热闹\n\n"
        "①不少居民趁周末到公园内游玩\n\n②在德丰路弄门口，私家车无需通行证\n\n"
        f"{FLOOD}\n\n{MORE}\n"
    )
    piece = only(raw)
    assert piece.headline.text == "相信青石不久会恢复热闹"
    assert [caption.text.text for caption in piece.captions] == [
        "不少居民趁周末到公园内游玩",
        "在德丰路弄门口，私家车无需通行证",
    ]


def test_of_a_headline_said_twice_the_deck_is_no_part() -> None:
    raw = (
        "第B8版：民趣\nPDF 版\n· 八位老报人 一句玩笑办出一份报\n· 毗卢寺里许下誓言\n"
        "收藏 打印 推荐\n\n八位老报人 一句玩笑办出一份报\n既是记者又是编辑 既要组版还要校对\n"
        "文天祥\n"
        "  青石社区有八位老报人，做记者、编辑、组版、校对，一人身兼数职办起了报纸。\n"
        f"  {MORE}\n"
    )
    piece = only(raw)
    assert piece.headline.text == "八位老报人 一句玩笑办出一份报"
    assert piece.deck.text == "既是记者又是编辑 既要组版还要校对"


@pytest.mark.parametrize("credit", ["（青石网 文天祥 摄）", " 攝：文天祥/某某傳媒"])
def test_a_credit_with_its_house_makes_a_caption(credit: str) -> None:
    shown = "如今的青石村，已褪去了旧日的外衣。"
    piece = only(f"{HEAD}\n{FLOOD}\n{shown}{credit}\n{MORE}\n")
    assert [caption.text.text for caption in piece.captions] == [shown]
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_a_menu_over_the_headline_goes_though_no_gap_parts_it() -> None:
    raw = f"國際\n社會\n政治\n科技\n生活\n其他\n青石鎮防汛宣傳走進千家萬戶\n{FLOOD}\n\n{MORE}\n"
    piece = only(raw)
    assert (piece.kicker.text, piece.headline.text) == ("", "青石鎮防汛宣傳走進千家萬戶")


def test_several_writers_in_one_stamp_stay() -> None:
    stamp = "来源：青石融媒 作者：刘玉桂，张锐涛，黄云 编辑：方圆 2025-12-12 09:11:48"
    piece = only(f"当前位置：\n\n{HEAD}\n\n{stamp}\n—分享—\n\n{FLOOD}\n\n{MORE}\n")
    assert [author.name.text for author in piece.authors] == ["刘玉桂", "张锐涛", "黄云"]


def test_a_sentence_that_breaks_off_among_others_stays() -> None:
    open_end = "从村头到村尾，志愿者的行程排得满满当当，走进农田，查看河堤，探访老人……"
    raw = (
        "当前版：04-05版\n上一篇 下一篇\n字体：\n放大 缩小 默认\n朗读：\n"
        f"{HEAD}\n\n  {FLOOD}\n  {open_end}\n  {MORE}\n\n版权所有：青石报 青ICP备06007801号-1\n"
    )
    piece = only(raw)
    assert [text.text for text in piece.paragraphs] == [FLOOD, open_end, MORE]


def test_buttons_in_brackets_go() -> None:
    over = f"公告讯息\n\n{HEAD}\n\n[回主目录]\n\n"
    raw = f"{over}{FLOOD}\n\n{MORE}\n"
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]


def test_a_notice_that_counts_its_items_is_no_page_though_one_tells_a_time() -> None:
    items = [
        "一、時間：2025年6月6日（五）14:00－15:00",
        "二、地點：青石鎮體育場161室",
        "三、出席人員：體育科王敏科長、選手李強",
        "四、流程：",
        "14:00-14:30 選手介紹",
        "14:30-15:00 媒體提問",
    ]
    text = "青石鎮路跑將於六月七日開跑，賽前邀請三位選手與大家見面，歡迎各媒體派員採訪。"
    copy = "【採訪通知】青石鎮路跑賽前記者會\n\n" + "\n".join(items) + f"\n\n五、主題：\n{text}\n"
    work = edit(read_copy("a.txt", copy.encode()))
    kept = "".join(each.text for piece in work.pieces for each in piece.texts())
    kept += "".join(each.text.text for piece in work.pieces for each in piece.subheads)
    assert all(item[-4:] in kept for item in items if item[-1] not in "0：")
    assert "2025年6月6日" in kept
    assert not [change for change in work.changes if change.rule in {Rule.SITE, Rule.SOURCE}]
