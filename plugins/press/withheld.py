"""A newspaper that is not delivered: the marked proof, the log, and the report for a maintainer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from newsroom.faults import Reports
from press.codes import Finding
from press.marking import marked
from press.order import Order
from press.printing import Printed

PROOF, LOG, REPORT = ".pdf", ".log.txt", ".report.txt"
_PLACES = 6  # places of one fault in the log


def evidence(
    stem: str, title: str, printed: Printed, order: Order | None, reports: Reports
) -> Mapping[str, bytes]:
    """The files that say why a newspaper was withheld, by their names in the folder for proofs.

    stem: of the names. title: issue and paper, as an editor is told them. order: None where the
    copy did not come as far as that.
    """
    faults = printed.faults
    log = "\n".join(_log(title, faults))
    facts = {"校对记录": log, "订单（这期的稿件）": _told(order) if order else "（没有做成）"}
    files = {
        stem + LOG: log.encode("utf-8", "backslashreplace"),
        stem + REPORT: reports.text_of(printed.trail, title, facts).encode(
            "utf-8", "backslashreplace"
        ),
    }
    if printed.pdf or printed.draft:
        files[stem + PROOF] = marked(printed.pdf or printed.draft, faults)
    return files


def _log(title: str, faults: Sequence[Finding]) -> Iterator[str]:
    """Every fault under the number it bears in the marked proof."""
    yield title
    for number, fault in enumerate(faults, 1):
        yield ""
        yield f"{number}. {fault.source or '（整期）'}: {fault.code.value}: {fault.what}"
        yield f"   {fault.cure}"
        for box in fault.boxes[:_PLACES]:
            place = f"左 {box.left:.1f} 上 {box.top:.1f} 右 {box.right:.1f} 下 {box.bottom:.1f}"
            yield f"   第{fault.page}版，{place}（点，从左上角量）"
        if len(fault.boxes) > _PLACES:
            yield f"   ……共 {len(fault.boxes)} 处"
    yield ""


def _told(order: Order) -> str:
    """An order as JSON, so that it can be printed again elsewhere."""
    return json.dumps(asdict(order), ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
