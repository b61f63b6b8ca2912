"""`scripts/publish --wechat`: an issue's package becomes a draft in the account's box, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kits.wechat.account import Account, AccountError, sent
from kits.wechat.message import Package
from newsroom.cabinet import seal, unsealed
from newsroom.fingerprints import fingerprint

MOST_PICTURES = 2_000  # that are remembered


class RefusedError(Exception):
    """A package that can't go; `lines` say why, in Chinese."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("; ".join(lines))


@dataclass(frozen=True, slots=True)
class Box:
    """What was put into an account's box: kept in the cache, as what a hub has taken is."""

    record: Path

    @classmethod
    def of(cls, cache: Path, paper: str, appid: str) -> Box:
        """The box of a paper's account."""
        return cls(cache / "told" / f"wechat-{fingerprint(paper, appid)}.json")

    def known(self, use: str, mark: str) -> str:
        """What the platform calls a picture that went up before; "" for none."""
        return self._pictures().get(f"{use} {mark}", "")

    def keep(self, use: str, mark: str, name: str) -> None:
        """Write down at once what it calls it, so that a message cut off goes on where it was."""
        kept = {key: value for key, value in self._pictures().items() if key != f"{use} {mark}"}
        if name:
            kept[f"{use} {mark}"] = name
        newest = dict(list(kept.items())[-MOST_PICTURES:])
        seal(self._album, json.dumps(newest, indent=0).encode())

    @property
    def _album(self) -> Path:
        return self.record.with_name(f"{self.record.stem}-pictures.json")

    def _pictures(self) -> dict[str, str]:
        try:
            read = json.loads(unsealed(self._album) or b"{}")
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def told(self) -> dict[str, list[str]]:
        """Issue → mark and id of its last draft."""
        try:
            read = json.loads(unsealed(self.record) or b"{}")
        except ValueError:
            return {}
        return read if isinstance(read, dict) else {}

    def note(self, issue: str, mark: str, draft: str) -> None:
        """Write down a draft."""
        told = {**self.told(), issue: [mark, draft]}
        seal(self.record, json.dumps(told, indent=0, sort_keys=True).encode())


def read_package(folder: Path) -> Package:
    """The package in a folder, within the limits; raises RefusedError with every fault."""
    try:
        package = Package.read(folder)
    except (OSError, ValueError):
        raise RefusedError([f"没有这一期的公众号包，或者它不全：{folder.name}"]) from None
    beyond = list(package.beyond())
    if beyond:
        raise RefusedError(beyond)
    return package


def put(package: Package, account: Account, box: Box, watch: Callable[[str], None]) -> str:
    """Send a package, unless the box has it; gives what is told. Raises AccountError.

    The platform has no way to change a draft that somebody may be at work on: a correction makes a
    new one, and says which one it takes the place of.
    """
    issue, mark = package.message.issue, package.mark
    before = box.told().get(issue)
    if before and before[0] == mark:
        return f"{issue} 的草稿已经在草稿箱里，没有变，不再放"
    draft = sent(package, account, box, watch)
    box.note(issue, mark, draft)
    count = len(package.message.articles)
    said = f"{issue} 的{count}篇已放进公众号的草稿箱"
    if before:
        said += "；稿件改过，这是一份新草稿，旧的那一份请在草稿箱里删去"
        said += "；已经群发的，要在公众号里另行更正"
    return said


__all__ = ["Account", "AccountError", "Box", "RefusedError", "put", "read_package"]
