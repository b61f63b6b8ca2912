"""Raw copy that is imported again: what gives way, what stays, and the commands a record prints."""

from __future__ import annotations

import html
import re
import shlex
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image
from typer.testing import CliRunner

from copydesk.command import app
from copydesk.drafts.earlier import Put, digest, imports_in
from copydesk.drafts.renewal import renewal
from newsroom.placeholders import NO_BODY

DAY = "2013-10-08"
TWO = """石泉镇办起老年食堂
本报讯 10月3日，石泉镇办起第一家老年食堂，中午开两个小时。
食堂由镇里的志愿者轮流做饭。


青石镇修好三座水闸
本报讯 10月4日，青石镇修好三座水闸，秋灌不再误事。
副镇长裴玉清到闸上看了水位。
"""
NOTICE = """关于河湾桥封闭施工的通知
全区各单位：
河湾桥10月9日起封闭施工，过往车辆请绕行青石路。
施工预计二十天。
区交通局
10月8日
"""


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds a paper of one issue, where the editor stands."""
    folder = tmp_path / "paper"
    issue = folder / "content" / "issues" / DAY
    issue.mkdir(parents=True)
    (issue / "issue.md").write_text(f"---\nnumber: 1\ndate: {DAY}\n---\n", encoding="utf-8")
    conf = 'HOUSE = {"sections": [{"id": "yaowen", "name": "要闻"}]}\n'
    (folder / "pelican.conf.py").write_text(conf, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def imported(*words: str) -> Result:
    done = CliRunner().invoke(app, list(words))
    assert "Traceback" not in done.output
    return done


def drafts(paper: Path) -> list[str]:
    found = (paper / "content" / "issues" / DAY).glob("*.md")
    return sorted(path.name for path in found if path.name != "issue.md")


def page(paper: Path) -> str:
    (record,) = paper.glob("drafts/*/record.html")
    return record.read_text("utf-8")


def commands(shown: str, ending: str) -> list[list[str]]:
    """The words of the commands that a record prints with that answer, as a shell takes them."""
    found = [html.unescape(each) for each in re.findall("<code>([^<]*)</code>", shown)]
    return [shlex.split(each)[1:] for each in found if each.endswith(ending)]


def test_drafts_that_nobody_touched_give_way(paper: Path) -> None:
    (paper / "a.txt").write_text(TWO, "utf-8")
    imported("a.txt", "--into", DAY)
    assert drafts(paper) == ["01-shi-quan-zhen-ban-qi.md", "02-qing-shi-zhen-xiu-hao.md"]
    done = imported("a.txt", "--into", DAY, "--as", "6=不是稿件", "--as", "7=接着")
    assert drafts(paper) == ["01-shi-quan-zhen-ban-qi.md"]
    assert "上次的草稿没有人改过，已经换掉" in done.stderr
    assert "02-qing-shi-zhen-xiu-hao.md" in done.stderr
    assert len(list(paper.glob("drafts/*"))) == 1
    imported("a.txt", "--into", DAY)  # the answers hold
    assert drafts(paper) == ["01-shi-quan-zhen-ban-qi.md"]


def test_a_draft_that_an_editor_has_touched_stays_as_it_is(paper: Path) -> None:
    (paper / "a.txt").write_text(TWO, "utf-8")
    imported("a.txt", "--into", DAY)
    own = paper / "content" / "issues" / DAY / "01-shi-quan-zhen-ban-qi.md"
    own.write_text(own.read_text("utf-8") + "\n编辑添的一句。\n", "utf-8")
    mine = own.read_bytes()
    done = imported("a.txt", "--into", DAY, "--as", "8=不是稿件")  # of the other item
    assert own.read_bytes() == mine
    assert drafts(paper) == ["01-shi-quan-zhen-ban-qi.md", "02-qing-shi-zhen-xiu-hao.md"]
    assert "copydesk.edited-draft: 您改过，没有动它；这一篇读成的和上次一样" in done.stderr
    done = imported("a.txt", "--into", DAY, "--as", "3=不是稿件")  # of this one
    assert own.read_bytes() == mine
    assert drafts(paper) == [
        "01-shi-quan-zhen-ban-qi-2.md",
        "01-shi-quan-zhen-ban-qi.md",
        "02-qing-shi-zhen-xiu-hao.md",
    ]
    assert "这一次读成的另写在 01-shi-quan-zhen-ban-qi-2.md" in done.stderr
    imported("a.txt", "--into", DAY)  # and no third one
    assert own.read_bytes() == mine
    assert len(drafts(paper)) == 3


def test_a_draft_that_bears_another_name_stays(paper: Path) -> None:
    (paper / "a.txt").write_text(TWO, "utf-8")
    imported("a.txt", "--into", DAY)
    folder = paper / "content" / "issues" / DAY
    (folder / "01-shi-quan-zhen-ban-qi.md").rename(folder / "canteen.md")
    done = imported("a.txt", "--into", DAY)
    assert drafts(paper) == ["02-qing-shi-zhen-xiu-hao.md", "canteen.md"]
    assert "canteen.md:0: copydesk.edited-draft: 您改了名，没有动它" in done.stderr


def test_a_draft_whose_table_was_touched_stays_whole(paper: Path) -> None:
    rows = "日期,姓名,职务\n10月8日,裴玉清,副区长\n10月9日,费正,区长\n10月10日,罗晓,副区长\n"
    (paper / "duty.csv").write_text(f"值班表,,\n{rows}", "utf-8")
    imported("duty.csv", "--into", DAY)
    (table,) = (paper / "content" / "issues" / DAY).glob("*.csv")
    table.write_text(table.read_text("utf-8").replace("罗晓", "罗小"), "utf-8")
    imported("duty.csv", "--into", DAY)
    assert "罗小" in table.read_text("utf-8")
    assert len(drafts(paper)) == 1


def test_other_copy_in_the_same_file_takes_nothing_away(paper: Path) -> None:
    (paper / "来稿.txt").write_text(TWO, "utf-8")
    imported("来稿.txt", "--into", DAY)
    (paper / "来稿.txt").write_text(NOTICE, "utf-8")
    done = imported("来稿.txt", "--into", DAY)
    assert len(drafts(paper)) == 3
    assert "copydesk.twice: 上次导入这个文件时内容不一样，那时的草稿还在" in done.stderr
    (paper / "别的.txt").write_text(f"{NOTICE}特此通知。\n", "utf-8")
    done = imported("别的.txt", "--into", DAY)
    assert len(drafts(paper)) == 4
    assert "已经有一篇同名的 01-guan-yu-he-wan-qiao.md" in done.stderr


def test_the_same_copy_in_two_issues_is_told(paper: Path) -> None:
    other = paper / "content" / "issues" / "2013-10-15"
    other.mkdir()
    (other / "issue.md").write_text("---\nnumber: 2\ndate: 2013-10-15\n---\n", encoding="utf-8")
    (paper / "a.txt").write_text(NOTICE, "utf-8")
    assert "copydesk.twice" not in imported("a.txt", "--into", DAY).stderr
    done = imported("a.txt", "--into", "2013-10-15")
    assert f"同一份来稿还有草稿在别的期里：{DAY}/01-guan-yu-he-wan-qiao.md" in done.stderr
    assert drafts(paper) == ["01-guan-yu-he-wan-qiao.md"]


def test_a_record_prints_commands_that_run_as_they_stand(paper: Path) -> None:
    folder = paper / "来 稿"
    folder.mkdir()
    (folder / "a b.txt").write_text(TWO, "utf-8")
    imported("来 稿/a b.txt", "--into", DAY, "--content", "content")
    first = page(paper)
    (title,) = commands(first, "--as 1=不是稿件")
    assert title == [
        *("来 稿/a b.txt", "--into", DAY, "--content", "content", "--as", "1=不是稿件"),
    ]
    assert imported(*title).exit_code == 0
    assert "石泉镇办起老年食堂" not in "".join(
        path.read_text("utf-8") for path in (paper / "content" / "issues" / DAY).glob("0*.md")
    )
    (more,) = commands(page(paper), "--as 2=正文")
    assert more[-4:] == ["--as", "1=不是稿件", "--as", "2=正文"]


def test_two_commands_of_the_first_page_both_hold(paper: Path) -> None:
    (paper / "a.txt").write_text(TWO, "utf-8")
    imported("a.txt", "--into", DAY)
    first = page(paper)
    for answer in ("--as 1=小标题", "--as 8=不是稿件"):
        (command,) = commands(first, answer)
        imported(*command)
    (known,) = imports_in(paper.glob("drafts/*/record.html"))
    assert {f"{line}={each.value}" for line, each in known.answers.readings} == {
        *("1=小标题", "8=不是稿件"),
    }
    done = imported("a.txt", "--into", DAY, "--as", "8=改回")
    assert "从前的回答照旧算数：--as 1=小标题" in done.stderr
    (known,) = imports_in(paper.glob("drafts/*/record.html"))
    assert {line for line, _ in known.answers.readings} == {1}


def test_the_later_of_two_answers_about_one_line_holds(paper: Path) -> None:
    (paper / "a.txt").write_text(TWO, "utf-8")
    imported("a.txt", "--into", DAY, "--as", "3=标题", "--as", "3=另起", "--as", "3=不是稿件")
    (known,) = imports_in(paper.glob("drafts/*/record.html"))
    assert [each.value for _, each in known.answers.readings] == ["不是稿件"]
    imported("a.txt", "--into", DAY, "--as", "3=正文", "--as", "3=接着")
    (known,) = imports_in(paper.glob("drafts/*/record.html"))
    assert {each.value for _, each in known.answers.readings} == {"正文", "接着"}


def test_a_record_goes_where_its_content_keeps_its_drafts(
    paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "elsewhere" / "copy"
    (away / "issues" / DAY).mkdir(parents=True)
    (paper / "a.txt").write_text(NOTICE, "utf-8")
    imported("a.txt", "--content", str(away), "--into", DAY)
    assert (tmp_path / "elsewhere" / "drafts" / "a" / "record.html").is_file()
    assert not (paper / "drafts").exists()
    imported("a.txt", "--into", f"content/issues/{DAY}")
    assert (paper / "drafts" / "a" / "record.html").is_file()
    monkeypatch.chdir(away)
    (paper / "a.txt").write_text(TWO, "utf-8")
    imported(str(paper / "a.txt"), "--into", str(paper / "content" / "issues" / DAY))
    assert (paper / "drafts" / "a-2" / "record.html").is_file()
    assert not (away / "drafts").exists()
    imported(str(paper / "a.txt"), "--into", str(tmp_path / "named"))
    assert (tmp_path / "named" / "a-record.html").is_file()


def test_a_record_that_was_spoilt_is_no_earlier_import(paper: Path) -> None:
    (paper / "a.txt").write_text(NOTICE, "utf-8")
    imported("a.txt", "--into", DAY)
    (record,) = paper.glob("drafts/*/record.html")
    record.write_text(record.read_text("utf-8").replace("&#34;source", "&#34;sauce"), "utf-8")
    done = imported("a.txt", "--into", DAY)
    assert drafts(paper) == ["01-guan-yu-he-wan-qiao-2.md", "01-guan-yu-he-wan-qiao.md"]
    assert "copydesk.twice: 已经有一篇同名的 01-guan-yu-he-wan-qiao.md" in done.stderr


# A folder of a text and a photo

PHONE = """车站新设充电座
记者 王敏
清水镇在车站前新设三处充电座，居民出示证件就能用，每次以一小时为限，晚上九点收回。
镇里说，试用三个月以后再看要不要增设，到时候先问过车站附近的住户。
图1：居民在给手机充电。 李强 摄
"""
PHOTO = "01-che-zhan-xin-she-chong-1.jpg"
STORY = "01-che-zhan-xin-she-chong.md"


@pytest.fixture
def sent(paper: Path) -> Path:
    """A folder with a text and the photo that it speaks of."""
    folder = paper / "来稿"
    folder.mkdir()
    (folder / "正文.txt").write_text(PHONE, encoding="utf-8")
    Image.new("RGB", (800, 600), (200, 90, 40)).save(folder / "图1.jpg")
    return folder


@pytest.mark.usefixtures("sent")
def test_a_folder_that_has_not_changed_is_put_as_it_was(paper: Path) -> None:
    imported("来稿", "--into", DAY)
    home = paper / "content" / "issues" / DAY
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    assert {STORY, PHOTO} <= before.keys()
    assert imported("来稿", "--into", DAY).stderr == ""
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before


def test_a_folder_whose_text_has_changed_is_told_beside_what_was_put_before(
    paper: Path, sent: Path
) -> None:
    imported("来稿", "--into", DAY)
    (sent / "正文.txt").write_text(PHONE.replace("三处", "五处"), encoding="utf-8")
    done = imported("来稿", "--into", DAY)
    assert "上次导入这个文件时内容不一样" in done.stderr
    assert drafts(paper) == [STORY.replace(".md", "-2.md"), STORY]
    home = paper / "content" / "issues" / DAY
    assert "三处" in (home / STORY).read_text("utf-8")
    assert "五处" in (home / drafts(paper)[0]).read_text("utf-8")


@pytest.mark.usefixtures("sent")
def test_a_draft_that_was_deleted_comes_again_though_its_photo_stayed(paper: Path) -> None:
    imported("来稿", "--into", DAY)
    home = paper / "content" / "issues" / DAY
    (home / STORY).unlink()
    done = imported("来稿", "--into", DAY)
    assert done.exit_code == 0, done.stderr
    assert "上次的这份草稿不在了，这一次又写了一份" in done.stderr
    assert drafts(paper) == [STORY]


@pytest.mark.usefixtures("sent")
def test_a_photo_that_was_cropped_stays_as_the_editor_has_it(paper: Path) -> None:
    imported("来稿", "--into", DAY)
    cropped = paper / "content" / "issues" / DAY / PHOTO
    Image.new("RGB", (400, 400), (200, 90, 40)).save(cropped)
    kept = cropped.read_bytes()
    done = imported("来稿", "--into", DAY)
    assert "您改过，没有动它" in done.stderr
    assert cropped.read_bytes() == kept


@pytest.mark.usefixtures("sent")
def test_a_stranger_s_file_in_the_way_stops_an_import_before_it_writes(
    paper: Path,
) -> None:
    home = paper / "content" / "issues" / DAY
    (home / PHOTO).write_bytes(b"another")
    done = imported("来稿", "--into", DAY)
    assert done.exit_code == 1
    assert f"{PHOTO}:0: copydesk.exists: " in done.stderr
    assert drafts(paper) == []
    assert (home / PHOTO).read_bytes() == b"another"


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("used", [True, False])
def test_a_photo_that_no_draft_has_any_more_goes_unless_another_item_shows_it(
    paper: Path, *, used: bool
) -> None:
    imported("来稿", "--into", DAY)
    home = paper / "content" / "issues" / DAY
    if used:
        (home / "other.md").write_text(f"---\nphotos: [{{file: {PHOTO}}}]\n---\n", encoding="utf-8")
    plan, _ = renewal(
        home,
        [
            Put(
                "01-che-zhan-xin-she-chong",
                tuple((name, digest((home / name).read_bytes())) for name in (STORY, PHOTO)),
            )
        ],
        (),
        lambda _: (),
    )
    assert plan.removed == ((STORY,) if used else (PHOTO, STORY))


def test_a_report_in_pictures_asks_for_no_text(paper: Path, sent: Path) -> None:
    (sent / "正文.txt").write_text(
        "图片新闻\n图1：10月7日，居民在车站前给手机充电。 李强 摄\n", encoding="utf-8"
    )
    imported("来稿", "--into", DAY)
    (draft,) = drafts(paper)
    text = (paper / "content" / "issues" / DAY / draft).read_text("utf-8")
    assert "居民在车站前给手机充电" in text
    assert NO_BODY not in text
