"""Where the words of a paragraph of Word lead: three ways in which programs write a link.

Word has an element round the words (ECMA-376 part 1, §17.16.22), with the part behind `#` beside
the address. WPS, and LibreOffice for an address with `#`, have a field in runs of its own
(§17.16.18), or an element for it (§17.16.19); what the field does is told in words (§17.16.5.25).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TOKEN = re.compile(r'\\[a-z]|"[^"]*"|[^\s"]+', re.IGNORECASE)
_WITH_WORDS = frozenset({"\\l", "\\o", "\\t", "\\s"})  # switches that a word follows


def links_of(paragraph: Any, relations: Mapping[str, str]) -> dict[Any, str]:
    """The addresses outside the document that runs of a paragraph lead to, by run.

    paragraph: an element of lxml. relations: addresses by the names the document has for them.
    """
    found: dict[Any, str] = {}
    fields: list[list[str]] = []  # open ones, innermost last: what each says, and where it leads
    for run in paragraph.iter(f"{W}r"):
        for child in run:
            if child.tag == f"{W}fldChar":
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    fields.append(["", ""])
                elif kind == "separate" and fields:
                    fields[-1][1] = address_of(fields[-1][0])
                elif kind == "end" and fields:
                    fields.pop()
            elif child.tag == f"{W}instrText" and fields:
                fields[-1][0] += child.text or ""
        to = next((leads for _, leads in reversed(fields) if leads), "")
        if to := to or _around(run, paragraph, relations):
            found[run] = to
    return found


def address_of(field: str) -> str:
    r"""Where a field leads, `HYPERLINK "https://example.org/a" \l "b"`; "" for any other."""
    name, *tokens = _TOKEN.findall(field) or [""]
    if name.upper() != "HYPERLINK":
        return ""
    to, within, expected = "", "", ""
    for token in tokens:
        if token.startswith("\\") and len(token) == len("\\l"):
            expected = token.lower() if token.lower() in _WITH_WORDS else ""
            continue
        words = token.strip('"')
        if expected == "\\l":
            within = words
        elif not expected and not to:
            to = words
        expected = ""
    return _whole(to, within)


def _around(run: Any, paragraph: Any, relations: Mapping[str, str]) -> str:
    """Where the nearest element round a run leads."""
    for above in run.iterancestors():
        if above is paragraph:
            break
        if above.tag == f"{W}hyperlink":
            to = relations.get(above.get(f"{R}id") or "", "")
            if whole := _whole(to, above.get(f"{W}anchor") or ""):
                return whole
        elif above.tag == f"{W}fldSimple" and (to := address_of(above.get(f"{W}instr") or "")):
            return to
    return ""


def _whole(to: str, within: str) -> str:
    """An address with what stands behind its `#`; what leads within a document leads nowhere."""
    return f"{to}#{within}" if to and within and "#" not in to else to
