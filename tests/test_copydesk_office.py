"""Word files as offices set them, and the papers of assemblies that stand one under the other."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from copydesk.desk import edit
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from copydesk.work import Work

LAMP = "老街在河东，长不过三百米，住着一百零八户人家。去年冬天，老街装上了第一盏路灯。"
ROAD = "老街的石板路坑坑洼洼，下雨就积水。今年春天，老街的路修平了，一百零八户人家都来看。"
COURT = "10月20日，县司法局青石司法所在茶园里公开审理一起土地承包纠纷，三十多名茶农旁听。"
CLINIC = "10月22日，卫生院组织家庭医生为二十三名行动不便的老人上门体检，建立健康档案。"


def headed(*parts: tuple[str, str], title: str = "") -> Work:
    """A Word file with headings of level 1, each over a paragraph, under a title perhaps."""
    document = Document()
    if title:
        document.add_heading(title, 0)
    for head, text in parts:
        document.add_heading(head, 1)
        document.add_paragraph(text)
    return read(document)


def read(document: object) -> Work:
    kept = io.BytesIO()
    document.save(kept)  # type: ignore[attr-defined]  # docx has no types
    return edit(read_copy("copy.docx", kept.getvalue()))


def texts(piece: Piece) -> list[str]:
    return [text.text for text in piece.paragraphs]


def heads(work: Work) -> list[str]:
    return [piece.headline.text for piece in work.pieces]


def test_headings_under_a_file_s_title_part_its_text() -> None:
    [piece] = headed(("一盏灯", LAMP), ("一条路", ROAD), title="让老街亮起来").pieces
    assert piece.headline.text == "让老街亮起来"
    assert [(s.text.text, s.before) for s in piece.subheads] == [("一盏灯", 0), ("一条路", 1)]


def test_items_under_a_file_s_title_keep_their_headlines() -> None:
    items = ("司法所：巡回法庭开进茶园", COURT), ("卫生院：为老人上门体检", CLINIC)
    work = headed(*items, title="一周工作动态（第31期）")
    assert heads(work) == [items[0][0], items[1][0]]
    assert work.pieces[0].kicker.text == "一周工作动态（第31期）"
    assert heads(headed(*items)) == [items[0][0], items[1][0]]


def test_a_headline_set_large_is_no_label() -> None:
    document = Document()
    document.add_paragraph("青石镇融媒体站送审稿")
    run = document.add_paragraph().add_run("柳湾：渔民上岸当起“护湖员”")
    run.bold, run.font.size = True, Pt(22)
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("（此处插图：护湖员在湖边清理水草）")
    document.add_paragraph(LAMP)
    document.add_paragraph(ROAD)
    work = read(document)
    assert heads(work) == ["柳湾：渔民上岸当起“护湖员”"]
    asked = {(doubt.line, doubt.reason) for doubt in work.doubts}
    assert (1, "像稿子走到哪一步的记号，不像标题") in asked
    assert (3, "像图片位置的记号，不像标题") in asked


OFFICE = "青石县人民代表大会常务委员会"
ADOPTED = "（2025年7月25日青石县第十九届人民代表大会常务委员会第二十八次会议通过）"
VOTED = "会议听取了县财政局的报告，同意财政经济委员会的审查意见，决定批准2024年县级财政决算。"


def test_papers_of_an_assembly_each_begin_over_the_day_of_their_vote() -> None:
    copy = (
        f"{OFFICE}\n关于批准2024年县级财政决算的决议\n{ADOPTED}\n{VOTED}\n\n"
        f"{OFFICE}\n人事任免名单\n{ADOPTED}\n任命：\n岳飞为青石县水利局局长。\n"
    )
    work = edit(read_copy("copy.txt", copy.encode()))
    assert heads(work) == [f"{OFFICE}关于批准2024年县级财政决算的决议", f"{OFFICE}人事任免名单"]
    assert texts(work.pieces[0]) == [VOTED]
    assert texts(work.pieces[1])[-1] == "岳飞为青石县水利局局长。"


def test_an_office_over_the_day_of_a_paper_begins_none() -> None:
    copy = f"{OFFICE}\n关于批准2024年县级财政决算的决议\n{VOTED}\n\n{OFFICE}\n2025年7月25日\n"
    [piece] = edit(read_copy("copy.txt", copy.encode())).pieces
    assert texts(piece) == [VOTED, OFFICE, "2025年7月25日"]


def test_what_comes_from_another_page_goes_on_with_a_sentence_that_was_broken_off_there() -> None:
    whole = f"青石镇秋粮入库过八成\n本报讯（记者 岳飞）{COURT}\n（下转03版）\n"
    copy = f"{whole}一图读懂\n{CLINIC}\n——区供电公司\n（上接01版）{ROAD}\n"
    work = edit(read_copy("copy.txt", copy.encode()))
    assert ROAD in [text for piece in work.pieces for text in texts(piece)]


SHIFTS = (
    ("日期", "时段", "值班人"),
    ("10月8日", "上午", "王敏"),
    ("10月8日", "下午", "李强"),
    ("10月9日", "上午", "张伟"),
)


def test_a_cell_that_is_merged_downwards_stands_in_each_of_its_rows_and_in_no_other() -> None:
    document = Document()
    document.add_heading("国庆假期值班安排", 1)
    document.add_paragraph("国庆假期的值班安排如下，请各科室遵照执行。")
    table = document.add_table(len(SHIFTS), 3)
    for row, words in zip(table.rows, SHIFTS, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(2, 0).text = ""
    table.cell(1, 0).merge(table.cell(2, 0))
    [piece] = read(document).pieces
    rows = [tuple(cell.text for cell in row) for row in piece.tables[0].rows]
    assert rows == [*SHIFTS]
    assert piece.headline.text == "国庆假期值班安排"


def test_a_cell_that_is_merged_to_the_side_stands_in_each_of_its_columns() -> None:
    document = Document()
    document.add_paragraph("国庆假期的值班安排如下，请各科室遵照执行。")
    table = document.add_table(3, 3)
    for row, words in zip(table.rows, (*SHIFTS[:2], ("10月9日", "全天休息", "")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(2, 1).merge(table.cell(2, 2)).text = "全天休息"
    [piece] = read(document).pieces
    rows = [[cell.text for cell in row] for row in piece.tables[0].rows]
    assert rows[1:] == [["10月8日", "上午", "王敏"], ["10月9日", "全天休息", "全天休息"]]
