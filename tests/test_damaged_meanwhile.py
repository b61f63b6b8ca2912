"""A cache that is damaged in the middle of a build: nothing is published, and the next is clean."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from edition.build import Build
from edition.host import refuse_machine
from mishaps import tree_of
from newsroom.store import Store, StoreDamagedError
from newsrooms import item, small_newsroom
from presses import built, job

ROOMS = ("search", "website")
DAMAGES = {
    "bodies are gone": "DELETE FROM results WHERE key LIKE 'body:%'",
    "bodies are others": "UPDATE results SET value = CAST('<p>x</p>' AS BLOB)",
    "a table is gone": "DROP TABLE results",
}


@pytest.mark.share(3)
@pytest.mark.parametrize("name", DAMAGES)
def test_a_store_damaged_in_the_middle_of_a_build_is_no_fault_of_a_room(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = small_newsroom(tmp_path / "content")
    item(content, "second")
    clean, _ = built(content, tmp_path, ROOMS)
    work = job(content, tmp_path, ROOMS, output=tmp_path / "new")
    build = Build(work)
    with Store(work.cache / "store.sqlite3") as store:
        build.prepare(store)
        with closing(sqlite3.connect(work.cache / "store.sqlite3")) as db:
            db.execute(DAMAGES[name])
            db.commit()
        with pytest.raises(StoreDamagedError) as found:
            build.publish()
    assert not build.withholding.held
    assert not (work.output / "index.html").exists()
    with pytest.raises(SystemExit) as end:
        refuse_machine(found.value)
    assert end.value.code == 1
    said = capsys.readouterr().err
    assert "store.sqlite3" in said
    assert "再排一次" in said
    output, again = built(content, tmp_path, ROOMS, output=tmp_path / "new")
    assert not again.withholding.held
    assert tree_of(output) == tree_of(clean)
