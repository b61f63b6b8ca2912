"""Marks that stand beside the words of a cell: numbers of footnotes, ticks, signs for nothing."""

from __future__ import annotations

import re
import unicodedata

DASHES = "-‐‑‒–—―−─~〜～－﹣"
_NOTE_MARK = re.compile(
    r"[①-⑳⑴-⒇⓪⓵-⓾❶-❿➀-➓]|[¹²³⁰⁴-⁹]+|(?:[*＊※†‡§]|(?<![0-9０-９])[#＃])+|[\[［〔【](?:注)?\s*[0-9０-９a-z]{1,2}[\]］〕】]"
    r"|[（(]\s*注\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[）)]|注[0-9０-９①-⑳]{1,2}(?![0-9])"
)
_CLOSED = (
    "休|停|休息|[节節]休|休[诊診]|停[诊診]|[轮輪]休|公休"
    "|假期|放假|公[众眾]假期|[闭閉][馆館]|停[办辦]"
)
_NOTHING = re.compile(
    rf"[无無]|[没沒]有|[暂暫][无無]|空|空缺|[暂暫]缺|缺|{_CLOSED}|[调調]休|不排|/|[{DASHES}/\\×xX✕✖╳]+|n/?a|none|nil|null",
    re.IGNORECASE,
)
_OFF = re.compile(f"{_CLOSED}|不接[访訪]|不出[诊診]")
_TICK = re.compile(r"[√✓✔☑●○◎◆◇■□▲△★☆☻⊙Y]|是|有|班|坐诊|出诊|值班|在岗|接访|接待|\+", re.IGNORECASE)
_DITTO = re.compile(
    r"同上|同前|同左|上同|〃|々|″|\"|”|“|''|同上一行|同上栏|ditto|、、|,,", re.IGNORECASE
)


def without_note_marks(text: str) -> tuple[str, str]:
    """A text without numbers of footnotes, and those that were taken out."""
    if _TICK.fullmatch(text.strip()):
        return text, ""
    marks = "".join(_NOTE_MARK.findall(text))
    return _NOTE_MARK.sub("", text), marks


def is_nothing(text: str) -> bool:
    """Whether a cell is blank or holds what newsrooms put into a blank one: 无, ——, /, 休."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return not plain or bool(_NOTHING.fullmatch(plain))


def is_off(text: str) -> bool:
    """Whether a cell says that nothing takes place: 休, 停诊, 节休."""
    return bool(_OFF.fullmatch("".join(text.split())))


def is_tick(text: str) -> bool:
    """Whether a cell says yes and nothing more: √, ●, 班."""
    return bool(_TICK.fullmatch("".join(text.split())))


def is_ditto(text: str) -> bool:
    """Whether a cell says that it is as the one above: 同上, 〃."""
    return bool(_DITTO.fullmatch("".join(text.split()).strip("（）()。")))
