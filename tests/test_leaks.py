"""Drafts and embargoed items are in no output at all until their time."""

from __future__ import annotations

import base64
import email
import email.policy
import io
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pypdfium2
import pytest

from newsrooms import DAY, issue, item, picture, write
from presses import built

# Characters that nothing else in the output has, in both scripts.
SECRETS = "魑魅魍饕餮"
NAME = "chimei"
A4 = ("a4",)  # what is in one size is in the other
BEFORE = datetime(2013, 10, 8, 11, tzinfo=UTC)
AFTER = datetime(2013, 10, 8, 13, tzinfo=UTC)


def newsroom(content: Path) -> Path:
    """An issue with a public item and one that is not public yet, secret in every field."""
    issue(content)
    item(content, "lead", "公开的消息。" * 20, rank=1)
    write(content, f"issues/{DAY}/{NAME}.jpg", picture("#123456", (1200, 800)))
    photos = [{"file": f"{NAME}.jpg", "alt": "魑魅", "caption": "魍魍", "credit": "饕餮"}]
    item(
        *(content, NAME, "魑魅魍魍的正文。\n\n## 1 饕餮的小标题\n\n![](chimei.jpg)"),
        headline="魑魅魍魍",
        kicker="饕餮",
        deck="魑魅",
        bylines=["饕餮"],
        photos=photos,
        embargo="2013-10-08T20:00+08:00",
        quote="魍魍",
    )
    table = "接访安排,,下访安排,\n姓名,时间,时间,地点\n饕餮,10月9日,10月10日,魑魅镇魍魍村\n"
    write(content, f"issues/{DAY}/plan.csv", table)
    schedule = {"period": "2013-10", "venue": "饕餮厅", "hours": "上午8:30-12:00"}
    item(
        *(content, "plan", ""),
        kind="schedule",
        section="gonggao",
        headline="10月魍魍接访",
        table="plan.csv",
        schedule=schedule,
        status="draft",
    )
    return content


def texts(path: Path, data: bytes) -> Iterator[str]:
    """Everything that can be read out of a published file."""
    yield path.name
    yield data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from texts(Path(name), archive.read(name))
    elif data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(data) as pdf:
            yield repr(pdf.get_metadata_dict())
            for page in pdf:
                yield page.get_textpage().get_text_range()
    elif path.suffix == ".eml":
        for part in email.message_from_bytes(data, policy=email.policy.default).walk():
            if not part.is_multipart():
                yield from texts(Path("part"), part.get_payload(decode=True) or b"")


def traces(output: Path) -> dict[str, list[str]]:
    """Files with traces of the secret, and which."""
    marks = [*SECRETS, NAME, *(quote(char) for char in SECRETS)]
    marks += [f"\\u{ord(char):04x}" for char in SECRETS]
    marks += [base64.b64encode("魑魅魍".encode()).decode()]
    found: dict[str, list[str]] = {}
    for path in sorted(output.rglob("*")):
        if path.is_file():
            name = path.relative_to(output).as_posix()
            whole = "\0".join([name, *texts(path, path.read_bytes())])
            seen = [mark for mark in marks if mark in whole]
            if seen:
                found[name] = seen
    return found


@pytest.mark.share(2)
@pytest.mark.parametrize("earlier", [False, True], ids=["first build", "after it was public"])
def test_nothing_of_an_unpublished_item_is_in_any_output(tmp_path: Path, *, earlier: bool) -> None:
    content = newsroom(tmp_path / "content")
    if earlier:
        output, _ = built(content, tmp_path, now=AFTER, papers=A4)
        assert traces(output)
    output, _ = built(content, tmp_path, now=BEFORE, papers=A4)
    assert traces(output) == {}


def test_an_unpublished_item_changes_not_a_byte_of_any_output(tmp_path: Path) -> None:
    """Pictures of pages, cards and compressed files included, which no hunt can read."""
    content = newsroom(tmp_path / "content")
    output, _ = built(content, tmp_path, now=BEFORE, papers=A4)
    with_it = {path.relative_to(output): path for path in output.rglob("*") if path.is_file()}
    bare = tmp_path / "bare"
    shutil.copytree(content, bare / "content")
    for path in (bare / "content/issues" / DAY).iterdir():
        if path.stem in {NAME, "plan"}:
            path.unlink()
    without, _ = built(bare / "content", bare, now=BEFORE, papers=A4)
    assert {path.relative_to(without) for path in without.rglob("*") if path.is_file()} == set(
        with_it
    )
    differing = [
        name for name, path in with_it.items() if path.read_bytes() != (without / name).read_bytes()
    ]
    assert differing == []


def test_the_hunt_finds_what_is_published(tmp_path: Path) -> None:
    content = newsroom(tmp_path / "content")
    output, _ = built(content, tmp_path, now=AFTER, papers=A4)
    found = traces(output)
    kinds = {Path(name).suffix for name in found}
    assert {".html", ".xml", ".json", ".pdf", ".epub", ".eml", ".docx", ".webp", ".jpg"} <= kinds
    for place in ("index.html", "card.png"):
        assert f"2013/10/08/{NAME}/{place}" in found
    assert [name for name in found if name.startswith("search/s/")]
    assert [name for name in found if name.startswith("search/d/")]
    assert [name for name in found if name.endswith("-mail.html")]
    assert [name for name in found if name.endswith("-tagged.txt")]
