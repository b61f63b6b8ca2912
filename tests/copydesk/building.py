"""Raw copy in formats that are no text: built anew for every test, the same each time."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from email.message import EmailMessage

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5Erk"
    "Jggg=="
)


def wide_utf16() -> bytes:
    """UTF-16 with a byte order mark, CRLF, radicals, zero-width marks and full-width letters."""
    text = (
        "河湾区⼈⺠医院启用新⻔诊楼\r\n\r\n"
        "\u3000\u3000河湾讯\u3000５月８日，河湾区人民医院新门诊楼正式启用，\u200b总建筑面积１２"
        "，６００平方米，"
        "设床位３２０张，开放时间为８：００至１７：３０。\r\n"
        "\u3000\u3000院长方志强介绍，新楼装了ＣＴ机２台、ＭＲＩ一台，检查完３０分钟就可以取结果"
        "，\ufeff比过去快了一半。\r\n"
        "\u3000\u3000（记者\u3000江\u3000涛\u3000通讯员\u3000吕秀云）\r\n"
    )
    return "\ufeff".encode("utf-16-le") + text.encode("utf-16-le")


def big5_page() -> bytes:
    """Two stories in Big5, with corner quotes."""
    text = (
        "社區長者學電腦　志工一對一教學\n"
        "（記者林淑惠／河灣報導）河灣社區發展協會昨日起開辦長者電腦班，三十位長者報名，年紀最大"
        "的八十二歲。\n"
        "協會理事長陳文雄說：「長輩不是學不會，是沒有人慢慢教。」課程共八週，每週三上午九點上課"
        "，由十五位大學生志工一對一教學。\n"
        "八十二歲的黃阿嬤第一天就學會了傳照片，她說，以後可以天天看到在外地讀書的孫女。\n"
        "\n"
        "河灣老街夜市週末開張\n"
        "（記者張家豪／河灣報導）河灣老街夜市將於本週六傍晚開張，設攤八十二個，其中小吃攤五十個。\n"
        "區公所提醒，老街兩側禁止停車，民眾可搭乘免費接駁車前往。\n"
    )
    return text.encode("cp950")


def schedule_csv() -> bytes:
    """A schedule as a spreadsheet program saves it in China: GB18030, CRLF, a two-level header."""
    rows = [
        "河湾区领导干部2018年11月接访下访安排,,,,",
        "姓名,接访,,下访,",
        ",日期,地点,日期,地点",
        "陈立平,11月5日,区信访局,11月12日,清泉镇政府",
        '许国栋,"11月6日,20日",区信访局,11月13日,柳林镇政府',
        "王  敏,11月7日,区信访局,11月14日,石桥镇政府",
        ",,,,",
        "备注：接访时间为上午8:30-11:30，请携带身份证。,,,,",
    ]
    return ("\r\n".join(rows) + "\r\n").encode("gb18030")


def merged_workbook() -> bytes:
    """A workbook with a title over the whole table, merged groups and a total."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["河湾区2020年小麦收购进度表"])
    sheet.append(["（截至6月20日）"])
    sheet.append(["片区", "镇", "收购量（吨）", "占计划（%）"])
    sheet.append(["东片", "清泉镇", 1250, 62.5])
    sheet.append([None, "柳林镇", 980, 49])
    sheet.append(["西片", "石桥镇", 1430, 71.5])
    sheet.append([None, "河口镇", 660, 33])
    sheet.append(["合计", None, 4320, 54])
    sheet.append(["注：计划数由区粮食局下达。"])
    for block in ("A1:D1", "A2:D2", "A4:A5", "A6:A7", "A8:B8", "A9:D9"):
        sheet.merge_cells(block)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tracked_docx() -> bytes:
    """A Word file with styles, a tracked change, a picture with its caption, and a table."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    document.add_paragraph("河湾区推进会提出").style = document.styles["Normal"]
    document.add_paragraph("三年建成百里绿道", style="Title")
    document.add_paragraph("沿河七镇全部贯通", style="Subtitle")
    document.add_paragraph("本报记者 邓小川 通讯员 丁敏")
    first = document.add_paragraph("河湾讯 3月12日，河湾区召开绿道建设推进会，提出用")
    for kind, words in (("del", "五"), ("ins", "三")):
        change = OxmlElement(f"w:{kind}")
        change.set(qn("w:id"), "1" if kind == "del" else "2")
        change.set(qn("w:author"), "编辑")
        run = OxmlElement("w:r")
        text = OxmlElement("w:delText" if kind == "del" else "w:t")
        text.text = words
        run.append(text)
        change.append(run)
        first._p.append(change)  # noqa: SLF001 # python-docx has no call for tracked changes
    first.add_run("年时间，沿河建成绿道102公里，串起7个镇、31个村。")
    document.add_heading("一、先通后美", level=2)
    document.add_paragraph("今年先打通断头路19处，让群众能走、能骑；明年再种树、修驿站。")
    picture = document.add_paragraph()
    picture.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture.add_run().add_picture(io.BytesIO(PIXEL))
    caption = document.add_paragraph("建设中的清泉段绿道。 邓小川摄")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_heading("二、群众来管", level=2)
    document.add_paragraph("每个村聘一名护绿员，工资由镇里发，群众打分。")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "路段"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2021年"
    table.cell(1, 1).text = "里程"
    table.cell(1, 2).text = "投资"
    for column, words in enumerate(("清泉段", "38公里", "1.2亿元")):
        table.cell(2, column).text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mime_mail() -> bytes:
    """An e-mail in GB18030 with a signature, a quoted letter, a picture and a disclaimer."""
    message = EmailMessage()
    message["From"] = "韩梅 <hanmei@example.com>"
    message["To"] = "news@example.com"
    message["Subject"] = "供稿：河口镇建起“雨水银行”"
    message["Date"] = "Tue, 10 Jul 2019 09:30:00 +0800"
    message.set_content(
        "刘编辑：\n"
        "您好！稿件如下，请审阅。\n"
        "\n"
        "河口镇建起“雨水银行”\n"
        "\n"
        "河湾讯（通讯员 韩梅）近日，河口镇在12个缺水村建起雨水收集池46个，群众称之为“雨水银行”。\n"
        "据测算，46个水池一年可收集雨水9,200立方米，可浇灌果树1,500亩。\n"
        "“以前一担水要走三里路，”村民唐大勇说，“现在拧开阀门就有了。”\n"
        "\n"
        "祝工作顺利！\n"
        "-- \n"
        "韩梅\n"
        "河口镇宣传办 65558888\n"
        "\n"
        "在 2019年7月9日，上午8:00，刘编辑 <liu@example.com> 写道：\n"
        "> 韩梅你好，雨水池的稿子什么时候能给我？\n"
        "> 最好今天。\n",
        charset="gb18030",
        cte="base64",
    )
    message.add_attachment(PIXEL, maintype="image", subtype="png", filename="chi.png")
    return message.as_bytes()


BUILDERS: dict[str, Callable[[], bytes]] = {
    "wide-utf16.txt": wide_utf16,
    "big5-page.txt": big5_page,
    "schedule.csv": schedule_csv,
    "merged.xlsx": merged_workbook,
    "tracked.docx": tracked_docx,
    "mime.eml": mime_mail,
}
