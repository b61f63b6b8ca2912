"""Style sheet, script, nameplate and icons; what all editions share is written by the default."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from edition.model import Edition
from edition.tree import OutputTree
from newsroom.fingerprints import digest, digest_folder, fingerprint
from website.nameplate import Face, font_stamp, icon_png, nameplate_face, nameplate_svg
from website.views import CODE

COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
# White space that no style sheet needs; what stands in quotation marks is let alone.
SPARE = re.compile(r'("[^"]*")|\s*([{};,>~])\s*|(:)[ \t]+|\s+')
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
ICON_SIZES = (180,)


def write_assets(edition: Edition, tree: OutputTree) -> None:
    """Everything below `/assets/`, and the nameplate in the edition's script."""
    face = nameplate_face(edition.fonts, edition.script)
    _write_drawing(edition, tree, f"nameplate-{edition.script.value}.svg", face, square=False)
    if not edition.is_default:
        return
    static = edition.theme / "static"
    sheets = static / "css"
    tree.write(
        edition.addresses.asset("site.css"),
        fingerprint(CODE, digest_folder(sheets, [".css"])),
        lambda: joined_styles(sheets),
    )
    for source in sorted(static.glob("*.js")):
        data = spare_script(source.read_text(encoding="utf-8")).encode()
        path = edition.addresses.asset(source.name)
        tree.write(path, digest(data), partial(bytes, data))
    _write_drawing(edition, tree, "favicon.svg", face, square=True)
    for size in ICON_SIZES:
        tree.write(
            edition.addresses.asset(f"icon-{size}.png"),
            fingerprint(edition.fingerprint, CODE, str(size), font_stamp(face)),
            partial(icon_png, edition.house.name, face, size),
        )


def joined_styles(folder: Path) -> str:
    """The style sheet from its parts, in the order of their names, without comments."""
    parts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css"))]
    return SPARE.sub(_kept, COMMENT.sub("", "".join(parts))).replace(";}", "}") + "\n"


def spare_script(text: str) -> str:
    """A script of the theme without comments and indentation; it has neither within its strings."""
    return INDENT.sub("", COMMENT.sub("", text))


def _kept(match: re.Match[str]) -> str:
    return match[1] or match[2] or match[3] or " "


def _write_drawing(
    edition: Edition, tree: OutputTree, name: str, face: Face | None, *, square: bool
) -> None:
    tree.write(
        edition.addresses.asset(name),
        fingerprint(edition.fingerprint, CODE, name, font_stamp(face)),
        partial(nameplate_svg, edition.house.name, face, square=square),
    )
