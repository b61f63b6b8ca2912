"""An article's page: one piece whatever names it, its pictures' words, its headline said again."""

from __future__ import annotations

import pytest

from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from pasted import FLOOD, HEAD, MORE, only, read, words

LAST = "镇党委书记说，下一步将组织各村修好机耕道，备足沙袋，汛期每天两次巡查河堤，险情随报随处。"
SIDE = "".join(
    f'<li><a href="/n{at}">{name}</a></li>'
    for at, name in enumerate(["茶厂开园", "小学食堂", "桥头修路", "电影下乡", "春播忙", "义诊"])
)


def page(body: str, title: str = "青石镇的博客", side: str = SIDE) -> list[Piece]:
    raw = (
        f"<html><head><title>{title}</title></head><body><div class='a'><ul>{side}</ul>"
        f"<p>留言簿(7)</p><p>随笔档案</p><p>阅读排行</p></div><div class='b'>{body}</div>"
        "<div><p>发表评论</p><p>用户名</p></div></body></html>"
    )
    return list(edit(read_copy("copy.html", raw.encode())).pieces)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_page_that_nothing_names_is_one_article_without_its_crowd() -> None:
    (piece,) = page(f"<div><a href='/1'>{HEAD}</a></div>" + paragraphs(FLOOD, MORE, LAST))
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE, LAST]


def test_a_text_that_begins_with_its_own_heading_keeps_kicker_and_writers() -> None:
    heading = (
        "<p align='center'>汛期将至 家家有备</p>"
        f"<p align='center'><b>{HEAD}</b></p><p align='center'>本报记者 容若 李白</p>"
    )
    (piece,) = page(f"<h2>{HEAD}- -</h2><div>{heading}{paragraphs(FLOOD, MORE, LAST)}</div>")
    assert (piece.kicker.text, piece.headline.text) == ("汛期将至 家家有备", HEAD)
    assert [author.name.text for author in piece.authors] == ["容若", "李白"]
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE, LAST]


def test_what_stands_behind_every_picture_says_what_it_shows() -> None:
    shown = ["村口的河堤。", "发放的手册。", "志愿者在村口清理排水沟 方圆供图"]
    body = "".join(
        f"<p>{text}</p><p><img src='{at}.jpg'></p><p>{said}</p>"
        for at, (text, said) in enumerate(zip([FLOOD, MORE, LAST], shown, strict=True))
    )
    end = "傍晚时分，雨停了，志愿者收起工具，约好明天一早再来，把剩下的两段沟渠清完才算放心。"
    (piece,) = page(f"<h1>{HEAD}</h1>{body}<p>{end}</p>", title=HEAD)
    assert [caption.text.text for caption in piece.captions] == shown
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE, LAST, end]


def test_one_short_line_behind_a_picture_is_text() -> None:
    body = paragraphs(FLOOD) + "<p><img src='1.jpg'></p><p>雨停了。</p>" + paragraphs(MORE, LAST)
    (piece,) = page(f"<h1>{HEAD}</h1>{body}", title=HEAD)
    assert not piece.captions
    assert "雨停了。" in [text.text for text in piece.paragraphs]


NAMES = ["讲河堤", "说手册", "谈路灯", "问食堂"]


def test_on_an_e_papers_page_titles_in_a_row_and_its_rights_are_no_text() -> None:
    raw = (
        "青石日报数字报\n\n2024年5月6日星期一\n国内统一刊号：CN11-0003\n\n"
        f"青石日报特刊 {HEAD} 李书记：把河堤守住才是头等大事 王镇长：备汛物资一件也不能少"
        " 张主任：让老人都有人管\n\n"
        "按日期检索\n\n12 2024\n上个月\n下个月\n\n电子报刊阅读器\n我给版面打分\n\n1分  2分  3分\n\n"
        "新闻排行榜\n版权声明\n《青石日报》（电子版）的一切内容仅供青石日报读者阅读、学习使用，"
        "未经青石日报及相关权利人书面授权，任何单位及个人不得将其用于商业目的。\n正在加载广告……\n"
        f"放大 缩小 默认\n\n{HEAD}\n\n□ 本报记者 容若 李白\n\n{FLOOD}\n\n{MORE}\n"
    )
    piece = only(raw)
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
    assert [author.name.text for author in piece.authors] == ["容若", "李白"]


def test_a_list_of_short_items_is_no_page_of_one_of_them() -> None:
    foot = "原始網址：\n<https://qs.example/n/{0}>\n© qs.example\n電子郵件:\nnews@qs.example\n"
    items = [
        f"# 鎮裡{name}有新事\n\n{text}\n\n{foot.format(at)}"
        for at, (name, text) in enumerate(zip(NAMES, [FLOOD, MORE, LAST, FLOOD[2:]], strict=True))
    ]
    pieces = edit(read_copy("copy.md", "\n---\n\n".join(items).encode())).pieces
    assert len(pieces) == len(items)


