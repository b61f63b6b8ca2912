"""How much speaks for a stretch of text being a person's name.

What stands before it (a post, a list, the start of a sentence), what follows (a post, a verb of
speech), what the dictionary reads there, and how readily the surname and the given name are names.
How much each of these says stands in `data/weights.tsv`, with its reason.
"""

from __future__ import annotations

import re

from hanzi.characters import HAN
from hanzi.engines import is_known
from hanzi.nametables import form, name_tables
from hanzi.preposition import is_preposition
from hanzi.sentence import Sentence, made_of_words
from hanzi.tables import tables

_IS_HAN = re.compile(f"[{HAN}]")
SURELY = 3
"""From here on a weight is as good as sure: a verb of speech behind it, a post before it."""

_PERSON_ENDS = frozenset("长员师家者手士生民户警工匠官兵将星商客友妻夫母父嫂姐哥弟妹爷奶叔婶")
_CALLED = frozenset("叫员户")
"""Whoever is called or holds a post: 他叫|于松, 网格员|于松, 低保户|于松."""
_SPEAKS = frozenset("说称道讲问答")
_QUOTED = frozenset("，：“,:")
_LOOSE = frozenset(["的", "了", "到", "名", "位", "过"])
"""Words that a name follows as readily as anything else: 受伤的|于松, 多亏了|于松."""
_NAMES_TO = frozenset(
    ["任命", "推选", "选举", "聘请", "聘任", "委任", "提名", "追授", "推举", "增补", "多亏"]
)
"""Verbs whose object is a person: 任命|于松|为局长."""
_FUNCTION_TAGS = frozenset(["t", "d", "r", "c", "p", "m", "q", "f", "u", "ul", "uz", "y"])
_AGENT = re.compile(
    "(?:同志|先生|女士|教授|老师)?(?:[任作]|担任|出任|兼任|接任|继任|主持|牵头|负责|带队|率队|率领|带领|起草|执笔"
    "|执导|主演|领衔|饰演|扮演|主编|编著|撰写|讲授|主讲|陪同|宣读|介绍)"
)
"""What somebody does whom 由 names: 由|于敏|同志任组长."""

FULL = 3
"""Characters of a full name, surname and given name."""

_DAY = re.compile("[0-9０-９一二三四五六七八九十]{1,3}[日月]")
_NAMES = ("nr", "ns", "nz")
_COUNTING = frozenset("一二三四五六七八九十百千万亿人家年月日天上下中前后里")
_DAYS = frozenset("天年日月季节午")
_OF = re.compile(
    "进行|予以|给予|(?:作|提)出|实施|采取|的(?:先进|事迹|讲话|表现|行为|问候|家属|评价|印象|采访|处分|处理|任命|提名|考察|判决|指控|起诉)"
)
"""What is said of somebody: 对|于广林|的先进事迹."""
_AMONG = re.compile(
    "等(?:陪同|参加|出席|人|一行|领导|同志|在座|到场|[一二三四五六七八九十两几多0-9]+[人名位])"
)
"""What closes a list of people: 于松|等陪同."""
_UNDER = re.compile(f"(?:等人)?的[{HAN}]{{2,4}}下")
"""Under whose guidance: 在|于林|的带领下."""
_SEATS = frozenset("镇乡村县区市庄屯路街厂寨州省湾办楼塔")


