"""The recipes of plugins/README.md do what they promise, carried out in a scratch copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsrooms
from newsrooms import DAY, small_newsroom
from presses import ROOT, own_cache

README = ROOT / "plugins/README.md"
STEP = re.compile(
    r"^(?:New file `(?P<new>[^`]+)`"
    r"|In `(?P<file>[^`]+)`, before (?P<fence>`+)(?P<line>.+?)(?P=fence)):\n\n"
    r"```(?:python|css|html)?\n(?P<text>.+?)^```$",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which every recipe was carried out."""
    folder = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("screenshots")
    for name in ("plugins", "theme", "content/pages"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pelican.conf.py", folder)
    steps = list(STEP.finditer(README.read_text(encoding="utf-8")))
    assert len(steps) == 15
    for step in steps:
        path = folder / (step["new"] or step["file"])
        if step["new"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["text"], encoding="utf-8")
            continue
        text, line = path.read_text(encoding="utf-8"), f"{step['line'].rstrip()}\n"
        assert line in text, line
        apart = "\n" if path.suffix == ".md" else ""
        at = text.index(line)
        path.write_text(f"{text[:at]}{step['text']}{apart}{text[at:]}", encoding="utf-8")
    return folder


def run(house: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python in the house."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=house,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, (house / "plugins", ROOT / "tests"))),
            **own_cache(house),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def output(house: Path) -> Path:
    """A small paper as that house makes it."""
    content = small_newsroom(house / "trial")
    built = run(house, "-m", "edition.building", content, "--without-pdf", "-o", house / "out")
    assert built.returncode == 0, built.stderr
    return house / "out"


def test_a_new_output_is_made_in_every_script(output: Path) -> None:
    for folder in (output, output / "hant", output / "hant-mo"):
        table = folder / f"lengths-{DAY}.csv"
        assert table.read_text(encoding="utf-8") == "lead,6\n"


def test_a_new_template_is_in_the_page_in_every_script(output: Path) -> None:
    page = f"{DAY.replace('-', '/')}/lead/index.html"
    assert '<p class="thanks">谢谢您的阅读</p>' in (output / page).read_text(encoding="utf-8")
    assert "謝謝您的閱讀" in (output / "hant" / page).read_text(encoding="utf-8")


def test_a_new_style_is_in_the_style_sheet(output: Path) -> None:
    style = next((output / "assets").glob("site-*.css")).read_text(encoding="utf-8")
    assert re.search(r"\.thanks\{color:var\(--ink-2\);text-align:center;?\}", style)
    assert "--ink-2:#5a544b" in style


def test_a_new_script_has_pages_and_can_be_named(output: Path, printed: dict[str, str]) -> None:
    page = (output / "hant-mo/index.html").read_text(encoding="utf-8")
    assert 'lang="zh-Hant-MO"' in page
    assert "繁體（澳）" in (output / "index.html").read_text(encoding="utf-8")
    assert printed["script"] == "('zh-Hans', 'zh-Hant-MO')\n線裏的床\n"


def test_a_new_field_is_shown_by_every_output(house: Path) -> None:
    """The very test of all other fields, in that house."""
    code = (
        "import presses, shownfields; from pathlib import Path;"
        "print(shownfields.differences(Path('shown')));"
        "made = presses.editions(Path('shown/content'), Path('shown'), ['website']);"
        "items = [item for one in made.__enter__().values() for item in one.items];"
        "print(*(fact.label for item in items for fact in item.facts))"
    )
    told = run(house, "-c", code)
    assert told.stdout == "[]\n联系电话 聯繫電話\n", told.stderr
    handbook = (house / "content/pages/handbook.md").read_text(encoding="utf-8")
    assert "- `contact` 是联系电话" in handbook


def test_a_misnamed_new_field_is_told_its_name(house: Path) -> None:
    content = house / "misnamed"
    newsrooms.issue(content)
    newsrooms.item(content, "lead", phone="61201234")
    told = run(house, "-m", "edition.checking", content)
    assert "这里叫“contact”" in told.stderr + told.stdout


CODES = {
    "setting": (
        "from edition.misset import misset; from bulletin.defaults import *;"
        "house = {'slug': 'a', 'sections': [{'id': 'a', 'name': '甲'}]};"
        "own = dict(SITENAME='a', SITEURL='https://a.cn', HOUSE=house);"
        "given = {n: v for n, v in globals().items() if n.isupper()} | own;"
        "print(len(misset(given)), *misset(given | {'PAID_BY_WORDS': 1, 'PAID_BY_WORD': 'x'}))"
    ),
    "message": "from newsroom.codes import Code; print(Code.of('issue.too-thin').name)",
    "paper": (
        "from bulletin.answers import answered;"
        "print(answered('报', '', 'https://a.cn', '要闻', '四开', '简体').papers)"
    ),
    "script": (
        "from bulletin.answers import answered; from hanzi import Converter;"
        "from newsroom.kinds import Script;"
        "print(answered('报', '', 'https://a.cn', '要闻', 'A4', '简体、澳门').editions);"
        "print(Converter(Script('hant-mo')).text('线里的床', Script.HANS))"
    ),
}


@pytest.fixture(scope="module")
def printed(house: Path) -> dict[str, str]:
    """What each code prints in that house, all in one process."""
    apart = f"for code in {[*CODES.values()]!r}: exec(code, {{}}); print(end=chr(12))"
    told = run(house, "-c", apart)
    assert told.returncode == 0, told.stderr
    return dict(zip(CODES, told.stdout.split("\f"), strict=False))


def test_a_new_setting_is_known_checked_and_told(printed: dict[str, str]) -> None:
    assert printed["setting"].startswith("0 ")
    assert "是不是 PAID_BY_WORD" in printed["setting"]
    assert "True 或 False" in printed["setting"]


def test_a_new_message_has_its_entry(house: Path, printed: dict[str, str]) -> None:
    assert printed["message"] == "TOO_THIN\n"
    page = (house / "content/pages/problems.md").read_text(encoding="utf-8")
    entry = r"^### `issue\.too-thin`\n\n.+\n\n- 例如：.+\n- 怎么办：.+\n\n### "
    assert re.search(entry, page, re.MULTILINE)


def test_a_new_paper_size_can_be_named(printed: dict[str, str]) -> None:
    assert printed["paper"] == "('4k',)\n"


def test_the_table_of_rooms_is_whole() -> None:
    rooms = {path.parent.name for path in (ROOT / "plugins").glob("*/__init__.py")}
    table = README.read_text(encoding="utf-8").partition("| --- |")[2].partition("\n\n")[0]
    assert rooms - {"newsroom_art"} <= set(re.findall(r"`(\w+)`", table))
    for files, room in re.findall(r"^\| `(\w+)` \|.*\| (.+) \|$", table, re.MULTILINE):
        for file in re.findall(r"`(\w+\.py)`", room):
            assert (ROOT / "plugins" / files / file).is_file(), (files, file)


def _rooms() -> list[Path]:
    rooms = [path.parent for path in sorted((ROOT / "plugins").glob("*/__init__.py"))]
    return [*rooms, ROOT / "theme/print", ROOT / "scripts"]


@pytest.mark.parametrize("room", _rooms(), ids=lambda path: path.name)
def test_a_rooms_readme_begins_with_its_words_and_names_what_is_there(room: Path) -> None:
    text = (room / "README.md").read_text(encoding="utf-8")
    title, words, *_ = text.split("\n\n")
    assert title.startswith("# ")
    assert words.startswith("**")
    assert len(re.findall(r"\*\*[^*]+\*\*", words)) >= 2
    for name in re.findall(r"`([a-z_/]+(?:/|\.(?:py|typ|js)))`", text):
        places = (room / name, ROOT / name, ROOT / "plugins" / name, *room.glob(f"*/{name}"))
        assert any(place.exists() for place in places), name
