"""The words of timetables: names of columns, of duties and of offices."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "序号"
    LABEL = "角色"
    PERSON = "姓名"
    POST = "职务"
    DAYS = "日期"
    MONTH = "月份"
    WEEKDAY = "星期"
    WEEK = "周次"
    HOURS = "时段"
    START = "开始"
    END = "结束"
    PLACE = "地点"
    TOWN = "乡镇"
    VILLAGE = "村"
    UNIT = "单位"
    WHAT = "名称"
    DUTY = "类别"
    NOTE = "备注"
    PHONE = "电话"
    CONTACT = "联系人"
    HOST = "主办"
    TOPICS = "内容"
    BOOKING = "预约"


_FIRST, _LAST = 0x3400, 0x9FFF
_DATE_WORDS = frozenset(
    "時間點週禮號訪職務領導員鎮鄉電話聯絡繫備註說診師團隊區縣廳館場層報預約與會議選舉題項動內節無體檢種專長處級組辦類別執輪補業講"
)


@cache
def _simplified() -> dict[int, str]:
    """Every character that has a Simplified form, and that form; a character stays one."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(_FIRST, _LAST + 1)]
    plain = str(OpenCC("t2s", include_tofu_risk_dictionaries=False).convert("\n".join(characters)))
    pairs = zip(characters, plain.split("\n"), strict=True)
    found = {ord(one): other for one, other in pairs if one != other and len(other) == 1}
    return found | {ord("毎"): "每"}


