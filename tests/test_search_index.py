"""The index of search: exact, the same every time, and remade only where something changed."""

from __future__ import annotations

import json
import shutil
import unicodedata
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presses
from edition.tree import OutputTree, Tally
from hanzi.engines import opencc
from hanzi.tables import tables
from newsroom.kinds import Script
from search import folding, publish
from search.codes import run, shard_of
from searching import numbers_of
from test_syndication_newsroom import write_newsroom


def _build(content: Path, folder: Path) -> Tally:
    with presses.editions(content, folder, ["search"]) as editions, ExitStack() as stack:
        paper = next(iter(editions.values())).house.identity
        tree = stack.enter_context(OutputTree(folder / "output", paper=paper))
        for edition in editions.values():
            publish(edition, tree)
        return tree.commit()


def _files(folder: Path) -> dict[str, bytes]:
    root = folder / "output"
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _keys(line: str) -> set[str]:
    return folding.keys(folding.fold(line))


@given(st.sets(st.integers(0, 5000), min_size=1))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert numbers_of(run(sorted(numbers))) == sorted(numbers)


@given(st.integers(1, 40), st.integers(10, 5000))
def test_numbers_are_written_no_longer_than_a_bit_for_every_item_and_two_for_every_hit(
    step: int, items: int
) -> None:
    numbers = range(0, items, step)
    assert 6 * (len(run(numbers)) - 2) <= items + 2 * len(numbers)


@settings(deadline=None)  # the first call reads the tables
@given(st.text())
def test_folding_keeps_the_length_of_a_text_and_is_done_once(text: str) -> None:
    folded = folding.fold(text)
    assert len(folded) == len(text)
    assert folding.fold(folded) == folded


