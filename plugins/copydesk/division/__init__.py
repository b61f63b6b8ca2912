"""A page of copy taken apart into its pieces."""

from copydesk.division.dividing import Divider

__all__ = ["Divider"]
