"""`scripts/convert`: lines from standard input to standard output, one to one."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hanzi.converter import Converter
from hanzi.glossary import read_glossary
from newsroom.guard import content_folder, guarded
from newsroom.helping import ChineseParser
from newsroom.kinds import Script
from newsroom.model import GlossaryRow
from newsroom.problems import Severity
from newsroom.typed import called
from newsroom.usage import parsing

ENCODING = "utf-8"


@guarded("convert")
def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0, or 2 where the glossary has errors."""
    with parsing("convert"):
        options = _parser().parse_args(arguments)
    target = Script(options.to)
    source = Script(options.source) if options.source else _other(target)
    glossary: tuple[GlossaryRow, ...] = ()
    if options.content and not options.glossary:
        options.glossary = content_folder(options.content) / "glossary.csv"
    if options.glossary:
        glossary, problems = read_glossary(options.glossary, options.glossary.as_posix())
        sys.stderr.write("".join(f"{problem}\n" for problem in problems))
        if any(problem.severity is Severity.ERROR for problem in problems):
            return 2
    converter = Converter(target, glossary)
    lines = (line.decode(ENCODING, "surrogateescape") for line in sys.stdin.buffer)
    try:
        for line in converted(lines, converter, source, with_doubts=options.doubts):
            sys.stdout.buffer.write(line.encode(ENCODING, "surrogateescape"))
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever reads has read enough; the last flush must not complain
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def converted(
    lines: Iterable[str], converter: Converter, source: Script, *, with_doubts: bool
) -> Iterator[str]:
    """Each line in the target script, its own line end kept.

    with_doubts: a tab and the line's doubts as JSON stand before the line end.
    """
    for line in lines:
        text = line.rstrip("\r\n")
        end = line[len(text) :]
        new = converter.text(text, source)
        if with_doubts:
            listed = [
                {"start": doubt.start, "end": doubt.end, "why": doubt.why.value}
                for doubt in converter.doubts(text, source)
            ]
            new += "\t" + json.dumps(listed, ensure_ascii=False)
        yield new + end


def _other(target: Script) -> Script:
    return Script.HANT if target is Script.HANS else Script.HANS


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog=called("convert"), description="把标准输入的每一行转换成另一种字形，逐行输出。"
    )
    scripts = [script.value for script in Script]
    parser.add_argument("--to", required=True, choices=scripts, help="输出的字形")
    parser.add_argument("--from", dest="source", choices=scripts, help="输入的字形，默认为另一种")
    parser.add_argument("--glossary", type=Path, help="词表（CSV）")
    parser.add_argument("--content", type=Path, help="稿件文件夹，用里面的词表")
    parser.add_argument("--doubts", action="store_true", help="每行后面列出需要校对的地方（JSON）")
    return parser
