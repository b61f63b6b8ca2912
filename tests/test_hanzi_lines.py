"""scripts/convert: lines in, lines out, one to one."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from loaded import piped

ROOT = Path(__file__).parent.parent


def convert(data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What `bulletin convert` makes, which is the same command."""
    return piped(data, "bulletin", "convert", *arguments)


def test_every_line_has_its_line_whatever_its_bytes() -> None:
    data = "市长发表讲话\r\n\n于是\u2028后来\n".encode() + b"\xff\xfe\n" + "末行".encode()
    command = [str(ROOT / "scripts" / "convert"), "--to", "hant"]
    ran = subprocess.run(command, input=data, capture_output=True, check=False)
    assert ran.returncode == 0
    wanted = "市長發表講話\r\n\n於是\u2028後來\n".encode() + b"\xff\xfe\n" + "末行".encode()
    assert ran.stdout == wanted


def test_each_target_can_be_asked_for() -> None:
    assert convert("這裡\n".encode(), "--to", "hans").stdout.decode() == "这里\n"
    assert convert("这里说\n".encode(), "--to", "hant-hk").stdout.decode() == "這裏說\n"
    assert (
        convert("這裡\n".encode(), "--to", "hant-hk", "--from", "hant").stdout == "這裏\n".encode()
    )
    assert convert(b"", "--to", "latin").returncode == 2


def test_doubts_stand_after_a_tab_with_offsets_into_the_input() -> None:
    text = "感谢干立新的支持，区里的谷很好"
    ran = convert(f"{text}\n好\n".encode(), "--to", "hant", "--doubts")
    first, second = ran.stdout.decode().splitlines()
    _, listed = first.split("\t")
    doubts = json.loads(listed)
    assert {"start": 2, "end": 5, "why": "name"} in doubts
    assert all(set(doubt) == {"start", "end", "why"} for doubt in doubts)
    assert all(0 <= doubt["start"] < doubt["end"] <= len(text) for doubt in doubts)
    assert second == "好\t[]"


def test_a_glossary_is_obeyed_and_a_bad_one_is_said(tmp_path: Path) -> None:
    table = tmp_path / "glossary.csv"
    table.write_text("simplified,traditional\n于是,于是\n", encoding="utf-8")
    made = convert("于是\n".encode(), "--to", "hant", "--glossary", str(table))
    assert made.stdout.decode() == "于是\n"
    table.write_text("于是,于是\n", encoding="utf-8")
    ran = convert("于是\n".encode(), "--to", "hant", "--glossary", str(table))
    assert ran.returncode == 2
    assert "hanzi.glossary-header" in ran.stderr.decode()


def test_a_reader_that_stops_early_is_no_fault() -> None:
    command = [str(ROOT / "scripts" / "convert"), "--to", "hant"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write("发展\n".encode())
        process.stdin.flush()
        assert process.stdout.readline().decode() == "發展\n"
        process.stdout.close()
        process.stdin.write("发展\n".encode())
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_bytes_that_are_no_text_keep_their_places() -> None:
    data = b"\xe5\x8f\t\xff" + "头发\t发".encode() + b"\xed\xa0\x80\r\r\n\x00\x1e\x1f\n"
    ran = convert(data, "--to", "hant")
    wanted = b"\xe5\x8f\t\xff" + "頭髮\t發".encode() + b"\xed\xa0\x80\r\r\n\x00\x1e\x1f\n"
    assert ran.stdout == wanted
