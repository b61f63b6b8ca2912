"""Who a cell names: several people, offices before and behind them, a half day beside a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newsroom.occasions.codes import ScheduleCode
from newsroom.occasions.marks import is_nothing, without_note_marks
from newsroom.occasions.model import Doubt
from newsroom.occasions.words import OFFICE, folded
from newsroom.surnames import COMPOUND_SURNAMES, SURNAMES

_HAN = r"\u3400-\u9fff\U00020000-\U0002fa1f"
_NAME = re.compile(
    rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,12}}(?:[·•.．・][{_HAN}A-Za-z]{{1,12}})+|[A-Za-z][A-Za-z.'\- "
    rf"]{{1,40}}|[{_HAN}][某*×]{{1,3}}"
)
_MARKED = re.compile(r"-\{[^{}]*\}-")
_SPLIT = re.compile(
    r"[、,，;；/／|&\n＆]|(?<=[\u3400-\u9fff])[和与及與](?=[\u3400-\u9fff]{2,4}(?:$|[、,，;；/\s（(]))"
)
_BRACKET = re.compile(r"[（(\[【]([^（()）\[\]【】]*)[）)\]】]")
_PHONE = re.compile(r"(?:电话|電話|tel|☎|手机)?[:：]?\+?\d[\d\- ]{5,}\d")
_LABEL = re.compile(r"^([^:：]{1,8})[:：]\s*")
_TEAM = re.compile(
    r".*(?:队|隊|组|組|班|站|委|局|科|室|所|团|團|中心|医院|醫院|办|辦|处|處|会|會|公司|院|部|厅|廳|社|车|車|党支部|支部|学校|中学|小学|街道|镇|村|社区|"
    r"民警|志愿者|家长|医生|律师|专家|领导|干部|人员|代表|委员|老师|教师|成员)$"
)
_BODY = re.compile(
    r".{2,}(?:所|局|院|委|办|辦|科|室|公司|学校|學校|中学|中學|小学|小學|中心|行|队|隊|街道|镇|鎮|村|社区|社區|部|处|處|站)$"
)
_HALF = re.compile(r"(?:上午|下午|晚上|夜间|全天|白班|夜班|早班|中班|晚班)|\d{1,2}[:：]\d{2}.*")
_ROLE = re.compile(r"带班|主班|副班|正班|候补|替补|备班|备勤|陪同|组长|牵头|代")
_LIMITS = re.compile(
    r"停诊|停$|休$|取消|暂停|请假|出差|改为|改由|改到|改至|调整|代替|替班|由.{2,10}代|代班|顶班|单周|双周|隔周|单双周|单日|双日"
    r"|第.{1,5}[周个]|\d{1,2}月\d|\d{1,2}[日号]|周[一二三四五六日]|星期[一二三四五六日]|除外|仅"
)
_TURNS = re.compile(r"轮[流值换班]|[每隔单双]周|依次|交替")
_NO_NOTES = {"女", "男", "满族", "回族", "蒙古族"}
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'\- ]*")
_ORGAN = re.compile(
    r"[区县市省镇乡工党团纪]委|[区县市省镇乡]政|公安|安全|农业|农村|水利|教育|卫生|文化|经济|党组|支部|政协|人大|常务|常委|"
    r"[东西南北中上下]村|温泉|安置|金融|华侨|安监|计划|计生|全体|全科|全区|全市|全县|时间|钟点|成人|宣传|项目|解放|古城|常规|高中|文体|车辆|车站|应急"
)
_NOBODY_YET = re.compile(r"待定|待安排|待补|未定|另定|待排|tbd|tba", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"电话|地点|时间|日期|上午|下午|接访|值班|另行|通知|待定|轮流|全体|合计|以上|所有|各|\d"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a cell names. role: of a label before the name; when: words of time beside it."""

    name: str
    post: str = ""
    unit: str = ""
    role: str = ""
    when: str = ""


