"""Names of people and places come out right without a glossary, or are listed."""

from __future__ import annotations

import re

import pytest

from hanzi import Cause, Converter
from hanzi.engines import OPAQUE
from hanzi.listed import rows_of
from hanzi.phrases import to_traditional
from newsroom.kinds import Script
from presses import ROOT

HANT = Converter(Script.HANT)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("副市长于红杰出席会议。", "副市長于紅傑出席會議。"),
        ("市领导周海深、范学贵等陪同。", "市領導周海深、范學貴等陪同。"),
        ("掌柜王于贵说，生意不错。", "掌櫃王于貴說，生意不錯。"),
        ("记者 钟文彬 通讯员 余建国", "記者 鍾文彬 通訊員 余建國"),
        ("局长干国祥要求，做好准备。", "局長干國祥要求，做好準備。"),
        ("范晓军指出，要抓紧落实。", "范曉軍指出，要抓緊落實。"),
        ("余长发表示，将继续努力。", "余長發表示，將繼續努力。"),
        ("由于敏同志任组长。", "由于敏同志任組長。"),
        ("老于和小范都姓得少见。", "老于和小范都姓得少見。"),
        ("被告人余某、范某合伙诈骗。", "被告人余某、范某合夥詐騙。"),
        ("请于大爷和钟师傅先讲。", "請于大爺和鍾師傅先講。"),
        ("数学家祖冲之", "數學家祖沖之"),
        ("管理员种树林说，有了冷库。", "管理員种樹林說，有了冷庫。"),
        ("施工队长于满仓到场。", "施工隊長于滿倉到場。"),
        ("在于永兰的带领下，合作社越办越红火。", "在于永蘭的帶領下，合作社越辦越紅火。"),
        ("受伤的党师傅住进了医院。", "受傷的党師傅住進了醫院。"),
        ("“老于是个实在人。”", "「老于是個實在人。」"),
        ("村民党松山、选手余杭生获奖。", "村民党松山、選手余杭生獲獎。"),
        ("局长鲜于枢说，路修好了。", "局長鮮于樞說，路修好了。"),
        ("村民于文冲走访了三户人家。", "村民于文沖走訪了三戶人家。"),
        ("余得水", "余得水"),
    ],
)
def test_a_name_is_known_by_what_stands_around_it(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("由于天气原因，会议改期。", "由於天氣原因，會議改期。"),
        ("市长于昨日抵达。", "市長於昨日抵達。"),
        ("记者于现场看到。", "記者於現場看到。"),
        ("市长于北京出席论坛。", "市長於北京出席論壇。"),
        ("余票不足，余额待查。", "餘票不足，餘額待查。"),
        ("后来，后勤人员也来了。", "後來，後勤人員也來了。"),
        ("墙上的钟停了。", "牆上的鐘停了。"),
        ("超强台风登陆。", "超強颱風登陸。"),
        ("小于十个，不等于没有。", "小於十個，不等於沒有。"),
        ("记者于上午赶到。", "記者於上午趕到。"),
        ("队员于抵达后立即投入救援。", "隊員於抵達後立即投入救援。"),
        ("老人于家中去世。", "老人於家中去世。"),
        ("患者于术前签字。", "患者於術前簽字。"),
        ("村民种大棚菜致富。", "村民種大棚菜致富。"),
        ("职工干工程、干装修。", "職工幹工程、幹裝修。"),
        ("村民白发老人先讲。", "村民白髮老人先講。"),
    ],
)
def test_an_ordinary_word_is_no_name(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("余家湾的钟家村和于家堡", "余家灣的鍾家村和于家堡"),
        ("范庄村、余店乡", "范莊村、余店鄉"),
        ("沈阳市沈北新区", "瀋陽市瀋北新區"),
        ("三里屯、和平里社区、十里铺", "三里屯、和平里社區、十里鋪"),
        ("杨梅冲水库", "楊梅沖水庫"),
        ("江西省于都县、余干县", "江西省于都縣、餘干縣"),
        ("十余家企业", "十餘家企業"),
        ("余堤村的党员", "余堤村的黨員"),
        ("走进余庄，余庄人很热情", "走進余莊，余莊人很熱情"),
        ("其余山村、于山村建房", "其餘山村、於山村建房"),
    ],
)
def test_a_place_called_after_a_family_or_its_land_is_known(written: str, wanted: str) -> None:
    made = HANT.text(written, Script.HANS)
    assert made == wanted


