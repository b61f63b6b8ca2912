"""A Simplified sentence becomes the Traditional one that a Taiwan newspaper would print."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanzi import Cause, Converter, recognise
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from shares import examples

HERE = Path(__file__).parent
HANT = Converter(Script.HANT)
HANS = Converter(Script.HANS)
HONG_KONG = Converter(Script.HANT_HK)


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


FOLDED = {ord(one): other for one, other in rows(HERE / "hanzi" / "variants.tsv")}


def same(one: str, other: str) -> bool:
    """Whether two conversions differ by nothing but ways of writing the same word."""
    return one.translate(FOLDED) == other.translate(FOLDED)


@pytest.mark.parametrize(("written", "wanted"), rows(HERE / "hanzi" / "sentences.tsv"))
def test_a_sentence_of_the_collection_converts_as_an_editor_would_write_it(
    written: str, wanted: str
) -> None:
    made = HANT.text(written, Script.HANS)
    assert same(made, wanted), made


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("市长发表讲话", "市長發表講話"),
        ("《论语》云：三人行", "《論語》云：三人行"),
        ("佛云：不可说", "佛云：不可說"),
        ("《白云》云集名家", "《白雲》雲集名家"),
        ("慰问资金发放到户", "慰問資金發放到戶"),
        ("健全干部制度", "健全幹部制度"),
        ("十月一日历史博物馆开放", "十月一日歷史博物館開放"),
        ("项目负责人参加会议", "項目負責人參加會議"),
        ("每台风力发电机", "每臺風力發電機"),
        ("中央广播电视总台播出", "中央廣播電視總台播出"),
        ("总台记者和央视总台", "總台記者和央視總台"),
        ("到宾馆总台登记", "到賓館總檯登記"),
        ("那艘船只能载十个人", "那艘船只能載十個人"),
        ("路面包括三段", "路面包括三段"),
        ("这两只能干的小狗", "這兩隻能幹的小狗"),
        ("校长发现里程表坏了", "校長發現里程錶壞了"),
        ("恢复检测工作", "恢復檢測工作"),
        ("学生会后勤部", "學生會後勤部"),
    ],
)
def test_no_dictionary_phrase_reaches_across_a_word(written: str, wanted: str) -> None:
    assert same(HANT.text(written, Script.HANS), wanted)


def test_the_hard_cases_of_the_field_come_out_right() -> None:
    # HARD_CASES names another collection: Simplified, tab, Traditional.
    collection = Path(os.environ.get("HARD_CASES", HERE / "hanzi" / "sentences.tsv"))
    cases = [row[:2] for row in rows(collection)]
    wrong = [row for row in cases if not same(HANT.text(row[0], Script.HANS), row[1])]
    assert len(wrong) <= len(cases) * 0.02, wrong


def test_words_are_not_exchanged_for_those_of_another_region() -> None:
    assert HANT.text("项目 软件 信息 网络", Script.HANS) == "項目 軟件 信息 網絡"


def test_taiwan_and_hong_kong_have_their_own_forms() -> None:
    assert HANT.text("为了这里的群众", Script.HANS) == "為了這裡的群眾"
    assert HONG_KONG.text("为了这里，说着", Script.HANS) == "為了這裏，說着"
    assert HONG_KONG.text("這裡說著", Script.HANT) == "這裏說着"


@pytest.mark.parametrize(
    ("converter", "source"),
    [(HANS, Script.HANS), (HANT, Script.HANT), (HONG_KONG, Script.HANT_HK)],
)
def test_the_authors_own_characters_stay_where_the_scripts_agree(
    converter: Converter, source: Script
) -> None:
    own = "皇后 發展 发展 乾隆 裏裡 “引号”「引號」"
    assert converter.text(own, source) == own


def test_each_script_has_its_own_quotation_marks() -> None:
    assert HANT.text("他说：“请看‘通知’。”", Script.HANS) == "他說：「請看『通知』。」"
    assert HANS.text("他說：「請看『通知』。」", Script.HANT) == "他说：“请看‘通知’。”"
    assert HANT.text("歌名是 Don’t Stop，workers’ 合唱", Script.HANS).count("’") == 2


def test_stray_traditional_characters_are_read_and_kept() -> None:
    assert HANT.text("头髮干燥，發展干部", Script.HANS) == "頭髮乾燥，發展幹部"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("详见https://www.a.gov.cn/查询。", "詳見https://www.a.gov.cn/查詢。"),
        ("见http://a.cn/e6koV线上报名或电洽", "見http://a.cn/e6koV線上報名或電洽"),
        ("www.a.cn网站查询", "www.a.cn網站查詢"),
        ("（http://a.cn/news?id=3）干部", "（http://a.cn/news?id=3）幹部"),
        ("https://a.cn/wiki/中国历史（后来）", "https://a.cn/wiki/中国历史（後來）"),
        ("https://a.cn/发展/干部?q=后面&p=1。后来", "https://a.cn/发展/干部?q=后面&p=1。後來"),
        ("https://a.cn/台湾_(发展)后", "https://a.cn/台湾_(发展)後"),
    ],
)
def test_an_address_ends_where_the_copy_runs_on_behind_it(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted


def test_a_declared_script_can_be_checked() -> None:
    assert recognise("市长发表讲话") is Script.HANS
    assert recognise("市長發表講話") is Script.HANT
    assert recognise("人山人海") is None
    assert recognise("") is None


@given(st.text(st.characters(), max_size=60))
@settings(max_examples=examples(200), deadline=None)
def test_no_text_breaks_a_conversion_and_no_table_changes_its_length(text: str) -> None:
    for converter in (HANT, HONG_KONG, HANS):
        for source in Script:
            made = converter.text(text, source)
            if "-{" not in text:
                assert len(made) == len(text)


@given(st.text("于干后里发面只系 ，“”‘’a-{}/\ud800\x00\x1e\x1f\u202e\U000e0001𠀀", max_size=40))
@settings(max_examples=examples(200), deadline=None)
def test_controls_surrogates_and_marks_in_disorder_pass(text: str) -> None:
    for converter in (HANT, HANS):
        converter.text(text, Script.HANS)
        converter.html(text, Script.HANS)
        converter.template(text)
        converter.doubts(text, Script.HANS)
        converter.doubts(text, Script.HANT)


def test_the_sample_survives_the_way_there_and_back() -> None:
    for path in sorted((HERE.parent / "content").rglob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            doubts = HANT.doubts(line, Script.HANS)
            mixed = "「" in line or any(one.why is Cause.MIXED for one in doubts)
            if recognise(line) is Script.HANS and "-{" not in line and not mixed:
                back = HANS.text(HANT.text(line, Script.HANS), Script.HANT)
                assert back == line, path.name


def test_importing_the_room_loads_no_dictionary() -> None:
    program = (
        "import sys, hanzi; from newsroom.model import Script; "
        "hanzi.Converter(Script.HANT).fingerprint; "
        "print(sorted({'opencc', 'rjieba', 'jinja2', 'yaml'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent / "plugins")}
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_a_fingerprint_changes_with_target_and_glossary_and_with_nothing_else() -> None:
    row = GlossaryRow("于红杰", "于紅傑", "person")
    other = GlossaryRow("于红杰", "于紅杰", "person")
    prints = [
        Converter(Script.HANT).fingerprint,
        Converter(Script.HANT_HK).fingerprint,
        Converter(Script.HANT, [row]).fingerprint,
        Converter(Script.HANT, [other]).fingerprint,
    ]
    assert len(set(prints)) == 4
    assert Converter(Script.HANT, [row]).fingerprint == prints[2]
    here = GlossaryRow("于红杰", "于紅傑", "person", hong_kong="于紅杰")
    assert Converter(Script.HANT_HK, [here]).fingerprint not in {
        *prints,
        Converter(Script.HANT_HK, [row]).fingerprint,
    }


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("庆祝香港回归一周年", "慶祝香港回歸一週年"),
        ("恶意诋毁他人", "惡意詆毀他人"),
        ("做好针灸推拿", "做好針灸推拿"),
        ("工业回归分析", "工業迴歸分析"),
    ],
)
def test_a_mended_row_stands_inside_a_longer_word_too(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("网友纷纷点赞：打在软肋上", "網友紛紛點讚：打在軟肋上"),
        ("老师赞她为人正直", "老師讚她為人正直"),
        ("基里延科将访问中国", "基里延科將訪問中國"),
    ],
)
def test_natives_decide_what_no_rule_and_no_phrase_decides(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted


def test_what_natives_decide_is_listed_with_what_the_dictionary_says() -> None:
    (doubt,) = HANT.doubts("老师赞她为人正直", Script.HANS)
    assert (doubt.found, doubt.form, doubt.other) == ("赞", "讚", "贊")


def test_natives_decide_nothing_that_the_words_of_the_sentence_do() -> None:
    """老闆 stands in no 敬老|板报, and 颱風 in no 每台|风力发电机."""
    assert HANT.text("敬老板报评比，一百台风力灭火机", Script.HANS) == (
        "敬老板報評比，一百台風力滅火機"
    )


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("新安里、阳明里、公馆里及北投区湖山里", "新安里、陽明里、公館里及北投區湖山里"),
        ("士林区溪山里长黄慧芬说，溪山里要撤离", "士林區溪山里長黃慧芬說，溪山里要撤離"),
        ("区里长表示，永宁区里长联谊会", "區里長表示，永寧區里長聯誼會"),
        ("区里长期坚持，县里长大的孩子", "區裡長期堅持，縣裡長大的孩子"),
        ("屋子里、院子里、走廊里都是水", "屋子裡、院子裡、走廊裡都是水"),
        ("高新区车间里，金水区花园里，海淀区家里", "高新區車間裡，金水區花園裡，海淀區家裡"),
        ("山里长黄瓜，田里长草", "山裡長黃瓜，田裡長草"),
    ],
)
def test_a_ward_is_known_by_its_district_its_chief_or_its_list(written: str, wanted: str) -> None:
    assert HANT.text(written, Script.HANS) == wanted