def folded(text: str) -> str:
    """A text as it is compared: compatible forms folded, white space gone, in Simplified."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_simplified())


def own_words(text: str, plain: str) -> str:
    """The words of a text that fold to some plain ones; these where it has none such."""
    written = "".join(unicodedata.normalize("NFKC", text).split())
    at = folded(text).find(plain)
    return written[at : at + len(plain)] if at >= 0 else plain


@cache
def _plain_date_words() -> frozenset[str]:
    """The Simplified forms of the words by which Traditional is told."""
    return frozenset("".join(_DATE_WORDS).translate(_simplified())) - _DATE_WORDS


def is_traditional(text: str) -> bool:
    """Whether the words of dates, offices and headers in a text are Traditional, most of them."""
    return sum(c in _DATE_WORDS for c in text) > sum(c in _plain_date_words() for c in text)


def is_lunar(text: str) -> bool:
    """Whether words say that the dates they head are of the lunar calendar: 日期（农历）."""
    plain = folded(text)
    return bool(
        re.search(
            r"\((?:日期|时间)?(?:均?[为按是])?[农阴旧]历\)|(?:日期|时间)均?[为按是]?[农阴旧]历",
            plain,
        )
        or re.fullmatch(r"[农阴旧]历(?:的?(?:日期|日子|时间|月日|日))?", plain)
    )


_HEADS: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, "序号|编号|批次|组次|场次|次序|顺序|序|号|no|no\\."),
    (Role.BOOKING, "预约(?:方式|电话|时间|截止)?|报名(?:方式|电话|时间|日期|截止)?"),
    (
        Role.PHONE,
        (
            "(?:联系|咨询|查询|客服|值班|值守|服务|报修|办公|移动|手机|座机|监督|举报|热线|村干部)?"
            "(?:电话|手机|联系方式|联络方式|电话号码|手机号|手机号码|热线|号码|传真)"
        ),
    ),
    (Role.CONTACT, "联系人|联络人|联系人员|联络员|对接人|经办人|村干部"),
    (
        Role.HOST,
        "(?:主办|承办|协办|组织|牵头|举办|责任|实施|施工|配合|陪同|随同|协助|参加|包联|挂钩|演出|放映|授课|培训)(?:单位|部门|方|科室|者)?",
    ),
    (
        Role.NOTE,
        "备注|说明|附注|注|注意事项|(?:停电|停水|停气|停诊|检修|变动)?(?:原因|事由)|其他|节日",
    ),
    (
        Role.TOPICS,
        (
            "(?:接访|接待|受理|服务|咨询|工作|检修|值班)(?:内容|事项|范围|主题|重点)|分管(?:工作|领域|范围)"
            "|服务对象|对象|人群|当事人|原告人?|被告人?|上诉人|被?申请人|被执行人|案号|股别|参加(?:人员|对象)|出席(?:人员|对象)|参会人员|受众|面向人群|擅长|专长|诊疗范围"
        ),
    ),
    (
        Role.POST,
        "(?:现任|行政|主要|党内)?(?:职务|职位|职称|身份|职别)(?:职称|级别)?|职务[/及]职称|头衔",
    ),
    (
        Role.WEEKDAY,
        "星期|星期几|周几|曜日",
    ),
    (Role.WEEK, "周次|周别|第几周|教学周|周"),
    (Role.MONTH, "月份|月"),
    (
        Role.START,
        (
            "(?:开始|起始|起|停电|停水|停气|停止供应)?(?:开始|起始)(?:时间|日期|时刻)?|起始|起"
            "|(?:上班|上岗|到岗|接班|上课|开门|开馆|开园|开市|开闸)(?:时间|时刻)?"
        ),
    ),
    (
        Role.END,
        (
            "(?:停电|停水|停气|恢复)?(?:结束|终止|截止|恢复|送电|供水|来电|来水)(?:时间|日期|时刻)?|止|讫"
            "|(?:下班|下岗|离岗|交班|下课|关门|闭馆|闭园|收市|关闸)(?:时间|时刻)?"
        ),
    ),
    (
        Role.HOURS,
        (
            "(?:具体|起止|每日|服务|办公|营业|开放|工作|出诊|门诊|接访|接待|值班|上班)?"
            "(?:时段|时间段|钟点|具体时间|起止时间|时刻)|(?:值班|接访|出诊)?班次|班别|诊别|诊次|时别|午别|上下午|工作时间|办公时间"
        ),
    ),
    (
        Role.DAYS,
        "时间|日期|日程|日子|年月日|月日|接待日|接访日|日|时间安排|日期时间|日期及时间|日期/时间|日期[/(、及]?(?:星期|周几|周次)\\)?|星期[/、]?日期|起[迄讫止](?:日期|时间)?|每月[集圩墟场街]日|[集圩墟场街]日|[集圩墟场]期|(?:开庭|庭期)(?:日期?|时间)?|接种日|(?:国|公|阳|新|农|阴|旧)历(?:日期|日|时间)?",
    ),
    (
        Role.VILLAGE,
        "(?:行政)?村|社区|村[(/、]?(?:社区|居)\\)?|村居|村庄|里|里别|村名|社区名称|村名称",
    ),
    (Role.TOWN, "乡镇|镇|乡|街道|镇街|乡镇[(/、]?街道\\)?|镇[(/、]街道\\)?|镇乡|乡镇场|镇办|街镇"),
    (
        Role.PLACE,
        (
            "地点|地址|[集圩墟街]场|场镇|考场|考点|(?:面|考)试室|候考室|泳池|展厅|院区|校区|营业厅|网点|门店|法庭|审判庭|庭别|区别|区公所|服务站|服务处|场所|位置|站点|去向|会场|场地|场馆|诊室|诊间|诊疗室|教室|楼层|房间|窗口|地段|路段"
            "|(?:停靠|采血|停放|服务|接种|活动|集合|投票|招聘|设摊)?(?:点|点位|站|站点|地点|地点名称|区域|范围|地址)"
            "|(?:影响|涉及|停电|停水|停气)(?:区域|范围|用户|小区|台区|线路)?|区域|范围|线路|线路名称|小区|会议室|地点/地址|地点及地址"
        ),
    ),
    (
        Role.UNIT,
        "(?:所在|工作|派出|服务)?(?:单位|部门|科室|科别|机构|医院)|科|专业|门诊|单位名称|律所|律师事务所|党派|界别|选区|代表团",
    ),
    (
        Role.WHAT,
        (
            "(?:活动|项目|课程|讲座|会议|展览|节目|影片|比赛|招聘会|服务|培训)?(?:名称|主题|题目|片名|标题)|活动|活动内容|活动项目"
            "|案由|议程|议项|祭典|祭典名称|法会|(?:学校|重要)?(?:行事|大事|活动|工作)(?:纪要|历)?|讲题|题名|剧目|曲目|书目|影片名称|课题|项目|服务|课程|内容|事项|讲座|会议|议题|节目|影片|展览|赛事|比赛|工作|科目"
        ),
    ),
    (Role.DUTY, "类别|类型|性质|方式|形式|类"),
    (
        Role.PERSON,
        (
            "姓名|人名|名字|(?:.{0,8})(?:领导|领导同志|领导干部|人员|责任人|负责人|干部|代表|委员|议员|医生|医师|专家|律师|教师|老师"
            "|教练|讲师|主讲|主讲人|主持|主持人|人|员|者|法官|检察官|民警|警官|书记|市长|区长|县长|镇长|乡长|局长|院长|校长|所长|主任|经理"
            "|组长|队长|班长|站长|值班长|科长|股长|会长|社长|村长|顾问|网格员|调解员|辅导员|放映员|讲解员|联络员|组员|队员|成员|队|队伍|团队|班组|小组|组别|组|名单|带班|值班|陪同|候补|替补|备班|副班|主班|正班|一线|二线|三线|值守|司机|驾驶员|志愿者|嘉宾|保安|门卫|里长|立委|主讲人|主办人)"
            "(?:姓名|名单|名称)?"
        ),
    ),
)
_PERSON_AND_POST = re.compile(
    r"(?:.*(?:领导|人员|姓名|人|代表|专家|律师))(?:[、,/和及与]?|\()(?:职务|职称|职位)\)?$|姓名职务"
)
_OTHER_DAYS = re.compile(  # days that are not those of the occasion
    r"(?:发布|发文|公布|公示|印发|更新|修订|填报|填表|制表|统计|上报|任职|聘任|出生|入职|成立|立项|竣工"
    r"|登记|通知|申报|提交|报送|审核|批准|有效)"
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天].{0,3}")
_PREFIX = (
    "(?:本周|每周|每日|每月|当日|具体|安排|领导|领导干部|县级|区级|市级|市|区|县|院|校|局|镇|所|站|代表|人大代表|党代表|委员|专家|律师|医生|"
    "信访|接访|接待|接见|约访|坐班|下访|走访|驻村|包村|包联|联系|包保|回访|下沉|值班|值守|带班|值日|执勤|轮值|出诊|坐诊|门诊|停诊|"
    "测试|考试|考核|面试|笔试|献血|采血|接种|体检|筛查|义诊|停水|停电|停气|检修|施工|招聘|选举|投票|培训|讲座|会议|活动|放映|演出|展览|服务|咨询|授课|上课|"
    "所|包|联|挂点|挂钩|结对|帮扶|驻|宣讲|举办|举行|开展|实施|计划|暂停|预计|预定|办公|工作|群众|选民|市民|民众|来访|法律|援助|政策|安装|清运|巡回|流动|车辆|停靠|开放|"
    "影响|涉及|所在|集市|赶集|赶圩|集中|日常|夜间|白天|节假日|节日|国庆|春节|假期|上门|慰问|调研|督导|巡查|巡逻|防汛|防火|应急|主|副|双|正)*"
)
_NEVER_LOOSE = {Role.NUMBER, Role.WEEK, Role.MONTH, Role.TOWN, Role.VILLAGE, Role.WEEKDAY}


@cache  # with the next two a twentieth of what a command takes to begin; few read timetables
def _sure() -> list[tuple[Role, re.Pattern[str]]]:
    """Patterns of headers known to the letter, bare and behind words that say no more."""
    return [
        (role, re.compile(f"{before}(?:{words})", re.IGNORECASE))
        for before in ("", _PREFIX)
        for role, words in _HEADS
    ]


@cache
def _loose() -> list[tuple[Role, re.Pattern[str]]]:
    """Patterns of headers that end in a known word."""
    return [
        (role, re.compile(f".{{0,12}}(?:{words})", re.IGNORECASE))
        for role, words in _HEADS
        if role not in _NEVER_LOOSE
    ]


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header of a column says. sure: whether the words are known to the letter."""

    role: Role
    sure: bool = True


