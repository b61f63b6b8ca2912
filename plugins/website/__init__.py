"""The public site: every page a reader sees, in one script, and the files beside the pages."""

from __future__ import annotations

from edition.model import Edition
from edition.recordings import write_recordings
from edition.tree import OutputTree
from website.archive import write_archive
from website.assets import write_assets
from website.briefs import write_briefs
from website.cards import write_cards
from website.contents import write_contents
from website.corrections import write_corrections
from website.find import write_search
from website.fronts import write_home, write_issues
from website.hosting import write_hosting
from website.items import write_items
from website.keeping import write_keeping
from website.missing import write_missing
from website.moved import write_moved
from website.photographs import write_photographs
from website.printed import write_sheets
from website.sections import write_sections
from website.settings import WebsiteSettings
from website.standing import write_standing_pages
from website.subscribe import write_subscribe
from website.withdrawn import write_withdrawn

settings_of = WebsiteSettings.of


def publish(edition: Edition, tree: OutputTree) -> None:
    """Write the site of one edition; the default edition also writes what all share."""
    write_assets(edition, tree)
    if edition.is_default:
        write_photographs(edition, tree)
        write_recordings(edition, tree)
    write_keeping(edition, tree)
    write_home(edition, tree)
    write_issues(edition, tree)
    write_items(edition, tree)
    write_cards(edition, tree)
    write_sheets(edition, tree)
    write_sections(edition, tree)
    write_briefs(edition, tree)
    write_archive(edition, tree)
    write_standing_pages(edition, tree)
    write_missing(edition, tree)
    write_corrections(edition, tree)
    write_moved(edition, tree)
    write_withdrawn(edition, tree)
    write_search(edition, tree)
    write_subscribe(edition, tree)
    write_contents(edition, tree)
    write_hosting(edition, tree)
