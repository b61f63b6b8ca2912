"""A paper changes colours, faces, plate and single templates from its own folder."""

from __future__ import annotations

from pathlib import Path

from edition.overlaid import overlaid, strays
from newsrooms import small_newsroom, write
from presses import ROOT, built

PROGRAM = ROOT / "theme"


def test_without_a_folder_of_its_own_a_paper_has_the_programs_theme(tmp_path: Path) -> None:
    assert overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache") == PROGRAM
    assert overlaid(PROGRAM, PROGRAM, tmp_path / "cache") == PROGRAM
    write(tmp_path, "theme/desktop.ini", "[x]")
    assert overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache") == PROGRAM


def test_a_file_hides_the_programs_and_all_others_stay(tmp_path: Path) -> None:
    write(tmp_path, "theme/static/css/95-own.css", ":root { --red: #064; }\n")
    write(tmp_path, "theme/templates/_foot.html", "<footer>本报自己的页脚</footer>\n")
    content = small_newsroom(tmp_path / "content")
    theme = overlaid(PROGRAM, tmp_path / "theme", tmp_path / "cache")
    output, _ = built(content, tmp_path, ["website"], theme=theme)
    page = (output / "2013/10/08/lead/index.html").read_text(encoding="utf-8")
    assert "本报自己的页脚" in page
    assert "本報自己的頁腳" in (output / "hant/2013/10/08/lead/index.html").read_text("utf-8")
    style = next((output / "assets").glob("site-*.css")).read_text(encoding="utf-8")
    assert style.rstrip().endswith("--red:#064}")


def test_what_is_changed_or_taken_away_shows_at_the_next_build(tmp_path: Path) -> None:
    own, cache = tmp_path / "theme", tmp_path / "cache"
    style = write(tmp_path, "theme/static/css/95-own.css", "a{}")
    first = overlaid(PROGRAM, own, cache)
    style.write_text("b{}", encoding="utf-8")
    second = overlaid(PROGRAM, own, cache)
    assert first != second
    assert (second / "static/css/95-own.css").read_text(encoding="utf-8") == "b{}"
    style.unlink()
    assert overlaid(PROGRAM, own, cache) == PROGRAM


def test_a_damaged_copy_in_the_cache_is_made_anew(tmp_path: Path) -> None:
    own, cache = tmp_path / "theme", tmp_path / "cache"
    write(tmp_path, "theme/static/css/95-own.css", "a{}")
    laid = overlaid(PROGRAM, own, cache)
    before = (laid / "templates/item.html").read_bytes()
    (laid / "templates/item.html").write_bytes(b"x")
    write(laid, "static/evil.js", "alert(1)")
    again = overlaid(PROGRAM, own, cache)
    assert again == laid
    assert (again / "templates/item.html").read_bytes() == before
    assert not (again / "static/evil.js").exists()


def test_a_file_that_nothing_reads_is_named(tmp_path: Path) -> None:
    for name in ("templates/item.html", "template/item.html", "own.css", "static/css/a.scss"):
        write(tmp_path, f"theme/{name}", "x")
    assert strays(tmp_path / "theme") == ["own.css", "static/css/a.scss", "template/item.html"]
