"""Ordinary copy that is much: what a newsroom pastes into one file when it pastes a year.

Every entry makes a file of about so many bytes of text. No sentence recurs: names, places, days
and figures are drawn anew each time, and the words of news are a sample's by `unlike_copy`.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html import escape

from bench_press import GIVEN, PLACES, SURNAMES, TOWNS
from unlike_copy import Copywriter

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SEED = 20131001


class _Clerk:
    """Names, days, places and figures by chance; the same for the same seed."""

    def __init__(self) -> None:
        self._chance = random.Random(_SEED)  # noqa: S311 - the same copy every time
        self._writer = Copywriter(_SEED)

    def one(self, *choices: str) -> str:
        return self._chance.choice(choices)

    def count(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def name(self) -> str:
        return self.one(*SURNAMES) + self.one(*GIVEN, "敏", "强", "伟", "静")

    def day(self) -> str:
        return f"{self.count(1, 12)}月{self.count(1, 28)}日"

    def place(self) -> str:
        return self.one(*TOWNS) + self.one(*PLACES)

    def said(self, longest: int = 16) -> str:
        """A clause of a sentence that is not written twice."""
        return self._writer.sentence().split("，")[0].rstrip("。”")[:longest]

    def headline(self) -> str:
        return self.said(18)

    def paragraphs(self) -> list[str]:
        kept = list(self._writer.paragraphs())
        return kept[: self.count(2, len(kept))]


def _parts(size: int, part: Callable[[_Clerk, int], str]) -> Iterator[str]:
    """Parts until they come to so many bytes."""
    clerk, written, number = _Clerk(), 0, 0
    while written < size:
        number += 1
        made = part(clerk, number)
        written += len(made.encode())
        yield made


def _text(part: Callable[[_Clerk, int], str], head: str = "") -> Callable[[int], bytes]:
    return lambda size: (head + "".join(_parts(size, part))).encode()


def _story(clerk: _Clerk, number: int) -> str:
    """An item as a newsroom files it: headline, by-line or dateline, paragraphs, a signature."""
    head = [clerk.headline()]
    signed = f"记者 {clerk.name()} 通讯员 {clerk.name()}"
    paragraphs = clerk.paragraphs()
    if number % 3 == 0:
        head.append(signed)
    elif number % 3 == 1:
        paragraphs[-1] += f"（{clerk.name()}）"
    paragraphs[0] = f"本报讯（{signed}）{clerk.day()}，{paragraphs[0]}"
    return "\n".join([*head, *(f"　　{each}" for each in paragraphs), "", ""])


def _chapter(clerk: _Clerk, number: int) -> str:
    """A stretch of one long report, under a heading."""
    return "\n".join([f"（{number}）{clerk.headline()}", *clerk.paragraphs(), ""])


def _winner(clerk: _Clerk, number: int) -> str:
    prize = clerk.one("一等奖", "二等奖", "三等奖", "优秀奖")
    head = f"\n{clerk.place()}\n" if number % 40 == 1 else ""
    return f"{head}{prize}：《{clerk.said(9)}》 {clerk.name()}、{clerk.name()}\n"


def _entry(clerk: _Clerk, number: int) -> str:
    place = f"{clerk.place()}{clerk.count(1, 99)}号"
    phone = clerk.one("0379-6", "0379-8", "138", "159") + str(clerk.count(10**6, 10**7 - 1))
    return f"{number}. {clerk.name()}　地址：{place}　联系人：{clerk.name()}　电话：{phone}\n"


def _turn(clerk: _Clerk, number: int) -> str:
    who = clerk.one("主持人", "刘区长", "王代表", "李委员", clerk.name())
    head = f"\n第{number // 60 + 1}项议程\n" if number % 60 == 0 else ""
    return f"{head}{who}：{''.join(clerk.paragraphs()[0][: clerk.count(12, 160)])}。\n"


def _poem(clerk: _Clerk, number: int) -> str:
    if number % 2:
        ends = "，。，。" * clerk.count(1, 2)
        lines = [f"{clerk.said(7):天<7}"[:7] + end for end in ends]
    else:
        lines = [clerk.said(clerk.count(3, 14)) for _ in range(clerk.count(6, 24))]
    return "\n".join([clerk.said(6), clerk.name(), *lines, "", ""])


def _row(clerk: _Clerk) -> list[str]:
    return [clerk.name(), clerk.place(), clerk.day(), str(clerk.count(10, 99_999)), clerk.said(6)]


_HEADS = ["姓名", "单位", "日期", "金额", "事由"]


def _page(size: int) -> bytes:
    body = "".join(
        f"<h2>{escape(clerk_text.splitlines()[0])}</h2>"
        + "".join(f"<p>{escape(each)}</p>" for each in clerk_text.splitlines()[1:] if each)
        for clerk_text in _parts(size, _story)
    )
    menu = "".join(f'<li><a href="/{at}">栏目{at}</a></li>' for at in range(40))
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>一年的新闻</title></head>"
    return f"{head}<body><ul>{menu}</ul><div class=content>{body}</div></body></html>".encode()


def _docx(part: Callable[[_Clerk, int], str]) -> Callable[[int], bytes]:
    def made(size: int) -> bytes:
        lines = "".join(_parts(size, part)).split("\n")
        body = "".join(f"<w:p><w:r><w:t>{escape(each)}</w:t></w:r></w:p>" for each in lines)
        document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("word/document.xml", document)
        return out.getvalue()

    return made


def _mail(clerk: _Clerk, number: int) -> str:
    message = EmailMessage()
    message["From"], message["To"] = f"{clerk.name()} <a{number}@example.cn>", "b@example.cn"
    message["Subject"], message["Date"] = clerk.headline(), "Tue, 08 Oct 2013 09:00:00 +0800"
    message.set_content(_story(clerk, number), charset="utf-8", cte="8bit")
    return f"From a{number}@example.cn Tue Oct  8 09:00:00 2013\n{message.as_bytes().decode()}\n"


def _wrapped(clerk: _Clerk, number: int) -> str:
    """An item cut at thirty characters, as mail programs do."""
    lines = _story(clerk, number).split("\n")
    return "\n".join(
        "\n".join(line[at : at + 30] for at in range(0, len(line), 30)) or "" for line in lines
    )


def _marked(clerk: _Clerk, number: int) -> str:
    lines = _story(clerk, number).split("\n")
    return "\n\n".join([f"## {lines[0]}", *(f"**{each[:8]}**{each[8:]}" for each in lines[1:])])


LARGE: dict[str, Callable[[int], bytes]] = {
    "year.txt": _text(_story),
    "year-wrapped.txt": _text(_wrapped),
    "year-traditional.txt": lambda size: _traditional(_text(_story)(size)),
    "year.md": _text(_marked),
    "year.html": _page,
    "year.docx": _docx(_story),
    "year.mbox": _text(_mail),
    "one-report.txt": _text(_chapter, "关于一年来全区工作的报告\n"),
    "one-report.docx": _docx(_chapter),
    "winners.txt": _text(_winner, "全区征文比赛获奖名单\n"),
    "register.txt": _text(_entry, "全区便民服务网点通讯录\n"),
    "minutes.txt": _text(_turn, "区人大常委会会议记录\n"),
    "poems.txt": _text(_poem),
    "table-tabs.txt": _text(
        lambda clerk, _: "\t".join(_row(clerk)) + "\n", "\t".join(_HEADS) + "\n"
    ),
    "table-blanks.txt": _text(
        lambda clerk, _: "    ".join(_row(clerk)) + "\n", "    ".join(_HEADS) + "\n"
    ),
    "table-cells.txt": _text(lambda clerk, _: "\n".join(_row(clerk)) + "\n", "\n".join(_HEADS)),
    "table.csv": _text(lambda clerk, _: ",".join(_row(clerk)) + "\n", ",".join(_HEADS) + "\n"),
    "briefs.txt": _text(lambda clerk, _: f"●{clerk.day()}，{clerk.paragraphs()[0][:120]}。\n"),
    "ledger.txt": _text(
        lambda clerk, at: f"{at}、{clerk.place()}{clerk.said()}，金额{clerk.count(1, 9999)}万元；\n"
    ),
}


def _traditional(data: bytes) -> bytes:
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(data.decode())).encode()
