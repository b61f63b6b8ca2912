"""A paper's own Typst files, tried before a sheet is set: no item is blamed for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from press.masthead import flaw_of

COLOURS = "colours.typ"
PROBE = """#import "colours.typ": colours
#for press in (none, (red: (0.0, 1.0, 0.8, 0.0), bleed: 3mm, slug: 6mm)) {
  let (ink, red, tint, grey, pale, tint-of-mark) = colours(press != none, press)
  for colour in (ink, red, tint, grey, pale, tint-of-mark) { rect(fill: colour) }
}
"""
"""As newspaper.typ asks for the colours: six, in inks and on a screen."""
CURE = "请对照程序自带的同名文件改正，见“改版式”；改不好就移走，照用程序的"
MASTHEAD = re.compile(r"print/nameplate(-[a-z-]+)?\.(svg|png)")
_PLACE = re.compile(r"┌─ .*?([^/\\\s]+\.typ):(\d+):")


def faults_of_theme(
    program: Path, laid: Path, own: Collection[str]
) -> Iterator[tuple[str, int, str, str]]:
    """File, line, what is wrong and the cure, of a paper's own files for Typst.

    program: the program's theme; laid: that with the paper's own files laid over it; own: the names
    of these, `print/colours.typ`. Nothing where Typst is not installed: no newspaper is made then.
    """
    for name in sorted(one for one in own if MASTHEAD.fullmatch(one)):
        flaw = flaw_of(laid / name)
        if flaw:
            yield name, 0, flaw.what, flaw.cure
    try:
        import typst  # noqa: F401 - only whether it is there
    except ImportError:
        return
    for name in sorted(one for one in own if one.startswith("print/") and one.endswith(".typ")):
        file = name.removeprefix("print/")
        refusal = _refusal(laid / "print", file)
        if refusal and refusal[0] != (_refusal(program / "print", file) or ("",))[0]:
            said, place, line = refusal
            yield f"print/{place if f'print/{place}' in own else file}", line, _told(said), CURE


def _refusal(folder: Path, file: str) -> tuple[str, str, int] | None:
    """What Typst says against a file by itself, and where; None where it takes it.

    Most files ask for the sheet, which is not there: the program's own are refused for that.
    """
    import typst

    with TemporaryDirectory() as place:
        for path in folder.glob("*.typ"):
            (Path(place) / path.name).write_bytes(path.read_bytes())
        main = Path(place) / file
        if file == COLOURS:
            main = Path(place) / "probe.typ"
            main.write_text(PROBE, encoding="utf-8")
        elif not main.is_file():
            return None
        try:
            typst.compile(str(main), ignore_system_fonts=True)
        except typst.TypstError as error:
            found = _PLACE.search(str(getattr(error, "diagnostic", "")))
            where, line = (found[1], int(found[2])) if found else (file, 0)
            return str(error.message), where, line if where == file else 0
    return None


def _told(said: str) -> str:
    return f"排印程序 Typst 读不懂这个文件，它说：{' '.join(said.split())[:120]}"