def test_a_name_known_once_is_known_in_the_whole_text() -> None:
    made = HANT.text("镇长于子涵走访农户。群众都说于子涵没有架子。", Script.HANS)
    assert made.count("于子涵") == 2


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("钟表社的师傅", "鐘錶社的師傅"),
        ("钟表店开门了。", "鐘錶店開門了。"),
        ("种子店主", "種子店主"),
    ],
)
def test_a_shop_is_nobody(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted
    assert Cause.NAME not in [one.why for one in HANT.doubts(written, Script.HANS)]


@pytest.mark.parametrize("name", ["范文军", "干立新", "丑玉山", "后永福", "种建民", "党玉梅"])
@pytest.mark.parametrize("frame", ["与{}同行的有两人。", "感谢{}多年来的支持。", "在{}家里看到"])
def test_a_doubtful_name_is_right_or_listed(name: str, frame: str) -> None:
    text = frame.format(name)
    place = frame.index("{")
    right = HANT.text(text, Script.HANS)[place] == name[0]
    listed = [one for one in HANT.doubts(text, Script.HANS) if one.start <= place < one.end]
    assert right or listed


@pytest.mark.parametrize(
    "text",
    [
        "由于某种原因，会议改期。",
        "盒里的饼干某日卖完了。",
        "老百姓后来都搬走了。",
        "从那以后家里没有人。",
        "党代表和党主席都到了。",
        "茶余饭后师傅们还在练。",
        "区长　于新加坡出席论坛。",
        "区长　于大同出席论坛。",
        "记者上官云、王明获奖",
        "记者欧阳云松来了。",
    ],
)
def test_nobody_is_asked_whether_a_word_is_a_surname(text: str) -> None:
    assert not HANT.doubts(text, Script.HANS)


def test_what_a_name_leaves_of_a_word_is_read_without_it() -> None:
    """余理 sends lorries: a name that is set apart leaves 发 of 理发, and 卡车 is a word."""
    words = ["余", "理发", "卡车"]
    assert to_traditional(f"{OPAQUE * 2}发卡车", words).text == f"{OPAQUE * 2}發卡車"
    assert to_traditional(f"{OPAQUE}理发卡车", words).text == f"{OPAQUE}理髮卡車"


def test_a_signed_name_is_not_listed_again() -> None:
    text = "感谢干立新多年来的支持。"
    assert [one.why for one in HANT.doubts(text, Script.HANS)] == [Cause.NAME]
    assert not HANT.doubts(text, Script.HANS, {"干立新": "干立新"})


def test_a_name_of_a_byline_is_known_in_the_text() -> None:
    text = "冲丹的镜头记录了这一幕。"
    known = HANT.names(["冲丹", "于方", "于后生", "王明", "欧阳于一", "not a name", ""])
    assert known == {
        "冲丹": "沖丹",
        "于方": "于方",
        "于后生": "于后生",
        "欧阳于一": "歐陽于一",
    }
    assert HANT.text(text, Script.HANS, known) == "沖丹的鏡頭記錄了這一幕。"
    assert Converter(Script.HANS).names(["于方"]) == {}


def test_every_weight_is_a_row_with_its_reason_and_is_used() -> None:
    rows = rows_of("weights.tsv")
    names = [row[0] for row in rows]
    assert len(set(names)) == len(names)
    assert all(reason.strip() for _, _, reason in rows)
    code = (ROOT / "plugins/hanzi/weighing.py").read_text(encoding="utf-8")
    made = ("after:", "word:", "part:")  # of what a word is
    for name in names:
        assert f'"{name}"' in code or name.startswith(made), name
    assert not re.search(r"(?:weight [+-]=|return) -?[0-9]{1,2}$(?<!return 0)", code, re.MULTILINE)


def test_a_name_that_an_item_tells_is_told_for_its_headline_too() -> None:
    body = (
        "<p>日前，范庄村书记余得水说，村里<b>丰收</b>。</p>"
        "<p>镇长钟少<em>林</em>指出，谷雨前后多雨。</p>"
    )
    told = HANT.told(body)
    assert told == {"余得水": "余得水", "钟少林": "鍾少林"}
    assert HANT.text("后街余得水带头干", Script.HANS) == "後街餘得水帶頭幹"
    assert HANT.text("后街余得水带头", Script.HANS, told) == "後街余得水帶頭"


def test_what_hardly_is_a_name_is_told_of_nobody() -> None:
    assert HANT.told("局长于昨日到会。主任余下的工作。书记谷雨到村。由于红杰。") == {}
    assert Converter(Script.HANS).told("书记余得水说") == {}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("副区长于红杰来了。", {"于红杰": "于紅傑"}),
        ("副区长 于红杰来了。", {"于红杰": "于紅傑"}),
        ("副区长：于红杰来了。", {"于红杰": "于紅傑"}),
        ("<p>副区长：<b>于红杰</b>来了。</p>", {"于红杰": "于紅傑"}),
        ("他说 于红杰来了。", {}),
        ("副区长。于红杰来了。", {}),
    ],
)
def test_a_post_before_a_name_tells_it_to_the_whole_item(text: str, known: dict[str, str]) -> None:
    assert Converter(Script.HANT).told(text) == known


def test_what_ends_the_name_of_a_party_is_nobodys_surname() -> None:
    converter = Converter(Script.HANT)
    for written, meant in (
        ("工人阶级和农民党向明代表发言。", "工人階級和農民黨向明代表發言。"),
        ("记者党向明报道。", "記者党向明報道。"),
    ):
        assert converter.text(written, Script.HANS) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("记者于红报道。由于红旗飘扬，大家来了。", "記者于紅報道。由於紅旗飄揚，大家來了。"),
        ("村支书于立说，项目位于立交桥旁。", "村支書于立說，項目位於立交橋旁。"),
        ("记者范文报道。示范文明村。", "記者范文報道。示範文明村。"),
        ("记者于红报道。散会后于红说好。", "記者于紅報道。散會後于紅說好。"),
    ],
)
def test_a_name_told_once_is_known_again_and_never_in_the_midst_of_words(
    written: str, meant: str
) -> None:
    assert Converter(Script.HANT).text(written, Script.HANS) == meant
