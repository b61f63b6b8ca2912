"""Where a paper goes: names and addresses, read once and never with a secret in them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import SplitResult, unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from delivery.codes import DeliveryCode, DeliveryError
from delivery.shape import Target

SECRET = re.compile(r"secret|passw|token|credential|access_?key|api_?key|signature", re.I)
KINDS = "可以是文件夹、sftp://用户@服务器/文件夹、s3://桶/前缀"
NO_SECRETS = (
    "地址和设置里不写密码和密钥：SSH 的放进 ssh-agent 或密钥文件，"
    "存储的放进环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY；写出来过的请换掉"
)
SETTINGS = "pelican.conf.py"
WINDOWS = re.compile(r"[A-Za-z]:[\\/]|.*\\")  # C:\site, \\server\share


class Place(BaseModel):
    """One target of TARGETS in pelican.conf.py.

    address: a folder, sftp:// or s3://. key, known_hosts: files for SSH, if not the usual ones.
    endpoint, region: of an object store that is not Amazon's. grace: seconds before old objects
    go, where nothing can be switched.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    address: str
    key: str = ""
    known_hosts: str = ""
    endpoint: str = ""
    region: str = ""
    grace: float = Field(default=30.0, ge=0, le=600)

    @classmethod
    def of(cls, given: str, targets: Mapping[str, Any]) -> Self:
        """What `--to` names: a name of TARGETS, or an address; raises DeliveryError."""
        name = given.rstrip("/")
        given = name if name in targets else given  # as a shell completes a folder's name
        told = targets.get(given, given)
        if given not in targets and not _is_address(given):
            names = "、".join(sorted(targets)) or "还没有"
            what = f"没有 {given} 这个发布去处"
            cure = f"{SETTINGS} 的 TARGETS 里有：{names}；也可以直接写地址，{KINDS}"
            raise DeliveryError("--to", DeliveryCode.TARGET, what, cure)
        fields = {"address": told} if isinstance(told, str | Path) else told
        if isinstance(fields, Mapping):
            fields = {str(name): _plain(value) for name, value in fields.items()}
            for name in fields:
                if SECRET.search(name):
                    what = f"TARGETS 的 {given} 里写了 {name}"
                    raise DeliveryError(SETTINGS, DeliveryCode.SECRET, what, NO_SECRETS)
        try:
            place = cls.model_validate(fields)
        except ValidationError as error:
            faults = "；".join(
                f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
                for fault in error.errors(include_url=False, include_input=False)
            )
            what = f"TARGETS 的 {given} 写得不对（{faults}）"
            cure = "请照编辑手册里的样子改"
            raise DeliveryError(SETTINGS, DeliveryCode.TARGET, what, cure) from error
        place.target(Path())  # says at once what is wrong with it
        return place

    def folder(self, home: Path) -> Path | None:
        """The folder of this machine it names, if it names one. home: as for `target`."""
        if "://" not in self.address:
            return (home / Path(self.address).expanduser()).resolve()
        parts = _split(self.address)
        return Path(unquote(parts.path)).resolve() if parts.scheme == "file" else None

    def target(self, home: Path) -> Target:
        """The target, not yet connected. home: what a relative folder counts from."""
        address, folder = self.address, self.folder(home)
        if folder is not None:
            if os.name != "nt" and WINDOWS.match(address):
                raise _wrong(address, "这是 Windows 上的写法，这台机器上没有这样的文件夹")
            from delivery.folder import Folder

            return Folder(folder)
        parts = _split(address)
        match parts.scheme:
            case "sftp":
                return self._sftp(parts)
            case "s3":
                return self._s3(parts)
        raise _wrong(address, f"不认识 {parts.scheme}:// 这种地址")

    def _sftp(self, parts: SplitResult) -> Target:
        from delivery.sftp import Sftp
        from delivery.ssh import Login

        folder = unquote(parts.path)
        folder = folder.removeprefix("/") if folder.startswith("/~/") else folder
        if not parts.hostname or folder.strip("/") in {"", "~"}:
            raise _wrong(self.address, "地址里缺服务器或者文件夹")
        login = Login(
            parts.hostname,
            folder.removeprefix("~/"),
            unquote(parts.username or ""),
            parts.port or 0,
            str(Path(self.key).expanduser()) if self.key else "",
            str(Path(self.known_hosts).expanduser()) if self.known_hosts else "",
        )
        return Sftp(login, self.address.rstrip("/"))

    def _s3(self, parts: SplitResult) -> Target:
        from delivery.s3 import S3, Bucket

        if not parts.hostname:
            raise _wrong(self.address, "地址里缺存储桶的名字")
        prefix = unquote(parts.path).strip("/")
        bucket = Bucket(parts.netloc, f"{prefix}/" if prefix else "", self.endpoint, self.region)
        return S3(bucket, self.address.rstrip("/"))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else value


def _is_address(given: str) -> bool:
    """Whether somebody means a place and not a name: a slash or a dot stands in it."""
    return "://" in given or "/" in given or "\\" in given or given.startswith((".", "~"))


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise _wrong(hidden(address), "地址写得不对") from error
    secret = parts.password is not None or (parts.scheme == "s3" and "@" in parts.netloc)
    if secret or SECRET.search(parts.query):
        what = "地址里带着密码或者密钥"
        raise DeliveryError(hidden(address), DeliveryCode.SECRET, what, NO_SECRETS)
    if parts.query or parts.fragment:
        raise _wrong(address, "地址里不能有 ? 和 #")
    if ".." in parts.path.split("/"):
        raise _wrong(address, "地址里不能有 ..")
    return parts


def hidden(address: str) -> str:
    """An address without what stands between its scheme and @, and without its query."""
    return re.sub(r"(?<=://)[^/]*@", "……@", address).partition("?")[0]


def _wrong(address: str, what: str) -> DeliveryError:
    cure = f"请改一改，{KINDS}"
    return DeliveryError(hidden(address), DeliveryCode.TARGET, what, cure)
