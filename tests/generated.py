"""Issues made by chance, and what must not be lost when they are carried away and back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from random import Random

import lxml.html
import yaml
from lxml import etree

from copydesk.desk import edit
from copydesk.drafts.folder import draft_files
from copydesk.drafts.markdown import body_of
from copydesk.piece import Piece
from copydesk.sources.reading import read_copy
from copydesk.work import Work
from edition.model import Edition
from kits.documents import paragraphs_of
from kits.layout.icml import icml
from kits.settings import KitSettings
from kits.wechat import rules
from kits.wechat.article import article_of
from manuscripts.bodies import Bodies
from manuscripts.manuscript import Grid, Line, manuscript
from manuscripts.word import document
from newsroom.blocks import Block, Entry, Heading, Paragraph, PhotoPlace, Rule, Table, blocks_of
from newsroom.kinds import Kind
from newsroom.markup import Typesetter
from newsroom.model import Credit, Issue, NewsItem
from newsroom.placeholders import QUERY
from newsroom.problems import ProblemList
from newsroom.references import Place
from newsroom.runs import Runs, plain
from newsrooms import issue, item, picture, write
from syndication.book import book
from syndication.entries import Desk
from syndication.mail import letter, plain_text
from syndication.settings import SyndicationSettings

WORDS = (
    "全区召开会议部署秋收工作，村民们连夜抢收，合作社新添三台收割机，"
    "桥头村的新路通车了；干部于红杰说：“早一天修好，早一天方便。”社区食堂每餐只收五元。"
)
LARGEST = 102_000


@dataclass(frozen=True)
class Chance:
    """What is made of a seed."""

    random: Random

    def words(self, least: int, most: int) -> str:
        """So many characters of a story."""
        start = self.random.randrange(len(WORDS))
        text = (WORDS * 12)[start : start + self.random.randint(least, most)]
        return text.strip("，；：“”。") or "正文"

    def block(self) -> str:
        """A block of a body."""
        made, words = self.random, self.words
        kinds = (
            lambda: "\n".join(f"- {words(4, 20)}" for _ in range(made.randint(1, 4))),
            self._numbered,
            self._nested,
            self._table,
            lambda: f"> {words(8, 40)}。",
            lambda: f"## {made.randint(1, 9)} {made.randint(2, 90)}个{words(3, 8)}",
            self._linked,
            self._noted,
            self._read,
            self._broken,
            self._looks,
            self.nested_words,
            *(lambda: f"{words(20, 160)}。",) * 3,
        )
        return made.choice(kinds)()

    def _numbered(self) -> str:
        first = self.random.randint(1, 9)
        count = self.random.randint(1, 4)
        return "\n".join(f"{first + n}. {self.words(4, 20)}" for n in range(count))

    def _nested(self) -> str:
        """A list within a list, sometimes with a later paragraph of an entry."""
        marks = self.random.sample(["-", "1."], 2)
        lines = []
        for _ in range(self.random.randint(1, 3)):
            lines.append(f"{marks[0]} {self.words(4, 20)}")
            for number in range(self.random.randint(0, 2)):
                inner = marks[1].replace("1", str(number + 1))
                lines.append(f"    {inner} {self.words(4, 20)}")
        if self.random.random() < 0.3:
            lines.append(f"\n    {self.words(4, 20)}。")
        return "\n".join(lines)

    def _table(self) -> str:
        count = 0 if self.random.random() < 0.1 else 3  # 0: a heading that heads no row
        rows = [f"| {self.words(2, 6)} | {self.random.randint(1, 9999)} |" for _ in range(count)]
        return "\n".join(["| 项目 | 数目 |", "|---|---|", *rows])

    def _linked(self) -> str:
        number, words = self.random.randint(1, 999), self.words
        link = f"[{words(3, 6)}](https://example.org/{number}?a=1&b={number})"
        return f"{words(5, 20)}{link}，**{words(2, 6)}**，*{words(2, 6)}*，{words(5, 20)}。"

    def _noted(self) -> str:
        """A paragraph with a footnote, sometimes of two paragraphs."""
        name, words = f"n{self.random.randrange(10**6)}", self.words
        more = f"\n\n    {words(4, 20)}。" if self.random.random() < 0.3 else ""
        broken = f"，\\\n    {words(4, 20)}" if self.random.random() < 0.3 else ""
        said = f"{words(4, 20)}{broken}。{more}"
        return f"{words(5, 20)}[^{name}]，{words(5, 20)}。\n\n[^{name}]: {said}"

    def _broken(self) -> str:
        """Lines that end where the editor ends them: of verse, or of an entry of a list."""
        lines = [f"{self.words(5, 7)}，\\" for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.5:
            return "\n".join([*lines, f"{self.words(5, 7)}。"])
        return "\n  ".join([f"- {lines[0]}", *lines[1:], f"{self.words(5, 7)}"])

    def _looks(self) -> str:
        """Words in several looks at once."""
        words = self.words
        link = f"**[{words(3, 6)}](https://example.org/)**"
        struck = f"**~~{words(3, 6)}~~**，=={words(3, 6)}=="
        return f"{words(5, 20)}{link}，{struck}，*=={words(3, 6)}==*，{words(5, 20)}。"

    def _read(self) -> str:
        """A paragraph with readings above words."""
        words = self.words
        read = "<ruby>范<rt>fàn</rt></ruby>家<ruby>庄<rt>zhuāng</rt>村<rt>cūn</rt></ruby>"
        bold = "**<ruby>桥头<rt>qiáo tóu</rt></ruby>**"
        ends = self.random.choice((f"{words(5, 20)}。", "", "<ruby>里<rt>lǐ</rt></ruby>"))
        return f"{words(5, 20)}{read}，{bold}{ends}"

    def nested_words(self) -> str:
        """A paragraph of words set apart within each other, beside each other and beside others."""
        parts = (self._set_apart(frozenset()) for _ in range(self.random.randint(1, 5)))
        paragraph = f"<strong>{self.words(1, 3)}</strong>{''.join(parts)}"
        line = paragraph.replace("\\\n", "")
        name = f"n{self.random.randrange(10**6)}"
        lines = (
            *(f"- {line}\n- {line}", f"> {line}\n>\n> {line}", f"## {line}"),
            f"{line}[^{name}]\n\n[^{name}]: {line}",
            f"| 甲 | 乙 |\n|---|---|\n| {line} | 丙 |",
        )
        return self.random.choice([f"{paragraph}。", paragraph, *lines])

    def _set_apart(self, within: frozenset[str]) -> str:
        made = self.random
        left = [tag for tag in ("strong", "em", "del", "mark", "a") if tag not in within]
        what = made.choice(["words", "words", "ruby", "break", *left[: 5 - len(within)]])
        if what == "words":
            return made.choice(["", " ", "，", "*", "a", "［1］"]) + self.words(1, 4)
        if what == "ruby":
            return f"<ruby>{self.words(1, 2)}<rt>{made.choice(['lì', 'dào yuán'])}</rt></ruby>"
        if what == "break":
            return f"{self.words(1, 2)}\\\n{self.words(1, 2)}"
        inner = self._set_apart(within | {what})
        inner += "".join(self._set_apart(within | {what}) for _ in range(made.randint(0, 2)))
        if what == "a":
            return f"[{inner.strip()}](https://example.org/{made.randint(1, 9)})"
        return f"<{what}>{inner.strip()}</{what}>"

    def content(self, folder: Path, issues: int) -> Path:
        """A content folder of some issues of items."""
        for number in range(1, issues + 1):
            day = f"20{10 + number // 336:02d}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"
            made = issue(folder, day, number, editors="林晓")
            if self.random.random() < 0.3:  # a heading that heads no row
                note = f"| {self.words(2, 6)} | {self.words(2, 6)} |\n|---|---|\n"
                made.write_text(made.read_text("utf-8") + note, "utf-8")
            write(folder, f"issues/{day}/a.jpg", picture(size=(300, 200)))
            for place in range(self.random.randint(1, 5)):
                self._item(folder, day, place)
        return folder

    def _item(self, folder: Path, day: str, place: int) -> None:
        made = self.random
        matter: dict[str, object] = {"headline": f"{self.words(4, 18)}{place}"}
        for name, chance in (("kicker", 0.4), ("deck", 0.4), ("quote", 0.2)):
            if made.random() < chance:
                matter[name] = self.words(4, 16)
        if made.random() < 0.6:
            matter["bylines"] = made.sample(["林晓", "沈一鸣", "范学贵"], made.randint(1, 2))
        if made.random() < 0.3:
            photo = {
                "file": "a.jpg",
                "alt": "会场里坐满了人。",
                "caption": f"{self.words(4, 12)}。",
            }
            matter["photos"] = [photo]
        blocks = [f"{self.words(20, 60)}。", *(self.block() for _ in range(made.randint(1, 7)))]
        if "photos" in matter and made.random() < 0.5:
            blocks.insert(made.randint(1, len(blocks)), "![](a.jpg)")
        item(folder, f"item-{place}", "\n\n".join(blocks), day, **matter)


def losses(edition: Edition, made: Issue) -> Iterator[str]:
    """What is lost of an issue on some way out or back; nothing where all is well."""
    desk = Desk(edition, SyndicationSettings())
    told = [text for text, _ in _texts(edition, made)]
    data = document(edition, made)
    yield from _lost("Word", told, "".join(_close(one.text) for one in paragraphs_of(data)))
    story = etree.fromstring(icml(edition, made, lambda photo: photo.file.name))
    spoken = [text for text, is_reading in _texts(edition, made) if not is_reading]
    yield from _lost("ICML", spoken, _close("".join(map(str, story.itertext("Content")))))
    readings = {_close(one.get("RubyString", "")) for one in story.iter("CharacterStyleRange")}
    said = {text[1:-1] for text, is_reading in _texts(edition, made) if is_reading}
    yield from (f"ICML: reading {text!r}" for text in said - readings)
    yield from _damaged(story)
    mail = letter(desk, made)
    if len(mail.encode()) >= LARGEST:
        yield f"mail: {len(mail.encode())} bytes"
    yield from _lost("mail in plain text", told, _close(plain_text(desk, made)))
    with zipfile.ZipFile(io.BytesIO(book(desk, made))) as archive:
        pages = [name for name in archive.namelist() if name.endswith(".xhtml")]
        roots = [etree.fromstring(archive.read(name)) for name in pages]
        for root in roots:
            etree.strip_elements(root, "{*}rt", with_tail=False)
        whole = _bare("".join("".join(map(str, root.itertext())) for root in roots))
    items = [one for one in made.items if not one.retraction]
    bodies = [text for one in items for text in _body(one)]
    yield from _lost("book", bodies, whole)
    for one in items:
        article = article_of(edition, one, KitSettings())
        shown = lxml.html.fromstring(article.content)
        text = _bare("".join(map(str, shown.itertext())))
        yield from _lost("WeChat", list(_body(one)), re.sub(r"［链接\d+］", "", text))
        if rules.as_kept(article.content) != article.content:
            yield f"WeChat: the platform changes {one.key}"
    yield from unlike(edition, items, data)


def _damaged(story: etree._Element) -> Iterator[str]:
    """What InDesign reads otherwise than it is meant, though a parser does not mind."""
    if any(one.get("BodyRowCount") == "0" for one in story.iter("Table")):
        yield "ICML: a table without a row"
    for paragraph in story.iter("ParagraphStyleRange"):
        breaks, said = paragraph.findall(".//Br"), "".join(map(str, paragraph.itertext()))
        cell = paragraph.getparent()
        is_last = cell is not None and cell.tag == "Cell"
        if paragraph.find(".//Table") is None and len(breaks) != 1 - is_last:
            yield f"ICML: {len(breaks)} ends of {said!r}"
        elif not is_last and paragraph[-1][-1].tag != "Br":
            yield f"ICML: an end within {said!r}"
        elif not is_last and paragraph[-1].get("RubyFlag"):
            yield f"ICML: a reading over the end of {said!r}"


def unlike(edition: Edition, items: list[NewsItem], data: bytes) -> Iterator[str]:
    """What comes back otherwise than it was, of some items in a document of Word."""
    work = edit(read_copy("kit.docx", data))
    pieces = work.pieces
    if len(pieces) != len(items):
        yield f"back: {len(pieces)} pieces of {len(items)} items"
        return
    drawn, found = Typesetter(), ProblemList()
    for piece, one in zip(pieces, items, strict=True):
        for name, back, was in (
            ("headline", piece.headline.text, one.title),
            ("kicker", piece.kicker.text, one.kicker),
            ("deck", piece.deck.text, one.deck),
            ("quote", piece.quote.text, one.quote),
        ):
            if back != was:
                yield f"back: {name} {back!r} of {was!r}"
        signers = [*one.bylines, *(credit for brief in one.briefs for credit in brief.bylines)]
        if (signed := signed_back(piece)) != signers:
            yield f"back: signed by {signed!r} of {signers!r}"
        if one.kind is Kind.BRIEF:
            continue
        if one.schedule is None:  # its table and notes come back as text
            again = drawn.markup(body_of(piece), Place("back.md", PurePosixPath("."), 1), found)
            entries = [_shape(block) for block in blocks_of(again.html)]
            was = Bodies(edition).led(one.body.html)
            if entries != [_shape(block) for block in blocks_of(was) if _is_said(block)]:
                yield f"back: blocks of {one.key}"
        whole = _bare("".join(text.text for text in piece.texts()))
        yield from _lost("back", list(_body(one)), whole)
    yield from _moved(work, items)


def _moved(work: Work, items: list[NewsItem]) -> Iterator[str]:
    """Photos that come back without their description, or to another place in the text."""
    texts = [file.data.decode() for file in draft_files(work, {}) if file.name.endswith(".md")]
    for text, one in zip(texts, items, strict=True):
        if one.kind is Kind.BRIEF or one.schedule is not None:
            continue
        _, front, body = text.split("---\n", 2)
        back = yaml.safe_load(front).get("photos", [])
        drawn = Typesetter().markup(body, Place("back.md", PurePosixPath("."), 1), ProblemList())
        descriptions = {photo["file"]: photo["alt"] for photo in back}
        known = {photo.file.name: photo.alt for photo in one.photos}
        places, were = _places(drawn.html, descriptions), _places(one.body.html, known)
        if places != were or sorted(descriptions.values()) != sorted(known.values()):
            yield f"back: photos of {one.key}: {places} of {were}"


def _places(html: str, descriptions: dict[str, str]) -> list[tuple[int, str]]:
    """Behind which block each photo stands, and what it shows."""
    blocks = [
        block
        for block in blocks_of(html)
        if not (isinstance(block, Paragraph) and plain(block.runs).startswith(QUERY))
        and not isinstance(block, Rule)
    ]
    return [
        (at, descriptions[block.file])
        for at, block in enumerate(blocks)
        if isinstance(block, PhotoPlace)
    ]


def signed_back(piece: Piece) -> list[Credit]:
    """Those who signed a piece that has come back."""
    return [Credit(one.name.text, one.role, one.organisation, one.work) for one in piece.authors]


def _shape(block: Block) -> tuple[object, ...]:
    """What a block is and says, its mark and depth with it, and how its words are set."""
    match block:
        case Entry(depth, mark, runs, goes_on):
            return "entry", depth, mark, _set(runs), goes_on
        case Paragraph(runs, quoted):
            return "paragraph", quoted, _set(runs)
        case Heading(number=number, runs=runs):
            return "heading", number, _set(runs)
        case Table(header, rows):
            return "table", [[_set(cell) for cell in row] for row in (header, *rows)]
    return (type(block).__name__,)


def _is_said(block: Block) -> bool:
    """Whether a block has words; the place of a photo is told by the photos."""
    return not isinstance(block, PhotoPlace | Rule)


def _set(runs: Runs) -> list[tuple[str, bool, bool, bool, bool, str]]:
    return [(run.text, run.strong, run.emphasis, run.deleted, run.marked, run.href) for run in runs]


def _body(one: NewsItem) -> Iterator[str]:
    from newsroom.blocks import lines_of

    for line in lines_of(one.body.html):
        yield from (_bare(re.sub(r"^\d+\.\s", "", cell)) for cell in line.split("\t"))


def _texts(edition: Edition, made: Issue) -> Iterator[tuple[str, bool]]:
    """What a manuscript says, and whether it is the reading of the word before it."""
    for part in manuscript(edition, made):
        match part:
            case Line(_, runs):
                yield from ((_close(run.text), bool(run.reads)) for run in runs)
            case Grid(header, rows):
                cells = (cell for row in (header, *rows) for cell in row)
                held = (run for cell in cells for run in cell)
                yield from ((_close(run.text), bool(run.reads)) for run in held)


def _lost(way: str, texts: list[str], whole: str) -> Iterator[str]:
    yield from (f"{way}: {text!r}" for text in texts if text and text not in whole)


def _bare(text: str) -> str:
    """A text without the marks of its notes and the readings of its words."""
    return re.sub(r"[［[]\d+[]］]|（[a-zāáǎàīíǐìūúǔùōóǒòēéěè]+）", "", _close(text))


def _close(text: str) -> str:
    return re.sub(r"\s+", "", text)
