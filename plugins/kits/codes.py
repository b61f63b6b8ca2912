"""What other houses cut or refuse."""

from __future__ import annotations

from newsroom.problems import Code


class KitCode(Code):
    """What an editor is warned of before a kit goes out."""

    TITLE = "wechat.title"
    AUTHOR = "wechat.author"
    DIGEST = "wechat.digest"
    CONTENT = "wechat.content"
    ARTICLES = "wechat.articles"
    PICTURE = "wechat.picture"
