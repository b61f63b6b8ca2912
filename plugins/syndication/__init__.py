"""Feeds, sitemaps and everything that carries the publication to where its readers are."""

from __future__ import annotations

from edition.model import Edition
from edition.tree import OutputTree
from syndication.data import publish_data
from syndication.entries import Desk
from syndication.events import by_month
from syndication.exports import publish_exports
from syndication.feeds import publish_feeds, publish_issue_feeds
from syndication.opml import publish_opml
from syndication.podcast import publish_podcast
from syndication.settings import SyndicationSettings
from syndication.sitemaps import (
    changes_at,
    publish_index_now_key,
    publish_news,
    publish_robots,
    publish_security_contact,
    publish_sitemaps,
)

__all__ = ["changes_at", "publish", "settings_of"]

settings_of = SyndicationSettings.of


def publish(edition: Edition, tree: OutputTree) -> None:
    """Write all that is syndicated of one edition."""
    desk = Desk(edition, SyndicationSettings.of(edition.options))
    publish_exports(desk, tree)  # before the feeds, which tell of them
    months = by_month(edition.items, edition.withdrawn)
    publish_feeds(desk, tree, months)
    publish_issue_feeds(desk, tree)
    publish_podcast(desk, tree)
    publish_opml(desk, tree)
    publish_news(desk, tree)
    if desk.settings.data:
        publish_data(desk, tree, months)
    if edition.is_default:
        lists = publish_sitemaps(desk, tree)
        publish_robots(edition, tree, lists)
        publish_security_contact(desk, tree)
        publish_index_now_key(desk, tree)
