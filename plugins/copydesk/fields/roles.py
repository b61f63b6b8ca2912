"""Words for what somebody did for a piece, before a name and behind it, and for who passed it."""

from __future__ import annotations

import re

from copydesk.lexicon import simple, word_list

# Roles before a name; longest first, so that 见习记者 is not 记者.
BEFORE = word_list(
    "首席记者 见习记者 实习记者 特约记者 特派记者 驻站记者 摄影记者 融媒记者 全媒体记者 融媒体记者 "
    "指导记者 指导老师 指导教师 辅导老师 辅导教师 "
    "小记者 记者 特约通讯员 通讯员 通信员 通联员 实习生 特约评论员 评论员 投稿人 来稿人 供稿人 "
    "特约撰稿人 特约撰稿 撰稿人 撰稿 执笔人 译者 特约作者 专栏作者 原报道 改写 原作 作者 笔者 读者 "
    "摄影 摄像 供图 供稿 撰文 执笔 整理 搜集整理 收集整理 采集 "
    "作词 作曲 词曲 词 曲 演唱 朗诵 编译 翻译 策划 统筹 口述 讲述 采写 制图 "
    "拍摄 投稿 报送 信息员 审核人 审稿 审稿人 审签 "
    "采访人 采访者 访谈人 记录 纪录 绘图 漫画 插图 制表 文字 图片 图文 图/文 文/图 文图 图 文 摄 "
    "本报综合 责任编辑 编辑 "
    "责编 校对 美编 审核 编审 校审 监制 初审 复审 终审 一审 二审 三审 视频 航拍 剪辑 配音 出镜"
)
EDITING = frozenset(
    word_list(
        "审核人 审稿 审稿人 审签 责任编辑 编辑 责编 校对 美编 审核 编审 校审 监制 "
        "初审 复审 终审 一审 二审 三审"
    )
)
"""What those did who passed a piece and did not write it."""

PASSING = frozenset(
    word_list("审核人 审稿 审稿人 审签 校对 审核 编审 校审 监制 初审 复审 终审 一审 二审 三审")
)
"""What those of them did who did not work on it either: they sign only where nobody else does."""

AFTER = word_list(
    "摄影报导 图文报导 "
    "摄影报道 图文报道 文字报道 综合报道 采访整理 采访报道 记录整理 收集整理 搜集整理 采录 演唱 "
    "翻摄 翻拍 表演 朗诵 作词 作曲 记录 联合报道 摄影并报道 文并摄 图/文 文/图 "
    "图文 文图 图并文 文/摄 文并图 图片报道 图 文 摄 摄影 供图 供稿 供图供文 整理 "
    "编译 翻译 撰文 撰稿 整合 报道 报导 摄制 制图 绘图 绘 画 漫画 制表 口述 讲述 执笔 采写 "
    "编写 改编 编辑整理 综合整理 综合 作 辑 译"
)
ROLE = "|".join(sorted(map(re.escape, BEFORE), key=len, reverse=True))
_ROLES = frozenset({*BEFORE, *AFTER})
AFTER_LONGEST = sorted(AFTER, key=len, reverse=True)
NO_ROLE = {"作者": "", "笔者": "", "投稿人": "", "来稿人": "", "供稿人": ""}
PLAIN_ROLES = frozenset({"词", "曲", "图", "文", "摄", "作", "辑", "译", "画", "绘"})


def is_role(word: str) -> bool:
    """Whether a word is a role that stands before a name or behind it: 记者, 摄影报道."""
    return simple(word) in _ROLES


def is_editing(word: str) -> bool:
    """Whether a word is what somebody did who passed a piece and did not write it: 校对."""
    return simple(word) in EDITING
