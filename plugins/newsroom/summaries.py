"""What stands for a text where its editor wrote no summary."""

from __future__ import annotations

import re

from newsroom.blocks import Entry, Paragraph, blocks_of
from newsroom.runs import Runs, is_reference, plain

SUMMARY_LENGTH = 120  # characters
SHORT_LINE = 12  # characters; a shorter first line is a salutation or a label
SENTENCE_END = re.compile(r"[。！？…][”’」』）]*")


def summary_of(html: str) -> str:
    """The first paragraph of a body up to the end of a sentence, at most SUMMARY_LENGTH characters.

    What stands before it (a sub-head, a table, a salutation, a quotation) is no summary of a text,
    unless nothing else is there: then the quotation or the list is. Where there is neither, there
    is none, and the headline has to do.
    """
    blocks = [block for block in blocks_of(html) if isinstance(block, Paragraph | Entry)]
    spoken = [block for block in blocks if isinstance(block, Paragraph)]
    own = [block for block in spoken if not (block.quoted or block.note)] or spoken
    found = [_said(block.runs) for block in own]
    texts = [text for text in found or map(_said, (b.runs for b in blocks)) if text]
    first = next((text for text in texts if len(text) > SHORT_LINE), texts[0] if texts else "")
    if len(first) <= SUMMARY_LENGTH:
        return first
    first = _before_a_mark(first)
    ends = [match.end() for match in SENTENCE_END.finditer(first, 0, SUMMARY_LENGTH)]
    return first[: ends[-1]] if ends else first[: SUMMARY_LENGTH - 2] + "……"


def _said(runs: Runs) -> str:
    """A text on one line, without what was struck out and the numbers of notes."""
    kept = (run for run in runs if not run.deleted and not is_reference(run))
    return " ".join(plain(tuple(kept)).split())


def _before_a_mark(text: str) -> str:
    """A text that is about to be cut, ended before a house mark that the cut would halve."""
    start = text.rfind("-{", 0, SUMMARY_LENGTH)
    end = text.find("}-", start)
    return text[:start] if start > SHORT_LINE and end >= SUMMARY_LENGTH - 4 else text
