"""The copy desk: raw copy of any kind in, draft items and a record of every change out."""
