"""One item file and what stands beside it become a NewsItem."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from newsroom import schedules
from newsroom.appointments import Schedule
from newsroom.blocks import lines_of
from newsroom.briefs import split_briefs
from newsroom.codes import ReadingCode
from newsroom.drawings import SUFFIX, drawing_of
from newsroom.fields import LONGEST_LINE
from newsroom.fingerprints import digest, fingerprint
from newsroom.itemfields import facts_of
from newsroom.keptitems import ReadItem, reading_code
from newsroom.kinds import Kind, Status
from newsroom.markup import Markup, Typesetter
from newsroom.matter import ItemMatter, NoticeMatter, PhotoMatter
from newsroom.model import Body, Brief, Figure, GlossaryRow, NewsItem, Notice, Photo, Recording
from newsroom.occasions.holidays import Holiday
from newsroom.pictures import Flaw, picture_of
from newsroom.placeholders import note_in_table, note_placeholders, says_nothing
from newsroom.plainfields import PLAIN, mark_in, note_marks
from newsroom.problems import ProblemList, Severity
from newsroom.recordings import sound_of
from newsroom.references import Place
from newsroom.signing import note_credits
from newsroom.sources import Source, source_of
from newsroom.store import Store
from newsroom.summaries import summary_of
from newsroom.validating import validated, without_faults
from newsroom.wishes import PrintWish

MOST_BRIEFS = 500
LONGEST_NAME = 120  # bytes; a file system ends at 255, and sizes are added to it
STAND_INS = {"kind": Kind.REPORT.value, "section": "", "headline": "无题"}
COUNTED = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+|[0-9A-Za-z]+")
TABLE_BLOCK = re.compile(r"(?:^[ \t]*\|.*\n?){3,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ItemFiles:
    """Where an item stands. name: shown to the editor; beside: the bytes of a file beside it."""

    folder: Path
    name: str
    day: date
    beside: Callable[[str], bytes | None]


class ItemReader:
    """Reads item files; one for a whole build."""

    def __init__(
        self,
        store: Store,
        glossary: tuple[GlossaryRow, ...],
        holidays: tuple[Holiday, ...] = (),
    ) -> None:
        self.typesetter = Typesetter()
        self._store = store
        self._glossary = glossary
        self._holidays = holidays

    def read(
        self, data: bytes, file: str, files: ItemFiles, problems: ProblemList
    ) -> ReadItem | None:
        """Read one item; None where an error keeps it from being one."""
        before = len(problems.errors)
        source = source_of(data, files.name, problems)
        if source is None:
            return None
        matter = validated(source, ItemMatter, problems)
        sound = matter is not None
        matter = matter or without_faults(source, ItemMatter, STAND_INS)
        if matter is None:
            return None
        note_placeholders(source, problems, Severity.ERROR)
        note_marks(source, problems)
        note_credits(source, problems)
        folder = PurePosixPath("issues", files.folder.name)
        photos = self._photos(matter, source, files, folder, problems)
        audio = self._audio(matter, source, files, folder, problems)
        published = matter.status is Status.PUBLISHED  # a draft waits for its photos
        if published and matter.kind is Kind.PHOTO and not matter.photos:
            what, cure = "图片新闻没有照片", "请在照片（photos）里写上，或者改体裁（kind）"
            line = source.line_of("kind")
            problems.add(files.name, line, ReadingCode.PHOTO_MISSING, what, cure, Severity.WARNING)
        schedule, text = self._schedule(matter, source, files, folder, problems)
        place = Place(files.name, folder, source.body_line)
        briefs: tuple[Brief, ...] = ()
        if matter.kind is Kind.BRIEF:
            markup, briefs = self._briefs(text, place, problems)
        else:
            markup = self.typesetter.markup(text, place, problems)
        if sound or matter.photos:
            self._check_photo_places(markup, matter, source, problems)
        body = self._store.keep_body(markup.html)
        if sound and not (text.strip() or photos or schedule or matter.kind is Kind.SCHEDULE):
            problems.add(files.name, source.body_line, ReadingCode.EMPTY, "稿件没有正文", "请补上")
        if len(problems.errors) > before:
            return None
        named = [photo.file for photo in matter.photos] + _table_of(matter) + _audio_of(matter)
        beside = tuple(dict.fromkeys(named))
        item = NewsItem(
            id=PurePosixPath(file).stem,
            issue_day=files.day,
            source=folder / file,
            kind=matter.kind,
            section=matter.section,
            headline=matter.headline,
            body=body,
            script=matter.script,
            digest=fingerprint(
                reading_code(),
                digest(data),
                *(digest(files.beside(name) or b"") for name in beside),
            ),
            position=0,
            kicker=matter.kicker,
            deck=matter.deck,
            dateline=matter.dateline,
            summary=matter.summary
            or summary_of(markup.html or (briefs[0].body.html if briefs else "")),
            bylines=tuple(credit.credit() for credit in matter.bylines),
            photos=photos,
            audio=audio,
            figures=tuple(Figure(f.value, f.unit, f.label) for f in matter.figures),
            quote=matter.quote,
            facts=facts_of(matter),
            subheads=markup.subheads,
            briefs=briefs,
            schedule=schedule,
            print_wish=PrintWish(
                rank=matter.rank,
                page=matter.page,
                span=matter.span,
                jump=matter.jump,
                together=matter.together,
                vertical=matter.vertical,
                upright=matter.upright,
            ),
            characters=_count(body, briefs),
            status=matter.status,
            embargo=_aware(matter, source, problems),
            corrections=tuple(filter(None, map(_notice, matter.corrections))),
            retraction=_notice(matter.retracted),
            moved_from=matter.moved_from,
            glossary=tuple(sorted(matter.glossary.items())),
        )
        anchors = {s.anchor for s in markup.subheads} | {brief.anchor for brief in briefs}
        return ReadItem(
            item,
            beside,
            tuple(markup.links),
            frozenset(anchors),
            source.line_of("section"),
            tuple(source.line_of("moved_from", at) for at in range(len(matter.moved_from))),
        )

    def _photos(
        self,
        matter: ItemMatter,
        source: Source,
        files: ItemFiles,
        folder: PurePosixPath,
        problems: ProblemList,
    ) -> tuple[Photo, ...]:
        photos = []
        seen: set[str] = set()
        for index, wanted in enumerate(matter.photos):
            line = source.line_of("photos", index, "file")
            if wanted.file in seen:
                what = f"照片 {wanted.file} 写了两次"
                problems.add(files.name, line, ReadingCode.PHOTO_TWICE, what, "请删去一处")
            seen.add(wanted.file)
            photo = self.photo(wanted, line, files, folder, problems)
            if photo is not None:
                photos.append(photo)
        return tuple(photos)

    def photo(
        self,
        wanted: PhotoMatter,
        line: int,
        files: ItemFiles,
        folder: PurePosixPath,
        problems: ProblemList,
        *,
        drawings: bool = False,
    ) -> Photo | None:
        """A photo beside the item; None and what is wrong with it where it can't be had.

        drawings: whether it may be a drawing (SVG), which only paper takes.
        """
        name = wanted.file
        if not _good_name(name):
            what, cure = f"照片的文件名不能用：{name[:40]!r}", "请改短，只用字、字母、数字和连字符"
            problems.add(files.name, line, ReadingCode.NAME, what, cure)
            return None
        if not _beside_only(name):
            what = f"照片 {name} 不在稿件旁边"
            problems.add(
                files.name,
                line,
                ReadingCode.OUTSIDE,
                what,
                "请把照片放进这一期的文件夹，只写文件名",
            )
            return None
        if not wanted.alt:
            what = f"照片 {name} 没有替代文字（alt）"
            cure = "请用一句话写明照片里有什么，读屏软件要念给看不见的人听"
            problems.add(files.name, line, ReadingCode.PHOTO_ALT, what, cure)
        elif says_nothing(wanted.alt, name):
            what = f"照片 {name} 的替代文字“{wanted.alt[:40]}”没有说照片里有什么"
            cure = "请用一句话写明照片里有什么，读屏软件要念给看不见的人听"
            problems.add(files.name, line, ReadingCode.PHOTO_ALT, what, cure)
        data = files.beside(name)
        if data is None:
            what, cure = f"没有照片 {name}", "请把照片放在稿件旁边，或改正文件名，大小写也要一样"
            problems.add(files.name, line, ReadingCode.PHOTO_MISSING, what, cure)
            return None
        suffix = PurePosixPath(name).suffix
        is_drawing = drawings and suffix.lower() == SUFFIX
        picture = drawing_of(data) if is_drawing else picture_of(data, suffix)
        if isinstance(picture, Flaw):
            what = f"{name} {picture.what}"
            problems.add(files.name, line, ReadingCode.PHOTO_NOT_IMAGE, what, picture.cure)
            return None
        return Photo(
            file=folder / name,
            digest=picture.digest,
            width=picture.width,
            height=picture.height,
            alt=wanted.alt,
            caption=wanted.caption,
            credits=tuple(credit.credit() for credit in wanted.credit),
            size=wanted.size,
            crop=wanted.crop,
        )

    @staticmethod
    def _audio(
        matter: ItemMatter,
        source: Source,
        files: ItemFiles,
        folder: PurePosixPath,
        problems: ProblemList,
    ) -> Recording | None:
        """The recording of an item; None and what is wrong with it where it can't be had."""
        if matter.audio is None:
            return None
        name, start, line = matter.audio.file, matter.audio.start, source.line_of("audio")

        def refused(code: ReadingCode, what: str, cure: str) -> None:
            problems.add(files.name, line, code, what, cure)

        if not _good_name(name):
            cure = "请改短，只用字、字母、数字和连字符"
            refused(ReadingCode.NAME, f"录音的文件名不能用：{name[:40]!r}", cure)
        elif not _beside_only(name):
            cure = "请把录音放进这一期的文件夹，只写文件名"
            refused(ReadingCode.OUTSIDE, f"录音 {name} 不在稿件旁边", cure)
        elif (data := files.beside(name)) is None:
            cure = "请把录音放在稿件旁边，或改正文件名，大小写也要一样"
            refused(ReadingCode.AUDIO_MISSING, f"没有录音 {name}", cure)
        elif isinstance(sound := sound_of(data, PurePosixPath(name).suffix), Flaw):
            refused(ReadingCode.AUDIO_NOT_SOUND, f"{name} {sound.what}", sound.cure)
        elif start >= sound.seconds:
            what = f"{name} 一共{round(sound.seconds)}秒，没有第{start:g}秒"
            refused(ReadingCode.WRONG_VALUE, what, "请改正录音（audio）的开始（start）")
        else:
            facts = (sound.digest, sound.media_type, sound.length)
            more = (sound.seconds, sound.form, start)
            return Recording(folder / name, *facts, *more)
        return None

    def _schedule(
        self,
        matter: ItemMatter,
        source: Source,
        files: ItemFiles,
        folder: PurePosixPath,
        problems: ProblemList,
    ) -> tuple[Schedule | None, str]:
        """The schedule of an item, if it is one, and the body without the table."""
        if matter.kind is not Kind.SCHEDULE:
            return None, source.body
        line = source.line_of("table")
        if matter.schedule is None:
            if (source.matter or {}).get("schedule") is None:  # else its faults are told
                what, cure = "没有安排（schedule）一栏", "请写明期间、地点和时间"
                problems.add(files.name, 1, ReadingCode.MISSING_FIELD, what, cure)
            return None, source.body
        text, name = source.body, files.name
        if matter.table:
            data = files.beside(matter.table) if _beside_only(matter.table) else None
            if data is None:
                what = f"没有表格 {matter.table}"
                problems.add(
                    files.name, line, ReadingCode.TABLE_MISSING, what, "请把表格放在稿件旁边"
                )
                return None, text
            suffix = PurePosixPath(matter.table).suffix.lower()
            name = f"{files.name.rpartition('/')[0]}/{matter.table}"
        else:
            match = TABLE_BLOCK.search(text)
            if match is None:
                what, cure = "接访安排没有表格", "请写明 table: 文件名，或在正文里放一个表格"
                problems.add(files.name, line, ReadingCode.TABLE_MISSING, what, cure)
                return None, text
            before = source.body_line - 1 + text.count("\n", 0, match.start())
            data, suffix = ("\n" * before + match.group()).encode(), ".md"
            text = text[: match.start()] + text[match.end() :]
        table, found = schedules.read_table(data, suffix, name)
        problems.extend(found)
        if table.refused:
            return None, text
        note_in_table(name, ((row.line, row.cells) for row in table.rows), problems)
        file = folder / (matter.table or PurePosixPath(files.name).name)
        schedule, found = schedules.read_schedule(
            table, matter.schedule, file, name, matter.headline, self._glossary, self._holidays
        )
        problems.extend(found)
        return schedule, text

    def _briefs(
        self, text: str, place: Place, problems: ProblemList
    ) -> tuple[Markup, tuple[Brief, ...]]:
        whole = Markup("")
        briefs: list[Brief] = []
        if self.typesetter.is_too_much(text, place, problems):
            return whole, ()
        for index, piece in enumerate(split_briefs(text), 1):
            where, line = place.line + piece.line, place.line + piece.head
            if index > MOST_BRIEFS:
                what, cure = f"一篇里不止{MOST_BRIEFS}则简讯", "请分成几篇"
                problems.add(place.name, where, ReadingCode.TOO_LARGE, what, cure)
                break
            if len(piece.headline) > LONGEST_LINE:
                what = f"简讯的小标题有{len(piece.headline)}字"
                cure = f"最多{LONGEST_LINE}个字；正文请另起一行"
                problems.add(place.name, line, ReadingCode.WRONG_VALUE, what, cure)
            mark = mark_in(piece.headline)
            if mark:
                what = f"简讯小标题里的标记会照原样印出：{mark}"
                code, warning = ReadingCode.MARKS, Severity.WARNING
                problems.add(place.name, line, code, what, PLAIN, warning)
            inner = Place(place.name, place.folder, where)
            markup = self.typesetter.markup(piece.text, inner, problems, prefix=f"b{index}s")
            whole.links += markup.links
            whole.photos += markup.photos
            body = self._store.keep_body(markup.html)
            briefs.append(Brief(f"b{index}", piece.headline, body, piece.bylines))
        if not briefs:
            cure = "请在正文里写几则简讯，用一行 --- 隔开"
            problems.add(place.name, place.line, ReadingCode.NO_BRIEFS, "没有一则简讯", cure)
        return whole, tuple(briefs)

    @staticmethod
    def _check_photo_places(
        markup: Markup, matter: ItemMatter, source: Source, problems: ProblemList
    ) -> None:
        declared = {photo.file: f"{photo.alt}\n{photo.caption}" for photo in matter.photos}
        placed: set[str] = set()
        for photo in markup.photos:
            if photo.target not in declared:
                what = f"正文里的照片 {photo.written[:60]} 没有写在照片（photos）里"
                cure = "请在照片（photos）里写明文件、替代文字（alt）和图片说明"
                if "//" in photo.target:
                    cure = f"请先把照片存成文件，放在稿件旁边，再{cure.removeprefix('请')}"
                problems.add(source.name, photo.line, ReadingCode.PHOTO_UNDECLARED, what, cure)
            elif photo.target in placed:
                what = f"照片 {photo.written} 在正文里出现两次"
                problems.add(source.name, photo.line, ReadingCode.PHOTO_TWICE, what, "请删去一处")
            elif not (
                photo.words in declared[photo.target] or says_nothing(photo.words, photo.target)
            ):
                what = f"照片 {photo.written} 方括号里的字不印出：{photo.words[:30]}"
                cure = "要印的请写在照片（photos）的图片说明（caption）里；不印的就不用改"
                line, code = photo.line, ReadingCode.MARKS
                problems.add(source.name, line, code, what, cure, Severity.WARNING)
            placed.add(photo.target)


