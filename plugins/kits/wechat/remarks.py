"""What the platform would cut of the newest issues, told before they go there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kits.codes import KitCode
from kits.settings import KitSettings
from kits.wechat import rules
from kits.wechat.article import is_within, message_of, rules_author
from kits.wechat.dressing import OUTER, Dresser
from manuscripts.people import people_of
from newsroom.model import Issue, NewsItem, Publication
from newsroom.problems import ProblemList, Severity

SMALLEST = 200  # pixels: a smaller picture is blurred on every phone


def remarks(
    publication: Publication,
    options: Mapping[str, Mapping[str, Any]],
    folder: str,
    problems: ProblemList,
) -> None:
    """Add a warning for everything of the issues in kits that the platform cuts.

    folder: the name of the content folder.
    """
    settings = KitSettings.of(options)
    if not settings.wechat:
        return
    for issue in publication.issues[: settings.recent]:
        _of_issue(issue, folder, problems)
        for item in issue.items:
            if not item.retraction:
                _of_item(item, settings, f"{folder}/{item.source.as_posix()}", problems)


def _of_issue(issue: Issue, folder: str, problems: ProblemList) -> None:
    chosen, others = message_of(issue)
    if others:
        named = "、".join(f"《{item.title}》" for item in others[:3])
        more = "等" if len(others) > 3 else ""
        what = f"公众号一条消息最多{rules.ARTICLES}篇，这一期有{len(chosen) + len(others)}篇"
        cure = f"{named}{more}没有排进去；可以另发，或者用 rank 排出先后"
        file = f"{folder}/{issue.source.as_posix()}"
        problems.add(file, 0, KitCode.ARTICLES, what, cure, Severity.WARNING)


def _of_item(item: NewsItem, settings: KitSettings, file: str, problems: ProblemList) -> None:
    def warn(code: KitCode, what: str, cure: str) -> None:
        problems.add(file, 0, code, what, cure, Severity.WARNING)

    if len(item.title) > rules.TITLE:
        what = f"公众号的标题最多{rules.TITLE}字，这一篇{len(item.title)}字，后面的会截去"
        warn(KitCode.TITLE, what, "请改短，或在公众号里另拟一个")
    people = people_of(item)
    whole = "、".join(people)
    if not settings.wechat_author and len(whole) > rules.AUTHOR:
        what = f"公众号的作者最多{rules.AUTHOR}字，这一篇会写成“{rules_author('', people)}”"
        warn(KitCode.AUTHOR, what, "全部署名在正文里；要统一署名，请写 kits 的 wechat_author")
    if len(item.summary) > rules.DIGEST:
        what = f"公众号的摘要最多{rules.DIGEST}字，这一篇{len(item.summary)}字，后面的会截去"
        warn(KitCode.DIGEST, what, "请把 summary 改短")
    htmls = [item.body.html, *(brief.body.html for brief in item.briefs)]
    dresser = Dresser("#ad1119")
    dressed = "".join(dresser.dressed(html) for html in htmls) + dresser.noted()
    if not is_within(f'<section style="{OUTER}">{dressed}</section>'):
        what = f"公众号的正文不到{rules.CONTENT}个字符（连同排版），这一篇超过了，后面的会截去"
        warn(KitCode.CONTENT, what, "请分成几篇，或删短；截去的地方会请读者看原文")
    for photo in item.photos:
        if min(photo.width, photo.height) < SMALLEST:
            what = f"{photo.file.name} 太小（{photo.width}×{photo.height}），做公众号的封面会糊"
            warn(KitCode.PICTURE, what, f"请换一张不小于{SMALLEST}×{SMALLEST}的")
