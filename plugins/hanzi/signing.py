"""Signing forms off: rows for the glossary, with who signed them and when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hanzi.converter import Converter
from hanzi.glossary import COLUMNS, read_glossary
from hanzi.groups import Group
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from newsroom.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and on which day; kind: of every row, or empty for each group's own.

    back: whether what is signed is Traditional copy on its way to Simplified.
    """

    by: str
    on: date
    kind: str = ""
    back: bool = False

    @property
    def note(self) -> str:
        """What stands in the row's note."""
        return " ".join(["签认", *([self.by] if self.by else []), self.on.isoformat()])


class UnclearError(ValueError):
    """A wish that names nothing, or more than one form; the message is for the editor."""


def rows_for(
    wishes: Iterable[str],
    listed: Sequence[Group],
    known: Iterable[GlossaryRow],
    signature: Signature,
    converter: Converter,
) -> list[GlossaryRow]:
    """The rows that sign some wishes off.

    wishes: `写法` as it is set, `写法=定形`, or the title of a kind of doubt (`人名`), which stands
    for all of that kind that are set in one form. What is signed already with the form that is
    named needs no row. Raises UnclearError, which names every wish that has several forms or
    another one there.
    """
    signed = {
        (row.traditional if signature.back else row.simplified): (
            row.simplified if signature.back else row.traditional
        )
        for row in known
    }
    titles = {group.title for group in listed}
    rows: list[GlossaryRow] = []
    unclear: list[str] = []
    for wish in wishes:
        written, _, form = wish.partition("=")
        if written in titles and not form:
            chosen = [group for group in listed if group.title == written and group.signable]
            for group in chosen:
                if group.written not in signed and len(group.forms) == 1:
                    signed[group.written] = group.form
                    kind = signature.kind or group.kind
                    rows.append(_row(group.written, group.form, kind, signature))
            continue
        if written in signed and not form:
            unclear.append(f"词表里已经有“{written}”")
            continue
        try:
            row = _one(written, form, listed, signature, converter)
        except UnclearError as several:
            unclear.append(str(several))
            continue
        form = row.simplified if signature.back else row.traditional
        if written not in signed:
            signed[written] = form
            rows.append(row)
        elif signed[written] != form:
            unclear.append(f"词表里已经有“{written}”，写作“{signed[written]}”；要改请改那一行")
    if unclear:
        raise UnclearError("\n".join(unclear))
    return rows


def _one(
    written: str,
    form: str,
    listed: Sequence[Group],
    signature: Signature,
    converter: Converter,
) -> GlossaryRow:
    found = [group for group in listed if written in (group.written, _found(group))]
    forms = {form for group in found for form in _forms(group, written)}
    if not form and len(forms) > 1:
        several = "、".join(sorted(forms))
        raise UnclearError(f"“{written}”在稿件里排成了{several}，请写明：{written}=定形")
    source = Script.HANT if signature.back else Script.HANS
    form = form or (min(forms) if forms else converter.text(written, source))
    kinds = [choice.kind for group in found for choice in group.choices if choice.form == form]
    kinds += [group.kind for group in found]
    kind = signature.kind or (kinds[0] if kinds else "person")
    return _row(written, form, kind, signature)


def _found(group: Group) -> str:
    return group.entries[0].doubt.found


def _forms(group: Group, written: str) -> tuple[str, ...]:
    return group.forms if group.written == written else (group.entries[0].form,)


def _row(written: str, form: str, kind: str, signature: Signature) -> GlossaryRow:
    simplified, traditional = (form, written) if signature.back else (written, form)
    return GlossaryRow(simplified, traditional, kind, note=signature.note)


def write(table: Path, rows: Iterable[GlossaryRow]) -> tuple[str, list[Problem]]:
    """Append rows to a glossary; what was written, or the errors for which nothing was."""
    old = table.read_text("utf-8-sig") if table.exists() else ",".join(COLUMNS) + "\n"
    header = next(csv.reader(io.StringIO(old)))
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for row in rows:
        cells = {
            "simplified": row.simplified,
            "traditional": row.traditional,
            "kind": row.kind,
            "note": row.note,
        }
        writer.writerow([cells.get(column.strip().lower(), "") for column in header])
    draft = table.with_suffix(".csv.new")
    draft.write_text(old.rstrip("\n") + "\n" + written.getvalue(), "utf-8", newline="\n")
    _, problems = read_glossary(draft, table.name)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        draft.unlink()
        return "", errors
    draft.replace(table)
    return written.getvalue(), []
