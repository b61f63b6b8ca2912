"""What a line of a web page says of itself: source, time, count, button, menu, legal line."""

from __future__ import annotations

import re
from functools import lru_cache

from copydesk.furniture.docket import LINKED
from copydesk.furniture.sayings import said_by_site
from copydesk.furniture.tokens import (
    BUTTON_TOKEN,
    COUNT_TOKEN,
    DAY,
    MEDIUM,
    SOURCE_TOKEN,
    STANDING_WORD,
    TIME,
)
from copydesk.lexicon import HAN, REMEMBERED, ends_sentence, has_han, simple, word_list
from copydesk.rules import Rule

_PLACED = (
    "(?:文章|稿件|信息|新闻|刊发|发布|发表|更新)?(?:来源|出处|作者|编辑|责编|时间|日期|字号|字体|"
    "栏目|频道|浏览(?:量|次数)?|点[击阅](?:率|数)|(?:发布|发文)(?:机构|单位)|点击(?:量|次数)?|阅读(?:量|次数)?|访问(?:量|次数)?|分享到|关键词|语音阅读|内容概述|"
    "语音播报|朗读)"
)
_EMPTY_LABEL = re.compile(
    "^[•·【\\[（( ]*(?:作者|记者|(?:资料)?来源|通讯员|摄影|编辑|责任编辑|责编|出处|译者|撰文|图片|"
    "专栏|栏目|版面|版次|(?:您|你)?的?(?:现在|当前|所在)?的?位置)[ ]*[:：][ 】\\]）)]*$"
)
_LABELLED = re.compile(f"(?:^|(?<=[\\s|｜：:•]))(?:\\d+ ?次)?({_PLACED})[ ]*[:：]")
"""A label of what a page says of itself."""
_ISSUED = re.compile("香港时间[ ]?\\d{1,2}[时:：]\\d{2}分?")
"""When the government of Hong Kong gave out a release, at its foot."""

_TAKEN_FROM = re.compile(
    "[（(【\\[][ ]*(?:转自|摘自|原载|选自|转载自|来源|据|综合自|稿件来源|文章来源|"
    "图文来源)[:：]?[ ]*"
    "(?:《[^《》]{2,20}》|[^，。；]{2,16})(?:等?(?:报道|消息|综合|整理))?[ ]*[）)】\\]]"
)
COMES_FROM = re.compile(
    "(?:原文|本文|文章|全文|内容|转载)?(?:来自|出自|源自|转自|转载自|首发于|原载于?|摘自|刊于)"
    "(?:微信|官方|百度)?(?:公众?号|订阅号|朋友圈|微博|博客|知乎|豆瓣|头条号)[^。]{0,80}"
    "|(?:原文|本文)(?:来自|链接|地址|出处)[:：]?"
    "|(?:原文(?:地址|链接)|原链接|本文来源|文章来源)[:：][ ]?(?P<again>[^。]{4,60}?)"
    "(?:[ ]?。?[ ]?更多[^。]{2,60})?"
    "|(?:原文|本文|文章|全文)(?:链接|地址)?"
    "(?:来自|出自|源自|转自|转载自|首发于|原载于?|摘自|刊于)[:：]?[ ]?"
    "(?:[「“《【](?P<house>[^」”》】]{1,30})[」”》】](?:[:：][ ]?(?P<title>[^。]{2,60}))?"
    "|[^。，！？:：]{2,30}(?:[:：][ ]?(?P<named>[^。]{2,60}))?)"
)
"""Where a text was taken from, in a line of its own: 原文来自公号某某, 原文来自「某某」：题目."""

_NOBODY_WROTE = re.compile(
    f"作者[:：][ ]?[{HAN}]{{2,10}}(?:网|社|[日晚早时晨商]报|电视台|频道|客户端|编辑部)"
)
"""A house where a page has the place for a writer: 作者：某某网."""

_LEADS_ON = re.compile(
    "[>＞»👉]{1,3}[ ]*(?:点击|点此|点这里|进入|查看|阅读)[^。，；]{0,20}"
    f"|返回[{HAN}]{{2,8}}[，, ]*查看更多[>＞» ]*"
)
"""A link behind its sign: >>点击进入原稿; or back to the site: 返回某某，查看更多."""

