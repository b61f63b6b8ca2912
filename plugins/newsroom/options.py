"""The options that every command has, each said once: which paper, which copy, where to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Content = Annotated[
    Path | None,
    typer.Argument(metavar="稿件文件夹", help="不写是本报的", show_default=False),
]
ContentToo = Annotated[
    Path | None, typer.Option("--content", help="稿件文件夹，不写是本报的", show_default=False)
]
Conf = Annotated[
    Path | None,
    typer.Option(
        "--conf",
        "--settings",
        "-s",
        help="设置文件，不写是这里的 pelican.conf.py",
        show_default=False,
    ),
]