@settings(deadline=None)
@given(st.text(st.sampled_from("了解頭发皇后里程，。 ２０13年PM王　伟"), max_size=30), st.data())
def test_every_part_of_a_line_is_made_of_keys_of_the_line(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    assert _keys(line[start:end]) <= _keys(line)


@pytest.mark.parametrize(
    ("line", "stands", "does_not"),
    [
        ("很好。项目", "好。", "好项"),
        ("“好”项目·一", '"项', "好项"),
        ("（一）修路", ")修", "一修"),
        ("1,234万", "1,", "12"),
        ("8：30开门", ":3", "83"),
        ("王　伟", "", "王伟"),
    ],
)
def test_a_key_is_two_characters_as_they_are_written(line: str, stands: str, does_not: str) -> None:
    assert {stands} - {""} <= _keys(line)
    assert does_not not in _keys(line)


def test_both_scripts_quote_and_join_alike() -> None:
    assert folding.fold("“甲”‘乙’14—16日") == folding.fold("「甲」『乙』14-16日")


def test_all_forms_of_a_character_are_one() -> None:
    every = "\n".join([*tables().characters, *tables().traditional, *map(chr, folding.BASIC_HAN)])
    for config in folding.CONVERTERS:
        assert folding.fold(opencc(config)(every)) == folding.fold(every)
    for phrase, form in tables().phrases.items():
        assert folding.fold(phrase) == folding.fold(form)
    assert folding.fold("著名瞭解乾隆") == folding.fold("着名了解干隆")


def test_forms_are_in_the_basic_plane_where_any_is() -> None:
    astral = {form for form in folding.folds().values() if ord(form) > 0xFFFF}
    assert not [c for c, form in folding.folds().items() if form in astral and ord(c) < 0x10000]


def test_a_folded_character_is_one_character() -> None:
    for code in range(0x20, 0x3FFFF):
        if unicodedata.category(chr(code)) not in {"Cn", "Cs"}:
            assert len(folding.fold(chr(code))) == 1


def test_both_editions_tell_the_script_where_to_find_the_forms(tmp_path: Path) -> None:
    _build(write_newsroom(tmp_path / "content"), tmp_path)
    files = _files(tmp_path)
    assert files["search/fold.txt"].decode() == "".join(
        char + form for char, form in sorted(folding.folds().items())
    )
    assert json.loads(files["search/meta.json"])["fold"] == "fold.txt"
    assert json.loads(files["hant/search/meta.json"])["fold"] == "../../search/fold.txt"
    assert "hant/search/fold.txt" not in files


def test_all_editions_share_one_index(tmp_path: Path) -> None:
    _build(write_newsroom(tmp_path / "content"), tmp_path)
    files = _files(tmp_path)
    assert json.loads(files["search/meta.json"])["s"] == "s"
    assert json.loads(files["hant/search/meta.json"])["s"] == "../../search/s"
    assert [name for name in files if "/s/" in name and not name.startswith("search/s/")] == []


@pytest.mark.parametrize("scripts", [(Script.HANT,), tuple(Script)], ids=["one", "three"])
def test_one_script_or_three_have_one_index(tmp_path: Path, scripts: tuple[Script, ...]) -> None:
    content = write_newsroom(tmp_path / "content")
    with presses.editions(content, tmp_path, ["search"], scripts=scripts) as editions:
        with OutputTree(tmp_path / "output") as tree:
            for edition in editions.values():
                publish(edition, tree)
            tree.commit()
        texts = {edition.script: len(edition.items) for edition in editions.values()}
    files = _files(tmp_path)
    assert len({name for name in files if "/s/" in name}) == 8
    assert len([name for name in files if name.endswith("meta.json")]) == len(scripts)
    for name, data in files.items():
        if "/s/" in name:
            for line in data.decode().splitlines():
                for numbers in line.split("\t")[1:]:
                    assert len(numbers_of(numbers)) <= texts[scripts[0]]


def test_what_only_one_script_says_is_in_the_index(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content")
    glossary = content / "glossary.csv"
    with glossary.open("a", encoding="utf-8") as file:
        file.write("施工队,工程隊,,term,\n")
    _build(content, tmp_path)
    lines = [
        line
        for name, data in _files(tmp_path).items()
        if "/s/" in name
        for line in data.decode().splitlines()
    ]
    found = {line.split("\t")[0]: line.split("\t")[1] for line in lines}
    assert numbers_of(found["施工"]) == numbers_of(found[folding.fold("程隊")])


def test_a_key_stands_in_the_shard_that_is_reckoned_for_it(tmp_path: Path) -> None:
    _build(write_newsroom(tmp_path / "content"), tmp_path)
    for name, data in _files(tmp_path).items():
        if "/s/" in name:
            keys = [line.split("\t")[0] for line in data.decode().splitlines()]
            assert keys == sorted(keys)
            assert {f"{shard_of(key, 8):x}.txt" for key in keys} <= {Path(name).name}


def test_nothing_changed_nothing_rendered_and_no_text_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write_newsroom(tmp_path / "content", more_issues=3)
    assert _build(content, tmp_path).rendered > 0
    monkeypatch.setattr("search.folding.keys", lambda _: pytest.fail("a text was read again"))
    assert _build(content, tmp_path).rendered == 0


def test_a_changed_item_rewrites_only_shards_and_what_a_clean_build_writes(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content", more_issues=6, items=30)
    _build(content, tmp_path)
    before = _files(tmp_path)
    path = content / "issues" / "2013-10-14" / "item-3.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n末尾添了鹌鹑二字。\n", encoding="utf-8")
    tally = _build(content, tmp_path)
    after = _files(tmp_path)
    shutil.copytree(content, tmp_path / "clean" / "content")
    _build(tmp_path / "clean" / "content", tmp_path / "clean")
    assert _files(tmp_path / "clean") == after
    changed = {name for name in after if before.get(name) != after[name]}
    assert tally.rendered == tally.changed == len(changed)
    assert changed
    assert all("/s/" in name for name in changed)
    assert len(changed) < len([name for name in after if "/s/" in name])


def _grown(content: Path, items: int) -> None:
    """So many more items in the oldest issue."""
    for number in range(items):
        text = f"---\nkind: report\nsection: minsheng\nheadline: 添补{number}\n---\n补上的稿件。\n"
        path = content / "issues" / "2013-09-30" / f"more-{number}.md"
        path.write_text(text, encoding="utf-8")


def test_a_month_that_grows_moves_the_numbers_of_those_after_it(tmp_path: Path) -> None:
    """Of later months no word has changed, but where in the list their items stand."""
    content = write_newsroom(tmp_path / "content", more_issues=4, items=2)
    _build(content, tmp_path)
    months = json.loads(_files(tmp_path)["search/meta.json"])["months"]
    assert months == {"2013-09": 0, "2013-10": 32, "2013-11": 64}
    _grown(content, 28)  # 33 items
    _build(content, tmp_path)
    shutil.copytree(content, tmp_path / "clean" / "content")
    _build(tmp_path / "clean" / "content", tmp_path / "clean")
    after = _files(tmp_path)
    assert after == _files(tmp_path / "clean")
    numbers = {"2013-09": 0, "2013-10": 64, "2013-11": 96}
    assert json.loads(after["search/meta.json"])["months"] == numbers
    assert _titled(after, "第30期第0篇") == {"第30期第0篇"}
    assert _titled(after, "第32期第1篇") == {"第32期第1篇"}
    assert _titled(after, "添补27") == {"添补27"}


def _titled(files: dict[str, bytes], words: str) -> set[str]:
    """The titles that an item's title is found by, as the format of the files tells."""
    meta = json.loads(files["search/meta.json"])
    found: set[int] | None = None
    for key in _keys(words):
        shard = files[f"search/s/{shard_of(key, meta['shards']):x}.txt"].decode()
        line = next(line for line in shard.split("\n") if line.split("\t")[0] == key)
        numbers = set(numbers_of(line.split("\t")[2]))
        found = numbers if found is None else found & numbers
    titles = set()
    for number in found or ():
        month, first = [one for one in meta["months"].items() if one[1] <= number][-1]
        place, row = divmod(number - first, 8)
        titles.add(json.loads(files[f"search/d/{month}-{place}.json"])[row][1])
    return titles


def test_a_cut_off_cache_changes_nothing(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content", more_issues=2)
    _build(content, tmp_path)
    before = _files(tmp_path)
    shutil.rmtree(tmp_path / "output")
    for file in sorted((tmp_path / "cache" / "search").rglob("*.part")):
        file.write_bytes(file.read_bytes()[:-7])
    _build(content, tmp_path)
    assert _files(tmp_path) == before


def test_a_retracted_item_is_found_by_its_title_and_reason_only(tmp_path: Path) -> None:
    content = write_newsroom(tmp_path / "content")
    with presses.editions(content, tmp_path, ["search"]) as editions:
        from search.texts import lines

        edition = editions[Script.HANS]
        item = next(item for item in edition.items if item.retraction)
        assert list(lines(item)) == ["经核实，内容有误，现予撤回。"]
        corrected = next(item for item in edition.items if item.corrections)
        assert "停水日期应为十月五日。" in list(lines(corrected))
