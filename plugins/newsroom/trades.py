"""Words of a line of names that are no names: posts (记者), works (摄影报道), bodies (区委办).

All patterns are for folded text (`folded`), which has the length of the text itself.
"""

from __future__ import annotations

import re

from newsroom.surnames import COMPOUND_SURNAMES, SURNAMES

HAN = "\u3400-\u9fff\U00020000-\U000323af"
ONE = rf"(?:[{HAN}]|-\{{[^{{}}]{{1,12}}\}}-)"
"""One character of a name, which may stand in a house mark: -{于}-."""

_FOLDS = str.maketrans(
    "記訊員實習編輯責對審攝報導圖執筆製繪譯綜寫讀網願學師採攝誦詞畫書題終監劃籌視頻錄職業評論約聯"
    "／｜",
    "记讯员实习编辑责对审摄报道图执笔制绘译综写读网愿学师采摄诵词画书题终监划筹视频录职业评论约联"
    "/|",
)

ATTACHED = "记者|通讯员|实习生|特派员|通联员"
POSTS = (
    f"{ATTACHED}|评论员|撰稿人|供稿人|投稿人|读者|网友|市民|居民|村民|职工|业主|"
    "志愿者|学生|教师|老师|家长|队员|社员|会员|农民|工人|职员|干部|教授|讲师|医生|律师|民警|战士|退休|"
    "书记|主任|局长|区长|县长|镇长|乡长|村长|校长|院长|所长|站长|科长|处长|部长|会长|社长|队长|经理"
)
POST = re.compile(rf"[{HAN}]{{0,8}}(?:{POSTS})|(?:特约|专栏|本文|原|第一)?作者|笔者")
"""Who somebody is. It stands before the names."""

_LONG_WORKS = (
    "编辑|责编|美编|校对|审核|终审|监制|摄影|摄像|摄制|摄影报道|图文报道|报道|供图|供稿|整理|撰稿|撰文|执笔|"
    "采写|采访|编写|改写|改编|制图|绘图|制表|漫画|插图|翻译|编译|综合|策划|统筹|图文|文图|文字|图片|视频|剪辑|"
    "口述|讲述|记录|朗诵|演唱|作词|作曲|词曲|书法|题字|原报道|来源|版式|组版"
)
_SHORT_WORKS = "摄图文词曲诗译绘画"
WORK = re.compile(
    rf"[{HAN}]{{0,6}}(?:{_LONG_WORKS})|[{_SHORT_WORKS}](?:[/并]?[{_SHORT_WORKS}])?"
    rf"|(?:文字?|图片?|摄影?)[/、并](?:文字?|图片?|摄影?)(?:报道)?"
)
"""What somebody did. It stands before the names or behind them, on one line always the same."""

SUPPLIES = re.compile("供图|供稿|提供")
LABEL = re.compile("单位|作者单位|工作单位|电话|手机|地址|通讯地址|邮编|时间|日期|邮箱|微信")
"""What says something else of a person than what he is or did."""

