"""The desk's answer as plain data, for `--json`."""

from __future__ import annotations

from typing import Any

from copydesk.piece import Piece
from copydesk.work import Work
from newsroom.problems import Problem


def answer(work: Work) -> dict[str, Any]:
    """Pieces and doubts in the form that other programs read."""
    return {
        "pieces": [_piece(piece) for piece in work.pieces],
        "doubts": [
            {
                "what": doubt.kind.value,
                "where": doubt.where,
                "line": doubt.line,
                "why": doubt.reason,
            }
            for doubt in work.doubts
        ],
    }


def refusal(problem: Problem) -> dict[str, Any]:
    """The answer to a file that the desk refuses."""
    fields = {
        "code": problem.code.value,
        "file": problem.file,
        "line": problem.line,
        "what": problem.what,
        "cure": problem.cure,
    }
    return {"pieces": [], "doubts": [], "problems": [fields]}


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "kind": piece.kind.value,
        "kicker": piece.kicker.text or None,
        "headline": piece.headline.text or None,
        "deck": piece.deck.text or None,
        "dateline": piece.dateline.text or None,
        "bylines": [{"name": author.name.text, "role": author.role} for author in piece.authors],
        "paragraphs": [text.text for text in piece.paragraphs],
        "subheads": [{"text": each.text.text, "before": each.before} for each in piece.subheads],
        "captions": [
            {
                "text": caption.text.text,
                "credit": " ".join(author.name.text for author in caption.credits) or None,
            }
            for caption in piece.captions
        ],
        "table": [[cell.text for cell in row] for row in piece.table] or None,
        "tables": [
            {"rows": [[cell.text for cell in row] for row in table.rows], "before": table.before}
            for table in piece.tables
        ],
        "script": "hans" if piece.script.is_simplified else "hant",
        "line": piece.line,
        "lines": sorted({piece.line, *piece.lines, *(each.line for each in piece.captions)}),
    }
