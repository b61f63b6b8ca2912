"""Characters that nobody sees: controls, zero-width characters, marks that turn the direction.

What an emoji is made of stays (UTS #51: variation selector, joiner, keycap, flag), and so does the
selector behind a Han character that picks the glyph of a name (UTS #37).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.changes import ChangeLog
from copydesk.lexicon import HAN
from copydesk.rules import Rule
from copydesk.traced import Edit, Traced

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_NEEDED = (
    f"(?<=[{_EMOJI}])\ufe0f\u200d(?=[{_EMOJI}])|(?<=[{_EMOJI}])[\ufe0e\ufe0f]"
    f"|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|(?<=\U0001f3f4)[\U000e0020-\U000e007f]+"
    f"|(?<=[{HAN}])[\U000e0100-\U000e01ef]"
)
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# All of Cf but what turns the direction, the fillers and selectors that draw nothing
# (Default_Ignorable_Code_Point), controls but the tab, and the separators U+2028 and U+2029.
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u06dd\u070f\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"{_NEEDED}|(?P<unseen>[{_UNSEEN}]+)|(?P<turning>[{_TURNING}]+)")
_ROUND_FIGURES = re.compile(r"[\u202a-\u202e][0-9+()\-–. ]*\u202c")
_OVERRIDE = re.compile("[\u202b\u202d\u202e\u2067]")


def mend_invisible(text: Traced, log: ChangeLog) -> Traced:
    """A line without what nobody sees; each change is noted with the numbers of its characters."""
    for group, rule in (("unseen", Rule.CONTROL), ("turning", Rule.DIRECTION)):
        for match in reversed(list(_INVISIBLE.finditer(text.text))):
            found = match.group(group)
            if found:
                edit = Edit(match.start(), match.end())
                text = log.change(text, rule, [edit], named(found))
    return text


def named(characters: str) -> str:
    """The numbers of some characters, each once: U+200B U+202E."""
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))


def overrides(words: str) -> Iterator[re.Match[str]]:
    """The marks by which a text is read in another order than it is written.

    A pair of them round the figures of a telephone number, as phones copy it, does no harm.
    """
    harmless = [match.span() for match in _ROUND_FIGURES.finditer(words)]
    for match in _OVERRIDE.finditer(words):
        if not any(start <= match.start() < end for start, end in harmless):
            yield match
