"""A paper that was signed to press stays as it was printed, whatever happens to the newsroom."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "press"))

from guards import needs_type
from orders import prose

from newsroom.fingerprints import digest
from newsroom.problems import Severity
from newsrooms import item, picture, write
from signed_papers import (
    DAY,
    FOLDER,
    PDF,
    another_look,
    clean,
    kept,
    page_of,
    papers,
    published,
    rebuilt,
    signatures,
    signed,
)
from test_law_of_the_tree import tree_of

pytestmark = needs_type


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A newsroom whose paper was signed."""
    return signed(tmp_path_factory, tmp_path)


def test_after_a_correction_an_edit_and_a_changed_theme_the_pdf_has_the_same_digest_and_p2_answers(
    folder: Path,
) -> None:
    before = tree_of(folder / "output")
    item(folder / "content", "third", prose(200), DAY, headline="后街改造完工")
    item(
        *(folder / "content", "lead", prose(4200), DAY),
        rank=1,
        headline="河岸步道今天开放",
        corrections=[{"date": "2014-01-05", "text": "数字有误。"}],
    )
    item(folder / "content", "fifth", prose(300), DAY, headline="来晚的稿件")
    another_look(folder)
    write(folder / "content", f"issues/{DAY}/a.jpg", picture("#112233", (900, 600)))
    after = tree_of(published(folder))
    assert digest(after[PDF]) == digest(before[PDF])
    assert papers(after) == papers(before)
    assert f"{FOLDER}/p2/index.html" in after
    assert "新的页脚" in after[f"{FOLDER}/p2/index.html"].decode()
    assert len(signatures(folder)) == 1
    assert tree_of(rebuilt(folder, "2014-01-07")[0]) == clean(folder, "2014-01-07")


def test_a_story_on_the_printed_page_leads_to_where_it_stands_now(folder: Path) -> None:
    (number,) = page_of((folder / "output" / FOLDER / "layout.json").read_bytes(), f"{DAY}/third")
    (folder / f"content/issues/{DAY}/third.md").unlink()
    item(
        *(folder / "content", "back-street", prose(900, 50), DAY),
        headline="后街改造完工",
        moved_from=[f"{DAY}/third"],
    )
    after = tree_of(published(folder))
    page = after[f"{FOLDER}/p{number}/index.html"].decode()
    assert 'href="../back-street/index.html"' in page
    assert 'href="../third/index.html"' not in page
    assert f'href="../p{number}/index.html"' in after[f"{FOLDER}/back-street/index.html"].decode()


@pytest.mark.share(2)
@pytest.mark.parametrize("how", ["gone", "other"])
def test_a_kept_file_that_is_not_the_signed_one_is_told_and_not_shown(
    folder: Path, how: str
) -> None:
    file = kept(folder) / PDF.rpartition("/")[2]
    good = file.read_bytes()
    file.unlink()
    if how == "other":
        file.write_bytes(good[:-1] + b"X")
    out, build = rebuilt(folder)
    (told,) = [problem for problem in build.problems if problem.code == "press.kept"]
    assert told.severity is Severity.WITHHELD
    assert told.file == f"content/issues/{DAY}/printed/zh-Hans/{file.name}"
    assert f"--reprint {DAY}" in told.cure
    assert not (out / PDF).exists()
    assert (out / "hant" / PDF).exists()
    assert tree_of(out) == clean(folder)
    file.write_bytes(good)
    assert digest((rebuilt(folder)[0] / PDF).read_bytes()) == digest(good)


def test_the_folder_of_kept_papers_is_no_problem_to_reading(folder: Path) -> None:
    _, build = rebuilt(folder)
    assert not [problem for problem in build.problems if "printed" in problem.file]
