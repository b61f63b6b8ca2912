"""The rules of the desk: one member each, with a code that an editor can accept or reject."""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """Why something was changed or taken away; the value is what `--reject` is given."""

    CONTROL = "chars.control"
    DIRECTION = "chars.direction"
    RADICAL = "chars.radical"
    FULL_WIDTH = "chars.full-width"
    INDENT = "space.indent"
    PADDED = "space.padded"
    LETTERSPACED = "space.letters"
    PUNCTUATION = "punct.full-width"
    QUOTES = "punct.quotes"
    DASH = "punct.dash"
    PINYIN = "pinyin.notes"
    LOST_INDENT = "lost.indent"
    LOST_QUOTE = "lost.quote"
    LOST_COPYRIGHT = "lost.copyright"
    PSEUDO_TRADITIONAL = "script.pseudo-traditional"
    HARD_WRAP = "wrap.lines"
    COLUMN = "wrap.column"
    JUMP = "page.jump"
    FOLIO = "page.folio"
    RUNNING_HEAD = "page.running-head"
    SITE = "web.furniture"
    LINKS = "web.links"
    SOURCE = "web.source"
    COUNTS = "web.counts"
    RECOMMENDATION = "web.recommendation"
    LEGAL = "web.legal"
    COMMENTS = "web.comments"
    PAGE_TITLE = "web.title"
    HIDDEN = "web.hidden"
    MAIL_HEADER = "mail.header"
    MAIL_QUOTE = "mail.quote"
    MAIL_SIGNATURE = "mail.signature"
    MAIL_DISCLAIMER = "mail.disclaimer"
    MAIL_LETTER = "mail.letter"
    CONTACT = "copy.contact"
    DELETED = "docx.deleted"
    NOTE = "docx.note"
    REMARK = "docx.comment"
    FORM = "docx.form"
    OFFICIAL = "page.official"
    RULE_LINE = "mark.rule-line"
    CAPTION_MARK = "mark.caption"
    PICTURE_PLACE = "mark.picture"
    ATTACHED = "mark.attached"
    BYLINE_MARK = "mark.byline"
    TABLE_MARK = "mark.table"
    END_MARK = "mark.end"
    LABEL = "mark.label"
    BULLET = "mark.bullet"
    METADATA = "md.metadata"
    MARKUP = "md.markup"
    EDITOR = "editor.out"


REASONS: dict[Rule, str] = {
    Rule.CONTROL: "控制字符或零宽字符，读者看不见",
    Rule.DIRECTION: "改变文字方向的控制符，读者看不见",
    Rule.RADICAL: "部首字符、兼容字符或连字，换成通用的字",
    Rule.FULL_WIDTH: "全角字母和数字，改为半角",
    Rule.INDENT: "段首空格，由版式来定",
    Rule.PADDED: "两字姓名或表头中间的空格，只为对齐",
    Rule.LETTERSPACED: "字与字之间的空格，只为拉开字距",
    Rule.PUNCTUATION: "汉字之间的半角标点，改为全角",
    Rule.QUOTES: "成对的直引号，改为弯引号",
    Rule.DASH: "汉字之间的两个连字符，改为破折号",
    Rule.PINYIN: "转换程序塞进正文的注音",
    Rule.LOST_INDENT: "段首空格转码后成了问号",
    Rule.LOST_QUOTE: "后引号转码后成了问号",
    Rule.LOST_COPYRIGHT: "版权符号转码后成了问号",
    Rule.PSEUDO_TRADITIONAL: "一简对多繁没有转对的字，按词改正",
    Rule.HARD_WRAP: "每行到固定宽度就换行，接成整段",
    Rule.COLUMN: "栏或页把一句话断成两段，接成一段",
    Rule.JUMP: "转版、接版的提示",
    Rule.FOLIO: "页码、版次、出版日期",
    Rule.RUNNING_HEAD: "每页重复的书眉",
    Rule.SITE: "网页的导航、按钮、页脚等",
    Rule.LINKS: "整行都是链接",
    Rule.SOURCE: "网页的来源、时间、编辑",
    Rule.COUNTS: "评论数、点击数、点赞数",
    Rule.RECOMMENDATION: "推荐阅读和相关链接",
    Rule.COMMENTS: "读者评论",
    Rule.LEGAL: "版权、免责、备案等声明",
    Rule.PAGE_TITLE: "网页标题，正文里另有大标题",
    Rule.HIDDEN: "网页上看不见的文字",
    Rule.MAIL_HEADER: "邮件的发件人、收件人、主题等",
    Rule.MAIL_QUOTE: "邮件里引用的旧信",
    Rule.MAIL_SIGNATURE: "邮件的签名",
    Rule.MAIL_DISCLAIMER: "邮件的保密声明",
    Rule.MAIL_LETTER: "邮件的问候、附言，不是稿件",
    Rule.CONTACT: "来稿人的电话、邮箱，不刊登",
    Rule.DELETED: "修订中已删去的文字",
    Rule.NOTE: "脚注和尾注，不进正文",
    Rule.REMARK: "批注，写给同事看的",
    Rule.FORM: "稿签上的栏目，不是稿件",
    Rule.OFFICIAL: "公文的版记（抄送、印发）和公开方式",
    Rule.RULE_LINE: "分隔线",
    Rule.CAPTION_MARK: "图片说明前的箭头或图号",
    Rule.PICTURE_PLACE: "复制时代替图片的记号，图片请另放",
    Rule.ATTACHED: "标题后面注明附有图片、视频的括号，图片请另放",
    Rule.BYLINE_MARK: "署名的括号和标记",
    Rule.TABLE_MARK: "画表格的线",
    Rule.BULLET: "段首的圆点、方块、星号，一组稿件的编号",
    Rule.LABEL: "稿件自己写的栏目名，如“标题：”",
    Rule.END_MARK: "文末的“完”字等标记",
    Rule.METADATA: "稿件信息里的一项，或 Markdown 的指令，不是稿件",
    Rule.MARKUP: "Markdown 的记号，已经照它排",
    Rule.EDITOR: "编辑指定这一行不是稿件",
}

OFFERED = frozenset({Rule.PSEUDO_TRADITIONAL})
"""Rules that change words on a guess: told, and applied only when an editor accepts them."""
