"""An issue as a mail: a letter that old mail programs show as well, and a message ready to send."""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Sequence
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage

import lxml.html
from lxml import etree
from markupsafe import Markup, escape

from manuscripts.manuscript import Grid, Line, Part, Picture, Style, manuscript, with_addresses
from manuscripts.people import label_of_day
from manuscripts.tables import part_tables
from manuscripts.words import legal, one_line, shortened
from newsroom.closings import SIGNED
from newsroom.fingerprints import fingerprint
from newsroom.itemfields import shown_in
from newsroom.kinds import unbroken
from newsroom.model import Issue, NewsItem
from newsroom.runs import plain
from newsroom.shown import Output
from syndication.entries import Desk

LARGEST = 100_000  # bytes of a letter: Gmail cuts it at 102 KB
PREHEADER = 100  # characters: more is shown nowhere
WIDEST = 592  # pixels of a picture: a letter is 640 wide, and Word takes the attribute at its word
BECOMES = {"figure": "div", "figcaption": "div", "h2": "h3", "h3": "h4", "h4": "h5"}
MOST_COLUMNS = 6  # of a table: more are wider than a telephone, though each word is broken
FACE = (  # a long word or address breaks everywhere: what is in it inherits that
    "font-family:'Microsoft YaHei','PingFang SC','PingFang TC',sans-serif;word-break:break-word;"
)
# Mail programs on Word's engine know no style sheet and no figure: everything stands inline.
INLINE = {
    "p": "margin:0 0 12px;line-height:1.75;word-break:break-word;",
    "h2": "margin:18px 0 8px;font-size:18px;line-height:1.4;",
    "h3": "margin:16px 0 8px;font-size:16px;line-height:1.4;",
    "h4": "margin:14px 0 6px;font-size:15px;line-height:1.4;",
    "ul": "margin:0 0 12px;padding:0 0 0 24px;line-height:1.75;",
    "ol": "margin:0 0 12px;padding:0 0 0 24px;line-height:1.75;",
    "blockquote": "margin:12px 0;padding:0 0 0 12px;border-left:3px solid #9b1c1c;",
    "figure": "margin:12px 0;",
    "figcaption": "font-size:14px;line-height:1.6;color:#4a4a4a;",
    "img": "display:block;width:100%;max-width:592px;height:auto;border:0;",
    "table": "width:100%;border-collapse:collapse;margin:12px 0;font-size:15px;",
    "caption": "text-align:left;font-weight:bold;padding:4px 0;",
    "th": "border:1px solid #8a8a8a;padding:4px 6px;text-align:left;vertical-align:top;"
    "word-break:break-word;",
    "td": "border:1px solid #8a8a8a;padding:4px 6px;text-align:left;vertical-align:top;"
    "word-break:break-word;",
    "dl": "margin:0 0 12px;line-height:1.75;",
    "dt": "font-weight:bold;",
    "dd": "margin:0;",
    "a": "color:#8a1414;",
    "em": "font-style:normal;font-weight:bold;",
    "pre": "white-space:pre-wrap;word-break:break-word;",
}

ROW = 76  # letters of base64 in a line at most (RFC 2045, 6.8)
_PARSER = etree.HTMLParser()  # without the classes that lxml.html has for its elements


