"""The section of the paper at hand that a draft most likely belongs to; its editor decides."""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.lexicon import simple
from newsroom.kinds import Kind

_NEWS = ("要闻", "要聞", "头条", "頭條", "新闻", "新聞", "动态", "動態", "时政", "時政", "本地")
_LIFE = ("民生", "人物", "故事", "通讯", "通訊", "特写", "特寫", "纪实", "紀實", "生活", "社会")
_NOTICES = ("公告", "通知", "公示", "启事", "啟事", "通告", "告示", "服务", "服務", "政务", "政務")

CALLED: Mapping[Kind, tuple[str, ...]] = {
    Kind.REPORT: _NEWS,
    Kind.STORY: (*_LIFE, *_NEWS),
    Kind.BRIEF: ("简讯", "簡訊", "短讯", "快讯", "快訊", *_NEWS),
    Kind.NOTICE: _NOTICES,
    Kind.SCHEDULE: ("接访", "接訪", "安排", "信访", *_NOTICES),
    Kind.PHOTO: ("图片", "圖片", "影像", "摄影", "攝影", "光影", "镜头", "鏡頭", *_NEWS),
}
"""What newsrooms call the section for a kind of item, the likeliest first."""


def section_for(kind: Kind, sections: Mapping[str, str], named: str = "") -> str:
    """The id of a section of the paper; "" for a paper without any.

    sections: name by id, in the paper's order; its first takes what no other is named for. named:
    the section that the copy itself names, in either script.
    """
    for section, name in sections.items():
        if named and simple(name) == simple(named):
            return section
    for word in CALLED[kind]:
        for section, name in sections.items():
            if word in name:
                return section
    return next(iter(sections), "")
