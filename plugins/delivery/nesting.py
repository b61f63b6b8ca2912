"""A place to publish to does not lie within another one."""

from __future__ import annotations

from pathlib import PurePath
from typing import NoReturn

from delivery.codes import DeliveryCode, DeliveryError


def within_a_place(folder: PurePath) -> list[tuple[str, str]]:
    """What would have to lie there for a folder to be within another place to publish to.

    Pairs of a link and a folder: where both are, the folder is a part of that place.
    """
    return [
        (str(step.parent / "current"), str(step.parent / "releases"))
        for step in (folder, *folder.parents)
        if step.name in {"current", "releases"}
    ]


def refuse_within_a_place(address: str) -> NoReturn:
    """Nobody publishes into a release."""
    what = "这是另一个发布去处里面的文件夹（releases 和 current 归发布程序管）"
    cure = "请写它的上一级，就是 releases 和 current 所在的文件夹"
    raise DeliveryError(address, DeliveryCode.TARGET, what, cure)