def letter(desk: Desk, issue: Issue) -> str:
    """The issue as an HTML letter of tables and inline style, pictures at public addresses."""
    items = _told(issue)
    made = _rendered(desk, issue, items, [""] * len(items))
    while _size(made) > LARGEST and items:  # more headlines than a letter holds
        items = items[: len(items) * LARGEST // _size(made)] if len(items) > 1 else []
        made = _rendered(desk, issue, items, [""] * len(items))
    texts = _texts(desk, items, LARGEST - _size(made))
    return _rendered(desk, issue, items, texts)


def _texts(desk: Desk, items: Sequence[NewsItem], room: int) -> list[str]:
    """What stands under each headline: first a summary each, then whole stories, while they fit.

    A story too long to fit leaves room for the short ones after it. room: bytes.
    """
    texts = []
    for item in items:
        summary = f'<p style="{INLINE["p"]}">{escape(item.summary or unbroken(item.deck))}</p>'
        fits = _size(summary) <= room
        room -= _size(summary) if fits else 0
        texts.append(summary if fits else "")
    for place, item in enumerate(items):
        story = styled(desk.content(item, Output.MAIL))
        more = _size(story) - _size(texts[place])
        if more <= room:
            room -= more
            texts[place] = story
    return texts


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _rendered(desk: Desk, issue: Issue, items: Sequence[NewsItem], texts: Sequence[str]) -> str:
    made = desk.edition.environment.get_template("mail/letter.html").render(
        edition=desk.edition,
        issue=issue,
        url=desk.edition.addresses.url(desk.edition.addresses.issue(issue.day)),
        stories=[
            (item, Markup(text))  # noqa: S704 - from a template
            for item, text in zip(items, texts, strict=True)
        ],
        left_out=len(_told(issue)) - len(items),
        note=[Markup(styled(part)) for part in _note(desk, issue)],  # noqa: S704 - sanitised text
        day=label_of_day,
        face=FACE,
        preheader=_preheader(issue),
        unsubscribe=desk.settings.unsubscribe,
    )
    return legal(made)


def message(
    desk: Desk, issue: Issue, html: str | None = None, parts: Iterable[Part] | None = None
) -> bytes:
    """The letter as a message (RFC 5322), with a plain text part, open for the addressees.

    html: the letter; parts: the manuscript of the issue; both for who has them already.

    `X-Unsent` lets mail programs open it as a draft. Boundary and id are made of what it says: a
    corrected letter has another id, for mail programs show one id once. List-Id is of RFC 2919, the
    way out of the list of RFC 2369 and, where it is an address of the web, of RFC 8058.
    """
    house = desk.edition.house
    made = EmailMessage(policy=policy.SMTP)
    made["From"] = _sender(desk)
    made["Subject"] = _subject(desk, issue)
    made["Date"] = issue.told.published
    plain, html = plain_text(desk, issue, parts), html or letter(desk, issue)
    mark = fingerprint(desk.tag("issue", issue.key), plain, html)
    made["Message-ID"] = f"<{issue.key}.{desk.edition.script.value}.{mark[:12]}@{house.domain}>"
    made["List-Id"] = f"{house.slug} <{house.slug}.{desk.edition.script.value}.{house.domain}>"
    if way_out := desk.settings.unsubscribe:
        made["List-Unsubscribe"] = f"<{way_out}>"
        if way_out.startswith("https:"):
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made["X-Unsent"] = "1"
    made.set_content("", cte="base64")
    made.add_alternative("", subtype="html", cte="base64")
    made["Content-Language"] = desk.edition.language  # now, or it would go to the first part
    made.set_boundary(f"=_{mark}")
    return _filled(made, mark, (plain, html))


def _filled(made: EmailMessage, mark: str, texts: Sequence[str]) -> bytes:
    """The bytes of a message whose parts have texts, one each.

    mark: stands in no text. The library would write them line by line, and look at each of a
    thousand lines several times: that took a third of the time of a message.
    """
    for number, part in enumerate(made.iter_parts()):
        part.set_payload(f"[{mark} {number}]")
    data = made.as_bytes()
    for number, text in enumerate(texts):
        lines = b"\r\n".join([*text.encode().splitlines(), b""])
        encoded = binascii.b2a_base64(lines, newline=False)
        rows = (encoded[at : at + ROW] for at in range(0, len(encoded), ROW))
        encoded = b"\r\n".join([*rows, b""])
        data = data.replace(f"[{mark} {number}]".encode(), encoded, 1)
    return data


def plain_text(desk: Desk, issue: Issue, parts: Iterable[Part] | None = None) -> str:
    """The letter for who reads without HTML: everything, in the editor's order."""
    lines: list[str] = []
    for part in parts or manuscript(desk.edition, issue):
        match part:
            case Line(style):
                if style in {Style.SECTION, Style.BRIEF, Style.SUBHEAD}:
                    lines.append("")
                text = plain(with_addresses(part.marked, desk.edition.house.site))
                lines.append(f"【{text}】" if style is Style.SECTION else text)
            case Picture(photo):
                lines.append(desk.edition.set_text("［图片：") + photo.alt + "］")
            case Grid(header, rows):
                shown = (header, *rows) if header else rows
                site = desk.edition.house.site
                cells = ([plain(with_addresses(cell, site)) for cell in row] for row in shown)
                lines += ["  ".join(row) for row in cells]
    path = desk.edition.addresses.issue(issue.day)
    lines += ["", desk.edition.set_text("网页版：") + desk.edition.addresses.url(path)]
    if way_out := desk.settings.unsubscribe:
        lines.append(desk.edition.set_text("不再订阅：") + way_out.removeprefix("mailto:"))
    return legal("\n".join(lines)) + "\n"


def styled(html: str) -> str:
    """A fragment of HTML with its style inline; figures become what Word's engine knows."""
    holder = lxml.html.fragment_fromstring(legal(html), create_parent="div", parser=_PARSER)
    part_tables(holder, MOST_COLUMNS)
    for element in holder.iter(etree.Element):
        style = INLINE.get(str(element.tag))
        if element.get("class") == SIGNED:
            style = f"{style}text-align:right;"
        if style:
            element.set("style", style)
        for name in ("id", "class"):
            element.attrib.pop(name, None)
        if element.tag == "img":
            element.attrib.pop("height", None)
            element.set("width", str(min(WIDEST, int(element.get("width", WIDEST)))))
        element.tag = BECOMES.get(str(element.tag), element.tag)
    shown = (etree.tostring(child, encoding="unicode", method="html") for child in holder)
    return "".join(shown) or str(holder.text or "")


def _told(issue: Issue) -> list[NewsItem]:
    return [item for item in issue.items if not item.retraction]


def _preheader(issue: Issue) -> str:
    """What a list of mails shows behind the subject: what the subject does not say yet."""
    told = _told(issue)
    lead = next((item for item in told if item is issue.lead), None)
    first = shown_in(lead, Output.MAIL) if lead else None
    others = (item.title for item in told if item is not lead)
    summary = (first.summary or unbroken(first.deck)) if first else ""
    said = "；".join(filter(None, [summary.rstrip("。"), *others]))
    return shortened(one_line(said), PREHEADER)


def _note(desk: Desk, issue: Issue) -> list[str]:
    return [str(part) for part in desk.bodies.absolute_note(issue) if isinstance(part, Markup)]


def _sender(desk: Desk) -> Address:
    house = desk.edition.house
    user, _, domain = (house.email or f"noreply@{house.domain}").partition("@")
    return Address(one_line(house.name), user, domain)


def _subject(desk: Desk, issue: Issue) -> str:
    house = desk.edition.house
    number = desk.edition.set_text(f"第{issue.number}期")
    lead = next((item for item in [issue.lead] if item and not item.retraction), None)
    return one_line(f"{house.name} {number}" + (f"：{lead.title}" if lead else ""))
