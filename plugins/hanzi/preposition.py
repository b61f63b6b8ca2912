"""于 before a time or a place is a preposition, and nobody's surname: 市长|于|上午|抵达."""

from __future__ import annotations

import re

from hanzi.nametables import name_tables

_NUMBER = "一二三四五六七八九十百千万两几0-9０-９"
_WITHIN = "中里内外上下前后旁边畔侧间"

_WHEN = re.compile(
    "[今昨明][（(]|民国|西元|公元|美东|当日|前揭|"
    "[今昨明前当同次翌本上下每去][晨早午晚夜日天年月周季届期]|[上下中正]午|凌晨|清晨|早晨|傍晚"
    "|深夜|半夜|午[夜后间]|夜间|日前|近[日期年]|当[时地场庭]|[年月][初底末中内]|周[一二三四五六日末]"
    "|星期|春节|除夕|[初早仲盛孟深暮隆严寒][春夏秋冬]|[春夏秋冬][天季末初夜]|金秋|最[近后终]"
    f"|[{_NUMBER}]+(?:[{_NUMBER}]|[年月日号时点分周天个名代世旬期])"
    "|(?:国庆|建[军党国]|中秋|清明|端午|元旦|元宵|重阳|五一|改革开放)"
    "(?:期间|节|[前后时夜晚初]|假|当[天日]|长假|之)"
)

_WHERE = re.compile(
    f"[家山林空海水途梦雨狱会校村城市厂店室车院房屋楼班课场台路街网节赛术考婚产案饭睡假庭][{_WITHIN}]"
    f"|[湖江河田洞船机站港桥岸馆宫营宅灯灾病][{_WITHIN}]|[东西南北中][部侧边岸郊]|中[心途]"
    "|大学|[高初]中|[小中]学|医院|白宫|现场|会场|官网|本[地市县省国]|原[地址]|[异外内]地|[境国省]外"
    "|[期任职]内|(?:法|规|指|特)定|合同|不同|各[地自]|其[他中间]|此[前后时地次]|[该这那某]"
)


_DATED = re.compile(f"[（(][{_NUMBER}]{{1,2}}日?[）)]$")
"""What tells the day before 于: 今日（14）|于|官网."""

_LED = re.compile(
    f"(?:即将|拟|均|皆|曾|亦|预计|预定|预期|分别|同步|日起|期间|也已|[{_NUMBER}][日月年时号])$"
)
"""Adverbs and days that 于 goes on from, and no name follows: 即将|于|安平登场.

将 alone is none of them: 将于红杰抓获.
"""


def is_preposition(text: str, place: int) -> bool:
    """Whether 于 at an offset says when or where something happens."""
    before = max(0, place - 6)
    if _DATED.search(text, before, place) or _LED.search(text, before, place):
        return True
    if _WHEN.match(text, place + 1) or _WHERE.match(text, place + 1):
        return True
    cities = name_tables().cues["city"]
    return any(text[place + 1 : place + 1 + size] in cities for size in (4, 3, 2))