def test_an_older_headline_on_two_lines_is_no_headline() -> None:
    raw = (
        "小区环境惹人烦 居民期盼早变样\n原标题：修路留下坑洼多，小区环境惹人烦\n居民期盼早变样\n"
        f"（资料图）\n核心提示：近来，居民多次反映小区修路留下的坑一直没有填。\n"
        f"近日，记者来到小区实地调查，居民都说环境不好，盼着小区早些变个样子。\n{MORE}\n"
    )
    piece = only(raw)
    assert piece.headline.text == "小区环境惹人烦 居民期盼早变样"
    assert not piece.captions


@pytest.mark.parametrize("line", ["站长统计", "上 / 下一篇新闻", "3上一期  下一期4 版面导航"])
def test_counters_and_turners_of_pages_go(line: str) -> None:
    raw = f"{HEAD}\n发布时间：2024-05-06 10:20 来源：青石发布\n{FLOOD}\n{MORE}\n\n{line}\n"
    work = read(raw)
    assert line not in words(work.pieces[0])


POPUPS = (
    "為達最佳瀏覽效果，建議使用 Chrome 或 Firefox 的瀏覽器。\n\n"
    "關閉此視窗 請至Edge官網下載 請至FireFox官網下載 請至Google官網下載\n晴時多雲\n\n限制級\n"
    "您即將進入之新聞內容 需滿18歲 方可瀏覽。\n"
    "根據本網分級辦法，已於各頁依基金會規定作標示，請您留意。\n\n"
)
SHOWN = "縣長在金鏟上題字。（記者容若攝）"
RELEASE = "2018/07/09 17:00"


def test_what_pops_up_over_a_page_is_no_text_of_it() -> None:
    raw = (
        f"{POPUPS}老街拓寬動工 縣長題字送鄉親\n\n{SHOWN}\n\n{SHOWN}\n\n{RELEASE}\n\n"
        f"〔記者容若／青石報導〕老街拓寬工程今天動土，縣長在金鏟題字，送給鄉親留念。\n\n{MORE}\n\n"
        "點我下載APP  按我看活動辦法\n\n圖\n生活今日熱門\n看更多！請加入粉絲團\n\n網友回應\n\n"
        "載入中\n"
    )
    piece = only(raw)
    assert piece.headline.text == "老街拓寬動工 縣長題字送鄉親"
    assert [caption.text.text for caption in piece.captions] == ["縣長在金鏟上題字。"]
    assert [author.name.text for author in piece.authors] == ["容若"]
    assert len(piece.paragraphs) == 2


def test_how_to_reach_a_paper_under_its_page_is_no_piece() -> None:
    foot = (
        "第一手消息請下載青石網iPhone/iPad/Android/Windows Phone Apps\n\n人人做記者\n爆料方法 :\n"
        "爆料熱線： (852) 3600 0000電 郵： news@qs.example網上爆料\n"
        "傳 真： (852) 3600 0001手機網站： m.qs.example\nSMS: (852) 6500 0000\n"
        "本網站已採納無障礙網頁設計。如有查詢，請以下列方式聯絡我們。\n青石日報 必然首選\n"
    )
    piece = only(f"跳至主要內容跳至主目錄\n\n{HEAD}\n\n{FLOOD}\n\n{foot}")
    assert piece.headline.text == HEAD
    assert [text.text for text in piece.paragraphs] == [FLOOD]


def test_somebody_and_his_posts_under_a_headline_is_no_headline() -> None:
    menu = "青石島聯合會\n\n" + "".join(f"  • {name}\n" for name in ("兩會", "送月餅", "義工嘉許"))
    text = "立法會議員容若昨日向本報表示，贊成郊野不留蹤，建議增加配套設施，並加強清理熱點。"
    raw = (
        f"{menu}\n容若 | 青石報 | 查郊遊設施\n\n容若 立法會議員 青石島聯合會執行會長\n\n{text}\n\n"
        "來源：https://www.qs.example/news/2025/0530/1038.html\n\nTop\n"
    )
    piece = only(raw)
    assert piece.headline.text == "容若｜青石報｜查郊遊設施"
    assert "Top" not in words(piece)


def test_short_lines_behind_a_text_are_kept_with_it_and_asked_about() -> None:
    raw = f"{HEAD}\n{FLOOD}\n{MORE}\n（记者 容若）\n【决赛播报】\n上午\n"
    work = read(raw)
    (piece,) = work.pieces
    assert "上午" in words(piece)
    assert any(doubt.line >= 5 for doubt in work.doubts)


def test_a_short_line_between_posting_and_text_is_asked_about() -> None:
    raw = f"{HEAD}\n\n2024-05-06 10:20\n\n志愿者在青石镇发放防汛手册\n\n{FLOOD}\n\n{MORE}\n"
    work = read(raw)
    assert len(work.pieces) == 1
    asked = any(doubt.kind.value == "caption" and doubt.line == 5 for doubt in work.doubts)
    assert asked or work.pieces[0].captions


