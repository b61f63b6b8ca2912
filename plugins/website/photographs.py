"""The photos of the items, in the sizes the pages ask for; both editions share them."""

from __future__ import annotations

from functools import partial

from edition.model import Edition
from edition.photos import Negative, variant_fingerprint, variants
from edition.tree import OutputTree


def write_photographs(edition: Edition, tree: OutputTree) -> None:
    """Every size of every photo, once; a retracted item's photos are retracted with it."""
    for item in edition.items:
        for photo in () if item.retraction else item.photos:
            negative = Negative(edition.photo_file(photo), variants(photo))
            for variant in variants(photo):
                if not tree.has(variant.path):
                    tree.write(
                        variant.path,
                        variant_fingerprint(photo, variant),
                        partial(negative.print, variant),
                    )
