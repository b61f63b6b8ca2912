"""The line that the press's own papers sign with, written so that it is read back name by name.

`；` parts those who signed apart, `、` those who share a work, a post or a house:
本报 记者 林晓、何静；通讯员 于方 摄影报道. Before a name stand a house and a post, behind it a
work; words that can't be told by themselves are named: 林晓（单位：伊滨，身份：记者）. What is
written has been read by way of proof. Older papers part everything by blanks; there a word before
a post is a house only if it is no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newsroom import trades
from newsroom.model import Credit

_GROUP, _SHARE = "；", "、"
_OPEN, _CLOSE = "（", "）"
_NAME, _HOUSE, _POST, _WORK = "姓名", "单位", "身份", "分工"
_KEYS = {_NAME: "name", _HOUSE: "organisation", "單位": "organisation", _POST: "role"} | {
    _WORK: "work"
}
_KEY = re.compile(f"(?:^|，)({'|'.join(_KEYS)})：")
_NAMED = re.compile(rf"(?P<name>[^（）]*?) *（(?P<rest>(?:{'|'.join(_KEYS)})：.*)）")
_WORD = re.compile(r"[^ \t\u3000]+")


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody who signed. start, end: of the name, in the line."""

    credit: Credit
    start: int
    end: int


def written(credits_: Iterable[Credit], say: Callable[[str], str]) -> str:
    """Names as one line that `read` reads back as they are. say: a word in the paper's script."""
    parts: list[str] = []
    for group in _groups(credits_):
        line = _plainly(group)
        if [signed.credit for signed in read(line)] == group:
            parts.append(line)
        else:
            parts += (_named(credit, say) for credit in group)
    return _GROUP.join(parts)


def read(line: str) -> tuple[Signed, ...]:
    """Everybody who signed in a line, in order."""
    found: list[Signed] = []
    for start, end in _parted(line, 0, len(line), _GROUP):
        group: list[Signed] = []
        for at, to in _parted(line, start, end, _SHARE):
            for signed in _signers(line, at, to, group):
                group.append(_sharing(signed, group, is_first=not _between(line, at, signed)))
        found += group
    return tuple(found)


def _groups(credits_: Iterable[Credit]) -> Iterator[list[Credit]]:
    """Those in a row who share a work, and of whom nobody would be given another's post."""
    group: list[Credit] = []
    for credit in credits_:
        last = group[-1] if group else None
        inherits = last and (last.role or last.organisation)
        is_bare = not (credit.role or credit.organisation)
        if last and (credit.work != last.work or (inherits and is_bare)):
            yield group
            group = []
        group.append(credit)
    if group:
        yield group


def _plainly(group: Sequence[Credit]) -> str:
    words: list[str] = []
    last = None
    for credit in group:
        post = (credit.organisation, credit.role)
        shown = () if post == last else post
        words.append(" ".join(filter(None, (*shown, credit.name))))
        last = post
    return " ".join(filter(None, (_SHARE.join(words), group[0].work)))


def _named(credit: Credit, say: Callable[[str], str]) -> str:
    """A name with everything else said of it in brackets, each by what it is."""
    told = [
        f"{say(key)}：{value}"
        for key, value in (
            (_HOUSE, credit.organisation),
            (_POST, credit.role),
            (_WORK, credit.work),
        )
        if value
    ]
    if not told or any(mark in credit.name for mark in f"{_GROUP}{_SHARE}{_OPEN}{_CLOSE}"):
        return f"{_OPEN}{'，'.join([f'{say(_NAME)}：{credit.name}', *told])}{_CLOSE}"
    return f"{credit.name}{_OPEN}{'，'.join(told)}{_CLOSE}"


