"""Names under a story as editors write them on one line: 林晓、何静; 记者：林晓; 林晓 何静 摄.

A line is a row of names, posts (记者, before the names), works (摄, before or behind them), and
bodies (区委办, before the names). A stroke, a colon or brackets bind a work to its side. What can
be read in one way only is read so; what is likely is read and asked about; what may be anything is
not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from newsroom import trades
from newsroom.model import Credit

_HAN = trades.HAN
_MARKS = "□■◎○●◇◆☆★▲△※▪•*＊ "
_ROLE_AND_NAME = re.compile(rf"([{_HAN}]{{0,8}}?(?:{trades.ATTACHED}))((?:{trades.ONE})+)")
_NEXT_POST = re.compile(rf"(?:本报)?(?:见习|实习|特约)?(?:{trades.ATTACHED})")
_FOLK = re.compile(
    rf"([{_HAN}]{{0,6}}(?:读者|网友|市民|居民|村民|志愿者))([老小][{_HAN}]|“[^“”]+”)"
)
_TAKEN = re.compile(rf"((?:{trades.ONE}){{2,4}})(摄影报道|摄影|供图|供稿|整理|[摄攝])")
_SUPPLIED = re.compile("(.{2,20}?)(供图|供稿|供圖)")
_BRACKETED = re.compile(r"([^（()）]+)[（(]([^（()）]+)[）)]")
_PAIR = re.compile(rf"([{_HAN}]{{2,3}})[和与與]([{_HAN}]{{2,3}})")
_COLON = re.compile(rf"([{_HAN}/]{{1,10}})[ ]*[:：][ ]*")
_TOKEN = re.compile(
    rf"(?P<role>{_COLON.pattern})|(?P<mark>[、，,；;&＆])|(?P<word>[^ 、，,；;:：&＆]+)"
)
_SEVERAL = re.compile("[、，,；;:： /|&＆]")
_LISTED = re.compile("[、，,；;]")
_AND = frozenset("和与及與")
CREDITS = frozenset({"bylines", "editors", "credit"})
"""The fields of front matter that hold such lines."""


class _Part(Enum):
    NAME = auto()
    POST = auto()
    WORK = auto()
    BODY = auto()
    MARK = auto()


class _Side(Enum):
    """Where the names of a work stand, as far as the word itself tells."""

    OPEN = auto()
    BEFORE = auto()  # the work stands before them
    BEHIND = auto()


@dataclass(frozen=True, slots=True)
class _Word:
    part: _Part
    text: str
    side: _Side = _Side.OPEN
    is_bound: bool = False  # to the next word, by a colon or a stroke
    is_attached: bool = False  # to the name beside it: 李明摄, 林晓（区委办）


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line of names was read as. is_sure: whether it can be read in this way only."""

    credits: tuple[Credit, ...]
    is_sure: bool = True


def credits_of(written: str) -> tuple[Credit, ...] | None:
    """The credits of one line; None where it is not clear who is meant."""
    reading = read_credits(written)
    return reading.credits if reading else None


def read_credits(written: str) -> Reading | None:
    """The credits of one line with whether they are sure; None where anybody may be meant.

    One word is one name, whatever it is (本报评论员); so is a line without Han (John Smith).
    """
    line = " ".join(written.split())
    bare = line.strip(_MARKS)
    if re.fullmatch("[（(][^（()）]*[）)]", bare):
        bare = bare[1:-1].strip()
    if not bare or not re.search(f"[{_HAN}]", bare):
        return Reading((Credit(line),))
    words = _words(re.sub("[ ]*([/／|｜])[ ]*", r"\1", bare))
    reading = _Line(words).read() if words else None
    if reading is None and not _SEVERAL.search(trades.folded(bare)):
        return Reading((Credit(bare),))
    return reading


def several(name: str) -> tuple[str, ...]:
    """The names of a field that asks for one: of 林晓、何静 two, where all of them look like it."""
    parts = [part.strip() for part in _LISTED.split(name)]
    return tuple(parts) if all(trades.is_name(part) for part in parts) else (name,)


def written_out(credits_: tuple[Credit, ...]) -> str:
    """Credits in the form that leaves nothing open: [{name: 林晓, role: 记者}, {name: 何静}]."""
    parts = [
        ", ".join(
            f"{key}: {value}"
            for key, value in (
                ("name", one.name),
                ("role", one.role),
                ("organisation", one.organisation),
                ("work", one.work),
            )
            if value
        )
        for one in credits_
    ]
    return f"[{', '.join(f'{{{part}}}' for part in parts)}]"


def _words(line: str) -> list[_Word]:
    """Each word with what it is; none at all where one is neither name, post, work nor body."""
    words: list[_Word] = []
    for match in _TOKEN.finditer(_joined(_closed_up(line))):
        if match["mark"] or match["word"] in _AND:
            words.append(_Word(_Part.MARK, match[0]))
            continue
        if match["role"]:
            found = _labelled(match["role"].rstrip(" :："))
        else:
            found = _parts(match["word"].replace("\ue000", " "))
        if not found:
            return []
        words += found
    return words


