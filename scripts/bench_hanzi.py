"""Measures the conversion: cases, generated lines of each kind, native texts, time.

A native Traditional text (one paragraph a line) is made Simplified and converted back; a line of a
case is Simplified, tab, Traditional. Differences of spelling alone (data/either.tsv) count for
nothing. Beside it stand OpenCC as it is and, where they are installed, zhconv-rs.
"""

from __future__ import annotations

import math
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from bench_press import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from hanzi import Converter
from hanzi.characters import HAN
from hanzi.engines import opencc
from hanzi.phrases import matched
from hanzi.recognise import telling
from hanzi.simplified import read
from hanzi.witness import alike, second_reading
from kinds import BACK, KINDS, lines_of
from newsroom.kinds import Script

_HAN = re.compile(f"[{HAN}]")
app = typer.Typer(add_completion=False)
HANT, HANS = Converter(Script.HANT), Converter(Script.HANS)


@dataclass
class Tally:
    """What came out of a text: Han characters, wrong ones, those told, places listed.

    faults: stray Simplified characters of the native side, which count for nothing.
    """

    han: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    told: int = 0
    listed: int = 0
    faults: int = 0
    windows: list[str] = field(default_factory=list)

    def rate(self, count: int) -> str:
        """A count in 10,000 Han characters."""
        return f"{count * 10_000 / max(1, self.han):.1f}"


def _others() -> dict[str, Callable[[str], str]]:
    converters: dict[str, Callable[[str], str]] = {"OpenCC s2tw": opencc("s2tw")}
    if second_reading("字") is not None:
        converters["zhconv-rs"] = lambda text: second_reading(text) or text
    return converters


def _compared(pairs: Iterable[tuple[str, str]]) -> Tally:
    tally = Tally()
    others = _others()
    for written, wanted in pairs:
        if len(written) != len(wanted):
            continue
        tally.han += len(_HAN.findall(wanted))
        made, right = alike(HANT.text(written, Script.HANS)), alike(wanted)
        doubts = HANT.doubts(written, Script.HANS)
        tally.listed += len(doubts)
        told = {place for one in doubts for place in range(one.start, one.end)}
        faults, _ = telling()
        for place in _differing(made, right):
            if wanted[place] in faults:
                tally.faults += 1
                continue
            tally.wrong["here"] += 1
            tally.told += place in told
            around = written[max(0, place - 6) : place], written[place + 1 : place + 7]
            seen = "told" if place in told else "silent"
            tally.windows.append(
                f"{around[0]}[{written[place]}]{around[1]}\t{made[place]}\t{wanted[place]}\t{seen}"
            )
        for name, convert in others.items():
            tally.wrong[name] += sum(
                wanted[place] not in faults for place in _differing(alike(convert(written)), right)
            )
    return tally


def _differing(made: str, right: str) -> Iterator[int]:
    if len(made) != len(right):
        return
    for place, (one, other) in enumerate(zip(made, right, strict=True)):
        if one != other and _HAN.match(other):
            yield place


def _say(name: str, tally: Tally, *, windows: bool) -> None:
    wrong = tally.wrong["here"]
    others = ", ".join(
        f"{other} {tally.rate(count)}" for other, count in tally.wrong.items() if other != "here"
    )
    typer.echo(
        f"{name}: {tally.han} Han, wrong in 10,000: {tally.rate(wrong)} "
        f"(silent {tally.rate(wrong - tally.told)}; told {tally.told} of {wrong}); {others}; "
        f"places listed {tally.rate(tally.listed)}; "
        f"stray Simplified on the native side {tally.faults}"
    )
    if windows:
        typer.echo("\n".join(tally.windows))


@app.command()
def text(
    files: Annotated[list[Path], typer.Argument(help="native Traditional, a paragraph a line")],
    windows: Annotated[bool, typer.Option(help="show every difference")] = False,  # noqa: FBT002
) -> None:
    """A native Traditional text there and back."""
    for path in files:
        copy = unicodedata.normalize("NFC", path.read_text("utf-8"))
        lines = [line for line in copy.splitlines() if line.strip()]
        _say(path.name, _compared((opencc("tw2s")(line), line) for line in lines), windows=windows)


@app.command()
def cases(
    files: Annotated[list[Path], typer.Argument(help="written, tab, wanted, tab, kind")],
    back: Annotated[bool, typer.Option(help="from Traditional to Simplified")] = False,  # noqa: FBT002
) -> None:
    """Cases, right or wrong as a whole, by kind."""
    for path in files:
        kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for line in path.read_text("utf-8").splitlines():
            written, wanted, kind = [*line.split("\t"), "", ""][:3]
            if not wanted or line.startswith("#"):
                continue
            row = kinds[kind]
            row[0] += 1
            if back:
                row[1] += HANS.text(written, Script.HANT) == wanted
                row[2] += opencc("tw2s")(written) == wanted
            else:
                row[1] += alike(HANT.text(written, Script.HANS)) == alike(wanted)
                row[2] += alike(opencc("s2tw")(written)) == alike(wanted)
        total, right, plain = (sum(row[column] for row in kinds.values()) for column in range(3))
        typer.echo(f"{path.name}: {right} of {total} right; OpenCC {plain}")
        for kind, row in sorted(kinds.items()):
            if row[1] < row[0]:
                typer.echo(f"  {kind or '-'}: {row[1]} of {row[0]}; OpenCC {row[2]}")


