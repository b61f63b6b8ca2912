"""Copy that is much work: each within the bounds of the desk, or refused by one of them.

Every entry makes the bytes of one file. `size` scales it: 1 is what scripts/bench imports, tests
take a tenth.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DAY = "天气很好，我们出去玩。\n"
_HEADER = "发件人: a@b.cn\n收件人: 编辑部\n主题: 稿件\n\n"


def _times(text: str, count: int) -> Callable[[float], bytes]:
    return lambda size: (text * max(1, int(count * size))).encode()


def _docx(body: str, count: int) -> Callable[[float], bytes]:
    def made(size: float) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            inner = "".join(body.replace("#", str(at)) for at in range(max(1, int(count * size))))
            document = f'<w:document xmlns:w="{_WORD}"><w:body>{inner}</w:body></w:document>'
            packed.writestr("word/document.xml", document)
        return out.getvalue()

    return made


def _report(size: float) -> bytes:
    """A report of 300 pages: a heading, then four paragraphs, again and again."""
    parts = []
    for at in range(int(500 * size)):
        parts.append(f"第{at}项工作稳步推进")
        for line in range(4):
            number = at * 7 + line
            parts.append(
                f"据统计，第{number}村今年种植玉米{number}亩，产量{number * 3}吨，"
                f"带动{number % 90}户农民增收，村里的道路也修好了。"
            )
    return "\n".join(parts).encode()


def _many_parts(size: float) -> bytes:
    part = "--X\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n天气很好。\r\n"
    head = "From: a@b.cn\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n"
    return (head + part * int(5_000 * size) + "--X--\r\n").encode()


def _wrapped(size: float) -> bytes:
    words = "全区召开大会部署招商引资工作要求各单位抓好落实，" * int(2_000 * size)
    return "\n".join(words[at : at + 30] for at in range(0, len(words), 30)).encode()


HEAVY: dict[str, Callable[[float], bytes]] = {
    "repeat.txt": _times(_DAY, 8_000),
    "blank.txt": lambda size: ("\n" * int(59_000 * size) + "天气。").encode(),
    "report.txt": _report,
    "short.txt": _times("会议\n", 30_000),
    "heads.txt": _times("全区招商引资会议召开\n", 20_000),
    "line.txt": _times("天气很好，我们出去玩。", 8_000),
    "megabyte.txt": _times("天气很好，我们出去玩。", 90_000),
    "stories.txt": _times(
        f"柳林镇三条村道通车\n\n河湾讯 9月12日,{_DAY}沿线群众说:“真方便!”\n\n", 5_000
    ),
    "wrapped.txt": _wrapped,
    "names.txt": _times("王敏、李强、张伟、", 10_000),
    "name-lines.txt": _times("王敏\n李强\n张伟\n", 3_300),
    "bylines.txt": _times("记者 王敏 通讯员 李强\n", 10_000),
    "datelines.txt": _times(f"我区召开秋收工作会议\n本报讯 9月12日，{_DAY}", 5_000),
    "days.txt": _times("2014年9月12日\n", 15_000),
    "captions.txt": _times(f"▲{_DAY.strip()}王敏 摄\n", 10_000),
    "verse.txt": _times("床前明月光，\n疑是地上霜。\n", 10_000),
    "dialogue.txt": _times("问：天气如何？\n答：天气很好。\n", 8_000),
    "numbers.txt": _times("一、天气很好\n", 15_000),
    "jumps.txt": _times("天气很好（下转第2版）\n", 8_000),
    "aligned.txt": _times("王敏    9月12日    大厅\n", 15_000),
    "phones.txt": _times("13800138000\n", 20_000),
    "callers.txt": _times("张伟 13800138000\n", 20_000),
    "cards.txt": _times("联系人：张伟 电话：0379-63120045\n", 20_000),
    "mails.txt": _times("zhangwei@example.cn\n", 20_000),
    "addresses.txt": _times("https://www.example.cn/a/b.html\n", 20_000),
    "labels.txt": _times("姓名：张伟\n单位：区委办\n", 10_000),
    "prices.txt": _times("白菜 1.2元\n", 20_000),
    "figures.txt": _times("1. 天气很好\n", 20_000),
    "entries.txt": _times("- 天气很好\n", 20_000),
    "rows.txt": _times("| 王敏 | 9月12日 |\n", 20_000),
    "tabbed.txt": _times("王敏\t9月12日\t大厅\n", 20_000),
    "articles.txt": _times("第一条 天气很好，我们出去玩。\n", 20_000),
    "latin.txt": _times("It is a fine day today.\n", 20_000),
    "letters.txt": _times("此致\n敬礼\n", 10_000),
    "sections.txt": _times(f"工作稳步推进\n\n{_DAY * 3}\n", 4_000),
    "awards.txt": _times("一等奖：王敏、李强\n", 20_000),
    "traditional.txt": _times("天氣很好，我們出去玩，這裡發展。\n", 6_000),
    "quoted.txt": lambda size: (_HEADER + f"> {_DAY}" * int(20_000 * size)).encode(),
    "forwarded.txt": lambda size: (f"{_HEADER}天气很好\n" * int(5_000 * size)).encode(),
    **{
        f"run-{ord(mark):04x}.txt": _times(mark, 90_000)
        for mark in '，。、1a ?（(“"-—_/|.@<&\t…\u200b'
    },
    **{
        f"lines-{ord(mark):04x}.txt": _times(mark * 20 + "\n", 4_500)
        for mark in '，。、1a?（(“"-—_/|.@<&…'
    },
    "cells.csv": _times(",".join(["王敏"] * 20) + "\n", 2_500),
    "comments.html": lambda size: ("<!--" * int(100_000 * size) + "文").encode(),
    "closed-comment.html": lambda size: ("<!--" * int(100_000 * size) + "文-->天气。").encode(),
    "quotes.html": lambda size: ("<html>" + "<a href='x" * int(60_000 * size) + ">").encode(),
    "instructions.html": lambda size: ("<html>" + "<?" * int(200_000 * size)).encode(),
    "end-tags.html": lambda size: ("<html>" + "</b>" * int(190_000 * size) + "天气。").encode(),
    "deep.html": _times("<div>", 20_000),
    "nearly-deep.html": _times("<div><p>天气很好" * 450 + "</div>" * 450, 40),
    "breaks.html": _times("天气很好<br>", 30_000),
    "entries.html": lambda size: ("<ul>" + "<li>天气很好，出去玩" * int(30_000 * size)).encode(),
    "table.html": lambda size: (
        "<table>" + ("<tr>" + "<td>王敏</td>" * 20 + "</tr>") * int(2_500 * size)
    ).encode(),
    "paragraphs.docx": _docx(
        "<w:p><w:r><w:t>第#段，天气很好，我们出去玩，大家都说好。</w:t></w:r></w:p>", 10_000
    ),
    "runs.docx": _docx("<w:p><w:r><w:t>#天</w:t></w:r><w:r><w:t>气#</w:t></w:r></w:p>", 10_000),
    "parts.eml": _many_parts,
}
