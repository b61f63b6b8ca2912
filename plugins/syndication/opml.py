"""All feeds of an edition in one file that readers import (opml.org/spec2.opml)."""

from __future__ import annotations

from email.utils import format_datetime

from lxml import etree

from edition.model import Edition
from edition.tree import OutputTree
from manuscripts.words import one_line
from newsroom.fingerprints import fingerprint
from syndication.entries import Desk
from syndication.feeds import CODE, RSS, Subject, subjects

FILE = "opml.xml"
GROUPS = {"sections": "栏目", "kinds": "体裁"}


def publish_opml(desk: Desk, tree: OutputTree) -> None:
    """Write the list of feeds; the feeds of single issues are not for subscribing to."""
    path = desk.edition.addresses.file(FILE)
    mark = fingerprint(desk.edition.fingerprint, CODE, path, desk.beginning().isoformat())
    tree.write(path, mark, lambda: _opml(desk))


def _opml(desk: Desk) -> bytes:
    edition = desk.edition
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = one_line(edition.house.name)
    etree.SubElement(head, "dateCreated").text = format_datetime(desk.beginning())
    etree.SubElement(head, "ownerName").text = one_line(edition.house.name)
    if edition.house.email:
        etree.SubElement(head, "ownerEmail").text = edition.house.email
    body = etree.SubElement(root, "body")
    for group, members in subjects(edition).items():
        parent = body
        if group in GROUPS:
            label = edition.set_text(GROUPS[group])
            parent = etree.SubElement(body, "outline", text=label)  # with more it needs a type
        for subject in members:
            _outline(parent, edition, subject)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _outline(parent: etree._Element, edition: Edition, subject: Subject) -> None:
    at = edition.addresses
    etree.SubElement(
        parent,
        "outline",
        type="rss",
        version="RSS2",
        text=one_line(subject.title),
        title=one_line(subject.title),
        description=one_line(subject.description),
        language=edition.language,
        xmlUrl=at.url(at.file(subject.folder + RSS.file)),
        htmlUrl=at.url(subject.home),
    )
