"""What this publication is. All that may stand here: content/pages/settings.md."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))

from bulletin.defaults import *  # noqa: F403 # what is not said here; all below is the paper's own

SITENAME = "伊滨通讯"
SITEURL = "https://www.example.cn"
HOUSE = {
    "slug": "yibin-tongxun",
    "latin_name": "YIBIN TONGXUN",
    "tagline": "区里的事，说给您听",
    "domain_since": 2013,
    "sections": [
        {"id": "yaowen", "name": "要闻", "fresh_days": 14},
        {"id": "jingji", "name": "经济"},
        {"id": "minsheng", "name": "民生"},
        {"id": "gonggao", "name": "公告", "fresh_days": 183},
        {"id": "tupian", "name": "图片"},
        {"id": "tashan", "name": "他山之石", "description": "外地的做法，可以攻玉"},
    ],
    "imprint": [
        {"label": "主管", "text": "示例单位"},
        {"label": "主办", "text": "示例党工委、示例管委会"},
        {"label": "承办", "text": "示例宣传部"},
    ],
    "email": "news@example.cn",
    "copyright": "伊滨通讯编辑部",
    "notice": "这是一份样报，用来演示排报程序；图片都是示意图。",
}
