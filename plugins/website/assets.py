"""Style sheet, script, nameplate and icons; what all editions share is written by the default."""

from __future__ import annotations

from functools import partial

from edition.model import Edition
from edition.tree import OutputTree
from edition.typefaces import Face, font_stamp, nameplate_face
from newsroom.fingerprints import digest, fingerprint
from website.keeping import WORKER
from website.nameplate import icon_png, nameplate_svg
from website.views import CODE

ICON_SIZES = (180, 192, 512)  # Apple's, and what the W3C's App Manifest asks for


def write_assets(edition: Edition, tree: OutputTree) -> None:
    """Everything below `/assets/`, and the nameplate in the edition's script."""
    face = nameplate_face(edition.fonts, edition.script)
    plate = f"nameplate-{edition.script.value}.svg"
    _write_drawing(edition, tree, plate, face, square=False)
    if not edition.is_default:
        return
    for name, asset in edition.assets.items():
        if name == WORKER:  # stands at the root of each edition, which it keeps
            continue
        path = edition.addresses.asset(asset.name)
        tree.write(path, digest(asset.data), partial(bytes, asset.data))
    _write_drawing(edition, tree, "favicon.svg", face, square=True)
    for size in ICON_SIZES:
        tree.write(
            edition.addresses.asset(f"icon-{size}.png"),
            fingerprint(edition.fingerprint, CODE, str(size), font_stamp(face)),
            partial(icon_png, edition.house.name, face, size),
        )


def _write_drawing(
    edition: Edition, tree: OutputTree, name: str, face: Face | None, *, square: bool
) -> None:
    tree.write(
        edition.addresses.asset(name),
        fingerprint(edition.fingerprint, CODE, name, font_stamp(face)),
        partial(nameplate_svg, edition.house.name, face, square=square),
    )