_WELCOME = re.compile(
    "(?:您好[，,]?)?(?:欢迎|歡迎)(?:您)?(?:访问|光临|来到|进入|浏览)"
    ".{2,24}(?:网|网站|主页)(?:[！!。 ].{0,20})?"
    "|(?:游客|遊客|会员|用户)[，, ]{0,2}(?:欢迎|歡迎)(?:[您你]|光临)[！!]?"
)
"""What a site says to who comes."""

_MEMBERS = re.compile(
    "马上注册[，,].{0,40}|(?:您|你)需要?先?登[录陆]后?(?:才|方)?(?:可以?|能)(?:回帖|发帖|评论|留言).{0,80}|"
    "请输入(?:图片|图形|手机|短信)?验证码|本版积分规则|回应[ ]?[（(]\\d+[）)]|"
    "打开[一-龥A-Za-z]{2,8}[ ，,]?(?:查看|阅读|观看)(?:更多)?(?:精彩)?(?:图片|内容|视频|全文)|"
    f"[{HAN}]{{2,8}}网[ ]?[-–—|｜][ ]?[^。，]{{2,30}}(?:网站|平台|门户)|"
    ".{0,8}(?:登[录陆]|注册).{0,8}(?:才|后).{0,6}(?:查看|下载|浏览|回复|发帖).{0,20}"
)
"""What a forum asks of who has not signed in."""

_PAGER = re.compile(
    "[X×✕]|\\[\\d{1,2}\\]|页[:：][ ]*(?:\\[\\d+\\][ ]*)*|读.{2,8}PDF ?版面?|详情|阅读详情|"
    "[【\\[（(]?(?:返回|回)到?(?:主?目录|上一?[页层]|列表)[】\\]）)]?"
)
"""What turns a site's pages."""

_CONSENT = re.compile(
    "本网站使用.{0,20}(?:技术|Cookie).*(?:隐私|同意)|请同意我们的隐私", re.IGNORECASE
)
"""What a page asks its reader to agree to."""

ELSEWHERE = re.compile("[ぁ-ヿ]{3}|^[\x00-\x7f‘’“”]+$")
"""What a page says in another language."""

TEMPLATE = re.compile(r"\{\{.*\}\}|<%.*%>|\$\{[^}]*\}")
"""What a page's program was to fill in."""

_ANSWERED = re.compile("查看|展开|收起|回复|评论|点赞|加载")
"""What stands beside it where it is a button, and no line of a copy about pages."""

_STOCK = re.compile(
    "[ （(【※*]*(?:(?:资料|配图|网络|本文|文中|以上|部分|上述)?(?:图片?|配图|图文|照片)"
    "(?:仅供参考|仅作?(?:示意|配图)|(?:与|和)?(?:正文|本文|文章|文字|新闻|报道)?(?:内容|事件)?无关)"
    "(?:[，,；;]?(?:请)?(?:以实物为准|与(?:正文|本文|文章|内容|新闻)?(?:内容)?无关))?|图文无关)"
    "[。]?[ ）)】]*"
)
"""What a site says of a picture that shows nothing of the matter: （资料图片仅供参考）."""

_SLOT = re.compile(
    "(?:自动|首页|内文|文[中末])?(?:轮播|横幅|浮动|弹出|通栏|对联|侧栏|全屏)?广告(?:位|区|栏|版位)?"
    "(?:[ ]?(?:[（(][^（()）]{1,4}[）)]|[A-Z]?\\d{1,2}栏?|[横直]式|选举|[上下左右中])){1,5}"
)
"""What a site calls the place of an advertisement: 自動輪播廣告（右）橫式1欄."""

_OFFERED = re.compile(
    f"[{HAN}]{{2,10}}[报网社台](?:为(?:您|你|大家))?提供(?=[^。！]*(?:新闻|资讯|报道))"
    "[^。！、]{2,30}(?:、[^。！、]{2,20}){2,}(?:服务|资讯|新闻|内容)?等?[^，。！、]{0,6}[。！!]?"
)
"""What a site says of itself to those who look for it: 某某日報提供在地新聞、專題報導、…服務等！"""

