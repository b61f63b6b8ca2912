"""The kit of an issue: a ZIP file with the text in three forms, the photos as they came, and lists.

Lists are text with tabs, not tables of a spreadsheet: a caption that begins with `=` is a caption.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from PIL import Image, ImageCms

from edition.model import Edition
from edition.tree import OutputTree
from kits.layout.icml import icml
from kits.making import code, made_alone
from manuscripts.manuscript import Picture, manuscript
from manuscripts.packing import packed
from manuscripts.people import credit_line, label_of_day, people_of
from manuscripts.tagged import tagged
from manuscripts.word import document
from manuscripts.words import one_line
from newsroom.fingerprints import fingerprint
from newsroom.model import Issue, NewsItem, Photo

if TYPE_CHECKING:
    from kits.settings import KitSettings

DOTS = 300  # an inch, for paper
INCH = 25.4  # millimetres
PHOTO_HEADS = (
    *("文件", "稿件", "图片说明", "署名", "替代文字", "像素", "色彩"),
    "300点时最宽（毫米）",
)
STORY_HEADS = ("序号", "栏目", "文件名", "标题", "署名", "字数", "照片")
READ_ME = """{paper} 第{number}期（{day}）版式包

{stem}.icml    InDesign：文件 → 置入；样式名就是报纸的行话（主题、引题、正文……）
{stem}.docx    Word，样式名相同
{stem}-tagged.txt  InDesign 标签文本，样式名相同
photos/        照片原件，像素和色彩都没有动过；说明和署名见 photos.txt
contents.txt   目录

改过的字怎样回到稿件里：把改好的 DOCX（不要改样式名）交给编辑，运行
  scripts/import {stem}.docx
改了哪些字，先看：
  scripts/returned {stem}.docx
"""


def kit_path(edition: Edition, issue: Issue) -> str:
    """Where the kit of an issue stands: `yibin-tongxun-2013-09-30-layout-zh-Hans.zip`."""
    return f"{edition.house.slug}-{issue.key}-layout-{edition.script.tag}.zip"


def publish_kits(
    edition: Edition, tree: OutputTree, settings: KitSettings, issues: Iterable[Issue]
) -> None:
    """Write the kits of some issues; one that can't be made is withheld alone."""
    for issue in issues:
        told = [item.told.digest for item in issue.items]
        mark = fingerprint(edition.fingerprint, code(), issue.digest, repr(settings), *told)
        what = edition.set_text(f"{label_of_day(issue.day)}的版式包（{edition.script.tag}）")
        made_alone(edition, tree, what, kit_path(edition, issue), mark, _whole(edition, issue))


def _whole(edition: Edition, issue: Issue) -> Callable[[], Iterable[tuple[str, bytes]]]:
    def render() -> Iterator[tuple[str, bytes]]:
        yield "", kit(edition, issue)

    return render


def kit(edition: Edition, issue: Issue) -> bytes:
    """The kit of an issue; the same bytes whenever and wherever it is made."""
    photos = dict(_photos(edition, issue))
    files = {photo.digest: name for name, (photo, _) in photos.items()}
    named: Callable[[Photo], str] = lambda photo: files[photo.digest]  # noqa: E731 - one expression
    stem = f"{edition.house.slug}-{issue.key}"
    members = {
        "README.txt": _read_me(edition, issue, stem),
        "contents.txt": _table(edition, STORY_HEADS, _stories(edition, issue)),
        f"{stem}.icml": icml(edition, issue, named),
        f"{stem}.docx": document(edition, issue),
        f"{stem}-tagged.txt": tagged(edition, issue, named),
        "photos.txt": _table(edition, PHOTO_HEADS, _captions(edition, photos)),
    }
    pictures = {name: edition.photo_file(photo).read_bytes() for name, (photo, _) in photos.items()}
    return packed({**members, **pictures}.items())


def _photos(edition: Edition, issue: Issue) -> Iterator[tuple[str, tuple[Photo, NewsItem | None]]]:
    """The photos in the order of the text, by their file in the kit; each picture once.

    Names that differ in nothing but case are one name where a layout room unpacks them.
    """
    seen: set[str] = set()
    taken: set[str] = set()
    for part in manuscript(edition, issue):
        if isinstance(part, Picture) and part.photo.digest not in seen:
            photo = part.photo
            seen.add(photo.digest)
            name = photo.file.name
            if name.casefold() in taken:
                name = f"{photo.file.stem}-{photo.digest[:8]}{photo.file.suffix}"
            taken.add(name.casefold())
            yield f"photos/{name}", (photo, part.item)


def _captions(
    edition: Edition, photos: dict[str, tuple[Photo, NewsItem | None]]
) -> Iterator[tuple[str, ...]]:
    for name, (photo, item) in photos.items():
        yield (
            name,
            item.title if item else "",
            photo.caption,
            credit_line(photo.credits),
            photo.alt,
            f"{photo.width}×{photo.height}",
            _profile(edition, photo),
            f"{photo.width / DOTS * INCH:.0f}",
        )


def _profile(edition: Edition, photo: Photo) -> str:
    """The colour space that a photo says of itself."""
    with Image.open(edition.photo_file(photo)) as image:
        data, mode = image.info.get("icc_profile"), image.mode
    if not data:
        return edition.set_text(f"{mode}，没有特性文件")
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        return one_line(str(ImageCms.getProfileDescription(profile)))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return edition.set_text(f"{mode}，特性文件读不出")


def _stories(edition: Edition, issue: Issue) -> Iterator[tuple[str, ...]]:
    told = [item for item in issue.items if not item.retraction]
    for number, item in enumerate(told, 1):
        yield (
            f"{number}",
            edition.section_of(item).name,
            item.id,
            item.title,
            "、".join(people_of(item)),
            f"{item.characters}",
            f"{len(item.photos)}",
        )


def _table(edition: Edition, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    lines = [tuple(map(edition.set_text, heads)), *rows]
    text = "".join("\t".join(map(one_line, line)) + "\r\n" for line in lines)
    return ("\ufeff" + text).encode("utf-8", "surrogatepass")


def _read_me(edition: Edition, issue: Issue, stem: str) -> bytes:
    given = {"number": issue.number, "day": label_of_day(issue.day), "stem": stem}
    text = edition.set_text(READ_ME.format(paper="{paper}", **given))
    text = text.replace("{paper}", one_line(edition.house.name))
    return ("\ufeff" + text.replace("\n", "\r\n")).encode("utf-8", "surrogatepass")
