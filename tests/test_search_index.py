"""The index of search: exact, the same every time, and remade only where something changed."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presses
from edition.tree import OutputTree, Tally
from hanzi.engines import opencc
from hanzi.tables import tables
from newsroom.model import Script
from search import folding, publish
from search.postings import number, run, shard_of
from test_syndication_newsroom import write_newsroom


def _build(content: Path, folder: Path) -> Tally:
    with (
        presses.editions(content, folder, ["search"]) as editions,
        OutputTree(folder / "output") as tree,
    ):
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


def _numbers(letters: str) -> list[int]:
    """Numbers read back as the format says, apart from the program that wrote them."""
    numbers, value, shift = [], 0, 0
    for letter in letters:
        bits = ord(letter) - ord("0")
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(value)
            value = shift = 0
    assert shift == 0
    return numbers


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_come_back(values: list[int]) -> None:
    assert _numbers("".join(map(number, values))) == values


@given(st.sets(st.integers(0, 5000)))
def test_a_run_of_places_comes_back(places: set[int]) -> None:
    count, *gaps = _numbers(run(sorted(places)))
    assert count == len(places)
    read, last = set(), -1
    for gap in gaps:
        last += gap + 1
        read.add(last)
    assert read == places


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
    assert folding.keys(line[start:end]) <= folding.keys(line)


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


def test_what_is_looked_for_folds_to_what_is_looked_for() -> None:
    for code in range(0x20, 0x3FFFF):
        char = chr(code)
        if unicodedata.category(char) not in {"Cn", "Cs"} and folding.keys(char * 2):
            assert len(folding.fold(char)) == 1


def test_both_editions_tell_the_script_where_to_find_the_forms(tmp_path: Path) -> None:
    _build(write_newsroom(tmp_path / "content"), tmp_path)
    files = _files(tmp_path)
    assert files["search/fold.txt"].decode() == "".join(
        char + form for char, form in sorted(folding.folds().items())
    )
    assert b'"fold": "fold.txt"' in files["search/meta.json"]
    assert b'"fold": "../../search/fold.txt"' in files["hant/search/meta.json"]
    assert "hant/search/fold.txt" not in files


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
