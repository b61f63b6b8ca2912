"""A paper is founded as its founder has answered: each answer in each place that shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from pathlib import Path

import pytest

from bulletin import founding
from bulletin.answers import answered, sections_of, spelt, why_not
from bulletin.founding import files_of, init
from newsroom.guard import MisusedError

GOOD = {
    "name": "河口小报",
    "place": "河口街道",
    "site": "https://www.hekou.cn",
    "sections": "要闻、民生、公告、副刊",
    "papers": "A4、八开",
    "scripts": "简体、繁体",
}
DAY = date(2026, 3, 2)
ISSUE = "content/issues/2026-03-02"


def founded(**answers: str) -> dict[str, str]:
    """The files of a paper, text by path."""
    return dict(files_of(answered(**{**GOOD, **answers}), DAY))


def test_the_settings_say_what_was_answered() -> None:
    assert founded()["pelican.conf.py"].splitlines()[4:] == [
        'SITENAME = "河口小报"',
        'SITEURL = "https://www.hekou.cn"',
        'EDITIONS = ["zh-Hans", "zh-Hant"]',
        "HOUSE = {",
        '    "slug": "he-kou-xiao-bao",',
        '    "domain_since": 2026,',
        '    "sections": [',
        '        {"id": "yaowen", "name": "要闻"},',
        '        {"id": "minsheng", "name": "民生"},',
        '        {"id": "gonggao", "name": "公告"},',
        '        {"id": "fukan", "name": "副刊"},',
        "    ],",
        '    "papers": ["a4", "8k"],',
        '    "copyright": "河口小报编辑部",',
        "}",
    ]


def test_the_first_issue_has_a_story_of_each_section_the_first_leads() -> None:
    made = founded()
    items = {path.removeprefix(f"{ISSUE}/"): text for path, text in made.items() if ISSUE in path}
    assert items == {
        "issue.md": "---\nnumber: 1\ndate: 2026-03-02\n---\n",
        "lead.md": (
            "---\nkind: report\nsection: yaowen\nheadline: 河口小报今天创刊\nrank: 1\n---\n"
            "河口小报从这一期起同河口街道的读者见面，开设要闻、民生、公告、副刊4个栏目。\n\n"
            "报纸有网页和印刷的版面，用2种字形出版，可以订阅，也可以检索旧报。\n\n"
            "读者有要说的事、要问的话，可以同编辑部联系。\n"
        ),
        **{
            f"about-{id_}.md": (
                f"---\nkind: report\nsection: {id_}\nheadline: 河口小报开设“{name}”栏目\n"
                f"rank: {rank}\n---\n"
                f"“{name}”栏目从这一期起同读者见面，欢迎来稿，也欢迎说说想看什么。\n"
            )
            for id_, name, rank in (
                ("minsheng", "民生", 2),
                ("gonggao", "公告", 3),
                ("fukan", "副刊", 4),
            )
        },
    }


def test_of_many_sections_none_stands_below_the_lowest_rank() -> None:
    made = founded(sections="一、二、三、四、五、六、七")
    assert [text.partition("rank: ")[2][0] for path, text in made.items() if "rank: " in text] == [
        *("1", "2", "3", "4", "4", "4", "4")
    ]


def test_who_edits_the_paper_and_what_it_has_stand_on_its_page() -> None:
    about = "content/pages/about.md"
    assert (
        "河口小报由河口街道河口小报编辑部编辑出版，设有“要闻”“民生”“公告”“副刊”4个栏目。"
        in founded()[about]
    )
    nowhere = founded(place="")
    assert "河口小报由河口小报编辑部编辑出版" in nowhere[about]
    assert "同读者见面，开设" in nowhere[f"{ISSUE}/lead.md"]


def test_the_files_of_a_paper_lie_where_the_program_looks_for_them() -> None:
    made = founded()
    assert [path for path in made if "/fillers/" not in path and ISSUE not in path] == [
        *("pelican.conf.py", "README.md", ".gitignore", ".gitattributes", "content/ledger/new"),
        *("content/glossary.csv", "content/pages/about.md"),
    ]
    assert made["README.md"].startswith("# 《河口小报》\n")
    assert "`content/issues/2026-03-02/` 里是一期样子" in made["README.md"]
    assert {"output/", "output.proofs/", "kits/"} <= {*made[".gitignore"].splitlines()}
    assert "content/ledger/*.jsonl -text merge=union" in made[".gitattributes"].splitlines()


def test_a_filler_brings_its_drawing_and_none_names_an_address_or_a_photo() -> None:
    fillers = {path: text for path, text in founded().items() if "/fillers/" in path}
    drawn = [path for path in fillers if path.endswith(".svg")]
    assert drawn
    assert all(fillers[path].startswith("<svg") for path in drawn)
    copy = [text for path, text in fillers.items() if path.endswith(".md")]
    assert not any("@" in text or ".jpg" in text for text in copy)
    assert sum("\nphoto:" in text for text in copy) == len(drawn)


def test_only_an_address_that_is_an_example_is_to_be_changed() -> None:
    conf = founded(site="https://www.paper.example")["pelican.conf.py"]
    assert "发布以前一定要改" in conf
    assert "一定要改" not in founded()["pelican.conf.py"]


@pytest.mark.parametrize(
    ("option", "written", "read"),
    [
        ("name", "  河口\u3000小报 ", "河口 小报"),
        ("name", "报" * 20, "报" * 20),
        ("place", " 河口街道 ", "河口街道"),
        ("site", " https://a.cn/ ", "https://a.cn"),
        ("papers", "八开，a4；A4 8K", ("8k", "a4")),
        ("scripts", "香港|简体｜ZH-HANT;简体", ("zh-Hant-HK", "zh-Hans", "zh-Hant")),
    ],
)
def test_an_answer_is_read_however_it_is_spaced_and_each_thing_once(
    option: str, written: str, read: object
) -> None:
    field = {"scripts": "editions"}.get(option, option)
    assert getattr(answered(**{**GOOD, option: written}), field) == read
    assert why_not(option, written) == ""


@pytest.mark.parametrize(
    ("option", "written", "told"),
    [
        ("name", "报" * 21, "“报报报报报报报报报报报报报报报报报报报报报”不能用"),
        ("name", "河口\u202e小报", "请写一行字，不超过20个"),
        ("name", "<报>", "不用英文引号、尖括号和竖线"),
        ("place", "河口\\", "“河口\\”不能用"),
        ("sections", "要闻、小'道", "“小'道”不能用"),
        ("sections", f"要闻、{'长' * 21}", "不超过20个"),
        (
            "sections",
            "一、二、三、四、五、六、七、八、九、十、甲、乙、丙",
            "栏目有13个，请写1到12个",
        ),
        ("papers", " 、", "什么都没有写，请至少写一样"),
        ("papers", "信纸", "不认识“信纸”，可以是 "),
        ("scripts", "，", "什么都没有写"),
        ("scripts", "甲骨文", "不认识“甲骨文”，可以是 简体、"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(option: str, written: str, told: str) -> None:
    assert told in why_not(option, written)
    with pytest.raises(MisusedError) as refused:
        answered(**{**GOOD, option: written})
    assert refused.value.file == f"--{option}"


def test_twelve_sections_of_one_sound_have_twelve_addresses() -> None:
    names = "事、市、是、世、式、视、试、室、示、士、氏、释"
    assert [one.id for one in sections_of(names)] == [
        *("shi", "shi2", "shi3", "shi4", "shi5", "shi6"),
        *("shi7", "shi8", "shi9", "shi10", "shi11", "shi12"),
    ]
    assert [one.name for one in sections_of("要闻，民生｜要闻;公告")] == ["要闻", "民生", "公告"]


def test_what_no_pinyin_spells_has_an_address_all_the_same() -> None:
    assert [one.id for one in sections_of("★、☆")] == ["section", "section2"]
    assert '"slug": "paper"' in founded(name="★★")["pelican.conf.py"]
    assert spelt("河口 - 小报") == "he-kou-xiao-bao"


class Made:
    """What `bulletin init` has the program make, and with what end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, status: int = 0) -> None:
        self.asked: list[tuple[object, ...]] = []
        self._status = status
        monkeypatch.setattr(founding, "build_apart", self._build)

    def _build(self, *words: object) -> int:
        self.asked.append(words)
        return self._status


