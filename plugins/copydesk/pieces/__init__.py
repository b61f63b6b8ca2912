"""A page of copy taken apart into its pieces."""

from copydesk.pieces.dividing import Divider

__all__ = ["Divider"]
