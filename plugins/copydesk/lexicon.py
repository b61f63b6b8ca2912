"""Words of the trade and of the script that many rules lean on."""

from __future__ import annotations

import re
from functools import cache, lru_cache


def word_list(words: str) -> list[str]:
    """Words written in one string, parted by blanks; for tables too long for one word a line."""
    return words.split()


HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af〇"
"""Han characters, for use inside a character class."""

_RADICALS = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_HAN = re.compile(f"[{HAN}]")
_ANY_HAN = re.compile(f"[{HAN}{_RADICALS}]")

CLOSERS = "”’」』》〉）)】〕\"'"
OPENERS = "“‘「『《〈（(【〔"
ENDS = "。！？!?…"
"""Marks that end a sentence."""

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟"
    "平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江"
    "童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石"
    "崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰"
    "秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴"
    "胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹"
    "习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾"
    "辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公付肖闫练邸代候覃苟岳帅缑亢况有琴商"
    "牟佘伯赏墨哈谯笪年爱阳佟言福晋楚闫门祖初旷冼辜植原仝苑战迟揭仉鹿淡栗苻信宛官冶仓桐敬"
)
SURNAMES = frozenset(_SURNAMES) - frozenset("有年却别终能经于和从公山后东")  # too common as words
RARE_SURNAMES = frozenset("于和从公山后东经能")
COMPOUND_SURNAMES = frozenset(
    word_list("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 司徒")
    + word_list("夏侯 端木 轩辕 南宫 呼延 宇文 闻人 申屠 钟离 独孤 百里")
)


BULLET = re.compile("^[ ]*[●◆■★▪◇○•※☆▶►◎⊙▲△]+[ ]*(?=[^ ])")
"""What leads an entry of a list."""


def has_han(text: str) -> bool:
    """Whether a text holds a Han character."""
    return bool(_HAN.search(text))


def han_count(text: str) -> int:
    """How many Han characters a text holds."""
    return len(_HAN.findall(text))


def is_han(character: str) -> bool:
    """Whether one character is a Han character, a radical or a compatibility form counted."""
    return bool(_ANY_HAN.fullmatch(character))


REMEMBERED = 20_000
"""Lines whose reading is kept: most are read by several rules, one after the other."""


@cache
def _simple() -> dict[int, str]:
    from hanzi.tables import tables

    return {ord(key): value for key, value in tables().traditional.items() if len(value) == 1}


@lru_cache(REMEMBERED)
def simple(text: str) -> str:
    """The text with Traditional characters as Simplified ones, one for one.

    Only for comparing with words of this house, never for what is printed.
    """
    if not _HAN.search(text):
        return text
    return text.translate(_simple())


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence ends, closing marks aside."""
    bare = text.rstrip().rstrip(CLOSERS + " ")
    return bare[-1:] in ENDS or (bare[-1:] in "：:；;" and bool(bare))


_WIDE = re.compile("[\u2e80-\U0010ffff“”‘’…—·]")


def width(text: str) -> int:
    """Columns a text takes where Han characters take two."""
    return len(text) + len(_WIDE.findall(text))
