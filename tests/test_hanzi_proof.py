"""The proof sheet lists what an editor should look at, and takes a signature."""

from __future__ import annotations

import io
import shlex
from pathlib import Path

import pytest
from openpyxl import Workbook

from chromium import chromium
from hanzi import Cause, Converter, HanziCode, read_glossary
from hanzi.doubt import Risk
from hanzi.groups import groups
from hanzi.proof import PSEUDO_RATE, pseudo_rate
from hanzi.proofing import main, manuscripts, page
from hanzi.sheet import Manuscript, entries, script_problems, unsigned
from hanzi.usage import without_effect
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from newsroom.problems import Severity
from newsrooms import item

HANT = Converter(Script.HANT)
CONTENT = Path(__file__).parent.parent / "content"
SENTENCES = Path(__file__).parent / "hanzi" / "sentences.tsv"
NEWS = Manuscript("a.md", ((3, "会议开始。"), (7, "感谢干立新多年来的支持，<b>谢谢</b>。")))


def newsroom(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    issue = content / "issues" / "2013-09-30"
    issue.mkdir(parents=True)
    (issue / "lead.md").write_text(
        "---\nheadline: 开会\nglossary: {范一: 范一}\n---\n\n感谢干立新多年来的支持。\n",
        encoding="utf-8",
    )
    (content / "glossary.csv").write_text(
        "simplified,traditional,hong_kong,kind,note\n于红杰,于紅傑,,person,\n", encoding="utf-8"
    )
    return content


def test_an_entry_has_file_line_surroundings_and_both_readings() -> None:
    (entry,) = entries([NEWS], HANT)
    assert (entry.file, entry.line, entry.doubt.why) == ("a.md", 7, Cause.NAME)
    assert entry.doubt.found == "干立新"
    assert {entry.doubt.form, entry.doubt.other} == {"干立新", "幹立新"}
    assert str(entry).startswith("a.md:7: 人名: 感谢【干立新】多年来的支持")


def test_a_paragraph_is_read_as_one_though_its_source_breaks_the_line() -> None:
    wrapped = Manuscript("a.md", ((3, "会议由副市"), (4, "长干立"), (5, "新主持。"), (7, "于都")))
    (entry,) = entries([wrapped], HANT)
    assert (entry.line, entry.doubt.found, entry.doubt.form) == (4, "干立新", "干立新")
    apart = Manuscript("a.csv", ((3, "会议由副市"), (4, "长干立"), (5, "新主持。")))
    assert all(one.doubt.found != "干立新" for one in entries([apart], HANT))
    headed = Manuscript("a.md", ((1, "# 会议由副市"), (2, "长干立新主持。")))
    assert all("副市" not in one.before for one in entries([headed], HANT))


def test_what_another_converter_or_nobody_would_write_is_listed() -> None:
    assert not HANT.doubts("市长发表讲话", Script.HANS)
    assert [one.why for one in HANT.doubts("山上有谷", Script.HANS)] == [Cause.CHARACTER]
    assert [one.why for one in HANT.doubts("我們开会", Script.HANS)] == [Cause.MIXED]


@pytest.mark.parametrize(
    "words", ["折求各镇", "全系区直单位", "参股系区", "后发各村", "又联系区企业联合会", "长征村"]
)
def test_words_are_not_taken_for_a_place(words: str) -> None:
    """Nor what cuts a word in two (长|征村)."""
    assert not [one for one in HANT.doubts(words, Script.HANS) if one.why is Cause.PLACE]


@pytest.mark.parametrize("name", ["涂镇", "征云镇"])
def test_a_place_whose_name_may_be_written_otherwise_is_asked_about(name: str) -> None:
    found = [one.found for one in HANT.doubts(f"去{name}。", Script.HANS)]
    assert any(one in name for one in found), found


def test_each_regions_own_forms_are_no_stray_simplified() -> None:
    assert not HANT.doubts("群眾在山峰下吃麵，為了裡面的床", Script.HANT)
    listed = HANT.doubts("群眾在这里吃麵", Script.HANT)
    assert [(one.why, one.found) for one in listed] == [(Cause.MIXED, "这")]
    assert [one.why for one in Converter(Script.HANS).doubts("我們开会", Script.HANS)] == [
        Cause.MIXED
    ]


def test_native_traditional_is_no_pseudo_traditional() -> None:
    rows = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines()[1:]]
    native = "\n".join(wanted for _, wanted in rows)
    careless = native
    for right, wrong in (("後", "后"), ("幹", "干"), ("裡", "里"), ("麵", "面"), ("製", "制")):
        careless = careless.replace(right, wrong)
    assert pseudo_rate(native) < PSEUDO_RATE < pseudo_rate(careless)
    assert pseudo_rate("后") == 0
    problems = script_problems(Manuscript("a.md", ((1, careless),), Script.HANT))
    assert [problem.code for problem in problems] == [HanziCode.PSEUDO_TRADITIONAL]
    problems = script_problems(Manuscript("a.md", ((1, native),), Script.HANS))
    assert [problem.code for problem in problems] == [HanziCode.SCRIPT_MISDECLARED]


