"""Bytes to text: which encoding raw copy came in, decided by what comes out.

The order is that of certainty: a byte order mark, UTF-8 (which random bytes hardly ever are),
UTF-16 by its shape, and of the two legacy encodings the one that gives everyday characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from copydesk.codes import DeskCode, refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The most frequent characters of newspapers in both scripts; mojibake hardly ever gives one.
_EVERYDAY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体"
    "制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内"
    "数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提"
    "直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计"
    "這為個國時來們會動過說產種後經進著電實機當點從業對應開還關線內數無軍題黨員條總設級圖組見計與"
    "區市縣鎮鄉區縣镇乡区县，。、：“”《》年月日"
)
_FOREIGN = 0.2  # the share of everyday characters below which a text may not be Chinese
_NEIGHBOURS = (  # the share of their own letters that their texts have
    ("cp932", re.compile("[\u3041-\u30fa]"), 0.2),
    ("euc_jp", re.compile("[\u3041-\u30fa]"), 0.2),
    ("cp949", re.compile("[\uac00-\ud7a3]"), 0.8),
)
_NOT_LATIN = re.compile("[\u0370-\u1fff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it came in. broken: how many characters could not be read."""

    text: str
    encoding: str
    broken: int = 0


def decode(name: str, data: bytes, declared: str = "") -> Decoded:
    """The text of some bytes, line ends as line feeds, a byte order mark taken off.

    declared: the encoding that the file itself names (a meta element, a mail header), believed
    where the bytes bear it out.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if declared:
        believed = _strict(data, _python_name(declared))
        if believed is not None and everyday_share(believed.text) >= 0.1:
            return believed
    wide = _without_mark(data)
    if wide:
        return _decoded(data, wide)
    shifted = _shifted(data)
    if shifted:
        return shifted
    found = _strict(data, "utf-8")
    if found is not None:
        return found
    legacy = [_decoded(data, encoding) for encoding in ("gb18030", "cp950", "big5hkscs")]
    readable = [each for each in legacy if each.broken * 50 <= len(each.text)]
    almost = _decoded(data, "utf-8")
    if almost.broken * 20 <= len(almost.text) and everyday_share(almost.text) > 0.1:
        readable.insert(0, almost)
    best = max(
        readable,
        key=lambda each: everyday_share(each.text) - each.broken / len(each.text),
        default=None,
    )
    if best is None or everyday_share(best.text) < _FOREIGN:
        best = _neighbour(data) or best
    return best or _by_statistics(name, data)


def _shifted(data: bytes) -> Decoded | None:
    """Seven-bit text that shifts into two-byte characters: old mail of Japan and of China."""
    for signs, encoding in ((b"\x1b$", "iso2022_jp"), (b"~{", "hz")):
        found = _strict(data, encoding) if signs in data and data.isascii() else None
        if found and not found.text.isascii():
            return found
    return None


def _neighbour(data: bytes) -> Decoded | None:
    """Japanese or Korean, whose bytes are Chinese characters to every Chinese encoding."""
    for encoding, letters, least in _NEIGHBOURS:
        found = _strict(data, encoding)
        if found is None:
            continue
        wide = [character for character in found.text[:40_000] if character > "\x7f"]
        if sum(bool(letters.match(character)) for character in wide) > least * len(wide):
            return found
    return None


def _by_statistics(name: str, data: bytes) -> Decoded:
    """What charset-normalizer makes of Latin bytes; of any others it guesses, and is not asked."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None or best.encoding is None or b"\0" in data[:4000]:
        what = "认不出文件的编码"
        raise refused(name, DeskCode.ENCODING, what, "请另存为 UTF-8 再导入")
    made = _decoded(data, best.encoding)
    if _NOT_LATIN.search(made.text):
        what = f"文件的编码拿不准，看来是 {best.encoding}"
        raise refused(name, DeskCode.ENCODING, what, "请用原来的软件打开，另存为 UTF-8 再导入")
    return made


def _python_name(declared: str) -> str:
    """The codec for a name as files give it; the wider one where the name promises less."""
    wanted = declared.strip().strip("\"'").lower().replace("_", "-")
    wider = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "x-gbk": "gb18030"}
    return wider.get(wanted, wanted)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        return None
    return Decoded(_lines(text), encoding)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(_lines(text), encoding, text.count("\ufffd"))


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: line feeds and digits leave a NUL in every other byte."""
    sample = data[:20_000]
    if len(sample) < 4 or len(data) % 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, high, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > other * 4 and high >= 2:
            text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
            if everyday_share(text) > 0.15 and text.count("\ufffd") * 50 < len(text):
                return encoding
    return ""


def everyday_share(text: str) -> float:
    """The share of everyday characters among all that are not ASCII."""
    sample = [character for character in text[:40_000] if character > "\x7f"]
    if not sample:
        return 1.0
    return sum(character in _EVERYDAY for character in sample) / len(sample)


def _lines(text: str) -> str:
    for end in ("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.removeprefix("\ufeff").replace(_BLANK_OF_GBK, "\u3000")


_BLANK_OF_GBK = "\ue5e5"
"""What GB18030 makes of A3A0, a blank as wide as a Han character in old Chinese systems."""
