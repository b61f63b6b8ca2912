"""What the kinds of items are called to readers."""

from __future__ import annotations

from newsroom.kinds import Kind

WORDS = {
    Kind.REPORT: "报道",
    Kind.STORY: "通讯",
    Kind.BRIEF: "简讯",
    Kind.NOTICE: "公告",
    Kind.PHOTO: "图片",
    Kind.SCHEDULE: "日程",
}
"""In Simplified Chinese; `Edition.set_text` puts them into an edition's script."""
