"""Pelican hosts: plugins off the shelf that read articles from the context work unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pelican import signals
from pelican.settings import read_settings

from newsrooms import issue, item, small_newsroom
from presses import ROOT, share_templates

DAYS = ("2013-10-08", "2013-10-15", "2013-10-22")


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The context after a build in which two plugins of others were at work."""
    share_templates(tmp_path / "cache")
    share_templates(tmp_path / "cache")
    monkeypatch.setenv("PRESS_CACHE", str(tmp_path / "cache"))
    content = tmp_path / "content"
    for number, day in enumerate(DAYS, 1):
        issue(content, day, number)
        item(content, "lead", day=day, bylines=["王振华"])
    item(content, "notice", day=DAYS[2], kind="notice", section="gonggao")
    override = {
        "PATH": str(content),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "PUBLISHERS": ["website"],
        "PLUGINS": ["pelican.plugins.neighbors", "pelican.plugins.related_posts"],
    }
    settings = read_settings(str(ROOT / "pelican.conf.py"), override=override)
    from edition.host import Press

    seen: dict[str, Any] = {}

    def remember(generators: list[Any]) -> None:
        seen.update(generators[0].context)

    signals.all_generators_finalized.connect(remember)
    host = Press(settings)
    host.run()
    yield seen
    signals.all_generators_finalized.disconnect(remember)
    for plugin in host.plugins:
        for receiver in list(signals.article_generator_finalized.receivers_for(None)):
            if receiver.__module__.startswith(plugin.__name__):
                signals.article_generator_finalized.disconnect(receiver)


def test_the_neighbours_plugin_gives_every_article_its_neighbours(context: dict[str, Any]) -> None:
    newest, *_, oldest = context["articles"]
    assert newest.next_article is None
    assert newest.prev_article is context["articles"][1]
    assert oldest.prev_article is None
    assert oldest.next_article_in_category.date > oldest.date


def test_the_related_posts_plugin_finds_articles_of_the_same_kind(context: dict[str, Any]) -> None:
    reports = [article for article in context["articles"] if article.tags[0].name == "report"]
    for article in reports:
        assert sorted(other.slug for other in article.related_posts) == sorted(
            other.slug for other in reports if other is not article
        )


def test_theme_authors_find_what_they_expect(context: dict[str, Any]) -> None:
    article = context["articles"][-1]
    assert article.title == "标题lead"
    assert article.url == "2013/10/08/lead/"
    assert article.date.isoformat() == "2013-10-08T08:00:00+08:00"
    assert str(article.category) == "要闻"
    assert str(article.author) == "王振华"
    assert "区里今天开会" in article.content
    assert article.summary == "区里今天开会。"
    names = {str(category): len(articles) for category, articles in context["categories"]}
    assert names == {"要闻": 3, "公告": 1}
    assert [entry.slug for entry in context["dates"]] == [a.slug for a in context["articles"]]


def test_a_plugin_that_the_paper_does_not_name_does_not_run(tmp_path: Path) -> None:
    from edition.host import Press

    override = {"PATH": str(small_newsroom(tmp_path)), "OUTPUT_PATH": str(tmp_path / "output")}
    settings = read_settings(str(ROOT / "pelican.conf.py"), override=override)
    assert find_spec("pelican.plugins.related_posts"), "installed all the same"
    assert Press(settings).plugins == []
