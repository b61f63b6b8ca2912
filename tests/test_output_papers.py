"""Two papers, two contents, a trial and its proofs: each has a folder of its own."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from edition.building import output_for
from edition.manifest import MANIFEST, Trust, read_manifest
from edition.ownership import OutputCode, TreeRefusedError
from edition.verifying import verified
from loaded import script
from newsrooms import item, small_newsroom
from outputs import PAGES, PAPER, made, whole
from presses import ROOT, built, job, own_cache
from publications import publish


def test_another_content_folder_has_an_output_folder_of_its_own(tmp_path: Path) -> None:
    conf = tmp_path / "paper/pelican.conf.py"
    conf.parent.mkdir()
    house = 'SITENAME = "报"\nSITEURL = "https://a.cn"\nHOUSE = {"slug": "a", "sections": [ONE]}\n'
    house = house.replace("ONE", '{"id": "a", "name": "要闻"}')
    conf.write_text(f"from bulletin.defaults import *\n{house}", encoding="utf-8")
    for name in ("content", "trial"):
        (tmp_path / "paper" / name).mkdir()
    own = output_for(tmp_path / "paper/content", conf)
    assert own == tmp_path / "paper/output"
    assert output_for(tmp_path / "paper/trial", conf) == tmp_path / "paper/trial.output"
    (tmp_path / "link").symlink_to(tmp_path / "paper/content")
    assert output_for(tmp_path / "link", conf) == own
    namesake = tmp_path / "elsewhere" / "content"
    namesake.mkdir(parents=True)
    assert output_for(namesake, conf) == tmp_path / "elsewhere" / "content.output"


def settings_for(folder: Path) -> Path:
    """Settings of a paper in a folder, without newspapers."""
    conf = folder / "conf.py"
    text = (ROOT / "pelican.conf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})")
    text += '\nEDITIONS = ["zh-Hans"]'
    text += f'\nTHEME = {str(ROOT / "theme")!r}\nPUBLISHERS = ["website"]\n'
    conf.write_text(text, encoding="utf-8")
    return conf


def run(folder: Path, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts as a user does."""
    return script(name, *arguments, env=own_cache(folder))


def test_building_a_trial_leaves_the_paper_as_it_is(tmp_path: Path) -> None:
    paper, trial = small_newsroom(tmp_path / "content"), small_newsroom(tmp_path / "trial")
    item(paper, "second")
    conf = settings_for(tmp_path)
    first = run(tmp_path, "build", paper, "-s", conf)
    assert first.returncode == 0, first.stderr
    before = whole(tmp_path / "output")
    ran = run(tmp_path, "build", trial, "-s", conf)
    assert ran.returncode == 0, ran.stderr
    assert whole(tmp_path / "output") == before
    assert (tmp_path / "trial.output/2013/10/08/lead/index.html").is_file()
    assert f"成品放在 {tmp_path / 'trial.output'}" in ran.stderr


def test_what_a_script_is_told_of_its_output_folder_ends_with_the_right_status(
    tmp_path: Path,
) -> None:
    content, conf = small_newsroom(tmp_path / "content"), settings_for(tmp_path)
    into_content = run(tmp_path, "build", content, "-s", conf, "-o", content)
    assert into_content.returncode == 2
    assert f"{content}:0: output.overlap: " in into_content.stderr
    for number in range(9):
        item(content, f"more-{number}")
    output = tmp_path / "output"
    assert run(tmp_path, "build", content, "-s", conf).returncode == 0
    for number in range(9):
        (content / f"issues/2013-10-08/more-{number}.md").unlink()
    (output / MANIFEST).unlink()
    asked = run(tmp_path, "build", content, "-s", conf)
    assert (asked.returncode, "output:0: output.removals: " in asked.stderr) == (1, True)
    assert (output / "2013/10/08/more-1/index.html").is_file()
    left = run(tmp_path, "build", content, "-s", conf, "--leave-removals")
    assert (left.returncode, "output.left: " in left.stderr) == (0, True)
    assert (output / "2013/10/08/more-1/index.html").is_file()
    done = run(tmp_path, "build", content, "-s", conf, "--confirm-removals")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert not (output / "2013/10/08/more-1").exists()


def test_verifying_reads_every_byte_and_names_strangers(tmp_path: Path) -> None:
    root = tmp_path / "output"
    made(root, PAGES)
    assert verified(root) == []
    (root / "1/index.html").write_bytes(bytes(6))
    (root / "2/index.html").unlink()
    (root / "CNAME").write_text("mine")
    assert [(p.file, p.code) for p in verified(root)] == [
        ("output/1/index.html", OutputCode.ALTERED),
        ("output/2/index.html", OutputCode.GONE),
        ("output/CNAME", OutputCode.STRANGER),
    ]


def test_what_verifying_finds_can_be_mended(tmp_path: Path) -> None:
    content, conf = small_newsroom(tmp_path / "content"), settings_for(tmp_path)
    output = tmp_path / "output"
    assert run(tmp_path, "build", content, "-s", conf).returncode == 0
    before = whole(output)
    page = output / "2013/10/08/lead/index.html"
    page.write_bytes(bytes(page.stat().st_size))
    check = ("check", content, "--conf", conf, "--verify", output)
    found = run(tmp_path, *check)
    assert found.returncode == 1
    altered, count, cure = found.stdout.splitlines()
    assert altered.startswith("output/2013/10/08/lead/index.html:0: output.altered: ")
    assert count == "1 处损坏或缺失"
    assert cure.endswith("--mend")
    mended = run(tmp_path, *check, "--mend")
    assert (mended.returncode, mended.stdout.splitlines()[-1]) == (0, "都修好了")
    assert whole(output) == before
    well = run(tmp_path, *check)
    assert (well.returncode, well.stdout) == (0, "成品文件都完好，0 样不是本报的\n")


def test_a_folder_of_proofs_that_is_somebody_elses_is_refused_before_anything_is_published(
    tmp_path: Path,
) -> None:
    content = small_newsroom(tmp_path / "content")
    work = job(content, tmp_path, ["website"])
    proofs = tmp_path / "output.proofs"
    proofs.mkdir()
    (proofs / "mine.txt").write_text("mine")
    with pytest.raises(TreeRefusedError):
        built(content, tmp_path, ["website"])
    assert not work.output.exists()
    (proofs / "mine.txt").unlink()
    built(content, tmp_path, ["website"])
    assert read_manifest(work.output).trust is Trust.SEALED


def test_two_papers_in_turn_never_share_a_folder(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    output, _ = built(content, tmp_path, ["website"])
    house = job(content, tmp_path).house
    before = whole(output)
    with pytest.raises(TreeRefusedError):
        built(
            *(content, tmp_path, ["website"]),
            house=house.model_copy(update={"slug": "another"}),
        )
    assert whole(output) == before
    assert replace(job(content, tmp_path)).house.identity == PAPER


def test_a_publication_that_is_refused_puts_nothing_down(tmp_path: Path) -> None:
    content = small_newsroom(tmp_path / "content")
    now = datetime.fromisoformat("2026-01-01T08:00+08:00")
    output = publish(content, tmp_path, now, ["website"])
    ledger = whole(content / "ledger")
    item(content, "second")
    foreign = output / "2013/10/08/second/index.html"
    foreign.parent.mkdir()
    foreign.write_text("mine")
    with pytest.raises(TreeRefusedError):
        publish(content, tmp_path, now + timedelta(hours=1), ["website"])
    assert whole(content / "ledger") == ledger
    assert foreign.read_text() == "mine"
