"""Lines of each kind that conversion has ever got wrong, made from a seed: a word in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random


@dataclass(frozen=True)
class Line:
    """A Simplified line, where the word in question begins, and its Traditional form."""

    written: str
    place: int
    form: str


@dataclass(frozen=True)
class Kind:
    """Words with their forms, and the frames in which they stand."""

    words: tuple[tuple[str, str], ...]
    frames: tuple[str, ...]


def _words(listed: str) -> tuple[tuple[str, str], ...]:
    pairs = (word.partition("=") for word in listed.split())
    return tuple((one, form or one) for one, _, form in pairs)


def _each(heads: str, forms: str, tail: str, form: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (head + tail, own + form) for head, own in zip(heads.split(), forms.split(), strict=True)
    )


KINDS: dict[str, Kind] = {
    "the inside of a compound": Kind(
        _each(
            "分配 考试 管理 保障 会计 审计 户籍 会议 问责 休假 配给 试用 公示 复核 轮换 代表 选举",
            "分配 考試 管理 保障 會計 審計 戶籍 會議 問責 休假 配給 試用 公示 複核 輪換 代表 選舉",
            "制度",
            "制度",
        ),
        ("{}改革进展顺利。", "完善{}。", "收入{}要改。", "健全{}和办法。", "他介绍了{}的来历。"),
    ),
    "于 before 某": Kind(
        _each(
            "由 位 鉴 基 处 属 对 关 至 限 居 忠 用 毕业 始建 就职 藏身 来自 流行 适 介 等",
            "由 位 鑑 基 處 屬 對 關 至 限 居 忠 用 畢業 始建 就職 藏身 來自 流行 適 介 等",
            "于某",
            "於某",
        ),
        ("{}种原因。", "他{}小区。", "这{}个阶段。", "{}些人来说。", "该厂{}村集体。", "{}大学。"),
    ),
    "于 in a verb": Kind(
        _words(
            "由于=由於 位于=位於 鉴于=鑑於 处于=處於 属于=屬於 在于=在於 始建于=始建於 "
            "毕业于=畢業於 "
            "诞生于=誕生於 来源于=來源於 活跃于=活躍於 低于=低於 坐落于=坐落於 "
            "发源于=發源於 致力于=致力於"
        ),
        ("他{}北京。", "它{}文化。", "{}长江。", "该校{}平原。", "这{}国家。"),
    ),
    "a word that looks like a name": Kind(
        _words(
            "沈阳人=瀋陽人 台风=颱風 强台风=強颱風 范围=範圍 左后卫=左後衛 右后卫=右後衛 "
            "后进生=後進生 "
            "采访证=採訪證 党代表=黨代表 种田人=種田人 涂改液=塗改液 范围广=範圍廣 种植户=種植戶 "
            "余热=餘熱 后勤部=後勤部 台风眼=颱風眼 沈阳站=瀋陽站 采购员=採購員 "
            "党支部=黨支部 余下=餘下 "
            "种子站=種子站 涂料厂=塗料廠 征地款=徵地款 后备军=後備軍 采油树=採油樹"
        ),
        (
            "这里说的是{}。",
            "我们都见过{}。",
            "{}的事要办好。",
            "他提到了{}。",
            "关于{}的报道。",
            "今天，{}又成了话题。",
        ),
    ),
    "a digit with what it counts": Kind(
        tuple(
            (f"{number}{blank}{word}", f"{number}{blank}{form}".replace("余", "餘"))
            for number, blank, (word, form) in product(
                ("4", "60", "１０", "15", "10余", "3.5"),
                ("", " "),
                (
                    ("天后", "天後"),
                    ("年后", "年後"),
                    ("只猪", "隻豬"),
                    ("里路", "里路"),
                    ("周后", "週後"),
                    ("个月后", "個月後"),
                    ("斤谷", "斤穀"),
                    ("余人", "餘人"),
                    ("台机器", "台機器"),
                ),
            )
            if not (word.startswith("余") and number.endswith("余"))
            and not (number.endswith("余") and blank)
            and not (number == "3.5" and word[0] in "只余台")
        ),
        ("他{}。", "大约{}，他来了。", "过了{}，才知道。", "共{}。"),
    ),
    "a foreign name": Kind(
        _words(
            "佩里 莫利纳里=莫利納里 库里=庫里 里贝罗=里貝羅 沙奇里 范恩 卡拉干达=卡拉干達 "
            "咸普顿=咸普頓 "
            "范佩西 范戴克 卡塔里 奥马里=奧馬里 莫里斯 哈里斯 范妮 贝里=貝里 萨里=薩里 "
            "里德 托里 科里 "
            "特里 加里 里瓦尔多=里瓦爾多 达里奥=達里奧 范德萨=范德薩 凯里=凱里 "
            "里尼奥=里尼奧 亨里克 "
            "塞里尼=塞里尼 范巴斯滕 米里奇 采尼=采尼 贝利里=貝利里 里亚索=里亞索 阿里扎=阿里扎"
        ),
        (
            "前锋{}进球了。",
            "{}夺冠。",
            "外援{}破门。",
            "球员{}受伤离场。",
            "总统{}访问北京。",
            "{}、马丁和托尼出场。",
            "{}·马丁说。",
            "{}（Martin）来了。",
        ),
    ),
    "a row of the dictionary that is wrong": Kind(
        _words(
            "这活是他干的=這活是他幹的 事情是我干的=事情是我幹的 回娘家=回娘家 "
            "一出家门=一出家門 一出校门=一出校門 "
            "一出城=一出城 找不准=找不準 看不准=看不準 拿不准=拿不準 喂了三次=餵了三次 "
            "编制了规划=編製了規劃 "
            "编制完成预算=編製完成預算 自制奶茶=自製奶茶 克制=克制 停球后=停球後 触球后=觸球後 "
            "公布=公布 烧毁=燒毀 诋毁=詆毀 怒气冲冲=怒氣沖沖 胡同=胡同 巨额=巨額 品尝=品嘗"
        ),
        ("他说{}，", "据说{}。", "大家{}。", "第三天{}。", "后来{}，没有停。"),
    ),
}


def lines_of(kind: str, number: int, seed: int) -> Iterator[Line]:
    """So many lines of a kind, none twice, in an order that the seed decides."""
    made = KINDS[kind]
    every = list(product(made.words, made.frames))
    Random(seed).shuffle(every)  # noqa: S311 # a choice of examples
    for (word, form), frame in every[:number]:
        yield Line(frame.format(word), frame.index("{"), form)