def test_a_setting_can_make_an_unsigned_name_an_error() -> None:
    problems = unsigned(entries([NEWS], HANT), Severity.ERROR)
    assert [(one.file, one.line, one.code, one.severity) for one in problems] == [
        ("a.md", 7, HanziCode.NAME_UNSIGNED, Severity.ERROR)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "感谢干立新多年来的支持，“谢谢”。",
        "感谢<ruby>干<rt>gān</rt></ruby>立新，<b>山上有谷</b>。",
        "-{zh-hans:甲;zh-hant:乙}-，我們开会。",
        "2013.10",
    ],
)
def test_a_text_is_read_once_for_both_its_words_and_what_is_asked_of_them(text: str) -> None:
    made, doubts = HANT.proofed(text, Script.HANS)
    assert list(made) == list(HANT.run(text, Script.HANS))
    assert doubts == HANT.doubts(text, Script.HANS)


@pytest.mark.parametrize(
    "written",
    [
        "感谢<ruby>干<rt>gān</rt></ruby>立新多年来的支持。",
        "感谢<ruby>干立<rp>(</rp><rt>gān lì</rt><rp>)</rp></ruby>新多年来的支持。",
        "感谢{干|gān}立新多年来的支持。",
        "感谢<ruby>干<rt>gān</rt></ruby>立新多年来的支持，-{zh-hans:甲;zh-hant:乙}-。",
    ],
)
def test_a_name_with_a_reading_is_signed_as_it_is_said(written: str) -> None:
    listed = list(entries([Manuscript("a.md", ((7, written),))], HANT))
    (problem,) = unsigned(listed, Severity.WARNING)
    assert "scripts/proof --accept 干立新，" in problem.cure
    assert [(one.written, one.before) for one in listed] == [("干立新", "感谢")]


def test_the_page_shows_both_scripts_and_escapes_what_it_shows() -> None:
    made = page(groups(entries([NEWS], HANT)), Script.HANT)
    assert "感谢<mark>干立新</mark>多年来的支持，&lt;b&gt;谢谢" in made
    assert '<td lang="zh-Hant">' in made
    assert "a.md:7" in made
    assert "<style" not in made
    assert made.count("<script") == made.count('<script src="proof.js" defer></script>') == 1


def test_one_signature_is_for_every_place_and_the_headline_comes_first() -> None:
    lines = (
        (2, "headline: 感谢干立新"),
        (5, "一只脚踏在干邑上。"),
        (9, "感谢干立新多年来的支持。"),
    )
    first, *_ = groups(entries([Manuscript("a.md", lines)], HANT))
    assert (first.written, first.signable) == ("干立新", True)
    assert [(entry.line, entry.headline) for entry in first.entries] == [(2, True), (9, False)]


