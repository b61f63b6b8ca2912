"""The theme's style sheet and scripts, each named by the digest of its bytes.

A page that was fetched before a new release goes on finding the style it was made for, and a
browser may keep the file for ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsroom.fingerprints import digest

COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# White space that no style sheet needs; what stands in quotation marks is let alone.
# A plus sign stands between two selectors, or in a sum, where it needs its spaces.
SPARE = re.compile(
    r'("[^"]*")|\s*([{};,>~/]|\+(?=\s*(?:[*:#]|\.[a-z]|[a-z]+\d?[\s{,.:>+~])))\s*|(:)[ \t]+'
    r"|(?P<void>\s+(?=!)|(?<=@media)\s+(?=\())|\s+"
)
# What a script is made of: white space and comments, and what has to stay as it is written. A slash
# begins a regular expression where no value stands before it.
SCRIPT = re.compile(
    r"(?P<space>(?:\s|/\*[\s\S]*?\*/|//[^\n]*)+)"
    r"|\"(?:\\[\s\S]|[^\"\\])*\"|'(?:\\[\s\S]|[^'\\])*'|`(?:\\[\s\S]|[^`\\])*`"
    r"|(?<=[(,=:\[!&|?{};\s>])/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*(?=\s*[.,;:)\]}\n])"
    r"|[\w$]+|[\s\S]"
)
WITHIN_NAME = re.compile(r"[\w$]{2}")
OPEN_ENDS = frozenset("{;,([=&|?:")  # a line that ends so goes on
CLOSERS = frozenset("}).,?:&|=]")  # so does the line before one that begins so
RULE = re.compile(r"(@media[^{}]*)\{((?:[^{}]*\{[^{}]*\})*)\}|[^{}]+\{[^{}]*\}")
INNER = re.compile(r"[^{}]+\{[^{}]*\}")
ELDER = re.compile(r"\.old\b(?!-)")
HEADS = frozenset({"for", "if", "while", "with"})  # of statements
PICTURES_AND_TYPE = frozenset({".svg", ".png", ".jpg", ".webp", ".woff2"})
DIGITS = 8  # of the digest, in a name


@dataclass(frozen=True, slots=True)
class Asset:
    """A file below `/assets/`. name: "site-1a2b3c4d.css"; data: its bytes."""

    name: str
    data: bytes

    @classmethod
    def of(cls, name: str, data: bytes) -> Asset:
        """A file with the digest of its bytes in its name."""
        stem, _, ending = name.rpartition(".")
        return cls(f"{stem}-{digest(data)[:DIGITS]}.{ending}", data)


def assets_of(theme: Path) -> Mapping[str, Asset]:
    """The theme's style sheet, `site.css`, and what lies beside it, by the names templates use."""
    static = theme / "static"
    beside = {
        source.name: Asset.of(source.name, source.read_bytes())
        for source in sorted(static.glob("*"))
        if source.suffix in PICTURES_AND_TYPE
    }
    styles = _pointed(joined_styles(static / "css"), beside)
    texts = {"site.css": styles, "elder.css": without_script(styles)}
    for source in sorted(static.glob("*.js")):
        texts[source.name] = spare_script(source.read_text(encoding="utf-8"))
    return {**{name: Asset.of(name, text.encode()) for name, text in texts.items()}, **beside}


def _pointed(styles: str, beside: Mapping[str, Asset]) -> str:
    """A style sheet whose `url(…)` name the files beside it as they are published."""
    for name, asset in beside.items():
        styles = re.sub(rf"""url\((["']?){re.escape(name)}\1\)""", f'url("{asset.name}")', styles)
    return styles


def joined_styles(folder: Path) -> str:
    """The style sheet from its parts, in the order of their names, without comments."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css"))]
    return _spare_styles("".join(parts))


@lru_cache(maxsize=16)
def _spare_styles(text: str) -> str:
    return SPARE.sub(_kept, COMMENT.sub("", text)).replace(";}", "}") + "\n"


@lru_cache(maxsize=16)
def without_script(styles: str) -> str:
    """The rules of 长者模式 for a reader whose browser runs no script to set its class.

    They hang on the switch instead (Selectors 4, `:has()`); nobody else loads them.
    """
    made = ""
    for match in RULE.finditer(styles.replace(".old{", ":root.old{")):
        rules = [rule for rule in INNER.findall(match[2] or match[0]) if ELDER.search(rule)]
        text = ELDER.sub(":has(#elder:checked)", "".join(rules))
        made += f"{match[1]}{{{text}}}" if match[1] and text else text
    return made + "\n"


@lru_cache(maxsize=16)
def spare_script(text: str) -> str:
    """A script without comments and without the white space that it does not need.

    Strings, templates and regular expressions are let alone. A line's end stays where a statement
    might end at it without a semicolon. What is `const` for who reads the source is the shorter
    `let` for the browser.
    """
    made = word = ""
    before_brackets: list[str] = []
    may_be_empty = False  # for (…); is a statement
    for match in SCRIPT.finditer(text):
        if match["space"] is None:
            if match[0] == "(":
                before_brackets.append(word)
            elif match[0] == ")":
                may_be_empty = not before_brackets or before_brackets.pop() in HEADS
            elif match[0] == "}" and not (may_be_empty and made.endswith(");")):
                made = made.removesuffix(";")
            word = match[0]
            made += "let" if word == "const" else word
            continue
        before, after = made[-1:], text[match.end() : match.end() + 1]
        if WITHIN_NAME.fullmatch(before + after) or before + after in {"++", "--"}:
            made += "\n" if "\n" in match[0] else " "
        elif "\n" in match[0] and before and before not in OPEN_ENDS and after not in CLOSERS:
            made += "\n"
    return made.rstrip() + "\n"


def _kept(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or ("" if match["void"] else " ")
