"""What can be wrong with the ledger, and between it and the content."""

from __future__ import annotations

from newsroom.problems import Code


class LedgerCode(Code):
    """Damage is survived; what was published and is no longer there stops the build."""

    DAMAGED = "ledger.damaged"
    CONFLICT = "ledger.conflict"
    GONE = "ledger.gone"
    ADDRESS_TAKEN = "ledger.address-taken"
    MADE_ONE = "ledger.made-one"
    STILL_THERE = "ledger.still-there"
    ISSUE_GONE = "ledger.issue-gone"
    CORRECTION_GONE = "ledger.correction-gone"