def weight_of(sentence: Sentence, start: int, surname: int, end: int) -> int:
    """The weight of a stretch whose first `surname` characters are the surname."""
    book = name_tables()
    weights = book.weights
    text = sentence.text
    given = text[start + surname : end]
    if any(letter in book.never for letter in given):
        return weights["never-given"]
    if given in book.cues["after"] or (text[start] == "于" and is_preposition(text, start)):
        return weights["addressed"]
    if end - start == FULL and _signs(sentence, start, end):
        return weights["signed"]
    following = after(sentence, end)
    ahead = before(sentence, start)
    weight = ahead + following + _alone(text, start, end)
    if len(given) == 2 and ahead == weights["before:post"]:
        weight += weights["post-and-two-letters"]
    if len(given) == 2 and given[1] in book.cues["verbal"] and following < SURELY:
        weight += weights["verb-in-given"]
    split = text[start - 1 : start] == "对"
    ordinary = text[start] == "于" and not split and _is_ordinary(sentence, start + 1, end)
    if ordinary and following < SURELY:
        weight += weights["ordinary-word"]
    if text[start] == "于" and not split and sentence.is_edge(start):
        weight += _preposed(text, start, ahead, following)
    if _is_wordlike(sentence, start, end, ahead) and following < SURELY:
        weight += weights["wordlike"]
    if given.endswith("于") and len(given) == 2 and _IS_HAN.match(text[end : end + 1]):
        weight += weights["ends-in-yu"]
    weight += _readiness(text[start]) if surname == 1 else weights["two-letter-surname"]
    fitting = sum(letter in book.given for letter in given)
    weight += fitting * weights["given-letter"] if fitting else weights["no-given-letter"]
    weight += weights["seldom-letter"] * sum(letter in book.seldom for letter in given)
    return weight + _words(sentence, start, surname, end)


