"""Plain text fit for XML and for one line of a feed reader."""

from __future__ import annotations

import re

_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile("[\u0080-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def legal(text: str) -> str:
    """The text without the characters that XML 1.0 §2.2 cannot hold."""
    if text.replace("\n", "").isprintable():  # XML holds all that Python prints
        return text
    return _NOT_XML.sub("", text)


def one_line(text: str) -> str:
    """The text on one line, fit for a title or a name.

    Takes away what XML cannot hold and the controls that would turn the direction of everything
    after them (U+202A–U+202E, U+2066–U+2069; Unicode UAX #9); the marks U+200E and U+200F stay.
    """
    if text.isprintable() and "  " not in text:  # nearly always, and told ten times as fast
        return text.strip()
    return _SPACE.sub(" ", _UNSEEN.sub("", legal(text))).strip()


def shortened(text: str, limit: int) -> str:
    """The text, or its beginning and an ellipsis where it is longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip("，、；：（“‘") + "…"