_BARRED_SOURCE = re.compile(
    "(?:文章|稿件|信息|内容)?(?:来源|出处)(?:[ ]*[丨|｜︱][ ]*|[ ]+)"
    f"[{HAN}]{{1,10}}(?:[社报网台]|日报|中心|发布|客户端|公众号|频道|融媒)"
    f"(?:[、及和与 ]+[{HAN}]{{1,10}}(?:[社报网台]|日报|中心|发布|客户端|公众号|频道|融媒|新闻))*等?"
)
"""Where a piece comes from, behind a bar or a blank: 来源丨某某发布、某某网等, 来源 某某社."""


_LENGTH = re.compile(
    "(?:本篇?|全)文章?共?[ ]?\\d+[ ]?个?字.{0,8}(?:读完|阅读|需要?).{0,10}分钟.{0,4}"
)
"""How long a text is, and how long it takes: 本篇文章300字，读完约1分钟."""

_LOADING = re.compile(
    "(?:[一-龥]{2,6}|视频|音频|图片|页面|正在)?(?:加载|载入|缓冲)(?:广告|数据)?"
    "(?:中[.…。，, ]*(?:请稍[候后等][.…。]*)?|[.…]+)|若?长时间无响应[，,]?请?刷新.{0,8}"
)
"""What a player says before it plays."""

_NO_PICTURE = re.compile(r"(?:!\[\]\([^)]*\)|[\s|｜])+")
"""A picture in Markdown that nothing describes."""

_CALL = re.compile(
    "^[ ↓↑▼▲👇☝>＞]*(?:(?:还没有|暂无)评论|蓝字.{0,4}关注|关注.{0,6}蓝字|"
    "点击[“「《].{2,12}[”」》]关注(?:我们)?|(?:手机)?发自我的|"
    "来自我的|点击(?:上方|下方|上面|下面|蓝字|标题|右上角|阅读原文|原文|链接|关注|这里|"
    "图片)|"
    "(?:长按|识别|扫描|扫一扫|扫码).{0,10}(?:二维码|关注|下载|识别|进入|添加|阅读|打开|分享|"
    "查看)|关注我们|"
    "欢迎(?:关注|转发|扫码|订阅|"
    "分享)|点个?.?(?:在看|赞)|(?:觉得|如果).{0,8}(?:好看|不错|喜欢).{0,8}(?:点|转|分享)|"
    "(?:请)?(?:分享|转发)(?:给|到)|设为星标|星标(?:我们|置顶)|收录于|喜欢作者|以下文章来源于|"
    "打开.{0,8}(?:APP|客户端)|下载.{0,8}(?:APP|客户端)|微信(?:号|公众号|订阅号|服务号|视频号|搜一搜)|写留言|留言区|"
    "精选留言|阅读原文|"
    "举报(?:本?文章|此信息)|我知道了|继续滑动看下一个|轻触阅读原文|预览时标签不可点|在小说阅读器|(?:推荐|热门|更多)新闻[:：](?!.*[。；])|点击阅读下一|[我这]?[是为]?广告.{0,4}(?:请?继续|往下)|"
    "向上滑动看下一个)",
    re.IGNORECASE,
)
_PLEADS = re.compile(
    "(?:第一手|更多|最新)(?:精彩)?(?:消息|新闻|资讯|内容)[，, ]?请(?:下载|关注|留意|浏览|登[录入])"
    "[^。]{0,60}"
    "|[^。]{0,40}(?:点我|点此|点击|立即|马上)?下载[ ]?APP[^。]{0,20}"
    "|[^。]{0,12}(?:点|给|需要)[^。]{0,6}[“「]在看[”」][^。]{0,8}"
    "|(?:新闻)?(?:线索)?[报爆]料(?:通道|热线|平台|方式)[:：][^。]{0,90}"
)
"""What a paper asks of its reader under a story: 第一手消息请下载…."""

_TAGGED = re.compile(
    "^[ 【\\[（(]*(?:本文|文章|新闻)?(?:原标题为?|原题为?|关键词|关键字|相关字词|标签|Tags?)[ ]*"
    "(?:[:：﹕《]|>>)",
    re.IGNORECASE,
)
_HASHED = re.compile(r"(?:[#＃][^#＃\s，。！？：、；]{1,16}[#＃]?(?:\s+|(?=[#＃])|$)){2,}")
"""What a posting is filed under, each behind its sign: #地方 #元宵節."""