@app.command()
def kinds(
    number: Annotated[int, typer.Argument(help="lines of each kind")] = 200,
    seed: Annotated[int, typer.Option(help="of the choice")] = 1,
    show: Annotated[bool, typer.Option(help="the lines that came out wrong")] = False,  # noqa: FBT002
    back: Annotated[bool, typer.Option(help="from Traditional to Simplified")] = False,  # noqa: FBT002
) -> None:
    """Generated lines of each kind that has ever gone wrong."""
    converter, source = (HANS, Script.HANT) if back else (HANT, Script.HANS)
    others = opencc("tw2s" if back else "s2tw")
    for kind in BACK if back else KINDS:
        made = list(lines_of(kind, number, seed, back=back))
        wrong = [
            (line, got)
            for line in made
            if (
                got := converter.text(line.written, source)[
                    line.place : line.place + len(line.form)
                ]
            )
            != line.form
        ]
        silent = [line for line, _ in wrong if not converter.doubts(line.written, source)]
        plain = sum(
            others(line.written)[line.place : line.place + len(line.form)] == line.form
            for line in made
        )
        right = f"{len(made) - len(wrong)} of {len(made)} right"
        typer.echo(f"{kind}: {right}, {len(silent)} silent; OpenCC {plain}")
        if show:
            typer.echo(
                "\n".join(f"  {line.written}: {got}, wanted {line.form}" for line, got in wrong)
            )


@app.command()
def speed(
    path: Annotated[Path, typer.Argument(help="Simplified copy, an item a paragraph")],
    size: Annotated[int, typer.Option(help="characters of an item")] = 1_500,
    rounds: Annotated[int, typer.Option(help="how often")] = 30,
) -> None:
    """Processor time for an item, and for its list of doubts, at the fastest round."""
    copy = path.read_text("utf-8").replace("\n", "")
    items = [copy[start : start + size] for start in range(0, min(len(copy), 20 * size), size)]
    works: dict[str, Callable[[str], object]] = {
        "text": lambda item: HANT.text(item, Script.HANS),
        "doubts": lambda item: HANT.doubts(item, Script.HANS),
    }
    for name, work in works.items():
        best = math.inf
        for _ in range(rounds):
            begun = time.process_time()
            for item in items:
                work(item)
            best = min(best, (time.process_time() - begun) / len(items))
        typer.echo(f"{name}: {best * 1000:.2f} ms for {size} characters")


@app.command()
def vet(
    files: Annotated[list[Path], typer.Argument(help="native Traditional, a paragraph a line")],
    least: Annotated[int, typer.Option(help="how often natives must contradict")] = 4,
) -> None:
    """The rows of the dictionary that natives contradict four times in five."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            written, native = opencc("tw2s")(line), alike(line)
            if len(written) != len(native):
                continue
            reading = read(written)
            settled, made = reading.settled(), alike(reading.text)
            for start, end in matched(written, reading.sentence.words):
                if end - start > 1 and settled.isdisjoint(range(start, end)):
                    seen[written[start:end], made[start:end]][native[start:end]] += 1
    for (row, form), natives in sorted(seen.items(), key=lambda one: -one[1].total()):
        other, count = natives.most_common(1)[0]
        if other != form and count >= max(least, 0.8 * natives.total()):
            typer.echo(f"{row}\t{form}\t{other}\t{count} of {natives.total()}")


@app.command()
def neighbours(
    files: Annotated[list[Path], typer.Argument(help="native Traditional, a paragraph a line")],
    hong_kong: Annotated[
        list[Path] | None, typer.Option(help="such texts of Hong Kong, beside them")
    ] = None,
    output: Annotated[Path, typer.Option(help="the table")] = ROOT
    / "plugins/hanzi/data/neighbours.tsv",
) -> None:
    """Fit how what stands beside one-to-many characters tells their forms, for `hanzi.witness`."""
    from fitting import rows, seen_in  # numpy is wanted for nothing else here

    found = seen_in(files, opencc("tw2s"))
    for letter, seen in seen_in(hong_kong or [], opencc("hk2s")).items():
        found[letter].update(seen)
    output.write_text("".join(rows(found)), "utf-8", newline="\n")


if __name__ == "__main__":
    app()
