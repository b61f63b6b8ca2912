"""An issue's package goes into the account's box as one message, or not at all, with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

import wechat
from delivery.posting import Post, asked
from kits.wechat import rules
from kits.wechat.account import Account, AccountError
from kits.wechat.sending import Box, RefusedError, put, read_package
from newsroom.guard import MisusedError
from newsrooms import picture

WHOLE = (0, 0, 1, 1)
HTTP = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def platform() -> Iterator[wechat.Platform]:
    with wechat.platform() as double:
        yield double


def article(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"item-{number}",
        "title": f"第{number}篇",
        "author": "林晓",
        "digest": f"第{number}篇的摘要",
        "content": f'<section style="font-size:16px"><p>正文{number}</p>'
        f'<img src="images/{number}.jpg" alt="图"></section>',
        "source_url": f"https://www.example.cn/2013/09/30/item-{number}/",
        "pictures": [f"images/{number}.jpg"],
        "cover": f"images/{number}.jpg",
        "wide": [0, 0.180833, 1, 0.819167],
        "square": [0.166667, 0, 0.833333, 1],
        **more,
    }


def package(folder: Path, articles: list[dict[str, Any]]) -> Path:
    """A package on the disk, as a build leaves it."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    for one in articles:
        for name in one["pictures"]:
            (folder / name).write_bytes(picture(f"#{crc32(name.encode()) & 0xFFFFFF:06x}"))
    told = {"version": 1, "paper": "p https://www.example.cn", "issue": "2013-09-30"}
    text = json.dumps({**told, "articles": articles}, ensure_ascii=False)
    (folder / "message.json").write_text(text, encoding="utf-8")
    return folder


def sent(platform: wechat.Platform, folder: Path, cache: Path) -> str:
    account = Account.of(platform.environment)
    box = Box.of(cache, "p", account.appid)
    return put(read_package(folder), account, box, lambda _: None)


def test_an_issue_of_eight_becomes_one_draft_with_its_pictures(
    platform: wechat.Platform, tmp_path: Path
) -> None:
    told = sent(platform, package(tmp_path / "p", [article(n) for n in range(8)]), tmp_path)
    assert "8篇已放进公众号的草稿箱" in told
    (draft,) = platform.drafts
    assert [one["title"] for one in draft] == [f"第{n}篇" for n in range(8)]
    assert len(platform.pictures) == 8
    assert all("http://mmbiz.qpic.cn" in one["content"] for one in draft)
    assert not any('src="images/' in one["content"] for one in draft)
    assert {one["digest"] for one in draft} == {""}  # the platform shows it of a single one only
    assert draft[0]["pic_crop_235_1"] == "0_0.180833_1_0.819167"
    assert draft[0]["pic_crop_1_1"] == "0.166667_0_0.833333_1"
    first_draft = platform.asked.index("/cgi-bin/draft/add")
    assert first_draft == len(platform.asked) - 1  # pictures go first


def test_a_single_article_keeps_its_digest(platform: wechat.Platform, tmp_path: Path) -> None:
    sent(platform, package(tmp_path / "p", [article(1)]), tmp_path)
    assert platform.drafts[0][0]["digest"] == "第1篇的摘要"


LONG = "字" * rules.CONTENT
SHOWS = f'<p>{"字" * 40}<img src="images/1.jpg" alt="图"></p>'  # its picture's address grows there


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda some: some.append(article(8)), "最多|1到8篇"),
        (lambda some: some.clear(), "1到8篇"),
        (lambda some: some[1].update(title="长" * 33), "标题最多32字"),
        (lambda some: some[1].update(title=""), "没有标题"),
        (lambda some: some[1].update(author="长" * 17), "作者最多16字"),
        (lambda some: some[1].update(digest="长" * 129), "摘要最多128字"),
        (lambda some: some[1].update(content=f"<p>{LONG}</p>"), "少于20000个字符"),
        (lambda some: some[1].update(content=SHOWS * 80, title="图多"), "图多.*少于20000个字符"),
        (lambda some: some[1].update(source_url=f"https://a.cn/{'x' * 1024}"), "原文网址"),
        (lambda some: some[1].update(cover="images/none.jpg"), "没有这张图片"),
        (lambda some: some[1].update(cover="../message.json"), "没有这张图片"),
        (lambda some: some[1].update(content='<p class="x">字</p>'), "平台会去掉"),
        (lambda some: some[1].update(content='<p><a href="https://a.cn">字</a></p>'), "平台会去掉"),
    ],
)
def test_what_is_over_a_limit_is_refused_before_anything_is_sent(
    platform: wechat.Platform,
    tmp_path: Path,
    spoil: Callable[[list[dict[str, Any]]], None],
    word: str,
) -> None:
    some = [article(n) for n in range(8)]
    spoil(some)
    with pytest.raises(RefusedError, match=word):
        sent(platform, package(tmp_path / "p", some), tmp_path)
    assert platform.asked == []


