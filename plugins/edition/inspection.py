"""What an inspection of a public body's web site would mark down.

Source: 政府网站与政务新媒体检查指标、监管工作年度考核指标 (国办秘函〔2019〕19号): a home page
without news for two weeks, sections that are empty or were not renewed in their time, dead links.
"""

from __future__ import annotations

from datetime import date, timedelta

from edition.house import House
from newsroom.model import NewsItem, Publication
from newsroom.problems import Code, Problem, Severity

HOME_DAYS = 14


class InspectionCode(Code):
    """What an inspection would find; warnings all."""

    HOME_STALE = "inspection.home-stale"
    SECTION_EMPTY = "inspection.section-empty"
    SECTION_STALE = "inspection.section-stale"
    NO_RECORD_NUMBER = "inspection.no-record-number"
    DEAD_LINK = "inspection.dead-link"


def inspect(publication: Publication, house: House, today: date) -> list[Problem]:
    """Warnings about a publication as it would be found on a day."""
    found = []
    if publication.issues:
        newest = publication.issues[0].day
        if today - newest > timedelta(days=HOME_DAYS):
            what = f"首页已有{(today - newest).days}天没有更新（最近一期 {newest.isoformat()}）"
            found.append(_warning(InspectionCode.HOME_STALE, what, "首页至少每两周要有新内容"))
    by_section: dict[str, list[NewsItem]] = {section.id: [] for section in house.sections}
    for issue in publication.issues:
        for item in issue.items:
            by_section[item.section].append(item)
    for section in house.sections:
        items = by_section[section.id]
        if not items:
            cure = "请补上内容，或从 pelican.conf.py 里去掉这个栏目"
            what = f"栏目“{section.name}”是空的"
            found.append(_warning(InspectionCode.SECTION_EMPTY, what, cure))
            continue
        idle = (today - max(item.issue_day for item in items)).days
        if section.fresh_days and idle > section.fresh_days:
            what = f"栏目“{section.name}”已有{idle}天没有更新"
            cure = f"这个栏目每{section.fresh_days}天之内要有新内容"
            found.append(_warning(InspectionCode.SECTION_STALE, what, cure))
    if not house.icp_number or not house.police_number:
        what = "页脚没有 ICP 备案号或公安备案号"
        cure = "请在 pelican.conf.py 里写明 icp_number 和 police_number"
        found.append(_warning(InspectionCode.NO_RECORD_NUMBER, what, cure))
    return found


def _warning(code: InspectionCode, what: str, cure: str) -> Problem:
    return Problem("pelican.conf.py", 0, code, what, cure, Severity.WARNING)
