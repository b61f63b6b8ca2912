"""The phrases in which newsrooms write days and hours, as patterns of folded text."""

from __future__ import annotations

import re

from newsroom.occasions.numerals import DASH, ORDINAL_WORD, WD

HALF = (
    r"(?:上午|下午|早上|早晨|清晨|凌晨|中午|午间|午后|晚上|晚间|傍晚|夜间|夜里|深夜|早|晚|夜|am|pm)"
)
CLOCK = (
    r"(?:(?P<{0}h>\d{{1,2}})(?::(?P<{0}m>\d{{2}})(?::\d{{2}})?(?:时|点)?"
    r"|[时点](?:(?P<{0}t>\d{{1,2}})分?(?![\d日号月])|(?P<{0}p>半|一刻|三刻)|整|钟)?)(?P<{0}x>am|pm)?)"
)
BARE = r"(?P<{0}b>\d{{1,2}})(?P<{0}y>am|pm)?"
SPAN = re.compile(
    rf"(?P<ha>{HALF})?(?:{CLOCK.format('a')}|{BARE.format('a')}(?={DASH}))"
    rf"{DASH}(?P<next>次日|翌日|第二天|隔日|隔天|明日)?(?P<same>当日|当天)?(?P<hb>{HALF})?"
    rf"(?:{CLOCK.format('b')}|{BARE.format('b')}(?![日号月/.\d]))"
)
OVER_DAYS = re.compile(
    rf"(?P<ha>{HALF})?{CLOCK.format('a')}{DASH}"
    rf"(?:(?P<year>\d{{2,4}})年)?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})[日号]、?"
    rf"(?:\(?(?:周|星期)[一二三四五六日天]\)?)?(?P<hb>{HALF})?{CLOCK.format('b')}"
)
START = re.compile(
    rf"(?P<ha>{HALF})?{CLOCK.format('a')}(?:起|准时|正|以后|后|左右)?"
    r"(?:开始|开场|放映|开映|开演|开讲|开播|开考|开会|集合|出发|发车|签到|入场|举行|举办|进行)?"
)
WHOLE = re.compile(r"(?:全天|全日)?24(?:小时|h)(?:值班|值守|在岗)?|昼夜|全天候")
LONE = re.compile(
    r"(?:上午及下午|上午和下午|上下午|上、下午|上午、下午|上午下午|上午|下午|晚上|晚间|夜间|中午|早上|全天|全日|整天|整日|一天|半天)"
    r"(?:门诊|出诊|接诊|开诊|坐诊|接访|值班)?|(?:大夜|小夜|前夜|后夜|白|夜|早|中|晚|日|午)班|am|pm|白天|(?:早|晚)(?=[,;、)]|$)"
)
PREFIX_HALF = re.compile(r"(上午|下午|晚上|全天|中午|白班|夜班|早班|晚班|中班):")
HALF_FIRST = re.compile(r"(上午|下午|晚上)(?=\d{1,2}月\d)")
SEPARATOR = re.compile(r"[、,;。及和与或/|\s·:]+|并|以及|(?:自|从|定?于)(?=\d|每)")
DAY = re.compile(
    r"(?:(?:民国)?(?P<year>\d{2,4})年)?(?:(?P<month>\d{1,2})月份?)?"
    r"(?P<day>\d{1,2})(?![\d:时点月年%])(?P<unit>日|号)?"
)
SLASH = re.compile(
    r"(?<!\d)(?:(?P<year>\d{2,4})/)?(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/])(?P<unit>日|号)?"
)
POINT = re.compile(r"(?<![\d.])(?P<month>\d{1,2})[.](?P<day>\d{1,2})(?![\d.])(?P<unit>日|号)?")
HYPHEN = re.compile(
    r"(?<![\d.月])(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d:时点月日号-])(?P<unit>日|号)?"
)
MONTH = re.compile(r"(?:(?:民国)?(?P<year>\d{2,4})年)?(?P<month>\d{1,2})月份?(?!\d)")
WEEKDAY = re.compile(rf"\(?(?:周|星期)(?P<day>{WD})\)?|\((?P<short>{WD})\)")
WEEKDAY_LIST = rf"(?:周|星期)(?P<days>{WD}(?:(?:[、,和及与/]|{DASH})?(?:每)?(?:周|星期)?{WD})*)"
WEEKLY = re.compile(rf"(?:每逢|每|逢)?(?:个)?{WEEKDAY_LIST}")
ALTERNATE = re.compile(
    rf"(?:每?(?P<odd>单|奇数?)|每?(?P<even>双|偶数?)|(?P<two>每?隔|每(?:两|二|2|隔一|隔1)个?))(?:(?:周|星期)的?)?{WEEKDAY_LIST}(?!次)"
)
NTH = re.compile(
    rf"(?:每个?月|当月|本月)?的?(?:月[末底])?逢?(?:第(?P<nth>{ORDINAL_WORD}(?:[、,和及与]第?{ORDINAL_WORD})*)|(?P<first>首)|(?P<last>最后一|末))"
    rf"个?(?P<week>周的?|星期的?)?{WEEKDAY_LIST}"
)
NTH_WORK = re.compile(
    rf"(?:每个?月|当月|本月)?的?(?:月?[末底])?(?:第(?P<nth>{ORDINAL_WORD})|(?P<first>首)|(?P<last>最后一|末))个?工作日"
)
MONTHLY = re.compile(
    rf"(?:每个?月|逢)(?:的|逢)?(?P<days>\d{{1,2}}[日号]?(?:(?:[、,和及与]|{DASH})\d{{1,2}}[日号]?)*)(?![:时点])"
)
QUARTERLY = re.compile(
    r"(?:每个?季度?(?!节)|季度?(?=[末底]))的?"
    r"(?:(?:(?P<first>首|第[一1])|(?P<second>中间|第[二2])|(?P<last>末|最后一|第[三3]))个?月份?)?的?"
    r"(?=[每第首末底最]|\d{1,2}[日号])"
)
SOME_MONTHS = re.compile(
    r"(?:(?:每逢|每|逢)?(?P<odd>[单双])数?月份?|(?P<months>\d{1,2}月份?(?:[、,和及与]\d{1,2}月份?)+))的?"
    r"(?=[每第首末底最]|\d{1,2}[日号](?![、,和及与]\d{1,2}月))"
)
MONTHS_END = re.compile(
    r"(?:每个?月|当月|本月)?的?(?:(?P<sure>最后[一1][天日]|最末[一1]天)|(?:月(?=[末底]))?[末底](?!最|[一个周班]))"
)
YEARLY = re.compile(r"每年的?(?=\d{1,2}月)")
TEN = re.compile(
    r"(?P<calendar>农历|公历|阳历|新历)?(?:每个?月)?(?:农历)?逢"
    r"(?P<digits>(?:10|[\d一二三四五六七八九十])(?:[、,和及与]?逢?(?:10|[\d一二三四五六七八九十]))*)"
    r"(?P<unit>的?日子?|号|(?:赶)?[集圩场墟街])?(?![\d日号:、月])"
)
ODD_DAYS = re.compile(r"(?:每个?月|逢|每|每逢)?(?P<odd>单|双)[日号](?![、,\d])")
WORKDAYS = re.compile(r"(?:每个?|逢)?工作日")
DAILY = re.compile(r"每天|每日|天天|逐日")
WEEKENDS = re.compile(r"(?:每个?|逢)?(?:周末|双休日|周六日|周六、?(?:周)?日)")
LUNAR = re.compile(
    r"(?:(?:每个?月)?(?:农历|阴历|旧历)(?:每个?月)?|(?:每个?月)?(?=初[一二三四五六七八九十]))(?:(?P<month>正|腊|冬|十[一二]?|[一二三四五六七八九]|闰?\d{1,2})月)?"
    r"(?P<days>(?:初[一二三四五六七八九十]|[廿二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十|\d{1,2})日?"
    r"(?:[、,和及与](?:初[一二三四五六七八九十]|[廿二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十|\d{1,2})日?)*)"
)
OFF = (  # each list of days has one parse alone, or a long cell would take for ever
    r"(?:(?:法定)?(?:节假日|节日|假日)|公众假期|公假|休息日|公休日|双休日|周末"
    rf"|(?:周|星期){WD}(?:(?:[、,和及与]|{DASH})?{WD})*(?:{DASH}(?:周|星期){WD})?)"
)
EXCEPT = re.compile(
    rf"(?:如?[遇逢])?(?P<off>{OFF}(?:[、,和及与]{OFF})*)(?:除外|不排|不接访|不接待|不出诊|不值班|不安排|不办公|休息|休诊|休馆|休(?=$|[,;、)])|停诊|暂停|顺停|不开放)"
    rf"|(?:不含|不包括|除)(?P<not>{OFF}(?:[、,和及与]{OFF})*)(?:外|以外)?"
)
SHIFT = re.compile(
    rf"(?:如?[遇逢])?(?:(?:上述)?时间)?(?:如?[遇逢])?{OFF}(?:[、,和及与]{OFF})*(?:的|则|时|,)*(?:自动|依次|相应)?顺延"
    r"(?:至?(?:下一?个?)?(?:第一个)?工作日|一天|1天|至?次日)?|节假日自动顺延"
)
KEPT = re.compile(
    rf"(?:含|包括|包含|连){OFF}(?:[、,和及与]{OFF})*(?:在内)?|{OFF}(?:照常|不休|正常)(?:接访|出诊|值班|开放|上班)?"
)
LEFT_OUT = re.compile(r"(.{1,40}?)(?:除外|不排|停诊|不含|不安排)|除(?:了)?(.{1,40}?)(?:外|以外)")
FROM = re.compile(
    r"(?:以后|之后|起始|起|开始)的?(?=[、,]?(?:每|逢|周|星期|单|双|隔|工作日|第)|$|[,、;)])"
)
NOT_AGREED = re.compile(
    r"待定|另行通知|另行公示|待通知|待公布|视情况|时间不定|不定期|另定|未定|TBD", re.IGNORECASE
)
CHANGE = re.compile(
    r"改为|改至|改到|改在|改期|调整|调至|调到|变更|取消|停诊|暂停|延期|推迟|提前至|因.{0,12}(?:不|停|改|另)|代替|替|由.{2,10}代"
)
MOVED = re.compile(r"(?:改|调整|调|推迟|延期|延|提前|变更|顺延)(?:为|至|到|在|于)")
LIMITS = re.compile(
    r"停(?!车|靠|放)|休[诊息馆]|不(?:开|办|接|出|安排|营业|服务|上)|除外|仅|只[限在]|改|暂|取消|第[一二三四五\d]+个?周|逢|单|双|隔|周[一二三四五六日]|星期"
)
TIMES = re.compile(r"[上下]午|早上|晚上|中午|夜间|\d{1,2}(?:[:：]\d{2}|[时点日号月])")
FORMERLY = re.compile(r"原(?!因)")
CANCELLED = re.compile(r"取消|停诊|暂停|停止|不接|不排|停")


def starts_when(rest: str) -> bool:
    """Whether a text begins as days or hours do."""
    return bool(re.match(r"[每逢周星上下早晚全农单双隔第中夜白]|\d|工作日", rest))