def is_of_other_days(text: str) -> bool:
    """Whether a header is of days that are not those of the occasion: 发布时间."""
    return bool(_OTHER_DAYS.match(folded(text)))


def heading_of(text: str) -> Heading | None:  # noqa: C901, PLR0911 # the cases of one table stand together
    """What a header cell says its column holds; None where it is no header word."""
    plain = folded(text).strip(":：*※")
    if not plain or len(plain) > 16 or _WEEKDAY.fullmatch(plain):
        return None
    if _PERSON_AND_POST.fullmatch(plain):
        return Heading(Role.PERSON)
    bare = re.sub(r"\([^()]*\)", "", plain) or plain
    if _WEEKDAY.fullmatch(bare):
        return None
    if re.search(
        r"\d[日号月]|\d:\d|[一二三四五六七八九十]月[一二三四五六七八九十]{1,3}[日号]?$", bare
    ):
        return None
    for candidate in dict.fromkeys((plain, bare, re.sub(r"[\d一二三四]+$", "", bare) or bare)):
        for role, pattern in _sure():
            if pattern.fullmatch(candidate):
                return Heading(role)
    if bare.endswith(("安排", "安排表", "情况")) or _OTHER_DAYS.match(bare):
        return None
    for role, pattern in _loose():
        if pattern.fullmatch(bare) and len(bare) <= 12:
            return Heading(role, sure=False)
    return None


@dataclass(frozen=True, slots=True)
class DutyWord:
    """A duty. label: as it is shown; every_day: whether a range of days holds its weekends too."""

    label: str
    order: int
    every_day: bool = True