def read_people(text: str) -> tuple[list[Named], list[Doubt]]:
    """The people of a cell, and what is doubted of them."""
    if is_nothing(text):
        return [], []
    kept, marks = without_note_marks(text)
    doubts: list[Doubt] = []
    if _NOBODY_YET.fullmatch(folded(kept).strip("()")):
        what = f"“{kept.strip()}”，还没有定是谁"
        doubt = Doubt(ScheduleCode.PEOPLE_DOUBTFUL, what, "没有写人名", cure="定下来再登，或留空")
        return [], [doubt]
    if marks:
        doubts.append(
            Doubt(
                ScheduleCode.FOOTNOTE_MARK,
                f"姓名旁有注码“{marks}”",
                "注码不算姓名",
                is_grave=False,
                cure="请看注文有没有改动安排",
            )
        )
    reader = _Reader()
    for piece in _pieces(kept):
        reader.take(piece)
    reader.finish()
    doubts += reader.doubts
    return reader.found, doubts


def _pieces(text: str) -> Iterator[str]:
    """The text at its separators, none of which lies in brackets."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\ue000{len(held) - 1}\ue001"

    text = _MARKED.sub(hold, _BRACKET.sub(hold, text))
    text = re.sub(r"\s+(?=[^\s:：、,，;；\d]{1,6}[:：])", "、", text)
    for piece in _SPLIT.split(text):
        restored = re.sub("\ue000(\\d+)\ue001", lambda m: held[int(m[1])], piece)
        if restored.strip():
            yield restored.strip()


def looks_like_people(text: str) -> bool:
    """Whether a cell holds names and nothing else, each with a surname or foreign."""
    found, doubts = read_people(text)
    if any(doubt.code is ScheduleCode.PEOPLE_DOUBTFUL for doubt in doubts):
        return False
    return bool(found) and all(
        has_surname(one.name) or one.post or re.search(r"[·A-Za-z某*]|-\{", one.name)
        for one in found
    )


def is_name(token: str) -> bool:
    """Whether a word can be a person's name: two to four characters with a surname, or foreign."""
    if not _NAME.fullmatch(token) or _NOT_NAMES.search(token):
        return False
    return (
        not re.match(rf"[{_HAN}]", token) or token[0] in SURNAMES or "·" in token or len(token) <= 3
    )


def has_surname(token: str) -> bool:
    """Whether a word begins with a surname and is as long as a name."""
    if _ORGAN.match(token):
        return False
    if re.match(COMPOUND_SURNAMES, token):
        return 3 <= len(token) <= 4
    return 2 <= len(token) <= 3 and token[0] in SURNAMES


