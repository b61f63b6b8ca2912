"""What this publication is: names, sections, scripts, papers, rooms. Everything here is yours."""

import sys
from pathlib import Path

CONF_FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(CONF_FOLDER / "plugins"))

# -- The paper ---------------------------------------------------------------------------------
SITENAME = "伊滨通讯"
SITEURL = "https://www.example.cn"
HOUSE = {
    "name": SITENAME,
    "slug": "yibin-tongxun",
    "latin_name": "YIBIN TONGXUN",
    "tagline": "区里的事，说给您听",
    "domain_since": 2013,
    "timezone": "Asia/Shanghai",
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
    "publisher_kind": "NewsMediaOrganization",
    "icp_number": "",
    "police_number": "",
    "copyright": "伊滨通讯编辑部",
    "notice": "这是一份样报，用来演示排报程序；图片都是示意图。",
}

# -- The scripts it appears in; the first stands at the site's root ------------------------------
EDITIONS = ["zh-Hans", "zh-Hant"]

UNSIGNED_NAMES = "warning"  # names nobody signed off: "error", "warning", or "" not to look

# -- What is made of it, in this order ----------------------------------------------------------
PUBLISHERS = ["press", "reception", "syndication", "search", "website"]
ROOMS: dict[str, dict[str, object]] = {}
WITHOUT_PDF = False  # True: all but the newspaper's PDFs; so does scripts/build --without-pdf

# -- How many processes make it; 0: as many as the machine has processors --------------------------
WORKERS = 0
CLUSTER = ""  # of Dask, "tcp://HOST:8786", to read an archive on several machines; "local" to try

# -- Where it is delivered: a name for `--to`, and an address; never a password or a key ----------
TARGETS: dict[str, object] = {}  # section 20 of the handbook shows what may stand here

# -- Where things lie ---------------------------------------------------------------------------
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
CACHE_FOLDER = ".cache"
PRINTED_FOLDER = ""  # signed papers, 1 to 2.4 GB a year of a daily; "": issues/DAY/printed
FONT_FOLDERS = [  # and the printing condition's profile; missing ones are passed over
    ".fonts",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/ancient-scripts",
]
KEEP_INDEX = True  # links name index.html, so that the pages work when opened from the disk

# -- Pelican hosts; these settings keep its own articles, pages and feeds out of the way -----------
PELICAN_CLASS = "edition.Press"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-cn"
DELETE_OUTPUT_DIRECTORY = False
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME_STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ATOM = FEED_RSS = FEED_ALL_ATOM = FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = CATEGORY_FEED_RSS = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
PLUGINS: list[str] = []
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