BODY = re.compile(
    rf"[{HAN}]{{2,}}[局办部委处科室站台报网院校镇县省队厂]|[{HAN}]{{4,}}[社会团所馆组区市乡村]"
    rf"|[{HAN}]{{2,12}}(?:中心|公司|街道|学院|大学|小学|中学|医院|法院|融媒|年级|[0-9一二三四五六七八九十]+班)|(?:新华|中新|本)社"
)
LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'’\-]*")
_NAME = re.compile(
    rf"{ONE}{{2,4}}|[{HAN}]{{1,6}}(?:[·•‧・][{HAN}]{{1,6}}){{1,3}}|“[^“”]{{1,12}}”"
    rf"|{LATIN_NAME.pattern}(?: {LATIN_NAME.pattern}){{0,4}}"
)
_NO_NAME = re.compile("等$|^[本该某]|^(?:以上|其他|作者)")
_NO_NAMES = (
    "完 待续 未完 续 略 节选 摘要 全文 图 文 图文 资料 资料图片 图片 照片 "
    "连载 记者 通讯员 通讯 编者按 编后 编辑 时间 地点 单位 姓名 备注 日期 "
    "时代 时事 时评 金融 经济 经营 常规 常委 常务 安全 安排 安置 和谐 平安 "
    "平台 高度 高新 农历 农村 农业 万元 方案 方法 方式 白天 水利 水平 水务 "
    "石油 华夏 成立 成果 成效 计划 项目 房产 车辆 路况 党建 党员 党委 文化 "
    "文明 文件 文体 文字 文艺 国家 国庆 公告 公示 公开 都市 关注 关于 关心 "
    "相关 向上 向前 单项 双休 易购 全区 全市 全国 全省 温馨 温度 简讯 简介 "
    "简评 解读 连线 连载 伊滨 洛阳 江苏 江西 安徽 云南 贵州 宁夏 海南 湖北 "
    "河南 河北 甘肃 青海 农网 满意 通知 通告 通报 申请 申报 应急 应对 应用 "
    "程序 施工 施行 何时 何地 何人 商务 商业 商家 支持 支部 支付 广告 广播 "
    "广场 家园 家电 家具 古城 古镇 包括 时政 时间表 相片 花絮 强调 段落 武装 "
    "边防 祖国 司法 司机 祝贺 祝愿 顾问 钟楼 谈话 宣传 宣教 任务 任命 汇总 "
    "总结 杜绝 郑州 苏州 徐州 杭州 温州 柳州 常州 沈阳 辽阳 盘锦 宜昌 许昌 "
    "南阳 信阳 安阳 濮阳 荆州 武汉 黄石 黄山 特稿 专稿 来稿 综合 讯 电 摘自 "
    "选自 下略 上略 下同 见图 左图 右图 上图 下图 大图 小图 附图 附表 见表 "
    "化名 翻印 合计 小计 总计 左起 右起 前排 后排 左一 右一 左二 右二 中 左 "
    "右 全文完 封面 封面图 封面图片"
)
NO_NAMES = frozenset(_NO_NAMES.split())
"""Words of the surroundings of names that a surname happens to begin."""

_SURNAMED = re.compile(rf"(?:{COMPOUND_SURNAMES})?{ONE}{{2,3}}|(?:{COMPOUND_SURNAMES}){ONE}")
_NICK = re.compile(rf"[老小阿]{ONE}|{ONE}某{{1,2}}")


def folded(text: str) -> str:
    """The text with the Traditional characters of these words as Simplified ones, one for one."""
    return text.translate(_FOLDS)


def is_body(word: str) -> bool:
    """Whether a word is an office, a firm or a paper."""
    return BODY.fullmatch(folded(word)) is not None


def is_name(word: str) -> bool:
    """Whether a word may be a name, where names stand."""
    return bool(_NAME.fullmatch(word)) and not _NO_NAME.search(word) and not is_body(word)


def is_surnamed(word: str) -> bool:
    """Whether a word is surely a name: by its surname, by a dot, as a nickname, as a Latin one."""
    if not is_name(word) or word in NO_NAMES:
        return False
    if not re.fullmatch(f"{ONE}+", word):
        return True
    plain = word.replace("-{", "").replace("}-", "")
    if _NICK.fullmatch(plain):
        return True
    return bool(_SURNAMED.fullmatch(word)) and (
        plain[0] in SURNAMES or re.match(COMPOUND_SURNAMES, plain) is not None
    )


def is_two_names(word: str) -> bool:
    """Whether four characters may be two names: 林晓何静."""
    return (
        bool(re.fullmatch(f"[{HAN}]{{4}}", word))
        and is_surnamed(word[:2])
        and is_surnamed(word[2:])
        and not re.match(COMPOUND_SURNAMES, word)
    )
