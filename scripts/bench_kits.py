"""Carries issues made by chance away and back, and counts what is lost: 200, of one seed.

Usage: scripts/bench kits FOLDER [ISSUES] [SEED] [SCHEMA]

SCHEMA: `IDMarkupLanguage.rnc`, beside its `datatype.rnc`, as InDesign's developer kit has them
(they are Adobe's, and not kept here); by it each story for InDesign is judged.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import presses
from generated import Chance, losses
from kits.layout.icml import icml
from test_website_valid import VNU

JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"  # the Nu checker brings it
OURS, SCHEMAS = (
    re.compile(rb'(?<=DOMVersion=")[^"]+'),
    re.compile(r'attribute DOMVersion \{ "([^"]+)"'),
)


def main() -> int:
    """Print every loss and the sums; 1 where anything was lost."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 22
    schema = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    folder.mkdir(parents=True, exist_ok=True)
    stories: list[Path] = []
    content = Chance(Random(seed)).content(folder / f"content-{seed}", count)  # noqa: S311 - as above
    start, lost, made = time.monotonic(), 0, 0
    with presses.editions(content, folder, ["syndication"]) as editions:
        for edition in editions.values():
            for issue in edition.issues:
                made += 1
                if schema is not None:
                    stories.append(folder / f"{issue.key}-{edition.language}.icml")
                    data = icml(edition, issue, lambda photo: f"photos/{photo.file.name}")
                    stories[-1].write_bytes(data)
                for loss in losses(edition, issue):
                    lost += 1
                    sys.stdout.write(f"{issue.key} {edition.language}: {loss}\n")
    seconds = time.monotonic() - start
    sys.stdout.write(f"{made} issues, {lost} losses, {seconds:.0f} s, seed {seed}\n")
    return max(min(lost, 1), _judged(schema, stories) if schema is not None else 0)


def _judged(schema: Path, stories: list[Path]) -> int:
    """What a schema finds wrong in stories is printed; 1 if anything is.

    A schema wants its own version, and newer programs read older ones: the version is put in.
    """
    (version,) = SCHEMAS.findall(schema.read_text(encoding="utf-8"))
    for story in stories:
        story.write_bytes(OURS.sub(version.encode(), story.read_bytes(), count=1))
    command = ["java", "-cp", str(VNU), JING, "-c", str(schema), *map(str, stories)]
    code = subprocess.run(command, check=False).returncode  # noqa: S603 - a validator of the tests
    sys.stdout.write(f"{len(stories)} stories judged by {schema.name} of {version}\n")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
