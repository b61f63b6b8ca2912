"""The photos of the items, in the sizes the pages ask for; both editions share them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from edition.drawer import printed_before
from edition.model import Edition
from edition.photos import Negative, Variant, variant_fingerprint, variants
from edition.tree import OutputTree


def write_photographs(edition: Edition, tree: OutputTree) -> None:
    """Every size of every photo, once; a retracted item's photos are retracted with it."""
    for item in edition.items:
        for photo in () if item.retraction else item.photos:
            negative = Negative(edition.photo_file(photo), variants(photo))
            for variant in variants(photo):
                if not tree.has(variant.path):
                    mark = variant_fingerprint(photo, variant)
                    made = partial(_printed, edition.cache, mark, negative, variant)
                    tree.write(variant.path, mark, made)


def _printed(cache: Path, mark: str, negative: Negative, variant: Variant) -> bytes:
    """A file of a photo; where a book has been in need of the photo, it has been printed then.

    Books and kits have only the JPEG.
    """
    made = printed_before(cache, mark, alone=variant.media_type == "image/webp")
    return made or negative.print(variant)
