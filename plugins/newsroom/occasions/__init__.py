"""Occasions: timetables of every shape a newsroom prints, read into one long form.

The way of a table: raw rows (`newsroom.schedules.tables`) become a grid, the grid a header with a
body, each row of the body its occasions. What a cell says of time is read by `whens`, of people by
`people`; what is not sure is asked, never guessed in silence (`findings`).
"""

from __future__ import annotations

from newsroom.occasions.model import Frame, Occasion, Rule, Span, Who

__all__ = ["Frame", "Occasion", "Rule", "Span", "Who"]
