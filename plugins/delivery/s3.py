"""Storage that speaks S3: Amazon's, and the object stores of the Chinese clouds.

Nothing here can be switched, so that a release is put over the one before, object by object.
Keys come from where boto3 looks for them: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or
~/.aws/credentials; they never stand in an address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Self, TypeVar
from urllib.parse import quote

from delivery.codes import DeliveryCode, DeliveryError
from delivery.folder import CURE_DENIED, CURE_FULL, TRY_AGAIN
from delivery.shape import AbsentError, Found, Parcel, PresentError, Tell
from edition.media import caching, media_type
from newsroom.fingerprints import digest

AT_ONCE = 8
MOST_REMOVED = 1000  # keys in one DeleteObjects
ABSENT = frozenset({"NoSuchKey", "404", "NotFound"})
PRESENT = frozenset({"PreconditionFailed", "412", "ConditionalRequestConflict", "409"})
NO_CONDITIONS = frozenset({"NotImplemented", "501", "InvalidArgument"})
LOGIN = frozenset(
    {"InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "403"}
)
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where. prefix: "" or ending in `/`; endpoint, region: "" for what boto3 is set to."""

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""


class S3:
    """A target in an object store."""

    def __init__(self, bucket: Bucket, address: str) -> None:
        self._bucket = bucket
        self.address = address
        self._client: Any = None

    def __enter__(self) -> Self:
        import boto3
        from botocore.config import Config

        # The newer checksums are unknown to most stores but Amazon's own.
        config = Config(
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"max_attempts": 4, "mode": "standard"},
            connect_timeout=20,
            read_timeout=60,
            max_pool_connections=AT_ONCE,
        )
        endpoint, region = self._bucket.endpoint or None, self._bucket.region or None

        def connect() -> None:
            self._client = boto3.session.Session().client(
                "s3", endpoint_url=endpoint, region_name=region, config=config
            )
            self.now()

        self._telling("", connect)
        return self

    def __exit__(self, *exc: object) -> None:
        if self._client is not None:
            self._client.close()

    def found(self, folder: str) -> dict[str, Found]:
        """All objects below a folder."""
        start = self._key(f"{folder}/" if folder else "")

        def listed() -> dict[str, Found]:
            pages = self._s3.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket.name, Prefix=start
            )
            return {
                each["Key"].removeprefix(start): Found(each["Size"], each["ETag"].strip('"'))
                for page in pages
                for each in page.get("Contents", [])
                if not each["Key"].endswith("/")
            }

        return self._telling(folder, listed)

    def names(self, folder: str) -> list[str]:
        """What stands directly in a folder."""
        return sorted({path.partition("/")[0] for path in self.found(folder)})

    def read(self, path: str) -> bytes:
        """A small object."""

        def read() -> bytes:
            told = self._s3.get_object(Bucket=self._bucket.name, Key=self._key(path))
            return bytes(told["Body"].read())

        return self._telling(path, read)

    def put(self, path: str, data: bytes, *, instead_of: bytes | None = b"") -> None:
        """Write a small object; on a store without conditions, as nearly so as it can be."""
        condition: dict[str, Any] = {}
        if instead_of is None:
            condition = {"IfNoneMatch": "*"}
        elif instead_of:
            try:
                held = self.read(path)
            except AbsentError:
                held = b""
            if held != instead_of:
                raise PresentError(path)
        where = {"Bucket": self._bucket.name, "Key": self._key(path)}

        def put() -> None:
            headers = {"ContentType": "application/octet-stream", "CacheControl": "no-store"}
            try:
                self._s3.put_object(**where, Body=data, **headers, **condition)
            except self._s3.exceptions.ClientError as error:
                if not condition or _code(error) not in NO_CONDITIONS:
                    raise
                if self._is_there(path):
                    raise PresentError(path) from error
                self._s3.put_object(**where, Body=data, **headers)

        self._telling(path, put)

    def send(self, parcels: Sequence[Parcel], tell: Tell) -> None:
        """Put objects, several at once; one is there whole or not at all."""

        def one(parcel: Parcel) -> None:
            def put() -> None:
                self._s3.put_object(
                    Bucket=self._bucket.name,
                    Key=self._key(parcel.path),
                    Body=parcel.read(),
                    ContentType=media_type(parcel.public),
                    CacheControl=caching(parcel.public),
                )

            self._telling(parcel.path, put)
            tell(parcel.size)

        _each(one, parcels)

    def digests(self, paths: Sequence[str], tell: Tell) -> dict[str, str]:
        """Read objects back."""
        read: dict[str, str] = {}

        def one(path: str) -> None:
            with suppress(AbsentError):
                data = self.read(path)
                read[path] = digest(data)
                tell(len(data))

        _each(one, paths)
        return read

    def link(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Copies made in the store."""
        left: list[tuple[str, str]] = []

        def one(pair: tuple[str, str]) -> None:
            old, new = pair

            def copy() -> None:
                self._s3.copy_object(
                    Bucket=self._bucket.name,
                    Key=self._key(new),
                    CopySource={"Bucket": self._bucket.name, "Key": self._key(old)},
                    MetadataDirective="REPLACE",
                    ContentType=media_type(new),
                    CacheControl=caching(new),
                )

            try:
                self._telling(new, copy)
            except AbsentError:
                left.append(pair)

        _each(one, pairs)
        return left

    def remove(self, paths: Sequence[str]) -> None:
        """Remove objects."""
        for some in _batches(paths, MOST_REMOVED):

            def remove(some: Sequence[str] = some) -> None:
                told = self._s3.delete_objects(
                    Bucket=self._bucket.name,
                    Delete={"Objects": [{"Key": self._key(p)} for p in some], "Quiet": True},
                )
                for error in told.get("Errors", []):
                    if error.get("Code") not in ABSENT:
                        raise self._failure(str(error.get("Code")), str(error.get("Key")), "")

            self._telling(some[0], remove)

    def now(self) -> float:
        """The store's clock, as its answers tell it; also whether the bucket is there."""

        def asked() -> float:
            told = self._s3.list_objects_v2(Bucket=self._bucket.name, MaxKeys=1)
            date = told["ResponseMetadata"]["HTTPHeaders"].get("date", "")
            return parsedate_to_datetime(date).timestamp()

        return self._telling("", asked)

    def room(self) -> int | None:
        """A store is as large as it is paid for."""
        return None

    @property
    def _s3(self) -> Any:
        if self._client is None:
            raise RuntimeError("not connected")
        return self._client

    def _key(self, path: str) -> str:
        return self._bucket.prefix + path

    def _is_there(self, path: str) -> bool:
        try:
            self.read(path)
        except AbsentError:
            return False
        return True

    def _telling(self, path: str, work: Callable[[], Thing]) -> Thing:
        from botocore import exceptions

        where = f"{self.address}/{quote(path)}" if path else self.address
        try:
            return work()
        except exceptions.ClientError as error:
            code = _code(error)
            if path and code in ABSENT:
                raise AbsentError(path) from error
            if code in PRESENT:
                raise PresentError(path) from error
            raise self._failure(code, where, str(error)) from error
        except (exceptions.NoCredentialsError, exceptions.PartialCredentialsError) as error:
            what = "没有找到存储的密钥"
            cure = "请设好环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY；不要写进设置文件"
            raise DeliveryError(where, DeliveryCode.LOGIN, what, cure) from error
        except exceptions.NoRegionError as error:
            what = "不知道存储在哪个地域"
            cure = "请在 TARGETS 里写明 region 和 endpoint"
            raise DeliveryError(where, DeliveryCode.TARGET, what, cure) from error
        except (exceptions.BotoCoreError, OSError, ValueError) as error:
            what = f"连不上存储（{type(error).__name__}）"
            raise DeliveryError(where, DeliveryCode.CONNECTION, what, TRY_AGAIN) from error

    def _failure(self, code: str, where: str, said: str) -> DeliveryError:
        if code in {"NoSuchBucket", "404", "NotFound", "NoSuchKey"}:
            what = f"没有 {self._bucket.name} 这个存储桶"
            cure = "请看看名字和 endpoint 写得对不对；还没有的，请先在云服务商那里建好"
            return DeliveryError(where, DeliveryCode.BUCKET, what, cure)
        if code == "RequestTimeTooSkewed":
            what = "这台机器的钟和存储那边差得太多"
            return DeliveryError(where, DeliveryCode.CLOCK, what, "请先对好这台机器的钟再发布一次")
        if code in LOGIN:
            what = f"存储不认您的密钥（{code}）"
            cure = "请看看环境变量里的密钥是不是这个桶的、过期了没有"
            return DeliveryError(where, DeliveryCode.LOGIN, what, cure)
        if code in {"AccessDenied", "AllAccessDisabled", "UserDisable"}:
            return DeliveryError(
                where, DeliveryCode.PERMISSION, f"存储不让写（{code}）", CURE_DENIED
            )
        if code in {"QuotaExceeded", "EntityTooLarge", "InsufficientStorage"}:
            return DeliveryError(where, DeliveryCode.FULL, f"存储满了（{code}）", CURE_FULL)
        what = f"存储没有照办（{code}：{said[:120]}）" if said else f"存储没有照办（{code}）"
        cure = "请再发布一次；还是这样，把这一行告诉管存储的人"
        return DeliveryError(where, DeliveryCode.REFUSED, what, cure)


def _code(error: Any) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _each(work: Callable[[Any], None], things: Sequence[Any]) -> None:
    """Work on all things, some at once; the first failure ends it all."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting = [pool.submit(work, thing) for thing in things]
        try:
            for each in waiting:
                each.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _batches(paths: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (paths[at : at + size] for at in range(0, len(paths), size))
