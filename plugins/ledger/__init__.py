"""What readers have been told, and when: written by scripts/publish alone, read by all."""

from __future__ import annotations

from ledger.book import Clock, Ledger
from ledger.reading import open_ledger, read_facts

__all__ = ["Clock", "Ledger", "open_ledger", "read_facts"]
