"""What an address of the paper's own must be, so that every feed, mail and calendar can bear it."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

LIKE = "https://www.example.cn"
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_MARKS = ":/?#[]@!$&'()*+,;=%"  # RFC 3986 §2.2
_SENDABLE = re.compile(r"[!-~]*")  # RFC 3986: an address is made of visible ASCII


def why_no_address(written: str, *, with_query: bool = False) -> str:
    """What is right instead of an address that is none; "" for one that is.

    with_query: whether `?…` may stand in it; behind an address of a site other addresses are put.
    """
    parts = _split(written)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return f"请写成 {LIKE} 的样子"
    if "@" in parts.netloc or (not with_query and re.search("[?#]", written)):
        return "网址里不写用户名、密码，也不写 ? 和 #"
    if not parts.netloc.isascii():
        return _in_ascii(parts)
    if not _HOST.fullmatch(parts.hostname):
        return f"域名写得不对，请写成 {LIKE} 的样子"
    sent = quote(written, safe=_MARKS)
    return "" if _SENDABLE.fullmatch(written) else f"网址里的汉字和空格请写成 {sent}"


def _split(written: str) -> SplitResult | None:
    try:
        parts = urlsplit(written)
        _ = parts.port  # raises for a number that is no port
    except ValueError:
        return None
    return parts


def _in_ascii(parts: SplitResult) -> str:
    """How a domain of Han characters is written for machines (RFC 3490)."""
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        return f"域名写得不对，请写成 {LIKE} 的样子"
    netloc = f"{host}:{parts.port}" if parts.port else host
    right = parts._replace(netloc=netloc, path=quote(parts.path, safe="/%"))
    return f"中文域名请写成给机器看的样子：{right.geturl()}"