def _table_of(matter: ItemMatter) -> list[str]:
    return [matter.table] if matter.table and _beside_only(matter.table) else []


def _audio_of(matter: ItemMatter) -> list[str]:
    return [matter.audio.file] if matter.audio and _beside_only(matter.audio.file) else []


def _good_name(name: str) -> bool:
    """Whether a file's name can be part of an address: short, no character that can't be seen."""
    return len(name.encode()) <= LONGEST_NAME and name.isprintable()


def _beside_only(name: str) -> bool:
    return "/" not in name and "\\" not in name and name not in {"", ".", ".."}


def _notice(notice: NoticeMatter | None) -> Notice | None:
    return Notice(notice.date, notice.text) if notice else None


def _aware(matter: ItemMatter, source: Source, problems: ProblemList) -> datetime | None:
    if matter.embargo is not None and matter.embargo.tzinfo is None:
        line = source.line_of("embargo")
        cure = f"请写明时区，如 {matter.embargo:%Y-%m-%dT%H:%M}+08:00"
        problems.add(source.name, line, ReadingCode.WRONG_DATE, "发布时刻（embargo）没有时区", cure)
        return None
    return matter.embargo


def _count(body: Body, briefs: tuple[Brief, ...]) -> int:
    texts = [body.html, *(brief.body.html for brief in briefs)]
    lines = (line for html in texts for line in lines_of(html))
    return sum(1 if run.isascii() else len(run) for line in lines for run in COUNTED.findall(line))
