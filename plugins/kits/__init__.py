"""What an issue is carried to other houses in: packages beside the site, never delivered."""

from __future__ import annotations

from edition.model import Edition
from edition.tree import OutputTree
from kits.layout.bundle import publish_kits
from kits.settings import KitSettings
from kits.wechat.package import publish_packages
from kits.wechat.remarks import remarks

__all__ = ["publish", "remarks", "settings_of"]

settings_of = KitSettings.of


def publish(edition: Edition, tree: OutputTree) -> None:
    """Write the kits of one edition's newest issues."""
    settings = KitSettings.of(edition.options)
    issues = edition.issues[: settings.recent]
    if settings.is_for_wechat(edition):
        publish_packages(edition, tree, settings, issues)
    if settings.layout:
        publish_kits(edition, tree, settings, issues)
