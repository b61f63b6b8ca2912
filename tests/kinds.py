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
            "公布=公布 烧毁=燒毀 诋毁=詆毀 怒气冲冲=怒氣沖沖 胡同=胡同 巨额=巨額 品尝=品嘗 "
            "中俄关系=中俄關係 巡回法庭=巡迴法庭 配制饲料=配製飼料 显著标志=顯著標誌 "
            "被发往北京=被發往北京 直接制版=直接製版 别只看价格=別只看價格"
        ),
        ("他说{}，", "据说{}。", "大家{}。", "第三天{}。", "后来{}，没有停。"),
    ),
    "what is dried, rolled or kneaded": Kind(
        _words(
            "柠檬干=檸檬乾 蔓越莓干=蔓越莓乾 香菇干=香菇乾 葡萄干=葡萄乾 "
            "豆腐干=豆腐乾 地瓜干=地瓜乾 鱿鱼干=魷魚乾 干木耳=乾木耳 "
            "饭卷=飯捲 寿司卷=壽司捲 肥牛卷=肥牛捲 春卷=春捲 毛巾卷=毛巾捲 鸡蛋卷=雞蛋捲 "
            "饸饹面=餄餎麵 面窝=麵窩 阳春面=陽春麵 油泼面=油潑麵 热干面=熱乾麵 "
            "画卷=畫卷 卷首语=卷首語 胶卷=膠卷"
        ),
        ("他买了{}。", "{}的事情，", "这里的{}很多。", "说到{}，他笑了。", "把{}做好。"),
    ),
    "编制 that is done, and 编制 that one has": Kind(
        _words(
            "编制预算=編製預算 编制规划=編製規劃 编制完成=編製完成 编制说明=編製說明 "
            "编制单位=編製單位 依法编制=依法編製 事业编制=事業編制 核定编制=核定編制 "
            "无编制=無編制 编制名额=編制名額 "
            "编制委员会=編制委員會 编制外=編制外"
        ),
        ("该县{}。", "关于{}的通知。", "{}，大家关心。", "会议研究了{}。"),
    ),
    "并 that goes on, and 并 that joins": Kind(
        _words(
            "媒合并协助=媒合並協助 配合并落实=配合並落實 结合并推广=結合並推廣 "
            "实力并发现=實力並發現 入场并发表看法=入場並發表看法 "
            "支持并到现场=支持並到現場 习惯并营造气氛=習慣並營造氣氛 "
            "合并营运=合併營運 两校合并=兩校合併 吞并土地=吞併土地 撤并机构=撤併機構 "
            "并入本校=併入本校 并购案=併購案 并发症=併發症"
        ),
        ("他们{}。", "关于{}的消息，", "今年{}，大家都知道。"),
    ),
    "what is written before 此, 请, 工 and 天": Kind(
        _words(
            "希望借此次活动=希望藉此次活動 借此机会=藉此機會 "
            "向他借此书=向他借此書 咨请同意=咨請同意 "
            "国情咨文=國情咨文 咨询专家=諮詢專家 在地志工=在地志工 一日志愿者=一日志願者 "
            "60日历天=60日曆天 日历=日曆 历任=歷任"
        ),
        ("他说，{}。", "关于{}，", "{}的事。"),
    ),
    "straight to, and straight through": Kind(
        _words(
            "请径洽窗口=請逕洽窗口 可径寄本社=可逕寄本社 得径行处理=得逕行處理 半径至少=半徑至少 "
            "直径从一米=直徑從一米 路径=路徑 田径=田徑 "
            "送水干管=送水幹管 稻草席=稻草蓆 草席=草蓆 首席=首席"
        ),
        ("他说{}。", "关于{}，", "{}的事。"),
    ),
    "who says 干, and what is 干": Kind(
        _words(
            "这事是老张干的=這事是老張幹的 坏事是他们干的=壞事是他們幹的 衣服是干的=衣服是乾的 "
            "水塘见干了=水塘見乾了 汗干了又湿=汗乾了又濕 把地拖干=把地拖乾"
        ),
        ("据说{}。", "大家说{}。", "后来{}。", "{}。"),
    ),
    "a reporter's line": Kind(
        _words("赖于榛=賴于榛 范文杰=范文傑 于佩文 余晓曦=余曉曦 沈丽君=沈麗君 姜于婷"),
        ("（记者{}台北15日电）", "（本报记者{}北京5月3日电）", "新华社记者{}上海9日摄"),
    ),
}


