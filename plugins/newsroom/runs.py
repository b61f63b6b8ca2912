"""The text of a body in runs, each in one style: words, links, readings, raised figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style.

    href: as in the body, "" for none. literal: a line break that is not folded (used in reading).
    deleted: struck out; marked: with a highlighter. reads: how many characters before it this run
    is the reading of, in brackets as it stands where nothing can stand above a word; 0 for text.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""
    literal: bool = False
    deleted: bool = False
    marked: bool = False
    reads: int = 0

    def saying(self, text: str) -> Run:
        """Another text in the same style; ten times as fast as `dataclasses.replace`."""
        return Run(text, *self.style)

    @property
    def style(self) -> tuple[bool, bool, bool, str, bool, bool, bool, int]:
        """All but the text, and the way its line breaks are read."""
        return (
            *(self.strong, self.emphasis, self.code, self.href),
            *(False, self.deleted, self.marked, self.reads),
        )


Runs = tuple[Run, ...]

_STYLES: dict[str, dict[str, Any]] = {
    "strong": {"strong": True},
    "b": {"strong": True},
    "em": {"emphasis": True},
    "i": {"emphasis": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "samp": {"code": True},
    "del": {"deleted": True},
    "s": {"deleted": True},
    "mark": {"marked": True},
}
# Raised and lowered characters of Unicode: a power stays one where a text has no styles.
_SHIFTED = {
    "sup": dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True)),
    "sub": dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True)),
}
_SHIFT_MARK = {"sup": "^", "sub": "_"}
_FIGURE = re.compile(r"[+−-]?[0-9]")
_NUMBERED = re.compile(r"［[0-9]+］")
SPACES = re.compile(r"[ \t\r\n]+")


def plain(runs: Runs) -> str:
    """The text of some runs."""
    return "".join(run.text for run in runs)


def is_reference(run: Run) -> bool:
    """Whether a run is the number of a footnote in the text."""
    return run.href.startswith("#") and bool(_NUMBERED.fullmatch(run.text))


def inline(element: HtmlElement, style: Run) -> list[Run]:
    """The runs of an inline element and all inside it."""
    if element.tag == "br":
        return [replace(style, text="\n", literal=True)]
    if not isinstance(element.tag, str):
        return []
    if element.get("role") == "doc-backlink":
        return []  # it leads nowhere on paper
    if element.get("role") == "doc-noteref":
        number = "".join(element.itertext()).strip("[]")
        return [replace(style, text=f"［{number}］", href=element.get("href", ""))]
    if element.tag == "ruby":
        return _ruby(element, style)
    style = _styled(element, style)
    runs = [style.saying(element.text or "")]
    for child in element:
        runs += inline(child, style)
        runs.append(style.saying(child.tail or ""))
    return _shifted(str(element.tag), runs) if element.tag in _SHIFTED else runs


def _ruby(element: HtmlElement, style: Run) -> list[Run]:
    """Words and the readings above them, which stand behind them as in browsers without ruby."""
    runs = [style.saying(element.text or "")]
    base, opens = element.text or "", "（"
    for child in element:
        if child.tag == "rt":
            reading = " ".join("".join(child.itertext()).split())
            after = child.getnext()
            closes = "".join(after.itertext()) if after is not None and after.tag == "rp" else "）"
            if reading:
                over = len(SPACES.sub(" ", base).strip())
                runs.append(replace(style.saying(f"{opens}{reading}{closes}"), reads=over))
            base, opens = "", "（"
        elif child.tag == "rp":
            after = child.getnext()
            opens = "".join(child.itertext()) if after is not None and after.tag == "rt" else "（"
        else:
            inner = inline(child, style)
            runs += inner
            base += plain(tuple(inner))
        runs.append(style.saying(child.tail or ""))
        base += child.tail or ""
    return runs


def _shifted(tag: str, runs: list[Run]) -> list[Run]:
    """Raised or lowered text without a style: 10⁶, m², CO₂.

    What Unicode has no such form of stands as it is (4th); where it begins with a figure, which
    would join the number before it, as in x^(2y).
    """
    text, forms = plain(tuple(runs)), _SHIFTED[tag]
    if all(character in forms for character in text):
        return [run.saying("".join(map(forms.__getitem__, run.text))) for run in runs]
    if _FIGURE.match(text):
        return [Run(f"{_SHIFT_MARK[tag]}("), *runs, Run(")")]
    return runs


def _styled(element: HtmlElement, style: Run) -> Run:
    """The style of a text inside an inline element."""
    if element.tag == "a":
        return replace(style, href=element.get("href", ""))
    changes = _STYLES.get(str(element.tag), {})
    return replace(style, **changes)


def tidied(runs: list[Run]) -> Runs:
    """Runs of one style joined, white space folded, none at either end."""
    if len(runs) == 1:  # nearly always
        text = (runs[0].text if runs[0].literal else SPACES.sub(" ", runs[0].text)).strip()
        return (runs[0].saying(text),) if text else ()
    texts: list[str] = []
    styles: list[tuple[bool, bool, bool, str, bool, bool, bool, int]] = []
    for run in runs:
        text = run.text if run.literal else SPACES.sub(" ", run.text)
        if texts and texts[-1].endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not text:
            continue
        style = run.style
        if styles and styles[-1] == style:
            texts[-1] += text
        else:
            texts.append(text)
            styles.append(style)
    if texts:
        texts[0] = texts[0].lstrip()
        texts[-1] = texts[-1].rstrip()
    return tuple(Run(text, *style) for text, style in zip(texts, styles, strict=True) if text)
