"""A package's message as it lies on the disk, held against the limits before anything is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kits.wechat import rules
from kits.wechat.package import MESSAGE, VERSION
from newsroom.fingerprints import digest, fingerprint

Part = Annotated[float, Field(ge=0, le=1)]
Box = tuple[Part, Part, Part, Part]


class Article(BaseModel):
    """One article of a message. wide, square: what of the cover is shown, in parts of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    author: str
    digest: str
    content: str
    source_url: str
    pictures: tuple[str, ...]
    cover: str
    wide: Box
    square: Box


class Message(BaseModel):
    """What `message.json` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    paper: str
    issue: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """A package on the disk."""

    folder: Path
    message: Message

    @classmethod
    def read(cls, folder: Path) -> Package:
        """Read a package; raises OSError or ValueError where it is not whole."""
        told = json.loads((folder / MESSAGE).read_text("utf-8"))
        try:
            message = Message.model_validate(told)
        except ValidationError as error:
            raise ValueError(f"{MESSAGE}: {error.error_count()}") from error
        if message.version != VERSION:
            raise ValueError(f"{MESSAGE}: version {message.version}")
        return cls(folder, message)

    @property
    def mark(self) -> str:
        """Of everything that would be sent."""
        files = (digest((self.folder / name).read_bytes()) for name in self.files)
        return fingerprint(self.message.model_dump_json(), *files)

    @property
    def files(self) -> list[str]:
        """The pictures that go up, each once."""
        named = (name for one in self.message.articles for name in (*one.pictures, one.cover))
        return list(dict.fromkeys(named))

    def beyond(self) -> Iterator[str]:
        """What the platform would refuse, one line each; nothing where all is well."""
        count = len(self.message.articles)
        if not 1 <= count <= rules.ARTICLES:
            yield f"一条消息要有1到{rules.ARTICLES}篇，这里有{count}篇"
        for article in self.message.articles:
            yield from _beyond(article)
        for name in self.files:
            yield from self._beyond_file(name)

    def _beyond_file(self, name: str) -> Iterator[str]:
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()) or not path.is_file():
            yield f"没有这张图片：{name}"
            return
        size = path.stat().st_size
        if size >= rules.PICTURE_BYTES:
            yield f"图片要小于{rules.PICTURE_BYTES:,}字节：{name} 有{size:,}字节"
        if path.suffix not in {".jpg", ".png"}:
            yield f"图片只能是 JPG 或 PNG：{name}"


def _beyond(article: Article) -> Iterator[str]:
    named = f"《{article.title[:20]}》"
    for what, text, most in (
        ("标题", article.title, rules.TITLE),
        ("作者", article.author, rules.AUTHOR),
        ("摘要", article.digest, rules.DIGEST),
    ):
        if len(text) > most:
            yield f"{named}的{what}最多{most}字，现在{len(text)}字"
    if not article.title:
        yield f"{article.id} 没有标题"
    content = rules.as_sent(article.content)
    if len(content) >= rules.CONTENT:
        yield f"{named}的正文要少于{rules.CONTENT}个字符，现在{len(content)}个"
    size = len(content.encode("utf-8", "surrogatepass"))
    if size >= rules.CONTENT_BYTES:
        yield f"{named}的正文要小于{rules.CONTENT_BYTES:,}字节，现在{size:,}字节"
    if len(article.source_url.encode()) > rules.SOURCE_URL:
        yield f"{named}的原文网址最长{rules.SOURCE_URL}字节"
    if rules.as_kept(article.content) != article.content:
        yield f"{named}的正文里有平台会去掉的标签或样式，请重新出报"
