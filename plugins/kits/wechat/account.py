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
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kits.wechat.message import Package
from manuscripts.words import one_line

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


class AccountError(Exception):
    """The platform did not take something; says what, in Chinese, without a secret."""


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
        address = f"{self.base}{path}?access_token={quote(self._credential())}{more}"
        return self._post(address, path, body, kind)

    def _credential(self) -> str:
        """The token of the account; the steady one, which takes nobody else's away."""
        if not self._token:
            path = "/cgi-bin/stable_token"
            given = {
                "grant_type": "client_credential",
                "appid": self.appid,
                "secret": self.secret,
                "force_refresh": False,
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
        raise AccountError(f"{doing}不成：{meaning}（{one_line(code)[:20]}）")


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


def sent(package: Package, account: Account, watch: Callable[[str], None]) -> str:
    """Send a package that is within the limits; gives the id of the draft. Pictures go first."""
    folder = package.folder
    articles = package.message.articles
    in_text: dict[str, str] = {}
    covers: dict[str, str] = {}
    for article in articles:
        for name in article.pictures:
            if name not in in_text:
                watch(f"上传图片 {name}")
                in_text[name] = account.picture_in_text(name, (folder / name).read_bytes())
    for article in articles:
        if article.cover not in covers:
            watch(f"上传封面 {article.cover}")
            data = (folder / article.cover).read_bytes()
            covers[article.cover] = account.lasting_picture(article.cover, data)
    watch("放进草稿箱")
    alone = len(articles) == 1
    return account.draft(
        [
            {
                "article_type": "news",
                "title": article.title,
                "author": article.author,
                "digest": article.digest if alone else "",
                "content": _with_addresses(article.content, in_text),
                "content_source_url": article.source_url,
                "thumb_media_id": covers[article.cover],
                "need_open_comment": 0,
                "only_fans_can_comment": 0,
                "pic_crop_235_1": _crop(article.wide),
                "pic_crop_1_1": _crop(article.square),
            }
            for article in articles
        ]
    )


def _with_addresses(content: str, addresses: Mapping[str, str]) -> str:
    for name, address in addresses.items():
        whole = address.replace("&", "&amp;").replace('"', "&quot;")
        content = content.replace(f'src="{name}"', f'src="{whole}"')
    return content


def _crop(box: tuple[float, float, float, float]) -> str:
    return "_".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in box)