def ended(folder: Path, **options: object) -> int:
    """The status of `bulletin init`."""
    with pytest.raises(SystemExit) as end:
        init(folder, **options)
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize(
    ("option", "written", "file", "shows"),
    [
        ("name", "山城晚报", "pelican.conf.py", 'SITENAME = "山城晚报"'),
        ("place", "山城区", "content/pages/about.md", "由山城区河口小报编辑部编辑出版"),
        ("sections", "里巷", "pelican.conf.py", '{"id": "lixiang", "name": "里巷"}'),
        ("papers", "对开", "pelican.conf.py", '"papers": ["2k"]'),
        ("scripts", "香港", "pelican.conf.py", 'EDITIONS = ["zh-Hant-HK"]'),
        ("site", "https://shan.cn", "pelican.conf.py", 'SITEURL = "https://shan.cn"\n'),
        ("ci", "github", ".github/workflows/publish.yml", "bulletin publish"),
        ("ci", "gitlab", ".gitlab-ci.yml", "bulletin publish"),
    ],
)
def test_every_option_is_seen_in_what_is_founded(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: str,
    written: str,
    file: str,
    shows: str,
) -> None:
    Made(monkeypatch)
    assert ended(tmp_path / "paper", **{"name": "河口小报", option: written}) == 0
    assert shows in (tmp_path / "paper" / file).read_text(encoding="utf-8")


