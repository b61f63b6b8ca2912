"""What is asked of who founds a paper, and what can be made of the answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from edition.papersizes import KNOWN
from edition.webaddress import why_no_address
from newsroom.guard import MisusedError
from newsroom.kinds import Script

SITE = "https://www.paper.example"  # RFC 2606: a name that is nobody's
SECTIONS = "要闻、民生、公告"
PAPERS = "A4、八开"
SCRIPTS = "简体、繁体"
LONGEST_NAME = 20  # characters; a nameplate holds no more
MOST_SECTIONS = 12

_BETWEEN = re.compile(r"[,，、;；|｜\s]+")
_BARRED = frozenset("<>\"'\\|")  # marks of pages, of the settings, and where a headline may break
_SCRIPTS = {script.tag: script.called for script in Script}


@dataclass(frozen=True, slots=True)
class Section:
    """A section to be. id: as it stands in addresses."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A paper to be. place: where it appears, "" for nowhere in particular; papers: ids."""

    name: str
    place: str
    site: str
    sections: tuple[Section, ...]
    papers: tuple[str, ...]
    editions: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The paper's name in addresses and names of files."""
        return spelt(self.name) or "paper"


def answered(name: str, place: str, site: str, sections: str, papers: str, scripts: str) -> Answers:
    """The paper that some answers describe; raises MisusedError for one that makes no sense."""
    return Answers(
        _name(name),
        _place(place),
        _site(site),
        sections_of(sections),
        _papers(papers),
        _scripts(scripts),
    )


def why_not(option: str, written: str) -> str:
    """Why an answer makes no sense, and what would; "" for one that does. option: "sections"."""
    try:
        _READ[option](written)
    except MisusedError as misused:
        return f"{misused.what}，{misused.cure}"
    return ""


def sections_of(written: str) -> tuple[Section, ...]:
    """Sections by their names, in order, each with an id that no other has."""
    names = list(dict.fromkeys(one for one in _BETWEEN.split(written) if one))
    if not 1 <= len(names) <= MOST_SECTIONS:
        cure = f"请写1到{MOST_SECTIONS}个，如 {SECTIONS}"
        raise MisusedError("--sections", f"栏目有{len(names)}个", cure)
    found: list[Section] = []
    for name in names:
        _line("--sections", name)
        base = spelt(name).replace("-", "") or "section"
        taken = {one.id for one in found}
        spare = (f"{base}{number}" for number in range(2, MOST_SECTIONS + 2))
        free = next(one for one in (base, *spare) if one not in taken)
        found.append(Section(free, name))
    return tuple(found)


def spelt(words: str) -> str:
    """Words in pinyin, as an address has them: `he-kou-xiao-bao`; "" where nothing can be spelt."""
    from pypinyin import Style, lazy_pinyin

    joined = "-".join(lazy_pinyin(words, style=Style.NORMAL, errors=_latin))
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9-]", "", joined.lower())).strip("-")


def _latin(words: str) -> str:
    return "-".join(re.findall(r"[A-Za-z0-9]+", words))


def _name(written: str) -> str:
    return _line("--name", written)


def _place(written: str) -> str:
    return _line("--place", written) if written else ""


def _papers(written: str) -> tuple[str, ...]:
    return _chosen("--papers", written, {one.id: (one.name,) for one in KNOWN})


def _scripts(written: str) -> tuple[str, ...]:
    return _chosen("--scripts", written, _SCRIPTS)


def _line(option: str, written: str) -> str:
    text = " ".join(written.split())
    if not text or len(text) > LONGEST_NAME or not text.isprintable() or _BARRED & set(text):
        what = f"“{written[: LONGEST_NAME * 2]}”不能用"
        raise MisusedError(
            option, what, f"请写一行字，不超过{LONGEST_NAME}个，不用英文引号、尖括号和竖线"
        )
    return text


def _site(written: str) -> str:
    if cure := why_no_address(written.strip()):
        raise MisusedError("--site", f"“{written}”不是网址", cure)
    return written.strip().rstrip("/")


def _chosen(option: str, written: str, known: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The ids that some words name, in their order, each once."""
    by_name = {name.casefold(): id_ for id_, names in known.items() for name in (id_, *names)}
    chosen = []
    for word in filter(None, _BETWEEN.split(written)):
        if word.casefold() not in by_name:
            can = "、".join(names[0] for names in known.values())
            raise MisusedError(option, f"不认识“{word}”", f"可以是 {can}")
        chosen.append(by_name[word.casefold()])
    if not chosen:
        raise MisusedError(option, "什么都没有写", "请至少写一样")
    return tuple(dict.fromkeys(chosen))


_READ: Mapping[str, Callable[[str], object]] = {
    "name": _name,
    "place": _place,
    "site": _site,
    "sections": sections_of,
    "papers": _papers,
    "scripts": _scripts,
}