_FILE = re.compile(
    r"[a-z]{2,8}_?\d+(?:[-_]\d+)*|(?:post|page|node|item|p?id):\d+|[\w.\-]+\.(?i:jpe?g|png|gif|webp|bmp|mp[34])[\w.]*|"
    r"[a-z]{0,8}(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}|([a-z]+_[a-z]+?)\1+"
)
"""The names that programs give to pictures and parts of pages."""

_BROWSER = re.compile("浏览器.{0,24}(?:版本|升级|安装|支持|兼容)|(?:建议|推荐)使用.{0,40}浏览器")
_SKIP = re.compile(
    "(?:(?:跳[至到过转]|按 ?Enter ?[键到至]).{0,8}(?:内容|正文|导航|目录).{0,3})+", re.I
)
_LICENCE = re.compile(f"[{HAN}]{{4,20}}许可证[编号]{{0,2}}[ ]*[:：]?[ ]*\\d{{6,}}")
_POSTED = re.compile(TIME)
_CRUMBS = re.compile(
    f"^[>＞»›][ ]*[{HAN}]{{2,8}}$|"
    "^[• ]*(?:您|你)?(?:现在|当前|所在|目前)?的?(?:位置|所在位置|当前位置)[ ]*[:：]|^[ "
    "]*(?:首页|主页|网站首页)(?:[ ]*[>＞»›→/·-]|[ ]+[\u4e00-\u9fff])|"
    "^(?:[^>＞»›。，]{2,18}[ ]*[>＞»›]{1,2}[ ]*){1,5}(?:正文|列表|详情|内容)?[^>＞»›。，]{0,20}$"
)
LEGAL = re.compile(
    "版权所有|版权(?:[和及与、][一-龥]{1,4})?[归属].{0,12}所有|版权(?:均|都|皆)[归属]|(?:联系|告知|通知)(?:我们|本[站网号社刊]|小编|后台)(?:进行|予以|及时)?(?:删除|撤稿|下架)|版权(?:及|与|和)?免责声明|著作权归|免责声明|未经(?:本网|本站|"
    "本报|本社|书面)?.{0,20}(?:授权|许可|同意).{0,12}(?:转载|使用|复制|不得)|非经.{0,6}(?:授权|同意|许可).{0,4}不得(?:转载|引用|重制|公开)|转载(?:时)?(?:须|请|需|"
    "务[必请]).{0,10}(?:注明|获得|授权|联系)|"
    "不代表(?:本(?:网|站|报|社|台|平台|公众号)|.{0,6}平台)|[A-Z\u4e00-\u9fff]?ICP[备证]|"
    "公网安备|信息网络传播视听节目|增值电信|互联网新闻信息服务许可|违法(?:和)?不良信息举报|"
    "All ?Rights ?Reserved|Copyright|©|技术支持[:：]|提供技术支持|(?:平台|本站|本网|网站|特别|"
    "郑重|版权)声明[:：]|反侵权公告[:：]|仅提供信息存储|如(?:有|涉)(?:侵权|及版权).{0,20}(?:联系|删除)|"
    "作品侵.{0,10}权|备案(?:编?号|证)|本网站?已?(?:采纳|符合|通过).{0,12}无障碍|主办(?:单位)?[:：].{2,24}(?:承办|备案|电话[:：]|网|中心|局|办公室|"
    "委员会|部|报社)|广播电视节目制作|国内统一刊号|"
    "(?:凡)?本网(?:站)?注明.{0,20}(?:来源|作品)",
    re.IGNORECASE,
)


_SEPARATORS = re.compile(
    f"[\\s|｜/\\-—_>＞»›<«·•,，、。：:()（）\\[\\]【】\"'+~*&;；#=]+|(?<![{HAN}])[0-9]+(?![{HAN}])"
)
AUTHOR = re.compile(
    f"(?:作者|记者|本报记者|通讯员|文|图|撰稿|文字|摄影|摄)[ ]*[:：/][ ]*"
    f"((?!(?:发[布表]|来源|更新|点[击阅]|浏览|阅读|日期|时间)[^ ]{{0,2}}[:：])[{HAN}]{{2,4}}(?:[ "
    f"、,，/](?!责任?编|编辑|(?:信息|文章|稿件|图片)?来源|时间|发[表布]|更新)[{HAN}]{{2,4}})*)"
    "(?=[ |｜/】\\]）)]|$|来源[:：]|时间[:：]|(?:责任)?编辑[:：])"
)


