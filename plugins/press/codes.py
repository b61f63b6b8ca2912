"""What the press tells an editor."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.problems import Code, Severity
from press.readback import Box


class PressCode(Code):
    """Codes of the newspaper's layout and printing."""

    NO_TYPE = "press.no-type"
    SYSTEM_TYPE = "press.system-type"
    NO_LIBRARY = "press.no-library"
    NO_PROFILE = "press.no-profile"
    REFUSED = "press.refused"
    MISSING_SORT = "press.missing-sort"
    PLAIN_LAYOUT = "press.plain-layout"
    PAGES_OVER = "press.pages-over"
    PAGES_SHORT = "press.pages-short"
    PHOTO_GONE = "press.photo-gone"
    PHOTO_SMALL = "press.photo-small"
    INK = "press.ink"
    LOST_TEXT = "press.lost-text"
    OUTSIDE = "press.outside"
    OVERLAP = "press.overlap"
    DISORDER = "press.disorder"
    TORN_ROW = "press.torn-row"
    PARTED_PHOTO = "press.parted-photo"
    BAD_PLAN = "press.bad-plan"
    BAD_DUMMY = "press.bad-dummy"
    DUMMY_COPY = "press.dummy-copy"
    UNMET_WISH = "press.unmet-wish"
    ROUGH_PAGE = "press.rough-page"
    PAGE_SHORT = "press.page-short"
    FILLER_PAGE = "press.filler-page"
    MADE_FILLER = "press.made-filler"
    KEPT = "press.kept"
    WIDE_TABLE = "press.wide-table"
    REPRINT = "press.reprint"
    PLATES_GONE = "press.plates-gone"
    NOTICE_STANDS = "press.notice-stands"
    STILL_TOLD = "press.still-told"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem found while printing; an error withholds the file.

    source: path in the content folder; "" is the issue's own. page: of the paper, 0 for all of it.
    line: of the source, 0 for all of it.
    boxes: where on the page, to be circled. for_shop: only the print shop's file is at fault.
    """

    source: str
    code: Code
    what: str
    cure: str
    severity: Severity = Severity.WARNING
    page: int = 0
    boxes: tuple[Box, ...] = ()
    for_shop: bool = False
    line: int = 0
