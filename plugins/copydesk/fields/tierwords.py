"""Words by which a line of a heading is known for kicker, headline or deck."""

from __future__ import annotations

import re

from copydesk.lexicon import HAN

_YEAR = "(?:(?:19|20)\\d{2}|[〇零一二三四五六七八九]{4})"
MARKS = " •★●◆■▪☆◎○▲►▶|｜"

KICKER_END = re.compile(
    "(?:强调|指出|要求|提出|表示|寄语|致辞|致信|会见|号召|希望|勉励|批示|部署|认为|透露|呼吁|"
    "坦言|期待|感慨|提醒|称|说|发布|时|之际|背景下|以来|后|系列报道.{0,5}|"
    "之[一二三四五六七八九十])[:：]?$|[:：]$"
)
MEETING = re.compile("(?:召开|举行)[^，。]{0,12}(?:会议|[常全]委?会|座谈会|推进会|工作会)$")
"""A line that says a meeting took place; what it resolved is the headline."""

SPEECH_END = re.compile("(?:强调|指出|要求|提出|表示|寄语|号召|勉励|时要求|时指出)[:：]?$")
DECK_START = re.compile("^[ ]*(?:——|—|--|―)")
DECK_END = re.compile(
    "(?:纪实|侧记|综述|走笔|见闻|观察|调查|解读|访谈|记事|掠影|述评|札记|手记|(?:调查|考察|观察|采访)报告|回眸|巡礼|"
    "透视|扫描|剖析|启示|探析|追踪|特写|素描|小记|专访|报道|(?:经验|情况|做法|事迹)介绍|感言|故事|之路|现场会见闻)$|"
    "^(?:记|访|读|写在|来自)(?=.{4})"
)
ATTENDED = re.compile(
    "(?:主持|出席|讲话|参加|陪同|(?<!工)作报告|作.{0,4}讲话|致辞|宣读|通报|列席|传达|部署)"
)
LATER = re.compile(
    "(?:今|明|昨|下|本|即)(?:日|天|年|月|周|起)|(?:近|连)日|\\d+月|[一二三四五六七八九十]+月|将|"
    "预计|拟|已|共|"
    "提供|同比|累计|新增|带动|增长|目前|全(?:区|市|县|镇|国|省)|总投资|涉及|覆盖|惠及"
)
"""How a line begins that says more of what another has said."""

ATTENDANCE = re.compile(
    ".{2,12}(?:主持|出席|讲话|参加|陪同|致辞|列席|(?<!工)作报告|讲话|宣读.{2,8}|宣布.{2,8}|"
    "作.{0,6}讲话|(?:通报|汇报)(?:有关)?(?:情况|工作)|等(?:出席|参加))"
)
TITLE_END = re.compile(
    "(?:表|公告|通知|名单|公示|通告|启事|声明|意见|办法|方案|细则|一览|须知|通报|倡议书|公开信|"
    "召开|举行|启动|开工|揭牌|开幕|闭幕|落幕|启用|通车)$"
)
OF_PAPER = re.compile("(?:公告|通知|名单|公示|通告|启事|一览表?|安排表?|须知|通报)$")
"""How the title of a notice ends."""

PLACE = re.compile(f"[{HAN}]{{2,9}}(?:省|市|县|区|镇|乡|村|街道|社区|旗|州)")
"""A line that is only the name of a place, under which its news stand: 某县某乡."""

RUBRIC = re.compile(
    f"[【\\[]?[{HAN}]{{0,4}}(?:链接|背景|提醒|提示|解读|资料|回放|速递|聚焦|关注|视点|视角|调查|暗访|短评|"
    f"点评|时评|"
    f"评论|论坛|杂谈|随笔|漫笔|相关报道|文苑|副刊|广角|贴士|课堂|访谈|追踪|声音|编后|编者按|手记|百科|"
    f"热线|曝光台|投书|来论|来函|"
    f"专栏|专题|专版|特刊|特稿|连线|在线|传真|万象|纵横|茶座|信箱|来信|桥|窗|园地|天地|"
    f"擂台)[】\\]]?"
    f"|[【\\[]?(?:(?:长篇|小说|中篇)?连载(?:小说)?|小小说|微型小说|微小说|短篇小说|小说|散文诗?|诗歌|诗词|杂文|游记|报告文学|童话|寓言)[】\\]]?"
    f"|[{HAN}]{{2,8}}[（(][一二两三四五六七八九十\\d]{{1,2}}[则条][）)]"
    f"|[{HAN}]{{2,8}}[·•|｜][{HAN}]{{2,8}}"
)
"""Names that columns of a paper have, and what kind of writing stands under them."""

SERIES = re.compile(
    "(?:特别报道|特别策划|系列报道.{0,5}|之[一二三四五六七八九十]|进行时|在行动|走基层|[①-⑳])$"
)
OFFICIAL = re.compile(
    "关于.{2,60}的?(?:通知|通报|公告|通告|意见|办法|决定|批复|函|报告|请示|方案|公示|规定|"
    "倡议书?|说明|决议|议案|纪要|条例)$"
)
ISSUER = re.compile(
    ".{2,24}(?:文件|办公室|委员会|人民政府|局|厅|部|(?:课题|调研|编写|研究|工作)组)$|"
    ".*[〔\\[（(]\\d{4}[〕\\]）)] ?第?\\d+ ?号$"
)
COUNTED = re.compile(
    f"[（(〔\\[]?(?:{_YEAR}年?[〕\\]）)]?)? ?第? ?[\\d〇零一二三四五六七八九十百]+ ?[号次期]"
    "(?:[（(]总第?.{1,8}期[）)])?[）)〕\\]]?"
)
"""The number of a paper or of an issue, which stands under a title and is none: 〔2020〕第8次."""
THEME = re.compile("聚焦|关注|直击|走近|走进|喜迎|奋进|学习|贯彻|喜看|寻访|对话")
"""How a short line begins that names what several stories are about: 聚焦“两会”."""

FRAMED = re.compile("[【［〖][^【】［］〖〗]{2,16}[】］〗]")
"""A line that is all in such brackets names a column or a series, and heads nothing by itself."""

COLUMN = re.compile(
    "^(?:[【\\[●■◆★].{2,14}|.{2,12}(?:专栏|专题|特刊|特别报道|特别策划|系列报道|进行时|在行动|"
    "走基层|行动|活动|"
    "实践活动|[①-⑳]))$"
)
