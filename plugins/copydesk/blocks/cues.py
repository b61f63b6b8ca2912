"""Scripts of television and radio (导语, 口播, 同期声): their cues are off, what is said stays.

A cue says how the words under it are heard or seen. Those of the speaker's desk go; what a caption
or a sound bite says of who speaks stays as a line of its own over his words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.changes import ChangeLog
from copydesk.lexicon import ends_sentence, simple
from copydesk.rules import Rule
from copydesk.sheet import Line, Part

_VOICE = (
    "导语|导视|正文|口播|配音|解说词?|旁白|画外音|串词|串联词|主播|播音|结束语|结语|"
    "(?:演播室|主持人|主播)(?:口播|导语|串词)?|(?:记者)?(?:现场)?(?:出镜|口导|出像|体验)|"
    "(?:记者)?(?:连线|直播连线)|[男女]声?|[甲乙]"
)
_SOUND = "同期声?|采访(?:同期声?)?|现场(?:声|音|同期声?)?|出?录音|音响|实况|受访者"
_SIGHT = "字幕|空镜|画面|镜头|转场|片头|片花|片尾|特效|定格|图版|动画|图示|音乐|标版|人名条"
_ANY = f"{_VOICE}|{_SOUND}|{_SIGHT}"
_BRACKETED = re.compile(
    "[ ]*(?P<number>\\d{1,2}[.、．][ ]*)?"
    f"[【\\[（(〔［](?:(?:{_VOICE}))??(?P<cue>{_ANY})[一二三四五六\\d]{{0,2}}"
    "(?:[ ]*[:：、+＋ ][ ]*(?P<inside>[^】\\]）)〕］]*))?[】\\]）)〕］][ ]*[:：]?[ ]*"
)
_BARE = re.compile(
    f"[ ]*(?P<cue>{_ANY})[一二三四五六\\d]{{0,2}}(?:[（(](?P<inside>[^（()）]{{2,30}})[）)])?"
    "[ ]*(?:[:：][ ]*|$)"
)
_TELLING = re.compile(
    "同期声?|出镜|口播|配音|解说词?|旁白|画外音|(?:出)?录音|现场同期声?|字幕|记者出镜|现场出镜|口导|采访同期声?|采访"
)
"""Cues that nothing but a script has."""

FEWEST = 2
"""Cues that make a copy a script."""

LONGEST_SPEAKER = 40


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue at the head of a line. inside, end: offsets in the line; numbered: of an item."""

    cue: str
    inside: tuple[int, int]
    end: int
    numbered: bool = False


def read_cues(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy, where it is a script without its cues; what they lead in to is text."""
    cues = [_cue_of(line) for line in lines]
    found = [each.cue for each in cues if each]
    numbered = any(each.numbered for each in cues if each)
    telling = numbered or any(_TELLING.fullmatch(each) for each in found)
    if len(found) < FEWEST or not telling:
        return list(lines)
    if not log.decisions.allow(Rule.LABEL):
        return list(lines)
    read: list[Line] = []
    within = False
    for at, (line, cue) in enumerate(zip(lines, cues, strict=True)):
        if cue is None:
            titles = at + 1 < len(cues) and _opens(cues[at + 1]) and not ends_sentence(line.words)
            within = within and not titles and line.hint.part is not Part.HEADLINE
            read.append(_bound(line) if within else _titled(line, log) if titles else line)
            continue
        within = True
        read += _said(line, cue, log)
    return read


_TITLE = re.compile("[ ]*(?:\\d{1,2}[、.．][ ]*)?[【\\[](?P<title>[^【】\\[\\]]{4,40})[】\\]][ ]*")


def _titled(line: Line, log: ChangeLog) -> Line:
    """The line over the first cue, without its number and its brackets: 1、【…】."""
    match = _TITLE.fullmatch(line.words)
    if match is None:
        return line
    start, end = match.span("title")
    log.remove(line.text[:start], Rule.LABEL)
    log.remove(line.text[end:], Rule.LABEL)
    hint = replace(line.hint, part=Part.HEADLINE)
    return replace(line, text=line.text[start:end], hint=hint)


def _cue_of(line: Line) -> _Cue | None:
    if line.hint.table or line.hint.fixed:
        return None
    words = simple(line.words)
    match = _BRACKETED.match(words) or _BARE.match(words)
    if match is None:
        return None
    numbered = bool(match.groupdict().get("number"))
    return _Cue(match.group("cue"), match.span("inside"), match.end(), numbered)


def _opens(cue: _Cue | None) -> bool:
    """Whether a cue begins an item, so that the line over it is its headline."""
    return cue is not None and cue.cue in {"导语", "口播", "演播室", "主播", "主持人"}


def _said(line: Line, cue: _Cue, log: ChangeLog) -> list[Line]:
    """What is left of a line that begins with a cue: who speaks, and what he says."""
    inside = line.text[cue.inside[0] : cue.inside[1]] if cue.inside[0] >= 0 else line.text[:0]
    rest = line.text[cue.end :].strip()
    shown = bool(re.fullmatch(_SIGHT, cue.cue))
    if shown and cue.cue not in {"字幕", "人名条"}:
        log.remove(line.text, Rule.LABEL)
        return []
    if cue.inside[1] > cue.inside[0]:
        log.remove(line.text[: cue.inside[0]], Rule.LABEL)
        log.remove(line.text[cue.inside[1] : cue.end], Rule.LABEL)
    else:
        log.remove(line.text[: cue.end], Rule.LABEL)
    parts = [part for part in (inside.strip(), rest) if part]
    said = [_part(replace(line, text=text), first=not at) for at, text in enumerate(parts)]
    if cue.numbered and said:
        said[0] = replace(said[0], hint=replace(said[0].hint, begins=True))
    return said


def _part(line: Line, *, first: bool) -> Line:
    """A line of a script as text; who speaks is a line of its own."""
    speaker = first and len(line.words) <= LONGEST_SPEAKER and not ends_sentence(line.words)
    part = Part.ENTRY if speaker else Part.TEXT
    return _bound(replace(line, hint=replace(line.hint, part=part), indented=False))


def _bound(line: Line) -> Line:
    """A line that begins no piece of its own; a short one among them heads nothing."""
    part = line.hint.part if line.hint.part is not Part.NONE else Part.TEXT
    return replace(line, hint=replace(line.hint, part=part, goes_on=True))
