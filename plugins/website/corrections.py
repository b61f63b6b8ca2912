"""The page of corrections: what was put right or withdrawn, when, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from edition.model import Edition
from edition.page import render_page
from edition.tree import OutputTree
from newsroom.model import Notice
from website.views import Link, item_link, page_fingerprint
from website.withdrawn import withdrawn_paths


@dataclass(frozen=True, slots=True)
class Correction:
    """A notice and the item it belongs to. word: what became of the item: 撤回, 撤下 or ""."""

    notice: Notice
    item: Link
    issue: str
    word: str


def write_corrections(edition: Edition, tree: OutputTree) -> None:
    """`/corrections/`; it stands there even while there is nothing to put right."""
    path = edition.addresses.standing("corrections")
    found = corrections_of(edition)
    home = Link(edition.set_text("首页"), edition.addresses.home())
    crumbs = (home, Link(edition.set_text("更正"), path))
    tree.write(
        path,
        page_fingerprint(edition, "corrections", found),
        lambda: render_page(edition, path, "corrections.html", corrections=found, crumbs=crumbs),
    )


def corrections_of(edition: Edition) -> tuple[Correction, ...]:
    """Every correction, retraction and withdrawal, newest first."""
    found = []
    for issue in edition.issues:
        for item in issue.items:
            notices = [(notice, "") for notice in item.corrections]
            if item.retraction:
                notices.append((item.retraction, edition.set_text("撤回")))
            found += [
                Correction(notice, item_link(edition, item), f"第{issue.number}期", word)
                for notice, word in notices
            ]
    name, word = edition.set_text("已撤下的文章"), edition.set_text("撤下")
    for gone in edition.withdrawn:
        notice = Notice(gone.moment.date(), gone.notice)
        for path in [*withdrawn_paths(edition, edition.addresses, gone)][-1:]:
            found.append(Correction(notice, Link(name, path), "", word))
    return tuple(sorted(found, key=lambda one: one.notice.day, reverse=True))
