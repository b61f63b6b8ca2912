"""What elements and their class names mean on the pages of newspapers and portals."""

from __future__ import annotations

import re
from itertools import pairwise

from copydesk.lexicon import word_list
from copydesk.rules import Rule
from copydesk.sheet import Part

VOID = frozenset(word_list("area base br col embed hr img input link meta param source track wbr"))
SILENT = frozenset(
    word_list("script style template noscript svg math object iframe canvas audio video")
)
BLOCKS = frozenset(
    word_list(
        "address article aside blockquote body caption center dd details dialog "
        "div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
        "header hgroup html li main nav ol p pre section select summary table tbody td "
        "textarea tfoot th thead title tr ul"
    )
)
CONTAINERS = frozenset(
    word_list("article aside body div footer form header main nav section td ul ol dl center")
)
CLOSES = {  # what an opening tag closes, where authors leave end tags out (HTML §13.1.2.4)
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "option": {"option"},
}
FENCES = frozenset({"table", "ul", "ol", "dl", "select"})
CLOSING_P = BLOCKS - {
    "title",
    "body",
    "html",
    "caption",
    "li",
    "dd",
    "dt",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "select",
    "textarea",
}
OUT_TAGS = {
    "nav": Rule.SITE,
    "footer": Rule.SITE,
    "aside": Rule.SITE,
    "form": Rule.SITE,
    "button": Rule.SITE,
    "select": Rule.SITE,
    "textarea": Rule.SITE,
    "label": Rule.SITE,
    "title": Rule.PAGE_TITLE,
}
OUT_WORDS = {
    **dict.fromkeys(
        word_list(
            "nav navbar navigation menu crumb crumbs breadcrumb breadcrumbs "
            "footer foot bottom sidebar aside share sharing social toolbar tools "
            "login search pager pagination paging qrcode popup modal cookie "
            "subscribe friendlink friendlinks topbar masthead sitenav topnav "
            "subnav mainnav leftnav globalnav bdsharebuttonbox backtop gotop"
        ),
        Rule.SITE,
    ),
    **dict.fromkeys(
        ["ad", "ads", "adv", "advert", "advertisement", "banner", "gg", "guanggao", "sponsor"],
        Rule.SITE,
    ),
    **dict.fromkeys(
        ["copyright", "disclaimer", "statement", "shengming", "legal", "icp", "banquan"], Rule.LEGAL
    ),
    **dict.fromkeys(
        word_list(
            "related relate recommend recommended recommendation "
            "recommends rank ranking hot hotnews toplist xgyd xiangguan tuijian "
            "morenews readmore prevnext"
        ),
        Rule.RECOMMENDATION,
    ),
    **dict.fromkeys(["comment", "comments", "pinglun", "reply", "replies"], Rule.COMMENTS),
}
PART_WORDS = {
    **dict.fromkeys(word_list("title tit bt newstitle contenttitle texttitle"), Part.TITLE),
    **dict.fromkeys(
        word_list(
            "kicker yinti jianti shoulder eyebrow introtitle pretitle leadtitle "
            "suptitle uptitle overline"
        ),
        Part.KICKER,
    ),
    **dict.fromkeys(
        ["headline", "maintitle", "zhuti", "zhubiaoti", "biaoti", "arttitle", "articletitle"],
        Part.HEADLINE,
    ),
    **dict.fromkeys(
        ["deck", "dek", "futi", "fubiaoti", "subtitle", "standfirst", "vicetitle", "subheadline"],
        Part.DECK,
    ),
    **dict.fromkeys(["byline", "author", "authors", "reporter", "writer"], Part.BYLINE),
    **dict.fromkeys(
        [
            "caption",
            "figcaption",
            "tushuo",
            "tuzhu",
            "picdesc",
            "imgdesc",
            "imginfo",
            "pictext",
            "photodesc",
        ],
        Part.CAPTION,
    ),
    **dict.fromkeys(
        [
            "meta",
            "info",
            "source",
            "pubtime",
            "pubdate",
            "publish",
            "timesource",
            "articleinfo",
            "artinfo",
        ],
        Part.META,
    ),
    **dict.fromkeys(["subhead", "xiaobiaoti", "crosshead"], Part.SUBHEAD),
}
STRUCK_WORDS = frozenset({"editsection"})
"""Of buttons within the line of a heading, as encyclopedias have them: 历史[编辑]."""

PLATES = frozenset({"header", "head", "logo", "sitename", "siteheader", "pageheader"})
VEILED = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def class_words(words: str) -> list[str]:
    """The words of class names: `articleTitle sub-nav` has article, title, sub, nav, subnav, …"""
    spread = re.sub("([a-z])([A-Z])", r"\1 \2", words)
    parts = re.split(r"[^A-Za-z]+", spread.lower())
    joined = re.split(r"[^A-Za-z]+", words.lower())
    pairs = [a + b for a, b in pairwise(parts)]
    return [part for part in dict.fromkeys([*pairs, *joined, *parts]) if part]


def letter_size(tag: str, given: dict[str, str], style: str) -> float:
    """The size of letters that an element names, in points; 0 where it names none."""
    match = re.search(r"font-size:(\d{1,3}(?:\.\d+)?)(px|pt|em|rem|%)", style)
    if match:
        scale = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12}
        return float(match.group(1)) * scale[match.group(2)]
    if tag == "font" and given.get("size", "").strip().lstrip("+").isdecimal():
        relative = given["size"].strip().startswith("+")
        step = min(int(given["size"].strip().lstrip("+")), 7) + (3 if relative else 0)
        return (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)[max(1, min(step, 7)) - 1]
    return 0.0
