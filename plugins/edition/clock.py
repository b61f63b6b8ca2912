"""The one clock: of the machine, or what the environment says it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from newsroom.folder import printable
from newsroom.guard import MisusedError

EPOCH = "SOURCE_DATE_EPOCH"


def build_time() -> datetime:
    """Now, or the moment SOURCE_DATE_EPOCH gives (reproducible-builds.org/specs).

    Raises MisusedError where it gives none.
    """
    epoch = stopped_clock()
    if not epoch:
        return datetime.now(UTC)
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC)
        if date.min.year < moment.year < date.max.year:  # in every zone there is
            return moment
    except (ValueError, OverflowError, OSError):
        pass
    cure = "请写成1970年以来的秒数，或者去掉它"
    raise MisusedError(EPOCH, f"环境变量 {EPOCH} 不是一个时间：{printable(epoch[:40])}", cure)


def stopped_clock() -> str:
    """What the environment says the time is, whatever the clock says; "" for nothing."""
    return os.environ.get(EPOCH, "")
