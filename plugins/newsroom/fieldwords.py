"""What an editor calls the fields of front matter: a message says it, then the key to type."""

from __future__ import annotations

from newsroom.itemfields import LABELS

WORDS: dict[str, str] = {
    **LABELS,
    "page": "第几版",
    "file": "文件",
    "alt": "替代文字",
    "caption": "图片说明",
    "credit": "署名",
    "crop": "裁切",
    "size": "大小",
    "name": "名字",
    "role": "身份",
    "organisation": "单位",
    "value": "数字",
    "unit": "单位",
    "number": "期号",
    "date": "日期",
    "pages": "版",
    "plan": "版面安排",
    "folios": "版头",
    "editors": "编辑",
    "period": "期间",
    "venue": "地点",
    "hours": "钟点",
    "visit_rule": "下访的说明",
    "contact": "联系方式",
    "topics": "议题",
    "booking_deadline": "预约截止",
    "posts": "职务",
    "accept": "签过的提醒",
    "columns": "栏",
    "cells": "改读的格子",
    "odd_week": "单周的一天",
    "region": "地区",
    "on_holidays": "节假日",
    "corrects": "更正的对象",
    "whole": "整张替换",
    "start": "开始",
    "end": "结束",
    "filler": "补白",
    "story": "稿件",
    "photo": "图片",
}
"""The handbook's word for each key, which stands behind it in brackets."""


def in_words(key: str) -> str:
    """A field as a sentence names it: 地点（venue）; the bare key where there is no word for it."""
    word = WORDS.get(key)
    return f"{word}（{key}）" if word else key
