"""Which settings file a command means: that above the content it names, then that at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import paper
from newsroom.guard import MisusedError
from newsroom.paper import conf_for, meant

CONF = "pelican.conf.py"


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two papers, and a folder of none, away from the sample's own."""
    for name in ("one", "two"):
        (tmp_path / name / "content/issues/2013-10-08").mkdir(parents=True)
        (tmp_path / name / CONF).write_text('PATH = "content"\n', encoding="utf-8")
    (tmp_path / "none/content/issues").mkdir(parents=True)
    monkeypatch.setattr(paper, "is_checkout", lambda: False)
    return tmp_path


@pytest.mark.parametrize(
    ("here", "content", "found"),
    [
        ("one", None, "one"),
        ("one/content/issues/2013-10-08", None, "one"),
        ("one", "two/content", "two"),
        ("one/content", "two/content/issues/2013-10-08", "two"),
        ("none", "two/content", "two"),
        ("none", "two", "two"),
        ("one", "none/content", "one"),
    ],
)
def test_a_content_folder_leads_to_its_own_paper(
    papers: Path, monkeypatch: pytest.MonkeyPatch, here: str, content: str | None, found: str
) -> None:
    monkeypatch.chdir(papers / here)
    named = papers / content if content else None
    assert conf_for(named).resolve() == papers / found / CONF


def test_who_names_the_settings_means_them(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(papers / "one")
    for conf in (papers / "two", papers / "two" / CONF):
        assert conf_for(papers / "one/content", conf) == papers / "two" / CONF
        assert meant(None, None, conf)[1] == papers / "two/content"


def test_where_no_paper_is_found_or_two_are_named_it_is_said(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(papers / "none")
    with pytest.raises(MisusedError, match="这里没有报纸"):
        conf_for(papers / "none/content")
    with pytest.raises(MisusedError, match="稿件文件夹写了两个"):
        meant(papers / "one/content", papers / "two/content", None)
    monkeypatch.setattr(paper, "is_checkout", lambda: True)
    assert conf_for(papers / "none/content").resolve() == paper.PROGRAM / CONF
