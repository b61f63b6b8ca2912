"""The columns of a table: what each holds, and which belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from newsroom.occasions.grid import Row
from newsroom.occasions.words import DutyWord, Role, folded, own_words

ROLE_WORDS = (
    "陪同",
    "带班",
    "候补",
    "替补",
    "备班",
    "备勤",
    "主班",
    "副班",
    "主持",
    "主讲",
    "驾驶",
    "司机",
    "协助",
    "牵头",
    "包案",
    "接待",
    "值班",
    "值守",
    "领队",
    "组长",
    "班长",
    "队长",
    "讲解",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column. at: 0-based in the grid; label: how an editor is told of it.

    whens: what its headers say of time, from the top down; month: that they name; is_value: whether
    its cells stand where two headings meet. person, place: named by the header. sure: whether the
    words of its header are known to the letter; guessed: whether its cells alone tell.
    """

    at: int
    label: str
    role: Role | None = None
    duty: DutyWord | None = None
    who: str = ""
    whens: tuple[str, ...] = ()
    person: str = ""
    place: str = ""
    is_value: bool = False
    sure: bool = True
    unused: bool = False
    guessed: bool = False


@dataclass(slots=True)
class Header:
    """The columns of a table. above: rows before the header; body: those below it."""

    columns: tuple[Column, ...]
    above: tuple[Row, ...]
    heads: tuple[Row, ...]
    body: tuple[Row, ...]
    doubtful: list[tuple[Column, str]] = field(default_factory=list)

    def of(self, *roles: Role) -> list[Column]:
        """The columns of some roles, from the left."""
        return [column for column in self.columns if column.role in roles and not column.unused]

    @property
    def values(self) -> list[Column]:
        """The columns whose cells stand where two headings meet."""
        return [column for column in self.columns if column.is_value]


def role_word(text: str) -> str:
    """The role a header gives to the people below it, in its own characters: 陪同, 帶班."""
    plain = folded(text)
    for word in ROLE_WORDS:
        if word in plain:
            return own_words(text, word)
    return "接待" if re.search("接访|信访|坐班|约访", plain) else "陪同" if "随同" in plain else ""


def blocks_of(header: Header) -> list[Header]:
    """The blocks of a table printed side by side, 日期|领导|日期|领导, one after the other.

    Columns before them, 日期|(时间|人员|时间|人员), are each block's.
    """
    labels = [column.label for column in header.columns]
    for shared in (0, 1, 2, 3):
        own = labels[shared:]
        for count in (4, 3, 2):
            size, rest = divmod(len(own), count)
            if rest or size < 2 or not all(own[:size]):
                continue
            if all(own[n * size : (n + 1) * size] == own[:size] for n in range(count)):
                return [_block(header, shared, shared + n * size, size) for n in range(count)]
    return [header]


def _block(header: Header, shared: int, start: int, size: int) -> Header:
    kept = [*range(shared), *range(start, start + size)]
    columns = tuple(replace(header.columns[at], at=place) for place, at in enumerate(kept))
    body = tuple(Row(tuple(row.cells[at] for at in kept)) for row in header.body)
    filled = tuple(row for row in body if any(cell.text for cell in row.cells[shared:]))
    return Header(columns, header.above if start == shared else (), header.heads, filled)