def _parted(line: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
    """Where the parts of a stretch begin and end that a mark outside of brackets parts."""
    depth, begun = 0, start
    for at in range(start, end):
        depth = max(0, depth + (line[at] == _OPEN) - (line[at] == _CLOSE))
        if line[at] == mark and not depth:
            yield begun, at
            begun = at + 1
    yield begun, end


def _between(line: str, start: int, signed: Signed) -> str:
    """What stands before a name in its part of the line."""
    return line[start : signed.start].strip()


def _sharing(signed: Signed, before: Sequence[Signed], *, is_first: bool) -> Signed:
    """A name by itself behind a 、 has the house and the post of the one before it."""
    credit = signed.credit
    if not (before and is_first) or credit.role or credit.organisation:
        return signed
    last = before[-1].credit
    shared = replace(credit, role=last.role, organisation=last.organisation)
    return replace(signed, credit=shared)


def _signers(line: str, start: int, end: int, group: list[Signed]) -> list[Signed]:
    """Those who signed in a part of a line. group: those before them who may share a work."""
    part = line[start:end]
    named = _NAMED.fullmatch(part.strip())
    if named:
        return [_read_named(named, start + len(part) - len(part.lstrip()))]
    words = _words(line, start, end)
    if not words:
        return []
    return _Row(line, words, group).read()


def _read_named(match: re.Match[str], offset: int) -> Signed:
    rest, at = match["rest"], match.start("rest")
    keys = list(_KEY.finditer(rest))
    ends = [key.start() for key in keys[1:]] + [len(rest)]
    said = {_KEYS[key[1]]: (key.end(), end) for key, end in zip(keys, ends, strict=True)}
    fields = {name: rest[a:b] for name, (a, b) in said.items()}
    if match["name"]:
        fields["name"] = match["name"]
        return Signed(Credit(**fields), offset, offset + match.end("name"))
    a, b = said.get("name", (0, len(rest)))
    fields.setdefault("name", rest)
    return Signed(Credit(**fields), offset + at + a, offset + at + b)


def _words(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where its words begin and end; a Latin name is one: John Smith."""
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(line, start, end):
        is_latin = trades.LATIN_NAME.fullmatch(match[0])
        if found and is_latin and trades.LATIN_NAME.search(line[slice(*found[-1])]):
            last = line[slice(*found[-1])].rpartition(" ")[2]
            if trades.LATIN_NAME.fullmatch(last):
                found[-1] = (found[-1][0], match.end())
                continue
        found.append(match.span())
    return found


@dataclass(slots=True)
class _Row:
    """Words parted by blanks, read from their left."""

    line: str
    places: list[tuple[int, int]]
    group: list[Signed]

    def read(self) -> list[Signed]:
        """Those who signed."""
        words = [self.line[start:end] for start, end in self.places]
        found: list[Signed] = []
        house = post = ""
        done = 0  # so many of those found have a work behind them
        for at, word in enumerate(words):
            is_last = at + 1 == len(words)
            signs = (found or self.group) and not post and (is_last or not house)
            if signs and self._is_behind(words, at):
                if not done:
                    self.group[:] = [_doing(one, word) for one in self.group]
                found[done:] = [_doing(one, word) for one in found[done:]]
                done = len(found)
            elif not is_last and _is_title(word):
                house, post = house or post, word
            elif not is_last and not post and not house and self._is_house(words, at):
                house = word
            else:
                found.append(Signed(Credit(word, post, house), *self.places[at]))
                house = post = ""
        return found

    @staticmethod
    def _is_behind(words: Sequence[str], at: int) -> bool:
        """Whether a word is the work of those before it, and no post of those behind it."""
        if not _is_work(words[at]):
            return False
        if at + 1 == len(words):
            return True
        first = next((word for word in words if _is_title(word) or trades.is_name(word)), "")
        if _is_title(first):
            return not _is_work(first) and _is_work(words[-1])
        return True

    @staticmethod
    def _is_house(words: Sequence[str], at: int) -> bool:
        """Whether a word is no name, and somebody stands behind it."""
        if trades.is_name(words[at]):
            return False
        following = words[at + 1]
        if _is_work(following):
            return at + 2 < len(words) and not trades.SUPPLIES.search(trades.folded(following))
        return _is_title(following) or trades.is_name(following)


def _doing(signed: Signed, work: str) -> Signed:
    return replace(signed, credit=replace(signed.credit, work=work))


def _is_title(word: str) -> bool:
    """Whether a word is a post or a work."""
    return bool(trades.POST.fullmatch(trades.folded(word))) or _is_work(word)


def _is_work(word: str) -> bool:
    return bool(trades.WORK.fullmatch(trades.folded(word)))
