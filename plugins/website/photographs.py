"""The photos of the items, in the sizes the pages ask for; both editions share them."""

from __future__ import annotations

from functools import partial

from edition.model import Edition
from edition.photos import encode, variant_fingerprint, variants
from edition.tree import OutputTree


def write_photographs(edition: Edition, tree: OutputTree) -> None:
    """Every size of every photo, once; a photo two items show is written once."""
    for item in edition.items:
        for photo in item.photos:
            for variant in variants(photo):
                if tree.entry(variant.path) is None:
                    tree.write(
                        variant.path,
                        variant_fingerprint(photo, variant),
                        partial(encode, edition, photo, variant),
                    )