def test_a_caption_over_the_first_words_of_a_story_parts_nothing() -> None:
    raw = f"社區媽媽表演太鼓迎賓。（容若攝）\n\n〔記者容若／青石報導〕{FLOOD}\n\n{MORE}\n"
    work = read(raw)
    assert len(work.pieces) == 1
    assert not any(doubt.kind.value == "division" for doubt in work.doubts)


MENU = "首页\n新闻\n时政\n财经\n体育\n教育\n健康\n旅游\n房产\n视频\n图片\n专题\n评论\n登录\n注册\n"


def test_two_short_lines_together_head_the_parts_of_a_pasted_page() -> None:
    heads = ["守住河堤", "沙袋铁锹件件有数", "看住老人", "一户一人天天上门"]
    long = "镇里把两百名志愿者编成二十个小组，白天巡堤，夜里值守，遇险吹哨敲锣，挨家挨户喊人。"
    body = [FLOOD, MORE, *heads[:2], long, *heads[2:], LAST]
    foot = "相关阅读\n茶厂开园\n关于我们\n联系我们\n版权所有 青石网\n"
    piece = only(f"{MENU}{HEAD}\n2024-05-06 10:20\n" + "\n".join(body) + f"\n{foot}")
    assert [subhead.text.text for subhead in piece.subheads] == heads


def test_who_lent_a_picture_ends_its_line() -> None:
    shown = "村民说，屋里的水退了，老人已经接回家。 村民家属供图"
    work = read(f"{HEAD}\n2024-05-06 10:20 来源：青石发布\n{FLOOD}\n{shown}\n{MORE}\n{LAST}\n")
    assert MORE in [text.text for text in work.pieces[0].paragraphs]


WHEN = "2025/08/31 10:26"


def test_the_time_of_a_page_said_twice_is_no_headline() -> None:
    shown = "山城蓮花季進入尾聲，遊客把握時間賞花。（記者容若攝）"
    head = "山城蓮花季近尾聲 週末賞花人潮不減"
    told = "〔記者容若／青石報導〕山城蓮花季進入尾聲，週末湧入不少遊客，把握時間賞花拍照。"
    piece = only(f"{WHEN}\n\n{shown}\n\n{head}\n\n{WHEN}\n\n{told}\n\n點圖放大\n看更多新聞\n")
    assert piece.headline.text == head
    assert [caption.text.text for caption in piece.captions] == [shown[: shown.index("（")]]
    assert len(piece.paragraphs) == 1


def test_where_a_page_was_posted_from_is_no_headline() -> None:
    top = "2025-03-20 11:26:19 来源: 青石交警\n\n山西省\n\n举报\n\n"
    assert not only(f"{top}{FLOOD}\n\n{MORE}\n").headline


def test_who_posted_a_page_is_no_deck() -> None:
    top = f"生活\n\n{HEAD}\n\n青石电视\n更新于 2025年05月03日12:38 • 发布于 2025年05月03日12:38\n\n"
    piece = only(f"{top}{FLOOD}\n\n{MORE}\n")
    assert (piece.headline.text, piece.deck.text) == (HEAD, "")


def test_how_long_a_text_is_goes_with_the_page() -> None:
    assert not only(f"本篇文章290字，读完约1分钟\n\n{FLOOD}\n\n{MORE}\n").headline


def test_how_to_tell_a_paper_news_goes_with_the_page() -> None:
    call = "新闻线索报料通道:应用市场下载“青石一点”APP,或搜索微信小程序,六百位记者在线等你来报料!"
    piece = only(f"{FLOOD}\n\n{MORE}\n\n通信员 容若\n\n{call}\n\n0\n")
    assert [author.role for author in piece.authors] == ["通信员"]
    assert len(piece.paragraphs) == 2


def test_the_stamp_beside_a_title_of_a_page_is_no_deck() -> None:
    stamp = "发布日期：2016-11-22 浏览次数： 信息来源：县发改局"
    raw = (
        f"<html><head><title>{HEAD}</title></head><body><div class='title'><h1>{HEAD}</h1>"
        f"<div>{stamp}</div><div><p>{FLOOD}</p></div></div></body></html>"
    )
    (piece,) = edit(read_copy("page.html", raw.encode())).pieces
    assert (piece.headline.text, piece.deck.text) == (HEAD, "")


def test_what_a_page_was_to_fill_in_is_no_headline() -> None:
    foot = "- 查看全部{{ item.replyCount }}条回复> 查看更多回复>"
    piece = only(f"- 回复\n\n{foot}\n- 查看更多回复>\n{FLOOD}\n{MORE}\nRead More\n")
    assert not piece.headline
    assert [text.text for text in piece.paragraphs] == [FLOOD, MORE]
