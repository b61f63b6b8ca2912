"""An issue as ICML, InCopy's interchange form, which InDesign places with styles, tables and links.

Source: Adobe, "IDML File Format Specification", 8.0 (stories, styles, tables, hyperlinks); an ICML
file is one story with its styles. Our own writer and no converter's: the styles are to have the
names of the trade, the same as in the document of Word, and a converter has names of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from lxml import etree

from edition.model import Edition
from manuscripts.manuscript import BULLET, Grid, Line, Picture, Style, manuscript
from manuscripts.readings import Read, with_readings
from manuscripts.stationery import HEADINGS, INDENTED, SIZES
from manuscripts.tagged import MARKED, STRONG
from manuscripts.word import WEB
from manuscripts.words import legal, one_line
from newsroom.model import Issue, Photo
from newsroom.runs import Run, Runs

VERSION = "8.0"
HEAD = (
    'style="50" type="snippet" readerVersion="6.0" featureSet="513" product="8.0(370)"',
    'SnippetType="InCopyInterchange"',
)
EMPHASIS, STRUCK, LINK = "着重", "删去", "链接"
LOOKS = {
    STRONG: {"FontStyle": "Bold"},
    STRUCK: {"StrikeThru": "true"},
    EMPHASIS: {"Skew": "12"},
    LINK: {"Underline": "true"},
    # A broad line behind the letters, in points: the program has no other highlighter.
    MARKED: {"Underline": "true", "UnderlineWeight": "12", "UnderlineOffset": "-4"},
}
"""What a style of characters looks like; where several meet, the later ones win."""

YELLOW = "Color/标亮"
PLAIN = "CharacterStyle/$ID/[No character style]"
LINE_BREAK = "\u2028"  # within a paragraph, as IDML writes it; `Br` is the end of a paragraph
COLUMN = 425.2  # points: 150 mm
GENERAL, FIRST = 10.5, 21  # points: size of text, indent of its first line


def icml(edition: Edition, issue: Issue, named: Callable[[Photo], str]) -> bytes:
    """The issue as one story. named: the file of a photo, as seen from where the story lies."""
    return _Writer(edition, named).written(issue)


class _Writer:
    """Writes one story."""

    def __init__(self, edition: Edition, named: Callable[[Photo], str]) -> None:
        self.edition = edition
        self.named = named
        self.text = edition.set_text
        self.document = etree.Element("Document", DOMVersion=VERSION, Self="doc")
        self.looks: dict[tuple[str, ...], str] = {}
        self.links: list[str] = []
        self.tables = 0
        self.pictures = 0

    def written(self, issue: Issue) -> bytes:
        """The bytes of the file."""
        self._styles()
        story = _under(self.document, "Story", Self="story", TrackChanges="false")
        story.set("StoryTitle", one_line(f"{self.edition.house.name} {issue.number}"))
        _under(story, "StoryPreference", OpticalMarginAlignment="false")
        for part in manuscript(self.edition, issue):
            match part:
                case Line():
                    self._line(story, part)
                case Picture(photo):
                    self._picture(story, photo)
                case Grid(header, rows):
                    self._table(story, (header, *rows) if header else rows, headed=bool(header))
        self._destinations()
        tree = etree.ElementTree(self.document)
        for instruction in HEAD:
            self.document.addprevious(etree.ProcessingInstruction("aid", instruction))
        return etree.tostring(tree, encoding="utf-8", xml_declaration=True, standalone=True)

    def _styles(self) -> None:
        yellow = _under(self.document, "Color", Self=YELLOW, Name=self.text(MARKED))
        yellow.set("Model", "Process")
        yellow.set("Space", "CMYK")
        yellow.set("ColorValue", "0 0 80 0")
        self.characters = _under(self.document, "RootCharacterStyleGroup", Self="characters")
        for label in LOOKS:
            self._look((label,))
        group = _under(self.document, "RootParagraphStyleGroup", Self="paragraphs")
        for style in Style:
            given = {"PointSize": f"{SIZES.get(style, GENERAL):g}"}
            if style in INDENTED:
                given["FirstLineIndent"] = f"{FIRST}"
            if style in HEADINGS or style in {Style.NAMEPLATE, Style.DECK}:
                given["FontStyle"] = "Bold"
            name = _named("ParagraphStyle", self.text(style))
            _under(group, "ParagraphStyle", **name, **given)
        group = _under(self.document, "RootCellStyleGroup", Self="cells")
        _under(group, "CellStyle", **_named("CellStyle", self.text(Style.CELL)))
        group = _under(self.document, "RootTableStyleGroup", Self="tables")
        _under(group, "TableStyle", **_named("TableStyle", self.text(Style.CELL)))

    def _look(self, labels: tuple[str, ...]) -> str:
        """The style of characters that has some looks at once; one of several is made as met.

        A run has one style only, and what a layout room maps are names.
        """
        if not labels:
            return PLAIN
        if labels not in self.looks:
            name = _named("CharacterStyle", "+".join(map(self.text, labels)))
            made = _under(self.characters, "CharacterStyle", **name)
            for key, value in (pair for label in labels for pair in LOOKS[label].items()):
                made.set(key, value)
            if len(labels) > 1 or MARKED in labels:
                properties = _under(made, "Properties")
            if len(labels) > 1:
                based = _under(properties, "BasedOn", type="object")
                based.text = self.looks[labels[:1]]
            if MARKED in labels:
                _under(properties, "UnderlineColor", type="object").text = YELLOW
            self.looks[labels] = name["Self"]
        return self.looks[labels]

    def _line(self, story: etree._Element, line: Line) -> None:
        given: dict[str, str] = {}
        runs = line.runs
        number = line.mark.removesuffix(".")
        if line.mark == BULLET:
            given = {"BulletsAndNumberingListType": "BulletList"}
        elif line.mark and number.isdecimal():
            given = {"BulletsAndNumberingListType": "NumberedList", "NumberingStartAt": number}
            given["NumberingContinue"] = "false"
        else:
            runs = line.marked
        if line.style is Style.LIST:
            given["LeftIndent"] = f"{FIRST * (line.depth + 1)}"
            given["FirstLineIndent"] = f"{-FIRST if given.get('NumberingStartAt') else 0}"
        self._paragraph(story, line.style, runs, given)

    def _paragraph(
        self,
        parent: etree._Element,
        style: Style,
        runs: Runs,
        given: dict[str, str] | None = None,
        *,
        ends: bool = True,
    ) -> None:
        """A paragraph; `ends` with a break, as all but the last of a cell do.

        The break stands in no look: a reading would stand above it, too.
        """
        applied = f"ParagraphStyle/{self.text(style)}"
        made = _under(parent, "ParagraphStyleRange", AppliedParagraphStyle=applied, **(given or {}))
        for one in with_readings(runs) or [Run("")]:
            if isinstance(one, Read):
                read = self._run(made, one.word)
                read.set("RubyFlag", "1")
                read.set("RubyString", legal(one.reading))
                read.set("RubyType", "GroupRuby")
            else:
                self._run(made, one)
        if not ends:
            return
        if made[-1].get("AppliedCharacterStyle") != PLAIN or made[-1].get("RubyFlag"):
            _under(made, "CharacterStyleRange", AppliedCharacterStyle=PLAIN)
        _under(made[-1], "Br")

    def _run(self, paragraph: etree._Element, run: Run) -> etree._Element:
        looks = (
            (run.strong, STRONG),
            (run.deleted, STRUCK),
            (run.emphasis, EMPHASIS),
            (run.href.startswith(WEB), LINK),
            (run.marked, MARKED),
        )
        applied = self._look(tuple(label for has_look, label in looks if has_look))
        made = _under(paragraph, "CharacterStyleRange", AppliedCharacterStyle=applied)
        holder = made
        if run.href.startswith(WEB):
            self.links.append(legal(run.href))
            source = f"source-{len(self.links)}"
            holder = _under(made, "HyperlinkTextSource", Self=source, Name=source, Hidden="false")
        if text := legal(run.text).replace("\n", LINE_BREAK):
            _under(holder, "Content").text = text
        return made

    def _picture(self, story: etree._Element, photo: Photo) -> None:
        """A photo in the text, linked and not copied in."""
        self.pictures += 1
        number = self.pictures
        style = f"ParagraphStyle/{self.text(Style.PHOTO)}"
        paragraph = _under(story, "ParagraphStyleRange", AppliedParagraphStyle=style)
        run = _under(paragraph, "CharacterStyleRange", AppliedCharacterStyle=PLAIN)
        wide = COLUMN if photo.width * 2 >= photo.height * 3 else COLUMN * 0.6
        high = wide * photo.height / photo.width
        right, foot, scale = wide / 2, high / 2, wide / photo.width
        frame = _under(run, "Rectangle", Self=f"frame-{number}", StrokeWeight="0")
        frame.set("ItemTransform", f"1 0 0 1 {right:.3f} {-foot:.3f}")
        shape = _under(_under(frame, "Properties"), "PathGeometry")
        points = _under(_under(shape, "GeometryPathType", PathOpen="false"), "PathPointArray")
        corners = ((-right, -foot), (-right, foot), (right, foot), (right, -foot))
        for x, y in corners:
            at = f"{x:.3f} {y:.3f}"
            _under(points, "PathPointType", Anchor=at, LeftDirection=at, RightDirection=at)
        option = _under(frame, "ObjectExportOption", AltTextSourceType="SourceCustom")
        option.set("CustomAltText", one_line(photo.alt))
        image = _under(frame, "Image", Self=f"image-{number}")
        image.set("ItemTransform", f"{scale:.6f} 0 0 {scale:.6f} {-right:.3f} {-foot:.3f}")
        bounds = _under(_under(image, "Properties"), "GraphicBounds", Left="0", Top="0")
        bounds.set("Right", f"{photo.width}")
        bounds.set("Bottom", f"{photo.height}")
        address = f"file:{quote(self.named(photo))}"
        _under(image, "Link", Self=f"link-{number}", LinkResourceURI=address)
        _under(run, "Br")

    def _table(
        self, story: etree._Element, rows: tuple[tuple[Runs, ...], ...], *, headed: bool
    ) -> None:
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        self.tables += 1
        style = f"ParagraphStyle/{self.text(Style.CELL)}"
        paragraph = _under(story, "ParagraphStyleRange", AppliedParagraphStyle=style)
        run = _under(paragraph, "CharacterStyleRange", AppliedCharacterStyle=PLAIN)
        name = f"table-{self.tables}"
        table = _under(run, "Table", Self=name)
        table.set("AppliedTableStyle", f"TableStyle/{self.text(Style.CELL)}")
        headed = headed and len(rows) > 1  # a table is to have a row that heads none
        table.set("HeaderRowCount", f"{int(headed)}")
        table.set("BodyRowCount", f"{len(rows) - headed}")
        table.set("FooterRowCount", "0")
        table.set("ColumnCount", f"{width}")
        for number in range(len(rows)):
            _under(table, "Row", Self=f"{name}-row-{number}", Name=f"{number}")
        for number in range(width):
            column = _under(table, "Column", Self=f"{name}-column-{number}", Name=f"{number}")
            column.set("SingleColumnWidth", f"{COLUMN / width:.3f}")
        for down, row in enumerate(rows):
            for across in range(width):
                cell = _under(table, "Cell", Self=f"{name}-cell-{down}-{across}")
                cell.set("Name", f"{across}:{down}")
                cell.set("RowSpan", "1")
                cell.set("ColumnSpan", "1")
                cell.set("AppliedCellStyle", f"CellStyle/{self.text(Style.CELL)}")
                runs = row[across] if across < len(row) else ()
                self._paragraph(cell, Style.CELL, runs, ends=False)
        _under(run, "Br")

    def _destinations(self) -> None:
        """Where the links lead: addresses once, and each link to one of them."""
        known = {address: number for number, address in enumerate(dict.fromkeys(self.links), 1)}
        for address, number in known.items():
            made = _under(self.document, "HyperlinkURLDestination", Self=f"address-{number}")
            made.set("Name", address[:200])
            made.set("DestinationURL", address)
            made.set("DestinationUniqueKey", f"{number}")
        for number, address in enumerate(self.links, 1):
            made = _under(self.document, "Hyperlink", Self=f"hyperlink-{number}", Name=f"{number}")
            made.set("Source", f"source-{number}")
            made.set("DestinationUniqueKey", f"{known[address]}")
            properties = _under(made, "Properties")
            target = _under(properties, "Destination", type="object")
            target.text = f"address-{known[address]}"


def _under(parent: etree._Element, tag: str, **given: str) -> etree._Element:
    return etree.SubElement(parent, tag, dict(given))


def _named(kind: str, name: str) -> dict[str, str]:
    return {"Self": f"{kind}/{name}", "Name": name}
