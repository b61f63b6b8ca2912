"""An issue to listen to: recordings put beside the items, as an episode with a chapter an item.

Sources: Apple, "A podcaster's guide to RSS"; podcastindex.org's namespace and its JSON chapters,
version 1.2. No voice is made here. Recordings of one form are joined; where they can't be, each is
an episode.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from edition.addresses import folder_of
from edition.recordings import CODE as RECORDINGS
from edition.recordings import recording_path, write_recordings
from edition.tree import OutputTree
from manuscripts.covers import as_jpeg, cover_stamp, plain_cover
from manuscripts.people import label_of_day
from manuscripts.words import one_line, shortened
from newsroom.fingerprints import fingerprint
from newsroom.itemfields import hidden
from newsroom.model import Issue, NewsItem, Recording
from newsroom.mpeg import joined
from newsroom.recordings import bare
from newsroom.shown import Output
from syndication.entries import SUMMARY_LENGTH, Desk
from syndication.events import newest
from syndication.feed import Cast, Enclosure, Entry
from syndication.feeds import CODE, write_podcast

COVER = "podcast-cover.jpg"
SQUARE = (1400, 1400)  # pixels: the least that directories take
MOST = 300  # episodes of a feed; directories show no more
VERSION = "1.2.0"
SPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")  # of the namespace's guids


@dataclass(frozen=True, slots=True)
class Chapter:
    """An item in an episode. start: seconds."""

    item: NewsItem
    start: float


@dataclass(frozen=True, slots=True)
class Episode:
    """One file to listen to, as an event of a feed.

    files: joined to it, one or several. chapters: in the order in which they are heard. alone: the
    only one of its issue. length: bytes; 0 until a joined file is written.
    """

    moment: datetime
    issue: Issue
    files: tuple[Recording, ...]
    chapters: tuple[Chapter, ...]
    path: str
    length: int
    alone: bool

    @property
    def digest(self) -> str:
        """Of all that its entry tells."""
        told = [f"{one.item.digest} {one.start} {one.item.told.digest}" for one in self.chapters]
        issue = (repr(self.issue.told), str(self.issue.number), str(self.alone))
        moment = self.moment.isoformat()
        return fingerprint("episode", moment, self.path, str(self.length), *issue, *told)

    @property
    def seconds(self) -> int:
        """How long it is."""
        return round(sum(file.seconds for file in self.files))

    def make(self, desk: Desk) -> Entry:
        """Its entry."""
        edition, first = desk.edition, self.chapters[0].item
        at = edition.addresses
        number = edition.set_text(f"第{self.issue.number}期（{label_of_day(self.issue.day)}）")
        heads = " ".join(f"{clock(one.start)} {one.item.title}" for one in self.chapters)
        chapters = at.url(chapters_path(desk, self)) if len(self.chapters) > 1 else ""
        media = self.files[0].media_type
        enclosure = Enclosure(at.url(self.path), media, self.length, "", self.seconds, chapters)
        moved = (self.issue.told.published, *(one.item.told.modified for one in self.chapters))
        return Entry(
            id=desk.tag("audio", self.issue.key) if self.alone else f"{desk.item_id(first)}/audio",
            url=at.url(at.issue(self.issue.day)) if self.alone else edition.item_url(first),
            title=f"{number}：{one_line(first.title)}",
            summary=shortened(one_line(heads), SUMMARY_LENGTH),
            published=self.moment,
            updated=max(moved),
            render=lambda: desk.chapters([(one.item, clock(one.start)) for one in self.chapters]),
            enclosures=(enclosure,),
        )


def publish_podcast(desk: Desk, tree: OutputTree) -> None:
    """Write recordings, episodes and the feed of an edition; nothing where nothing was recorded."""
    edition = desk.edition
    if "audio" in hidden(Output.FEEDS):
        return
    write_recordings(edition, tree)
    planned = [one for issue in edition.issues for one in _episodes(desk, tree, issue)]
    found = [_measured(tree, one) for one in planned]  # when all are written, by as many hands
    if not found:
        return
    for one in found:
        if len(one.chapters) > 1:
            path = chapters_path(desk, one)
            mark = fingerprint(edition.fingerprint, CODE, one.digest)
            tree.write(path, mark, partial(_chapters, desk, one))
    cover = edition.addresses.file(COVER)
    mark = fingerprint(CODE, edition.house.name, cover_stamp(edition))
    tree.write(cover, mark, lambda: as_jpeg(plain_cover(edition, edition.house.name, SQUARE)))
    guid = str(uuid.uuid5(SPACE, desk.tag("podcast")))
    cast = Cast(edition.addresses.url(cover), guid, edition.house.email)
    write_podcast(desk, tree, newest(found, MOST), cast)


def clock(seconds: float) -> str:
    """A moment of a recording, 3:20 or 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def chapters_path(desk: Desk, episode: Episode) -> str:
    """Where the chapters of an episode stand, beside its file."""
    return f"{desk.edition.addresses.prefix}{episode.path.rpartition('.')[0]}-chapters.json"


