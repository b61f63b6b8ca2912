"""The interface of the platform, by the standard library (developers.weixin.qq.com/doc/service).

Of secrets nothing is told, in no message and no report: what the platform says is told, what was
sent is not.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kits.wechat.message import Article, Package
from manuscripts.words import one_line
from newsroom.fingerprints import digest

APPID, SECRET, API = "WECHAT_APPID", "WECHAT_APPSECRET", "WECHAT_API"
OFFICIAL = "https://api.weixin.qq.com"
PATIENCE = 60.0  # seconds
MOST = 4_000_000  # bytes of an answer
MEANINGS = {
    "40001": "AppSecret 不对，或者凭证过期了",
    "40013": "AppID 不对",
    "40125": "AppSecret 不对",
    "40164": "这台机器的 IP 不在公众号后台的白名单里",
    "45009": "今天调用接口的次数用完了",
    "48001": "这个公众号没有这个接口的权限（要认证）",
    "40007": "封面图片不对",
    "45002": "正文超过了平台的限制",
    "45003": "标题超过了平台的限制",
    "45004": "摘要超过了平台的限制",
    "45110": "作者超过了平台的限制",
    "53404": "账号被限制了这个能力",
}


STALE = frozenset({"40001", "40014", "42001"})  # the token is another's, wrong or too old by now
NO_SUCH_MATERIAL = "40007"


class AccountError(Exception):
    """The platform did not take something; says what, in Chinese, without a secret.

    code: the platform's own, "" where it did not answer.
    """

    def __init__(self, what: str, code: str = "") -> None:
        super().__init__(what)
        self.code = code


class _Still(HTTPRedirectHandler):
    """Goes nowhere: a secret is sent to no other address."""

    def redirect_request(self, *_: object) -> None:
        """No."""


@dataclass(slots=True)
class Account:
    """A 公众号. base: of the interface's addresses."""

    appid: str
    secret: str = field(repr=False)
    base: str = OFFICIAL
    _token: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str] | None = None) -> Account:
        """The account that the environment names; raises AccountError where it names none."""
        whole = os.environ if environment is None else environment
        given = {name: whole.get(name, "").strip() for name in (APPID, SECRET, API)}
        missing = [name for name in (APPID, SECRET) if not given[name]]
        if missing:
            raise AccountError(f"没有公众号的凭证：环境里没有 {'、'.join(missing)}")
        base = given[API] or OFFICIAL
        if not _is_safe(base):
            raise AccountError(f"{API} 要用 https:// 开头的地址")
        return cls(given[APPID], given[SECRET], base.rstrip("/"))

    def picture_in_text(self, name: str, data: bytes) -> str:
        """Upload a picture that stands in a text; gives the address it has there."""
        return self._upload("/cgi-bin/media/uploadimg", name, data, "url")

    def lasting_picture(self, name: str, data: bytes) -> str:
        """Upload a picture for a cover; gives its id."""
        return self._upload("/cgi-bin/material/add_material", name, data, "media_id", "image")

    def draft(self, articles: list[dict[str, Any]]) -> str:
        """Put a draft into the account's box; gives its id."""
        body = json.dumps({"articles": articles}, ensure_ascii=False)  # escapes are not understood
        told = self._asked("/cgi-bin/draft/add", body.encode(), "application/json; charset=utf-8")
        return self._said(told, "media_id", "放进草稿箱")

    def _upload(self, path: str, name: str, data: bytes, wanted: str, kind: str = "") -> str:
        mark = uuid.uuid5(uuid.NAMESPACE_URL, f"{name} {len(data)}").hex
        media = "image/png" if name.endswith(".png") else "image/jpeg"
        file = Path(name).name
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="media"; filename="{file}"\r\n'
            f"Content-Type: {media}\r\n\r\n"
        )
        body = head.encode() + data + f"\r\n--{mark}--\r\n".encode()
        more = f"&type={kind}" if kind else ""
        told = self._asked(path, body, f"multipart/form-data; boundary={mark}", more)
        return self._said(told, wanted, f"上传 {name}")

    def _asked(self, path: str, body: bytes, kind: str, more: str = "") -> Mapping[str, Any]:
        """The answer; a token that somebody has made void meanwhile is got anew, once."""

        def ask() -> Mapping[str, Any]:
            address = f"{self.base}{path}?access_token={quote(self._credential())}{more}"
            return self._post(address, path, body, kind)

        told = ask()
        if str(told.get("errcode", 0)) not in STALE:
            return told
        void, self._token = self._token, ""
        if self._credential() == void:  # the platform still takes it for good
            self._token = ""
            self._credential(anew=True)
        return ask()

    def _credential(self, *, anew: bool = False) -> str:
        """The token of the account; the steady one, which takes nobody else's away.

        anew: make the one there is void; the platform does it twenty times a day.
        """
        if not self._token:
            path = "/cgi-bin/stable_token"
            given = {
                "grant_type": "client_credential",
                "appid": self.appid,
                "secret": self.secret,
                "force_refresh": anew,
            }
            told = self._post(
                self.base + path, path, json.dumps(given).encode(), "application/json"
            )
            self._token = self._said(told, "access_token", "取凭证")
        return self._token

    def _post(self, address: str, path: str, body: bytes, kind: str) -> Mapping[str, Any]:
        request = Request(address, body, {"Content-Type": kind})  # noqa: S310 - https, or this machine
        try:
            with build_opener(_Still).open(request, timeout=PATIENCE) as answer:
                told = json.loads(answer.read(MOST))
        except HTTPError as error:
            raise AccountError(f"公众号的接口没有应答（{path}：{error.code}）") from None
        except (URLError, OSError, ValueError, HTTPException, RecursionError) as error:
            reason = type(getattr(error, "reason", error)).__name__
            raise AccountError(f"公众号的接口连不上，或答得不对（{path}：{reason}）") from None
        if not isinstance(told, dict):
            raise AccountError(f"公众号的接口答得不对（{path}）")
        return told

    def _said(self, told: Mapping[str, Any], wanted: str, doing: str) -> str:
        """What an answer was asked for; raises AccountError with its reason where it has none."""
        code = str(told.get("errcode", 0))
        found = told.get(wanted)
        if code == "0" and found and isinstance(found, str):
            return found
        meaning = one_line(MEANINGS.get(code) or str(told.get("errmsg", "没有说缘由")))[:200]
        for secret in filter(None, (self.secret, self._token)):
            meaning = meaning.replace(secret, "……")
        raise AccountError(f"{doing}不成：{meaning}（{one_line(code)[:20]}）", code)