def test_a_picture_too_large_is_refused_before_anything_is_sent(
    platform: wechat.Platform, tmp_path: Path
) -> None:
    folder = package(tmp_path / "p", [article(1)])
    (folder / "images/1.jpg").write_bytes(bytes(rules.PICTURE_BYTES))
    with pytest.raises(RefusedError, match="小于"):
        sent(platform, folder, tmp_path)
    assert platform.asked == []


def test_a_correction_makes_a_new_draft_and_says_so(
    platform: wechat.Platform, tmp_path: Path
) -> None:
    folder = package(tmp_path / "p", [article(1)])
    assert "新草稿" not in sent(platform, folder, tmp_path)
    assert "没有变" in sent(platform, folder, tmp_path)
    assert len(platform.drafts) == 1
    changed = article(1, content="<p>更正后的正文</p>", pictures=[])
    told = sent(platform, package(tmp_path / "p", [changed]), tmp_path)
    assert "新草稿" in told
    assert "删去" in told
    assert len(platform.drafts) == 2


@pytest.mark.parametrize(
    ("path", "answer", "word"),
    [
        ("/cgi-bin/stable_token", {"errcode": 40164, "errmsg": "invalid ip"}, "白名单"),
        ("/cgi-bin/media/uploadimg", {"errcode": 40005, "errmsg": "invalid file type"}, "40005"),
        ("/cgi-bin/material/add_material", {}, "上传 images/1.jpg不成"),
        ("/cgi-bin/draft/add", {"errcode": 48001, "errmsg": "api unauthorized"}, "权限"),
        ("/cgi-bin/draft/add", {"errcode": "45009", "errmsg": "reach max"}, "次数用完了"),
        ("/cgi-bin/draft/add", {"errcode": [1], "media_id": "x"}, "没有说缘由"),
        ("/cgi-bin/draft/add", {"errcode": 9, "errmsg": f"of {wechat.SECRET}\n!"}, "of …… !"),
        ("/cgi-bin/stable_token", {"access_token": {"a": 1}}, "取凭证不成"),
        ("/cgi-bin/draft/add", HTTP + b"\r\n<html>log in</html>", "答得不对"),
        ("/cgi-bin/draft/add", HTTP + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n", "答得不对"),
        ("/cgi-bin/draft/add", HTTP + b"X: " + b"a" * 70_000, "答得不对"),
        ("/cgi-bin/draft/add", HTTP + b"\r\n" + b"[" * 100_000, "答得不对"),
        ("/cgi-bin/draft/add", b"SSH-2.0-elsewhere\r\n", "答得不对"),
        ("/cgi-bin/draft/add", b"", "连不上"),
    ],
)
def test_what_the_platform_refuses_is_told_and_not_taken_for_done(
    platform: wechat.Platform, tmp_path: Path, path: str, answer: dict[str, Any] | bytes, word: str
) -> None:
    folder = package(tmp_path / "p", [article(1)])
    platform.faults[path] = answer
    with pytest.raises(AccountError, match=word) as error:
        sent(platform, folder, tmp_path)
    assert wechat.SECRET not in str(error.value)
    assert platform.drafts == []
    platform.faults.clear()
    assert "已放进" in sent(platform, folder, tmp_path)


def test_pictures_that_went_up_before_a_failure_go_up_once(
    platform: wechat.Platform, tmp_path: Path
) -> None:
    folder = package(tmp_path / "p", [article(n) for n in range(3)])
    platform.faults["/cgi-bin/draft/add"] = {"errcode": 45009, "errmsg": "reach max"}
    with pytest.raises(AccountError):
        sent(platform, folder, tmp_path)
    assert (len(platform.pictures), len(platform.materials)) == (3, 3)
    platform.faults.clear()
    platform.asked.clear()
    assert "已放进" in sent(platform, folder, tmp_path)
    assert platform.asked == ["/cgi-bin/stable_token", "/cgi-bin/draft/add"]
    changed = [article(n) for n in range(3)]
    changed[0]["title"] = "更正"
    (folder / "images/1.jpg").write_bytes(picture("#ff0000"))
    package_again = folder / "message.json"
    told = {**json.loads(package_again.read_text(encoding="utf-8")), "articles": changed}
    package_again.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    sent(platform, folder, tmp_path)
    assert (len(platform.pictures), len(platform.materials)) == (4, 4)


def test_a_cover_that_somebody_has_deleted_goes_up_again(
    platform: wechat.Platform, tmp_path: Path
) -> None:
    folder = package(tmp_path / "p", [article(1)])
    sent(platform, folder, tmp_path)
    platform.materials.clear()
    changed = package(tmp_path / "p", [article(1, title="改过的题目")])
    assert "已放进" in sent(platform, changed, tmp_path)
    assert len(platform.drafts) == 2


@pytest.mark.parametrize("stubborn", [False, True])
@pytest.mark.parametrize(
    "path", ["/cgi-bin/media/uploadimg", "/cgi-bin/material/add_material", "/cgi-bin/draft/add"]
)
def test_a_token_made_void_in_the_middle_is_got_anew_once(
    platform: wechat.Platform, tmp_path: Path, path: str, *, stubborn: bool
) -> None:
    platform.void_at, platform.stubborn = path, stubborn
    folder = package(tmp_path / "p", [article(1)])
    assert "已放进" in sent(platform, folder, tmp_path)
    assert platform.asked.count(path) == 2
    assert platform.asked.count("/cgi-bin/stable_token") == 2 + stubborn
    assert len(platform.drafts) == 1


def test_a_token_that_is_never_right_is_asked_for_no_more_than_that(
    platform: wechat.Platform, tmp_path: Path
) -> None:
    platform.faults["/cgi-bin/media/uploadimg"] = {"errcode": 40001, "errmsg": "invalid"}
    with pytest.raises(AccountError, match="40001"):
        sent(platform, package(tmp_path / "p", [article(1)]), tmp_path)
    assert platform.asked.count("/cgi-bin/media/uploadimg") == 2


def test_a_platform_that_does_not_answer_is_told_without_the_secret(tmp_path: Path) -> None:
    environment = {"WECHAT_APPID": "wx1", "WECHAT_APPSECRET": "hush", "WECHAT_API": ""}
    with pytest.raises(AccountError, match="https"):
        Account.of({**environment, "WECHAT_API": "http://elsewhere.example"})
    for address in ("http://[", "file://localhost/etc", "https://", "https://a b/", "https://a:x"):
        with pytest.raises(AccountError, match="https"):
            Account.of({**environment, "WECHAT_API": address})
    with pytest.raises(AccountError, match="WECHAT_APPID"):
        Account.of({**environment, "WECHAT_APPID": " "})
    pasted = Account.of({**environment, "WECHAT_APPSECRET": "hush\n"})
    assert pasted.secret == environment["WECHAT_APPSECRET"]
    account = Account.of({**environment, "WECHAT_API": "http://127.0.0.1:9"})
    assert "hush" not in repr(account)
    folder = package(tmp_path / "p", [article(1)])
    with pytest.raises(AccountError, match="连不上") as error:
        put(read_package(folder), account, Box.of(tmp_path, "p", "wx1"), lambda _: None)
    assert "hush" not in str(error.value)


def test_without_credentials_nothing_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WECHAT_APPID", raising=False)
    with pytest.raises(MisusedError, match="WECHAT_APPID"):
        asked("", wechat=True, dry_run=False)
    with pytest.raises(MisusedError, match="--wechat"):
        asked("2013-09-30", wechat=False, dry_run=False)
    with pytest.raises(MisusedError, match="不是日期"):
        asked("昨天", wechat=True, dry_run=True)
    assert asked("20130930", wechat=True, dry_run=True) == Post("2013-09-30", None)
    assert asked("", wechat=False, dry_run=True) is None
    assert asked("2013-09-30", wechat=True, dry_run=True) == Post("2013-09-30", None)
