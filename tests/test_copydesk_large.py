"""Copy by the megabyte comes out as the same copy by the page does, only more of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from large_copy import LARGE

from copydesk.codes import CopyRefusedError
from copydesk.desk import Work, edit
from copydesk.doubts import finding
from copydesk.doubts.kinds import DoubtKind
from copydesk.drafts import frontmatter
from copydesk.drafts.frontmatter import front_matter
from copydesk.drafts.names import item_ids, slug
from copydesk.record import render_record
from copydesk.sources.reading import read_copy
from drafting import draft_files
from newsroom.kinds import Script

NATIVE = "河灣區的農民運動會後來在體育場裡開幕，鄉親們都說麵條和乾果好吃，隊長幹勁十足。"
CONVERTED = "河灣區的農民運動會后來在體育場里開幕，鄉親們都說面條和干果好吃，隊長干勁十足。"


@pytest.mark.share(3)
@pytest.mark.parametrize("name", sorted(LARGE))
def test_a_page_of_every_kind_of_large_copy_is_taken_whole(name: str) -> None:
    """A share of what `scripts/bench import --bytes` takes."""
    try:
        work = edit(read_copy(name, LARGE[name](6_000)))
    except CopyRefusedError:
        pytest.fail("ordinary copy is refused")
    assert work.pieces
    assert draft_files(work)
    assert render_record(work)
    assert not work.unaccounted()


@pytest.fixture(autouse=True)
def _few_are_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer characters than of a real copy are read through, so that a test takes no time."""
    monkeypatch.setattr(finding, "MOST_CONVERTED", 2_000)
    monkeypatch.setattr(finding, "STRETCH", 100)


def converted_doubts(words: str) -> list[str]:
    work = edit(read_copy("a.txt", words.encode()))
    assert work.script is not Script.HANS
    return [each.reason for each in work.doubts if each.kind is DoubtKind.CONVERTED]


def several(sentence: str, characters: int) -> str:
    """Paragraphs of a sentence, each with its own number, of so many characters at least."""
    count = characters // len(sentence) + 1
    return "運動會開幕\n\n" + "\n".join(f"第{at}天，{sentence}" for at in range(count))


def test_a_long_copy_is_told_as_converted_by_stretches_of_it() -> None:
    (reason,) = converted_doubts(several(CONVERTED, 8_000))
    assert "抽看的" in reason
    assert "后" in reason


def test_a_copy_of_which_all_is_converted_and_back_is_told_without_a_share() -> None:
    (reason,) = converted_doubts(several(CONVERTED, 1_500))
    assert "抽看" not in reason


@pytest.mark.parametrize("characters", [1_500, 8_000])
def test_native_copy_of_any_length_is_not_told(characters: int) -> None:
    assert not converted_doubts(several(NATIVE, characters))


def test_a_long_copy_whose_second_half_was_converted_is_told() -> None:
    whole = f"{several(NATIVE, 4_000)}\n{several(CONVERTED, 6_000)}"
    assert converted_doubts(whole)


@pytest.mark.parametrize(
    ("headline", "written"),
    [
        ("全区 动员 打响 攻坚战", "headline: 全区 动员 打响 攻坚战\n"),
        ("“十问”：路怎么走", "headline: “十问”：路怎么走\n"),
        ("通知: 停水", "headline: '通知: 停水'\n"),
        ("20", "headline: '20'\n"),
        ("𠮷野家门前", "headline: 𠮷野家门前\n"),  # LibYAML would write a number for the first
        ("🎉开业", "headline: 🎉开业\n"),
        ("café 开张", "headline: café 开张\n"),
        ("长" * 6_000, f"headline: {'长' * 6_000}\n"),
    ],
)
@pytest.mark.parametrize("libyaml", [True, False])
def test_front_matter_reads_the_same_with_libyaml_and_without(
    headline: str, written: str, monkeypatch: pytest.MonkeyPatch, *, libyaml: bool
) -> None:
    if not libyaml:
        monkeypatch.setattr(frontmatter, "_LIBYAML", None)
    matter = {"headline": headline, "bylines": [{"name": headline, "role": "记者"}]}
    found = front_matter(matter)
    assert found.startswith(written)
    assert yaml.safe_load(found) == matter


def drafts(headline: str) -> list[str]:
    work = edit(
        read_copy("a.txt", f"{headline}\n\n本报讯 昨日，天气很好，大家出门晒谷。\n".encode())
    )
    return item_ids(work.pieces)


def test_a_draft_is_named_by_the_sound_of_its_headline_however_often_it_was_asked() -> None:
    assert slug("全区3G会议A级召开") == slug("全区3G会议A级召开") == "quan-qu-3g-hui-yi"
    assert drafts("绿水绕村") == ["01-lv-shui-rao-cun"]


def names_told(words: str) -> set[str]:
    work: Work = edit(read_copy("a.txt", words.encode()))
    return {each.where for each in work.doubts if each.kind is DoubtKind.NAME_VARIANT}


FILLING = "".join(f"第{at}户人家的麦子收完了，晒在自家门前。\n" for at in range(400))


@pytest.mark.parametrize("filling", ["", FILLING])
@pytest.mark.parametrize("other", ["王晓峰", "王小锋", "汪小峰"])
def test_a_name_that_is_spelt_in_two_ways_is_asked_about_in_a_copy_of_any_length(
    other: str, filling: str
) -> None:
    twice = "村支书王小峰说，麦子熟了。村支书王小峰说，要抓紧。"
    told = f"村里开镰\n\n{twice}\n{filling}{other}说，不怕雨。\n"
    assert other in names_told(told)


def test_names_that_are_no_more_alike_than_two_brothers_are_not_asked_about() -> None:
    told = "村里开镰\n\n王小峰说，麦子熟了。王大海说，要抓紧。\n" + FILLING
    assert not names_told(told)