def _is_safe(base: str) -> bool:
    """Whether a secret may be sent to an address: encrypted, or within this machine."""
    try:
        parts = urlsplit(base)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - asked for the ValueError of a number that is none
    except ValueError:
        return False
    within = parts.scheme == "http" and host in {"127.0.0.1", "localhost", "::1"}
    return (
        base.isascii()
        and base.isprintable()
        and " " not in base
        and bool(host)
        and (within or parts.scheme == "https")
    )


class Album(Protocol):
    """What pictures the account has already, by what they are: a picture goes up once."""

    def known(self, use: str, mark: str) -> str:
        """What the platform calls a picture; "" where it has none. use: `text` or `cover`."""

    def keep(self, use: str, mark: str, name: str) -> None:
        """Write down what it calls it; "" where it has it no more."""


def sent(package: Package, account: Account, album: Album, watch: Callable[[str], None]) -> str:
    """Send a package that is within the limits; gives the id of the draft. Pictures go first."""
    posting = _Posting(package, account, album, watch)
    in_text = {
        name: posting.up("text", name)
        for article in package.message.articles
        for name in article.pictures
    }
    try:
        return posting.draft(in_text)
    except AccountError as error:
        if error.code != NO_SUCH_MATERIAL or not posting.recalled:
            raise
        for mark in posting.recalled:  # somebody has tidied up the account's pictures
            album.keep("cover", mark, "")
        return posting.draft(in_text)


class _Posting:
    """One package on its way. recalled: the covers that were not sent, for they are there."""

    def __init__(
        self, package: Package, account: Account, album: Album, watch: Callable[[str], None]
    ) -> None:
        self._package = package
        self._account = account
        self._album = album
        self._watch = watch
        self.recalled: list[str] = []

    def up(self, use: str, name: str) -> str:
        """What the platform calls a picture, which goes up where it has it not."""
        data = (self._package.folder / name).read_bytes()
        mark = digest(data)
        known = self._album.known(use, mark)
        if known:
            if use == "cover":
                self.recalled.append(mark)
            return known
        self._watch(f"上传{'封面' if use == 'cover' else '图片'} {name}")
        upload = self._account.lasting_picture if use == "cover" else self._account.picture_in_text
        made = upload(name, data)
        self._album.keep(use, mark, made)
        return made

    def draft(self, in_text: Mapping[str, str]) -> str:
        """Put the draft into the box; gives its id."""
        articles = self._package.message.articles
        covers = {article.cover: self.up("cover", article.cover) for article in articles}
        self._watch("放进草稿箱")
        return self._account.draft(
            [_told(one, in_text, covers[one.cover], alone=len(articles) == 1) for one in articles]
        )


def _told(
    article: Article, in_text: Mapping[str, str], cover: str, *, alone: bool
) -> dict[str, Any]:
    """An article as the interface wants it; only one that is alone shows its digest."""
    return {
        "article_type": "news",
        "title": article.title,
        "author": article.author,
        "digest": article.digest if alone else "",
        "content": _with_addresses(article.content, in_text),
        "content_source_url": article.source_url,
        "thumb_media_id": cover,
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
        "pic_crop_235_1": _crop(article.wide),
        "pic_crop_1_1": _crop(article.square),
    }


def _with_addresses(content: str, addresses: Mapping[str, str]) -> str:
    for name, address in addresses.items():
        whole = address.replace("&", "&amp;").replace('"', "&quot;")
        content = content.replace(f'src="{name}"', f'src="{whole}"')
    return content


def _crop(box: tuple[float, float, float, float]) -> str:
    return "_".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in box)