def _episodes(desk: Desk, tree: OutputTree, issue: Issue) -> Iterator[Episode]:
    """What of an issue can be listened to."""
    read = [item for item in issue.items if item.audio and not item.retraction]
    heard: dict[str, list[NewsItem]] = {}
    for item in read:
        if item.audio:
            heard.setdefault(item.audio.digest, []).append(item)
    files = [tuple(sorted(some, key=_start)) for some in heard.values()]
    if not files:
        return
    forms = {_file(some).form for some in files}
    if len(files) == 1 or (len(forms) == 1 and "" not in forms):
        yield _joined(desk, tree, issue, files)
        return
    for some in files:
        yield _joined(desk, tree, issue, [some], alone=False)


def _joined(
    desk: Desk,
    tree: OutputTree,
    issue: Issue,
    files: list[tuple[NewsItem, ...]],
    *,
    alone: bool = True,
) -> Episode:
    """An episode of some files. files: the items that are read in each, in order."""
    edition = desk.edition
    recordings = tuple(map(_file, files))
    chapters: list[Chapter] = []
    begun = 0.0
    for some, file in zip(files, recordings, strict=True):
        chapters += [Chapter(item, begun + _start(item)) for item in some]
        begun += file.seconds
    path, length = recording_path(recordings[0]), recordings[0].length
    if len(recordings) > 1:
        whole = fingerprint(*(file.digest for file in recordings))
        path = f"{folder_of(issue.day)}/{edition.house.slug}-{issue.key}-{whole[:8]}.mp3"
        if not tree.has(path):
            sources = [edition.recording_file(file) for file in recordings]
            mark = fingerprint("joined", RECORDINGS, whole)
            tree.write(path, mark, lambda: joined(bare(one.read_bytes()) for one in sources))
        length = 0
    first = chapters[0].item
    moment = issue.told.published if alone else first.told.published
    return Episode(moment, issue, recordings, tuple(chapters), path, length, alone)


def _measured(tree: OutputTree, episode: Episode) -> Episode:
    """An episode with the bytes of its file, where that was joined."""
    entry = None if episode.length else tree.entry(episode.path)
    return replace(episode, length=entry.size) if entry else episode


def _file(items: tuple[NewsItem, ...]) -> Recording:
    recording = items[0].audio
    if recording is None:
        raise LookupError(items[0].key)
    return recording


def _start(item: NewsItem) -> float:
    return item.audio.start if item.audio else 0.0


def _chapters(desk: Desk, episode: Episode) -> str:
    told = [
        {
            "startTime": round(one.start, 3),
            "title": one_line(one.item.title),
            "url": desk.edition.item_url(one.item),
        }
        for one in episode.chapters
    ]
    made = {
        "version": VERSION,
        "podcastName": one_line(desk.edition.house.name),
        "title": one_line(episode.make(desk).title),
        "chapters": told,
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