class _Reader:
    """Puts names and offices together as they come."""

    def __init__(self) -> None:
        self.found: list[Named] = []
        self.doubts: list[Doubt] = []
        self._label = ""
        self._when = ""
        self._office = ""  # of a piece without a name, for the next one: 区委常委、副区长 何静

    def finish(self) -> None:
        """An office that no name follows is somebody's, and stands for the name."""
        if self._office:
            self._add(self._office.rstrip("、"), "")

    def take(self, piece: str) -> None:
        """One piece between separators."""
        if label := _LABEL.match(piece):
            if label[1].strip().isdigit():
                self._tokens(piece.split())  # an hour is nobody's role
                return
            self._labelled(label[1])
            rest = piece[label.end() :]
            if has_surname(label[1].strip()) and (not rest or _PHONE.fullmatch(rest)):
                self._label, rest = "", label[1]  # 高明：13800003333
            piece = rest
            if not piece:
                return
        first = fresh = len(self.found)
        said = False
        for at, part in enumerate(_BRACKET.split(piece)):  # words and brackets take turns
            if at % 2:
                if len(self.found) > first or not said:
                    self._note(part, fresh)
                elif _LIMITS.search(folded(part)):  # 院长（9月15日起）
                    self._ask_limits(self._office.rstrip("、"), part)
                continue
            said = said or bool(part.strip())
            before = len(self.found)
            self._tokens(_joined(_PHONE.sub(" ", part).split()))
            if len(self.found) > before:
                fresh = before

    def _labelled(self, label: str) -> None:
        """What stands before names: 上午, 带班; or that they take turns."""
        word = folded(label)
        if _TURNS.search(word):
            what = f"“{label.strip()}”：哪天是谁，没有写"
            doubt = Doubt(ScheduleCode.PEOPLE_DOUBTFUL, what, "当作每次都是这几个人")
            self.doubts.append(doubt)
        elif _HALF.match(word):
            self._when = word
        else:
            self._label = "".join(label.split())

    def _note(self, note: str, fresh: int) -> None:
        """A bracket: an office or a role is of the name before it, hours of all before it."""
        plain = folded(note)
        if not self.found or plain in _NO_NOTES or _PHONE.fullmatch(note.strip()):
            return
        last = self.found[-1]
        if _LIMITS.search(plain):
            self._ask_limits(last.name, note)
            return
        if _HALF.search(plain) and not OFFICE.search(plain):
            first = min(fresh, len(self.found) - 1)
            self.found[first:] = [replace(one, when=plain) for one in self.found[first:]]
        elif OFFICE.search(plain) and not last.post:
            self.found[-1] = replace(last, post=_office(note))
        elif _ROLE.search(plain):
            self.found[-1] = replace(last, role="".join(note.split()))
        elif not last.unit:
            self.found[-1] = replace(last, unit=note.strip())

    def _ask_limits(self, name: str, note: str) -> None:
        what = f"“{name}”后面写着“{note.strip()}”，像是换了人、停了，或只在有些日子"
        took, cure = f"照{name}读，没有改动", "请把改定的人和日子直接写进表里"
        self.doubts.append(Doubt(ScheduleCode.PEOPLE_DOUBTFUL, what, took, cure=cure))

    def _tokens(self, tokens: list[str]) -> None:  # noqa: C901, PLR0912 # the cases of one table stand together
        office, self._office = self._office, ""
        fresh = False
        unit = ""
        kinds = [(token, *_kind(token)) for token in tokens if not is_nothing(token)]
        self._ask_gaps(kinds)
        for at, (token, kind, name, post) in enumerate(kinds):
            if kind == "name" and _is_body(name) and _names_somebody(kinds[at + 1 : at + 2]):
                unit = name  # 区司法局 李明
                continue
            if kind == "office":
                if fresh or (self.found and not office and not self._is_before(tokens)):
                    self._add_post(token)
                else:
                    office = token if not office else f"{office}{token}"
                continue
            if kind == "when":
                if self.found and fresh:
                    self.found[-1] = replace(self.found[-1], when=folded(token))
                else:
                    self._when = folded(token)
                continue
            if kind == "doubt":
                names = _glued(token)
                if names:
                    self.doubts.append(
                        Doubt(
                            ScheduleCode.PEOPLE_DOUBTFUL,
                            f"“{token}”像是几个人的名字连在一起",
                            "当作" + "、".join(names),
                            cure="请用顿号隔开，如“刘明、于方”",
                        )
                    )
                    for one in names:
                        self._add(one, office)
                else:
                    self.doubts.append(
                        Doubt(
                            ScheduleCode.PEOPLE_DOUBTFUL,
                            f"“{token}”不像姓名",
                            f"当作一个人：{token}",
                            cure="请核对这一格",
                        )
                    )
                    self._add(token, office)
            else:
                self._add(name, post or office, unit)
            office, fresh = "", True
        if office:
            if self.found:
                self._add_post(office)
            else:
                self._office = f"{office}、" if not self._office else office

    def _is_before(self, tokens: list[str]) -> bool:
        """Whether offices stand before the names in these words."""
        kinds = [_kind(token)[0] for token in tokens]
        return kinds[0] == "office" and "name" in kinds

    def _ask_gaps(self, kinds: Sequence[tuple[str, str, str, str]]) -> None:
        """A gap between words without a surname may be within a name: 扎西 次仁."""
        for (one, *first), (other, *second) in pairwise(kinds):
            words = (one, other) if first[0] == second[0] == "name" else ()
            if words and all(len(w) < 4 and not has_surname(w) and not _is_word(w) for w in words):
                what = f"“{one} {other}”是一个人还是两个人，看不出来"
                took, cure = "当作两个人", "一个人的，中间写间隔号“·”；两个人的，用顿号隔开"
                doubt = Doubt(ScheduleCode.PEOPLE_DOUBTFUL, what, took, cure=cure)
                self.doubts.append(doubt)

    def _add(self, name: str, post: str, unit: str = "") -> None:
        self.found.append(Named(name, _office(post), unit, self._label, self._when))

    def _add_post(self, post: str) -> None:
        last = self.found[-1]
        joined = f"{last.post}、{_office(post)}" if last.post else _office(post)
        self.found[-1] = replace(last, post=joined)