def test_what_is_signed_has_its_kind_its_signer_and_its_day(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    brief = content / "issues" / "2013-09-30" / "brief.md"
    brief.write_text(
        "---\nheadline: 会\n---\n\n副市长种得水主持会议，到征云镇。\n", encoding="utf-8"
    )
    signed = ["--accept", "人名", "--accept", "地名", "--by", "老王", "--on", "2013-09-29"]
    assert main(["2013-09-30", "--content", str(content), *signed]) == 0
    rows, problems = read_glossary(content / "glossary.csv", "glossary.csv")
    assert problems == []
    made = {row.simplified: (row.kind, row.note) for row in rows}
    assert made["种得水"] == ("person", "签认 老王 2013-09-29")
    assert made["征云镇"][0] == "place"
    left = entries(manuscripts(content, content), Converter(Script.HANT, rows))
    assert not [one for one in left if one.doubt.found in made]


def test_headlines_come_first_then_names_then_what_is_likeliest_wrong() -> None:
    lines = (
        (2, "headline: 山上有谷"),
        (5, "山坡上有谷，今年谷雨前后多雨。"),
        (9, "库里奇将访问中国，库里奇说。"),
        (13, "感谢干立新多年来的支持。"),
    )
    listed = groups(entries([Manuscript("a.md", lines, extra={"谷雨": "谷雨"})], HANT))
    first = [group.entries[0] for group in listed]
    assert first[0].headline
    assert [entry.doubt.risk for entry in first[1:3]] == [Risk.CONTRADICTED, Risk.UNNAMED]
    assert [entry.doubt.why for entry in first[1:3]] == [Cause.NAME, Cause.NAME]
    risks = [entry.doubt.risk for entry in first[3:]]
    assert risks == sorted(risks, reverse=True)
    assert [len(group.entries) for group in listed if group.written == "库里奇"] == [2]


@pytest.mark.parametrize(
    "words", ["他扎进人群", "一头扎进水里", "谷雨前后", "后进来的人", "扎进工地"]
)
def test_a_word_is_not_filed_as_a_person_or_a_place(words: str) -> None:
    listed = groups(entries([Manuscript("a.md", ((1, words),))], HANT))
    assert not [group for group in listed if group.kind in ("person", "place")]


def test_a_doubtful_letter_is_signed_with_its_word() -> None:
    (entry,) = entries([Manuscript("a.md", ((1, "把啤酒瓶干脆扔了谷里。"),))], HANT)
    assert entry.doubt.found in entry.written
    assert len(entry.written) > 1


def test_a_signed_form_is_asked_again_only_where_the_text_contradicts_it() -> None:
    signed = {"谷雨": "谷雨"}
    assert not HANT.doubts("村民谷雨说，收成不错。", Script.HANS, signed)
    listed = HANT.doubts("今年谷雨前后多雨。", Script.HANS, signed)
    assert [(one.found, one.form, one.other) for one in listed] == [("谷雨", "谷雨", "穀雨")]


def test_a_row_that_always_cuts_a_word_is_said_to_have_no_effect() -> None:
    rows = [GlossaryRow("土著", "土著", line=2), GlossaryRow("于红", "于紅", "person", line=3)]
    copy = [Manuscript("a.md", ((4, "由于红杰出，大家都去看。"),))]
    problems = without_effect(rows, copy)
    assert [(one.line, one.code, one.severity) for one in problems] == [
        (3, HanziCode.GLOSSARY_NO_EFFECT, Severity.WARNING)
    ]
    assert "a.md:4" in problems[0].what


def test_traditional_copy_is_signed_the_other_way_round(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    path = content / "issues" / "2013-09-30" / "b.md"
    path.write_text("---\nscript: hant\n---\n\n副縣長李乾主持會議。\n", encoding="utf-8")
    assert main(["--content", str(content), "--to", "hans", "--accept", "李乾"]) == 0
    rows, _ = read_glossary(content / "glossary.csv", "glossary.csv")
    assert (rows[-1].simplified, rows[-1].traditional, rows[-1].kind) == ("李乾", "李乾", "person")


def test_accepting_a_name_writes_its_row_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = newsroom(tmp_path)
    assert main(["2013-09-30", "--content", str(content)]) == 0
    assert "干立新" in capsys.readouterr().out
    assert main(["--content", str(content), "--accept", "干立新=干立新"]) == 0
    rows, problems = read_glossary(content / "glossary.csv", "glossary.csv")
    assert problems == []
    assert [(row.simplified, row.traditional, row.kind) for row in rows] == [
        ("于红杰", "于紅傑", "person"),
        ("干立新", "干立新", "person"),
    ]
    capsys.readouterr()
    assert main(["2013-09-30", "--content", str(content)]) == 0
    assert "干立新" not in capsys.readouterr().out
    assert main(["--content", str(content), "--accept", "干立新"]) == 2


def test_a_name_accepted_without_a_form_takes_the_one_that_is_set(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    assert main(["--content", str(content), "--accept", "范学贵"]) == 0
    rows, _ = read_glossary(content / "glossary.csv", "glossary.csv")
    assert rows[-1].traditional == "范學貴"


def test_a_name_accepted_is_signed_as_the_manuscript_shows_it(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    brief = content / "issues" / "2013-09-30" / "brief.md"
    brief.write_text("---\nheadline: 会\n---\n\n副市长种得水主持会议。\n", encoding="utf-8")
    assert main(["--content", str(content), "--to", "hant-hk", "--accept", "种得水"]) == 0
    rows, _ = read_glossary(content / "glossary.csv", "glossary.csv")
    assert rows[-1].traditional == "种得水"


def test_a_name_set_in_two_ways_is_not_accepted_without_a_form(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    brief = content / "issues" / "2013-09-30" / "brief.md"
    brief.write_text("---\nheadline: 会\n---\n\n副市长干立新主持会议。\n", encoding="utf-8")
    assert main(["--content", str(content), "--accept", "干立新"]) == 2
    assert main(["--content", str(content), "--accept", "干立新=干立新"]) == 0


def test_a_form_that_would_spoil_the_table_is_not_written(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    before = (content / "glossary.csv").read_bytes()
    assert main(["--content", str(content), "--accept", "余红杰=于紅傑"]) == 2
    assert (content / "glossary.csv").read_bytes() == before


def schedule(content: Path, name: str) -> None:
    item(
        content,
        "plan",
        day="2013-09-30",
        kind="schedule",
        table=name,
        schedule={"period": "2013-10", "venue": "大厅", "hours": "上午8:30-12:00"},
    )


def test_a_table_is_proofed_alike_in_every_format(tmp_path: Path) -> None:
    rows = [["姓名", "接访时间"], ["范学贵", "10月8日"], ["干立新", "10月9日"]]
    text = "".join(",".join(row) + "\n" for row in rows)
    book, made = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    listed = {}
    for name, data in {
        "t.csv": text.encode(),
        "u.csv": text.encode("gb18030"),
        "t.tsv": text.replace(",", "\t").encode("utf-16"),
        "t.xlsx": made.getvalue(),
    }.items():
        content = newsroom(tmp_path / name)
        (content / "issues" / "2013-09-30" / name).write_bytes(data)
        schedule(content, name)
        found = unsigned(entries(manuscripts(content, content), HANT), Severity.WARNING)
        listed[name] = {(one.line, one.what) for one in found if one.file.endswith(name)}
    assert len(listed["t.csv"]) == 2
    assert all(names == listed["t.csv"] for names in listed.values())


@pytest.mark.parametrize(
    "matter",
    [
        "date: 2026-02-30",
        "a: &a [x]\nb: &b [*a,*a]\nglossary: {于方: *b}",
        "glossary: " + "[" * 4000,
        "script: hant-tw",
        "script: [hant]",
    ],
)
def test_front_matter_that_reading_refuses_does_not_stop_the_proof_sheet(
    tmp_path: Path, matter: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = newsroom(tmp_path)
    text = f"---\nheadline: 会\n{matter}\n---\n\n感谢干立新多年来的支持。\n"
    (content / "issues" / "2013-09-30" / "b.md").write_text(text, encoding="utf-8")
    assert main(["2013-09-30", "--content", str(content)]) == 0
    assert "干立新" in capsys.readouterr().out


def test_a_manuscript_of_hong_kong_is_read_in_its_own_script(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    path = content / "issues" / "2013-09-30" / "b.md"
    path.write_text("---\nscript: hant-hk\n---\n開會。\n", encoding="utf-8")
    read = {manuscript.file: manuscript.script for manuscript in manuscripts(content, content)}
    assert read["content/issues/2013-09-30/b.md"] is Script.HANT_HK


def test_an_issue_that_is_not_there_is_said(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    assert main(["2000-01-01", "--content", str(content)]) == 2
    assert main(["../..", "--content", str(content)]) == 2


def test_a_page_can_be_saved(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    target = tmp_path / "proof.html"
    assert main(["--content", str(content), "--page", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "proof.js").is_file()
    assert (tmp_path / "proof.css").is_file()


def test_the_sample_has_no_unsigned_name() -> None:
    glossary, problems = read_glossary(CONTENT / "glossary.csv", "glossary.csv")
    assert problems == []
    converter = Converter(Script.HANT, glossary)
    listed = entries(manuscripts(CONTENT / "issues", CONTENT), converter)
    assert not [str(entry) for entry in listed if entry.doubt.why is Cause.NAME]


def test_a_name_of_the_headline_is_set_as_the_copy_tells() -> None:
    lines = ((2, "headline: 范庄村余得水带头干"), (5, "书记余得水说，村里丰收。"))
    listed = groups(entries([Manuscript("a.md", lines)], HANT))
    (group,) = [one for one in listed if one.written == "余得水"]
    assert (group.forms, group.kind) == (("余得水",), "person")
    assert [entry.line for entry in group.entries] == [2, 5]


def test_a_word_set_in_two_ways_is_one_group_and_signed_once(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    brief = content / "issues" / "2013-09-30" / "brief.md"
    brief.write_text("---\nheadline: 会\n---\n\n副市长干立新主持会议。\n", encoding="utf-8")
    listed = groups(entries(manuscripts(content, content), HANT))
    (group,) = [one for one in listed if one.written == "干立新"]
    assert set(group.forms) == {"干立新", "幹立新"}
    assert group.form == "干立新"  # as the post beside it tells
    both = ["--accept", "干立新=干立新", "--accept", "干立新=幹立新"]
    assert main(["--content", str(content), *both]) == 2
    twice = ["--accept", "干立新=干立新", "--accept", "干立新=干立新"]
    assert main(["--content", str(content), *twice]) == 0
    rows, _ = read_glossary(content / "glossary.csv", "glossary.csv")
    assert [row.simplified for row in rows].count("干立新") == 1


def test_what_is_chosen_on_the_page_becomes_one_command_and_rows(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    brief = content / "issues" / "2013-09-30" / "brief.md"
    brief.write_text(
        "---\nheadline: 会\n---\n\n副市长干立新主持会议，到征云镇。山上有谷，水塘里见干。\n",
        encoding="utf-8",
    )
    target = tmp_path / "proof.html"
    assert main(["2013-09-30", "--content", str(content), "--page", str(target)]) == 0
    with chromium() as browser:
        view = browser.new_page()
        view.goto(target.as_uri())
        assert view.input_value("#command") == ""
        view.get_by_label("另一种 幹立新").check()
        view.fill("#by", "老王")
        command, rows = view.input_value("#command"), view.input_value("#rows")
        view.locator("fieldset", has_text="征云镇").get_by_label("写作").fill("徵雲鎮")
        view.click("#all")
        everything = view.input_value("#command")
    of = f"scripts/proof 2013-09-30 --content {content}"
    assert command == f"{of} --by '老王' --accept '干立新=幹立新'"
    assert rows.startswith("干立新,幹立新,,person,签认 老王 20")
    assert "--accept '征云镇=徵雲鎮'" in everything
    assert main(shlex.split(everything)[1:]) == 0  # pasted as it is
    signed, problems = read_glossary(content / "glossary.csv", "glossary.csv")
    assert problems == []
    left = groups(entries(manuscripts(content, content), Converter(Script.HANT, signed)))
    assert [group.written for group in left if group.signable] == []


def test_a_name_that_signs_is_told_as_it_is_set_and_signed_so(tmp_path: Path) -> None:
    """余后 by itself is what is left afterwards (餘後); under a text it is somebody."""
    content = newsroom(tmp_path)
    issue = content / "issues" / "2013-09-30"
    matter = "bylines:\n- name: 余后\nphotos:\n- {file: a.jpg, credit: 田冲 摄}"
    (issue / "lead.md").write_text(f"---\nheadline: 开会\n{matter}\n---\n\n会议开始。\n", "utf-8")
    (issue / "who.csv").write_text("姓名,接访时间\n余征,9月3日\n", "utf-8")
    told = {one.doubt.found: one for one in entries(manuscripts(content, content), HANT)}
    assert {name: told[name].form for name in ("余后", "田冲", "余征")} == {
        "余后": "余后",
        "田冲": "田沖",
        "余征": "余征",
    }
    assert str(told["田冲"]).endswith("→ 田沖（或 田衝）")
    (printed,) = unsigned([told["余后"]], Severity.WARNING)
    assert "现在排作“余后”" in printed.what
    assert main(["--content", str(content), "--accept", "余后"]) == 0
    rows, _ = read_glossary(content / "glossary.csv", "glossary.csv")
    assert [(row.traditional, row.kind) for row in rows if row.simplified == "余后"] == [
        ("余后", "person")
    ]


def test_what_signs_nothing_is_told_as_a_word(tmp_path: Path) -> None:
    content = newsroom(tmp_path)
    lead = content / "issues" / "2013-09-30" / "lead.md"
    lead.write_text("---\nheadline: 开会\n---\n\n- 余后\n", "utf-8")
    told = [one.form for one in entries(manuscripts(content, content), HANT)]
    assert told == ["餘後"]
