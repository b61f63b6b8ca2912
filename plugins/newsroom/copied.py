"""Characters as PDFs hand them out when text is copied, and the plain ones they stand for.

A PDF knows shapes: for 一 or 人 it may give a Kangxi radical, for fi a ligature. They look the same
and are found by no search, no glossary and no conversion.
"""

from __future__ import annotations

import re
import unicodedata

# Radicals that Unicode gives no decomposition (CJK Radicals Supplement), by their shape
# (EquivalentUnifiedIdeograph.txt of the Unicode Character Database).
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺅⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺗⺘⺙⺛⺜⺝⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺯⺰⺱⺲⺵⺶"
        "⺷⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦"
        "⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乙亻几刀刂卜㔾小小尢尣尢巳幺彑彐忄扌攵旡日月民氵氺灬爫爫丬牛犭王疋目示礻糹纟罓罒羊羊"
        "羊耂肀月臼艹艹艹虎衤覀西见角讠贝车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟"
        "卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=False,
    )
)
RADICALS = "\u2e80-\u2fdf"
LIGATURES = "\ufb00-\ufb06"
COPIED = re.compile(f"[{RADICALS}{LIGATURES}]")


def plain_form(character: str) -> str:
    """The plain letters or Han character for a ligature or radical; itself where there is none."""
    return _SUPPLEMENT.get(character) or unicodedata.normalize("NFKC", character)


def plain(text: str) -> tuple[str, list[tuple[int, str]]]:
    """A text in plain characters, and which were changed at which offsets of the text given."""
    if not COPIED.search(text):
        return text, []
    changed = [
        (match.start(), match.group())
        for match in COPIED.finditer(text)
        if plain_form(match.group()) != match.group()
    ]
    return COPIED.sub(lambda match: plain_form(match.group()), text), changed
