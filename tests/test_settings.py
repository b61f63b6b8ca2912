"""A settings file holds what is the paper's own; a slip in it is told with its cure."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from edition.building import said_in
from edition.host import job_of
from edition.house import House
from edition.misset import misset
from edition.settings import HOSTED, PaperSettings, defaults
from kits.settings import KitSettings
from newsroom.guard import MisusedError
from newsroom.paper import Paper
from newsrooms import write
from press.options import Options
from presses import ROOT
from syndication.settings import SyndicationSettings
from website.settings import WebsiteSettings

PAGE = ROOT / "content" / "pages" / "settings.md"
OWN = """from bulletin.defaults import *
SITENAME = "河口小报"
SITEURL = "https://paper.cn"
HOUSE = {
    "slug": "hekou",
    "sections": [
        {"id": "yaowen", "name": "要闻"},
    ],
}
"""


def told(folder: Path, more: str = "", text: str = OWN) -> list[str]:
    """What is said of a settings file."""
    (folder / "content").mkdir(exist_ok=True)
    conf = write(folder, "pelican.conf.py", f"{text}{more}\n")
    return [str(problem) for problem in misset({**said_in(conf), "CONF": str(conf)})]


def test_what_is_the_papers_own_is_enough(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_the_sample_says_only_what_is_its_own() -> None:
    body = ast.parse((ROOT / "pelican.conf.py").read_text(encoding="utf-8")).body
    names = {
        target.id
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert names == {"SITENAME", "SITEURL", "HOUSE"}


@pytest.mark.parametrize(
    ("line", "where", "words"),
    [
        ('EDITION = ["zh-Hans"]', "11: settings.unknown", "是不是 EDITIONS"),
        ('Editions = ["zh-Hans"]', "11: settings.unknown: 没有 Editions", "写作 EDITIONS"),
        ("sitname = 'x'", "11: settings.unknown: 没有 sitname", "是不是 SITENAME"),
        ('papers = ["a4"]', "11: settings.unknown: 没有 papers", "HOUSE 的花括号"),
        ('papers = ["a4"]\nHOUSE["papers"] = papers', "", ""),  # it helps to say another
        ("coffee = True", "", ""),  # nobody would take it for a setting
        ('PAPERS = ["a4"]', "11: settings.unknown: 没有 PAPERS", "HOUSE 的花括号"),
        ('HOUSE["editions"] = ["zh-Hans"]', "11: settings.unknown", "写作 EDITIONS"),
        ('HOUSE["photo_dpi"] = 300', "11: settings.unknown", '"press": {"photo_dpi"'),
        ('THEME = "whole"', "11: settings.wrong", "没有 THEME 写的文件夹 whole"),
        ("OUTPUT_PAHT = 'x'", "11: settings.unknown", "是不是 OUTPUT_PATH"),
        ("DEFAULT_PAGINATON = 3", "11: settings.unknown", "是不是 DEFAULT_PAGINATION"),
        ("COFFEE = True", "11: settings.unknown", "没有 COFFEE 这个设置，请删去"),
        ('WORKERS = "2"', "11: settings.wrong: WORKERS", "请写整数，不加引号"),
        ("WORKERS = -1", "11: settings.wrong: WORKERS", "不能小于0"),
        ('WITHOUT_PDF = "no"', "11: settings.wrong: WITHOUT_PDF", "True 或 False"),
        ('KEEP_INDEX = "false"', "11: settings.wrong: KEEP_INDEX", "True 或 False"),
        ('EDITIONS = "zh-Hans"', "11: settings.wrong: EDITIONS", "方括号"),
        ('EDITIONS = ["zh-Klingon"]', "11: settings.wrong: EDITIONS", "zh-Hans、zh-Hant"),
        ('EDITIONS = ["zh-Hans", "zh-Hans"]', "11: settings.wrong: EDITIONS", "写了两次"),
        ('PUBLISHERS = ["websit"]', "11: settings.wrong: PUBLISHERS", "website"),
        ('ROOMS = {"pres": {}}', "11: settings.wrong: ROOMS", "press"),
        ('UNSIGNED_NAMES = "perhaps"', "11: settings.wrong: UNSIGNED_NAMES", "error"),
        ('SITEURL = "www.paper.cn"', "11: settings.wrong: SITEURL", "https://"),
        ('SITEURL = "https://河口.中国:8443/报"', "11: settings", "xn--6or509c.xn--fiqs8s:8443/%"),
        ('SITEURL = "https://[paper"', "11: settings.wrong: SITEURL", "https://www"),
        ('SITEURL = "https://paper..cn"', "11: settings.wrong: SITEURL", "域名写得不对"),
        ('SITEURL = "https://paper.cn:99999"', "11: settings.wrong: SITEURL", "https://www"),
        ('SITEURL = "https://paper.cn/a?b"', "11: settings.wrong: SITEURL", "? 和 #"),
        ('SITEURL = "https://paper.cn/a b"', "11: settings.wrong: SITEURL", "a%20b"),
        ('SITEURL = "https://me:pw@paper.cn"', "11: settings.wrong: SITEURL", "不写用户名"),
        ('HOUSE["hub"] = "hub.cn"', "settings.wrong: HOUSE.hub", "https://www"),
        ('HOUSE["hub"] = "https://hub.cn/?a=b"', "", ""),
        ('HOUSE["sectons"] = []', "11: settings.unknown: 没有 HOUSE.sectons", "是不是 sections"),
        ('HOUSE["slug"] = "河口"', "11: settings.wrong: HOUSE.slug", "小写英文字母"),
        ('HOUSE["papers"] = ["a3"]', "11: settings.wrong: HOUSE.papers.0", "a4、8k"),
        ('del HOUSE["slug"]', "settings.wrong: 没有写 HOUSE.slug", "请补上"),
        ("del SITENAME", "没有写 SITENAME", "河口小报"),
        ('TIMEZONE = "Mars/Olympus"', "11: settings.wrong: TIMEZONE", "没有 Mars/Olympus 这个时区"),
        ('PAGE_PATHS = ["pages"]', "11: settings.wrong: PAGE_PATHS", "请删去这一行"),
    ],
)
def test_a_slip_is_told_with_its_line_and_its_cure(
    tmp_path: Path, line: str, where: str, words: str
) -> None:
    said = told(tmp_path, f"\n{line}")
    if not where:
        assert said == []
        return
    assert len(said) == 1, said
    assert where in said[0]
    assert words in said[0]


def test_all_slips_are_told_at_once(tmp_path: Path) -> None:
    said = told(tmp_path, 'WORKRES = 2\nKEEP_INDEX = 1\nHOUSE["papers"] = 7')
    assert len(said) == 3


@pytest.mark.parametrize("slip", ["EDITION = ['zh-Hans']", "WORKERS = 'many'"])
def test_no_build_begins_with_a_slip_in_its_settings(
    tmp_path: Path, slip: str, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = write(tmp_path, "pelican.conf.py", f"{OWN}{slip}\n")
    with pytest.raises(SystemExit) as ended:
        job_of({**said_in(conf), "CONF": str(conf)}, Environment(autoescape=True))
    assert ended.value.code == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "pelican.conf.py:10: settings." in told


def test_a_line_inside_a_long_setting_is_found(tmp_path: Path) -> None:
    said = told(tmp_path, text=OWN.replace('"name": "要闻"', '"nam": "要闻"'))
    assert [one.split(":")[1] for one in said] == ["7", "7"]
    assert any("HOUSE.sections.0.nam" in one and "是不是 name" in one for one in said)


def test_without_the_first_line_it_is_named(tmp_path: Path) -> None:
    said = told(tmp_path, text=OWN.partition("\n")[2])
    assert len(said) == 1
    assert "from bulletin.defaults import *" in said[0]


def test_a_plugin_of_the_host_may_have_settings_of_its_own(tmp_path: Path) -> None:
    plugged = 'PLUGINS = ["pelican.plugins.neighbors"]\n'
    assert told(tmp_path, f"{plugged}NEIGHBOURS_DEPTH = 3") == []
    assert "是不是 PUBLISHERS" in told(tmp_path, f"{plugged}PUBLISHRES = []")[0]


def test_every_setting_is_told_on_the_page_of_settings() -> None:
    text = PAGE.read_text(encoding="utf-8")
    entries = dict(re.findall(r"^### `([A-Z_]+)`\n\n(.+)$", text, re.MULTILINE))
    assert entries.keys() == PaperSettings.model_fields.keys()
    for name in entries:
        assert re.search(rf"^{name} = ", text, re.MULTILINE), name
    rows = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert rows == House.model_fields.keys() - {"site"}
    for room, model in (
        ("press", Options),
        ("syndication", SyndicationSettings),
        ("website", WebsiteSettings),
        ("kits", KitSettings),
    ):
        told = set(re.findall(rf"^\| `{room}` 的 `(\w+)` \|", text, re.MULTILINE))
        assert told == model.model_fields.keys(), room


def test_every_example_of_the_page_is_right(tmp_path: Path) -> None:
    for folder in ("templates", "whole-theme"):  # as the page says what they are for
        (tmp_path / folder).mkdir()
    blocks = re.findall(r"^```\n(.+?)^```$", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    assert told(tmp_path, text="from bulletin.defaults import *\n" + "".join(blocks)) == []


def test_a_default_fits_its_own_type() -> None:
    given: dict[str, Any] = {
        **defaults(),
        "SITENAME": "报",
        "SITEURL": "https://a.cn",
        "HOUSE": {"slug": "a", "sections": [{"id": "a", "name": "要闻"}]},
    }
    assert misset(given) == []
    assert not HOSTED.keys() & PaperSettings.model_fields.keys()


@pytest.mark.parametrize(
    ("written", "what", "cure"),
    [
        ("SITENAME = 河口小报", "第10行", "英文引号"),
        ("WITHOUT_PDF = true", "第10行", "请写成 True"),
        ("SITENAME = “河口小报”", "第10行", "英文（半角）"),
        ('HOUSE = {"slug": "a"，}', "第10行", "英文（半角）"),
        ('FONT_FOLDERS = ["C:\\Users"]', "第10行", "请写成 /"),
        (' SITENAME = "x"', "第10行", "不要空格"),
        ('EDITIONS = ["zh-Hans" 5]', "第10行", "逗号"),
        ('SITENAME = "x', "第10行", "成对"),
        ("import sys; sys.exit(3)", "第10行", "删去"),
        ("import nosuch", "nosuch", "删去"),
        ("1 / 0", "第10行", "改正"),
    ],
)
def test_a_file_that_cannot_be_run_names_the_line_and_a_cure_that_fits(
    tmp_path: Path, written: str, what: str, cure: str
) -> None:
    conf = write(tmp_path, "pelican.conf.py", f"{OWN}{written}\n")
    for read in (said_in, lambda file: Paper.of(None, file)):  # a build, and a new issue
        with pytest.raises(MisusedError) as misused:
            read(conf)
        assert what in misused.value.what
        assert cure in misused.value.cure


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_saved_by_an_old_editor_is_told_how_to_be_saved(
    tmp_path: Path, encoding: str
) -> None:
    conf = tmp_path / "pelican.conf.py"
    conf.write_text(OWN, encoding=encoding)
    with pytest.raises(MisusedError, match=r"UTF-8.*另存为"):
        said_in(conf)


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ('FONT_FOLDERS = ["D:\\new"]', "请写成 /"),
        ('OWN_THEME = ["theme"]', "引号里的文字"),
        ('OUTPUT_PATH = ""', "不能空着"),
        ("PLUGINS = 5", "方括号里的几项"),
        ("READERS = 3", '请写成花括号里的几项：{"名": ……}'),
        ('OWN_THEME = "thema"', "没有 OWN_THEME 写的文件夹 thema"),
        ('THEME_TEMPLATES_OVERRIDES = ["forms"]', "写的文件夹 forms"),
        ('PLUGINS = ["nosuch"]', "没有 PLUGINS 写的插件 nosuch"),
        ('CACHE_FOLDER = "content"', "CACHE_FOLDER 和 PATH 套在一起"),
        ('CACHE_FOLDER = "output/cache"', "CACHE_FOLDER 和 OUTPUT_PATH 套在一起"),
        ('PATH = "copy/content"\nCACHE_FOLDER = "copy"', "CACHE_FOLDER 和 PATH 套在一起"),
        ('PRINTED_FOLDER = "output"', "PRINTED_FOLDER 和 OUTPUT_PATH 套在一起"),
        ('HOUSE["sections"] = []', "至少要有一个栏目"),
        ('HOUSE["sections"] *= 2', "id 都是 yaowen"),
    ],
)
def test_what_would_go_wrong_without_a_word_is_told(
    tmp_path: Path, written: str, cure: str
) -> None:
    (line,) = told(tmp_path, written)
    assert cure in line
    assert "lax-or-strict" not in line


@pytest.mark.parametrize("written", ["5", '""', "None"])
def test_a_content_folder_that_is_no_name_is_told_where_it_is_written(
    tmp_path: Path, written: str
) -> None:
    conf = write(tmp_path, "pelican.conf.py", f"{OWN}PATH = {written}\n")
    with pytest.raises(MisusedError, match=r"pelican\.conf\.py: PATH"):
        Paper.of(None, conf)
