"""Blanks that a web editor writes as entities before a paragraph: &nbsp;&nbsp;, &emsp;&emsp;."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.preprocessors import Preprocessor

_INDENT = "\u3000\u3000"
_BLANKS = re.compile(
    r"^[ \t]{0,3}(?:(?:&(?:nbsp|emsp|ensp|thinsp|#0*160|#0*819[4-9]|#0*12288|#x0*a0|#x0*200[2-9]|"
    r"#x0*3000);|[\u00a0\u2002-\u2009])[ \t\u3000]*)+(?=\S)",
    re.IGNORECASE,
)


def register(md: Markdown) -> None:
    """Read such blanks as the indent that they are, code and HTML put aside."""
    md.preprocessors.register(_Indents(md), "indents", 16)


class _Indents(Preprocessor):
    """An indent is two wide blanks, which the paragraph's own indent stands for."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, each with a plain indent."""
        return [_BLANKS.sub(_INDENT, line) for line in lines]