def _closed_up(line: str) -> str:
    """A name of two characters is set with a blank between them: 王 明."""
    single = rf"(?<![^ 、，；:：])([{_HAN}]) ([{_HAN}])(?![^ 、，；])"
    padded = rf"(?<![^ 、，；:：])([摄攝图圖文]) ([{_HAN}]) ([{_HAN}])(?![^ 、，；])"
    return re.sub(single, r"\1\2", re.sub(padded, r"\1 \2\3", line))


def _joined(line: str) -> str:
    """A Latin name is one word: John Smith. Its blanks are held by a sign of nobody's."""
    latin = trades.LATIN_NAME.pattern
    return re.sub(rf"{latin}(?: {latin})+", lambda found: found[0].replace(" ", "\ue000"), line)


def _labelled(label: str) -> list[_Word]:
    """A word with a colon behind it: whatever it is, it says what the names behind it are."""
    if trades.LABEL.fullmatch(label):
        return []
    is_post = trades.POST.fullmatch(trades.folded(label))
    part = _Part.POST if is_post else _Part.WORK
    return [_Word(part, label, _Side.BEFORE, is_bound=True)]


def _parts(word: str) -> list[_Word]:
    """What one word is, parted at its strokes; nothing where a part of it is nothing known."""
    whole = list(_read(word))
    if whole or not re.search("[/／|｜]", word):
        return whole
    found: list[_Word] = []
    pieces = re.split("[/／|｜]", word)
    for place, piece in enumerate(pieces):
        read = list(_read(piece))
        if not read:
            return []
        if len(read) == 1 and read[0].part is _Part.WORK:
            side = _Side.BEFORE if place == 0 else _Side.BEHIND
            read = [replace(read[0], side=side, is_bound=side is _Side.BEFORE)]
        found += read
    return found


def _read(word: str) -> Iterator[_Word]:  # one word, its kinds in the order of their likeness
    plain = trades.folded(word)
    taken = _TAKEN.fullmatch(word)
    bracketed = _BRACKETED.fullmatch(word)
    pair = _PAIR.fullmatch(word)
    supplied = _SUPPLIED.fullmatch(word)
    if trades.POST.fullmatch(plain):
        yield _Word(_Part.POST, word)
    elif taken and trades.is_surnamed(taken[1]) and len(taken[1]) <= 3:
        yield from _with_work(taken)
    elif supplied and trades.is_body(supplied[1]):
        yield from (_Word(_Part.BODY, supplied[1]), _Word(_Part.WORK, supplied[2]))
    elif trades.WORK.fullmatch(plain):
        yield _Word(_Part.WORK, word)
    elif bracketed:
        yield from _with_brackets(bracketed[1], bracketed[2])
    elif pair and all(map(trades.is_surnamed, pair.groups())):
        yield from (_Word(_Part.NAME, pair[1]), _Word(_Part.MARK, "和"), _Word(_Part.NAME, pair[2]))
    elif run_on := list(_run_on(word)):
        yield from run_on
    elif trades.is_body(word):
        yield _Word(_Part.BODY, word)
    elif trades.is_name(word):
        yield _Word(_Part.NAME, word)


def _post_before_name(word: str) -> int:
    """The characters of the name behind a post: 区长林晓; 0 where there is none."""
    plain = trades.folded(word)
    sizes = (size for size in (3, 2) if trades.is_surnamed(word[-size:]))
    return next((size for size in sizes if trades.POST.fullmatch(plain[:-size])), 0)


def _with_brackets(name: str, within: str) -> Iterator[_Word]:
    """林晓（文）, 林晓（区委办）; nothing where the brackets hold anything else."""
    if not trades.is_name(name):
        return
    if trades.WORK.fullmatch(trades.folded(within)):
        yield from (_Word(_Part.NAME, name), _Word(_Part.WORK, within, _Side.BEHIND))
    elif trades.is_body(within):
        yield from (_Word(_Part.BODY, within, is_attached=True), _Word(_Part.NAME, name))


def _run_on(word: str) -> Iterator[_Word]:
    """A post with names behind it and no blank: 记者林晓, 记者林晓通讯员何静, 记者李明摄."""
    plain = trades.folded(word)
    match = _FOLK.fullmatch(plain) or _ROLE_AND_NAME.fullmatch(plain)
    if match is None:
        size = _post_before_name(word)
        if size:
            yield from (_Word(_Part.POST, word[:-size]), _Word(_Part.NAME, word[-size:]))
        return
    post, name = word[: match.end(1)], word[match.end(1) :]
    following = _NEXT_POST.search(trades.folded(name), 1)
    rest = (
        list(_run_on(name[following.start() :]))
        if following and following.end() < len(name)
        else []
    )
    if following and rest:
        name = name[: following.start()]
    taken = _TAKEN.fullmatch(name)
    if taken and trades.is_name(taken[1]):
        yield from (_Word(_Part.POST, post), *_with_work(taken), *rest)
    elif trades.is_name(name):
        yield from (_Word(_Part.POST, post), _Word(_Part.NAME, name), *rest)


