"""Raw copy in whatever encoding is read as it was written, or it is asked for anew."""

from __future__ import annotations

import pytest

from copydesk.codes import CopyRefusedError, DeskCode
from copydesk.decoding import decode

CHINESE = "各位居民：明日上午八时起停水，请提前储水。联系人：张伟、王芳、李娜、刘洋、陈静、杨敏。"
NAMES = "赵磊 钱勇 孙娟 周强 吴艳 郑杰 冯霞 陈浩 褚婷 卫鹏 蒋玲 沈超 韩丽 杨娜 朱峰 秦涛 尤莉"
JAPANESE = "伊浜区の住民の皆様へ。明日の午前八時から水道工事のため断水します。担当：水道局 田中太郎"
KOREAN = "이빈구 주민 여러분께 알려 드립니다. 내일 오전 여덟 시부터 수도 공사로 인해 단수됩니다."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((CHINESE, encoding) for encoding in ("gb18030", "hz", "utf-8", "utf-16")),
        *((JAPANESE, encoding) for encoding in ("shift_jis", "euc_jp", "iso2022_jp")),
        *((NAMES, "gb18030"), (KOREAN, "euc_kr")),
    ],
)
def test_a_text_is_read_in_its_own_encoding(text: str, encoding: str) -> None:
    assert decode("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_at_the_head_says_the_encoding_and_is_no_text(encoding: str) -> None:
    assert decode("a.txt", f"\ufeff{CHINESE}".encode(encoding)).text == CHINESE


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_an_encoding_that_can_only_be_guessed_is_asked_about(encoding: str) -> None:
    text = "Уважаемые жители, завтра с восьми часов утра будет отключена вода."
    with pytest.raises(CopyRefusedError) as refusal:
        decode("a.txt", text.encode(encoding))
    told = refusal.value.problem
    assert told.code is DeskCode.ENCODING
    assert "UTF-8" in told.cure
