"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from manuscripts.words import legal, one_line
from syndication.feed import Entry, Feed

JSON_TYPE = "application/feed+json"


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1; a hub, where there is one, as the format names it.

    next_url leads to what is older, document after document, to the very first.
    """
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "next_url": feed.link("prev-archive"),
        "description": one_line(feed.description),
        "icon": feed.icon,
        "favicon": feed.icon,
        "language": feed.language,
        "authors": [{"name": one_line(feed.author), "url": feed.home}],
        "hubs": [{"type": "WebSub", "url": feed.link("hub")}] if feed.link("hub") else None,
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_said(document), ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    attachments = [
        {
            "url": file.url,
            "mime_type": file.media_type,
            "title": one_line(file.title),
            "size_in_bytes": file.length,
            "duration_in_seconds": file.seconds or None,
        }
        for file in entry.enclosures
    ]
    image = entry.pictures[0].url if entry.pictures else ""
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": one_line(entry.title),
        "content_html": legal(entry.content),
        "summary": one_line(entry.summary),
        "image": image,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": one_line(person)} for person in entry.people],
        "tags": [one_line(category.label) for category in entry.categories],
        "attachments": [_said(attachment) for attachment in attachments],
    }
    return _said(item)


def _said(record: dict[str, Any]) -> dict[str, Any]:
    """The members that say something; empty ones are left out, an empty list of items is not."""
    return {
        name: value
        for name, value in record.items()
        if value not in ("", [], None) or name == "items"
    }
