"""Lines that a site or an account says of itself: where it shares, how it is reached, counts."""

from __future__ import annotations

import re

from copydesk.lexicon import HAN
from copydesk.rules import Rule


def said_by_site(bare: str) -> Rule | None:
    """The rule of a line that a site or an account says of itself; None for any other line."""
    return next((rule for pattern, rule in _SAID if pattern.fullmatch(bare)), None)


_SHARED = re.compile(
    "(?:分享(?:到|至)?)?[ ]*"
    "(?:facebook|twitter|line|instagram|threads|plurk|whatsapp|telegram|linkedin)"
    "(?:[ ]?(?:分享|粉丝团))?",
    re.IGNORECASE,
)
"""Where a page offers to share it, alone: facebook, 分享到LINE."""

_PRESSED = re.compile(
    "(?:友善)?列印|用[ ]?(?:line|微信|qq|facebook)[ ]?(?:传送|分享|扫码|扫描二维码|扫一扫)"
    "|点击?回到.{2,8}首页|反馈|(?:企鹅|头条|百家|搜狐|网易|大鱼)号|\\d+万?次(?:播放|观看)",
    re.IGNORECASE,
)
"""What a page lets its reader press, or how often its film was seen: 用LINE传送, 列印."""

_EDITION = re.compile(f"[{HAN}]{{2,8}}[报网社台](?:网络版|电子版|官方微博|官微)")
"""What a house calls its pages or its account: 某某报网络版."""

_REACHED = re.compile(
    "(?:(?:投稿|合作|商务|广告|联系|爆料|订阅)(?:邮箱|微信|方式)?[ ]*[丨|｜︱][ ]*"
    "[\\w.@-]{4,40}(?:[（(][^（()）]{2,8}[）)])?[ \u3000]*)+"
)
"""How an account may be reached, behind bars: 投稿|gao@example.com 合作|qingshi（微信）."""

_REPORTS_TO = re.compile("(?:全国|中国|[一-龥]{2,3}省?)?(?:互联网)?(?:违法和?不良信息)?举报中心")
"""Where readers may report what a site shows, at its foot."""

_COUNTED_DAYS = re.compile("(?:(?:19|20)\\d{2}-\\d{2}-\\d{2},\\d+[ |]*){3,}")
"""How often a page was read each day."""

_SAID = (
    (_SHARED, Rule.SITE),
    (_PRESSED, Rule.SITE),
    (_EDITION, Rule.SOURCE),
    (_REACHED, Rule.SITE),
    (_REPORTS_TO, Rule.SITE),
    (_COUNTED_DAYS, Rule.COUNTS),
)