def _joined(tokens: list[str]) -> list[str]:
    """Words, with a gap between single characters closed: 刘 明 is one name, 市 长 one office."""
    joined: list[str] = []
    run = ""
    for token in tokens:
        if joined and not run and len(token) <= 2 and re.fullmatch(COMPOUND_SURNAMES, joined[-1]):
            joined[-1] += token  # 欧阳 明远
            continue
        if len(token) == 1 and re.match(rf"[{_HAN}]", token):
            run += token
            continue
        if run:
            joined.append(run)
            run = ""
        if joined and _LATIN.fullmatch(token) and _LATIN.fullmatch(joined[-1]):
            joined[-1] += f" {token}"
            continue
        joined.append(token)
    if run:
        joined.append(run)
    return joined


def _is_body(name: str) -> bool:
    """Whether a word is an office or a firm rather than somebody: 康正律师事务所."""
    is_ours = name[0] in "区县市省镇乡區縣鎮鄉"  # 区法院 is nobody, though 区 is a surname
    return bool(_BODY.fullmatch(name)) and (is_ours or not has_surname(name))


def _is_word(name: str) -> bool:
    """Whether a word ends as teams and offices do, or is no Han name at all: 二组, A."""
    return bool(_TEAM.fullmatch(name)) or not re.fullmatch(rf"[{_HAN}]{{2,4}}", name)


def _names_somebody(following: Sequence[tuple[str, str, str, str]]) -> bool:
    """Whether a person comes next."""
    return any(
        kind == "name" and not _is_body(name) and name[0] in SURNAMES
        for _, kind, name, _ in following
    )


def _office(text: str) -> str:
    return "".join(text.split())


def _kind(token: str) -> tuple[str, str, str]:  # noqa: C901, PLR0911 # the cases of one table stand together
    """What a word is: ("name", name, post), ("office", "", ""), ("when", "", ""), ("doubt", …)."""
    plain = unicodedata.normalize("NFC", token)
    if _MARKED.search(plain):
        return "name", plain, ""
    if _HALF.fullmatch(folded(plain)):
        return "when", "", ""
    if re.fullmatch(r".{2,4}等(?:\d*人|同志)?", plain):
        return "doubt", "", ""
    is_office = bool(OFFICE.search(folded(plain)))
    if is_office:
        if plain[0] in SURNAMES and len(plain) > 2 and _are_offices(folded(plain[1:])):
            return "name", plain, ""  # 林主任, 王副主任, 于主任医师
        for length in (2, 3, 4):  # 林晓律师, 王明高副区长
            head, tail = plain[:length], plain[length:]
            if len(tail) > 1 and has_surname(head) and _are_offices(folded(tail)):
                return "name", head, tail
        return "office", "", ""
    is_long = bool(re.fullmatch(rf"[{_HAN}]{{4}}", plain))  # 于方高明 may be two people
    if is_name(plain) and (has_surname(plain) or not (is_long or _TEAM.fullmatch(plain))):
        return "name", plain, ""
    for length in (2, 3, 4):  # 区委书记刘冠瑜
        head, tail = plain[:-length], plain[-length:]
        if head and has_surname(tail) and OFFICE.search(folded(head)):
            return "name", tail, head
    if _TEAM.fullmatch(plain) or re.fullmatch(
        r"[第甲乙丙丁一二三四五六七八九十0-9A-Za-z]*[第甲乙丙丁一二三四五六七八九十A-Za-z][0-9A-Za-z]*"
        r"|[第甲乙丙丁一二三四五六七八九十0-9A-Za-z]+[组班队号线室]",
        plain,
    ):
        return "name", plain, ""
    return "doubt", "", ""


def _are_offices(plain: str) -> bool:
    """Whether words are one office or several: 副主任, 主任医师."""
    if OFFICE.fullmatch(plain):
        return True
    halves = ((plain[:at], plain[at:]) for at in range(2, len(plain) - 1))
    return any(OFFICE.fullmatch(one) and OFFICE.fullmatch(other) for one, other in halves)


def _glued(token: str) -> list[str]:
    """刘冠瑜孙忠信 as two names, where it divides in one way only."""
    if not re.fullmatch(rf"[{_HAN}]{{4,9}}", token):
        return []
    found = [parts for parts in _divisions(token) if len(parts) > 1]
    return found[0] if len(found) == 1 else []


def _divisions(token: str) -> Iterator[list[str]]:
    if not token:
        yield []
        return
    for length in (2, 3):
        if len(token) >= length and has_surname(token[:length]):
            for rest in _divisions(token[length:]):
                yield [token[:length], *rest]