def _signs(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a reporter signs here with a place and a day: 记者|赖于榛|台北15日电."""
    if sentence.text[max(0, start - 2) : start] != "记者" or end >= len(sentence.text):
        return False
    began, place, tag = sentence.word_at(end)
    seat = began == end and tag.startswith("ns")
    return seat and _DAY.match(sentence.text, end + len(place)) is not None


def _preposed(text: str, start: int, ahead: int, following: int) -> int:
    """What speaks against a name with 于 that neither a post nor a verb of speech frames."""
    weights = name_tables().weights
    if following >= SURELY:
        return 0
    if start and not _IS_HAN.match(text[start - 1]):
        return weights["preposed-clause"] if ahead < SURELY and following == 0 else 0
    if ahead >= 1:
        return weights["preposed-led"] if following < 0 else 0
    return weights["preposed"] if start else 0


def _is_wordlike(sentence: Sentence, start: int, end: int, ahead: int) -> bool:
    """Whether 后, which hardly ever is a surname, stands before a word of two letters."""
    if sentence.text[start] != "后":
        return False
    weights = name_tables().weights
    free = ahead < weights["before:post"] and ahead != weights["before:takes"]
    if start and free and sentence.word_at(start - 1)[2][:1] in ("v", "n"):
        return True  # 协商|后|华航, 妈妈|后|才
    if end - start != 3:
        return False
    return sentence.is_word(start + 1, end) and sentence.word_at(start + 1)[2][:2] not in _NAMES


def _is_ordinary(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word of two letters stands here that is no likely given name."""
    if end - start == 1 or not sentence.is_word(start, end):
        return False
    _, word, tag = sentence.word_at(start)
    if all(letter in name_tables().given for letter in word):
        return tag[0] in "vdfsr" or word[-1] in _DAYS
    return not tag.startswith("nr")


def _alone(text: str, start: int, end: int) -> int:
    """A stretch with no Han character to either side is likely a byline or a cell of a table."""
    beside = _IS_HAN.match(text[start - 1 : start]) or _IS_HAN.match(text[end : end + 1])
    return 0 if beside else name_tables().weights["alone"]


def _readiness(surname: str) -> int:
    """How readily a surname begins a name: the common ones more than those that are words."""
    book = name_tables()
    if surname in book.readiness:
        return book.readiness[surname]
    if surname in book.cues["wordlike"]:
        return book.weights["surname-is-a-word"]
    common = surname in book.cues["common"]
    return book.weights["surname-common" if common else "surname-rare"]


def before(sentence: Sentence, start: int) -> int:
    """What the words before a stretch say for its being a name."""
    if start == 0:
        return name_tables().weights["before:start"]
    if not _IS_HAN.match(sentence.text[start - 1]):
        return _before_break(sentence.text, start)
    return _before_word(sentence, start)


def _before_word(sentence: Sentence, start: int) -> int:
    book = name_tables()
    weights = book.weights
    text = sentence.text
    if _titled(text, start):
        return weights["before:post"]
    began, word, tag = sentence.word_at(start - 1)
    whole = began + len(word) <= start
    person = whole and len(word) > 1 and word[-1] in _PERSON_ENDS and tag != "v"
    if text[start - 1] in _CALLED or person:
        return weights["before:called"]
    if not whole:
        return weights["before:in-word"]
    if word in _NAMES_TO:
        return weights["before:named"]
    if word in _LOOSE:
        after_de = word == "的" and text[start] == "于"
        return weights["before:de-yu" if after_de else "before:loose"]
    return weights["before:takes" if word in book.cues["take"] else "before:other"]


def _before_break(text: str, start: int) -> int:
    book = name_tables()
    previous = text[start - 1]
    if previous in "、／/・·":
        return book.weights["before:list"]
    if previous in " \u3000：:（(":
        back = text[max(0, start - 6) : start - 1].rstrip()
        if any(back[-size:] in book.cues["title"] for size in range(1, 6)):
            return book.weights["before:post-and-blank"]
    return book.weights["before:letter" if previous.isalnum() else "before:break"]


def after(sentence: Sentence, end: int) -> int:
    """What the words after a stretch say for its being a name."""
    text, weights = sentence.text, name_tables().weights
    if end >= len(text):
        return weights["after:end"]
    if not _IS_HAN.match(text[end]):
        return weights["after:list" if text[end] in "、（(）) \u3000／/·" else "after:break"]
    return _after_word(sentence, end) if sentence.is_edge(end) else weights["after:in-word"]


def _after_word(sentence: Sentence, end: int) -> int:
    cues, weights = name_tables().cues, name_tables().weights
    following = [sentence.text[end : end + size] for size in (4, 3, 2, 1)]
    if any(word in cues["after"] for word in following) or _AMONG.match(sentence.text, end):
        return weights["after:address"]
    if following[-1] in _SEATS:
        return weights["after:seat"]
    verb = next((word for word in following if word in cues["verb"]), "")
    if verb:
        quoted = verb in _SPEAKS and sentence.text[end + 1 : end + 2] in _QUOTED
        weak = verb in cues["weak"] and not quoted
        return weights["after:weak-verb" if weak else "after:verb-of-people"]
    _, word, tag = sentence.word_at(end)
    return weights[f"after:{_kind(word, tag)}"]


def _kind(word: str, tag: str) -> str:
    """What a word behind a stretch is, where neither people nor places have it: a row's name."""
    long = len(word) > 1
    if long and tag in ("t", "v"):
        return "long-verb"
    if tag in _FUNCTION_TAGS:
        return "function-word"
    return "verb" if tag == "v" else "long-word" if long else "letter"


def _words(sentence: Sentence, start: int, surname: int, end: int) -> int:
    """What the dictionary's own words say: a name of its list, or other words over the edges."""
    weights = name_tables().weights
    began, word, tag = sentence.word_at(start)
    if began < start:
        return _split(sentence, start, end)
    if began + len(word) > end:
        return weights["word:runs-over"]
    phrase = tables().phrases.get(sentence.text[start:end])
    if phrase and phrase != form(sentence.text[start:end], surname):
        return weights["word:phrase" if end - start > 2 else "word:short-phrase"]
    if began + len(word) == end and tag.startswith("nr"):
        return _listed(word)
    weight = _given(sentence, start + surname, end) + _unread(sentence, start + surname, end)
    if len(word) > surname and not tag.startswith("nr"):
        whole_place = began + len(word) == end and tag == "ns"
        whole = whole_place and len(word) == FULL  # 沈阳城
        beyond = tag == "ns" and (whole or sentence.text[end - 1] not in name_tables().given)
        if beyond and (not whole_place or len(word) > 2):  # 沈阳|站
            row = "place-beyond"
        elif tag in _FUNCTION_TAGS:
            row = "function-word"
        else:
            row = "whole-place" if whole_place else "other"
        weight += weights[f"word:{row}"]
    return weight


def _listed(word: str) -> int:
    """What it says for a stretch that the segmenter's dictionary has it among its names."""
    weights = name_tables().weights
    if made_of_words(word):
        return weights["listed:made-of-words"]
    return weights["listed:seat" if word[-1] in _SEATS else "listed"]


def may_split(sentence: Sentence, start: int) -> bool:
    """Whether the word that runs into a stretch may be none: 由|于敏, 在|于敏家里, 教师|范玉芝."""
    return sentence.text[start - 1] in "由在对" or _titled(sentence.text, start)


def _titled(text: str, start: int) -> bool:
    book = name_tables()
    if text[start - 1 : start] not in book.title_ends:
        return False
    titles = book.cues["title"]
    return any(text[max(0, start - size) : start] in titles for size in (4, 3, 2))


def _split(sentence: Sentence, start: int, end: int) -> int:
    """Where a word runs into a name, only a frame about people frees it: 由|于敏|同志."""
    previous, homes, weights = (
        sentence.text[start - 1],
        name_tables().cues["home"],
        name_tables().weights,
    )
    if previous == "由" and _AGENT.match(sentence.text, end):
        return weights["split:agent"]
    if _titled(sentence.text, start):
        began, word, _ = sentence.word_at(start)
        rest = word[start - began :]
        known = len(rest) > 1 and is_known(rest)  # 党员|干部, and no 干部闻
        return weights["split:post-and-word" if known else "split:post"]
    given = sentence.text[start + 1 : end]
    rare = not (len(given) > 1 and is_known(given))
    if previous == "对" and _OF.match(sentence.text, end):
        return weights["split:of" if rare else "split:of-word"]
    if previous == "在" and _UNDER.match(sentence.text, end):
        return weights["split:under" if rare else "split:under-word"]
    at_home = any(sentence.text[end : end + size] in homes for size in (3, 2, 1))
    return weights["split:home" if previous == "在" and at_home else "split"]


def _given(sentence: Sentence, start: int, end: int) -> int:
    """What the words of a given name say: a known one, or verbs, times and prepositions."""
    weights = name_tables().weights
    given = sentence.text[start:end]
    phrase = 0
    if len(given) == 2:
        known = sentence.is_word(start, end)
        if known and sentence.word_at(start)[2] in ("nr", "nrfg", "nz"):
            return weights["given:known"]
        written = tables().phrases.get(given)
        if written:
            phrase = weights["given:known-phrase" if known else "given:phrase"]
            if written != form("李" + given, 1)[1:]:
                phrase += weights["given:other-forms"]
    seat = weights["given:seat"] if given[-1] in _SEATS else 0
    parts = 0
    place = start
    while place < end:
        began, word, tag = sentence.word_at(place)
        if began + len(word) > end:
            return phrase + seat + parts + weights["given:runs-over"]
        if began >= start:
            parts += _part(word, tag)
        place = began + len(word)
    return seat + min(phrase, parts)


def _unread(sentence: Sentence, start: int, end: int) -> int:
    """Two letters of given names that the dictionary knows no word for are likely to be one."""
    book = name_tables()
    if end - start != 2 or sentence.is_word(start, end) or not sentence.is_edge(start):
        return 0
    letters = sentence.text[start:end]
    fitting = all(letter in book.given and letter not in _COUNTING for letter in letters)
    apart = fitting and sentence.is_edge(start + 1) and sentence.is_edge(end)
    return book.weights["given:unread"] if apart else 0


def _part(word: str, tag: str) -> int:
    """What one word inside a given name says."""
    weights = name_tables().weights
    if len(word) == 1:
        return weights["part:letter"] if tag in ("r", "p", "c", "u") else 0
    fitting = all(letter in name_tables().given for letter in word)
    if tag == "t":
        return weights["part:fitting-time" if fitting and word[-1] not in _DAYS else "part:time"]
    if fitting and tag in ("v", "vn", "n"):
        return weights["part:fitting-word"]
    if tag in _FUNCTION_TAGS:
        return weights["part:fitting-function" if fitting else "part:function-word"]
    return 0 if fitting else weights.get(f"part:{tag}", 0)
