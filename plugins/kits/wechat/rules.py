r"""What the platform keeps of an article, and where its limits are.

Sources, read in November 2026; the platform publishes no list of tags, so that what is used here
is less than what any of them reports as kept:

- developers.weixin.qq.com/doc/service/api/draftbox/draftmanage/api_draft_add (新增草稿): title up
  to 32 characters, author 16, digest 128 and only of a message of one article; content HTML of
  fewer than 20,000 characters and less than 1 MB, scripts taken out, pictures only from the
  platform's own upload, any other filtered; address of the original up to 1 KB; a cover (a lasting
  media id) compulsory; crops of the cover for 2.35:1 and 1:1; no `\u` escapes in the JSON.
- developers.weixin.qq.com/doc/service/api/material/permanent/api_uploadimage (上传图文消息图片):
  JPEG or PNG, below 1 MB; links to articles of 公众号 may stand in the text.
- developers.weixin.qq.com/doc/service/api/material/permanent/api_addmaterial: pictures up to 10 MB.
- github.com/doocs/md/issues/1585, github.com/mdnice/markdown-nice/issues/15: a link that leads
  anywhere but to mp.weixin.qq.com, one within the page too, is taken out or refuses the draft.
- verysmallwoods.com/blog/20260119-wechat-markdown-copy-paste, github.com/justice2001/
  halo-plugin-vditor/issues/60: style sheets, scripts, `id`, events, `position` and `transform` are
  taken out; inline styles of the plain kind stay.
- github.com/doocs/md (packages/core, the renderer of tables): a wide table stands in a section with
  `overflow: auto`, which stays.
- github.com/wechatjs/mp-darkmode: colours are turned for the dark by the client itself.
- mp.weixin.qq.com, 图文消息: up to eight articles a message; covers 2.35:1 (900 × 383) for the
  first, 1:1 for the others.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

TITLE = 32  # characters
AUTHOR = 16
DIGEST = 128
CONTENT = 20_000  # characters; fewer than
CONTENT_BYTES = 1_000_000  # less than; a MB of the smaller kind, to be sure
SOURCE_URL = 1024  # bytes
ARTICLES = 8  # a message
PICTURE_BYTES = 1_000_000  # below; jpg or png
COVER_BYTES = 10_000_000
WIDE_COVER = (900, 383)  # pixels, 2.35:1
SQUARE_COVER = (500, 500)
WIDEST = 1080  # pixels of a picture: a phone of three pixels a point shows no more
PICTURE_ADDRESS = 200  # characters of one on the platform; measured some 140
OWN_HOST = "mp.weixin.qq.com"
PICTURE_HOSTS = frozenset({"mmbiz.qpic.cn", "mmbiz.qlogo.cn"})

TAGS = frozenset(
    {
        *("section", "p", "span", "strong", "em", "br", "img", "a", "sup", "sub", "blockquote"),
        *("h2", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    }
)
ATTRIBUTES = {
    "img": frozenset({"src", "alt"}),
    "a": frozenset({"href"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
}
PROPERTIES = frozenset(
    {
        *(
            "overflow",
            "color",
            "background-color",
            "font-size",
            "font-weight",
            "font-style",
            "font-family",
        ),
        *("line-height", "letter-spacing", "text-align", "text-indent", "text-decoration"),
        *("margin", "padding", "border", "border-left", "border-top", "border-bottom"),
        *("border-collapse", "width", "max-width", "height", "display", "vertical-align"),
        *("white-space", "word-break"),
    }
)
DROPPED = frozenset(
    {
        *("script", "style", "link", "meta", "iframe", "object", "embed", "form", "input"),
        *("button", "select", "textarea", "title", "head", "noscript", "template"),
    }
)
"""Elements that go with all that is in them; of any other that is not kept the text stays."""

_PICTURE = re.compile(r'src="(images/[^"]*)"')


def as_sent(content: str) -> str:
    """A content as long as it is when its pictures have the addresses the platform gives them."""
    return _PICTURE.sub(lambda match: f'src="{match[1]:<{PICTURE_ADDRESS}}"', content)


def as_kept(html: str) -> str:
    """A fragment as the platform would show it."""
    holder = lxml.html.fragment_fromstring(html, create_parent="div")
    for element in list(holder.iter()):
        if element is not holder:
            _treat(element)
    inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in holder)
    return (holder.text or "") + inner


def _treat(element: etree._Element) -> None:
    tag = element.tag
    if element.getparent() is None:
        return  # it went with what it stood in
    if not isinstance(tag, str) or tag in DROPPED:
        element.drop_tree()  # type: ignore[attr-defined] # lxml.html's elements have it
    elif tag == "img" and not is_kept_picture(element.get("src", "")):
        element.drop_tree()  # type: ignore[attr-defined] # as above
    elif tag not in TAGS or (tag == "a" and not is_kept_link(element.get("href", ""))):
        element.drop_tag()  # type: ignore[attr-defined] # as above
    else:
        kept = ATTRIBUTES.get(tag, frozenset())
        for name in list(element.attrib):
            if str(name) not in kept | {"style"}:
                del element.attrib[name]
        if style := element.get("style"):
            parts = [part.strip() for part in style.split(";") if part.strip()]
            left = [part for part in parts if part.partition(":")[0].strip() in PROPERTIES]
            element.set("style", ";".join(left))


def is_kept_link(address: str) -> bool:
    """Whether a link may stand: to an article of 公众号."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and parts.hostname == OWN_HOST


def is_kept_picture(address: str) -> bool:
    """Whether a picture stays: on the platform, or a file of the package that will be uploaded."""
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"}:
        return parts.hostname in PICTURE_HOSTS
    return not parts.scheme and not parts.netloc and address.startswith("images/")