BACK: dict[str, Kind] = {
    "著 of an author": Kind(
        _words(
            "編著=编著 論著=论著 土著 名著 巨著 遺著=遗著 拙著 專著=专著 譯著=译著 合著 原著 "
            "著述 著錄=著录 "
            "著書立說=著书立说 著作等身 卓著 顯著=显著 昭著 著名 著有《鄉志》=著有《乡志》"
        ),
        ("他的{}很多。", "這是{}。", "說到{}，他笑了。", "關於{}的報導。"),
    ),
    "著 of what lasts": Kind(
        _words(
            "帶著=带着 看著=看着 沿著=沿着 隨著=随着 朝著=朝着 有著=有着 意味著=意味着 "
            "圍繞著=围绕着 "
            "站著=站着 背著=背着 等著=等着 睡著了=睡着了 用不著=用不着 著急=着急 著火=着火 "
            "著手=着手 "
            "著陸=着陆 著眼=着眼 著力=着力 著重=着重 執著=执着 沉著=沉着 衣著=衣着"
        ),
        ("他{}走了。", "大家{}，很久。", "當時{}的人不少。", "昨天，{}"),
    ),
    "乾 that is dry, and 乾 that is a name": Kind(
        _words(
            "乾淨=干净 乾旱=干旱 餅乾=饼干 乾燥=干燥 乾杯=干杯 乾脆=干脆 豆腐乾=豆腐干 晒乾=晒干 "
            "乾隆 乾坤 乾陵 乾清宮=乾清宫 乾縣=乾县 康乾盛世 乾隆年間=乾隆年间"
        ),
        ("他說到{}。", "關於{}的事。", "{}，大家都知道。", "這和{}有關。"),
    ),
    "於 that is no surname": Kind(
        _words(
            "由於=由于 位於=位于 至於=至于 於是=于是 對於=对于 屬於=属于 在於=在于 高於=高于 "
            "免於=免于 "
            "（14日）於北京=（14日）于北京 昨日於縣城=昨日于县城 市長於昨天=市长于昨天 "
            "生於1950年=生于1950年"
        ),
        ("他{}抵達。", "會議{}召開。", "{}大家都來了。"),
    ),
    "沈 that sinks, and 沈 that is somebody": Kind(
        _words(
            "沈默=沉默 沈重=沉重 沈思=沉思 沈船=沉船 下沈=下沉 深沈=深沉 石沈大海=石沉大海 "
            "沈醉=沉醉 沈澱=沉淀 "
            "沈先生 沈家村 沈陽市=沈阳市 縣長沈文=县长沈文 沈姓人家 沈從文=沈从文"
        ),
        ("說起{}，他點頭。", "那是{}。", "關於{}的故事。"),
    ),
    "帳 that is money, and 帳 that is a tent": Kind(
        _words(
            "帳戶=账户 帳單=账单 記帳=记账 結帳=结账 轉帳=转账 呆帳=呆账 帳面=账面 "
            "帳款=账款 買帳=买账 帳號=账号 欠帳=欠账 帳篷=帐篷 "
            "蚊帳=蚊帐 營帳=营帐 帳幕=帐幕 紗帳=纱帐"
        ),
        ("他的{}很多。", "關於{}的事。", "說到{}，他笑了。", "這是{}"),
    ),
    "what Taiwan and Hong Kong write otherwise": Kind(
        _words(
            "身分=身份 部份=部分 成份=成分 計畫=计划 規畫=规划 答覆=答复 批覆=批复 反覆=反复 "
            "憑藉=凭借 藉機=借机 "
            "狼藉 慰藉 瞭解=了解 瞭望=瞭望 項鍊=项链 鍛鍊=锻炼 妳們=你们 牠們=它们 砲彈=炮弹 "
            "菸草=烟草 連絡=联络 "
            "份子=分子 鉅額=巨额 蒐集=搜集 殭屍=僵尸 賸餘=剩余 疏濬=疏浚 甦醒=苏醒 剷除=铲除 "
            "店舖=店铺 這裏=这里 "
            "羣眾=群众 甚麼=什么 合夥=合伙 公佈=公布"
        ),
        ("他們談{}。", "有關{}的規定。", "{}的問題。"),
    ),
}
"""The same on the way from Traditional to Simplified."""


def lines_of(kind: str, number: int, seed: int, *, back: bool = False) -> Iterator[Line]:
    """So many lines of a kind, none twice, in an order that the seed decides."""
    made = (BACK if back else KINDS)[kind]
    every = list(product(made.words, made.frames))
    Random(seed).shuffle(every)  # noqa: S311 # a choice of examples
    for (word, form), frame in every[:number]:
        yield Line(frame.format(word), frame.index("{"), form)