def test_what_nobody_has_answered_is_as_usual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made(monkeypatch)
    monkeypatch.chdir(tmp_path)
    assert ended(Path("山城晚报"), yes=True) == 0
    conf = (tmp_path / "山城晚报/pelican.conf.py").read_text(encoding="utf-8")
    for line in (
        'SITENAME = "山城晚报"',
        'SITEURL = "https://www.paper.example"',
        'EDITIONS = ["zh-Hans", "zh-Hant"]',
        '"papers": ["a4", "8k"]',
        '{"id": "yaowen", "name": "要闻"}',
        '{"id": "minsheng", "name": "民生"}',
        '{"id": "gonggao", "name": "公告"}',
    ):
        assert line in conf
    assert not (tmp_path / "山城晚报/.gitlab-ci.yml").exists()
    home = tmp_path / "山城晚报"
    assert made.asked == [(home / "content", home / "output", home / "pelican.conf.py")]


def test_the_folder_one_stands_in_names_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Made(monkeypatch)
    (tmp_path / "山城晚报").mkdir()
    monkeypatch.chdir(tmp_path / "山城晚报")
    assert ended(Path(), yes=True) == 0
    assert 'SITENAME = "山城晚报"' in Path("pelican.conf.py").read_text(encoding="utf-8")


def test_the_first_issue_is_of_the_day_where_the_paper_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Early(datetime):
        """Five in the afternoon of 1 March at Greenwich: in China it is the next day."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Early:
            return cls(2026, 3, 1, 17, tzinfo=UTC).astimezone(tz or UTC)

    Made(monkeypatch)
    monkeypatch.setattr(founding, "datetime", Early)
    ended(tmp_path / "paper", yes=True)
    assert [one.name for one in (tmp_path / "paper/content/issues").iterdir()] == ["2026-03-02"]


def test_who_is_asked_sees_what_is_usual_where_anything_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, object, object]] = []

    def answer(question: str, *, default: str, show_default: bool) -> str:
        asked.append((question, default, show_default))
        return default

    Made(monkeypatch)
    monkeypatch.setattr(founding.typer, "prompt", answer)
    monkeypatch.setattr(founding.sys.stdin, "isatty", lambda: True)
    assert ended(tmp_path / "小报") == 0
    assert asked == [
        ("报纸叫什么名字", "小报", True),
        ("哪里的报纸（可以不写）", "", False),
        ("有哪些栏目", "要闻、民生、公告", True),
        ("印在什么纸上", "A4、八开", True),
        ("出哪几种字形", "简体、繁体", True),
        ("网站的网址（还没有就不写）", "https://www.paper.example", True),
    ]


def test_a_paper_can_be_founded_without_its_newspaper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made(monkeypatch)
    ended(tmp_path / "paper", yes=True, without_pdf=True)
    assert made.asked[0][3:] == ("--without-pdf",)
    assert b"\r" not in (tmp_path / "paper/pelican.conf.py").read_bytes()  # on any system


@pytest.mark.parametrize(("status", "shown"), [(0, True), (3, True), (1, False), (2, False)])
def test_where_to_look_is_said_of_a_paper_that_was_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: int,
    *,
    shown: bool,
) -> None:
    Made(monkeypatch, status)
    assert ended(tmp_path / "paper", name="河口小报") == status
    told = capsys.readouterr().out
    assert f"《河口小报》的文件写好了，在 {tmp_path / 'paper'}" in told
    assert (f"请用浏览器打开 {tmp_path / 'paper/output/index.html'}" in told) is shown


def test_a_forge_that_is_not_known_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Made(monkeypatch)
    assert ended(tmp_path / "paper", name="河口小报", ci="gitee") == 2
    assert "--ci: 不认识“gitee”，可以是 github、gitlab" in capsys.readouterr().err
    assert not (tmp_path / "paper").exists()


def test_where_nobody_can_answer_nobody_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Made(monkeypatch)
    monkeypatch.setattr(founding.sys.stdin, "isatty", lambda: False)
    assert ended(tmp_path / "paper") == 2
    assert "--name" in capsys.readouterr().err
    assert not (tmp_path / "paper").exists()


def test_what_systems_leave_in_a_folder_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Made(monkeypatch)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".DS_Store").touch()
    assert ended(tmp_path, name="河口小报") == 0
    assert ended(tmp_path, name="河口小报") == 2
    assert "这里已经有一份报纸" in capsys.readouterr().err


def test_what_lies_in_the_way_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Made(monkeypatch)
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).touch()
    assert ended(tmp_path, name="河口小报") == 2
    assert "里面有 a.txt" in capsys.readouterr().err
    assert ended(tmp_path / "b.txt", name="河口小报") == 2
    assert "这是一个文件" in capsys.readouterr().err
