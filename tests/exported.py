"""An issue ready to be carried away, for the tests of what is made of it."""

from __future__ import annotations

from pathlib import Path

import presses
from edition.build import Build
from edition.model import Edition
from newsroom.kinds import Script
from newsroom.model import Issue
from newsroom.store import Store
from syndication.entries import Desk
from syndication.settings import SyndicationSettings
from test_syndication_newsroom import write_newsroom


def story(headline: str, body: str, **more: str) -> str:
    """The file of an item."""
    head = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\nkind: report\nsection: yaowen\nheadline: {headline}\n{head}---\n{body}\n"


def one_issue(
    folder: Path, files: dict[str, str] | None = None, script: Script = Script.HANS, **said: str
) -> tuple[Desk, Issue]:
    """The desk and the issue of a newsroom of one issue with some more items; folder: empty.

    said: the settings of syndication.
    """
    edition = one_edition(folder, files, script)
    return Desk(edition, SyndicationSettings.model_validate(said)), edition.issues[0]


def one_edition(
    folder: Path, files: dict[str, str] | None = None, script: Script = Script.HANS
) -> Edition:
    """The edition of such a newsroom."""
    content = write_newsroom(folder / "content")
    for name, text in (files or {}).items():
        (content / "issues/2013-09-30" / f"{name}.md").write_text(text, encoding="utf-8")
    work = presses.job(content, folder, ["syndication"])
    with Store(work.cache / "store.sqlite3") as store:
        editions = Build(work).prepare(store)
        found = next(edition for edition in editions if edition.script is script)
        for item in found.items:  # bodies are read while the store is open
            bodies = [item.body, *(brief.body for brief in item.briefs)]
            _ = [body.html for body in bodies]
    return found