def _with_work(taken: re.Match[str]) -> Iterator[_Word]:
    """A name with its work behind it and no blank: 李明摄."""
    yield _Word(_Part.NAME, taken[1])
    yield _Word(_Part.WORK, taken[2], _Side.BEHIND, is_attached=True)


@dataclass(slots=True)
class _Line:
    """The words of a line as they are read from its left: whose post, work and body each is."""

    words: list[_Word]
    found: list[Credit] = field(default_factory=list)
    waiting: list[Credit] = field(default_factory=list)  # for a work behind them
    post: str = ""
    work: str = ""
    body: str = ""
    is_sure: bool = True

    def read(self) -> Reading | None:
        """The credits; None where a word has no place."""
        parts = [self._as_name(at) for at in range(len(self.words))]
        side = self._side(parts)
        if side is None or _Part.NAME not in parts or _ends_open(parts):
            return None
        for at, (word, part) in enumerate(zip(self.words, parts, strict=True)):
            if part is _Part.NAME:
                self._name(word.text, at)
            elif part is _Part.BODY:
                self.body = word.text
            elif part is _Part.POST:
                self._post(word.text, at)
            elif part is _Part.WORK:
                behind = (side if word.side is _Side.OPEN else word.side) is _Side.BEHIND
                if not (self._did(word) if behind else self._does(word, at)):
                    return None
        self.found += self.waiting
        return Reading(tuple(self.found), self.is_sure)

    def _side(self, parts: list[_Part]) -> _Side | None:
        """Where the names of the works stand that are bound to nothing; None where both may be."""
        listed = [word for word in self.words if word.part is not _Part.MARK]
        named = [
            word
            for word, part in zip(self.words, parts, strict=True)
            if part in {_Part.NAME, _Part.WORK}
        ]
        is_open = [word for word in named if word.part is _Part.WORK and word.side is _Side.OPEN]
        if not is_open:
            return _Side.BEHIND
        last = listed[-1] is is_open[-1]
        first = named[0] is is_open[0]
        if first == last and (first or listed[0].part is not _Part.POST):
            return None  # but 记者 林晓 摄影 何静 says before whom each word stands
        return _Side.BEHIND if last else _Side.BEFORE

    def _as_name(self, at: int) -> _Part:
        """A body is who supplied a thing where no name is meant: 供稿：区委办, 区委办 供图."""
        word = self.words[at]
        if word.part is not _Part.BODY:
            return word.part
        follower = self._follower(at)
        supplied = follower and follower.part is _Part.WORK and not follower.is_bound
        ends = follower is None or follower.part is _Part.MARK or follower.is_bound
        bound = at > 0 and self.words[at - 1].is_bound
        gave = supplied and follower and trades.SUPPLIES.search(trades.folded(follower.text))
        return _Part.NAME if gave or (bound and ends) else _Part.BODY

    def _follower(self, at: int) -> _Word | None:
        return self.words[at + 1] if at + 1 < len(self.words) else None

    def _name(self, name: str, at: int) -> None:
        names = (name[:2], name[2:]) if trades.is_two_names(name) else (name,)
        follower = self._follower(at)
        has_role = self.post or self.work or (follower and follower.part is _Part.WORK)
        alone = len(self.words) == 1
        known = has_role or alone or trades.is_surnamed(name) or trades.is_body(name)
        self.is_sure = self.is_sure and known and len(names) == 1
        credit = Credit("", self.post or self.work, self.body, self.work if self.post else "")
        self.waiting += [replace(credit, name=one) for one in names]
        if at > 0 and self.words[at - 1].is_attached:
            self.body = ""

    def _post(self, post: str, at: int) -> None:
        plain = bool(self.waiting) and not (self.waiting[-1].role or self.waiting[-1].organisation)
        listed = at > 0 and self.words[at - 1].part is _Part.MARK
        self.is_sure = self.is_sure and (listed or not plain)  # 林晓 通讯员 何静
        if self.waiting or self.post:
            self.body = self.body if self.words[at - 1].part is _Part.BODY else ""
        if self.waiting:
            self.work = ""
        self.post = post

    def _does(self, word: _Word, at: int) -> bool:
        """A work whose names stand behind it; false where a post before it has none."""
        dangles = at > 0 and self.words[at - 1].part is _Part.POST
        self.found += self.waiting
        if self.found:
            self.post = self.body = ""
        self.waiting, self.work = [], word.text
        return not dangles

    def _did(self, word: _Word) -> bool:
        """A work whose names stand before it, all that have none yet; false where they have one."""
        if not self.waiting or self.work:
            return False
        self.is_sure = self.is_sure and not (word.is_attached and len(self.waiting) > 1)
        self.found += [replace(credit, work=word.text) for credit in self.waiting]
        self.waiting = []
        self.post = self.body = ""
        return True


def _ends_open(parts: list[_Part]) -> bool:
    """Whether the last word waits for a name: 林晓 记者, 林晓 区委办, 记者：."""
    last = next(part for part in reversed(parts) if part is not _Part.MARK)
    return last in {_Part.POST, _Part.BODY}