POSTED_AUTHOR = re.compile(f"作者[:：][ ]?[{HAN}、“”]{{6,40}}(?=[ ]*$|[ ]+{TIME})")
"""Who wrote, behind where he works, in the line of a posting: 作者：某某大学历史学院容若."""

_LENT_HEAD = re.compile("(?:题图|头图|封面图片?|首图)(?:来自|来源|提供|[:：])")
LONGEST_LENT = 30
"""Where the picture over a story is from: 题图来自 Hater."""

_BOXED = re.compile("【[^【】]{1,12}】")
"""A button in brackets; a row of them stands under an article: 【推荐】【打印】【关闭】."""

_CLAUSES = re.compile("[，。；]")
"""What sentences have between buttons that they tell the reader to press."""

LONGEST = 120
"""Characters of the longest line that says only where a page is from or how often it was read."""

LONGEST_STAMP = 60
"""Characters of the longest line that says when and where a page was posted."""

LONGEST_MENU = 600
"""Characters of the longest row of standing links."""


_SPREAD = re.compile(f"[{HAN}](?: +[{HAN}]){{1,3}}(?= *[:：])")
"""A label of two characters or more, set as wide as one of four: 编　审：, 主 题 词：."""

_POSTED_AT = re.compile(r"\d{1,2}[-/]\d{1,2} +\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
"""The minute of a posting as sites tell it within its year: 11-02 21:34."""


_READ_ON = re.compile(
    "[【\\[]?(?:延伸|相关|拓展|推荐)阅读[】\\]]?[ ]*[:：｜|][ ]*[^。]{4,60}[^。，；]"
)
"""One more story that a page names under its text: 延伸閱讀：某某開幕."""


_COUNTED = re.compile(
    "(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])[ ]*[^ ]"
)


_REPLY = re.compile("[【\\[](?:回复|答复|回应|部门回复|官方回复)[】\\]]")
"""What stands over the answer to a letter."""


@lru_cache(REMEMBERED)
def furniture_rule(words: str) -> Rule | None:  # one outcome a line  # noqa: C901, PLR0911, PLR0912 # one outcome a line
    """The rule by which a line is furniture by its own words; None for copy."""
    bare = simple(words.strip()).replace("\u3000", " ")
    spread = _SPREAD.match(bare)
    bare = spread.group().replace(" ", "") + bare[spread.end() :] if spread else bare
    if not bare:
        return None
    if _COUNTED.match(bare) or _REPLY.fullmatch(bare):
        return None  # an item of a paper: 一、时间：…; what stands over an answer
    if _POSTED_AT.fullmatch(bare):
        return Rule.SOURCE
    if DAY.fullmatch(bare.strip("（()）")):
        return None  # a notice is dated so, at its foot; a speech under its title
    if (_TAGGED.match(bare) and len(bare) <= 80) or _EMPTY_LABEL.match(bare):
        return Rule.SOURCE
    if bare[0] in "#＃" and _HASHED.fullmatch(bare):
        return Rule.SOURCE
    if len(bare) <= LONGEST_LENT and _LENT_HEAD.match(bare):
        return Rule.SOURCE
    if len(_BOXED.findall(bare)) >= MANY_LABELS and BUTTON_TOKEN.search(bare):
        return None if _CLAUSES.search(_BOXED.sub("", bare)) else Rule.SITE
    source = (_TAKEN_FROM, _ISSUED, COMES_FROM, LINKED, _NOBODY_WROTE, _BARRED_SOURCE)
    if any(each.fullmatch(bare) for each in source):
        return Rule.SOURCE
    said = said_by_site(bare)
    if said:
        return said
    if (
        set(bare.split()) <= {"图片", "广告"}
        or _PAGER.fullmatch(bare)
        or _MEMBERS.fullmatch(bare)
        or _WELCOME.fullmatch(bare)
        or _LEADS_ON.fullmatch(bare)
        or _LOADING.fullmatch(bare)
        or _STOCK.fullmatch(bare)
        or _SLOT.fullmatch(bare)
        or _OFFERED.fullmatch(bare)
        or _LENGTH.fullmatch(bare)
        or (TEMPLATE.search(bare) and _ANSWERED.search(bare))
        or ("![" in bare and _NO_PICTURE.fullmatch(bare))
    ):
        return Rule.SITE
    if _READ_ON.fullmatch(bare):
        return Rule.RECOMMENDATION
    calls = (_CALL.match(bare) and len(bare) <= 40) or _PLEADS.fullmatch(bare)
    if calls and not bare.endswith("。"):
        return Rule.SITE
    if _is_legal(bare) or _LICENCE.fullmatch(bare) or _RIGHTS.fullmatch(bare):
        return Rule.LEGAL
    if _FILE.fullmatch(bare) or _SKIP.fullmatch(bare):
        return Rule.SITE
    if len(bare) <= LONGEST and (_BROWSER.search(bare) or _CONSENT.match(bare)):
        return Rule.SITE
    if _is_labelled(bare) or _UNFILLED.fullmatch(bare):
        return Rule.SOURCE
    if len(bare) <= 60 and _CRUMBS.search(bare) and not ends_sentence(bare):
        return Rule.SITE
    if bare.endswith(("。", "，", "；", "、")):
        return None  # no button and no count is a sentence
    if len(bare) <= LONGEST_STAMP and _is_stamp(bare):
        return Rule.SOURCE
    if len(bare) > LONGEST:
        return Rule.SITE if len(bare) <= LONGEST_MENU and _is_menu(bare) else None
    posted = len(bare) <= 60 and _POSTED.search(bare) and not _CLOCKED.match(bare)
    if not posted and _OF_NO_TOKEN.search(bare) and not _MAY_TAKE_ALL.search(bare):
        return Rule.SITE if _is_menu(bare) else None  # what is left has Han characters
    left, seen = MEDIUM.sub(" ", bare) if posted else bare, set()
    for rule, pattern in (
        (Rule.SOURCE, SOURCE_TOKEN),
        (Rule.COUNTS, COUNT_TOKEN),
        (Rule.SITE, BUTTON_TOKEN),
    ):
        taken = pattern.sub(" ", left)
        if taken != left:
            seen.add(rule)
        left = taken
    hours = not has_han(bare) and not re.search(r"\d{4}", bare)
    if hours and Rule.SOURCE in seen:
        return None  # 8:30—10:30, a row of a timetable
    if seen and not has_han(_SEPARATORS.sub("", left)):
        return next(r for r in (Rule.SOURCE, Rule.COUNTS, Rule.SITE) if r in seen)
    if Rule.COUNTS in seen and _is_count_line(bare):
        return Rule.COUNTS
    if _is_menu(bare):
        return Rule.SITE
    return None


_TOKENS = SOURCE_TOKEN.pattern + COUNT_TOKEN.pattern + BUTTON_TOKEN.pattern
_OF_NO_TOKEN = re.compile(f"(?![{''.join(sorted(set(re.findall(f'[{HAN}]', _TOKENS))))}])[{HAN}]")
"""A Han character that stands in no token of a page."""

_MAY_TAKE_ALL = re.compile(
    "来源|出处|来自|源自|转自|稿源|摘自|编|校对|审|监制|值班|录入|上传|发布|版式|制作|发表于|扫码|"
    "关注|阅读"
)
"""Behind what a token goes on with any word, a name or a house; or what counts its readers."""

_UNFILLED = re.compile(
    "(?:记者|作者|通讯员|摄影|撰稿|撰文|编辑|来源)[ ]*[:：][ ]*(?:报[导道]|[／/])?[。.]?"
    "|(?:主题词|关键词|索引号|文号|发文字号)[ ]*[:：][ ]*"
)
"""The label of who wrote, with nobody behind it, as a site's form leaves it: 记者： 报导。."""

_CLOCKED = re.compile(r"\d{1,2}[:：]\d{2}[ ]")
"""The hour of a broadcast before its name: 19:35 青石新闻."""


def is_posted(words: str) -> bool:
    """Whether a line says to the minute when a page was posted."""
    bare = simple(words.strip())
    return bool(_MINUTE.search(bare)) and furniture_rule(bare) is Rule.SOURCE


def _is_stamp(bare: str) -> bool:
    """Whether a line is the minute of a posting and whose it is: 2019年11月25日 18:57 参考消息.

    A time from which something lasts, and what takes place at it, is a notice's.
    """
    match = _MINUTE.search(bare)
    if not match:
        return False
    if len(_GLUED.findall(bare)) >= MANY_LABELS and not re.search("[，。；]", bare):
        return True
    rest = BUTTON_TOKEN.sub("", bare[: match.start()] + bare[match.end() :]).strip()
    return len(rest) <= 20 and not _TAKES_PLACE.search(rest) and not re.search("[，。；：:]", rest)


_MINUTE = re.compile(
    r"(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
    r"(?![ ]?[-—–~～至到起前后止])"  # dashes of all lengths part two hours
)
_GLUED = re.compile("(?:时间|作者|来源|编辑|点击|浏览|字号)[:：]")
MANY_LABELS = 3
"""Labels of a posting that run into each other: 时间：2011-12-30 16:02作者：云山来源：某镇政府."""

_TAKES_PLACE = re.compile("在|于|召开|举行|开始|开幕|开会|集合|报名|截止|结束|发车|起飞|停|值班")


def _is_labelled(bare: str) -> bool:
    """Labels of a page in a row, some of them empty: 来源：云溪发布 | 作者： | 分享到：."""
    if len(bare) > LONGEST or bare[-1:] in "。！？" or not ("：" in bare or ":" in bare):
        return False
    parts = _LABELLED.split(bare)  # what stands before the first, then label and value by turns
    values = [part.strip(" |｜•·-[]【】") for part in parts[2::2]]
    empty = sum(not value for value in values)
    short = all(len(value) <= LONGEST_VALUE for value in values)
    return len(values) >= 2 and bool(empty) and short and not parts[0].strip(" |｜•·-")


LONGEST_VALUE = 20
"""Characters of the longest value of such a label."""


def _is_count_line(bare: str) -> bool:
    """A teaser's foot: some name, then two counts (沈念sama阅读 230,182评论 6 543)."""
    return len(bare) <= 60 and bool(
        re.search(r"阅读[ ]*[\d,]+[ ]*(?:评论|点赞|赞)[ ]*[\d,]+(?:[ ]+[\d,]+)?$", bare)
    )


_RIGHTS = re.compile(
    "版权作品[，,]未经.{0,40}(?:授权|许可).{0,60}|(?:免责)?声明[:：].{2,12}网?登载此文.{0,160}"
)
"""Whose a text is and what its site says of it, under it."""


def _is_legal(bare: str) -> bool:
    hits = len(LEGAL.findall(bare))
    if not hits:
        return False
    if bare.endswith(("：", ":")) and re.search("[，。]", bare):
        return False  # a notice that goes on: 我单位郑重声明：
    begins = LEGAL.match(bare.lstrip(" 【[（(*※"))
    if begins or (len(bare) <= 60 and not bare.endswith("。")):
        return True
    # A story may be about copyright; a statement speaks of the site that makes it.
    speaks = bool(
        re.search("本(?:网|站|报|社|平台|公众号|文|新闻|稿|作品)|我们|联系|电子版|数字报", bare)
    )
    forbids = bool(re.search("禁止|不得|严禁|追究", bare))
    return speaks and (hits >= 2 or forbids or len(bare) <= 60)


def _is_menu(bare: str) -> bool:
    """Standing links in a row: 网站简介 - 联系我们 - 广告服务."""
    words = [word for word in _BETWEEN_WORDS.split(bare) if word]
    if not words or ends_sentence(bare):
        return False
    sure = sum(word in _SURE for word in words)
    if len(words) == 1 or sure >= 2:
        return sure >= 1
    standing = sum(bool(STANDING_WORD.fullmatch(word)) for word in words)
    if len(words) < 3:
        homed = bool(re.fullmatch("(?:网站)?首页", words[0]))
        return (bool(sure) or homed) and standing == len(words)
    return (standing >= 3 and standing * 2 >= len(words)) or (
        len(words) >= 4 and standing >= 2 and max(map(len, words)) <= 12 and sure >= 1
    )


_BETWEEN_WORDS = re.compile(r"[\s|｜/\-—>»·•]+")
_SURE = frozenset(
    word_list(
        "关于我们 联系我们 联系方式 联系方法 网站简介 网站地图 广告服务 友情链接 设为首页 加入收藏 "
        "意见反馈 登录 注册 服务条款 隐私声明 隐私政策 隐私权声明 隐私权政策 "
        "隐私权保护政策 免责声明 版权声明 招聘信息"
    )
)
"""Links that only a page has."""