_DUTY_WORDS: tuple[tuple[str, str, bool], ...] = (
    (r"接待选民|选民接待|人大代表.{0,6}(?:接待|联络)", "接待选民", False),
    (r"党代表.{0,6}接待|党代表工作室", "党代表接待", False),
    (r"委员.{0,6}接待", "委员接待", False),
    (r"与[里居村市乡]?民有约|民众有约|市民有约|接待市民|接待民众|接见市民|会见市民", "", False),
    (r"接待居民|接待党员群众|接待学生|接待家长|接待日(?=.*(?:校|院)长)", "", False),
    (r"律师.{0,4}值班|值班律师", "律师值班", False),
    (r"法律援助|法律咨询|法律服务|律师", "法律咨询", False),
    (r"献血|采血|捐血", "采血", True),
    (r"接种|疫苗", "接种", True),
    (r"义诊", "义诊", True),
    (r"体检|筛查", "体检", True),
    (r"出诊|坐诊|门诊", "出诊", False),
    (r"停水", "停水", True),
    (r"停电|停送电", "停电", True),
    (r"停气", "停气", True),
    (r"停暖|停热|供暖|供热", "供暖", True),
    (r"招聘|人才市场|就业援助", "招聘", True),
    (r"换届|选举|投票", "选举", True),
    (r"考试|考核", "考试", True),
    (r"培训|授课|上课|课程", "培训", True),
    (r"讲座|宣讲|讲堂", "讲座", True),
    (r"放映|电影|影院", "放映", True),
    (r"演出|巡演|送戏", "演出", True),
    (r"展览", "展览", True),
    (r"集市|赶集|庙会", "集市", True),
    (r"清运|收运|回收", "清运", True),
    (r"下访|走访|(?:驻村|包村)(?!干部|工作队|领导|第一书记)|回访|下沉", "下访", False),
    (r"值班|值守|排班|带班|值日|执勤|轮值|值勤|备勤", "值班", True),
    (r"接访|信访|坐班|约访", "接访", False),
    (r"接待", "接访", False),
    (r"会议|开会", "会议", True),
    (r"活动", "活动", True),
    (r"咨询", "咨询", True),
    (r"服务", "服务", True),
)
RECEPTION, VISIT = "接访", "下访"
_TRADITIONAL = str.maketrans(
    "选党员师诊种体检电气试训讲览运会动询务义举", "選黨員師診種體檢電氣試訓講覽運會動詢務義舉"
)


@cache
def _duty_patterns() -> list[tuple[re.Pattern[str], str, bool]]:
    return [(re.compile(words), label, daily) for words, label, daily in _DUTY_WORDS]


def duties_in(text: str) -> list[DutyWord]:
    """The duties a headline or a header names, the most particular first."""
    written = "".join(unicodedata.normalize("NFKC", text.replace("|", "")).split())
    plain = written.translate(_simplified())
    found: list[DutyWord] = []
    for order, (pattern, label, daily) in enumerate(_duty_patterns()):
        match = pattern.search(plain)
        if match:
            own = written[match.start() : match.end()]
            is_known = label in {RECEPTION, VISIT}  # these have words of their own in both scripts
            said = own if not label or (match[0] == label and not is_known) else label
            if written != plain and not is_known:  # of a text in Traditional
                said = said.translate(_TRADITIONAL).replace("咨詢", "諮詢")
            if all(word.label != said for word in found):
                found.append(DutyWord(said, order, daily))
    return found


# offices that stand behind or before a name; the end of the word tells
OFFICE = re.compile(
    r"(?:(?:副|正|总|常务|第一|原|代|兼|党组|党委|党工委|支部|市委|区委|县委|镇|乡|村|院|校|局|主治|住院|执业|主管|主|助理)*"
    r"(?:书记|市长|区长|县长|镇长|乡长|局长|厅长|部长|处长|科长|股长|院长|校长|所长|站长|队长|大队长|支队长|主任|委员|常委|主席|会长|秘书长|"
    r"政委|检察长|庭长|行长|总经理|董事长|经理|理事长|组长|巡视员|调研员|专员|司长|州长|盟长|旗长|里长|议员|立委|村长|社长|园长|馆长|台长|总编|"
    r"医师|医生|大夫|教授|律师|药师|护师|护士|护士长|技师|研究员|讲师|老师|教师|民警|警官|法官|检察官|干事|主席团|会计|主管|首席|专家|顾问|代表|"
    r"(?:消防|农技|水利|网格|辅导|调解|护林|管理|协管|民政|宣传|信息|联络|讲解|放映|驾驶|安全|保洁|引导|技术|巡查|巡逻|统计|理财|辩护|代理|公证)员"
    r"|(?:心理|健康|职业|营养|理财|心理咨询)?(?:咨询|规划|评估|设计|摄影|治疗|营养|药剂|公证|检验|麻醉|康复|指导)师|社工|村医|校医|辅警|"
    r"工程师|经济师|指导员|教导员|参谋|部务委员|干部|党委委员|主任委员|同志|女士|先生|总监|总工|主编|领导))$"
)
