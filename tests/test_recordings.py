"""An issue to listen to: recordings beside the items go out as sound alone, and as a podcast."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree

import presses
import sounds
from chromium import chromium
from edition.model import Edition
from edition.recordings import recording_path
from edition.tree import OutputTree
from ledger.digests import told_digest
from machine import complaints
from newsroom.kinds import Script
from newsroom.matter import RecordingMatter
from newsroom.mpeg import frames_of, joined
from newsroom.pictures import Flaw
from newsroom.problems import ContentRefusedError
from newsroom.recordings import bare, sound_of
from newsrooms import DAY, issue, item, picture, write
from syndication import publish
from syndication.data import schema
from website.items import write_items

HERE = Path(__file__).parent
NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
CASES = {
    "a.mp3": (sounds.mp3(), ""),
    "b.m4a": (sounds.m4a(), ""),
    "c.m4a": (sounds.mp3(), "请把文件名改成以 .mp3 结尾"),
    "d.mp3": (sounds.m4a(), "请把文件名改成以 .m4a 结尾"),
    "e.m4a": (sounds.m4a(track=b"vide"), "请只把声音另存成 MP3"),
    "f.m4a": (sounds.m4a(codec=b"alac"), "请另存成 MP3"),
    "g.m4a": (sounds.m4a()[:-9], "请从原处重新拷贝"),
    "cut-off.mp3": (joined([sounds.mp3(30)])[:-100_000], "请从原处重新拷贝"),
    "whole.mp3": (joined([sounds.mp3(3)]), ""),
    "h.mp3": (b"RIFF\0\0\0\0WAVEfmt ", "请另存成 MP3"),
    "i.mp3": (b"\x02#!SILK_V3", "请另存成 MP3"),
    "j.mp3": (picture(), "请另存成 MP3"),
    "k.mp3": (b"", "请从原处重新拷贝"),
    "l.mp3": (b"\xff\xfb\x90\xc4" * 4000, "请另存成 MP3"),
    "m.m4a": (sounds.m4a(seconds=0), "请从原处重新拷贝"),
    "n.m4a": (sounds.m4a(seconds=7 * 3600), "请从原处重新拷贝"),
    "CAMERA.MP3": (sounds.mp3(), ""),
    "PHONE.M4A": (sounds.m4a(), ""),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_recording_is_is_told_by_its_bytes(name: str) -> None:
    data, cure = CASES[name]
    found = sound_of(data, Path(name).suffix)
    if cure:
        assert isinstance(found, Flaw)
        assert cure in found.cure
    else:
        assert not isinstance(found, Flaw)
        assert found.seconds == pytest.approx(3, abs=0.03)
        assert found.length == len(bare(data))


@pytest.mark.parametrize("name", ["a.mp3", "b.m4a"])
def test_nothing_goes_out_but_sound(name: str) -> None:
    data, _ = CASES[name]
    assert sounds.TAG.encode() in data
    out = bare(data)
    assert sounds.TAG.encode() not in out
    assert bare(out) == out
    given, made = (sound_of(one, Path(name).suffix) for one in (data, out))
    assert not isinstance(given, Flaw)
    assert not isinstance(made, Flaw)
    assert (made.media_type, made.seconds, made.form) == (
        given.media_type,
        given.seconds,
        given.form,
    )


@pytest.mark.parametrize("kind", [b"free", b"skip", b"uuid", b"meta", b"udta", b"wide", b"xxxx"])
def test_what_stands_in_no_box_that_playing_needs_is_emptied(kind: bytes) -> None:
    """Free space among them: phones leave there what they have taken out of the other boxes."""
    said = sounds.box(kind, sounds.TAG.encode())
    plain = sounds.m4a(tag="")
    end = plain.index(b"mdat") - 4
    for data in (plain + said, plain[:end] + said + plain[end:], plain + bytes(4) + said[4:]):
        out = bare(data)
        assert sounds.TAG.encode() not in out
        assert len(out) == len(data)
        assert out.index(b"mdat") == data.index(b"mdat")
        assert not isinstance(sound_of(out, ".m4a"), Flaw)


def test_an_mp3_of_variable_rate_says_how_long_it_is() -> None:
    """A frame that says so is what players go by; without one they guess by the first frames."""
    high = b"\xff\xfb\xe0\xc4"  # 320 kbit/s
    data = sounds.mp3(2) + sounds.mp3(2, header=high, frame=1044)
    frames = frames_of(data)
    assert frames is not None
    assert frames.seconds == pytest.approx(4, abs=0.06)
    out = joined([data])
    at = out.index(b"Xing")
    assert int.from_bytes(out[at + 8 : at + 12], "big") == len(frames.places)
    assert int.from_bytes(out[at + 12 : at + 16], "big") == len(out)
    table = out[at + 16 : at + 116]
    assert list(table) == sorted(table)
    assert table[50] < 128  # the second half has more bytes


def test_recordings_of_other_forms_are_not_joined() -> None:
    low = sounds.mp3(2, header=b"\xff\xf3\x90\xc4", frame=261)  # MPEG 2, 22.05 kHz
    assert frames_of(low) is not None
    with pytest.raises(ValueError, match="form"):
        joined([sounds.mp3(2), low])


@dataclass(frozen=True)
class Heard:
    """A small paper with recordings, in both scripts, and what is made of it."""

    root: Path
    editions: dict[Script, Edition]

    def feed(self, script: Script = Script.HANS) -> Any:
        return feedparser.parse(str(self.path(script, "podcast.xml")))

    def path(self, script: Script, file: str) -> Path:
        return self.root / self.editions[script].addresses.file(file)


def papered(content: Path) -> None:
    """Three issues: of MP3s, of one file for two items, of M4A and MP3."""
    for number, day in enumerate((DAY, "2013-10-09", "2013-10-10"), 1):
        issue(content, day, number)
    place = f"issues/{DAY}"
    write(content, f"{place}/lead.mp3", sounds.mp3(5))
    write(content, f"{place}/录音 2.mp3", sounds.mp3(4))
    item(content, "lead", headline="区里开会&", audio="lead.mp3")
    noted = [{"date": "2013-10-12", "text": "里程应为七公里。"}]
    second = {"file": "录音 2.mp3"}
    item(content, "other", headline="乡村道路", audio=second, corrections=noted)
    item(content, "mute")
    write(content, "issues/2013-10-09/whole.mp3", sounds.mp3(100))
    late = {"file": "whole.mp3", "start": "1:15"}
    item(content, "late", day="2013-10-09", rank=1, audio=late)  # before the other in the issue
    item(content, "early", day="2013-10-09", audio="whole.mp3")
    write(content, "issues/2013-10-10/a.m4a", sounds.m4a())
    write(content, "issues/2013-10-10/b.mp3", sounds.mp3())
    item(content, "a", day="2013-10-10", audio="a.m4a")
    item(content, "b", day="2013-10-10", audio="b.mp3")


def made(content: Path, folder: Path) -> Iterator[Heard]:
    with presses.editions(content, folder, ["syndication", "website"]) as editions:
        root = folder / "site"  # the folder of the job is proven its own
        with OutputTree(root) as tree:
            for edition in editions.values():
                publish(edition, tree)
                write_items(edition, tree)
            tree.commit()
        yield Heard(root, editions)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    folder = tmp_path_factory.mktemp("heard")
    papered(folder / "content")
    yield from made(folder / "content", folder)


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
def test_an_issue_is_an_episode_with_a_chapter_an_item(heard: Heard, script: Script) -> None:
    feed = heard.feed(script)
    assert not feed.bozo
    assert feed.feed.language == script.tag
    by_issue = {one.title[:3]: one for one in feed.entries}
    first = by_issue["第1期"]
    enclosure = first.enclosures[0]
    file = heard.root / enclosure.href.removeprefix("https://www.example.cn/")
    assert (enclosure.type, int(enclosure.length)) == ("audio/mpeg", file.stat().st_size)
    assert (first.itunes_duration, first.itunes_explicit) == ("9", None)
    frames = frames_of(file.read_bytes())
    assert frames is not None
    assert round(frames.seconds) == 9
    lead, other = (
        heard.editions[script].by_lasting_id[f"{DAY}/{name}"] for name in ("lead", "other")
    )
    assert first.summary == f"0:00 {lead.title} 0:05 {other.title}"
    assert [link.text for link in etree.HTML(first.content[0].value).iter("a")] == [
        lead.title,
        other.title,
    ]
    assert first.published.startswith("Tue, 08 Oct 2013")
    assert first.updated == "2013-10-12T08:00:00+08:00"  # when the last of its stories was


@pytest.mark.parametrize("script", [Script.HANS, Script.HANT])
def test_chapters_are_where_players_look_for_them(heard: Heard, script: Script) -> None:
    root = etree.parse(str(heard.path(script, "podcast.xml"))).getroot()
    links = root.findall(".//podcast:chapters", NAMES)
    assert {link.get("type") for link in links} == {"application/json+chapters"}
    told = {}
    for link in links:
        path = heard.root / link.get("url").removeprefix("https://www.example.cn/")
        made = json.loads(path.read_text(encoding="utf-8"))
        assert made["version"] == "1.2.0"
        told[made["title"][:3]] = [(one["startTime"], one["url"]) for one in made["chapters"]]
    edition = heard.editions[script]
    urls = {one.id: edition.item_url(one) for one in edition.items}
    assert set(told) == {"第1期", "第2期"}
    assert told["第2期"] == [(0, urls["early"]), (75, urls["late"])]
    assert [url for _, url in told["第1期"]] == [urls["lead"], urls["other"]]
    assert told["第1期"][1][0] == pytest.approx(5, abs=0.03)


def test_files_that_can_not_be_joined_are_episodes_of_their_own(heard: Heard) -> None:
    third = [one for one in heard.feed().entries if one.title.startswith("第3期")]
    assert sorted(one.enclosures[0].type for one in third) == ["audio/mp4", "audio/mpeg"]
    assert len({one.id for one in heard.feed().entries}) == 4


def test_a_directory_of_podcasts_finds_what_it_asks_for(heard: Heard) -> None:
    root = etree.parse(str(heard.path(Script.HANS, "podcast.xml"))).getroot()
    channel = root[0]
    assert channel.findtext("itunes:explicit", namespaces=NAMES) == "false"
    assert channel.findtext("itunes:author", namespaces=NAMES) == "伊滨通讯"
    category = channel.find("itunes:category", NAMES)
    assert category is not None
    assert category.get("text") == "News"
    cover = channel.find("itunes:image", NAMES)
    assert cover is not None
    from PIL import Image

    with Image.open(heard.root / cover.get("href").removeprefix("https://www.example.cn/")) as art:
        assert (art.size, art.mode, art.format) == ((1400, 1400), "RGB", "JPEG")
    guids = {
        etree.parse(str(heard.path(script, "podcast.xml"))).findtext(
            ".//podcast:guid", namespaces=NAMES
        )
        for script in heard.editions
    }
    assert len(guids) == len(heard.editions)
    assert len(root.findall(".//item/itunes:duration", NAMES)) == 4


def test_the_page_plays_the_recording_and_says_how_long_it_is(heard: Heard) -> None:
    page = (heard.root / "2013/10/09/late/index.html").read_text(encoding="utf-8")
    tree = etree.HTML(page)
    (player,) = tree.iter("audio")
    assert player.get("controls") is not None
    assert player.get("autoplay") is None
    assert player.get("preload") == "none"
    assert player.get("src").endswith(".mp3#t=75")
    (link,) = tree.xpath("//a[@download]")
    assert "1分40秒" in "".join(link.itertext())
    assert (heard.root / "2013/10/09/late" / link.get("href")).resolve().is_file()
    mute = (heard.root / f"{DAY.replace('-', '/')}/mute/index.html").read_text(encoding="utf-8")
    assert "<audio" not in mute


LENGTH = """address => new Promise((tell, fail) => {
    const heard = new Audio(address);
    heard.onloadedmetadata = () => tell(heard.duration);
    heard.onerror = () => fail(heard.error.message);
})"""


def test_a_browser_plays_what_was_joined_and_knows_how_long_it_is(heard: Heard) -> None:
    (file,) = (heard.root / DAY.replace("-", "/")).glob(f"*-{DAY}-*.mp3")
    page_file = heard.root / "player.html"
    page_file.write_text("<!doctype html>", encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto(page_file.as_uri())
        assert page.evaluate(LENGTH, file.as_uri()) == pytest.approx(9, abs=0.05)
    page_file.unlink()


def test_what_is_taken_away_leaves_what_a_clean_build_leaves(tmp_path: Path) -> None:
    content = tmp_path / "content"
    papered(content)
    for _ in made(content, tmp_path):
        pass
    item(content, "other", headline="乡村道路")
    item(content, "late", day="2013-10-09")
    (content / f"issues/{DAY}/录音 2.mp3").unlink()
    for again in made(content, tmp_path):
        left = _files(again.root)
    for clean in made(content, tmp_path / "clean"):
        found = _files(clean.root)
        assert [name for name in {**found, **left} if found.get(name) != left.get(name)] == []


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_other_feeds_and_the_data_tell_of_a_recording(heard: Heard) -> None:
    feed = json.loads(heard.path(Script.HANS, "feed.json").read_text(encoding="utf-8"))
    told = {one["id"].rpartition("/")[2]: one.get("attachments") for one in feed["items"]}
    assert told["mute"] is None
    (lead,) = told["lead"]
    assert (lead["mime_type"], lead["duration_in_seconds"]) == ("audio/mpeg", 5)
    data = json.loads(heard.path(Script.HANS, f"data/{DAY}.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema())
    first = data["items"][0]["audio"]
    assert first["url"] == lead["url"]
    assert first["length"] == lead["size_in_bytes"]


def test_a_paper_without_recordings_has_no_podcast(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content)
    item(content, "lead")
    for without in made(content, tmp_path):
        assert not list(without.root.rglob("podcast*"))
        assert "<audio" not in without.path(Script.HANS, "2013/10/08/lead/index.html").read_text()


RETRACTED = {"date": "2013-10-09", "text": "来源有误。"}


@pytest.mark.parametrize(
    "matter", [{"retracted": RETRACTED}, {"embargo": "2036-01-01T08:00+08:00"}, {"status": "draft"}]
)
def test_what_is_not_shown_is_heard_nowhere(tmp_path: Path, matter: dict[str, Any]) -> None:
    """A file in which one item is heard that nobody may have goes out with none of them."""
    content = tmp_path / "content"
    issue(content)
    write(content, f"issues/{DAY}/whole.mp3", sounds.mp3(60))
    item(content, "lead", audio="whole.mp3")
    item(content, "gone", audio={"file": "whole.mp3", "start": 30}, **matter)
    for quiet in made(content, tmp_path):
        assert not list(quiet.root.rglob("*.mp3"))
        assert not list(quiet.root.rglob("podcast*"))


def test_readers_learn_of_a_new_recording_and_of_none_there_never_was(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content)
    write(content, f"issues/{DAY}/a.mp3", sounds.mp3())
    item(content, "lead", audio="a.mp3")
    item(content, "other", headline="标题lead")
    with presses.editions(content, tmp_path) as editions:
        lead, other = editions[Script.HANS].items
        assert told_digest(lead) != told_digest(other)
        assert lead.audio is not None
        assert recording_path(lead.audio).startswith("2013/10/08/a-")


@pytest.mark.parametrize(
    ("audio", "code"),
    [
        ("none.mp3", "audio.missing"),
        ("a.m4a", "audio.not-a-recording"),
        ("../a.mp3", "file.outside"),
        ({"file": "a.mp3", "start": "0:99"}, "matter.wrong-value"),
        ({"file": "a.mp3", "start": "三分"}, "matter.wrong-value"),
        ({"file": "a.mp3", "start": 3.5}, "matter.wrong-value"),  # it has three seconds
        ({"file": "a.mp3", "start": True}, "matter.wrong-value"),
        ({"src": "a.mp3"}, "matter.unknown-field"),
        (["a.mp3"], "matter.wrong-value"),
    ],
)
def test_an_editor_is_told_what_is_wrong_with_a_recording(
    tmp_path: Path, audio: Any, code: str
) -> None:
    content = tmp_path / "content"
    issue(content)
    write(content, f"issues/{DAY}/a.mp3", sounds.mp3())
    write(content, f"issues/{DAY}/a.m4a", sounds.mp3())
    item(content, "lead", audio=audio)
    with pytest.raises(ContentRefusedError) as refused, presses.editions(content, tmp_path):
        pass
    found = [one for one in refused.value.problems.errors if one.code == code]
    assert found, refused.value.problems.errors
    assert all(one.cure and one.line for one in found)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(75, 75), ("75", 75), ("1:15", 75), ("1：15", 75), ("1:02:03", 3723), ("0:07.5", 7.5)],
)
def test_a_moment_of_a_recording_is_read_as_it_is_said(written: Any, seconds: float) -> None:
    matter = RecordingMatter.model_validate({"file": "a.mp3", "start": written})
    assert matter.start == seconds


def test_two_items_are_not_heard_at_the_same_moment(tmp_path: Path) -> None:
    content = tmp_path / "content"
    issue(content)
    write(content, f"issues/{DAY}/a.mp3", sounds.mp3(60))
    item(content, "one", audio="a.mp3")
    item(content, "two", audio="a.mp3")
    with pytest.raises(ContentRefusedError) as refused, presses.editions(content, tmp_path):
        pass
    (problem,) = refused.value.problems.errors
    assert (problem.code, problem.file) == ("audio.twice", f"content/issues/{DAY}/two.md")
    item(content, "two", audio={"file": "a.mp3", "start": "0:30"})
    with presses.editions(content, tmp_path):
        pass


def test_validators_find_nothing_wrong_with_a_podcast(heard: Heard) -> None:
    files = [heard.path(script, "podcast.xml") for script in heard.editions]
    said = complaints("https://www.example.cn", heard.root, files)
    assert said == {str(file): [] for file in files}
