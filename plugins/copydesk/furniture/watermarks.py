"""The name and the address that a site's program puts into the lines of its texts.

一夜春雨过，（ 某某散文网：www.example.com ）: a bracket that holds nothing but the two, where
nothing before it speaks of a site that a reader may visit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN, simple
from copydesk.rules import Rule
from copydesk.sheet import Line
from copydesk.traced import Edit


def drop_watermarks(lines: Sequence[Line], log: ChangeLog) -> list[Line]:
    """The lines of a copy without the addresses of sites that stand in their middle or behind."""
    return [_bare(line, log) if "." in line.words else line for line in lines]


def _bare(line: Line, log: ChangeLog) -> Line:
    words = simple(line.words)
    if line.hint.table or line.hint.fixed or not (found := list(_STAMPED.finditer(words))):
        return line
    edits = [
        Edit(match.start(), match.end())
        for match in found
        if match.start() and not _VISITED.search(words[: match.start()][-LOOKED_BACK:])
    ]
    return replace(line, text=log.change(line.text, Rule.SOURCE, edits)) if edits else line


_STAMPED = re.compile(
    f"[ ]?[（(\\[【][ ]*[{HAN}]{{2,10}}[ ]*[:：]?[ ]*"
    "(?:https?://)?(?:www|wap|m)\\.[\\w./-]+[ ]*[）)\\]】]"
)
_VISITED = re.compile("网|站|登[录陆]|查询|访问|下载|报名|系统|平台|地址|邮箱|详见|参见|点击")
"""What is said before an address that its reader is meant to open."""

LOOKED_BACK = 16
"""Characters before a bracket that are looked at."""
