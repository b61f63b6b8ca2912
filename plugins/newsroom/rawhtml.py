"""HTML that an editor wrote by hand: what of it is allowed, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urlsplit

from newsroom.codes import ReadingCode

ALLOWED: dict[str, set[str]] = {
    "a": {"href", "title", "role", "aria-label"},
    "abbr": {"title"},
    "figure": {"data-photo"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "li": {"id", "class"},
    "ol": {"start"},
    "p": {"class"},
    "section": {"class", "role", "aria-label"},
    "span": {"class", "lang", "translate"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    **{
        tag: set()
        for tag in [
            *("blockquote", "br", "caption", "code", "del", "dd", "dl", "dt", "em", "hr", "ins"),
            *("kbd", "mark", "pre", "rp", "rt", "ruby", "s", "samp", "small", "strong"),
            *("sub", "table", "tbody", "thead", "tr", "u", "ul"),
        ]
    },
}
_OURS = {"id", "class", "data-photo", "role", "aria-label"}
_MERGED = {"colspan", "rowspan"}  # no paper has them
_NOT_BY_HAND = {"figure", "section", "caption"}
BY_HAND = {
    tag: names - _OURS - _MERGED for tag, names in ALLOWED.items() if tag not in _NOT_BY_HAND
}
_CURES = {
    "caption": "表题请写成表格上面的一段",
    **dict.fromkeys(_MERGED, "合并的格子报纸上排不出，请把每一格都写上，或拆成几张表"),
}
SCHEMES = {"http", "https", "mailto", "tel", "press"}

Note = Callable[[str, ReadingCode, str, str], None]
"""Takes the words of the source where a problem stands, its code, what is wrong, what to do."""


def scheme_of(address: str) -> str:
    """The scheme of an address; "" where it has none or can't be read."""
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return ""


class RawHtml(HTMLParser):
    """Looks through HTML an editor wrote by hand for what is not allowed."""

    def __init__(self, raw: str, note: Note) -> None:
        super().__init__(convert_charrefs=True)
        self._raw = raw
        self._note = note

    def check(self) -> None:
        """Note every tag, attribute and address that sanitising would take away."""
        self.feed(self._raw)
        self.close()

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction, whose text would vanish."""
        self._note(data, ReadingCode.HTML, f"不能用 <?{data[:20]}", "请改用文字，或删去")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is not allowed of one tag."""
        written = self.get_starttag_text() or self._raw
        if tag not in BY_HAND:
            cure = _CURES.get(tag, "请改用 Markdown，或删去")
            self._note(written, ReadingCode.HTML, f"不能用 HTML 标签 <{tag}>", cure)
            return
        for name, value in attrs:
            if name not in BY_HAND[tag]:
                what = f"<{tag}> 不能带属性 {name}"
                self._note(written, ReadingCode.HTML, what, _CURES.get(name, "请删去这个属性"))
            elif name == "href" and scheme_of(value or "") not in SCHEMES - {"press"}:
                what, cure = f"链接地址不能用：{(value or '')[:40]}", "请用 Markdown 的链接"
                self._note(written, ReadingCode.LINK_SCHEME, what, cure)
